"""The board of everyone in the hall.

Visibility law: what may be announced aloud. Never how a vote stands before it is closed, never
whose ballot is whose, nothing of devices or sign-ins.
"""

from collections.abc import Iterable

from hall_server.boards import views
from hall_server.boards.board import Board
from hall_server.boards.changes import Touched
from hall_server.boards.values import NoticeValue
from hall_server.sitting.ids import VoteId
from hall_server.sitting.state import State

NAME = "hall"


def refresh(board: Board, state: State, touched: Touched) -> None:
    """Post what a batch of events changed for everyone."""
    parts = touched.parts
    everything = "everything" in parts
    if everything:
        board.post("council", views.council(state))
    if everything or "course" in parts:
        board.post("sitting", views.sitting(state))
    if everything or "attendance" in parts:
        board.post("attendance", views.attendance(state))
    if everything or "agenda" in parts:
        board.post("agenda", views.agenda(state))
    if everything or "queue" in parts:
        board.post("queue", views.queue(state))
    if everything or "speaker" in parts:
        board.post("speaker", views.speaker(state))
    if everything or "vote" in parts:
        _refresh_votes(board, state, state.votes if everything else touched.declared)


def _refresh_votes(board: Board, state: State, results: Iterable[VoteId]) -> None:
    current = state.vote
    if current is None:
        return
    board.post("vote", views.vote(state, current))
    for vote in (state.votes[name] for name in results):
        if vote.state == "declared":
            board.post(f"result/{vote.id}", views.vote(state, vote))


def post_notice(board: Board, notice: NoticeValue | None) -> None:
    """Tell everyone something, or take it back."""
    board.post("notice", notice)
