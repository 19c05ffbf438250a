"""Every refusal about votes, met in a sitting: its code, its two sentences, its article."""

from collections.abc import Callable

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.command import Command
from hall_server.sitting.model import PaperCount, Plan
from hall_server.sitting.refusals import REFUSALS, Refusal
from hall_server.sitting.rules import RulePack, Threshold
from hall_server.sitting.vote_refusals import VOTE_REFUSALS
from tests.making import (
    CLERK,
    TRIAL,
    Sitting,
    options,
    preparation,
    seated,
    vote_rule,
    with_kind,
    with_majority,
    with_proxies,
)

RULE = TRIAL.vote.source
PLAIN = TRIAL.kinds["resolution"].source
HANDS = TRIAL.kinds["hands"].source
ELECTION = TRIAL.kinds["election"].source
VOTE = c.OpenVote("Nghị quyết")
RANKED = vote_rule(TRIAL, precedence=["keypad", "tablet"])
WEIGHTS = with_kind(
    with_majority(TRIAL, Threshold("cast", 1, 2, strict=True, unit="weight")), "heads"
)


def after(*commands: Command, rules: RulePack = TRIAL) -> Sitting:
    sitting = Sitting(preparation(15, rules)).open(12)
    for command in commands:
        sitting.do(command)
    return sitting


def prepared(**fields: object) -> Sitting:
    sitting = after()
    sitting.open_prepared("Cuộc biểu quyết", **fields)
    return sitting


def parts_undecided() -> Refusal:
    sitting = after()
    sitting.prepare("Điều 1", part="Điều 1")
    whole = sitting.prepare("Toàn văn")
    return sitting.answer(c.OpenVote(vote=whole.id))


def repeated_already() -> Refusal:
    sitting = after(VOTE, c.CloseVote("v1"), c.DeclareVote("v1"))
    sitting.prepare("Lại", replaces="v1")
    return sitting.answer(c.PrepareVote(Plan("Lại nữa", replaces="v1")))


def outranked() -> Refusal:
    sitting = after(VOTE, c.CastBallot("v1", "yes", seat="1"), rules=RANKED)
    sitting.do(c.CastBallot("v1", "yes"), seated(2))
    return sitting.answer(c.CastBallot("v1", "no", seat="2"), CLERK)


def everybody_answered() -> Refusal:
    sitting = after(c.OpenVote("Gọi tên", kind="roll-call"))
    for number in range(1, 13):
        sitting.do(c.CastBallot("v1", "yes", delegate=f"s{number}"))
    return sitting.answer(c.CallDelegate("v1"))


def board_of_recused() -> Refusal:
    sitting = prepared(kind="election", options=options("a"))
    sitting.do(c.RecuseDelegate("v1", "s1", "Có liên quan"))
    return sitting.answer(c.AppointCountingBoard("v1", ("s1",)))


def casting_vote_missing() -> Refusal:
    sitting = after(c.OpenVote("Ngang phiếu", kind="speaker"))
    sitting.cast_many(5, 5)
    sitting.close()
    return sitting.answer(c.DeclareVote("v1"))


