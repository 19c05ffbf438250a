"""Which parts of the sitting an event touches, so that each board refreshes just those.

A part names a function of a board's file; the boards themselves say what of it they show.
"""

from typing import Literal

from hall_server.sitting import events as e
from hall_server.sitting.ids import DelegateId, SeatId, VoteId
from hall_server.sitting.state import State

Part = Literal[
    "everything", "course", "attendance", "agenda", "queue", "speaker", "vote", "ballots"
]


class Touched:
    """What a batch of events touched: parts of the sitting, and delegates, seats and results."""

    def __init__(self) -> None:
        self.parts: set[Part] = set()
        self.delegates: set[DelegateId] = set()
        self.seats: set[SeatId] = set()
        self.declared: list[VoteId] = []
        """One batch can declare a vote and open the next: it need not be the current one."""


_PARTS: dict[type[e.Event], tuple[Part, ...]] = {
    e.SittingPrepared: ("everything",),
    e.SittingOpened: ("course",),
    e.SittingSuspended: ("course",),
    e.SittingResumed: ("course",),
    e.SittingAdjourned: ("course", "queue"),
    e.DelegateCheckedIn: ("attendance",),
    e.DelegateCheckedOut: ("attendance",),
    e.ItemAdded: ("agenda",),
    e.ItemTaken: ("agenda",),
    e.FloorRequested: ("queue",),
    e.RequestWithdrawn: ("queue",),
    e.FloorGranted: ("queue", "speaker"),
    e.SpeechEnded: ("speaker",),
    e.VoteOpened: ("vote", "ballots"),
    e.BallotCast: ("ballots",),
    e.VoteClosed: ("vote", "ballots"),
    e.VoteDeclared: ("vote",),
    e.MicrophoneReported: (),
    e.UnitReported: (),
}

_OF_EVERYONE = (e.VoteOpened, e.SittingAdjourned)
"""A vote gives everyone a register, the adjournment empties the queue of all who stood in it."""


def touched(state: State, events: list[e.AnyEvent]) -> Touched:
    """Collect what events, already taken into `state`, have touched."""
    found = Touched()
    queue_before = False
    for event in events:
        parts = _PARTS[type(event)]
        found.parts.update(parts)
        queue_before = queue_before or "queue" in parts
        _whom(state, event, found)
    if queue_before:
        found.delegates.update(state.queue)
    if "everything" in found.parts or any(type(event) in _OF_EVERYONE for event in events):
        found.delegates.update(state.delegates)
    found.seats.update(
        state.delegates[delegate].seat
        for delegate in found.delegates
        if delegate in state.delegates
    )
    return found


def _whom(state: State, event: e.AnyEvent, found: Touched) -> None:
    match event:
        case e.FloorGranted():
            found.delegates.add(event.delegate)
            found.seats.add(event.seat)
        case e.SpeechEnded():
            turn = next(turn for turn in reversed(state.turns) if turn.id == event.turn)
            found.delegates.add(turn.delegate)
            found.seats.add(turn.seat)
        case e.VoteDeclared():
            found.declared.append(event.vote)
        case e.MicrophoneReported() | e.UnitReported():
            found.seats.add(event.seat)
        case (
            e.BallotCast()
            | e.DelegateCheckedIn()
            | e.DelegateCheckedOut()
            | e.FloorRequested()
            | e.RequestWithdrawn()
        ):
            found.delegates.add(event.delegate)
        case _:
            pass
