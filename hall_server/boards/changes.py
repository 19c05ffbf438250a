"""Which parts of the sitting an event touches, so that each board refreshes just those.

A part names a function of a board's file; the boards themselves say what of it they show.
"""

from typing import Literal

from hall_server.sitting import events as e
from hall_server.sitting.ids import DelegateId, SeatId, VoteId
from hall_server.sitting.state import Ballot, State, Vote

Part = Literal[
    "everything",
    "course",
    "attendance",
    "agenda",
    "queue",
    "speaker",
    "plans",
    "vote",
    "tally",
    "call",
]


class Touched:
    """What a batch of events touched: parts of the sitting, and delegates, seats and results."""

    def __init__(self) -> None:
        self.parts: set[Part] = set()
        self.ballots: dict[DelegateId, Ballot | None] = {}
        """Whose ballot changed, and what it is now; None: there is none in the current vote."""
        self.delegates: set[DelegateId] = set()
        """Of whom anything else changed."""
        self.seats: set[SeatId] = set()
        self.votes: dict[VoteId, None] = {}
        """Of which plans, results, names, counting boards or corrections changed. One batch can
        declare a vote and open the next: it need not be the current one."""


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
    e.VotePrepared: ("plans",),
    e.VoteOpened: ("plans", "vote", "tally", "call"),
    e.VoteHeld: ("vote", "call"),
    e.VoteResumed: ("vote", "call"),
    e.VoteExtended: ("vote",),
    e.DelegateAdmitted: ("vote", "tally", "call"),
    e.DelegateRecused: ("plans", "vote", "tally", "call"),
    e.DelegateCalled: ("call",),
    e.BallotCast: ("tally",),
    e.HandsCounted: ("vote", "tally"),
    e.CountingBoardAppointed: ("vote", "tally"),
    e.PaperCounted: ("vote", "tally"),
    e.VoteClosed: ("vote", "tally", "call"),
    e.CastingVoteGiven: ("vote",),
    e.VoteDeclared: ("vote",),
    e.VoteAnnulled: ("plans", "vote", "tally", "call"),
    e.CorrectionClaimed: ("vote",),
    e.ProxyGiven: ("attendance",),
    e.MicrophoneReported: (),
    e.UnitReported: (),
}

_OF_EVERYONE = {e.VoteOpened, e.SittingAdjourned}
"""A vote gives everyone a register, the adjournment empties the queue of all who stood in it."""


def everything(state: State) -> Touched:
    """Collect all of a state, as after a replay."""
    found = Touched()
    found.parts.add("everything")
    found.ballots = _all_ballots(state)
    found.delegates.update(state.delegates)
    found.seats.update(state.by_seat)
    found.votes = dict.fromkeys(state.votes)
    return found


def touched(state: State, events: list[e.AnyEvent]) -> Touched:
    """Collect what events, already taken into `state`, have touched."""
    kinds = set(map(type, events))
    if e.SittingPrepared in kinds:
        return everything(state)
    found = Touched()
    for kind in kinds:
        found.parts.update(_PARTS[kind])
    counting = _counting(state)
    for event in events:
        if type(event) is e.BallotCast:
            found.ballots[event.delegate] = counting.get(event.delegate)
        else:
            _whom(state, event, found)
    if e.VoteOpened in kinds:
        found.ballots = _all_ballots(state)
    if state.vote is not None and state.vote.represented:
        _add_represented(state.vote, events, found)
    if "queue" in found.parts:
        found.delegates.update(state.queue)
    if not kinds.isdisjoint(_OF_EVERYONE):
        found.delegates.update(state.delegates)
    found.seats.update(state.delegates[delegate].seat for delegate in found.delegates)
    return found


def _add_represented(vote: Vote, events: list[e.AnyEvent], found: Touched) -> None:
    """Who stands for someone sees that ballot too, until the other comes and votes in person."""
    came_or_left = {
        event.delegate
        for event in events
        if isinstance(event, e.DelegateCheckedIn | e.DelegateCheckedOut)
    }
    for principal in came_or_left & vote.represented.keys():
        found.ballots[principal] = vote.ballots.get(principal)
    for holder in {vote.represented.get(delegate) for delegate in found.ballots} - {None}:
        assert holder is not None
        found.ballots[holder] = vote.ballots.get(holder)


def _counting(state: State) -> dict[DelegateId, Ballot]:
    return {} if state.vote is None else state.vote.ballots


def _all_ballots(state: State) -> dict[DelegateId, Ballot | None]:
    counting = _counting(state)
    return {delegate: counting.get(delegate) for delegate in state.delegates}


def _add_of_register(state: State, found: Touched, *delegates: DelegateId) -> None:
    counting = _counting(state)
    for delegate in delegates:
        found.delegates.add(delegate)
        found.ballots[delegate] = counting.get(delegate)


def _whom(state: State, event: e.AnyEvent, found: Touched) -> None:
    match event:
        case e.FloorGranted():
            found.delegates.add(event.delegate)
            found.seats.add(event.seat)
        case e.SpeechEnded():
            turn = next(turn for turn in reversed(state.turns) if turn.id == event.turn)
            found.delegates.add(turn.delegate)
            found.seats.add(turn.seat)
        case (
            e.VotePrepared()
            | e.VoteOpened()
            | e.VoteDeclared()
            | e.VoteAnnulled()
            | e.CountingBoardAppointed()
            | e.CorrectionClaimed()
        ):
            found.votes[event.vote] = None
        case e.DelegateAdmitted():
            _add_of_register(state, found, event.delegate)
        case e.DelegateRecused():
            found.votes[event.vote] = None  # the counting board is without them
            _add_of_register(state, found, event.delegate, *event.silenced)
        case e.ProxyGiven():
            found.delegates.add(event.principal)
        case e.MicrophoneReported() | e.UnitReported():
            found.seats.add(event.seat)
        case (
            e.DelegateCheckedIn()
            | e.DelegateCheckedOut()
            | e.FloorRequested()
            | e.RequestWithdrawn()
        ):
            found.delegates.add(event.delegate)
        case _:
            pass
