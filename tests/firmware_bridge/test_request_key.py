"""What a press of the request key asks of the hall, and what its lamp shows; no hardware here."""

from typing import Any

import pytest
from msgspec import ValidationError

from firmware_bridge.drivers.seat_protocol import Lamp
from firmware_bridge.presses import Act, Mark
from firmware_bridge.request_key import refusal_ms
from tests.firmware_bridge.room import HALL_AHEAD, Room
from tests.firmware_bridge.small_hall import wish
from tests.firmware_bridge.statuses import UID, status


def room_for(use: str, **standing: Any) -> Room:
    room = Room(a1=wish(**standing))
    room.post(floor={"key": use})
    return room


def asked(room: Room) -> list[str]:
    return [str(press.command["t"]) for press in room.presses()]


def lamps(room: Room) -> list[Lamp]:
    return [order.request for order in room.orders()]


@pytest.mark.parametrize(
    ("use", "standing", "deed"),
    [
        ("asking", {}, "RequestFloor"),
        ("asking", {"place": 3}, "WithdrawRequest"),
        ("asking", {"speaking": True}, "EndSpeech"),
        ("asking", {"speaking": True, "place": 3}, "EndSpeech"),
        ("press", {}, "RequestFloor"),
        ("press", {"place": 3}, "RequestFloor"),
        ("press", {"speaking": True}, "EndSpeech"),
        ("confirm", {}, "CheckIn"),
        ("confirm", {"speaking": True}, "CheckIn"),
    ],
)
def test_key_turns_about_how_the_seat_stands(use: str, standing: dict[str, Any], deed: str) -> None:
    room = room_for(use, **standing)
    room.hears(status(presses=1))
    assert asked(room) == [deed]


def test_request_says_when_the_key_was_pressed_by_the_halls_clock() -> None:
    room = room_for("press")
    room.hears(status(presses=1), press_age=40)
    (press,) = room.presses()
    assert press.command == {
        "t": "RequestFloor",
        "seat": "A1",
        "pressed_at": HALL_AHEAD + room.now - 40,
    }


def test_answer_to_a_quorum_call_is_no_card() -> None:
    room = room_for("confirm")
    room.hears(status(presses=1, cards=1, card=True))
    assert [press.command for press in room.presses()] == [
        {"t": "CheckIn", "seat": "A1", "by_card": True},
        {"t": "CheckIn", "seat": "A1"},
    ]


def test_key_that_is_for_nothing_lets_the_hall_say_no() -> None:
    room = room_for("none", place=3)
    room.hears(status(presses=1))
    (press,) = room.presses()
    assert press.command["t"] == "RequestFloor"
    room.reconciler.answer(press.id, "asking-closed", room.now)
    assert lamps(room) == [Lamp.ERROR]
    room.later(refusal_ms + 1)
    assert lamps(room) == [Lamp.SOLID]


def test_key_that_is_for_nothing_ends_no_speech() -> None:
    room = room_for("none", speaking=True)
    room.hears(status(presses=1))
    assert asked(room) == []


def test_use_that_this_bridge_does_not_know_is_refused() -> None:
    with pytest.raises(ValidationError):
        room_for("singing")


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        ({}, Lamp.OFF),
        ({"place": 2}, Lamp.SOLID),
        ({"place": 1}, Lamp.NEXT),
        ({"speaking": True}, Lamp.SPEAKING),
        ({"speaking": True, "place": 1}, Lamp.SPEAKING),
    ],
)
def test_lamp_shows_asked_next_and_speaking(standing: dict[str, Any], shown: Lamp) -> None:
    room = room_for("asking", microphone=True, **standing)
    room.hears(status())
    assert lamps(room) == [shown]


def test_lamp_says_by_itself_when_the_time_is_nearly_over() -> None:
    room = room_for("asking", speaking=True)
    room.post_a1(wish(speaking=True, warns_at=HALL_AHEAD + room.now + 5_000))
    room.hears(status(request=Lamp.SPEAKING, entitled=True))
    assert lamps(room) == [Lamp.SPEAKING]
    room.later(4_999)
    assert lamps(room) == []
    room.later(1)
    assert lamps(room) == [Lamp.ENDING]
    room.post_a1(wish(speaking=True, warns_at=HALL_AHEAD + room.now + 60_000))
    assert lamps(room) == [Lamp.SPEAKING]  # the chair gave more time
    room.post_a1(wish(speaking=True))
    room.later(60_000)
    assert lamps(room) == []  # it stands


