"""The board of the bridges: what the hall wants each unit to show and do.

Visibility law: for each seat its microphone, its place in the queue and the choice on disk, since
the unit itself lights the lamp under the key that was pressed. That is the unit's own and stands
nowhere else, in a vote whose names are kept back too. No names.
"""

from typing import Any
from zlib import crc32

from hall_server.boards.board import Board
from hall_server.boards.changes import Touched
from hall_server.boards.values import PollValue, SeatWishValue
from hall_server.sitting.ids import DelegateId, SeatId
from hall_server.sitting.state import State, Vote
from hall_server.sitting.votes import BY_DEVICE

NAME = "devices"


def refresh(board: Board, state: State, touched: Touched, places: dict[DelegateId, int]) -> None:
    """Post what a batch of events changed for the units; `places` in the queue from 1.

    A new poll and the ballots that count no more are one change: no lamp is ever solid for
    another poll.
    """
    changes: dict[str, Any] = {}
    if "everything" in touched.parts:
        changes = dict.fromkeys(board.names())  # but what the state has comes back below
    if not touched.parts.isdisjoint(("everything", "vote")):
        changes["poll"] = _poll(state)
    for seat in touched.seats:
        changes[f"seat/{seat}"] = _wish(state, seat, places)
    delegates = state.delegates
    for delegate, ballot in touched.ballots.items():
        changes[f"ballot/{delegates[delegate].seat}"] = (ballot and ballot.choice) or None
    if state.vote is not None and state.vote.state == "annulled":
        # Nothing that was cast in it counts: no lamp stays lit.
        names = {*board.names(), *changes}
        changes |= dict.fromkeys(name for name in names if name.startswith("ballot/"))
    board.post(changes)


def poll_number(sitting: str, vote_number: int) -> int:
    """Give the number (1 to 65535) that units latch for a vote.

    It starts elsewhere in each sitting: a unit that was off its bus since an earlier one can't
    take its old choice for an answer to a new vote.
    """
    return 1 + (crc32(sitting.encode()) + vote_number) % 0xFFFF


def _poll(state: State) -> PollValue | None:
    vote = state.vote
    if vote is None or vote.state == "annulled":
        return None
    return PollValue(
        number=poll_number(state.id, vote.number),
        vote=vote.id,
        open=vote.state == "open",
        answerable=_answerable(vote),
        abstain=vote.rule.abstain,
        changeable=vote.rule.ballot == "until-close",
        closes_at=vote.closes_at,
    )


def _answerable(vote: Vote) -> bool:
    """Three keys say yes, no and abstain; other questions and other forms are not for them."""
    return vote.kind.question == "yes-no" and vote.kind.form in BY_DEVICE


def _wish(state: State, seat: SeatId, places: dict[DelegateId, int]) -> SeatWishValue | None:
    delegate = state.by_seat.get(seat)
    if delegate is None:
        return None
    vote, turn = state.vote, state.turn
    microphone = state.microphones.get(seat)
    return SeatWishValue(
        microphone=microphone is not None and microphone.wanted,
        present=delegate in state.present,
        entitled=vote is not None and delegate in vote.register and _answerable(vote),
        place=places.get(delegate),
        speaking=turn is not None and turn.delegate == delegate,
    )
