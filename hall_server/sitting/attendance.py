"""Attendance: who is present, as a timeline of comings and goings; quorum calls; loss of quorum.

Who leaves gives up the floor and their requests. A sitting that loses its quorum is suspended
where the rules say so.
"""

from collections.abc import Sequence

from hall_server.sitting import quorum
from hall_server.sitting.authority import Actor, in_office, subject
from hall_server.sitting.draft import Draft
from hall_server.sitting.events import (
    AnyEvent,
    DelegateCheckedIn,
    DelegateCheckedOut,
    SittingSuspended,
)
from hall_server.sitting.floor_commands import (
    CallQuorum,
    CheckIn,
    CheckOut,
    EndQuorumCall,
    ExcuseDelegate,
)
from hall_server.sitting.floor_events import (
    DelegateExcused,
    PresenceConfirmed,
    QuorumCalled,
    QuorumCallEnded,
    QuorumLost,
    QuorumRegained,
)
from hall_server.sitting.floor_state import QuorumCall
from hall_server.sitting.granting import open_next
from hall_server.sitting.ids import Channel, DelegateId, Milliseconds, SpeakerId
from hall_server.sitting.questioning_refusals import (
    DelegatePresent,
    QuorumCallOver,
    QuorumCallUnderWay,
)
from hall_server.sitting.refusals import PhaseWrong, Refusal
from hall_server.sitting.state import UNDER_WAY, Presence, State
from hall_server.sitting.turns import given_up


