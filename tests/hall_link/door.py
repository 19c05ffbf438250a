"""A real websockets server behind which the test itself plays the hall, message by message."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from websockets.asyncio.server import ServerConnection, serve

from hall_wire import limits
from hall_wire.codec import HallCodec, encode
from hall_wire.messages import Do, Hello, Message, Ping, Welcome
from hall_wire.session import HallSession

M = TypeVar("M", bound=Message)
TOKEN = "made-up-token"
EPOCH = "epoch-1"
_codec: HallCodec[dict[str, Any]] = HallCodec(dict[str, Any])


class Visitor:
    """One connection of a client, seen from the hall."""

    def __init__(self, socket: ServerConnection) -> None:
        self.socket = socket
        self._session = HallSession(_codec)

    async def hear_any(self) -> Hello | Do[dict[str, Any]] | Ping:
        data = await self.socket.recv(decode=False)
        return self._session.receive(data, now=0)

    async def hear_hello(self) -> Hello:
        message = await self.hear_any()
        assert isinstance(message, Hello), message
        return message

    async def hear_do(self) -> Do[dict[str, Any]]:
        """The next command; pings on the way are passed over."""
        while isinstance(message := await self.hear_any(), Ping):
            pass
        assert isinstance(message, Do), message
        return message

    async def hear_ping(self) -> Ping:
        message = await self.hear_any()
        assert isinstance(message, Ping), message
        return message

    async def say(self, message: Message) -> None:
        await self.socket.send(encode(message))

    async def welcome(
        self, epoch: str = EPOCH, now: int = 1_000, boards: tuple[str, ...] = ()
    ) -> Hello:
        hello = await self.hear_hello()
        await self.say(
            Welcome(
                wire=limits.WIRE_VERSION,
                epoch=epoch,
                now=now,
                role="delegate",
                device="device-1",
                boards=list(boards),
                delegate="d01",
            )
        )
        return hello

    async def hang_up(self, code: int, word: str = "") -> None:
        await self.socket.close(code, word)

    def vanish(self) -> None:
        """Go without a closing handshake, as a dead network does."""
        self.socket.transport.abort()


class Door:
    """Where clients arrive: `url` is the http base, `visitor()` the next to connect."""

    def __init__(self) -> None:
        self.url = ""
        self.arrived = 0
        self._visitors: asyncio.Queue[Visitor] = asyncio.Queue()

    async def visitor(self) -> Visitor:
        return await self._visitors.get()

    async def receive(self, socket: ServerConnection) -> None:
        assert socket.request is not None
        assert socket.request.path == "/socket"
        self.arrived += 1
        await self._visitors.put(Visitor(socket))
        await socket.wait_closed()


@asynccontextmanager
async def open_door() -> AsyncIterator[Door]:
    door = Door()
    async with serve(
        door.receive, "127.0.0.1", 0, compression=None, ping_interval=None, close_timeout=1
    ) as server:
        door.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield door
