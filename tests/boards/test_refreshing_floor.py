"""Boards that follow a debate act by act are those that a restart in its midst would show."""

import pytest

from hall_server.boards.boards import Boards
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.command import Command
from hall_server.sitting.commands import PrepareSitting
from hall_server.sitting.floor_commands import FileQuestion, RequestFloor
from tests.boards.floor_acts import Chance, a_debate, do
from tests.boards.showing import on_boards
from tests.making import DEBATE, Sitting, floor_rule, preparation, replayed, seated


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


def test_people_who_are_prepared_no_more_are_on_no_board() -> None:
    sitting = Sitting(preparation(6, floor_rule(DEBATE, register_before=True), guests=2, places=2))
    boards = following(sitting)
    acts_before: tuple[Command, ...] = (
        RequestFloor(item="i1"),
        FileQuestion(to="g2", topic="Hồ chứa", text="Bao giờ?"),
    )
    for number in (2, 6):
        for command in acts_before:
            boards.take(sitting.state, sitting.do(command, seated(number)))
    boards.take(sitting.state, sitting.do(PrepareSitting(preparation(4, DEBATE, guests=1)), HOUSE))
    compare(boards, sitting)
