"""Votes: frozen register, ballots, the close to the millisecond, count and declaration."""

from hashlib import sha256

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.events import VoteClosed, VoteOpened
from hall_server.sitting.rules import Threshold
from hall_server.sitting.state import Counts
from tests.making import (
    BRIDGE,
    CAST,
    CLERK,
    DISPLAY,
    HDND,
    START,
    Sitting,
    delegate_id,
    preparation,
    seated,
    vote_rule,
    with_majority,
)


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(preparation(15)).open(12)


def test_register_is_frozen_at_the_opening(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    assert vote.register == {delegate_id(n) for n in range(1, 13)}
    sitting.arrive(13)
    sitting.leave(1)
    assert vote.register == {delegate_id(n) for n in range(1, 13)}
    assert vote.in_office == 15


def test_register_hash_is_that_of_its_ids_one_a_line(sitting: Sitting) -> None:
    opened = sitting.do(c.OpenVote("Nghị quyết"))[0]
    assert isinstance(opened, VoteOpened)
    ids = sorted(f"s{n}" for n in range(1, 13))
    assert list(opened.register) == ids
    assert opened.register_hash == sha256("\n".join(ids).encode()).hexdigest()


def test_who_comes_after_the_opening_is_not_entitled(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    sitting.arrive(13)
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(13)) == "not-entitled"
    assert vote.ballots == {}


def test_the_absent_do_not_vote(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(14)) == "delegate-absent"
    sitting.leave(1)
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(1)) == "delegate-absent"


def test_who_was_there_at_the_opening_may_leave_come_back_and_vote(sitting: Sitting) -> None:
    sitting.open_vote()
    sitting.leave(1)
    sitting.arrive(1)
    sitting.cast(1, "no")


def test_ballot_counts_until_the_last_millisecond_and_not_at_the_close(sitting: Sitting) -> None:
    vote = sitting.open_vote(seconds=20)
    assert vote.closes_at == START + 20_000
    sitting.now = START + 19_999
    sitting.cast(1, "yes")
    sitting.now = START + 20_000
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(2)) == "too-late"
    assert sitting.refused(c.CastBallot(vote.id, "no"), seated(1)) == "too-late"


def test_ballot_after_the_chair_closed_is_too_late(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    sitting.close()
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(2)) == "too-late"
    sitting.declare()
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(2)) == "too-late"


def test_ballot_for_an_earlier_vote_is_too_late_while_the_next_is_open(sitting: Sitting) -> None:
    first = sitting.open_vote()
    sitting.close()
    sitting.declare()
    sitting.open_vote()
    assert sitting.refused(c.CastBallot(first.id, "yes"), seated(2)) == "too-late"


def test_window_is_that_of_the_rules_unless_the_chair_sets_another(sitting: Sitting) -> None:
    assert sitting.open_vote().closes_at == START + HDND.vote.seconds * 1000
    sitting.close()
    sitting.declare()
    assert sitting.open_vote(seconds=5).closes_at == START + 5000


def test_without_a_window_the_vote_stays_open_until_it_is_closed() -> None:
    sitting = Sitting(preparation(15, CAST)).open(12)
    assert sitting.open_vote().closes_at is None
    sitting.wait(86_400)
    sitting.cast(1, "yes")


