"""Sittings with votes of every kind, held by the law: what the tests of verifying tamper with."""

from collections.abc import Callable, Mapping

import msgspec

from hall_server.config import shipped_rule_pack
from hall_server.sitting import commands as c
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.model import Option, PaperCount
from hall_server.sitting.rules import Quorum, RulePack
from tests.commandline.tampered import Events
from tests.making import (
    BRIDGE,
    CLERK,
    HDND,
    WEIGHTED,
    Sitting,
    delegate_id,
    options,
    preparation,
    seated,
    vote_rule,
    with_kind,
)

COMMONS = shipped_rule_pack("uk-commons")
ROBERTS = shipped_rule_pack("roberts")
PERSONS = tuple(
    Option(name, f"Ứng viên {name}", delegate=delegate, born=born)
    for name, delegate, born in (("an", "s1", "1960-05-01"), ("binh", "", "1958"), ("chi", "", ""))
)


def with_every_rule(pack: RulePack) -> RulePack:
    """A People's Council that also has kinds of vote which no shipped pack has."""
    pack = vote_rule(pack, precedence=("desk", "keypad", "tablet"))
    pack = with_kind(pack, "held", at_end="hold")
    pack = with_kind(pack, "kept", at_end="keep-open")
    pack = with_kind(pack, "all", close_when_all=True)
    pack = with_kind(pack, "asked", quorum=Quorum("?", number=10, tested="on-demand"))
    pack = with_kind(pack, "shown", quorum=Quorum("?", number=9, tested="on-demand-close"))
    pack = with_kind(pack, "once", question="approve", majority="election", tie_of_persons=[])
    pack = with_kind(
        pack, "rate", question="rating", consequences=pack.kinds["rating"].consequences
    )
    return with_kind(pack, "approve", question="approve", majority="election")


RULES = with_every_rule(HDND)


def sitting_of(present: int, rules: RulePack = RULES, size: int = 12) -> Sitting:
    return Sitting(preparation(size, rules, seats=size + 1)).open(present)


def changing_register() -> Events:
    """Held, extended, one late, one recused, a claim afterwards; 7 of 12 carry it."""
    sitting = sitting_of(10)
    sitting.open_prepared(seconds=60)
    vote = sitting.vote.id
    sitting.cast_many(yes=6, no=2)
    sitting.wait(10)
    sitting.do(c.HoldVote(vote), CLERK)
    sitting.wait(100)
    sitting.do(c.ExtendVote(vote, 30), CLERK)
    sitting.do(c.ResumeVote(vote), CLERK)
    sitting.do(c.ExtendVote(vote, 5), CLERK)
    sitting.arrive(11)
    sitting.do(c.AdmitDelegate(vote, delegate_id(11)), CLERK)
    sitting.do(c.RecuseDelegate(vote, delegate_id(8), "Người thân"), CLERK)
    sitting.cast(11, "yes")
    sitting.wait(1)
    sitting.leave(1)
    sitting.close()
    sitting.do(c.ClaimCorrection(vote, "Tán thành", "Bấm nhầm"), seated(7))
    sitting.declare()
    sitting.do(c.ClaimCorrection(vote, "Không", "Bấm nhầm", delegate_id(2)), CLERK)
    return sitting.events


def ending_by_rule() -> Events:
    """One held when its time is over, one kept open, one closed by all, one closed by time."""
    sitting = sitting_of(9)
    _until_its_end(sitting, "held")
    sitting.do(c.ResumeVote(sitting.vote.id))
    sitting.cast(8, "no")
    sitting.decided()
    _until_its_end(sitting, "kept")
    sitting.cast(8, "no")
    sitting.decided()
    vote = sitting.open_vote(kind="all", seconds=30).id
    sitting.cast_many(yes=8, no=1)
    sitting.do(c.CloseVote(vote), HOUSE)
    sitting.decided()
    _until_its_end(sitting, "resolution")
    sitting.decided()
    return sitting.events


def _until_its_end(sitting: Sitting, kind: str) -> None:
    vote = sitting.open_vote(kind=kind, seconds=30).id
    sitting.cast_many(yes=7)
    sitting.wait(30)
    sitting.do(c.CloseVote(vote), HOUSE)


