"""The chair's desk, played by a program over a real websocket."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Self

from hall_link import sign_in
from hall_wire.messages import Done
from tablet_client import Seat


class Desk:
    """The chair: gives commands and reads the desk's boards."""

    def __init__(self, client: Seat) -> None:
        self._client = client

    @classmethod
    @asynccontextmanager
    async def join(cls, url: str, code: str) -> AsyncIterator[Self]:
        """Sign in with the desk's code as chair, and leave at the end."""
        async with Seat(url, await sign_in(url, code, "chair"), client="rehearsal") as client:
            yield cls(client)

    async def do(self, name: str, **fields: object) -> Done:
        """Give a command and wait until it is on disk. Raises `CommandRefused`."""
        return await self._client.do({"t": name, **fields})

    def read(self, board: str, key: str) -> Any:
        """Give the value under a key of a board, None if there is none."""
        return self._client.link.mirror[board].get(key)

    async def until_true(self, wanted: Callable[[], bool]) -> None:
        """Wait until something is true of the boards."""
        await self._client.until(lambda _client: wanted())

    async def until(self, board: str, key: str, **wanted: object) -> dict[str, Any]:
        """Wait until the value under a key has these fields, and give it."""

        def reached(_client: Seat) -> dict[str, Any] | None:
            value: dict[str, Any] | None = self.read(board, key)
            if value is None or any(value.get(name) != want for name, want in wanted.items()):
                return None
            return value

        return await self._client.until(reached)

    async def open_vote(self, title: str, **fields: object) -> str:
        """Open a vote and give its id."""
        await self.do("OpenVote", title=title, **fields)
        vote = await self.until("hall", "vote", state="open")
        return str(vote["id"])

    async def finish_vote(self, vote: str) -> dict[str, Any]:
        """Close and declare a vote, and give it as the hall board shows it."""
        await self.do("CloseVote", vote=vote)
        await self.do("DeclareVote", vote=vote)
        return await self.until("hall", f"result/{vote}", state="declared")
