"""A decision in the making: its events, and the floor as they will leave it.

What follows from an act – the interrupted goes on, the next microphone opens – depends on what the
act changed. A draft takes each event into a copy, so that deciding changes nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hall_server.sitting import floor_events as e
from hall_server.sitting import microphone_changes as microphones
from hall_server.sitting import request_changes as requests
from hall_server.sitting import turn_changes as turns
from hall_server.sitting.event import Event
from hall_server.sitting.events import AnyEvent, DelegateCheckedIn, ItemTaken, SittingResumed
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.microphone_changes import followed
from hall_server.sitting.state import State

Change = Callable[[State, Any, Milliseconds], None]

FLOOR_CHANGES: dict[type[Event], Change] = {
    e.FloorRequested: requests.floor_requested,
    e.RequestWithdrawn: requests.request_withdrawn,
    e.RequestMoved: requests.request_moved,
    e.ListClosed: requests.list_closed,
    e.ListReopened: requests.list_reopened,
    e.SpeechHandedIn: requests.speech_handed_in,
    e.FloorGranted: followed(turns.floor_granted),
    e.SpeechStarted: followed(turns.speech_started),
    e.SpeechPaused: followed(turns.speech_paused),
    e.SpeechResumed: followed(turns.speech_resumed),
    e.TimeChanged: turns.time_changed,
    e.SpeakerMoved: followed(turns.speaker_moved),
    e.SpeechEnded: followed(turns.speech_ended),
    e.MicrophonesSet: followed(microphones.microphones_set),
    e.PriorityTaken: followed(microphones.priority_taken),
    e.PriorityReturned: followed(microphones.priority_returned),
    e.ItemTimeSet: turns.item_time_set,
    e.GroupTimeSet: turns.group_time_set,
    e.MicrophoneReported: microphones.microphone_reported,
    e.MicrophoneDiffers: microphones.microphone_differs,
    e.UnitReported: microphones.unit_reported,
}
"""How each event of the floor changes the state."""


class Draft:
    """The events decided so far, at the clerk's time `now` (ms), and the state after them."""

    def __init__(self, state: State, now: Milliseconds) -> None:
        self.state = _copied(state)
        self.now = now
        self.events: list[AnyEvent] = []

    def add(self, event: e.OfTheFloor) -> None:
        """Decide one event more; only events of the floor can be."""
        FLOOR_CHANGES[type(event)](self.state, event, self.now)
        self.events.append(event)

    def let_in(self, event: DelegateCheckedIn) -> None:
        """Decide that a delegate is there."""
        self.state.present = {**self.state.present, event.delegate: self.now}
        self.events.append(event)

    def turn_to(self, event: ItemTaken) -> None:
        """Decide that another item is under way."""
        self.state.item = event.item
        self.events.append(event)

    def go_on(self, event: SittingResumed) -> None:
        """Decide that the sitting goes on."""
        self.state.phase = "in_session"
        self.events.append(event)


def _copied(state: State) -> State:
    """Copy what events of the floor change; what they replace whole is shared."""
    floor = state.floor
    copies = {turn.id: replace(turn) for turn in floor.running}
    return replace(
        state,
        floor=replace(
            floor,
            queue=dict(floor.queue),
            closed_lists=set(floor.closed_lists),
            turns=[copies.get(turn.id, turn) for turn in floor.turns],
            running=list(copies.values()),
            unreached=dict(floor.unreached),
            written=list(floor.written),
            microphones=dict(floor.microphones),
            units=dict(floor.units),
            differing=set(floor.differing),
            last_press=dict(floor.last_press),
            items=dict(floor.items),
            budgets=dict(floor.budgets),
        ),
    )
