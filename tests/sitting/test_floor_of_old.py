"""Entries of the floor as they were before there were kinds of speech: they read as they did."""

import msgspec
import pytest

from hall_server.sitting import floor_commands as f
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.evolve import evolve
from hall_server.sitting.floor_state import Clock
from hall_server.sitting.state import State
from tests.making import HDND, START, Sitting, floor_rule, preparation, seated

OLD = msgspec.structs.replace(
    floor_rule(HDND, default_kind="", keypad_kind="", mode="request"), speeches={}
)

ASKED = [
    {"type": "FloorRequested", "delegate": "s5", "channel": "keypad", "v": 1},
    {"type": "FloorRequested", "delegate": "s2", "channel": "tablet", "v": 1},
    {"type": "FloorRequested", "delegate": "s9", "channel": "tablet", "v": 1},
]
GRANTED = {
    "type": "FloorGranted",
    "turn": "t1",
    "delegate": "s2",
    "seat": "2",
    "ends_at": START + 420_000,
    "v": 1,
}
WITHDRAWN = {"type": "RequestWithdrawn", "delegate": "s5", "channel": "tablet", "v": 1}
ENDED = {"type": "SpeechEnded", "turn": "t1", "v": 1}


def read(entry: dict[str, object]) -> AnyEvent:
    event: AnyEvent = msgspec.json.decode(msgspec.json.encode(entry), type=AnyEvent)
    return event


@pytest.fixture
def sitting() -> Sitting:
    """A sitting of old: three asked."""
    sitting = Sitting(preparation(15, OLD)).open(12)
    for entry in ASKED:
        take(sitting, entry)
    return sitting


def take(sitting: Sitting, entry: dict[str, object]) -> State:
    return evolve(sitting.state, read(entry), sitting.now)


def queue(sitting: Sitting) -> list[str]:
    return [request.speaker for request in sitting.state.floor.queue.values()]


def test_requests_without_a_name_stand_in_the_order_of_asking(sitting: Sitting) -> None:
    assert queue(sitting) == ["s5", "s2", "s9"]
    assert sitting.state.floor.requests_made == 0


def test_grant_of_old_takes_the_request_along_and_has_its_time_from_its_end(
    sitting: Sitting,
) -> None:
    take(sitting, GRANTED)
    assert queue(sitting) == ["s5", "s9"]
    turn = sitting.state.turn
    assert turn is not None
    assert (turn.speaker, turn.state, turn.payer) == ("s2", "speaking", "")
    assert turn.clock == Clock(420_000, 0, START)
    assert turn.clock.ends_at == START + 420_000
    assert sitting.state.floor.microphones[turn.seat].wanted


def test_end_of_old_stops_the_clock_and_closes_the_microphone(sitting: Sitting) -> None:
    take(sitting, GRANTED)
    sitting.wait(61.5)
    take(sitting, ENDED)
    assert sitting.state.turn is None
    assert sitting.state.floor.turns[0].clock == Clock(420_000, 61_500)
    assert not any(one.wanted for one in sitting.state.floor.microphones.values())


def test_withdrawal_of_old_takes_what_the_delegate_had(sitting: Sitting) -> None:
    take(sitting, WITHDRAWN)
    assert queue(sitting) == ["s2", "s9"]


def test_sitting_that_began_of_old_goes_on_with_the_acts_of_today(sitting: Sitting) -> None:
    sitting.wait(1)
    assert sitting.do(f.RequestFloor(), seated(9)) == []
    sitting.do(f.RequestFloor(), seated(1))
    assert queue(sitting) == ["s5", "s2", "s9", "s1"]
    sitting.do(f.GrantFloor("s9"))
    sitting.do(f.GrantFloor(request="s5"))
    sitting.do(f.WithdrawRequest(), seated(2))
    assert queue(sitting) == ["s1"]
    assert [turn.request for turn in sitting.state.floor.turns] == ["s9", "s5"]
