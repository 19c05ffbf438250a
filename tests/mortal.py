"""Processes that tests kill and start again; whatever happens, none outlives its test."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from rehearsal.processes import RunningHall, start_hall, stop

Process = asyncio.subprocess.Process


class Mortal:
    """A process that can be killed and started again the same way."""

    def __init__(self, start: Callable[[], Awaitable[Process]], first: Process) -> None:
        self._start = start
        self.process = first

    async def kill(self) -> None:
        """End it without a word (SIGKILL)."""
        self.process.kill()
        await self.process.wait()

    async def start_again(self) -> None:
        self.process = await self._start()

    async def kill_and_start_again(self) -> None:
        await self.kill()
        await self.start_again()


@asynccontextmanager
async def mortal(start: Callable[[], Awaitable[Process]]) -> AsyncIterator[Mortal]:
    one = Mortal(start, await start())
    try:
        yield one
    finally:
        await stop(one.process)


@asynccontextmanager
async def mortal_hall(folder: Path) -> AsyncIterator[tuple[Mortal, RunningHall]]:
    """A hall of its own process that comes back on the port it had."""
    process, hall = await start_hall(folder)
    port = int(hall.url.rpartition(":")[2])

    async def start() -> Process:
        return (await start_hall(folder, port))[0]

    one = Mortal(start, process)
    try:
        yield one, hall
    finally:
        await stop(one.process)