def by_every_channel() -> Events:
    """The desk's ballot takes a keypad's place, a keypad's a tablet's, though it is the same."""
    sitting = sitting_of(9)
    vote = sitting.open_vote().id
    sitting.cast(1, "no")
    sitting.do(c.CastBallot(vote, "yes", seat="1"), BRIDGE)
    sitting.do(c.CastBallot(vote, "abstain", delegate=delegate_id(1)), CLERK)
    sitting.cast(2, "yes")
    sitting.do(c.CastBallot(vote, "yes", seat="2"), BRIDGE)
    sitting.decided()
    return sitting.events


def called_by_name() -> Events:
    """A roll call in the council's order; one is called again."""
    sitting = sitting_of(9)
    vote = sitting.open_prepared(kind="roll-call").id
    for number in range(1, 9):
        sitting.do(c.CallDelegate(vote), CLERK)
        if number != 3:
            answer = c.CastBallot(vote, "yes", delegate=delegate_id(number))
            sitting.do(answer, CLERK)
    sitting.do(c.CallDelegate(vote, delegate_id(3)), CLERK)
    sitting.do(c.CastBallot(vote, "no", delegate=delegate_id(3)), CLERK)
    sitting.decided()
    return sitting.events


def hands_and_names_kept() -> Events:
    """A show of hands counted twice, once after its close; then a vote whose names are kept."""
    sitting = sitting_of(9)
    vote = sitting.open_prepared(kind="hands").id
    sitting.do(c.EnterHands(vote, 5, 3), CLERK)
    sitting.close()
    sitting.do(c.EnterHands(vote, 7, 1, 1), CLERK)
    sitting.declare()
    sitting.open_vote(kind="aggregate", seconds=60)
    sitting.cast_many(yes=4, no=4)
    sitting.decided()
    return sitting.events


def of_options() -> Events:
    """One of three is chosen; two persons are approved for two seats; two are rated."""
    sitting = sitting_of(10)
    sitting.open_prepared(kind="choice", options=options("a", "b", "c"))
    for number, mark in enumerate("aaaaaaabb", start=1):
        sitting.mark(number, mark)
    sitting.do(c.CastBallot(sitting.vote.id, "abstain"), seated(10))
    sitting.decided()
    sitting.open_prepared(kind="approve", options=PERSONS, seats=2)
    for number in range(1, 9):
        sitting.mark(number, "an", "binh")
    sitting.mark(9)
    sitting.decided()
    sitting.open_prepared(kind="rate", options=PERSONS[:2])
    for number in range(1, 10):
        sitting.mark(number, "an:low" if number < 9 else "an:high", "binh:medium")
    sitting.decided()
    return sitting.events


def on_paper() -> Events:
    """An election with a tie, the second vote among the tied, and the older; a relief."""
    sitting = sitting_of(10)
    first = sitting.prepare("Bầu", kind="election", options=PERSONS, seats=1, marks_max=2).id
    sitting.do(c.AppointCountingBoard(first, ("s2", "s3")), CLERK)
    sitting.do(c.OpenVote(vote=first))
    sitting.do(c.EnterPaperCount(first, PaperCount(10, 10, 9, 1, marks={"an": 7, "binh": 7})))
    sitting.decided()
    plan = {"kind": "election", "options": PERSONS[:2], "replaces": first}
    again = sitting.open_prepared("Bầu lại", **plan).id
    sitting.do(c.AppointCountingBoard(again, ("s2",)), CLERK)
    sitting.close()
    sitting.do(c.EnterPaperCount(again, PaperCount(10, 9, 8, 1, marks={"an": 4, "binh": 4})))
    sitting.declare()
    relief = sitting.open_prepared("Miễn nhiệm", kind="relief").id
    sitting.do(c.AppointCountingBoard(relief, ("s4",)), CLERK)
    sitting.do(c.EnterPaperCount(relief, PaperCount(10, 10, 9, 1, yes=6, no=2, abstain=1)))
    sitting.decided()
    return sitting.events


