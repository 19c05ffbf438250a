"""The course of a sitting and of a vote: every act in every state, by the transition tables."""

from itertools import product
from typing import get_args

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.command import Command
from hall_server.sitting.events import SittingPrepared
from hall_server.sitting.ids import VoteId
from hall_server.sitting.state import (
    SITTING_TRANSITIONS,
    UNDER_WAY,
    VOTE_TRANSITIONS,
    SittingState,
    VoteState,
)
from tests.making import START, Sitting, delegate_id, preparation

SITTING_ACTS: tuple[Command, ...] = (
    c.OpenSitting(),
    c.SuspendSitting(),
    c.ResumeSitting(),
    c.AdjournSitting(),
)
VOTE_ACTS: dict[str, Command] = {
    "OpenVote": c.OpenVote(vote="v1"),
    "HoldVote": c.HoldVote("v1"),
    "ResumeVote": c.ResumeVote("v1"),
    "CloseVote": c.CloseVote("v1"),
    "DeclareVote": c.DeclareVote("v1"),
    "AnnulVote": c.AnnulVote("v1", "Có sai sót"),
}
VOTE_WAYS: dict[VoteState, list[Command]] = {
    "prepared": [],
    "open": [c.OpenVote(vote="v1")],
    "held": [c.OpenVote(vote="v1"), c.HoldVote("v1")],
    "closed": [c.OpenVote(vote="v1"), c.CloseVote("v1")],
    "declared": [c.OpenVote(vote="v1"), c.CloseVote("v1"), c.DeclareVote("v1")],
    "annulled": [c.OpenVote(vote="v1"), c.AnnulVote("v1", "Mở nhầm")],
}


def sitting_in(phase: SittingState) -> Sitting:
    sitting = Sitting(preparation(15))
    sitting.arrive(*range(1, 13))
    ways: dict[SittingState, list[Command]] = {
        "prepared": [],
        "in_session": [c.OpenSitting()],
        "suspended": [c.OpenSitting(), c.SuspendSitting()],
        "adjourned": [c.OpenSitting(), c.AdjournSitting()],
    }
    for command in ways[phase]:
        sitting.do(command)
    return sitting


def test_the_table_of_the_sitting_is_the_law() -> None:
    assert SITTING_TRANSITIONS == {
        ("prepared", "OpenSitting"): "in_session",
        ("in_session", "SuspendSitting"): "suspended",
        ("suspended", "ResumeSitting"): "in_session",
        ("in_session", "AdjournSitting"): "adjourned",
        ("suspended", "AdjournSitting"): "adjourned",
    }


@pytest.mark.parametrize(
    ("phase", "act"),
    list(product(get_args(SittingState), SITTING_ACTS)),
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_every_act_leads_where_the_table_says_or_is_refused(
    phase: SittingState, act: Command
) -> None:
    sitting = sitting_in(phase)
    after = SITTING_TRANSITIONS.get((phase, type(act).__name__))
    if after is None:
        assert sitting.refused(act) == "phase-wrong"
    else:
        sitting.do(act)
        assert sitting.state.phase == after


def sitting_with_vote(state: VoteState) -> Sitting:
    sitting = sitting_in("in_session")
    sitting.prepare()
    for command in VOTE_WAYS[state]:
        sitting.do(command)
    assert sitting.state.votes[VoteId("v1")].state == state
    return sitting


def test_the_table_of_a_vote_is_the_law() -> None:
    expected: dict[tuple[str, str], str] = {
        ("prepared", "OpenVote"): "open",
        ("open", "HoldVote"): "held",
        ("held", "ResumeVote"): "open",
        ("open", "CloseVote"): "closed",
        ("held", "CloseVote"): "closed",
        ("closed", "DeclareVote"): "declared",
    }
    for before in ("prepared", "open", "held", "closed", "declared"):
        expected[before, "AnnulVote"] = "annulled"
    assert expected == VOTE_TRANSITIONS
    assert set(VOTE_ACTS) == {act for _before, act in VOTE_TRANSITIONS}
    assert set(VOTE_WAYS) == set(get_args(VoteState))


@pytest.mark.parametrize(("state", "act"), list(product(get_args(VoteState), VOTE_ACTS)))
def test_every_act_on_a_vote_leads_where_the_table_says_or_is_refused(
    state: VoteState, act: str
) -> None:
    sitting = sitting_with_vote(state)
    after = VOTE_TRANSITIONS.get((state, act))
    if after is not None:
        sitting.do(VOTE_ACTS[act])
        assert sitting.state.votes[VoteId("v1")].state == after
        return
    # While a vote is under way the next can't open, whatever it is.
    under_way = act == "OpenVote" and state in UNDER_WAY
    expected = "vote-under-way" if under_way else "vote-state-wrong"
    assert sitting.refused(VOTE_ACTS[act]) == expected


def test_opening_and_end_keep_their_times() -> None:
    sitting = Sitting(preparation(15)).open(12)
    sitting.wait(3600)
    sitting.do(c.AdjournSitting())
    assert sitting.state.opened_at == START
    assert sitting.state.adjourned_at == START + 3_600_000


def test_the_same_preparation_again_changes_nothing() -> None:
    sitting = Sitting(preparation(15))
    assert sitting.do(c.PrepareSitting(preparation(15)), HOUSE) == []


def test_a_new_preparation_keeps_those_present_who_are_still_in_office() -> None:
    sitting = Sitting(preparation(15))
    sitting.arrive(1, 15)
    changed = sitting.do(c.PrepareSitting(preparation(14)), HOUSE)
    assert [type(event) for event in changed] == [SittingPrepared]
    assert set(sitting.state.present) == {delegate_id(1)}
    assert len(sitting.state.delegates) == len(sitting.state.by_seat) == 14


@pytest.mark.parametrize("phase", ["in_session", "suspended", "adjourned"])
def test_nothing_is_prepared_anew_once_the_sitting_opened(phase: SittingState) -> None:
    other = msgspec.structs.replace(preparation(15), title="Kỳ họp khác")
    assert sitting_in(phase).refused(c.PrepareSitting(other), HOUSE) == "phase-wrong"


def test_presence_is_a_persons_and_not_a_seats() -> None:
    sitting = Sitting(preparation(15))
    sitting.arrive(1, 2)
    before = preparation(15)
    newcomer = msgspec.structs.replace(before.delegates[0], name="Người Mới")
    changed = msgspec.structs.replace(before, delegates=(newcomer, *before.delegates[1:]))
    sitting.do(c.PrepareSitting(changed), HOUSE)
    assert set(sitting.state.present) == {delegate_id(2)}
