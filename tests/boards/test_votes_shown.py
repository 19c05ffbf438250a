"""What each audience sees of every kind of vote, and what is refreshed by which act."""

from typing import Any

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.model import PaperCount, Plan
from tests.boards.showing import Shown, boards_told, cast, ended, frames, opened
from tests.boards.test_visibility import all_values
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    TRIAL,
    options,
    preparation,
    seated,
    vote_rule,
)

EVERYONE = {f"s{number}" for number in range(1, 13)}
TWO = options("a", "b")


@pytest.fixture
def shown() -> Shown:
    return Shown(preparation(12, TRIAL)).open(10)


# Names.


@pytest.mark.parametrize("kind", ["resolution", "roll-call"])
def test_names_are_published_when_the_vote_is_declared_and_not_before(
    shown: Shown, kind: str
) -> None:
    name = opened(shown, kind=kind)
    for number in (1, 2, 3):
        shown.do(c.CastBallot(name, "yes", delegate=f"s{number}"), CLERK)
    shown.do(c.CastBallot(name, "no", delegate="s4"), CLERK)
    shown.do(c.CloseVote(name))
    for board in ("desk", "display", "hall"):
        assert f"names/{name}" not in shown[board]
    shown.do(c.DeclareVote(name))
    for board in ("desk", "display"):
        names = shown[board][f"names/{name}"]
        assert (names["yes"], names["no"]) == (["s1", "s2", "s3"], ["s4"])
        assert len(names["not_voting"]) == 6
    assert not set(all_values(shown["hall"])) & EVERYONE


@pytest.mark.parametrize("kind", ["resolution", "roll-call"])
def test_names_go_when_the_vote_is_annulled(shown: Shown, kind: str) -> None:
    name = opened(shown, kind=kind)
    ended(shown, name)
    shown.do(c.AnnulVote(name, "Có sai sót"))
    for board in ("desk", "display"):
        assert f"names/{name}" not in shown[board]
    assert shown["hall"][f"result/{name}"]["state"] == "annulled"
    assert shown["hall"][f"result/{name}"]["annulled"] == "Có sai sót"


def test_an_aggregate_vote_has_its_names_on_no_board_at_any_time(shown: Shown) -> None:
    name = opened(shown, kind="aggregate")
    mark = shown.mark()
    for number in range(1, 8):
        cast(shown, number, name, choice="yes" if number < 6 else "no")
    ended(shown, name)
    shown.do(c.ClaimCorrection(name, "no", "Bấm nhầm"), seated(1))
    for board in ("hall", "display", "desk"):
        for told in frames(shown, board, mark):
            assert not [key for key in told if key.startswith(("names/", "corrections/"))]
            for key, value in told.items():
                found = {str(one) for one in all_values(value)}
                named = found & EVERYONE or key.partition("/")[2] in EVERYONE
                assert not (named and found & {"yes", "no"}), (board, key)
    result = shown["hall"][f"result/{name}"]
    assert (result["counts"]["yes"], result["counts"]["no"]) == (5, 2)
    assert shown["hall"]["vote"]["corrections"] == 1


def test_nobody_sees_how_an_open_aggregate_vote_stands_not_even_the_desk() -> None:
    shown = Shown(preparation(12, vote_rule(TRIAL, tally_on_display=True))).open(10)
    name = opened(shown, kind="aggregate")
    for number, choice in ((3, "no"), (7, "yes"), (3, "abstain")):
        cast(shown, number, name, choice=choice)
        for board in ("desk", "display"):
            tally = shown[board]["tally"]
            assert (tally["cast"] > 0, tally["counts"]) == (True, None)
    shown.do(c.RecuseDelegate(name, "s7", "Có liên quan"), CLERK)
    assert shown["desk"]["tally"]["counts"] is None
    shown.do(c.CloseVote(name))
    for board in ("desk", "display"):
        counts = shown[board]["tally"]["counts"]
        assert (counts["yes"], counts["abstain"], counts["recused"]) == (0, 1, 1)


