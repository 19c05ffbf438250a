"""The shape of every value on the boards but those about votes, which `vote_values.py` has.

Screens get their TypeScript types from both. Knows shapes only. Which board carries a value, and
when, stands in the board's own file.
Times are the hall's, in ms since 1970 UTC; `None` means: there is none.
"""

from typing import Literal

from hall_server.boards.floor_values import PersonValue
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
    excused: int
    lost: bool
    """Too few are left in session."""


class ItemValue(Value, frozen=True):
    """One row of `agenda` (a list)."""

    id: str
    number: int
    title: str
    title_en: str
    state: ItemState
    seconds: int
    """It is meant to take so long; 0: no time was set."""


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
    excused: str
    """Why they are away, empty where no reason is known and while they are present."""
    confirmed: bool
    """They have answered the quorum call that is under way, or the last one."""
    entitled: bool
    unit: Literal["online", "offline"] | None
    tablets: int


class MeValue(Value, frozen=True):
    """`me` on a seat board."""

    person: PersonValue
    present: bool


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


class NoticeValue(Value, frozen=True):
    """`notice` on the hall board: something everyone must know, such as a stopped journal.

    On the desk board: something the desk alone must know, such as an old journal that is broken.
    """

    code: str
    vi: str
    en: str
