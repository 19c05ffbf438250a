"""The floor at keypads against the hall itself: three processes and a serial line."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from firmware_bridge.drivers.seat_protocol import Lamp
from firmware_bridge.presses import bounce_ms_max
from firmware_bridge.simulator import SimulatedHub
from tests.firmware_bridge.whole_hall import SEATS, Chair, hall_and_bridge, seat_everybody

pytestmark = pytest.mark.faults


@asynccontextmanager
async def in_session(folder: Path) -> AsyncIterator[tuple[SimulatedHub, Chair]]:
    async with (
        SimulatedHub(SEATS, link=folder / "hub") as hub,
        hall_and_bridge(folder, hub) as (chair, start),
    ):
        await start()
        await seat_everybody(hub, chair)
        yield hub, chair


async def until_the_bridge_has_it(hub: SimulatedHub) -> None:
    """Wait until the bridge has what the hall has done: what came after it has reached a seat."""
    hub.card(1, False)
    await hub.until(1, lambda seat: not seat.present)
    hub.card(1, True)
    await hub.until(1, lambda seat: seat.present)


def turns_of(chair: Chair) -> list[dict[str, Any]]:
    desk = chair.link.mirror["desk"]
    return [value for key, value in desk.items() if key.startswith("turn/")]


def opened(chair: Chair) -> list[int]:
    """From the press to the open microphone, in ms, of each turn that has one."""
    return [turn["opening_ms"] for turn in turns_of(chair) if turn["opening_ms"] is not None]


async def test_keypads_ask_withdraw_and_see_their_place(tmp_path: Path) -> None:
    async with in_session(tmp_path) as (hub, chair):
        hub.press(4, "request")
        await hub.until(4, lambda seat: seat.request is Lamp.NEXT)
        hub.press(5, "request")
        await hub.until(5, lambda seat: seat.request is Lamp.SOLID)
        await asyncio.sleep(bounce_ms_max / 1000)
        hub.press(4, "request")
        await hub.until(4, lambda seat: seat.request is Lamp.OFF)
        await hub.until(5, lambda seat: seat.request is Lamp.NEXT)
        await chair.do("GrantFloor", request="r2", seconds=60)
        await hub.until(5, lambda seat: seat.microphone and seat.request is Lamp.SPEAKING)
        await chair.do("ChangeTime", seconds=-40)
        await hub.until(5, lambda seat: seat.request is Lamp.ENDING)
        await asyncio.sleep(bounce_ms_max / 1000)
        hub.press(5, "request")
        await hub.until(5, lambda seat: not seat.microphone and seat.request is Lamp.OFF)
        await chair.until(lambda *_: [turn["state"] for turn in turns_of(chair)] == ["ended"])


async def test_press_opens_the_microphone_and_the_time_it_took_is_kept(tmp_path: Path) -> None:
    async with in_session(tmp_path) as (hub, chair):
        await chair.do("SetMicrophones", mode="free", open_max=2)
        await until_the_bridge_has_it(hub)
        for address in (2, 3):
            hub.press(address, "request")
            await hub.until(address, lambda seat: seat.microphone)
            await hub.until(address, lambda seat: seat.request is Lamp.SPEAKING)
        await chair.until(lambda *_: len(opened(chair)) == 2)
        hub.press(6, "request")
        await hub.until(6, lambda seat: seat.request is Lamp.ERROR)  # two are open already
        assert not hub.seat(6).microphone


async def test_microphone_is_open_while_the_key_is_held_and_closes_with_its_unit(
    tmp_path: Path,
) -> None:
    async with in_session(tmp_path) as (hub, chair):
        await chair.do("SetMicrophones", mode="push-to-talk")
        await until_the_bridge_has_it(hub)
        hub.hold(7)
        await hub.until(7, lambda seat: seat.microphone and seat.request is Lamp.SPEAKING)
        hub.hold(7, False)
        await hub.until(7, lambda seat: not seat.microphone and seat.request is Lamp.OFF)
        hub.hold(7)
        await hub.until(7, lambda seat: seat.microphone)
        hub.drop(7)
        await chair.until(lambda *_: [turn["state"] for turn in turns_of(chair)] == ["ended"] * 2)


async def test_seat_that_refuses_to_open_alarms_the_desk_and_a_hand_microphone_helps(
    tmp_path: Path,
) -> None:
    async with in_session(tmp_path) as (hub, chair):
        hub.spoil_microphone(4, "broken")
        hub.press(4, "request")
        await hub.until(4, lambda seat: seat.request is Lamp.NEXT)
        await chair.do("GrantFloor", request="r1")
        await chair.until(lambda _, desk: desk["microphone/4"]["alarm"])
        assert turns_of(chair)[0]["state"] == "granted"  # the clock waits for the microphone
        await chair.do("MoveSpeaker", turn="t1", seat="")
        await chair.until(lambda _, desk: not desk["microphone/4"]["alarm"])
        await chair.until(lambda *_: turns_of(chair)[0]["state"] == "speaking")


async def test_microphone_that_sticks_open_alarms_the_desk_until_it_closes(tmp_path: Path) -> None:
    async with in_session(tmp_path) as (hub, chair):
        hub.spoil_microphone(4, "jammed")
        await chair.do("GrantFloor", delegate="s4")
        await hub.until(4, lambda seat: seat.microphone)
        await chair.do("EndSpeech")
        await chair.until(lambda _, desk: desk["microphone/4"]["alarm"])
        hub.spoil_microphone(4, "none")
        await chair.until(lambda _, desk: not desk["microphone/4"]["alarm"])
        assert not hub.seat(4).microphone


OTHERS = """
[[guests]]
name = "Khách Mẫu"
office = "Giám đốc Sở Thử"
seat = "16"

[[places]]
seat = "17"
name = "Bàn chủ tọa"
"""


async def test_guest_asks_by_the_key_and_the_chairs_microphone_goes_before_all(
    tmp_path: Path,
) -> None:
    chair_seat = 'chair_seat = "17"'
    async with (
        SimulatedHub(SEATS + 2, link=tmp_path / "hub") as hub,
        hall_and_bridge(tmp_path, hub, others=OTHERS, chair_seat=chair_seat) as (chair, start),
    ):
        await start()
        await seat_everybody(hub, chair)
        await chair.until(lambda _, desk: desk.get("microphone/17", {}).get("unit") == "online")
        hub.press(16, "request")
        await hub.until(16, lambda seat: seat.request is Lamp.NEXT)
        await chair.do("GrantFloor", request="r1")
        await hub.until(16, lambda seat: seat.microphone and seat.request is Lamp.SPEAKING)
        await chair.do("TakePriority", on=True)
        await hub.until(17, lambda seat: seat.microphone)
        await hub.until(16, lambda seat: not seat.microphone)
        assert hub.seat(17).request is Lamp.OFF
        await chair.do("TakePriority", on=False)
        await hub.until(16, lambda seat: seat.microphone)
        await hub.until(17, lambda seat: not seat.microphone)


async def test_quorum_call_is_answered_with_keys_and_counts_those_alone(tmp_path: Path) -> None:
    async with in_session(tmp_path) as (hub, chair):
        await chair.do("CallQuorum", seconds=600)
        await until_the_bridge_has_it(hub)  # a card that is put in answers too
        for address in hub.addresses[1:-2]:
            hub.press(address, "request")
        await chair.until(lambda hall, _: hall["quorum_call"]["confirmed"] == SEATS - 2)
        await chair.do("EndQuorumCall")
        await chair.until(lambda hall, _: hall["quorum_call"]["reached"] is True)
        assert chair.link.mirror["hall"]["queue"] == []
