"""The floor: the queue, turns with their clock, and what microphones are wanted to be."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.events import FloorGranted, SpeechEnded
from hall_server.sitting.state import Microphone
from tests.making import (
    BRIDGE,
    CLERK,
    HDND,
    START,
    Sitting,
    delegate_id,
    floor_rule,
    preparation,
    seat_id,
    seated,
)


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(preparation(15, floor_rule(HDND, queue_max=3))).open(12)


def ask(sitting: Sitting, *numbers: int) -> None:
    for number in numbers:
        sitting.do(c.RequestFloor(), seated(number))


def seconds_given(sitting: Sitting, number: int, seconds: int | None = None) -> float:
    granted = sitting.do(c.GrantFloor(delegate_id(number), seconds))[-1]
    assert isinstance(granted, FloorGranted)
    return (granted.ends_at - sitting.now) / 1000


def test_queue_is_in_the_order_of_asking(sitting: Sitting) -> None:
    ask(sitting, 5, 2, 9)
    assert list(sitting.state.queue) == ["s5", "s2", "s9"]


def test_asking_twice_keeps_the_first_place(sitting: Sitting) -> None:
    ask(sitting, 5, 2)
    sitting.wait(5)
    assert sitting.do(c.RequestFloor(), seated(5)) == []
    assert list(sitting.state.queue) == ["s5", "s2"]
    assert sitting.state.queue[delegate_id(5)].asked_at == START


def test_withdrawing_and_asking_again_goes_to_the_end(sitting: Sitting) -> None:
    ask(sitting, 5, 2)
    sitting.do(c.WithdrawRequest(), seated(5))
    ask(sitting, 5)
    assert list(sitting.state.queue) == ["s2", "s5"]


def test_withdrawing_without_having_asked_changes_nothing(sitting: Sitting) -> None:
    assert sitting.do(c.WithdrawRequest(), seated(5)) == []


def test_queue_takes_no_more_than_the_rules_let_it(sitting: Sitting) -> None:
    ask(sitting, 1, 2, 3)
    assert sitting.refused(c.RequestFloor(), seated(4)) == "queue-full"
    assert sitting.do(c.RequestFloor(), seated(3)) == []


def test_the_absent_neither_ask_nor_get_the_floor(sitting: Sitting) -> None:
    assert sitting.refused(c.RequestFloor(), seated(15)) == "delegate-absent"
    assert sitting.refused(c.GrantFloor("s15")) == "delegate-absent"
    assert sitting.refused(c.GrantFloor("s99")) == "delegate-unknown"


@pytest.mark.parametrize("phase", ["prepared", "suspended", "adjourned"])
def test_nobody_speaks_out_of_session(phase: str) -> None:
    sitting = Sitting(preparation(15))
    if phase == "prepared":
        sitting.arrive(1)
    else:
        sitting.open(12)
        sitting.do(c.SuspendSitting() if phase == "suspended" else c.AdjournSitting())
    assert sitting.refused(c.RequestFloor(), seated(1)) == "phase-wrong"
    assert sitting.refused(c.GrantFloor("s1")) == "phase-wrong"


def test_the_chair_gives_the_floor_out_of_order_and_to_who_did_not_ask(sitting: Sitting) -> None:
    ask(sitting, 5, 2)
    sitting.do(c.GrantFloor("s2"), CLERK)
    assert list(sitting.state.queue) == ["s5"]
    sitting.do(c.GrantFloor("s7"))
    assert sitting.state.turn is not None
    assert sitting.state.turn.delegate == "s7"
    assert list(sitting.state.queue) == ["s5"]


def test_a_new_turn_ends_the_running_one(sitting: Sitting) -> None:
    sitting.do(c.GrantFloor("s2"))
    sitting.wait(10)
    events = sitting.do(c.GrantFloor("s3"))
    assert [type(event) for event in events] == [SpeechEnded, FloorGranted]
    assert [turn.id for turn in sitting.state.turns] == ["t1", "t2"]
    assert sitting.state.turns[0].ended_at == START + 10_000
    assert sitting.state.microphones[seat_id(2)].wanted is False
    assert sitting.state.microphones[seat_id(3)].wanted is True


def test_the_speaker_can_neither_ask_nor_be_given_the_floor(sitting: Sitting) -> None:
    sitting.do(c.GrantFloor("s2"))
    assert sitting.refused(c.GrantFloor("s2")) == "already-speaking"
    assert sitting.refused(c.RequestFloor(), seated(2)) == "already-speaking"


def test_first_turn_is_longer_than_the_further_ones_on_the_same_item(sitting: Sitting) -> None:
    sitting.do(c.TakeItem("i1"))
    assert seconds_given(sitting, 2) == 420
    sitting.do(c.EndSpeech())
    assert seconds_given(sitting, 2) == 180
    sitting.do(c.EndSpeech())
    assert seconds_given(sitting, 2) == 180
    assert seconds_given(sitting, 3) == 420


def test_a_new_item_gives_everyone_a_first_turn_again(sitting: Sitting) -> None:
    sitting.do(c.TakeItem("i1"))
    seconds_given(sitting, 2)
    sitting.do(c.EndSpeech())
    sitting.do(c.TakeItem("i2"))
    assert seconds_given(sitting, 2) == 420
    sitting.do(c.EndSpeech())
    sitting.do(c.TakeItem("i1"))
    assert seconds_given(sitting, 2) == 180


def test_the_chair_may_give_another_time(sitting: Sitting) -> None:
    assert seconds_given(sitting, 2, 45) == 45


def test_a_turn_runs_past_its_time_until_somebody_ends_it(sitting: Sitting) -> None:
    sitting.do(c.GrantFloor("s2", 1))
    sitting.wait(100)
    assert sitting.state.turn is not None
    sitting.do(c.EndSpeech(), CLERK)
    assert sitting.state.turn is None


def test_a_delegate_ends_their_own_turn_and_no_other(sitting: Sitting) -> None:
    sitting.do(c.GrantFloor("s2"))
    assert sitting.refused(c.EndSpeech(), seated(3)) == "other-delegate"
    sitting.do(c.EndSpeech(), seated(2))
    assert sitting.refused(c.EndSpeech(), seated(2)) == "nobody-speaking"


def test_suspending_and_adjourning_end_the_turn(sitting: Sitting) -> None:
    sitting.do(c.GrantFloor("s2"))
    sitting.do(c.SuspendSitting())
    assert sitting.state.turn is None
    sitting.do(c.ResumeSitting())
    sitting.do(c.GrantFloor("s3"))
    sitting.do(c.AdjournSitting())
    assert sitting.state.turn is None
    assert not any(microphone.wanted for microphone in sitting.state.microphones.values())


def test_queue_outlives_a_suspension_and_ends_with_the_sitting(sitting: Sitting) -> None:
    ask(sitting, 5, 2)
    sitting.do(c.SuspendSitting())
    sitting.do(c.WithdrawRequest(), seated(2))
    sitting.do(c.ResumeSitting())
    assert list(sitting.state.queue) == ["s5"]
    sitting.do(c.AdjournSitting())
    assert sitting.state.queue == {}


def test_what_is_wanted_of_a_microphone_and_what_it_reports_are_two_things(
    sitting: Sitting,
) -> None:
    sitting.do(c.GrantFloor("s2"))
    assert sitting.state.microphones[seat_id(2)] == Microphone(True, None, START)
    sitting.wait(1)
    sitting.do(c.ReportMicrophone("2", open=True), BRIDGE)
    assert sitting.state.microphones[seat_id(2)] == Microphone(True, True, START + 1000)
    sitting.do(c.EndSpeech())
    assert sitting.state.microphones[seat_id(2)] == Microphone(False, True, START + 1000)


def test_a_microphone_opened_by_itself_is_kept_as_a_difference(sitting: Sitting) -> None:
    sitting.do(c.ReportMicrophone("4", open=True), BRIDGE)
    assert sitting.state.microphones[seat_id(4)] == Microphone(False, True, START)


def test_a_report_of_no_news_is_none(sitting: Sitting) -> None:
    sitting.do(c.ReportMicrophone("4", open=False), BRIDGE)
    assert sitting.do(c.ReportMicrophone("4", open=False), BRIDGE) == []
    sitting.do(c.ReportUnit("4", online=False), BRIDGE)
    assert sitting.do(c.ReportUnit("4", online=False), BRIDGE) == []
    assert sitting.state.units == {seat_id(4): False}


def test_reports_of_a_seat_nobody_has_are_refused(sitting: Sitting) -> None:
    assert sitting.refused(c.ReportMicrophone("99", open=True), BRIDGE) == "seat-unknown"
    assert sitting.refused(c.ReportUnit("99", online=True), BRIDGE) == "seat-unknown"


def test_end_that_was_meant_for_an_earlier_turn_is_refused() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.GrantFloor("s1"))
    first = sitting.state.turns[-1].id
    sitting.do(c.GrantFloor("s2"))
    assert sitting.refused(c.EndSpeech(turn=first)) == "turn-over"
    sitting.do(c.EndSpeech(turn=sitting.state.turns[-1].id))
    assert sitting.state.turn is None
