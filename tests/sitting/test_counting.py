"""Counts and percentages, by hand-worked figures and against exact arithmetic."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_server.sitting.counting import (
    base_of,
    count,
    percent,
    percent_vi,
    verdict_en,
    verdict_vi,
)
from hall_server.sitting.state import Counts, Outcome
from tests.making import CAST, HDND, Sitting, preparation

COMMUNIQUE = {448: "94,71", 437: "92,39", 3: "0,63", 8: "1,69", 443: "93,66", 438: "92,60"}
"""Of 473, as the National Assembly announced in December 2025."""


@pytest.mark.parametrize(("value", "words"), COMMUNIQUE.items())
def test_percentages_are_those_of_the_communique(value: int, words: str) -> None:
    assert percent_vi(value, 473) == words
    assert percent(value, 473) == words.replace(",", ".")


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


def test_count_is_made_of_the_ballots_and_adds_up() -> None:
    sitting = Sitting(preparation(15)).open(12)
    sitting.open_vote()
    sitting.cast_many(yes=6, no=2, abstain=1)
    found = count(sitting.vote)
    assert found == Counts(yes=6, no=2, abstain=1, not_voting=3, absent=3)


def test_each_base_has_its_heads() -> None:
    found = Counts(yes=6, no=2, abstain=1, not_voting=3, absent=3)
    assert base_of(found, "cast", 20) == 8
    assert base_of(found, "present", 20) == 12
    assert base_of(found, "in_office", 20) == 15
    assert base_of(found, "statutory", 20) == 20


def test_verdict_says_what_was_needed_and_reached_in_both_languages() -> None:
    majority = HDND.majorities["resolution"]
    carried = Outcome(carried=True, needed=8, reached=9)
    for words in (verdict_vi(carried, majority, 15), verdict_en(carried, majority, 15)):
        assert all(number in words for number in ("8", "15", "9"))
        assert "{" not in words
    assert verdict_vi(carried, majority, 15).startswith("Được thông qua")
    assert verdict_en(carried, majority, 15).startswith("Carried")


def test_verdict_of_a_lost_vote_says_so_first() -> None:
    lost = Outcome(carried=False, needed=8, reached=7)
    majority = CAST.majorities["simple"]
    assert verdict_vi(lost, majority, 15).startswith("Không được thông qua")
    assert verdict_en(lost, majority, 15).startswith("Not carried")
