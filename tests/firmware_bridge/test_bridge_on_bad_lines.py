"""A bridge where units are doubled, hubs are several, and the line is noisy."""

import pytest

from firmware_bridge.drivers.seat_protocol import BallotLamp, Key, Lamp
from firmware_bridge.simulator import Noise, SimulatedHub
from tests.firmware_bridge.conftest import RunBridge
from tests.firmware_bridge.small_hall import SmallHall

SOLID_YES = BallotLamp(Key.YES, Lamp.SOLID)


async def test_two_units_at_one_address_are_both_refused_until_one_is_gone(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge, caplog: pytest.LogCaptureFixture
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hall.heard("ReportUnit", seat="A1", online=True)
        guest = hub.add_guest(1, uid=0xBAD)
        await hall.heard("ReportUnit", seat="A1", online=False)
        hub.press(1, "yes")
        guest.press("no", 0)
        hub.press(2, "yes")
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES)
        assert not hall.of(t="CastBallot", seat="A1")
        hub.remove_guests()
        await hall.heard("CastBallot", seat="A1", choice="yes")
    assert "duplicate address: hub 1 address 1" in caplog.text
    assert not hall.of(t="CastBallot", choice="no")


async def test_one_unit_at_two_addresses_is_refused_at_both(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge, caplog: pytest.LogCaptureFixture
) -> None:
    async with bridge(hall, [hub]):
        await hall.heard("ReportUnit", seat="A1", online=True)
        hub.drop(2)
        await hall.heard("ReportUnit", seat="A2", online=False)
        hub.add_guest(2, uid=hub.seat(1).uid)
        await hall.heard("ReportUnit", seat="A1", online=False)
    assert "duplicate unit: hub 1 address 1, hub 1 address 2" in caplog.text


async def test_two_hubs_are_one_bridge(hall: SmallHall, bridge: RunBridge) -> None:
    await hall.open_poll(3)
    async with (
        SimulatedHub(64) as first,
        SimulatedHub(64) as second,
        bridge(hall, [first, second]),
    ):
        for hub in (first, second):
            for address in hub.addresses:
                await hub.until(address, lambda seat: seat.poll_open)
        for address in first.addresses:
            first.press(address, "yes")
            second.press(address, "abstain")
        for hub in (first, second):
            for address in hub.addresses:
                await hub.until(address, lambda seat: seat.ballot.lamp is Lamp.SOLID)
    choices = [command["choice"] for command in hall.effects_of("CastBallot")]
    assert (choices.count("yes"), choices.count("abstain"), len(choices)) == (64, 64, 128)


async def test_every_ballot_counts_once_on_a_very_bad_line(
    hall: SmallHall, bridge: RunBridge
) -> None:
    await hall.open_poll(3)
    noise = Noise(flip=0.001, lose=0.05, double=0.1, merge=0.05, seed=11)
    async with SimulatedHub(16, noise=noise) as hub, bridge(hall, [hub]):
        for address in hub.addresses:
            await hub.until(address, lambda seat: seat.poll_open)
            hub.press(address, "no" if address % 4 == 0 else "yes")
        for address in hub.addresses:
            await hub.until(address, lambda seat: seat.ballot.lamp is Lamp.SOLID)
        for address in hub.addresses:
            assert hub.seat(address).ballot.key is hub.seat(address).choice
    choices = [command["choice"] for command in hall.effects_of("CastBallot")]
    assert (choices.count("yes"), choices.count("no"), len(choices)) == (12, 4, 16)


async def test_flood_of_noise_makes_no_command(hall: SmallHall, bridge: RunBridge) -> None:
    await hall.open_poll(3)
    async with (
        SimulatedHub(4, noise=Noise(flip=0.2, seed=5)) as noisy,
        SimulatedHub(4) as clean,
        bridge(hall, [noisy, clean]),
    ):
        await clean.until(1, lambda seat: seat.poll_open)
        for address in noisy.addresses:
            noisy.press(address, "yes")
        await hall.heard("ReportUnit", seat="A1", online=False)
        clean.press(1, "yes")
        await clean.until(1, lambda seat: seat.ballot == SOLID_YES)
    assert [command["seat"] for command in hall.effects_of("CastBallot")] == ["A5"]
