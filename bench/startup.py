"""A hall starts on a long journal: the time until its first command is done.

Beside it: reading the same rows with sqlite3 and doing nothing with them. The journals are
ballots changed over and over in one vote.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.council import SITTING, Council, make_council
from bench.figures import Row, Series, against
from bench.processes import memory_bytes
from bench.venues import hall
from hall_server.assembly import sitting_folder
from hall_server.journal.folder import JOURNAL_FILE

delegates = 1000


async def start_seconds(council: Council) -> tuple[float, float]:
    """Start the hall and do one command; give the seconds and the MiB of the process then."""
    started = perf_counter()
    async with hall(council, 0) as venue:
        await venue.command("AddItem", title="Nội dung bổ sung")
        return perf_counter() - started, memory_bytes(venue.pid) / 1024 / 1024


async def read_seconds(council: Council) -> float:
    """Read all rows in a process of its own; give the seconds with its start."""
    started = perf_counter()
    path = sitting_folder(council.folder, SITTING) / JOURNAL_FILE
    arguments = ("-m", "bench.rooms.rows", str(path))
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments)
    assert await process.wait() == 0
    return perf_counter() - started


async def measure(*sizes: tuple[int, int]) -> list[Row]:
    """Give the rows of the table for journals of so many events, started so many times."""
    rows: list[Row] = []
    mib: list[float] = []
    for events, rounds in sizes:
        with tempfile.TemporaryDirectory() as name:
            council = await make_council(Path(name), delegates, ballots=events)
            starts = [await start_seconds(council) for _ in range(rounds + 1)][1:]
            reads = [await read_seconds(council) for _ in range(rounds + 1)][1:]
        rows.append(_row(events, starts, reads))
        mib.append(median(memory for _, memory in starts))
    if len(sizes) > 1:
        each = (mib[-1] - mib[0]) / (sizes[-1][0] - sizes[0][0]) * 100_000
        what = "memory of each 100,000 ballots, with the answers given to them"
        rows.append(Row(what, Series.of([each]), "MiB"))
    return rows


def _row(events: int, starts: list[tuple[float, float]], reads: list[float]) -> Row:
    what = f"start on {events:,} events until the first command is done"
    ours, rival = Series.of(seconds for seconds, _ in starts), Series.of(reads)
    return against(what, "s", ours, "reading the same rows with sqlite3", rival, 4.0)
