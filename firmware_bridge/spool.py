"""Presses on disk until the hall has answered them: one file, msgpack records one after another.

Knows records, marks and the disk. Must not know the hall or the hardware. The methods that touch
the disk say so; they may run in another thread, one at a time.

A record is `[crc32, body]`; a body is msgpack of `["press", id, act, seat, [uid, boot,
counter], poll, command]`, `["answered", id]` or `["mark", uid, act, boot, counter]`.
"""

import fcntl
import logging
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgpack
from msgspec import ValidationError, convert

from firmware_bridge.presses import Act, Command, Mark, Press

FILE_NAME: Final = "presses.msgpack"
LOCK_NAME: Final = "lock"

compact_bytes_min: Final = 256 * 1024
"""Below it a spool without open presses is left to grow: about 2,000 presses."""

record_bytes_max: Final = 64 * 1024
"""A press takes some 150 bytes; a length beyond this is damage, not a record."""

_PressFields = tuple[str, Act, str, tuple[int, int, int], int, Command]

log = logging.getLogger(__name__)


class SpoolError(Exception):
    """The spool cannot be used; the message names the folder and the reason."""


class Spool:
    """The presses of one bridge, in `folder`. Opening it reads the disk.

    Raises `SpoolError` when another bridge has it, or the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self.open_presses: dict[str, Press] = {}
        """Presses that the hall has not answered, oldest first."""
        self.marks: dict[tuple[int, Act], Mark] = {}
        """Up to where each unit's counters are kept or answered: never sent as new again."""
        self._path = folder / FILE_NAME
        self._queued: list[bytes] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(folder)
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._size = self._read()
            _sync_folder(folder)
        except (OSError, ValidationError) as error:
            raise SpoolError(f"spool {folder}: {error}") from error

    def close(self) -> None:
        """Give the folder free. What was queued and not written is lost to the next bridge."""
        os.close(self._file)
        os.close(self._lock)

    def keep(self, press: Press) -> None:
        """Queue a press for the disk; it is safe only when `write` has returned."""
        self._take_press(press)
        mark = press.mark
        unit = [press.uid, mark.boot, mark.counter]
        self._queue(["press", press.id, press.act, press.seat, unit, press.poll, press.command])

    def answered(self, press_id: str) -> None:
        """Queue for the disk that the hall has answered a press."""
        if self.open_presses.pop(press_id, None) is not None:
            self._queue(["answered", press_id])

    def take_queued(self) -> bytes:
        """Give everything queued since the last call, for `write`."""
        queued = b"".join(self._queued)
        self._queued.clear()
        return queued

    def write(self, data: bytes) -> None:
        """Append to the disk and wait until it is there. Raises `SpoolError`."""
        try:
            _write_whole(self._file, data, self._size)
            os.fdatasync(self._file)
        except OSError as error:
            raise SpoolError(f"spool {self._path}: {error}") from error
        self._size += len(data)

    def may_compact(self) -> bool:
        """Tell whether the file is long and tells of nothing but the past."""
        return self._size >= compact_bytes_min and not self.open_presses and not self._queued

    def compaction(self) -> bytes:
        """Give the contents of a new file that holds the marks alone, for `replace`."""
        marks = (
            _record(["mark", uid, act, mark.boot, mark.counter])
            for (uid, act), mark in self.marks.items()
        )
        return b"".join(marks)

    def replace(self, data: bytes) -> None:
        """Put `data` in the place of the file, whole or not at all. Raises `SpoolError`."""
        fresh = self._path.with_suffix(".new")
        try:
            file = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            _write_whole(file, data, 0)
            os.fsync(file)
            fresh.replace(self._path)
            _sync_folder(self._path.parent)
        except OSError as error:
            raise SpoolError(f"spool {self._path}: {error}") from error
        os.close(self._file)
        self._file, self._size = file, len(data)

    def _queue(self, body: list[Any]) -> None:
        self._queued.append(_record(body))

    def _read(self) -> int:
        """Take in what is on disk; cut off and report what is no record; return the length."""
        data = self._path.read_bytes()
        end = 0
        for record_end, body in _records(data):
            self._take(body)
            end = record_end
        if end < len(data):
            log.warning("spool %s: cut off a torn end of %d bytes", self._path, len(data) - end)
            os.ftruncate(self._file, end)
            os.fsync(self._file)
        return end

    def _take(self, body: list[Any]) -> None:
        match body:
            case ["press", *fields]:
                self._take_press(_press(convert(fields, _PressFields)))
            case ["answered", str(press_id)]:
                self.open_presses.pop(press_id, None)
            case ["mark", int(uid), act, int(boot), int(counter)]:
                self.marks[uid, convert(act, Act)] = Mark(boot, counter)
            case _:
                raise ValidationError("no record of a spool")

    def _take_press(self, press: Press) -> None:
        self.open_presses[press.id] = press
        self.marks[press.uid, press.act] = press.mark


def _press(fields: _PressFields) -> Press:
    press_id, act, seat, (uid, boot, counter), poll, command = fields
    return Press(press_id, act, seat, uid, Mark(boot, counter), command, poll)


def _record(body: list[Any]) -> bytes:
    packed: bytes = msgpack.packb(body)
    record: bytes = msgpack.packb([zlib.crc32(packed), packed])
    return record


def _records(data: bytes) -> Iterable[tuple[int, list[Any]]]:
    """Give each whole record with the place where it ends, up to the first that is none."""
    unpacker = msgpack.Unpacker(max_buffer_size=max(len(data), 1), max_bin_len=record_bytes_max)
    unpacker.feed(data)
    while True:
        try:
            checksum, packed = unpacker.unpack()
            if zlib.crc32(packed) != checksum:
                return
            yield unpacker.tell(), msgpack.unpackb(packed)
        except (msgpack.UnpackException, ValueError, TypeError):
            return


def _lock(folder: Path) -> int:
    lock = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise SpoolError(f"spool {folder}: another bridge is using it") from None
    return lock


def _write_whole(file: int, data: bytes, at: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(file, view, at)
        view, at = view[written:], at + written


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
