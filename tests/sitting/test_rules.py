"""Thresholds and majorities: one below, at and above the boundary, for every size."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_server.sitting.rules import Threshold
from hall_server.sitting.state import Counts
from tests.sitting.deciding import PACKS, decided, vote_of, with_threshold

SIZES = range(1, 131)
SHARES = [(1, 2, True), (1, 2, False), (2, 3, True), (2, 3, False), (1, 3, False), (3, 4, True)]

PUBLISHED = {15: (8, 5), 30: (16, 10), 53: (27, 18), 75: (38, 25), 85: (43, 29), 125: (63, 42)}
"""Total → more than half, at least a third."""


@pytest.mark.parametrize("share", SHARES)
def test_boundary_of_a_threshold_is_exact_for_every_size(share: tuple[int, int, bool]) -> None:
    num, den, strict = share
    threshold = Threshold("in_office", num, den, strict=strict)
    for size in SIZES:
        needed = threshold.needed(size)
        below, at = Fraction(needed - 1, size), Fraction(needed, size)
        exact = Fraction(num, den)
        assert (at > exact) if strict else (at >= exact)
        assert (below <= exact) if strict else (below < exact)
        assert not threshold.reached_by(needed - 1, size)
        assert threshold.reached_by(needed, size)
        assert threshold.reached_by(needed + 1, size)


@pytest.mark.parametrize(("size", "needed"), PUBLISHED.items())
def test_published_numbers(size: int, needed: tuple[int, int]) -> None:
    half, third = (
        Threshold("in_office", 1, 2, strict=True),
        Threshold("in_office", 1, 3, strict=False),
    )
    assert PACKS["vn-hdnd"].majorities["resolution"].thresholds == (half,)
    assert (half.needed(size), third.needed(size)) == needed


@given(
    st.integers(1, 50), st.integers(1, 50), st.booleans(), st.integers(0, 10**6), st.integers(0, 99)
)
def test_reached_means_at_least_what_is_needed(
    num: int, den: int, strict: bool, base: int, percent: int
) -> None:
    threshold = Threshold("cast", num, den, strict=strict)
    value = base * percent // 99
    assert threshold.reached_by(value, base) == (value >= threshold.needed(base))
    if base:
        share, exact = Fraction(value, base), Fraction(num, den)
        assert threshold.reached_by(value, base) == (share > exact if strict else share >= exact)


@pytest.mark.parametrize("strict", [True, False])
def test_nothing_is_carried_by_nobody(strict: bool) -> None:
    threshold = Threshold("cast", 2, 3, strict=strict)
    assert threshold.needed(0) == 1
    assert not threshold.reached_by(0, 0)


def counted(yes: int, no: int = 0, abstain: int = 0, silent: int = 0, absent: int = 0) -> Counts:
    return Counts(yes, no, abstain, silent, absent)


@pytest.mark.parametrize("size", SIZES)
def test_resolution_needs_more_than_half_of_all_in_office(size: int) -> None:
    for yes in {size // 2, size // 2 + 1, max(0, size // 2 - 1), size}:
        found = decided(vote_of("vn-hdnd"), counted(yes, absent=size - yes), size + 9)
        assert found.carried == (Fraction(yes, size) > Fraction(1, 2))
        assert found.reached == yes
        assert found.needed == size // 2 + 1


@pytest.mark.parametrize("size", SIZES)
def test_removal_needs_at_least_two_thirds_of_all_in_office(size: int) -> None:
    vote = vote_of("vn-hdnd", majority="removal")
    needed = decided(vote, counted(0, silent=size)).needed
    for yes in (needed - 1, needed):
        found = decided(vote, counted(yes, silent=size - yes))
        assert found.carried == (Fraction(yes, size) >= Fraction(2, 3))


def test_everyone_who_is_not_for_it_counts_against_in_a_peoples_council() -> None:
    vote = vote_of("vn-hdnd")
    for other in ("no", "abstain", "silent", "absent"):
        assert not decided(vote, counted(15, **{other: 15})).carried
        assert decided(vote, counted(16, **{other: 14})).carried


@pytest.mark.parametrize("cast", range(131))
def test_votes_cast_carry_when_more_are_for_than_against(cast: int) -> None:
    for yes in {cast // 2, min(cast, cast // 2 + 1), max(0, cast // 2 - 1)}:
        found = decided(vote_of("votes-cast"), counted(yes, cast - yes, abstain=40, silent=3))
        assert found.carried == (yes > cast - yes)


def test_a_tie_is_a_rejection_in_both_packs() -> None:
    assert not decided(vote_of("votes-cast"), counted(7, 7)).carried
    assert not decided(vote_of("vn-hdnd"), counted(7, 7)).carried


def test_abstentions_alone_carry_nothing_under_two_thirds_of_the_votes_cast() -> None:
    two_thirds = with_threshold("votes-cast", Threshold("cast", 2, 3, strict=False))
    assert not decided(vote_of(two_thirds), counted(0, 0, abstain=12)).carried
