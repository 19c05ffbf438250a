"""What answers a question, which ballot counts, and whether sums agree: told a second time."""

from itertools import permutations

from tests.properties.count_oracle import Plain, count
from tests.properties.kinds import QUESTIONS


def answer_wrong(vote: Plain, answer: tuple[str, tuple[str, ...]]) -> str:
    choice, marks = answer
    question = QUESTIONS[vote["kind"]]
    if answer == ("abstain", ()):
        return ""
    if question == "yes-no":
        return "" if choice and not marks else "choice-wrong"
    if choice:
        return "choice-wrong"
    names = vote["options"]
    allowed: list[set[str]] = []
    if question == "one-of":
        allowed = [{name} for name in names]
    elif question == "approve":
        most = min(vote["marks_max"] or vote["seats"], len(names))
        allowed = [set(), *({name} for name in names)]
        if most > 1:
            allowed += [{one, other} for one, other in permutations(names, 2)]
        if most > 2:
            allowed += [set(three) for three in permutations(names, 3)]
    else:
        rated = sorted(mark.split(":")[0] for mark in marks if ":" in mark)
        return "" if rated == sorted(names) and len(marks) == len(names) else "marks-wrong"
    return "" if set(marks) in allowed and len(set(marks)) == len(marks) else "marks-wrong"


def put(vote: Plain, who: str, ballot: Plain, rules: Plain) -> str:
    earlier = vote["ballots"].get(who)
    if earlier is not None:
        order = [*rules["precedence"]]
        rank = {
            one["channel"]: order.index(one["channel"]) if one["channel"] in order else 9
            for one in (earlier, ballot)
        }
        higher = rank[ballot["channel"]] < rank[earlier["channel"]]
        lower = rank[ballot["channel"]] > rank[earlier["channel"]]
        final = rules["ballot"] == "first-counts"
        if earlier["answer"] == ballot["answer"]:
            if final or not higher:
                return "nothing"
        elif final:
            return "ballot-final"
        elif lower:
            return "channel-outranked"
    vote["ballots"][who] = ballot
    return "ok"


def adds_up(record: Plain, register: int) -> bool:
    """Tell whether every sum of a counting board's record agrees."""
    return (
        register >= record["issued"] >= record["returned"]
        and record["returned"] == record["valid"] + record["invalid"]
        and bool(record["valid"] == record["yes"] + record["no"] + record["abstain"])
    )


def enter(vote: Plain, what: str, counted: Plain | None, present: list[str]) -> str:
    if vote[what] == counted:
        return "nothing"
    vote[what] = counted
    vote["casting"] = ""
    if vote["counts"] is not None:
        there = vote["counts"]["present_at_close"]
        vote["counts"] = {**count(vote, present), "present_at_close": there}
    return "ok"
