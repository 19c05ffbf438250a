"""The timers: what the hall does by itself when a time has come. Knows deadlines, not sockets."""

import asyncio
from collections.abc import Callable

from hall_server.hall.answers import Outcome
from hall_server.hall.clerk import Clerk, Submission
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.due import Due, next_due
from hall_server.sitting.state import State


class Timers:
    """Gives the house's next command at its time: closes a vote, ends a turn, tells a difference.

    What comes next, and when, is the law's (`due.py`). `clock` is the clerk's, in ms.
    """

    def __init__(self, clerk: Clerk, clock: Callable[[], int]) -> None:
        self._clerk = clerk
        self._clock = clock
        self._handle: asyncio.TimerHandle | None = None
        self._due: Due | None = None

    def follow(self, state: State) -> None:
        """Set the timer to what the state now asks for; to be called after each change."""
        due = next_due(state)
        if due == self._due:
            return
        self.stop()
        self._due = due
        if due is not None:
            self._set(due)

    def _set(self, due: Due) -> None:
        wait = max(0, due[0] - self._clock()) / 1000
        self._handle = asyncio.get_running_loop().call_later(wait, self._ring, due)

    def stop(self) -> None:
        """Take the timer back."""
        if self._handle is not None:
            self._handle.cancel()
        self._handle = self._due = None

    def _ring(self, due: Due) -> None:
        at, command = due
        now = self._clock()
        if now < at:
            # A busy loop's timer can come a few ms early; nothing ends before its time.
            self._set(due)
            return
        self._clerk.submit(Submission(HOUSE, "", command, _unheard, now))


def _unheard(_command_id: str, _outcome: Outcome, _again: bool) -> None:
    """Take no answer: the state says whether it was done."""
