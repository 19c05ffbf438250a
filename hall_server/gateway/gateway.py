"""The door for websockets: hello, then commands to the clerk and boards to the client.

One bad client is contained here: its messages are refused with their code or its connection is
closed with one; nothing of it reaches the law.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Final

from aiohttp import WSMessage, WSMsgType, web

from hall_server.boards.boards import Boards
from hall_server.gateway.connection import Connection
from hall_server.gateway.fanout import FanOut
from hall_server.hall.access import Access, Grant
from hall_server.hall.clerk import Clerk, Submission
from hall_server.sitting.authority import Actor
from hall_server.sitting.command import Command
from hall_server.sitting.commands import FromClients
from hall_server.sitting.ids import Role
from hall_wire import limits
from hall_wire.closing import Close
from hall_wire.codec import HallCodec, WireError
from hall_wire.messages import Do, Hello, Ping, Pong, Welcome
from hall_wire.session import Allowance, HallSession, SessionOver, refusal_of

unknown_connections_max: Final = 4096
"""Connections without a hello, in all: a whole hall coming back at once has fewer at a time."""

unknown_per_address_max: Final = 512
"""Of one address: room for a rehearsal's seats, and for everybody else when one floods."""

connections_max: Final = 20_000
"""In all; a process of ours is slow to start beyond that."""

watch_seconds: Final = 1.0
"""How often each connection is looked after: idle, lagging, too full."""


