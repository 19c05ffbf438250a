"""Lines that a person types, or that a pipe or a file gives, without a thread.

Knows a file descriptor. It is left in blocking mode, because a terminal shares it with the output.
"""

import asyncio
import os
from typing import Final

_chunk_bytes: Final = 4096
"""A terminal gives at most one line of this length at once."""


class Keyboard:
    """The lines of a file descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rest = b""
        self._ended = False

    async def line(self) -> str | None:
        """Give the next line without its end, None when there are no more."""
        while b"\n" not in self._rest and not self._ended:
            chunk = await self._chunk()
            self._rest += chunk
            self._ended = not chunk
        if not self._rest:
            return None
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode(errors="replace").strip()

    async def _chunk(self) -> bytes:
        loop = asyncio.get_running_loop()
        readable = asyncio.Event()
        try:
            loop.add_reader(self._descriptor, readable.set)
        except PermissionError:  # a regular file: it is always readable, and cannot be watched
            return os.read(self._descriptor, _chunk_bytes)
        try:
            await readable.wait()
        finally:
            loop.remove_reader(self._descriptor)
        try:
            return os.read(self._descriptor, _chunk_bytes)
        except OSError:  # the terminal itself is gone, which ends the input like any other end
            return b""
