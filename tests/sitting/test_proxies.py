"""Proxies and weights: who stands for whom, in whose person, with how many votes."""

import pytest
from msgspec import structs

from hall_server.sitting import commands as c
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.events import BallotCast, DelegateAdmitted, DelegateRecused, VoteOpened
from hall_server.sitting.ids import Choice, DelegateId
from hall_server.sitting.model import Preparation
from hall_server.sitting.rules import RulePack
from hall_server.sitting.state import Counts
from tests.making import (
    BRIDGE,
    CLERK,
    TRIAL,
    WEIGHTED,
    Sitting,
    delegate_id,
    preparation,
    seated,
    with_proxies,
)

PROXIES = with_proxies(TRIAL)


def sitting_of(rules: RulePack = PROXIES, present: int = 12) -> Sitting:
    return Sitting(preparation(15, rules)).open(present)


@pytest.fixture
def sitting() -> Sitting:
    """Delegate 1 stands for 14, delegate 2 for 15; 13, 14 and 15 are absent."""
    sitting = sitting_of()
    sitting.do(c.GiveProxy("s14", "s1"), CLERK)
    sitting.do(c.GiveProxy("s15", "s2"), CLERK)
    return sitting


def for_14(choice: str = "yes", delegate: str = "s14") -> c.CastBallot:
    assert choice in ("yes", "no")
    return c.CastBallot("v1", "yes" if choice == "yes" else "no", delegate=delegate)


def counted(sitting: Sitting) -> Counts:
    counts = sitting.close().counts
    assert counts is not None
    assert counts.in_office == 15
    assert counts.register == len(sitting.vote.register)
    return counts


def test_those_who_are_stood_for_are_on_the_register(sitting: Sitting) -> None:
    (opened,) = sitting.do(c.OpenVote("Nghị quyết"))
    assert isinstance(opened, VoteOpened)
    assert opened.represented == {"s14": "s1", "s15": "s2"}
    assert set(opened.register) == {delegate_id(n) for n in (*range(1, 13), 14, 15)}
    assert counted(sitting).absent == 1


def test_a_holder_casts_one_ballot_for_each(sitting: Sitting) -> None:
    sitting.open_vote()
    sitting.cast(1, "no")
    (cast,) = sitting.do(for_14(), seated(1))
    assert isinstance(cast, BallotCast)
    assert (cast.delegate, cast.choice, cast.by) == ("s14", "yes", "s1")
    assert sitting.vote.ballots[delegate_id(1)].by == ""
    counts = counted(sitting)
    assert (counts.yes, counts.no, counts.not_voting) == (1, 1, 12)


def test_nobody_else_stands_for_them(sitting: Sitting) -> None:
    sitting.open_vote()
    for who in (2, 3):
        refusal = sitting.answer(for_14(), seated(who))
        assert refusal.code == "not-their-proxy"
    assert sitting.refused(for_14(delegate="s13"), seated(1)) == "not-their-proxy"


def test_neither_key_nor_tablet_of_the_absent_votes_for_them(sitting: Sitting) -> None:
    sitting.open_vote()
    assert sitting.refused(c.CastBallot("v1", "yes"), seated(14)) == "delegate-absent"
    assert sitting.refused(c.CastBallot("v1", "yes", seat="14"), BRIDGE) == "delegate-absent"


def test_the_desk_enters_what_the_holder_says(sitting: Sitting) -> None:
    sitting.open_vote(kind="roll-call")
    (cast,) = sitting.do(for_14("no"), CLERK)
    assert isinstance(cast, BallotCast)
    assert (cast.by, cast.channel) == ("s1", "roll-call")
    sitting.leave(1)
    refusal = sitting.answer(for_14("yes"), CLERK)
    assert refusal.code == "delegate-absent"
    assert "Đại biểu Mẫu 1 " in refusal.vi


