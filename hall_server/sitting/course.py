"""The course of a sitting: prepared, opened, suspended, resumed, adjourned.

The states and the acts between them are `SITTING_TRANSITIONS` in `state.py`.
"""

from collections.abc import Sequence

from msgspec import structs

from hall_server.sitting import commands as c
from hall_server.sitting import events as e
from hall_server.sitting.authority import Actor
from hall_server.sitting.ballots import proxies_still
from hall_server.sitting.command import Command
from hall_server.sitting.draft import Draft
from hall_server.sitting.floor_prepared import floor_prepared
from hall_server.sitting.granting import open_next
from hall_server.sitting.ids import ItemId, Milliseconds, word_characters_max
from hall_server.sitting.microphone_changes import followed
from hall_server.sitting.model import AgendaItem
from hall_server.sitting.planning import planned_anew
from hall_server.sitting.questioning import still
from hall_server.sitting.quorum import refuse_without_quorum
from hall_server.sitting.refusals import PhaseWrong, Refusal, VoteUnderWay
from hall_server.sitting.state import SITTING_TRANSITIONS, UNDER_WAY, State
from hall_server.sitting.turn_changes import item_clock_started, item_clock_stopped
from hall_server.sitting.turns import all_ended
from hall_server.sitting.undertakings import carried_in


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
    return refusal or [*all_ended(state), e.SittingSuspended()]


def resume_sitting(
    state: State, _actor: Actor, command: c.ResumeSitting, now: Milliseconds
) -> list[e.AnyEvent] | Refusal:
    """Go on, with a quorum; where microphones open by themselves, with who is next."""
    refusal = _refuse(state, command) or refuse_without_quorum(state, state.pack.quorum)
    if refusal is not None:
        return refusal
    draft = Draft(state, now)
    draft.go_on(e.SittingResumed(len(state.present)))
    open_next(draft)
    return draft.events


def adjourn_sitting(
    state: State, _actor: Actor, command: c.AdjournSitting, _now: Milliseconds
) -> list[e.AnyEvent] | Refusal:
    """End the sitting; every vote must have been declared, a running turn ends."""
    refusal = _refuse(state, command) or _refuse_open_vote(state, *UNDER_WAY)
    return refusal or [*all_ended(state), e.SittingAdjourned()]


def _refuse(state: State, command: Command) -> Refusal | None:
    if state.rules is None or (state.phase, type(command).__name__) not in SITTING_TRANSITIONS:
        return PhaseWrong(state.phase)
    return None


def _refuse_open_vote(state: State, *vote_states: str) -> Refusal | None:
    if state.vote is not None and state.vote.state in vote_states:
        return VoteUnderWay(state.vote.id)
    return None


def prepared(state: State, event: e.SittingPrepared, _at: Milliseconds) -> None:
    """Take council, delegates, agenda and rules; who checked in and what was added stays.

    Presence is a person's: it ends where another now has the same identifier.
    """
    taken = event.preparation
    added, agenda = _added_at_the_desk(state), state.agenda
    names = _names(state)
    state.undertakings = carried_in(state, taken)
    state.preparation = taken
    state.id, state.title, state.title_en = taken.sitting, taken.title, taken.title_en
    state.council, state.rules = taken.council, taken.rules
    state.groups = {group.id: group for group in taken.groups}
    state.delegates = {delegate.id: delegate for delegate in taken.delegates}
    state.by_seat = {delegate.seat: delegate.id for delegate in taken.delegates}
    state.guests = {guest.id: guest for guest in taken.guests}
    state.guest_seats = {guest.seat: guest.id for guest in taken.guests if guest.seat}
    state.places = {place.seat: place for place in taken.places}
    state.chair_seat = taken.chair_seat
    state.agenda = [
        *taken.agenda,
        *(
            structs.replace(item, id=ItemId(f"i{number}"), number=number)
            for number, item in enumerate(added, start=len(taken.agenda) + 1)
        ),
    ]
    same = {who for who, known in state.delegates.items() if names.get(who) == known.name}
    ids = _new_ids(agenda, state.agenda)
    state.present = {who: at for who, at in state.present.items() if who in same}
    state.proxies = proxies_still(state, same)
    for call in state.quorum_calls:
        call.confirmed = {who: channel for who, channel in call.confirmed.items() if who in same}
    state.excused = {who: reason for who, reason in state.excused.items() if who in same}
    planned_anew(state, same, ids)
    people = same | {who for who, known in state.guests.items() if names.get(who) == known.name}
    state.questions, state.topics = still(state, people)
    floor_prepared(state, people, ids)


def _names(state: State) -> dict[str, str]:
    delegates: dict[str, str] = {who: one.name for who, one in state.delegates.items()}
    return delegates | {who: one.name for who, one in state.guests.items()}


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


@followed
def suspended(state: State, _event: e.SittingSuspended, at: Milliseconds) -> None:
    """Take the interruption into the state; the clock of the item stands.

    The chair's microphone closes with it: in a break nobody thinks of one that is open.
    """
    item_clock_stopped(state, at)
    state.phase = SITTING_TRANSITIONS[state.phase, "SuspendSitting"]
    state.floor.priority = False


def resumed(state: State, _event: e.SittingResumed, at: Milliseconds) -> None:
    """Take the end of the interruption into the state; the quorum was there, or is presumed."""
    item_clock_started(state, at)
    state.phase = SITTING_TRANSITIONS[state.phase, "ResumeSitting"]
    state.quorum_lost = False


@followed
def adjourned(state: State, _event: e.SittingAdjourned, at: Milliseconds) -> None:
    """Take the end of the sitting into the state; who still waited was not reached."""
    if state.phase == "in_session":
        item_clock_stopped(state, at)
    state.phase = SITTING_TRANSITIONS[state.phase, "AdjournSitting"]
    state.adjourned_at = at
    state.floor.priority = False
    state.floor.queue.clear()
