"""A hall of the size of a test: the sockets and the wire are real, what it says is the test's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from hall_wire import limits
from hall_wire.closing import Close
from hall_wire.codec import HallCodec, encode
from hall_wire.messages import Do, Done, Hello, Message, Patch, Ping, Pong, Refused, Welcome

TOKEN = "made-up-token"
WAIT_SECONDS_MAX = 20.0

Command = dict[str, Any]


class SmallHall:
    """Keeps the `devices` board, remembers commands, and promises them when it is told to.

    With `acts` it does what each command asks to its board, as the real hall would.
    """

    def __init__(self, *, acts: bool = True) -> None:
        self.url = ""
        self.tokens = {TOKEN}
        self.acts = acts
        self.answering = True
        """Commands are answered as they come; otherwise they wait for `answer_all`."""
        self.refusing: dict[str, str] = {}
        """Names of commands to refuse, each with the code."""
        self.commands: list[tuple[str, Command]] = []
        """Every command that arrived, repetitions too."""
        self.effects: dict[str, Command] = {}
        """The commands that were done, by their ids: each one once."""
        self.closing_with: int | None = None
        """The close code for whoever says hello."""
        self.welcomed = 0
        self.board: dict[str, Any] = {}
        self.version = 0
        self.epoch = "epoch-1"
        self._unanswered: list[tuple[ServerConnection, Do[Command]]] = []
        self._sockets: set[ServerConnection] = set()
        self._codec: HallCodec[Command] = HallCodec(Command)
        self._changed = asyncio.Condition()

    async def post(self, **values: Any) -> None:
        """Change keys of the board, None takes one away; `seat_A1` stands for `seat/A1`."""
        keys = {name.replace("_", "/"): value for name, value in values.items()}
        changed = {key: value for key, value in keys.items() if value is not None}
        gone = [key for key in keys if key not in changed]
        self.board = {k: v for k, v in self.board.items() if k not in gone} | changed
        self.version += 1
        await self._send_all(
            Patch("devices", self.version - 1, self.version, set=changed, gone=gone)
        )

    async def open_poll(self, number: int, *, changeable: bool = True, **more: bool) -> None:
        await self.post(poll=poll(number, is_open=True, changeable=changeable, **more))

    async def close_poll(self, number: int) -> None:
        await self.post(poll=poll(number, is_open=False, changeable=True))

    def wish(self, seat: str) -> dict[str, Any]:
        return {**WISH, **self.board.get(f"seat/{seat}", {})}

    async def answer_all(self) -> None:
        """Answer what waits, and from now on at once."""
        self.answering = True
        waiting, self._unanswered = self._unanswered, []
        for socket, do in waiting:
            await self._answer(socket, do)

    async def until(self, reached: Callable[[], bool]) -> None:
        """Wait until a command has made it true."""
        async with asyncio.timeout(WAIT_SECONDS_MAX), self._changed:
            await self._changed.wait_for(reached)

    async def heard(self, name: str, **fields: Any) -> tuple[str, Command]:
        """Wait for a command of that name with these fields; give its id and itself."""
        wanted = {"t": name, **fields}
        await self.until(lambda: bool(self.of(**wanted)))
        return self.of(**wanted)[0]

    def of(self, **fields: Any) -> list[tuple[str, Command]]:
        """Every arrival of commands with these fields."""
        return [(i, c) for i, c in self.commands if fields.items() <= c.items()]

    def effects_of(self, name: str) -> list[Command]:
        """What the commands of that name have done, each once."""
        return [command for command in self.effects.values() if command["t"] == name]

    async def hang_up_all(self, code: int) -> None:
        for socket in tuple(self._sockets):
            await socket.close(code)

    async def drop_all(self) -> None:
        for socket in tuple(self._sockets):
            socket.transport.abort()

    # --- the server ---------------------------------------------------------------------------

    async def visit(self, socket: ServerConnection) -> None:
        self._sockets.add(socket)
        try:
            async for data in socket:
                assert isinstance(data, bytes)
                await self._take(socket, self._codec.decode(data))
        except ConnectionClosed:
            pass
        finally:
            self._sockets.discard(socket)

    async def _take(self, socket: ServerConnection, message: Hello | Do[Command] | Ping) -> None:
        match message:
            case Hello(token=token) if token not in self.tokens:
                await socket.close(Close.TOKEN_UNKNOWN, Close.TOKEN_UNKNOWN.word)
            case Hello() if self.closing_with is not None:
                await socket.close(self.closing_with)
            case Hello():
                await self._welcome(socket)
            case Ping(sent=sent):
                await socket.send(encode(Pong(sent=sent, now=sent)))
            case Do():
                await self._hear(socket, message)

    async def _welcome(self, socket: ServerConnection) -> None:
        async with self._changed:
            self.welcomed += 1
            self._changed.notify_all()
        welcome = Welcome(
            wire=limits.WIRE_VERSION,
            epoch=self.epoch,
            now=0,
            role="bridge",
            device="bridge-1",
            boards=["devices"],
        )
        await socket.send(encode(welcome))
        await socket.send(
            encode(Patch("devices", base=0, version=self.version, set=self.board, whole=True))
        )

    async def _hear(self, socket: ServerConnection, do: Do[Command]) -> None:
        async with self._changed:
            self.commands.append((do.id, do.command))
            self._changed.notify_all()
        if self.answering or do.command["t"].startswith("Report"):
            await self._answer(socket, do)
        else:
            self._unanswered.append((socket, do))

    async def _answer(self, socket: ServerConnection, do: Do[Command]) -> None:
        again = do.id in self.effects
        code = self.refusing.get(do.command["t"])
        answer: Message = Done(id=do.id, seq=1, again=again)
        if code and not again:
            answer = Refused(id=do.id, code=code, vi=code, en=code)
        elif not again:
            self.effects[do.id] = do.command
        await self._send(socket, answer)
        if self.acts and not again and not code:
            await self._act(do.command)

    async def _act(self, command: Command) -> None:
        seat = command["seat"]
        match command["t"]:
            case "CastBallot":
                await self.post(**{f"ballot_{seat}": command["choice"]})
                return
            case "CheckIn" | "CheckOut" as name:
                change = {"present": name == "CheckIn"}
            case "RequestFloor" if self.board.get("floor", {}).get("key") in ("press", "hold"):
                change = {"place": None, "speaking": True, "microphone": True}
            case "RequestFloor" | "WithdrawRequest" as name:
                change = {"place": 2 if name == "RequestFloor" else None}
            case "EndSpeech":
                change = {"speaking": False, "microphone": False}
            case _:
                return
        await self.post(**{f"seat_{seat}": {**self.wish(seat), **change}})

    async def _send_all(self, message: Message) -> None:
        for socket in tuple(self._sockets):
            await self._send(socket, message)

    async def _send(self, socket: ServerConnection, message: Message) -> None:
        try:
            await socket.send(encode(message))
        except ConnectionClosed:
            self._sockets.discard(socket)


WISH: dict[str, Any] = {
    "microphone": False,
    "present": False,
    "entitled": True,
    "place": None,
    "speaking": False,
    "warns_at": None,
}


def wish(**changes: Any) -> dict[str, Any]:
    return {**WISH, **changes}


def poll(
    number: int,
    *,
    is_open: bool,
    changeable: bool = True,
    answerable: bool = True,
    abstain: bool = True,
) -> dict[str, Any]:
    return {
        "number": number,
        "vote": f"vote-{number}",
        "open": is_open,
        "answerable": answerable,
        "abstain": abstain,
        "changeable": changeable,
        "closes_at": None,
    }


@asynccontextmanager
async def small_hall(*, acts: bool = True) -> AsyncIterator[SmallHall]:
    hall = SmallHall(acts=acts)
    async with serve(
        hall.visit,
        "127.0.0.1",
        0,
        compression=None,
        ping_interval=None,
        close_timeout=1,
    ) as server:
        hall.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield hall