def test_an_aggregate_vote_that_was_annulled_shows_no_counts_either(shown: Shown) -> None:
    name = opened(shown, kind="aggregate")
    cast(shown, 3, name, choice="no")
    shown.do(c.AnnulVote(name, "Thiết bị hỏng"))
    assert shown["desk"]["tally"]["counts"] is None


@pytest.mark.parametrize(("kind", "more"), [("hands", {}), ("removal", {})])
def test_what_bears_no_name_shows_none(shown: Shown, kind: str, more: dict[str, Any]) -> None:
    name = opened(shown, kind=kind, **more)
    if kind == "hands":
        shown.do(c.EnterHands(name, 7, 3), CLERK)
    else:
        shown.do(c.AppointCountingBoard(name, ("s1",)), CLERK)
        shown.do(c.EnterPaperCount(name, PaperCount(10, 10, 9, 1, yes=6, no=3)), CLERK)
    ended(shown, name)
    assert not [key for key in shown["desk"] if key.startswith("names/")]
    assert not [key for key in shown["display"] if key.startswith("names/")]


# How it stands.


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("choice", {"marks": ("a",)}),
        ("approve", {"marks": ("a", "b")}),
        ("rate", {"marks": ("a:high", "b:low")}),
        ("choice", {"choice": "abstain"}),
    ],
)
def test_marks_are_seen_at_the_seat_that_made_them_and_nowhere_else(
    shown: Shown, kind: str, answer: dict[str, Any]
) -> None:
    more = {"seats": 2} if kind == "approve" else {}
    name = opened(shown, kind=kind, options=TWO, **more)
    told = boards_told(shown, c.CastBallot(name, **answer), seated(4))
    assert told - {"devices"} == {"seat/s4", "desk", "display"}
    ballot = shown.seat(4)["vote"]["ballot"]
    assert tuple(ballot["marks"]) == answer.get("marks", ())
    assert shown["desk"]["ballot/s4"] == "tablet"
    assert shown["display"]["tally"]["counts"] is None
    assert shown["hall"]["vote"]["marked"] == []
    shown.do(c.CloseVote(name))
    assert len(shown["hall"]["vote"]["marked"]) == 2


def test_hands_and_paper_are_the_desks_until_the_close(shown: Shown) -> None:
    for kind in ("hands", "removal"):
        name = opened(shown, kind=kind)
        if kind == "hands":
            shown.do(c.EnterHands(name, 7, 2), CLERK)
        else:
            shown.do(c.AppointCountingBoard(name, ("s9",)), CLERK)
            shown.do(c.EnterPaperCount(name, PaperCount(10, 10, 9, 1, yes=7, no=2)), CLERK)
        assert shown["desk"]["tally"]["counts"]["yes"] == 7
        assert shown["display"]["tally"]["counts"] is None
        vote = shown["hall"]["vote"]
        assert (vote["counts"], vote["paper"], vote["percentages"]) == (None, None, None)
        ended(shown, name)
        assert shown["hall"]["vote"]["counts"]["yes"] == 7


def test_what_people_counted_is_on_no_display_before_the_close() -> None:
    shown = Shown(preparation(12, vote_rule(TRIAL, tally_on_display=True))).open(10)
    name = opened(shown, kind="hands")
    shown.do(c.EnterHands(name, 7, 2), CLERK)
    assert not shown["display"]["tally"]["counts"]
    shown.do(c.CloseVote(name))
    assert shown["display"]["tally"]["counts"]["yes"] == 7


def test_with_another_counting_board_the_count_is_gone_from_all_boards(shown: Shown) -> None:
    name = opened(shown, kind="removal")
    shown.do(c.AppointCountingBoard(name, ("s9",)), CLERK)
    shown.do(c.EnterPaperCount(name, PaperCount(10, 10, 9, 1, yes=7, no=2)), CLERK)
    shown.do(c.CloseVote(name))
    assert shown["desk"]["tally"]["counts"]["yes"] == 7
    shown.do(c.AppointCountingBoard(name, ("s8",)), CLERK)
    vote = shown["hall"]["vote"]
    assert (vote["missing"], vote["paper"]) == ("count", None)
    assert vote["counts"]["yes"] == 0
    assert shown["desk"]["tally"]["counts"]["yes"] == 0


