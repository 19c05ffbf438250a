"""Asking for the floor: who may, in what order, how often, on which item."""

import pytest
from msgspec import structs

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.floor_events import FloorRequested, RequestWithdrawn
from hall_server.sitting.ids import SpeakerId
from tests.making import (
    BRIDGE,
    CLERK,
    DEBATE,
    Sitting,
    floor_rule,
    preparation,
    seated,
    with_speech,
)
from tests.sitting.debate import Debate

NO_KINDS = structs.replace(floor_rule(DEBATE, default_kind="", keypad_kind=""), speeches={})


@pytest.fixture
def debate() -> Debate:
    return Debate()


def test_queue_is_in_the_order_of_asking(debate: Debate) -> None:
    debate.ask(5, 2, 9)
    assert debate.queue == ["s5", "s2", "s9"]
    assert list(debate.state.floor.queue) == ["r1", "r2", "r3"]


def test_asking_twice_keeps_the_first_place(debate: Debate) -> None:
    debate.ask(5, 2)
    asked_at = debate.now
    debate.wait(5)
    assert debate.do(f.RequestFloor(), seated(5)) == []
    assert debate.queue == ["s5", "s2"]
    assert next(iter(debate.state.floor.queue.values())).asked_at == asked_at


def test_withdrawing_and_asking_again_goes_to_the_end_under_a_new_name(debate: Debate) -> None:
    debate.ask(5, 2)
    debate.wait(1)
    debate.do(f.WithdrawRequest(), seated(5))
    debate.wait(1)
    debate.ask(5)
    assert {one.id: one.speaker for one in debate.state.floor.queue.values()} == {
        "r2": "s2",
        "r3": "s5",
    }


def test_withdrawing_without_having_asked_changes_nothing(debate: Debate) -> None:
    assert debate.do(f.WithdrawRequest(), seated(5)) == []
    assert debate.do(f.WithdrawRequest(request="r7"), seated(5)) == []


def test_one_request_is_withdrawn_by_name_and_the_other_stays(debate: Debate) -> None:
    debate.ask(5)
    debate.wait(1)
    debate.ask(5, kind="order")
    debate.wait(1)
    assert debate.do(f.WithdrawRequest(request="r1"), seated(5)) == [
        RequestWithdrawn(SpeakerId("s5"), "tablet", "r1")
    ]
    assert list(debate.state.floor.queue) == ["r2"]


def test_nobody_withdraws_the_request_of_another(debate: Debate) -> None:
    debate.ask(5)
    assert debate.refused(f.WithdrawRequest(request="r1"), seated(6)) == "other-delegate"
    assert debate.refused(f.WithdrawRequest(delegate="s6", request="r1")) == "other-delegate"


def test_desk_withdraws_by_the_name_of_the_request_alone(debate: Debate) -> None:
    debate.ask(5, 6)
    debate.do(f.WithdrawRequest(request="r1"), CLERK)
    assert debate.queue == ["s6"]


def test_queue_takes_no_more_than_the_rules_let_it() -> None:
    debate = Debate(queue_max=3)
    debate.ask(1, 2, 3)
    assert debate.refused(f.RequestFloor(), seated(4)) == "queue-full"
    debate.wait(1)
    assert debate.do(f.RequestFloor(), seated(3)) == []


def test_the_absent_do_not_ask(debate: Debate) -> None:
    assert debate.refused(f.RequestFloor(), seated(15)) == "delegate-absent"


@pytest.mark.parametrize("phase", ["prepared", "suspended", "adjourned"])
def test_nobody_asks_out_of_session_for_what_is_under_way(phase: str) -> None:
    sitting = Sitting(preparation(15))
    if phase == "prepared":
        sitting.arrive(1)
    else:
        sitting.open(12)
        sitting.do(c.SuspendSitting() if phase == "suspended" else c.AdjournSitting())
    assert sitting.refused(f.RequestFloor(), seated(1)) == "phase-wrong"


def test_who_speaks_can_not_ask_for_the_same_item_but_for_a_later_one(debate: Debate) -> None:
    debate.grant(2)
    assert debate.refused(f.RequestFloor(), seated(2)) == "already-speaking"
    debate.do(f.RequestFloor(item="i2"), seated(2))
    assert debate.queue == ["s2"]


