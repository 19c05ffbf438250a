"""The agenda: items in order, one of them current."""

from hall_server.sitting.authority import Actor
from hall_server.sitting.commands import AddItem, TakeItem
from hall_server.sitting.draft import Draft
from hall_server.sitting.events import AnyEvent, ItemAdded, ItemTaken
from hall_server.sitting.floor_events import SpeechEnded
from hall_server.sitting.granting import open_next
from hall_server.sitting.ids import ItemId, Milliseconds
from hall_server.sitting.model import AgendaItem
from hall_server.sitting.refusals import (
    AgendaFull,
    ItemUnknown,
    PhaseWrong,
    Refusal,
    VoteUnderWay,
)
from hall_server.sitting.state import UNDER_WAY, State
from hall_server.sitting.turn_changes import item_clock_started, item_clock_stopped

items_max = 500
"""A long budget session has about 60 items; the agenda is one value on a board."""


def add_item(
    state: State, _actor: Actor, command: AddItem, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Put an item at the end of the agenda."""
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    number = len(state.agenda) + 1
    if number > items_max:
        return AgendaFull(items_max)
    item = AgendaItem(ItemId(f"i{number}"), number, command.title, command.title_en)
    return [ItemAdded(item)]


def take_item(
    state: State, _actor: Actor, command: TakeItem, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Turn to another item; not while a vote is open or its result undeclared.

    Turns that run end; where microphones open by themselves, the first of its list follow.
    """
    if state.phase != "in_session":
        return PhaseWrong(state.phase)
    if all(item.id != command.item for item in state.agenda):
        return ItemUnknown(command.item)
    if state.vote is not None and state.vote.state in UNDER_WAY:
        return VoteUnderWay(state.vote.id)
    if state.item == command.item:
        return []
    draft = Draft(state, now)
    for turn in state.floor.running:
        draft.add(SpeechEnded(turn.id))
    draft.turn_to(ItemTaken(ItemId(command.item)))
    open_next(draft)
    return draft.events


def item_added(state: State, event: ItemAdded, _at: Milliseconds) -> None:
    """Take a new item into the state."""
    state.agenda.append(event.item)


def item_taken(state: State, event: ItemTaken, at: Milliseconds) -> None:
    """Take the turn to another item into the state; its clock runs now."""
    item_clock_stopped(state, at)
    state.item = event.item
    item_clock_started(state, at)
    state.items_taken.add(event.item)
