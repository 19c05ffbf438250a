"""Turns that run: started, paused, resumed, given time, moved to another microphone, ended."""

from collections.abc import Collection

from hall_server.sitting.authority import Actor
from hall_server.sitting.command import Command
from hall_server.sitting.draft import Draft
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.floor_commands import (
    ChangeTime,
    EndSpeech,
    EndTime,
    MoveSpeaker,
    PauseSpeech,
    ResumeSpeech,
    StartSpeech,
)
from hall_server.sitting.floor_events import (
    RequestWithdrawn,
    SpeakerMoved,
    SpeechEnded,
    SpeechPaused,
    TimeChanged,
)
from hall_server.sitting.floor_refusals import (
    NoTimeLimit,
    StillInterrupted,
    TimeOver,
    TurnStateWrong,
)
from hall_server.sitting.floor_state import TURN_TRANSITIONS, Turn
from hall_server.sitting.granting import EndedBy, end, open_next, resume, start, time_left
from hall_server.sitting.ids import Channel, Milliseconds, SeatId, SpeakerId
from hall_server.sitting.refusals import (
    NobodySpeaking,
    OtherDelegate,
    Refusal,
    SeatUnknown,
    TurnOver,
)
from hall_server.sitting.speakers import seat_known
from hall_server.sitting.speaking import interrupters
from hall_server.sitting.state import State

presses_apart_ms_min = 300
"""Two presses of a key that come closer are one: a contact that bounces, a finger that trembles."""


