"""The board of everyone in the hall.

Visibility law: what may be announced aloud. Never how a vote stands before it is closed, never
whose ballot is whose, nothing of devices or sign-ins. In a roll call, who is called.
"""

from collections.abc import Iterable
from typing import Any

from hall_server.boards import views, vote_views
from hall_server.boards.board import Board
from hall_server.boards.changes import Touched
from hall_server.boards.values import NoticeValue
from hall_server.boards.vote_values import VoteValue
from hall_server.sitting.ids import VoteId
from hall_server.sitting.state import State

NAME = "hall"


def refresh(board: Board, state: State, touched: Touched, people: views.People) -> None:
    """Post what a batch of events changed for everyone."""
    parts = touched.parts
    everything = "everything" in parts
    changes: dict[str, Any] = {}
    if everything:
        changes["council"] = views.council(state)
    if everything or "course" in parts:
        changes["sitting"] = views.sitting(state)
    if everything or "attendance" in parts:
        changes["attendance"] = views.attendance(state)
    if everything or "agenda" in parts:
        changes["agenda"] = views.agenda(state)
    if everything or "queue" in parts:
        changes["queue"] = views.queue(state, people)
    if everything or "speaker" in parts:
        changes["speaker"] = views.speaker(state, people)
    if everything or "vote" in parts:
        changes |= _votes(state, touched.votes)
    if not parts.isdisjoint(("everything", "tally", "call")):
        changes["call"] = vote_views.call(state)
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
