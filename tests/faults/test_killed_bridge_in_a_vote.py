"""The bridge is killed while people press, and every press counts exactly once."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from firmware_bridge.drivers.seat_protocol import BallotLamp, Lamp
from firmware_bridge.simulator import SimulatedHub
from firmware_bridge.simulator.seat import VOTING_KEYS
from rehearsal.desk import Desk
from rehearsal.processes import hall_process, start_bridge
from tests.faults.storm import CHOICES, ballots_in, write_council
from tests.mortal import mortal

kills = 10
keypads = 16


@pytest.mark.faults
async def test_every_press_counts_once_through_ten_kills_of_the_bridge(tmp_path: Path) -> None:
    chance = Random(7)
    write_council(tmp_path, keypads)
    places = [(1, address, str(address)) for address in range(1, keypads + 1)]
    last: dict[str, str] = {}
    async with (
        SimulatedHub(seats=keypads) as hub,
        hall_process(tmp_path) as hall,
        Desk.join(hall.url, hall.desk) as desk,
        mortal(lambda: start_bridge(hall, [hub.path], places, tmp_path / "bridge")) as bridge,
    ):
        for address in hub.addresses:
            hub.card(address, True)
        for address in hub.addresses:
            await hub.until(address, lambda unit: unit.present)
        await desk.do("OpenSitting")
        vote = await desk.open_vote("Bàn phím")
        for address in hub.addresses:
            await hub.until(address, lambda unit: unit.poll_open and unit.entitled)
        for _ in range(kills):
            pressing = [
                asyncio.create_task(_press(hub, address, chance, last)) for address in hub.addresses
            ]
            # The first ballots have come through, the others are anywhere on their way.
            await asyncio.wait(pressing, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.sleep(chance.uniform(0, 0.03))
            await bridge.kill_and_start_again()
            await asyncio.gather(*pressing)
        result = await desk.finish_vote(vote)

    journal = ballots_in(tmp_path)
    assert not journal.twice
    assert journal.last == last
    assert len(journal.by_command) == kills * keypads
    assert result["counts"]["not_voting"] == 0


async def _press(hub: SimulatedHub, address: int, chance: Random, last: dict[str, str]) -> None:
    """Press another key than last time and wait until its lamp is solid."""
    delegate = f"s{address}"
    choice = chance.choice([other for other in CHOICES if other != last.get(delegate)])
    last[delegate] = choice
    hub.press(address, choice)
    recorded = BallotLamp(VOTING_KEYS[choice], Lamp.SOLID)
    await hub.until(address, lambda unit: unit.ballot == recorded)
