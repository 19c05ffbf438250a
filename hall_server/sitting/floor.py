"""The floor: the speakers' queue, turns with their clock, and the microphone of a turn.

A request, a turn and a microphone are three things: a request waits in the queue, a turn has the
clock, and a microphone is wanted open by the hall and reported open by its device.
"""

from hall_server.sitting.authority import Actor, subject
from hall_server.sitting.commands import (
    EndSpeech,
    GrantFloor,
    ReportMicrophone,
    ReportUnit,
    RequestFloor,
    WithdrawRequest,
)
from hall_server.sitting.events import (
    AnyEvent,
    FloorGranted,
    FloorRequested,
    MicrophoneReported,
    RequestWithdrawn,
    SpeechEnded,
    UnitReported,
)
from hall_server.sitting.ids import DelegateId, Milliseconds, SeatId, TurnId
from hall_server.sitting.refusals import (
    AlreadySpeaking,
    DelegateAbsent,
    DelegateUnknown,
    NobodySpeaking,
    OtherDelegate,
    PhaseWrong,
    QueueFull,
    Refusal,
    SeatUnknown,
    TurnOver,
)
from hall_server.sitting.state import Microphone, Request, State, Turn


def request_floor(
    state: State, actor: Actor, command: RequestFloor, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Put a delegate at the end of the queue; asking twice is asking once."""
    delegate = subject(state, actor, command)
    if isinstance(delegate, Refusal):
        return delegate
    if state.phase != "in_session":
        return PhaseWrong(state.phase)
    if delegate not in state.present:
        return DelegateAbsent(state.delegates[delegate].name)
    if delegate in state.queue:
        return []
    if state.turn is not None and state.turn.delegate == delegate:
        return AlreadySpeaking(state.delegates[delegate].name)
    if len(state.queue) >= state.pack.floor.queue_max:
        return QueueFull(state.pack.floor.queue_max)
    return [FloorRequested(delegate, actor.channel)]


def withdraw_request(
    state: State, actor: Actor, command: WithdrawRequest, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Take a delegate out of the queue."""
    delegate = subject(state, actor, command)
    if isinstance(delegate, Refusal):
        return delegate
    return [RequestWithdrawn(delegate, actor.channel)] if delegate in state.queue else []


def grant_floor(
    state: State, _actor: Actor, command: GrantFloor, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Give a delegate the floor, out of order too; a running turn ends first."""
    if state.phase != "in_session":
        return PhaseWrong(state.phase)
    delegate = state.delegates.get(DelegateId(command.delegate))
    if delegate is None:
        return DelegateUnknown(command.delegate)
    if delegate.id not in state.present:
        return DelegateAbsent(delegate.name)
    running = state.turn
    if running is not None and running.delegate == delegate.id:
        return AlreadySpeaking(delegate.name)
    seconds = command.seconds or speech_seconds(state, delegate.id)
    turn = TurnId(f"t{len(state.turns) + 1}")
    granted = FloorGranted(turn, delegate.id, delegate.seat, ends_at=now + seconds * 1000)
    return [granted] if running is None else [SpeechEnded(running.id), granted]


def speech_seconds(state: State, delegate: DelegateId) -> int:
    """Give the speaking time in seconds of a delegate's next turn on the current item."""
    spoken = any(turn.delegate == delegate and turn.item == state.item for turn in state.turns)
    rule = state.pack.floor
    return rule.further_seconds if spoken else rule.first_seconds


def end_speech(
    state: State, actor: Actor, command: EndSpeech, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """End the running turn."""
    turn = state.turn
    if turn is None:
        return NobodySpeaking()
    if command.turn not in ("", turn.id):
        return TurnOver()
    if actor.role == "delegate" and actor.delegate != turn.delegate:
        return OtherDelegate()
    return [SpeechEnded(turn.id)]


def report_microphone(
    state: State, _actor: Actor, command: ReportMicrophone, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Keep what a microphone is reported to be; a report of no news is none."""
    seat = SeatId(command.seat)
    if seat not in state.by_seat:
        return SeatUnknown(command.seat)
    known = state.microphones.get(seat)
    if known is not None and known.reported == command.open:
        return []
    return [MicrophoneReported(seat, command.open)]


def report_unit(
    state: State, _actor: Actor, command: ReportUnit, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Keep whether the unit at a seat answers."""
    seat = SeatId(command.seat)
    if seat not in state.by_seat:
        return SeatUnknown(command.seat)
    return [] if state.units.get(seat) == command.online else [UnitReported(seat, command.online)]


def floor_requested(state: State, event: FloorRequested, at: Milliseconds) -> None:
    """Take a request into the queue."""
    state.queue[event.delegate] = Request(event.delegate, at)


def request_withdrawn(state: State, event: RequestWithdrawn, _at: Milliseconds) -> None:
    """Take a request out of the queue."""
    state.queue.pop(event.delegate, None)


def floor_granted(state: State, event: FloorGranted, at: Milliseconds) -> None:
    """Begin a turn, and want its microphone open."""
    state.queue.pop(event.delegate, None)
    state.turns.append(Turn(event.turn, event.delegate, event.seat, state.item, at, event.ends_at))
    _want(state, event.seat, wanted=True, at=at)


def speech_ended(state: State, event: SpeechEnded, at: Milliseconds) -> None:
    """End a turn, and want its microphone closed."""
    turn = state.turns[-1]
    assert turn.id == event.turn, "only the last turn can be running"
    turn.ended_at = at
    _want(state, turn.seat, wanted=False, at=at)


def microphone_reported(state: State, event: MicrophoneReported, at: Milliseconds) -> None:
    """Take a device's report of its microphone into the state."""
    microphone = state.microphones.setdefault(event.seat, Microphone())
    microphone.reported = event.open
    microphone.since = at


def unit_reported(state: State, event: UnitReported, _at: Milliseconds) -> None:
    """Take the report of a unit into the state."""
    state.units[event.seat] = event.online


def _want(state: State, seat: SeatId, *, wanted: bool, at: Milliseconds) -> None:
    microphone = state.microphones.setdefault(seat, Microphone())
    microphone.wanted = wanted
    microphone.since = at
