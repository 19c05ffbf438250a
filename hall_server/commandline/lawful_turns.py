"""Whether the entries of turns can be so: granted, started, paused, resumed, given time, ended.

One small function for each kind of event, apart from the law's own decisions; see `lawfulness.py`.
"""

from collections.abc import Iterator

from hall_server.commandline import floor_sentences as of_floor
from hall_server.commandline import sentences as say
from hall_server.sitting import floor_events as f
from hall_server.sitting.command import seconds_max
from hall_server.sitting.floor_state import Turn, TurnState
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.rules import SpeechKind
from hall_server.sitting.state import State

pressed_before_ms_max = 10_000
"""How long before its turn a press may have come."""


def granted(state: State, event: f.FloorGranted, at: Milliseconds) -> Iterator[str]:
    """Say what is wrong with a turn: its number, whose it is, its time, and what it cut into."""
    floor = state.floor
    yield from say.phase(state, "in_session")
    yield from of_floor.speaker(state, event.delegate)
    yield from of_floor.may_speak(state, event.delegate)
    if event.turn != f"t{len(floor.turns) + 1}":
        yield f"the next turn is t{len(floor.turns) + 1}, not {event.turn}"
    if event.seat != of_floor.seat_of(state, event.delegate):
        yield f"{event.delegate} does not have seat {event.seat}"
    if floor.of(event.delegate) is not None:
        yield f"{event.delegate} has a turn already"
    kind = of_floor.kind_of_speech(state, event.kind)
    if kind is None:
        yield f"the rules have no kind of speech “{event.kind}”"
        return
    yield from _request(state, event)
    yield from _among_others(state, event, kind)
    if event.pressed_at is None and event.ends_at is not None:
        yield from _of_old(state, event.ends_at, at)
        return
    yield from _limit(state, event, kind, at)
    yield from _clock(state, event, at)
    yield from of_floor.linked(state, event, kind)


def _of_old(state: State, ends_at: Milliseconds, at: Milliseconds) -> Iterator[str]:
    """Judge an entry of old, which had the end of its time alone."""
    yield from say.time_to_come(ends_at, at)
    if any(turn.pressed_at is not None for turn in state.floor.turns):
        yield "it says less than those before it"


def _request(state: State, event: f.FloorGranted) -> Iterator[str]:
    if not event.request:
        return
    request = next((one for one in state.floor.queue.values() if one.id == event.request), None)
    if request is None:
        yield f"request {event.request} does not wait"
    elif (request.speaker, request.kind) != (event.delegate, event.kind):
        yield f"request {event.request} is another's, or of another kind"
    elif request.item not in (state.item, None):
        yield f"request {event.request} is on {request.item}, which is not under way"


def _among_others(state: State, event: f.FloorGranted, kind: SpeechKind) -> Iterator[str]:
    """Say that it does to the others what its kind does not."""
    running = state.floor.running
    if kind.ordinary:
        if len(running) >= state.floor.open_max:
            yield f"turn {running[0].id} is still running"
        if event.interrupts:
            yield f"a turn of this kind interrupts none, it names {event.interrupts}"
        return
    beside = state.floor.find(event.interrupts)
    if (beside is None) != (not running):
        yield f"{event.interrupts or 'no turn'} is not what it cut into"
    elif kind.clock == "pauses" and beside is not None and beside.state != "paused":
        yield f"turn {beside.id} was not paused for it"


def _limit(
    state: State, event: f.FloorGranted, kind: SpeechKind, at: Milliseconds
) -> Iterator[str]:
    """Say that it has a time which neither the rules give nor the desk can."""
    had = of_floor.turns_of(state, event.delegate, state.item, event.kind)
    usual = state.pack.speech_seconds(kind, had) * 1000
    left = _left(state, event.payer, at)
    if event.payer != _payer(state, event, kind):
        yield f"its time is charged to {event.payer or 'nobody'}, by the rules to another"
    if event.limit is None:
        if usual or left is not None:
            yield "it has no limit, by the rules it has one"
        return
    by_desk = event.limit % 1000 == 0 and 0 < event.limit <= seconds_max * 1000
    by_budget = left is not None and event.limit == left and (not usual or left < usual)
    if not by_desk and not by_budget:
        yield f"its limit of {event.limit} ms is none that rules, budget or desk give"


def _left(state: State, payer: str, at: Milliseconds) -> int | None:
    """Give what a group has left on the item; None where nothing was set."""
    if not payer:
        return None
    budget = state.floor.budgets.get((state.item, payer))
    if budget is not None:
        paid = [one for one in state.floor.running if (one.item, one.payer) == (state.item, payer)]
        runs = sum(at - one.clock.since for one in paid if one.clock.since is not None)
        return budget.initial + budget.added - budget.used - runs
    seconds = state.pack.floor.group_seconds
    return seconds * 1000 if seconds and state.item is not None else None


