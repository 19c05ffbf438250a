"""What has happened on the floor, in attendance, and in questioning; see `events.py`.

`delegate` in events of requests and turns is whoever speaks: a guest too.
"""

from typing import Literal

from hall_server.sitting.event import Event
from hall_server.sitting.floor_state import PausedBy
from hall_server.sitting.ids import (
    Channel,
    DelegateId,
    ItemId,
    Milliseconds,
    QuestionId,
    RequestId,
    SeatId,
    SpeakerId,
    TurnId,
    UndertakingId,
    UndertakingState,
)
from hall_server.sitting.model import Topic, Undertaking
from hall_server.sitting.rules import MicrophoneMode


class FloorRequested(Event, frozen=True):
    """Someone asked to speak.

    In entries of old `request` is empty: it is named by the delegate then, and on any item. It
    went into the queue before the request `before`, empty: at the end.
    """

    delegate: SpeakerId
    channel: Channel
    request: str = ""
    kind: str = ""
    item: ItemId | None = None
    before: str = ""
    note: str = ""
    about: str = ""
    to: str = ""
    v: Literal[1] = 1


class RequestWithdrawn(Event, frozen=True):
    """A request to speak was taken back; without `request` whatever the delegate had."""

    delegate: SpeakerId
    channel: Channel
    request: str = ""
    v: Literal[1] = 1


class RequestMoved(Event, frozen=True):
    """The chair moved a request: before another, or to the end (empty), for a reason."""

    request: RequestId
    before: str
    reason: str
    v: Literal[1] = 1


class ListClosed(Event, frozen=True):
    """The list of speakers on an item was closed."""

    item: ItemId | None
    v: Literal[1] = 1


class ListReopened(Event, frozen=True):
    """The list of speakers on an item was opened again."""

    item: ItemId | None
    v: Literal[1] = 1


class FloorGranted(Event, frozen=True):
    """A turn began.

    `limit` is its time, None where it has none. Its clock runs at once and out at `ends_at`, unless
    it `waits` for its microphone or for the desk. Entries of old have `ends_at` alone. `interrupts`
    is the turn that has been paused for it, or runs on beside it. `payer` is the group whose time
    it uses.
    """

    turn: TurnId
    delegate: SpeakerId
    seat: SeatId
    ends_at: Milliseconds | None
    request: str = ""
    kind: str = ""
    limit: Milliseconds | None = None
    waits: bool = False
    interrupts: str = ""
    about: str = ""
    to: str = ""
    payer: str = ""
    pressed_at: Milliseconds | None = None
    reason: str = ""
    v: Literal[1] = 1


class SpeechStarted(Event, frozen=True):
    """The clock of a turn began to run: its microphone opened, or the desk said so."""

    turn: TurnId
    by: Literal["microphone", "desk"]
    v: Literal[1] = 1


class SpeechPaused(Event, frozen=True):
    """A turn stands still: its clock does, and its microphone is wanted closed."""

    turn: TurnId
    by: PausedBy
    v: Literal[1] = 1


class SpeechResumed(Event, frozen=True):
    """A turn goes on with the time it had."""

    turn: TurnId
    v: Literal[1] = 1


class TimeChanged(Event, frozen=True):
    """A turn was given more time, or less (ms)."""

    turn: TurnId
    change: Milliseconds
    v: Literal[1] = 1


class SpeakerMoved(Event, frozen=True):
    """Whose turn it is speaks from another seat, or with a microphone in the hand (empty)."""

    turn: TurnId
    seat: SeatId
    v: Literal[1] = 1


class SpeechEnded(Event, frozen=True):
    """A turn ended; `channel` is the device's where the speaker ended it."""

    turn: TurnId
    by: Literal["desk", "speaker", "time", "device"] = "desk"
    channel: Channel = "desk"
    v: Literal[1] = 1


class SpeechHandedIn(Event, frozen=True):
    """Who was not reached handed the speech in in writing."""

    delegate: SpeakerId
    item: ItemId | None
    text: str
    channel: Channel
    v: Literal[1] = 1


class MicrophonesSet(Event, frozen=True):
    """From now on microphones open in this way, so many at once."""

    mode: MicrophoneMode
    open_max: int
    v: Literal[1] = 1


