"""Ballots: what answers each question, which channel counts, desk ballots, roll calls."""

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.authority import Actor
from hall_server.sitting.events import BallotCast
from hall_server.sitting.ids import Channel
from hall_server.sitting.vote_refusals import ChannelOutranked, ChoiceWrong, MarksWrong
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    TRIAL,
    Sitting,
    delegate_id,
    options,
    preparation,
    seated,
    vote_rule,
    with_kind,
)

THREE = options("a", "b", "c")
KEYPAD, TABLET, DESK = "keypad", "tablet", "desk"


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(preparation(15, TRIAL)).open(12)


ANSWERS: list[tuple[str, tuple[str, ...]]] = [
    ("choice", ("a",)),
    ("choice", ("c",)),
    ("approve", ()),
    ("approve", ("b",)),
    ("approve", ("b", "a")),
    ("rate", ("a:high", "b:low", "c:medium")),
    ("rate", ("c:low", "a:low", "b:low")),
]
NO_ANSWERS: list[tuple[str, tuple[str, ...], int]] = [
    ("choice", (), 1),
    ("choice", ("a", "b"), 1),
    ("choice", ("d",), 1),
    ("choice", ("a:high",), 1),
    ("approve", ("a", "b", "c"), 2),
    ("approve", ("a", "a"), 2),
    ("approve", ("d",), 2),
    ("approve", ("a:low",), 2),
    ("rate", (), 3),
    ("rate", ("a:high", "b:low"), 3),
    ("rate", ("a:high", "b:low", "b:high"), 3),
    ("rate", ("a:high", "b:low", "d:low"), 3),
    ("rate", ("a", "b", "c"), 3),
    ("rate", ("a:high", "b:low", "c:low", "c:high"), 3),
]


def opened(sitting: Sitting, kind: str) -> str:
    more = {"seats": 1, "marks_max": 2} if kind == "approve" else {}
    return sitting.open_prepared("Lựa chọn", kind=kind, options=THREE, **more).id


@pytest.mark.parametrize(("kind", "marks"), ANSWERS)
def test_marks_that_answer_the_question_count(
    sitting: Sitting, kind: str, marks: tuple[str, ...]
) -> None:
    opened(sitting, kind)
    sitting.mark(1, *marks)
    counts = sitting.close().counts
    assert counts is not None
    assert (counts.marked, counts.not_voting) == (1, 11)
    assert counts.marks == dict.fromkeys(marks, 1)


@pytest.mark.parametrize(("kind", "marks", "most"), NO_ANSWERS)
def test_marks_that_are_no_answer_are_refused(
    sitting: Sitting, kind: str, marks: tuple[str, ...], most: int
) -> None:
    vote = opened(sitting, kind)
    refusal = sitting.answer(c.CastBallot(vote, marks=marks), seated(1))
    assert refusal == MarksWrong(most, sitting.vote.article)
    assert str(most) in refusal.vi


def test_as_many_may_be_marked_as_there_are_seats_unless_the_plan_says_more(
    sitting: Sitting,
) -> None:
    vote = sitting.open_prepared(kind="approve", options=THREE, seats=2).id
    sitting.mark(1, "a", "b")
    refusal = sitting.answer(c.CastBallot(vote, marks=("a", "b", "c")), seated(2))
    assert refusal == MarksWrong(2, sitting.vote.article)


def test_the_same_marks_in_another_order_are_the_same_ballot(sitting: Sitting) -> None:
    vote = opened(sitting, "approve")
    sitting.mark(1, "b", "a")
    assert sitting.vote.ballots[delegate_id(1)].marks == ("a", "b")
    assert sitting.do(c.CastBallot(vote, marks=("a", "b")), seated(1)) == []
    assert sitting.do(c.CastBallot(vote, marks=("b", "a")), seated(1)) == []


