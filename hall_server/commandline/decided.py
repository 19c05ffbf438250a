"""What a recounted vote means, worked out once more: with fractions, apart from the law's own sums.

Reads a recount and the rule pack's numbers; knows no entries.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from hall_server.commandline.recounted import Recount
from hall_server.sitting.ids import Verdict
from hall_server.sitting.model import Option
from hall_server.sitting.rules import Base, Question, Threshold, Unit

TOOK_PART = ("yes", "no", "abstain", "marked", "invalid")


_AT_CLOSE = {True: ("close", "on-demand-close"), False: ("close",)}
"""What a vote itself tests, by whether someone asked for the quorum when it opened."""


class Decision(NamedTuple):
    """What should have been declared; the fields of `VoteDeclared`."""

    carried: bool
    needed: int
    reached: int
    verdict: Verdict
    elected: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    consequences: Mapping[str, int] = {}


def decided(vote: Recount) -> Decision | None:
    """Say what a vote comes to; None where its rules are not known."""
    if vote.majority is None:
        return None
    found = _QUESTIONS[vote.kind.question](vote)
    if quorum_missing(vote):
        return Decision(False, found.needed, found.reached, "no-quorum")
    return found


def quorum_missing(vote: Recount) -> bool:
    """Tell whether the vote itself shows that too few took part."""
    quorum = vote.quorum
    if quorum is None or quorum.tested not in _AT_CLOSE[vote.quorum_asked]:
        return False
    share = quorum.threshold
    if share is None:
        return _took_part(vote, "heads") + quorum.also < (quorum.number or 0)
    return _took_part(vote, share.unit) + quorum.also < _least(vote, share)


def tied(vote: Recount) -> bool:
    """Tell whether the chair is to decide: for and against level, and one more vote carries."""
    if vote.majority is None or vote.kind.question != "yes-no" or vote.rule.tie != "casting-vote":
        return False
    numbers = _numbers(vote, vote.majority.unit)
    if numbers.get("yes", 0) != numbers.get("no", 0) or quorum_missing(vote):
        return False
    return numbers.get("yes", 0) + 1 >= _needed(vote, "yes")


def _for_or_against(vote: Recount) -> Decision:
    assert vote.majority is not None
    casting = vote.casting if vote.casting and tied(vote) else ""
    least = _needed(vote, casting)
    yes = _numbers(vote, vote.majority.unit, casting).get("yes", 0)
    return Decision(yes >= least, least, yes, "carried" if yes >= least else "rejected")


def _persons(vote: Recount) -> Decision:
    """Fill the seats with who have the majority, most votes first; who are level wait for it."""
    assert vote.majority is not None
    votes = _votes(vote, vote.majority.unit)
    last = vote.among_tied and "older" in vote.kind.tie_of_persons
    least = 1 if last else _needed(vote)
    running = [option for option in vote.options if votes.get(option.id, 0) >= least]
    ahead = {one.id: _ahead(one, running, votes, by_age=last) for one in running}
    behind = {
        one.id: sum(one.id in ahead[other.id] for other in running if other is not one)
        for one in running
    }
    by_rank = sorted(running, key=lambda one: len(ahead[one.id]))
    elected = tuple(
        one.id for one in by_rank if len(running) - 1 - behind[one.id] < vote.plan.seats
    )
    level = tuple(
        one.id for one in by_rank if one.id not in elected and len(ahead[one.id]) < vote.plan.seats
    )
    if "re-vote" not in vote.kind.tie_of_persons:
        level = ()
    filled = len(elected) == vote.plan.seats
    verdict: Verdict = "elected" if filled else "tied" if level else "rejected"
    most = max((votes.get(option.id, 0) for option in vote.options), default=0)
    return Decision(filled, least, most, verdict, elected, () if filled else level)


def _ahead(
    one: Option, running: list[Option], votes: Mapping[str, int], *, by_age: bool
) -> set[str]:
    """Name those who surely go before one: more votes, or as many and surely older."""
    mine = votes.get(one.id, 0)
    more = {other.id for other in running if votes.get(other.id, 0) > mine}
    older = {
        other.id
        for other in running
        if by_age and votes.get(other.id, 0) == mine and _older(other.born, one.born)
    }
    return more | older


def _older(born: str, other: str) -> bool:
    """Compare what both dates tell: 1960 is before 1961-05, not before 1960-05 nor after it."""
    told = min(len(born), len(other))
    return born[:told] < other[:told]


def _consequences(vote: Recount) -> dict[str, int]:
    found = {}
    for option in vote.options:
        for number, consequence in enumerate(vote.kind.consequences, start=1):
            share = consequence.threshold
            rated = _votes(vote, share.unit).get(f"{option.id}:{consequence.level}", 0)
            if rated >= _least(vote, share):
                found[option.id] = number
                break
    return found


def _rated(vote: Recount) -> Decision:
    return Decision(False, 0, 0, "rated", consequences=_consequences(vote))


_QUESTIONS: dict[Question, Callable[[Recount], Decision]] = {
    "yes-no": _for_or_against,
    "one-of": _persons,
    "approve": _persons,
    "rating": _rated,
}


def _needed(vote: Recount, casting: str = "") -> int:
    assert vote.majority is not None
    each = [_least(vote, share, casting) for share in vote.majority.thresholds]
    return min(each) if vote.majority.any else max(each)


def _least(vote: Recount, share: Threshold, casting: str = "") -> int:
    return least_of(share, _base(vote, share.base, share.unit, casting))


def least_of(share: Threshold, base: int) -> int:
    """Give the smallest whole number above a share of `base`, or not below it; of nothing, one."""
    exact = Fraction(share.num, share.den) * base
    return floor(exact) + 1 if share.strict else max(1, ceil(exact))


def _base(vote: Recount, base: Base, unit: Unit, casting: str) -> int:
    numbers = _numbers(vote, unit, casting)
    everyone = _total(numbers, *TOOK_PART, "not_voting", "absent", "recused")
    match base:
        case "statutory":
            return vote.seats_by_law if unit == "heads" else everyone
        case "in_office":
            return everyone
        case "remaining":
            return everyone - numbers.get("recused", 0)
        case "present":
            return everyone - _total(numbers, "absent", "recused")
        case "present_at_close":
            return numbers.get("present_at_close", 0)
        case "participating":
            return _total(numbers, *TOOK_PART)
        case "cast":
            return _total(numbers, "yes", "no", "marked")
        case "valid":
            return _total(numbers, "yes", "no", "abstain", "marked")


def _numbers(vote: Recount, unit: Unit, casting: str = "") -> dict[str, int]:
    """Give the counts in heads or weights, with the chair's vote added to them."""
    numbers = vote.counts if unit == "heads" else vote.weight
    if casting:
        numbers[casting] = numbers.get(casting, 0) + 1
        numbers["not_voting"] = numbers.get("not_voting", 0) - 1
    return numbers


def _votes(vote: Recount, unit: Unit) -> Mapping[str, int]:
    if unit == "heads":
        return vote.marks
    weight = vote.weight
    return {mark: weight.get(mark, 0) for mark in vote.marks}


def _took_part(vote: Recount, unit: Unit) -> int:
    return _total(_numbers(vote, unit), *TOOK_PART)


def _total(numbers: Mapping[str, int], *names: str) -> int:
    return sum(numbers.get(name, 0) for name in names)
