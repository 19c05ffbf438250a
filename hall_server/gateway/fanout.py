"""Fan-out: a board that changed reaches everyone who follows it, at once or a few tens of ms later.

Knows which connection follows which board and when a board was last sent.
"""

import asyncio
from collections import defaultdict

from hall_server.boards.board import Board
from hall_server.gateway.connection import Connection

flush_seconds_min = 0.03
"""Between two flushes of one board: 33 a second look smooth, and a storm of 5,000 ballots costs
each follower a few frames instead of thousands."""


class FanOut:
    """The followers of every board."""

    def __init__(self) -> None:
        self._followers: defaultdict[str, dict[Connection, None]] = defaultdict(dict)
        """In the order of joining, which is that of their sockets in memory: cheaper to walk."""
        self._flushed_at: dict[str, float] = {}
        self._due: dict[str, asyncio.Handle] = {}

    def follow(self, connection: Connection) -> None:
        """Send a connection what it lacks of its boards and keep it current from now on."""
        for board in connection.boards.values():
            connection.catch_up(board, hello=True)
            self._followers[board.name][connection] = None

    def leave(self, connection: Connection) -> None:
        """Forget a connection."""
        for name in connection.boards:
            self._followers[name].pop(connection, None)

    def changed(self, board: Board) -> None:
        """Send a board out: at once when it was quiet, else when its pause is over."""
        if board.name in self._due or not self._followers[board.name]:
            return
        loop = asyncio.get_running_loop()
        wait = self._flushed_at.get(board.name, 0.0) + flush_seconds_min - loop.time()
        # Even "at once" is after the present batch: its changes go out together.
        self._due[board.name] = loop.call_later(max(0.0, wait), self._flush, board)

    def _flush(self, board: Board) -> None:
        del self._due[board.name]
        self._flushed_at[board.name] = asyncio.get_running_loop().time()
        for connection in self._followers[board.name]:
            connection.catch_up(board)
