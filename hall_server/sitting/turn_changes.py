"""What happens to turns, their clocks and the time of items and groups: evolve's part of turns.

Whenever a clock stops, what it ran is charged to the payer of its turn, to the millisecond.
"""

from dataclasses import replace

from hall_server.sitting.floor_events import (
    FloorGranted,
    GroupTimeSet,
    ItemTimeSet,
    SpeakerMoved,
    SpeechEnded,
    SpeechPaused,
    SpeechResumed,
    SpeechStarted,
    TimeChanged,
)
from hall_server.sitting.floor_state import Budget, Clock, Turn
from hall_server.sitting.ids import ItemId, Milliseconds
from hall_server.sitting.request_changes import take_from_queue
from hall_server.sitting.state import State


def floor_granted(state: State, event: FloorGranted, at: Milliseconds) -> None:
    """Begin a turn; who has it is no longer unreached, unless they wait for another one there."""
    floor = state.floor
    asked_on = take_from_queue(state, event.request, event.delegate)
    waits_on = {one.item for one in floor.queue.values() if one.speaker == event.delegate}
    # What was asked while no item was under way is for whichever is.
    for item in {asked_on, state.item, None} - waits_on:
        floor.unreached.pop((event.delegate, item), None)
    limit = event.limit
    if limit is None and event.ends_at is not None:
        limit = event.ends_at - at
    turn = Turn(
        id=event.turn,
        speaker=event.delegate,
        seat=event.seat,
        item=state.item,
        kind=event.kind,
        rule=state.pack.speech(event.kind),
        granted_at=at,
        clock=Clock(limit),
        request=event.request,
        interrupts=event.interrupts,
        about=event.about,
        to=event.to,
        payer=event.payer,
        pressed_at=event.pressed_at,
    )
    floor.turns.append(turn)
    floor.running.append(turn)
    _open_budget(state, turn)
    if not event.waits:
        _run(turn, at)


def speech_started(state: State, event: SpeechStarted, at: Milliseconds) -> None:
    """Let the clock of a turn run that waited."""
    _run(_running(state, event.turn), at)


def speech_paused(state: State, event: SpeechPaused, at: Milliseconds) -> None:
    """Let a turn stand still."""
    turn = _running(state, event.turn)
    _stop(state, turn, at)
    turn.state, turn.paused_by = "paused", event.by


def speech_resumed(state: State, event: SpeechResumed, at: Milliseconds) -> None:
    """Let a turn go on."""
    _run(_running(state, event.turn), at)


def time_changed(state: State, event: TimeChanged, _at: Milliseconds) -> None:
    """Give a turn more time, or less."""
    turn = _running(state, event.turn)
    turn.clock = turn.clock.given(event.change)


def speaker_moved(state: State, event: SpeakerMoved, at: Milliseconds) -> None:
    """Move a turn to another microphone; how long that one takes to open counts from now."""
    turn = _running(state, event.turn)
    turn.seat = event.seat
    if turn.opened_at is None:
        turn.pressed_at = at


def speech_ended(state: State, event: SpeechEnded, at: Milliseconds) -> None:
    """End a turn."""
    turn = _running(state, event.turn)
    _stop(state, turn, at)
    turn.state, turn.paused_by, turn.ended_at = "ended", "", at
    state.floor.running.remove(turn)
    if event.by == "speaker":
        state.floor.last_press[turn.speaker] = at


def item_time_set(state: State, event: ItemTimeSet, _at: Milliseconds) -> None:
    """Set the time an item is meant to take; what was used stays."""
    known = state.floor.items.get(event.item, Clock())
    state.floor.items[event.item] = Clock(event.limit, known.used, known.since)


def group_time_set(state: State, event: GroupTimeSet, _at: Milliseconds) -> None:
    """Set a group's time for an item; what was used stays."""
    key = (event.item, event.group)
    used = state.floor.budgets[key].used if key in state.floor.budgets else 0
    state.floor.budgets[key] = Budget(event.initial, event.added, used)


def item_clock_started(state: State, at: Milliseconds) -> None:
    """Let the clock of the item under way run."""
    if state.item is not None:
        known = state.floor.items.get(state.item) or _new_clock(state, state.item)
        state.floor.items[state.item] = known.started(at)


def item_clock_stopped(state: State, at: Milliseconds) -> None:
    """Let the clock of the item under way stand."""
    known = state.floor.items.get(state.item) if state.item is not None else None
    if state.item is not None and known is not None:
        state.floor.items[state.item] = known.stopped(at)


def _new_clock(state: State, item: ItemId) -> Clock:
    seconds = next((one.seconds for one in state.agenda if one.id == item), 0)
    return Clock(seconds * 1000 or None)


def _open_budget(state: State, turn: Turn) -> None:
    seconds = state.pack.floor.group_seconds
    if seconds and turn.payer and turn.item is not None:
        state.floor.budgets.setdefault((turn.item, turn.payer), Budget(seconds * 1000))


def _running(state: State, turn: str) -> Turn:
    found = state.floor.find(turn)
    assert found is not None, "only a turn that runs changes"
    return found


def _run(turn: Turn, at: Milliseconds) -> None:
    turn.clock = turn.clock.started(at)
    turn.state, turn.paused_by = "speaking", ""
    if turn.started_at is None:
        turn.started_at = at


def _stop(state: State, turn: Turn, at: Milliseconds) -> None:
    ran = turn.clock.spent(at) - turn.clock.used
    turn.clock = turn.clock.stopped(at)
    budget = state.floor.budgets.get((turn.item, turn.payer)) if turn.payer else None
    if budget is not None and ran:
        used = budget.used + ran
        state.floor.budgets[turn.item, turn.payer] = replace(budget, used=used)
