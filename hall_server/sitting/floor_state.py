"""Where the floor stands: requests, turns with their clocks, microphones, time budgets.

A request, a turn and a microphone are three things: a request waits in the queue, a turn has a
clock, and a microphone is wanted open by the hall and reported open by its device. Plain data;
changed by `evolve.py` alone. Times are the clerk's, in ms.
"""

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from hall_server.sitting.ids import (
    Channel,
    DelegateId,
    ItemId,
    Milliseconds,
    RequestId,
    SeatId,
    SpeakerId,
    TurnId,
)
from hall_server.sitting.rules import MicrophoneMode, SpeechKind

TurnState = Literal["granted", "speaking", "paused", "ended"]
"""The floor is given · the clock runs · it stands · over."""

TURN_TRANSITIONS: dict[tuple[TurnState, str], TurnState] = {
    ("granted", "StartSpeech"): "speaking",
    ("granted", "PauseSpeech"): "paused",
    ("speaking", "PauseSpeech"): "paused",
    ("paused", "ResumeSpeech"): "speaking",
    ("granted", "EndSpeech"): "ended",
    ("speaking", "EndSpeech"): "ended",
    ("paused", "EndSpeech"): "ended",
}

PausedBy = Literal["desk", "interruption", "priority", "mute", "time"]
"""Why a turn stands still; only who paused it lets it go on by itself: an interruption that ends,
the chair's priority that is given back, time that is added."""


class Clock(Struct, frozen=True):
    """Time that was used, and since when it runs; `limit` None: it counts up without an end."""

    limit: Milliseconds | None = None
    used: Milliseconds = 0
    since: Milliseconds | None = None

    def started(self, at: Milliseconds) -> "Clock":
        """Let it run; it goes on if it does already."""
        return self if self.since is not None else Clock(self.limit, self.used, at)

    def stopped(self, at: Milliseconds) -> "Clock":
        """Let it stand."""
        return Clock(self.limit, self.spent(at), None)

    def given(self, change: Milliseconds) -> "Clock":
        """Give it more time, or less; one without an end stays so."""
        limit = None if self.limit is None else max(0, self.limit + change)
        return Clock(limit, self.used, self.since)

    def spent(self, at: Milliseconds) -> Milliseconds:
        """Give the time that was used by `at`."""
        return self.used + (0 if self.since is None else max(0, at - self.since))

    @property
    def ends_at(self) -> Milliseconds | None:
        """When its time is over, as it runs now; None: it stands, or has no end."""
        if self.since is None or self.limit is None:
            return None
        return self.since + self.limit - self.used


class Request(Struct, frozen=True, gc=False):
    """A wish to speak, in the queue.

    `item` None: on whatever is under way (entries of old). `about` is a turn or a written question,
    `to` whom a question is for.
    """

    id: RequestId
    speaker: SpeakerId
    asked_at: Milliseconds
    kind: str = ""
    item: ItemId | None = None
    channel: Channel = "desk"
    note: str = ""
    about: str = ""
    to: str = ""
    moved: str = ""
    """Why the chair moved it, empty if nobody did."""


@dataclass(slots=True)
class Turn:
    """A turn on the floor.

    `seat` is whose microphone is meant, empty: one carried in the hand. `interrupts` is the turn
    that gets the floor back. `payer` is the group whose budget pays. `pressed_at` is when the act
    came that should open the microphone, `opened_at` when it was first reported open.
    """

    id: TurnId
    speaker: SpeakerId
    seat: SeatId
    item: ItemId | None
    kind: str
    rule: SpeechKind
    granted_at: Milliseconds
    clock: Clock
    state: TurnState = "granted"
    request: str = ""
    interrupts: str = ""
    about: str = ""
    to: str = ""
    payer: str = ""
    paused_by: PausedBy | Literal[""] = ""
    started_at: Milliseconds | None = None
    ended_at: Milliseconds | None = None
    pressed_at: Milliseconds | None = None
    opened_at: Milliseconds | None = None

    @property
    def opening_ms(self) -> Milliseconds | None:
        """From the press to the open microphone; None while it has not opened."""
        if self.opened_at is None or self.pressed_at is None:
            return None
        return max(0, self.opened_at - self.pressed_at)


@dataclass(slots=True)
class Microphone:
    """What the hall wants of a microphone, and what its device reported last.

    `since` is when the two began to be what they are; `alarmed`, that a difference was told.
    """

    wanted: bool = False
    reported: bool | None = None
    since: Milliseconds = 0
    alarmed: bool = False


@dataclass(slots=True)
class Budget:
    """A group's time for an item; `used` is by turns that stand or are over."""

    initial: Milliseconds
    added: Milliseconds = 0
    used: Milliseconds = 0


class Written(Struct, frozen=True):
    """A speech that was handed in in writing."""

    speaker: SpeakerId
    item: ItemId | None
    text: str
    at: Milliseconds
    channel: Channel


@dataclass(slots=True)
class Floor:
    """The floor of a sitting. `queue` is in the order of speaking; `turns` in that of granting."""

    mode: MicrophoneMode = "request"
    open_max: int = 1
    priority: bool = False
    queue: dict[RequestId, Request] = field(default_factory=dict)
    requests_made: int = 0
    closed_lists: set[ItemId | None] = field(default_factory=set)
    turns: list[Turn] = field(default_factory=list)
    running: list[Turn] = field(default_factory=list)
    """Turns that have not ended, in the order of granting."""
    unreached: dict[tuple[SpeakerId, ItemId | None], Milliseconds] = field(default_factory=dict)
    """Who had asked for the floor on an item and has had none, and when they had asked."""
    written: list[Written] = field(default_factory=list)
    microphones: dict[SeatId, Microphone] = field(default_factory=dict)
    units: dict[SeatId, bool] = field(default_factory=dict)
    differing: set[SeatId] = field(default_factory=set)
    """Microphones that are not what is wanted, and of which no alarm was given yet."""
    last_press: dict[SpeakerId, Milliseconds] = field(default_factory=dict)
    """When somebody last asked, withdrew or ended at their own device."""
    items: dict[ItemId, Clock] = field(default_factory=dict)
    """The clock of each item that was taken; it runs while the item is under way in session."""
    budgets: dict[tuple[ItemId | None, str], Budget] = field(default_factory=dict)

    @property
    def turn(self) -> Turn | None:
        """Who has the floor: of the turns that run, the last that is not paused, else the last."""
        awake = [turn for turn in self.running if turn.state != "paused"]
        waiting = awake or self.running
        return waiting[-1] if waiting else None

    def find(self, turn: str) -> Turn | None:
        """Find a turn that has not ended."""
        return next((one for one in self.running if one.id == turn), None)

    def of(self, speaker: str) -> Turn | None:
        """Find the turn that a speaker has now."""
        return next((one for one in self.running if one.speaker == speaker), None)


class WrittenQuestion(Struct, frozen=True):
    """A question handed in beforehand (phiếu chất vấn): by whom, to whom, about what."""

    id: str
    delegate: DelegateId
    to: SpeakerId
    topic: str
    text: str
    at: Milliseconds
    channel: Channel


@dataclass(slots=True)
class QuorumCall:
    """A count of those who are really there. `needed` None: the rules know no quorum in heads."""

    number: int
    called_at: Milliseconds
    ends_at: Milliseconds
    needed: int | None
    confirmed: dict[DelegateId, Channel] = field(default_factory=dict)
    ended_at: Milliseconds | None = None
    reached: bool | None = None
