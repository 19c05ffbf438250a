"""Microphones: what is wanted of them, what is reported, and who is told when the two differ."""

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.due import next_due
from hall_server.sitting.floor_events import (
    MicrophoneDiffers,
    MicrophonesSet,
    PriorityReturned,
    SpeechPaused,
    SpeechStarted,
)
from hall_server.sitting.floor_state import Microphone
from hall_server.sitting.ids import SeatId, TurnId
from tests.making import BRIDGE, DEBATE, Sitting, preparation, replayed
from tests.sitting.debate import Debate


@pytest.fixture
def debate() -> Debate:
    return Debate()


def microphone(debate: Debate, seat: object) -> Microphone:
    return debate.state.floor.microphones[SeatId(str(seat))]


def test_what_is_wanted_of_a_microphone_and_what_it_reports_are_two_things(debate: Debate) -> None:
    debate.grant(2)
    assert microphone(debate, 2) == Microphone(True, None, debate.now)
    debate.wait(1)
    debate.report(2, is_open=True)
    assert microphone(debate, 2) == Microphone(True, True, debate.now)
    debate.wait(1)
    debate.do(f.EndSpeech())
    assert microphone(debate, 2) == Microphone(False, True, debate.now)


def test_report_of_no_news_is_none(debate: Debate) -> None:
    debate.report(4, is_open=False)
    assert debate.report(4, is_open=False) == []
    debate.do(f.ReportUnit("4", online=False), BRIDGE)
    assert debate.do(f.ReportUnit("4", online=False), BRIDGE) == []
    assert debate.state.floor.units == {"4": False}


def test_seats_guests_and_places_have_microphones_and_nothing_else_has(debate: Debate) -> None:
    for seat in ("4", "G1", "P1", "P2"):
        debate.plug(seat)
        debate.report(seat, is_open=False)
    for seat in ("99", ""):
        assert debate.refused(f.ReportMicrophone(seat, open=True), BRIDGE) == "seat-unknown"
        assert debate.refused(f.ReportUnit(seat, online=True), BRIDGE) == "seat-unknown"


def test_turn_that_stands_wants_its_microphone_closed(debate: Debate) -> None:
    debate.grant(2)
    debate.do(f.PauseSpeech())
    assert debate.wanted == set()
    debate.do(f.ResumeSpeech())
    assert debate.wanted == {"2"}


def test_no_more_microphones_are_wanted_than_may_be_open_and_the_newest_are() -> None:
    debate = Debate(open_max=3)
    for number in (1, 2, 3):
        debate.grant(number)
    debate.grant(4, "remark")
    assert (debate.speaking, debate.wanted) == (["s1", "s2", "s3", "s4"], {"2", "3", "4"})
    debate.do(f.EndSpeech())
    assert debate.wanted == {"1", "2", "3"}


def test_with_fewer_microphones_the_oldest_turns_stand_and_no_clock_runs_unheard() -> None:
    debate = Debate(open_max=3)
    for number in (1, 2, 3):
        debate.grant(number)
    debate.wait(5)
    assert debate.do(f.SetMicrophones("request", 1)) == [
        MicrophonesSet("request", 1),
        SpeechPaused(TurnId("t1"), "mute"),
        SpeechPaused(TurnId("t2"), "mute"),
    ]
    assert (debate.speaking, debate.wanted) == (["s3"], {"3"})
    assert debate.paused == {"s1": "mute", "s2": "mute"}
    debate.wait(5)
    assert (debate.used(1), debate.used(3)) == (5_000, 10_000)
    assert debate.do(f.SetMicrophones("request", 2)) == [MicrophonesSet("request", 2)]
    assert replayed(debate.events) == debate.state


def test_turns_that_stand_already_and_as_many_as_may_be_open_stay_as_they_are() -> None:
    debate = Debate(open_max=3)
    for number in (1, 2, 3):
        debate.grant(number)
    debate.do(f.PauseSpeech("t3"))
    assert debate.do(f.SetMicrophones("request", 2)) == [MicrophonesSet("request", 2)]
    assert debate.paused == {"s3": "desk"}


def test_another_mode_alone_lets_nobody_stand() -> None:
    debate = Debate()
    debate.grant(1)
    debate.grant(2, "remark")
    assert debate.do(f.SetMicrophones("free")) == [MicrophonesSet("free", 1)]
    assert debate.speaking == ["s1", "s2"]


def test_mute_all_lets_every_turn_stand_until_the_desk_resumes_it() -> None:
    debate = Debate(open_max=2)
    debate.grant(1)
    debate.grant(2)
    debate.wait(5)
    debate.do(f.MuteAll())
    assert debate.paused == {"s1": "mute", "s2": "mute"}
    assert debate.wanted == set()
    assert debate.do(f.MuteAll()) == []
    debate.wait(60)
    debate.do(f.ResumeSpeech("t1"))
    assert (debate.wanted, debate.used(1)) == ({"1"}, 5_000)


