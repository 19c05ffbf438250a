"""Microphones: how they open, the chair's priority, mute-all, and what devices report of them.

An act here is an intent; the report of a device is the fact. What is wanted of each microphone
follows from the floor alone, see `microphone_changes.py`.
"""

from hall_server.sitting.authority import Actor
from hall_server.sitting.draft import Draft
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.floor_commands import (
    MuteAll,
    ReportMicrophone,
    ReportUnit,
    SetMicrophones,
    TakePriority,
    TellDifference,
)
from hall_server.sitting.floor_events import (
    MicrophoneDiffers,
    MicrophoneReported,
    MicrophonesSet,
    PriorityReturned,
    PriorityTaken,
    SpeechPaused,
    UnitReported,
)
from hall_server.sitting.granting import end, open_next, resume, start
from hall_server.sitting.ids import Milliseconds, SeatId
from hall_server.sitting.refusals import PhaseWrong, Refusal, SeatUnknown
from hall_server.sitting.speakers import seat_known
from hall_server.sitting.speaking import interrupters
from hall_server.sitting.state import State

differing_ms_max = 500
"""A microphone that has not followed by then is told of at the desk: people have noticed."""


def set_microphones(
    state: State, _actor: Actor, command: SetMicrophones, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Set how microphones open, and how many at once; turns that run go on.

    Of more turns than may be open from now on, the oldest stand: their microphones close.
    """
    if state.rules is None or state.phase == "adjourned":
        return PhaseWrong(state.phase)
    floor = state.floor
    wanted = (command.mode, command.open_max or floor.open_max)
    if wanted == (floor.mode, floor.open_max):
        return []
    draft = Draft(state, now)
    draft.add(MicrophonesSet(*wanted))
    if draft.state.floor.open_max < floor.open_max:
        awake = [turn for turn in floor.running if turn.state != "paused"]
        for turn in awake[: -draft.state.floor.open_max]:
            draft.add(SpeechPaused(turn.id, "mute"))
    open_next(draft)
    return draft.events


def take_priority(
    state: State, _actor: Actor, command: TakePriority, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Open the chair's microphone over all others, or give the floor back as it was."""
    if command.on == state.floor.priority:
        return []
    draft = Draft(state, now)
    if not command.on:
        draft.add(PriorityReturned())
        for turn in state.floor.running:
            if turn.paused_by == "priority" and not interrupters(state, turn):
                resume(draft, turn.id)
        return draft.events
    if state.rules is None or state.phase == "adjourned":
        return PhaseWrong(state.phase)
    draft.add(PriorityTaken())
    if state.pack.floor.priority_pauses:
        for turn in state.floor.running:
            if turn.state == "speaking":
                draft.add(SpeechPaused(turn.id, "priority"))
    return draft.events


def mute_all(
    state: State, _actor: Actor, _command: MuteAll, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Let every turn stand still that does not yet."""
    awake = (turn for turn in state.floor.running if turn.state != "paused")
    return [SpeechPaused(turn.id, "mute") for turn in awake]


def report_microphone(
    state: State, _actor: Actor, command: ReportMicrophone, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Keep what a microphone is reported to be; the clock that waited for it begins."""
    if not seat_known(state, command.seat):
        return SeatUnknown(command.seat)
    seat = SeatId(command.seat)
    known = state.floor.microphones.get(seat)
    if known is not None and known.reported == command.open:
        return []
    told = MicrophoneReported(seat, command.open)
    waiting = [
        turn for turn in state.floor.running if turn.seat == seat and turn.state == "granted"
    ]
    if not waiting or not command.open:
        return [told]
    draft = Draft(state, now)
    draft.add(told)
    for turn in waiting:
        start(draft, turn.id, "microphone")
    return draft.events


def report_unit(
    state: State, actor: Actor, command: ReportUnit, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Keep whether the unit at a seat answers; a key that was held there is held no longer."""
    if not seat_known(state, command.seat):
        return SeatUnknown(command.seat)
    seat = SeatId(command.seat)
    if state.floor.units.get(seat) == command.online:
        return []
    told = UnitReported(seat, command.online)
    lost = [turn for turn in state.floor.running if turn.seat == seat]
    if command.online or not lost or state.floor.mode != "push-to-talk":
        return [told]
    draft = Draft(state, now)
    draft.add(told)
    for turn in lost:
        end(draft, turn, "device", actor.channel)
    return draft.events


def tell_difference(
    state: State, _actor: Actor, command: TellDifference, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Raise the alarm about a microphone that is still not what is wanted."""
    seat = SeatId(command.seat)
    if seat not in state.floor.differing:
        return []
    microphone = state.floor.microphones[seat]
    if now < microphone.since + differing_ms_max:
        return []
    return [MicrophoneDiffers(seat, microphone.wanted)]
