"""The journal's port: what every adapter does, and the form of an entry.

An entry is one event with its number, its time, and the command that caused it. It is stored as
one line of JSON (`entry`) with the hash that chains it to the entry before (`chain.py`). An entry
once stored is never changed.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, Protocol

import msgspec
from msgspec import Struct

from hall_server.journal.chain import Head
from hall_server.sitting.events import AnyEvent


class Idle(NamedTuple):
    """A command that was done without an event, for there was nothing to change."""

    device: str
    command: str
    fingerprint: int


class Entry(Struct, frozen=True, omit_defaults=True, gc=False):
    """One event as the journal keeps it; `at` in ms since 1970 UTC.

    `device` and `command` name the command that caused it (empty for the hall's own);
    `fingerprint` is the CRC-32 of that command's bytes, to tell a repeat from a reused id.
    `also` are the idle commands since the entry before: one of them sent again after a restart,
    decided anew, could undo this event.
    """

    format: Literal[1]
    seq: int
    at: int
    device: str
    command: str
    fingerprint: int
    event: AnyEvent
    also: tuple[Idle, ...] = ()


class JournalError(Exception):
    """The journal can't be opened or written; the hall must not go on without it.

    `code` is stable: `journal-broken`, `journal-behind-anchor`, `anchor-missing`,
    `anchor-broken`, `journal-format-unknown`, `journal-unreadable`, `journal-unwritable`,
    `folder-in-use`. `seq` is the number of the first entry concerned, 0 where there is none.
    """

    def __init__(self, code: str, seq: int, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.code = code
        self.seq = seq
        self.what = what
        self.remedy = remedy


class Journal(Protocol):
    """What the clerk writes to, and what can be read back.

    One writer; adapters pass `tests/journal/conformance`.
    """

    @property
    def head(self) -> Head:
        """Number and hash of the last entry on disk; number 0 for an empty journal."""
        ...

    def entries(self) -> Iterator[Entry]:
        """Read all entries in order, checking the chain on the way. Raises `JournalError`."""
        ...

    async def append(self, entries: Sequence[Entry]) -> Head:
        """Store entries together or not at all; they are on disk when this returns.

        The first has the number after the head's. Raises `JournalError`; the journal then accepts
        nothing more.
        """
        ...

    async def close(self) -> None:
        """Give the file and the folder free."""
        ...


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Entry)


def to_line(entry: Entry) -> bytes:
    """Write an entry as the line of JSON that is stored and hashed."""
    return _encoder.encode(entry)


def from_line(seq: int, line: bytes) -> Entry:
    """Read a stored line. Raises `JournalError` for what this program can't read."""
    try:
        entry = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise JournalError(
            "journal-format-unknown",
            seq,
            f"Entry {seq} can't be read by this version: {error}.",
            "Open the journal with the version that wrote it, or a newer one.",
        ) from None
    if entry.seq != seq:
        raise broken(seq)
    return entry


def broken(seq: int) -> JournalError:
    """Say that the chain does not hold at an entry."""
    return JournalError(
        "journal-broken",
        seq,
        f"Entry {seq} was changed, or one before it is missing: the chain of hashes breaks there.",
        f"Restore the journal and its anchor from a copy that has entry {seq}; keep this one as "
        "evidence.",
    )
