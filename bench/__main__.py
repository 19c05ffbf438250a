"""`python -m bench`: measure everything and keep it. `--quick`: a minute of small ratios."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine
from time import perf_counter
from typing import Any

import uvloop

from bench import (
    comeback,
    fanout,
    growth,
    keypad,
    memory,
    microphone,
    startup,
    steady,
    vote_storm,
)
from bench.crowd import raise_file_limit
from bench.figures import Row
from bench.report import keep, machine, show

Measurement = Callable[[], Coroutine[Any, Any, list[Row]]]

EVERYTHING: tuple[Measurement, ...] = (
    lambda: vote_storm.measure(1_000),
    lambda: vote_storm.measure(5_000),
    lambda: fanout.measure(1_000),
    lambda: fanout.measure(5_000),
    lambda: steady.measure(60),
    lambda: keypad.measure(128),
    lambda: microphone.measure(128, 8),
    lambda: memory.measure(2_000),
    lambda: startup.measure((100_000, 7), (1_000_000, 7)),
    lambda: comeback.measure(2_000, 7),
    lambda: growth.measure((100, 1_000, 5_000, 10_000), 7),
)
QUICK: tuple[Measurement, ...] = (
    lambda: vote_storm.measure(300, 5),
    lambda: fanout.measure(300, 5),
    lambda: steady.measure(4),
    lambda: keypad.measure(40),
    lambda: microphone.measure(40, 2),
    lambda: memory.measure(600, rooms=False),
    lambda: startup.measure((100_000, 2)),
    lambda: comeback.measure(300, 2),
    lambda: growth.measure((100, 500), 2),
)


def main() -> None:
    """Run the measurements one after the other."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="ratios only, kept nowhere")
    quick = parser.parse_args().quick
    raise_file_limit()
    described, started = machine(), perf_counter()
    rows: list[Row] = []
    for measurement in QUICK if quick else EVERYTHING:
        found = _alone(measurement)
        show(found, ratios_only=quick)
        rows += found
    if not quick:
        keep(described, perf_counter() - started, rows)
    print(f"{perf_counter() - started:.0f} s")


def _alone(measurement: Measurement) -> list[Row]:
    """Give a measurement a loop of its own, so that nothing of one is left in the next."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(measurement())


if __name__ == "__main__":
    main()
