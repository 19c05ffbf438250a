"""Attendance: who is there, as a timeline of comings and goings, and why others are away."""

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.events import DelegateCheckedIn, DelegateCheckedOut
from hall_server.sitting.floor_events import DelegateExcused, SpeechEnded
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    DEBATE,
    START,
    Sitting,
    delegate_id,
    preparation,
    replayed,
    seated,
)


def test_timeline_keeps_every_coming_and_going_with_time_and_channel() -> None:
    sitting = Sitting(preparation())
    sitting.arrive(3)
    sitting.wait(60)
    sitting.do(f.CheckOut(seat="3"), BRIDGE)
    sitting.wait(60)
    sitting.do(f.CheckIn(delegate="s3"), CLERK)
    sitting.wait(60)
    sitting.do(f.CheckOut(seat="3", by_card=True), BRIDGE)
    sitting.do(f.CheckIn(seat="3", by_card=True), BRIDGE)
    seen = [(point.at - START, point.present, point.channel) for point in sitting.state.timeline]
    assert seen == [
        (0, True, "tablet"),
        (60_000, False, "keypad"),
        (120_000, True, "desk"),
        (180_000, False, "card"),
        (180_000, True, "card"),
    ]
    assert sitting.state.present == {delegate_id(3): START + 180_000}


@pytest.mark.parametrize(("actor", "channel"), [(seated(3), "tablet"), (CLERK, "desk")])
def test_nobody_but_a_unit_can_say_that_there_was_a_card(actor: Actor, channel: str) -> None:
    sitting = Sitting(preparation())
    named = "s3" if actor == CLERK else ""
    sitting.do(f.CheckIn(delegate=named, by_card=True), actor)
    assert sitting.state.timeline[-1].channel == channel


def test_checking_in_twice_is_checking_in_once() -> None:
    sitting = Sitting(preparation())
    sitting.arrive(3)
    sitting.wait(5)
    assert sitting.do(f.CheckIn(seat="3"), BRIDGE) == []
    assert sitting.state.present[delegate_id(3)] == START


def test_leaving_without_having_come_changes_nothing() -> None:
    assert Sitting(preparation()).do(f.CheckOut(), seated(1)) == []


def test_leaving_gives_back_the_floor_and_every_request() -> None:
    sitting = Sitting(preparation(rules=DEBATE)).open(12)
    sitting.do(f.RequestFloor(), seated(1))
    sitting.do(f.RequestFloor(kind="reply"), seated(1))
    sitting.do(f.GrantFloor("s2"))
    sitting.do(f.RequestFloor(), seated(3))
    sitting.leave(1, 2)
    assert sitting.state.turn is None
    assert [request.speaker for request in sitting.state.floor.queue.values()] == ["s3"]
    assert not sitting.state.floor.microphones[sitting.state.delegates[delegate_id(2)].seat].wanted


def test_who_was_interrupted_goes_on_when_the_interrupter_leaves() -> None:
    sitting = Sitting(preparation(rules=DEBATE)).open(12)
    sitting.do(f.GrantFloor("s1"))
    sitting.wait(10)
    sitting.do(f.GrantFloor("s2", kind="order"))
    sitting.wait(10)
    sitting.leave(2)
    assert sitting.state.turn is not None
    assert (sitting.state.turn.speaker, sitting.state.turn.state) == ("s1", "speaking")
    assert sitting.state.turn.clock.spent(sitting.now) == 10_000


def test_a_ballot_cast_stays_when_its_delegate_leaves() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.open_vote()
    sitting.cast(1, "yes")
    sitting.leave(1)
    counts = sitting.close().counts
    assert counts is not None
    assert counts.yes == 1


def test_a_sitting_that_is_over_has_no_more_comings_and_goings() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.AdjournSitting())
    assert sitting.refused(f.CheckIn(), seated(15)) == "phase-wrong"
    assert sitting.refused(f.CheckOut(), seated(1)) == "phase-wrong"
    assert sitting.refused(f.CallQuorum()) == "phase-wrong"


def test_letter_that_comes_after_the_adjournment_still_excuses_who_was_away() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.AdjournSitting())
    sitting.do(f.ExcuseDelegate("s15", "Ốm"), CLERK)
    assert sitting.state.excused == {"s15": "Ốm"}
    assert sitting.refused(f.ExcuseDelegate("s1", "Ốm"), CLERK) == "delegate-present"


