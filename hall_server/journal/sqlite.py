"""The journal in SQLite: write-ahead log, synchronous=FULL, one writer thread.

Knows SQL, the chain and the anchor; must not know what an event means. `append` stores what it is
given in one transaction; the clerk gives it everything that waited while the last one ran.
"""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hall_server.journal.chain import GENESIS, Anchor, Head, link, read_anchor
from hall_server.journal.folder import ANCHOR_FILE, JOURNAL_FILE, FolderLock
from hall_server.journal.journal import Draft, Entry, JournalError, broken, from_line, to_line

SCHEMA_VERSION = 1
"""Kept in SQLite's `user_version`."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS journal (
    seq   INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    hash  TEXT NOT NULL
) STRICT
"""
_BROKEN_FILE = (sqlite3.Error, UnicodeDecodeError)
"""Python can fail to put SQLite's complaint about a changed schema into words."""

_INSERT = "INSERT INTO journal (seq, entry, hash) VALUES (?, ?, ?)"
_SELECT = "SELECT seq, CAST(entry AS BLOB), hash FROM journal ORDER BY seq"


class SqliteJournal:
    """The journal's port over a folder with `journal.sqlite`, `anchor` and `lock`."""

    def __init__(self, folder: Path) -> None:
        """Open or make the journal in `folder`, checking all of it. Raises `JournalError`."""
        self._lock = FolderLock(folder)
        self._path = folder / JOURNAL_FILE
        try:
            self._head = self._checked(folder)
            self._anchor = Anchor(folder / ANCHOR_FILE)
            self._anchor.write(self._head)
        except BaseException:
            self._lock.release()
            raise
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._failed = False

    @property
    def head(self) -> Head:
        """Number and hash of the last entry on disk."""
        return self._head

    def entries(self) -> Iterator[Entry]:
        """Read all entries in order, checking the chain on the way. Raises `JournalError`."""
        return read_entries(self._path)

    async def append(self, drafts: Sequence[Draft]) -> Head:
        """Store drafts in one transaction and move the anchor. Raises `JournalError`."""
        if self._failed:
            raise _unwritable("an earlier write failed")
        loop = asyncio.get_running_loop()
        try:
            self._head = await loop.run_in_executor(self._thread, self._commit, drafts)
        except (sqlite3.Error, OSError) as error:
            # After a failed fsync the kernel may have dropped the pages: nothing more is written.
            self._failed = True
            raise _unwritable(str(error)) from error
        return self._head

    async def close(self) -> None:
        """Finish what is being written and give file and folder free."""
        self._thread.shutdown(wait=True)
        self._database.close()
        self._anchor.close()
        self._lock.release()

    def _checked(self, folder: Path) -> Head:
        """Open the database and compare its chain with the anchor."""
        try:
            self._database = _open_for_writing(self._path)
        except _BROKEN_FILE as error:
            raise unreadable(self._path, error) from error
        try:
            head = check(folder)
        except BaseException:
            self._database.close()
            raise
        return head

    def _commit(self, drafts: Sequence[Draft]) -> Head:
        head = self._head
        rows: list[tuple[int, str, str]] = []
        for draft in drafts:
            line = to_line(draft.numbered(head.seq + 1))
            head = Head(head.seq + 1, link(head.hash, line))
            rows.append((head.seq, line.decode(), head.hash.hex()))
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany(_INSERT, rows)
        self._database.execute("COMMIT")
        self._anchor.write(head)
        return head


def _open_for_writing(path: Path) -> sqlite3.Connection:
    # Made before SQLite opens it: the write-ahead log takes over the permissions.
    path.touch(mode=0o600)
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    schema: int = database.execute("PRAGMA user_version").fetchone()[0]
    if schema not in (0, SCHEMA_VERSION):
        database.close()
        raise _schema_unknown(path, schema)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute(_SCHEMA)
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    path.chmod(0o600)
    return database


def read_lines(path: Path) -> Iterator[tuple[int, bytes, Head]]:
    """Read the stored lines of a journal file in order with the chain's head after each.

    Opens the file for reading only. Raises `JournalError` where the chain breaks.
    """
    try:
        # Without write access SQLite can't rebuild the index of the write-ahead log, so a copied
        # folder is opened plainly and only asked to read.
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
        database.execute("PRAGMA query_only = ON")
    except sqlite3.Error as error:
        raise unreadable(path, error) from error
    head = GENESIS
    try:
        for seq, line, stored_hash in database.execute(_SELECT):
            # A flipped bit can make a text that can't be NULL into NULL.
            head = Head(head.seq + 1, link(head.hash, line or b""))
            if seq != head.seq or stored_hash != head.hash.hex():
                raise broken(head.seq)
            yield seq, line, head
    except _BROKEN_FILE as error:
        raise unreadable(path, error, head.seq + 1) from error
    finally:
        database.close()


def read_entries(path: Path) -> Iterator[Entry]:
    """Read the entries of a journal file in order, checking the chain. Raises `JournalError`."""
    for seq, line, _head in read_lines(path):
        yield from_line(seq, line)


def check(folder: Path) -> Head:
    """Check chain and anchor of a sitting's folder; give the head. Raises `JournalError`."""
    anchored = _anchored(folder)
    head, at_anchor = GENESIS, GENESIS if anchored and anchored.seq == 0 else None
    for _seq, _line, head in read_lines(folder / JOURNAL_FILE):
        if anchored is not None and head.seq == anchored.seq:
            at_anchor = head
    if anchored is None:
        if head.seq:
            raise _anchor_missing(head)
        return head
    if at_anchor is None:
        raise JournalError(
            "journal-behind-anchor",
            head.seq + 1,
            f"The journal ends at entry {head.seq}, but entry {anchored.seq} was on disk once.",
            f"Entries {head.seq + 1} to {anchored.seq} are lost here: restore the folder from a "
            "newer copy.",
        )
    if at_anchor != anchored:
        raise broken(anchored.seq)
    return head


def _anchored(folder: Path) -> Head | None:
    try:
        anchored = read_anchor(folder / ANCHOR_FILE)
    except FileNotFoundError:
        return None
    if anchored is None:
        raise JournalError(
            "anchor-broken",
            0,
            "The anchor file holds no whole head.",
            "Restore it from a copy, or run `hall reanchor` if you know that the journal is whole.",
        )
    return anchored


def _anchor_missing(head: Head) -> JournalError:
    return JournalError(
        "anchor-missing",
        head.seq,
        f"The journal has {head.seq} entries but no anchor file beside it.",
        "Restore it from a copy, or run `hall reanchor` if you know that the journal is whole.",
    )


def unreadable(path: Path, error: Exception, seq: int = 0) -> JournalError:
    """Say that SQLite can't read a journal file, from entry `seq` on where that is known."""
    where = f" from entry {seq} on" if seq else ""
    return JournalError(
        "journal-unreadable",
        seq,
        f"{path} can't be read{where}: {error}.",
        "Restore the folder from a copy; keep this one as evidence.",
    )


def _schema_unknown(path: Path, schema: int) -> JournalError:
    return JournalError(
        "journal-format-unknown",
        0,
        f"{path} has the schema {schema}, this version knows {SCHEMA_VERSION}.",
        "Open the journal with the version that wrote it, or a newer one.",
    )


def _unwritable(detail: str) -> JournalError:
    return JournalError(
        "journal-unwritable",
        0,
        f"The journal can't be written: {detail}.",
        "Free or repair the disk, then start the hall again; what was acknowledged is on disk.",
    )
