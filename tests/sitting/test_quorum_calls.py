"""Quorum calls, and a quorum that is lost and comes back: who is really there."""

from typing import Literal

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.events import DelegateCheckedIn, DelegateCheckedOut, SittingSuspended
from hall_server.sitting.floor_events import (
    PresenceConfirmed,
    QuorumCalled,
    QuorumCallEnded,
    QuorumLost,
    QuorumRegained,
    SpeechEnded,
)
from hall_server.sitting.rules import Quorum, RulePack, Threshold
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    DEBATE,
    WEIGHTED,
    Sitting,
    attendance_rule,
    delegate_id,
    preparation,
    replace_quorum,
    replayed,
    seated,
    with_proxies,
)

LEAVE = attendance_rule(DEBATE, unanswered="leave")
SUSPEND = attendance_rule(DEBATE, loss="suspend")


def opened(rules: RulePack = DEBATE, present: int = 12) -> Sitting:
    """Of 15 in office, 10 are a quorum."""
    return Sitting(preparation(15, rules)).open(present)


def called(rules: RulePack = DEBATE, present: int = 12) -> Sitting:
    sitting = opened(rules, present)
    sitting.do(f.CallQuorum())
    return sitting


def test_call_ends_after_the_time_of_the_rules_or_the_desks() -> None:
    sitting = called(attendance_rule(DEBATE, call_seconds=90))
    call = sitting.state.quorum_call
    assert call is not None
    assert (call.number, call.ends_at, call.needed) == (1, sitting.now + 90_000, 10)
    sitting.do(f.EndQuorumCall())
    sitting.do(f.CallQuorum(seconds=15))
    call = sitting.state.quorum_call
    assert call is not None
    assert (call.number, call.ends_at) == (2, sitting.now + 15_000)


def test_only_one_call_is_under_way_at_a_time() -> None:
    sitting = called()
    assert sitting.refused(f.CallQuorum()) == "quorum-call-under-way"


@pytest.mark.parametrize("phase", ["prepared", "in_session", "suspended"])
def test_quorum_can_be_called_before_the_opening_and_in_a_break(phase: str) -> None:
    sitting = Sitting(preparation(15, DEBATE))
    if phase != "prepared":
        sitting.open(12)
    if phase == "suspended":
        sitting.do(c.SuspendSitting())
    sitting.do(f.CallQuorum())
    assert sitting.state.quorum_call is not None


def test_a_hall_without_a_preparation_has_nobody_to_call() -> None:
    assert Sitting().refused(f.CallQuorum()) == "phase-wrong"


def test_everybody_answers_by_the_device_they_have() -> None:
    sitting = called()
    sitting.do(f.CheckIn(), seated(1))
    sitting.do(f.CheckIn(seat="2"), BRIDGE)
    sitting.do(f.CheckIn(seat="3", by_card=True), BRIDGE)
    sitting.do(f.CheckIn(delegate="s4"), CLERK)
    call = sitting.state.quorum_call
    assert call is not None
    assert call.confirmed == {"s1": "tablet", "s2": "keypad", "s3": "card", "s4": "desk"}
    assert len(sitting.state.timeline) == 12, "whoever was there has not come again"


def test_answering_twice_is_answering_once() -> None:
    sitting = called()
    assert sitting.do(f.CheckIn(), seated(1)) == [PresenceConfirmed(1, delegate_id(1), "tablet")]
    assert sitting.do(f.CheckIn(delegate="s1"), CLERK) == []


def test_who_comes_during_the_call_has_answered_it() -> None:
    sitting = called()
    assert sitting.do(f.CheckIn(), seated(13)) == [
        DelegateCheckedIn(delegate_id(13), "tablet"),
        PresenceConfirmed(1, delegate_id(13), "tablet"),
    ]


def test_who_leaves_during_the_call_has_not_answered_it() -> None:
    sitting = called()
    sitting.arrive(*range(1, 13))
    sitting.leave(1)
    assert sitting.do(f.EndQuorumCall())[0] == QuorumCallEnded(1, 11, 10, reached=True)


@pytest.mark.parametrize(("answers", "reached"), [(9, False), (10, True)])
def test_end_of_the_call_says_whether_enough_answered(answers: int, reached: bool) -> None:
    sitting = called()
    sitting.arrive(*range(1, answers + 1))
    assert sitting.do(f.EndQuorumCall()) == [QuorumCallEnded(1, answers, 10, reached)]
    call = sitting.state.quorum_calls[0]
    assert (call.reached, call.ended_at) == (reached, sitting.now)
    assert sitting.state.quorum_call is None


def test_who_did_not_answer_is_only_named_where_the_rules_say_no_more() -> None:
    sitting = called()
    sitting.arrive(1, 2)
    sitting.do(f.EndQuorumCall())
    assert len(sitting.state.present) == 12
    assert not sitting.state.quorum_lost


