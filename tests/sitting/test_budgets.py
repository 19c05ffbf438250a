"""Whose time a speech uses: group budgets, who is charged, and the clock of an item."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.floor_state import Budget, Clock
from hall_server.sitting.ids import ItemId
from hall_server.sitting.speaking import budget_left
from tests.making import (
    DEBATE,
    START,
    Sitting,
    floor_rule,
    preparation,
    replayed,
    seated,
    with_speech,
)
from tests.sitting.debate import Debate

EVEN, ODD = "to-1", "to-2"
"""Groups of the delegates with even and with odd numbers."""

ITEM = ItemId("i1")


@pytest.fixture
def debate() -> Debate:
    debate = Debate()
    debate.do(f.SetGroupTime(EVEN, 600))
    return debate


def budget(debate: Debate, group: str = EVEN) -> Budget:
    return debate.state.floor.budgets[ITEM, group]


def left(debate: Debate, group: str = EVEN) -> int | None:
    return budget_left(debate.state, ITEM, group, debate.now)


def test_what_a_speaker_uses_is_charged_to_the_group_when_the_clock_stops(debate: Debate) -> None:
    debate.grant(2)
    debate.wait(10.001)
    assert (budget(debate).used, left(debate)) == (0, 589_999)
    debate.do(f.PauseSpeech())
    assert budget(debate) == Budget(600_000, 0, 10_001)
    debate.wait(30)
    debate.do(f.ResumeSpeech())
    debate.wait(0.5)
    debate.do(f.EndSpeech())
    assert budget(debate).used == 10_501


def test_turn_has_no_more_time_than_its_group_has_left(debate: Debate) -> None:
    debate.do(f.SetGroupTime(EVEN, 500))
    debate.grant(2)
    debate.wait(420)
    assert debate.grant(4).clock.limit == 80_000


def test_group_without_time_left_gets_the_floor_only_for_a_time_that_is_named(
    debate: Debate,
) -> None:
    debate.do(f.SetGroupTime(EVEN, 300))
    debate.grant(2)
    debate.wait(300)
    refusal = debate.answer(f.GrantFloor("s4"))
    assert (refusal.code, refusal.en) == ("budget-spent", "No time is left to Tổ 1 on this item.")
    assert debate.grant(4, seconds=30).clock.limit == 30_000
    debate.do(f.GrantFloor("s3"))
    assert debate.turn.clock.limit == 420_000


def test_time_added_to_a_group_can_be_spent(debate: Debate) -> None:
    debate.do(f.SetGroupTime(EVEN, 60))
    debate.grant(2)
    debate.wait(60)
    debate.do(f.EndSpeech())
    debate.do(f.SetGroupTime(EVEN, 60, added=45))
    assert debate.do(f.SetGroupTime(EVEN, 60, added=45)) == []
    assert budget(debate) == Budget(60_000, 45_000, 60_000)
    assert debate.grant(4).clock.limit == 45_000


def test_kind_without_a_limit_has_what_the_group_has() -> None:
    debate = Debate(with_speech(DEBATE, "long", seconds=(0,)))
    assert debate.grant(2, "long").clock.limit is None
    debate.do(f.SetGroupTime(EVEN, 100))
    assert debate.grant(3, "long").clock.limit is None
    assert debate.grant(4, "long").clock.limit == 100_000


def test_interruption_is_charged_to_whom_it_interrupts_where_the_kind_says_so(
    debate: Debate,
) -> None:
    debate.do(f.SetGroupTime(ODD, 600))
    debate.grant(2)
    debate.wait(10)
    debate.grant(3, "order")
    debate.wait(7)
    debate.do(f.EndSpeech())
    assert (budget(debate).used, budget(debate, ODD).used) == (17_000, 0)


def test_remark_is_charged_to_nobody_and_the_turn_beside_it_pays_on(debate: Debate) -> None:
    debate.do(f.SetGroupTime(ODD, 600))
    debate.grant(2)
    debate.grant(3, "remark")
    debate.wait(7)
    debate.do(f.EndSpeech())
    debate.do(f.EndSpeech())
    assert (budget(debate).used, budget(debate, ODD).used) == (7_000, 0)


def test_cutting_in_on_nobody_is_charged_to_nobody(debate: Debate) -> None:
    assert debate.grant(2, "order").payer == ""


def test_each_group_has_its_time_with_its_first_turn_where_the_pack_gives_it() -> None:
    debate = Debate(group_seconds=500)
    assert debate.state.floor.budgets == {}
    assert left(debate) == 500_000
    debate.grant(2)
    assert debate.state.floor.budgets == {(ITEM, EVEN): Budget(500_000)}
    debate.wait(420)
    assert debate.grant(4).clock.limit == 80_000
    debate.grant(3)
    assert debate.turn.clock.limit == 420_000


def test_budgets_are_of_an_item(debate: Debate) -> None:
    debate.do(f.SetGroupTime(EVEN, 90, item="i2"))
    assert debate.grant(2).clock.limit == 420_000
    debate.do(c.TakeItem("i2"))
    assert debate.grant(2).clock.limit == 90_000


def test_automatic_a_group_without_time_is_passed_over() -> None:
    debate = Debate(floor_rule(DEBATE, mode="automatic"))
    debate.do(f.SetGroupTime(EVEN, 60))
    debate.ask(2, 4, 3)
    debate.wait(60)
    debate.do(f.EndSpeech())
    assert (debate.speaking, debate.queue) == (["s3"], ["s4"])


def test_by_a_press_a_group_without_time_is_refused() -> None:
    debate = Debate(mode="free")
    debate.do(f.SetGroupTime(EVEN, 0))
    assert debate.refused(f.RequestFloor(), seated(2)) == "budget-spent"


def test_times_of_groups_and_items_that_there_are_not_are_refused(debate: Debate) -> None:
    assert debate.refused(f.SetGroupTime("to-9", 60)) == "group-unknown"
    assert debate.refused(f.SetGroupTime(EVEN, 60, item="i9")) == "item-unknown"
    assert debate.refused(f.SetItemTime(60, "i9")) == "item-unknown"
    debate.do(c.AdjournSitting())
    assert debate.refused(f.SetGroupTime(EVEN, 60)) == "phase-wrong"
    assert debate.refused(f.SetItemTime(60)) == "phase-wrong"


def test_clock_of_an_item_runs_while_it_is_under_way_in_session() -> None:
    debate = Debate()
    clocks = debate.state.floor.items
    assert clocks == {ITEM: Clock(None, 0, START)}
    debate.wait(9)
    debate.do(c.SuspendSitting())
    assert clocks[ITEM] == Clock(None, 10_000, None)
    debate.wait(600)
    debate.do(c.ResumeSitting())
    debate.wait(5)
    debate.do(c.TakeItem("i2"))
    assert clocks[ITEM] == Clock(None, 15_000, None)
    debate.wait(3)
    debate.do(c.TakeItem("i1"))
    debate.wait(0.25)
    assert clocks[ITEM].spent(debate.now) == 15_250
    assert clocks[ItemId("i2")] == Clock(None, 3_000, None)
    debate.do(c.AdjournSitting())
    assert clocks[ITEM] == Clock(None, 15_250, None)


def test_adjourning_from_a_suspension_leaves_the_clock_where_it_stood() -> None:
    debate = Debate()
    debate.do(c.SuspendSitting())
    debate.wait(600)
    debate.do(c.AdjournSitting())
    assert debate.state.floor.items[ITEM] == Clock(None, 1_000, None)


def test_time_of_an_item_is_the_agendas_and_the_desks_to_change() -> None:
    debate = Debate()
    debate.do(f.SetItemTime(1800))
    assert debate.do(f.SetItemTime(1800)) == []
    assert debate.state.floor.items[ITEM] == Clock(1_800_000, 0, START)
    debate.do(f.SetItemTime(0))
    assert debate.state.floor.items[ITEM].limit is None
    debate.do(f.SetItemTime(60, "i2"))
    debate.do(c.TakeItem("i2"))
    assert debate.state.floor.items[ItemId("i2")] == Clock(60_000, 0, debate.now)


def test_time_of_no_item_can_not_be_set() -> None:
    sitting = Sitting(preparation(15)).open(12)
    assert sitting.refused(f.SetItemTime(60)) == "item-unknown"


def test_budgets_are_the_same_after_a_restart(debate: Debate) -> None:
    debate.grant(2)
    debate.wait(3.21)
    debate.grant(3, "order")
    debate.wait(1)
    again = replayed(debate.events)
    assert again == debate.state
    assert budget_left(again, ITEM, EVEN, debate.now) == 600_000 - 4_210
