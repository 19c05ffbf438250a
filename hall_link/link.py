"""One connection of a client to the hall, kept up through drops until the hall forbids it.

Knows sockets, pings and waiting; the conversation itself is `hall_wire.session`'s. Must not know
what a command means. The only file of the clients that imports websockets.
"""

import asyncio
import contextlib
import itertools
import random
import secrets
import time
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage, InvalidStatus

from hall_wire import limits
from hall_wire.closing import Close, may_come_back
from hall_wire.codec import WireError
from hall_wire.messages import Done, FromHall, Refused, Welcome
from hall_wire.mirror import Mirror, MirrorGap
from hall_wire.session import ClientSession

open_seconds_max: Final = 5.0
"""From dialling to the end of the handshake; a hall on the same network takes milliseconds."""

close_seconds_max: Final = 2.0
"""Waiting for the hall's half of a polite end; a dead network must not hold a program up."""

resent_at_once_max: Final = 50
"""Of the commands that waited for a connection: less than the burst that the hall allows."""

silent_pings_max: Final = 2.5
"""Pings without any message from the hall before the connection counts as half open."""

_HTTP_COME_BACK = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
)


class LinkClosed(Exception):
    """The connection is over and must not be taken up again by itself.

    `code` is the close code (or the HTTP status that met the connecting client), `word` the
    stable word for it.
    """

    def __init__(self, code: int, word: str) -> None:
        super().__init__(f"{code} {word}")
        self.code = code
        self.word = word


