"""What the hall wants of each microphone, and how that changes; evolve's part of microphones.

`wanted_open` is the one rule; every change of the floor goes through `followed`, so that what is
wanted of each microphone is always what the rule says.
"""

from collections.abc import Callable, Set
from dataclasses import replace
from typing import Any, TypeVar

from hall_server.sitting.floor_events import (
    MicrophoneDiffers,
    MicrophoneReported,
    MicrophonesSet,
    PriorityReturned,
    PriorityTaken,
    UnitReported,
)
from hall_server.sitting.floor_state import Microphone
from hall_server.sitting.ids import Milliseconds, SeatId
from hall_server.sitting.state import State

AnEvent = TypeVar("AnEvent")
Change = Callable[[State, Any, Milliseconds], None]


def wanted_open(state: State) -> Set[SeatId]:
    """Give the seats whose microphones are to be open.

    Those of the turns that have the floor, the newest of them, as many as may be open at once;
    while the chair has priority, the chair's alone.
    """
    floor = state.floor
    if floor.priority:
        return {state.chair_seat} if state.chair_seat else set()
    awake = [turn for turn in floor.running if turn.state != "paused"]
    return {turn.seat for turn in awake[-floor.open_max :] if turn.seat}


def differs(state: State, seat: SeatId) -> bool:
    """Tell whether a microphone is not what is wanted, as far as its unit can be known.

    What was never reported counts as closed; of a unit that does not answer, an open microphone
    is not believed. The chair may always speak: at the chair's seat an open one is as it should be.
    """
    online, microphone = state.floor.units.get(seat), state.floor.microphones.get(seat)
    if online is None or microphone is None:
        return False
    if not microphone.wanted:
        return bool(microphone.reported) and seat != state.chair_seat
    return not microphone.reported or not online


def followed(
    change: Callable[[State, AnEvent, Milliseconds], None],
) -> Callable[[State, AnEvent, Milliseconds], None]:
    """Let what is wanted of the microphones follow a change of the floor."""

    def with_microphones(state: State, event: AnEvent, at: Milliseconds) -> None:
        before = wanted_open(state)
        change(state, event, at)
        after = wanted_open(state)
        for seat in sorted(before ^ after):
            known = state.floor.microphones.get(seat, Microphone())
            state.floor.microphones[seat] = replace(known, wanted=seat in after, since=at)
            watch(state, seat)

    return with_microphones


def microphone_reported(state: State, event: MicrophoneReported, at: Milliseconds) -> None:
    """Take a device's report of its microphone into the state, and how long a turn waited."""
    known = state.floor.microphones.get(event.seat, Microphone())
    state.floor.microphones[event.seat] = replace(known, reported=event.open, since=at)
    watch(state, event.seat)
    if event.open:
        for turn in state.floor.running:
            if turn.seat == event.seat and turn.opened_at is None:
                turn.opened_at = at


def unit_reported(state: State, event: UnitReported, at: Milliseconds) -> None:
    """Take the report of a unit into the state."""
    differed = differs(state, event.seat)
    state.floor.units[event.seat] = event.online
    known = state.floor.microphones.get(event.seat)
    if known is not None and differs(state, event.seat) and not differed:
        state.floor.microphones[event.seat] = replace(known, since=at)
    watch(state, event.seat)


def microphone_differs(state: State, event: MicrophoneDiffers, _at: Milliseconds) -> None:
    """Take into the state that the desk was told of a difference."""
    known = state.floor.microphones[event.seat]
    state.floor.microphones[event.seat] = replace(known, alarmed=True)
    watch(state, event.seat)


def microphones_set(state: State, event: MicrophonesSet, _at: Milliseconds) -> None:
    """Take into the state how microphones open from now on."""
    state.floor.mode, state.floor.open_max = event.mode, event.open_max


def priority_taken(state: State, _event: PriorityTaken, _at: Milliseconds) -> None:
    """Take the chair's priority into the state."""
    state.floor.priority = True


def priority_returned(state: State, _event: PriorityReturned, _at: Milliseconds) -> None:
    """Take the end of the chair's priority into the state."""
    state.floor.priority = False


def watch(state: State, seat: SeatId) -> None:
    """Keep in `differing` what differs and was not told; an alarm ends when they agree again."""
    known = state.floor.microphones.get(seat)
    if known is None:
        return
    different = differs(state, seat)
    if different and not known.alarmed:
        state.floor.differing.add(seat)
        return
    state.floor.differing.discard(seat)
    if known.alarmed and not different:
        state.floor.microphones[seat] = replace(known, alarmed=False)
