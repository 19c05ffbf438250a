"""Renewing an anchor by a person's decision, after the journal itself was found whole."""

from pathlib import Path

from hall_server.journal.chain import GENESIS, Anchor, Head
from hall_server.journal.folder import ANCHOR_FILE, JOURNAL_FILE, FolderLock, sync_folder
from hall_server.journal.sqlite import head_of, read_rows, unreadable


def reanchor(folder: Path) -> Head:
    """Check a journal's chain and write its head as the anchor, whatever the anchor said before.

    Raises `JournalError` where the chain breaks, there is no entry, or a hall is running on the
    folder.
    """
    lock = FolderLock(folder)
    try:
        head = GENESIS
        for rows in read_rows(folder / JOURNAL_FILE):
            head = head_of(rows)
        if head == GENESIS:
            raise unreadable(folder / JOURNAL_FILE, ValueError("it has no entry"))
        path = folder / ANCHOR_FILE
        path.unlink(missing_ok=True)
        anchor = Anchor(path)
        anchor.write(head)
        anchor.close()
        sync_folder(folder)
    finally:
        lock.release()
    return head
