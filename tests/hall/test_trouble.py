"""What goes wrong around the clerk stays where it went wrong, and costs nobody a ballot."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec import structs

from hall_server.assembly import running_hall
from hall_server.hall import clerk as clerk_module
from hall_server.hall.clerk import Submission
from hall_server.journal.chain import Head
from hall_server.journal.journal import JournalError
from hall_server.journal.memory import MemoryJournal
from hall_server.journal.sqlite import SqliteJournal
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.decide import decide
from tests.hall.lines import Office, office
from tests.making import CHAIR, preparation, seated


@pytest.fixture
async def hall() -> AsyncIterator[Office]:
    """An office with fifteen present and a vote that is open for thirty seconds."""
    async with office(MemoryJournal()) as found:
        await found.clerk.do(c.PrepareSitting(preparation(15)))
        for number in range(1, 16):
            await found.ask(f"in{number}", f.CheckIn(), seated(number), device=f"d{number}")
        await found.ask("open", c.OpenSitting(), CHAIR)
        await found.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
        found.journal.arrived.clear()
        yield found


async def test_ballot_that_came_in_time_counts_though_the_disk_was_slow(hall: Office) -> None:
    hall.journal.gate.clear()
    held_up = hall.send("item", c.AddItem("Việc khác"), CHAIR)
    await hall.journal.arrived.wait()
    hall.now += 29_999
    in_time = hall.send("b1", c.CastBallot("v1", "yes"), seated(1), device="d1")
    hall.now += 1
    late = hall.send("b2", c.CastBallot("v1", "yes"), seated(2), device="d2")
    hall.now += 60_000
    hall.journal.gate.set()
    await asyncio.gather(held_up, in_time, late)
    assert "b2 too-late" in hall.told
    assert [vote.ballots.keys() for vote in hall.clerk.state.votes.values()] == [{"s1"}]


async def test_fault_in_deciding_is_one_commands_own(
    hall: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(*arguments: object) -> object:
        if isinstance(arguments[2], c.AddItem):
            raise ZeroDivisionError
        return decide(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(clerk_module, "decide", faulty)
    with caplog.at_level(logging.ERROR):
        broken = hall.send("item", c.AddItem("Việc khác"), CHAIR)
        ballot = hall.send("b1", c.CastBallot("v1", "yes"), seated(1), device="d1")
        await asyncio.gather(broken, ballot)
    assert "item hall-fault" in hall.told
    assert hall.clerk.state.votes.popitem()[1].running["yes"] == 1
    assert "deciding AddItem failed" in caplog.text


async def test_answer_that_cannot_be_given_holds_nobody_up(
    hall: Office, caplog: pytest.LogCaptureFixture
) -> None:
    def lost(_command_id: str, _outcome: object, _again: bool) -> None:
        raise ConnectionResetError

    command = c.CastBallot("v1", "yes")
    at_one = structs.replace(seated(1), device="d1")
    hall.clerk.submit(Submission(at_one, "b1", command, lost, hall.now))
    assert (await hall.ask("b2", command, seated(2), device="d2")).startswith("b2 ")
    assert "an answer could not be given" in caplog.text
    assert (await hall.ask("b1", command, seated(1), device="d1")).endswith(" again")


async def test_failed_journal_still_confirms_what_was_on_disk_before(hall: Office) -> None:
    first = await hall.ask("b1", c.CastBallot("v1", "yes"), seated(1), device="d1")
    hall.journal.broken = True
    assert await hall.ask("b2", c.CastBallot("v1", "no"), seated(2), device="d2") == (
        "b2 journal-failed"
    )
    again = await hall.ask("b1", c.CastBallot("v1", "yes"), seated(1), device="d1")
    assert again == f"{first} again"
    changed = await hall.ask("b1", c.CastBallot("v1", "no"), seated(1), device="d1")
    assert changed == "b1 journal-failed"
    assert await hall.ask("b2", c.CastBallot("v1", "no"), seated(2), device="d2") == (
        "b2 journal-failed"
    )


async def test_halls_own_command_is_never_turned_away(
    hall: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clerk_module, "waiting_commands_max", 0)
    assert await hall.ask("b1", c.CastBallot("v1", "yes"), seated(1)) == "b1 crowded"
    hall.now += 30_000
    await hall.clerk.do(c.CloseVote("v1"))
    assert hall.clerk.state.vote is not None
    assert hall.clerk.state.vote.state == "closed"


async def test_hall_that_cannot_write_its_preparation_does_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_journal: SqliteJournal, _entries: object) -> Head:
        raise JournalError("journal-unwritable", 0, "The disk is full.", "Free it.")

    monkeypatch.setattr(SqliteJournal, "append", full)
    with pytest.raises(JournalError, match="The disk is full"):
        async with running_hall(tmp_path, preparation(15), "127.0.0.1", 0):
            raise AssertionError("it must not open")
    monkeypatch.undo()
    async with running_hall(tmp_path, preparation(15), "127.0.0.1", 0) as opened:
        assert opened.clerk.seq == 1
