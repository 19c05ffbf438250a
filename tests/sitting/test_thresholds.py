"""Every majority of every shipped pack at its boundary, for councils of 15 to 125.

What a majority needs is worked out here anew: by hand where the law's numbers are published, with
fractions elsewhere, each base as its own sum.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal

import pytest
from msgspec import structs

from hall_server.sitting import counting
from hall_server.sitting.quorum import quorum_needed
from hall_server.sitting.rules import Majority, Threshold
from hall_server.sitting.state import Counts, Vote
from tests.making import Sitting, preparation
from tests.sitting.deciding import PACKS, decided, vote_of, weighed, with_threshold

Scene = Callable[[int], dict[str, int]]
"""How a council votes, by the number of its yes votes."""

SIZES = range(15, 126)
MAJORITIES = [(pack, name) for pack, rules in PACKS.items() for name in rules.majorities]

BY_HAND = {
    # council: more than half, at least two thirds, more than two thirds, at least a third
    15: (8, 10, 11, 5),
    30: (16, 20, 21, 10),
    53: (27, 36, 36, 18),
    75: (38, 50, 51, 25),
    85: (43, 57, 57, 29),
    125: (63, 84, 84, 42),
}


def scenes(size: int) -> Iterator[tuple[int, Scene]]:
    """Ways in which the others of a council of this size behave: up to so many vote yes."""
    yield size, lambda yes: {"yes": yes, "no": size - yes}
    yield size, lambda yes: {"yes": yes, "absent": size - yes}
    yield size, lambda yes: {"yes": yes, "abstain": size - yes}
    away = {"absent": size // 6, "recused": size // 9, "invalid": 1, "not_voting": size % 3}
    left = size - sum(away.values())
    abstain = left // 5
    voting = left - abstain
    yield voting, lambda yes: {**away, "abstain": abstain, "yes": yes, "no": voting - yes}


def made(scene: dict[str, int]) -> Counts:
    names = ("yes", "no", "abstain", "not_voting", "absent", "recused", "invalid")
    known = {name: scene.get(name, 0) for name in names}
    there = sum(scene.values()) - sum(known[name] for name in ("absent", "recused", "not_voting"))
    return structs.replace(Counts(0, 0, 0, 0, 0), **known, present_at_close=there)


def bases(scene: dict[str, int], seats: int) -> dict[str, int]:
    """Each base as its own sum, apart from how the product adds it up."""
    yes, no, abstain = (scene.get(name, 0) for name in ("yes", "no", "abstain"))
    invalid, silent = scene.get("invalid", 0), scene.get("not_voting", 0)
    everyone = sum(scene.values())
    return {
        "statutory": seats,
        "in_office": everyone,
        "remaining": everyone - scene.get("recused", 0),
        "present": yes + no + abstain + invalid + silent,
        "present_at_close": yes + no + abstain + invalid,
        "participating": yes + no + abstain + invalid,
        "cast": yes + no,
        "valid": yes + no + abstain,
    }


def carries(majority: Majority, yes: int, of: dict[str, int]) -> bool:
    def by(threshold: Threshold) -> bool:
        if of[threshold.base] == 0:
            return yes > 0
        share = Fraction(yes, of[threshold.base])
        asked = Fraction(threshold.num, threshold.den)
        return share > asked if threshold.strict else share >= asked

    if majority.any:
        return any(by(threshold) for threshold in majority.any)
    return all(by(threshold) for threshold in majority.thresholds)


def boundary_of(carried: Callable[[int], bool], most: int) -> int:
    """The least number that carries; one more than `most` where none does."""
    return bisect_left(range(most + 1), True, key=carried)


@pytest.mark.parametrize(("pack", "name"), MAJORITIES)
def test_majority_is_carried_from_its_boundary_on_and_not_below(pack: str, name: str) -> None:
    vote = vote_of(pack, majority=name)
    vote.quorum = None
    walk = walk_weights if vote.majority.unit == "weight" else walk_heads
    assert sum(walk(vote, size) for size in SIZES) >= 3 * len(SIZES)


def walk_heads(vote: Vote, size: int) -> int:
    """Walk one below, at and one above each boundary; tell how many steps that were."""
    seats, steps = size + size % 7, 0
    for most, scene in scenes(size):

        def carried(yes: int, scene: Scene = scene) -> bool:
            return carries(vote.majority, yes, bases(scene(yes), seats))

        boundary = boundary_of(carried, most)
        for yes in range(max(0, boundary - 1), min(most, boundary + 1) + 1):
            found = decided(vote, made(scene(yes)), seats)
            assert found.carried == (yes >= boundary), (size, scene(yes))
            assert found.reached == yes
            assert carries(vote.majority, found.needed, bases(scene(yes), seats))
            assert not carries(vote.majority, found.needed - 1, bases(scene(yes), seats))
            steps += 1
    return steps


def walk_weights(vote: Vote, size: int) -> int:
    """The same of shares: some thousands for and against, others abstaining, silent or absent."""
    total = size * 1_000 + size % 13
    abstain, silent, absent = size * 3, size * 7, size * 11
    of = {
        "in_office": total + abstain + silent + absent,
        "present": total + abstain + silent,
        "participating": total + abstain,
        "cast": total,
    }
    boundary = boundary_of(lambda yes: carries(vote.majority, yes, of), total)
    for yes in (boundary - 1, boundary, boundary + 1):
        found = decided(vote, weighed(yes, total - yes, abstain, silent, absent))
        assert (found.carried, found.needed, found.reached) == (yes >= boundary, boundary, yes)
    return 3


@pytest.mark.parametrize("size", BY_HAND)
def test_numbers_of_the_peoples_councils_are_those_worked_out_by_hand(size: int) -> None:
    half, two_thirds, beyond, _third = BY_HAND[size]
    numbers = {
        "resolution": half,
        "election": half,
        "removal": two_thirds,
        "reduced-council": beyond,
    }
    for name, boundary in numbers.items():
        vote = vote_of("vn-hdnd", majority=name)
        for yes in (boundary - 1, boundary, boundary + 1):
            found = decided(vote, Counts(yes, 0, 0, 0, size - yes))
            assert (found.carried, found.needed) == (yes >= boundary, boundary)


@pytest.mark.parametrize("size", BY_HAND)
def test_quorum_and_a_third_are_those_worked_out_by_hand(size: int) -> None:
    assert quorum_needed(Sitting(preparation(size)).state) == BY_HAND[size][1]
    third = vote_of(with_threshold("vn-hdnd", Threshold("in_office", 1, 3, strict=False)))
    assert counting.needed(Counts(0, 0, 0, 0, size), third.majority, size) == BY_HAND[size][3]


@pytest.mark.parametrize("yes", [236, 237, 238])
def test_law_needs_237_of_473_in_the_national_assembly(yes: int) -> None:
    found = decided(vote_of("vn-quoc-hoi"), Counts(yes, 0, 0, 0, 473 - yes), statutory=500)
    assert (found.carried, found.needed) == (yes >= 237, 237)


@pytest.mark.parametrize("yes", [315, 316, 317])
def test_constitution_needs_316_of_473(yes: int) -> None:
    vote = vote_of("vn-quoc-hoi", majority="constitution")
    found = decided(vote, Counts(yes, 0, 0, 0, 473 - yes), statutory=500)
    assert (found.carried, found.needed) == (yes >= 316, 316)


@pytest.mark.parametrize("yes", [419, 420, 421])
def test_basic_law_needs_420_of_630_seats_vacant_ones_too(yes: int) -> None:
    vote = vote_of("bundestag", majority="constitution")
    found = decided(vote, Counts(yes, 0, 0, 0, 628 - yes), statutory=630)
    assert (found.carried, found.needed) == (yes >= 420, 420)


def test_censure_needs_both_two_thirds_of_the_votes_and_more_than_half_of_all() -> None:
    vote = vote_of("european-parliament", "censure")
    enough_of_votes = decided(vote, Counts(350, 10, 0, 0, 345))
    enough_of_all = decided(vote, Counts(360, 181, 0, 0, 164))
    both = decided(vote, Counts(361, 180, 0, 0, 164))
    assert (enough_of_votes.carried, enough_of_votes.needed) == (False, 353)
    assert (enough_of_all.carried, enough_of_all.needed) == (False, 361)
    assert (both.carried, both.needed) == (True, 361)


def test_rescinding_needs_either_two_thirds_of_the_votes_or_more_than_half_of_all() -> None:
    vote = vote_of("roberts", "rescind")
    assert decided(vote, Counts(10, 5, 0, 0, 85)).needed == 10
    assert decided(vote, Counts(10, 5, 0, 0, 85)).carried
    assert decided(vote, Counts(51, 49, 0, 0, 0)).carried
    neither = decided(vote, Counts(50, 50, 0, 0, 0))
    assert (neither.carried, neither.needed) == (False, 51)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("each", range(8, 63))
def test_tie_carries_nothing_in_any_pack(pack: str, each: int) -> None:
    vote = vote_of(pack)
    vote.quorum = None
    counts = Counts(each, each, 0, 0, 0)
    if vote.majority.unit == "weight":
        counts = weighed(each, each)
    assert decided(vote, counts).verdict == "rejected"
    decides = vote.rule.tie == "casting-vote"
    assert counting.tied(vote, counts, 0) == decides
    casting: tuple[tuple[Literal["yes", "no"], str], ...] = (("yes", "carried"), ("no", "rejected"))
    for choice, verdict in casting:
        vote.casting = choice
        assert decided(vote, counts).verdict == (verdict if decides else "rejected")


@pytest.mark.parametrize("pack", PACKS)
def test_nobody_carries_nothing_under_any_majority(pack: str) -> None:
    for name in PACKS[pack].majorities:
        vote = vote_of(pack, majority=name)
        assert not decided(vote, Counts(0, 0, 0, 15, 0)).carried
        assert not decided(vote, Counts(0, 0, 0, 0, 15)).carried


@pytest.mark.parametrize(("took_part", "verdict"), [(34, "no-quorum"), (35, "carried")])
def test_division_of_the_commons_tests_its_own_quorum(took_part: int, verdict: str) -> None:
    vote = vote_of("uk-commons")
    found = decided(vote, Counts(took_part - 4, 4, 0, 500, 600 - took_part))
    assert found.verdict == verdict
    assert found.carried == (verdict == "carried")


@pytest.mark.parametrize(
    ("asked", "took_part", "verdict"),
    [(False, 10, "carried"), (True, 315, "no-quorum"), (True, 316, "carried")],
)
def test_bundestag_tests_its_quorum_by_the_vote_when_someone_asks(
    asked: bool, took_part: int, verdict: str
) -> None:
    vote = vote_of("bundestag")
    vote.quorum_asked = asked
    # Who abstain take part: they do not carry the vote, but are counted for the quorum.
    counts = Counts(6, 4, took_part - 10, 630 - took_part, 0)
    assert decided(vote, counts, statutory=630).verdict == verdict


def test_european_parliament_counts_those_present_and_not_those_who_take_part() -> None:
    vote = vote_of("european-parliament")
    vote.quorum_asked = True
    assert decided(vote, Counts(6, 4, 0, 230, 480)).verdict == "carried"


def test_all_shipped_packs_are_walked() -> None:
    assert len(PACKS) >= 8
    assert {pack for pack, _ in MAJORITIES} == set(PACKS)