def _payer(state: State, event: f.FloorGranted, kind: SpeechKind) -> str:
    if kind.charges == "nobody":
        return ""
    if kind.charges == "interrupted":
        beside = state.floor.find(event.interrupts)
        return "" if beside is None else beside.payer
    return of_floor.group_of(state, event.delegate)


def _clock(state: State, event: f.FloorGranted, at: Milliseconds) -> Iterator[str]:
    by_microphone = state.pack.floor.clock_starts == "microphone"
    waits = by_microphone and state.floor.units.get(event.seat, False)
    if event.waits != waits:
        yield f"its clock {'waits' if event.waits else 'runs at once'}, by the rules it does not"
    end = None if event.waits or event.limit is None else at + event.limit
    if event.ends_at != end:
        yield f"its clock ends at {end}, not {event.ends_at}"
    pressed = event.pressed_at
    if pressed is not None and not at - pressed_before_ms_max <= pressed <= at:
        yield f"its press came {at - pressed} ms before it"


def started(state: State, event: f.SpeechStarted, _at: Milliseconds) -> Iterator[str]:
    """Say that a clock did not wait, or its microphone is not open."""
    yield from _running(state, event.turn, "granted")
    turn = state.floor.find(event.turn)
    if turn is not None and event.by == "microphone":
        microphone = state.floor.microphones.get(turn.seat)
        if microphone is None or not microphone.reported:
            yield f"the microphone at {turn.seat or 'no seat'} was not reported open"


def paused(state: State, event: f.SpeechPaused, at: Milliseconds) -> Iterator[str]:
    """Say that a turn stands already, or by what could not pause it then."""
    yield from _running(state, event.turn, "granted", "speaking")
    turn = state.floor.find(event.turn)
    if turn is None:
        return
    if event.by == "time":
        yield from _time_over(state, turn, at, "mute")
    elif event.by == "priority" and not state.floor.priority:
        yield "the chair did not take priority"


def _time_over(state: State, turn: Turn, at: Milliseconds, ends: str) -> Iterator[str]:
    end = turn.clock.ends_at
    if end is None or at < end:
        yield f"the time of {turn.id} was not over"
    elif state.pack.at_end(turn.rule) != ends:
        yield f"at the end of its time the rules do something else to {turn.id}"


def resumed(state: State, event: f.SpeechResumed, _at: Milliseconds) -> Iterator[str]:
    """Say that a turn does not stand, or that what keeps it standing is not over."""
    yield from say.phase(state, "in_session")
    yield from _running(state, event.turn, "paused")
    turn = state.floor.find(event.turn)
    if turn is None:
        return
    limit = turn.clock.limit
    if turn.paused_by == "time" and limit is not None and turn.clock.used >= limit:
        yield f"{turn.id} has no time left"
    pausing = (one for one in state.floor.running if one.rule.clock == "pauses")
    if any(_beneath(state, one) == turn.id for one in pausing):
        yield f"{turn.id} is interrupted still"


def _beneath(state: State, turn: Turn) -> str:
    """Name the turn under an interruption; of one that is over, what that had interrupted."""
    below = turn.interrupts
    while below and state.floor.find(below) is None:
        below = next((one.interrupts for one in state.floor.turns if one.id == below), "")
    return below


def time_changed(state: State, event: f.TimeChanged, _at: Milliseconds) -> Iterator[str]:
    """Say that a turn is over, or was given what nobody gives."""
    yield from _running(state, event.turn, "granted", "speaking", "paused")
    if event.change == 0 or event.change % 1000 or abs(event.change) > seconds_max * 1000:
        yield f"its time is changed by {event.change} ms; 1 to {seconds_max} s can be"


def speaker_moved(state: State, event: f.SpeakerMoved, _at: Milliseconds) -> Iterator[str]:
    """Say that a turn is over, or that there is no such place."""
    yield from _running(state, event.turn, "granted", "speaking", "paused")
    if event.seat:
        yield from of_floor.place(state, event.seat)
    turn = state.floor.find(event.turn)
    if turn is not None and turn.seat == event.seat:
        yield f"{turn.id} is at {event.seat or 'no seat'} already"


def ended(state: State, event: f.SpeechEnded, at: Milliseconds) -> Iterator[str]:
    """Say that a turn is over, or was ended by what could not end it then."""
    yield from _running(state, event.turn, "granted", "speaking", "paused")
    turn = state.floor.find(event.turn)
    if turn is None:
        return
    if event.by == "time":
        yield from _time_over(state, turn, at, "end")
    elif event.by == "speaker" and event.channel not in ("tablet", "keypad", "card"):
        yield f"its speaker ends it at a device, not by “{event.channel}”"
    elif event.by == "device" and state.floor.mode != "push-to-talk":
        yield "a device that is lost ends a turn only where a key is held to talk"


def _running(state: State, name: str, *states: TurnState) -> Iterator[str]:
    turn = state.floor.find(name)
    if turn is None:
        yield f"turn {name} is not running"
    elif turn.state not in states:
        yield f"turn {name} is “{turn.state}”"
