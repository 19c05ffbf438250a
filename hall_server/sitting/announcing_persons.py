"""What is said of persons: who is elected and by how many, and how each was rated.

Knows words, and decides nothing. Who or what has no votes is left out; a percentage stands with
the number it is of, each time.
"""

from collections.abc import Iterable

from hall_server.sitting import counting
from hall_server.sitting.model import Option
from hall_server.sitting.rules import LEVELS, Consequence, Level, Unit
from hall_server.sitting.saying import (
    NOTHING,
    Said,
    base_named,
    has_percentage,
    joined,
    needed,
    number,
    percent,
    percent_base,
    plural,
    result_of,
    rights,
    say,
    sentence,
    taken_part,
)
from hall_server.sitting.state import Counts, Outcome, Vote

_LEVELS: dict[Level, Said] = {
    "high": ("tín nhiệm cao", "high confidence"),
    "medium": ("tín nhiệm", "confidence"),
    "low": ("tín nhiệm thấp", "low confidence"),
}


def verdict_of_election(vote: Vote, counts: Counts, result: Outcome, statutory: int) -> Said:
    """Say who is elected, who are tied, what was needed and what the first has."""
    if result.needed < counting.needed(counts, vote.majority, statutory):
        asked = (
            "bầu lại giữa những người ngang phiếu nên xét theo số phiếu",
            "voted on again, so the order of votes decides",
        )
    else:
        asked = say("cần {needed}", "needed {needed}", needed=needed(vote, counts, statutory))
    return say(
        "{elected}; {asked}, cao nhất có {reached}.",
        "{elected}; {asked}, the most votes are {reached}.",
        elected=_elected(vote, counts, result),
        asked=asked,
        reached=number(result.reached, vote.majority.unit),
    )


def announcement_of_election(
    vote: Vote, counts: Counts, result: Outcome, statutory: int
) -> tuple[Said, Said]:
    """Give the votes of each, most first, and who is elected by them."""
    votes = counting.votes_of(counts, vote.majority.unit)
    ranked = sorted(vote.plan.options, key=lambda option: -votes.get(option.id, 0))
    each = joined("; ", (_votes_for(vote, counts, statutory, option) for option in ranked))
    figures = sentence(each) if each != NOTHING else NOTHING
    if vote.kind.form == "paper":
        figures = say("{result}: {each}", "{result}: {each}", result=result_of(vote), each=figures)
    else:
        whole = sentence(taken_part(vote, counts, statutory))
        figures = joined(" ", [whole, figures])
    return joined(" ", [figures, _abstained(counts)]), sentence(_elected(vote, counts, result))


def _votes_for(vote: Vote, counts: Counts, statutory: int, option: Option) -> Said:
    heads = counts.marks.get(option.id, 0)
    if heads == 0:
        return NOTHING
    return say(
        "{name} được {heads} phiếu{rights}{share}",
        "{name} has {heads} vote{s}{rights}{share}",
        name=name_of(option),
        heads=heads,
        s=plural(heads),
        rights=rights(counts, [option.id]),
        share=_share(vote, counts, statutory, option.id),
    )


def _share(vote: Vote, counts: Counts, statutory: int, mark: str) -> Said:
    base, unit, of = percent_base(vote, counts, statutory)
    if not has_percentage(base, "marked", of):
        return NOTHING
    return say(
        " (bằng {percent} {base})",
        " ({percent} of {base})",
        percent=percent(counting.votes_of(counts, unit).get(mark, 0), of),
        base=base_named(vote, base, unit, of),
    )


def _abstained(counts: Counts) -> Said:
    if counts.abstain == 0:
        return NOTHING
    return say(
        "Có {abstain} đại biểu không biểu quyết.",
        "{abstain} abstained.",
        abstain=counts.abstain,
    )


def _elected(vote: Vote, counts: Counts, result: Outcome) -> Said:
    """Say who is elected, who are tied, and what is left to fill."""
    persons = _are_persons(vote)
    left = vote.plan.seats - len(result.elected)
    parts = []
    if result.elected:
        head = ("Trúng cử", "Elected") if persons else ("Được chọn", "Chosen")
        names = _named(vote, counts, result.elected)
        parts.append(say("{head}: {names}", "{head}: {names}", head=head, names=names))
    if _by_age(vote, counts, result):
        parts.append(
            ("ngang phiếu, người nhiều tuổi hơn trúng cử", "level on votes, the older is elected")
        )
    if result.tied:
        parts.append(
            say(
                "{names} ngang phiếu, {again} giữa những {what} này để chọn {left} {what}",
                "{names} are tied, to be voted on again ({left} to fill)",
                names=_named(vote, counts, result.tied),
                again=("bầu lại" if persons else "biểu quyết lại", ""),
                what=(_what(persons), ""),
                left=left,
            )
        )
    elif left:
        parts.append(_not_filled(vote, counts, result, left))
    return joined("; ", parts)


def _what(persons: bool) -> str:
    return "người" if persons else "phương án"


