"""Who may speak: delegates and guests alike, and the seats where microphones are.

Reads the state and changes nothing. A guest has no vote, no sign-in and need not check in.
"""

from hall_server.sitting.authority import Actor
from hall_server.sitting.floor_commands import RequestFloor, WithdrawRequest
from hall_server.sitting.ids import DelegateId, SeatId, SpeakerId
from hall_server.sitting.model import Delegate, Guest
from hall_server.sitting.refusals import (
    DelegateAbsent,
    DelegateUnknown,
    OtherDelegate,
    Refusal,
    SeatUnknown,
)
from hall_server.sitting.state import State


def person(state: State, speaker: str) -> Delegate | Guest | None:
    """Find a delegate or a guest by id."""
    return state.delegates.get(DelegateId(speaker)) or state.guests.get(SpeakerId(speaker))


def name_of(state: State, speaker: str) -> str:
    """Give the name of a speaker; their id where nobody has it."""
    found = person(state, speaker)
    return speaker if found is None else found.name


def group_of(state: State, speaker: str) -> str:
    """Give the group (id) of a speaker; guests have none."""
    found = person(state, speaker)
    return found.group if isinstance(found, Delegate) else ""


def seat_of(state: State, speaker: str) -> SeatId:
    """Give the seat of a speaker, empty where they have none."""
    found = person(state, speaker)
    return SeatId("") if found is None else found.seat


def is_there(state: State, speaker: str) -> bool:
    """Tell whether a speaker can be given the floor: a guest always, a delegate when present."""
    return speaker in state.present or speaker in state.guests


def seat_known(state: State, seat: str) -> bool:
    """Tell whether there is a microphone, or can be one, at a seat."""
    at = SeatId(seat)
    places = at in state.places or at in state.guest_seats
    return bool(seat) and (at in state.by_seat or places or at == state.chair_seat)


def at_seat(state: State, seat: str) -> SpeakerId | None:
    """Find who has a seat, delegate or guest."""
    at = SeatId(seat)
    delegate = state.by_seat.get(at)
    return state.guest_seats.get(at) if delegate is None else SpeakerId(delegate)


def find_speaker(state: State, speaker: str) -> SpeakerId | Refusal:
    """Find a delegate or a guest by id."""
    known = person(state, speaker) is not None
    return SpeakerId(speaker) if known else DelegateUnknown(speaker)


def refuse_absent(state: State, speaker: str) -> Refusal | None:
    """Refuse the floor to a delegate who is not present."""
    return None if is_there(state, speaker) else DelegateAbsent(name_of(state, speaker))


def subject(
    state: State, actor: Actor, command: RequestFloor | WithdrawRequest
) -> SpeakerId | Refusal:
    """Find whom a command about the floor is about; see `authority.subject`, guests too."""
    if actor.role == "delegate":
        if command.seat or command.delegate not in ("", actor.delegate):
            return OtherDelegate()
        return find_speaker(state, actor.delegate)
    if actor.role == "bridge" and command.delegate:
        return OtherDelegate()
    if not command.seat:
        return find_speaker(state, command.delegate)
    found = at_seat(state, command.seat)
    if found is None or command.delegate not in ("", found):
        return SeatUnknown(command.seat)
    return found
