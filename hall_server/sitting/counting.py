"""Counting: ballots into counts, counts into what was needed, reached and decided.

Knows integers only, and no words (`announcing.py`). Heads and weights are never added together:
each majority says which of them it counts. Percentages are for people: two decimals, half up, a
decimal comma in Vietnamese (the form of the National Assembly's communiqués, December 2025).
"""

from collections import Counter
from collections.abc import Collection
from typing import Literal

from msgspec import structs

from hall_server.sitting.ids import DelegateId
from hall_server.sitting.persons import elect
from hall_server.sitting.rules import Base, Majority, Quorum, Threshold, Unit
from hall_server.sitting.state import Counts, Outcome, Vote

ANSWERED = ("yes", "no", "abstain", "marked")
REGISTER = (*ANSWERED, "invalid", "not_voting")

PARTS: dict[Base, tuple[str, ...]] = {
    "in_office": (*REGISTER, "absent", "recused"),
    "remaining": (*REGISTER, "absent"),
    "present": REGISTER,
    "present_at_close": ("present_at_close",),
    "participating": (*ANSWERED, "invalid"),
    "cast": ("yes", "no", "marked"),
    "valid": ANSWERED,
}
"""The counts that make up each base. Where options are marked, those are the votes cast."""


def count(vote: Vote, present: Collection[DelegateId]) -> Counts:
    """Count a vote as it stands, of its ballots or of what was entered by hand.

    `present` are those present now. What has not been entered yet counts as not voting. Weights
    are counted of ballots alone: raised hands and sheets of paper have none.
    """
    there = _still_there(vote, present)
    if vote.kind.form == "show-of-hands":
        found = _of_hands(vote)
    elif vote.kind.form == "paper":
        found = _of_paper(vote)
    else:
        found = _of_ballots(vote, there)
    return structs.replace(found, present_at_close=len(there))


def _still_there(vote: Vote, present: Collection[DelegateId]) -> set[DelegateId]:
    there = set(vote.register.intersection(present))
    for principal, holder in vote.represented.items():
        if holder in present and principal in vote.register:
            there.add(principal)
    return there


def _of_hands(vote: Vote) -> Counts:
    hands = vote.hands
    if hands is None:
        return _counts(vote, 0)
    answered = hands.yes + hands.no + hands.abstain
    return _counts(vote, answered, yes=hands.yes, no=hands.no, abstain=hands.abstain)


def _of_paper(vote: Vote) -> Counts:
    paper = vote.paper
    if paper is None:
        return _counts(vote, 0)
    return structs.replace(
        _counts(vote, paper.returned, yes=paper.yes, no=paper.no, abstain=paper.abstain),
        marked=paper.valid - paper.yes - paper.no - paper.abstain,
        invalid=paper.invalid,
        marks=dict(paper.marks),
    )


def _of_ballots(vote: Vote, there: Collection[DelegateId]) -> Counts:
    ballots = vote.ballots.values()
    answers = Counter(ballot.choice or "marked" for ballot in ballots)
    marks = Counter(mark for ballot in ballots for mark in ballot.marks)
    return structs.replace(
        _counts(vote, len(ballots), yes=answers["yes"], no=answers["no"]),
        abstain=answers["abstain"],
        marked=answers["marked"],
        marks=dict(marks),
        weight=_weights(vote, there) if vote.weights else {},
    )


def _counts(vote: Vote, answered: int, *, yes: int = 0, no: int = 0, abstain: int = 0) -> Counts:
    """Counts of heads in which everyone on the register who has not answered is not voting."""
    recused = len(vote.recused)
    return Counts(
        yes=yes,
        no=no,
        abstain=abstain,
        not_voting=len(vote.register) - answered,
        absent=vote.in_office - len(vote.register) - recused,
        recused=recused,
    )


def _weights(vote: Vote, there: Collection[DelegateId]) -> dict[str, int]:
    """Weights under the names of the heads and of the marks, of everyone in office."""
    of = vote.weights
    answered = Counter(dict.fromkeys(ANSWERED, 0))
    for delegate, ballot in vote.ballots.items():
        for key in (ballot.choice or "marked", *ballot.marks):
            answered[key] += of[delegate]
    register = sum(of[delegate] for delegate in vote.register)
    recused = sum(of[delegate] for delegate in vote.recused)
    return {
        **answered,
        "not_voting": register - sum(answered[answer] for answer in ANSWERED),
        "absent": sum(of.values()) - register - recused,
        "recused": recused,
        "present_at_close": sum(of[delegate] for delegate in there),
    }


def value_of(counts: Counts, name: str, unit: Unit) -> int:
    """Give one of the counts (`yes`, `absent`, …) in heads or in weight."""
    value: int = counts.weight.get(name, 0) if unit == "weight" else getattr(counts, name)
    return value


def votes_of(counts: Counts, unit: Unit) -> dict[str, int]:
    """Give the votes of each option, or of each `person:level`, in heads or in weight."""
    return (
        counts.marks
        if unit == "heads"
        else {key: counts.weight.get(key, 0) for key in counts.marks}
    )


def base_of(counts: Counts, base: Base, statutory: int, unit: Unit = "heads") -> int:
    """Give the number of a base, for a vote that has been counted.

    `statutory` is the number of seats by law; of weights the law names none, so there it is all
    in office.
    """
    if base != "statutory":
        return sum(value_of(counts, part, unit) for part in PARTS[base])
    return statutory if unit == "heads" else base_of(counts, "in_office", 0, unit)


def needed_of(threshold: Threshold, counts: Counts, statutory: int) -> int:
    """Give the smallest number that reaches one threshold."""
    return threshold.needed(base_of(counts, threshold.base, statutory, threshold.unit))


