"""The life of a vote: held, resumed, extended, closed by whom and when, annulled."""

from typing import get_args

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.command import Command
from hall_server.sitting.events import VoteClosed, VoteExtended, VoteHeld
from hall_server.sitting.ids import VoteId
from hall_server.sitting.refusals import PhaseWrong
from hall_server.sitting.state import VOTE_TRANSITIONS, VoteState
from tests.making import CAST, CLERK, START, TRIAL, Sitting, preparation, seated


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(preparation(15, TRIAL)).open(12)


def test_a_held_vote_takes_no_ballots_and_its_clock_stands(sitting: Sitting) -> None:
    vote = sitting.open_vote(seconds=20)
    sitting.cast(1, "yes")
    sitting.now += 7_001
    sitting.do(c.HoldVote(vote.id), CLERK)
    assert (vote.state, vote.closes_at, vote.remaining) == ("held", None, 12_999)
    assert sitting.refused(c.CastBallot(vote.id, "no"), seated(1)) == "too-late"
    sitting.wait(3600)
    assert vote.remaining == 12_999


def test_a_resumed_vote_has_the_time_that_was_left_to_the_millisecond(sitting: Sitting) -> None:
    vote = sitting.open_vote(seconds=20)
    sitting.now += 7_001
    sitting.do(c.HoldVote(vote.id))
    sitting.wait(600)
    sitting.do(c.ResumeVote(vote.id), CLERK)
    assert (vote.state, vote.closes_at, vote.remaining) == ("open", START + 620_000, None)
    sitting.now = START + 619_999
    sitting.cast(1, "yes")
    sitting.now += 1
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(2)) == "too-late"


def test_a_vote_without_a_window_is_held_and_resumed_without_one() -> None:
    sitting = Sitting(preparation(15, CAST)).open(12)
    vote = sitting.open_vote()
    sitting.do(c.HoldVote(vote.id))
    assert vote.remaining is None
    sitting.do(c.ResumeVote(vote.id))
    assert (vote.state, vote.closes_at) == ("open", None)
    for state in ("open", "held"):
        assert sitting.refused(c.ExtendVote(vote.id, 10)) == "no-window"
        if state == "open":
            sitting.do(c.HoldVote(vote.id))


def test_an_extension_moves_the_end_by_its_seconds(sitting: Sitting) -> None:
    vote = sitting.open_vote(seconds=20)
    sitting.now += 1_234
    sitting.do(c.ExtendVote(vote.id, 15), CLERK)
    assert vote.closes_at == START + 35_000
    sitting.do(c.HoldVote(vote.id))
    sitting.do(c.ExtendVote(vote.id, 5))
    assert vote.remaining == 38_766
    sitting.wait(60)
    sitting.do(c.ResumeVote(vote.id))
    assert vote.closes_at == sitting.now + 38_766


def test_an_extension_after_the_time_was_over_counts_from_now(sitting: Sitting) -> None:
    vote = sitting.open_vote(seconds=20)
    sitting.now = START + 20_005
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(1)) == "too-late"
    sitting.do(c.ExtendVote(vote.id, 10))
    assert vote.closes_at == START + 30_005
    sitting.cast(1, "yes")
    # The timer rang before the extension was decided: nothing is due any more.
    assert sitting.do(c.CloseVote(vote.id), HOUSE) == []
    assert vote.state == "open"


def test_what_is_over_or_has_not_begun_is_not_extended(sitting: Sitting) -> None:
    prepared = sitting.prepare()
    assert sitting.refused(c.ExtendVote(prepared.id, 10)) == "vote-state-wrong"
    vote = sitting.open_vote()
    sitting.close()
    assert sitting.refused(c.ExtendVote(vote.id, 10)) == "vote-state-wrong"
    assert sitting.refused(c.ExtendVote("v99", 10)) == "vote-unknown"


def test_when_the_window_is_over_the_hall_closes_the_vote(sitting: Sitting) -> None:
    vote = sitting.open_vote(seconds=20)
    sitting.now += 19_999
    assert sitting.do(c.CloseVote(vote.id), HOUSE) == []
    sitting.now += 1
    (closed,) = sitting.do(c.CloseVote(vote.id), HOUSE)
    assert isinstance(closed, VoteClosed)
    assert (closed.by, vote.closed_at) == ("time", START + 20_000)


