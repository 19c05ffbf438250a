"""What votes come to, worked out a second time: by loops over people and over every order.

No code of the law's. Majorities are found by trying every number, ties by trying every order.
"""

from itertools import permutations
from typing import Any

from tests.properties.kinds import (
    BORN,
    DIVISION_ALSO,
    DIVISION_QUORUM,
    FORMS,
    OFFICE,
    OPTIONS,
    QUESTIONS,
    SHARES,
)

ANSWERS = ("yes", "no", "abstain", "marked", "invalid")

Plain = dict[str, Any]


def smallest(base: int) -> int:
    """The smallest number that is more than half of a base."""
    return next(number for number in range(base + 2) if 2 * number > base)


def count(vote: Plain, present: list[str]) -> Plain:
    """Heads by answer, options by their marks, and shares under the same names."""
    heads = dict.fromkeys(ANSWERS, 0)
    marks: dict[str, int] = {}
    shares = dict.fromkeys(ANSWERS, 0)
    marked_shares: dict[str, int] = {}
    for who, ballot in vote["ballots"].items():
        choice, marked = ballot["answer"]
        heads[choice or "marked"] += 1
        shares[choice or "marked"] += SHARES[who]
        for mark in marked:
            marks[mark] = marks.get(mark, 0) + 1
            marked_shares[mark] = marked_shares.get(mark, 0) + SHARES[who]
    if vote["hands"]:
        heads |= vote["hands"]
    if vote["paper"]:
        heads |= {name: vote["paper"][name] for name in ("yes", "no", "abstain", "invalid")}
    there = still_there(vote, present)
    register = vote["register"]
    absent = [one for one in OFFICE if one not in register and one not in vote["recused"]]
    found: Plain = {
        **heads,
        "not_voting": len(register) - sum(heads.values()),
        "absent": len(absent),
        "recused": len(vote["recused"]),
        "present_at_close": len(there),
        "marks": marks,
        "weight": {},
    }
    if vote["kind"] == "shares":
        del shares["invalid"]
        of_register = sum(SHARES[one] for one in register)
        found["weight"] = {
            **shares,
            **marked_shares,
            "not_voting": of_register - sum(shares.values()),
            "absent": sum(SHARES[one] for one in absent),
            "recused": sum(SHARES[one] for one in vote["recused"]),
            "present_at_close": sum(SHARES[one] for one in there),
        }
    return found


def still_there(vote: Plain, present: list[str]) -> list[str]:
    found = []
    for one in vote["register"]:
        holder = vote["represented"].get(one)
        if one in present or (holder and holder in present):
            found.append(one)
    return found


def uncounted(vote: Plain) -> bool:
    form = FORMS[vote["kind"]]
    missing = {"show-of-hands": vote["hands"] is None, "paper": vote["paper"] is None}
    return missing.get(form, False)


def level(vote: Plain) -> bool:
    chair_decides = vote["kind"] in ("speaker", "hands")
    return bool(chair_decides and vote["counts"]["yes"] == vote["counts"]["no"])


def outcome(vote: Plain, *, again: bool) -> Plain:
    question = QUESTIONS[vote["kind"]]
    if question == "yes-no":
        return _carried(vote)
    if question == "rating":
        return _rated(vote)
    return _elected(vote, again=again)


def _carried(vote: Plain) -> Plain:
    counts = vote["counts"]
    yes, no = counts["yes"], counts["no"]
    if level(vote):
        yes, no = yes + (vote["casting"] == "yes"), no + (vote["casting"] == "no")
    base = len(OFFICE)
    if vote["kind"] in ("speaker", "hands", "division", "asks", "asks-later"):
        base = yes + no
    if vote["kind"] == "shares":
        yes = counts["weight"]["yes"]
        base = yes + counts["weight"]["no"] + counts["weight"]["abstain"]
    needed = smallest(base)
    verdict = "carried" if yes >= needed else "rejected"
    if vote["kind"] == "division" or (vote["kind"] == "asks-later" and vote["asked"]):
        took_part = counts["yes"] + counts["no"] + counts["abstain"]
        if took_part + DIVISION_ALSO < DIVISION_QUORUM:
            verdict = "no-quorum"
    return told(verdict, needed, yes)


def _rated(vote: Plain) -> Plain:
    follows = {}
    for name in vote["options"]:
        low = vote["counts"]["marks"].get(f"{name}:low", 0)
        if 3 * low >= 2 * len(OFFICE):
            follows[name] = 1
        elif 2 * low > len(OFFICE):
            follows[name] = 2
    return told("rated", 0, 0, consequences=follows)


def _elected(vote: Plain, *, again: bool) -> Plain:
    older = again and vote["kind"] == "elect"
    needed = 1 if older else smallest(len(OFFICE))
    votes: dict[str, int] = {name: vote["counts"]["marks"].get(name, 0) for name in vote["options"]}
    able = [name for name in OPTIONS if name in votes and votes[name] >= needed]

    def before(one: str, other: str) -> bool:
        if votes[one] != votes[other]:
            return votes[one] > votes[other]
        known = BORN.get(one) and BORN.get(other)
        return bool(older and known and BORN[one] < BORN[other])

    # Every order in which nobody stands behind one who is surely behind them.
    orders = [
        order
        for order in permutations(able)
        if not any(
            before(later, earlier)
            for place, earlier in enumerate(order)
            for later in order[place + 1 :]
        )
    ]
    seated = [set(order[: vote["seats"]]) for order in orders]
    sure = [name for name in able if all(name in one for one in seated)]
    maybe = [name for name in able if name not in sure and any(name in one for one in seated)]
    if vote["kind"] == "once":
        maybe = []
    full = len(sure) == vote["seats"]
    verdict = "elected" if full else "tied" if maybe else "rejected"
    most = max(votes.values())
    return told(verdict, needed, most, elected=sorted(sure), tied=sorted(maybe))


def told(verdict: str, needed: int, reached: int, **more: object) -> Plain:
    plain = {"elected": [], "tied": [], "consequences": {}, **more}
    carried = verdict in ("carried", "elected")
    return {"verdict": verdict, "carried": carried, "needed": needed, "reached": reached, **plain}
