"""The driver of our own hub under loss, repetition, damage and silence."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.drivers.hub import (
    Fact,
    HubDriver,
    HubFound,
    HubLost,
    UnitLost,
    UnitSeen,
    hello_ms,
    silent_ms_max,
    units_max,
)
from firmware_bridge.drivers.seat_protocol import (
    HUB,
    Hello,
    Info,
    Key,
    Poll,
    Status,
    Want,
    pack,
    unpack,
)
from firmware_bridge.framing import FrameDecoder, encode_frame
from firmware_bridge.simulator import Noise
from tests.firmware_bridge.statuses import UID, status

INFO = Info(uid=1, boot=2, seats=3, sweep_ms=250, firmware=1)


class Hub:
    """The far end: numbers its frames."""

    def __init__(self) -> None:
        self.sequence = 0

    def says(self, message: Any, address: int = 12) -> bytes:
        self.sequence += 1
        return pack(message, HUB if isinstance(message, Info) else address, self.sequence)


def seen(facts: list[Fact]) -> list[Status]:
    return [fact.status for fact in facts if isinstance(fact, UnitSeen)]


def test_state_counts_when_it_was_read_twice() -> None:
    driver, hub = HubDriver(), Hub()
    assert driver.receive(hub.says(status()), 0) == []
    assert seen(driver.receive(hub.says(status()), 0)) == [status()]
    assert driver.receive(hub.says(status()), 0) == []


def test_state_read_once_among_others_never_counts() -> None:
    driver, hub = HubDriver(), Hub()
    driver.receive(hub.says(status()) * 2, 0)
    phantom = status(poll=7, choice=Key.YES, change=1)
    assert driver.receive(hub.says(phantom), 0) == []
    assert driver.receive(hub.says(status()), 0) == []
    assert driver.receive(hub.says(phantom), 0) == []


def test_ages_alone_are_nothing_new() -> None:
    driver, hub = HubDriver(), Hub()
    driver.receive(hub.says(status(presses=1, press_age_ms=5)) * 2, 0)
    assert driver.receive(hub.says(status(presses=1, press_age_ms=255)) * 2, 250) == []


def test_age_becomes_the_time_of_the_press() -> None:
    driver, hub = HubDriver(), Hub()
    (fact,) = driver.receive(hub.says(status(presses=1, press_age_ms=40)) * 2, 1_000)
    assert isinstance(fact, UnitSeen)
    assert fact.pressed_at == 960


def test_hub_is_found_once_and_again_after_its_restart() -> None:
    driver, hub = HubDriver(), Hub()
    assert driver.receive(hub.says(INFO), 0) == [HubFound(INFO)]
    assert driver.receive(hub.says(INFO), 0) == []
    restarted = Info(uid=1, boot=3, seats=3, sweep_ms=250, firmware=1)
    assert driver.receive(hub.says(restarted), 0) == [HubFound(restarted)]


def test_silent_hub_is_lost_with_its_units_and_asked_again() -> None:
    driver, hub = HubDriver(), Hub()
    driver.receive(hub.says(INFO) + hub.says(status()) * 2, 0)
    assert driver.ask(0) == b""
    assert driver.tick(silent_ms_max) == []
    assert driver.tick(silent_ms_max + 1) == [UnitLost(12, UID), HubLost()]
    assert driver.tick(silent_ms_max + 2) == []
    (content,) = FrameDecoder().feed(driver.ask(silent_ms_max + 2))
    assert unpack(content)[1] == Hello()
    assert driver.ask(silent_ms_max + 3) == b""
    assert driver.ask(silent_ms_max + 2 + hello_ms) != b""


def test_unit_not_heard_for_a_second_is_lost_and_its_return_is_its_whole_state() -> None:
    driver, hub = HubDriver(), Hub()
    driver.receive(hub.says(INFO) + hub.says(status()) * 2, 0)
    driver.receive(hub.says(INFO), silent_ms_max + 1)
    assert driver.tick(silent_ms_max + 1) == [UnitLost(12, UID)]
    assert seen(driver.receive(hub.says(status()) * 2, silent_ms_max + 2)) == [status()]


def test_messages_to_hubs_and_strange_frames_are_counted_and_nothing_else() -> None:
    driver = HubDriver()
    strange = encode_frame(b"not ours at all")
    assert driver.receive(strange + pack(Poll(1, open=True, changeable=True), 1, 1), 0) == []
    assert driver.unknown == 2


def test_frames_that_never_came_are_counted() -> None:
    driver, hub = HubDriver(), Hub()
    driver.receive(hub.says(INFO), 0)
    hub.says(INFO), hub.says(INFO)
    doubled = hub.says(INFO)
    driver.receive(doubled + doubled, 0)
    assert driver.skipped == 2


def test_units_made_up_by_a_mad_hub_hold_no_more_memory_than_a_full_one() -> None:
    driver, hub = HubDriver(), Hub()
    for uid in range(units_max + 50):
        driver.receive(hub.says(status(uid=uid)), 0)
    assert len(driver._units) == units_max
    driver.tick(silent_ms_max + 1)
    assert not driver._units


def test_what_is_sent_is_numbered() -> None:
    driver, decoder = HubDriver(), FrameDecoder()
    frames = decoder.feed(b"".join(driver.send(Want(), 12) for _ in range(300)))
    assert [unpack(frame)[0].sequence for frame in frames] == [n % 256 for n in range(1, 301)]


@given(
    st.lists(st.sampled_from([Key.NONE, Key.YES, Key.NO, Key.ABSTAIN]), min_size=1, max_size=12),
    st.integers(0, 2**32),
)
def test_last_state_is_known_after_two_sweeps_whatever_was_lost_or_doubled(
    choices: list[Key], seed: int
) -> None:
    driver, hub = HubDriver(), Hub()
    spoiler = Noise(flip=0.002, lose=0.3, double=0.2, merge=0.2, seed=seed).spoiler()
    assert spoiler is not None
    said = [status(poll=7, choice=key, change=n) for n, key in enumerate(choices, 1)]
    heard: list[Status] = []
    for state in said:
        for _ in range(2):
            heard += seen(driver.receive(spoiler.spoil_frame(hub.says(state)), 0))
    heard += seen(driver.receive(hub.says(said[-1]) + hub.says(said[-1]), 0))
    assert heard[-1] == said[-1]
    assert heard == [state for state in said if state in heard]


@pytest.mark.parametrize("flip", [0.003, 0.03, 0.3])
def test_damage_makes_no_state_that_was_never_said(flip: float) -> None:
    driver, hub = HubDriver(), Hub()
    spoiler = Noise(flip=flip, merge=0.1, seed=4).spoiler()
    assert spoiler is not None
    said = {status(), status(poll=7), status(poll=7, choice=Key.YES, change=1)}
    for _ in range(3_000):
        for state in said:
            stream = spoiler.spoil_frame(hub.says(state)) + spoiler.spoil_frame(hub.says(state))
            assert said.issuperset(seen(driver.receive(stream, 0)))