ANSWERS: dict[str, tuple[Callable[[], Refusal], str]] = {
    "kind-unknown": (lambda: after().answer(c.OpenVote("Gì", kind="royal")), ""),
    "title-missing": (lambda: after().answer(c.OpenVote()), ""),
    "options-wrong": (lambda: after().answer(c.OpenVote("Bầu", kind="election")), ELECTION),
    "parts-undecided": (parts_undecided, PLAIN),
    "replaces-wrong": (
        lambda: after(VOTE).answer(c.PrepareVote(Plan("Lại", replaces="v1"))), ""),
    "repeated-already": (repeated_already, PLAIN),
    "majority-wrong": (
        lambda: after(rules=WEIGHTS).answer(c.OpenVote("Đếm người", kind="heads")), "Điều heads"),
    "choice-wrong": (
        lambda: after(VOTE).answer(c.CastBallot("v1", marks=("a",)), seated(1)), RULE),
    "marks-wrong": (
        lambda: prepared(kind="choice", options=options("a", "b")).answer(
            c.CastBallot("v1", marks=("z",)), seated(1)), TRIAL.kinds["choice"].source),
    "not-by-device": (
        lambda: after(c.OpenVote("Giơ tay", kind="hands")).answer(
            c.CastBallot("v1", "yes"), seated(1)), HANDS),
    "form-wrong": (lambda: after(VOTE).answer(c.EnterHands("v1", 1, 0)), PLAIN),
    "channel-outranked": (outranked, RULE),
    "not-their-proxy": (
        lambda: after(VOTE).answer(c.CastBallot("v1", "yes", delegate="s14"), seated(1)), PLAIN),
    "proxies-not-allowed": (lambda: after().answer(c.GiveProxy("s14", "s1")), RULE),
    "proxy-wrong": (
        lambda: after(rules=with_proxies(TRIAL)).answer(c.GiveProxy("s1", "s1")), RULE),
    "not-allowed-by-rules": (
        lambda: after(VOTE, rules=vote_rule(TRIAL, recusal=False)).answer(
            c.RecuseDelegate("v1", "s1", "Có liên quan")), RULE),
    "already-on-register": (lambda: after(VOTE).answer(c.AdmitDelegate("v1", "s1")), ""),
    "no-window": (
        lambda: after(c.OpenVote("Giơ tay", kind="hands")).answer(c.ExtendVote("v1", 5)), ""),
    "everybody-answered": (everybody_answered, ""),
    "count-missing": (
        lambda: after(c.OpenVote("Giơ tay", kind="hands"), c.CloseVote("v1")).answer(
            c.DeclareVote("v1")), HANDS),
    "count-differs": (
        lambda: after(c.OpenVote("Giơ tay", kind="hands")).answer(
            c.EnterHands("v1", 13, 0)), HANDS),
    "counting-board-missing": (
        lambda: prepared(kind="election", options=options("a")).answer(
            c.EnterPaperCount("v1", PaperCount(0, 0, 0, 0))), ELECTION),
    "counting-board-candidate": (
        lambda: prepared(kind="election", options=options(an="s1")).answer(
            c.AppointCountingBoard("v1", ("s1",))), ELECTION),
    "counting-board-recused": (board_of_recused, ELECTION),
    "casting-vote-missing": (casting_vote_missing, RULE),
    "no-tie": (
        lambda: after(VOTE, c.CloseVote("v1")).answer(c.GiveCastingVote("v1", "yes")), RULE),
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "command", "number"),
    [
        ("too-late", c.CastBallot("v1", "yes"), 1),
        ("not-entitled", c.CastBallot("v2", "yes"), 13),
        ("delegate-absent", c.CastBallot("v2", "yes"), 14),
    ],
)
def test_who_may_not_vote_now_is_told_the_article(
    code: str, command: c.CastBallot, number: int
) -> None:
    sitting = after(VOTE, c.CloseVote("v1"), c.DeclareVote("v1"), VOTE)
    sitting.arrive(13)
    refusal = sitting.answer(command, seated(number))
    assert (refusal.code, refusal.article) == (code, PLAIN)


def test_every_refusal_about_votes_is_met_here() -> None:
    assert set(ANSWERS) == set(VOTE_REFUSALS)
    assert not set(VOTE_REFUSALS) & set(REFUSALS)


@pytest.mark.parametrize("code", ANSWERS)
def test_a_refusal_says_in_both_languages_what_is_wrong_and_where_it_stands(code: str) -> None:
    answer, article = ANSWERS[code]
    refusal = answer()
    assert refusal.code == code
    assert type(refusal) is VOTE_REFUSALS[code]
    assert refusal.article == article
    for sentence in (refusal.vi, refusal.en):
        assert sentence.endswith(".")
        assert "{" not in sentence
    assert refusal.vi != refusal.en
