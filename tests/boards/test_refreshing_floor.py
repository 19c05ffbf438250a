"""Boards that follow a debate act by act are those that a restart in its midst would show."""

import pytest

from hall_server.boards.boards import Boards
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.commands import PrepareSitting
from tests.boards.floor_acts import Chance, a_debate, do
from tests.boards.showing import on_boards
from tests.making import BRIDGE, CAST, CLERK, DEBATE, HDND, Sitting, preparation, replayed, seated


def following(sitting: Sitting) -> Boards:
    boards = Boards(lambda _board: None)
    boards.show_all(sitting.state)
    return boards


def compare(boards: Boards, sitting: Sitting) -> None:
    anew = Boards(lambda _board: None)
    anew.show_all(replayed(sitting.events))
    assert on_boards(boards, sitting.state) == on_boards(anew, sitting.state)


@pytest.mark.parametrize("seed", range(60))
def test_no_refresh_of_the_floor_is_forgotten(seed: int) -> None:
    sitting = a_debate(seed)
    chance, boards = Chance(seed, sitting), following(sitting)
    for _batch in range(60):
        before = len(sitting.events)
        for _act in range(chance.random.randint(1, 3)):
            do(chance)
        if len(sitting.events) > before:
            boards.take(sitting.state, [event for _at, event in sitting.events[before:]])
            compare(boards, sitting)


def test_a_new_preparation_leaves_nothing_of_what_was_asked_under_the_former_one() -> None:
    sitting = Sitting(preparation(6, DEBATE, guests=2, places=2))
    boards = following(sitting)
    acts: tuple[tuple[Actor, Command], ...] = (
        (seated(2), f.RequestFloor(item="i1")),
        (seated(6), f.RequestFloor(item="i3", kind="order")),
        (seated(2), f.FileQuestion(to="g2", topic="Hồ chứa", text="Bao giờ?")),
        (BRIDGE, f.ReportMicrophone("G2", open=True)),
        (BRIDGE, f.ReportUnit("P2", online=True)),
        (CLERK, f.CallQuorum()),
        (seated(6), f.CheckIn()),
        (HOUSE, PrepareSitting(preparation(4, HDND, guests=1, items=1))),
        (HOUSE, PrepareSitting(preparation(5, CAST))),
    )
    for actor, command in acts:
        boards.take(sitting.state, sitting.do(command, actor))
        compare(boards, sitting)
