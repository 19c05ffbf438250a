"""The harness at a tiny size, with real servers. What it measures is never judged here."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bench import microphone
from bench.comeback import comebacks
from bench.council import make_council
from bench.figures import Row, Series
from bench.keypad import cycle_ms, presses
from bench.report import keep
from bench.startup import read_seconds, start_seconds
from bench.steady import stream
from hall_server.journal.sqlite import check, read_entries
from hall_server.sitting import events as e

PROMISED = {"cpu_ratio", "wall_ratio", "cpu_us", "limit_cpu_us", "last_ms", "limit_last_ms"}


async def said_by(*arguments: str) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, "--json", stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    found: dict[str, Any] = json.loads(said)
    return found


@pytest.mark.parametrize(
    "arguments",
    [("bench.vote_storm", "--voters", "20"), ("bench.fanout", "--watchers", "20")],
    ids=["storm", "fanout"],
)
async def test_program_is_told_one_object_with_all_that_was_promised(
    arguments: tuple[str, ...],
) -> None:
    found = await said_by(*arguments, "--rounds", "2")
    assert found.keys() >= PROMISED
    assert all(found[name] > 0 for name in PROMISED)
    assert found["clients"] == 20
    assert found["cpu_ratio"] == pytest.approx(found["cpu_us"] / found["limit_cpu_us"], rel=0.02)
    assert found["wall_ratio"] == pytest.approx(found["last_ms"] / found["limit_last_ms"], rel=0.02)


async def test_made_journal_is_whole_and_has_every_ballot(tmp_path: Path) -> None:
    council = await make_council(tmp_path, 5, ballots=23)
    folder = tmp_path / "sittings" / "bench"
    assert check(folder).seq == 1 + 5 + 1 + 1 + 23
    events = [entry.event for entry in read_entries(folder / "journal.sqlite")]
    assert sum(isinstance(event, e.BallotCast) for event in events) == 23
    assert len(council.delegates) == 5


async def test_hall_starts_on_a_made_journal_and_takes_a_command(tmp_path: Path) -> None:
    council = await make_council(tmp_path, 5, ballots=50)
    before = check(tmp_path / "sittings" / "bench").seq
    seconds, mib = await start_seconds(council)
    assert seconds > 0 < mib
    assert check(tmp_path / "sittings" / "bench").seq == before + 1
    assert await read_seconds(council) > 0


async def test_every_ballot_of_a_stream_is_acknowledged(tmp_path: Path) -> None:
    found = await stream(tmp_path, seconds=0.5, voters=10, watchers=3, rate=100)
    assert len(found.waits) == len(found.late) == 50
    assert min(found.waits) > 0


async def test_every_lamp_becomes_solid(tmp_path: Path) -> None:
    single, together = await presses(tmp_path, seats=4, count=6)
    assert len(single) == 6
    assert len(together) == 4


async def test_every_microphone_opens_and_one_that_stays_shut_alarms(tmp_path: Path) -> None:
    found = await microphone.presses(tmp_path, seats=4, count=6, broken=1)
    assert len(found.lit) == len(found.known) == len(found.kept) == 6
    assert all(known >= lit > 0 for lit, known in zip(found.lit, found.known, strict=True))
    assert len(found.together) == 4
    assert len(found.alarmed) == 1


def test_cycle_is_counted_from_bytes_and_baud() -> None:
    assert cycle_ms(64, 460_800) == pytest.approx(64 * 38 * 10 / 460.8)


async def test_everyone_comes_back_to_a_killed_hall(tmp_path: Path) -> None:
    found = await comebacks(tmp_path, clients=5, rounds=1)
    assert len(found) == 1
    assert all(attempts >= 1 for _, _, attempts in found)


def test_report_writes_results_and_renews_only_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("above\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nbelow\n")
    monkeypatch.setattr("bench.report.README", readme)
    monkeypatch.setattr("bench.report.RESULTS", tmp_path / "results" / "latest.json")
    described = {"date": "", "processor": "", "cores": 2, "load_before": 0.0, "python": ""}
    row = Row("what", Series.of([1, 2, 3]), "ms", "limit", Series.of([4]), 0.5, "≤ 4 ms", met=True)
    keep(described, 12.3, [row])
    page = readme.read_text()
    assert "old" not in page
    assert page.startswith("above\n")
    assert page.endswith("\nbelow\n")
    assert "| what | 2.00 (1.00–3.00) ms | limit | 4.00 ms | 0.50 | ≤ 4 ms | yes |" in page
    assert json.loads((tmp_path / "results" / "latest.json").read_text())["rows"][0]["met"] is True
