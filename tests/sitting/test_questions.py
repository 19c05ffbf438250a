"""Whole votes of every question and form, from their plan to what is declared."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.events import VoteOpened
from hall_server.sitting.model import Option, PaperCount
from hall_server.sitting.rules import Quorum, RulePack, Threshold
from hall_server.sitting.state import Outcome
from tests.making import (
    CAST,
    CLERK,
    HDND,
    TRIAL,
    Sitting,
    options,
    preparation,
    vote_rule,
    with_kind,
    with_majority,
)


def of_fifteen(rules: RulePack = TRIAL, present: int = 15) -> Sitting:
    return Sitting(preparation(15, rules)).open(present)


def on_paper(sitting: Sitting, record: PaperCount, **fields: object) -> Outcome:
    vote = sitting.open_prepared("Bỏ phiếu kín", **fields)
    sitting.do(c.AppointCountingBoard(vote.id, ("s14", "s15")), CLERK)
    sitting.close()
    sitting.do(c.EnterPaperCount(vote.id, record), CLERK)
    return sitting.decided()


def persons(*born: str) -> tuple[Option, ...]:
    names = ("an", "binh", "chi", "dung")[: len(born)]
    return tuple(
        Option(name, name.title(), born=date) for name, date in zip(names, born, strict=True)
    )


def marks(**votes: int) -> PaperCount:
    return PaperCount(15, 15, 15, 0, marks=votes)


def test_a_choice_among_several_needs_its_majority() -> None:
    sitting = of_fifteen()
    for first, verdict in ((7, "rejected"), (8, "elected")):
        sitting.open_prepared(kind="choice", options=options("a", "b", "c"))
        for number in range(1, 16):
            sitting.mark(number, "a" if number <= first else "b" if number % 2 else "c")
        outcome = sitting.decided()
        assert (outcome.verdict, outcome.needed, outcome.reached) == (verdict, 8, first)
        assert outcome.elected == (("a",) if verdict == "elected" else ())


def test_persons_are_elected_in_the_order_of_their_votes_up_to_the_seats() -> None:
    record = marks(an=9, binh=12, chi=8, dung=10)
    outcome = on_paper(of_fifteen(), record, kind="election", options=persons(*[""] * 4), seats=3)
    assert (outcome.verdict, outcome.elected) == ("elected", ("binh", "dung", "an"))
    assert (outcome.needed, outcome.reached, outcome.tied) == (8, 12, ())


def test_who_lacks_the_majority_fills_no_seat() -> None:
    record = marks(an=8, binh=7, chi=7)
    outcome = on_paper(of_fifteen(), record, kind="election", options=persons("", "", ""), seats=2)
    assert (outcome.carried, outcome.elected, outcome.tied) == (False, ("an",), ())


def second_ballot(born: tuple[str, str], votes: tuple[int, int]) -> Outcome:
    sitting = of_fifteen()
    level = persons(*born)
    first = on_paper(sitting, marks(an=9, binh=9), kind="election", options=level, marks_max=2)
    assert (first.verdict, first.tied, first.elected) == ("tied", ("an", "binh"), ())
    again = marks(an=votes[0], binh=votes[1])
    return on_paper(sitting, again, kind="election", options=level, replaces="v1")


def test_those_who_tied_are_voted_on_again_and_the_most_votes_decide() -> None:
    outcome = second_ballot(("", ""), (6, 7))
    assert (outcome.verdict, outcome.elected) == ("elected", ("binh",))


def test_who_tie_twice_are_parted_by_age() -> None:
    outcome = second_ballot(("1970-05-02", "1970-05-01"), (7, 7))
    assert (outcome.verdict, outcome.elected) == ("elected", ("binh",))


def test_who_tie_twice_and_are_of_one_age_stay_tied() -> None:
    for born in (("1970-05-01", "1970-05-01"), ("", "1970-05-01"), ("1970", "1970-05-01")):
        outcome = second_ballot(born, (7, 7))
        assert (outcome.verdict, outcome.tied) == ("tied", ("an", "binh"))


def rated(low: int) -> Outcome:
    record = PaperCount(15, 15, 15, 0, marks={"a:low": low, "a:high": 15 - low, "b:medium": 15})
    return on_paper(of_fifteen(), record, kind="rating", options=options("a", "b"))


def test_a_rating_has_the_consequence_that_the_law_attaches_to_it() -> None:
    assert TRIAL.kinds["rating"].consequences[0].threshold.num == 2
    for low, number in ((7, 0), (8, 2), (9, 2), (10, 1), (15, 1)):
        consequences = {"a": number} if number else {}
        outcome = rated(low)
        assert (outcome.verdict, outcome.consequences) == ("rated", consequences)


def test_ratings_by_device_count_each_level_of_each_person() -> None:
    sitting = of_fifteen()
    sitting.open_prepared(kind="rate", options=options("a", "b"))
    for number in range(1, 11):
        sitting.mark(number, "a:low" if number > 3 else "a:high", "b:medium")
    counts = sitting.close().counts
    assert counts is not None
    assert counts.marks == {"a:low": 7, "a:high": 3, "b:medium": 10}
    assert (counts.marked, counts.not_voting) == (10, 5)


def test_confidence_is_voted_on_paper_without_abstention() -> None:
    record = PaperCount(15, 15, 14, 1, yes=8, no=6)
    outcome = on_paper(of_fifteen(), record, kind="confidence")
    assert (outcome.verdict, outcome.needed, outcome.reached) == ("carried", 8, 8)


def test_a_removal_needs_two_thirds_of_all_on_paper_too() -> None:
    for yes, verdict in ((9, "rejected"), (10, "carried")):
        record = PaperCount(15, 15, 15, 0, yes=yes, no=15 - yes)
        outcome = on_paper(of_fifteen(), record, kind="removal")
        assert (outcome.verdict, outcome.needed) == (verdict, 10)


def test_an_aggregate_vote_counts_as_a_recorded_one() -> None:
    found = []
    for kind in ("resolution", "aggregate"):
        sitting = of_fifteen()
        sitting.open_vote(kind=kind)
        sitting.cast_many(8, 4, 2)
        found.append(sitting.decided())
    assert found[0] == found[1]


def division(also: int = 2, number: int = 8) -> RulePack:
    quorum = Quorum("Điều 41", number=number, tested="close", also=also)
    return with_kind(vote_rule(CAST, default_kind="plain"), "plain", quorum=quorum)


def test_a_quorum_tested_at_the_close_counts_who_took_part_and_those_who_never_vote() -> None:
    for answered, verdict in ((5, "no-quorum"), (6, "carried")):
        sitting = of_fifteen(division())
        sitting.open_vote(kind="plain")
        sitting.cast_many(yes=answered)
        outcome = sitting.decided()
        assert (outcome.verdict, outcome.carried) == (verdict, verdict == "carried")
        assert outcome.reached == answered


def test_a_vote_without_its_quorum_stands_over_and_may_be_taken_again() -> None:
    sitting = of_fifteen(division())
    sitting.open_vote(kind="plain")
    assert sitting.decided().verdict == "no-quorum"
    sitting.open_prepared("Lại", kind="plain", replaces="v1")
    sitting.cast_many(yes=7)
    assert sitting.decided().verdict == "carried"


def on_demand() -> Sitting:
    two_thirds = Threshold("in_office", 2, 3, strict=False)
    quorum = Quorum("Điều 45", threshold=two_thirds, tested="on-demand")
    sitting = Sitting(preparation(15, with_kind(TRIAL, "asked", quorum=quorum))).open(12)
    sitting.leave(10, 11, 12)
    return sitting


def test_a_quorum_on_demand_is_presumed_until_someone_asks() -> None:
    sitting = on_demand()
    asked = c.OpenVote("Nghị quyết", kind="asked", quorum_asked=True)
    refusal = sitting.answer(asked)
    assert (refusal.code, refusal.article) == ("quorum-missing", "Điều 45")
    sitting.do(c.OpenVote("Nghị quyết", kind="asked"))
    sitting.decided()
    sitting.arrive(10)
    sitting.do(asked)


@pytest.mark.parametrize(
    ("asked", "took_part", "verdict"),
    [(True, 9, "no-quorum"), (True, 10, "carried"), (False, 9, "carried")],
)
def test_a_vote_shows_itself_whether_the_quorum_was_there_that_someone_asked_for(
    asked: bool, took_part: int, verdict: str
) -> None:
    quorum = Quorum("Điều 45", number=10, tested="on-demand-close")
    sitting = Sitting(preparation(15, with_kind(TRIAL, "asked", quorum=quorum))).open(12)
    (opened,) = sitting.do(c.OpenVote("Nghị quyết", kind="asked", quorum_asked=asked))
    assert isinstance(opened, VoteOpened)
    assert (opened.quorum_asked, sitting.vote.quorum_asked) == (asked, asked)
    sitting.cast_many(yes=took_part)
    outcome = sitting.decided()
    assert (outcome.verdict, outcome.needed) == (verdict, 8)
    assert outcome.carried == (verdict == "carried")


def test_no_tie_is_decided_in_a_vote_that_shows_no_quorum() -> None:
    quorum = Quorum("Điều 45", number=11, tested="on-demand-close")
    rules = with_kind(TRIAL, "asked", quorum=quorum, tie="casting-vote", majority="simple")
    sitting = Sitting(preparation(15, rules)).open(12)
    for asked, refused in ((True, True), (False, False)):
        sitting.do(c.OpenVote("Nghị quyết", kind="asked", quorum_asked=asked))
        sitting.cast_many(yes=5, no=5)
        sitting.close()
        casting = sitting.try_(c.GiveCastingVote(sitting.vote.id, "yes"))
        assert (getattr(casting, "code", "") == "no-tie") == refused
        sitting.declare()


def test_a_vote_of_the_default_kind_needs_its_quorum_at_the_opening() -> None:
    sitting = on_demand()
    refusal = sitting.answer(c.OpenVote("Nghị quyết"))
    assert HDND.quorum is not None
    assert (refusal.code, refusal.article) == ("quorum-missing", HDND.quorum.source)


def test_those_present_at_the_close_are_a_base_of_their_own() -> None:
    rules = with_majority(TRIAL, Threshold("present_at_close", 1, 2, strict=True))
    sitting = of_fifteen(rules)
    sitting.open_vote()
    sitting.cast_many(yes=6)
    sitting.leave(7, 8, 9, 10)
    sitting.arrive(7)
    sitting.leave(1)
    outcome = sitting.decided()
    assert (outcome.needed, outcome.carried) == (6, True)


def test_the_hall_closes_a_choice_by_time_with_its_marks() -> None:
    sitting = of_fifteen()
    vote = sitting.open_prepared(kind="choice", options=options("a", "b"), seconds=10)
    sitting.mark(1, "a")
    sitting.wait(10)
    sitting.do(c.CloseVote(vote.id), HOUSE)
    assert vote.counts is not None
    assert vote.counts.marks == {"a": 1}
