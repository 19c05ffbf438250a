"""The register after the opening: late admission and recusal, each on record, each reconciled."""

from hashlib import sha256

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.events import DelegateAdmitted, DelegateRecused
from hall_server.sitting.rules import Threshold
from hall_server.sitting.state import Vote
from tests.making import (
    CLERK,
    TRIAL,
    Sitting,
    options,
    preparation,
    seated,
    vote_rule,
    with_majority,
)


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(preparation(15, TRIAL)).open(12)


def hash_of(vote: Vote) -> str:
    return sha256("\n".join(sorted(vote.register)).encode()).hexdigest()


def adds_up(vote: Vote) -> None:
    counts = vote.counts
    assert counts is not None
    answered = counts.yes + counts.no + counts.abstain + counts.marked + counts.invalid
    assert answered + counts.not_voting == len(vote.register)
    assert len(vote.register) + counts.absent + counts.recused == vote.in_office == 15
    assert min(counts.not_voting, counts.absent) >= 0


def test_who_came_late_votes_once_admitted(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    before = vote.register_hash
    sitting.arrive(13)
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(13)) == "not-entitled"
    (admitted,) = sitting.do(c.AdmitDelegate(vote.id, "s13"), CLERK)
    assert isinstance(admitted, DelegateAdmitted)
    assert admitted.register_hash == vote.register_hash == hash_of(vote) != before
    sitting.cast(13, "yes")
    sitting.close()
    adds_up(vote)


def test_an_admission_is_possible_while_the_vote_is_held_and_at_no_other_time(
    sitting: Sitting,
) -> None:
    vote = sitting.prepare()
    sitting.arrive(13)
    assert sitting.refused(c.AdmitDelegate(vote.id, "s13")) == "vote-state-wrong"
    sitting.leave(13)
    sitting.do(c.OpenVote(vote=vote.id))
    sitting.arrive(13)
    sitting.do(c.HoldVote(vote.id))
    sitting.do(c.AdmitDelegate(vote.id, "s13"))
    sitting.close()
    sitting.arrive(14)
    assert sitting.refused(c.AdmitDelegate(vote.id, "s14")) == "vote-state-wrong"


def test_who_is_there_already_absent_or_unknown_is_not_admitted(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    for who, code in (
        ("s1", "already-on-register"),
        ("s14", "delegate-absent"),
        ("s99", "delegate-unknown"),
    ):
        assert sitting.refused(c.AdmitDelegate(vote.id, who), CLERK) == code
    assert sitting.refused(c.AdmitDelegate("v9", "s13"), CLERK) == "vote-unknown"


def test_nobody_is_admitted_or_recused_where_the_rules_do_not_let_it() -> None:
    rules = vote_rule(TRIAL, late_admission=False, recusal=False)
    sitting = Sitting(preparation(15, rules)).open(12)
    vote = sitting.open_vote()
    sitting.arrive(13)
    for command in (c.AdmitDelegate(vote.id, "s13"), c.RecuseDelegate(vote.id, "s1", "Lý do")):
        refusal = sitting.answer(command, CLERK)
        assert (refusal.code, refusal.article) == ("not-allowed-by-rules", rules.vote.source)


def test_who_is_recused_before_the_opening_is_not_on_the_register(sitting: Sitting) -> None:
    vote = sitting.prepare()
    sitting.do(c.RecuseDelegate(vote.id, "s3", "Người thân là ứng viên"), CLERK)
    sitting.do(c.OpenVote(vote=vote.id))
    assert "s3" not in vote.register
    assert vote.register_hash == hash_of(vote)
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(3)) == "not-entitled"
    assert sitting.refused(c.AdmitDelegate(vote.id, "s3")) == "not-entitled"
    sitting.close()
    adds_up(vote)
    assert vote.counts is not None
    assert (vote.counts.recused, vote.counts.absent) == (1, 3)


def test_who_is_recused_while_the_vote_runs_takes_their_ballot_with_them(
    sitting: Sitting,
) -> None:
    vote = sitting.open_vote()
    sitting.cast_many(yes=5)
    before = vote.register_hash
    (recused,) = sitting.do(c.RecuseDelegate(vote.id, "s3", "Có lợi ích liên quan"))
    assert isinstance(recused, DelegateRecused)
    assert (recused.reason, recused.silenced) == ("Có lợi ích liên quan", ())
    assert recused.register_hash == vote.register_hash == hash_of(vote) != before
    assert vote.running["yes"] == len(vote.ballots) == 4
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(3)) == "not-entitled"
    assert sitting.do(c.RecuseDelegate(vote.id, "s3", "Lần nữa")) == []
    sitting.close()
    adds_up(vote)
    assert sitting.refused(c.RecuseDelegate(vote.id, "s4", "Quá muộn")) == "vote-state-wrong"


def test_an_absent_delegate_who_is_recused_is_counted_once(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    sitting.do(c.RecuseDelegate(vote.id, "s15", "Có liên quan"))
    counts = sitting.close().counts
    assert counts is not None
    assert (counts.absent, counts.recused, counts.register) == (2, 1, 12)
    adds_up(vote)


def test_recusing_and_admitting_a_stranger_is_refused(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    assert sitting.refused(c.RecuseDelegate(vote.id, "s99", "Ai?")) == "delegate-unknown"
    assert sitting.refused(c.RecuseDelegate("v9", "s1", "Gì?")) == "vote-unknown"


def test_hands_that_were_counted_with_the_recused_are_counted_anew(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="hands")
    sitting.do(c.EnterHands(vote.id, 8, 4))
    sitting.do(c.RecuseDelegate(vote.id, "s3", "Có liên quan"))
    assert vote.hands is None
    sitting.close()
    assert sitting.refused(c.DeclareVote(vote.id)) == "count-missing"
    sitting.do(c.EnterHands(vote.id, 8, 3))
    adds_up(vote)
    sitting.declare()


def test_a_recused_delegate_neither_is_nor_stays_on_the_counting_board(sitting: Sitting) -> None:
    vote = sitting.open_prepared(kind="election", options=options("a"))
    sitting.do(c.AppointCountingBoard(vote.id, ("s5", "s6")))
    sitting.do(c.RecuseDelegate(vote.id, "s5", "Có liên quan"))
    assert vote.board == ("s6",)
    refusal = sitting.answer(c.AppointCountingBoard(vote.id, ("s6", "s5")))
    assert refusal.code == "counting-board-recused"
    assert refusal.article == vote.kind.source


def test_who_is_recused_in_one_vote_takes_part_in_the_next(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    sitting.do(c.RecuseDelegate(vote.id, "s3", "Có liên quan"))
    sitting.decided()
    sitting.open_vote()
    sitting.cast(3, "yes")


def test_of_the_remaining_the_recused_are_no_part(sitting: Sitting) -> None:
    rules = with_majority(TRIAL, Threshold("remaining", 1, 2, strict=True))
    sitting = Sitting(preparation(15, rules)).open(12)
    vote = sitting.open_vote()
    for who in ("s11", "s12", "s15"):
        sitting.do(c.RecuseDelegate(vote.id, who, "Có liên quan"))
    sitting.cast_many(yes=7)
    outcome = sitting.decided()
    assert (outcome.needed, outcome.carried) == (7, True)
