"""What has happened in the sitting: past tense, plain data; these are what the journal keeps.

Each is written as JSON with its name in `type` and its version in `v`. A new shape gets a new
version and a way to read the old one; an entry once written is never changed.
"""

from typing import Literal

from msgspec import field

from hall_server.sitting.event import Event
from hall_server.sitting.floor_events import OfTheFloor
from hall_server.sitting.ids import (
    Channel,
    Choice,
    DelegateId,
    ItemId,
    Milliseconds,
    Verdict,
    VoteId,
)
from hall_server.sitting.model import AgendaItem, PaperCount, Plan, Preparation

ClosedBy = Literal["chair", "time", "all"]
"""The chair or a clerk, the end of the window, or that everybody had answered."""


class SittingPrepared(Event, frozen=True):
    """Council, delegates, seats, agenda and rules were taken."""

    preparation: Preparation
    v: Literal[1] = 1


class SittingOpened(Event, frozen=True):
    """The sitting opened with so many present."""

    present: int
    v: Literal[1] = 1


class SittingSuspended(Event, frozen=True):
    """The sitting was interrupted."""

    v: Literal[1] = 1


class SittingResumed(Event, frozen=True):
    """The sitting went on, with so many present."""

    present: int
    v: Literal[1] = 1


class SittingAdjourned(Event, frozen=True):
    """The sitting ended for good."""

    v: Literal[1] = 1


class DelegateCheckedIn(Event, frozen=True):
    """A delegate became present."""

    delegate: DelegateId
    channel: Channel
    v: Literal[1] = 1


class DelegateCheckedOut(Event, frozen=True):
    """A delegate left."""

    delegate: DelegateId
    channel: Channel
    v: Literal[1] = 1


class ItemAdded(Event, frozen=True):
    """An item came to the end of the agenda."""

    item: AgendaItem
    v: Literal[1] = 1


class ItemTaken(Event, frozen=True):
    """An item became the current one."""

    item: ItemId
    v: Literal[1] = 1


class VotePrepared(Event, frozen=True):
    """A vote was set up, or set up anew while it has not opened."""

    vote: VoteId
    number: int
    item: ItemId | None
    plan: Plan
    v: Literal[1] = 1


class VoteOpened(Event, frozen=True):
    """A vote opened: the register of those entitled and the number in office are frozen.

    `represented` names the holder of each principal on the register who is not present; `weights`
    those of all in office where the kind of vote counts weights.
    """

    vote: VoteId
    number: int
    title: str
    title_en: str
    item: ItemId | None
    majority: str
    register: tuple[DelegateId, ...]
    register_hash: str
    in_office: int
    closes_at: Milliseconds | None
    kind: str = ""
    represented: dict[DelegateId, DelegateId] = field(default_factory=dict)
    weights: dict[DelegateId, int] = field(default_factory=dict)
    quorum_asked: bool = False
    v: Literal[1] = 1


class VoteHeld(Event, frozen=True):
    """An open vote was interrupted, with so much of its window left (None: it has none)."""

    vote: VoteId
    by: Literal["chair", "time"]
    remaining: Milliseconds | None
    v: Literal[1] = 1


class VoteResumed(Event, frozen=True):
    """A held vote goes on."""

    vote: VoteId
    closes_at: Milliseconds | None
    v: Literal[1] = 1


class VoteExtended(Event, frozen=True):
    """The window of a vote was moved: while it is open its new end, while it is held what is left.

    `closes_at` None on an open vote: its time was over and the rules keep it open for the chair.
    """

    vote: VoteId
    closes_at: Milliseconds | None = None
    remaining: Milliseconds | None = None
    v: Literal[1] = 1


class DelegateAdmitted(Event, frozen=True):
    """A delegate came onto the register of an open vote, which has another hash now."""

    vote: VoteId
    delegate: DelegateId
    register_hash: str
    weight: int = 1
    v: Literal[1] = 1


