"""Saying: numbers, percentages and what they are of, in Vietnamese and in English at once.

Knows words and how numbers are written in each language; knows no vote that was decided. The
sentences are made of these in `announcing.py` and `announcing_persons.py`.
"""

from collections.abc import Iterable

from hall_server.sitting import counting
from hall_server.sitting.rules import Base, Unit
from hall_server.sitting.state import Counts, Vote

Said = tuple[str, str]
"""The same words in Vietnamese and in English."""

NOTHING: Said = ("", "")

_BASES: dict[Base, Said] = {
    "statutory": ("tổng số{of} ghế đại biểu theo luật", "all{of} seat{s} by law"),
    "in_office": ("tổng số{of} đại biểu{body}", "all{of} delegate{s}{body}"),
    "remaining": ("tổng số{of} đại biểu còn quyền biểu quyết", "all{of} delegate{s} not recused"),
    "present": ("tổng số{of} đại biểu có mặt", "the{of} delegate{s} present"),
    "present_at_close": (
        "tổng số{of} đại biểu có mặt khi kết thúc",
        "the{of} delegate{s} present at the close",
    ),
    "participating": ("tổng số{of} đại biểu tham gia", "the{of} delegate{s} who took part"),
    "cast": (
        "tổng số{of} phiếu tán thành và không tán thành",
        "the{of} vote{s} cast for or against",
    ),
    "valid": ("tổng số{of} phiếu hợp lệ", "the{of} valid ballot{s}"),
}
_CHOSEN: Said = ("tổng số{of} phiếu có lựa chọn", "the{of} ballot{s} with a choice")
_RETURNED: Said = ("tổng số{of} phiếu thu về", "the{of} ballot{s} returned")
_WEIGHTS: dict[Base, Said] = {
    "statutory": ("tổng số{of} quyền biểu quyết", "all{of} voting right{s}"),
    "in_office": ("tổng số{of} quyền biểu quyết", "all{of} voting right{s}"),
    "remaining": (
        "tổng số{of} quyền biểu quyết còn được tính",
        "all{of} voting right{s} not recused",
    ),
    "present": ("tổng số{of} quyền biểu quyết có mặt", "the{of} voting right{s} present"),
    "present_at_close": (
        "tổng số{of} quyền biểu quyết có mặt khi kết thúc",
        "the{of} voting right{s} present at the close",
    ),
    "participating": (
        "tổng số{of} quyền biểu quyết tham gia",
        "the{of} voting right{s} taking part",
    ),
    "cast": (
        "tổng số{of} quyền biểu quyết tán thành và không tán thành",
        "the{of} voting right{s} cast for or against",
    ),
    "valid": ("tổng số{of} quyền biểu quyết hợp lệ", "the{of} voting right{s} validly cast"),
}
_OF_HOW_MANY: dict[Base, str] = {
    "statutory": "{of} seat{s}",
    "in_office": "{of} in office",
    "remaining": "{of} in office and not recused",
    "present": "{of} present",
    "present_at_close": "{of} present at the close",
    "participating": "{of} who took part",
    "cast": "{of} cast for or against",
    "valid": "{of} valid ballot{s}",
}

_NO_PART: dict[Base, tuple[str, ...]] = {
    "cast": ("took_part", "abstain", "invalid"),
    "valid": ("took_part", "invalid"),
    "participating": ("took_part",),
}
"""What is no part of a base, or all of it, so that a percentage would say nothing."""


def say(vi: str, en: str, **values: Said | int) -> Said:
    """Fill in both languages; a value is a number, or words in both."""
    filled = {
        name: value if isinstance(value, tuple) else (value, value)
        for name, value in values.items()
    }
    return (
        vi.format(**{name: value[0] for name, value in filled.items()}),
        en.format(**{name: value[1] for name, value in filled.items()}),
    )


def joined(between: str | Said, parts: Iterable[Said]) -> Said:
    """Put parts in a row, the empty ones left out."""
    vi, en = (between, between) if isinstance(between, str) else between
    said = [part for part in parts if part != NOTHING]
    return vi.join(part[0] for part in said), en.join(part[1] for part in said)


def sentence(said: Said) -> Said:
    """End a sentence."""
    return f"{said[0]}.", f"{said[1]}."


def number(value: int, unit: Unit) -> Said:
    """Write a number; weights run into millions, so their thousands are set apart."""
    if unit == "heads":
        return str(value), str(value)
    return f"{value:,}".replace(",", "."), f"{value:,}"


def plural(value: int | None) -> Said:
    """Give the English ending of a noun after a number, or after none; Vietnamese has none."""
    return "", "" if value == 1 else "s"


def percent(value: int, of: int) -> Said:
    """Write a percentage as announced."""
    return f"{counting.percent_vi(value, of)}%", f"{counting.percent(value, of)}%"


