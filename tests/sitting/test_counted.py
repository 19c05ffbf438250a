"""What people count: hands against the register, paper to the last sheet, ties, corrections."""

import pytest
from msgspec import structs

from hall_server.sitting import commands as c
from hall_server.sitting.events import CountingBoardAppointed
from hall_server.sitting.ids import CHOICES
from hall_server.sitting.model import PaperCount
from hall_server.sitting.rules import Threshold
from hall_server.sitting.state import Correction, Counts, Vote
from hall_server.sitting.vote_refusals import CountDiffers, FormWrong, MarksWrong
from tests.making import (
    CHAIR,
    CLERK,
    TRIAL,
    Sitting,
    delegate_id,
    options,
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
    assert refusal == CountDiffers("giơ tay · hands", 13, 12)
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
    assert sitting.answer(c.EnterHands(vote.id, 1, 0)) == FormWrong("recorded")
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


# Paper.

RECORD = PaperCount(issued=12, returned=11, valid=10, invalid=1, yes=6, no=3, abstain=1)


def paper_vote(sitting: Sitting, **fields: object) -> Vote:
    vote = sitting.open_prepared("Bỏ phiếu kín", **{"kind": "removal", **fields})
    sitting.do(c.AppointCountingBoard(vote.id, ("s11", "s12")), CLERK)
    return vote


def test_a_record_that_agrees_in_every_sum_is_counted(sitting: Sitting) -> None:
    vote = paper_vote(sitting)
    sitting.do(c.EnterPaperCount(vote.id, RECORD), CLERK)
    sitting.close()
    counts = counts_of(vote)
    assert (counts.yes, counts.no, counts.abstain, counts.invalid) == (6, 3, 1, 1)
    assert (counts.not_voting, counts.marked) == (1, 0)
    assert sitting.decided().needed == 10


ONE_WRONG: list[tuple[dict[str, int], str, int, int]] = [
    ({"issued": 13}, "issued", 13, 12),
    ({"issued": 10}, "returned", 11, 10),
    ({"returned": 10}, "valid + invalid", 11, 10),
    ({"returned": 12}, "valid + invalid", 11, 12),
    ({"returned": 13}, "returned", 13, 12),
    ({"valid": 9}, "valid + invalid", 10, 11),
    ({"valid": 11}, "valid + invalid", 12, 11),
    ({"invalid": 0}, "valid + invalid", 10, 11),
    ({"invalid": 2}, "valid + invalid", 12, 11),
    ({"yes": 5}, "all answers", 9, 10),
    ({"yes": 7}, "all answers", 11, 10),
    ({"no": 2}, "all answers", 9, 10),
    ({"no": 4}, "all answers", 11, 10),
    ({"abstain": 0}, "all answers", 9, 10),
    ({"abstain": 2}, "all answers", 11, 10),
]


@pytest.mark.parametrize(("wrong", "what", "found", "expected"), ONE_WRONG)
def test_one_number_that_does_not_agree_is_named(
    sitting: Sitting, wrong: dict[str, int], what: str, found: int, expected: int
) -> None:
    vote = paper_vote(sitting)
    record = structs.replace(RECORD, **wrong)
    refusal = sitting.answer(c.EnterPaperCount(vote.id, record), CLERK)
    assert isinstance(refusal, CountDiffers)
    assert what in refusal.what
    assert (refusal.found, refusal.expected) == (found, expected)
    sitting.close()
    assert sitting.refused(c.DeclareVote(vote.id)) == "count-missing"


ELECTION = PaperCount(12, 12, 11, 1, marks={"a": 9, "b": 8, "c": 4})
RATING = PaperCount(
    issued=12, returned=12, valid=12, invalid=0,
    marks={"a:high": 6, "a:medium": 4, "a:low": 2, "b:high": 1, "b:low": 10, "b:none": 1},
)  # fmt: skip
CHOICE = PaperCount(12, 12, 11, 1, marks={"a": 6, "b": 4}, abstain=1)


@pytest.fixture
def on_paper() -> Sitting:
    rules = with_kind(TRIAL, "choice-on-paper", form="paper", question="one-of")
    return Sitting(preparation(15, rules)).open(12)


@pytest.mark.parametrize(
    ("record", "what", "found", "expected"),
    [
        (structs.replace(ELECTION, marks={"a": 12, "b": 8}), "Phương án a", 12, 11),
        (structs.replace(ELECTION, marks={"a": 9, "b": 9, "c": 5}), "all answers", 23, 22),
        (structs.replace(ELECTION, valid=10, invalid=2), "all answers", 21, 20),
        (structs.replace(ELECTION, abstain=3), "Phương án a", 9, 8),
    ],
)
def test_candidates_have_no_more_votes_than_ballots_allow(
    sitting: Sitting, record: PaperCount, what: str, found: int, expected: int
) -> None:
    names = options("a", "b", "c")
    vote = paper_vote(sitting, kind="election", options=names, seats=2)
    sitting.do(c.EnterPaperCount(vote.id, ELECTION))
    refusal = sitting.answer(c.EnterPaperCount(vote.id, record))
    assert isinstance(refusal, CountDiffers)
    assert what in refusal.what
    assert (refusal.found, refusal.expected) == (found, expected)
    sitting.close()
    assert counts_of(vote).marked == 11


@pytest.mark.parametrize("mark", list(RATING.marks))
@pytest.mark.parametrize("change", [-1, +1])
def test_each_persons_ratings_make_up_all_valid_ballots(
    sitting: Sitting, mark: str, change: int
) -> None:
    vote = paper_vote(sitting, kind="rating", options=options("a", "b"))
    wrong = {**RATING.marks, mark: RATING.marks[mark] + change}
    refusal = sitting.answer(c.EnterPaperCount(vote.id, structs.replace(RATING, marks=wrong)))
    assert isinstance(refusal, CountDiffers)
    assert refusal.what == f"Phương án {mark[0]}"
    assert (refusal.found, refusal.expected) == (12 + change, 12)
    sitting.do(c.EnterPaperCount(vote.id, RATING))


def test_one_of_several_is_marked_once_on_each_sheet(on_paper: Sitting) -> None:
    vote = paper_vote(on_paper, kind="choice-on-paper", options=options("a", "b"))
    for marks in ({"a": 6, "b": 3}, {"a": 6, "b": 5}):
        record = structs.replace(CHOICE, marks=marks)
        assert on_paper.refused(c.EnterPaperCount(vote.id, record)) == "count-differs"
    on_paper.do(c.EnterPaperCount(vote.id, CHOICE))


def test_marks_of_nobody_on_the_list_are_refused(sitting: Sitting) -> None:
    vote = paper_vote(sitting, kind="election", options=options("a", "b"), seats=2)
    for marks in ({"a": 9, "z": 2}, {"a:high": 9}):
        record = PaperCount(12, 12, 12, 0, marks=marks)
        assert sitting.answer(c.EnterPaperCount(vote.id, record)) == MarksWrong(2)
    yes = PaperCount(12, 12, 12, 0, yes=12)
    assert sitting.refused(c.EnterPaperCount(vote.id, yes)) == "choice-wrong"


def test_marks_answer_no_paper_for_or_against(sitting: Sitting) -> None:
    vote = paper_vote(sitting)
    record = structs.replace(RECORD, marks={"a": 1})
    assert sitting.refused(c.EnterPaperCount(vote.id, record)) == "marks-wrong"


def test_nobody_abstains_on_paper_where_nobody_may(sitting: Sitting) -> None:
    vote = paper_vote(sitting, kind="confidence")
    refusal = sitting.answer(c.EnterPaperCount(vote.id, RECORD))
    assert (refusal.code, refusal.article) == ("choice-wrong", TRIAL.vote.source)


def test_a_record_entered_again_takes_the_place_of_the_first(sitting: Sitting) -> None:
    vote = paper_vote(sitting)
    sitting.do(c.EnterPaperCount(vote.id, RECORD))
    assert sitting.do(c.EnterPaperCount(vote.id, RECORD)) == []
    sitting.close()
    sitting.leave(12)
    sitting.do(c.EnterPaperCount(vote.id, structs.replace(RECORD, yes=7, no=2)))
    counts = counts_of(vote)
    assert (counts.yes, counts.present_at_close) == (7, 12)


def test_paper_is_counted_by_a_board(sitting: Sitting) -> None:
    vote = sitting.open_prepared(kind="removal")
    refusal = sitting.answer(c.EnterPaperCount(vote.id, RECORD))
    assert (refusal.code, refusal.article) == ("counting-board-missing", vote.kind.source)
    (named,) = sitting.do(c.AppointCountingBoard(vote.id, ("s11", "s12", "s11")), CLERK)
    assert named == CountingBoardAppointed(vote.id, (delegate_id(11), delegate_id(12)))
    assert sitting.do(c.AppointCountingBoard(vote.id, ("s11", "s12"))) == []
    sitting.do(c.AppointCountingBoard(vote.id, ("s12", "s11")))
    assert vote.board[0] == "s12"
    assert sitting.refused(c.AppointCountingBoard(vote.id, ("s99",))) == "delegate-unknown"


def test_no_candidate_counts_the_ballots(sitting: Sitting) -> None:
    vote = sitting.prepare(kind="election", options=options("khach", an="s1"))
    refusal = sitting.answer(c.AppointCountingBoard(vote.id, ("s5", "s1")))
    assert (refusal.code, refusal.article) == ("counting-board-candidate", vote.kind.source)
    assert "Đại biểu Mẫu 1" in refusal.vi
    sitting.do(c.AppointCountingBoard(vote.id, ("s5", "s6")))
    sitting.do(c.OpenVote(vote=vote.id))
    assert sitting.vote.board == ("s5", "s6")


def test_a_board_counts_paper_and_nothing_else(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="hands")
    for command in (
        c.AppointCountingBoard(vote.id, ("s1",)),
        c.EnterPaperCount(vote.id, RECORD),
    ):
        assert sitting.answer(command) == FormWrong("show-of-hands")


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


def test_nobody_tells_what_they_wrote_on_a_secret_ballot(sitting: Sitting) -> None:
    vote = paper_vote(sitting)
    sitting.close()
    claim = c.ClaimCorrection(vote.id, CHOICES[0], "Gạch nhầm")
    assert sitting.answer(claim, seated(1)) == FormWrong("paper")


def test_the_chair_decides_no_tie_of_hands_that_nobody_has_counted(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="speaker-hands")
    sitting.close()
    assert sitting.refused(c.GiveCastingVote(vote.id, "yes")) == "count-missing"
