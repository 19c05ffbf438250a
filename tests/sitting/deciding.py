"""Votes and counts made for tests of what a count means, without a sitting around them."""

from typing import Any

from msgspec import structs

from hall_server.config import shipped_rule_pack, shipped_rule_packs
from hall_server.sitting import announcing, counting
from hall_server.sitting.ids import VoteId
from hall_server.sitting.model import Option, PaperCount, Plan
from hall_server.sitting.rules import Majority, RulePack, Threshold
from hall_server.sitting.saying import Said
from hall_server.sitting.state import Counts, Outcome, Vote

PACKS = {name: shipped_rule_pack(name) for name in shipped_rule_packs()}


def vote_of(pack: RulePack | str, kind: str = "", majority: str = "", **plan: Any) -> Vote:
    """A vote under a pack, as one that has been prepared."""
    rules = PACKS[pack] if isinstance(pack, str) else pack
    named = majority or rules.majority_of(kind)
    return Vote(
        id=VoteId("v1"),
        number=1,
        item=None,
        plan=Plan(title="Nghị quyết thử", kind=kind, majority=majority, **plan),
        kind=rules.kind(kind),
        rule=rules.vote_rule(kind),
        quorum=rules.quorum_of(kind),
        majority_id=named,
        majority=rules.majorities[named],
    )


def changed(pack: str, kind: str = "", **changes: Any) -> RulePack:
    """A shipped pack with some things about its rule of votes, or about one kind, changed."""
    rules = PACKS[pack]
    if not kind:
        return structs.replace(rules, vote=structs.replace(rules.vote, **changes))
    kinds = {**rules.kinds, kind: structs.replace(rules.kinds[kind], **changes)}
    return structs.replace(rules, kinds=kinds)


def with_threshold(pack: str, *thresholds: Threshold, joined: str = "threshold") -> RulePack:
    """A shipped pack whose default majority is made of these thresholds."""
    rules = PACKS[pack]
    given: Any = thresholds[0] if joined == "threshold" else thresholds
    majority = Majority(vi="Đa số thử", en="Trial majority", source="made up", **{joined: given})
    name = rules.majority_of("")
    return structs.replace(rules, majorities={**rules.majorities, name: majority})


def persons(*ids: str, **born: str) -> tuple[Option, ...]:
    return tuple(Option(one, f"Ứng cử viên {one}", born=born.get(one, "")) for one in ids)


def decided(vote: Vote, counts: Counts, statutory: int = 0, *, repeats: bool = False) -> Outcome:
    return counting.outcome(vote, counts, statutory or counts.in_office, repeats=repeats)


def said(vote: Vote, counts: Counts, statutory: int = 0, *, repeats: bool = False) -> Said:
    seats = statutory or counts.in_office
    return announcing.verdict(vote, counts, decided(vote, counts, seats, repeats=repeats), seats)


def announced(vote: Vote, counts: Counts, statutory: int = 0, *, repeats: bool = False) -> Said:
    seats = statutory or counts.in_office
    result = decided(vote, counts, seats, repeats=repeats)
    return announcing.announcement(vote, counts, result, seats)


def weighed(yes: int, no: int = 0, abstain: int = 0, silent: int = 0, absent: int = 0) -> Counts:
    """Counts whose weights are these, each answer of one delegate: heads say nothing of it."""
    weight = {
        "yes": yes,
        "no": no,
        "abstain": abstain,
        "marked": 0,
        "not_voting": silent,
        "absent": absent,
        "recused": 0,
        "present_at_close": yes + no + abstain + silent,
    }
    one = {name: int(value > 0) for name, value in weight.items()}
    return Counts(
        one["yes"], one["no"], one["abstain"], one["not_voting"], one["absent"], weight=weight
    )


def on_paper(kind: str, issued: int, invalid: int = 0, **plan: Any) -> Vote:
    vote = vote_of("vn-hdnd", kind, **plan)
    vote.paper = PaperCount(issued, issued, issued - invalid, invalid)
    return vote