def check_in(
    state: State, actor: Actor, command: CheckIn, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Note a delegate as present, and that they answer a quorum call that is under way.

    Where microphones open by themselves, who waited for the floor and comes now may have it.
    """
    delegate = subject(state, actor, command)
    if isinstance(delegate, Refusal):
        return delegate
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    channel = _channel(actor, command)
    events: list[AnyEvent] = []
    if delegate not in state.present:
        events += _come(state, DelegateCheckedIn(delegate, channel), now)
    call = state.quorum_call
    if call is not None and delegate not in call.confirmed:
        events.append(PresenceConfirmed(call.number, delegate, channel))
    if state.quorum_lost:
        events += quorum.regained(state, state.present.keys() | {delegate})
    return events


def _come(state: State, arrival: DelegateCheckedIn, now: Milliseconds) -> list[AnyEvent]:
    speaker = SpeakerId(arrival.delegate)
    if all(request.speaker != speaker for request in state.floor.queue.values()):
        return [arrival]
    draft = Draft(state, now)
    draft.let_in(arrival)
    open_next(draft)
    return draft.events


def check_out(
    state: State, actor: Actor, command: CheckOut, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Note a delegate as gone; their requests and their running turn end with it.

    A ballot already cast stays: it was cast by a delegate present.
    """
    delegate = subject(state, actor, command)
    if isinstance(delegate, Refusal):
        return delegate
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    if delegate not in state.present:
        return []
    return _gone(state, [delegate], _channel(actor, command), now)


def _channel(actor: Actor, command: CheckIn | CheckOut) -> Channel:
    """A card is told of by the unit it is in; nobody else can say that there was one."""
    return "card" if command.by_card and actor.role == "bridge" else actor.channel


def _gone(
    state: State,
    delegates: Sequence[DelegateId],
    channel: Channel,
    now: Milliseconds,
    *,
    asked: bool = False,
) -> list[AnyEvent]:
    """Let delegates leave, with what follows from it; `asked`: a quorum call found them gone."""
    left = state.present.keys() - set(delegates)
    lost = quorum.lost(state, left, asked=asked)
    suspends = bool(lost) and _suspends(state)
    off_the_floor = given_up(state, {*delegates}, channel, now, everybody=suspends)
    gone = [DelegateCheckedOut(delegate, channel) for delegate in delegates]
    return [*off_the_floor, *gone, *lost, *([SittingSuspended()] if suspends else [])]


def _suspends(state: State) -> bool:
    """Whether the sitting ends for now when its quorum is lost: a vote is brought to its end."""
    voting = state.vote is not None and state.vote.state in UNDER_WAY
    return state.pack.attendance.loss == "suspend" and not voting


def excuse_delegate(
    state: State, _actor: Actor, command: ExcuseDelegate, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Keep why a delegate is away; an empty reason takes it back. Nobody present is excused.

    Letters come late: it may be done after the adjournment too.
    """
    delegate = in_office(state, command.delegate)
    if isinstance(delegate, Refusal):
        return delegate
    reason = command.reason.strip()
    if state.excused.get(delegate, "") == reason:
        return []
    if delegate in state.present:
        return DelegatePresent(state.delegates[delegate].name)
    return [DelegateExcused(delegate, reason)]


def call_quorum(
    state: State, _actor: Actor, command: CallQuorum, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Ask everybody to answer that they are there.

    Where who does not answer is noted as gone, who has a turn is evidently there.
    """
    if state.phase == "adjourned" or state.rules is None:
        return PhaseWrong(state.phase)
    if state.quorum_call is not None:
        return QuorumCallUnderWay()
    seconds = command.seconds or state.pack.attendance.call_seconds
    number = len(state.quorum_calls) + 1
    called = QuorumCalled(number, now + seconds * 1000, quorum.heads_needed(state))
    if state.pack.attendance.unanswered != "leave":
        return [called]
    speaking = (DelegateId(turn.speaker) for turn in state.floor.running)
    here = (speaker for speaker in speaking if speaker in state.present)
    return [called, *(PresenceConfirmed(number, speaker, "house") for speaker in here)]


def end_quorum_call(
    state: State, _actor: Actor, command: EndQuorumCall, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Count who answered; who did not is noted as gone where the rules say so."""
    call = state.quorum_call
    if call is None or command.number not in (0, call.number):
        return QuorumCallOver()
    # Who came in person answers in person, also if they had given somebody a proxy.
    silent_here = state.present.keys() - call.confirmed.keys()
    there = len(quorum.attending(state, call.confirmed.keys()) - silent_here)
    reached = call.needed is None or there >= call.needed
    ended = QuorumCallEnded(call.number, there, call.needed, reached)
    silent = [delegate for delegate in state.present if delegate not in call.confirmed]
    leaves = state.pack.attendance.unanswered == "leave" and state.phase != "adjourned"
    if not silent or not leaves:
        return [ended]
    return [ended, *_gone(state, silent, "house", now, asked=True)]


def checked_in(state: State, event: DelegateCheckedIn, at: Milliseconds) -> None:
    """Take an arrival into the state; why they were away until now stays on record."""
    state.present[event.delegate] = at
    state.timeline.append(Presence(at, event.delegate, present=True, channel=event.channel))


def checked_out(state: State, event: DelegateCheckedOut, at: Milliseconds) -> None:
    """Take a departure into the state; who leaves during a quorum call has not answered it."""
    del state.present[event.delegate]
    state.floor.last_press.pop(SpeakerId(event.delegate), None)
    if state.quorum_call is not None:
        state.quorum_call.confirmed.pop(event.delegate, None)
    state.timeline.append(Presence(at, event.delegate, present=False, channel=event.channel))


def delegate_excused(state: State, event: DelegateExcused, _at: Milliseconds) -> None:
    """Take into the state why someone is away."""
    if event.reason:
        state.excused[event.delegate] = event.reason
    else:
        del state.excused[event.delegate]


def quorum_called(state: State, event: QuorumCalled, at: Milliseconds) -> None:
    """Begin a quorum call."""
    state.quorum_calls.append(QuorumCall(event.number, at, event.ends_at, event.needed))


def presence_confirmed(state: State, event: PresenceConfirmed, _at: Milliseconds) -> None:
    """Take an answer to the quorum call into the state."""
    state.quorum_calls[event.number - 1].confirmed[event.delegate] = event.channel


def quorum_call_ended(state: State, event: QuorumCallEnded, at: Milliseconds) -> None:
    """End a quorum call."""
    call = state.quorum_calls[event.number - 1]
    call.ended_at, call.reached = at, event.reached


def quorum_lost(state: State, _event: QuorumLost, _at: Milliseconds) -> None:
    """Take into the state that too few are left."""
    state.quorum_lost = True


def quorum_regained(state: State, _event: QuorumRegained, _at: Milliseconds) -> None:
    """Take into the state that enough are there again."""
    state.quorum_lost = False
