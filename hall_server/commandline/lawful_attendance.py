"""Whether the entries of attendance can be so: coming, leaving, excuses, quorum calls, losses.

One small function for each kind of event, apart from the law's own decisions; see `lawfulness.py`.
"""

from collections.abc import Iterator

from hall_server.commandline import sentences as say
from hall_server.sitting import events as e
from hall_server.sitting import floor_events as f
from hall_server.sitting.floor_state import QuorumCall
from hall_server.sitting.ids import DelegateId, Milliseconds
from hall_server.sitting.state import State

BY_A_PERSON = ("tablet", "keypad", "card", "desk")
NOT_OVER = ("prepared", "in_session", "suspended")


def checked_in(state: State, event: e.DelegateCheckedIn, _at: Milliseconds) -> Iterator[str]:
    """Say that somebody came who was there, or is not in office."""
    yield from say.phase(state, *NOT_OVER)
    yield from say.in_office(state, event.delegate)
    if event.delegate in state.present:
        yield f"{event.delegate} was present already"


def checked_out(state: State, event: e.DelegateCheckedOut, _at: Milliseconds) -> Iterator[str]:
    """Say that somebody left who was not there, or who still speaks or waits to."""
    yield from say.phase(state, *NOT_OVER)
    yield from say.is_present(state, event.delegate)
    waiting: set[str] = {one.speaker for one in state.floor.queue.values()}
    if event.delegate in waiting or state.floor.of(event.delegate) is not None:
        yield f"{event.delegate} still has the floor or asks for it"


def excused(state: State, event: f.DelegateExcused, _at: Milliseconds) -> Iterator[str]:
    """Say that whoever is excused is there, or that nothing changed; a letter may come late."""
    yield from say.in_office(state, event.delegate)
    if event.delegate in state.present:
        yield f"{event.delegate} is present"
    if state.excused.get(event.delegate, "") == event.reason:
        yield f"{event.delegate} was excused so already"


def _attending(state: State, told: int) -> Iterator[str]:
    there = len(say.attending(state))
    if told != there:
        yield f"it says {told} present, there are {there}"


def quorum_called(state: State, event: f.QuorumCalled, at: Milliseconds) -> Iterator[str]:
    """Say that a call is under way, or its number, end or measure is another."""
    yield from say.phase(state, *NOT_OVER)
    yield from say.time_to_come(event.ends_at, at)
    number = len(state.quorum_calls) + 1
    if event.number != number:
        yield f"the next quorum call is number {number}, not {event.number}"
    if state.quorum_call is not None:
        yield f"quorum call {state.quorum_call.number} is under way"
    yield from _needed(state, event.needed)


def _needed(state: State, told: int | None) -> Iterator[str]:
    least = say.heads_needed(state)
    if told != least:
        yield f"it says {told} are needed, by the rules {least}"


def confirmed(state: State, event: f.PresenceConfirmed, at: Milliseconds) -> Iterator[str]:
    """Say that nobody asked, that whoever answered is not there, or has answered."""
    call = state.quorum_call
    if call is None or call.number != event.number:
        yield f"quorum call {event.number} is not under way"
        return
    yield from say.is_present(state, event.delegate)
    if event.channel == "house":
        yield from _evident(state, event, call, at)
    elif event.channel not in BY_A_PERSON:
        yield f"it can be answered by {', '.join(BY_A_PERSON)}, not by “{event.channel}”"
    if event.delegate in call.confirmed:
        yield f"{event.delegate} had answered already"


def _evident(
    state: State, event: f.PresenceConfirmed, call: QuorumCall, at: Milliseconds
) -> Iterator[str]:
    """Say that the hall itself could not know: only who has a turn as it calls is seen to be."""
    if state.pack.attendance.unanswered != "leave":
        yield "by the rules who does not answer stays; the hall answers for nobody"
    if at != call.called_at or state.floor.of(event.delegate) is None:
        yield f"{event.delegate} had no turn when the quorum was called"


def call_ended(state: State, event: f.QuorumCallEnded, _at: Milliseconds) -> Iterator[str]:
    """Say that no call is under way, or that its numbers are others."""
    call = state.quorum_call
    if call is None or call.number != event.number:
        yield f"quorum call {event.number} is not under way"
        return
    answered = len({*call.confirmed, *_stood_for(state, call)})
    if event.present != answered:
        yield f"it says {event.present} answered, there are {answered}"
    yield from _needed(state, event.needed)
    if event.reached != (event.needed is None or event.present >= event.needed):
        yield f"{event.present} of {event.needed} needed: it says the contrary"


def _stood_for(state: State, call: QuorumCall) -> set[DelegateId]:
    """Give the absent for whom somebody answered, where the rules count them."""
    if state.pack.vote.entitled == "present":
        return set()
    proxies = state.proxies.items()
    return {who for who, by in proxies if by in call.confirmed and who not in state.present}


def quorum_lost(state: State, event: f.QuorumLost, _at: Milliseconds) -> Iterator[str]:
    """Say that enough are there, or that the loss was known."""
    yield from say.phase(state, "in_session")
    yield from _attending(state, event.present)
    yield from _needed(state, event.needed)
    if event.present >= event.needed:
        yield f"{event.present} of {event.needed} needed are enough"
    if state.quorum_lost:
        yield "it was lost already"


def quorum_regained(state: State, event: f.QuorumRegained, _at: Milliseconds) -> Iterator[str]:
    """Say that too few are there, or that nothing was lost."""
    yield from _attending(state, event.present)
    yield from _needed(state, event.needed)
    if event.present < event.needed:
        yield f"{event.present} of {event.needed} needed are too few"
    if not state.quorum_lost:
        yield "it was not lost"