class DelegateRecused(Event, frozen=True):
    """A delegate takes no part in a vote: off its register, their ballot taken out.

    With them go the `silenced`: the absent for whom they alone could vote.
    """

    vote: VoteId
    delegate: DelegateId
    reason: str
    register_hash: str
    silenced: tuple[DelegateId, ...] = ()
    v: Literal[1] = 1


class DelegateCalled(Event, frozen=True):
    """A delegate was called in a roll call."""

    vote: VoteId
    delegate: DelegateId
    v: Literal[1] = 1


class BallotCast(Event, frozen=True):
    """A delegate's ballot; a later one of the same delegate takes its place.

    `device` is the one it came from, as in the entry; `by` the holder who cast it for the delegate.
    """

    vote: VoteId
    delegate: DelegateId
    choice: Choice | Literal[""]
    channel: Channel
    device: str = ""
    marks: tuple[str, ...] = ()
    by: str = ""
    v: Literal[1] = 1


class HandsCounted(Event, frozen=True):
    """A show of hands was counted."""

    vote: VoteId
    yes: int
    no: int
    abstain: int
    v: Literal[1] = 1


class CountingBoardAppointed(Event, frozen=True):
    """Delegates were named to count a vote on paper, the head first."""

    vote: VoteId
    members: tuple[DelegateId, ...]
    v: Literal[1] = 1


class PaperCounted(Event, frozen=True):
    """The counting board's record; every sum in it agrees."""

    vote: VoteId
    count: PaperCount
    v: Literal[1] = 1


class VoteClosed(Event, frozen=True):
    """The voting ended, by the chair, by time, or because all had answered; the count then.

    `marks` counts options (or `option:level`) on `marked` ballots; `weight` has the same keys as
    the count of heads, each delegate with their weight.
    """

    vote: VoteId
    by: ClosedBy
    yes: int
    no: int
    abstain: int
    not_voting: int
    absent: int
    recused: int = 0
    marked: int = 0
    invalid: int = 0
    present_at_close: int = 0
    marks: dict[str, int] = field(default_factory=dict)
    weight: dict[str, int] = field(default_factory=dict)
    v: Literal[1] = 1


class CastingVoteGiven(Event, frozen=True):
    """The chair decided a tie."""

    vote: VoteId
    choice: Literal["yes", "no"]
    v: Literal[1] = 1


class VoteDeclared(Event, frozen=True):
    """The outcome was declared: `reached` yes votes where `needed` were.

    Of persons: those `elected`, those `tied` among whom is voted again, and for each rated person
    to whom the law attaches something the number (from 1) of that consequence in the rules.
    """

    vote: VoteId
    carried: bool
    needed: int
    reached: int
    verdict: Verdict = ""
    elected: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    consequences: dict[str, int] = field(default_factory=dict)
    v: Literal[1] = 1


class VoteAnnulled(Event, frozen=True):
    """A vote was taken back."""

    vote: VoteId
    reason: str
    v: Literal[1] = 1


class CorrectionClaimed(Event, frozen=True):
    """A delegate said after the close that their ballot was meant otherwise; no count changes."""

    vote: VoteId
    delegate: DelegateId
    claimed: str
    reason: str
    channel: Channel
    v: Literal[1] = 1


class ProxyGiven(Event, frozen=True):
    """An absent delegate is stood for by another; an empty holder: no longer."""

    principal: DelegateId
    holder: str
    v: Literal[1] = 1


AnyEvent = (
    OfTheFloor
    | SittingPrepared
    | SittingOpened
    | SittingSuspended
    | SittingResumed
    | SittingAdjourned
    | DelegateCheckedIn
    | DelegateCheckedOut
    | ItemAdded
    | ItemTaken
    | VotePrepared
    | VoteOpened
    | VoteHeld
    | VoteResumed
    | VoteExtended
    | DelegateAdmitted
    | DelegateRecused
    | DelegateCalled
    | BallotCast
    | HandsCounted
    | CountingBoardAppointed
    | PaperCounted
    | VoteClosed
    | CastingVoteGiven
    | VoteDeclared
    | VoteAnnulled
    | CorrectionClaimed
    | ProxyGiven
)