class Gateway:
    """All websocket connections of the hall. `clock` is the clerk's, in ms."""

    def __init__(self, clerk: Clerk, access: Access, epoch: str, clock: Callable[[], int]) -> None:
        self.connections: set[Connection] = set()
        self.refused: Counter[str] = Counter()
        self._fanout = FanOut()
        self.boards = Boards(self._fanout.changed)
        self._clerk = clerk
        self._access = access
        self._epoch = epoch
        self._clock = clock
        self._codec: HallCodec[Command] = HallCodec(FromClients)
        self._unknown: Counter[str] = Counter()
        """Connections without a hello, by address."""
        self._closing: set[asyncio.Task[bool]] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket from its handshake to its end."""
        socket = web.WebSocketResponse(
            compress=False,
            max_msg_size=limits.message_bytes_max,
            heartbeat=None,
            timeout=2.0,
            autoping=False,
        )
        try:
            await socket.prepare(request)
        except ConnectionResetError:
            # The client left while it was being let in: there is nobody to answer.
            return socket
        address = request.remote or ""
        connection = self._open(request, socket)
        try:
            self._refuse_crowd(address)
            self._unknown[address] += 1
            try:
                await self._greet(socket, connection)
            finally:
                self._unknown[address] -= 1
                if not self._unknown[address]:
                    del self._unknown[address]
            # A task of its own: a message then wakes it alone, and not all that stands above it.
            await asyncio.create_task(self._converse(socket, connection))
        except SessionOver as over:
            self.refused[over.close.word] += 1
            await _close(socket, over.close)
        finally:
            self._leave(connection)
        return socket

    def _refuse_crowd(self, address: str) -> None:
        if (
            self._unknown[address] >= unknown_per_address_max
            or self._unknown.total() >= unknown_connections_max
            or len(self.connections) >= connections_max
        ):
            raise SessionOver(Close.CROWDED)

    def _open(self, request: web.Request, socket: web.WebSocketResponse) -> Connection:
        transport = request.transport
        assert transport is not None, "the handshake was just answered on it"

        def end(close: Close) -> None:
            # A reader that does not read would not read the close frame either.
            self.refused[close.word] += 1
            if close is Close.TOO_SLOW:
                transport.abort()
                return
            task = asyncio.ensure_future(_close(socket, close))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

        connection = Connection(transport, end, HallSession(self._codec))
        connection.heard_at = self._clock()
        return connection

    async def _greet(self, socket: web.WebSocketResponse, connection: Connection) -> None:
        try:
            async with asyncio.timeout(limits.hello_seconds_max):
                while (first := await socket.receive()).type is not WSMsgType.BINARY:
                    if not await self._goes_on(socket, connection, first):
                        return
        except TimeoutError:
            raise SessionOver(Close.HELLO_LATE) from None
        try:
            message = connection.session.receive(first.data, self._clock())
        except WireError as error:
            raise SessionOver(Close.BAD_MESSAGES, error.detail) from None
        assert isinstance(message, Hello), "the session lets nothing else come first"
        self._welcome(connection, message)

    def _welcome(self, connection: Connection, hello: Hello) -> None:
        grant = self._access.find(hello.token)
        if grant is None:
            raise SessionOver(Close.TOKEN_UNKNOWN)
        actor = grant.actor
        boards = self.boards.of(actor.role, actor.delegate)
        connection.join(grant, boards, hello.boards if hello.epoch == self._epoch else {})
        connection.session.allowance = _allowance(actor.role)
        connection.send(
            Welcome(
                wire=limits.WIRE_VERSION,
                epoch=self._epoch,
                now=self._clock(),
                role=actor.role,
                device=actor.device,
                boards=[board.name for board in boards],
                delegate=actor.delegate,
            )
        )
        self.connections.add(connection)
        self._fanout.follow(connection)
        self._count(actor, +1)

    async def _converse(self, socket: web.WebSocketResponse, connection: Connection) -> None:
        while connection.grant is not None:
            message = await socket.receive()
            if message.type is WSMsgType.BINARY:
                self._receive(connection, message.data)
            elif not await self._goes_on(socket, connection, message):
                return

    async def _goes_on(
        self, socket: web.WebSocketResponse, connection: Connection, message: WSMessage
    ) -> bool:
        """Take a frame that is no binary message, and say whether others can follow.

        Every frame counts, pings too. Raises `SessionOver` for text and for too many.
        """
        if message.type is WSMsgType.TEXT:
            raise SessionOver(Close.BAD_MESSAGES, "binary messages only")
        if message.type not in (WSMsgType.PING, WSMsgType.PONG):
            return False
        if not connection.session.allowance.take(self._clock()):
            raise SessionOver(Close.TOO_MANY)
        if message.type is WSMsgType.PING:
            try:
                await socket.pong(message.data)
            except ConnectionError:
                return False
        return True

    def _receive(self, connection: Connection, data: bytes) -> None:
        now = connection.heard_at = self._clock()
        try:
            message = connection.session.receive(data, now)
        except WireError as error:
            self.refused[error.code] += 1
            connection.send(refusal_of(error))
            return
        if isinstance(message, Do):
            assert connection.grant is not None, "only the first message comes before its hello"
            actor = connection.grant.actor
            self._clerk.submit(
                Submission(actor, message.id, message.command, connection.answer, now)
            )
        else:
            assert isinstance(message, Ping), "the session refuses a second hello"
            connection.send(Pong(message.sent, now))

    def _leave(self, connection: Connection) -> None:
        if connection not in self.connections:
            return
        self.connections.discard(connection)
        self._fanout.leave(connection)
        if connection.grant is not None:
            self._count(connection.grant.actor, -1)

    def _count(self, actor: Actor, change: int) -> None:
        """Let the desk know that a delegate's tablet or a bridge came or went."""
        if actor.delegate:
            self.boards.count_tablet(actor.delegate, change)
        elif actor.role == "bridge":
            self.boards.count_bridge(change)

    def connected(self) -> Counter[str]:
        """Count the connections by role."""
        grants = (connection.grant for connection in self.connections)
        return Counter(grant.actor.role for grant in grants if grant is not None)

    async def watch(self) -> None:
        """Look after all connections until cancelled."""
        while True:
            await asyncio.sleep(watch_seconds)
            now = self._clock()
            for connection in list(self.connections):
                connection.watch_buffer(now)
                if now - connection.heard_at > limits.idle_seconds_max * 1000:
                    connection.end(Close.IDLE)

    def sign_out(self, revoked: Grant) -> None:
        """Cut the connections of a token that was revoked."""
        for connection in list(self.connections):
            if connection.grant == revoked:
                connection.end(Close.SIGNED_OUT)

    async def close(self) -> None:
        """Ask all clients to come back later."""
        for connection in list(self.connections):
            connection.end(Close.RESTART)
        if self._closing:
            await asyncio.wait(self._closing, timeout=2.0)


def _allowance(role: Role) -> Allowance:
    """Measure what a role may send: a person's device, a desk, or a bridge for a whole hall."""
    match role:
        case "bridge":
            most = (limits.bridge_messages_per_second_max, limits.bridge_messages_burst_max)
        case "chair" | "clerk":
            most = (limits.desk_messages_per_second_max, limits.desk_messages_burst_max)
        case _:
            most = (limits.messages_per_second_max, limits.messages_burst_max)
    return Allowance(*most)


async def _close(socket: web.WebSocketResponse, close: Close) -> bool:
    return await socket.close(code=int(close), message=close.word.encode())
