"""Setting votes up: plans, questions, parts and the whole, what repeats what."""

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.events import VoteOpened, VotePrepared
from hall_server.sitting.ids import VoteId
from hall_server.sitting.model import Plan, Preparation
from hall_server.sitting.rules import Base, Threshold
from hall_server.sitting.vote_refusals import OptionsWrong, PartsUndecided
from tests.making import (
    CLERK,
    HDND,
    TRIAL,
    WEIGHTED,
    Sitting,
    options,
    plan,
    preparation,
    vote_rule,
    with_kind,
    with_majority,
)


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(preparation(15, TRIAL)).open(12)


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
        ({"items": ("i1", "i1")}, "options-wrong"),
        ({"kind": "removal", "concerns": ("s99",)}, "delegate-unknown"),
        ({"kind": "removal", "concerns": ("s1", "s1")}, "options-wrong"),
        ({"kind": "election", "options": options("a"), "concerns": ("s1",)}, "options-wrong"),
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
    assert sitting.answer(c.PrepareVote(plan(**fields))) == OptionsWrong(
        different, TRIAL.kinds[str(fields["kind"])].source
    )


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
        refusal = sitting.answer(c.OpenVote(vote=whole.id))
        assert refusal == PartsUndecided(part.number, part.plan.part, whole.article)
        assert f"{part.plan.part} (vote number {part.number})" in refusal.en
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


def test_a_vote_on_procedure_is_opened_at_once_while_parts_are_undecided(
    sitting: Sitting,
) -> None:
    sitting.do(c.TakeItem("i1"))
    sitting.prepare("Điều 1", part="Điều 1")
    sitting.open_vote("Nghỉ giải lao mười phút")
    sitting.decided()


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
    refusal = sitting.answer(c.OpenVote(vote=whole.id))
    assert refusal == PartsUndecided(part.number, "Điều 1", whole.article)
    sitting.do(c.OpenVote(vote=other.id))


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


def test_a_plan_that_is_refused_for_now_opens_under_the_new_rules_all_the_same() -> None:
    sitting = Sitting(preparation(15, TRIAL))
    sitting.prepare("Bầu", kind="election", options=options(an="s15"))
    fewer = preparation(15, TRIAL).delegates[:13]
    kind = msgspec.structs.replace(TRIAL.kinds["election"], form="recorded", majority="resolution")
    changed = msgspec.structs.replace(TRIAL, kinds={**TRIAL.kinds, "election": kind})
    sitting.do(c.PrepareSitting(retaken(changed, delegates=fewer)), HOUSE)
    sitting.open(12)
    assert sitting.refused(c.OpenVote(vote="v1")) == "delegate-unknown"
    vote = sitting.state.votes[VoteId("v1")]
    assert (vote.kind.form, vote.majority_id) == ("recorded", "resolution")


def test_who_is_no_longer_in_office_is_neither_recused_nor_counts_nor_stands() -> None:
    sitting = Sitting(preparation(15, TRIAL))
    vote = sitting.prepare(kind="election", options=options("khach"))
    stands = sitting.prepare(kind="election", options=options(an="s15"))
    sitting.do(c.RecuseDelegate(vote.id, "s14", "Có liên quan"))
    sitting.do(c.RecuseDelegate(vote.id, "s1", "Có liên quan"))
    sitting.arrive(15, 2)
    sitting.do(c.AppointCountingBoard(vote.id, ("s15", "s2")))
    sitting.leave(15, 2)
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