class CommandRefused(Exception):
    """The hall refused a command; nothing was changed."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(f"{refused.code}: {refused.en}")
        self.refused = refused

    @property
    def code(self) -> str:
        """The stable code of the refusal, for programs."""
        return self.refused.code

    @property
    def vi(self) -> str:
        """The reason in Vietnamese, for people."""
        return self.refused.vi

    @property
    def en(self) -> str:
        """The reason in English, for people."""
        return self.refused.en


class Link:
    """A device's connection to the hall at `url` (its http base), signed in with `token`.

    Nothing happens until `run` does. `on_message` gets every message after the mirror took it in,
    with the keys that changed; `on_state` gets every change of `connected`. `clock` (ms, must not
    jump), `jitter` (longest wait → wait, seconds) and `ping_seconds` can be set for tests.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        client: str = "",
        on_message: Callable[[FromHall, frozenset[str]], None] | None = None,
        on_state: Callable[[bool], None] | None = None,
        clock: Callable[[], int] | None = None,
        jitter: Callable[[float], float] | None = None,
        ping_seconds: float = limits.ping_seconds,
    ) -> None:
        self.session = ClientSession(token, _id_maker(), client)
        self.connected = False
        """A welcome was received on the present connection."""
        self._url = _socket_url(url)
        self._on_message = on_message or (lambda _message, _changed: None)
        self._on_state = on_state or (lambda _connected: None)
        self._clock = clock or _monotonic_ms
        self._jitter = jitter or _full_jitter
        self._ping_seconds = ping_seconds
        self._answers: dict[str, asyncio.Future[Done]] = {}
        self._backlog: dict[str, bytes] = {}
        self._resent: set[str] = set()
        self._outbox: deque[bytes] = deque()
        self._outbox_filled = asyncio.Event()
        self._heard_at = 0.0
        self._socket: ClientConnection | None = None
        self._runner: asyncio.Task[Any] | None = None
        self._closing = False
        self._over: LinkClosed | None = None
        self._ended = asyncio.Event()

    @property
    def mirror(self) -> Mirror:
        """The client's copy of its boards; it outlives connections."""
        return self.session.mirror

    def hall_time(self) -> int:
        """Give the hall's time in ms since 1970 UTC, as well as the pings know it."""
        return self._clock() + self.session.clock_offset

    async def run(self) -> None:
        """Connect, and stay connected until `close`.

        Raises `LinkClosed` when the hall ends the connection for good; whatever the callbacks
        raise comes out here too. Waiting commands then fail with `LinkClosed`.
        """
        if self._runner is not None:
            raise RuntimeError("a link runs once")
        runner = self._runner = asyncio.current_task()
        try:
            await self._stay_connected()
        except LinkClosed as closed:
            self._over = closed
            raise
        except asyncio.CancelledError:
            if runner is None or not self._closing or runner.uncancel() > 0:
                raise
        finally:
            self._end()

    async def do(self, command: object, command_id: str = "") -> Done:
        """Give a command and wait, through reconnects, for the hall's promise.

        Raises `CommandRefused`, `LinkClosed`, and `BufferError` with too many in flight. When
        cancelled, the command is not sent again, but the hall may have it already.
        """
        if command_id in self._answers:
            raise ValueError(f"command {command_id} is already waited for")
        chosen = self.send(command, command_id)
        answer: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self._answers[chosen] = answer
        try:
            return await answer
        finally:
            self._answers.pop(chosen, None)
            self._backlog.pop(chosen, None)
            self.session.forget(chosen)

    def send(self, command: object, command_id: str = "") -> str:
        """Give a command and return its id at once; the answer comes through `on_message`.

        Without a connection it goes out after the next welcome. Raises `LinkClosed` and
        `BufferError` like `do`.
        """
        if self._over is not None:
            raise LinkClosed(self._over.code, self._over.word)
        chosen, data = self.session.command(command, command_id)
        if self._backlog:
            self._backlog[chosen] = data
        elif self.connected:
            self._post(data)
        return chosen

    async def close(self) -> None:
        """End politely: what was given is written, the hall is told, `run` returns."""
        self._closing = True
        if self._ended.is_set():
            return
        if self._runner is None:
            self._end()
        elif self._socket is None:
            self._runner.cancel()
        else:
            with contextlib.suppress(ConnectionClosed):  # then there is nobody left to tell
                await self._flush(self._socket)
            await self._socket.close()
        await self._ended.wait()

    async def _stay_connected(self) -> None:
        loop = asyncio.get_running_loop()
        attempt = 0
        while not self._closing:
            dialled_at = loop.time()
            if (socket := await self._dial()) is not None:
                async with socket:
                    await self._converse(socket)
            # A hall that welcomes and drops at once must not be met with quick attempts for ever.
            if loop.time() - dialled_at > limits.reconnect_seconds_max:
                attempt = 0
            if not self._closing:
                await asyncio.sleep(self._jitter(longest_wait_seconds(attempt)))
            attempt += 1

    async def _dial(self) -> ClientConnection | None:
        try:
            return await connect(
                self._url,
                compression=None,
                max_size=limits.frame_bytes_max,
                ping_interval=None,
                open_timeout=open_seconds_max,
                close_timeout=close_seconds_max,
                proxy=None,
            )
        except InvalidStatus as error:
            status = error.response.status_code
            if 400 <= status < 500 and status not in _HTTP_COME_BACK:
                raise LinkClosed(status, f"http-{status}") from error
        except (InvalidHandshake, InvalidMessage, OSError):
            # No hall there at the moment (TimeoutError is an OSError); it may be starting.
            pass
        return None

    async def _converse(self, socket: ClientConnection) -> None:
        """Live through one connection; return if another may follow."""
        self._socket = socket
        self._hear()
        watch = _Watch(self._ping_seconds, lambda: self._ping(socket))
        writer = asyncio.create_task(self._write(socket))
        try:
            self._post(self.session.hello())
            while (data := await self._next(socket)) is not None and self._take(data):
                pass
        finally:
            watch.stop()
            self._socket = None
            self._outbox.clear()
            await _stop(writer)
            self._set_connected(False)

    async def _next(self, socket: ClientConnection) -> bytes | None:
        try:
            return await socket.recv(decode=False)
        except ConnectionClosed as closed:
            frame = closed.rcvd or closed.sent
            if self._closing or frame is None or may_come_back(frame.code):
                return None
            raise LinkClosed(frame.code, frame.reason or _word(frame.code)) from closed

    def _take(self, data: bytes) -> bool:
        """Take one message in; False when only a new connection can help."""
        self._hear()
        try:
            message, changed = self.session.receive(data, self._clock())
        except WireError as error:
            # The hall speaks what this client does not: coming back would not change that.
            raise LinkClosed(Close.BAD_MESSAGES, Close.BAD_MESSAGES.word) from error
        except MirrorGap as gap:
            self.mirror.forget(gap.board)
            return False
        if isinstance(message, Welcome):
            self._greet()
        elif isinstance(message, Done | Refused):
            self._answer(message)
        self._on_message(message, changed)
        return True

    def _greet(self) -> None:
        ids = self.session.unacknowledged
        self._backlog = dict(zip(ids, self.session.unanswered(), strict=True))
        self._resent.clear()
        self._resend()
        self._post(self.session.ping(self._clock()))
        self._set_connected(True)

    def _resend(self) -> None:
        while self._backlog and len(self._resent) < resent_at_once_max:
            command_id = next(iter(self._backlog))
            self._resent.add(command_id)
            self._post(self._backlog.pop(command_id))

    def _answer(self, message: Done | Refused) -> None:
        self._resent.discard(message.id)
        self._resend()
        answer = self._answers.get(message.id)
        if answer is None or answer.done():
            return
        if isinstance(message, Done):
            answer.set_result(message)
        else:
            answer.set_exception(CommandRefused(message))

    def _hear(self) -> None:
        self._heard_at = asyncio.get_running_loop().time()

    def _ping(self, socket: ClientConnection) -> None:
        silence_seconds = asyncio.get_running_loop().time() - self._heard_at
        if silence_seconds > silent_pings_max * self._ping_seconds:
            # Nobody would answer a closing handshake; recv() now ends with 1006.
            socket.transport.abort()
        elif self.connected:
            self._post(self.session.ping(self._clock()))

    def _post(self, data: bytes) -> None:
        self._outbox.append(data)
        self._outbox_filled.set()

    async def _write(self, socket: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):  # the reader meets it too, and judges it
            while True:
                await self._outbox_filled.wait()
                self._outbox_filled.clear()
                await self._flush(socket)

    async def _flush(self, socket: ClientConnection) -> None:
        while self._outbox:
            await socket.send(self._outbox.popleft())

    def _set_connected(self, connected: bool) -> None:
        if connected != self.connected:
            self.connected = connected
            self._on_state(connected)

    def _end(self) -> None:
        self._over = self._over or LinkClosed(Close.NORMAL, Close.NORMAL.word)
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(LinkClosed(self._over.code, self._over.word))
        self._ended.set()


