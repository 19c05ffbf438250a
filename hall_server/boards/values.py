"""The shape of every value on the boards but those about votes, which `vote_values.py` has.

Screens get their TypeScript types from both. Knows shapes only. Which board carries a value, and
when, stands in the board's own file.
Times are the hall's, in ms since 1970 UTC; `None` means: there is none.
"""

from typing import Literal

from hall_server.boards.vote_values import Value
from hall_server.sitting.state import SittingState

ItemState = Literal["ahead", "current", "done"]


class CouncilValue(Value, frozen=True):
    """`council`: the body and the rules it sits under."""

    name: str
    name_en: str
    in_office: int
    rules_vi: str
    rules_en: str
    rules_version: str


class SittingValue(Value, frozen=True):
    """`sitting`: title and state; `opened_at` is None before the opening."""

    id: str
    title: str
    title_en: str
    state: SittingState
    opened_at: int | None
    adjourned_at: int | None


class AttendanceValue(Value, frozen=True):
    """`attendance`: `needed` is the quorum in heads, None where the rules know none in heads."""

    present: int
    in_office: int
    needed: int | None
    reached: bool


class ItemValue(Value, frozen=True):
    """One row of `agenda` (a list)."""

    id: str
    number: int
    title: str
    title_en: str
    state: ItemState


class PersonValue(Value, frozen=True):
    """A delegate as others see them."""

    delegate: str
    name: str
    seat: str
    group: str


class SpeakerValue(Value, frozen=True):
    """`speaker`: who has the floor; the clock runs out at `ends_at`, screens count down alone."""

    turn: str
    person: PersonValue
    granted_at: int
    ends_at: int


class RequestValue(Value, frozen=True):
    """One row of `queue` (a list, first comes first)."""

    person: PersonValue
    asked_at: int


class DelegateValue(Value, frozen=True):
    """`delegate/<id>` on the desk board: one member as the desk sees them.

    Their ballot stands beside it, under `ballot/<id>`: the channel it came by, never the choice.
    `unit` is what the bridge reports of the seat's hardware, `tablets` how many tablets of
    theirs are connected. `recused` is from the current vote, `holder` the delegate (id) who stands
    for them.
    """

    person: PersonValue
    present: bool
    present_since: int | None
    recused: bool
    holder: str
    entitled: bool
    unit: Literal["online", "offline"] | None
    tablets: int


class MicrophoneValue(Value, frozen=True):
    """`microphone/<seat>` on the desk board: what the hall wants against what is reported."""

    wanted: bool
    reported: bool | None
    since: int


class MeValue(Value, frozen=True):
    """`me` on a seat board."""

    person: PersonValue
    present: bool


class OwnFloorValue(Value, frozen=True):
    """`floor` on a seat board: `place` in the queue counts from 1; `speaking_until` in a turn."""

    place: int | None
    asked_at: int | None
    speaking_until: int | None


class PollValue(Value, frozen=True):
    """`poll` on the devices board: the vote as keypads need it.

    `number` (1–65535) is the poll number latched by every unit; `vote` is the id to use in
    `CastBallot`. `answerable`: three keys can answer it; if not, presses are refused, politely.
    """

    number: int
    vote: str
    open: bool
    answerable: bool
    abstain: bool
    changeable: bool
    closes_at: int | None


class SeatWishValue(Value, frozen=True):
    """`seat/<seat>` on the devices board: what the hall wants the unit there to show and do.

    Its ballot stands beside it, under `ballot/<seat>`: the choice on disk for the current poll
    (the lamp under it is solid). `place` is the place in the queue from 1, `entitled` whether
    presses count in the current poll.
    """

    microphone: bool
    present: bool
    entitled: bool
    place: int | None
    speaking: bool


class NoticeValue(Value, frozen=True):
    """`notice` on the hall board: something everyone must know, such as a stopped journal."""

    code: str
    vi: str
    en: str
