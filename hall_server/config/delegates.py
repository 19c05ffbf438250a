"""The delegates' CSV: who is in office, in which seat, of which group.

What is wrong in it is said with line and column, in both languages.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from hall_server.config.errors import ConfigError
from hall_server.config.reading import read_text
from hall_server.config.table import open_table
from hall_server.config.words import shown_characters_max
from hall_server.sitting.ids import DelegateId, SeatId, title_characters_max
from hall_server.sitting.model import Delegate, Group, weight_max

CSV_COLUMNS = ("seat", "name", "group")
HEADINGS_VI = {
    "ghế": "seat",
    "số ghế": "seat",
    "họ tên": "name",
    "họ và tên": "name",
    "tổ": "group",
    "mã": "id",
    "cổ phần": "weight",
    "số cổ phần": "weight",
    "trọng số": "weight",
}

delegates_max = 20_000
"""Far beyond any assembly; a mistaken file is refused before it fills the memory."""


def read_delegates(path: Path) -> tuple[tuple[Group, ...], tuple[Delegate, ...]]:
    """Read groups and delegates from a CSV with the columns seat, name, group (and id, weight).

    Raises `ConfigError`.
    """
    reader = _open(path.name, read_text(path))
    delegates: list[Delegate] = []
    seen: dict[tuple[str, str], int] = {}
    for line, row in _rows(path.name, reader):
        if not any((value or "").strip() for key, value in row.items() if key):
            continue
        delegate = _delegate(path.name, line, row)
        for field, value in (("seat", delegate.seat), ("id", delegate.id)):
            first = seen.setdefault((field, value), line)
            if first != line:
                raise ConfigError(
                    path.name,
                    line,
                    field,
                    f"«{value}» đã có ở dòng {first}",
                    f"“{value}” stands already on line {first}",
                )
        delegates.append(delegate)
    _check_number(path.name, len(delegates))
    names = sorted({delegate.group for delegate in delegates if delegate.group})
    return tuple(Group(name, name) for name in names), tuple(delegates)


def _open(file: str, text: str) -> "csv.DictReader[str]":
    try:
        reader = open_table(text, HEADINGS_VI)
    except csv.Error as error:
        raise _not_csv(file, 1, error) from None
    found = list(reader.fieldnames or [])
    for column in CSV_COLUMNS:
        if column not in found:
            raise _missing(file, column, found)
    for column in found:
        if column and found.count(column) > 1:
            raise ConfigError(
                file, 1, column, "cột này có hai lần", "this column stands there twice"
            )
    return reader


def _missing(file: str, column: str, found: list[str]) -> ConfigError:
    shown = ", ".join(f"«{heading}»" for heading in found)
    return ConfigError(
        file,
        1,
        column,
        f"thiếu cột này; dòng đầu phải là seat,name,group hoặc ghế,họ tên,tổ; "
        f"đang có: {shown or 'không có gì'}",
        f"this column is missing; the first line must be seat,name,group; "
        f"there are: {shown or 'none'}",
    )


def _rows(file: str, reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row with its line; a row with more values than columns is no row of ours."""
    separator = "⇥" if reader.reader.dialect.delimiter == "\t" else reader.reader.dialect.delimiter
    try:
        for row in reader:
            if None in row:
                raise ConfigError(
                    file,
                    reader.line_num,
                    reader.fieldnames[-1] if reader.fieldnames else "",
                    f"thừa giá trị; giá trị có dấu «{separator}» phải đặt trong dấu ngoặc kép",
                    f"too many values; a value with “{separator}” in it must stand in double "
                    "quotes",
                )
            yield reader.line_num, row
    except csv.Error as error:
        raise _not_csv(file, reader.reader.line_num, error) from None


def _not_csv(file: str, line: int, error: csv.Error) -> ConfigError:
    return ConfigError(
        file,
        line,
        "",
        "không đọc được như CSV: một ô quá dài, hoặc thiếu dấu ngoặc kép đóng",
        f"not valid CSV: {error}",
    )


def _check_number(file: str, number: int) -> None:
    if not 1 <= number <= delegates_max:
        raise ConfigError(
            file,
            0,
            "",
            f"có {number} đại biểu, phải từ 1 đến {delegates_max}",
            f"{number} delegates, must be 1 to {delegates_max}",
        )


def _delegate(file: str, line: int, row: dict[str, str]) -> Delegate:
    seat = (row["seat"] or "").strip()
    delegate_id = (row.get("id") or "").strip() or f"s{seat}"
    for field, value in (("seat", seat), ("id", delegate_id)):
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,31}", value):
            raise ConfigError(
                file,
                line,
                field,
                f"«{value}» không hợp lệ: 1–32 chữ cái không dấu, chữ số, . _ -",
                f"“{value}” is not valid: 1–32 plain letters, digits, . _ -",
            )
    name = _on_one_line(row["name"])
    if not name:
        raise ConfigError(file, line, "name", "thiếu họ tên", "the name is missing")
    if len(name) > title_characters_max:
        raise ConfigError(
            file,
            line,
            "name",
            f"họ tên dài {len(name)} ký tự, nhiều nhất {title_characters_max}",
            f"a name of {len(name)} characters, at most {title_characters_max}",
        )
    group, weight = _on_one_line(row["group"]), _weight(file, line, row)
    return Delegate(DelegateId(delegate_id), name, SeatId(seat), group, weight)


def _weight(file: str, line: int, row: dict[str, str]) -> int:
    """Read a delegate's weight; where the file has such a column, nobody's may be forgotten."""
    if "weight" not in row:
        return 1
    value = (row["weight"] or "").strip()
    # Not `isdecimal` alone: it takes the digits of every script.
    if re.fullmatch(r"[0-9]{1,13}", value) and 1 <= int(value) <= weight_max:
        return int(value)
    raise ConfigError(
        file,
        line,
        "weight",
        f"phải là số nguyên từ 1 đến {weight_max}, không có dấu chấm, dấu phẩy; "
        f"đang là «{value[:shown_characters_max]}»",
        f"must be a whole number, 1 to {weight_max}, without points and commas; "
        f"it is “{value[:shown_characters_max]}”",
    )


def _on_one_line(value: str | None) -> str:
    """Make one blank of each break and tabulator that a spreadsheet let into a cell."""
    return " ".join((value or "").split())
