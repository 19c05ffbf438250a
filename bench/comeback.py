"""The hall is killed and started again: the time until all are back with all their boards.

Clients wait between attempts as the wire's limits say: full jitter, doubling.
"""

import asyncio
import contextlib
import signal
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from bench.council import Council, make_council
from bench.crowd import Client, Crowd, LoadFailed
from bench.figures import Row, Series, within
from bench.frames import masked
from bench.venues import port_of
from hall_wire.limits import reconnect_seconds_base, reconnect_seconds_max
from rehearsal.processes import start_hall, stop

back_seconds_max = 60.0
"""After that a client that is not back is taken to have been refused for good."""


class Returning:
    """Clients that come back by themselves."""

    def __init__(self, council: Council, port: int) -> None:
        self._chance = Random(11)
        self._greetings = [masked(hello) for hello in council.delegates]
        self._lost: dict[Client, asyncio.Event] = {}
        self._crowd = Crowd(port, "/socket", self._lose)
        self._in: set[int] = set()
        self._full = asyncio.Event()
        self.attempts = 0

    def _lose(self, client: Client) -> None:
        if (lost := self._lost.get(client)) is not None:
            lost.set()

    async def stay(self, number: int) -> None:
        """Connect, and connect again, until cancelled."""
        attempt = 0
        while True:
            client = await self._try(number)
            if client is None:
                longest = min(reconnect_seconds_max, reconnect_seconds_base * 2**attempt)
                attempt += 1
                await asyncio.sleep(self._chance.uniform(0, longest))
                continue
            attempt = 0
            lost = self._lost[client] = asyncio.Event()
            self._in.add(number)
            if len(self._in) == len(self._greetings):
                self._full.set()
            await lost.wait()
            del self._lost[client]
            self._in.discard(number)
            self._full.clear()
            await asyncio.sleep(self._chance.uniform(0, reconnect_seconds_base))

    async def _try(self, number: int) -> Client | None:
        self.attempts += 1
        with contextlib.suppress(OSError, LoadFailed, TimeoutError):
            return await self._crowd.connect(self._greetings[number], 3)
        return None

    async def all_in(self) -> None:
        """Wait until everyone is in. Raises `TimeoutError`."""
        async with asyncio.timeout(back_seconds_max):
            await self._full.wait()


async def comebacks(folder: Path, clients: int, rounds: int) -> list[tuple[float, float, float]]:
    """Kill and start the hall; give s from kill and from being ready to the last, and attempts."""
    council = await make_council(folder, clients)
    process, hall = await start_hall(folder)
    port = port_of(hall.url)
    crowd = Returning(council, port)
    found = []
    async with asyncio.TaskGroup() as tasks:
        staying = [tasks.create_task(crowd.stay(number)) for number in range(clients)]
        await crowd.all_in()
        for _ in range(rounds):
            crowd.attempts = 0
            process.send_signal(signal.SIGKILL)
            killed = perf_counter()
            await process.wait()
            process, _ = await start_hall(folder, port)
            ready = perf_counter()
            await crowd.all_in()
            now = perf_counter()
            found.append((now - killed, now - ready, crowd.attempts / clients))
        for task in staying:
            task.cancel()
    await stop(process)
    return found


async def measure(clients: int, rounds: int) -> list[Row]:
    """Give the rows of the table."""
    with tempfile.TemporaryDirectory() as name:
        found = await comebacks(Path(name), clients, rounds + 1)
    kills, readies, attempts = zip(*found[1:], strict=True)
    what = f"{clients:,} come back after kill -9"
    return [
        within(f"{what}: last one in, from the kill", "s", Series.of(kills), 5),
        Row(f"{what}: last one in, from the hall being ready", Series.of(readies), "s"),
        Row(f"{what}: attempts each", Series.of(attempts), "attempts"),
    ]
