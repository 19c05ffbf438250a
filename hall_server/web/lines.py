"""The port's lines: how long a connection may dawdle and how much it may pour.

Knows bytes and seconds, before anything of them is understood; not requests or messages.
"""

import asyncio
from collections.abc import Callable
from typing import Final, cast

from hall_wire.session import Allowance

request_seconds_max: Final = 10.0
"""From connecting to the end of a first request's head; a browser takes milliseconds."""

bytes_per_second_max: Final = 2 * 1024 * 1024
"""Of one connection, steadily. A bridge for a thousand seats needs a third of it."""

bytes_burst_max: Final = 8 * 1024 * 1024
"""At once: a bridge that comes back with all it has kept."""

portion_bytes: Final = 16 * 1024
"""So much is taken from the measure at a time: a look at the clock for each ballot costs more than
all else that is done here."""


class Line(asyncio.Protocol):
    """One connection: passes everything on to `handler`, and cuts what is without measure."""

    def __init__(self, handler: asyncio.Protocol, on_lost: Callable[[], None]) -> None:
        self._handler = handler
        self._on_lost = on_lost
        self._loop = asyncio.get_running_loop()
        self._allowance = Allowance(bytes_per_second_max, bytes_burst_max)
        self._allowed_bytes = 0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Pass on."""
        # uvloop's transports are transports without being of asyncio's class.
        self._transport = cast("asyncio.Transport", transport)
        self._handler.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Pass on what is within measure; cut the connection at more."""
        self._allowed_bytes -= len(data)
        if self._allowed_bytes >= 0 or self._take_portion():
            self._handler.data_received(data)
        else:
            self.cut()

    def _take_portion(self) -> bool:
        missing = portion_bytes - self._allowed_bytes
        self._allowed_bytes = portion_bytes
        return self._allowance.take(int(self._loop.time() * 1000), missing)

    def eof_received(self) -> bool | None:
        """Pass on."""
        return self._handler.eof_received()

    def connection_lost(self, error: Exception | None) -> None:
        """Pass on."""
        self._on_lost()
        self._handler.connection_lost(error)

    def pause_writing(self) -> None:
        """Pass on."""
        self._handler.pause_writing()

    def resume_writing(self) -> None:
        """Pass on."""
        self._handler.resume_writing()

    def cut(self) -> None:
        """End the connection at once."""
        if self._transport is not None:
            self._transport.abort()


class Lines:
    """All lines of a port. `server` makes the handler of a new connection."""

    def __init__(self, server: Callable[[], asyncio.Protocol]) -> None:
        self._server = server
        self._silent: dict[object, Line] = {}
        """Lines from which no whole request has come yet, by handler."""

    def open(self) -> Line:
        """Make the protocol of a new connection."""
        handler = self._server()
        line = Line(handler, lambda: self.heard(handler))
        self._silent[handler] = line
        loop = asyncio.get_running_loop()
        loop.call_later(request_seconds_max, self._lose_patience, handler)
        return line

    def heard(self, handler: object) -> None:
        """Note that a whole request has come, or that the connection is gone."""
        self._silent.pop(handler, None)

    def _lose_patience(self, handler: object) -> None:
        line = self._silent.pop(handler, None)
        if line is not None:
            line.cut()
