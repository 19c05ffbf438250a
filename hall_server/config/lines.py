"""Where a key stands in a TOML text. Must not know what any key means."""

import re
from collections import Counter
from collections.abc import Iterator

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\-\"' ]+?)\s*\]")
_KEY = re.compile(r"\s*([\w.\-\"' ]+?)\s*=")


def lines_of(text: str) -> list[str]:
    """Cut a text where TOML has its lines end, and nowhere else."""
    return text.removesuffix("\n").split("\n")


def line_of(text: str, field: str, nth: int = 0) -> int:
    """Find the line of a key, or of a table's header; 0 if it does not stand in the text.

    `nth` counts from 0 where a table is one of a list (`[[…]]`).
    """
    return next((line for line, name in _places(text, nth) if name == field), 0)


def line_near(text: str, field: str, nth: int = 0) -> int:
    """Find the line of a key, or of the nearest table around it; 0 if none of them is there.

    Where a table has no header of its own, the first line within it stands for it.
    """
    places = list(_places(text, nth))
    known = field
    while known:
        for line, name in places:
            if name == known or name.startswith(f"{known}."):
                return line
        known = known.rpartition(".")[0]
    return 0


def _places(text: str, nth: int) -> Iterator[tuple[int, str]]:
    """Give line and full name of every header and key; of a list's tables, of the nth alone."""
    table, counts = "", True
    seen: Counter[str] = Counter()
    for number, line in enumerate(lines_of(text), start=1):
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if header:
            table = _plain(header[2])
            counts = header[1] == "[" or seen[table] == nth
            seen[table] += 1
            if counts:
                yield number, table
        elif key and counts:
            yield number, ".".join(filter(None, (table, _plain(key[1]))))


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