def test_who_did_not_answer_is_gone_where_the_rules_say_so() -> None:
    sitting = called(LEAVE)
    sitting.arrive(*range(1, 11))
    events = sitting.do(f.EndQuorumCall(1), HOUSE)
    gone = [event for event in events if isinstance(event, DelegateCheckedOut)]
    assert [(event.delegate, event.channel) for event in gone] == [
        ("s11", "house"),
        ("s12", "house"),
    ]
    assert len(sitting.state.present) == 10


def test_who_is_noted_as_gone_gives_up_the_floor() -> None:
    sitting = opened(LEAVE)
    sitting.do(f.RequestFloor(), seated(11))
    sitting.do(f.CallQuorum())
    sitting.do(f.GrantFloor("s12"))
    sitting.arrive(*range(1, 11))
    events = sitting.do(f.EndQuorumCall(1), HOUSE)
    assert any(isinstance(event, SpeechEnded) for event in events)
    assert not sitting.state.floor.queue
    assert sitting.state.turn is None


def test_who_speaks_when_the_call_begins_is_evidently_there() -> None:
    sitting = Sitting(preparation(15, LEAVE, guests=1)).open(12)
    sitting.do(f.GrantFloor("s12"))
    sitting.do(f.GrantFloor("g1", kind="order"))
    begun = sitting.do(f.CallQuorum())
    assert begun[1:] == [PresenceConfirmed(1, delegate_id(12), "house")]
    assert sitting.do(f.CheckIn(), seated(12)) == []
    sitting.arrive(*range(1, 10))
    sitting.do(f.EndQuorumCall(1), HOUSE)
    assert delegate_id(12) in sitting.state.present
    assert [turn.speaker for turn in sitting.state.floor.running] == ["s12", "g1"]
    assert replayed(sitting.events) == sitting.state


def test_where_nobody_is_sent_away_the_hall_answers_for_nobody() -> None:
    sitting = opened()
    sitting.do(f.GrantFloor("s12"))
    assert [type(event) for event in sitting.do(f.CallQuorum())] == [QuorumCalled]


def test_call_that_finds_too_few_loses_the_quorum_in_the_same_decision() -> None:
    sitting = called(LEAVE)
    sitting.arrive(*range(1, 10))
    assert sitting.do(f.EndQuorumCall())[-1] == QuorumLost(9, 10)


def test_call_that_is_over_is_not_ended_again() -> None:
    sitting = opened()
    assert sitting.refused(f.EndQuorumCall()) == "quorum-call-over"
    sitting.do(f.CallQuorum())
    sitting.do(f.EndQuorumCall())
    sitting.do(f.CallQuorum())
    assert sitting.refused(f.EndQuorumCall(1), HOUSE) == "quorum-call-over"
    assert sitting.state.quorum_call is not None


def test_call_under_way_at_the_adjournment_ends_and_sends_nobody_away() -> None:
    sitting = called(LEAVE)
    sitting.do(c.AdjournSitting())
    sitting.do(f.EndQuorumCall(1), HOUSE)
    assert sitting.state.quorum_call is None
    assert len(sitting.state.present) == 12


def test_absent_whom_somebody_stands_for_answer_by_their_proxy() -> None:
    sitting = opened(with_proxies(DEBATE), present=10)
    sitting.do(c.GiveProxy("s11", "s1"), CLERK)
    sitting.do(f.CallQuorum())
    sitting.arrive(*range(1, 10))
    assert sitting.do(f.EndQuorumCall())[0] == QuorumCallEnded(1, 10, 10, reached=True)


def test_who_gave_a_proxy_and_came_answers_in_person() -> None:
    sitting = opened(with_proxies(DEBATE), present=10)
    sitting.do(c.GiveProxy("s11", "s1"), CLERK)
    sitting.arrive(11)
    sitting.do(f.CallQuorum())
    sitting.arrive(*range(1, 10))
    assert sitting.do(f.EndQuorumCall())[0] == QuorumCallEnded(1, 9, 10, reached=False)


def test_rules_that_count_weights_know_no_number_of_heads_to_reach() -> None:
    sitting = Sitting(preparation(15, WEIGHTED)).open(12)
    sitting.do(f.CallQuorum())
    assert sitting.do(f.EndQuorumCall()) == [QuorumCallEnded(1, 0, None, reached=True)]


def test_leaving_below_the_quorum_loses_it_and_coming_back_regains_it() -> None:
    sitting = opened()
    sitting.leave(1, 2)
    assert not sitting.state.quorum_lost
    assert sitting.do(f.CheckOut(), seated(3))[-1] == QuorumLost(9, 10)
    assert sitting.state.quorum_lost
    sitting.leave(4)
    sitting.arrive(1)
    assert sitting.state.quorum_lost, "nine are not ten"
    assert sitting.do(f.CheckIn(), seated(2))[-1] == QuorumRegained(10, 10)
    assert not sitting.state.quorum_lost


