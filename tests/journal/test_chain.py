"""The chain and the anchor file."""

import os
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_server.journal.chain import (
    GENESIS,
    HASH_ZERO,
    Anchor,
    Head,
    link,
    read_anchor,
    slot_bytes,
)


def head(seq: int) -> Head:
    return Head(seq, sha256(str(seq).encode()).digest())


def written(path: Path, *heads: Head) -> bytes:
    anchor = Anchor(path)
    for each in heads:
        anchor.write(each)
    anchor.close()
    return path.read_bytes()


@given(st.binary(), st.binary())
def test_link_is_the_hash_of_the_hash_before_and_the_stored_bytes(one: bytes, two: bytes) -> None:
    first = sha256(HASH_ZERO + one).digest()
    assert link(HASH_ZERO, one) == first
    assert link(first, two) == sha256(first + two).digest()


def test_anchor_gives_the_last_head_written(tmp_path: Path) -> None:
    path = tmp_path / "anchor"
    anchor = Anchor(path)
    for seq in range(1, 8):
        anchor.write(head(seq))
        assert read_anchor(path) == head(seq)
    anchor.close()


def test_anchor_opened_again_keeps_what_it_knew(tmp_path: Path) -> None:
    path = tmp_path / "anchor"
    written(path, head(3), head(4))
    Anchor(path).close()
    assert read_anchor(path) == head(4)


def test_anchor_is_its_owners_alone_and_does_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "anchor"
    assert len(written(path, *(head(seq) for seq in range(1, 20)))) == 2 * slot_bytes
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("seq", [5, 6])
def test_a_power_cut_while_writing_a_slot_loses_nothing_known_before(
    tmp_path: Path, seq: int
) -> None:
    path = tmp_path / "anchor"
    before = written(path, *(head(n) for n in range(1, seq)))
    path.unlink()
    after = written(path, *(head(n) for n in range(1, seq + 1)))
    changed = [n for n in range(2 * slot_bytes) if before[n] != after[n]]
    assert changed[-1] - changed[0] < slot_bytes
    for cut in (0, *range(changed[0], changed[-1] + 3), 2 * slot_bytes):
        path.write_bytes(after[:cut] + before[cut:])
        assert read_anchor(path) == head(seq if cut > changed[-1] else seq - 1)


def test_no_byte_of_both_slots_may_change_unseen(tmp_path: Path) -> None:
    path = tmp_path / "anchor"
    data = written(path, head(4), head(4))
    text = len(data[:slot_bytes].rstrip())
    for offset in range(text):
        changed = bytearray(data)
        for start in (0, slot_bytes):
            changed[start + offset] ^= 0x10
        path.write_bytes(changed)
        assert read_anchor(path) in {None, head(4)}


@pytest.mark.parametrize(
    "body",
    [
        b"anchor1 00000000000000000007 " + b"z" * 64,
        b"anchor1 -0000000000000000007 " + b"a" * 64,
        b"anchor1 seven " + b"a" * 64,
        b"anchor1 00000000000000000007 " + b"a" * 63,
        b"anchor1 \xb2\xb2 " + b"a" * 64,
    ],
)
def test_nonsense_with_a_right_checksum_is_no_head(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "anchor"
    data = written(path, head(4), head(3))
    nonsense = b"%b %08x\n" % (body, crc32(body))
    path.write_bytes(data[:slot_bytes] + nonsense.ljust(slot_bytes))
    assert read_anchor(path) == head(4)
    path.write_bytes(nonsense.ljust(slot_bytes) * 2)
    assert read_anchor(path) is None


def test_no_sector_has_a_part_in_both_slots(tmp_path: Path) -> None:
    path = tmp_path / "anchor"
    data = written(path, head(4), head(5))
    places = [data.index(f"{seq:020d}".encode()) for seq in (4, 5)]
    for sector_bytes in (512, 4096):
        assert places[0] // sector_bytes != places[1] // sector_bytes


@pytest.mark.parametrize("seq", [5, 6])
def test_anchor_opened_again_writes_over_the_older_slot_first(tmp_path: Path, seq: int) -> None:
    path = tmp_path / "anchor"
    before = written(path, *(head(n) for n in range(1, seq)))
    torn = bytearray(written(path, head(seq)))
    for place, (old, new) in enumerate(zip(before, torn, strict=True)):
        if old != new:
            torn[place] = 0
    path.write_bytes(torn)
    assert read_anchor(path) == head(seq - 1)


@pytest.mark.parametrize("data", [b"", b"anchor1", b"\xff" * 256, b" " * 256, b"anchor2 1 2 3"])
def test_file_without_a_whole_slot_gives_no_head(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "anchor"
    path.write_bytes(data)
    assert read_anchor(path) is None


def test_missing_file_is_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_anchor(tmp_path / "anchor")


def test_anchor_that_cannot_reach_the_disk_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anchor = Anchor(tmp_path / "anchor")

    def no_disk(_file: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fdatasync", no_disk)
    with pytest.raises(OSError, match="Input/output"):
        anchor.write(GENESIS)
    anchor.close()
