"""A storm of ballots through real connections, with a record of what was acknowledged."""

import asyncio
import itertools
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal

from hall_link import Link, sign_in
from hall_server.journal.folder import JOURNAL_FILE
from hall_server.journal.sqlite import read_entries
from hall_server.sitting import events as e
from rehearsal.desk import Desk
from rehearsal.folder import write_folder
from rehearsal.processes import RunningHall

Choice = Literal["yes", "no", "abstain"]
CHOICES: tuple[Choice, ...] = ("yes", "no", "abstain")


def write_council(folder: Path, size: int) -> None:
    write_folder(
        folder,
        name="HĐND thử",
        name_en="",
        level="commune",
        sitting=("thu", "Phiên thử", ""),
        rules="votes-cast",
        people=[(str(seat), f"Đại biểu Mẫu {seat}", "") for seat in range(1, size + 1)],
        agenda=[],
    )


async def open_vote(hall: RunningHall) -> str:
    """Check everybody in, open the sitting and a vote; give the vote's id."""
    async with Desk.join(hall.url, hall.desk) as desk:
        for seat in hall.seats:
            await desk.do("CheckIn", delegate=f"s{seat}")
        await desk.do("OpenSitting")
        return await desk.open_vote("Bão phiếu")


@dataclass
class Voter:
    """Changes their ballot again and again; knows which changes were acknowledged."""

    link: Link
    vote: str
    acknowledged: dict[str, Choice] = field(default_factory=dict)
    """Choices by command id, in order."""

    async def storm(self, chance: Random, counted: asyncio.Semaphore, over: asyncio.Event) -> None:
        last: Choice | None = None
        for number in itertools.count(1):
            choice = chance.choice([other for other in CHOICES if other != last])
            command_id = f"b{number}"
            command = {"t": "CastBallot", "vote": self.vote, "choice": choice}
            await self.link.do(command, command_id)
            self.acknowledged[command_id] = last = choice
            counted.release()
            if over.is_set():
                return


async def voter(hall: RunningHall, seat: str, vote: str, chance: Random) -> Voter:
    signed_in = await sign_in(hall.url, hall.seats[seat])
    link = Link(hall.url, signed_in.token, jitter=lambda longest: chance.uniform(0, longest / 10))
    return Voter(link, vote)


@dataclass
class Ballots:
    """What a journal says of one vote."""

    last: dict[str, str] = field(default_factory=dict)
    by_command: dict[tuple[str, str], str] = field(default_factory=dict)
    twice: list[tuple[str, str]] = field(default_factory=list)


def ballots_in(folder: Path) -> Ballots:
    found = Ballots()
    for entry in read_entries(folder / "sittings" / "thu" / JOURNAL_FILE):
        if isinstance(entry.event, e.BallotCast):
            key = (entry.device, entry.command)
            if key in found.by_command:
                found.twice.append(key)
            found.by_command[key] = entry.event.choice
            found.last[entry.event.delegate] = entry.event.choice
    return found
