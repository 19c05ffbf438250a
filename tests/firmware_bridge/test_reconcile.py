"""What the hall wants against what the hardware reports, without hardware, hall or clock."""

from dataclasses import replace

import pytest
from msgspec import ValidationError

from firmware_bridge.broadcast import poll_again_ms, poll_quick_ms
from firmware_bridge.drivers.hub import HubFound, HubLost, UnitSeen
from firmware_bridge.drivers.seat_protocol import (
    BallotLamp,
    Key,
    Lamp,
    Poll,
    Query,
    Want,
    age_ms_max,
)
from firmware_bridge.presses import Act, Mark, Press
from firmware_bridge.reconcile import (
    Reconciler,
    Tell,
    want_again_ms,
)
from firmware_bridge.request_key import refusal_ms
from firmware_bridge.wishes import settle_ms_max
from hall_wire.limits import command_id_characters_max
from tests.firmware_bridge.room import HALL_AHEAD, INFO, SEATS, VOTED_YES, Room
from tests.firmware_bridge.small_hall import poll, wish
from tests.firmware_bridge.statuses import UID, status


def test_nothing_is_said_before_the_board_has_come() -> None:
    reconciler = Reconciler(SEATS, {}, (), 0)
    reconciler.take(1, HubFound(INFO))
    reconciler.take(1, UnitSeen(1, status(presses=1), 0, 0))
    assert reconciler.steps(0, 0) == []


def test_board_of_an_unknown_shape_is_refused() -> None:
    room = Room()
    with pytest.raises(ValidationError):
        room.post(poll={"number": "seven"})
    with pytest.raises(ValidationError):
        room.post(**{"ballot/A1": "maybe"})


def test_every_id_fits_the_wire() -> None:
    room = Room(poll=poll(65_535, is_open=True))
    greatest = 0xFFFF
    room.hears(
        status(
            uid=2**64 - 1,
            boot=2**32 - 1,
            poll=greatest,
            choice=Key.NO,
            change=greatest,
            presses=greatest,
            cards=greatest,
            card=True,
        )
    )
    pressed = room.presses()
    assert {press.act for press in pressed} == {"ballot", "card", "floor"}
    assert all(len(press.id) <= command_id_characters_max for press in pressed)


def test_new_poll_is_told_three_times_quickly_and_then_now_and_again() -> None:
    room = Room()
    room.reconciler.take(1, HubFound(INFO))
    room.post(poll=poll(7, is_open=True))
    told = Poll(7, open=True, changeable=True)
    for _ in range(3):
        assert room.broadcasts() == [told]
        assert room.broadcasts() == []
        room.later(poll_quick_ms)
    assert room.broadcasts() == []
    room.later(poll_again_ms - poll_quick_ms)
    assert room.broadcasts() == [told]


def test_after_a_close_every_seat_is_asked_once_more() -> None:
    room = Room(poll=poll(7, is_open=False))
    room.reconciler.take(1, HubFound(INFO))
    told = []
    for _ in range(6):
        told += room.broadcasts()
        room.later(poll_again_ms)
    assert told.count(Query()) == 1
    assert told.count(Poll(7, open=False, changeable=True)) == 6


def test_lost_hub_is_told_nothing_until_it_is_found_again() -> None:
    room = Room()
    room.reconciler.take(1, HubFound(INFO))
    assert room.broadcasts()
    room.reconciler.take(1, HubLost())
    room.later(poll_again_ms)
    assert room.broadcasts() == []
    room.reconciler.take(1, HubFound(INFO))
    assert room.broadcasts()


def test_order_is_given_once_and_again_when_it_is_not_followed() -> None:
    room = Room()
    room.hears(status())
    assert len(room.orders()) == 1
    room.hears(status(entitled=True))
    assert room.orders() == []
    room.later(want_again_ms)
    assert room.orders() == []
    room.post_a1(wish(microphone=True))
    assert [order.microphone for order in room.orders()] == [True]
    room.later(want_again_ms - 1)
    assert room.orders() == []
    room.later(1)
    assert len(room.orders()) == 1
    room.hears(status(entitled=True, microphone=True))
    room.later(want_again_ms)
    assert room.orders() == []


def test_restarted_hub_gets_every_order_again() -> None:
    room = Room()
    room.hears(status(entitled=True))
    assert len(room.orders()) == 1
    room.reconciler.take(1, HubFound(INFO))
    assert len(room.orders()) == 1


