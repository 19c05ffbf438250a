"""An even stream of ballots while many watch: how long each waits for its acknowledgement.

The load sends on a schedule of its own, whether answers come or not. Delegates change their
ballots over and over; displays watch the tally move.
"""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import perf_counter

from bench.council import CHOICES, Council, make_council
from bench.crowd import Client, Crowd, settle_memory
from bench.figures import Row, Series, percentile, within
from bench.frames import masked
from bench.processes import processor_seconds
from bench.venues import HallVenue, cast_frame, hall
from hall_wire.codec import encode
from hall_wire.messages import Ping

voters = 1000
watchers = 1000
ballots_per_second = 2000

tick_seconds = 0.002
"""The load wakes so often and sends what is due: four ballots."""

pings_each_second = 0.1
"""How often a watcher says that it lives, as a screen does; not all in the same moment."""

ping_tick_seconds = 0.05


@dataclass(slots=True)
class Stream:
    """Seconds from command to acknowledgement, how late the load sent, and what it cost."""

    waits: list[float]
    late: list[float]
    processor_share: float


async def stream(folder: Path, seconds: float, voters: int, watchers: int, rate: int) -> Stream:
    """Send `rate` ballots a second for so many seconds."""
    async with AsyncExitStack() as stack:
        council = await make_council(folder, voters)
        venue = await stack.enter_async_context(hall(council, voters))
        screens = await _watch(venue, council, watchers)
        pinging = asyncio.create_task(_ping([*screens.clients, venue.chair]))
        await venue.open_vote()
        settle_memory()
        await _send(venue, seconds / 10, rate, 1)
        before, started = processor_seconds(venue.pid), perf_counter()
        late = await _send(venue, seconds, rate, 2)
        share = (processor_seconds(venue.pid) - before) / (perf_counter() - started)
        pinging.cancel()
        await screens.leave()
        return Stream(venue.crowd.latencies, late, share)


async def _watch(venue: HallVenue, council: Council, watchers: int) -> Crowd:
    screens = venue.crowd.beside()
    await screens.join([masked(council.display)] * watchers, 3)
    return screens


async def _ping(clients: list[Client]) -> None:
    frame = masked(encode(Ping(sent=0)))
    portion = max(1, round(len(clients) * pings_each_second * ping_tick_seconds))
    for start in count(step=portion):
        for number in range(start, start + portion):
            clients[number % len(clients)].transport.write(frame)
        await asyncio.sleep(ping_tick_seconds)


async def _send(venue: HallVenue, seconds: float, rate: int, part: int) -> list[float]:
    """Send on schedule and wait for all answers; give how late each ballot left, in seconds."""
    total = int(seconds * rate)
    clients = venue.crowd.clients
    venue.crowd.expect(venue.answer, total)
    late: list[float] = []
    started = perf_counter()
    sent = 0
    while sent < total:
        due = min(total, int((perf_counter() - started) * rate) + 1)
        for number in range(sent, due):
            _cast(clients, number, part)
            late.append(perf_counter() - started - number / rate)
        sent = due
        await asyncio.sleep(tick_seconds)
    await venue.crowd.all_came()
    return late


def _cast(clients: list[Client], number: int, part: int) -> None:
    turn, voter = divmod(number, len(clients))
    choice = CHOICES[(turn + part) % len(CHOICES)]
    clients[voter].send(cast_frame(f"s{part}.{turn}", "v1", choice))


async def measure(seconds: float) -> list[Row]:
    """Give the rows of the table."""
    with tempfile.TemporaryDirectory() as folder:
        found = await stream(Path(folder), seconds, voters, watchers, ballots_per_second)
    name = f"{ballots_per_second:,} ballots/s for {seconds:g} s, {watchers:,} watching"
    waits = [wait * 1e3 for wait in found.waits]
    return [
        Row(f"{name}: command to Done, median", Series.of([percentile(waits, 50)]), "ms"),
        within(f"{name}: p99", "ms", Series.of([percentile(waits, 99)]), 20),
        within(f"{name}: longest", "ms", Series.of([max(waits)]), 100),
        Row(
            f"{name}: load late by, p99 (in none of the above)",
            Series.of([percentile(found.late, 99) * 1e3]),
            "ms",
        ),
        Row(f"{name}: share of one core", Series.of([found.processor_share * 100]), "%"),
    ]
