"""Persons: who of several candidates is elected, and who are tied.

Knows votes, numbers of seats and dates of birth; not where the votes come from, nor what majority
is asked. What can't be decided with certainty stays tied: a date that is missing, or known to the
year only, decides nothing that it does not show.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hall_server.sitting.model import Option


class Election(NamedTuple):
    """Who is elected, most votes first, and who are tied for the seats that are left."""

    elected: tuple[str, ...]
    tied: tuple[str, ...]


def elect(
    options: Sequence[Option],
    votes: Mapping[str, int],
    *,
    needed: int,
    seats: int,
    older_first: bool,
) -> Election:
    """Fill `seats` with those who have `needed` votes, in the order of their votes.

    Who tie across the last seat are not elected but tied. With `older_first` the older goes first
    among equals, as far as the dates of birth show it.
    """

    def ahead(one: Option, other: Option) -> bool:
        mine, theirs = votes.get(one.id, 0), votes.get(other.id, 0)
        return mine > theirs or (older_first and mine == theirs and is_older(one, other))

    reaching = [option for option in options if votes.get(option.id, 0) >= needed]
    ranked = sorted(reaching, key=lambda option: _before(option, reaching, ahead))
    elected = [one.id for one in ranked if _perhaps_before(one, ranked, ahead) < seats]
    in_reach = [one.id for one in ranked if _before(one, ranked, ahead) < seats]
    return Election(tuple(elected), tuple(one for one in in_reach if one not in elected))


def is_older(one: Option, other: Option) -> bool:
    """Tell whether one was surely born before the other: 1960 and 1960-05 show no order."""
    return one.born < other.born and not other.born.startswith(one.born)


Ahead = Callable[[Option, Option], bool]


def _before(one: Option, others: Sequence[Option], ahead: Ahead) -> int:
    """How many are surely ahead of one."""
    return sum(ahead(other, one) for other in others)


def _perhaps_before(one: Option, others: Sequence[Option], ahead: Ahead) -> int:
    """How many may be ahead of one: all who are not surely behind."""
    return sum(other is not one and not ahead(one, other) for other in others)