@pytest.mark.parametrize("kind", ["choice", "approve", "rate"])
def test_yes_and_no_answer_no_other_question_and_an_abstention_answers_all(
    sitting: Sitting, kind: str
) -> None:
    vote = opened(sitting, kind)
    for command in (
        c.CastBallot(vote, "yes"),
        c.CastBallot(vote, "no"),
        c.CastBallot(vote, "abstain", marks=("a",)),
    ):
        assert sitting.refused(command, seated(1)) == "choice-wrong"
    sitting.cast(1, "abstain")
    counts = sitting.close().counts
    assert counts is not None
    assert (counts.abstain, counts.marked) == (1, 0)


def test_marks_answer_no_question_for_or_against(sitting: Sitting) -> None:
    vote = sitting.open_vote().id
    for command in (c.CastBallot(vote), c.CastBallot(vote, marks=("a",)),
                    c.CastBallot(vote, "yes", marks=("a",))):  # fmt: skip
        assert sitting.refused(command, seated(1)) == "choice-wrong"


def test_where_there_is_no_abstention_nobody_abstains(sitting: Sitting) -> None:
    vote = sitting.open_vote(kind="no-abstain")
    refusal = sitting.answer(c.CastBallot(vote.id, "abstain"), seated(1))
    assert refusal == ChoiceWrong(TRIAL.vote.source)
    assert refusal.article == TRIAL.vote.source
    sitting.cast(1, "no")


def test_a_mark_that_is_changed_is_counted_once(sitting: Sitting) -> None:
    opened(sitting, "approve")
    sitting.mark(1, "a", "b")
    assert sitting.mark(1, "a", "b") == []
    sitting.mark(1, "c")
    assert sitting.vote.running == {"yes": 0, "no": 0, "abstain": 0, "": 1}
    sitting.cast(1, "abstain")
    assert sitting.vote.running == {"yes": 0, "no": 0, "abstain": 1, "": 0}


@pytest.mark.parametrize("kind", ["roll-call", "hands", "confidence"])
@pytest.mark.parametrize("actor", [seated(1), BRIDGE])
def test_devices_answer_only_what_is_taken_by_devices(
    sitting: Sitting, kind: str, actor: Actor
) -> None:
    vote = sitting.open_vote(kind=kind)
    ballot = c.CastBallot(vote.id, "yes", seat="1" if actor is BRIDGE else "")
    refusal = sitting.answer(ballot, actor)
    assert refusal.code == "not-by-device"
    assert vote.kind.form not in refusal.vi
    assert vote.ballots == {}


@pytest.mark.parametrize("kind", ["hands", "confidence"])
def test_the_desk_enters_no_single_ballot_where_they_bear_no_name(
    sitting: Sitting, kind: str
) -> None:
    vote = sitting.open_vote(kind=kind)
    ballot = c.CastBallot(vote.id, "yes", delegate="s1")
    assert sitting.refused(ballot, CLERK) == "not-by-device"


