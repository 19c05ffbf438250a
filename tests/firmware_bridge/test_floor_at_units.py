"""The floor at keypads: keys, lamps and microphones over terminals and sockets."""

from firmware_bridge.drivers.seat_protocol import Lamp
from firmware_bridge.simulator import SimulatedHub
from tests.firmware_bridge.conftest import RunBridge
from tests.firmware_bridge.small_hall import SmallHall, wish

LONG_AGO_MS = 400
"""Before the press that follows: two within 300 ms are one."""


async def test_press_opens_the_microphone_with_its_lamp_and_the_next_closes_it(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.post(floor={"key": "press"})
    async with bridge(hall, [hub]):
        await hub.until(3, lambda seat: seat.orders_heard > 0)
        hub.press(3, "request", ago_ms=LONG_AGO_MS)
        _, command = await hall.heard("RequestFloor", seat="A3")
        assert "pressed_at" in command
        await hub.until(3, lambda seat: seat.microphone and seat.request is Lamp.SPEAKING)
        await hall.heard("ReportMicrophone", seat="A3", open=True)
        hub.press(3, "request")
        await hall.heard("EndSpeech", seat="A3")
        await hub.until(3, lambda seat: not seat.microphone and seat.request is Lamp.OFF)
        await hall.until(lambda: len(hall.of(t="ReportMicrophone", seat="A3", open=False)) == 2)


async def test_microphone_is_open_for_as_long_as_the_key_is_held(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.post(floor={"key": "hold"})
    async with bridge(hall, [hub]):
        await hub.until(3, lambda seat: seat.orders_heard > 0)
        hub.hold(3)
        await hub.until(3, lambda seat: seat.microphone and seat.request is Lamp.SPEAKING)
        hub.hold(3, False)
        await hub.until(3, lambda seat: not seat.microphone and seat.request is Lamp.OFF)
    assert [command["t"] for _, command in hall.commands if command["t"] in DEEDS] == list(DEEDS)


DEEDS = ("RequestFloor", "EndSpeech")


async def test_key_held_while_the_bridge_restarts_ends_its_speech_when_it_is_let_go(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.post(floor={"key": "hold"})
    async with bridge(hall, [hub]):
        await hub.until(3, lambda seat: seat.orders_heard > 0)
        hub.hold(3)
        await hub.until(3, lambda seat: seat.microphone)
    hub.hold(3, False)
    async with bridge(hall, [hub]):
        await hall.heard("EndSpeech", seat="A3")
        await hub.until(3, lambda seat: not seat.microphone)
    assert len(hall.effects_of("RequestFloor")) == 1


async def test_lamp_shows_the_place_in_the_queue_and_that_the_time_is_nearly_over(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    async with bridge(hall, [hub]):
        await hall.post(seat_A4=wish(place=2))
        await hub.until(4, lambda seat: seat.request is Lamp.SOLID)
        await hall.post(seat_A4=wish(place=1))
        await hub.until(4, lambda seat: seat.request is Lamp.NEXT)
        await hall.post(seat_A4=wish(speaking=True, microphone=True))
        await hub.until(4, lambda seat: seat.request is Lamp.SPEAKING)
        await hall.post(seat_A4=wish(speaking=True, microphone=True, warns_at=1))
        await hub.until(4, lambda seat: seat.request is Lamp.ENDING)


async def test_broken_microphone_is_told_by_silence_and_its_lamp_follows_all_the_same(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    hub.spoil_microphone(4, "broken")
    async with bridge(hall, [hub]):
        await hall.post(seat_A4=wish(microphone=True, speaking=True))
        await hub.until(4, lambda seat: seat.orders_heard >= 3)
        assert hub.seat(4).request is Lamp.SPEAKING
        assert not hall.of(t="ReportMicrophone", seat="A4", open=True)
        hub.press(4, "request")
        await hall.heard("EndSpeech", seat="A4")


async def test_microphone_that_sticks_open_is_reported_open_until_it_closes(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    hub.spoil_microphone(4, "jammed")
    async with bridge(hall, [hub]):
        await hall.post(seat_A4=wish(microphone=True, speaking=True))
        await hall.heard("ReportMicrophone", seat="A4", open=True)
        orders = hub.seat(4).orders_heard
        await hall.post(seat_A4=wish())
        await hub.until(4, lambda seat: seat.orders_heard >= orders + 2)
        assert hub.seat(4).microphone
        hub.spoil_microphone(4, "none")
        await hall.until(lambda: len(hall.of(t="ReportMicrophone", seat="A4", open=False)) == 2)


async def test_late_microphone_is_reported_when_it_opens(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    hub.slow_microphone(4, 700)
    async with bridge(hall, [hub]):
        await hall.post(seat_A4=wish(microphone=True, speaking=True))
        await hub.until(4, lambda seat: seat.request is Lamp.SPEAKING)
        assert not hub.seat(4).microphone
        await hall.heard("ReportMicrophone", seat="A4", open=True)


async def test_quorum_call_is_answered_with_the_request_key(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.post(floor={"key": "confirm"})
    async with bridge(hall, [hub]):
        hub.card(6, True)
        await hall.heard("CheckIn", seat="A6", by_card=True)
        hub.press(6, "request")
        await hall.until(lambda: len(hall.of(t="CheckIn", seat="A6")) == 2)
    _, answer = hall.of(t="CheckIn", seat="A6")[-1]
    assert "by_card" not in answer


async def test_key_let_go_takes_the_place_of_a_press_that_a_crowded_hall_sent_back(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    hall.refusing["RequestFloor"] = "crowded"
    await hall.post(floor={"key": "hold"})
    async with bridge(hall, [hub]):
        await hub.until(3, lambda seat: seat.orders_heard > 0)
        hub.hold(3)
        await hall.heard("RequestFloor", seat="A3")
        hub.hold(3, False)
        await hall.heard("EndSpeech", seat="A3")
        hall.refusing.clear()
        hub.hold(4)
        await hub.until(4, lambda seat: seat.microphone)
        await hall.post(seat_A1=wish(present=True))
        await hub.until(1, lambda seat: seat.present)
    assert not [one for one in hall.effects_of("RequestFloor") if one["seat"] == "A3"]
