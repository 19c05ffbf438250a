"""What people count by raised hands, the casting vote, corrections claimed after a close."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.rules import Threshold
from hall_server.sitting.state import Correction, Counts, Vote
from hall_server.sitting.vote_refusals import CountDiffers, FormWrong
from tests.making import (
    CHAIR,
    CLERK,
    TRIAL,
    Sitting,
    delegate_id,
    preparation,
    seated,
    vote_rule,
    with_kind,
    with_majority,
)


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(preparation(15, TRIAL)).open(12)


def counts_of(vote: Vote) -> Counts:
    counts = vote.counts
    assert counts is not None
    answered = counts.yes + counts.no + counts.abstain + counts.marked + counts.invalid
    assert answered + counts.not_voting == len(vote.register)
    assert len(vote.register) + counts.absent + counts.recused == vote.in_office
    return counts


# Shows of hands.


@pytest.mark.parametrize("state", ["open", "held", "closed"])
def test_hands_are_entered_while_the_vote_runs_or_after_its_close(
    sitting: Sitting, state: str
) -> None:
    vote = sitting.open_vote(kind="hands")
    if state == "held":
        sitting.do(c.HoldVote(vote.id))
    elif state == "closed":
        sitting.close()
    sitting.do(c.EnterHands(vote.id, 8, 2, 1), CLERK)
    if state != "closed":
        sitting.close()
    counts = counts_of(vote)
    assert (counts.yes, counts.no, counts.abstain, counts.not_voting) == (8, 2, 1, 1)
    assert sitting.declare().outcome is not None
    assert sitting.refused(c.EnterHands(vote.id, 9, 2, 1)) == "vote-state-wrong"


@pytest.mark.parametrize("hands", [(13, 0, 0), (8, 4, 1), (0, 0, 13)])
def test_more_hands_than_there_are_people_are_not_believed(
    sitting: Sitting, hands: tuple[int, int, int]
) -> None:
    vote = sitting.open_vote(kind="hands")
    refusal = sitting.answer(c.EnterHands(vote.id, *hands), CLERK)
    assert refusal == CountDiffers("giơ tay · hands", 13, 12, vote.article)
    assert "13" in refusal.vi
    sitting.do(c.EnterHands(vote.id, 12, 0))


def test_hands_entered_again_take_the_place_of_the_first(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="hands")
    sitting.do(c.EnterHands(vote.id, 7, 5))
    assert sitting.do(c.EnterHands(vote.id, 7, 5)) == []
    sitting.close()
    there = counts_of(vote).present_at_close
    sitting.leave(12)
    sitting.do(c.EnterHands(vote.id, 8, 4))
    counts = counts_of(vote)
    assert (counts.yes, counts.no, counts.present_at_close) == (8, 4, there)
    assert sitting.decided().carried


def test_without_its_count_nothing_is_declared(sitting: Sitting) -> None:
    for kind in ("hands", "confidence"):
        vote = sitting.open_vote(kind=kind)
        sitting.close()
        refusal = sitting.answer(c.DeclareVote(vote.id))
        assert refusal.code == "count-missing"
        sitting.do(c.AnnulVote(vote.id, "Thử"))


def test_hands_belong_to_a_show_of_hands(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    assert sitting.answer(c.EnterHands(vote.id, 1, 0)) == FormWrong("recorded", vote.article)
    assert sitting.refused(c.EnterHands("v9", 1, 0)) == "vote-unknown"
    sitting.do(c.AnnulVote(vote.id, "Thử"))
    prepared = sitting.prepare(kind="hands")
    assert sitting.refused(c.EnterHands(prepared.id, 1, 0)) == "vote-state-wrong"


def test_no_hands_abstain_where_nobody_may() -> None:
    rules = with_kind(TRIAL, "two-ways", form="show-of-hands", abstain=False)
    sitting = Sitting(preparation(15, rules)).open(12)
    vote = sitting.open_vote(kind="two-ways")
    assert sitting.refused(c.EnterHands(vote.id, 1, 1, 1)) == "choice-wrong"
    sitting.do(c.EnterHands(vote.id, 1, 1))


# The casting vote.


@pytest.mark.parametrize(("choice", "carried"), [("yes", True), ("no", False)])
def test_the_chair_decides_a_tie_where_the_rules_give_that_vote(
    sitting: Sitting, choice: str, carried: bool
) -> None:
    vote = sitting.open_vote(kind="speaker")
    sitting.cast_many(yes=5, no=5, abstain=1)
    cast = c.GiveCastingVote(vote.id, "yes" if choice == "yes" else "no")
    assert sitting.refused(cast) == "vote-state-wrong"
    sitting.close()
    refusal = sitting.answer(c.DeclareVote(vote.id))
    assert (refusal.code, refusal.article) == ("casting-vote-missing", TRIAL.vote.source)
    assert sitting.refused(cast, CLERK) == "role-missing"
    sitting.do(cast)
    assert sitting.do(cast) == []
    assert sitting.decided().carried == carried
    assert counts_of(vote).yes == 5
    assert sitting.refused(cast) == "vote-state-wrong"
    assert sitting.refused(c.GiveCastingVote("v9", "yes")) == "vote-unknown"


@pytest.mark.parametrize(("yes", "no"), [(6, 5), (5, 6), (1, 0)])
def test_without_a_tie_there_is_nothing_for_the_chair_to_decide(
    sitting: Sitting, yes: int, no: int
) -> None:
    vote = sitting.open_vote(kind="speaker")
    sitting.cast_many(yes, no)
    sitting.close()
    refusal = sitting.answer(c.GiveCastingVote(vote.id, "yes"))
    assert (refusal.code, refusal.article) == ("no-tie", TRIAL.vote.source)
    assert sitting.decided().carried == (yes > no)


def test_a_tie_is_a_rejection_where_the_rules_give_no_casting_vote(sitting: Sitting) -> None:
    vote = sitting.open_vote(majority="simple")
    sitting.cast_many(5, 5)
    sitting.close()
    assert sitting.refused(c.GiveCastingVote(vote.id, "yes")) == "no-tie"
    assert not sitting.decided().carried


def test_a_casting_vote_falls_with_the_count_that_it_decided(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="speaker-hands")
    sitting.close()
    sitting.do(c.EnterHands(vote.id, 5, 5))
    sitting.do(c.GiveCastingVote(vote.id, "yes"))
    sitting.do(c.EnterHands(vote.id, 6, 6))
    assert vote.casting is None
    assert sitting.refused(c.DeclareVote(vote.id)) == "casting-vote-missing"
    sitting.do(c.EnterHands(vote.id, 5, 6))
    assert not sitting.decided().carried


def test_the_chair_is_not_asked_where_one_vote_more_carries_nothing() -> None:
    threshold = Threshold("statutory", 1, 2, strict=True)
    rules = with_majority(vote_rule(TRIAL, tie="casting-vote"), threshold)
    sitting = Sitting(preparation(15, rules, seats=20)).open(12)
    vote = sitting.open_vote()
    sitting.cast_many(5, 5)
    sitting.close()
    assert sitting.refused(c.GiveCastingVote(vote.id, "yes")) == "no-tie"
    outcome = sitting.decided()
    assert (outcome.needed, outcome.carried) == (11, False)


# Corrections.


@pytest.mark.parametrize("declared", [False, True])
def test_a_correction_is_recorded_and_changes_nothing(sitting: Sitting, declared: bool) -> None:
    vote = sitting.open_vote()
    sitting.cast_many(yes=8)
    sitting.close()
    if declared:
        sitting.declare()
    counts, ballots, outcome = vote.counts, dict(vote.ballots), vote.outcome
    sitting.do(c.ClaimCorrection(vote.id, "no", "Bấm nhầm phím"), seated(1))
    sitting.do(c.ClaimCorrection(vote.id, "yes", "Máy hỏng", "s12"), CLERK)
    assert vote.corrections == [
        Correction(delegate_id(1), "no", "Bấm nhầm phím",
                   sitting.now, "tablet"),
        Correction(delegate_id(12), "yes", "Máy hỏng",
                   sitting.now, "desk"),
    ]  # fmt: skip
    assert (vote.counts, vote.ballots, vote.outcome) == (counts, ballots, outcome)


def test_the_same_claim_again_is_one_claim(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    sitting.close()
    claim = c.ClaimCorrection(vote.id, "no", "Bấm nhầm")
    sitting.do(claim, seated(1))
    assert sitting.do(claim, seated(1)) == []
    sitting.do(claim, seated(2))
    assert len(vote.corrections) == 2


def test_corrections_are_ones_own_and_come_after_the_close(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    claim = c.ClaimCorrection(vote.id, "no", "Bấm nhầm")
    assert sitting.refused(claim, seated(1)) == "vote-state-wrong"
    sitting.close()
    for other in (
        (c.ClaimCorrection(vote.id, "no", "Thay bạn", "s2"), seated(1), "other-delegate"),
        (c.ClaimCorrection(vote.id, "no", "Vắng"), seated(14), "not-entitled"),
        (claim, CHAIR, "delegate-unknown"),
        (c.ClaimCorrection("v9", "no", "Gì"), seated(1), "vote-unknown"),
    ):
        assert sitting.refused(other[0], other[1]) == other[2]
    sitting.decided()
    sitting.do(c.AdjournSitting())
    sitting.do(claim, seated(1))
    assert len(vote.corrections) == 1


def test_the_chair_decides_no_tie_of_hands_that_nobody_has_counted(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="speaker-hands")
    sitting.close()
    assert sitting.refused(c.GiveCastingVote(vote.id, "yes")) == "count-missing"
