"""What becomes of the floor when the sitting is prepared, or prepared again before it opens."""

from collections.abc import Set

from msgspec import structs

from hall_server.sitting.floor_state import Request
from hall_server.sitting.ids import ItemId
from hall_server.sitting.microphone_changes import watch
from hall_server.sitting.speaking import kind_known
from hall_server.sitting.state import State


def floor_prepared(state: State, same: Set[str], ids: dict[str, str]) -> None:
    """Take how microphones open from the pack; keep what was asked for and set beforehand.

    `same` are the people who are still there, delegates and guests; `ids` says what each item of
    before is called now. What is no more asked for by anybody, on any item, goes.
    """
    floor, rule = state.floor, state.pack.floor
    floor.mode, floor.open_max = rule.mode, rule.open_max
    for seat in floor.microphones:
        watch(state, seat)  # another may be the chair's now
    items = {item.id for item in state.agenda}
    new = {before: ItemId(after) for before, after in ids.items() if after in items}
    floor.queue = {
        request.id: structs.replace(request, item=new[request.item])
        for request in floor.queue.values()
        if _stands(state, request, same) and request.item in new
    }
    floor.unreached = {
        (who, new[item]): at
        for (who, item), at in floor.unreached.items()
        if who in same and item in new
    }
    floor.closed_lists = {new[item] for item in floor.closed_lists if item in new}
    floor.items = {new[item]: clock for item, clock in floor.items.items() if item in new}
    floor.budgets = {
        (new[item], group): budget
        for (item, group), budget in floor.budgets.items()
        if item in new and group in state.groups
    }


def _stands(state: State, request: Request, same: Set[str]) -> bool:
    """Tell whether who asked is there, whom it is for, and what they asked for."""
    people = request.speaker in same and (not request.to or request.to in same)
    written = not request.about or request.about in state.questions
    return people and written and kind_known(state, request.kind)