def needed(counts: Counts, majority: Majority, statutory: int) -> int:
    """Give the smallest number that reaches a majority, in the majority's unit."""
    each = [needed_of(threshold, counts, statutory) for threshold in majority.thresholds]
    return min(each) if majority.any else max(each)


def reached(counts: Counts, majority: Majority, statutory: int, yes: int) -> bool:
    """Tell whether so many votes reach a majority. A tie is no majority."""
    return yes >= needed(counts, majority, statutory)


def took_part(counts: Counts, quorum: Quorum) -> int:
    """Give how many count for a quorum tested at the close: those who answered, and `also`."""
    unit = quorum.threshold.unit if quorum.threshold else "heads"
    return base_of(counts, "participating", 0, unit) + quorum.also


def quorum_at_close(quorum: Quorum, counts: Counts, statutory: int) -> int:
    """Give how many a quorum asks for that the vote itself tests."""
    if quorum.threshold is None:
        return quorum.number or 0
    return needed_of(quorum.threshold, counts, statutory)


def has_quorum(vote: Vote, counts: Counts, statutory: int) -> bool:
    """Tell whether so many took part as the rules demand at the close."""
    quorum = vote.quorum_at_close
    return quorum is None or took_part(counts, quorum) >= quorum_at_close(quorum, counts, statutory)


def with_casting_vote(counts: Counts, choice: Literal["yes", "no"]) -> Counts:
    """Give the counts with the chair's vote in them: one vote more, nobody more in the hall."""
    one_more = {choice: getattr(counts, choice) + 1, "not_voting": counts.not_voting - 1}
    if counts.weight:
        of = counts.weight
        heavier = {choice: of[choice] + 1, "not_voting": of["not_voting"] - 1}
        return structs.replace(counts, **one_more, weight={**of, **heavier})
    return structs.replace(counts, **one_more)


def tied(vote: Vote, counts: Counts, statutory: int) -> bool:
    """Tell whether the chair is to decide: as many for as against, and one more would carry it.

    Only under a rule of the casting vote. Where two thirds are needed there is nothing to decide.
    """
    return (
        vote.kind.question == "yes-no"
        and vote.rule.tie == "casting-vote"
        and is_level(vote, counts, statutory)
        and has_quorum(vote, counts, statutory)
    )


def is_level(vote: Vote, counts: Counts, statutory: int) -> bool:
    """Tell whether for and against balance, and one vote more would carry."""
    unit = vote.majority.unit
    yes = value_of(counts, "yes", unit)
    return yes == value_of(counts, "no", unit) and reached(
        with_casting_vote(counts, "yes"), vote.majority, statutory, yes + 1
    )


def outcome(vote: Vote, counts: Counts, statutory: int, *, repeats: bool) -> Outcome:
    """Say what a count means under the rules of the vote.

    `repeats`: this vote is a second one among candidates who were tied.
    """
    if vote.kind.question == "rating":
        found = _rated(vote, counts, statutory)
    elif vote.kind.question == "yes-no":
        found = _decided(vote, counts, statutory)
    else:
        found = _elected(vote, counts, statutory, repeats=repeats)
    if has_quorum(vote, counts, statutory):
        return found
    return Outcome(False, found.needed, found.reached, verdict="no-quorum")


def _decided(vote: Vote, counts: Counts, statutory: int) -> Outcome:
    if vote.casting is not None and tied(vote, counts, statutory):
        counts = with_casting_vote(counts, vote.casting)
    least = needed(counts, vote.majority, statutory)
    yes = value_of(counts, "yes", vote.majority.unit)
    return Outcome(yes >= least, least, yes, verdict="carried" if yes >= least else "rejected")


def _elected(vote: Vote, counts: Counts, statutory: int, *, repeats: bool) -> Outcome:
    votes = votes_of(counts, vote.majority.unit)
    last = repeats and "older" in vote.kind.tie_of_persons
    # Who are voted on again have had the majority; the law asks then for the most votes only.
    least = 1 if last else needed(counts, vote.majority, statutory)
    found = elect(vote.plan.options, votes, needed=least, seats=vote.plan.seats, older_first=last)
    # Who tie are not elected, where the rules have nobody vote on them again.
    level = found.tied if "re-vote" in vote.kind.tie_of_persons else ()
    filled = len(found.elected) == vote.plan.seats
    return Outcome(
        carried=filled,
        needed=least,
        reached=max((votes.get(option.id, 0) for option in vote.plan.options), default=0),
        verdict="elected" if filled else "tied" if level else "rejected",
        elected=found.elected,
        tied=level,
    )


def _rated(vote: Vote, counts: Counts, statutory: int) -> Outcome:
    consequences = {
        option.id: number
        for option in vote.plan.options
        if (number := consequence_of(vote, counts, statutory, option.id))
    }
    return Outcome(False, 0, 0, verdict="rated", consequences=consequences)


def consequence_of(vote: Vote, counts: Counts, statutory: int, person: str) -> int:
    """Give the number (from 1) of the first consequence that a person's rating has, else 0."""
    for number, consequence in enumerate(vote.kind.consequences, start=1):
        threshold = consequence.threshold
        found = votes_of(counts, threshold.unit).get(f"{person}:{consequence.level}", 0)
        if found >= needed_of(threshold, counts, statutory):
            return number
    return 0


def percent(value: int, of: int) -> str:
    """Give value / of in percent: two decimals, half up, decimal point; "–" of nothing."""
    if of == 0:
        return "–"
    hundredths = (2 * value * 10_000 + of) // (2 * of)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def percent_vi(value: int, of: int) -> str:
    """Give the same with the decimal comma of Vietnamese."""
    return percent(value, of).replace(".", ",")
