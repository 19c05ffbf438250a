"""The chain and the anchor file."""

import os
from hashlib import sha256
from pathlib import Path

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
    for cut in range(2 * slot_bytes + 1):
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