def test_kinds_and_items_that_there_are_not_are_refused(debate: Debate) -> None:
    assert debate.refused(f.RequestFloor(kind="song"), seated(1)) == "speech-kind-unknown"
    assert debate.refused(f.RequestFloor(item="i9"), seated(1)) == "item-unknown"


def test_who_asks_for_two_kinds_stands_in_two_places(debate: Debate) -> None:
    debate.ask(5)
    debate.wait(1)
    debate.ask(5, kind="order")
    kinds = [(one.kind, one.speaker) for one in debate.state.floor.queue.values()]
    assert kinds == [("order", "s5"), ("talk", "s5")]


def test_rank_goes_before_the_order_of_asking_and_equal_rank_does_not(debate: Debate) -> None:
    debate.ask(1, 2)
    debate.ask(3, kind="reply")
    debate.ask(4, kind="order")
    debate.ask(5, kind="order")
    debate.ask(6, kind="reply")
    assert debate.queue == ["s4", "s5", "s3", "s6", "s1", "s2"]


def test_first_time_speakers_go_before_others_of_their_rank_where_the_rules_say_so() -> None:
    debate = Debate(first_time_first=True)
    debate.grant(1)
    debate.do(f.EndSpeech())
    debate.ask(1)
    debate.ask(2, 3)
    assert debate.queue == ["s2", "s3", "s1"]


def test_cutting_in_is_no_first_turn() -> None:
    debate = Debate(first_time_first=True)
    debate.grant(1, "order")
    debate.do(f.EndSpeech())
    debate.ask(1, 2)
    assert debate.queue == ["s1", "s2"]


def test_elsewhere_who_has_spoken_keeps_the_place(debate: Debate) -> None:
    debate.grant(1)
    debate.do(f.EndSpeech())
    debate.ask(1, 2)
    assert debate.queue == ["s1", "s2"]


def test_questioner_is_first_of_those_who_would_rebut(debate: Debate) -> None:
    question = debate.grant(4, "question", to="g1")
    answer = debate.do(f.GrantFloor("g1", kind="answer", about=question.id))[-1]
    assert debate.turn.speaker == "g1", answer
    debate.ask(7, 8, kind="reply", about=debate.turn.id)
    debate.ask(4, kind="reply", about=debate.turn.id)
    assert debate.queue == ["s4", "s7", "s8"]


def test_rebuttal_that_names_nothing_is_about_what_was_answered_last(debate: Debate) -> None:
    question = debate.grant(4, "question", to="g1")
    debate.do(f.GrantFloor("g1", kind="answer", about=question.id))
    answered = debate.turn.id
    debate.do(f.EndSpeech())
    debate.ask(7, 4, kind="reply")
    assert debate.queue == ["s4", "s7"]
    assert {one.about for one in debate.state.floor.queue.values()} == {answered}
    debate.do(f.GrantFloor("s8", kind="reply"))
    assert debate.turn.about == answered


def test_who_wrote_the_question_is_first_of_those_who_would_rebut(debate: Debate) -> None:
    debate.do(f.FileQuestion("g1", "Đất đai"), seated(4))
    debate.do(f.GrantFloor("g1", kind="answer", about="q1"))
    debate.ask(7, kind="reply", about="t1")
    debate.ask(4, kind="reply", about="t1")
    assert debate.queue == ["s4", "s7"]


def test_place_in_the_queue_stands_in_the_event(debate: Debate) -> None:
    debate.ask(1)
    asked = debate.do(f.RequestFloor(kind="order"), seated(2))[0]
    assert isinstance(asked, FloorRequested)
    assert (asked.request, asked.before) == ("r2", "r1")


def test_turns_of_a_kind_on_an_item_are_limited(debate: Debate) -> None:
    for _ in range(2):
        debate.grant(1)
        debate.do(f.EndSpeech())
    refusal = debate.answer(f.RequestFloor(), seated(1))
    assert (refusal.code, refusal.article) == ("turns-used-up", "Điều talk")
    debate.ask(1, kind="order")
    debate.do(c.TakeItem("i2"))
    debate.wait(1)
    debate.ask(1)


