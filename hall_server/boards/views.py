"""The state as values for boards: pure functions that decide nothing about who sees them."""

from hall_server.boards import values as v
from hall_server.boards.lookup import Lookup
from hall_server.sitting.ids import DelegateId, ItemId, SeatId
from hall_server.sitting.quorum import quorum_needed, quorum_reached
from hall_server.sitting.state import State


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
        present=len(state.present),
        in_office=len(state.delegates),
        needed=needed,
        reached=quorum_reached(state),
        excused=len(state.excused.keys() - state.present.keys()),
        lost=state.quorum_lost,
    )


def agenda(state: State) -> list[v.ItemValue]:
    """The agenda with where we are."""
    return [
        v.ItemValue(
            item.id, item.number, item.title, item.title_en, _where(state, item.id), item.seconds
        )
        for item in state.agenda
    ]


def _where(state: State, item: ItemId) -> v.ItemState:
    if item == state.item:
        return "current"
    return "done" if item in state.items_taken else "ahead"


def delegate(lookup: Lookup, who: DelegateId, tablets: int) -> v.DelegateValue:
    """One member as the desk sees them; `tablets` of theirs are connected."""
    state, person = lookup.state, lookup.person(who)
    vote = state.vote
    online = state.floor.units.get(SeatId(person.seat))
    confirmed = state.quorum_calls[-1].confirmed if state.quorum_calls else {}
    return v.DelegateValue(
        person=person,
        present=who in state.present,
        present_since=state.present.get(who),
        recused=vote is not None and who in vote.recused,
        holder=state.proxies.get(who, ""),
        excused="" if who in state.present else state.excused.get(who, ""),
        confirmed=who in confirmed,
        entitled=vote is not None and who in vote.register,
        unit=None if online is None else ("online" if online else "offline"),
        tablets=tablets,
    )
