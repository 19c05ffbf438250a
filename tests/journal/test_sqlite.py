"""The journal in SQLite: what outlives the process, and that a journal in doubt is not opened."""

import asyncio
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from hall_server.journal import sqlite
from hall_server.journal.folder import ANCHOR_FILE, JOURNAL_FILE, FolderLock
from hall_server.journal.journal import Entry, JournalError
from hall_server.journal.sqlite import SqliteJournal, check, read_entries
from tests.journal.conformance import JournalConformance, filled
from tests.journal.events import EVENTS
from tests.making import appended, entries_of


class TestSqliteJournal(JournalConformance):
    @pytest.fixture
    async def journal(self, tmp_path: Path) -> AsyncIterator[SqliteJournal]:
        journal = SqliteJournal(tmp_path / "sitting")
        yield journal
        await journal.close()


async def test_what_was_appended_is_there_when_the_journal_is_opened_again(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    expected = await filled(journal, EVENTS)
    head = journal.head
    await journal.close()
    again = SqliteJournal(tmp_path)
    assert again.head == head
    assert list(again.entries()) == expected
    expected += await filled(again, EVENTS[:1])
    await again.close()
    assert list(read_entries(tmp_path / JOURNAL_FILE)) == expected
    assert check(tmp_path).seq == len(expected)


async def test_what_was_acknowledged_is_there_though_nobody_closed(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "hall")
    expected = await filled(journal, EVENTS)
    shutil.copytree(tmp_path / "hall", tmp_path / "copy")
    await journal.close()
    copied = SqliteJournal(tmp_path / "copy")
    assert list(copied.entries()) == expected
    await copied.close()


def test_chain_can_be_recomputed_with_sqlite_and_sha256_alone(tmp_path: Path) -> None:
    appended(SqliteJournal(tmp_path), entries_of(EVENTS))
    last = bytes(32)
    database = sqlite3.connect(tmp_path / JOURNAL_FILE)
    rows = database.execute("SELECT seq, entry, hash FROM journal ORDER BY seq").fetchall()
    database.close()
    for seq, entry, stored in rows:
        last = sha256(last + entry.encode()).digest()
        assert stored == last.hex()
        assert f'"seq":{seq},' in entry
    assert [row[0] for row in rows] == list(range(1, len(EVENTS) + 1))


def test_entries_are_given_in_order_while_the_journal_is_opened(tmp_path: Path) -> None:
    expected = entries_of(EVENTS)
    taken: list[Entry] = []
    appended(SqliteJournal(tmp_path, taken.extend), expected)
    assert taken == []
    appended(SqliteJournal(tmp_path, taken.extend), [])
    assert taken == expected


@pytest.mark.parametrize("name", ["Kỳ họp #5", "100% mở?mode=ro", "a b;c&d=e", "%41"])
def test_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    appended(SqliteJournal(tmp_path / name), entries_of(EVENTS))
    appended(SqliteJournal(tmp_path / name), entries_of(EVENTS, after=len(EVENTS)))
    assert check(tmp_path / name).seq == 2 * len(EVENTS)


async def test_files_are_their_owners_alone_from_the_first_entry_on(tmp_path: Path) -> None:
    earlier = os.umask(0o022)
    try:
        journal = SqliteJournal(tmp_path / "hall")
        await journal.append(entries_of(EVENTS, after=journal.head.seq))
        files = sorted((tmp_path / "hall").iterdir())
        assert {path.name for path in files} >= {JOURNAL_FILE, f"{JOURNAL_FILE}-wal", ANCHOR_FILE}
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
        await journal.close()
    finally:
        os.umask(earlier)


ANOTHER_HALL = """
import sys
from pathlib import Path
from hall_server.journal.journal import Entry, JournalError
from hall_server.journal.sqlite import SqliteJournal
try:
    SqliteJournal(Path(sys.argv[1]))
except JournalError as error:
    print(error.code)
"""


async def test_second_process_is_refused_until_the_first_has_closed(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    await journal.append(entries_of(EVENTS, after=journal.head.seq))

    def another() -> str:
        run = [sys.executable, "-c", ANOTHER_HALL, str(tmp_path)]
        done = subprocess.run(run, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    assert await asyncio.to_thread(another) == "folder-in-use"
    await journal.append(entries_of(EVENTS, after=journal.head.seq))
    await journal.close()
    assert await asyncio.to_thread(another) == ""


def test_second_journal_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    with pytest.raises(JournalError) as error:
        SqliteJournal(tmp_path)
    assert error.value.code == "folder-in-use"
    lock.release()
    appended(SqliteJournal(tmp_path), [])


class Warnings(logging.Handler):
    """Lets a test wait until something was written into the log, from whatever thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.written: asyncio.Queue[str] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    def emit(self, record: logging.LogRecord) -> None:
        self._loop.call_soon_threadsafe(self.written.put_nowait, record.getMessage())


@pytest.fixture
async def warnings() -> AsyncIterator[Warnings]:
    handler = Warnings()
    logging.getLogger("hall.journal").addHandler(handler)
    yield handler
    logging.getLogger("hall.journal").removeHandler(handler)


async def warning_before(writing: asyncio.Task[Any], warnings: Warnings) -> str:
    """Wait for a warning; fail if what was to wait for the lock ended without one."""
    warned = asyncio.create_task(warnings.written.get())
    await asyncio.wait({writing, warned}, return_when=asyncio.FIRST_COMPLETED)
    assert not writing.done()
    return await warned


@pytest.mark.parametrize("patience_seconds", [0.01, 1.0])
async def test_a_lock_of_another_program_is_waited_for_and_said(
    tmp_path: Path, warnings: Warnings, monkeypatch: pytest.MonkeyPatch, patience_seconds: float
) -> None:
    monkeypatch.setattr(sqlite, "busy_wait_seconds", patience_seconds)
    journal = SqliteJournal(tmp_path)
    expected = await filled(journal, EVENTS[:3])
    other = sqlite3.connect(tmp_path / JOURNAL_FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(filled(journal, EVENTS[3:]))
    for _ in range(3):
        assert JOURNAL_FILE in await warning_before(writing, warnings)
    other.execute("ROLLBACK")
    other.close()
    expected += await writing
    assert list(journal.entries()) == expected
    await journal.append(entries_of(EVENTS[:1], after=journal.head.seq))
    await journal.close()
    assert check(tmp_path).seq == len(EVENTS) + 1


def test_a_file_that_another_program_keeps_to_itself_is_said_when_opening(tmp_path: Path) -> None:
    appended(SqliteJournal(tmp_path), entries_of(EVENTS))
    other = sqlite3.connect(tmp_path / JOURNAL_FILE, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(JournalError) as error:
        SqliteJournal(tmp_path)
    assert error.value.code == "folder-in-use"
    assert JOURNAL_FILE in error.value.what
    other.close()
    appended(SqliteJournal(tmp_path), [])


def test_a_disk_on_which_no_log_can_be_kept_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def in_memory(_path: Path, **options: Any) -> sqlite3.Connection:
        """What SQLite opens so has no write-ahead log, and it only says so."""
        database: sqlite3.Connection = connect(":memory:", **options)
        return database

    monkeypatch.setattr(sqlite3, "connect", in_memory)
    with pytest.raises(JournalError) as error:
        SqliteJournal(tmp_path)
    assert error.value.code == "journal-unwritable"
    assert "memory" in error.value.what


def test_every_new_folder_and_every_new_file_is_brought_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    fsync = os.fsync

    def watched(file: int) -> None:
        place = Path(f"/proc/self/fd/{file}").readlink()
        if place.is_dir():
            synced.append(place.relative_to(tmp_path))
            known.update(synced[-1] / path.name for path in place.iterdir())
        fsync(file)

    known: set[Path] = set()
    monkeypatch.setattr(os, "fsync", watched)
    appended(SqliteJournal(tmp_path / "council" / "sittings" / "a"), entries_of(EVENTS))
    place = Path("council/sittings/a")
    assert synced[:3] == [Path(), Path("council"), Path("council/sittings")]
    assert {place, *(place / name for name in (JOURNAL_FILE, ANCHOR_FILE))} <= known


def test_a_power_cut_before_the_table_was_made_leaves_an_empty_journal(tmp_path: Path) -> None:
    (tmp_path / JOURNAL_FILE).touch()
    appended(SqliteJournal(tmp_path), entries_of(EVENTS))
    assert check(tmp_path).seq == len(EVENTS)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError) as error:
        SqliteJournal(tmp_path / "file" / "sitting")
    assert error.value.code == "journal-unwritable"


async def test_a_disk_that_fails_ends_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = SqliteJournal(tmp_path)
    expected = await filled(journal, EVENTS[:3])

    def no_disk(_file: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fdatasync", no_disk)
        with pytest.raises(JournalError) as error:
            await journal.append(entries_of(EVENTS[3:5], after=journal.head.seq))
        assert error.value.code == "journal-unwritable"
    # The disk works again; the journal must not trust it.
    with pytest.raises(JournalError):
        await journal.append(entries_of(EVENTS[3:5], after=journal.head.seq))
    assert journal.head.seq == 3
    await journal.close()
    again = SqliteJournal(tmp_path)
    assert list(again.entries())[:3] == expected
    await again.close()


FULL_DISK = """
import asyncio, resource, sys
from pathlib import Path
from hall_server.journal.journal import Entry, JournalError
from hall_server.journal.sqlite import SqliteJournal
from tests.journal.events import EVENTS
from tests.making import entries_of

async def main() -> None:
    journal = SqliteJournal(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
    acknowledged = 0
    codes = []
    for _ in range(1000):
        try:
            acknowledged = (await journal.append(entries_of(EVENTS, after=journal.head.seq))).seq
        except JournalError as error:
            codes.append(error.code)
            if len(codes) == 2:
                break
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    try:
        await journal.append(entries_of(EVENTS, after=journal.head.seq))
    except JournalError as error:
        codes.append(error.code)
    print(acknowledged, *codes)

asyncio.run(main())
"""


def test_a_full_disk_ends_the_journal_and_keeps_all_that_was_acknowledged(tmp_path: Path) -> None:
    run = [sys.executable, "-c", FULL_DISK, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    acknowledged, *codes = done.stdout.split()
    assert codes == ["journal-unwritable"] * 3
    journal = SqliteJournal(tmp_path)
    assert 0 < int(acknowledged) <= journal.head.seq
    assert len(list(journal.entries())) == journal.head.seq
    appended(journal, entries_of(EVENTS, after=journal.head.seq))
