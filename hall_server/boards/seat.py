"""The board of one delegate.

Visibility law: a delegate's own presence, ballot, requests, turn, clock and written questions, and
nobody else's but what is on the hall board too.
"""

from collections.abc import Iterable, Mapping

from hall_server.boards import vote_views
from hall_server.boards.board import Board
from hall_server.boards.floor_values import OwnFloorValue, OwnQuestionValue, PersonValue
from hall_server.boards.values import MeValue
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.state import State, Vote


def name(delegate: DelegateId) -> str:
    """Name the board of a delegate."""
    return f"seat/{delegate}"


def show_presence(board: Board, person: PersonValue, *, present: bool) -> None:
    """Post to a delegate who they are and whether they are noted as present."""
    board.post({"me": MeValue(person, present)})


def show_floor(board: Board, value: OwnFloorValue) -> None:
    """Post to a delegate where they stand among those who speak and wait."""
    board.post({"floor": value})


def show_questions(board: Board, values: list[OwnQuestionValue] | None) -> None:
    """Post to a delegate the questions they have handed in; None: there are none."""
    board.post({"questions": values})


def refresh_votes(
    boards: Mapping[DelegateId, Board], state: State, vote: Vote, delegates: Iterable[DelegateId]
) -> None:
    """Post to delegates where they stand in a vote: all that a storm of ballots changes."""
    for delegate in delegates:
        boards[delegate].post({"vote": vote_views.own_vote(state, vote, delegate)})