def test_press_counts_on_what_is_on_its_way() -> None:
    room = room_for("press")
    for presses, deed in enumerate(("RequestFloor", "EndSpeech", "RequestFloor"), start=1):
        room.hears(status(presses=presses))
        assert asked(room) == [deed]
        room.later(300)


def test_held_key_opens_the_microphone_until_it_is_let_go() -> None:
    room = room_for("hold")
    room.hears(status(presses=1, held=True))
    (down,) = room.presses()
    assert (down.act, down.command["t"]) == ("hold", "RequestFloor")
    room.reconciler.answer(down.id, "", room.now)
    room.post_a1(wish(speaking=True, microphone=True))
    room.later(20_000)
    room.hears(status(presses=1, held=True, microphone=True))
    assert asked(room) == []
    room.hears(status(presses=1))
    (up,) = room.presses()
    assert (up.act, dict(up.command)) == ("release", {"t": "EndSpeech", "seat": "A1"})
    room.hears(status(presses=1, card=True))
    assert asked(room) == []
    assert down.id != up.id


def test_held_key_knows_no_bounce() -> None:
    room = room_for("hold")
    deeds = []
    for held in (True, False, True, False):
        room.later(50)
        room.hears(status(presses=1 if room.now <= 10_100 else 2, held=held))
        deeds += asked(room)
    assert deeds == ["RequestFloor", "EndSpeech"] * 2


def test_key_let_go_and_held_anew_between_two_statuses_goes_on() -> None:
    room = room_for("hold")
    room.hears(status(presses=1, held=True))
    assert asked(room) == ["RequestFloor"]
    room.hears(status(presses=2, held=True))
    assert asked(room) == ["RequestFloor"]
    room.hears(status(presses=2))
    (up,) = room.presses()
    assert up.id.endswith(".2")


def test_tap_between_two_statuses_opens_nothing_and_ends_what_was_held() -> None:
    room = room_for("hold")
    room.hears(status(presses=1))
    assert asked(room) == []
    room.hears(status(presses=2, held=True))
    assert asked(room) == ["RequestFloor"]
    room.hears(status(presses=3))
    assert asked(room) == ["EndSpeech"]


def test_key_let_go_after_the_mode_has_changed_ends_the_speech_it_began() -> None:
    room = room_for("hold")
    room.hears(status(presses=1, held=True))
    assert asked(room) == ["RequestFloor"]
    room.post(floor={"key": "asking"})
    room.hears(status(presses=1))
    assert asked(room) == ["EndSpeech"]


def test_key_that_was_held_before_the_mode_came_opens_nothing() -> None:
    room = room_for("asking")
    room.hears(status(presses=1, held=True))
    assert asked(room) == ["RequestFloor"]
    room.post(floor={"key": "hold"})
    room.hears(status(presses=1))
    assert asked(room) == []


def test_refused_hold_has_nothing_to_end_and_an_unwanted_end_shows_no_error() -> None:
    room = room_for("hold")
    room.hears(status(presses=1, held=True))
    (down,) = room.presses()
    room.reconciler.answer(down.id, "microphones-full", room.now)
    assert lamps(room) == [Lamp.ERROR]
    room.hears(status(presses=1, request=Lamp.ERROR))
    assert asked(room) == []
    room.hears(status(presses=2, held=True))
    assert asked(room) == ["RequestFloor"]
    room.hears(status(presses=2))
    (up,) = room.presses()
    room.reconciler.answer(up.id, "nobody-speaking", room.now)
    room.later(refusal_ms + 1)
    assert Lamp.ERROR not in lamps(room)


def test_speech_held_before_the_restart_of_the_bridge_ends_when_the_key_is_up() -> None:
    held: dict[tuple[int, Act], Mark] = {(UID, "hold"): Mark(7, 4)}
    room = Room(held)
    room.post(floor={"key": "hold"})
    room.hears(status(presses=4, held=True))
    assert asked(room) == []
    room.hears(status(presses=4))
    assert asked(room) == ["EndSpeech"]
    again = Room({**held, (UID, "release"): Mark(7, 4)})
    again.hears(status(presses=4))
    assert asked(again) == []
