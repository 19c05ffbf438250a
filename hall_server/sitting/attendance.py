"""Attendance: who is present, as a timeline of comings and goings."""

from hall_server.sitting.authority import Actor, subject
from hall_server.sitting.commands import CheckIn, CheckOut
from hall_server.sitting.events import (
    AnyEvent,
    DelegateCheckedIn,
    DelegateCheckedOut,
    RequestWithdrawn,
    SpeechEnded,
)
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.refusals import PhaseWrong, Refusal
from hall_server.sitting.state import Presence, State


def check_in(
    state: State, actor: Actor, command: CheckIn, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Note a delegate as present; nothing happens if they already are."""
    delegate = subject(state, actor, command)
    if isinstance(delegate, Refusal):
        return delegate
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    if delegate in state.present:
        return []
    return [DelegateCheckedIn(delegate, actor.channel)]


def check_out(
    state: State, actor: Actor, command: CheckOut, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Note a delegate as gone; their request and their running turn end with it.

    A ballot already cast stays: it was cast by a delegate present.
    """
    delegate = subject(state, actor, command)
    if isinstance(delegate, Refusal):
        return delegate
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    if delegate not in state.present:
        return []
    events: list[AnyEvent] = []
    if state.turn is not None and state.turn.delegate == delegate:
        events.append(SpeechEnded(state.turn.id))
    if delegate in state.queue:
        events.append(RequestWithdrawn(delegate, actor.channel))
    events.append(DelegateCheckedOut(delegate, actor.channel))
    return events


def checked_in(state: State, event: DelegateCheckedIn, at: Milliseconds) -> None:
    """Take an arrival into the state."""
    state.present[event.delegate] = at
    state.timeline.append(Presence(at, event.delegate, present=True, channel=event.channel))


def checked_out(state: State, event: DelegateCheckedOut, at: Milliseconds) -> None:
    """Take a departure into the state."""
    del state.present[event.delegate]
    state.timeline.append(Presence(at, event.delegate, present=False, channel=event.channel))
