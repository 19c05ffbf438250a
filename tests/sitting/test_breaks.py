"""Asking for the floor in a break: names are taken, nothing opens until the sitting goes on."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from tests.making import CLERK, replayed, seated
from tests.sitting.debate import Debate


@pytest.fixture
def debate() -> Debate:
    return Debate()


def test_in_a_break_one_registers_for_what_is_under_way_and_for_what_comes(debate: Debate) -> None:
    debate.do(c.SuspendSitting())
    debate.ask(1)
    debate.ask(2, item="i2")
    debate.ask(15)
    debate.do(f.RequestFloor(delegate="g1"), CLERK)
    assert [one.item for one in debate.state.floor.queue.values()] == ["i1", "i2", "i1", "i1"]
    assert replayed(debate.events) == debate.state


def test_house_that_knows_no_registering_takes_no_names_in_a_break() -> None:
    debate = Debate(register_before=False)
    debate.do(c.SuspendSitting())
    assert debate.refused(f.RequestFloor(), seated(1)) == "phase-wrong"


@pytest.mark.parametrize("mode", ["automatic", "free", "push-to-talk"])
def test_nothing_opens_in_a_break_and_the_list_by_itself_when_it_is_over(mode: str) -> None:
    debate = Debate(mode=mode)
    debate.do(c.SuspendSitting())
    debate.ask(15, 1, 2)
    assert (debate.speaking, debate.queue) == ([], ["s15", "s1", "s2"])
    debate.do(c.ResumeSitting())
    assert debate.speaking == (["s1"] if mode == "automatic" else [])
