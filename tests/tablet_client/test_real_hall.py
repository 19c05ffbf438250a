"""The seat and the command line at a real hall, in its own process, which is killed on the way."""

import asyncio
import json
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from hall_link import CommandRefused, Link, sign_in
from tablet_client import Seat


class Hall:
    """A hall's process on a fixed port; `start` again after `kill` takes up where it stopped."""

    def __init__(self, folder: Path) -> None:
        self.codes: dict[str, Any] = {}
        self.url = ""
        self._folder = folder
        self._ready = folder.with_suffix(".ready")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = str(free.getsockname()[1])
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "hall_server", "serve", str(self._folder)),
            *("--host", "127.0.0.1", "--port", self._port, "--ready-file", str(self._ready)),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )

    async def prepare(self) -> None:
        await _run("init", str(self._folder))
        await self.start()
        assert self._process is not None
        while not self._ready.exists() or not self._ready.read_text():
            await asyncio.sleep(0.02)
            assert self._process.returncode is None
        self.codes = json.loads(self._ready.read_text())
        self.url = self.codes["url"]

    async def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        await self._process.wait()


async def _run(*arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "hall_server", *arguments, stdout=asyncio.subprocess.DEVNULL
    )
    assert await process.wait() == 0


@pytest.fixture
async def real_hall(tmp_path: Path) -> AsyncIterator[Hall]:
    hall = Hall(tmp_path / "council")
    await hall.prepare()
    yield hall
    await hall.kill()


@asynccontextmanager
async def chair_at(hall: Hall) -> AsyncIterator[Link]:
    link = Link(hall.url, (await sign_in(hall.url, hall.codes["desk"], "chair")).token)
    run = asyncio.create_task(link.run())
    try:
        yield link
    finally:
        await link.close()
        await run


async def test_ballot_held_back_by_a_bad_line_does_not_override_a_newer_one(
    real_hall: Hall,
) -> None:
    code = next(iter(real_hall.codes["seats"].values()))
    for other in real_hall.codes["seats"].values():
        async with Seat.join(real_hall.url, other) as seat:
            await seat.check_in()
    async with (
        chair_at(real_hall) as chair,
        Seat.join(real_hall.url, code) as first,
        Seat.join(real_hall.url, code) as second,
    ):
        await chair.do({"t": "OpenSitting"})
        await chair.do({"t": "OpenVote", "title": "Biểu quyết thử"})
        await first.until(lambda seat: seat.open_vote and seat.own_vote)
        await second.until(lambda seat: seat.open_vote and seat.own_vote)
        await second.cast("no")
        with pytest.raises(CommandRefused) as refused:
            await first.do({"t": "CastBallot", "vote": "v1", "choice": "yes", "after": 0})
        assert refused.value.code == "changed-elsewhere"
        await first.until(lambda seat: seat.ballot)
        assert (await first.cast("yes")).seq > 0  # chosen anew, with the newer one in view


@pytest.mark.faults
async def test_ballot_given_while_the_hall_is_dead_counts_once_it_is_back(real_hall: Hall) -> None:
    seats = real_hall.codes["seats"]
    for code in seats.values():
        async with Seat.join(real_hall.url, code) as seat:
            await seat.check_in()
    async with (
        chair_at(real_hall) as chair,
        Seat.join(real_hall.url, next(iter(seats.values()))) as seat,
    ):
        with pytest.raises(CommandRefused):
            await seat.cast("yes", vote="v1")
        await chair.do({"t": "OpenSitting"})
        await seat.request_floor()
        assert await seat.until(lambda seat: seat.place) == 1
        await chair.do({"t": "OpenVote", "title": "Biểu quyết thử", "seconds": 3600})
        vote = await seat.until(lambda seat: seat.open_vote)
        assert 3_500 < seat.remaining_seconds(vote.closes_at or 0) <= 3_600

        await real_hall.kill()
        await seat.until(lambda seat: not seat.connected)
        casting = asyncio.create_task(seat.cast("yes"))
        await real_hall.start()
        done = await casting
        assert done.seq > 0
        assert seat.ballot is not None
        assert seat.ballot.choice == "yes"

        await chair.do({"t": "CloseVote", "vote": vote.id})
        await chair.do({"t": "DeclareVote", "vote": vote.id})
        result = await seat.until(lambda seat: seat.result)
        assert result.counts is not None
        assert (result.counts.yes, result.counts.not_voting) == (1, len(seats) - 1)
        assert seat.place == 1
