"""The simulated hub behaves like hardware: units latch, lines take time and lose bytes."""

import asyncio
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.drivers.seat_protocol import (
    BallotLamp,
    Key,
    Lamp,
    Poll,
    Want,
    age_ms_max,
)
from firmware_bridge.framing import encode_frame
from firmware_bridge.simulator import Noise, SimulatedHub, SimulatedSeat
from firmware_bridge.simulator.script import Quit, ScriptError, perform
from firmware_bridge.simulator.seat import MicrophoneFault

OPEN_7 = Poll(7, open=True, changeable=True)
FAULTS = {"stick": "stuck", "break": "broken", "jam": "jammed", "mend": "none"}
CLOSED_7 = Poll(7, open=False, changeable=True)


def seat() -> SimulatedSeat:
    return SimulatedSeat(uid=5, boot=1)


def test_key_pressed_without_an_open_poll_is_not_latched() -> None:
    unit = seat()
    unit.press("yes", 0)
    unit.hear_poll(CLOSED_7)
    unit.press("yes", 0)
    assert (unit.choice, unit.change) == (Key.NONE, 0)


def test_opening_a_poll_clears_the_choice_and_telling_it_again_does_not() -> None:
    unit = seat()
    unit.hear_poll(OPEN_7)
    unit.press("yes", 0)
    unit.hear_poll(OPEN_7)
    unit.hear_poll(CLOSED_7)
    assert (unit.choice, unit.change) == (Key.YES, 1)
    unit.hear_poll(OPEN_7)
    assert (unit.choice, unit.change) == (Key.NONE, 1)
    unit.press("no", 0)
    unit.hear_poll(Poll(8, open=True, changeable=True))
    assert (unit.choice, unit.change) == (Key.NONE, 2)


def test_choice_changes_only_where_the_poll_lets_it() -> None:
    unit = seat()
    unit.hear_poll(Poll(7, open=True, changeable=False))
    unit.press("yes", 0)
    unit.press("no", 0)
    assert (unit.choice, unit.change) == (Key.YES, 1)
    unit.hear_poll(OPEN_7)
    unit.press("no", 0)
    assert (unit.choice, unit.change) == (Key.NO, 2)


@pytest.mark.parametrize("changeable", [True, False])
def test_latched_key_may_be_pressed_again_until_its_lamp_is_solid(changeable: bool) -> None:
    unit = seat()
    unit.hear_poll(Poll(7, open=True, changeable=changeable))
    unit.press("yes", 0)
    unit.press("yes", 0)
    assert (unit.choice, unit.change) == (Key.YES, 2)
    unit.obey(Want(poll=7, change=2, ballot=BallotLamp(Key.YES, Lamp.SOLID)))
    unit.press("yes", 0)
    assert unit.change == 2
    unit.obey(Want(poll=7, change=2, ballot=BallotLamp(Key.NO, Lamp.SOLID)))
    unit.press("yes", 0)
    assert (unit.choice, unit.change) == (Key.YES, 3)


def test_any_key_may_be_pressed_when_the_first_did_not_count() -> None:
    unit = seat()
    unit.hear_poll(Poll(7, open=True, changeable=False))
    unit.press("yes", 0)
    unit.obey(Want(poll=7, change=1, ballot=BallotLamp(Key.YES, Lamp.ERROR)))
    unit.press("no", 0)
    assert (unit.choice, unit.change) == (Key.NO, 2)


def test_key_blinks_until_an_order_answers_this_very_press() -> None:
    unit = seat()
    unit.hear_poll(OPEN_7)
    unit.press("yes", 0)
    assert unit.ballot == BallotLamp(Key.YES, Lamp.BLINK)
    unit.obey(Want(poll=7, change=1, ballot=BallotLamp(Key.YES, Lamp.SOLID)))
    assert unit.ballot == BallotLamp(Key.YES, Lamp.SOLID)
    unit.press("no", 0)
    assert unit.ballot == BallotLamp(Key.NO, Lamp.BLINK)


def test_order_for_another_poll_lights_nothing() -> None:
    unit = seat()
    unit.hear_poll(OPEN_7)
    unit.obey(Want(poll=6, change=0, ballot=BallotLamp(Key.YES, Lamp.SOLID)))
    assert unit.ballot == BallotLamp()


def test_counters_leave_zero_to_units_never_touched() -> None:
    unit = seat()
    for _ in range(65_536):
        unit.press("request", 0)
    assert unit.presses == 1


def test_age_stops_at_the_greatest_that_can_be_told() -> None:
    unit = seat()
    assert unit.status(0).press_age_ms == age_ms_max
    unit.press("request", 0)
    assert unit.status(40).press_age_ms == 40
    assert unit.status(10**6).press_age_ms == age_ms_max


def test_restart_takes_a_new_boot_and_forgets_the_latch() -> None:
    unit = seat()
    unit.insert(True)
    unit.hear_poll(OPEN_7)
    unit.press("yes", 0)
    unit.reboot(2)
    status = unit.status(0)
    assert (status.boot, status.change, status.poll, status.choice) == (2, 0, 0, Key.NONE)
    assert (status.card, status.cards) == (True, 1)


@pytest.mark.parametrize(
    ("fault", "followed"),
    [
        ("none", [True, False, True]),
        ("stuck", [False, False, False]),
        ("broken", [False, False, False]),
        ("jammed", [True, True, True]),
    ],
)
def test_microphone_follows_orders_as_far_as_its_fault_lets_it(
    fault: MicrophoneFault, followed: list[bool]
) -> None:
    unit = seat()
    unit.fault = fault
    moved = []
    for wanted in (True, False, True):
        unit.obey(Want(microphone=wanted))
        moved.append(unit.microphone)
    assert moved == followed


