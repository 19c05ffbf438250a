"""Venues: the hall and its rivals behind one shape, so that all are measured by the same code.

Knows each server's messages. A venue has its voters and one chair connected.
"""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from time import time_ns
from typing import Any, Protocol

from bench.council import CHOICES, Council
from bench.crowd import Client, Crowd, Marker
from bench.frames import TEXT, masked
from bench.processes import server
from hall_wire.codec import encode
from hall_wire.messages import Do
from rehearsal.processes import start_hall, stop

Command = dict[str, Any]


class Venue(Protocol):
    """A server under measurement. `ballots` are the frames of the open vote, by choice."""

    name: str
    pid: int
    crowd: Crowd
    chair: Client

    @property
    def answer(self) -> Marker:
        """How the acknowledgement of a ballot begins."""
        ...

    @property
    def change(self) -> Marker:
        """How the frame begins that a change sends to everyone."""
        ...

    async def open_vote(self) -> Sequence[bytes]:
        """Open a vote and give the frames of its ballots."""
        ...

    async def close_vote(self) -> None:
        """Close the open vote."""
        ...

    def next_change(self) -> bytes:
        """Give the chair's frame that changes something for everyone."""
        ...


def _do(command_id: str, name: str, **fields: object) -> bytes:
    return masked(encode(Do(command_id, {"t": name, **fields})))


def cast_frame(command_id: str, vote: str, choice: str) -> bytes:
    """Give a delegate's ballot as a frame."""
    return _do(command_id, "CastBallot", vote=vote, choice=choice)


class HallVenue:
    """The hall, over a council whose sitting is open."""

    name = "hall"
    answer = (b"\xa1t\xa4done", 1)
    change = (b"\xa1t\xa5patch", 1)

    def __init__(self, pid: int, crowd: Crowd, chair: Client) -> None:
        self.pid = pid
        self.crowd = crowd
        self.chair = chair
        self._votes = 0
        self._commands = count(time_ns())  # of no earlier run on this journal

    async def open_vote(self) -> Sequence[bytes]:
        """Open a vote and give the frames of its ballots."""
        self._votes += 1
        await self.command("OpenVote", title=f"Biểu quyết {self._votes}")
        await self.crowd.quiet()
        vote, name = f"v{self._votes}", f"b{self._votes}"
        return [cast_frame(name, vote, choice) for choice in CHOICES]

    async def close_vote(self) -> None:
        """Close and declare the open vote."""
        vote = f"v{self._votes}"
        await self.command("CloseVote", vote=vote)
        await self.command("DeclareVote", vote=vote)
        await self.crowd.quiet()

    def next_change(self) -> bytes:
        """Take the other of two items of the agenda."""
        number = next(self._commands)
        return _do(f"i{number}", "TakeItem", item=f"i{1 + number % 2}")

    async def command(self, name: str, **fields: object) -> None:
        """Give a command of the chair's and wait until it is on disk."""
        self.crowd.expect(self.answer, 1)
        self.chair.send(_do(f"c{next(self._commands)}", name, **fields))
        await self.crowd.all_came()


@asynccontextmanager
async def hall(council: Council, voters: int) -> AsyncIterator[HallVenue]:
    """Run the hall with so many of its delegates connected."""
    process, ready = await start_hall(council.folder)
    try:
        crowd = Crowd(port_of(ready.url), "/socket")
        await crowd.join([masked(hello) for hello in council.delegates[:voters]], 3)
        chair = await crowd.connect(masked(council.chair), 4)
        yield HallVenue(process.pid, crowd, chair)
        await crowd.leave()
    finally:
        await stop(process)


def port_of(url: str) -> int:
    """Give the port of an address."""
    return int(url.rpartition(":")[2])


