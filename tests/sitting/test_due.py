"""What the hall does next by itself, and when: the end of a vote, of a turn, of a quorum call."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.due import next_due
from hall_server.sitting.floor_events import SpeechEnded, SpeechPaused
from hall_server.sitting.state import State
from tests.making import (
    DEBATE,
    TRIAL,
    Sitting,
    floor_rule,
    preparation,
    replayed,
    seated,
    with_speech,
)
from tests.sitting.debate import Debate


def test_nothing_is_due_before_anything_has_begun() -> None:
    assert next_due(State()) is None
    assert next_due(Debate().state) is None


def test_vote_is_due_at_the_end_of_its_window_and_not_while_it_is_held() -> None:
    sitting = Sitting(preparation(15)).open(12)
    vote = sitting.open_vote(seconds=30)
    assert next_due(sitting.state) == (sitting.now + 30_000, c.CloseVote("v1"))
    sitting.do(c.HoldVote(vote.id))
    assert next_due(sitting.state) is None


def test_vote_is_due_at_once_when_all_have_answered_where_the_rules_say_so() -> None:
    sitting = Sitting(preparation(15, TRIAL)).open(10)
    sitting.open_vote(kind="all-closes")
    for number in range(1, 11):
        sitting.wait(1)
        assert (next_due(sitting.state) or (0,))[0] != sitting.state.last_at
        sitting.cast(number, "yes")
    assert next_due(sitting.state) == (sitting.now, c.CloseVote("v1"))


def test_end_of_a_turn_is_due_where_something_happens_then() -> None:
    for at_end, due in (("warn", False), ("mute", True), ("end", True)):
        debate = Debate(at_end=at_end)
        turn = debate.grant(2)
        expected = (debate.now + 420_000, f.EndTime(turn.id)) if due else None
        assert next_due(debate.state) == expected


def test_kind_says_what_happens_at_the_end_where_it_differs_from_the_house() -> None:
    debate = Debate(with_speech(DEBATE, "short", seconds=(5,), at_end="end"))
    debate.grant(2, "short")
    debate.wait(5)
    debate.run_down()
    assert debate.state.turn is None
    debate.grant(2)
    assert next_due(debate.state) is None


def test_end_of_time_that_is_only_warned_of_changes_nothing() -> None:
    debate = Debate(at_end="warn")
    turn = debate.grant(2, seconds=10)
    debate.wait(11)
    assert debate.do(f.EndTime(turn.id), HOUSE) == []


def test_end_of_time_mutes_until_the_chair_gives_more() -> None:
    debate = Debate(at_end="mute")
    turn = debate.grant(2, seconds=10)
    debate.wait(9.999)
    assert debate.do(f.EndTime(turn.id), HOUSE) == []
    assert debate.run_down() == []
    debate.wait(0.001)
    assert debate.do(f.EndTime(turn.id), HOUSE) == [SpeechPaused(turn.id, "time")]
    assert (debate.wanted, debate.paused) == (set(), {"s2": "time"})
    assert debate.refused(f.ResumeSpeech()) == "time-over"
    debate.wait(30)
    debate.do(f.ChangeTime(20))
    assert (debate.speaking, debate.wanted) == (["s2"], {"2"})
    assert next_due(debate.state) == (debate.now + 20_000, f.EndTime(turn.id))


@pytest.mark.parametrize("at_end", ["warn", "mute", "end"])
def test_turn_without_time_left_is_resumed_only_where_it_would_be_warned_of(at_end: str) -> None:
    debate = Debate(at_end=at_end)
    debate.grant(2, seconds=10)
    debate.wait(5)
    debate.do(f.PauseSpeech())
    debate.do(f.ChangeTime(-5))
    if at_end == "warn":
        debate.do(f.ResumeSpeech())
        assert debate.speaking == ["s2"]
    else:
        assert debate.refused(f.ResumeSpeech()) == "time-over"


def test_time_that_is_added_but_leaves_none_resumes_nothing() -> None:
    debate = Debate(at_end="mute")
    debate.grant(2, seconds=10)
    debate.wait(15)
    debate.run_down()
    debate.do(f.ChangeTime(5))
    assert debate.paused == {"s2": "time"}
    debate.do(f.ChangeTime(1))
    assert debate.speaking == ["s2"]


def test_time_that_is_taken_away_ends_a_turn_at_once() -> None:
    debate = Debate(at_end="end")
    turn = debate.grant(2)
    debate.wait(100)
    debate.do(f.ChangeTime(-400))
    assert debate.run_down() == [f.EndTime(turn.id)]
    ended = debate.events[-1][1]
    assert ended == SpeechEnded(turn.id, "time")
    assert debate.used(2) == 100_000


def test_end_of_time_of_an_interruption_gives_the_floor_back() -> None:
    debate = Debate(with_speech(DEBATE, "order", seconds=(60,), clock="pauses", at_end="end"))
    debate.grant(2)
    debate.grant(3, "order")
    debate.wait(60)
    debate.run_down()
    assert debate.speaking == ["s2"]


def test_end_of_a_turn_that_stands_waits_or_is_over_is_not_due() -> None:
    debate = Debate(at_end="end", clock_starts="microphone")
    debate.plug(2)
    turn = debate.grant(2)
    debate.report(2, is_open=True)
    debate.do(f.PauseSpeech())
    debate.report(2, is_open=False)
    assert next_due(debate.state) is None
    debate.wait(1000)
    assert debate.do(f.EndTime(turn.id), HOUSE) == []
    debate.do(f.EndSpeech())
    assert debate.do(f.EndTime(turn.id), HOUSE) == []


def test_house_tells_of_a_difference_half_a_second_after_it_began() -> None:
    debate = Debate()
    debate.plug(2, 3)
    debate.grant(2)
    assert next_due(debate.state) == (debate.now + 500, f.TellDifference("2"))


def test_quorum_call_is_due_at_its_end() -> None:
    debate = Debate()
    debate.do(f.CallQuorum(seconds=45))
    assert next_due(debate.state) == (debate.now + 45_000, f.EndQuorumCall(1))
    debate.do(f.EndQuorumCall(1))
    assert next_due(debate.state) is None


def test_earliest_of_all_is_next() -> None:
    debate = Debate(at_end="end", open_max=2)
    debate.do(f.CallQuorum(seconds=45))
    debate.plug(2)
    debate.grant(1, seconds=50)
    debate.grant(2, seconds=30)
    due = []
    while (found := next_due(debate.state)) is not None:
        due.append(type(found[1]).__name__)
        debate.now = found[0]
        debate.do(found[1], HOUSE)
    assert due[:3] == ["TellDifference", "EndTime", "EndQuorumCall"]
    assert due.count("EndTime") == 2


def test_differences_of_one_moment_are_told_in_the_order_of_seats() -> None:
    debate = Debate(open_max=25)
    debate.plug(*range(1, 10))
    for number in (7, 3, 9, 1):
        debate.grant(number)
    debate.wait(1)
    assert debate.run_down() == [f.TellDifference(seat) for seat in ("1", "3", "7", "9")]


@pytest.mark.parametrize("at_end", ["mute", "end"])
def test_time_that_ran_out_while_the_hall_was_down_is_due_at_once_after_it(at_end: str) -> None:
    debate = Debate(floor_rule(DEBATE, at_end=at_end))
    debate.grant(2, seconds=10)
    again = replayed(debate.events)
    due = next_due(again)
    assert due is not None
    assert due == next_due(debate.state)
    assert due[0] == debate.now + 10_000


def test_ballots_leave_what_is_due_as_it_is() -> None:
    sitting = Sitting(preparation(15)).open(12)
    sitting.open_vote(seconds=30)
    before = next_due(sitting.state)
    sitting.do(c.CastBallot("v1", "yes"), seated(1))
    assert next_due(sitting.state) == before
