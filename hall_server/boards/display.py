"""The board of the hall's screens.

Visibility law: of an open vote the number of ballots; how they stand only where the rule pack
says so (`tally_on_display`), names are published and devices or the roll call count. Who sits in
the council; who voted how only once it is declared, and only where the rules publish names. Nothing
else that is not on the hall board.
"""

from typing import Any

from hall_server.boards import vote_views
from hall_server.boards.board import Board
from hall_server.boards.changes import Touched
from hall_server.boards.lookup import Lookup

NAME = "display"


def refresh(board: Board, touched: Touched, lookup: Lookup) -> None:
    """Post what a batch of events changed for the screens."""
    changes: dict[str, Any] = {}
    state = lookup.state
    tallied = not touched.parts.isdisjoint(("everything", "tally"))
    if tallied and state.vote is not None:
        shown = state.vote.rule.tally_on_display and vote_views.watched(state.vote)
        changes["tally"] = vote_views.tally(state.vote, with_counts=shown)
    if "everything" in touched.parts:
        changes["people"] = [lookup.person(delegate) for delegate in state.delegates]
    for name in touched.votes:
        changes[f"names/{name}"] = vote_views.names(state.votes[name])
    board.post(changes)