def rights(counts: Counts, names: Iterable[str]) -> Said:
    """Say the weight of some answers taken together; nothing where there are no weights."""
    if not counts.weight:
        return NOTHING
    total = sum(counts.weight.get(name, 0) for name in names)
    return say(
        " với {total} quyền biểu quyết",
        " with {total} voting right{s}",
        total=number(total, "weight"),
        s=plural(total),
    )


def base_named(vote: Vote, base: Base, unit: Unit, of: int | None) -> Said:
    """Name a base, with its number where that is given."""
    vi, en = _of_ballots(vote, base) or _BASES[base] if unit == "heads" else _WEIGHTS[base]
    body = vote.rule.body
    return say(
        vi,
        en,
        of=NOTHING if of is None else say(" {of}", " {of}", of=number(of, unit)),
        s=plural(of),
        body=(f" {body.vi}" if body.vi else "", f" of {body.en}" if body.en else ""),
    )


def _of_ballots(vote: Vote, base: Base) -> Said | None:
    """Name a base that is no number of people, as this vote is taken."""
    if base == "cast" and vote.kind.question != "yes-no":
        return _CHOSEN
    if base == "participating" and vote.kind.form == "paper":
        return _RETURNED
    return None


def percent_base(vote: Vote, counts: Counts, statutory: int) -> tuple[Base, Unit, int]:
    """Give what the percentages of a vote are of: the base, its unit and its number."""
    base, unit = vote.rule.percent_base, vote.majority.unit
    return base, unit, counting.base_of(counts, base, statutory, unit)


def has_percentage(base: Base, name: str, of: int) -> bool:
    """Tell whether an answer, or `took_part`, has a percentage: none of nothing, none of others."""
    return of > 0 and name not in _NO_PART.get(base, ())


def needed(vote: Vote, counts: Counts, statutory: int) -> Said:
    """Say “43 of 85 in office”, for each threshold of the majority."""
    parts = []
    for threshold in vote.majority.thresholds:
        of = counting.base_of(counts, threshold.base, statutory, threshold.unit)
        vi, en = base_named(vote, threshold.base, threshold.unit, of)
        if threshold.unit == "heads" and not _of_ballots(vote, threshold.base):
            en = _OF_HOW_MANY[threshold.base].format(of=of, s=plural(of)[1])
        least = number(threshold.needed(of), threshold.unit)
        parts.append(say("{least} trên {base}", "{least} of {base}", least=least, base=(vi, en)))
    return joined((" hoặc ", " or ") if vote.majority.any else (" và ", " and "), parts)


def issued(vote: Vote) -> Said:
    """Say what the counting board found of the ballots, nothing where there is no paper."""
    paper = vote.paper
    if vote.kind.form != "paper" or paper is None:
        return NOTHING
    return say(
        "Số phiếu phát ra: {issued}; số phiếu thu về: {returned}; số phiếu hợp lệ: {valid}; "
        "số phiếu không hợp lệ: {invalid}.",
        "Ballots issued: {issued}; returned: {returned}; valid: {valid}; invalid: {invalid}.",
        issued=paper.issued,
        returned=paper.returned,
        valid=paper.valid,
        invalid=paper.invalid,
    )


def result_of(vote: Vote) -> Said:
    """Begin the sentence with the results, by the form of the vote."""
    match vote.kind.form:
        case "show-of-hands":
            return "Kết quả biểu quyết bằng giơ tay", "Result of the show of hands"
        case "roll-call":
            return "Kết quả biểu quyết bằng gọi tên", "Result of the roll call"
        case "paper":
            return "Kết quả bỏ phiếu", "Result of the ballot"
        case _:
            return "Kết quả biểu quyết", "Result of the vote"


def taken_part(vote: Vote, counts: Counts, statutory: int) -> Said:
    """Say who took part, and of how many; a clause without its end."""
    heads = counting.base_of(counts, "participating", statutory)
    acted = "bỏ phiếu" if vote.kind.form == "paper" else "biểu quyết"
    base, unit, of = percent_base(vote, counts, statutory)
    share = NOTHING
    if has_percentage(base, "took_part", of):
        share = say(
            " (bằng {percent} {base})",
            " ({percent} of {base})",
            percent=percent(counting.base_of(counts, "participating", statutory, unit), of),
            base=base_named(vote, base, unit, None),
        )
    return say(
        "{result}: có {heads} đại biểu tham gia {acted}{rights}{share}",
        "{result}: {heads} delegate{s} took part{rights}{share}",
        result=result_of(vote),
        heads=heads,
        s=plural(heads),
        acted=(acted, ""),
        rights=rights(counts, counting.ANSWERED),
        share=share,
    )


def nobody(vote: Vote) -> Said:
    """Say that there is nothing to announce."""
    return say(
        "{result}: không có đại biểu nào tham gia.",
        "{result}: nobody took part.",
        result=result_of(vote),
    )
