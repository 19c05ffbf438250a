"""A small voting room on python-socketio and uvicorn, as its documentation writes one."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import socketio
import uvicorn
import uvloop

from bench.rooms.box import BallotBox, tally_seconds
from bench.rooms.starting import listening_socket, say_ready

ping_seconds = 3600
"""Its pings are kept out of what is measured."""


class Room:
    """Who is in, and the box."""

    def __init__(self, path: Path) -> None:
        self.sio = socketio.AsyncServer(
            async_mode="asgi", ping_interval=ping_seconds, http_compression=False
        )
        self._box = BallotBox(path)
        self._voters: dict[str, str] = {}
        for name in ("connect", "disconnect", "vote", "open", "item"):
            self.sio.on(name, getattr(self, f"on_{name}"))

    async def run(self) -> None:
        """Keep the box and the tally at work."""
        await asyncio.gather(self._box.run(), self._tell_tally())

    async def _tell_tally(self) -> None:
        told: dict[str, int] = {}
        while True:
            await asyncio.sleep(tally_seconds)
            if self._box.tally != told:
                told = dict(self._box.tally)
                await self.sio.emit("tally", told, room="chairs")

    async def on_connect(self, sid: str, _environ: Any, auth: dict[str, str]) -> None:
        """Let a voter in."""
        self._voters[sid] = auth["token"]
        await self.sio.enter_room(sid, "hall")
        if auth["token"] == "chair":
            await self.sio.enter_room(sid, "chairs")

    async def on_disconnect(self, sid: str, *_reason: Any) -> None:
        """Forget a voter."""
        self._voters.pop(sid, None)

    async def on_vote(self, sid: str, message: dict[str, str]) -> str:
        """Keep a ballot; the answer acknowledges it."""
        voter = self._voters[sid]
        done = await self._box.cast(message["vote"], voter, message["choice"])
        return "done" if done else "refused"

    async def on_open(self, sid: str, message: dict[str, str]) -> None:
        """Open a vote and tell everyone."""
        if self._voters[sid] == "chair":
            self._box.open(message["vote"])
            await self.sio.emit("open", message, room="hall")

    async def on_item(self, sid: str, message: dict[str, str]) -> None:
        """Tell everyone of an item."""
        if self._voters[sid] == "chair":
            await self.sio.emit("item", message, room="hall")


async def serve(path: Path) -> None:
    """Serve until the process is ended."""
    room = Room(path)
    app = socketio.ASGIApp(room.sio)
    settings = uvicorn.Config(
        app, log_level="warning", ws_per_message_deflate=False, ws_ping_interval=None
    )
    listener = listening_socket()
    running = asyncio.create_task(uvicorn.Server(settings).serve([listener]))
    work = asyncio.create_task(room.run())
    say_ready(listener)
    await running
    work.cancel()


if __name__ == "__main__":
    uvloop.run(serve(Path(sys.argv[1])))
