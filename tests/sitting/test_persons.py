"""Elections: who is elected, who are tied, and when the older goes first."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_server.sitting.model import Option
from hall_server.sitting.persons import Election, elect, is_older
from hall_server.sitting.state import Counts, Outcome
from tests.sitting.deciding import decided, persons, vote_of


def outcome_of(
    votes: dict[str, int], *, seats: int = 1, size: int = 53, repeats: bool = False, **born: str
) -> Outcome:
    """The outcome of an election in a People's Council, of ballots that all came back."""
    vote = vote_of("vn-hdnd", "election", options=persons(*votes, **born), seats=seats)
    counts = Counts(0, 0, 0, 0, 0, marked=size, marks={k: n for k, n in votes.items() if n})
    return decided(vote, counts, repeats=repeats)


@pytest.mark.parametrize(("votes", "elected"), [(26, ()), (27, ("a",)), (28, ("a",))])
def test_candidate_needs_more_than_half_of_all_delegates(
    votes: int, elected: tuple[str, ...]
) -> None:
    found = outcome_of({"a": votes, "b": 0})
    assert found.elected == elected
    assert (found.needed, found.reached) == (27, votes)
    assert found.verdict == ("elected" if elected else "rejected")
    assert found.carried == bool(elected)


def test_more_than_the_seats_have_the_majority_and_the_most_votes_decide() -> None:
    found = outcome_of({"a": 30, "b": 40, "c": 35}, seats=2)
    assert (found.elected, found.tied, found.verdict) == (("b", "c"), (), "elected")


def test_tie_within_the_seats_is_no_tie() -> None:
    found = outcome_of({"a": 30, "b": 30, "c": 29}, seats=2)
    assert (set(found.elected), found.tied, found.verdict) == ({"a", "b"}, (), "elected")


def test_tie_across_the_last_seat_elects_those_before_it_alone() -> None:
    found = outcome_of({"a": 30, "b": 40, "c": 30, "d": 29}, seats=2)
    assert (found.elected, found.tied) == (("b",), ("a", "c"))
    assert (found.verdict, found.carried) == ("tied", False)


def test_tie_below_the_majority_is_nobodys_election() -> None:
    found = outcome_of({"a": 26, "b": 26})
    assert (found.elected, found.tied, found.verdict) == ((), (), "rejected")


def test_fewer_than_the_seats_may_be_elected_and_the_vote_has_not_filled_them() -> None:
    found = outcome_of({"a": 40, "b": 20, "c": 10}, seats=2)
    assert (found.elected, found.verdict, found.carried) == (("a",), "rejected", False)


def test_age_decides_nothing_in_the_first_vote() -> None:
    found = outcome_of({"a": 30, "b": 30}, a="1960-01-01", b="1970-01-01")
    assert (found.elected, found.tied) == ((), ("a", "b"))


def test_second_vote_among_the_tied_goes_to_the_most_votes() -> None:
    found = outcome_of({"a": 20, "b": 25}, repeats=True, a="1950-01-01", b="1970-01-01")
    assert (found.elected, found.verdict) == (("b",), "elected")


@pytest.mark.parametrize("each", [20, 26, 27])
def test_tied_again_the_older_is_elected(each: int) -> None:
    found = outcome_of({"a": each, "b": each}, repeats=True, a="1970-03-02", b="1970-03-01")
    assert (found.elected, found.tied, found.verdict) == (("b",), (), "elected")


@pytest.mark.parametrize(
    ("first", "second"),
    [("", ""), ("1970-01-01", ""), ("1970", "1970-05-01"), ("1970-05-01", "1970-05-01")],
)
def test_tie_stays_where_the_dates_of_birth_do_not_decide(first: str, second: str) -> None:
    found = outcome_of({"a": 27, "b": 27}, repeats=True, a=first, b=second)
    assert (found.elected, set(found.tied), found.verdict) == ((), {"a", "b"}, "tied")


def test_who_is_surely_the_oldest_is_elected_though_the_others_stay_tied() -> None:
    found = outcome_of(
        {"a": 20, "b": 20, "c": 20},
        seats=2,
        repeats=True,
        a="1960-01-01",
        b="1950-01-01",
        c="1960-01-01",
    )
    assert (found.elected, found.tied, found.verdict) == (("b",), ("a", "c"), "tied")


