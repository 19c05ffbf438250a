"""Turns and their clocks: granted, speaking, paused, ended, to the millisecond."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.floor_events import FloorGranted, SpeechEnded
from hall_server.sitting.floor_state import Clock, TurnState
from hall_server.sitting.rules import SpeechKind
from tests.making import BRIDGE, CLERK, DEBATE, Sitting, preparation, replayed, seated, with_speech
from tests.sitting.debate import Debate


@pytest.fixture
def debate() -> Debate:
    return Debate()


def test_chair_gives_the_floor_out_of_order_and_to_who_did_not_ask(debate: Debate) -> None:
    debate.ask(5, 2)
    debate.do(f.GrantFloor("s2"), CLERK)
    assert debate.queue == ["s5"]
    debate.grant(7)
    assert debate.turn.speaker == "s7"
    assert debate.queue == ["s5"]


def test_floor_is_given_to_a_request_by_its_name(debate: Debate) -> None:
    debate.ask(5, kind="order", note="Về trình tự")
    granted = debate.do(f.GrantFloor(request="r1", reason="Ưu tiên"))[-1]
    assert isinstance(granted, FloorGranted)
    assert (granted.delegate, granted.kind, granted.request) == ("s5", "order", "r1")
    assert granted.reason == "Ưu tiên"
    assert debate.queue == []


def test_speaker_called_takes_the_request_of_that_kind_along_and_no_other(debate: Debate) -> None:
    debate.ask(5)
    debate.wait(1)
    debate.ask(5, kind="order")
    debate.grant(5, "order")
    assert [one.kind for one in debate.state.floor.queue.values()] == ["talk"]


def test_requests_that_can_not_be_granted_are_refused(debate: Debate) -> None:
    debate.ask(5, item="i2")
    debate.ask(6)
    assert debate.refused(f.GrantFloor(request="r9")) == "request-unknown"
    assert debate.refused(f.GrantFloor("s5", request="r2")) == "request-unknown"
    assert debate.refused(f.GrantFloor(request="r2", kind="order")) == "request-unknown"
    assert debate.refused(f.GrantFloor(request="r1")) == "item-not-under-way"
    assert debate.refused(f.GrantFloor("s6", kind="song")) == "speech-kind-unknown"


def test_the_absent_and_the_unknown_do_not_get_the_floor(debate: Debate) -> None:
    assert debate.refused(f.GrantFloor("s15")) == "delegate-absent"
    assert debate.refused(f.GrantFloor("s99")) == "delegate-unknown"
    assert debate.refused(f.GrantFloor()) == "delegate-unknown"


@pytest.mark.parametrize("phase", ["prepared", "suspended", "adjourned"])
def test_nobody_speaks_out_of_session(phase: str) -> None:
    sitting = Sitting(preparation(15))
    if phase == "prepared":
        sitting.arrive(1)
    else:
        sitting.open(12)
        sitting.do(c.SuspendSitting() if phase == "suspended" else c.AdjournSitting())
    assert sitting.refused(f.GrantFloor("s1")) == "phase-wrong"


def test_guest_is_called_without_presence_and_has_no_group(debate: Debate) -> None:
    granted = debate.do(f.GrantFloor("g1"))[-1]
    assert isinstance(granted, FloorGranted)
    assert (granted.delegate, granted.seat, granted.payer) == ("g1", "G1", "")


def test_new_turn_ends_the_one_that_runs(debate: Debate) -> None:
    debate.grant(2)
    debate.wait(10)
    events = debate.do(f.GrantFloor("s3"))
    assert [type(event) for event in events] == [SpeechEnded, FloorGranted]
    assert [turn.id for turn in debate.state.floor.turns] == ["t1", "t2"]
    assert debate.state.floor.turns[0].ended_at == debate.now
    assert debate.used(2) == 10_000


def test_speaker_can_not_be_given_the_floor_again(debate: Debate) -> None:
    debate.grant(2)
    assert debate.refused(f.GrantFloor("s2")) == "already-speaking"
    debate.do(f.PauseSpeech())
    assert debate.refused(f.GrantFloor("s2", kind="order")) == "already-speaking"


def test_first_turn_is_longer_than_further_ones_on_the_same_item(debate: Debate) -> None:
    limits = []
    for number in (2, 2, 2, 3):
        limits.append(debate.grant(number).clock.limit)
        debate.do(f.EndSpeech())
    assert limits == [420_000, 180_000, 180_000, 420_000]
    debate.do(c.TakeItem("i2"))
    assert debate.grant(2).clock.limit == 420_000
    debate.do(c.TakeItem("i1"))
    assert debate.grant(3).clock.limit == 180_000


def test_each_kind_counts_its_own_turns_and_has_its_own_times() -> None:
    debate = Debate(with_speech(DEBATE, "long", seconds=(300, 200, 100)))
    limits = []
    for _ in range(4):
        limits.append(debate.grant(1, "long").clock.limit)
        debate.do(f.EndSpeech())
    assert limits == [300_000, 200_000, 100_000, 100_000]
    assert debate.grant(1).clock.limit == 420_000


def test_speech_without_a_limit_counts_up(debate: Debate) -> None:
    granted = debate.do(f.GrantFloor("s2", kind="report"))[-1]
    assert isinstance(granted, FloorGranted)
    assert (granted.limit, granted.ends_at) == (None, None)
    debate.wait(4000)
    assert debate.used(2) == 4_000_000
    assert debate.turn.clock.ends_at is None
    assert debate.refused(f.ChangeTime(60)) == "no-time-limit"


def test_chair_may_name_another_time(debate: Debate) -> None:
    assert debate.grant(2, seconds=45).clock.limit == 45_000


def test_turn_runs_past_its_time_until_somebody_ends_it(debate: Debate) -> None:
    debate.grant(2, seconds=1)
    debate.wait(100)
    assert debate.run_down() == []
    assert debate.turn.state == "speaking"
    debate.do(f.EndSpeech(), CLERK)
    assert debate.state.turn is None
    assert debate.used(2) == 100_000


def test_clock_stands_while_the_desk_pauses_a_turn(debate: Debate) -> None:
    debate.grant(2)
    debate.wait(10.001)
    debate.do(f.PauseSpeech())
    assert debate.paused == {"s2": "desk"}
    debate.wait(60)
    assert debate.refused(f.PauseSpeech()) == "turn-state-wrong"
    assert debate.clock(2) == Clock(420_000, 10_001, None)
    debate.do(f.ResumeSpeech())
    assert debate.refused(f.ResumeSpeech()) == "turn-state-wrong"
    debate.wait(1.5)
    assert debate.used(2) == 11_501
    assert debate.turn.clock.ends_at == debate.now + 420_000 - 11_501


def test_time_is_added_and_taken_with_one_act(debate: Debate) -> None:
    debate.grant(2)
    debate.do(f.ChangeTime(60))
    assert debate.turn.clock.limit == 480_000
    debate.do(f.ChangeTime(-180, debate.turn.id))
    assert debate.turn.clock.limit == 300_000
    assert debate.do(f.ChangeTime(0)) == []
    debate.do(f.ChangeTime(-1000))
    assert debate.turn.clock.limit == 0


def test_acts_without_a_turn_or_for_one_that_is_over_are_refused(debate: Debate) -> None:
    acts = (f.StartSpeech, f.PauseSpeech, f.ResumeSpeech, f.MoveSpeaker, f.EndSpeech)
    for act in acts:
        assert debate.refused(act()) == "nobody-speaking"
    first = debate.grant(2).id
    debate.grant(3)
    for act in acts:
        assert debate.refused(act(turn=first)) == "turn-over"
    assert debate.refused(f.ChangeTime(5, first)) == "turn-over"


def test_turn_that_stands_is_not_started_but_resumed(debate: Debate) -> None:
    debate.grant(2)
    assert debate.refused(f.StartSpeech()) == "turn-state-wrong"
    debate.do(f.PauseSpeech())
    assert debate.answer(f.StartSpeech()).en == "Not possible: the turn is “paused”."


def test_speaker_ends_the_own_turn_and_no_other(debate: Debate) -> None:
    debate.grant(2)
    assert debate.refused(f.EndSpeech(), seated(3)) == "other-delegate"
    ended = debate.do(f.EndSpeech(), seated(2))
    assert ended == [SpeechEnded(debate.state.floor.turns[0].id, "speaker", "tablet")]
    debate.wait(1)
    assert debate.refused(f.EndSpeech(), seated(2)) == "nobody-speaking"


def test_speaker_ends_a_turn_that_is_not_the_newest() -> None:
    debate = Debate(open_max=2)
    debate.grant(2)
    debate.grant(3)
    debate.do(f.EndSpeech(), seated(2))
    assert debate.speaking == ["s3"]


def test_unit_ends_the_turn_at_its_seat(debate: Debate) -> None:
    debate.grant(2)
    assert debate.refused(f.EndSpeech(seat="3"), BRIDGE) == "other-delegate"
    assert debate.refused(f.EndSpeech(seat="99"), BRIDGE) == "seat-unknown"
    debate.do(f.EndSpeech(seat="2"), BRIDGE)
    assert debate.state.turn is None


def test_end_that_was_meant_for_an_earlier_turn_is_refused(debate: Debate) -> None:
    first = debate.grant(1).id
    second = debate.grant(2).id
    assert debate.refused(f.EndSpeech(turn=first)) == "turn-over"
    assert debate.refused(f.EndSpeech(turn=first), seated(2)) == "turn-over"
    debate.do(f.EndSpeech(turn=second))
    assert debate.state.turn is None


def test_second_press_that_would_end_a_turn_just_ended_is_no_refusal(debate: Debate) -> None:
    debate.grant(2)
    debate.do(f.EndSpeech(), seated(2))
    debate.wait(0.299)
    assert debate.do(f.EndSpeech(), seated(2)) == []


def test_suspending_and_adjourning_end_every_turn() -> None:
    debate = Debate(open_max=3)
    for number in (1, 2, 3):
        debate.grant(number)
    debate.do(c.SuspendSitting())
    assert debate.state.floor.running == []
    debate.do(c.ResumeSitting())
    debate.grant(3)
    debate.do(c.AdjournSitting())
    assert debate.state.floor.running == []
    assert debate.wanted == set()


def test_turns_end_when_another_item_is_taken(debate: Debate) -> None:
    debate.grant(2)
    debate.do(f.GrantFloor("s3", kind="order"))
    debate.do(c.TakeItem("i2"))
    assert debate.state.floor.running == []


def test_queue_outlives_a_suspension_and_ends_with_the_sitting(debate: Debate) -> None:
    debate.ask(5, 2)
    debate.do(c.SuspendSitting())
    debate.wait(1)
    debate.do(f.WithdrawRequest(), seated(2))
    debate.do(c.ResumeSitting())
    assert debate.queue == ["s5"]
    debate.do(c.AdjournSitting())
    assert debate.queue == []


def state(debate: Debate) -> TurnState:
    return debate.turn.state


def test_clock_waits_for_the_microphone_where_the_rules_say_so() -> None:
    debate = Debate(clock_starts="microphone")
    debate.plug(2)
    debate.grant(2)
    assert state(debate) == "granted"
    debate.wait(1.25)
    debate.report(2, is_open=True)
    assert state(debate) == "speaking"
    assert debate.turn.clock == Clock(420_000, 0, debate.now)
    assert debate.turn.opening_ms == 1_250


def test_clock_does_not_wait_where_no_unit_answers() -> None:
    debate = Debate(clock_starts="microphone")
    assert debate.grant(2).state == "speaking"
    debate.plug(3)
    debate.do(f.ReportUnit("3", online=False), BRIDGE)
    assert debate.grant(3).state == "speaking"


def test_desk_starts_a_clock_that_waits() -> None:
    debate = Debate(clock_starts="microphone")
    debate.plug(2)
    debate.grant(2)
    debate.wait(5)
    debate.do(f.StartSpeech())
    assert debate.turn.started_at == debate.now
    assert debate.turn.clock.since == debate.now


def test_clock_starts_at_once_at_a_microphone_that_is_open_already() -> None:
    debate = Debate(clock_starts="microphone")
    debate.plug(2)
    debate.report(2, is_open=True)
    assert debate.grant(2).state == "speaking"


def test_turn_that_waits_can_be_paused_and_goes_on_at_once() -> None:
    debate = Debate(clock_starts="microphone")
    debate.plug(2)
    debate.grant(2)
    debate.do(f.PauseSpeech())
    debate.wait(3)
    debate.do(f.ResumeSpeech())
    assert (debate.turn.state, debate.used(2)) == ("speaking", 0)


def test_speaker_moves_to_another_microphone_with_the_clock_running(debate: Debate) -> None:
    debate.grant(2)
    debate.wait(2)
    debate.do(f.MoveSpeaker(seat="P2"))
    assert debate.wanted == {"P2"}
    assert debate.used(2) == 2_000
    assert debate.do(f.MoveSpeaker(seat="P2")) == []
    assert debate.refused(f.MoveSpeaker(seat="99")) == "seat-unknown"


def test_clock_that_waits_begins_with_a_hand_microphone() -> None:
    debate = Debate(clock_starts="microphone")
    debate.plug(2)
    debate.grant(2)
    debate.wait(4)
    debate.do(f.MoveSpeaker())
    assert (debate.turn.seat, debate.turn.state) == ("", "speaking")
    assert debate.wanted == set()


@pytest.mark.parametrize(("online", "state"), [(True, "granted"), (False, "speaking")])
def test_clock_waits_at_the_next_seat_too_if_a_unit_answers_there(online: bool, state: str) -> None:
    debate = Debate(clock_starts="microphone")
    debate.plug(2, 3)
    debate.do(f.ReportUnit("3", online=False), BRIDGE)
    if online:
        debate.plug(3)
    debate.grant(2)
    debate.wait(4)
    debate.do(f.MoveSpeaker(seat="3"))
    assert debate.turn.state == state
    if online:
        debate.wait(0.5)
        debate.report(3, is_open=True)
        assert debate.turn.opening_ms == 500


def test_turn_keeps_the_rule_of_its_kind(debate: Debate) -> None:
    assert debate.grant(2, "order").rule == SpeechKind(
        vi="Kiểu order",
        en="Kind order",
        source="Điều order",
        lane="order",
        rank=10,
        seconds=(60,),
        clock="pauses",
        charges="interrupted",
    )


def test_restart_in_mid_speech_loses_no_millisecond(debate: Debate) -> None:
    debate.grant(2)
    debate.wait(61.337)
    again = replayed(debate.events)
    assert again == debate.state
    debate.wait(5.5)
    assert again.turn is not None
    assert again.turn.clock.spent(debate.now) == 66_837
    assert again.turn.clock.ends_at == debate.turn.clock.ends_at
