"""The board of the hall's screens.

Visibility law: of an open vote the number of ballots; how they stand only where the rule pack
says so (`tally_on_display`). Nothing else that is not on the hall board.
"""

from hall_server.boards import views
from hall_server.boards.board import Board
from hall_server.boards.changes import Touched
from hall_server.sitting.state import State

NAME = "display"


def refresh(board: Board, state: State, touched: Touched) -> None:
    """Post what a batch of events changed for the screens."""
    if touched.parts.isdisjoint(("everything", "tally")) or state.vote is None:
        return
    shown = state.pack.vote.tally_on_display
    board.post({"tally": views.tally(state.vote, with_counts=shown)})
