"""A plain client for tests: one message at a time, nothing hidden."""

import contextlib
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from hall_link import sign_in
from hall_server.assembly import Hall
from hall_wire import limits
from hall_wire.codec import ClientCodec, encode
from hall_wire.messages import Do, Done, FromHall, Hello, Patch, Refused, Welcome
from hall_wire.mirror import Mirror

_codec = ClientCodec()
_ids = itertools.count(1)


def code_of(hall: Hall, who: str) -> str:
    """The access code of chair or clerk (the desk's), display, bridge, or a seat."""
    kind = {"chair": "desk", "clerk": "desk"}.get(who, who)
    for code in hall.codes:
        if code.kind == kind or hall.clerk.state.by_seat.get(who) == code.delegate != "":  # type: ignore[call-overload]
            return code.code
    raise AssertionError(who)


async def token_of(hall: Hall, who: str) -> str:
    role = who if who in ("chair", "clerk") else ""
    return (await sign_in(hall.url, code_of(hall, who), role)).token


class Client:
    """A websocket with a mirror; `welcome` is there after `greet`."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.mirror = Mirror()
        self.welcome: Welcome | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.socket.close()

    async def send(self, message: Any) -> None:
        await self.socket.send(message if isinstance(message, bytes | str) else encode(message))

    async def receive(self) -> FromHall:
        """Give the next message; patches are taken into the mirror on the way."""
        data = await self.socket.recv()
        assert isinstance(data, bytes)
        message = _codec.decode(data)
        if isinstance(message, Patch):
            self.mirror.apply(message)
        elif isinstance(message, Done) and isinstance(message.patch, Patch):
            self.mirror.apply(message.patch)
        return message

    async def greet(self, token: str, **fields: Any) -> Welcome:
        """Say hello and wait until every board has come."""
        await self.send(Hello(wire=limits.WIRE_VERSION, token=token, **fields))
        welcome = await self.receive()
        assert isinstance(welcome, Welcome)
        self.welcome = welcome
        for _ in welcome.boards:
            assert isinstance(await self.receive(), Patch)
        return welcome

    async def answer(self, command: Any, command_id: str = "") -> Done | Refused:
        """Give a command and wait for its answer."""
        chosen = command_id or f"c{next(_ids)}"
        await self.send(Do(id=chosen, command=command))
        return await self.answer_to(chosen)

    async def answer_to(self, command_id: str) -> Done | Refused:
        while True:
            message = await self.receive()
            if isinstance(message, Done | Refused) and message.id == command_id:
                return message

    async def done(self, command: Any) -> Done:
        answer = await self.answer(command)
        assert isinstance(answer, Done), answer
        return answer

    async def refused(self, command: Any) -> Refused:
        answer = await self.answer(command)
        assert isinstance(answer, Refused), answer
        return answer

    async def ends_with(self) -> int:
        """Read until the hall closes; give the close code."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                await self.socket.recv()
        assert self.socket.close_code is not None
        return self.socket.close_code


@asynccontextmanager
async def dialled(hall: Hall, **settings: Any) -> AsyncIterator[Client]:
    """A client that has not said hello."""
    url = hall.url.replace("http", "ws", 1) + "/socket"
    settings = {"compression": None, "max_size": limits.frame_bytes_max, "proxy": None} | settings
    async with connect(url, **settings) as socket:
        yield Client(socket)


@asynccontextmanager
async def signed_in(hall: Hall, who: str) -> AsyncIterator[Client]:
    async with dialled(hall) as client:
        await client.greet(await token_of(hall, who))
        yield client
