"""The board of the chair and the clerk.

Visibility law: presence and devices of each delegate; how the open vote stands; of each delegate
*that* there is a ballot and by what channel, never which.
"""

from collections.abc import Iterable, Mapping

import msgspec

from hall_server.boards import views
from hall_server.boards.board import Board
from hall_server.boards.changes import Touched
from hall_server.boards.values import DelegateValue, MicrophoneValue
from hall_server.sitting.ids import DelegateId, SeatId
from hall_server.sitting.state import State

NAME = "desk"


def refresh(
    board: Board, state: State, touched: Touched, tablets: Mapping[DelegateId, int]
) -> None:
    """Post what a batch of events changed for the desk; `tablets` are those connected."""
    parts = touched.parts
    if "everything" in parts:
        board.post("vote_seconds", state.pack.vote.seconds)
    if not parts.isdisjoint(("everything", "attendance")):
        board.post("majorities", views.majorities(state))
    if not parts.isdisjoint(("everything", "ballots")) and state.vote is not None:
        board.post("tally", views.tally(state.vote, with_counts=True))
    at_seats = {state.by_seat[seat] for seat in touched.seats if seat in state.by_seat}
    refresh_delegates(board, state, touched.delegates | at_seats, tablets)
    for seat in touched.seats:
        board.post(f"microphone/{seat}", _microphone(state, seat))
    if "everything" in parts:
        _drop_former(board, state)


def refresh_delegates(
    board: Board, state: State, delegates: Iterable[DelegateId], tablets: Mapping[DelegateId, int]
) -> None:
    """Post delegates as the desk sees them."""
    for delegate in delegates:
        if delegate in state.delegates:
            board.post(f"delegate/{delegate}", _delegate(state, delegate, tablets.get(delegate, 0)))


def show_tablets(board: Board, delegate: DelegateId, tablets: int) -> None:
    """Post how many tablets of a delegate are connected, and nothing that is not on disk yet."""
    key = f"delegate/{delegate}"
    try:
        posted = board[key]
    except KeyError:
        return  # no longer in office
    board.post(key, msgspec.structs.replace(posted, tablets=tablets))


def show_bridges(board: Board, connected: int) -> None:
    """Post how many bridges are connected: without one, what units last reported may be old."""
    board.post("bridges", connected)


def _delegate(state: State, delegate: DelegateId, tablets: int) -> DelegateValue:
    vote = state.vote
    ballot = vote.ballots.get(delegate) if vote is not None else None
    online = state.units.get(state.delegates[delegate].seat)
    return DelegateValue(
        person=views.person(state, delegate),
        present=delegate in state.present,
        present_since=state.present.get(delegate),
        entitled=vote is not None and delegate in vote.register,
        ballot=None if ballot is None else ballot.channel,
        unit=None if online is None else ("online" if online else "offline"),
        tablets=tablets,
    )


def _microphone(state: State, seat: SeatId) -> MicrophoneValue | None:
    known = state.microphones.get(seat)
    if known is None:
        return None
    return MicrophoneValue(known.wanted, known.reported, known.since)


def _drop_former(board: Board, state: State) -> None:
    for key in board.names():
        kind, _, name = key.partition("/")
        if kind == "delegate" and DelegateId(name) not in state.delegates:
            board.post(key, None)
        if kind == "microphone" and SeatId(name) not in state.by_seat:
            board.post(key, None)