def test_lamp_follows_the_board_when_the_promised_ballot_never_shows() -> None:
    room = Room(poll=poll(7, is_open=True))
    room.hears(VOTED_YES)
    (press,) = room.presses()
    room.reconciler.answer(press.id, "", room.now)
    assert room.orders() == []  # it blinks as it did before
    room.later(settle_ms_max + 1)
    assert [order.ballot for order in room.orders()] == [BallotLamp(Key.YES, Lamp.ERROR)]


def test_refused_change_shows_the_ballot_that_stands() -> None:
    room = Room(poll=poll(7, is_open=True), ballot="no")
    room.hears(VOTED_YES)
    steps = room.steps()
    (press,) = (step for step in steps if isinstance(step, Press))
    room.reconciler.answer(press.id, "ballot-stands", room.now)
    assert [order.ballot for order in room.orders()] == [BallotLamp(Key.NO, Lamp.SOLID)]


def test_ballot_of_the_last_poll_does_not_light_in_the_next() -> None:
    room = Room(poll=poll(7, is_open=True))
    room.hears(VOTED_YES)
    room.presses()
    room.post(poll=poll(8, is_open=True))
    assert [order.ballot for order in room.orders()] == [BallotLamp()]


def test_late_ballot_names_the_vote_it_was_meant_for() -> None:
    room = Room(poll=poll(7, is_open=True))
    room.post(poll=poll(8, is_open=True))
    room.hears(VOTED_YES)
    assert [press.command["vote"] for press in room.presses()] == ["vote-7"]


def test_ballot_of_an_unknown_poll_is_said_to_be_not_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    room = Room(poll=poll(8, is_open=True))
    room.hears(VOTED_YES)
    assert room.presses() == []
    room.hears(VOTED_YES)
    assert room.presses() == []
    assert caplog.text.count("seat A1: ballot not counted: poll 7 unknown") == 1


def test_choice_never_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    room = Room(poll=poll(7, is_open=True))
    room.hears(VOTED_YES)
    (press,) = room.presses()
    room.reconciler.answer(press.id, "vote-closed", room.now)
    assert "not counted" in caplog.text
    assert "yes" not in caplog.text.lower()


def test_what_was_acted_upon_before_the_restart_is_not_acted_upon_again() -> None:
    acted: dict[tuple[int, Act], Mark] = {
        (UID, "ballot"): Mark(7, 1),
        (UID, "card"): Mark(7, 1),
        (UID, "floor"): Mark(7, 3),
    }
    room = Room(acted, poll=poll(7, is_open=True))
    room.hears(status(poll=7, choice=Key.YES, change=1, cards=1, card=True, presses=3))
    assert room.presses() == []
    room.hears(status(poll=7, choice=Key.NO, change=2, cards=2, presses=4))
    assert {press.act for press in room.presses()} == {"ballot", "floor"}


def test_lamp_of_a_press_resumed_from_disk_blinks() -> None:
    first = Room(poll=poll(7, is_open=True))
    first.hears(VOTED_YES)
    (press,) = first.presses()
    second = Room({(UID, "ballot"): press.mark}, [press], poll=poll(7, is_open=True))
    second.hears(VOTED_YES)
    assert [order.ballot for order in second.orders()] == [BallotLamp(Key.YES, Lamp.BLINK)]
    second.reconciler.answer(press.id, "too-late", second.now)
    assert [order.ballot for order in second.orders()] == [BallotLamp(Key.YES, Lamp.ERROR)]


def test_stale_press_of_the_request_key_is_not_acted_upon() -> None:
    room = Room()
    room.hears(status(presses=1), press_age=10_001)
    assert room.presses() == []
    room.later(400)
    room.hears(status(presses=2))
    assert [press.command["t"] for press in room.presses()] == ["RequestFloor"]


def test_second_press_within_300_ms_is_the_first_one_bouncing() -> None:
    room = Room()
    room.hears(status(presses=1))
    assert len(room.presses()) == 1
    room.later(299)
    room.hears(status(presses=2))
    assert room.presses() == []
    room.later(300)
    room.hears(status(presses=3))
    assert [press.command["t"] for press in room.presses()] == ["WithdrawRequest"]


