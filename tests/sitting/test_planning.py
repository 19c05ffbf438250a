"""Setting votes up: plans, questions, parts and the whole, what repeats what."""

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.events import VoteOpened, VotePrepared
from hall_server.sitting.ids import VoteId
from hall_server.sitting.model import Plan, Preparation
from hall_server.sitting.rules import Base, Threshold
from hall_server.sitting.state import Vote
from hall_server.sitting.vote_refusals import OptionsWrong, PartsUndecided, RepeatedAlready
from tests.making import (
    CLERK,
    HDND,
    TRIAL,
    WEIGHTED,
    Sitting,
    options,
    preparation,
    vote_rule,
    with_kind,
    with_majority,
)


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(preparation(15, TRIAL)).open(12)


def plan(title: str = "Nghị quyết", /, **fields: object) -> Plan:
    return msgspec.convert(msgspec.to_builtins({"title": title, **fields}), Plan)


def test_several_votes_stand_prepared_and_open_in_any_order(sitting: Sitting) -> None:
    votes = [sitting.prepare(f"Nghị quyết {n}") for n in (1, 2, 3)]
    assert [(vote.id, vote.number, vote.state) for vote in votes] == [
        ("v1", 1, "prepared"),
        ("v2", 2, "prepared"),
        ("v3", 3, "prepared"),
    ]
    assert sitting.state.vote is None
    sitting.do(c.OpenVote(vote="v2"), CLERK)
    assert (sitting.vote.id, sitting.vote.title) == ("v2", "Nghị quyết 2")
    sitting.decided()
    assert sitting.open_vote().number == 4


def test_a_vote_is_set_up_before_the_sitting_opens_and_not_after_it_ended() -> None:
    assert Sitting().refused(c.PrepareVote(plan()), CLERK) == "phase-wrong"
    sitting = Sitting(preparation(15, TRIAL))
    sitting.prepare()
    assert sitting.refused(c.OpenVote(vote="v1")) == "phase-wrong"
    sitting.open(12)
    sitting.do(c.OpenVote(vote="v1"))
    sitting.decided()
    sitting.do(c.AdjournSitting())
    assert sitting.refused(c.PrepareVote(plan()), CLERK) == "phase-wrong"


def test_a_prepared_vote_opens_with_the_rules_of_its_kind(sitting: Sitting) -> None:
    vote = sitting.prepare(kind="choice", options=options("a", "b"), seconds=45)
    (opened,) = sitting.do(c.OpenVote(vote=vote.id))
    assert isinstance(opened, VoteOpened)
    assert (opened.kind, opened.majority) == ("choice", "resolution")
    assert opened.closes_at == sitting.now + 45_000
    assert vote.kind.question == "one-of"
    removal = sitting.prepare(majority="removal")
    assert removal.majority_id == "removal"


def test_a_plan_may_change_until_the_vote_opens(sitting: Sitting) -> None:
    sitting.do(c.TakeItem("i1"))
    sitting.prepare("Bản thảo")
    sitting.do(c.RecuseDelegate("v1", "s3", "Có liên quan"))
    changed = plan("Bản cuối", kind="confidence")
    (event,) = sitting.do(c.PrepareVote(changed, "v1"), CLERK)
    assert event == VotePrepared(VoteId("v1"), 1, sitting.state.item, changed)
    assert sitting.do(c.PrepareVote(changed, "v1")) == []
    vote = sitting.state.votes[VoteId("v1")]
    assert (vote.title, vote.kind.form, vote.number) == ("Bản cuối", "paper", 1)
    assert vote.recused == {"s3": "Có liên quan"}
    sitting.do(c.OpenVote(vote="v1"))
    assert sitting.refused(c.PrepareVote(plan("Quá muộn"), "v1")) == "vote-state-wrong"
    assert sitting.refused(c.PrepareVote(plan(), "v9")) == "vote-unknown"
    assert sitting.refused(c.OpenVote(vote="v9")) == "vote-under-way"
    sitting.do(c.AnnulVote("v1", "Nhầm"))
    assert sitting.refused(c.OpenVote(vote="v9")) == "vote-unknown"


