"""Which parts of the sitting an event touches, so that each board refreshes just those.

A part names what stands under some keys; the boards themselves say what of it they show.
"""

from typing import Literal

from hall_server.sitting import events as e
from hall_server.sitting import floor_events as f
from hall_server.sitting.event import Event
from hall_server.sitting.ids import DelegateId, SeatId, SpeakerId, VoteId
from hall_server.sitting.state import Ballot, State, Vote

Part = Literal[
    "everything",
    "course",
    "attendance",
    "agenda",
    "floor",
    "queue",
    "turns",
    "budgets",
    "written",
    "quorum_call",
    "questions",
    "topics",
    "undertakings",
    "plans",
    "vote",
    "tally",
    "call",
]


class Touched:
    """What a batch of events touched: parts of the sitting, and persons, turns, seats and votes."""

    def __init__(self) -> None:
        self.parts: set[Part] = set()
        self.ballots: dict[DelegateId, Ballot | None] = {}
        """Whose ballot changed, and what it is now; None: there is none in the current vote."""
        self.delegates: set[DelegateId] = set()
        """Whose presence or part in the vote changed."""
        self.came_or_left: set[DelegateId] = set()
        self.speakers: set[SpeakerId] = set()
        """Whose turn or answer to a quorum call changed."""
        self.turns: dict[str, None] = {}
        """Turns that began, changed or ended, by id."""
        self.seats: set[SeatId] = set()
        """Whose microphone may have changed."""
        self.units: set[SeatId] = set()
        """Whose unit was reported."""
        self.votes: dict[VoteId, None] = {}
        """Of which plans, results, names, counting boards or corrections changed. One batch can
        declare a vote and open the next: it need not be the current one."""


_PARTS: dict[type[Event], tuple[Part, ...]] = {
    e.SittingPrepared: ("everything",),
    e.SittingOpened: ("course", "floor"),
    e.SittingSuspended: ("course", "floor"),
    e.SittingResumed: ("course", "attendance", "floor"),
    e.SittingAdjourned: ("course", "floor", "queue"),
    e.DelegateCheckedIn: ("attendance",),
    e.DelegateCheckedOut: ("attendance",),
    f.DelegateExcused: ("attendance",),
    f.QuorumCalled: ("quorum_call",),
    f.PresenceConfirmed: ("quorum_call",),
    f.QuorumCallEnded: ("quorum_call",),
    f.QuorumLost: ("attendance",),
    f.QuorumRegained: ("attendance",),
    e.ItemAdded: ("agenda",),
    e.ItemTaken: ("agenda", "floor", "queue", "budgets"),
    f.FloorRequested: ("queue",),
    f.RequestWithdrawn: ("queue",),
    f.RequestMoved: ("queue",),
    f.ListClosed: ("floor",),
    f.ListReopened: ("floor",),
    f.FloorGranted: ("floor", "queue", "turns", "budgets"),
    f.SpeechStarted: ("turns", "budgets"),
    f.SpeechPaused: ("turns", "budgets"),
    f.SpeechResumed: ("turns", "budgets"),
    f.TimeChanged: ("turns",),
    f.SpeakerMoved: ("turns",),
    f.SpeechEnded: ("turns", "budgets"),
    f.SpeechHandedIn: ("written", "queue"),
    f.MicrophonesSet: ("floor",),
    f.PriorityTaken: ("floor",),
    f.PriorityReturned: ("floor",),
    f.ItemTimeSet: ("floor",),
    f.GroupTimeSet: ("budgets",),
    f.MicrophoneReported: (),
    f.MicrophoneDiffers: (),
    f.UnitReported: (),
    f.QuestionFiled: ("questions",),
    f.QuestionWithdrawn: ("questions", "topics"),
    f.TopicsRanked: ("topics",),
    f.UndertakingRecorded: ("undertakings",),
    f.UndertakingChanged: ("undertakings",),
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
}


def everything(state: State) -> Touched:
    """Collect all of a state, as after a replay."""
    found = Touched()
    found.parts.add("everything")
    found.ballots = _all_ballots(state)
    found.delegates.update(state.delegates)
    found.came_or_left.update(state.delegates)
    found.speakers.update(map(SpeakerId, state.delegates), state.guests)
    found.turns = dict.fromkeys(turn.id for turn in state.floor.turns)
    found.seats.update(state.by_seat, state.guest_seats, state.places)
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
        found.delegates.update(state.delegates)
    if state.vote is not None and state.vote.represented:
        _add_represented(state.vote, found)
    if not found.parts.isdisjoint(("turns", "floor")):
        _add_of_the_floor(state, found)
    return found


def _add_of_the_floor(state: State, found: Touched) -> None:
    """What is wanted of a microphone depends on the turns that run and on the chair's priority."""
    left = len(found.turns)
    for turn in reversed(state.floor.turns):
        if not left:
            break
        if turn.id in found.turns:
            left -= 1
            found.speakers.add(turn.speaker)
            found.seats.add(turn.seat)
    found.seats.update(turn.seat for turn in state.floor.running)
    found.seats.add(SeatId(state.chair_seat))
    found.seats.discard(SeatId(""))


def _add_represented(vote: Vote, found: Touched) -> None:
    """Who stands for someone sees that ballot too, until the other comes and votes in person."""
    for principal in found.came_or_left & vote.represented.keys():
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
        case e.DelegateCheckedIn() | e.DelegateCheckedOut():
            found.delegates.add(event.delegate)
            found.came_or_left.add(event.delegate)
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
        case _:
            _whom_of_the_floor(state, event, found)


def _whom_of_the_floor(state: State, event: e.AnyEvent, found: Touched) -> None:
    match event:
        case f.FloorGranted() | f.SpeakerMoved():
            found.turns[event.turn] = None
            found.seats.add(event.seat)
        case (
            f.SpeechStarted()
            | f.SpeechPaused()
            | f.SpeechResumed()
            | f.TimeChanged()
            | f.SpeechEnded()
        ):
            found.turns[event.turn] = None
        case f.MicrophoneReported():
            found.seats.add(event.seat)
            here = (turn.id for turn in state.floor.running if turn.seat == event.seat)
            found.turns |= dict.fromkeys(here)
        case f.MicrophoneDiffers():
            found.seats.add(event.seat)
        case f.UnitReported():
            found.seats.add(event.seat)
            found.units.add(event.seat)
        case f.DelegateExcused():
            found.delegates.add(event.delegate)
        case f.QuorumCalled() | f.PresenceConfirmed() | f.QuorumCallEnded():
            _whom_of_a_call(state, event, found)
        case _:
            pass


def _whom_of_a_call(
    state: State, event: f.QuorumCalled | f.PresenceConfirmed | f.QuorumCallEnded, found: Touched
) -> None:
    """A new call forgets who answered the last one; at its end nobody need answer any more."""
    if isinstance(event, f.PresenceConfirmed):
        whom = {event.delegate}
    else:
        number = event.number - isinstance(event, f.QuorumCalled)
        calls = (call for call in state.quorum_calls if call.number == number)
        whom = {delegate for call in calls for delegate in call.confirmed}
    found.delegates.update(whom)
    found.speakers.update(map(SpeakerId, whom))