def longest_wait_seconds(attempt: int) -> float:
    """Give the longest back-off before the reconnect of that number, counted from 0."""
    doublings = min(attempt, 16)
    return min(limits.reconnect_seconds_max, limits.reconnect_seconds_base * 2.0**doublings)


class _Watch:
    """Calls back every so many seconds without a task of its own."""

    __slots__ = ("_act", "_loop", "_seconds", "_timer")

    def __init__(self, seconds: float, act: Callable[[], None]) -> None:
        self._seconds = seconds
        self._act = act
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(seconds, self._tick)

    def stop(self) -> None:
        self._timer.cancel()

    def _tick(self) -> None:
        self._timer = self._loop.call_later(self._seconds, self._tick)
        self._act()


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.result()


def _socket_url(url: str) -> str:
    scheme = urlsplit(url).scheme
    if scheme not in {"http", "https"}:
        raise ValueError(f"the hall's address starts with http:// or https://, not {url!r}")
    return f"ws{url.removeprefix('http').rstrip('/')}/socket"


def _id_maker() -> Callable[[], str]:
    # The random prefix keeps the ids apart from those of every other run of this device.
    prefix = secrets.token_hex(8)
    numbers = itertools.count(1)
    return lambda: f"{prefix}-{next(numbers)}"


def _word(code: int) -> str:
    return Close(code).word if code in Close._value2member_map_ else f"closed-{code}"


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def _full_jitter(longest_seconds: float) -> float:
    return random.uniform(0, longest_seconds)  # noqa: S311 - spreads clients, guards nothing