def test_chair_gives_a_turn_more_than_the_rules_and_it_is_on_record(debate: Debate) -> None:
    for _ in range(3):
        debate.grant(1)
        debate.do(f.EndSpeech())
    assert [turn.speaker for turn in debate.state.floor.turns] == ["s1"] * 3


def test_what_the_desk_alone_calls_is_not_asked_for_at_a_seat(debate: Debate) -> None:
    assert debate.refused(f.RequestFloor(kind="report"), seated(1)) == "kind-by-desk"
    assert debate.refused(f.RequestFloor("1", kind="report"), BRIDGE) == "kind-by-desk"
    debate.do(f.RequestFloor(delegate="s1", kind="report"), CLERK)
    assert debate.queue == ["s1"]


def test_keypad_asks_for_the_kind_that_the_pack_names_for_it() -> None:
    debate = Debate(keypad_kind="reply")
    debate.do(f.RequestFloor("3"), BRIDGE)
    debate.ask(4)
    assert [one.kind for one in debate.state.floor.queue.values()] == ["reply", "talk"]


def test_guest_asks_by_the_unit_at_the_seat_or_by_the_desk_and_needs_no_presence(
    debate: Debate,
) -> None:
    debate.do(f.RequestFloor("G1"), BRIDGE)
    debate.do(f.RequestFloor(delegate="g2"), CLERK)
    assert debate.queue == ["g1", "g2"]
    debate.wait(1)
    debate.do(f.WithdrawRequest("G1"), BRIDGE)
    assert debate.queue == ["g2"]


def test_place_asks_for_nothing_since_nobody_sits_there(debate: Debate) -> None:
    assert debate.refused(f.RequestFloor("P2"), BRIDGE) == "seat-unknown"


def test_seat_and_guest_named_together_must_be_one(debate: Debate) -> None:
    assert debate.refused(f.RequestFloor("G1", "g2"), CLERK) == "seat-unknown"
    debate.do(f.RequestFloor("G1", "g1"), CLERK)


def test_before_the_opening_one_registers_for_an_item_without_being_there() -> None:
    sitting = Sitting(preparation(15, DEBATE))
    sitting.do(f.RequestFloor(item="i2"), seated(14))
    sitting.do(f.RequestFloor(item="i1"), seated(3))
    sitting.open(12)
    sitting.do(c.TakeItem("i1"))
    items = {one.speaker: one.item for one in sitting.state.floor.queue.values()}
    assert items == {"s14": "i2", "s3": "i1"}


def test_lists_of_items_do_not_mix(debate: Debate) -> None:
    debate.ask(1, item="i2")
    debate.ask(2)
    asked = debate.do(f.RequestFloor(kind="order"), seated(3))[0]
    assert isinstance(asked, FloorRequested)
    assert asked.before == "r2"
    debate.ask(4, kind="order", item="i2")
    here = [one.speaker for one in debate.state.floor.queue.values() if one.item == "i2"]
    assert here == ["s4", "s1"]


def test_house_that_knows_no_registering_takes_requests_for_what_is_under_way_alone() -> None:
    debate = Debate(register_before=False)
    refusal = debate.answer(f.RequestFloor(item="i2"), seated(1))
    assert (refusal.code, refusal.en) == (
        "item-not-under-way",
        "This request is for item 2, which is not under way.",
    )
    debate.ask(1, item="i1")
    early = Sitting(preparation(15, floor_rule(DEBATE, register_before=False)))
    assert early.refused(f.RequestFloor(item="i1"), seated(1)) == "phase-wrong"


def test_requests_that_were_not_reached_wait_for_their_item_to_come_again(debate: Debate) -> None:
    debate.ask(1, 2)
    debate.do(c.TakeItem("i2"))
    debate.do(c.TakeItem("i1"))
    assert debate.queue == ["s1", "s2"]
    debate.do(f.GrantFloor(request="r2"))
    assert debate.turn.speaker == "s2"


