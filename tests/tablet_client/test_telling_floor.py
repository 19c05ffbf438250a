"""What a person is told of the floor, of quorum calls and of questions: scenes in, lines out."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from tablet_client import floor_views
from tablet_client.scene import Scene
from tablet_client.telling_floor import news, next_moment, status
from tests.tablet_client.floor_made_up import MINISTER, NOW, own_floor, own_request, turn_value
from tests.tablet_client.test_telling import PLAIN

QUEUED: dict[str, Any] = {"place": 2, "requests": [own_request()]}
SPEAKING: dict[str, Any] = {"turn": turn_value()}


def scene(seconds: int = 0, /, **floor: Any) -> Scene:
    """So many seconds after the granting."""
    own = msgspec.convert(own_floor(**floor), floor_views.OwnFloor)
    return replace(PLAIN, now=NOW + 1000 * seconds, floor=own)


def told(before: Scene, after: Scene) -> list[str]:
    return [line.text for line in news(before, after, "en")]


def call(**more: Any) -> floor_views.QuorumCall:
    value: dict[str, Any] = {
        "number": 1,
        "called_at": NOW,
        "ends_at": NOW + 60_000,
        "confirmed": 3,
        "needed": 4,
        "ended_at": None,
        "reached": None,
    }
    return msgspec.convert(value | more, floor_views.QuorumCall)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, QUEUED, ["You are number 2 in the queue: Discussion."]),
        (QUEUED, QUEUED, []),
        (QUEUED, {"requests": [own_request(1)]}, ["You are next: Discussion."]),
        (QUEUED, {}, ["You are no longer in the queue of speakers."]),
        (QUEUED, SPEAKING, ["You have the floor (Discussion): 420 seconds left."]),
        (SPEAKING, {}, ["Your turn to speak has ended."]),
        (
            SPEAKING,
            QUEUED,
            ["Your turn to speak has ended.", "You are number 2 in the queue: Discussion."],
        ),
        (
            QUEUED,
            {"requests": [own_request(), own_request(1, request="r2", vi="x", en="Rebuttal")]},
            ["You are next: Rebuttal."],
        ),
        (
            {},
            {"requests": [own_request(item="i0")]},
            ["You are registered for item 4: Discussion."],
        ),
    ],
)
def test_every_step_on_the_way_to_the_floor_is_told(
    before: dict[str, Any], after: dict[str, Any], expected: list[str]
) -> None:
    assert told(scene(**before), scene(**after)) == expected


def test_turn_without_an_end_has_no_seconds() -> None:
    endless = turn_value(clock={"limit_ms": None})
    assert told(scene(), scene(turn=endless)) == ["You have the floor (Discussion)."]
    assert next_moment(scene(turn=endless)) is None


def test_clock_that_waits_for_the_microphone_is_told_so() -> None:
    waiting = turn_value("granted", clock={"since": None})
    assert told(scene(), scene(turn=waiting)) == [
        "You have the floor (Discussion): the clock runs when your microphone is open."
    ]
    assert told(scene(turn=waiting), scene(**SPEAKING)) == [
        "You have the floor (Discussion): 420 seconds left."
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("desk", "Your turn is paused; 300 seconds are left."),
        ("interruption", "Somebody cuts in; you go on after it, with 300 seconds left."),
        ("priority", "The chair speaks; you go on after it, with 300 seconds left."),
        ("mute", "All microphones are closed; your turn has 300 seconds left."),
        ("time", "Your time is over: the microphone is closed."),
    ],
)
def test_turn_that_stands_still_is_told_with_the_reason(by: str, expected: str) -> None:
    paused = turn_value("paused", paused_by=by, clock={"used_ms": 120_000, "since": None})
    assert told(scene(**SPEAKING), scene(120, turn=paused)) == [expected]
    goes_on = turn_value(clock={"used_ms": 120_000, "since": NOW + 150_000})
    assert told(scene(150, turn=paused), scene(150, turn=goes_on)) == [
        "You have the floor (Discussion): 300 seconds left."
    ]


def test_time_that_the_chair_gives_is_told() -> None:
    longer = turn_value(clock={"limit_ms": 480_000})
    assert told(scene(60, **SPEAKING), scene(60, turn=longer)) == [
        "You have the floor (Discussion): 420 seconds left."
    ]


def test_end_that_comes_near_is_told_by_the_clock_alone() -> None:
    begun, warned = scene(**SPEAKING), scene(390, **SPEAKING)
    assert next_moment(begun) == NOW + 390_000
    assert told(begun, warned) == ["30 seconds are left."]
    assert next_moment(warned) == NOW + 420_000
    over = scene(420, **SPEAKING)
    assert told(warned, over) == ["Your time is over."]
    assert next_moment(over) is None
    assert told(over, scene(500, **SPEAKING)) == []


def test_speech_that_was_not_reached_may_be_handed_in() -> None:
    owed = "You were not reached on item 4; you may hand the speech in: write …"
    assert told(scene(), scene(owed=["i0"])) == [owed]
    assert owed in [line.text for line in status(scene(owed=["i0"]), "en")]
    # Whoever still waits on the item under way may be reached yet.
    assert told(scene(), scene(owed=["i2"], **QUEUED)) == [
        "You are number 2 in the queue: Discussion."
    ]


def test_quorum_call_is_told_until_it_is_answered() -> None:
    called = replace(scene(), quorum_call=call())
    assert told(scene(), called) == ["QUORUM CALL: answer with “in”."]
    answered = replace(scene(confirmed=True), quorum_call=call(confirmed=4))
    assert told(called, answered) == ["You have answered: present."]
    assert "QUORUM CALL: answer with “in”." in [line.text for line in status(called, "en")]
    assert list(status(answered, "en")) == []


@pytest.mark.parametrize(
    ("needed", "reached", "expected"),
    [
        (4, True, "Quorum call: 5 answered, 4 are needed: it is reached."),
        (9, False, "Quorum call: 5 answered, 9 are needed: it is not reached."),
        (None, None, "Quorum call: 5 answered."),
    ],
)
def test_end_of_a_quorum_call_is_told(
    needed: int | None, reached: bool | None, expected: str
) -> None:
    under_way = replace(scene(), quorum_call=call(needed=needed))
    ended = call(confirmed=5, needed=needed, ended_at=NOW, reached=reached)
    assert told(under_way, replace(scene(), quorum_call=ended)) == [expected]


def test_filed_question_is_told_and_one_of_before_is_not() -> None:
    value = {"id": "q1", "to": MINISTER["person"], "topic": "Rác thải", "text": "…"}
    question = msgspec.convert(value, floor_views.OwnQuestion)
    asked = replace(scene(), questions=[question])
    assert told(scene(), asked) == ["Your written question to Phạm Thử is recorded: Rác thải."]
    assert told(replace(scene(), floor=None), asked) == []


def test_status_tells_who_speaks_unless_it_is_oneself() -> None:
    other = msgspec.convert(turn_value(turn="t9"), floor_views.Turn)
    lines = [line.text for line in status(replace(scene(**SPEAKING), speaker=other), "vi")]
    assert lines == [
        "Đang phát biểu: Nguyễn Văn Mẫu (Thảo luận).",
        "Mời bạn phát biểu (Thảo luận): còn 420 giây.",
    ]
