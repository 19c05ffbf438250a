"""The hall is killed at random moments of a storm of votes, and nothing acknowledged is lost."""

import asyncio
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from hall_server.commandline.verify import verify_folder
from rehearsal.desk import Desk
from tests.faults.storm import ballots_in, open_vote, voter, write_council
from tests.mortal import mortal_hall

kills = 30
voters = 40
acknowledged_between_kills_max = 400


@pytest.mark.faults
async def test_acknowledged_ballots_survive_thirty_kills_and_count_once(tmp_path: Path) -> None:
    chance = Random(20261210)
    write_council(tmp_path, voters)
    async with mortal_hall(tmp_path) as (process, hall):
        vote = await open_vote(hall)
        people = {seat: await voter(hall, seat, vote, chance) for seat in hall.seats}
        counted, over = asyncio.Semaphore(0), asyncio.Event()
        async with asyncio.TaskGroup() as group:
            links = [group.create_task(person.link.run()) for person in people.values()]
            storms = [
                group.create_task(person.storm(chance, counted, over)) for person in people.values()
            ]
            for _ in range(kills):
                for _ in range(chance.randint(1, acknowledged_between_kills_max)):
                    await counted.acquire()
                await process.kill_and_start_again()
            over.set()
            await asyncio.wait(storms)
            for person in people.values():
                await person.link.close()
            await asyncio.wait(links)
        async with Desk.join(hall.url, hall.desk) as desk:
            result = await desk.finish_vote(vote)

    journal = ballots_in(tmp_path)
    assert not journal.twice
    last = {}
    for seat, person in people.items():
        device = person.link.session.welcome.device if person.link.session.welcome else ""
        for command_id, choice in person.acknowledged.items():
            assert journal.by_command[device, command_id] == choice
        last[f"s{seat}"] = list(person.acknowledged.values())[-1]
    assert journal.last == last
    expected = Counter(last.values())
    assert {choice: result["counts"][choice] for choice in ("yes", "no", "abstain")} == {
        choice: expected[choice] for choice in ("yes", "no", "abstain")
    }
    report = verify_folder(tmp_path)[0]
    assert report.agrees
    assert sum(len(person.acknowledged) for person in people.values()) > kills