def test_when_the_window_is_over_the_hall_holds_where_the_rules_say_so(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="held-at-end", seconds=20)
    sitting.wait(20)
    assert sitting.do(c.CloseVote(vote.id), HOUSE) == [VoteHeld(vote.id, "time", 0)]
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(1)) == "too-late"
    sitting.do(c.ResumeVote(vote.id))
    assert (vote.state, vote.closes_at) == ("open", None)
    sitting.cast(1, "yes")


def test_a_vote_held_by_time_may_be_given_more_of_it(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="held-at-end", seconds=20)
    sitting.wait(20)
    sitting.do(c.CloseVote(vote.id), HOUSE)
    sitting.do(c.ExtendVote(vote.id, 15))
    sitting.do(c.ResumeVote(vote.id))
    assert vote.closes_at == sitting.now + 15_000


def test_when_the_window_is_over_the_vote_stays_open_where_the_rules_say_so(
    sitting: Sitting,
) -> None:
    vote = sitting.open_vote(kind="kept-open", seconds=20)
    sitting.wait(21)
    sitting.cast(1, "yes")
    assert sitting.do(c.CloseVote(vote.id), HOUSE) == [VoteExtended(vote.id, closes_at=None)]
    assert (vote.state, vote.closes_at) == ("open", None)
    sitting.wait(3600)
    sitting.cast(2, "yes")
    assert sitting.do(c.CloseVote(vote.id), HOUSE) == []
    assert sitting.refused(c.ExtendVote(vote.id, 5)) == "no-window"
    sitting.close()


def test_a_vote_held_at_the_very_end_of_its_window_has_none_left(sitting: Sitting) -> None:
    vote = sitting.open_vote(seconds=20)
    sitting.now += 20_003
    sitting.do(c.HoldVote(vote.id))
    assert vote.remaining == 0
    sitting.wait(60)
    sitting.do(c.ResumeVote(vote.id))
    assert vote.closes_at == sitting.now
    assert sitting.refused(c.CastBallot(vote.id, "yes"), seated(1)) == "too-late"
    sitting.do(c.CloseVote(vote.id), HOUSE)
    assert vote.state == "closed"


def test_the_timer_of_a_vote_that_was_held_meanwhile_closes_nothing(sitting: Sitting) -> None:
    vote = sitting.open_vote(seconds=20)
    sitting.now += 19_999
    sitting.do(c.HoldVote(vote.id))
    sitting.wait(1)
    assert sitting.refused(c.CloseVote(vote.id), HOUSE) == "vote-state-wrong"
    sitting.do(c.CloseVote(vote.id), CLERK)
    assert (vote.state, vote.closed_at) == ("closed", sitting.now)


def test_a_vote_closes_when_all_have_answered_where_the_rules_say_so(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="all-closes", seconds=20)
    for number in range(1, 12):
        sitting.cast(number, "yes")
    assert sitting.do(c.CloseVote(vote.id), HOUSE) == []
    sitting.cast(12, "no")
    (closed,) = sitting.do(c.CloseVote(vote.id), HOUSE)
    assert isinstance(closed, VoteClosed)
    assert (closed.by, closed.not_voting) == ("all", 0)


def test_who_is_admitted_at_the_last_moment_is_waited_for(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="all-closes", seconds=20)
    for number in range(1, 13):
        sitting.cast(number, "yes")
    sitting.arrive(13)
    sitting.do(c.AdmitDelegate(vote.id, "s13"))
    assert sitting.do(c.CloseVote(vote.id), HOUSE) == []
    sitting.cast(13, "no")
    sitting.do(c.CloseVote(vote.id), HOUSE)
    assert vote.state == "closed"


def test_a_vote_that_all_have_answered_stays_open_where_the_rules_do_not_close_it(
    sitting: Sitting,
) -> None:
    vote = sitting.open_vote(seconds=20)
    sitting.cast_many(yes=12)
    assert sitting.do(c.CloseVote(vote.id), HOUSE) == []


