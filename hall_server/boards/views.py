"""The state as values for boards: pure functions that decide nothing about who sees them."""

from collections.abc import Mapping

from hall_server.boards import values as v
from hall_server.sitting.ids import DelegateId, ItemId
from hall_server.sitting.model import Delegate
from hall_server.sitting.quorum import quorum_needed, quorum_reached
from hall_server.sitting.state import State

People = Mapping[DelegateId, v.PersonValue]
"""The delegates of a preparation, made once: whoever tells of one points to the same value."""


def people(state: State) -> People:
    """All delegates, each with the name of their group."""
    return {known.id: _person(state, known) for known in state.delegates.values()}


def _person(state: State, known: Delegate) -> v.PersonValue:
    group = state.groups.get(known.group)
    return v.PersonValue(known.id, known.name, known.seat, group.name if group else known.group)


def council(state: State) -> v.CouncilValue | None:
    """The body and its rules."""
    if state.council is None:
        return None
    pack = state.pack
    return v.CouncilValue(
        name=state.council.name,
        name_en=state.council.name_en,
        in_office=len(state.delegates),
        rules_vi=pack.vi,
        rules_en=pack.en,
        rules_version=pack.version,
    )


def sitting(state: State) -> v.SittingValue:
    """Title and state of the sitting."""
    return v.SittingValue(
        state.id, state.title, state.title_en, state.phase, state.opened_at, state.adjourned_at
    )


def attendance(state: State) -> v.AttendanceValue:
    """Presence against the quorum; a quorum of weights is no number of people."""
    quorum = state.pack.quorum
    heads = quorum is None or quorum.threshold is None or quorum.threshold.unit == "heads"
    needed = quorum_needed(state) if heads else None
    return v.AttendanceValue(
        len(state.present), len(state.delegates), needed, quorum_reached(state)
    )


def agenda(state: State) -> list[v.ItemValue]:
    """The agenda with where we are."""
    return [
        v.ItemValue(item.id, item.number, item.title, item.title_en, _where(state, item.id))
        for item in state.agenda
    ]


def _where(state: State, item: ItemId) -> v.ItemState:
    if item == state.item:
        return "current"
    return "done" if item in state.items_taken else "ahead"


def speaker(state: State, people: People) -> v.SpeakerValue | None:
    """Who has the floor."""
    turn = state.turn
    if turn is None:
        return None
    return v.SpeakerValue(turn.id, people[turn.delegate], turn.granted_at, turn.ends_at)


def queue(state: State, people: People) -> list[v.RequestValue]:
    """Who waits to speak, first comes first."""
    return [
        v.RequestValue(people[request.delegate], request.asked_at)
        for request in state.queue.values()
    ]