def test_a_closed_vote_says_what_it_still_needs(shown: Shown) -> None:
    def missing() -> str:
        return str(shown["hall"]["vote"]["missing"])

    name = opened(shown, kind="removal")
    assert missing() == ""
    shown.do(c.CloseVote(name))
    assert missing() == "board"
    shown.do(c.AppointCountingBoard(name, ("s9",)), CLERK)
    assert missing() == "count"
    shown.do(c.EnterPaperCount(name, PaperCount(10, 10, 9, 1, yes=7, no=2)), CLERK)
    assert missing() == ""
    shown.do(c.DeclareVote(name))
    name = opened(shown, kind="speaker-hands")
    shown.do(c.CloseVote(name))
    assert missing() == "count"
    shown.do(c.EnterHands(name, 4, 4), CLERK)
    assert missing() == "casting-vote"
    shown.do(c.GiveCastingVote(name, "yes"))
    assert (missing(), shown["hall"]["vote"]["casting"]) == ("", "yes")


# What is the desk's alone.


def test_plans_kinds_boards_and_corrections_are_the_desks_alone(shown: Shown) -> None:
    plan = Plan("Nghị quyết", kind="election", options=options("khach", an="s1"))
    assert boards_told(shown, c.PrepareVote(plan)) == {"desk"}
    assert boards_told(shown, c.RecuseDelegate("v1", "s3", "Người thân ứng cử")) <= {
        "desk", "seat/s3", "devices",
    }  # fmt: skip
    assert boards_told(shown, c.AppointCountingBoard("v1", ("s5",))) == {"desk"}
    assert shown["desk"]["counting/v1"] == {"members": ["s5"]}
    (prepared,) = shown["desk"]["prepared"]
    assert (prepared["recused"], prepared["options"][1]["delegate"]) == (["s3"], "s1")
    assert boards_told(shown, c.AnnulVote("v1", "Nhầm"), CHAIR) <= {"desk", "hall"}
    assert shown["desk"]["prepared"] == []
    opened(shown)
    ended(shown, "v2")
    shown.do(c.ClaimCorrection("v2", "no", "Bấm nhầm"), seated(1))
    assert shown["desk"]["corrections/v2"][0]["delegate"] == "s1"
    assert shown["hall"]["vote"]["corrections"] == 1
    for board in ("hall", "display", "devices"):
        keys = {key.partition("/")[0] for key in shown[board]}
        assert not keys & {"prepared", "kinds", "plan", "counting", "corrections", "majorities"}


def test_why_someone_is_recused_stands_on_no_board(shown: Shown) -> None:
    name = opened(shown)
    mark = shown.mark()
    shown.do(c.RecuseDelegate(name, "s3", "Anh em ruột của ứng viên"), CLERK)
    ended(shown, name)
    sent = b"".join(shown.sent_since(mark).values())
    assert "Anh em ruột".encode() not in sent
    assert shown["desk"]["delegate/s3"]["recused"] is True
    assert shown.seat(3)["vote"]["recused"] is True
    assert shown.seat(3)["vote"]["entitled"] is False
    assert "s3" not in shown["display"][f"names/{name}"]["not_voting"]


def test_when_a_candidate_was_born_is_the_desks_to_know(shown: Shown) -> None:
    an = msgspec.structs.replace(TWO[0], born="1961-02-03")
    name = opened(shown, kind="approve", options=(an, TWO[1]))
    ended(shown, name)
    for board in ("hall", "display", "devices", "seat/s4"):
        assert b"1961" not in b"".join(shown.sent[board])
    assert shown["desk"][f"plan/{name}"]["options"][0]["born"] == "1961-02-03"


# Roll calls, devices.


def test_everyone_sees_who_is_called_and_nobody_what_was_answered(shown: Shown) -> None:
    name = opened(shown, kind="roll-call")
    assert boards_told(shown, c.CallDelegate(name)) == {"hall", "desk"}
    call = shown["hall"]["call"]
    assert (call["called"], call["next"], call["answered"]) == ("s1", "s2", 0)
    mark = shown.mark()
    shown.do(c.CastBallot(name, "no", delegate="s1"), CLERK)
    (told,) = frames(shown, "hall", mark)
    assert set(told) == {"call"}
    assert told["call"]["next"] == "s2"
    assert shown["desk"]["ballot/s1"] == "roll-call"
    shown.do(c.CloseVote(name))
    assert "call" not in shown["hall"]


