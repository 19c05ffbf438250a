"""Boards kept current event by event are those that a restart would show."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hall_server.boards.boards import Boards
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from tests.boards.showing import on_boards
from tests.making import BRIDGE, CAST, HDND, Sitting, delegate_id, preparation, replayed
from tests.properties.steps import Step, a_sitting, steps, take

batches = st.lists(st.lists(steps, min_size=1, max_size=4), max_size=25)


def shown_anew(sitting: Sitting, tablets: dict[int, int]) -> Boards:
    boards = Boards(lambda _board: None)
    boards.show_all(replayed(sitting.events))
    for number, count in tablets.items():
        boards.count_tablet(delegate_id(number), count)
    return boards


@settings(max_examples=250, deadline=None)
@given(st.booleans(), batches, st.lists(st.integers(1, 6), max_size=3))
def test_no_refresh_is_forgotten(
    opened: bool, taken: list[list[Step]], connected: list[int]
) -> None:
    sitting = a_sitting(opened)
    boards = Boards(lambda _board: None)
    boards.show_all(sitting.state)
    tablets: dict[int, int] = {}
    for number in connected:
        tablets[number] = tablets.get(number, 0) + 1
        boards.count_tablet(delegate_id(number), +1)
    for batch in taken:
        before = len(sitting.events)
        for step in batch:
            take(sitting, step)
        if len(sitting.events) > before:
            boards.take(sitting.state, [event for _at, event in sitting.events[before:]])
        expected = on_boards(shown_anew(sitting, tablets), sitting.state)
        assert on_boards(boards, sitting.state) == expected


def test_a_new_preparation_leaves_nothing_of_the_former_one() -> None:
    sitting = Sitting(preparation(6))
    boards = Boards(lambda _board: None)
    boards.show_all(sitting.state)
    for command, actor in (
        (f.CheckIn(seat="6"), BRIDGE),
        (f.ReportMicrophone("6", open=True), BRIDGE),
        (f.ReportUnit("6", online=True), BRIDGE),
        (c.PrepareSitting(preparation(5, CAST)), HOUSE),
        (c.PrepareSitting(preparation(4, HDND, items=1)), HOUSE),
    ):
        boards.take(sitting.state, sitting.do(command, actor))
        expected = on_boards(shown_anew(sitting, {}), sitting.state)
        assert on_boards(boards, sitting.state) == expected


def test_a_result_is_shown_though_the_next_vote_opened_in_the_same_batch() -> None:
    sitting = Sitting(preparation(6)).open(4)
    boards = Boards(lambda _board: None)
    boards.show_all(sitting.state)
    sitting.open_vote()
    sitting.close()
    before = len(sitting.events)
    sitting.declare()
    sitting.open_vote()
    boards.take(sitting.state, [event for _at, event in sitting.events[before - 2 :]])
    assert on_boards(boards, sitting.state)["hall"]["result/v1"]["state"] == "declared"
