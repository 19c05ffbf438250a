"""Keys that bounce: two presses of one person within 300 ms are one."""

import pytest

from hall_server.sitting import floor_commands as f
from tests.making import BRIDGE, CLERK, seated
from tests.sitting.debate import Debate


@pytest.fixture
def debate() -> Debate:
    return Debate()


def test_two_presses_within_300_ms_are_one(debate: Debate) -> None:
    me = seated(3)
    debate.do(f.RequestFloor(), me)
    debate.wait(0.299)
    assert debate.do(f.WithdrawRequest(), me) == []
    assert debate.queue == ["s3"]
    debate.wait(0.001)
    debate.do(f.WithdrawRequest(), me)
    assert debate.queue == []
    debate.wait(0.299)
    assert debate.do(f.RequestFloor(), me) == []
    debate.wait(0.001)
    debate.do(f.RequestFloor(), me)
    assert debate.queue == ["s3"]


def test_bridge_tells_presses_apart_by_when_they_were_made(debate: Debate) -> None:
    debate.do(f.RequestFloor("3"), BRIDGE)
    debate.do(f.WithdrawRequest("3"), BRIDGE)
    assert debate.queue == []


def test_desk_is_no_key_that_bounces(debate: Debate) -> None:
    debate.ask(3)
    debate.do(f.WithdrawRequest(delegate="s3"), CLERK)
    debate.do(f.RequestFloor(delegate="s3"), CLERK)
    assert debate.queue == ["s3"]


def test_press_of_one_person_is_not_that_of_another(debate: Debate) -> None:
    debate.ask(3)
    debate.ask(4)
    assert debate.queue == ["s3", "s4"]


def test_key_of_who_left_and_came_again_is_a_new_one(debate: Debate) -> None:
    debate.ask(3)
    debate.leave(3)
    debate.arrive(3)
    debate.ask(3)
    assert debate.queue == ["s3"]
