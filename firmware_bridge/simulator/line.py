"""A serial line on a pseudo-terminal, as slow as its baud rate in both directions.

Knows bytes, time and the terminal. Must not know what the bytes say.
"""

import asyncio
import contextlib
import os
import pty
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Final

bits_a_byte: Final = 10
"""Start bit, eight data bits, stop bit."""

slice_seconds: Final = 0.004
"""Bytes are moved in portions of this length: what a USB adapter does, and few wake-ups."""


class PacedLine:
    """The device's end of a line; `path` is the other end, for a program that opens serial ports.

    When the line is free it takes what `next_frame` gives, until that is None; `wake` tells it
    that there is something again. With `link`, that symbolic link leads to the terminal.
    """

    def __init__(
        self,
        baud: int,
        receive: Callable[[bytes], None],
        next_frame: Callable[[], bytes | None],
        link: Path | None,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._byte_seconds = bits_a_byte / baud
        self._slice_bytes = max(1, int(slice_seconds / self._byte_seconds))
        self._receive = receive
        self._link = link
        self._next_frame = next_frame
        self._sending: asyncio.TimerHandle | None = None
        self._receiving: asyncio.TimerHandle | None = None
        # The simulator holds the other end open too, or reading would fail until somebody comes.
        self._near, self._far = pty.openpty()
        tty.setraw(self._far)
        os.set_blocking(self._near, False)
        self._terminal = os.ttyname(self._far)
        if link is not None:
            _lead(link, self._terminal)
        self._loop.add_reader(self._near, self._read)

    @property
    def path(self) -> str:
        """Where a program finds the other end."""
        return self._terminal if self._link is None else str(self._link)

    def wake(self) -> None:
        """Send what there is, unless the line is sending already."""
        if self._sending is None:
            self._send_slice()

    def close(self) -> None:
        """Take the line away, as pulling the plug does."""
        self._loop.remove_reader(self._near)
        for timer in (self._sending, self._receiving):
            if timer is not None:
                timer.cancel()
        os.close(self._near)
        os.close(self._far)
        if self._link is not None:
            with contextlib.suppress(FileNotFoundError):  # somebody tidied up before us
                self._link.unlink()

    def _send_slice(self) -> None:
        """Take the next portion; it arrives when its last bit would have."""
        portion = bytearray()
        while len(portion) < self._slice_bytes and (frame := self._next_frame()) is not None:
            portion += frame
        self._sending = None
        if portion:
            seconds = len(portion) * self._byte_seconds
            self._sending = self._loop.call_later(seconds, self._deliver, bytes(portion))

    def _deliver(self, portion: bytes) -> None:
        # A serial line does not wait for a listener: what nobody takes is lost.
        with contextlib.suppress(BlockingIOError):
            os.write(self._near, portion)
        self._send_slice()

    def _read(self) -> None:
        portion = os.read(self._near, self._slice_bytes)
        self._loop.remove_reader(self._near)
        seconds = len(portion) * self._byte_seconds
        self._receiving = self._loop.call_later(seconds, self._take, portion)

    def _take(self, portion: bytes) -> None:
        self._receiving = None
        self._loop.add_reader(self._near, self._read)
        self._receive(portion)


def _lead(link: Path, terminal: str) -> None:
    link.parent.mkdir(parents=True, exist_ok=True)
    fresh = link.with_name(f".{link.name}.new")
    with contextlib.suppress(FileNotFoundError):  # left behind by a run that was killed
        fresh.unlink()
    fresh.symlink_to(terminal)
    fresh.replace(link)