class EchoVenue:
    """A server that gives each ballot back, or sends a change on, and knows nothing of votes."""

    answer = (b"\xa1t\xa2do", 1)

    def __init__(self, name: str, pid: int, crowd: Crowd, chair: Client) -> None:
        self.name = name
        self.pid = pid
        self.crowd = crowd
        self.chair = chair
        self.payload = b""
        """The payload of a change: the hall's own."""

    @property
    def change(self) -> Marker:
        """The payload itself."""
        return self.payload[:8], 0

    async def open_vote(self) -> Sequence[bytes]:
        """Give the frames of ballots as the hall gets them."""
        return [cast_frame("b1", "v1", choice) for choice in CHOICES]

    async def close_vote(self) -> None:
        """Do nothing: there was no vote."""

    def next_change(self) -> bytes:
        """Give the change as a frame."""
        return masked(self.payload)


@asynccontextmanager
async def echo(voters: int, module: str = "bench.rooms.echo") -> AsyncIterator[EchoVenue]:
    """Run the echo, or the bare loop, with so many clients and a chair."""
    async with server(module) as (pid, port):
        crowd = Crowd(port, "/socket")
        await crowd.join([b""] * voters, 0)
        chair = await crowd.connect(b"", 0)
        yield EchoVenue(module.rpartition(".")[2].replace("_", " "), pid, crowd, chair)
        await crowd.leave()


class RoomVenue:
    """One of the small rooms; `pack` makes its frame of a message's kind and fields."""

    def __init__(
        self,
        name: str,
        pid: int,
        crowd: Crowd,
        chair: Client,
        pack: Callable[..., bytes],
        answer: Marker,
        change: Marker,
    ) -> None:
        self.name = name
        self.pid = pid
        self.crowd = crowd
        self.chair = chair
        self.answer = answer
        self.change = change
        self._pack = pack
        self._votes = 0
        self._items = 0

    async def open_vote(self) -> Sequence[bytes]:
        """Open a vote and give the frames of its ballots."""
        self._votes += 1
        self.chair.send(self._pack("open", vote=f"v{self._votes}"))
        await self.crowd.quiet()
        return [
            self._pack("vote", id=f"b{self._votes}", vote=f"v{self._votes}", choice=choice)
            for choice in CHOICES
        ]

    async def close_vote(self) -> None:
        """Wait for the last tally."""
        await self.crowd.quiet()

    def next_change(self) -> bytes:
        """Change the item: as many bytes as the hall's agenda of two has."""
        self._items += 1
        return self._pack("item", item=f"i{self._items}", agenda="Nội dung " * 20)


def _starlette_frame(kind: str, **fields: str) -> bytes:
    return masked(json.dumps({"t": kind, **fields}).encode(), TEXT)


def _socketio_frame(kind: str, **fields: str) -> bytes:
    acknowledged = "1" if kind == "vote" else ""
    return masked(f"42{acknowledged}{json.dumps([kind, fields])}".encode(), TEXT)


@asynccontextmanager
async def starlette_room(folder: Path, voters: int) -> AsyncIterator[RoomVenue]:
    """Run the room on Starlette with so many voters."""
    async with server("bench.rooms.starlette_room", str(folder / "starlette.sqlite")) as (
        pid,
        port,
    ):
        crowd = Crowd(port, "/socket")

        def hello(token: str) -> bytes:
            return masked(json.dumps({"token": token}).encode(), TEXT)

        await crowd.join([hello(f"voter {number}") for number in range(voters)], 1)
        chair = await crowd.connect(hello("chair"), 1)
        marks = (b'"t":"done"', 1), (b'"t": "item"', 1)
        yield RoomVenue("Starlette room", pid, crowd, chair, _starlette_frame, *marks)
        await crowd.leave()


@asynccontextmanager
async def socketio_room(folder: Path, voters: int) -> AsyncIterator[RoomVenue]:
    """Run the room on python-socketio with so many voters."""
    async with server("bench.rooms.socketio_room", str(folder / "socketio.sqlite")) as (pid, port):
        crowd = Crowd(port, "/socket.io/?EIO=4&transport=websocket")

        def hello(token: str) -> bytes:
            return masked(b"40" + json.dumps({"token": token}).encode(), TEXT)

        await crowd.join([hello(f"voter {number}") for number in range(voters)], 2)
        chair = await crowd.connect(hello("chair"), 2)
        marks = (b"431", 0), (b'42["item"', 0)
        yield RoomVenue("python-socketio room", pid, crowd, chair, _socketio_frame, *marks)
        await crowd.leave()