@pytest.mark.parametrize(
    ("fields", "answerable"),
    [
        ({"kind": "resolution"}, True),
        ({"kind": "aggregate"}, True),
        ({"kind": "choice", "options": TWO}, False),
        ({"kind": "rate", "options": TWO}, False),
        ({"kind": "roll-call"}, False),
        ({"kind": "hands"}, False),
        ({"kind": "removal"}, False),
    ],
)
def test_keypads_are_lit_for_what_three_keys_can_answer(
    shown: Shown, fields: dict[str, Any], answerable: bool
) -> None:
    opened(shown, **fields)
    assert shown["devices"]["poll"]["answerable"] is answerable
    assert shown["devices"]["seat/1"]["entitled"] is answerable


def test_no_lamp_tells_of_marks(shown: Shown) -> None:
    name = opened(shown, kind="choice", options=TWO)
    cast(shown, 4, name, marks=("a",))
    assert "ballot/4" not in shown["devices"]


def test_both_devices_of_a_delegate_show_the_ballot_that_counts() -> None:
    rules = vote_rule(TRIAL, precedence=["keypad", "tablet"])
    shown = Shown(preparation(12, rules)).open(10)
    name = opened(shown)
    cast(shown, 4, name, choice="yes")
    shown.do(c.CastBallot(name, "no", seat="4"), BRIDGE)
    ballot = shown.seat(4)["vote"]["ballot"]
    assert (ballot["choice"], ballot["channel"]) == ("no", "keypad")
    assert shown["devices"]["ballot/4"] == "no"
    assert shown["desk"]["ballot/s4"] == "keypad"


# Holding, extending, admitting.


def test_a_held_vote_is_told_to_the_hall_and_the_devices(shown: Shown) -> None:
    name = opened(shown)
    assert boards_told(shown, c.HoldVote(name)) == {"hall", "devices"}
    vote = shown["hall"]["vote"]
    assert (vote["state"], vote["closes_at"], vote["remaining"]) == ("held", None, 30_000)
    assert shown["devices"]["poll"]["open"] is False
    assert boards_told(shown, c.ExtendVote(name, 5)) == {"hall"}
    assert shown["hall"]["vote"]["remaining"] == 35_000
    assert boards_told(shown, c.ResumeVote(name)) == {"hall", "devices"}
    assert shown["devices"]["poll"]["closes_at"] == shown["hall"]["vote"]["closes_at"]


def test_who_is_admitted_late_is_told_so(shown: Shown) -> None:
    name = opened(shown)
    before = shown["hall"]["vote"]
    shown.do(f.CheckIn(delegate="s11"), CLERK)
    assert shown.seat(11)["vote"]["entitled"] is False
    told = boards_told(shown, c.AdmitDelegate(name, "s11"))
    assert told == {"hall", "desk", "display", "devices", "seat/s11"}
    after = shown["hall"]["vote"]
    assert (before["register"], after["register"]) == (10, 11)
    assert before["register_hash"] != after["register_hash"]
    assert len(after["register_hash"]) == 16
    assert shown.seat(11)["vote"]["entitled"] is True
    assert shown["devices"]["seat/11"]["entitled"] is True


def test_an_annulled_vote_shows_no_count_that_was_not_public(shown: Shown) -> None:
    name = opened(shown)
    cast(shown, 1, name, choice="yes")
    shown.do(c.AnnulVote(name, "Thiết bị hỏng"))
    vote = shown["hall"]["vote"]
    assert (vote["state"], vote["annulled"], vote["counts"]) == ("annulled", "Thiết bị hỏng", None)
    assert f"result/{name}" not in shown["hall"]
    assert "poll" not in shown["devices"]
    assert not [key for key in shown["devices"] if key.startswith("ballot/")]
