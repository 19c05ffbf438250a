"""The seat and the command line at a real hall, in its own process, which is killed on the way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hall_link import CommandRefused, Link, sign_in
from hall_server.commandline.new_council import write_council
from rehearsal.processes import RunningHall
from tablet_client import Seat
from tests.mortal import Mortal, mortal_hall


class Hall:
    """A hall of a process of its own, which can be killed and comes back on its port."""

    def __init__(self, process: Mortal, said: RunningHall) -> None:
        self.url = said.url
        self.desk = said.desk
        self.seats = said.seats
        self.kill = process.kill
        self.start = process.start_again


@pytest.fixture
async def real_hall(tmp_path: Path) -> AsyncIterator[Hall]:
    write_council(tmp_path / "council")
    async with mortal_hall(tmp_path / "council") as (process, said):
        yield Hall(process, said)


@asynccontextmanager
async def chair_at(hall: Hall) -> AsyncIterator[Link]:
    link = Link(hall.url, (await sign_in(hall.url, hall.desk, "chair")).token)
    run = asyncio.create_task(link.run())
    try:
        yield link
    finally:
        await link.close()
        await run


async def test_ballot_held_back_by_a_bad_line_does_not_override_a_newer_one(
    real_hall: Hall,
) -> None:
    code = next(iter(real_hall.seats.values()))
    for other in real_hall.seats.values():
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
    seats = real_hall.seats
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