def test_ballot_may_be_changed_until_the_close(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    sitting.cast(1, "yes")
    sitting.cast(1, "no")
    sitting.cast(1, "abstain")
    assert vote.running == {"yes": 0, "no": 0, "abstain": 1, "": 0}
    assert sitting.close().counts == Counts(0, 0, 1, 11, 3, present_at_close=12)


def test_first_ballot_counts_where_the_rules_say_so() -> None:
    rules = vote_rule(HDND, ballot="first-counts")
    sitting = Sitting(preparation(15, rules)).open(12)
    vote = sitting.open_vote()
    sitting.cast(1, "yes")
    assert sitting.refused(c.CastBallot(vote.id, "no"), seated(1)) == "ballot-final"
    refusal = sitting.try_(c.CastBallot(vote.id, "no"), seated(1))
    assert not isinstance(refusal, list)
    assert refusal.article == rules.vote.source
    assert sitting.cast(1, "yes") == []


def test_same_choice_again_is_no_event(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    sitting.cast(1, "yes")
    sitting.wait(1)
    assert sitting.cast(1, "yes") == []
    assert sitting.do(c.CastBallot(vote.id, "yes", seat="1"), BRIDGE) == []
    assert vote.ballots[delegate_id(1)].at == START


def test_tablet_and_keypad_of_one_delegate_are_one_ballot(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    sitting.cast(1, "yes")
    sitting.do(c.CastBallot(vote.id, "no", seat="1"), BRIDGE)
    assert len(vote.ballots) == 1
    assert vote.ballots[delegate_id(1)].channel == "keypad"
    assert vote.running == {"yes": 0, "no": 1, "abstain": 0, "": 0}


def test_nobody_votes_for_another(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    for_another = c.CastBallot(vote.id, "yes", delegate="s2")
    assert sitting.refused(for_another, seated(1)) == "not-their-proxy"
    assert sitting.refused(c.CastBallot(vote.id, "yes", "1"), seated(1)) == "other-delegate"
    assert sitting.refused(for_another, DISPLAY) == "role-missing"


def test_ballot_in_a_vote_that_does_not_exist_is_refused(sitting: Sitting) -> None:
    assert sitting.refused(c.CastBallot("v9", "yes"), seated(1)) == "vote-unknown"
    assert sitting.refused(c.CloseVote("v9")) == "vote-unknown"
    assert sitting.refused(c.DeclareVote("v9")) == "vote-unknown"


@pytest.mark.parametrize(("yes", "no", "abstain"), [(0, 0, 0), (12, 0, 0), (5, 4, 3), (1, 2, 0)])
def test_counts_reconcile_with_register_and_office(
    sitting: Sitting, yes: int, no: int, abstain: int
) -> None:
    vote = sitting.open_vote()
    sitting.cast_many(yes, no, abstain)
    counts = sitting.close().counts
    assert counts is not None
    assert (counts.yes, counts.no, counts.abstain) == (yes, no, abstain)
    assert yes + no + abstain + counts.not_voting == len(vote.register) == 12
    assert len(vote.register) + counts.absent == vote.in_office == 15


def test_close_says_whether_the_chair_or_the_time_closed(sitting: Sitting) -> None:
    for actor, by in ((CLERK, "chair"), (HOUSE, "time")):
        vote = sitting.open_vote()
        sitting.wait(30)
        closed = sitting.do(c.CloseVote(vote.id), actor)[0]
        assert isinstance(closed, VoteClosed)
        assert closed.by == by
        assert vote.closed_at == sitting.now
        sitting.declare()


def test_vote_is_declared_once(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    assert sitting.refused(c.DeclareVote(vote.id)) == "vote-state-wrong"
    sitting.cast_many(yes=8)
    sitting.close()
    outcome = sitting.declare().outcome
    assert outcome is not None
    assert (outcome.carried, outcome.needed, outcome.reached) == (True, 8, 8)
    assert sitting.refused(c.DeclareVote(vote.id)) == "vote-state-wrong"
    assert sitting.refused(c.CloseVote(vote.id)) == "vote-state-wrong"


def test_one_yes_below_the_majority_is_not_carried(sitting: Sitting) -> None:
    sitting.open_vote()
    sitting.cast_many(yes=7)
    sitting.close()
    outcome = sitting.declare().outcome
    assert outcome is not None
    assert not outcome.carried


def test_removal_is_voted_under_its_own_majority(sitting: Sitting) -> None:
    sitting.open_vote(majority="removal")
    sitting.cast_many(yes=9)
    sitting.close()
    outcome = sitting.declare().outcome
    assert outcome is not None
    assert (outcome.carried, outcome.needed) == (False, 10)


def test_majority_the_rules_do_not_know_is_refused(sitting: Sitting) -> None:
    assert sitting.refused(c.OpenVote("Nghị quyết", majority="royal")) == "majority-unknown"


@pytest.mark.parametrize("closed", [False, True])
def test_undeclared_vote_blocks_the_next_and_the_end(sitting: Sitting, closed: bool) -> None:
    sitting.open_vote()
    if closed:
        sitting.close()
    assert sitting.refused(c.OpenVote("Nghị quyết khác")) == "vote-under-way"
    assert sitting.refused(c.AdjournSitting()) == "vote-under-way"


def test_an_open_vote_blocks_a_suspension_and_a_closed_one_does_not(sitting: Sitting) -> None:
    sitting.open_vote()
    assert sitting.refused(c.SuspendSitting()) == "vote-under-way"
    sitting.close()
    sitting.do(c.SuspendSitting())
    assert sitting.refused(c.AdjournSitting()) == "vote-under-way"
    sitting.declare()
    sitting.do(c.AdjournSitting())


def test_votes_are_numbered_and_opened_only_in_session(sitting: Sitting) -> None:
    assert Sitting(preparation()).refused(c.OpenVote("Quá sớm")) == "phase-wrong"
    for number in (1, 2, 3):
        assert (sitting.open_vote().id, sitting.vote.number) == (f"v{number}", number)
        sitting.close()
        sitting.declare()
    sitting.do(c.SuspendSitting())
    assert sitting.refused(c.OpenVote("Đang nghỉ")) == "phase-wrong"


def test_majority_of_seats_by_law_counts_vacant_seats() -> None:
    rules = with_majority(HDND, Threshold("statutory", 1, 2, strict=True))
    sitting = Sitting(preparation(12, rules, seats=20)).open(12)
    sitting.open_vote()
    sitting.cast_many(yes=10)
    sitting.close()
    outcome = sitting.declare().outcome
    assert outcome is not None
    assert (outcome.carried, outcome.needed) == (False, 11)


def _at(device: str) -> Actor:
    return msgspec.structs.replace(seated(1), device=device)


def test_ballot_held_back_by_a_bad_line_does_not_override_a_newer_one_from_elsewhere() -> None:
    sitting = Sitting(preparation()).open(12)
    vote = sitting.open_vote().id
    sitting.do(c.CastBallot(vote, "no"), _at("phone"))
    late = c.CastBallot(vote, "yes", after=0)
    assert sitting.refused(late, _at("tablet")) == "changed-elsewhere"
    assert sitting.vote.ballots[delegate_id(1)].choice == "no"


def test_ballot_chosen_with_the_newest_in_sight_counts_from_any_device() -> None:
    sitting = Sitting(preparation()).open(12)
    vote = sitting.open_vote().id
    sitting.do(c.CastBallot(vote, "no"), _at("phone"))
    seen = sitting.vote.ballots[delegate_id(1)].at
    sitting.do(c.CastBallot(vote, "yes", after=seen), _at("tablet"))
    assert sitting.vote.ballots[delegate_id(1)].choice == "yes"


def test_second_press_on_one_device_counts_before_its_first_was_seen() -> None:
    sitting = Sitting(preparation()).open(12)
    vote = sitting.open_vote().id
    sitting.do(c.CastBallot(vote, "no", after=0), _at("tablet"))
    sitting.wait(1)
    sitting.do(c.CastBallot(vote, "yes", after=0), _at("tablet"))
    assert sitting.vote.ballots[delegate_id(1)].choice == "yes"
