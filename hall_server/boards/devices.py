"""The board of the bridges: what the hall wants each unit to show and do.

Visibility law: for each seat its microphone, its place in the queue, whether one speaks there, and
the choice on disk, since the unit itself lights the lamp under the key that was pressed. That is
the unit's own and stands nowhere else, in a vote whose names are kept back too. No names.
"""

from collections.abc import Mapping
from typing import Any, Literal
from zlib import crc32

from hall_server.boards.board import Board
from hall_server.boards.changes import Touched
from hall_server.boards.floor_values import DeviceFloorValue, SeatWishValue
from hall_server.boards.floor_views import warns_at
from hall_server.boards.lookup import Lookup, Standing
from hall_server.boards.values import PollValue
from hall_server.sitting.ids import DelegateId, SeatId, SpeakerId
from hall_server.sitting.rules import MicrophoneMode
from hall_server.sitting.state import State, Vote
from hall_server.sitting.votes import BY_DEVICE

NAME = "devices"

Standings = Mapping[SpeakerId, Standing]

Key = Literal["asking", "press", "hold", "confirm", "none"]

_KEYS: Mapping[MicrophoneMode, Key] = {
    "request": "asking",
    "automatic": "asking",
    "free": "press",
    "push-to-talk": "hold",
    "chair": "none",
}


def refresh(board: Board, touched: Touched, lookup: Lookup, standings: Standings) -> None:
    """Post what a batch of events changed for the units.

    A new poll and the ballots that count no more are one change: no lamp is ever solid for
    another poll.
    """
    state, parts = lookup.state, touched.parts
    changes: dict[str, Any] = {}
    if "everything" in parts:
        changes = dict.fromkeys(board.names())  # but what the state has comes back below
    if not parts.isdisjoint(("everything", "vote")):
        changes["poll"] = _poll(state)
    if not parts.isdisjoint(("everything", "course", "floor", "quorum_call")):
        changes["floor"] = DeviceFloorValue(_key(state))
    own = {lookup.person(who).seat for who in (*touched.delegates, *touched.speakers)}
    for seat in touched.seats | set(map(SeatId, own - {""})):
        changes[f"seat/{seat}"] = _wish(lookup, seat, standings)
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


def _key(state: State) -> Key:
    """Say what the request key means. What cuts in is asked for in every mode.

    In a break it asks for the item under way where the rules take names then; it opens nothing.
    """
    if state.quorum_call is not None:
        return "confirm"
    pack = state.pack
    kind = pack.speech(pack.floor.keypad_kind)
    if kind.asked_by == "desk":
        return "none"
    key = _KEYS[state.floor.mode] if kind.ordinary else "asking"
    if state.phase == "suspended" and state.item is not None and pack.floor.register_before:
        return "none" if key == "none" else "asking"
    return key if state.phase == "in_session" else "none"


def _wish(lookup: Lookup, seat: SeatId, standings: Standings) -> SeatWishValue | None:
    state = lookup.state
    owner = state.by_seat.get(seat) or state.guest_seats.get(seat)
    if owner is None and seat not in state.places:
        return None
    vote, turn = state.vote, lookup.at_seats.get(seat)
    microphone = state.floor.microphones.get(seat)
    standing = None if owner is None else standings.get(SpeakerId(owner))
    delegate = DelegateId(owner or "")
    return SeatWishValue(
        microphone=microphone is not None and microphone.wanted,
        present=delegate in state.present,
        entitled=vote is not None and delegate in vote.register and _answerable(vote),
        place=None if standing is None else standing.place,
        speaking=turn is not None,
        warns_at=None if turn is None else warns_at(state, turn),
    )