def test_chairs_priority_opens_the_chairs_microphone_and_closes_all_others(debate: Debate) -> None:
    debate.grant(2)
    debate.wait(5)
    debate.do(f.TakePriority(on=True))
    assert debate.do(f.TakePriority(on=True)) == []
    assert (debate.wanted, debate.paused) == ({"P1"}, {"s2": "priority"})
    debate.wait(60)
    debate.do(f.TakePriority(on=False))
    assert debate.do(f.TakePriority(on=False)) == []
    assert (debate.wanted, debate.speaking, debate.used(2)) == ({"2"}, ["s2"], 5_000)


def test_clocks_run_on_under_the_chairs_priority_where_the_rules_say_so() -> None:
    debate = Debate(priority_pauses=False)
    debate.grant(2)
    debate.do(f.TakePriority(on=True))
    debate.wait(5)
    assert (debate.wanted, debate.speaking, debate.used(2)) == ({"P1"}, ["s2"], 5_000)
    assert debate.do(f.TakePriority(on=False)) == [PriorityReturned()]
    assert debate.wanted == {"2"}


def test_priority_resumes_whom_it_paused_and_nobody_else() -> None:
    debate = Debate(open_max=2)
    debate.grant(1)
    debate.grant(2)
    debate.do(f.PauseSpeech("t1"))
    debate.do(f.TakePriority(on=True))
    debate.do(f.TakePriority(on=False))
    assert debate.paused == {"s1": "desk"}


def test_floor_given_under_priority_begins_when_it_is_given_back(debate: Debate) -> None:
    debate.do(f.TakePriority(on=True))
    debate.grant(2)
    debate.wait(20)
    assert (debate.wanted, debate.paused) == ({"P1"}, {"s2": "priority"})
    debate.do(f.TakePriority(on=False))
    assert (debate.wanted, debate.used(2)) == ({"2"}, 0)


def test_interrupted_turn_waits_for_the_end_of_priority_too(debate: Debate) -> None:
    debate.grant(2)
    debate.wait(3)
    debate.grant(3, "order")
    debate.do(f.TakePriority(on=True))
    debate.do(f.EndSpeech("t2"))
    debate.wait(60)
    assert debate.paused == {"s2": "priority"}
    debate.do(f.TakePriority(on=False))
    assert (debate.speaking, debate.used(2)) == (["s2"], 3_000)


def test_turn_cut_into_under_priority_waits_for_the_end_of_both(debate: Debate) -> None:
    debate.grant(2)
    debate.wait(3)
    debate.do(f.TakePriority(on=True))
    debate.grant(3, "order")
    debate.do(f.TakePriority(on=False))
    assert (debate.speaking, debate.paused) == (["s3"], {"s2": "priority"})
    debate.wait(5)
    debate.do(f.EndSpeech())
    assert (debate.speaking, debate.used(2)) == (["s2"], 3_000)


def test_clock_that_waits_for_its_microphone_waits_through_priority() -> None:
    debate = Debate(clock_starts="microphone")
    debate.plug(2)
    debate.grant(2)
    debate.do(f.TakePriority(on=True))
    assert (debate.turn.state, debate.wanted) == ("granted", {"P1"})
    debate.do(f.TakePriority(on=False))
    debate.wait(1)
    assert debate.report(2, is_open=True)[1:] == [SpeechStarted(debate.turn.id, "microphone")]


def test_chair_can_speak_before_the_opening_and_priority_ends_with_the_sitting() -> None:
    assert Sitting().refused(f.TakePriority(on=True)) == "phase-wrong"
    sitting = Sitting(preparation(15, places=1))
    sitting.do(f.TakePriority(on=True))
    assert sitting.state.floor.microphones[SeatId("P1")].wanted
    sitting.open(12)
    sitting.do(c.AdjournSitting())
    assert sitting.state.floor.priority is False
    assert sitting.refused(f.TakePriority(on=True)) == "phase-wrong"
    assert not any(one.wanted for one in sitting.state.floor.microphones.values())


def test_hall_without_a_chairs_microphone_closes_the_others_all_the_same() -> None:
    sitting = Sitting(preparation(15)).open(12)
    sitting.do(f.GrantFloor("s2"))
    sitting.do(f.TakePriority(on=True))
    assert not any(one.wanted for one in sitting.state.floor.microphones.values())


def told(debate: Debate) -> list[str]:
    """Whom the house tells of by now."""
    before = len(debate.events)
    debate.run_down()
    events = [event for _, event in debate.events[before:]]
    return [event.seat for event in events if isinstance(event, MicrophoneDiffers)]


