"""Reading a journal's file without changing a byte of its folder, also beside a hall that writes.

SQLite changes what it reads: whoever closes a file last folds the write-ahead log into it, and
readers mark themselves in the shared index. So a file with a log is copied and the copy is read;
a file without one is opened as what never changes.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

LOG_SUFFIX = "-wal"

log_header_bytes = 32
"""SQLite writes it anew, with another salt, each time it begins the log from its start."""

attempts_max = 100
"""A hall folds its log in every thousand pages; a copy is done long before the next time."""


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a journal's file as it stands now, to be read only.

    Raises `OSError` for a file that can't be read, and what SQLite raises.
    """
    # SQLite has one sentence for every file that it can't open; the system says why.
    path.open("rb").close()
    if not _log_of(path).exists():
        location = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(location, uri=True)) as database:
            yield database
        return
    with TemporaryDirectory(prefix="hall-journal-") as place:
        copy = Path(place) / path.name
        _copy_standing(path, copy)
        with closing(sqlite3.connect(copy)) as database:
            yield database


def _copy_standing(path: Path, copy: Path) -> None:
    """Copy a file with its log so that both are of one moment.

    They are when the file was the same before and after the log was copied and the log was not
    begun anew meanwhile. What was appended to the log in between, SQLite cuts off at the last
    whole commit.
    """
    for _attempt in range(attempts_max):
        shutil.copyfile(path, copy)
        header = _copy_log(_log_of(path), _log_of(copy))
        if _digest(path) == _digest(copy) and _header(_log_of(path)) == header:
            return
    raise OSError(f"changed {attempts_max} times while it was copied")


def _copy_log(log: Path, copy: Path) -> bytes:
    """Copy a log and give its header; a hall that ends takes its log away."""
    try:
        shutil.copyfile(log, copy)
    except FileNotFoundError:
        copy.unlink(missing_ok=True)
    return _header(copy)


def _header(log: Path) -> bytes:
    try:
        with log.open("rb") as file:
            return file.read(log_header_bytes)
    except FileNotFoundError:
        return b""


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + LOG_SUFFIX)
