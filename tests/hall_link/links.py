"""Links for tests, and what they do, awaitable step by step."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from hall_link import Link, LinkClosed
from hall_wire.messages import Done
from tests.hall_link.door import TOKEN, Door, Visitor

CAST = {"t": "CastBallot", "vote": "v1", "choice": "yes"}


class States:
    """Every change of the link's state, awaitable one by one."""

    def __init__(self) -> None:
        self.changes: asyncio.Queue[bool] = asyncio.Queue()

    async def becomes(self, connected: bool) -> None:
        assert await self.changes.get() is connected


def link_to(door: Door, states: States, ping_seconds: float = 60.0) -> Link:
    return Link(
        door.url,
        TOKEN,
        client="test",
        on_state=states.changes.put_nowait,
        jitter=lambda _longest: 0.0,
        ping_seconds=ping_seconds,
    )


@asynccontextmanager
async def running(link: Link) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(link.run())
    try:
        yield task
    finally:
        await link.close()
        with suppress(LinkClosed):
            await task


async def obey(visitor: Visitor, link: Link) -> None:
    """One more command, answered: all that the hall said before it has then been taken in."""
    answer = asyncio.create_task(link.do(CAST))
    await visitor.say(Done(id=(await visitor.hear_do()).id))
    await answer
