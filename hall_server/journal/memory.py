"""A journal in memory, for tests and for trying things: nothing outlives the process."""

from collections.abc import Iterator, Sequence

from hall_server.journal.chain import GENESIS, Head, link
from hall_server.journal.journal import Entry, from_line, to_line


class MemoryJournal:
    """The journal's port over a list."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._head = GENESIS

    @property
    def head(self) -> Head:
        """Number and hash of the last entry."""
        return self._head

    def entries(self) -> Iterator[Entry]:
        """Read all entries in order."""
        for seq, line in enumerate(self._lines, start=1):
            yield from_line(seq, line)

    async def append(self, entries: Sequence[Entry]) -> Head:
        """Store entries."""
        for entry in entries:
            assert entry.seq == self._head.seq + 1
            line = to_line(entry)
            self._lines.append(line)
            self._head = Head(entry.seq, link(self._head.hash, line))
        return self._head

    async def close(self) -> None:
        """Do nothing: there is nothing to give free."""
