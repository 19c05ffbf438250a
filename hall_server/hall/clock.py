"""The clerk's time: ms since 1970 UTC, from the wall clock once and then from the steady one."""

import time


class SteadyClock:
    """Agrees with the wall clock when made, and never jumps after."""

    def __init__(self) -> None:
        self._offset_ns = time.time_ns() - time.monotonic_ns()

    def __call__(self) -> int:
        """Give the time in ms since 1970 UTC."""
        return (self._offset_ns + time.monotonic_ns()) // 1_000_000

    def not_before(self, moment: int) -> None:
        """Go on from `moment` (ms) if the clock is behind it.

        A journal's time never decreases, even when the machine's clock was set back between two
        runs; windows and turns would otherwise last until the clock had caught up.
        """
        self._offset_ns += max(0, moment - self()) * 1_000_000
