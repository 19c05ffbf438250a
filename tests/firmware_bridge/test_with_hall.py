"""The bridge against the hall itself: three processes, a serial line and a disk under each."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from firmware_bridge.drivers.seat_protocol import BallotLamp, Key, Lamp
from firmware_bridge.simulator import Noise, SimulatedHub, SimulatedSeat
from hall_link import CommandRefused
from tablet_client import Seat
from tests.firmware_bridge.run_bridge import kill
from tests.firmware_bridge.whole_hall import SEATS, hall_and_bridge, seat_everybody

pytestmark = pytest.mark.faults


def ballots_cast(count: int) -> Callable[[dict[str, Any], dict[str, Any]], bool]:
    return lambda _, desk: desk.get("tally", {}).get("cast") == count


def latched_another(earlier: set[int]) -> Callable[[SimulatedSeat], bool]:
    return lambda seat: seat.poll not in earlier and seat.poll_open


@pytest.mark.parametrize(
    "noise", [Noise(), Noise(flip=0.001, lose=0.03, double=0.05, merge=0.03, seed=8)], ids=str
)
async def test_sitting_through_keypads_alone(tmp_path: Path, noise: Noise) -> None:
    async with (
        SimulatedHub(SEATS, noise=noise, link=tmp_path / "hub") as hub,
        hall_and_bridge(tmp_path, hub) as (chair, start),
    ):
        await start()
        await seat_everybody(hub, chair)
        hub.press(4, "request")
        await chair.until(lambda hall, _: len(hall.get("queue", [])) == 1)
        await hub.until(4, lambda seat: seat.request is Lamp.NEXT)
        speaker = chair.link.mirror["hall"]["queue"][0]["person"]
        await chair.do("GrantFloor", delegate=speaker["delegate"])
        await hub.until(4, lambda seat: seat.microphone)
        await chair.until(lambda _, desk: desk["microphone/4"]["reported"] is True)
        await chair.do("EndSpeech")
        await hub.until(4, lambda seat: not seat.microphone)
        polls: set[int] = set()
        for vote in ("v1", "v2"):
            await chair.do("OpenVote", title="Nghị quyết thử")
            for address in hub.addresses:
                await hub.until(address, latched_another(polls))
                hub.press(address, "no" if address > 10 else "yes")
            await chair.until(ballots_cast(SEATS))
            for address in hub.addresses:
                await hub.until(address, lambda seat: seat.ballot.lamp is Lamp.SOLID)
            polls.add(hub.seat(1).poll)
            await chair.do("CloseVote", vote=vote)
            await chair.do("DeclareVote", vote=vote)
        await chair.until(lambda hall, _: "result/v2" in hall)
        for vote in ("v1", "v2"):
            counts = chair.link.mirror["hall"][f"result/{vote}"]["counts"]
            assert (counts["yes"], counts["no"]) == (10, 5)


async def test_bridge_killed_while_all_press_loses_no_ballot(tmp_path: Path) -> None:
    async with (
        SimulatedHub(SEATS, link=tmp_path / "hub") as hub,
        hall_and_bridge(tmp_path, hub) as (chair, start),
    ):
        bridge = await start()
        await seat_everybody(hub, chair)
        await chair.do("OpenVote", title="Nghị quyết thử")
        for address in hub.addresses:
            await hub.until(address, lambda seat: seat.poll_open)
        for address in hub.addresses:
            hub.press(address, "yes")
            if address == SEATS // 2:
                await chair.until(lambda _, desk: desk.get("tally", {}).get("cast", 0) > 0)
                await kill(bridge)
        await start()
        await chair.until(ballots_cast(SEATS))
        for address in hub.addresses:
            await hub.until(address, lambda seat: seat.ballot == BallotLamp(Key.YES, Lamp.SOLID))
        await chair.do("CloseVote", vote="v1")
        await chair.until(lambda hall, _: hall["vote"]["counts"] is not None)
        assert chair.link.mirror["hall"]["vote"]["counts"]["yes"] == SEATS


async def test_later_of_keypad_and_tablet_counts_however_late_the_line_is(tmp_path: Path) -> None:
    async with (
        SimulatedHub(SEATS, link=tmp_path / "hub") as hub,
        hall_and_bridge(tmp_path, hub) as (chair, start),
    ):
        await start()
        await seat_everybody(hub, chair)
        await chair.do("OpenVote", title="Nghị quyết thử")
        await hub.until(3, lambda seat: seat.poll_open)
        async with Seat.join(*chair.tablets[2]) as tablet:
            hub.unplug()
            hub.press(3, "yes", ago_ms=500)  # nobody walks from keypad to tablet in less
            await tablet.until(lambda seat: seat.own_vote)
            await tablet.cast("no")
            hub.plug()
            await hub.until(3, lambda seat: seat.ballot == BallotLamp(Key.NO, Lamp.SOLID))
            assert tablet.ballot is not None
            assert tablet.ballot.channel == "tablet"
            hub.press(3, "yes")
            await hub.until(3, lambda seat: seat.ballot == BallotLamp(Key.YES, Lamp.SOLID))
            await tablet.until(lambda seat: seat.ballot and seat.ballot.choice == "yes")
            await tablet.cast("abstain")
            await hub.until(3, lambda seat: seat.ballot == BallotLamp(Key.ABSTAIN, Lamp.SOLID))


def lamp(key: Key) -> Callable[[SimulatedSeat], bool]:
    return lambda seat: seat.ballot == BallotLamp(key, Lamp.SOLID)


async def test_vote_is_held_extended_and_annulled_with_both_devices_showing_what_counts(
    tmp_path: Path,
) -> None:
    async with (
        SimulatedHub(SEATS, link=tmp_path / "hub") as hub,
        hall_and_bridge(tmp_path, hub) as (chair, start),
    ):
        await start()
        await seat_everybody(hub, chair)
        await chair.do("OpenVote", title="Nghị quyết thử", seconds=600)
        await hub.until(3, lambda seat: seat.poll_open)
        async with Seat.join(*chair.tablets[2]) as tablet:
            hub.press(3, "yes")
            await hub.until(3, lamp(Key.YES))
            await tablet.until(lambda seat: seat.ballot and seat.ballot.channel == "keypad")
            await chair.do("HoldVote", vote="v1")
            await hub.until(3, lambda seat: not seat.poll_open)
            hub.press(3, "no")
            hub.press(4, "no")
            assert hub.seat(3).ballot == BallotLamp(Key.YES, Lamp.SOLID)
            await chair.do("ExtendVote", vote="v1", seconds=60)
            await chair.do("ResumeVote", vote="v1")
            await hub.until(4, lambda seat: seat.poll_open)
            await hub.until(3, lambda seat: seat.poll_open)
            hub.press(4, "abstain")
            await hub.until(4, lamp(Key.ABSTAIN))
            assert hub.seat(3).ballot == BallotLamp(Key.YES, Lamp.SOLID)
            await tablet.until(lambda seat: seat.open_vote)
            await tablet.cast("no")
            await hub.until(3, lamp(Key.NO))
            assert chair.link.mirror["desk"]["tally"]["counts"]["no"] == 1
            await chair.do("AnnulVote", vote="v1", reason="Sai tên dự thảo")
            for address in (3, 4):
                await hub.until(address, lambda seat: seat.ballot == BallotLamp())
        hub.press(5, "yes")
        await chair.do("PrepareVote", plan={"title": "Gọi tên", "kind": "roll-call"})
        await chair.do("OpenVote", vote="v2")
        await hub.until(5, lambda seat: seat.poll_open)
        hub.press(5, "yes")
        await hub.until(5, lambda seat: seat.ballot == BallotLamp(Key.YES, Lamp.ERROR))
        await chair.do("CastBallot", vote="v2", delegate="s5", choice="no")
        await hub.until(5, lamp(Key.NO))


async def test_both_devices_show_the_ballot_of_the_channel_that_has_precedence(
    tmp_path: Path,
) -> None:
    async with (
        SimulatedHub(SEATS, link=tmp_path / "hub") as hub,
        hall_and_bridge(tmp_path, hub, 'precedence = ["tablet", "keypad"]') as (chair, start),
    ):
        await start()
        await seat_everybody(hub, chair)
        await chair.do("OpenVote", title="Nghị quyết thử")
        await hub.until(3, lambda seat: seat.poll_open)
        async with Seat.join(*chair.tablets[2]) as tablet:
            hub.press(3, "yes")
            await hub.until(3, lamp(Key.YES))
            await tablet.until(lambda seat: seat.ballot and seat.ballot.choice == "yes")
            await tablet.cast("no")
            await hub.until(3, lamp(Key.NO))
            hub.press(3, "abstain")
            await hub.until(3, lambda seat: seat.choice is Key.ABSTAIN)
            await hub.until(3, lamp(Key.NO))
            assert tablet.ballot is not None
            assert (tablet.ballot.choice, tablet.ballot.channel) == ("no", "tablet")
            with pytest.raises(CommandRefused, match="channel-outranked"):
                await chair.do("CastBallot", vote="v1", delegate="s3", choice="yes")