def test_microphone_that_does_not_open_is_told_of_after_half_a_second(debate: Debate) -> None:
    debate.plug(2)
    debate.grant(2)
    debate.wait(0.499)
    assert told(debate) == []
    assert debate.do(f.TellDifference("2"), HOUSE) == []
    debate.wait(0.001)
    assert told(debate) == ["2"]
    assert microphone(debate, 2).alarmed
    debate.wait(60)
    assert told(debate) == []


def test_alarm_ends_when_the_microphone_follows(debate: Debate) -> None:
    debate.plug(2)
    debate.grant(2)
    debate.wait(1)
    told(debate)
    debate.report(2, is_open=True)
    assert not microphone(debate, 2).alarmed
    assert next_due(debate.state) is None


def test_microphone_that_stays_open_or_opens_by_itself_is_told_of(debate: Debate) -> None:
    debate.plug(2, 3)
    debate.grant(2)
    debate.report(2, is_open=True)
    debate.do(f.EndSpeech())
    debate.wait(0.1)
    debate.report(3, is_open=True)
    debate.wait(0.5)
    assert told(debate) == ["2", "3"]


def test_seat_without_a_known_unit_raises_no_alarm(debate: Debate) -> None:
    debate.grant(2)
    debate.wait(10)
    assert told(debate) == []
    debate.plug(2)
    assert told(debate) == []
    debate.wait(0.5)
    assert told(debate) == ["2"]


def test_unit_that_falls_silent_while_its_microphone_is_wanted_is_told_of(debate: Debate) -> None:
    debate.plug(2)
    debate.grant(2)
    debate.report(2, is_open=True)
    debate.wait(60)
    debate.do(f.ReportUnit("2", online=False), BRIDGE)
    assert told(debate) == []
    debate.wait(0.5)
    assert told(debate) == ["2"]
    debate.plug(2)
    assert not microphone(debate, 2).alarmed


def test_difference_that_ended_in_time_is_told_to_nobody(debate: Debate) -> None:
    debate.plug(2)
    debate.grant(2)
    debate.wait(0.4)
    debate.report(2, is_open=True)
    debate.wait(1)
    assert told(debate) == []
    assert debate.do(f.TellDifference("2"), HOUSE) == []


def test_moving_the_speaker_ends_the_difference(debate: Debate) -> None:
    debate.plug(2, 3)
    debate.grant(2)
    debate.wait(1)
    assert told(debate) == ["2"]
    debate.do(f.MoveSpeaker(seat="3"))
    assert not microphone(debate, 2).alarmed
    debate.wait(0.3)
    debate.report(3, is_open=True)
    assert debate.turn.opening_ms == 300


def test_time_from_the_press_to_the_open_microphone_is_kept_with_the_turn() -> None:
    debate = Debate(mode="free")
    debate.plug(2)
    pressed = debate.now
    debate.wait(0.02)
    debate.do(f.RequestFloor("2", pressed_at=pressed), BRIDGE)
    assert debate.turn.opening_ms is None
    debate.wait(0.03)
    debate.report(2, is_open=True)
    debate.wait(5)
    debate.report(2, is_open=False)
    debate.report(2, is_open=True)
    assert debate.turn.opening_ms == 50


def test_chair_who_opens_the_own_microphone_by_hand_raises_no_alarm(debate: Debate) -> None:
    debate.plug("P1")
    debate.report("P1", is_open=True)
    debate.wait(10)
    assert (told(debate), next_due(debate.state)) == ([], None)
    debate.do(f.TakePriority(on=True))
    debate.do(f.TakePriority(on=False))
    debate.wait(10)
    assert told(debate) == []


def test_chairs_microphone_that_does_not_open_under_priority_is_told_of(debate: Debate) -> None:
    debate.plug("P1")
    debate.do(f.TakePriority(on=True))
    debate.wait(0.5)
    assert told(debate) == ["P1"]
    debate.report("P1", is_open=True)
    assert not debate.state.floor.microphones[SeatId("P1")].alarmed


def test_another_seat_of_the_chair_ends_the_alarm_about_its_microphone() -> None:
    prepared = preparation(5, DEBATE, places=2)
    sitting = Sitting(prepared)
    sitting.do(f.ReportUnit("P2", online=True), BRIDGE)
    sitting.do(f.ReportMicrophone("P2", open=True), BRIDGE)
    assert next_due(sitting.state) is not None
    elsewhere = msgspec.structs.replace(prepared, chair_seat=SeatId("P2"))
    sitting.do(c.PrepareSitting(elsewhere), HOUSE)
    assert next_due(sitting.state) is None


def test_alarms_and_what_is_wanted_are_the_same_after_a_restart() -> None:
    debate = Debate(clock_starts="microphone", open_max=2)
    debate.plug(1, 2, "P1")
    debate.grant(1)
    debate.grant(2)
    debate.wait(1)
    told(debate)
    debate.report(2, is_open=True)
    debate.do(f.TakePriority(on=True))
    again = replayed(debate.events)
    assert again == debate.state
    assert next_due(again) == next_due(debate.state) is not None
