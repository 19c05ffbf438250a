"""The agenda: items in order, one of them current."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.agenda import items_max
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.command import Command
from tests.making import CLERK, Sitting, preparation


def test_items_are_taken_in_any_order_and_remembered() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.TakeItem("i2"), CLERK)
    sitting.do(c.TakeItem("i1"))
    assert sitting.state.item == "i1"
    assert sitting.state.items_taken == {"i1", "i2"}


def test_taking_the_current_item_again_changes_nothing() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.TakeItem("i2"))
    assert sitting.do(c.TakeItem("i2")) == []


def test_an_item_that_is_not_on_the_agenda_is_refused() -> None:
    sitting = Sitting(preparation()).open(12)
    assert sitting.refused(c.TakeItem("i9")) == "item-unknown"


@pytest.mark.parametrize("act", [c.SuspendSitting(), c.AdjournSitting()])
def test_items_are_taken_only_in_session(act: Command) -> None:
    sitting = Sitting(preparation())
    assert sitting.refused(c.TakeItem("i1")) == "phase-wrong"
    sitting.open(12).do(act)
    assert sitting.refused(c.TakeItem("i1")) == "phase-wrong"


def test_the_item_stays_until_its_vote_is_declared() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.TakeItem("i1"))
    sitting.open_vote()
    assert sitting.refused(c.TakeItem("i2")) == "vote-under-way"
    sitting.close()
    assert sitting.refused(c.TakeItem("i2")) == "vote-under-way"
    sitting.declare()
    sitting.do(c.TakeItem("i2"))
    assert sitting.vote.item == "i1"


def test_a_new_item_comes_last_under_the_next_number() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.AddItem("Việc phát sinh", "Other business"), CLERK)
    last = sitting.state.agenda[-1]
    assert (last.id, last.number, last.title_en) == ("i4", 4, "Other business")
    sitting.do(c.TakeItem("i4"))


def test_the_agenda_takes_no_more_than_its_most() -> None:
    sitting = Sitting(preparation(items=items_max - 1))
    sitting.do(c.AddItem("Nội dung cuối"))
    assert sitting.refused(c.AddItem("Quá nhiều")) == "agenda-full"


def test_nothing_is_added_after_the_end() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.AdjournSitting())
    assert sitting.refused(c.AddItem("Quá muộn")) == "phase-wrong"


def test_item_added_before_the_opening_stays_when_the_folder_changes() -> None:
    sitting = Sitting(preparation(items=2))
    sitting.do(c.AddItem("Việc thêm tại bàn"))
    sitting.do(c.PrepareSitting(preparation(items=3)), HOUSE)
    assert [(item.id, item.title) for item in sitting.state.agenda] == [
        ("i1", "Nội dung 1"),
        ("i2", "Nội dung 2"),
        ("i3", "Nội dung 3"),
        ("i4", "Việc thêm tại bàn"),
    ]
