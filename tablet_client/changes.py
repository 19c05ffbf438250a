"""What changed at a seat, for whoever waits for it; nothing is polled and nothing piles up.

Knows keys of boards by name. Must not know what they hold.
"""

import asyncio
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Change:
    """The keys of one board that changed; `board` is empty when `connected` did."""

    board: str
    keys: frozenset[str]


class Changes:
    """The changes from its making on, to be read with `async for`.

    Changes of one board that came while the reader was busy are read as one. The iteration ends
    when the seat is left; it raises `LinkClosed` when the hall ends the connection for good.
    """

    def __init__(self) -> None:
        self._missed: dict[str, frozenset[str]] = {}
        self._news = asyncio.Event()
        self._over = False
        self._fault: BaseException | None = None

    def put(self, change: Change) -> None:
        """Take a change in."""
        self._missed[change.board] = self._missed.get(change.board, frozenset()) | change.keys
        self._news.set()

    def end(self, fault: BaseException | None) -> None:
        """Let the reader have what there is, and then end, or raise `fault`."""
        self._over = True
        self._fault = fault
        self._news.set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Change:
        while not self._missed:
            if self._fault is not None:
                raise self._fault
            if self._over:
                raise StopAsyncIteration
            self._news.clear()
            await self._news.wait()
        board = next(iter(self._missed))
        return Change(board, self._missed.pop(board))
