"""The quorum: how many must be there to open, to resume and to vote."""

from fractions import Fraction
from typing import Any

import msgspec
import pytest

from hall_server.config import shipped_rule_pack, shipped_rule_packs
from hall_server.sitting import commands as c
from hall_server.sitting.quorum import (
    attending,
    base_count,
    quorum_needed,
    quorum_reached,
    refuse_without_quorum,
)
from hall_server.sitting.rules import Base, Quorum, RulePack, Threshold
from hall_server.sitting.state import State
from tests.making import CAST, HDND, Sitting, delegate_id, preparation

WEIGHTED = shipped_rule_pack("weighted")

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
    rules = under(Threshold("statutory", 2, 3, strict=False))
    assert quorum_needed(Sitting(preparation(12, rules, seats=15)).state) == 10


def under(threshold: Threshold | None = None, pack: RulePack = HDND, **fields: Any) -> RulePack:
    """A pack with another quorum."""
    quorum = Quorum(source="made up", threshold=threshold, **fields)
    return msgspec.structs.replace(pack, quorum=quorum)


def test_quorum_may_be_a_fixed_number() -> None:
    sitting = Sitting(preparation(15, under(number=12)))
    assert quorum_needed(sitting.state) == 12
    sitting.arrive(*range(1, 12))
    assert sitting.refused(c.OpenSitting()) == "quorum-missing"
    sitting.arrive(12)
    sitting.do(c.OpenSitting())


@pytest.mark.parametrize("tested", ["close", "on-demand", "on-demand-close"])
def test_quorum_tested_later_is_presumed_at_the_opening(tested: str) -> None:
    sitting = Sitting(preparation(15, under(number=12, tested=tested)))
    assert quorum_needed(sitting.state) is None
    assert quorum_reached(sitting.state)
    sitting.open(1)
    sitting.do(c.SuspendSitting())
    sitting.do(c.ResumeSitting())
    sitting.open_vote()


def test_quorum_on_demand_is_tested_when_someone_asks() -> None:
    rules = under(number=12, tested="on-demand")
    sitting = Sitting(preparation(15, rules)).open(11)
    assert sitting.refused(c.OpenVote("Nghị quyết", quorum_asked=True)) == "quorum-missing"
    assert refuse_without_quorum(sitting.state, rules.quorum) is None
    sitting.arrive(12)
    sitting.do(c.OpenVote("Nghị quyết", quorum_asked=True))


@pytest.mark.parametrize("tested", ["close", "on-demand-close"])
def test_asking_tests_no_quorum_that_the_vote_itself_will_test(tested: str) -> None:
    rules = under(number=12, tested=tested)
    sitting = Sitting(preparation(15, rules)).open(3)
    assert refuse_without_quorum(sitting.state, rules.quorum, asked=True) is None


def test_those_who_never_vote_do_not_count_at_the_opening() -> None:
    rules = under(number=12, also=5)
    sitting = Sitting(preparation(15, rules))
    sitting.arrive(*range(1, 12))
    refusal = refuse_without_quorum(sitting.state, rules.quorum)
    assert refusal is not None
    assert (refusal.present, refusal.needed) == (11, 12)


def shareholders(threshold: Threshold) -> Sitting:
    """Ten of one share each, and an eleventh of ninety."""
    prepared = preparation(11, under(threshold, WEIGHTED))
    heavy = msgspec.structs.replace(prepared.delegates[10], weight=90)
    delegates = (*prepared.delegates[:10], heavy)
    return Sitting(msgspec.structs.replace(prepared, delegates=delegates))


@pytest.mark.parametrize("base", ["statutory", "in_office", "remaining"])
def test_quorum_of_weights_counts_weights(base: Base) -> None:
    sitting = shareholders(Threshold(base, 1, 2, strict=True, unit="weight"))
    assert quorum_needed(sitting.state) == 51
    sitting.arrive(*range(1, 11))
    refusal = sitting.try_(c.OpenSitting())
    assert not isinstance(refusal, list)
    assert refusal.vi == "Chưa đủ túc số: có mặt 10, cần ít nhất 51 quyền biểu quyết."
    sitting.leave(*range(1, 11))
    sitting.arrive(11)
    sitting.do(c.OpenSitting())


def test_absent_whose_proxy_is_present_count_where_the_rules_let_them_be_represented() -> None:
    sitting = shareholders(Threshold("in_office", 1, 2, strict=True, unit="weight"))
    sitting.arrive(1)
    sitting.state.proxies[delegate_id(11)] = delegate_id(1)
    assert quorum_reached(sitting.state)
    assert set(attending(sitting.state)) == {delegate_id(1), delegate_id(11)}
    sitting.leave(1)
    assert not quorum_reached(sitting.state)
    assert not attending(sitting.state)


def test_nobody_represents_another_in_a_peoples_council() -> None:
    sitting = Sitting(preparation(15))
    sitting.arrive(1)
    sitting.state.proxies[delegate_id(2)] = delegate_id(1)
    assert set(attending(sitting.state)) == {delegate_id(1)}


@pytest.mark.parametrize("pack", shipped_rule_packs())
def test_every_shipped_pack_opens_with_its_quorum_and_not_with_one_fewer(pack: str) -> None:
    for size in (15, 85, 125):
        sitting = Sitting(preparation(size, shipped_rule_pack(pack)))
        needed = quorum_needed(sitting.state)
        if needed:
            sitting.arrive(*range(1, needed))
            assert sitting.refused(c.OpenSitting()) == "quorum-missing"
            sitting.arrive(needed)
        sitting.do(c.OpenSitting())


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
        base_count(sitting.state, base)
        for base in ("statutory", "in_office", "remaining", "present", "cast", "valid")
    ]
    assert counted == [15, 12, 12, 3, 0, 0]


def test_a_sitting_not_prepared_has_no_quorum_and_cannot_open() -> None:
    assert quorum_needed(State()) is None
    assert base_count(State(), "statutory") == 0
    assert Sitting().refused(c.OpenSitting()) == "phase-wrong"
