"""The folder of one sitting's journal: its files, and the lock that lets one process write."""

import fcntl
import os
from pathlib import Path

from hall_server.journal.journal import JournalError

JOURNAL_FILE = "journal.sqlite"
ANCHOR_FILE = "anchor"
LOCK_FILE = "lock"


def sync_folder(folder: Path) -> None:
    """Bring to the disk which files a folder has: their own sync does not. Raises `OSError`."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _make(folder: Path) -> None:
    # A folder lost in a power cut would begin silently as a new sitting.
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(exist_ok=True)
        sync_folder(place.parent)


class FolderLock:
    """Held while a process writes in a sitting's folder; the kernel frees it when that dies.

    Raises `JournalError` (`folder-in-use`) when another process holds it.
    """

    def __init__(self, folder: Path) -> None:
        _make(folder)
        self._file = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._file)
            raise JournalError(
                "folder-in-use",
                0,
                f"Another hall is running on {folder}.",
                "Stop it first; two halls can't write one journal.",
            ) from None

    def release(self) -> None:
        """Give the folder free."""
        os.close(self._file)