def test_a_new_plan_keeps_the_counting_board_unless_one_of_it_stands_now(
    sitting: Sitting,
) -> None:
    vote = sitting.prepare(kind="election", options=options(an="s1"))
    sitting.do(c.AppointCountingBoard(vote.id, ("s5", "s6")))
    same = plan("Tên khác", kind="election", options=options(an="s1"))
    sitting.do(c.PrepareVote(same, vote.id))
    assert sitting.state.votes[vote.id].board == ("s5", "s6")
    with_member = plan("Tên khác", kind="election", options=options(an="s1", binh="s5"))
    sitting.do(c.PrepareVote(with_member, vote.id))
    assert sitting.state.votes[vote.id].board == ()


@pytest.mark.parametrize("title", ["", "   "])
def test_a_vote_says_what_it_is_about(sitting: Sitting, title: str) -> None:
    assert sitting.refused(c.OpenVote(title)) == "title-missing"
    assert sitting.refused(c.PrepareVote(Plan(title))) == "title-missing"


def test_what_the_rules_and_the_agenda_do_not_know_is_not_set_up(sitting: Sitting) -> None:
    for fields, code in (
        ({"kind": "royal"}, "kind-unknown"),
        ({"majority": "royal"}, "majority-unknown"),
        ({"items": ("i1", "i9")}, "item-unknown"),
        ({"replaces": "v9"}, "vote-unknown"),
    ):
        assert sitting.refused(c.PrepareVote(plan(**fields)), CLERK) == code
    assert sitting.refused(c.OpenVote("Nghị quyết", kind="royal")) == "kind-unknown"


@pytest.mark.parametrize(
    ("fields", "different"),
    [
        ({"kind": "resolution", "options": options("a", "b")}, 2),
        ({"kind": "choice"}, 0),
        ({"kind": "choice", "options": options("a")}, 1),
        ({"kind": "choice", "options": options("a", "a")}, 1),
        ({"kind": "choice", "options": options("a", "b"), "seats": 2}, 2),
        ({"kind": "choice", "options": options("a", "b"), "marks_max": 1}, 2),
        ({"kind": "election"}, 0),
        ({"kind": "election", "options": options("a", "b"), "seats": 3}, 2),
        ({"kind": "election", "options": options("a", "b"), "marks_max": 3}, 2),
        ({"kind": "election", "options": options("a", "b", "a")}, 2),
        ({"kind": "election", "options": options(a="s1", b="s1")}, 1),
        ({"kind": "rating"}, 0),
        ({"kind": "rating", "options": options("a"), "seats": 2}, 1),
    ],
)
def test_options_that_do_not_fit_the_question_are_refused(
    sitting: Sitting, fields: dict[str, object], different: int
) -> None:
    assert sitting.answer(c.PrepareVote(plan(**fields))) == OptionsWrong(different)


def test_a_question_that_needs_options_is_not_opened_without(sitting: Sitting) -> None:
    for kind in ("choice", "election", "rating"):
        assert sitting.refused(c.OpenVote("Nghị quyết", kind=kind)) == "options-wrong"


def test_who_stands_as_a_delegate_is_one(sitting: Sitting) -> None:
    stranger = plan(kind="election", options=options(an="s99"))
    assert sitting.refused(c.PrepareVote(stranger)) == "delegate-unknown"
    sitting.prepare(kind="election", options=options("khach-moi", an="s1"))


def test_heads_are_not_held_against_a_majority_of_weights() -> None:
    rules = with_kind(WEIGHTED, "heads", weighted=False, majority="by-heads")
    by_heads = with_majority(WEIGHTED, Threshold("cast", 1, 2, strict=True)).majorities
    rules = msgspec.structs.replace(
        rules, majorities={**rules.majorities, "by-heads": by_heads["ordinary"]}
    )
    sitting = Sitting(preparation(15, rules)).open(12)
    refusal = sitting.answer(c.PrepareVote(plan(kind="heads", majority="ordinary")))
    assert refusal.code == "majority-wrong"
    sitting.prepare(kind="heads")
    sitting.prepare(kind="resolution", majority="by-heads")


