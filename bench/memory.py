"""Memory: of an idle connection, of a delegate, of the rivals' connections.

Proportional set size of the server process, before and after.
"""

import tempfile
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

from bench.council import Council, make_council
from bench.figures import Row, Series, within
from bench.processes import memory_bytes
from bench.venues import Venue, hall, socketio_room, starlette_room

connections_few = 200
"""Connected before the first look, so that what a server makes once is left out."""

kib = 1024


async def per_connection(
    opened: Callable[[int], AbstractAsyncContextManager[Venue]], connections: int
) -> float:
    """Give the KiB of a connection: between few connections and many, in two runs."""
    found = []
    for count in (connections_few, connections):
        async with opened(count) as venue:
            await venue.crowd.quiet()
            found.append(memory_bytes(venue.pid))
    return (found[1] - found[0]) / (connections - connections_few) / kib


async def of_hall(folder: Path, size: int) -> float:
    """Give the KiB of a hall with so many delegates present and nobody connected."""
    council = await make_council(folder, size)
    async with hall(council, 0) as venue:
        return memory_bytes(venue.pid) / kib


async def measure(connections: int, *, rooms: bool = True) -> list[Row]:
    """Give the rows of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        council: Council = await make_council(folder / "council", connections)
        ours = await per_connection(partial(hall, council), connections)
        small = await of_hall(folder / "small", 1_000)
        large = await of_hall(folder / "large", 10_000)
        rows = [
            within("idle tablet's connection", "KiB", Series.of([ours]), 20),
            Row("each delegate, present", Series.of([(large - small) / 9_000]), "KiB"),
            Row("hall of 1,000 delegates, nobody connected", Series.of([small / kib]), "MiB"),
        ]
        if rooms:
            for room, opened in (
                ("python-socketio room", socketio_room),
                ("Starlette room", starlette_room),
            ):
                place = folder / room
                place.mkdir()
                theirs = await per_connection(partial(_fresh, opened, place), connections)
                beside = Series.of([theirs])
                rows.append(
                    Row(
                        "idle tablet's connection",
                        Series.of([ours]),
                        "KiB",
                        room,
                        beside,
                        ours / theirs,
                    )
                )
    return rows


def _fresh(
    opened: Callable[[Path, int], AbstractAsyncContextManager[Venue]], place: Path, count: int
) -> AbstractAsyncContextManager[Venue]:
    folder = place / str(count)
    folder.mkdir()
    return opened(folder, count)