def test_request_lamp_blinks_until_the_hall_has_answered() -> None:
    room = Room()
    room.hears(status(presses=1))
    steps = room.steps()
    (press,) = (step for step in steps if isinstance(step, Press))
    lamps = [
        s.message.request for s in steps if isinstance(s, Tell) and isinstance(s.message, Want)
    ]
    assert lamps == [Lamp.BLINK]
    room.reconciler.answer(press.id, "queue-full", room.now)
    assert [order.request for order in room.orders()] == [Lamp.ERROR]
    room.later(refusal_ms + 1)
    assert [order.request for order in room.orders()] == [Lamp.OFF]


def test_request_pressed_again_after_a_refusal_asks_again() -> None:
    room = Room()
    room.hears(status(presses=1))
    (first,) = room.presses()
    room.reconciler.answer(first.id, "delegate-absent", room.now)
    room.later(400)
    room.hears(status(presses=2))
    (second,) = room.presses()
    assert second.command["t"] == "RequestFloor"
    room.reconciler.answer(second.id, "", room.now)
    room.post_a1(wish(place=2))
    assert [order.request for order in room.orders()] == [Lamp.SOLID]


def test_latched_choice_that_is_no_ballot_shows_the_error_pattern_after_a_restart_too() -> None:
    room = Room({(UID, "ballot"): Mark(7, 1)}, poll=poll(7, is_open=True))
    room.hears(VOTED_YES)
    assert [order.ballot for order in room.orders()] == [BallotLamp(Key.YES, Lamp.ERROR)]
    room.post(**{"ballot/A1": "no"})
    assert [order.ballot for order in room.orders()] == [BallotLamp(Key.NO, Lamp.SOLID)]


def test_same_key_pressed_again_is_a_ballot_of_its_own() -> None:
    room = Room(poll=poll(7, is_open=True))
    room.hears(VOTED_YES)
    (first,) = room.presses()
    room.reconciler.answer(first.id, "delegate-absent", room.now)
    room.hears(replace(VOTED_YES, change=2))
    (second,) = room.presses()
    assert second.command["choice"] == first.command["choice"]
    assert second.id != first.id


def test_ballot_says_when_it_was_pressed_by_the_halls_clock() -> None:
    room = Room(poll=poll(7, is_open=True))
    room.hears(replace(VOTED_YES, change_age_ms=1_500), change_age=1_500)
    (press,) = room.presses()
    assert press.command["after"] == HALL_AHEAD + room.now - 1_500


def test_ballot_pressed_nobody_knows_when_gives_way_to_any_from_elsewhere() -> None:
    room = Room(poll=poll(7, is_open=True))
    room.hears(replace(VOTED_YES, change_age_ms=age_ms_max), change_age=age_ms_max)
    (press,) = room.presses()
    assert press.command["after"] == 0


def test_card_out_at_once_after_card_in_checks_out_again() -> None:
    room = Room()
    room.hears(status(card=True, cards=1))
    assert [press.command["t"] for press in room.presses()] == ["CheckIn"]
    room.hears(status(card=False, cards=2))
    assert [press.command["t"] for press in room.presses()] == ["CheckOut"]


def test_who_comes_is_present_before_they_vote_and_who_goes_has_voted_before() -> None:
    coming = Room(poll=poll(7, is_open=True))
    coming.hears(status(card=True, cards=1, poll=7, choice=Key.YES, change=1))
    assert [press.act for press in coming.presses()] == ["card", "ballot"]
    going = Room(a1=wish(present=True), poll=poll(7, is_open=True))
    going.hears(status(card=False, cards=2, poll=7, choice=Key.YES, change=1))
    assert [press.act for press in going.presses()] == ["ballot", "card"]


def test_polls_of_an_earlier_sitting_are_forgotten() -> None:
    room = Room(poll=poll(7, is_open=True))
    room.post(poll=None)
    room.hears(VOTED_YES)
    assert room.presses() == []


def test_card_already_known_to_the_hall_is_not_reported_again() -> None:
    room = Room(a1=wish(present=True))
    room.hears(status(card=True, cards=1))
    assert room.presses() == []


def test_desk_that_checks_out_a_delegate_whose_card_is_in_is_not_contradicted() -> None:
    room = Room(a1=wish(present=True))
    room.hears(status(card=True, cards=1))
    room.presses()
    room.post_a1(wish(present=False))
    room.later(10_000)
    assert room.presses() == []
