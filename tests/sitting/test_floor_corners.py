"""Acts of the floor that meet: priority and interruption, time that is over, lists of no item."""

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from tests.making import DEBATE, Sitting, preparation, replayed, seated
from tests.sitting.debate import Debate


def test_priority_given_back_lets_nobody_speak_beside_who_cut_in() -> None:
    debate = Debate()
    debate.grant(1)
    debate.do(f.TakePriority(on=True))
    debate.grant(2, kind="order")
    debate.do(f.TakePriority(on=False))
    assert debate.speaking == ["s2"]
    assert debate.wanted == {"2"}
    debate.do(f.EndSpeech())
    assert debate.speaking == ["s1"]


def test_who_was_cut_into_under_priority_waits_for_the_end_of_both() -> None:
    debate = Debate()
    debate.grant(1)
    debate.do(f.TakePriority(on=True))
    debate.grant(2, kind="order")
    debate.do(f.EndSpeech())
    assert debate.paused == {"s1": "priority"}
    debate.do(f.TakePriority(on=False))
    assert debate.speaking == ["s1"]


def test_a_turn_whose_time_was_taken_away_is_not_let_go_on() -> None:
    debate = Debate(at_end="end")
    debate.grant(1)
    debate.do(f.PauseSpeech())
    debate.do(f.ChangeTime(-3600))
    assert debate.refused(f.ResumeSpeech()) == "time-over"
    debate.do(f.ChangeTime(30))
    debate.do(f.ResumeSpeech())
    assert debate.speaking == ["s1"]


def test_where_the_end_is_only_shown_a_turn_goes_on_beyond_it() -> None:
    debate = Debate(at_end="warn")
    debate.grant(1)
    debate.do(f.PauseSpeech())
    debate.do(f.ChangeTime(-3600))
    debate.do(f.ResumeSpeech())
    assert debate.speaking == ["s1"]


def test_what_was_asked_before_any_item_stands_in_the_list_of_the_one_under_way() -> None:
    sitting = Sitting(preparation(15, DEBATE)).open(12)
    sitting.do(f.RequestFloor(), seated(1))
    sitting.do(c.TakeItem("i1"))
    sitting.do(f.RequestFloor(kind="order"), seated(2))
    sitting.do(f.RequestFloor(), seated(3))
    queue = sitting.state.floor.queue
    assert [request.speaker for request in queue.values()] == ["s2", "s1", "s3"]
    sitting.do(f.MoveRequest("r3", "Theo nội dung", "r1"))
    assert [request.speaker for request in queue.values()] == ["s2", "s3", "s1"]


def test_in_a_break_no_microphone_stays_open_and_the_chair_can_call_everybody_back() -> None:
    debate = Debate()
    debate.do(f.TakePriority(on=True))
    assert debate.wanted == {"P1"}
    debate.do(c.SuspendSitting())
    assert (debate.wanted, debate.state.floor.priority) == (set(), False)
    debate.do(f.TakePriority(on=True))
    assert debate.wanted == {"P1"}
    assert replayed(debate.events) == debate.state