def test_the_desk_enters_the_ballot_of_who_has_no_working_device(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    (cast,) = sitting.do(c.CastBallot(vote.id, "no", delegate="s1"), CLERK)
    assert isinstance(cast, BallotCast)
    assert (cast.delegate, cast.channel, cast.by) == ("s1", "desk", "")
    sitting.do(c.CastBallot(vote.id, "yes", seat="2"), CHAIR)
    assert sitting.refused(c.CastBallot(vote.id, "yes"), CLERK) == "delegate-unknown"
    for absent in (c.CastBallot(vote.id, "yes", delegate="s14"),
                   c.CastBallot(vote.id, "yes", seat="14")):  # fmt: skip
        assert sitting.refused(absent, CLERK) == "delegate-absent"


def test_the_desk_enters_none_where_the_rules_do_not_let_it() -> None:
    rules = vote_rule(TRIAL, desk_ballots=False)
    sitting = Sitting(preparation(15, rules)).open(12)
    vote = sitting.open_vote()
    refusal = sitting.answer(c.CastBallot(vote.id, "no", delegate="s1"), CLERK)
    assert (refusal.code, refusal.article) == ("not-allowed-by-rules", rules.vote.source)
    sitting.do(c.AnnulVote(vote.id, "Gọi tên"))
    sitting.open_vote(kind="roll-call")
    sitting.do(c.CastBallot(sitting.vote.id, "no", delegate="s1"), CLERK)


# Whichever the channel, there is one ballot of each delegate.


def by(channel: str, number: int = 1) -> tuple[Actor, dict[str, str]]:
    if channel == KEYPAD:
        return BRIDGE, {"seat": f"{number}"}
    if channel == DESK:
        return CLERK, {"delegate": f"s{number}"}
    return seated(number), {}


def cast_by(sitting: Sitting, channel: str, choice: str) -> list[object] | str:
    actor, whose = by(channel)
    command = msgspec.convert(
        {"t": "CastBallot", "vote": sitting.vote.id, "choice": choice, **whose}, c.CastBallot
    )
    result = sitting.try_(command, actor)
    return [*result] if isinstance(result, list) else result.code


def ranked(*channels: Channel) -> Sitting:
    sitting = Sitting(preparation(15, vote_rule(TRIAL, precedence=channels))).open(12)
    sitting.open_vote()
    return sitting


@pytest.mark.parametrize("first", [KEYPAD, TABLET, DESK])
@pytest.mark.parametrize("then", [KEYPAD, TABLET, DESK])
def test_without_precedence_the_latest_ballot_counts(first: str, then: str) -> None:
    sitting = ranked()
    cast_by(sitting, first, "yes")
    cast_by(sitting, then, "no")
    ballot = sitting.vote.ballots[delegate_id(1)]
    assert (len(sitting.vote.ballots), ballot.choice, ballot.channel) == (1, "no", then)


@pytest.mark.parametrize("first", [KEYPAD, TABLET, DESK])
@pytest.mark.parametrize("then", [KEYPAD, TABLET, DESK])
def test_a_ballot_is_not_replaced_from_a_channel_of_lower_rank(first: str, then: str) -> None:
    order = [DESK, KEYPAD, TABLET]
    sitting = ranked("desk", "keypad")  # who is not named comes last
    cast_by(sitting, first, "yes")
    told = cast_by(sitting, then, "no")
    lower = order.index(then) > order.index(first)
    assert (told == "channel-outranked") == lower
    ballot = sitting.vote.ballots[delegate_id(1)]
    assert (ballot.choice, ballot.channel) == (("yes", first) if lower else ("no", then))


def test_the_refusal_names_the_channel_that_counts_and_its_article() -> None:
    sitting = ranked("keypad", "tablet")
    cast_by(sitting, KEYPAD, "yes")
    refusal = sitting.answer(c.CastBallot(sitting.vote.id, "no"), seated(1))
    assert refusal == ChannelOutranked("keypad", TRIAL.vote.source)
    assert "bàn phím" in refusal.vi


def test_the_same_answer_by_a_higher_channel_counts_as_that_channels() -> None:
    sitting = ranked("keypad", "tablet")
    cast_by(sitting, TABLET, "yes")
    assert cast_by(sitting, KEYPAD, "yes") != []
    assert cast_by(sitting, TABLET, "yes") == []
    assert cast_by(sitting, TABLET, "no") == "channel-outranked"
    ballot = sitting.vote.ballots[delegate_id(1)]
    assert (ballot.choice, ballot.channel) == ("yes", "keypad")
    assert sitting.vote.running["yes"] == 1


def test_where_the_first_counts_no_channel_changes_it() -> None:
    rules = vote_rule(TRIAL, ballot="first-counts", precedence=["keypad", "tablet"])
    sitting = Sitting(preparation(15, rules)).open(12)
    sitting.open_vote()
    cast_by(sitting, TABLET, "yes")
    assert cast_by(sitting, KEYPAD, "yes") == []
    assert cast_by(sitting, KEYPAD, "no") == "ballot-final"


# Roll calls.


@pytest.fixture
def calling(sitting: Sitting) -> Sitting:
    sitting.open_vote(kind="roll-call")
    return sitting


def call(sitting: Sitting, delegate: str = "") -> str:
    sitting.do(c.CallDelegate(sitting.vote.id, delegate), CLERK)
    assert sitting.vote.called is not None
    return sitting.vote.called


def answered(sitting: Sitting, delegate: str, choice: str = "yes") -> None:
    sitting.do(
        msgspec.convert(
            {"t": "CastBallot", "vote": "v1", "choice": choice, "delegate": delegate}, c.CastBallot
        ),
        CLERK,
    )


def test_delegates_are_called_in_the_councils_order(calling: Sitting) -> None:
    for number in range(1, 13):
        assert call(calling) == f"s{number}"
        answered(calling, f"s{number}")
    assert calling.refused(c.CallDelegate("v1"), CLERK) == "everybody-answered"
    counts = calling.close().counts
    assert counts is not None
    assert (counts.yes, counts.not_voting) == (12, 0)


def test_who_was_silent_is_called_again_after_the_last(calling: Sitting) -> None:
    for number in range(1, 13):
        call(calling)
        if number not in (4, 9):
            answered(calling, f"s{number}")
    assert [call(calling), call(calling), call(calling)] == ["s4", "s9", "s4"]
    answered(calling, "s9")
    assert call(calling) == "s4"


def test_the_desk_may_call_whom_it_wants_and_goes_on_from_there(calling: Sitting) -> None:
    assert call(calling, "s7") == "s7"
    assert call(calling) == "s8"
    answered(calling, "s12", "abstain")
    assert call(calling, "s11") == "s11"
    assert call(calling) == "s1"


def test_answers_of_a_roll_call_have_a_channel_of_their_own(calling: Sitting) -> None:
    answered(calling, "s1", "no")
    ballot = calling.vote.ballots[delegate_id(1)]
    assert (ballot.channel, ballot.choice) == ("roll-call", "no")
    answered(calling, "s1", "yes")
    assert calling.vote.running["yes"] == 1


def test_who_left_is_called_and_does_not_answer(calling: Sitting) -> None:
    calling.leave(1)
    assert call(calling) == "s1"
    ballot = c.CastBallot("v1", "yes", delegate="s1")
    assert calling.refused(ballot, CLERK) == "delegate-absent"
    assert call(calling) == "s2"
    counts = calling.close().counts
    assert counts is not None
    assert (counts.not_voting, counts.present_at_close) == (12, 11)


def test_who_was_called_and_is_recused_is_passed_over(calling: Sitting) -> None:
    assert call(calling, "s3") == "s3"
    calling.do(c.RecuseDelegate("v1", "s3", "Có liên quan"))
    assert call(calling) == "s1"
    assert calling.refused(c.CallDelegate("v1", "s3"), CLERK) == "not-entitled"


def test_nobody_is_called_who_is_not_on_the_register(calling: Sitting) -> None:
    assert calling.refused(c.CallDelegate("v1", "s14"), CLERK) == "not-entitled"
    assert calling.refused(c.CallDelegate("v1", "s99"), CLERK) == "delegate-unknown"
    assert calling.refused(c.CallDelegate("v9"), CLERK) == "vote-unknown"
    calling.do(c.HoldVote("v1"))
    assert calling.refused(c.CallDelegate("v1"), CLERK) == "vote-state-wrong"


def test_nobody_is_called_in_a_vote_by_devices(sitting: Sitting) -> None:
    vote = sitting.open_vote()
    refusal = sitting.answer(c.CallDelegate(vote.id), CLERK)
    assert refusal.code == "form-wrong"


def test_a_roll_call_closes_by_itself_only_where_the_rules_say_so(calling: Sitting) -> None:
    rules = with_kind(TRIAL, "roll-closes", form="roll-call", seconds=0, close_when_all=True)
    closing = Sitting(preparation(15, rules)).open(12)
    closing.open_vote(kind="roll-closes")
    house = Actor("house", "house")
    for council in (calling, closing):
        for number in range(1, 13):
            answered(council, f"s{number}")
    closing.do(c.CloseVote("v1"), house)
    assert closing.vote.state == "closed"
    calling.do(c.CloseVote("v1"), house)
    assert calling.vote.state == "open"
    answered(calling, "s12", "no")
    assert calling.vote.ballots[delegate_id(12)].choice == "no"
