"""Fan-out: what changed reaches everyone who follows it, at once or a few tens of ms later.

Knows which connection follows which board and when boards were last sent.
"""

import asyncio
from collections import defaultdict

from hall_server.boards.board import Board
from hall_server.gateway.connection import Connection, Following

flush_seconds_min = 0.03
"""Between two flushes: 33 a second look smooth, and a storm of 5,000 ballots costs each follower
a few frames instead of thousands."""


class FanOut:
    """The followers of every board."""

    def __init__(self) -> None:
        self._followers: defaultdict[str, dict[Connection, Following]] = defaultdict(dict)
        """In the order of joining, which is that of their sockets in memory: cheaper to walk."""
        self._changed: dict[str, None] = {}
        """Names of the boards to be sent, in the order of their first change."""
        self._flushed_at = 0.0

    def follow(self, connection: Connection) -> None:
        """Send a connection what it lacks of its boards and keep it current from now on."""
        for following in connection.following:
            # After a hello an answer is owed for each board, even if nothing changed.
            connection.show(following)
            self._followers[following.board.name][connection] = following

    def leave(self, connection: Connection) -> None:
        """Forget a connection."""
        for following in connection.following:
            self._followers[following.board.name].pop(connection, None)

    def changed(self, board: Board) -> None:
        """Send a board out: at once when all was quiet, else when the pause is over."""
        if not self._changed:
            loop = asyncio.get_running_loop()
            wait = self._flushed_at + flush_seconds_min - loop.time()
            # Even "at once" is after the present batch: its changes go out together.
            loop.call_later(max(0.0, wait), self._flush)
        self._changed[board.name] = None

    def _flush(self) -> None:
        changed, self._changed = self._changed, {}
        self._flushed_at = asyncio.get_running_loop().time()
        for name in changed:
            for connection, following in self._followers[name].items():
                connection.catch_up(following)
