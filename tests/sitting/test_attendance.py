"""Attendance: who is there, as a timeline of comings and goings."""

from hall_server.sitting import commands as c
from hall_server.sitting.events import DelegateCheckedIn, DelegateCheckedOut
from tests.making import BRIDGE, CLERK, START, Sitting, delegate_id, preparation, seated


def test_timeline_keeps_every_coming_and_going_with_time_and_channel() -> None:
    sitting = Sitting(preparation())
    sitting.arrive(3)
    sitting.wait(60)
    sitting.do(c.CheckOut(seat="3"), BRIDGE)
    sitting.wait(60)
    sitting.do(c.CheckIn(delegate="s3"), CLERK)
    seen = [(point.at - START, point.present, point.channel) for point in sitting.state.timeline]
    assert seen == [(0, True, "tablet"), (60_000, False, "keypad"), (120_000, True, "desk")]
    assert sitting.state.present == {delegate_id(3): START + 120_000}


def test_checking_in_twice_is_checking_in_once() -> None:
    sitting = Sitting(preparation())
    sitting.arrive(3)
    sitting.wait(5)
    assert sitting.do(c.CheckIn(seat="3"), BRIDGE) == []
    assert sitting.state.present[delegate_id(3)] == START


def test_leaving_without_having_come_changes_nothing() -> None:
    assert Sitting(preparation()).do(c.CheckOut(), seated(1)) == []


def test_leaving_gives_back_the_floor_and_the_place_in_the_queue() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.RequestFloor(), seated(1))
    sitting.do(c.GrantFloor("s2"))
    sitting.do(c.RequestFloor(), seated(3))
    sitting.leave(1, 2)
    assert sitting.state.turn is None
    assert list(sitting.state.queue) == [delegate_id(3)]
    assert not sitting.state.microphones[sitting.state.delegates[delegate_id(2)].seat].wanted


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
    assert sitting.refused(c.CheckIn(), seated(15)) == "phase-wrong"
    assert sitting.refused(c.CheckOut(), seated(1)) == "phase-wrong"


def test_delegates_may_come_and_go_while_the_sitting_is_suspended() -> None:
    sitting = Sitting(preparation()).open(12)
    sitting.do(c.SuspendSitting())
    assert isinstance(sitting.do(c.CheckOut(), seated(1))[0], DelegateCheckedOut)
    assert isinstance(sitting.do(c.CheckIn(), seated(1))[0], DelegateCheckedIn)


def test_who_is_not_in_office_cannot_be_present() -> None:
    sitting = Sitting(preparation(5))
    assert sitting.refused(c.CheckIn(delegate="s6"), CLERK) == "delegate-unknown"
    assert sitting.refused(c.CheckIn(seat="6"), BRIDGE) == "seat-unknown"
    assert sitting.refused(c.CheckIn(), CLERK) == "delegate-unknown"
