"""Votes that repeat others: once, after them, and among those who tied in them."""

import pytest
from msgspec import structs

from hall_server.sitting import commands as c
from hall_server.sitting.state import Vote
from hall_server.sitting.vote_refusals import OptionsWrong, RepeatedAlready
from tests.making import (
    CLERK,
    TRIAL,
    Sitting,
    options,
    plan,
    preparation,
    with_kind,
)


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
    assert refusal == RepeatedAlready("v1", again.id, TRIAL.kinds["resolution"].source)
    sitting.do(c.PrepareVote(plan("Đổi tên", replaces="v1"), again.id))
    sitting.do(c.AnnulVote(again.id, "Nhầm"))
    other = sitting.prepare("Lần nữa", replaces="v1")
    sitting.do(c.OpenVote(vote=other.id))
    sitting.decided()
    sitting.prepare("Lần thứ ba", replaces=other.id)


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(preparation(15, TRIAL)).open(12)


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
    article = before.article
    for names in (("an", "binh", "dau"), ("an", "dau"), ("dau",)):
        wrong = plan(kind="approve", options=options(*names), replaces=before.id)
        assert sitting.answer(c.PrepareVote(wrong)) == OptionsWrong(len(names), article)
    sitting.prepare(kind="approve", options=options("an", "binh"), replaces=before.id)


@pytest.mark.parametrize(
    "other", [{"vi": "Người khác"}, {"delegate": "s9"}, {"born": "1950-01-01"}]
)
def test_a_person_who_stands_again_is_the_same_person(
    sitting: Sitting, other: dict[str, str]
) -> None:
    before = tied_election(sitting)
    an, binh = options("an", "binh")
    for first, expected in ((structs.replace(an, **other), "options-wrong"), (an, "")):
        again = plan(kind="approve", options=(first, binh), replaces=before.id)
        answer = sitting.try_(c.PrepareVote(again), CLERK)
        assert getattr(answer, "code", "") == expected


def test_who_tied_may_withdraw_before_they_are_voted_on_again(sitting: Sitting) -> None:
    before = tied_election(sitting)
    again = options("an")
    sitting.prepare(kind="approve", options=again, replaces=before.id)


def test_fewer_who_stand_again_than_seats_are_left_are_voted_on_for_as_many(
    sitting: Sitting,
) -> None:
    names = options("an", "binh", "chi")
    vote = sitting.open_prepared(kind="approve", options=names, seats=2, marks_max=3)
    for number in range(1, 13):
        sitting.mark(number, "an", "binh", "chi")
    assert sitting.decided().tied == ("an", "binh", "chi")
    wrong = plan(kind="approve", options=options("an"), seats=2, replaces=vote.id)
    assert sitting.refused(c.PrepareVote(wrong)) == "options-wrong"
    sitting.prepare(kind="approve", options=options("an"), seats=1, replaces=vote.id)


def test_a_vote_that_another_repeats_is_not_taken_back(sitting: Sitting) -> None:
    first = tied_election(sitting)
    level = options("an", "binh")
    second = sitting.prepare(kind="approve", options=level, replaces=first.id)
    refusal = sitting.answer(c.AnnulVote(first.id, "Nhầm"))
    assert refusal == RepeatedAlready(first.id, second.id, first.article)
    sitting.do(c.AnnulVote(second.id, "Nhầm"))
    third = sitting.prepare(kind="approve", options=level, replaces=second.id)
    refusal = sitting.answer(c.AnnulVote(first.id, "Nhầm"))
    assert refusal == RepeatedAlready(first.id, third.id, first.article)
    sitting.do(c.AnnulVote(third.id, "Nhầm"))
    sitting.do(c.AnnulVote(first.id, "Nhầm"))


def test_what_an_annulled_repeat_stood_for_is_repeated_once_too(sitting: Sitting) -> None:
    first = tied_election(sitting)
    level = options("an", "binh")
    second = sitting.prepare(kind="approve", options=level, replaces=first.id)
    sitting.do(c.AnnulVote(second.id, "Nhầm"))
    third = sitting.prepare(kind="approve", options=level, replaces=second.id)
    for name in (first.id, second.id):
        again = plan(kind="approve", options=level, replaces=name)
        refusal = sitting.answer(c.PrepareVote(again))
        assert refusal == RepeatedAlready(first.id, third.id, first.article)


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


@pytest.mark.parametrize(("seats", "elected"), [(1, ()), (2, ("dau",))])
def test_where_nobody_is_voted_on_again_the_tied_are_not_elected(
    seats: int, elected: tuple[str, ...]
) -> None:
    rules = with_kind(TRIAL, "approve", question="approve", majority="election", tie_of_persons=[])
    sitting = Sitting(preparation(15, rules)).open(12)
    vote = tied_election(sitting, seats)
    found = vote.outcome
    assert found is not None
    assert (found.verdict, found.carried) == ("rejected", False)
    assert (found.elected, found.tied) == (elected, ())
    sitting.prepare("Bầu lại", kind="approve", options=options("an", "moi"), replaces=vote.id)


def test_a_tie_that_was_annulled_is_no_tie() -> None:
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
