"""What does not fit together in a rule pack, and the mistakes every table can have.

Knows how such a thing is said; must not know any rule.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Fault:
    """What does not fit together; `fields` are those involved, the likeliest mistake first."""

    fields: tuple[str, ...]
    vi: str
    en: str


def misspelt(table: str, names: Iterable[str]) -> Iterator[Fault]:
    """Find tables whose names are none."""
    for name in names:
        if not _NAME.fullmatch(name):
            yield Fault(
                (f"{table}.{name}",),
                f"tên «{name}» không hợp lệ: 1–64 chữ cái không dấu, chữ số, - _",
                f"“{name}” is no name: 1–64 plain letters, digits, - _",
            )


def nameless(field: str, table: str, name: str) -> Fault:
    """Say that what a field names is not there."""
    if not name:
        return Fault((field,), f"phải nêu một tên trong [{table}.…]", f"must name a [{table}.…]")
    return Fault((field,), f"không có [{table}.{name}]", f"there is no [{table}.{name}]")


def empty(place: str, table: object, keys: Iterable[str]) -> Iterator[Fault]:
    """Find texts of a table that must not be empty, and are."""
    for key in keys:
        if getattr(table, key, "x").strip() == "":
            field = f"{place}.{key}" if place else key
            yield Fault((field,), "không được để trống", "must not be empty")
