"""The chain of hashes over stored bytes, and the anchor file that remembers its head.

hash(n) = SHA-256(hash(n-1) ‖ stored bytes of entry n), hash(0) = 32 zero bytes.

Why the anchor: SQLite drops the torn tail of its write-ahead log and then reports good health, so
a journal can lose entries and still be a perfect chain. The anchor, written after each commit and
before any acknowledgement, knows how far the chain had come. It has two slots written in turn, each
in sectors of its own, so a power cut while writing one leaves the other.
"""

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

HASH_ZERO = bytes(32)
slot_bytes = 4096
"""One slot: `anchor1 <seq, 20 digits> <hash, 64 hex> <CRC-32 of that, 8 hex>`, a line feed, and
blanks. The largest sector of common disks: a torn one can't reach the other slot."""

_SLOT = re.compile(rb"(anchor1 ([0-9]{20}) ([0-9a-f]{64})) ([0-9a-f]{8})\n *")


class Head(NamedTuple):
    """Number and hash of the last entry of a chain."""

    seq: int
    hash: bytes


GENESIS = Head(0, HASH_ZERO)


def link(previous: bytes, stored: bytes) -> bytes:
    """Give the hash of an entry from the hash before it and its stored bytes."""
    return sha256(previous + stored).digest()


class Anchor:
    """The anchor file, open for writing. Methods block until the bytes are on disk."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if os.fstat(self._file).st_size < 2 * slot_bytes:
            os.pwrite(self._file, b" " * (2 * slot_bytes), 0)
            os.fsync(self._file)
        first, second = _heads(os.pread(self._file, 2 * slot_bytes, 0))
        self._next_slot = int(first is not None and (second is None or first > second))

    def write(self, head: Head) -> None:
        """Remember `head`. Raises `OSError`."""
        os.pwrite(self._file, _slot(head), self._next_slot * slot_bytes)
        os.fdatasync(self._file)
        self._next_slot = 1 - self._next_slot

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


def read_anchor(path: Path) -> Head | None:
    """Read the furthest head of an anchor file, None if no slot of it is whole.

    Raises `FileNotFoundError`.
    """
    return max((head for head in _heads(path.read_bytes()) if head is not None), default=None)


def _heads(data: bytes) -> list[Head | None]:
    return [_read_slot(data[start : start + slot_bytes]) for start in (0, slot_bytes)]


def _slot(head: Head) -> bytes:
    body = f"anchor1 {head.seq:020d} {head.hash.hex()}"
    return f"{body} {crc32(body.encode()):08x}\n".encode().ljust(slot_bytes)


def _read_slot(slot: bytes) -> Head | None:
    found = _SLOT.fullmatch(slot)
    if found is None or int(found[4], 16) != crc32(found[1]):
        return None
    return Head(int(found[2]), bytes.fromhex(found[3].decode()))
