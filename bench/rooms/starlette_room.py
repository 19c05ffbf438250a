"""A small voting room on Starlette and uvicorn, as its documentation writes one."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bench.rooms.box import BallotBox, tally_seconds
from bench.rooms.starting import listening_socket, say_ready


class Room:
    """Who is in, and the box."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.everyone: set[WebSocket] = set()
        self.chairs: set[WebSocket] = set()

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        """Keep the box and the tally at work."""
        self.box = BallotBox(self._path)
        tasks = [asyncio.create_task(self.box.run()), asyncio.create_task(self._tell_tally())]
        yield
        for task in tasks:
            task.cancel()

    async def _tell_tally(self) -> None:
        told: dict[str, int] = {}
        while True:
            await asyncio.sleep(tally_seconds)
            if self.box.tally != told:
                told = dict(self.box.tally)
                for chair in self.chairs:
                    await chair.send_json({"t": "tally", **told})

    async def talk(self, socket: WebSocket) -> None:
        """Serve one websocket."""
        await socket.accept()
        voter = str((await socket.receive_json())["token"])
        self.everyone.add(socket)
        if voter == "chair":
            self.chairs.add(socket)
        await socket.send_json({"t": "welcome", "vote": self.box.vote})
        try:
            while True:
                await self._take(socket, voter, await socket.receive_json())
        except WebSocketDisconnect:
            self.everyone.discard(socket)
            self.chairs.discard(socket)

    async def _take(self, socket: WebSocket, voter: str, message: dict[str, str]) -> None:
        match message["t"]:
            case "vote":
                done = await self.box.cast(message["vote"], voter, message["choice"])
                await socket.send_json({"t": "done" if done else "refused", "id": message["id"]})
            case "open" if voter == "chair":
                self.box.open(message["vote"])
                await self._tell_all(message)
            case "item" if voter == "chair":
                await self._tell_all(message)

    async def _tell_all(self, message: dict[str, str]) -> None:
        text = json.dumps(message)
        for socket in list(self.everyone):
            await socket.send_text(text)


async def serve(path: Path) -> None:
    """Serve until the process is ended."""
    room = Room(path)
    app = Starlette(routes=[WebSocketRoute("/socket", room.talk)], lifespan=room.lifespan)
    settings = uvicorn.Config(
        app, log_level="warning", ws_per_message_deflate=False, ws_ping_interval=None
    )
    listener = listening_socket()
    server = uvicorn.Server(settings)
    running = asyncio.create_task(server.serve([listener]))
    say_ready(listener)
    await running


if __name__ == "__main__":
    uvloop.run(serve(Path(sys.argv[1])))
