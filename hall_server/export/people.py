"""Who is meant by an identifier, as tables name people: delegates and guests, also of before."""

from typing import NamedTuple

from hall_server.sitting.ids import DelegateId, SpeakerId
from hall_server.sitting.state import State


class Named(NamedTuple):
    """Somebody in three cells; `group` of a guest is the office."""

    name: str
    seat: str
    group: str


def named(state: State, person: str) -> Named:
    """Name a delegate or a guest; whom neither list has any more goes by the identifier."""
    guest = state.guests.get(SpeakerId(person))
    if guest is not None:
        return Named(guest.name, guest.seat, guest.office)
    delegate = state.delegates.get(DelegateId(person))
    if delegate is None:
        return Named(person, "", "")
    group = state.groups.get(delegate.group)
    return Named(delegate.name, delegate.seat, group.name if group else delegate.group)


def askers(state: State) -> dict[str, SpeakerId]:
    """Give whose each turn and each written question is, by their identifiers."""
    turns = {str(turn.id): turn.speaker for turn in state.floor.turns}
    return turns | {name: SpeakerId(one.delegate) for name, one in state.questions.items()}
