"""The board of the chair and the clerk.

Visibility law: presence and devices of each delegate, and when they came and left; of each delegate
*that* there is a ballot and by what channel, never which; how the open vote stands, but not where
names are kept back: the next count and the next delegate with a ballot would be the same person's.
Of the floor every turn, how long each has spoken, what was handed in in writing, the texts of the
questions, and each microphone as it is wanted and as it is.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from hall_server.boards import floor_views, matter_views, plan_views, views, vote_views
from hall_server.boards.board import Board
from hall_server.boards.changes import Part, Touched
from hall_server.boards.lookup import Lookup
from hall_server.boards.values import NoticeValue
from hall_server.boards.vote_values import CountingValue
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.state import State, Vote

NAME = "desk"

Tablets = Counter[DelegateId]
"""How many tablets of each delegate are connected."""

_OF_STATE: Mapping[str, tuple[Callable[[State], Any], frozenset[Part]]] = {
    "kinds": (plan_views.kinds, frozenset()),
    "places": (floor_views.places, frozenset()),
    "majorities": (plan_views.majorities, frozenset({"attendance"})),
    "prepared": (plan_views.prepared, frozenset({"plans"})),
    "call": (vote_views.call, frozenset({"tally", "call"})),
}
_OF_PERSONS: Mapping[str, tuple[Callable[[Lookup], Any], frozenset[Part]]] = {
    "guests": (matter_views.guests, frozenset()),
    "lists": (floor_views.lists, frozenset({"queue", "floor"})),
}
"""What stands under each key, and the parts that change it; all of it is shown at first."""


def refresh(board: Board, touched: Touched, lookup: Lookup, tablets: Tablets) -> None:
    """Post what a batch of events changed for the desk."""
    parts, state = touched.parts, lookup.state
    everything = "everything" in parts
    changes: dict[str, Any] = {}
    if everything:
        # Rows of people and seats that are no more; the others come back below.
        changes = dict.fromkeys(key for key in board.names() if "/" in key)
    for key, (of_state, changing) in _OF_STATE.items():
        if everything or not parts.isdisjoint(changing):
            changes[key] = of_state(state)
    for key, (of_persons, changing) in _OF_PERSONS.items():
        if everything or not parts.isdisjoint(changing):
            changes[key] = of_persons(lookup)
    changes |= _of_votes(state, touched)
    changes |= _of_the_floor(touched, lookup)
    if everything or "questions" in parts:
        changes |= _questions(board, lookup)
    changes |= _of_delegates(touched, lookup, tablets)
    board.post(changes)


def _of_votes(state: State, touched: Touched) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if state.vote is not None and not touched.parts.isdisjoint(("everything", "tally")):
        shown = state.vote.kind.form != "aggregate" or vote_views.watched(state.vote)
        changes["tally"] = vote_views.tally(state.vote, with_counts=shown)
    for name in touched.votes:
        changes |= _beside(state.votes[name])
    for delegate, ballot in touched.ballots.items():
        changes[f"ballot/{delegate}"] = ballot and ballot.channel
    return changes


def _beside(vote: Vote) -> dict[str, Any]:
    """What the desk has of a vote beside the vote itself; None takes a key away."""
    board = CountingValue(list(vote.board)) if vote.board else None
    return {
        f"plan/{vote.id}": None if vote.opened_at is None else plan_views.planned(vote),
        f"counting/{vote.id}": board,
        f"corrections/{vote.id}": vote_views.corrections(vote) or None,
        f"names/{vote.id}": vote_views.names(vote),
    }


def _of_the_floor(touched: Touched, lookup: Lookup) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for turn in (lookup.turns[name] for name in touched.turns):
        changes[f"turn/{turn.id}"] = floor_views.turn_record(lookup, turn)
        if turn.state == "ended":
            changes[f"spoken/{turn.speaker}"] = floor_views.spoken(lookup, turn.speaker)
    if not touched.parts.isdisjoint(("everything", "written")):
        for number, speech in floor_views.written(lookup).items():
            changes[f"written/{number}"] = speech
    for seat in touched.seats:
        changes[f"microphone/{seat}"] = floor_views.microphone(lookup.state, seat)
    return changes


def _questions(board: Board, lookup: Lookup) -> dict[str, Any]:
    changes: dict[str, Any] = dict.fromkeys(
        key for key in board.names() if key.startswith("question/")
    )
    for name, question in matter_views.questions(lookup).items():
        changes[f"question/{name}"] = question
    return changes


def _of_delegates(touched: Touched, lookup: Lookup, tablets: Tablets) -> dict[str, Any]:
    state = lookup.state
    changes: dict[str, Any] = {}
    at_units = {state.by_seat[seat] for seat in touched.units if seat in state.by_seat}
    for delegate in touched.delegates | at_units:
        changes[f"delegate/{delegate}"] = views.delegate(lookup, delegate, tablets[delegate])
    if touched.came_or_left:
        for delegate, points in matter_views.timelines(state, touched.came_or_left).items():
            changes[f"timeline/{delegate}"] = points
    return changes


def show_tablets(board: Board, delegate: DelegateId, tablets: int) -> None:
    """Post how many tablets of a delegate are connected, and nothing that is not on disk yet."""
    key = f"delegate/{delegate}"
    try:
        posted = board[key]
    except KeyError:
        return  # no longer in office
    board.post({key: msgspec.structs.replace(posted, tablets=tablets)})


def post_notice(board: Board, notice: NoticeValue) -> None:
    """Post what the desk must know of the hall itself."""
    board.post({"notice": notice})


def show_bridges(board: Board, connected: int) -> None:
    """Post how many bridges are connected: without one, what units last reported may be old."""
    board.post({"bridges": connected})
