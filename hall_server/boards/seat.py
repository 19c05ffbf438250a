"""The board of one delegate.

Visibility law: a delegate's own presence, ballot, place in the queue and clock, and nobody else's.
"""

from hall_server.boards import views
from hall_server.boards.board import Board
from hall_server.boards.changes import Touched
from hall_server.boards.values import MeValue, OwnBallotValue, OwnFloorValue, OwnVoteValue
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.state import State


def name(delegate: DelegateId) -> str:
    """Name the board of a delegate."""
    return f"seat/{delegate}"


def refresh(
    board: Board, state: State, touched: Touched, delegate: DelegateId, place: int | None
) -> None:
    """Post what a batch of events changed for a delegate; `place` is theirs in the queue."""
    board.post("vote", _vote(state, delegate))
    if touched.parts != {"ballots"}:  # a storm of ballots changes nothing else
        board.post("me", MeValue(views.person(state, delegate), delegate in state.present))
        board.post("floor", _floor(state, delegate, place))


def _floor(state: State, delegate: DelegateId, place: int | None) -> OwnFloorValue:
    request = state.queue.get(delegate)
    turn = state.turn
    speaking = turn is not None and turn.delegate == delegate
    return OwnFloorValue(
        place=place,
        asked_at=None if request is None else request.asked_at,
        speaking_until=turn.ends_at if turn is not None and speaking else None,
    )


def _vote(state: State, delegate: DelegateId) -> OwnVoteValue | None:
    vote = state.vote
    if vote is None:
        return None
    ballot = vote.ballots.get(delegate)
    own = None if ballot is None else OwnBallotValue(ballot.choice, ballot.channel, ballot.at)
    return OwnVoteValue(vote.id, delegate in vote.register, own)
