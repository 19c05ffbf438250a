"""Reading a folder leaves it as it was: with a log or without, beside a hall, by whoever may."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from hall_server.journal import snapshot
from hall_server.journal.folder import ANCHOR_FILE, JOURNAL_FILE
from hall_server.journal.journal import JournalError
from hall_server.journal.sqlite import SqliteJournal, check, read_entries
from tests.journal.events import EVENTS
from tests.making import appended, entries_of

LOG = f"{JOURNAL_FILE}-wal"
NOBODY = 65534


def state_of(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Every file with its bytes, its size and when it was changed."""
    found = {}
    for path in folder.iterdir():
        status = path.stat()
        digest = sha256(path.read_bytes()).hexdigest()
        found[path.name] = digest, status.st_size, status.st_mtime_ns
    return found


async def test_reading_beside_a_hall_changes_no_byte_and_sees_all_that_is_on_disk(
    tmp_path: Path,
) -> None:
    journal = SqliteJournal(tmp_path)
    for event in EVENTS:
        await journal.append(entries_of([event], after=journal.head.seq))
        before = state_of(tmp_path)
        assert LOG in before
        assert check(tmp_path) == journal.head
        assert len(list(read_entries(tmp_path / JOURNAL_FILE))) == journal.head.seq
        assert state_of(tmp_path) == before
    await journal.close()


async def test_reading_what_a_crash_left_leaves_the_log_in_its_place(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "hall")
    await journal.append(entries_of(EVENTS))
    copy = shutil.copytree(tmp_path / "hall", tmp_path / "copy")
    await journal.close()
    (copy / f"{JOURNAL_FILE}-shm").unlink()
    before = state_of(copy)
    assert check(copy).seq == len(EVENTS)
    assert state_of(copy) == before


def test_reading_a_closed_journal_makes_no_file_beside_it(tmp_path: Path) -> None:
    appended(SqliteJournal(tmp_path), entries_of(EVENTS))
    before = state_of(tmp_path)
    assert LOG not in before
    assert check(tmp_path).seq == len(EVENTS)
    assert state_of(tmp_path) == before


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder outside of the tests' own, which is closed to others."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(place)


@contextmanager
def who_may_only_read(folder: Path, closed: str = "") -> Iterator[None]:
    """Close a folder to writing and one file wholly; be nobody where the tests run as root."""
    for path in folder.iterdir():
        path.chmod(0o000 if path.name == closed else 0o444)
    folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        with pytest.raises(PermissionError):
            (folder / "new").touch()
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o755)


async def test_an_outsider_who_may_only_read_can_check_a_folder(open_to_all: Path) -> None:
    journal = SqliteJournal(open_to_all / "hall")
    await journal.append(entries_of(EVENTS))
    crashed = shutil.copytree(open_to_all / "hall", open_to_all / "crashed")
    await journal.close()
    for folder in (open_to_all / "hall", crashed):
        with who_may_only_read(folder):
            before = state_of(folder)
            assert check(folder).seq == len(EVENTS)
            assert state_of(folder) == before


@pytest.mark.parametrize("name", [JOURNAL_FILE, ANCHOR_FILE])
def test_an_outsider_who_may_not_read_is_told_so(open_to_all: Path, name: str) -> None:
    folder = open_to_all / "hall"
    appended(SqliteJournal(folder), entries_of(EVENTS))
    with who_may_only_read(folder, closed=name), pytest.raises(JournalError) as error:
        check(folder)
    assert error.value.code == "journal-unreadable"
    assert "Permission denied" in error.value.what


STORM = """
import asyncio, sys
from pathlib import Path
from hall_server.journal.sqlite import SqliteJournal
from tests.journal.events import EVENTS
from tests.making import entries_of

async def main() -> None:
    journal = SqliteJournal(Path(sys.argv[1]))
    print("ready", flush=True)
    for _ in range(int(sys.argv[2])):
        await journal.append(entries_of(EVENTS, after=journal.head.seq))
    await journal.close()

asyncio.run(main())
"""


def test_reading_beside_a_hall_in_a_storm_never_sees_a_broken_chain(tmp_path: Path) -> None:
    """The log is folded in several times meanwhile, and taken away at the end."""
    batches = 700
    run = [sys.executable, "-c", STORM, str(tmp_path), str(batches)]
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True) as hall:
        assert hall.stdout is not None
        assert hall.stdout.readline() == "ready\n"
        seen = [0]
        while hall.poll() is None:
            seen.append(check(tmp_path).seq)
    assert hall.returncode == 0
    assert seen == sorted(seen)
    assert all(seq % len(EVENTS) == 0 for seq in seen)
    assert check(tmp_path).seq == batches * len(EVENTS)


def test_a_file_that_changes_while_its_log_is_copied_is_copied_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "hall"
    appended(SqliteJournal(folder), entries_of(EVENTS))
    database = sqlite3.connect(folder / JOURNAL_FILE, isolation_level=None)
    database.execute("PRAGMA wal_autocheckpoint = 0")
    database.execute("CREATE TABLE other (number INTEGER)")
    copied: list[str] = []
    copyfile = shutil.copyfile

    def meanwhile(source: Path, target: Path) -> None:
        copyfile(source, target)
        copied.append(source.name)
        if copied == [JOURNAL_FILE]:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.execute("INSERT INTO other VALUES (1)")

    monkeypatch.setattr(shutil, "copyfile", meanwhile)
    assert check(folder).seq == len(EVENTS)
    assert copied == [JOURNAL_FILE, LOG, JOURNAL_FILE, LOG]
    database.close()


def test_a_file_that_never_stands_still_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    appended(SqliteJournal(tmp_path), entries_of(EVENTS))
    (tmp_path / LOG).touch()
    numbers = iter(range(1000))
    monkeypatch.setattr(snapshot, "_digest", lambda _path: bytes([next(numbers) % 256]))
    with pytest.raises(JournalError) as error:
        check(tmp_path)
    assert error.value.code == "journal-unreadable"


def test_the_copy_is_closed_to_others_and_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    appended(SqliteJournal(tmp_path / "hall"), entries_of(EVENTS))
    (tmp_path / "hall" / LOG).touch()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    lines = read_entries(tmp_path / "hall" / JOURNAL_FILE)
    next(lines)
    (place,) = (tmp_path / "temporary").iterdir()
    assert place.stat().st_mode & 0o777 == 0o700
    assert len(list(lines)) == len(EVENTS) - 1
    assert list((tmp_path / "temporary").iterdir()) == []
