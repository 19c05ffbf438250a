"""The board of the chair and the clerk.

Visibility law: presence and devices of each delegate; of each delegate *that* there is a ballot
and by what channel, never which; how the open vote stands, but not where names are kept back: the
next count and the next delegate with a ballot would be the same person's.
"""

from collections import Counter
from typing import Any

import msgspec

from hall_server.boards import plan_views, views, vote_views
from hall_server.boards.board import Board
from hall_server.boards.changes import Touched
from hall_server.boards.values import DelegateValue, MicrophoneValue, PersonValue
from hall_server.boards.vote_values import CountingValue
from hall_server.sitting.ids import DelegateId, SeatId
from hall_server.sitting.state import State, Vote

NAME = "desk"

Tablets = Counter[DelegateId]
"""How many tablets of each delegate are connected."""


def refresh(
    board: Board, state: State, touched: Touched, people: views.People, tablets: Tablets
) -> None:
    """Post what a batch of events changed for the desk."""
    parts = touched.parts
    changes: dict[str, Any] = {}
    if "everything" in parts:
        # Rows of people and seats that are no more; the others come back below.
        changes = dict.fromkeys(key for key in board.names() if "/" in key)
        changes["kinds"] = plan_views.kinds(state)
    if not parts.isdisjoint(("everything", "attendance")):
        changes["majorities"] = plan_views.majorities(state)
    if not parts.isdisjoint(("everything", "tally")) and state.vote is not None:
        shown = state.vote.kind.form != "aggregate" or vote_views.watched(state.vote)
        changes["tally"] = vote_views.tally(state.vote, with_counts=shown)
    if not parts.isdisjoint(("everything", "plans")):
        changes["prepared"] = plan_views.prepared(state)
    if not parts.isdisjoint(("everything", "tally", "call")):
        changes["call"] = vote_views.call(state)
    for name in touched.votes:
        changes |= _beside(state.votes[name])
    for delegate, ballot in touched.ballots.items():
        changes[f"ballot/{delegate}"] = ballot and ballot.channel
    at_seats = {state.by_seat[seat] for seat in touched.seats if seat in state.by_seat}
    for delegate in touched.delegates | at_seats:
        row = _delegate(state, people[delegate], tablets[delegate])
        changes[f"delegate/{delegate}"] = row
    for seat in touched.seats:
        changes[f"microphone/{seat}"] = _microphone(state, seat)
    board.post(changes)


def _beside(vote: Vote) -> dict[str, Any]:
    """What the desk has of a vote beside the vote itself; None takes a key away."""
    board = CountingValue(list(vote.board)) if vote.board else None
    return {
        f"plan/{vote.id}": None if vote.opened_at is None else plan_views.planned(vote),
        f"counting/{vote.id}": board,
        f"corrections/{vote.id}": vote_views.corrections(vote) or None,
        f"names/{vote.id}": vote_views.names(vote),
    }


def show_tablets(board: Board, delegate: DelegateId, tablets: int) -> None:
    """Post how many tablets of a delegate are connected, and nothing that is not on disk yet."""
    key = f"delegate/{delegate}"
    try:
        posted = board[key]
    except KeyError:
        return  # no longer in office
    board.post({key: msgspec.structs.replace(posted, tablets=tablets)})


def show_bridges(board: Board, connected: int) -> None:
    """Post how many bridges are connected: without one, what units last reported may be old."""
    board.post({"bridges": connected})


def _delegate(state: State, person: PersonValue, tablets: int) -> DelegateValue:
    delegate = DelegateId(person.delegate)
    vote = state.vote
    online = state.units.get(SeatId(person.seat))
    return DelegateValue(
        person=person,
        present=delegate in state.present,
        present_since=state.present.get(delegate),
        recused=vote is not None and delegate in vote.recused,
        holder=state.proxies.get(delegate, ""),
        entitled=vote is not None and delegate in vote.register,
        unit=None if online is None else ("online" if online else "offline"),
        tablets=tablets,
    )


def _microphone(state: State, seat: SeatId) -> MicrophoneValue | None:
    known = state.microphones.get(seat)
    if known is None:
        return None
    return MicrophoneValue(known.wanted, known.reported, known.since)
