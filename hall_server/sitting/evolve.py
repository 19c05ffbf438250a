"""(state, event) → state. The only place that changes the state; it never refuses."""

from collections.abc import Callable
from typing import Any

from hall_server.sitting import (
    agenda,
    attendance,
    ballots,
    counted,
    course,
    planning,
    questioning,
    undertakings,
    votes,
)
from hall_server.sitting import events as e
from hall_server.sitting import floor_events as f
from hall_server.sitting.draft import FLOOR_CHANGES
from hall_server.sitting.event import Event
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.state import State

Change = Callable[[State, Any, Milliseconds], None]

CHANGES: dict[type[Event], Change] = {
    e.SittingPrepared: course.prepared,
    e.SittingOpened: course.opened,
    e.SittingSuspended: course.suspended,
    e.SittingResumed: course.resumed,
    e.SittingAdjourned: course.adjourned,
    e.DelegateCheckedIn: attendance.checked_in,
    e.DelegateCheckedOut: attendance.checked_out,
    e.ItemAdded: agenda.item_added,
    e.ItemTaken: agenda.item_taken,
    f.DelegateExcused: attendance.delegate_excused,
    f.QuorumCalled: attendance.quorum_called,
    f.PresenceConfirmed: attendance.presence_confirmed,
    f.QuorumCallEnded: attendance.quorum_call_ended,
    f.QuorumLost: attendance.quorum_lost,
    f.QuorumRegained: attendance.quorum_regained,
    f.QuestionFiled: questioning.question_filed,
    f.QuestionWithdrawn: questioning.question_withdrawn,
    f.TopicsRanked: questioning.topics_ranked,
    f.UndertakingRecorded: undertakings.undertaking_recorded,
    f.UndertakingChanged: undertakings.undertaking_changed,
    **FLOOR_CHANGES,
    e.VotePrepared: planning.vote_prepared,
    e.VoteOpened: votes.vote_opened,
    e.VoteHeld: votes.vote_held,
    e.VoteResumed: votes.vote_resumed,
    e.VoteExtended: votes.vote_extended,
    e.DelegateAdmitted: ballots.delegate_admitted,
    e.DelegateRecused: ballots.delegate_recused,
    e.DelegateCalled: ballots.delegate_called,
    e.BallotCast: ballots.ballot_cast,
    e.HandsCounted: counted.hands_counted,
    e.CountingBoardAppointed: counted.board_appointed,
    e.PaperCounted: counted.paper_counted,
    e.VoteClosed: votes.vote_closed,
    e.CastingVoteGiven: counted.casting_vote_given,
    e.VoteDeclared: votes.vote_declared,
    e.VoteAnnulled: votes.vote_annulled,
    e.CorrectionClaimed: counted.correction_claimed,
    e.ProxyGiven: ballots.proxy_given,
}


def evolve(state: State, event: e.AnyEvent, at: Milliseconds) -> State:
    """Take an event that happened at `at` (ms) into the state, which is changed and returned."""
    CHANGES[type(event)](state, event, at)
    state.last_at = at
    return state
