"""What is said of a vote that has been decided: the verdict, and the announcement to the hall.

Knows words, and decides nothing: every number comes from `counting.py`. The announcement of a vote
for or against has the form of the National Assembly's communiqués (10 December 2025): who took part
and of how many, then each answer with its percentage; answers that nobody gave are left out. The
base of the percentages follows with its number, since councils differ in it.
"""

from hall_server.sitting import counting
from hall_server.sitting.announcing_persons import (
    announcement_of_election,
    announcement_of_rating,
    verdict_of_election,
    verdict_of_rating,
)
from hall_server.sitting.rules import Unit
from hall_server.sitting.saying import (
    NOTHING,
    Said,
    base_named,
    has_percentage,
    issued,
    joined,
    needed,
    nobody,
    number,
    percent,
    percent_base,
    rights,
    say,
    sentence,
    taken_part,
)
from hall_server.sitting.state import Counts, Outcome, Vote

_ANSWERS: dict[str, Said] = {
    "yes": ("tán thành", "in favour"),
    "no": ("không tán thành", "against"),
    "abstain": ("không biểu quyết", "abstaining"),
    "invalid": ("phiếu không hợp lệ", "invalid"),
}


def verdict(vote: Vote, counts: Counts, result: Outcome, statutory: int) -> Said:
    """Say what was needed, what was reached, and so what was decided."""
    if result.verdict == "no-quorum":
        return _without_quorum(vote, counts, statutory)
    if vote.kind.question == "rating":
        return verdict_of_rating(vote, counts, result, statutory)
    if vote.kind.question == "yes-no":
        return _verdict(vote, counts, result, statutory)
    return verdict_of_election(vote, counts, result, statutory)


def announcement(vote: Vote, counts: Counts, result: Outcome, statutory: int) -> Said:
    """Say what the chair reads out: the figures, of how many they are, and what follows."""
    if counting.base_of(counts, "participating", statutory) == 0:
        figures, end = nobody(vote), NOTHING
    elif vote.kind.question == "rating":
        figures, end = announcement_of_rating(vote, counts, result, statutory)
    elif vote.kind.question == "yes-no":
        figures, end = _figures(vote, counts, statutory), NOTHING
    else:
        figures, end = announcement_of_election(vote, counts, result, statutory)
    if result.verdict == "no-quorum":
        end = _without_quorum(vote, counts, statutory)
    elif vote.kind.question == "yes-no":
        end = sentence(_decision(vote, counts, result, statutory))
    return joined(" ", [issued(vote), figures, end])


def _without_quorum(vote: Vote, counts: Counts, statutory: int) -> Said:
    quorum = vote.quorum_at_close
    assert quorum is not None, "what the vote does not test can't be missing"
    unit: Unit = quorum.threshold.unit if quorum.threshold else "heads"
    there = counting.took_part(counts, quorum)
    also = NOTHING
    if quorum.also:
        also = say(
            " ({others} tham gia và {also} người không bỏ phiếu)",
            " ({others} took part and {also} who do not vote)",
            others=number(there - quorum.also, unit),
            also=quorum.also,
        )
    return say(
        "Không đủ túc số: cần {least}, có {there}{also}; nội dung để lại.",
        "No quorum: needed {least}, has {there}{also}; the business stands over.",
        least=number(counting.quorum_at_close(quorum, counts, statutory), unit),
        there=number(there, unit),
        also=also,
    )


def _verdict(vote: Vote, counts: Counts, result: Outcome, statutory: int) -> Said:
    counted = counts if vote.casting is None else counting.with_casting_vote(counts, vote.casting)
    return say(
        "{decision}: cần {needed}, có {reached}.",
        "{decision}: needed {needed}, has {reached}.",
        decision=_decision(vote, counts, result, statutory),
        needed=needed(vote, counted, statutory),
        reached=number(result.reached, vote.majority.unit),
    )


def _decision(vote: Vote, counts: Counts, result: Outcome, statutory: int) -> Said:
    """Say what was decided. What has words of its own, as confidence, is not “carried”."""
    if "yes" in vote.kind.words:
        decided = ("Đủ đa số", "Majority reached")
        missed = ("Không đủ đa số", "Majority not reached")
    else:
        decided = ("Được thông qua", "Carried")
        missed = ("Không được thông qua", "Not carried")
    said = decided if result.carried else missed
    return joined("", [said, _tie(vote, counts, statutory)])


def _tie(vote: Vote, counts: Counts, statutory: int) -> Said:
    """Say that the votes were level, where one more would have carried, and who decided."""
    unit = vote.majority.unit
    yes = counting.value_of(counts, "yes", unit)
    if yes == 0 or not counting.is_level(vote, counts, statutory):
        return NOTHING
    level = ", phiếu ngang nhau {yes}–{yes}", ", a tie of {yes} to {yes}"
    said = say(*level, yes=number(yes, unit))
    if vote.casting is None:
        return said
    return say(
        "{said} và chủ tọa quyết định {answer}",
        "{said} with the chair's casting vote {answer}",
        said=said,
        answer=_name(vote, vote.casting),
    )


def _figures(vote: Vote, counts: Counts, statutory: int) -> Said:
    """Say who took part and how they answered, and what the percentages are of."""
    base, unit, of = percent_base(vote, counts, statutory)
    figures = say(
        "{taken_part}; trong đó có {answers}.",
        "{taken_part}, of whom {answers}.",
        taken_part=taken_part(vote, counts, statutory),
        answers=joined(", ", (_answer(vote, counts, statutory, name) for name in _ANSWERS)),
    )
    if of == 0:
        return figures
    note = say(
        "Tỷ lệ tính trên {base}.",
        "Percentages are of {base}.",
        base=base_named(vote, base, unit, of),
    )
    return joined(" ", [figures, note])


def _answer(vote: Vote, counts: Counts, statutory: int, name: str) -> Said:
    heads = counting.value_of(counts, name, "heads")
    if heads == 0:
        return NOTHING
    base, unit, of = percent_base(vote, counts, statutory)
    share = NOTHING
    if has_percentage(base, name, of):
        value = counting.value_of(counts, name, unit)
        share = say(" ({percent})", " ({percent})", percent=percent(value, of))
    called = say("{heads} {name}", "{heads} {name}", heads=heads, name=_name(vote, name))
    return joined("", [called, rights(counts, [name]), share])


def _name(vote: Vote, answer: str) -> Said:
    """Name an answer, in the kind's own words where it has some."""
    for name, own in vote.kind.words.items():
        if name == answer:
            return own.vi[:1].lower() + own.vi[1:], f"“{own.en}”"
    return _ANSWERS[answer]
