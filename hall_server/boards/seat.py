"""The board of one delegate.

Visibility law: a delegate's own presence, ballot, place in the queue and clock, and nobody else's.
"""

from collections.abc import Iterable, Mapping

from hall_server.boards import vote_views
from hall_server.boards.board import Board
from hall_server.boards.values import MeValue, OwnFloorValue, PersonValue
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.state import State, Vote


def name(delegate: DelegateId) -> str:
    """Name the board of a delegate."""
    return f"seat/{delegate}"


def refresh(
    board: Board, state: State, delegate: DelegateId, person: PersonValue, place: int | None
) -> None:
    """Post what a batch of events changed for a delegate; `place` is theirs in the queue."""
    request = state.queue.get(delegate)
    turn = state.turn
    speaking = turn is not None and turn.delegate == delegate
    floor = OwnFloorValue(
        place=place,
        asked_at=None if request is None else request.asked_at,
        speaking_until=turn.ends_at if turn is not None and speaking else None,
    )
    board.post({"me": MeValue(person, delegate in state.present), "floor": floor})


def refresh_votes(
    boards: Mapping[DelegateId, Board], state: State, vote: Vote, delegates: Iterable[DelegateId]
) -> None:
    """Post to delegates where they stand in a vote: all that a storm of ballots changes."""
    for delegate in delegates:
        boards[delegate].post({"vote": vote_views.own_vote(state, vote, delegate)})