def test_delegates_may_come_and_go_while_the_sitting_is_suspended() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.SuspendSitting())
    assert isinstance(sitting.do(f.CheckOut(), seated(1))[0], DelegateCheckedOut)
    assert isinstance(sitting.do(f.CheckIn(), seated(1))[0], DelegateCheckedIn)


def test_who_is_not_in_office_cannot_be_present() -> None:
    sitting = Sitting(preparation(5, guests=1))
    assert sitting.refused(f.CheckIn(delegate="s6"), CLERK) == "delegate-unknown"
    assert sitting.refused(f.CheckIn(seat="6"), BRIDGE) == "seat-unknown"
    assert sitting.refused(f.CheckIn(), CLERK) == "delegate-unknown"
    assert sitting.refused(f.CheckIn(delegate="g1"), CLERK) == "delegate-unknown"
    assert sitting.refused(f.ExcuseDelegate("s6", "Ốm"), CLERK) == "delegate-unknown"


def test_reason_of_an_absence_is_kept_changed_and_taken_back() -> None:
    sitting = Sitting(preparation())
    sitting.do(f.ExcuseDelegate("s3", "  Ốm "), CLERK)
    assert sitting.state.excused == {"s3": "Ốm"}
    assert sitting.do(f.ExcuseDelegate("s3", "Ốm"), CHAIR) == []
    sitting.do(f.ExcuseDelegate("s3", "Đi công tác"), CLERK)
    assert sitting.state.excused == {"s3": "Đi công tác"}
    assert sitting.do(f.ExcuseDelegate("s3", " "), CLERK) == [DelegateExcused(delegate_id(3), "")]
    assert sitting.state.excused == {}
    assert sitting.do(f.ExcuseDelegate("s3"), CLERK) == []


def test_who_is_there_is_not_excused_and_why_they_came_late_stays_on_record() -> None:
    sitting = Sitting(preparation())
    sitting.do(f.ExcuseDelegate("s3", "Ốm"), CLERK)
    sitting.arrive(3)
    assert sitting.state.excused == {"s3": "Ốm"}
    assert sitting.refused(f.ExcuseDelegate("s3", "Bận"), CLERK) == "delegate-present"
    sitting.leave(3)
    sitting.do(f.ExcuseDelegate("s3", "Về sớm"), CLERK)
    assert sitting.state.excused == {"s3": "Về sớm"}


def test_excuse_is_a_persons_and_ends_where_another_has_the_identifier() -> None:
    prepared = preparation(5)
    sitting = Sitting(prepared)
    for number in (1, 2):
        sitting.do(f.ExcuseDelegate(f"s{number}", "Ốm"), CLERK)
    other = msgspec.structs.replace(prepared.delegates[0], name="Người Khác")
    changed = msgspec.structs.replace(prepared, delegates=(other, *prepared.delegates[1:]))
    sitting.do(c.PrepareSitting(changed), HOUSE)
    assert sitting.state.excused == {"s2": "Ốm"}


def test_turn_that_ends_by_leaving_is_ended_by_the_one_who_says_so() -> None:
    sitting = Sitting(preparation(rules=DEBATE)).open(12)
    sitting.do(f.GrantFloor("s2"))
    by_unit = sitting.do(f.CheckOut(seat="2", by_card=True), BRIDGE)
    assert [event.channel for event in by_unit if isinstance(event, SpeechEnded)] == ["card"]
    sitting.do(f.GrantFloor("s3"))
    by_clerk = sitting.do(f.CheckOut(delegate="s3"), CLERK)
    assert [event.by for event in by_clerk if isinstance(event, SpeechEnded)] == ["desk"]


def test_attendance_is_what_the_events_alone_lead_to() -> None:
    sitting = Sitting(preparation(rules=DEBATE)).open(12)
    sitting.do(f.ExcuseDelegate("s14", "Ốm"), CLERK)
    sitting.do(f.CallQuorum())
    sitting.arrive(1, 13)
    sitting.leave(1, 2, 3, 4)
    sitting.do(f.EndQuorumCall())
    assert replayed(sitting.events) == sitting.state
