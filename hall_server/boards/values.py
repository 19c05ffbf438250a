"""The shape of every value on the boards; screens get their TypeScript types from here.

Knows shapes only. Which board carries a value, and when, stands in the board's own file.
Times are the hall's, in ms since 1970 UTC; `None` means: there is none.
"""

from typing import Literal

from msgspec import Struct

from hall_server.sitting.ids import Channel, Choice
from hall_server.sitting.rules import Base
from hall_server.sitting.state import SittingState, VoteState

ItemState = Literal["ahead", "current", "done"]


class Value(Struct, frozen=True, gc=False):
    """What stands under one key of a board: plain data."""


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
    """`attendance`: `needed` is the quorum in heads, None where the rules know none."""

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


class MajorityValue(Value, frozen=True):
    """What a vote needs, in numbers and words; `needed` is None while the base is not yet known."""

    id: str
    vi: str
    en: str
    source: str
    base: Base
    num: int
    den: int
    strict: bool
    needed: int | None


class CountsValue(Value, frozen=True):
    """A count: the first four add up to those on the register, all five to those in office."""

    yes: int
    no: int
    abstain: int
    not_voting: int
    absent: int


class PercentagesValue(Value, frozen=True):
    """For people only: "57,65"/"57.65" of `of` (`base`); two decimals, half up."""

    base: Base
    of: int
    yes_vi: str
    no_vi: str
    abstain_vi: str
    yes_en: str
    no_en: str
    abstain_en: str


class VerdictValue(Value, frozen=True):
    """The declared outcome: `reached` of `needed` yes votes, in words in both languages."""

    carried: bool
    needed: int
    reached: int
    vi: str
    en: str


class VoteValue(Value, frozen=True):
    """`vote` on the hall board: the current or last vote; no count before the close.

    `register` is the number of delegates entitled, frozen at the opening, `register_hash` the
    first 16 hexadecimal digits of its SHA-256. `closes_at` is None when the chair closes.
    """

    id: str
    number: int
    title: str
    title_en: str
    item: str
    state: VoteState
    majority: MajorityValue
    register: int
    register_hash: str
    in_office: int
    changeable: bool
    opened_at: int
    closes_at: int | None
    closed_at: int | None
    counts: CountsValue | None
    percentages: PercentagesValue | None
    verdict: VerdictValue | None


class TallyValue(Value, frozen=True):
    """`tally`: how an open vote stands; only on boards whose audience may see it."""

    vote: str
    cast: int
    register: int
    counts: CountsValue | None


class DelegateValue(Value, frozen=True):
    """`delegate/<id>` on the desk board: one member as the desk sees them.

    Their ballot stands beside it, under `ballot/<id>`: the channel it came by, never the choice.
    `unit` is what the bridge reports of the seat's hardware, `tablets` how many tablets of
    theirs are connected.
    """

    person: PersonValue
    present: bool
    present_since: int | None
    entitled: bool
    unit: Literal["online", "offline"] | None
    tablets: int


class MicrophoneValue(Value, frozen=True):
    """`microphone/<seat>` on the desk board: what the hall wants against what is reported."""

    wanted: bool
    reported: bool | None
    since: int


class OwnBallotValue(Value, frozen=True):
    """A delegate's own recorded ballot."""

    choice: Choice
    channel: Channel
    at: int


class OwnVoteValue(Value, frozen=True):
    """`vote` on a seat board: where the delegate stands in the current vote."""

    id: str
    entitled: bool
    ballot: OwnBallotValue | None


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
    `CastBallot`.
    """

    number: int
    vote: str
    open: bool
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
