"""What a counting board counts: paper to the last sheet, and who may count it."""

import pytest
from msgspec import structs

from hall_server.sitting import commands as c
from hall_server.sitting.events import CountingBoardAppointed
from hall_server.sitting.ids import CHOICES
from hall_server.sitting.model import PaperCount
from hall_server.sitting.state import Counts, Vote
from hall_server.sitting.vote_refusals import CountDiffers, FormWrong, MarksWrong
from tests.making import (
    CLERK,
    TRIAL,
    Sitting,
    delegate_id,
    options,
    plan,
    preparation,
    seated,
    with_kind,
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
        assert sitting.answer(c.EnterPaperCount(vote.id, record)) == MarksWrong(2, vote.article)
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


def test_nobody_counts_the_ballots_on_themselves(sitting: Sitting) -> None:
    vote = sitting.prepare("Bãi nhiệm đại biểu Mẫu 1", kind="removal", concerns=("s1",))
    refusal = sitting.answer(c.AppointCountingBoard(vote.id, ("s5", "s1")))
    assert (refusal.code, refusal.article) == ("counting-board-candidate", vote.kind.source)
    assert "Đại biểu Mẫu 1" in refusal.en
    sitting.do(c.AppointCountingBoard(vote.id, ("s5", "s6")))
    both = plan("Bãi nhiệm hai đại biểu", kind="removal", concerns=("s1", "s6"))
    sitting.do(c.PrepareVote(both, vote.id))
    assert sitting.state.votes[vote.id].board == ()


def test_who_is_not_in_the_hall_counts_no_ballots(sitting: Sitting) -> None:
    vote = sitting.prepare(kind="removal")
    refusal = sitting.answer(c.AppointCountingBoard(vote.id, ("s5", "s13")))
    assert (refusal.code, refusal.article) == ("delegate-absent", vote.kind.source)
    sitting.arrive(13)
    sitting.do(c.AppointCountingBoard(vote.id, ("s5", "s13")))


@pytest.mark.parametrize("closed", [False, True])
def test_another_board_counts_anew(sitting: Sitting, closed: bool) -> None:
    vote = paper_vote(sitting)
    sitting.do(c.EnterPaperCount(vote.id, RECORD))
    if closed:
        sitting.close()
    sitting.do(c.AppointCountingBoard(vote.id, ("s11", "s12")))
    assert vote.paper == RECORD
    sitting.do(c.AppointCountingBoard(vote.id, ("s9", "s10")))
    assert vote.paper is None
    if not closed:
        sitting.close()
    assert counts_of(vote).not_voting == 12
    assert sitting.refused(c.DeclareVote(vote.id)) == "count-missing"
    sitting.do(c.EnterPaperCount(vote.id, RECORD))
    assert sitting.decided().reached == RECORD.yes


def test_a_board_counts_paper_and_nothing_else(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="hands")
    for command in (
        c.AppointCountingBoard(vote.id, ("s1",)),
        c.EnterPaperCount(vote.id, RECORD),
    ):
        assert sitting.answer(command) == FormWrong("show-of-hands", vote.article)


def test_nobody_tells_what_they_wrote_on_a_secret_ballot(sitting: Sitting) -> None:
    vote = paper_vote(sitting)
    sitting.close()
    claim = c.ClaimCorrection(vote.id, CHOICES[0], "Gạch nhầm")
    assert sitting.answer(claim, seated(1)) == FormWrong("paper", vote.article)