def test_a_held_vote_stops_suspension_and_end_and_the_agenda(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    sitting.do(c.HoldVote(vote.id))
    for command in (c.SuspendSitting(), c.AdjournSitting(), c.TakeItem("i2"), c.OpenVote("Khác")):
        assert sitting.refused(command) == "vote-under-way"


@pytest.mark.parametrize("state", get_args(VoteState))
def test_a_vote_is_annulled_from_every_state_with_its_reason(state: VoteState) -> None:
    sitting = Sitting(preparation(15, TRIAL)).open(12)
    vote = sitting.prepare()
    ways: dict[VoteState, list[Command]] = {
        "prepared": [],
        "open": [c.OpenVote(vote="v1")],
        "held": [c.OpenVote(vote="v1"), c.HoldVote("v1")],
        "closed": [c.OpenVote(vote="v1"), c.CloseVote("v1")],
        "declared": [c.OpenVote(vote="v1"), c.CloseVote("v1"), c.DeclareVote("v1")],
        "annulled": [c.AnnulVote("v1", "Lần đầu")],
    }
    for command in ways[state]:
        sitting.do(command)
        if vote.state == "open" and not vote.ballots:
            sitting.cast(1, "yes")
    assert vote.state == state
    cast, counts, outcome = dict(vote.ballots), vote.counts, vote.outcome
    if (state, "AnnulVote") not in VOTE_TRANSITIONS:
        assert sitting.refused(c.AnnulVote("v1", "Lần nữa")) == "vote-state-wrong"
        return
    sitting.do(c.AnnulVote("v1", "Đọc nhầm dự thảo"))
    assert (vote.state, vote.annulled) == ("annulled", "Đọc nhầm dự thảo")
    assert (vote.ballots, vote.counts, vote.outcome) == (cast, counts, outcome)
    assert (vote.closes_at, vote.remaining) == (None, None)


@pytest.mark.parametrize("way", [[], [c.HoldVote("v1")], [c.CloseVote("v1")]])
def test_an_annulled_vote_lets_the_house_go_on(sitting: Sitting, way: list[Command]) -> None:
    sitting.open_vote()
    for command in way:
        sitting.do(command)
    sitting.do(c.AnnulVote("v1", "Mở nhầm"))
    assert sitting.refused(c.CastBallot("v1", "yes"), seated(1)) == "too-late"
    sitting.do(c.TakeItem("i2"))
    sitting.open_vote()
    sitting.decided()
    sitting.do(c.SuspendSitting())
    sitting.do(c.AdjournSitting())


def test_an_annulment_needs_a_reason_and_an_existing_vote(sitting: Sitting) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"t": "AnnulVote", "vote": "v1", "reason": ""}, c.FromClients)
    assert sitting.refused(c.AnnulVote("v9", "Không có")) == "vote-unknown"


def test_an_earlier_vote_is_annulled_while_a_later_one_runs(sitting: Sitting) -> None:
    sitting.open_vote()
    sitting.decided()
    later = sitting.open_vote()
    sitting.do(c.AnnulVote("v1", "Phát hiện sai sót"))
    assert sitting.vote is later
    assert later.state == "open"
    sitting.cast(1, "yes")


def test_nothing_is_annulled_nor_set_up_once_the_sitting_is_over(sitting: Sitting) -> None:
    sitting.prepare()
    sitting.open_vote()
    sitting.decided()
    sitting.do(c.AdjournSitting())
    for vote in ("v1", "v2"):
        assert sitting.answer(c.AnnulVote(vote, "Quá muộn")) == PhaseWrong("adjourned")
    assert sitting.refused(c.RecuseDelegate("v1", "s1", "Quá muộn")) == "phase-wrong"
    assert sitting.refused(c.OpenVote(vote="v1")) == "phase-wrong"
    assert sitting.state.votes[VoteId("v1")].state == "prepared"


def test_windows_are_those_of_the_opening_then_the_plan_then_the_rules(sitting: Sitting) -> None:
    for planned, opened, expected in ((None, None, 30), (45, None, 45), (45, 10, 10)):
        vote = sitting.prepare("Có thời hạn", seconds=planned) if planned else sitting.prepare()
        sitting.do(c.OpenVote(vote=vote.id, seconds=opened))
        assert vote.closes_at == sitting.now + expected * 1000
        sitting.decided()


def test_what_no_device_answers_has_no_window_of_the_rules(sitting: Sitting) -> None:
    for kind in ("roll-call", "hands", "confidence"):
        assert sitting.open_vote(kind=kind).closes_at is None
        sitting.do(c.AnnulVote(sitting.vote.id, "Thử"))
    assert sitting.open_vote(kind="hands", seconds=60).closes_at == START + 60_000
