"""Whether the entries of microphones, units and times set can be so.

One small function for each kind of event, apart from the law's own decisions; see `lawfulness.py`.
"""

from collections.abc import Iterator

from hall_server.commandline import floor_sentences as of_floor
from hall_server.commandline import sentences as say
from hall_server.sitting import floor_events as f
from hall_server.sitting.command import seconds_max
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.rules import open_microphones_max
from hall_server.sitting.state import State

differing_ms_min = 500
"""A microphone has so long to become what is wanted of it."""

NOT_OVER = ("prepared", "in_session", "suspended")


def microphones_set(state: State, event: f.MicrophonesSet, _at: Milliseconds) -> Iterator[str]:
    """Say that nothing was set, or more than can be open."""
    yield from say.phase(state, *NOT_OVER)
    if not 1 <= event.open_max <= open_microphones_max:
        yield f"{event.open_max} microphones at once; 1 to {open_microphones_max} can be"
    if (event.mode, event.open_max) == (state.floor.mode, state.floor.open_max):
        yield "it was set so already"


def priority_taken(state: State, _event: f.PriorityTaken, _at: Milliseconds) -> Iterator[str]:
    """Say that the chair has priority, or there is no sitting."""
    yield from say.phase(state, *NOT_OVER)
    if state.floor.priority:
        yield "the chair had priority already"


def priority_returned(state: State, _event: f.PriorityReturned, _at: Milliseconds) -> Iterator[str]:
    """Say that the chair has no priority."""
    if not state.floor.priority:
        yield "the chair had no priority"


def item_time_set(state: State, event: f.ItemTimeSet, _at: Milliseconds) -> Iterator[str]:
    """Say that there is no such item, or no such time."""
    yield from say.phase(state, *NOT_OVER)
    yield from of_floor.item(state, event.item)
    if event.limit is not None:
        yield from _seconds(event.limit, least=1)


def group_time_set(state: State, event: f.GroupTimeSet, _at: Milliseconds) -> Iterator[str]:
    """Say that there is no such group or item, or no such time."""
    yield from say.phase(state, *NOT_OVER)
    yield from of_floor.item(state, event.item)
    if event.group not in state.groups:
        yield f"there is no group {event.group}"
    yield from _seconds(event.initial, least=0)
    yield from _seconds(abs(event.added), least=0)


def _seconds(time: Milliseconds, *, least: int) -> Iterator[str]:
    if time % 1000 or not least * 1000 <= time <= seconds_max * 1000:
        yield f"a time of {time} ms; {least} to {seconds_max} s can be"


def reported(
    state: State, event: f.MicrophoneReported | f.UnitReported, _at: Milliseconds
) -> Iterator[str]:
    """Say that nothing is at the seat that was reported of, or that it is no news."""
    yield from of_floor.place(state, event.seat)
    if isinstance(event, f.UnitReported):
        known, told = state.floor.units.get(event.seat), event.online
    else:
        microphone = state.floor.microphones.get(event.seat)
        known, told = (None if microphone is None else microphone.reported), event.open
    if known == told:
        yield f"that was known of seat {event.seat} already"


def differs(state: State, event: f.MicrophoneDiffers, at: Milliseconds) -> Iterator[str]:
    """Say that a microphone is what is wanted, has had no time to be, or was told of already."""
    microphone = state.floor.microphones.get(event.seat)
    if microphone is None or event.seat not in state.floor.units:
        yield f"no unit is known at seat {event.seat}"
        return
    if microphone.wanted != event.wanted:
        yield f"of the microphone at {event.seat} the hall wants something else"
    lost = microphone.wanted and not state.floor.units[event.seat]
    if event.seat == state.chair_seat and not microphone.wanted:
        yield "the chair may always speak: the chair's microphone may be open"
    if microphone.wanted == bool(microphone.reported) and not lost:
        yield f"the microphone at {event.seat} is what the hall wants"
    elif at - microphone.since < differing_ms_min:
        yield f"the microphone at {event.seat} had {at - microphone.since} ms to follow"
    if microphone.alarmed:
        yield f"the desk was told of seat {event.seat} already"