def test_a_holder_who_leaves_votes_for_nobody_any_more(sitting: Sitting) -> None:
    sitting.open_vote()
    sitting.do(for_14(), seated(1))
    sitting.leave(1, 2)
    assert sitting.refused(for_14("no"), seated(1)) == "delegate-absent"
    assert sitting.refused(for_14(delegate="s15"), seated(2)) == "delegate-absent"
    counts = counted(sitting)
    assert (counts.yes, counts.not_voting, counts.present_at_close) == (1, 13, 10)


def test_a_principal_who_comes_votes_in_person_and_the_holder_no_longer_for_them(
    sitting: Sitting,
) -> None:
    sitting.open_vote()
    sitting.do(for_14("yes"), seated(1))
    sitting.arrive(14)
    assert sitting.vote.ballots[delegate_id(14)].choice == "yes"
    assert sitting.refused(for_14("no"), seated(1)) == "not-their-proxy"
    sitting.cast(14, "no")
    ballot = sitting.vote.ballots[delegate_id(14)]
    assert (ballot.choice, ballot.by) == ("no", "")
    sitting.leave(1)
    sitting.cast(14, "abstain")
    sitting.do(c.CastBallot("v1", "yes", seat="14"), BRIDGE)
    assert counted(sitting).yes == 1


def test_the_desk_enters_what_a_principal_says_who_has_come(sitting: Sitting) -> None:
    sitting.open_vote()
    sitting.arrive(14)
    sitting.leave(1)
    (cast,) = sitting.do(for_14("no"), CLERK)
    assert isinstance(cast, BallotCast)
    assert (cast.by, cast.channel) == ("", "desk")


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_a_ballot_cast_in_person_stays_when_its_owner_leaves(
    sitting: Sitting, choice: Choice
) -> None:
    vote = sitting.open_vote()
    sitting.arrive(14)
    sitting.cast(14, "no")
    sitting.leave(14)
    refusal = sitting.answer(for_14(choice), seated(1))
    assert (refusal.code, refusal.article) == ("not-their-proxy", vote.article)
    assert sitting.refused(for_14(choice, delegate="s14"), CLERK) == "not-their-proxy"
    cast = vote.ballots[delegate_id(14)]
    assert (cast.choice, cast.by) == ("no", "")


def test_a_principal_who_came_and_left_without_a_ballot_is_stood_for_again(
    sitting: Sitting,
) -> None:
    sitting.open_vote()
    sitting.do(for_14("no"), seated(1))
    sitting.arrive(14)
    sitting.leave(14)
    sitting.do(for_14("yes"), seated(1))
    assert sitting.vote.ballots[delegate_id(14)].by == "s1"


def test_a_principal_who_was_there_at_the_opening_is_stood_for_by_nobody(
    sitting: Sitting,
) -> None:
    sitting.arrive(14)
    assert sitting.open_vote().represented == {"s15": "s2"}
    sitting.leave(14)
    assert sitting.refused(for_14(), seated(1)) == "not-their-proxy"


def test_a_proxy_holds_for_votes_that_open_after_it(sitting: Sitting) -> None:
    sitting.open_vote()
    sitting.do(c.GiveProxy("s13", "s3"), CLERK)
    sitting.do(c.GiveProxy("s14"), CLERK)
    assert sitting.refused(for_14(delegate="s13"), seated(3)) == "not-their-proxy"
    sitting.do(for_14(), seated(1))
    sitting.decided()
    assert sitting.open_vote().represented == {"s13": "s3", "s15": "s2"}