def _not_filled(vote: Vote, counts: Counts, result: Outcome, left: int) -> Said:
    """Say that nobody is elected, or too few; and who were level, where nobody votes again."""
    persons = _are_persons(vote)
    votes = counting.votes_of(counts, vote.majority.unit)
    level = [
        option.id
        for option in vote.plan.options
        if option.id not in result.elected and votes.get(option.id, 0) >= result.needed
    ]
    if result.elected:
        missed = say(
            "còn {left} {what} chưa {chosen} được",
            "{left} not filled",
            left=left,
            what=(_what(persons), ""),
            chosen=("bầu" if persons else "chọn", ""),
        )
    elif persons:
        missed = "không ai trúng cử", "nobody is elected"
    else:
        missed = "không phương án nào được chọn", "no option is chosen"
    if level:
        names = _named(vote, counts, level)
        return say(
            "{names} ngang phiếu, {missed}",
            "{names} are tied, {missed}",
            names=names,
            missed=missed,
        )
    return missed if result.elected else (_capital(missed[0]), _capital(missed[1]))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _are_persons(vote: Vote) -> bool:
    return vote.kind.question == "approve" or any(
        option.delegate or option.born for option in vote.plan.options
    )


def _by_age(vote: Vote, counts: Counts, result: Outcome) -> bool:
    """Tell whether someone is elected before another who has as many votes."""
    votes = counting.votes_of(counts, vote.majority.unit)
    known = {*result.elected, *result.tied}
    beaten = {votes.get(one.id, 0) for one in vote.plan.options if one.id not in known}
    return any(votes.get(one, 0) in beaten for one in result.elected)


def _named(vote: Vote, counts: Counts, ids: Iterable[str]) -> Said:
    """Give names with their votes, in the order of the ids."""
    unit = vote.majority.unit
    votes = counting.votes_of(counts, unit)
    names = {option.id: name_of(option) for option in vote.plan.options}
    return joined(", ", (_with_votes(names[one], votes.get(one, 0), unit) for one in ids))


def _with_votes(name: Said, votes: int, unit: Unit) -> Said:
    what = ("phiếu", "vote") if unit == "heads" else ("quyền biểu quyết", "voting right")
    return say(
        "{name} ({votes} {what})",
        "{name} ({votes} {what}{s})",
        name=name,
        votes=number(votes, unit),
        what=what,
        s=plural(votes),
    )


def name_of(option: Option) -> Said:
    """Name an option; in Vietnamese where it has no other name."""
    return option.vi, option.en or option.vi


def verdict_of_rating(vote: Vote, counts: Counts, result: Outcome, statutory: int) -> Said:
    """Say how many were rated, and to whom the law attaches something."""
    rated = say(
        "Đã lấy phiếu tín nhiệm đối với {persons} người.",
        "Persons rated: {persons}.",
        persons=len(vote.plan.options),
    )
    return joined(" ", [rated, _consequences(vote, counts, result, statutory)])


def announcement_of_rating(
    vote: Vote, counts: Counts, result: Outcome, statutory: int
) -> tuple[Said, Said]:
    """Give the levels of each person rated, and what the law attaches to them."""
    each = [_rating(vote, counts, statutory, option) for option in vote.plan.options]
    figures = joined(" ", each)
    if vote.kind.form != "paper":
        figures = joined(" ", [sentence(taken_part(vote, counts, statutory)), figures])
    return figures, _consequences(vote, counts, result, statutory)


def _rating(vote: Vote, counts: Counts, statutory: int, option: Option) -> Said:
    levels = [_level(vote, counts, statutory, option, level) for level in LEVELS]
    given = sum(counts.marks.get(f"{option.id}:{level}", 0) for level in LEVELS)
    if given < counts.marked:
        levels.append(
            say(
                "{none} phiếu không ghi mức tín nhiệm",
                "{none} without a level",
                none=counts.marked - given,
            )
        )
    said = "{name}: {levels}."
    return say(said, said, name=name_of(option), levels=joined(", ", levels))


def _level(vote: Vote, counts: Counts, statutory: int, option: Option, level: Level) -> Said:
    mark = f"{option.id}:{level}"
    heads = counts.marks.get(mark, 0)
    if heads == 0:
        return NOTHING
    return say(
        "{heads} phiếu {level}{rights}{share}",
        "{heads} {level}{rights}{share}",
        heads=heads,
        level=_LEVELS[level],
        rights=rights(counts, [mark]),
        share=_share(vote, counts, statutory, mark),
    )


def _consequences(vote: Vote, counts: Counts, result: Outcome, statutory: int) -> Said:
    """Say to whom the law attaches something, by how many, and how many it takes."""
    said = []
    for option in vote.plan.options:
        number_in_rules = result.consequences.get(option.id, 0)
        if number_in_rules:
            follows = vote.kind.consequences[number_in_rules - 1]
            said.append(
                say(
                    "{name}: {reached}. {follows} ({source}).",
                    "{name}: {reached}. {follows} ({source}).",
                    name=name_of(option),
                    reached=_reached(vote, counts, statutory, option, follows),
                    follows=(follows.vi, follows.en),
                    source=(follows.source, follows.source),
                )
            )
    return joined(" ", said)


def _reached(
    vote: Vote, counts: Counts, statutory: int, option: Option, follows: Consequence
) -> Said:
    """Say “30 low confidence of the 52 ballots returned, needed 27”."""
    threshold, level = follows.threshold, _LEVELS[follows.level]
    unit = threshold.unit
    of = counting.base_of(counts, threshold.base, statutory, unit)
    votes = counting.votes_of(counts, unit).get(f"{option.id}:{follows.level}", 0)
    what = "phiếu" if unit == "heads" else "quyền biểu quyết"
    return say(
        "{votes} {what} {level} trên {base}, mức cần là {least} {what}",
        "{votes} {level} of {base}, needed {least}",
        votes=number(votes, unit),
        what=(what, ""),
        level=level,
        base=base_named(vote, threshold.base, unit, of),
        least=number(threshold.needed(of), unit),
    )