def test_chair_moves_a_request_and_the_reason_stays_with_it(debate: Debate) -> None:
    debate.ask(1, 2, 3)
    debate.do(f.MoveRequest("r3", "Theo nội dung", before="r1"))
    assert debate.queue == ["s3", "s1", "s2"]
    assert [one.moved for one in debate.state.floor.queue.values()] == ["Theo nội dung", "", ""]
    debate.do(f.MoveRequest("r3", "Nhường lượt"))
    assert debate.queue == ["s1", "s2", "s3"]


def test_moving_to_where_it_stands_is_done_already(debate: Debate) -> None:
    debate.ask(1, 2)
    assert debate.do(f.MoveRequest("r1", "Lý do", before="r2")) == []
    assert debate.do(f.MoveRequest("r2", "Lý do")) == []
    assert debate.do(f.MoveRequest("r2", "Lý do", before="r2")) == []


def test_requests_are_moved_within_their_list_alone(debate: Debate) -> None:
    debate.ask(1)
    debate.ask(2, item="i2")
    assert debate.refused(f.MoveRequest("r1", "Lý do", before="r2")) == "request-unknown"
    assert debate.refused(f.MoveRequest("r9", "Lý do")) == "request-unknown"
    assert debate.refused(f.MoveRequest("r1", "Lý do", before="r9")) == "request-unknown"


def test_a_request_that_was_moved_makes_no_other_move(debate: Debate) -> None:
    debate.ask(1, 2)
    debate.ask(3, kind="order")
    debate.do(f.MoveRequest("r3", "Chờ", before=""))
    debate.ask(4)
    assert debate.queue == ["s1", "s2", "s3", "s4"]
    debate.ask(5, kind="order")
    assert debate.queue == ["s1", "s2", "s3", "s5", "s4"]


def test_closed_list_takes_no_names_until_it_is_reopened(debate: Debate) -> None:
    debate.do(f.CloseList())
    assert debate.refused(f.RequestFloor(), seated(1)) == "list-closed"
    assert debate.do(f.CloseList()) == []
    debate.ask(2, kind="order")
    debate.ask(3, item="i2")
    debate.do(f.ReopenList())
    assert debate.do(f.ReopenList()) == []
    debate.ask(1)
    assert debate.queue == ["s2", "s3", "s1"]


def test_list_of_another_item_is_closed_by_name(debate: Debate) -> None:
    debate.do(f.CloseList("i2"))
    debate.ask(1)
    assert debate.refused(f.RequestFloor(item="i2"), seated(2)) == "list-closed"
    assert debate.refused(f.CloseList("i9")) == "item-unknown"
    debate.do(c.AdjournSitting())
    assert debate.refused(f.CloseList()) == "phase-wrong"
    assert debate.refused(f.ReopenList("i2")) == "phase-wrong"


def test_note_and_links_stay_with_the_request(debate: Debate) -> None:
    debate.ask(1, kind="question", to="g2", note=" Về giá đất ")
    request = next(iter(debate.state.floor.queue.values()))
    assert (request.to, request.note, request.channel) == ("g2", "Về giá đất", "tablet")


def test_leaving_takes_the_requests_and_the_turn_along() -> None:
    debate = Debate()
    debate.ask(2, 3)
    debate.grant(2)
    debate.wait(1)
    debate.ask(2, item="i2")
    debate.leave(2)
    assert debate.state.turn is None
    assert debate.queue == ["s3"]


def test_before_anything_is_prepared_nobody_can_ask() -> None:
    assert Sitting().refused(f.RequestFloor(), seated(1)) == "delegate-unknown"


def test_pack_without_kinds_of_speech_has_one() -> None:
    sitting = Sitting(preparation(15, NO_KINDS)).open(12)
    sitting.do(f.RequestFloor(), seated(1))
    sitting.do(f.GrantFloor("s1"))
    assert sitting.state.turn is not None
    assert (sitting.state.turn.kind, sitting.state.turn.rule.vi) == ("", "Phát biểu")
    assert sitting.refused(f.RequestFloor(kind="talk"), seated(2)) == "speech-kind-unknown"


def test_kind_can_have_a_rank_of_its_own() -> None:
    debate = Debate(with_speech(DEBATE, "explain", rank=5))
    debate.ask(1, kind="order")
    debate.ask(2, kind="explain")
    assert debate.queue == ["s2", "s1"]
