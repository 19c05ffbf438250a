"""Two hours of questioning, whose time is passed in, give the same record byte for byte."""

import asyncio
import sqlite3
from pathlib import Path
from typing import get_args

import pytest

from hall_server.commandline.verify import Report, verify_sitting
from hall_server.journal.folder import JOURNAL_FILE
from hall_server.journal.sqlite import read_entries
from hall_server.sitting import events as e
from hall_server.sitting.floor_events import OfTheFloor
from tests.hall.afternoon import OPENED, TWO_HOURS, hold, rules
from tests.hall.stage import Stage

HEAD = "cce92f002eee605f"
"""How the last hash of the chain begins. It changes with every rule, and with all that the law
writes: when that is meant, take the new one from the failing test."""

SPEAKERS = 40
RESTARTS = (75, 180, 300, 420)
"""After so many commands: before the opening, in the questions, in the debate."""


async def held(folder: Path, restarts: tuple[int, ...] = ()) -> Stage:
    hall = Stage(folder, restarts)
    await hold(hall)
    await hall.close()
    return hall


def record(folder: Path) -> list[tuple[bytes, str]]:
    """Give every line of the journal with its hash."""
    database = sqlite3.connect(folder / JOURNAL_FILE)
    found = list(database.execute("SELECT CAST(entry AS BLOB), hash FROM journal ORDER BY seq"))
    database.close()
    return found


@pytest.fixture(scope="module")
def afternoon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("afternoon") / "chat-van"
    asyncio.run(held(folder))
    return folder


@pytest.fixture(scope="module")
def report(afternoon: Path) -> Report:
    return verify_sitting(afternoon)


async def test_another_run_writes_the_same_bytes(afternoon: Path, tmp_path: Path) -> None:
    await held(tmp_path / "again")
    assert record(tmp_path / "again") == record(afternoon)


def test_the_record_is_the_one_that_is_known(afternoon: Path) -> None:
    assert record(afternoon)[-1][1].startswith(HEAD)


async def test_a_hall_that_is_started_again_in_between_writes_the_same_bytes(
    afternoon: Path, tmp_path: Path
) -> None:
    hall = await held(tmp_path / "again", RESTARTS)
    assert len(hall.restarted) == len(RESTARTS)
    assert "speaking" in hall.restarted
    assert record(tmp_path / "again") == record(afternoon)


def test_it_lasts_two_hours(report: Report) -> None:
    state = report.state
    assert (state.opened_at, state.adjourned_at) == (OPENED, OPENED + TWO_HOURS)


def test_forty_speak_in_every_way_that_the_rules_know(report: Report) -> None:
    assert len({speech.speaker for speech in report.speeches}) >= SPEAKERS
    assert {speech.kind for speech in report.speeches} == rules().speeches.keys()


def test_everything_happens_that_can_happen_on_a_floor(afternoon: Path) -> None:
    happened = {type(entry.event) for entry in read_entries(afternoon / JOURNAL_FILE)}
    assert happened >= {*get_args(OfTheFloor), e.SittingSuspended, e.VoteDeclared}


def test_what_was_recorded_agrees_with_the_rules_and_with_itself(report: Report) -> None:
    assert report.agrees, (report.faults, report.differences)


def test_microphones_open_in_the_time_their_devices_take(report: Report) -> None:
    took = [speech.opening for speech in report.speeches if speech.opening is not None]
    assert len(took) > SPEAKERS
    assert max(took) < 500