def test_age_decides_only_where_the_law_says_so() -> None:
    vote = vote_of("roberts", "election", options=persons("a", "b", a="1950", b="1970"))
    counts = Counts(0, 0, 0, 0, 0, marked=20, marks={"a": 15, "b": 15})
    found = decided(vote, counts, repeats=True)
    assert (found.elected, found.tied) == ((), ("a", "b"))


def test_where_age_does_not_decide_the_second_vote_needs_its_majority_again() -> None:
    vote = vote_of("roberts", "election", options=persons("a", "b"))
    counts = Counts(0, 0, 0, 0, 0, marked=21, marks={"a": 10, "b": 9})
    found = decided(vote, counts, repeats=True)
    assert (found.elected, found.needed, found.verdict) == ((), 11, "rejected")


def test_nobody_without_a_vote_is_elected_in_a_second_vote() -> None:
    assert outcome_of({"a": 0, "b": 0}, repeats=True, a="1950", b="1960").elected == ()


def test_one_of_several_options_is_chosen_by_its_majority() -> None:
    vote = vote_of("vn-hdnd", "choice", options=persons("a", "b", "c"))
    found = decided(vote, Counts(0, 0, 0, 3, 0, marked=12, marks={"a": 8, "b": 4}))
    assert (found.verdict, found.elected, found.needed) == ("elected", ("a",), 8)
    found = decided(vote, Counts(0, 0, 0, 3, 0, marked=12, marks={"a": 7, "b": 5}))
    assert (found.verdict, found.elected) == ("rejected", ())


def test_weights_elect_where_the_majority_counts_weights() -> None:
    vote = vote_of("weighted", "election", options=persons("a", "b"))
    weight = {"marked": 1_000, "a": 600, "b": 400}
    counts = Counts(0, 0, 0, 0, 0, marked=5, marks={"a": 1, "b": 4}, weight=weight)
    assert decided(vote, counts).elected == ("a",)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1960", "1961"), ("1960-05", "1960-06"), ("1960", "1961-01-01"), ("1960-01-01", "1960-02")],
)
def test_older_is_who_was_surely_born_before(one: str, other: str) -> None:
    first, second = Option("a", "A", born=one), Option("b", "B", born=other)
    assert is_older(first, second)
    assert not is_older(second, first)


dates = st.sampled_from(
    ["", "1960", "1960-05", "1960-05-01", "1960-05-02", "1960-06", "1961", "1961-02-03"]
)
ballots = st.lists(st.tuples(st.integers(0, 4), dates), min_size=1, max_size=5)


@given(ballots, st.integers(1, 5), st.integers(1, 4), st.booleans())
def test_elected_is_who_has_a_seat_in_every_order_that_the_facts_allow(
    given_: list[tuple[int, str]], seats: int, needed: int, older: bool
) -> None:
    """The oracle tries every ranking of the candidates: no cleverness, only what is known."""
    options = [Option(f"p{n}", f"P{n}", born=born) for n, (_, born) in enumerate(given_)]
    votes = {f"p{n}": number for n, (number, _) in enumerate(given_)}

    def known_ahead(one: Option, other: Option) -> bool:
        if votes[one.id] != votes[other.id]:
            return votes[one.id] > votes[other.id]
        span = len(min(one.born, other.born, key=len))
        return older and one.born[:span] < other.born[:span]

    rankings = [
        ranking
        for ranking in permutations(one for one in options if votes[one.id] >= needed)
        if not any(
            known_ahead(later, earlier)
            for place, earlier in enumerate(ranking)
            for later in ranking[place + 1 :]
        )
    ]
    seated = [{one.id for one in ranking[:seats]} for ranking in rankings]
    surely, perhaps = set.intersection(*seated), set.union(*seated)

    found = elect(options, votes, needed=needed, seats=seats, older_first=older)
    assert (set(found.elected), set(found.tied)) == (surely, perhaps - surely)
    assert len(found.elected) <= seats
    in_order = [votes[name] for name in found.elected]
    assert in_order == sorted(in_order, reverse=True)


def test_result_does_not_hang_on_the_order_of_the_list() -> None:
    options = persons("a", "b", "c", a="1950", b="1951", c="1952")
    votes = {"a": 5, "b": 5, "c": 5}
    for listed in permutations(options):
        found = elect(listed, votes, needed=1, seats=2, older_first=True)
        assert found == Election(("a", "b"), ())
