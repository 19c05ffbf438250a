"""The clerk's time: ms since 1970 UTC, from the wall clock once and then from the steady one."""

import time
from collections.abc import Callable


def steady_clock() -> Callable[[], int]:
    """Give a clock that agrees with the wall clock now and never jumps after."""
    offset = time.time_ns() - time.monotonic_ns()

    def now() -> int:
        return (offset + time.monotonic_ns()) // 1_000_000

    return now
