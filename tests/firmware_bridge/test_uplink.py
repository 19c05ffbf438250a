"""The way to the hall: on disk before it is sent, never too much under way, nothing forgotten."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from firmware_bridge import uplink as uplink_module
from firmware_bridge.presses import Command, Mark, Press
from firmware_bridge.reconcile import Report
from firmware_bridge.spool import Spool, SpoolError
from firmware_bridge.uplink import Uplink, in_flight_max
from hall_link import LinkClosed
from tests.firmware_bridge.small_hall import TOKEN, SmallHall


class Listener:
    """A bridgehead that remembers what it is told."""

    def __init__(self, reports: int = 0) -> None:
        self.board: dict[str, Any] = {}
        self.changed_keys: frozenset[str] = frozenset()
        self.runs_of_the_hall = 0
        self.answers: dict[str, str] = {}
        self.reports = [Report(f"A{number}", "unit", True) for number in range(reports)]
        self.most_asked_for = 0
        self.reports_answered: list[tuple[Report, str]] = []
        self.changed = asyncio.Event()

    def board_changed(self, board: dict[str, Any], changed: frozenset[str]) -> None:
        self.board = dict(board)
        self.changed_keys |= changed
        self.changed.set()

    def hall_started(self) -> None:
        self.runs_of_the_hall += 1

    def answered(self, press: Press, refusal: str) -> None:
        self.answers[press.id] = refusal
        self.changed.set()

    def report_answered(self, report: Report, refusal: str) -> None:
        self.reports_answered.append((report, refusal))
        self.changed.set()

    def next_reports(self, count_max: int) -> list[Report]:
        self.most_asked_for = max(self.most_asked_for, count_max)
        given, self.reports = self.reports[:count_max], self.reports[count_max:]
        return given

    async def until(self, reached: Any) -> None:
        async with asyncio.timeout(20):
            while not reached():
                self.changed.clear()
                await self.changed.wait()


def press(number: int) -> Press:
    command = {"t": "CheckIn", "seat": f"A{number}"}
    return Press(f"c.{number}", "card", f"A{number}", number, Mark(1, 1), command)


@asynccontextmanager
async def running(
    hall: SmallHall, folder: Path, listener: Listener
) -> AsyncIterator[tuple[Uplink, Spool]]:
    spool = Spool(folder)
    uplink = Uplink(hall.url, TOKEN, spool, listener)
    task = asyncio.create_task(uplink.run())
    try:
        yield uplink, spool
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        spool.close()


async def test_answered_press_leaves_the_spool_and_a_refused_one_too(
    hall: SmallHall, tmp_path: Path
) -> None:
    listener = Listener()
    async with running(hall, tmp_path, listener) as (uplink, spool):
        uplink.keep(press(1))
        await listener.until(lambda: "c.1" in listener.answers)
        hall.refusing["CheckIn"] = "seat-unknown"
        uplink.keep(press(2))
        await listener.until(lambda: "c.2" in listener.answers)
        assert not spool.open_presses
    assert listener.answers == {"c.1": "", "c.2": "seat-unknown"}


async def test_a_full_hall_pressing_at_once_is_sent_in_portions_and_all_of_it(
    hall: SmallHall, tmp_path: Path
) -> None:
    hall.answering = False
    listener = Listener()
    count = 2 * in_flight_max + 10
    await hall.open_poll(7)
    async with running(hall, tmp_path, listener) as (uplink, _):
        await listener.until(lambda: "poll" in listener.board)
        for number in range(count):
            uplink.keep(press(number))
        await hall.until(lambda: len(hall.commands) == in_flight_max)
        await hall.answer_all()
        await listener.until(lambda: len(listener.answers) == count)
    assert [command_id for command_id, _ in hall.commands] == [f"c.{n}" for n in range(count)]


def ballot(change: int) -> Press:
    command: Command = {"t": "CastBallot", "seat": "A1", "vote": "v", "choice": "yes", "after": 5}
    return Press(f"b.{change}", "ballot", "A1", 1, Mark(1, change), command, 7)


@pytest.mark.parametrize("code", ["journal-failed", "hall-fault"])
async def test_press_refused_for_the_halls_own_trouble_is_sent_again_in_its_next_run(
    hall: SmallHall, tmp_path: Path, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    listener = Listener()
    async with running(hall, tmp_path, listener) as (uplink, spool):
        hall.refusing["CastBallot"] = code
        uplink.keep(ballot(1))
        uplink.keep(press(2))
        await listener.until(lambda: "c.2" in listener.answers)
        await hall.drop_all()
        uplink.keep(press(3))
        await listener.until(lambda: "c.3" in listener.answers)
        assert "b.1" not in listener.answers
        assert list(spool.open_presses) == ["b.1"]
        hall.refusing.clear()
        hall.epoch = "epoch-2"
        await hall.drop_all()
        await listener.until(lambda: "b.1" in listener.answers)
        assert listener.answers["b.1"] == ""
        assert not spool.open_presses
    assert [number for number, _ in hall.of(t="CastBallot")] == ["b.1", "b.1"]
    assert f"seat A1: ballot kept: {code} (b.1)" in caplog.text


async def test_press_that_waits_for_the_hall_outlives_the_bridge(
    hall: SmallHall, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hall.refusing["CastBallot"] = "journal-failed"
    listener = Listener()
    async with running(hall, tmp_path, listener) as (uplink, _):
        uplink.keep(ballot(1))
        await hall.heard("CastBallot")
        uplink.keep(press(2))
        await listener.until(lambda: "c.2" in listener.answers)
        assert "ballot kept" in caplog.text
    hall.refusing.clear()
    async with running(hall, tmp_path, listener):
        await listener.until(lambda: "b.1" in listener.answers)
    assert hall.effects["b.1"] == ballot(1).command


async def test_crowded_hall_is_asked_again_after_a_pause(
    hall: SmallHall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(uplink_module._AGAIN_IN_SECONDS, "crowded", 0.0)
    hall.refusing["CastBallot"] = "crowded"
    listener = Listener()
    async with running(hall, tmp_path, listener) as (uplink, _):
        uplink.keep(ballot(1))
        await hall.until(lambda: len(hall.of(t="CastBallot")) >= 2)
        hall.refusing.clear()
        await listener.until(lambda: "b.1" in listener.answers)
    assert listener.answers == {"b.1": ""}


async def test_newer_press_of_the_unit_takes_the_place_of_one_that_waits(
    hall: SmallHall, tmp_path: Path
) -> None:
    hall.refusing["CastBallot"] = "hall-fault"
    listener = Listener()
    async with running(hall, tmp_path, listener) as (uplink, spool):
        uplink.keep(ballot(1))
        uplink.keep(press(2))
        await listener.until(lambda: "c.2" in listener.answers)
        hall.refusing.clear()
        uplink.keep(ballot(2))
        await listener.until(lambda: "b.2" in listener.answers)
        assert listener.answers["b.1"] == "superseded"
        assert not spool.open_presses
        hall.epoch = "epoch-2"
        await hall.drop_all()
        uplink.keep(press(3))
        await listener.until(lambda: "c.3" in listener.answers)
    assert [number for number, _ in hall.of(t="CastBallot")] == ["b.1", "b.2"]


async def test_press_overtaken_while_under_way_does_not_wait_for_another_try(
    hall: SmallHall, tmp_path: Path
) -> None:
    hall.answering = False
    listener = Listener()
    async with running(hall, tmp_path, listener) as (uplink, spool):
        uplink.keep(ballot(1))
        uplink.keep(ballot(2))
        await hall.until(lambda: len(hall.commands) == 2)
        hall.refusing["CastBallot"] = "hall-fault"
        await hall.answer_all()
        uplink.keep(press(3))
        await listener.until(lambda: "c.3" in listener.answers)
        assert list(spool.open_presses) == ["b.2"]
    assert listener.answers["b.1"] == "superseded"


async def test_reports_share_what_may_be_under_way_with_presses(
    hall: SmallHall, tmp_path: Path
) -> None:
    listener = Listener(reports=2 * in_flight_max)
    async with running(hall, tmp_path, listener):
        await listener.until(lambda: len(listener.reports_answered) == 2 * in_flight_max)
    assert listener.most_asked_for <= in_flight_max


async def test_what_the_last_bridge_left_is_sent_first(hall: SmallHall, tmp_path: Path) -> None:
    left = Spool(tmp_path)
    left.keep(press(1))
    left.write(left.take_queued())
    left.close()
    listener = Listener()
    async with running(hall, tmp_path, listener) as (uplink, _):
        uplink.keep(press(2))
        await listener.until(lambda: len(listener.answers) == 2)
    assert list(listener.answers) == ["c.1", "c.2"]


async def test_board_reaches_the_bridge_and_so_does_another_run_of_the_hall(
    hall: SmallHall, tmp_path: Path
) -> None:
    listener = Listener()
    async with running(hall, tmp_path, listener) as (uplink, _):
        await hall.open_poll(7)
        await listener.until(lambda: "poll" in listener.board)
        assert "poll" in listener.changed_keys
        hall.epoch = "epoch-2"
        await hall.drop_all()
        await listener.until(lambda: listener.runs_of_the_hall == 2)
        uplink.keep(press(1))
        await listener.until(lambda: listener.answers)


async def test_failing_disk_stops_the_bridge_and_nothing_is_sent(
    hall: SmallHall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = Spool(tmp_path)
    uplink = Uplink(hall.url, TOKEN, spool, Listener())

    def fail(_: bytes) -> None:
        raise SpoolError("disk full")

    monkeypatch.setattr(spool, "write", fail)
    uplink.keep(press(1))
    with pytest.raises(ExceptionGroup) as caught:
        await uplink.run()
    spool.close()
    assert caught.group_contains(SpoolError, match="disk full")
    assert not hall.commands


async def test_hall_that_sends_the_bridge_away_ends_it(hall: SmallHall, tmp_path: Path) -> None:
    hall.tokens.clear()
    spool = Spool(tmp_path)
    with pytest.raises(ExceptionGroup) as caught:
        await Uplink(hall.url, TOKEN, spool, Listener()).run()
    spool.close()
    assert caught.group_contains(LinkClosed, match="token-unknown")
