"""Counting records of the demo's ballots on paper: made up, and every sum in them agrees."""

from collections.abc import Mapping, Sequence

Record = dict[str, int | dict[str, int]]

_KEPT = 1
"""Ballots that somebody takes and does not hand in."""

_INVALID = 2


def election(options: Sequence[str], shares: Sequence[int], register: int) -> Record:
    """Make up a record: of the valid ballots `shares` in a hundred mark each option."""
    record, valid = _sheets(register)
    marks = {option: valid * share // 100 for option, share in zip(options, shares, strict=True)}
    return {**record, "marks": marks}


def rating(options: Sequence[str], shares: Sequence[int], register: int) -> Record:
    """Make up a record: `shares` in a hundred rate each person high, one says nothing of them."""
    record, valid = _sheets(register)
    marks: dict[str, int] = {}
    for option, share in zip(options, shares, strict=True):
        marks |= {f"{option}:{level}": count for level, count in _levels(valid, share).items()}
    return {**record, "marks": marks}


def _levels(valid: int, share: int) -> Mapping[str, int]:
    none = min(1, valid)
    high = (valid - none) * share // 100
    low = (valid - none - high) // 3
    return {"high": high, "medium": valid - none - high - low, "low": low, "none": none}


def _sheets(register: int) -> tuple[dict[str, int], int]:
    returned = max(0, register - _KEPT)
    invalid = min(_INVALID, returned)
    valid = returned - invalid
    return {"issued": register, "returned": returned, "valid": valid, "invalid": invalid}, valid
