"""The chair's desk, played by a program over a real websocket."""

from collections.abc import AsyncIterator, Callable, Sequence
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

    def rows(self, board: str, prefix: str) -> dict[str, Any]:
        """Give the values of a board under `prefix/<name>`, by name."""
        values = self._client.link.mirror[board]
        start = f"{prefix}/"
        return {
            key.removeprefix(start): value for key, value in values.items() if key.startswith(start)
        }

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

    async def prepare_vote(self, title: str, **plan: object) -> str:
        """Set up a vote and give its id; `plan` has what else stands in `Plan`."""
        before = {vote["id"] for vote in self.read("desk", "prepared") or ()}
        await self.do("PrepareVote", plan={"title": title, **plan})
        prepared = self.read("desk", "prepared")
        return next(str(vote["id"]) for vote in prepared if vote["id"] not in before)

    async def open_prepared(self, vote: str, **fields: object) -> dict[str, Any]:
        """Open a vote that was set up, and give it as the hall board shows it."""
        await self.do("OpenVote", vote=vote, **fields)
        return await self.until("hall", "vote", id=vote)

    async def answer_call(self, vote: str, choice: str, delegate: str = "") -> str:
        """Call a delegate, or the next, in a roll call, note the answer, and give who it was."""
        await self.do("CallDelegate", vote=vote, delegate=delegate)
        called = str(self.read("hall", "call")["called"])
        await self.do("CastBallot", vote=vote, delegate=called, choice=choice)
        return called

    async def enter_paper(self, vote: str, board: Sequence[str], **count: object) -> None:
        """Name a counting board and enter what it found; `count` has the fields of `PaperCount`."""
        await self.do("AppointCountingBoard", vote=vote, members=list(board))
        await self.do("EnterPaperCount", vote=vote, count=count)

    async def finish_vote(self, vote: str) -> dict[str, Any]:
        """Close and declare a vote, and give it as the hall board shows it."""
        await self.do("CloseVote", vote=vote)
        await self.do("DeclareVote", vote=vote)
        return await self.until("hall", f"result/{vote}", state="declared")