def test_a_rating_by_heads_needs_no_majority_of_heads() -> None:
    rules = with_kind(WEIGHTED, "rating", question="rating", weighted=False)
    sitting = Sitting(preparation(15, rules)).open(12)
    sitting.prepare(kind="rating", options=options("a"))


def test_several_items_are_decided_en_bloc_in_one_vote(sitting: Sitting) -> None:
    vote = sitting.open_prepared("Các nghị quyết 1 và 3", items=("i1", "i3"))
    assert vote.plan.items == ("i1", "i3")
    sitting.cast_many(yes=8)
    assert sitting.decided().carried


def test_the_whole_comes_after_its_parts(sitting: Sitting) -> None:
    sitting.do(c.TakeItem("i1"))
    whole = sitting.prepare("Toàn văn")
    parts = [sitting.prepare(f"Điều {n}", part=f"Điều {n}") for n in (1, 2)]
    for part in parts:
        assert sitting.answer(c.OpenVote(vote=whole.id)) == PartsUndecided(part.id)
        assert sitting.refused(c.OpenVote("Toàn văn, mở ngay")) == "parts-undecided"
        sitting.do(c.OpenVote(vote=part.id))
        assert sitting.refused(c.OpenVote(vote=whole.id)) == "vote-under-way"
        sitting.cast_many(yes=8)
        assert sitting.decided().carried
    sitting.do(c.OpenVote(vote=whole.id))
    sitting.cast_many(yes=8)
    assert sitting.decided().carried


def test_a_part_that_is_taken_back_keeps_the_whole_from_nothing(sitting: Sitting) -> None:
    sitting.do(c.TakeItem("i1"))
    whole = sitting.prepare("Toàn văn")
    part = sitting.prepare("Điều 1", part="Điều 1")
    sitting.do(c.AnnulVote(part.id, "Người đề nghị rút"))
    sitting.do(c.OpenVote(vote=whole.id))


def test_parts_of_one_draft_do_not_hold_up_another(sitting: Sitting) -> None:
    sitting.do(c.TakeItem("i1"))
    sitting.prepare("Điều 1", part="Điều 1")
    sitting.do(c.TakeItem("i2"))
    sitting.open_vote("Nghị quyết khác")
    sitting.decided()


def test_of_votes_set_up_before_the_sitting_the_items_tell_what_belongs_together() -> None:
    sitting = Sitting(preparation(15, TRIAL))
    part = sitting.prepare("Điều 1 của dự thảo 1", part="Điều 1", items=("i1",))
    other = sitting.prepare("Dự thảo 2", items=("i2",))
    whole = sitting.prepare("Dự thảo 1", items=("i1",))
    sitting.open(12)
    assert sitting.answer(c.OpenVote(vote=whole.id)) == PartsUndecided(part.id)
    sitting.do(c.OpenVote(vote=other.id))


@pytest.mark.parametrize("state", ["prepared", "open", "held", "closed"])
def test_only_a_vote_that_is_over_is_repeated(sitting: Sitting, state: str) -> None:
    vote = sitting.prepare()
    ways = [c.OpenVote(vote=vote.id), c.HoldVote(vote.id), c.CloseVote(vote.id)]
    for command in ways[: ("prepared", "open", "held", "closed").index(state)]:
        sitting.do(command)
    assert vote.state == state
    refusal = sitting.answer(c.PrepareVote(plan(replaces=vote.id)))
    assert (refusal.code, vote.id in refusal.vi) == ("replaces-wrong", True)
    assert sitting.refused(c.PrepareVote(plan(replaces="v1"), "v1")) in (
        "replaces-wrong",
        "vote-state-wrong",
    )


@pytest.mark.parametrize("annulled", [True, False])
def test_a_vote_that_is_over_is_repeated_with_a_link_to_it(
    sitting: Sitting, annulled: bool
) -> None:
    sitting.open_vote()
    if annulled:
        sitting.do(c.AnnulVote("v1", "Thiết bị hỏng"))
    else:
        sitting.decided()
    again = sitting.open_prepared("Biểu quyết lại", replaces="v1")
    assert again.plan.replaces == "v1"
    sitting.cast_many(yes=8)
    assert sitting.decided().carried


