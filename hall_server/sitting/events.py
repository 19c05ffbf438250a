"""What has happened in the sitting: past tense, plain data; these are what the journal keeps.

Each is written as JSON with its name in `type` and its version in `v`. A new shape gets a new
version and a way to read the old one; an entry once written is never changed.
"""

from typing import Literal

from msgspec import Struct

from hall_server.sitting.ids import (
    Channel,
    Choice,
    DelegateId,
    ItemId,
    Milliseconds,
    SeatId,
    TurnId,
    VoteId,
)
from hall_server.sitting.model import AgendaItem, Preparation


class Event(Struct, frozen=True, tag_field="type", tag=True, gc=False):
    """What every event has in common: its name in `type`, its version in `v`."""


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


class FloorRequested(Event, frozen=True):
    """A delegate asked to speak."""

    delegate: DelegateId
    channel: Channel
    v: Literal[1] = 1


class RequestWithdrawn(Event, frozen=True):
    """A request to speak was taken back."""

    delegate: DelegateId
    channel: Channel
    v: Literal[1] = 1


class FloorGranted(Event, frozen=True):
    """A turn began: its clock runs out at `ends_at`, its microphone is the one at `seat`."""

    turn: TurnId
    delegate: DelegateId
    seat: SeatId
    ends_at: Milliseconds
    v: Literal[1] = 1


class SpeechEnded(Event, frozen=True):
    """A turn ended."""

    turn: TurnId
    v: Literal[1] = 1


class VoteOpened(Event, frozen=True):
    """A vote opened: the register of those entitled and the number in office are frozen."""

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
    v: Literal[1] = 1


class BallotCast(Event, frozen=True):
    """A delegate's ballot; a later one of the same delegate takes its place.

    `device` is the one it came from, as in the entry.
    """

    vote: VoteId
    delegate: DelegateId
    choice: Choice
    channel: Channel
    device: str = ""
    v: Literal[1] = 1


class VoteClosed(Event, frozen=True):
    """The voting ended, by the chair or by time; the count of the ballots then."""

    vote: VoteId
    by: Literal["chair", "time"]
    yes: int
    no: int
    abstain: int
    not_voting: int
    absent: int
    v: Literal[1] = 1


class VoteDeclared(Event, frozen=True):
    """The outcome was declared: `reached` yes votes where `needed` were."""

    vote: VoteId
    carried: bool
    needed: int
    reached: int
    v: Literal[1] = 1


class MicrophoneReported(Event, frozen=True):
    """A microphone was reported open or closed by its device."""

    seat: SeatId
    open: bool
    v: Literal[1] = 1


class UnitReported(Event, frozen=True):
    """A unit was reported as answering or not."""

    seat: SeatId
    online: bool
    v: Literal[1] = 1


AnyEvent = (
    SittingPrepared
    | SittingOpened
    | SittingSuspended
    | SittingResumed
    | SittingAdjourned
    | DelegateCheckedIn
    | DelegateCheckedOut
    | ItemAdded
    | ItemTaken
    | FloorRequested
    | RequestWithdrawn
    | FloorGranted
    | SpeechEnded
    | VoteOpened
    | BallotCast
    | VoteClosed
    | VoteDeclared
    | MicrophoneReported
    | UnitReported
)
