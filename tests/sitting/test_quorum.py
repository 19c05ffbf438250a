"""The quorum: how many must be there to open, to resume and to vote."""

from fractions import Fraction

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.quorum import base_count, quorum_needed, quorum_reached
from hall_server.sitting.rules import Quorum, Threshold
from hall_server.sitting.state import State
from tests.making import CAST, HDND, Sitting, preparation

PUBLISHED = {15: 10, 30: 20, 53: 36, 75: 50, 85: 57, 125: 84}
"""Total delegates → two thirds of them, as computed by hand from the councils' regulations."""


@pytest.mark.parametrize(("size", "needed"), PUBLISHED.items())
def test_two_thirds_of_all_delegates_must_be_there_to_open(size: int, needed: int) -> None:
    sitting = Sitting(preparation(size))
    assert quorum_needed(sitting.state) == needed
    sitting.arrive(*range(1, needed))
    assert not quorum_reached(sitting.state)
    assert sitting.refused(c.OpenSitting()) == "quorum-missing"
    sitting.arrive(needed)
    assert quorum_reached(sitting.state)
    sitting.do(c.OpenSitting())
    assert sitting.state.phase == "in_session"


@pytest.mark.parametrize("size", range(1, 131))
def test_quorum_of_every_size_is_the_least_number_that_is_two_thirds(size: int) -> None:
    needed = quorum_needed(Sitting(preparation(size)).state)
    assert needed is not None
    assert Fraction(needed, size) >= Fraction(2, 3) > Fraction(needed - 1, size)


def test_vacant_seats_do_not_count_for_the_quorum() -> None:
    sitting = Sitting(preparation(12, seats=15))
    assert quorum_needed(sitting.state) == 8


def test_quorum_of_statutory_seats_counts_the_vacant_ones() -> None:
    quorum = Quorum(Threshold("statutory", 2, 3, strict=False), "made up")
    rules = msgspec.structs.replace(HDND, quorum=quorum)
    assert quorum_needed(Sitting(preparation(12, rules, seats=15)).state) == 10


def test_pack_without_a_quorum_asks_for_none() -> None:
    sitting = Sitting(preparation(15, CAST))
    assert quorum_needed(sitting.state) is None
    assert quorum_reached(sitting.state)
    sitting.do(c.OpenSitting())
    sitting.open_vote()


def test_refusal_names_the_numbers_and_the_article() -> None:
    sitting = Sitting(preparation(15))
    sitting.arrive(1, 2, 3)
    refusal = sitting.try_(c.OpenSitting())
    assert not isinstance(refusal, list)
    assert "3" in refusal.vi
    assert "10" in refusal.vi
    assert HDND.quorum is not None
    assert refusal.article == HDND.quorum.source


def test_vote_needs_the_quorum_at_its_opening_and_not_after() -> None:
    sitting = Sitting(preparation(15)).open(10)
    sitting.leave(10)
    assert sitting.refused(c.OpenVote("Nghị quyết")) == "quorum-missing"
    sitting.arrive(11)
    sitting.open_vote()
    sitting.leave(11)
    sitting.cast(1, "yes")
    assert sitting.close().counts is not None


def test_resuming_needs_the_quorum_again() -> None:
    sitting = Sitting(preparation(15)).open(10)
    sitting.do(c.SuspendSitting())
    sitting.leave(1)
    assert sitting.refused(c.ResumeSitting()) == "quorum-missing"
    sitting.arrive(1)
    sitting.do(c.ResumeSitting())


def test_each_base_counts_its_own_heads() -> None:
    sitting = Sitting(preparation(12, seats=15))
    sitting.arrive(1, 2, 3)
    counted = [
        base_count(sitting.state, base) for base in ("statutory", "in_office", "present", "cast")
    ]
    assert counted == [15, 12, 3, 0]


def test_a_sitting_not_prepared_has_no_quorum_and_cannot_open() -> None:
    assert quorum_needed(State()) is None
    assert base_count(State(), "statutory") == 0
    assert Sitting().refused(c.OpenSitting()) == "phase-wrong"
