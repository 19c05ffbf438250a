"""Counts, bases and percentages, by hand-worked figures and against exact arithmetic."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_server.sitting.counting import (
    base_of,
    consequence_of,
    count,
    needed,
    percent,
    percent_vi,
    tied,
)
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.model import PaperCount
from hall_server.sitting.rules import Base, Consequence, Quorum, Threshold
from hall_server.sitting.state import Ballot, Counts, Hands, Vote
from tests.sitting.deciding import (
    changed,
    decided,
    persons,
    vote_of,
    weighed,
    with_threshold,
)

COMMUNIQUE = {448: "94,71", 437: "92,39", 3: "0,63", 8: "1,69", 443: "93,66", 438: "92,60"}
"""Of 473, as the National Assembly announced in December 2025."""

RATINGS = {(52, 53): "98,11", (49, 52): "94,23", (46, 52): "88,46"}
"""As councils announced confidence ratings: Huế and Hà Tĩnh, 2018."""

VINH_PHUC = {19: "40,43", 2: "4,26", 25: "53,19"}
"""Of 47, with one ballot that says nothing: Vĩnh Phúc, 2023."""


@pytest.mark.parametrize(("value", "words"), COMMUNIQUE.items())
def test_percentages_are_those_of_the_communique(value: int, words: str) -> None:
    assert percent_vi(value, 473) == words
    assert percent(value, 473) == words.replace(",", ".")


@pytest.mark.parametrize(("pair", "words"), RATINGS.items())
def test_percentages_are_those_of_published_ratings(pair: tuple[int, int], words: str) -> None:
    assert percent_vi(*pair) == words


@pytest.mark.parametrize(("value", "words"), VINH_PHUC.items())
def test_percentages_of_a_rating_with_a_ballot_that_says_nothing(value: int, words: str) -> None:
    assert percent_vi(value, 47) == words


@given(st.integers(1, 10**6).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_percentages_are_rounded_half_up_exactly(pair: tuple[int, int]) -> None:
    value, of = pair
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value) * 100 / Decimal(of)
        assert Decimal(percent(value, of)) == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("value", "of", "words"),
    [(1, 20_000, "0.01"), (1, 20_001, "0.00"), (1, 16, "6.25"), (1, 32, "3.13"), (7, 7, "100.00")],
)
def test_exactly_half_a_hundredth_is_rounded_up(value: int, of: int, words: str) -> None:
    assert percent(value, of) == words


def test_percent_of_nothing_is_a_dash() -> None:
    assert percent(0, 0) == percent_vi(0, 0) == "–"


def ids(*numbers: int) -> frozenset[DelegateId]:
    return frozenset(DelegateId(f"s{number}") for number in numbers)


def opened(vote: Vote, register: int, in_office: int = 15) -> Vote:
    vote.register = ids(*range(1, register + 1))
    vote.in_office = in_office
    return vote


def cast(vote: Vote, number: int, choice: str = "", *marks: str) -> None:
    answer: Any = choice
    vote.ballots[DelegateId(f"s{number}")] = Ballot(answer, "tablet", 0, "", marks)


def test_count_is_made_of_the_ballots_and_adds_up() -> None:
    vote = opened(vote_of("vn-hdnd"), 12)
    for number, choice in enumerate(["yes"] * 6 + ["no"] * 2 + ["abstain"], start=1):
        cast(vote, number, choice)
    found = count(vote, vote.register)
    assert found == Counts(6, 2, 1, not_voting=3, absent=3, present_at_close=12)
    assert (found.register, found.in_office) == (12, 15)


def test_recused_are_neither_absent_nor_silent() -> None:
    vote = opened(vote_of("vn-hdnd"), 10)
    vote.recused = {DelegateId("s11"): "người liên quan", DelegateId("s12"): "người liên quan"}
    found = count(vote, vote.register)
    assert (found.not_voting, found.recused, found.absent) == (10, 2, 3)
    assert found.in_office == 15


def test_who_left_before_the_close_is_on_the_register_and_not_present_at_it() -> None:
    vote = opened(vote_of("vn-hdnd"), 5)
    cast(vote, 5, "yes")
    found = count(vote, ids(1, 2, 3, 14))
    assert (found.register, found.present_at_close, found.yes) == (5, 3, 1)


def test_who_is_represented_is_there_while_the_holder_is() -> None:
    vote = opened(vote_of("weighted"), 5)
    vote.represented = {DelegateId("s4"): DelegateId("s1"), DelegateId("s5"): DelegateId("s2")}
    vote.weights = dict.fromkeys(ids(*range(1, 16)), 1)
    assert count(vote, ids(1, 3)).present_at_close == 3
    assert count(vote, ids(1, 2, 3)).present_at_close == 5
    assert count(vote, ids(3, 4)).present_at_close == 2


def test_options_are_counted_on_marked_ballots_and_abstentions_apart() -> None:
    vote = opened(vote_of("vn-hdnd", "choice", options=persons("a", "b")), 6)
    for number, mark in enumerate("aab", start=1):
        cast(vote, number, "", mark)
    cast(vote, 4, "abstain")
    found = count(vote, vote.register)
    assert (found.marked, found.abstain, found.not_voting) == (3, 1, 2)
    assert found.marks == {"a": 2, "b": 1}
    assert found.register == 6


def test_one_ballot_may_mark_several_and_is_one_ballot() -> None:
    vote = opened(vote_of("vn-hdnd", "election", options=persons("a", "b", "c")), 3)
    vote.kind = vote_of(changed("vn-hdnd", "election", form="recorded"), "election").kind
    cast(vote, 1, "", "a", "b")
    cast(vote, 2, "", "b", "c")
    found = count(vote, vote.register)
    assert (found.marked, found.marks) == (2, {"a": 1, "b": 2, "c": 1})


def test_each_level_of_a_rating_is_counted_for_each_person() -> None:
    vote = opened(vote_of("vn-hdnd", "rating", options=persons("a", "b")), 3)
    vote.kind = vote_of(changed("vn-hdnd", "rating", form="aggregate"), "rating").kind
    cast(vote, 1, "", "a:high", "b:low")
    cast(vote, 2, "", "a:high", "b:medium")
    found = count(vote, vote.register)
    assert found.marks == {"a:high": 2, "b:low": 1, "b:medium": 1}


def test_weights_are_counted_beside_the_heads_and_never_added_to_them() -> None:
    vote = opened(vote_of("weighted"), 4, in_office=6)
    vote.weights = {DelegateId(f"s{n}"): 10**n for n in range(1, 7)}
    vote.recused = {DelegateId("s6"): "bên liên quan"}
    cast(vote, 1, "yes")
    cast(vote, 2, "no")
    cast(vote, 3, "abstain")
    found = count(vote, ids(1, 4))
    assert (found.yes, found.no, found.abstain, found.not_voting, found.absent) == (1, 1, 1, 1, 1)
    assert found.weight == {
        "yes": 10,
        "no": 100,
        "abstain": 1_000,
        "marked": 0,
        "not_voting": 10_000,
        "absent": 100_000,
        "recused": 1_000_000,
        "present_at_close": 10_010,
    }


def test_marks_have_weights_too() -> None:
    vote = opened(vote_of("weighted", "election", options=persons("a", "b")), 2, in_office=2)
    vote.weights = {DelegateId("s1"): 700, DelegateId("s2"): 30}
    cast(vote, 1, "", "a")
    cast(vote, 2, "", "a", "b")
    found = count(vote, vote.register)
    assert found.marks == {"a": 2, "b": 1}
    assert (found.weight["a"], found.weight["b"], found.weight["marked"]) == (730, 30, 730)


@pytest.mark.parametrize(("kind", "names"), [("hands", "hands"), ("election", "paper")])
def test_what_has_not_been_entered_counts_as_not_voting(kind: str, names: str) -> None:
    vote = opened(vote_of("vn-hdnd", kind), 12)
    assert getattr(vote, names) is None
    assert count(vote, vote.register) == Counts(0, 0, 0, 12, 3, present_at_close=12)


def test_hands_are_counted_as_entered() -> None:
    vote = opened(vote_of("vn-hdnd", "hands"), 12)
    vote.hands = Hands(7, 2, 1)
    assert count(vote, ()) == Counts(7, 2, 1, 2, 3)


def test_paper_is_counted_as_the_board_found_it() -> None:
    vote = opened(vote_of("vn-hdnd", "confidence"), 12)
    vote.paper = PaperCount(issued=12, returned=11, valid=9, invalid=2, yes=6, no=3)
    found = count(vote, ())
    assert found == Counts(6, 3, 0, not_voting=1, absent=3, invalid=2)
    assert found.register == 12


def test_paper_of_an_election_counts_marked_ballots_and_blank_ones() -> None:
    vote = opened(vote_of("vn-hdnd", "election", options=persons("a", "b")), 12)
    marks = {"a": 9, "b": 4}
    vote.paper = PaperCount(12, 12, 11, 1, abstain=1, marks=marks)
    found = count(vote, ())
    assert (found.marked, found.abstain, found.invalid, found.marks) == (10, 1, 1, marks)
    assert found.register == 12


BASES: dict[Base, int] = {
    "statutory": 40,
    "in_office": 31,
    "remaining": 29,
    "present": 26,
    "present_at_close": 22,
    "participating": 22,
    "cast": 14,
    "valid": 18,
}


@pytest.mark.parametrize(("base", "heads"), BASES.items())
def test_each_base_has_its_heads(base: Base, heads: int) -> None:
    found = Counts(9, 5, 4, 4, 3, recused=2, invalid=4, present_at_close=22)
    assert base_of(found, base, 40) == heads


def test_where_options_are_marked_the_marked_ballots_are_the_votes_cast() -> None:
    found = Counts(0, 0, 2, 4, 3, marked=10, invalid=1)
    bases: tuple[Base, ...] = ("cast", "valid", "participating")
    assert [base_of(found, base, 0) for base in bases] == [10, 12, 13]


def test_bases_of_weights_are_sums_of_weights() -> None:
    found = weighed(5_000, 3_000, 700, 60, 9)
    sums: dict[Base, int] = {
        "statutory": 8_769,
        "in_office": 8_769,
        "remaining": 8_769,
        "present": 8_760,
        "present_at_close": 8_760,
        "participating": 8_700,
        "valid": 8_700,
        "cast": 8_000,
    }
    assert {base: base_of(found, base, 40, "weight") for base in sums} == sums
    assert base_of(found, "statutory", 40) == 40


def test_majority_of_weights_does_not_ask_for_heads() -> None:
    vote = vote_of("weighted")
    one_against_four = Counts(1, 4, 0, 0, 0, weight=weighed(5_001, 4_999).weight)
    found = decided(vote, one_against_four)
    assert (found.carried, found.needed, found.reached) == (True, 5_001, 5_001)


def test_of_all_the_largest_number_is_needed_and_of_any_the_smallest() -> None:
    thresholds = (
        Threshold("cast", 2, 3, strict=False),
        Threshold("in_office", 1, 2, strict=True),
    )
    found = Counts(20, 10, 0, 0, 70)
    both = with_threshold("roberts", *thresholds, joined="all").majorities["majority"]
    either = with_threshold("roberts", *thresholds, joined="any").majorities["majority"]
    assert (needed(found, both, 0), needed(found, either, 0)) == (51, 20)


def test_only_one_more_vote_for_makes_a_tie_the_chairs_matter() -> None:
    pack = with_threshold("uk-commons", Threshold("cast", 2, 3, strict=False))
    level = Counts(100, 100, 0, 0, 0)
    assert tied(vote_of("uk-commons"), level, 0)
    assert not tied(vote_of(pack), level, 0)
    assert not tied(vote_of("uk-commons"), Counts(100, 99, 0, 0, 0), 0)
    assert not tied(vote_of("roberts"), level, 0)


def test_no_quorum_leaves_the_chair_nothing_to_decide() -> None:
    assert not tied(vote_of("uk-commons"), Counts(17, 17, 0, 0, 0), 0)
    assert tied(vote_of("uk-commons"), Counts(18, 18, 0, 0, 0), 0)


def test_chair_may_carry_a_tie_of_half_of_all() -> None:
    pack = with_threshold("uk-commons", Threshold("statutory", 1, 2, strict=True))
    vote, level = vote_of(pack), Counts(42, 42, 0, 0, 0)
    assert tied(vote, level, 85)
    assert not tied(vote, level, 86)
    vote.casting = "yes"
    assert decided(vote, level, 85).verdict == "carried"
    assert decided(vote, level, 86).verdict == "rejected"


def test_chair_who_decides_is_one_vote_more_and_nobody_more_in_the_hall() -> None:
    pack = with_threshold("uk-commons", Threshold("present", 1, 2, strict=True))
    vote, level = vote_of(pack), Counts(40, 40, 0, 1, 0)
    assert tied(vote, level, 0)
    vote.casting = "yes"
    found = decided(vote, level)
    assert (found.verdict, found.needed, found.reached) == ("carried", 41, 41)
    assert not tied(vote, Counts(40, 40, 0, 2, 0), 0)


def test_casting_vote_of_a_weighted_tie_is_one_vote() -> None:
    pack = changed("weighted", tie="casting-vote")
    vote = vote_of(pack)
    vote.casting = "yes"
    found = decided(vote, weighed(500, 500))
    assert (found.verdict, found.reached, found.needed) == ("carried", 501, 501)


@pytest.mark.parametrize(("abstain", "verdict"), [(10, "no-quorum"), (11, "carried")])
def test_quorum_at_the_close_counts_all_who_took_part(abstain: int, verdict: str) -> None:
    quorum = Quorum("made up", Threshold("in_office", 1, 3, strict=False), tested="close")
    vote = vote_of("votes-cast")
    vote.quorum = quorum
    found = decided(vote, Counts(5, 3, abstain, 0, 60 - 8 - abstain - 1, invalid=1))
    assert found.verdict == verdict


def test_quorum_of_weights_at_the_close_counts_weights() -> None:
    vote = vote_of("weighted")
    assert vote.quorum is not None
    half = Threshold("in_office", 1, 2, strict=True, unit="weight")
    vote.quorum = Quorum("made up", half, tested="close")
    assert decided(vote, weighed(499, absent=501)).verdict == "no-quorum"
    assert decided(vote, weighed(501, absent=499)).verdict == "carried"


def test_quorum_tested_elsewhere_says_nothing_at_the_close() -> None:
    for pack in ("vn-hdnd", "bundestag", "european-parliament"):
        assert decided(vote_of(pack), Counts(1, 0, 0, 0, 99)).verdict != "no-quorum"


HEADS = {(27, 53): 2, (26, 53): 0, (35, 53): 2, (36, 53): 1, (53, 53): 1}
"""“Low” of all delegates → the number of the consequence: from two thirds, from more than half."""


@pytest.mark.parametrize(("low_of", "number"), HEADS.items())
def test_strongest_consequence_that_is_reached_applies(
    low_of: tuple[int, int], number: int
) -> None:
    low, size = low_of
    vote = vote_of("vn-hdnd", "rating", options=persons("a", "b"))
    marks = {"a:low": low, "a:high": size - low, "b:high": size}
    found = decided(vote, Counts(0, 0, 0, 0, 0, marked=size, marks=marks))
    assert found.verdict == "rated"
    assert found.consequences == ({"a": number} if number else {})


def test_consequence_may_hang_on_another_level_and_base() -> None:
    follows = Consequence(
        "high", Threshold("valid", 9, 10, strict=False), "Khen", "Praise", "made up"
    )
    pack = changed("vn-hdnd", "rating", consequences=(follows,))
    vote = vote_of(pack, "rating", options=persons("a"))
    enough = Counts(0, 0, 0, 0, 80, marked=10, marks={"a:high": 9, "a:low": 1})
    assert consequence_of(vote, enough, 90, "a") == 1
    short = Counts(0, 0, 0, 0, 80, marked=10, marks={"a:high": 8, "a:low": 2})
    assert consequence_of(vote, short, 90, "a") == 0


def test_count_of_nobody_carries_nothing_and_divides_by_nothing() -> None:
    for pack in ("vn-hdnd", "votes-cast", "weighted"):
        assert not decided(vote_of(pack), Counts(0, 0, 0, 0, 0)).carried
