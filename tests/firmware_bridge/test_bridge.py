"""A bridge between simulated seats and a hall: terminals, sockets and files are real."""

import asyncio

import pytest

from firmware_bridge.drivers.seat_protocol import BallotLamp, Key, Lamp
from firmware_bridge.polls import doubt_ms
from firmware_bridge.simulator import SimulatedHub
from hall_wire.closing import Close, may_come_back
from tests.firmware_bridge.conftest import RunBridge
from tests.firmware_bridge.small_hall import SmallHall, wish

BLINKING_YES = BallotLamp(Key.YES, Lamp.BLINK)
SOLID_YES = BallotLamp(Key.YES, Lamp.SOLID)
SOLID_NO = BallotLamp(Key.NO, Lamp.SOLID)
DARK = BallotLamp()


async def test_card_in_checks_in_and_card_out_checks_out(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    async with bridge(hall, [hub]):
        hub.card(3, True)
        await hall.heard("CheckIn", seat="A3")
        await hub.until(3, lambda seat: seat.present)
        hub.card(3, False)
        await hall.heard("CheckOut", seat="A3")
        await hub.until(3, lambda seat: not seat.present)


async def test_lamp_blinks_from_the_press_and_is_solid_when_the_ballot_is_on_disk(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    hall.answering = False
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.poll_open)
        hub.press(2, "yes")
        command_id, command = await hall.heard("CastBallot", seat="A2")
        assert command["vote"] == "vote-7"
        assert command["choice"] == "yes"
        assert command_id == f"b.{hub.seat(2).uid:016x}.{hub.seat(2).boot:08x}.7.1"
        assert hub.seat(2).ballot == BLINKING_YES
        await hall.answer_all()
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES)


async def test_promise_alone_does_not_make_the_lamp_solid(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    hall.acts = False
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.poll_open)
        hub.press(2, "yes")
        await hall.heard("CastBallot", seat="A2")
        hub.card(2, True)
        await hall.heard("CheckIn", seat="A2")  # well after the promise for the ballot
        assert hub.seat(2).ballot == BLINKING_YES
        await hall.post(ballot_A2="yes")
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES)


async def test_refused_ballot_shows_the_error_pattern(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    hall.refusing["CastBallot"] = "not-entitled"
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.poll_open)
        hub.press(2, "yes")
        await hub.until(2, lambda seat: seat.ballot == BallotLamp(Key.YES, Lamp.ERROR))


@pytest.mark.parametrize("changeable", [True, False])
async def test_refused_ballot_may_be_pressed_again(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge, changeable: bool
) -> None:
    hall.refusing["CastBallot"] = "delegate-absent"
    await hall.open_poll(7, changeable=changeable)
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.poll_open)
        hub.press(2, "yes")
        await hub.until(2, lambda seat: seat.ballot == BallotLamp(Key.YES, Lamp.ERROR))
        hall.refusing.clear()
        hub.press(2, "yes")
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES)
    assert len(hall.effects_of("CastBallot")) == 1


async def test_keypad_takes_back_what_the_tablet_has_changed(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.poll_open)
        hub.press(2, "yes")
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES)
        await hall.post(ballot_A2="no")
        await hub.until(2, lambda seat: seat.ballot == SOLID_NO)
        hub.press(2, "yes")
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES)
    assert len(hall.effects_of("CastBallot")) == 2


async def test_press_that_a_failing_hall_refused_counts_when_the_hall_runs_again(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    hall.refusing = {"CastBallot": "journal-failed", "CheckIn": "journal-failed"}
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.poll_open)
        hub.card(2, True)
        hub.press(2, "yes")
        await hall.heard("CastBallot", seat="A2")
        hub.card(3, True)
        await hall.heard("CheckIn", seat="A3")  # well after the refusal of the ballot
        assert hub.seat(2).ballot == BLINKING_YES
    hall.refusing.clear()
    hall.epoch = "epoch-2"
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES and seat.present)
        await hub.until(3, lambda seat: seat.present)


async def test_ballot_may_be_changed_while_the_poll_lets_it(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.poll_open)
        hub.press(2, "yes")
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES)
        hub.press(2, "no")
        await hub.until(2, lambda seat: seat.ballot == SOLID_NO)
    assert [command["choice"] for _, command in hall.of(t="CastBallot")] == ["yes", "no"]


async def test_first_press_stands_where_the_poll_cannot_be_changed(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.open_poll(7, changeable=False)
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.poll_open)
        hub.press(2, "yes")
        hub.press(2, "no")
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES)
    assert [command["choice"] for _, command in hall.of(t="CastBallot")] == ["yes"]


