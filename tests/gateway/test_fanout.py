"""Fan-out: followers get what changed in one go, and no more often than is seen."""

import pytest

from hall_server.assembly import Hall
from hall_server.boards.values import NoticeValue
from hall_server.gateway import fanout
from hall_wire.messages import Patch, Ping, Pong
from tests.gateway.conftest import Join


def post(hall: Hall, *codes: str) -> None:
    for code in codes:
        hall.gateway.boards.post_notice(NoticeValue(code, "Thử", "A test"))


async def test_changes_of_one_moment_arrive_as_one_patch(hall: Hall, join: Join) -> None:
    async with join("display") as display:
        post(hall, "one", "two", "three")
        assert isinstance(await display.receive(), Patch)
        assert display.mirror["hall"]["notice"]["code"] == "three"
        await display.send(Ping(sent=1))
        assert isinstance(await display.receive(), Pong)


async def test_in_the_pause_after_a_change_nothing_is_sent(
    hall: Hall, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with join("display") as display:
        post(hall, "one")
        assert isinstance(await display.receive(), Patch)
        monkeypatch.setattr(fanout, "flush_seconds_min", 3600.0)
        post(hall, "two")
        await display.send(Ping(sent=1))
        assert isinstance(await display.receive(), Pong)


async def test_all_that_changed_in_the_pause_comes_after_it(hall: Hall, join: Join) -> None:
    async with join("display") as display:
        post(hall, "one")
        assert isinstance(await display.receive(), Patch)
        post(hall, "two")
        assert isinstance(await display.receive(), Patch)
        assert display.mirror["hall"]["notice"]["code"] == "two"
