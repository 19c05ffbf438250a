"""The time that is set for items and for groups; turns and their clocks are in `turns.py`."""

from hall_server.sitting.authority import Actor
from hall_server.sitting.draft import Draft
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.floor_commands import SetGroupTime, SetItemTime
from hall_server.sitting.floor_events import GroupTimeSet, ItemTimeSet
from hall_server.sitting.floor_refusals import GroupUnknown
from hall_server.sitting.granting import open_next
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.refusals import ItemUnknown, PhaseWrong, Refusal
from hall_server.sitting.requests import find_item
from hall_server.sitting.state import State


def set_item_time(
    state: State, _actor: Actor, command: SetItemTime, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Set the time an item is meant to take; what it took already stays."""
    item = find_item(state, command.item)
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    if isinstance(item, Refusal):
        return item
    if item is None:
        return ItemUnknown("")
    limit = command.seconds * 1000 or None
    known = state.floor.items.get(item)
    return [] if known is not None and known.limit == limit else [ItemTimeSet(item, limit)]


def set_group_time(
    state: State, _actor: Actor, command: SetGroupTime, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Set what a group has for an item, and what was added to it since; what it used stays.

    Where microphones open by themselves, who waited for it may have the floor.
    """
    item = find_item(state, command.item)
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    if isinstance(item, Refusal):
        return item
    if command.group not in state.groups:
        return GroupUnknown(command.group)
    initial, added = command.seconds * 1000, command.added * 1000
    known = state.floor.budgets.get((item, command.group))
    if known is not None and (known.initial, known.added) == (initial, added):
        return []
    draft = Draft(state, now)
    draft.add(GroupTimeSet(item, command.group, initial, added))
    open_next(draft)
    return draft.events