def test_loss_is_told_once() -> None:
    sitting = opened(present=10)
    sitting.leave(1, 2, 3)
    assert [event for _at, event in sitting.events if isinstance(event, QuorumLost)] == [
        QuorumLost(9, 10)
    ]


def test_before_the_opening_and_in_a_break_no_quorum_can_be_lost() -> None:
    sitting = Sitting(preparation(15, SUSPEND))
    sitting.arrive(*range(1, 11))
    sitting.leave(1)
    sitting.arrive(1)
    sitting.do(c.OpenSitting())
    sitting.do(c.SuspendSitting())
    sitting.leave(1, 2)
    assert not sitting.state.quorum_lost


def test_loss_suspends_the_sitting_where_the_rules_say_so() -> None:
    sitting = opened(SUSPEND, present=10)
    sitting.do(f.GrantFloor("s5"))
    events = sitting.do(f.CheckOut(), seated(1))
    assert [type(event) for event in events] == [
        SpeechEnded,
        DelegateCheckedOut,
        QuorumLost,
        SittingSuspended,
    ]
    assert sitting.state.phase == "suspended"
    assert sitting.refused(c.ResumeSitting()) == "quorum-missing"
    sitting.arrive(1)
    assert not sitting.state.quorum_lost
    sitting.do(c.ResumeSitting())


@pytest.mark.parametrize("close", [False, True])
def test_a_vote_under_way_is_brought_to_its_end_first(close: bool) -> None:
    sitting = opened(SUSPEND, present=10)
    sitting.open_vote()
    if close:
        sitting.close()
    sitting.leave(1)
    assert (sitting.state.phase, sitting.state.quorum_lost) == ("in_session", True)


@pytest.mark.parametrize("tested", ["close", "on-demand", "on-demand-close"])
def test_quorum_that_is_presumed_is_not_lost_by_leaving(
    tested: Literal["close", "on-demand", "on-demand-close"],
) -> None:
    rules = replace_quorum(SUSPEND, Quorum("made up", number=10, tested=tested))
    sitting = opened(rules, present=10)
    sitting.leave(1)
    assert not sitting.state.quorum_lost


def test_presumed_quorum_is_lost_when_somebody_asks_and_too_few_answer() -> None:
    rules = replace_quorum(LEAVE, Quorum("made up", number=10, tested="on-demand"))
    sitting = called(rules)
    sitting.arrive(*range(1, 10))
    sitting.do(f.EndQuorumCall())
    assert sitting.state.quorum_lost
    sitting.arrive(10)
    assert not sitting.state.quorum_lost


def test_quorum_is_presumed_again_when_the_sitting_goes_on() -> None:
    rules = attendance_rule(DEBATE, unanswered="leave", loss="suspend")
    sitting = called(replace_quorum(rules, Quorum("made up", number=10, tested="on-demand")))
    for here in (9, 8):
        sitting.arrive(*range(1, here + 1))
        sitting.do(f.EndQuorumCall())
        assert (sitting.state.phase, sitting.state.quorum_lost) == ("suspended", True)
        sitting.do(c.ResumeSitting())
        assert not sitting.state.quorum_lost
        sitting.do(f.CallQuorum())
    assert replayed(sitting.events) == sitting.state


def test_house_without_a_quorum_loses_none() -> None:
    sitting = opened(replace_quorum(SUSPEND, None), present=2)
    sitting.leave(1, 2)
    assert (sitting.state.phase, sitting.state.quorum_lost) == ("in_session", False)


def test_quorum_of_weights_is_not_told_in_heads() -> None:
    weights = Quorum("made up", Threshold("in_office", 2, 3, strict=False, unit="weight"))
    sitting = opened(replace_quorum(SUSPEND, weights), present=10)
    sitting.leave(1)
    assert not sitting.state.quorum_lost


def test_proxy_holder_takes_those_they_stand_for_along() -> None:
    sitting = opened(with_proxies(DEBATE), present=10)
    sitting.do(c.GiveProxy("s11", "s1"), CLERK)
    sitting.leave(2)
    assert not sitting.state.quorum_lost
    assert sitting.do(f.CheckOut(), seated(1))[-1] == QuorumLost(8, 10)


def test_call_is_the_desks_and_its_end_the_desks_or_the_houses() -> None:
    sitting = opened()
    assert sitting.refused(f.CallQuorum(), seated(1)) == "role-missing"
    assert sitting.refused(f.CallQuorum(), BRIDGE) == "role-missing"
    sitting.do(f.CallQuorum(), CLERK)
    assert sitting.refused(f.EndQuorumCall(), seated(1)) == "role-missing"
    sitting.do(f.EndQuorumCall(), CHAIR)