def start_speech(
    state: State, _actor: Actor, command: StartSpeech, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Let the clock of a turn begin that waits for its microphone."""
    turn = _meant(state, command.turn)
    if isinstance(turn, Refusal):
        return turn
    refusal = _refuse_state(turn, command)
    if refusal is not None:
        return refusal
    draft = Draft(state, now)
    start(draft, turn.id, "desk")
    return draft.events


def pause_speech(
    state: State, _actor: Actor, command: PauseSpeech, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Let a turn stand still."""
    turn = _meant(state, command.turn)
    if isinstance(turn, Refusal):
        return turn
    return _refuse_state(turn, command) or [SpeechPaused(turn.id, "desk")]


def resume_speech(
    state: State, _actor: Actor, command: ResumeSpeech, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Let a turn go on that has time left and into which nobody speaks."""
    turn = _meant(state, command.turn)
    if isinstance(turn, Refusal):
        return turn
    refusal = _refuse_state(turn, command) or _refuse_resuming(state, turn)
    if refusal is not None:
        return refusal
    draft = Draft(state, now)
    resume(draft, turn.id)
    return draft.events


def _refuse_resuming(state: State, turn: Turn) -> Refusal | None:
    if _spoken_over(state, turn):
        return StillInterrupted()
    if not time_left(turn) and state.pack.at_end(turn.rule) != "warn":
        return TimeOver()
    return None


def change_time(
    state: State, _actor: Actor, command: ChangeTime, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Give a turn more time or less; one that its time stopped goes on when some is left."""
    turn = _meant(state, command.turn)
    if isinstance(turn, Refusal):
        return turn
    if turn.clock.limit is None:
        return NoTimeLimit()
    if command.seconds == 0:
        return []
    draft = Draft(state, now)
    draft.add(TimeChanged(turn.id, command.seconds * 1000))
    changed = draft.state.floor.find(turn.id)
    assert changed is not None, "a change of time ends no turn"
    waits = changed.paused_by == "time" and not _spoken_over(state, turn)
    if waits and time_left(changed):
        resume(draft, turn.id)
    return draft.events


def _spoken_over(state: State, turn: Turn) -> bool:
    return bool(interrupters(state, turn))


def move_speaker(
    state: State, _actor: Actor, command: MoveSpeaker, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Move a turn to another microphone; where none can report, a clock that waits begins."""
    turn = _meant(state, command.turn)
    if isinstance(turn, Refusal):
        return turn
    if command.seat and not seat_known(state, command.seat):
        return SeatUnknown(command.seat)
    seat = SeatId(command.seat)
    if seat == turn.seat:
        return []
    draft = Draft(state, now)
    draft.add(SpeakerMoved(turn.id, seat))
    microphone = state.floor.microphones.get(seat)
    is_open = microphone is not None and microphone.reported is True
    if turn.state == "granted" and (is_open or not state.floor.units.get(seat, False)):
        start(draft, turn.id, "microphone" if is_open else "desk")
    return draft.events


def end_speech(
    state: State, actor: Actor, command: EndSpeech, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """End a turn: the desk any, a speaker their own, a unit the one at its seat."""
    if pressed_just_now(state, actor, SpeakerId(actor.delegate), now):
        return []
    turn = _own(state, actor, command)
    if isinstance(turn, Refusal):
        return turn
    by: EndedBy = "desk" if actor.role in ("chair", "clerk") else "speaker"
    draft = Draft(state, now)
    end(draft, turn, by, actor.channel)
    open_next(draft)
    return draft.events


def _own(state: State, actor: Actor, command: EndSpeech) -> Turn | Refusal:
    """Find the turn that somebody may end."""
    if not state.floor.running:
        return NobodySpeaking()
    if actor.role not in ("delegate", "bridge"):
        return _meant(state, command.turn)
    if actor.role == "bridge" and not seat_known(state, command.seat):
        return SeatUnknown(command.seat)
    own = (
        state.floor.of(actor.delegate)
        if actor.role == "delegate"
        else _turn_at(state, command.seat)
    )
    if command.turn and state.floor.find(command.turn) is None:
        return TurnOver()
    if own is None or command.turn not in ("", own.id):
        return OtherDelegate()
    return own


def _turn_at(state: State, seat: str) -> Turn | None:
    return next((turn for turn in reversed(state.floor.running) if turn.seat == seat), None)


def pressed_just_now(state: State, actor: Actor, speaker: SpeakerId, now: Milliseconds) -> bool:
    """Tell whether a press is the same as the one before; a key that is held may be let go of.

    A bridge tells presses apart by when they were made: what reaches the hall together need not
    have been pressed together.
    """
    last = state.floor.last_press.get(speaker)
    if last is None or actor.role != "delegate" or state.floor.mode == "push-to-talk":
        return False
    return now - last < presses_apart_ms_min


def end_time(
    state: State, _actor: Actor, command: EndTime, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Do what the rules have at the end of a turn's time; nothing if it was moved meanwhile."""
    turn = state.floor.find(command.turn)
    ends_at = None if turn is None else turn.clock.ends_at
    if turn is None or ends_at is None or now < ends_at:
        return []
    match state.pack.at_end(turn.rule):
        case "warn":
            return []
        case "mute":
            return [SpeechPaused(turn.id, "time")]
        case "end":
            draft = Draft(state, now)
            end(draft, turn, "time")
            open_next(draft)
            return draft.events


def all_ended(state: State) -> list[AnyEvent]:
    """Give the ends of all turns that run, as when the sitting is interrupted."""
    return [SpeechEnded(turn.id) for turn in state.floor.running]


def given_up(
    state: State,
    speakers: Collection[str],
    channel: Channel,
    now: Milliseconds,
    *,
    everybody: bool = False,
) -> list[AnyEvent]:
    """Take these speakers, who leave, off the floor: their requests, and their turns.

    Whom they had interrupted goes on, and the next in line where microphones open by themselves;
    but when the sitting is interrupted, the turns of `everybody` end.
    """
    draft = Draft(state, now)
    for request in state.floor.queue.values():
        if request.speaker in speakers:
            draft.add(RequestWithdrawn(request.speaker, channel, request.id))
    if everybody:
        return [*draft.events, *all_ended(state)]
    leaving = [turn for turn in state.floor.running if turn.speaker in speakers]
    for turn in leaving:
        end(draft, turn, "desk" if channel in ("desk", "house") else "speaker", channel)
    if leaving:
        open_next(draft, leaving=speakers)
    return draft.events


def _meant(state: State, name: str) -> Turn | Refusal:
    """Find the turn that is named, or has the floor."""
    turn = state.floor.find(name) if name else state.turn
    if turn is not None:
        return turn
    return TurnOver() if state.floor.running else NobodySpeaking()


def _refuse_state(turn: Turn, command: Command) -> Refusal | None:
    known = (turn.state, type(command).__name__) in TURN_TRANSITIONS
    return None if known else TurnStateWrong(turn.state)
