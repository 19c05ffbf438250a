"""One serial port, kept open: the only file that imports pyserial.

Knows bytes and the port's coming and going. Must not know what the bytes say.
"""

import asyncio
import errno
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import serial

reopen_seconds_min: Final = 0.2
"""First wait after the port has gone; an unplugged adapter comes back as a new file."""

reopen_seconds_max: Final = 5.0
"""Longest wait; somebody stands at the rack and looks at the lamps."""

read_bytes_max: Final = 16 * 1024
"""More than the kernel keeps for a serial port."""

unsent_bytes_max: Final = 16 * 1024
"""A third of a second at 460,800 baud. More would be orders of the past: they are made anew
instead, by whoever sees that the hardware does not follow."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PortHandlers:
    """Whom a port tells that it is open, that bytes came, and that it has gone."""

    opened: Callable[[], None]
    received: Callable[[bytes], None]
    lost: Callable[[], None]


class SerialPort:
    """A serial port at `path`; `run` opens it and opens it again whenever it has gone."""

    def __init__(self, path: str, baud: int, handlers: PortHandlers) -> None:
        self.path = path
        self.baud = baud
        self.overflows = 0
        """Writes refused because the line could not take them."""
        self._handlers = handlers
        self._port: serial.Serial | None = None
        self._gone = asyncio.Event()
        self._heard = False
        self._unsent = bytearray()

    def write(self, data: bytes) -> bool:
        """Send bytes, all or none of them; False when the port is closed or its line is full."""
        if self._port is None:
            return False
        if len(self._unsent) + len(data) > unsent_bytes_max:
            self.overflows += 1
            return False
        was_empty = not self._unsent
        self._unsent += data
        if was_empty:
            self._flush()
        return True

    async def run(self) -> None:
        """Keep the port open until cancelled."""
        wait_seconds = reopen_seconds_min
        while True:
            if await self._open():
                try:
                    await self._gone.wait()
                finally:
                    self._close()
                log.warning("port %s: gone", self.path)
            # A port that opens but never says a word is tried as seldom as one that is not there.
            if self._heard:
                self._heard = False
                wait_seconds = reopen_seconds_min
            await asyncio.sleep(wait_seconds)
            wait_seconds = min(2 * wait_seconds, reopen_seconds_max)

    async def _open(self) -> bool:
        try:
            # Some adapters take a while to open; the loop must not wait for them.
            self._port = await asyncio.to_thread(
                serial.Serial, self.path, self.baud, timeout=0, write_timeout=0, exclusive=True
            )
        except (OSError, ValueError) as error:  # SerialException is an OSError
            log.warning("port %s: %s", self.path, error)
            return False
        self._gone.clear()
        asyncio.get_running_loop().add_reader(self._port.fileno(), self._read)
        log.info("port %s: open at %d baud", self.path, self.baud)
        self._handlers.opened()
        return True

    def _close(self) -> None:
        assert self._port is not None
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._port.fileno())
        loop.remove_writer(self._port.fileno())
        self._port.close()
        self._port = None
        self._unsent.clear()
        self._handlers.lost()

    def _read(self) -> None:
        assert self._port is not None
        try:
            data = os.read(self._port.fileno(), read_bytes_max)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(error)
            return
        if data:
            self._heard = True
            self._handlers.received(data)
        else:
            self._lose(OSError(errno.EIO, "end of file"))

    def _flush(self) -> None:
        # pyserial's own write would spin while the line is full.
        assert self._port is not None
        try:
            sent = os.write(self._port.fileno(), self._unsent)
        except BlockingIOError:
            sent = 0
        except OSError as error:
            self._lose(error)
            return
        del self._unsent[:sent]
        loop = asyncio.get_running_loop()
        if self._unsent:
            loop.add_writer(self._port.fileno(), self._flush)
        else:
            loop.remove_writer(self._port.fileno())

    def _lose(self, error: OSError) -> None:
        assert self._port is not None
        log.debug("port %s: %s", self.path, error)
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._port.fileno())
        loop.remove_writer(self._port.fileno())
        self._gone.set()
