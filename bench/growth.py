"""Growth: what a ballot costs in halls of different sizes, all voting at once.

A sample is always about as many ballots, in as many storms as that takes.
"""

import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from bench.council import make_council
from bench.crowd import settle_memory
from bench.figures import Row, Series
from bench.venues import hall
from bench.vote_storm import one_storm

ballots_a_sample = 500
spread_max = 1.2
"""The goal: the dearest size costs at most so much more than the cheapest."""


async def cost(size: int, rounds: int) -> Series:
    """Give the µs on a processor a ballot in a hall of so many."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        council = await make_council(folder, size)
        venue = await stack.enter_async_context(hall(council, size))
        settle_memory()
        samples = []
        for _ in range(rounds + 1):
            storms = [await one_storm(venue) for _ in range(max(1, ballots_a_sample // size))]
            samples.append(sum(cpu for _, cpu in storms) / len(storms))
        return Series.of(samples[1:])


async def measure(sizes: tuple[int, ...], rounds: int) -> list[Row]:
    """Give the rows of the table."""
    found = {size: await cost(size, rounds) for size in sizes}
    first, *others = sizes
    rows = [Row(f"growth: CPU per ballot, {first:,} delegates", found[first], "µs")]
    for size in others:
        ratio = found[size].median / found[first].median
        rows.append(
            Row(
                f"growth: CPU per ballot, {size:,} delegates",
                found[size],
                "µs",
                f"{first:,} delegates",
                found[first],
                ratio,
                f"≤ {spread_max:g}×",
                ratio <= spread_max,
            )
        )
    return rows
