"""Cutting in: what it does to the turn that runs, and who gets the floor back with what time."""

import pytest

from hall_server.sitting import floor_commands as f
from hall_server.sitting.floor_events import (
    FloorGranted,
    SpeechEnded,
    SpeechPaused,
    SpeechResumed,
)
from hall_server.sitting.speaking import in_order
from tests.making import DEBATE, replayed, seated, with_speech
from tests.sitting.debate import Debate


@pytest.fixture
def debate() -> Debate:
    debate = Debate()
    debate.grant(2)
    debate.wait(10)
    return debate


def test_point_of_order_pauses_the_turn_and_gives_the_floor_back_with_its_time(
    debate: Debate,
) -> None:
    events = debate.do(f.GrantFloor("s3", kind="order"))
    assert [type(event) for event in events] == [SpeechPaused, FloorGranted]
    assert (debate.speaking, debate.paused) == (["s3"], {"s2": "interruption"})
    assert debate.wanted == {"3"}
    debate.wait(20)
    events = debate.do(f.EndSpeech())
    assert [type(event) for event in events] == [SpeechEnded, SpeechResumed]
    assert (debate.speaking, debate.wanted) == (["s2"], {"2"})
    assert debate.used(2) == 10_000
    debate.wait(1)
    assert debate.used(2) == 11_000


def test_interrupter_who_ends_by_own_key_gives_the_floor_back(debate: Debate) -> None:
    debate.grant(3, "order")
    debate.wait(1)
    debate.do(f.EndSpeech(), seated(3))
    assert debate.speaking == ["s2"]


def test_remark_runs_on_beside_the_turn(debate: Debate) -> None:
    debate.grant(3, "remark")
    assert debate.speaking == ["s2", "s3"]
    assert debate.turn.interrupts == "t1"
    debate.wait(5)
    assert debate.used(2) == 15_000
    assert debate.do(f.EndSpeech()) == [SpeechEnded(debate.state.floor.turns[1].id)]
    assert debate.speaking == ["s2"]


def test_interruptions_are_a_stack(debate: Debate) -> None:
    debate.grant(3, "order")
    debate.wait(1)
    debate.grant(4, "order")
    debate.wait(1)
    assert [turn.speaker for turn in in_order(debate.state)] == ["s4", "s3", "s2"]
    assert debate.paused == {"s2": "interruption", "s3": "interruption"}
    debate.do(f.EndSpeech())
    assert (debate.speaking, debate.paused) == (["s3"], {"s2": "interruption"})
    debate.do(f.EndSpeech())
    assert (debate.speaking, debate.paused) == (["s2"], {})


def test_interrupted_turn_can_be_ended_meanwhile(debate: Debate) -> None:
    debate.grant(3, "order")
    debate.do(f.EndSpeech(), seated(2))
    assert debate.speaking == ["s3"]
    assert debate.do(f.EndSpeech()) == [SpeechEnded(debate.state.floor.turns[1].id)]
    assert debate.state.turn is None


def test_floor_goes_back_past_a_turn_that_ended_in_between(debate: Debate) -> None:
    debate.grant(3, "order")
    debate.grant(4, "order")
    debate.wait(1)
    debate.do(f.EndSpeech("t2"))
    assert (debate.speaking, debate.paused) == (["s4"], {"s2": "interruption"})
    debate.do(f.EndSpeech())
    assert debate.speaking == ["s2"]


def test_ordinary_speaker_ends_the_whole_stack(debate: Debate) -> None:
    debate.grant(3, "order")
    debate.grant(4, "order")
    events = debate.do(f.GrantFloor("s5"))
    assert [type(event) for event in events] == [SpeechEnded] * 3 + [FloorGranted]
    assert [turn.speaker for turn in debate.state.floor.running] == ["s5"]


def test_turn_that_the_desk_paused_does_not_go_on_by_itself(debate: Debate) -> None:
    debate.do(f.PauseSpeech())
    debate.grant(3, "order")
    assert debate.turn.interrupts == "t1"
    debate.do(f.EndSpeech())
    assert debate.paused == {"s2": "desk"}


def test_interrupted_turn_is_not_resumed_while_somebody_speaks_in_between(debate: Debate) -> None:
    debate.grant(3, "order")
    assert debate.refused(f.ResumeSpeech("t1")) == "still-interrupted"
    debate.do(f.PauseSpeech())
    assert debate.refused(f.ResumeSpeech("t1")) == "still-interrupted"


def test_cutting_in_where_nobody_speaks_interrupts_nobody() -> None:
    debate = Debate()
    granted = debate.do(f.GrantFloor("s3", kind="order"))
    assert isinstance(granted[0], FloorGranted)
    assert (len(granted), granted[0].interrupts) == (1, "")
    debate.do(f.EndSpeech())


def test_clock_that_is_taken_up_again_can_be_interrupted_again(debate: Debate) -> None:
    for _ in range(3):
        debate.grant(3, "order")
        debate.wait(7)
        debate.do(f.EndSpeech())
        debate.wait(2)
    assert debate.used(2) == 16_000
    assert replayed(debate.events) == debate.state


def test_time_added_to_a_muted_turn_lets_it_go_on_after_the_interruption() -> None:
    debate = Debate(at_end="mute")
    debate.grant(2, seconds=10)
    debate.wait(10)
    debate.run_down()
    debate.grant(3, "order")
    debate.do(f.ChangeTime(30, "t1"))
    assert debate.paused == {"s2": "time"}
    debate.do(f.EndSpeech())
    assert debate.speaking == ["s2"]


def test_of_several_that_run_the_newest_is_interrupted() -> None:
    debate = Debate(open_max=3)
    debate.grant(1)
    debate.grant(2)
    debate.grant(3, "order")
    assert (debate.speaking, debate.paused) == (["s1", "s3"], {"s2": "interruption"})
    assert debate.wanted == {"1", "3"}
    debate.do(f.EndSpeech())
    assert debate.wanted == {"1", "2"}


def test_who_leaves_while_cutting_in_gives_the_floor_back(debate: Debate) -> None:
    debate.grant(3, "order")
    debate.leave(3)
    assert (debate.speaking, debate.wanted) == (["s2"], {"2"})


def test_what_a_kind_does_to_others_is_a_line_of_the_pack() -> None:
    debate = Debate(with_speech(DEBATE, "order", clock="runs-on"))
    debate.grant(2)
    debate.grant(3, "order")
    assert debate.speaking == ["s2", "s3"]