class PriorityTaken(Event, frozen=True):
    """The chair's microphone is wanted open, all others closed."""

    v: Literal[1] = 1


class PriorityReturned(Event, frozen=True):
    """The chair's priority ended."""

    v: Literal[1] = 1


class ItemTimeSet(Event, frozen=True):
    """The time an item is meant to take, in ms; None: it counts up without an end."""

    item: ItemId
    limit: Milliseconds | None
    v: Literal[1] = 1


class GroupTimeSet(Event, frozen=True):
    """A group was given its time for an item, or more or less of it (`added`), in ms."""

    item: ItemId | None
    group: str
    initial: Milliseconds
    added: Milliseconds
    v: Literal[1] = 1


class MicrophoneReported(Event, frozen=True):
    """A microphone was reported open or closed by its device."""

    seat: SeatId
    open: bool
    v: Literal[1] = 1


class MicrophoneDiffers(Event, frozen=True):
    """A microphone has not become what the hall wants of it: the desk was told."""

    seat: SeatId
    wanted: bool
    v: Literal[1] = 1


class UnitReported(Event, frozen=True):
    """A unit was reported as answering or not."""

    seat: SeatId
    online: bool
    v: Literal[1] = 1


class DelegateExcused(Event, frozen=True):
    """A delegate is away with a reason; an empty one takes it back."""

    delegate: DelegateId
    reason: str
    v: Literal[1] = 1


class QuorumCalled(Event, frozen=True):
    """Everybody was asked to answer that they are there, until `ends_at`."""

    number: int
    ends_at: Milliseconds
    needed: int | None
    v: Literal[1] = 1


class PresenceConfirmed(Event, frozen=True):
    """A delegate answered the quorum call."""

    number: int
    delegate: DelegateId
    channel: Channel
    v: Literal[1] = 1


class QuorumCallEnded(Event, frozen=True):
    """A quorum call ended: so many had answered."""

    number: int
    present: int
    needed: int | None
    reached: bool
    v: Literal[1] = 1


class QuorumLost(Event, frozen=True):
    """Too few are left in session."""

    present: int
    needed: int
    v: Literal[1] = 1


class QuorumRegained(Event, frozen=True):
    """Enough are there again."""

    present: int
    needed: int
    v: Literal[1] = 1


class QuestionFiled(Event, frozen=True):
    """A written question was handed in."""

    question: QuestionId
    delegate: DelegateId
    to: SpeakerId
    topic: str
    text: str
    channel: Channel
    v: Literal[1] = 1


class QuestionWithdrawn(Event, frozen=True):
    """A written question was taken back."""

    question: QuestionId
    v: Literal[1] = 1


class TopicsRanked(Event, frozen=True):
    """The topics of questioning, in the order in which they are to be taken."""

    topics: tuple[Topic, ...]
    v: Literal[1] = 1


class UndertakingRecorded(Event, frozen=True):
    """Someone undertook to do something; recorded again under the same id, its words are mended."""

    undertaking: Undertaking
    v: Literal[1] = 1


class UndertakingChanged(Event, frozen=True):
    """What became of an undertaking, and what shows it."""

    undertaking: UndertakingId
    state: UndertakingState
    evidence: str
    v: Literal[1] = 1


OfTheFloor = (
    FloorRequested
    | RequestWithdrawn
    | RequestMoved
    | ListClosed
    | ListReopened
    | FloorGranted
    | SpeechStarted
    | SpeechPaused
    | SpeechResumed
    | TimeChanged
    | SpeakerMoved
    | SpeechEnded
    | SpeechHandedIn
    | MicrophonesSet
    | PriorityTaken
    | PriorityReturned
    | ItemTimeSet
    | GroupTimeSet
    | MicrophoneReported
    | MicrophoneDiffers
    | UnitReported
    | DelegateExcused
    | QuorumCalled
    | PresenceConfirmed
    | QuorumCallEnded
    | QuorumLost
    | QuorumRegained
    | QuestionFiled
    | QuestionWithdrawn
    | TopicsRanked
    | UndertakingRecorded
    | UndertakingChanged
)
"""Every one of them."""
