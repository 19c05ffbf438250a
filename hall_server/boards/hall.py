"""The board of everyone in the hall.

Visibility law: what may be announced aloud. Never how a vote stands before it is closed, never
whose ballot is whose, nothing of devices or sign-ins. In a roll call, who is called. Of the floor
who speaks, who waits and with what remark, and how long; of questioning who asks whom about what,
never the text of a question that was handed in; what was undertaken, and what became of it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hall_server.boards import floor_views, matter_views, views, vote_views
from hall_server.boards.board import Board
from hall_server.boards.changes import Part, Touched
from hall_server.boards.lookup import Lookup
from hall_server.boards.values import NoticeValue
from hall_server.boards.vote_values import VoteValue
from hall_server.sitting.ids import VoteId
from hall_server.sitting.state import State

NAME = "hall"

_OF_STATE: Mapping[str, tuple[Callable[[State], Any], frozenset[Part]]] = {
    "council": (views.council, frozenset()),
    "sitting": (views.sitting, frozenset({"course"})),
    "attendance": (views.attendance, frozenset({"attendance"})),
    "agenda": (views.agenda, frozenset({"agenda"})),
    "quorum_call": (matter_views.quorum_call, frozenset({"quorum_call"})),
    "undertakings": (matter_views.undertakings, frozenset({"undertakings"})),
    "call": (vote_views.call, frozenset({"tally", "call"})),
}
_OF_PERSONS: Mapping[str, tuple[Callable[[Lookup], Any], frozenset[Part]]] = {
    "speeches": (floor_views.speeches, frozenset()),
    "floor": (floor_views.floor, frozenset({"floor"})),
    "turns": (floor_views.turns, frozenset({"turns"})),
    "queue": (floor_views.queue, frozenset({"queue"})),
    "budgets": (floor_views.budgets, frozenset({"budgets"})),
    "topics": (matter_views.topics, frozenset({"topics"})),
    "respondents": (matter_views.respondents, frozenset({"topics"})),
}
"""What stands under each key, and the parts that change it; all of it is shown at first."""


def refresh(board: Board, touched: Touched, lookup: Lookup) -> None:
    """Post what a batch of events changed for everyone."""
    parts, state = touched.parts, lookup.state
    everything = "everything" in parts
    changes: dict[str, Any] = {}
    for key, (of_state, changing) in _OF_STATE.items():
        if everything or not parts.isdisjoint(changing):
            changes[key] = of_state(state)
    for key, (of_persons, changing) in _OF_PERSONS.items():
        if everything or not parts.isdisjoint(changing):
            changes[key] = of_persons(lookup)
    if everything or "vote" in parts:
        changes |= _votes(state, touched.votes)
    board.post(changes)


def _votes(state: State, results: Iterable[VoteId]) -> dict[str, VoteValue]:
    current = state.vote
    if current is None:
        return {}
    # A vote annulled after its declaration stays in the list, as annulled.
    declared = [vote for name in results if (vote := state.votes[name]).outcome is not None]
    return {
        "vote": vote_views.vote(state, current),
        **{f"result/{vote.id}": vote_views.vote(state, vote) for vote in declared},
    }


def post_notice(board: Board, notice: NoticeValue | None) -> None:
    """Tell everyone something, or take it back."""
    board.post({"notice": notice})
