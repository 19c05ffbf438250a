"""The clerk: what is acknowledged is on disk, counts once, and is answered as it was first."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hall_server.hall import clerk as clerk_module
from hall_server.hall.answers import SHARED_DEVICE, Done, Outcome
from hall_server.hall.clerk import Clerk, Submission
from hall_server.hall.replay import Past
from hall_server.journal.memory import MemoryJournal
from hall_server.journal.sqlite import SqliteJournal
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.refusals import JournalFailed
from tests.hall.lines import Office, office
from tests.making import BRIDGE, CHAIR, START, preparation, seated


@pytest.fixture
async def hall() -> AsyncIterator[Office]:
    async with office(MemoryJournal()) as hall:
        await hall.clerk.do(c.PrepareSitting(preparation(15)))
        hall.told.clear()
        hall.journal.batches.clear()
        hall.journal.arrived.clear()
        yield hall


async def test_nothing_is_acknowledged_before_it_is_on_disk(hall: Office) -> None:
    hall.journal.gate.clear()
    answer = hall.send("a", f.CheckIn(), seated(1))
    await hall.journal.arrived.wait()
    assert not answer.done()
    assert hall.told == []
    hall.journal.gate.set()
    assert await answer == (Done(2), False)
    assert hall.journal.head.seq == 2
    assert hall.told == ["committed 1", "a 2"]


async def test_all_that_queues_while_a_commit_runs_is_the_next_batch(hall: Office) -> None:
    hall.journal.gate.clear()
    first = hall.send("a", f.CheckIn(), seated(1))
    await hall.journal.arrived.wait()
    answers = [hall.send(f"b{n}", f.CheckIn(), seated(n)) for n in range(2, 16)]
    assert hall.clerk.waiting == 14
    hall.journal.gate.set()
    for answer in (first, *answers):
        await answer
    assert hall.journal.batches == [1, 14]
    assert hall.told[2:] == ["committed 14", *(f"b{n} {n + 1}" for n in range(2, 16))]


async def test_a_batch_has_its_most(hall: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clerk_module, "batch_commands_max", 4)
    answers = [hall.send(f"b{n}", f.CheckIn(), seated(n)) for n in range(1, 11)]
    for answer in answers:
        await answer
    assert hall.journal.batches == [4, 4, 2]


async def test_refusals_of_a_batch_wait_for_it_too(hall: Office) -> None:
    """What a refusal rests on may be decided in the same batch."""
    hall.journal.gate.clear()
    done = hall.send("a", f.CheckIn(), seated(1))
    refused = hall.send("b", c.OpenSitting(), CHAIR)
    await hall.journal.arrived.wait()
    assert not refused.done()
    hall.journal.gate.set()
    await done
    await refused
    assert hall.told == ["committed 1", "a 2", "b quorum-missing"]


async def test_what_changes_nothing_writes_nothing(hall: Office) -> None:
    await hall.ask("a", f.CheckIn(), seated(1))
    assert await hall.ask("b", f.CheckIn(), seated(1)) == "b 0"
    assert hall.journal.batches == [1]


async def test_the_same_command_again_gets_its_first_answer_and_counts_once(hall: Office) -> None:
    assert await hall.ask("a", f.CheckIn(), seated(1)) == "a 2"
    await hall.ask("b", f.CheckOut(), seated(1))
    assert await hall.ask("a", f.CheckIn(), seated(1)) == "a 2 again"
    assert hall.clerk.state.present == {}
    assert hall.journal.batches == [1, 1]


async def test_the_same_command_twice_in_one_batch_counts_once(hall: Office) -> None:
    answers = [hall.send("a", f.CheckIn(), seated(1)) for _ in range(3)]
    for answer in answers:
        await answer
    assert hall.told == ["committed 1", "a 2", "a 2 again", "a 2 again"]


async def test_the_same_id_of_another_device_is_another_command(hall: Office) -> None:
    await hall.ask("a", f.CheckIn(), seated(1))
    assert await hall.ask("a", f.CheckIn(), seated(2), device="d2") == "a 3"


async def test_the_same_id_with_other_content_is_refused(hall: Office) -> None:
    await hall.ask("a", f.CheckIn(), seated(1))
    assert await hall.ask("a", f.CheckOut(), seated(1)) == "a id-reused"
    assert await hall.ask("a", f.CheckIn(), seated(1)) == "a 2 again"


async def test_a_refusal_is_repeated_though_it_would_be_allowed_by_now(hall: Office) -> None:
    assert await hall.ask("a", f.RequestFloor(), seated(1)) == "a phase-wrong"
    for number in range(1, 11):
        await hall.ask(f"in{number}", f.CheckIn(), seated(number))
    await hall.ask("open", c.OpenSitting(), CHAIR)
    assert await hall.ask("a", f.RequestFloor(), seated(1)) == "a phase-wrong again"
    assert await hall.ask("b", f.RequestFloor(), seated(1)) == "b 13"


async def test_all_bridges_are_one_device(hall: Office) -> None:
    await hall.ask("u7.1", f.CheckIn(seat="3"), BRIDGE, device=SHARED_DEVICE)
    assert await hall.ask("u7.1", f.CheckIn(seat="3"), BRIDGE, device=SHARED_DEVICE) == (
        "u7.1 2 again"
    )


async def test_first_answers_outlive_the_process(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    async with office(journal) as first:
        await first.clerk.do(c.PrepareSitting(preparation(3)))
        for number in (1, 2, 3):
            await first.ask("in", f.CheckIn(), seated(number), device=f"d{number}")
        await first.ask("open", c.OpenSitting(), CHAIR, device="d9")
        await first.ask("ask", f.GrantFloor("s1"), CHAIR, device="d9")
        assert await first.ask("next", f.GrantFloor("s2"), CHAIR, device="d9") == "next 8"
        state = first.clerk.state
    await journal.close()
    journal = SqliteJournal(tmp_path)
    async with office(journal) as second:
        assert second.clerk.state == state
        assert await second.ask("in", f.CheckIn(), seated(2), device="d2") == "in 3 again"
        again = await second.ask("next", f.GrantFloor("s2"), CHAIR, device="d9")
        assert again == "next 8 again"
        reused = await second.ask("next", f.GrantFloor("s3"), CHAIR, device="d9")
        assert reused == "next id-reused"
        assert second.journal.batches == []
    await journal.close()


async def test_a_failing_journal_refuses_all_that_waits_and_all_that_comes(hall: Office) -> None:
    hall.journal.gate.clear()
    first = hall.send("a", f.CheckIn(), seated(1))
    await hall.journal.arrived.wait()
    waiting = [hall.send(f"b{n}", f.CheckIn(), seated(n)) for n in (2, 3)]
    hall.journal.broken = True
    hall.journal.gate.set()
    for answer in (first, *waiting):
        assert await answer == (JournalFailed(), False)
    hall.journal.broken = False
    assert await hall.ask("c", f.CheckIn(), seated(4)) == "c journal-failed"
    assert await hall.clerk.do(f.CheckIn(seat="5"), BRIDGE) == JournalFailed()
    assert hall.clerk.failed
    assert len(hall.failures) == 1
    assert hall.journal.batches == [1]
    assert [word for word in hall.told if word.startswith("committed")] == []
    assert hall.journal.head.seq == 1


async def test_refusals_and_repeats_in_a_batch_that_failed_are_not_confirmed(hall: Office) -> None:
    hall.journal.broken = True
    answers = [
        hall.send("a", f.CheckIn(), seated(1)),
        hall.send("a", f.CheckIn(), seated(1)),
        hall.send("b", c.OpenSitting(), CHAIR),
    ]
    for answer in answers:
        assert await answer == (JournalFailed(), False)


async def test_a_line_that_is_too_long_is_turned_away_and_not_forgotten_later(
    hall: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clerk_module, "waiting_commands_max", 1)
    first = hall.send("a", f.CheckIn(), seated(1))
    crowded = hall.send("b", f.CheckIn(), seated(2))
    assert crowded.done()
    await first
    assert hall.told[0] == "b crowded"
    assert await hall.ask("b", f.CheckIn(), seated(2)) == "b 3"


async def test_clerks_time_never_goes_back(hall: Office) -> None:
    await hall.ask("a", f.CheckIn(), seated(1))
    hall.now = START - 60_000
    await hall.ask("b", f.CheckIn(), seated(2))
    times = [entry.at for entry in hall.journal.entries()]
    assert times == sorted(times)
    assert hall.clerk.state.last_at == START


async def test_clock_behind_the_journal_at_start_does_not_turn_time_back() -> None:
    journal = MemoryJournal()
    async with office(journal) as first:
        first.now = START + 3_600_000
        await first.clerk.do(c.PrepareSitting(preparation(3)))
    async with office(journal) as second:
        await second.ask("a", f.CheckIn(), seated(1))
    assert [entry.at for entry in journal.entries()] == [START + 3_600_000] * 2


async def test_finish_does_all_that_is_in_line_first() -> None:
    async with office(MemoryJournal()) as hall:
        await hall.clerk.do(c.PrepareSitting(preparation(15)))
        answers = [hall.send(f"b{n}", f.CheckIn(), seated(n)) for n in range(1, 16)]
    assert all(answer.done() for answer in answers)
    assert hall.journal.head.seq == 16


async def test_what_came_before_the_clerk_began_is_done_though_it_must_finish_at_once() -> None:
    clerk = Clerk(MemoryJournal(), Past(), lambda: START, lambda _s, _e: None, lambda _e: None)
    work = asyncio.create_task(clerk.run())
    told: list[Outcome] = []
    prepare = c.PrepareSitting(preparation(3))

    def reply(_command_id: str, outcome: Outcome, _again: bool) -> None:
        told.append(outcome)

    clerk.submit(Submission(HOUSE, "", prepare, reply, START))
    clerk.finish()
    await work
    assert told == [Done(1)]


async def test_answers_are_counted_by_their_code(hall: Office) -> None:
    await hall.ask("a", f.CheckIn(), seated(1))
    await hall.ask("b", c.OpenSitting(), CHAIR)
    assert hall.clerk.answered["done"] == 2
    assert hall.clerk.answered["quorum-missing"] == 1
    assert hall.clerk.batches == 2


def test_replay_of_an_empty_journal_is_an_unprepared_sitting() -> None:
    clerk = Clerk(MemoryJournal(), Past(), lambda: START, lambda _s, _e: None, lambda _e: None)
    assert clerk.state.preparation is None
    assert clerk.seq == 0