def test_a_recused_principal_is_not_voted_for(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    sitting.do(for_14(), seated(1))
    sitting.do(c.RecuseDelegate(vote.id, "s14", "Có liên quan"))
    assert sitting.refused(for_14("no"), seated(1)) == "not-entitled"
    sitting.cast(1, "yes")
    counts = counted(sitting)
    assert (counts.yes, counts.recused, counts.absent, counts.register) == (1, 1, 1, 13)
    assert counts.present_at_close == 13


@pytest.mark.parametrize("before", [True, False])
def test_a_recused_holder_votes_for_nobody(sitting: Sitting, before: bool) -> None:
    vote = sitting.prepare()
    if before:
        sitting.do(c.RecuseDelegate(vote.id, "s1", "Có liên quan"))
    sitting.do(c.OpenVote(vote=vote.id))
    if not before:
        sitting.do(for_14(), seated(1))
        (recused,) = sitting.do(c.RecuseDelegate(vote.id, "s1", "Có liên quan"))
        assert isinstance(recused, DelegateRecused)
        assert recused.silenced == ("s14",)
    assert {"s1", "s14"}.isdisjoint(vote.register)
    assert vote.ballots == {}
    assert sitting.refused(for_14(), seated(1)) in ("not-their-proxy", "not-entitled")
    counts = counted(sitting)
    assert (counts.recused, counts.absent, counts.register) == (1, 2, 12)


def test_what_a_principal_cast_in_person_outlives_the_recusal_of_their_holder(
    sitting: Sitting,
) -> None:
    vote = sitting.open_vote()
    sitting.arrive(14)
    sitting.cast(14, "yes")
    sitting.leave(14)
    sitting.do(c.RecuseDelegate(vote.id, "s1", "Có liên quan"))
    assert vote.ballots[delegate_id(14)].choice == "yes"
    assert counted(sitting).yes == 1


def test_a_principal_silenced_with_their_holder_may_come_and_be_admitted(
    sitting: Sitting,
) -> None:
    vote = sitting.open_vote()
    sitting.do(c.RecuseDelegate(vote.id, "s1", "Có liên quan"))
    sitting.arrive(14)
    sitting.do(c.AdmitDelegate(vote.id, "s14"))
    sitting.cast(14, "yes")
    assert counted(sitting).yes == 1


def test_who_may_stand_for_whom(sitting: Sitting) -> None:
    for principal, holder, code in (
        ("s3", "s3", "proxy-wrong"),
        ("s3", "s14", "proxy-wrong"),
        ("s1", "s3", "proxy-wrong"),
        ("s3", "s99", "delegate-unknown"),
        ("s99", "s3", "delegate-unknown"),
    ):
        assert sitting.refused(c.GiveProxy(principal, holder), CLERK) == code
    assert sitting.do(c.GiveProxy("s14", "s1"), CLERK) == []
    assert sitting.do(c.GiveProxy("s13"), CLERK) == []
    sitting.do(c.GiveProxy("s14", "s5"), CLERK)
    assert sitting.state.proxies[DelegateId("s14")] == "s5"


def test_a_holder_stands_for_as_many_as_the_rules_let(sitting: Sitting) -> None:
    sitting.do(c.GiveProxy("s13", "s1"), CLERK)
    refusal = sitting.answer(c.GiveProxy("s12", "s1"), CLERK)
    assert (refusal.code, refusal.article) == ("proxies-not-allowed", TRIAL.vote.source)
    assert "2" in refusal.vi
    sitting.do(c.GiveProxy("s14"), CLERK)
    sitting.do(c.GiveProxy("s12", "s1"), CLERK)


def test_a_peoples_council_knows_no_proxies() -> None:
    sitting = sitting_of(TRIAL)
    assert sitting.refused(c.GiveProxy("s14", "s1"), CLERK) == "proxies-not-allowed"
    sitting.do(c.AdjournSitting())
    assert sitting.refused(c.GiveProxy("s14", "s1"), CLERK) == "phase-wrong"


def test_proxies_do_not_outlive_the_rules_or_the_people_that_they_were_given_under() -> None:
    sitting = Sitting(preparation(15, PROXIES))
    for principal, holder in (("s13", "s1"), ("s14", "s1"), ("s15", "s2"), ("s12", "s2")):
        sitting.do(c.GiveProxy(principal, holder), CLERK)
    sitting.do(c.PrepareSitting(preparation(14, PROXIES)), HOUSE)
    assert sitting.state.proxies == {"s13": "s1", "s14": "s1", "s12": "s2"}
    sitting.do(c.PrepareSitting(preparation(14, with_proxies(TRIAL, most=1))), HOUSE)
    assert sitting.state.proxies == {"s13": "s1", "s12": "s2"}
    sitting.do(c.PrepareSitting(preparation(14, TRIAL)), HOUSE)
    assert sitting.state.proxies == {}


# Weights.

SHARES = {1: 500, 2: 300, 3: 150, 4: 49, 5: 1}


def company() -> Preparation:
    made = preparation(5, WEIGHTED)
    people = tuple(
        structs.replace(one, weight=SHARES[number])
        for number, one in enumerate(made.delegates, start=1)
    )
    return structs.replace(made, delegates=people)


@pytest.fixture
def meeting() -> Sitting:
    """Shareholders 1 to 3 are present, 4 stands in the hall no more, 5 is stood for by 3."""
    sitting = Sitting(company())
    sitting.arrive(1, 2, 3)
    sitting.do(c.GiveProxy("s5", "s3"), CLERK)
    sitting.do(c.OpenSitting())
    return sitting


def test_weights_of_all_in_office_are_frozen_at_the_opening(meeting: Sitting) -> None:
    (opened,) = meeting.do(c.OpenVote("Nghị quyết"))
    assert isinstance(opened, VoteOpened)
    assert opened.weights == {f"s{number}": weight for number, weight in SHARES.items()}


def test_one_share_less_than_half_is_not_carried(meeting: Sitting) -> None:
    for yes, no, carried in (((1,), (2, 3), True), ((2, 3), (1,), False)):
        meeting.open_vote()
        for number in yes:
            meeting.cast(number, "yes")
        for number in no:
            meeting.cast(number, "no")
        outcome = meeting.decided()
        assert (outcome.needed, outcome.carried) == (476, carried)


def test_heads_and_shares_are_counted_beside_each_other(meeting: Sitting) -> None:
    vote = meeting.open_vote()
    meeting.cast(1, "yes")
    meeting.do(c.CastBallot(vote.id, "no", delegate="s5"), seated(3))
    counts = meeting.close().counts
    assert counts is not None
    heads = {"yes": 1, "no": 1, "abstain": 0, "marked": 0, "not_voting": 2, "absent": 1,
             "recused": 0, "present_at_close": 4}  # fmt: skip
    assert {name: getattr(counts, name) for name in heads} == heads
    assert counts.weight == {**heads, "yes": 500, "no": 1, "not_voting": 450, "absent": 49,
                             "present_at_close": 951}  # fmt: skip
    parts = ("yes", "no", "abstain", "marked", "not_voting", "absent", "recused")
    assert sum(counts.weight[part] for part in parts) == 1000


def test_who_is_admitted_brings_their_shares(meeting: Sitting) -> None:
    vote = meeting.open_vote()
    meeting.arrive(4)
    (admitted,) = meeting.do(c.AdmitDelegate(vote.id, "s4"), CLERK)
    assert isinstance(admitted, DelegateAdmitted)
    assert admitted.weight == 49
    meeting.cast(4, "yes")
    counts = meeting.close().counts
    assert counts is not None
    assert (counts.weight["yes"], counts.weight["absent"]) == (49, 0)


def test_who_is_recused_takes_their_shares_out(meeting: Sitting) -> None:
    vote = meeting.open_vote()
    meeting.cast(1, "yes")
    meeting.cast(2, "no")
    meeting.do(c.RecuseDelegate(vote.id, "s1", "Bên có liên quan"), CLERK)
    counts = meeting.close().counts
    assert counts is not None
    assert (counts.weight["yes"], counts.weight["recused"]) == (0, 500)
    assert sum(counts.weight.values()) - counts.weight["present_at_close"] == 1000


def test_the_meeting_opens_when_shares_enough_are_there() -> None:
    sitting = Sitting(company())
    sitting.arrive(2, 3, 4, 5)
    refusal = sitting.answer(c.OpenSitting())
    assert refusal.code == "quorum-missing"
    assert "Luật 59/2020/QH14" in refusal.article
    sitting.do(c.GiveProxy("s1", "s5"), CLERK)
    sitting.do(c.OpenSitting())
