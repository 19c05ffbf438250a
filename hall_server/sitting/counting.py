"""Counting: ballots into counts, counts into an outcome and into words for people.

Integers only. Percentages are for people: two decimals, half up, a decimal comma in Vietnamese
(the form of the National Assembly's communiqués, December 2025).
"""

from collections import Counter

from hall_server.sitting.rules import Base, Majority
from hall_server.sitting.state import Counts, Outcome, Vote


def count(vote: Vote) -> Counts:
    """Count the ballots of a vote from the ballots themselves."""
    choices = Counter(ballot.choice for ballot in vote.ballots.values())
    return Counts(
        yes=choices["yes"],
        no=choices["no"],
        abstain=choices["abstain"],
        not_voting=len(vote.register) - len(vote.ballots),
        absent=vote.in_office - len(vote.register),
    )


def base_of(counts: Counts, base: Base, statutory: int) -> int:
    """Give the number of heads of a base, for a vote that has been counted."""
    match base:
        case "statutory":
            return statutory
        case "in_office":
            present = counts.yes + counts.no + counts.abstain + counts.not_voting
            return present + counts.absent
        case "present":
            return counts.yes + counts.no + counts.abstain + counts.not_voting
        case "cast":
            return counts.yes + counts.no


def outcome(counts: Counts, majority: Majority, statutory: int) -> Outcome:
    """Say whether the yes votes reach the majority. A tie is no majority."""
    base = base_of(counts, majority.threshold.base, statutory)
    return Outcome(
        carried=majority.threshold.reached_by(counts.yes, base),
        needed=majority.threshold.needed(base),
        reached=counts.yes,
    )


def percent(value: int, of: int) -> str:
    """Give value / of in percent: two decimals, half up, decimal point; "–" of nothing."""
    if of == 0:
        return "–"
    hundredths = (2 * value * 10_000 + of) // (2 * of)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def percent_vi(value: int, of: int) -> str:
    """Give the same with the decimal comma of Vietnamese."""
    return percent(value, of).replace(".", ",")


_BASE_VI: dict[Base, str] = {
    "statutory": "{of} ghế",
    "in_office": "tổng số {of} đại biểu",
    "present": "{of} đại biểu có mặt",
    "cast": "{of} phiếu tán thành và không tán thành",
}
_BASE_EN: dict[Base, str] = {
    "statutory": "seats",
    "in_office": "delegates in office",
    "present": "delegates present",
    "cast": "votes cast for or against",
}


def verdict_vi(result: Outcome, majority: Majority, of: int) -> str:
    """Say in Vietnamese what was needed and what was reached."""
    word = "Được thông qua" if result.carried else "Không được thông qua"
    base = _BASE_VI[majority.threshold.base].format(of=of)
    return f"{word}: cần {result.needed} trên {base}, có {result.reached}."


def verdict_en(result: Outcome, majority: Majority, of: int) -> str:
    """Say in English what was needed and what was reached."""
    word = "Carried" if result.carried else "Not carried"
    base = _BASE_EN[majority.threshold.base]
    return f"{word}: needed {result.needed} of {of} {base}, has {result.reached}."