def test_a_vote_is_repeated_once_unless_the_repeat_is_taken_back(sitting: Sitting) -> None:
    sitting.open_vote()
    sitting.decided()
    again = sitting.prepare(replaces="v1")
    refusal = sitting.answer(c.PrepareVote(plan("Lần nữa", replaces="v1")))
    assert refusal == RepeatedAlready("v1", again.id)
    sitting.do(c.PrepareVote(plan("Đổi tên", replaces="v1"), again.id))
    sitting.do(c.AnnulVote(again.id, "Nhầm"))
    other = sitting.prepare("Lần nữa", replaces="v1")
    sitting.do(c.OpenVote(vote=other.id))
    sitting.decided()
    sitting.prepare("Lần thứ ba", replaces=other.id)


def tied_election(sitting: Sitting, seats: int = 1) -> Vote:
    """Two are level for the last seat; where there are two, `dau` has the first."""
    names = options("dau", "an", "binh")
    vote = sitting.open_prepared(kind="approve", options=names, seats=seats, marks_max=3)
    first = ("dau",) if seats > 1 else ()
    for number in range(1, 13):
        level = ("an",) if number <= 4 else ("binh",) if number > 8 else ("an", "binh")
        sitting.mark(number, *first, *level)
    sitting.decided()
    return vote


def test_those_who_tied_are_voted_on_again_and_nobody_else(sitting: Sitting) -> None:
    before = tied_election(sitting)
    assert before.outcome is not None
    assert before.outcome.tied == ("an", "binh")
    for names in (("an",), ("an", "binh", "dau"), ("an", "dau")):
        wrong = plan(kind="approve", options=options(*names), replaces=before.id)
        assert sitting.answer(c.PrepareVote(wrong)) == OptionsWrong(len(names))
    sitting.prepare(kind="approve", options=options("an", "binh"), replaces=before.id)


def test_the_tied_are_voted_on_for_the_seats_that_are_left(sitting: Sitting) -> None:
    before = tied_election(sitting, seats=2)
    assert before.outcome is not None
    assert (before.outcome.elected, before.outcome.tied) == (("dau",), ("an", "binh"))
    level = options("an", "binh")
    wrong = plan(kind="approve", options=level, seats=2, replaces=before.id)
    assert sitting.refused(c.PrepareVote(wrong)) == "options-wrong"
    sitting.prepare(kind="approve", options=level, seats=1, replaces=before.id)


def test_an_annulled_second_vote_is_repeated_among_the_same(sitting: Sitting) -> None:
    before = tied_election(sitting)
    level = options("an", "binh")
    second = sitting.open_prepared(kind="approve", options=level, replaces=before.id)
    sitting.do(c.AnnulVote(second.id, "Thiết bị hỏng"))
    everyone = plan(kind="approve", options=options("an", "binh", "dau"), replaces=second.id)
    assert sitting.refused(c.PrepareVote(everyone)) == "options-wrong"
    sitting.open_prepared(kind="approve", options=level, replaces=second.id)
    for number in (1, 2):
        sitting.mark(number, "binh")
    sitting.mark(3, "an")
    # It is a second vote among the tied still: the most votes decide, since the first one showed
    # the majority, but only where the rules have a step after it.
    assert not sitting.decided().carried


def test_a_tie_that_was_annulled_is_no_tie(sitting: Sitting) -> None:
    rules = with_kind(TRIAL, "older", question="approve", majority="election",
                      tie_of_persons=["re-vote", "older"])  # fmt: skip
    sitting = Sitting(preparation(15, rules)).open(12)
    first = sitting.open_prepared(kind="older", options=options("an", "binh"), marks_max=2)
    for number in range(1, 13):
        sitting.mark(number, "an", "binh")
    assert sitting.decided().verdict == "tied"
    sitting.do(c.AnnulVote(first.id, "Ứng cử viên rút"))
    again = options("an", "binh", "chi")
    sitting.open_prepared(kind="older", options=again, replaces=first.id)
    sitting.mark(1, "chi")
    outcome = sitting.decided()
    assert (outcome.verdict, outcome.elected, outcome.needed) == ("rejected", (), 8)


