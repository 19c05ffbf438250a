"""The course of a sitting: prepared, opened, suspended, resumed, adjourned.

The states and the acts between them are `SITTING_TRANSITIONS` in `state.py`.
"""

from collections.abc import Sequence

from hall_server.sitting import commands as c
from hall_server.sitting import events as e
from hall_server.sitting.authority import Actor
from hall_server.sitting.ballots import proxies_still
from hall_server.sitting.ids import ItemId, Milliseconds, word_characters_max
from hall_server.sitting.model import AgendaItem
from hall_server.sitting.planning import planned_anew
from hall_server.sitting.quorum import refuse_without_quorum
from hall_server.sitting.refusals import PhaseWrong, Refusal, VoteUnderWay
from hall_server.sitting.state import SITTING_TRANSITIONS, UNDER_WAY, State


def prepare(
    state: State, _actor: Actor, command: c.PrepareSitting, _now: Milliseconds
) -> list[e.AnyEvent] | Refusal:
    """Take what was prepared; may be repeated until the sitting opens."""
    if state.phase != "prepared":
        return PhaseWrong(state.phase)
    if command.preparation == state.preparation:
        return []
    return [e.SittingPrepared(command.preparation)]


def open_sitting(
    state: State, _actor: Actor, command: c.OpenSitting, _now: Milliseconds
) -> list[e.AnyEvent] | Refusal:
    """Open the sitting, with a quorum."""
    refusal = _refuse(state, command) or refuse_without_quorum(state, state.pack.quorum)
    return refusal or [e.SittingOpened(len(state.present))]


def suspend_sitting(
    state: State, _actor: Actor, command: c.SuspendSitting, _now: Milliseconds
) -> list[e.AnyEvent] | Refusal:
    """Interrupt the sitting; a running turn ends."""
    refusal = _refuse(state, command) or _refuse_open_vote(state, "open", "held")
    return refusal or [*_end_turn(state), e.SittingSuspended()]


def resume_sitting(
    state: State, _actor: Actor, command: c.ResumeSitting, _now: Milliseconds
) -> list[e.AnyEvent] | Refusal:
    """Go on, with a quorum."""
    refusal = _refuse(state, command) or refuse_without_quorum(state, state.pack.quorum)
    return refusal or [e.SittingResumed(len(state.present))]


def adjourn_sitting(
    state: State, _actor: Actor, command: c.AdjournSitting, _now: Milliseconds
) -> list[e.AnyEvent] | Refusal:
    """End the sitting; every vote must have been declared, a running turn ends."""
    refusal = _refuse(state, command) or _refuse_open_vote(state, *UNDER_WAY)
    return refusal or [*_end_turn(state), e.SittingAdjourned()]


def _refuse(state: State, command: c.Command) -> Refusal | None:
    if state.rules is None or (state.phase, type(command).__name__) not in SITTING_TRANSITIONS:
        return PhaseWrong(state.phase)
    return None


def _refuse_open_vote(state: State, *vote_states: str) -> Refusal | None:
    if state.vote is not None and state.vote.state in vote_states:
        return VoteUnderWay(state.vote.id)
    return None


def _end_turn(state: State) -> list[e.AnyEvent]:
    return [] if state.turn is None else [e.SpeechEnded(state.turn.id)]


def prepared(state: State, event: e.SittingPrepared, _at: Milliseconds) -> None:
    """Take council, delegates, agenda and rules; who checked in and what was added stays.

    Presence is a person's: it ends where another now has the same identifier.
    """
    taken = event.preparation
    added, agenda = _added_at_the_desk(state), state.agenda
    names = {delegate.id: delegate.name for delegate in state.delegates.values()}
    state.preparation = taken
    state.id, state.title, state.title_en = taken.sitting, taken.title, taken.title_en
    state.council, state.rules = taken.council, taken.rules
    state.groups = {group.id: group for group in taken.groups}
    state.delegates = {delegate.id: delegate for delegate in taken.delegates}
    state.by_seat = {delegate.seat: delegate.id for delegate in taken.delegates}
    state.agenda = [
        *taken.agenda,
        *(
            AgendaItem(ItemId(f"i{number}"), number, item.title, item.title_en)
            for number, item in enumerate(added, start=len(taken.agenda) + 1)
        ),
    ]
    same = {who for who, known in state.delegates.items() if names.get(who) == known.name}
    state.present = {who: at for who, at in state.present.items() if who in same}
    state.proxies = proxies_still(state, same)
    planned_anew(state, same, _new_ids(agenda, state.agenda))


def _added_at_the_desk(state: State) -> list[AgendaItem]:
    """Items added before the opening; they are renumbered, and the plans of votes follow them."""
    prepared_items = len(state.preparation.agenda) if state.preparation is not None else 0
    return state.agenda[prepared_items:]


def _new_ids(before: Sequence[AgendaItem], after: Sequence[AgendaItem]) -> dict[str, str]:
    """Find each item again by its title; one that is no more is called by it, so none is meant."""
    titles = {item.id: item.title for item in after}
    ids = {item.title: item.id for item in reversed(after)}
    return {
        item.id: item.id
        if titles.get(item.id) == item.title
        else ids.get(item.title, item.title[:word_characters_max])
        for item in before
    }


def opened(state: State, _event: e.SittingOpened, at: Milliseconds) -> None:
    """Take the opening into the state."""
    state.phase = SITTING_TRANSITIONS[state.phase, "OpenSitting"]
    state.opened_at = at


def suspended(state: State, _event: e.SittingSuspended, _at: Milliseconds) -> None:
    """Take the interruption into the state."""
    state.phase = SITTING_TRANSITIONS[state.phase, "SuspendSitting"]


def resumed(state: State, _event: e.SittingResumed, _at: Milliseconds) -> None:
    """Take the end of the interruption into the state."""
    state.phase = SITTING_TRANSITIONS[state.phase, "ResumeSitting"]


def adjourned(state: State, _event: e.SittingAdjourned, at: Milliseconds) -> None:
    """Take the end of the sitting into the state."""
    state.phase = SITTING_TRANSITIONS[state.phase, "AdjournSitting"]
    state.adjourned_at = at
    state.queue.clear()
