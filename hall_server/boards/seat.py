"""The board of one delegate.

Visibility law: a delegate's own presence, ballot, place in the queue and clock, and nobody else's.
"""

from collections.abc import Mapping

from hall_server.boards.board import Board
from hall_server.boards.values import (
    MeValue,
    OwnBallotValue,
    OwnFloorValue,
    OwnVoteValue,
    PersonValue,
)
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.state import Ballot, State, Vote


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
    boards: Mapping[DelegateId, Board], vote: Vote, ballots: Mapping[DelegateId, Ballot | None]
) -> None:
    """Post to delegates where they stand in a vote: all that a storm of ballots changes."""
    for delegate, ballot in ballots.items():
        own = None if ballot is None else OwnBallotValue(ballot.choice, ballot.channel, ballot.at)
        boards[delegate].post({"vote": OwnVoteValue(vote.id, delegate in vote.register, own)})