def by_proxy_and_weight() -> Events:
    """Shares; an absent one is stood for, another comes in person, a third's holder is recused."""
    prepared = preparation(8, WEIGHTED)
    weighed = tuple(
        msgspec.structs.replace(one, weight=10 * n) for n, one in enumerate(prepared.delegates, 1)
    )
    sitting = Sitting(msgspec.structs.replace(prepared, delegates=weighed))
    for principal, holder in ((6, 1), (7, 1), (8, 2)):
        sitting.do(c.GiveProxy(delegate_id(principal), delegate_id(holder)), CLERK)
    sitting.open(5)
    vote = sitting.open_prepared().id
    sitting.cast_many(yes=3, no=1)
    sitting.do(c.CastBallot(vote, "yes", delegate=delegate_id(6)), seated(1))
    sitting.do(c.CastBallot(vote, "no", delegate=delegate_id(8)), seated(2))
    sitting.arrive(7)
    sitting.cast(7, "no")
    sitting.do(c.RecuseDelegate(vote, delegate_id(2), "Có lợi ích"), CLERK)
    sitting.do(c.GiveProxy(delegate_id(8)), CLERK)
    sitting.decided()
    return sitting.events


def divisions() -> Events:
    """A tie that the Speaker decides, fewer than forty who took part, and a tie of those risen."""
    sitting = Sitting(preparation(60, COMMONS)).open(50)
    sitting.open_vote()
    sitting.cast_many(yes=20, no=20)
    sitting.close()
    sitting.do(c.GiveCastingVote(sitting.vote.id, "yes"))
    sitting.declare()
    sitting.open_vote()
    sitting.cast_many(yes=20, no=14)
    sitting.decided()
    rising = sitting.open_prepared(kind="rising").id
    sitting.close()
    sitting.do(c.EnterHands(rising, 21, 21), CLERK)
    sitting.do(c.GiveCastingVote(rising, "no"))
    sitting.declare()
    return sitting.events


def combined() -> Events:
    """Two thirds of the votes cast and more than half of all; then the one or the other."""
    sitting = sitting_of(10, ROBERTS)
    for majority in ("both", "rescind"):
        sitting.open_prepared(majority=majority)
        sitting.cast_many(yes=6, no=2)
        sitting.decided()
    return sitting.events


def annulled_and_repeated() -> Events:
    """A part annulled before it opens, a vote annulled while open and one after it was declared."""
    sitting = sitting_of(9)
    sitting.do(c.TakeItem("i1"))
    part = sitting.prepare("Điều 1", part="Điều 1", items=("i1",)).id
    sitting.do(c.PrepareVote(sitting.state.votes[part].plan, part))
    again = msgspec.structs.replace(sitting.state.votes[part].plan, title="Điều 1 và 2")
    sitting.do(c.PrepareVote(again, part))
    sitting.do(c.AnnulVote(part, "Rút lại"))
    sitting.open_vote()
    sitting.cast(1, "yes")
    sitting.do(c.AnnulVote(sitting.vote.id, "Mất điện"))
    sitting.open_prepared(replaces=sitting.vote.id)
    sitting.cast_many(yes=8)
    sitting.decided()
    sitting.do(c.AnnulVote(sitting.vote.id, "Thiết bị hỏng"))
    return sitting.events


def asked_and_level() -> Events:
    """A quorum presumed, then asked for in a vote that does not show it; a tie for good."""
    sitting = sitting_of(9)
    sitting.open_vote(kind="asked")
    sitting.cast_many(yes=8)
    sitting.decided()
    for asked in (True, False):
        sitting.open_vote(kind="shown", quorum_asked=asked)
        sitting.cast_many(yes=8)
        sitting.decided()
    sitting.open_prepared(kind="once", options=PERSONS, seats=1, marks_max=2)
    for number in range(1, 9):
        sitting.mark(number, "an", "binh")
    sitting.decided()
    return sitting.events


STORIES: Mapping[str, Callable[[], Events]] = {
    story.__name__: story
    for story in (
        changing_register,
        ending_by_rule,
        by_every_channel,
        called_by_name,
        hands_and_names_kept,
        of_options,
        on_paper,
        by_proxy_and_weight,
        divisions,
        combined,
        annulled_and_repeated,
        asked_and_level,
    )
}
