"""One change reaches all who watch: the time until the last has it, and the cost a client.

The change is the chair taking another item of the agenda; the hall keeps it on disk first. Beside
it a bare loop of writes of the same frame, and the small rooms. Rounds take turns.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter

import uvloop

from bench.council import make_council
from bench.crowd import raise_file_limit, settle_memory
from bench.figures import Row, against, cheaper
from bench.processes import processor_seconds
from bench.venues import HallVenue, Venue, echo, hall, socketio_room, starlette_room
from bench.vote_storm import Storm, rounds_measured, say, settle_seconds, summed

Fanout = Storm
"""The same two figures: ms until the last receipt, µs on a processor a client."""


async def fanouts(venues: Sequence[Venue], rounds: int = rounds_measured) -> list[Fanout]:
    """Send changes to all clients of each venue, in turn, and give each venue's figures."""
    found: list[list[tuple[float, float]]] = [[] for _ in venues]
    for _ in range(rounds + 1):
        for venue, values in zip(venues, found, strict=True):
            values.append(await one_change(venue))
    return summed(found)


async def one_change(venue: Venue) -> tuple[float, float]:
    """Send one change; give ms until the last receipt and µs on a processor a client."""
    frame, clients = venue.next_change(), venue.crowd.clients
    venue.crowd.expect(venue.change, len(clients))
    before = processor_seconds(venue.pid)
    started = perf_counter()
    venue.chair.send(frame)
    last = await venue.crowd.all_came()
    await asyncio.sleep(settle_seconds)
    spent = processor_seconds(venue.pid) - before
    await venue.crowd.quiet()
    return (last - started) * 1e3, spent / len(clients) * 1e6


async def beside_bare_loop(watchers: int, rounds: int = rounds_measured) -> tuple[Fanout, Fanout]:
    """Give the fan-outs of the hall and of the bare loop."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        council = await make_council(folder, watchers)
        ours = await stack.enter_async_context(hall(council, watchers))
        limit = await stack.enter_async_context(echo(watchers, "bench.rooms.bare_loop"))
        limit.payload = await _payload_of_a_change(ours)
        settle_memory()
        found = await fanouts([ours, limit], rounds)
        return found[0], found[1]


async def _payload_of_a_change(venue: HallVenue) -> bytes:
    await one_change(venue)
    return venue.crowd.last_payload


async def of_rooms(watchers: int, rounds: int = rounds_measured) -> tuple[Fanout, Fanout]:
    """Give the fan-outs of the rooms on python-socketio and on Starlette."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        first = await stack.enter_async_context(socketio_room(folder, watchers))
        second = await stack.enter_async_context(starlette_room(folder, watchers))
        settle_memory()
        found = await fanouts([first, second], rounds)
        return found[0], found[1]


async def measure(watchers: int, rounds: int = rounds_measured, *, rooms: bool = True) -> list[Row]:
    """Give the rows of the table for so many watching clients."""
    ours, limit = await beside_bare_loop(watchers, rounds)
    name = f"one change to {watchers:,}"
    cpu, wall = f"{name}: server CPU per client", f"{name}: last receipt"
    rows = [
        against(cpu, "µs", ours.cpu_us, "bare loop of writes", limit.cpu_us, 1.2),
        against(wall, "ms", ours.last_ms, "bare loop of writes", limit.last_ms, None),
    ]
    if rooms:
        socketio, starlette = await of_rooms(watchers, rounds)
        for room, found in (("python-socketio room", socketio), ("Starlette room", starlette)):
            rows.append(cheaper(cpu, "µs", ours.cpu_us, room, found.cpu_us, 1.0))
            rows.append(against(wall, "ms", ours.last_ms, room, found.last_ms, None))
    return rows


def main() -> None:
    """Measure as a program for other programs, or for a reader."""
    parser = argparse.ArgumentParser(prog="python -m bench.fanout", description=__doc__)
    parser.add_argument("--watchers", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=rounds_measured)
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    chosen = parser.parse_args()
    raise_file_limit()
    ours, limit = uvloop.run(beside_bare_loop(chosen.watchers, chosen.rounds))
    say(ours, limit, clients=chosen.watchers, as_json=chosen.json)


if __name__ == "__main__":
    main()
