"""A crowd of light clients in one process: raw protocols that count what arrives, and when.

Knows frames and moments. Must not know whose messages they are: a marker in the payload tells
which frames are waited for. Times are seconds of `time.perf_counter`.
"""

import asyncio
import gc
import resource
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import Final, cast

from bench.frames import CLOSE, PING, PONG, handshake, masked, scan

connecting_at_once: Final = 64
"""Connections in the making: well under the hall's limit for those that have not said hello."""

answer_seconds_max: Final = 60.0
"""Longest wait for a crowd's answers: the slowest rival needs a few seconds."""

quiet_seconds: Final = 0.06
"""A crowd that hears nothing for so long is taken to have heard all: two flushes of a board."""

Marker = tuple[bytes, int]
"""Bytes, and where in the payload they must stand."""

NOTHING: Final[Marker] = (b"\x00never", 0)


class LoadFailed(Exception):
    """The load did not get what it waited for; the figures of this run are worth nothing."""


def raise_file_limit() -> None:
    """Let this process, and those it starts, open as many files as it may."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Client(asyncio.Protocol):
    """One websocket. It is ready when `greeting_frames` have come after its greeting."""

    __slots__ = (
        "_crowd",
        "_greeting",
        "_greeting_frames",
        "_rest",
        "_upgraded",
        "ready",
        "sent_at",
        "transport",
    )

    def __init__(self, crowd: "Crowd", greeting: bytes, greeting_frames: int) -> None:
        self.transport: asyncio.Transport
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.sent_at = 0.0
        self._crowd = crowd
        self._greeting = greeting
        self._greeting_frames = greeting_frames
        self._rest = b""
        self._upgraded = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a websocket."""
        self.transport = cast("asyncio.Transport", transport)  # uvloop's has another ancestry
        self.transport.write(self._crowd.request)

    def data_received(self, data: bytes) -> None:
        """Count the frames that are whole."""
        data = self._rest + data if self._rest else data
        if not self._upgraded:
            head, blank, data = data.partition(b"\r\n\r\n")
            if not blank:
                self._rest = head
                return
            self._upgrade(head)
        self._rest = scan(data, self._take)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell the crowd."""
        if not self.ready.done():
            self.ready.set_exception(LoadFailed(f"lost before it was ready: {error}"))
            self.ready.exception()
        self._crowd.lose(self)

    def send(self, frame: bytes) -> None:
        """Send a ready frame and note when."""
        self.sent_at = perf_counter()
        self.transport.write(frame)

    def _upgrade(self, head: bytes) -> None:
        if b" 101 " not in head.partition(b"\r\n")[0]:
            raise LoadFailed(f"no websocket: {head[:80]!r}")
        self._upgraded = True
        if self._greeting:
            self.transport.write(self._greeting)
        self._count_greeting(0)

    def _count_greeting(self, frames: int) -> None:
        self._greeting_frames -= frames
        if self._greeting_frames <= 0 and not self.ready.done():
            self.ready.set_result(None)

    def _take(self, first: int, data: bytes, start: int, stop: int) -> None:
        if first == PING:
            self.transport.write(masked(data[start:stop], PONG))
        elif first == CLOSE:
            self._crowd.closings.append(data[start:stop])
        elif self._greeting_frames > 0:
            self._count_greeting(1)
        else:
            self._crowd.take(self, data, start, stop)


class Crowd:
    """Clients of one server, and the answers that they wait for together."""

    def __init__(
        self,
        port: int,
        path: str,
        on_lost: Callable[[Client], None] | None = None,
        host: str = "127.0.0.1",
    ) -> None:
        self.request = handshake(host, port, path)
        self.clients: list[Client] = []
        self.frames = 0
        self.closings: list[bytes] = []
        self.latencies: list[float] = []
        """Seconds from a client's last `send` to its answer, in order of arrival."""
        self.last_at = 0.0
        self.last_payload = b""
        self._address = (host, port)
        self._on_lost = on_lost
        self._leaving = False
        self._marker, self._offset = NOTHING
        self._missing = 0
        self._all: asyncio.Future[None] | None = None

    def beside(self) -> "Crowd":
        """Give another crowd, still empty, for the same server."""
        other = Crowd(self._address[1], "", self._on_lost, self._address[0])
        other.request = self.request
        return other

    async def join(self, greetings: Iterable[bytes], greeting_frames: int) -> None:
        """Connect a client for each greeting and wait until all are ready."""
        gate = asyncio.Semaphore(connecting_at_once)

        async def join(greeting: bytes) -> Client:
            async with gate:
                return await self.connect(greeting, greeting_frames)

        self.clients += await asyncio.gather(*(join(greeting) for greeting in greetings))

    async def connect(self, greeting: bytes, greeting_frames: int) -> Client:
        """Connect one client that is not counted among `clients`."""
        loop = asyncio.get_running_loop()
        _, client = await loop.create_connection(
            lambda: Client(self, greeting, greeting_frames), *self._address
        )
        async with asyncio.timeout(answer_seconds_max):
            await client.ready
        return client

    def expect(self, marker: Marker, count: int) -> None:
        """Begin to count frames with `marker`, until there are `count`."""
        self._marker, self._offset = marker
        self._missing = count
        self.latencies = []
        self._all = asyncio.get_running_loop().create_future()

    async def all_came(self) -> float:
        """Wait for what was expected; give the moment at which the last came."""
        assert self._all is not None
        try:
            async with asyncio.timeout(answer_seconds_max):
                await self._all
        except TimeoutError:
            seen = self.last_payload[:200]
            raise LoadFailed(
                f"{self._missing} answers are missing; the last frame: {seen!r}"
            ) from None
        return self.last_at

    async def quiet(self) -> None:
        """Wait until nothing arrives any more."""
        before = -1
        while before != self.frames:
            before = self.frames
            await asyncio.sleep(quiet_seconds)

    def take(self, client: Client, data: bytes, start: int, stop: int) -> None:
        """Count one frame."""
        self.frames += 1
        if not data.startswith(self._marker, start + self._offset):
            self.last_payload = data[start:stop]
            return
        now = self.last_at = perf_counter()
        self.latencies.append(now - client.sent_at)
        self._missing -= 1
        if self._missing == 0 and self._all is not None:
            self.last_payload = data[start:stop]
            self._all.set_result(None)

    def lose(self, client: Client) -> None:
        """Take note of a client whose connection has gone."""
        if self._on_lost is not None:
            self._on_lost(client)
        elif not self._leaving and self._all is not None and not self._all.done():
            self._all.set_exception(
                LoadFailed(f"a client lost its connection {self.closings[-1:]}")
            )

    async def leave(self) -> None:
        """Cut all connections."""
        self._leaving = True
        for client in self.clients:
            client.transport.abort()
        self.clients = []
        await asyncio.sleep(0)


def storm(clients: Sequence[Client], frames: Sequence[bytes]) -> float:
    """Let every client send its frame (in turn from `frames`) now; give the moment of the first."""
    kinds = len(frames)
    started = perf_counter()
    for number, client in enumerate(clients):
        client.send(frames[number % kinds])
    return started


def settle_memory() -> None:
    """Keep the load's own garbage collection out of what is measured."""
    gc.collect()
    gc.freeze()
    gc.disable()
