"""One client's connection: what it may see, what it has been sent, and its commands' answers.

Knows messages and a transport to write on; must not know what a command means.
"""

import asyncio
from collections.abc import Callable

from msgspec import UNSET, UnsetType

from hall_server.boards.board import Board
from hall_server.gateway.frames import frame
from hall_server.hall.access import Grant
from hall_server.hall.answers import Done, Outcome
from hall_server.sitting.command import Command
from hall_wire import messages
from hall_wire.closing import Close
from hall_wire.codec import encode
from hall_wire.session import HallSession

lagging_bytes = 64 * 1024
"""Unsent bytes at which a reader is passed over: it gets the newest state once it has drained."""

unsent_bytes_max = 4 * 1024 * 1024
"""Unsent bytes at which a reader is cut: only a whole desk board is nearly as long."""

lagging_seconds_max = 10.0
"""How long a reader may stay lagging before it is cut."""


class Following:
    """A board as one client follows it: `sent` is the version that its client was sent last."""

    __slots__ = ("board", "sent")

    def __init__(self, board: Board, sent: int) -> None:
        self.board = board
        self.sent = sent


class Connection:
    """A connection after its hello. `end` closes it with a code."""

    def __init__(
        self,
        transport: asyncio.Transport,
        end: Callable[[Close], None],
        session: HallSession[Command],
    ) -> None:
        self.session = session
        self.end = end
        self.grant: Grant | None = None
        self.heard_at = 0
        self.lagging_since: int | None = None
        self.following: list[Following] = []
        self._transport = transport
        self._shared: list[Following] = []
        self._own: Following | None = None

    def join(self, grant: Grant, boards: list[Board], known: dict[str, int]) -> None:
        """Begin to follow boards from the versions that the client has."""
        self.grant = grant
        self.following = [Following(board, known.get(board.name, 0)) for board in boards]
        self._shared = list(self.following)
        if grant.actor.role == "delegate":
            self._own = self._shared.pop()

    def send(self, message: object) -> None:
        """Send one message; to a connection that has gone, nothing."""
        if not self._transport.is_closing():
            self._transport.write(frame(encode(message)))

    def catch_up(self, following: Following) -> None:
        """Send what the client lacks of a board, if anything."""
        if following.sent != following.board.version:
            self.show(following)

    def show(self, following: Following) -> None:
        """Send the difference to a board, even an empty one; pass over a reader that lags."""
        if self.lagging_since is None and not self._transport.is_closing():
            board = following.board
            self._transport.write(frame(board.frame(following.sent)))
            following.sent = board.version

    def watch_buffer(self, now: int) -> None:
        """Find out whether the client reads; let it catch up, or cut it. `now` in ms."""
        unsent = self._transport.get_write_buffer_size()
        if unsent > unsent_bytes_max:
            self.end(Close.TOO_SLOW)
        elif unsent > lagging_bytes:
            if self.lagging_since is None:
                self.lagging_since = now
            elif now - self.lagging_since > lagging_seconds_max * 1000:
                self.end(Close.TOO_SLOW)
        elif self.lagging_since is not None:
            self.lagging_since = None
            for following in self.following:
                self.catch_up(following)

    def answer(self, command_id: str, outcome: Outcome, again: bool) -> None:
        """Answer a command, after what it changed on the boards that its sender follows.

        So a client that has its answer can read its mirror. The sender's own board rides along.
        """
        if isinstance(outcome, Done):
            for following in self._shared:
                self.catch_up(following)
            self.send(messages.Done(command_id, outcome.seq, self._own_patch(), again))
        else:
            self.send(
                messages.Refused(command_id, outcome.code, outcome.vi, outcome.en, outcome.article)
            )

    def _own_patch(self) -> messages.Patch | UnsetType:
        own = self._own
        if own is None or own.sent == own.board.version:
            return UNSET
        patch = own.board.patch(own.sent)
        own.sent = own.board.version
        return patch