def test_open_microphone_that_breaks_closes_and_one_that_sticks_stays_open() -> None:
    unit = seat()
    unit.obey(Want(microphone=True))
    unit.fault = "stuck"
    unit.obey(Want(microphone=False))
    assert unit.microphone
    unit.fault = "broken"
    unit.obey(Want(microphone=True))
    assert not unit.microphone


def test_key_held_down_is_one_press_and_says_so_until_it_is_let_go() -> None:
    unit = seat()
    unit.hold(True, 0)
    unit.hold(True, 50)
    status = unit.status(60)
    assert (status.held, status.presses, status.press_age_ms) == (True, 1, 60)
    unit.hold(False, 70)
    assert (unit.status(80).held, unit.presses) == (False, 1)


async def test_slow_microphone_follows_the_last_order_a_while_later() -> None:
    async with SimulatedHub(1) as hub:
        hub.slow_microphone(1, 30)
        hub._take(1, Want(microphone=True))
        assert not hub.seat(1).microphone
        await hub.until(1, lambda unit: unit.microphone)
        hub._take(1, Want(microphone=False))
        hub._take(1, Want(microphone=True))
        hub._take(1, Want(microphone=False))
        await hub.until(1, lambda unit: not unit.microphone)


def test_same_noise_makes_the_same_faults() -> None:
    noise = Noise(flip=0.1, lose=0.1, double=0.1, merge=0.1, seed=3)
    frames = [encode_frame(bytes([number] * 10)) for number in range(1, 100)]
    spoilers = [noise.spoiler(), noise.spoiler()]
    first, second = ([s.spoil_frame(frame) for frame in frames] for s in spoilers if s)
    assert first == second != frames


@given(st.binary(max_size=100))
def test_line_without_noise_has_no_spoiler(data: bytes) -> None:
    assert Noise().spoiler() is None
    spoiler = Noise(lose=0.5).spoiler()
    assert spoiler is not None
    assert spoiler.spoil_bytes(data) == data


async def test_terminal_is_found_at_the_link_again_after_a_replug(tmp_path: Path) -> None:
    link = tmp_path / "here" / "hub"
    async with SimulatedHub(2, link=link) as hub:
        assert hub.path == str(link)
        assert link.is_char_device()
        hub.unplug()
        assert not link.exists()
        hub.plug()
        assert link.is_char_device()
    assert not link.is_symlink()


async def test_link_left_behind_by_a_killed_run_is_replaced(tmp_path: Path) -> None:
    link = tmp_path / "hub"
    link.symlink_to(tmp_path / "nowhere")
    async with SimulatedHub(2, link=link):
        assert link.is_char_device()


async def test_line_is_no_faster_than_its_baud_rate() -> None:
    """At 9,600 baud 64 seats cannot be swept in time: the sweep waits instead of piling up."""
    loop = asyncio.get_running_loop()
    received = bytearray()
    enough = asyncio.Event()

    def read(far: int) -> None:
        received.extend(os.read(far, 4096))
        if len(received) >= 300:
            enough.set()

    async with SimulatedHub(64, baud=9_600) as hub:
        started = loop.time()
        far = os.open(hub.path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        loop.add_reader(far, read, far)
        await enough.wait()
        line_seconds = loop.time() - started
        loop.remove_reader(far)
        os.close(far)
    assert line_seconds * 960 >= len(received) - 64  # a frame may have been under way at the start


async def test_waiting_for_what_never_comes_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firmware_bridge.simulator.hub.until_seconds_max", 0.01)
    async with SimulatedHub(1) as hub:
        with pytest.raises(TimeoutError):
            await hub.until(1, lambda unit: unit.poll == 9)


async def test_script_presses_keys_and_shows_units() -> None:
    said: list[str] = []
    async with SimulatedHub(3) as hub:
        hub.seat(2).hear_poll(OPEN_7)
        for line in ["# a remark", "", "all card in", "2 yes", "wait 0", "2 drop", "2 restore"]:
            await perform(hub, line, said.append)
        await perform(hub, "2 show", said.append)
        for order, fault in FAULTS.items():
            await perform(hub, f"3 {order}", said.append)
            assert hub.seat(3).fault == fault
        await perform(hub, "3 late 0.2", said.append)
        assert hub.seat(3).late_ms == 200
        await perform(hub, "3 hold", said.append)
        assert hub.seat(3).held
        await perform(hub, "3 release", said.append)
        assert not hub.seat(3).held
        await perform(hub, "mute", said.append)
        assert hub.silent
        assert all(hub.seat(address).card for address in hub.addresses)
        with pytest.raises(Quit):
            await perform(hub, "quit", said.append)
    assert said[0].startswith("2: card in, present no, poll 7 open, choice yes, lamp blink yes")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("4 yes", "'4' is no address from 1 to 3"),
        ("x yes", "'x' is no address"),
        ("1 dance", "'dance' is no order"),
        ("1", "'' is no order"),
        ("1 late soon", "'soon' is no number of seconds"),
        ("wait long", "'long' is no number of seconds"),
    ],
)
async def test_script_says_what_is_wrong_with_a_line(line: str, complaint: str) -> None:
    async with SimulatedHub(3) as hub:
        with pytest.raises(ScriptError, match=complaint):
            await perform(hub, line, print)