async def test_ballot_from_a_tablet_lights_the_lamp_at_the_seat(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.poll_open)
        hub.press(2, "yes")
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES)
        await hall.post(ballot_A2="no")
        await hub.until(2, lambda seat: seat.ballot == SOLID_NO)
    assert len(hall.of(t="CastBallot")) == 1


async def test_next_poll_puts_every_lamp_out(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(2, lambda seat: seat.poll_open)
        hub.press(2, "yes")
        await hub.until(2, lambda seat: seat.ballot == SOLID_YES)
        await hall.close_poll(7)
        await hub.until(2, lambda seat: not seat.poll_open)
        hub.press(2, "no")
        await hall.post(
            poll={"number": 8, "vote": "vote-8", "open": True, "changeable": True},
            ballot_A2=None,
        )
        await hub.until(2, lambda seat: seat.poll == 8 and seat.ballot == DARK)
        hub.press(2, "no")
        await hall.heard("CastBallot", vote="vote-8", choice="no")
    assert len(hall.of(t="CastBallot")) == 2


async def test_request_key_asks_for_the_floor_and_takes_the_request_back(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    hub.press(5, "request", ago_ms=400)
    async with bridge(hall, [hub]):
        await hall.heard("RequestFloor", seat="A5")
        await hub.until(5, lambda seat: seat.request is Lamp.SOLID)
        hub.press(5, "request")
        await hall.heard("WithdrawRequest", seat="A5")
        await hub.until(5, lambda seat: seat.request is Lamp.OFF)


async def test_two_quick_presses_of_the_request_key_are_one(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    async with bridge(hall, [hub]):
        hub.press(5, "request")
        hub.press(5, "request")
        await hub.until(5, lambda seat: seat.request is Lamp.SOLID)
        hub.card(5, True)
        await hall.heard("CheckIn", seat="A5")
    assert len(hall.of(t="RequestFloor")) == 1
    assert not hall.of(t="WithdrawRequest")


async def test_microphone_opens_when_the_hall_wants_it_and_is_reported(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    async with bridge(hall, [hub]):
        await hall.heard("ReportMicrophone", seat="A4", open=False)
        await hall.post(seat_A4=wish(microphone=True, speaking=True))
        await hub.until(4, lambda seat: seat.microphone)
        await hall.heard("ReportMicrophone", seat="A4", open=True)


async def test_stuck_microphone_is_asked_again_until_it_opens(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    hub.spoil_microphone(4, "stuck")
    async with bridge(hall, [hub]):
        await hall.post(seat_A4=wish(microphone=True))
        await hub.until(4, lambda seat: seat.orders_heard >= 3)
        assert not hall.of(t="ReportMicrophone", seat="A4", open=True)
        hub.spoil_microphone(4, "none")
        await hall.heard("ReportMicrophone", seat="A4", open=True)


async def test_dropped_unit_is_reported_offline_and_its_return_online(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    async with bridge(hall, [hub]):
        await hall.heard("ReportUnit", seat="A6", online=True)
        hub.drop(6)
        await hall.heard("ReportUnit", seat="A6", online=False)
        hub.restore(6)
        await hall.until(lambda: len(hall.of(t="ReportUnit", seat="A6", online=True)) == 2)
    assert not hall.of(t="ReportUnit", seat="A5", online=False)


async def test_silent_hub_takes_all_its_seats_offline_until_it_speaks(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    async with bridge(hall, [hub]):
        await hall.until(lambda: len(hall.of(t="ReportUnit", online=True)) == 8)
        hub.silent = True
        await hall.until(lambda: len(hall.of(t="ReportUnit", online=False)) == 8)
        hub.silent = False
        await hall.until(lambda: len(hall.of(t="ReportUnit", online=True)) == 16)


async def test_port_unplugged_and_back_serves_its_seats_again(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(1, lambda seat: seat.poll_open)
        hub.unplug()
        await hall.until(lambda: len(hall.of(t="ReportUnit", online=False)) == 8)
        hub.press(1, "yes")
        hub.plug()
        await hall.heard("CastBallot", seat="A1")
        await hub.until(1, lambda seat: seat.ballot == SOLID_YES)


async def test_rebooted_unit_votes_again_under_a_new_id(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(1, lambda seat: seat.poll_open)
        hub.press(1, "yes")
        await hub.until(1, lambda seat: seat.ballot == SOLID_YES)
        hub.reboot(1)
        await hub.until(1, lambda seat: seat.poll_open and seat.ballot == SOLID_YES)
        hub.press(1, "no")
        await hub.until(1, lambda seat: seat.ballot == SOLID_NO)
    ids = [command_id for command_id, _ in hall.of(t="CastBallot")]
    assert len(set(ids)) == 2


async def test_press_while_the_hall_is_away_counts_when_it_is_back(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(1, lambda seat: seat.poll_open)
        await hall.drop_all()
        hub.press(1, "yes")
        await hub.until(1, lambda seat: seat.ballot == SOLID_YES)
    assert len(hall.effects_of("CastBallot")) == 1


COME_BACK = [code for code in Close if may_come_back(code)]


@pytest.mark.parametrize("code", COME_BACK, ids=[code.word for code in COME_BACK])
async def test_bridge_comes_back_whenever_the_hall_wants_it_to(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge, code: Close
) -> None:
    async with bridge(hall, [hub]):
        await hall.until(lambda: hall.welcomed == 1)
        await hall.hang_up_all(code)
        await hall.until(lambda: hall.welcomed == 2)
        hub.card(1, True)
        await hall.heard("CheckIn", seat="A1")


async def test_ballot_heard_after_the_close_is_sent_and_refused_and_said_so(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge, caplog: pytest.LogCaptureFixture
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(1, lambda seat: seat.poll_open)
        hub.unplug()
        hub.press(1, "yes")
        hall.refusing["CastBallot"] = "vote-not-open"
        await hall.close_poll(7)
        hub.plug()
        await hall.heard("CastBallot", vote="vote-7", seat="A1")
        await hub.until(1, lambda seat: seat.ballot == BallotLamp(Key.YES, Lamp.ERROR))
    assert "seat A1: ballot not counted: vote-not-open" in caplog.text


async def test_held_poll_takes_no_press_and_keeps_the_lamps_that_are_solid(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(1, lambda seat: seat.poll_open)
        hub.press(1, "yes")
        await hub.until(1, lambda seat: seat.ballot == SOLID_YES)
        await hall.close_poll(7)
        await hub.until(1, lambda seat: not seat.poll_open)
        hub.press(1, "no")
        hub.press(2, "no")
        assert (hub.seat(1).ballot, hub.seat(2).ballot) == (SOLID_YES, DARK)
        await hall.open_poll(7)
        await hub.until(1, lambda seat: seat.poll_open)
        await hub.until(2, lambda seat: seat.poll_open)
        assert (hub.seat(1).ballot, hub.seat(2).ballot) == (SOLID_YES, DARK)
        hub.press(2, "no")
        await hub.until(2, lambda seat: seat.ballot == SOLID_NO)
        hub.press(1, "no")
        await hub.until(1, lambda seat: seat.ballot == SOLID_NO)
    choices = [(command["seat"], command["choice"]) for _, command in hall.of(t="CastBallot")]
    assert choices == [("A1", "yes"), ("A2", "no"), ("A1", "no")]


async def test_unit_that_missed_a_hold_is_told_that_its_press_did_not_count(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge, caplog: pytest.LogCaptureFixture
) -> None:
    await hall.open_poll(7)
    async with bridge(hall, [hub]):
        await hub.until(1, lambda seat: seat.poll_open)
        hub.unplug()
        await hall.close_poll(7)
        await asyncio.sleep(2 * doubt_ms / 1000)  # the press must be plainly younger than the hold
        hub.press(1, "yes")
        hub.plug()
        await hub.until(1, lambda seat: seat.ballot == BallotLamp(Key.YES, Lamp.ERROR))
        await hall.open_poll(7)
        await hub.until(1, lambda seat: seat.ballot == DARK)
        hub.press(1, "yes")
        await hub.until(1, lambda seat: seat.ballot == SOLID_YES)
    assert len(hall.of(t="CastBallot")) == 1
    assert "seat A1: ballot not counted: pressed while poll 7 was not open" in caplog.text


async def test_poll_that_keys_cannot_answer_is_said_at_the_unit_and_not_asked_of_the_hall(
    hall: SmallHall, hub: SimulatedHub, bridge: RunBridge
) -> None:
    await hall.open_poll(7, answerable=False)
    async with bridge(hall, [hub]):
        await hub.until(1, lambda seat: seat.poll_open)
        hub.press(1, "yes")
        await hub.until(1, lambda seat: seat.ballot == BallotLamp(Key.YES, Lamp.ERROR))
        await hall.open_poll(8)
        await hub.until(1, lambda seat: seat.ballot == DARK)
    assert not hall.of(t="CastBallot")
