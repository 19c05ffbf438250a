"""A table as a CSV file that a spreadsheet opens by a double click.

Knows files, not parliament. Vietnamese and English spreadsheets split at different marks, and both
take a cell that begins like a formula for one: what people wrote must stay text.
"""

import csv
import io
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

zone_mark = "{zone}"
"""Stands in the headings of times, for the zone in which they are told."""

Cell = str | int | None
Said = tuple[str, str]
"""The same in Vietnamese and in English."""

separators: dict[Language, str] = {"vi": ";", "en": ","}
"""Where the comma stands in numbers, spreadsheets split at semicolons."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the machine's old letters."""


class Table(Struct, frozen=True):
    """Headings in both languages, and rows with a cell for each."""

    headings: tuple[Said, ...]
    rows: tuple[Sequence[Cell], ...]


def to_csv(table: Table, language: Language) -> bytes:
    """Write a table as the bytes of a CSV file, with lines ended as RFC 4180 has them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separators[language])
    told = zone(language)
    headings = (in_language(heading, language) for heading in table.headings)
    writer.writerow(heading.replace(zone_mark, told) for heading in headings)
    writer.writerows([_kept(cell) for cell in row] for row in table.rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def in_language(said: Said, language: Language) -> str:
    """Choose one language."""
    return said[LANGUAGES.index(language)]


def moment(at: int | None) -> str:
    """Write a time (ms since 1970 UTC) by this machine's clock, empty for none."""
    if not at:
        return ""
    here = datetime.fromtimestamp(at // 1000, UTC).astimezone().replace(tzinfo=None)
    return here.isoformat(" ")


def zone(language: Language) -> str:
    """Name the zone of this machine's clock, such as UTC+07:00, and that of summer, if any."""
    usual = _offset(time.timezone)
    if not time.daylight:
        return usual
    return f"{usual}, {in_language(('mùa hè', 'summer'), language)} {_offset(time.altzone)}"


def _offset(seconds_west: int) -> str:
    hours, minutes = divmod(abs(seconds_west) // 60, 60)
    return f"UTC{'-' if seconds_west > 0 else '+'}{hours:02}:{minutes:02}"


def seconds(milliseconds: int | None) -> int | None:
    """Give whole seconds that are over, as clocks on screens do."""
    return None if milliseconds is None else milliseconds // 1000


def _kept(cell: Cell) -> str | int:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell
