"""The timers: what the hall does by itself when a time has come. Knows deadlines, not sockets."""

import asyncio
from collections.abc import Callable

from hall_server.hall.answers import Outcome
from hall_server.hall.clerk import Clerk, Submission
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.commands import CloseVote
from hall_server.sitting.state import State
from hall_server.sitting.votes import everybody_answered


class Timers:
    """Closes an open vote when its window has passed, or all have answered if the rules say so.

    `clock` is the clerk's, in ms.
    """

    def __init__(self, clerk: Clerk, clock: Callable[[], int]) -> None:
        self._clerk = clerk
        self._clock = clock
        self._handle: asyncio.TimerHandle | None = None
        self._due: tuple[str, int] | None = None

    def follow(self, state: State) -> None:
        """Set the timer to what the state now asks for; to be called after each change."""
        vote = state.vote
        due = None
        if vote is not None and vote.state == "open":
            if vote.rule.close_when_all and everybody_answered(vote):
                due = (vote.id, state.last_at)
            elif vote.closes_at is not None:
                due = (vote.id, vote.closes_at)
        if due == self._due:
            return
        self.stop()
        self._due = due
        if due is not None:
            self._set(*due)

    def _set(self, vote: str, closes_at: int) -> None:
        wait = max(0, closes_at - self._clock()) / 1000
        self._handle = asyncio.get_running_loop().call_later(wait, self._ring, vote, closes_at)

    def stop(self) -> None:
        """Take the timer back."""
        if self._handle is not None:
            self._handle.cancel()
        self._handle = self._due = None

    def _ring(self, vote: str, closes_at: int) -> None:
        if self._clock() < closes_at:
            # A busy loop's timer can come a few ms early; no vote closes before its time.
            self._set(vote, closes_at)
            return
        command = CloseVote(vote=vote)
        self._clerk.submit(Submission(HOUSE, "", command, _unheard, self._clock()))


def _unheard(_command_id: str, _outcome: Outcome, _again: bool) -> None:
    """Take no answer: the state says whether the vote is closed."""
