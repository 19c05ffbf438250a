"""All delegates vote in the same instant: the time until the last durable acknowledgement.

Beside it an echo of the same frames, and the small rooms. Rounds take turns, so that whatever
else the machine does befalls all alike.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import msgspec
import uvloop

from bench.council import make_council
from bench.crowd import raise_file_limit, settle_memory, storm
from bench.figures import Row, Series, against, cheaper
from bench.processes import processor_seconds
from bench.venues import Venue, echo, hall, socketio_room, starlette_room

rounds_measured = 7

settle_seconds = 0.05
"""After the last answer a server may still have work to do; it counts."""


class Storm(msgspec.Struct):
    """What a series of storms gave: ms until the last answer, µs on a processor a ballot."""

    last_ms: Series
    cpu_us: Series


async def storms(venues: Sequence[Venue], rounds: int = rounds_measured) -> list[Storm]:
    """Let all clients of each venue vote, in turn, and give each venue's figures."""
    found: list[list[tuple[float, float]]] = [[] for _ in venues]
    for _ in range(rounds + 1):
        for venue, values in zip(venues, found, strict=True):
            values.append(await one_storm(venue))
    return summed(found)


def summed(found: Sequence[Sequence[tuple[float, float]]]) -> list[Storm]:
    """Sum each venue's rounds up, without the first, which warms up."""
    return [
        Storm(Series.of(last for last, _ in values[1:]), Series.of(cpu for _, cpu in values[1:]))
        for values in found
    ]


async def one_storm(venue: Venue) -> tuple[float, float]:
    """Hold one vote; give ms until the last answer and µs on a processor a ballot."""
    frames = await venue.open_vote()
    clients = venue.crowd.clients
    venue.crowd.expect(venue.answer, len(clients))
    before = processor_seconds(venue.pid)
    started = storm(clients, frames)
    last = await venue.crowd.all_came()
    await asyncio.sleep(settle_seconds)
    spent = processor_seconds(venue.pid) - before
    await venue.close_vote()
    return (last - started) * 1e3, spent / len(clients) * 1e6


async def beside_echo(voters: int, rounds: int = rounds_measured) -> tuple[Storm, Storm]:
    """Give the storms of the hall and of the echo."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        council = await make_council(folder, voters)
        ours = await stack.enter_async_context(hall(council, voters))
        limit = await stack.enter_async_context(echo(voters))
        settle_memory()
        found = await storms([ours, limit], rounds)
        return found[0], found[1]


async def of_rooms(voters: int, rounds: int = rounds_measured) -> tuple[Storm, Storm]:
    """Give the storms of the rooms on python-socketio and on Starlette."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        first = await stack.enter_async_context(socketio_room(folder, voters))
        second = await stack.enter_async_context(starlette_room(folder, voters))
        settle_memory()
        found = await storms([first, second], rounds)
        return found[0], found[1]


async def measure(voters: int, rounds: int = rounds_measured, *, rooms: bool = True) -> list[Row]:
    """Give the rows of the table for so many voters."""
    ours, limit = await beside_echo(voters, rounds)
    name = f"vote storm, {voters:,} voters"
    cpu, wall = f"{name}: server CPU per ballot", f"{name}: last durable acknowledgement"
    rows = [
        against(cpu, "µs", ours.cpu_us, "aiohttp echo", limit.cpu_us, 1.0),
        against(wall, "ms", ours.last_ms, "aiohttp echo", limit.last_ms, 1.2),
    ]
    if rooms:
        socketio, starlette = await of_rooms(voters, rounds)
        for room, found, least in (
            ("python-socketio room", socketio, 5.0),
            ("Starlette room", starlette, 2.0),
        ):
            rows.append(cheaper(cpu, "µs", ours.cpu_us, room, found.cpu_us, least))
            rows.append(against(wall, "ms", ours.last_ms, room, found.last_ms, None))
    return rows


def main() -> None:
    """Measure as a program for other programs, or for a reader."""
    parser = argparse.ArgumentParser(prog="python -m bench.vote_storm", description=__doc__)
    parser.add_argument("--voters", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=rounds_measured)
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    chosen = parser.parse_args()
    raise_file_limit()
    ours, limit = uvloop.run(beside_echo(chosen.voters, chosen.rounds))
    say(ours, limit, clients=chosen.voters, as_json=chosen.json)


def say(ours: Storm, limit: Storm, *, clients: int, as_json: bool) -> None:
    """Print figures and ratios, the medians first."""
    found: dict[str, object] = {
        "clients": clients,
        "rounds": ours.cpu_us.runs,
        "cpu_ratio": round(ours.cpu_us.median / limit.cpu_us.median, 3),
        "wall_ratio": round(ours.last_ms.median / limit.last_ms.median, 3),
    }
    for prefix, venue in (("", ours), ("limit_", limit)):
        for name, series in (("cpu_us", venue.cpu_us), ("last_ms", venue.last_ms)):
            found[prefix + name] = round(series.median, 2)
            found[f"{prefix}{name}_spread"] = [round(series.least, 2), round(series.most, 2)]
    if as_json:
        print(msgspec.json.encode(found).decode())
        return
    for name, value in found.items():
        print(f"{name:24}{value}")


if __name__ == "__main__":
    main()
