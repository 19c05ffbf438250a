"""A bridge killed with presses under way: they arrive, once, under their old ids."""

from pathlib import Path

import pytest

from firmware_bridge.admission import FILE_NAME
from firmware_bridge.drivers.seat_protocol import BallotLamp, Key, Lamp
from firmware_bridge.simulator import SimulatedHub
from tests.firmware_bridge.run_bridge import kill, start_bridge
from tests.firmware_bridge.small_hall import TOKEN, SmallHall

pytestmark = pytest.mark.faults

SOLID_YES = BallotLamp(Key.YES, Lamp.SOLID)


@pytest.fixture
def spool(tmp_path: Path, hall: SmallHall) -> Path:
    """A spool whose bridge has signed in before."""
    folder = tmp_path / "spool"
    folder.mkdir()
    (folder / FILE_NAME).write_text(f'{{"url": "{hall.url}", "token": "{TOKEN}"}}')
    return folder


async def test_press_not_answered_before_the_kill_arrives_again_and_counts_once(
    hall: SmallHall, hub: SimulatedHub, spool: Path
) -> None:
    hall.answering = False
    await hall.open_poll(7)
    process = await start_bridge(hall.url, hub, spool)
    await hub.until(1, lambda seat: seat.poll_open)
    hub.press(1, "yes")
    first_id, command = await hall.heard("CastBallot", seat="A1")
    await kill(process)
    hall.answering = True
    process = await start_bridge(hall.url, hub, spool)
    await hub.until(1, lambda seat: seat.ballot == SOLID_YES)
    await kill(process)
    assert hall.of(t="CastBallot") == [(first_id, command), (first_id, command)]
    assert len(hall.effects_of("CastBallot")) == 1


async def test_press_answered_before_the_kill_is_not_sent_again(
    hall: SmallHall, hub: SimulatedHub, spool: Path
) -> None:
    await hall.open_poll(7)
    process = await start_bridge(hall.url, hub, spool)
    await hub.until(1, lambda seat: seat.poll_open)
    hub.press(1, "yes")
    hub.card(2, True)
    await hub.until(1, lambda seat: seat.ballot == SOLID_YES)
    await hub.until(2, lambda seat: seat.present)
    await kill(process)
    process = await start_bridge(hall.url, hub, spool)
    await hall.until(lambda: len(hall.of(t="ReportUnit", seat="A1", online=True)) == 2)
    hub.press(3, "no")
    await hall.heard("CastBallot", seat="A3")
    await kill(process)
    assert len(hall.of(t="CastBallot", seat="A1")) <= 2
    assert len({command_id for command_id, _ in hall.of(t="CastBallot", seat="A1")}) == 1
    assert len(hall.effects_of("CheckIn")) == 1


async def test_press_made_while_no_bridge_runs_counts_when_one_does(
    hall: SmallHall, hub: SimulatedHub, spool: Path
) -> None:
    await hall.open_poll(7)
    process = await start_bridge(hall.url, hub, spool)
    await hub.until(1, lambda seat: seat.poll_open)
    await kill(process)
    hub.press(1, "yes")
    process = await start_bridge(hall.url, hub, spool)
    await hub.until(1, lambda seat: seat.ballot == SOLID_YES)
    await kill(process)
    assert len(hall.effects_of("CastBallot")) == 1


async def test_ballot_of_a_vote_closed_meanwhile_is_said_to_be_not_counted(
    hall: SmallHall, hub: SimulatedHub, spool: Path
) -> None:
    hall.answering = False
    await hall.open_poll(7)
    process = await start_bridge(hall.url, hub, spool)
    await hub.until(1, lambda seat: seat.poll_open)
    hub.press(1, "yes")
    press_id, _ = await hall.heard("CastBallot", seat="A1")
    await kill(process)
    hall.answering = True
    hall.refusing["CastBallot"] = "vote-closed"
    await hall.close_poll(7)
    process = await start_bridge(hall.url, hub, spool)
    await hall.until(lambda: len(hall.of(t="CastBallot")) == 2)
    await hub.until(1, lambda seat: seat.ballot == BallotLamp(Key.YES, Lamp.ERROR))
    process.terminate()
    _, said = await process.communicate()
    assert f"seat A1: ballot not counted: vote-closed ({press_id})" in said.decode()
    assert process.returncode == 0
