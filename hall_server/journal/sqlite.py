"""The journal in SQLite: write-ahead log, synchronous=FULL, one writer thread.

Knows SQL, the chain and the anchor; must not know what an event means. `append` stores what it is
given in one transaction; the clerk gives it everything that waited while the last one ran. Nothing
is opened for writing before it was read whole and found in order.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from hall_server.journal.chain import GENESIS, Anchor, Head, link, read_anchor
from hall_server.journal.folder import ANCHOR_FILE, JOURNAL_FILE, FolderLock, sync_folder
from hall_server.journal.journal import Entry, JournalError, broken, from_line, to_line
from hall_server.journal.snapshot import snapshot

SCHEMA_VERSION = 1
"""Kept in SQLite's `user_version`."""

busy_wait_seconds = 1.0
"""How long SQLite waits for another program's lock before it is said in the log."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS journal (
    seq   INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    hash  TEXT NOT NULL
) STRICT
"""
_HAS_TABLE = "SELECT 1 FROM sqlite_schema WHERE name = 'journal'"
_BROKEN_FILE = (sqlite3.Error, UnicodeDecodeError, OSError)
"""Python can fail to put SQLite's complaint about a changed schema into words."""

_INSERT = "INSERT INTO journal (seq, entry, hash) VALUES (?, ?, ?)"
_SELECT = "SELECT seq, CAST(entry AS BLOB), hash FROM journal ORDER BY seq"

Row = tuple[int, bytes, str]
"""Number, line, and the chain's hash in hex."""

Taker = Callable[[list[Entry]], None]
"""Is given entries in order, many at a time."""

rows_at_once = 256
"""Read, then hashed, then decoded, each in one go: the caches hold what each needs."""

log = logging.getLogger("hall.journal")


class SqliteJournal:
    """The journal's port over a folder with `journal.sqlite`, `anchor` and `lock`."""

    def __init__(self, folder: Path, take: Taker | None = None) -> None:
        """Open or make the journal in `folder`, checking all of it. Raises `JournalError`.

        `take` is given the entries on the way; none of them may be trusted before this returns.
        """
        self._path = folder / JOURNAL_FILE
        with ExitStack() as undone:
            try:
                self._lock = FolderLock(folder)
                undone.callback(self._lock.release)
                self._head = check(folder, take)
                self._database = _open_for_writing(self._path)
                undone.callback(self._database.close)
                self._anchor = Anchor(folder / ANCHOR_FILE)
                self._anchor.write(self._head)
                sync_folder(folder)
            except OSError as error:
                raise _unwritable(str(error)) from error
            undone.pop_all()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._failed = False

    @property
    def head(self) -> Head:
        """Number and hash of the last entry on disk."""
        return self._head

    def entries(self) -> Iterator[Entry]:
        """Read all entries in order, checking the chain on the way. Raises `JournalError`."""
        for rows in _chained(self._path, self._database):
            yield from _entries(rows)

    async def append(self, entries: Sequence[Entry]) -> Head:
        """Store entries in one transaction and move the anchor. Raises `JournalError`."""
        if self._failed:
            raise _unwritable("an earlier write failed")
        loop = asyncio.get_running_loop()
        try:
            self._head = await loop.run_in_executor(self._thread, self._commit, entries)
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

    def _begin(self) -> None:
        """Begin a transaction. While another program has the file, nothing was written: wait."""
        while True:
            try:
                self._database.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not _busy(error):
                    raise
                log.warning(
                    "Một chương trình khác đang khóa %s; hệ thống đang chờ. "
                    "Another program has locked it; the hall waits.",
                    self._path,
                )
            else:
                return

    def _commit(self, entries: Sequence[Entry]) -> Head:
        seq, last = self._head
        rows: list[tuple[int, str, str]] = []
        for entry in entries:
            seq += 1
            assert entry.seq == seq
            line = to_line(entry)
            last = link(last, line)
            rows.append((seq, line.decode(), last.hex()))
        self._begin()
        self._database.executemany(_INSERT, rows)
        self._database.execute("COMMIT")
        head = Head(seq, last)
        self._anchor.write(head)
        return head


def _open_for_writing(path: Path) -> sqlite3.Connection:
    # Made before SQLite opens it: the write-ahead log takes over the permissions.
    path.touch(mode=0o600)
    path.chmod(0o600)
    database = sqlite3.connect(
        path, timeout=busy_wait_seconds, isolation_level=None, check_same_thread=False
    )
    try:
        _set_up(database)
    except sqlite3.Error as error:
        database.close()
        raise (_held(path) if _busy(error) else _unwritable(str(error))) from error
    except BaseException:
        database.close()
        raise
    return database


def _set_up(database: sqlite3.Connection) -> None:
    mode: str = database.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise _unwritable(
            f"its file system can't keep a write-ahead log (SQLite stays in “{mode}”)"
        )
    database.execute("PRAGMA synchronous = FULL")
    if _schema(database) != SCHEMA_VERSION:
        database.execute(_SCHEMA)
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _schema(database: sqlite3.Connection) -> int:
    schema: int = database.execute("PRAGMA user_version").fetchone()[0]
    return schema