def retaken(rules: object = TRIAL, **fields: object) -> Preparation:
    return msgspec.structs.replace(preparation(15, TRIAL), rules=rules, **fields)


def test_a_vote_opens_under_the_rules_that_were_taken_last() -> None:
    sitting = Sitting(preparation(15, TRIAL))
    sitting.prepare()
    sitting.prepare(kind="speaker")
    changed = with_majority(vote_rule(HDND, seconds=77), Threshold("present", 3, 4, strict=False))
    sitting.do(c.PrepareSitting(retaken(changed)), HOUSE)
    sitting.open(12)
    assert sitting.refused(c.OpenVote(vote="v2")) == "kind-unknown"
    sitting.do(c.OpenVote(vote="v1"))
    assert sitting.vote.closes_at == sitting.now + 77_000
    bases: list[Base] = [one.base for one in sitting.vote.majority.thresholds]
    assert bases == ["present"]
    sitting.cast_many(yes=9)
    assert (sitting.decided().needed, sitting.vote.number) == (9, 1)
    sitting.do(c.PrepareVote(plan("Theo quy tắc mới"), "v2"))
    sitting.do(c.OpenVote(vote="v2"))


def test_a_vote_on_an_item_that_was_renumbered_is_still_on_that_item() -> None:
    sitting = Sitting(preparation(15, TRIAL))
    sitting.do(c.AddItem("Việc phát sinh"))
    sitting.prepare("Thông qua", items=("i1", "i4"))
    first, second, third = preparation(15, TRIAL).agenda
    more = msgspec.structs.replace(second, title="Nội dung mới")
    last = msgspec.structs.replace(third, id="i4", number=4)
    agenda = (first, more, msgspec.structs.replace(third, title="Nội dung 2"), last)
    sitting.do(c.PrepareSitting(retaken(agenda=agenda)), HOUSE)
    assert sitting.state.agenda[4].title == "Việc phát sinh"
    assert sitting.state.votes[VoteId("v1")].plan.items == ("i1", "i5")


def test_a_vote_on_an_item_that_is_no_more_does_not_open_on_another() -> None:
    sitting = Sitting(preparation(15, TRIAL))
    sitting.prepare("Thông qua", items=("i2",))
    first, second, third = preparation(15, TRIAL).agenda
    other = msgspec.structs.replace(second, title="Việc khác hẳn")
    sitting.do(c.PrepareSitting(retaken(agenda=(first, other, third))), HOUSE)
    sitting.open(12)
    refusal = sitting.answer(c.OpenVote(vote="v1"))
    assert refusal.code == "item-unknown"
    assert "Nội dung 2" in refusal.vi


def test_who_is_no_longer_in_office_is_neither_recused_nor_counts_nor_stands() -> None:
    sitting = Sitting(preparation(15, TRIAL))
    vote = sitting.prepare(kind="election", options=options("khach"))
    stands = sitting.prepare(kind="election", options=options(an="s15"))
    sitting.do(c.RecuseDelegate(vote.id, "s14", "Có liên quan"))
    sitting.do(c.RecuseDelegate(vote.id, "s1", "Có liên quan"))
    sitting.do(c.AppointCountingBoard(vote.id, ("s15", "s2")))
    fewer = preparation(15, TRIAL).delegates[:13]
    sitting.do(c.PrepareSitting(retaken(delegates=fewer)), HOUSE)
    vote = sitting.state.votes[vote.id]
    assert (set(vote.recused), vote.board) == ({"s1"}, ("s2",))
    sitting.open(12)
    assert sitting.refused(c.OpenVote(vote=stands.id)) == "delegate-unknown"
    sitting.do(c.OpenVote(vote=vote.id))
    counts = sitting.close().counts
    assert counts is not None
    assert (counts.register, counts.recused, counts.absent, counts.in_office) == (11, 1, 1, 13)


def test_an_annulled_vote_stays_annulled_when_all_is_taken_anew() -> None:
    sitting = Sitting(preparation(15, TRIAL))
    sitting.prepare()
    sitting.do(c.AnnulVote("v1", "Nhầm"))
    sitting.do(c.PrepareSitting(retaken(HDND)), HOUSE)
    assert sitting.state.votes[VoteId("v1")].state == "annulled"
