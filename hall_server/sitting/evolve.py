"""(state, event) → state. The only place that changes the state; it never refuses."""

from collections.abc import Callable
from typing import Any

from hall_server.sitting import agenda, attendance, course, floor, votes
from hall_server.sitting import events as e
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.state import State

Change = Callable[[State, Any, Milliseconds], None]

CHANGES: dict[type[e.Event], Change] = {
    e.SittingPrepared: course.prepared,
    e.SittingOpened: course.opened,
    e.SittingSuspended: course.suspended,
    e.SittingResumed: course.resumed,
    e.SittingAdjourned: course.adjourned,
    e.DelegateCheckedIn: attendance.checked_in,
    e.DelegateCheckedOut: attendance.checked_out,
    e.ItemAdded: agenda.item_added,
    e.ItemTaken: agenda.item_taken,
    e.FloorRequested: floor.floor_requested,
    e.RequestWithdrawn: floor.request_withdrawn,
    e.FloorGranted: floor.floor_granted,
    e.SpeechEnded: floor.speech_ended,
    e.MicrophoneReported: floor.microphone_reported,
    e.UnitReported: floor.unit_reported,
    e.VoteOpened: votes.vote_opened,
    e.BallotCast: votes.ballot_cast,
    e.VoteClosed: votes.vote_closed,
    e.VoteDeclared: votes.vote_declared,
}


def evolve(state: State, event: e.AnyEvent, at: Milliseconds) -> State:
    """Take an event that happened at `at` (ms) into the state, which is changed and returned."""
    CHANGES[type(event)](state, event, at)
    state.last_at = at
    return state