def _busy(error: sqlite3.Error) -> bool:
    """Tell whether another program has the file locked; the low byte is the kind of an error."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def read_rows(path: Path) -> Iterator[list[Row]]:
    """Read the rows of a journal file in order, many at a time, checking the chain on the way.

    Changes nothing in the folder. Raises `JournalError` where the chain breaks.
    """
    try:
        with snapshot(path) as database:
            yield from _chained(path, database)
    except _BROKEN_FILE as error:
        raise unreadable(path, error) from error


def _chained(path: Path, database: sqlite3.Connection) -> Iterator[list[Row]]:
    seq, last = GENESIS
    try:
        for rows in _portions(_stored(path, database)):
            for stored_seq, line, stored_hash in rows:
                seq += 1
                # A flipped bit can make a text that can't be NULL into NULL.
                last = link(last, line or b"")
                if stored_seq != seq or stored_hash != last.hex():
                    raise broken(seq)
            yield rows
    except _BROKEN_FILE as error:
        raise unreadable(path, error, seq + 1 if seq else 0) from error


def _portions(stored: Iterator[Row]) -> Iterator[list[Row]]:
    while True:
        rows: list[Row] = []
        try:
            rows.extend(islice(stored, rows_at_once))
        except _BROKEN_FILE:
            # What was read before is looked at first.
            if rows:
                yield rows
            raise
        if not rows:
            return
        yield rows


def _stored(path: Path, database: sqlite3.Connection) -> Iterator[Row]:
    """Give the rows as they stand; none where a power cut came before the table was made."""
    schema = _schema(database)
    if schema not in (0, SCHEMA_VERSION):
        raise _schema_unknown(path, schema)
    if schema == 0 and not database.execute(_HAS_TABLE).fetchone():
        return iter(())
    return database.execute(_SELECT)


def read_entries(path: Path) -> Iterator[Entry]:
    """Read the entries of a journal file in order, checking the chain. Raises `JournalError`."""
    for rows in read_rows(path):
        yield from _entries(rows)


def _entries(rows: list[Row]) -> list[Entry]:
    return [from_line(seq, line) for seq, line, _hash in rows]


def check(folder: Path, take: Taker | None = None) -> Head:
    """Check chain and anchor of a sitting's folder; give the head. Raises `JournalError`.

    `take` is given the entries on the way; none of them may be trusted before this returns.
    """
    try:
        return _walk(folder, take)
    except Exception:
        if take is not None:
            # What is wrong with the chain or the anchor goes before what is wrong with an entry.
            _walk(folder, None)
        raise


def _walk(folder: Path, take: Taker | None) -> Head:
    anchored = _anchored(folder)
    path = folder / JOURNAL_FILE
    head = at_anchor = GENESIS
    for rows in read_rows(path) if path.exists() else ():
        if anchored is not None and head.seq < anchored.seq:
            at_anchor = head_of(rows[: anchored.seq - head.seq])
        head = head_of(rows)
        if take is not None:
            take(_entries(rows))
    if anchored is None:
        if head != GENESIS:
            raise _anchor_missing(head)
    elif head.seq < anchored.seq:
        raise _behind(head, anchored)
    elif at_anchor != anchored:
        raise broken(anchored.seq)
    return head


def head_of(rows: list[Row]) -> Head:
    """Give the head of a chain that ends with these rows."""
    seq, _line, last = rows[-1]
    return Head(seq, bytes.fromhex(last))


def _anchored(folder: Path) -> Head | None:
    try:
        anchored = read_anchor(folder / ANCHOR_FILE)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(folder / ANCHOR_FILE, error) from error
    if anchored is None:
        raise JournalError(
            "anchor-broken",
            0,
            "The anchor file holds no whole head.",
            "Restore it from a copy, or run `hall reanchor` if you know that the journal is whole.",
        )
    return anchored


def _behind(head: Head, anchored: Head) -> JournalError:
    return JournalError(
        "journal-behind-anchor",
        head.seq + 1,
        f"The journal ends at entry {head.seq}, but entry {anchored.seq} was on disk once.",
        f"Entries {head.seq + 1} to {anchored.seq} are lost here: restore the folder from a "
        "newer copy.",
    )


def _anchor_missing(head: Head) -> JournalError:
    return JournalError(
        "anchor-missing",
        head.seq,
        f"The journal has {head.seq} entries but no anchor file beside it.",
        "Restore it from a copy, or run `hall reanchor` if you know that the journal is whole.",
    )


def unreadable(path: Path, error: Exception, seq: int = 0) -> JournalError:
    """Say that a file of a journal can't be read, from entry `seq` on where that is known."""
    where = f" from entry {seq} on" if seq else ""
    return JournalError(
        "journal-unreadable",
        seq,
        f"{path} can't be read{where}: {error}.",
        "Ask its owner for the right to read it, or restore the folder from a copy; keep this one "
        "as evidence.",
    )


def _schema_unknown(path: Path, schema: int) -> JournalError:
    return JournalError(
        "journal-format-unknown",
        0,
        f"{path} has the schema {schema}, this version knows {SCHEMA_VERSION}.",
        "Open the journal with the version that wrote it, or a newer one.",
    )


def _held(path: Path) -> JournalError:
    return JournalError(
        "folder-in-use",
        0,
        f"Another program has locked {path}.",
        "Close it, then start the hall again.",
    )


def _unwritable(detail: str) -> JournalError:
    return JournalError(
        "journal-unwritable",
        0,
        f"The journal can't be written: {detail}.",
        "Free or repair the disk, then start the hall again; what was acknowledged is on disk.",
    )
