"""A council's folder: `council.toml`, the delegates' CSV, and rule packs, read into a preparation.

Knows files; what is wrong in them is said with file, line and field, in both languages.
"""

import csv
import io
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from hall_server.sitting.ids import DelegateId, ItemId, SeatId, title_characters_max
from hall_server.sitting.model import AgendaItem, Council, Delegate, Group, Level, Preparation
from hall_server.sitting.rules import RulePack

COUNCIL_FILE = "council.toml"
CSV_COLUMNS = ("seat", "name", "group")

QUORUM_BASES = ("statutory", "in_office")
"""Of those present there is always enough, and before a vote nothing is cast."""

delegates_max = 20_000
"""Far beyond any assembly; a mistaken file is refused before it fills the memory."""

Text = Annotated[str, Meta(min_length=1, max_length=title_characters_max)]
Name = Annotated[
    str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._\-]*(?!\n)$")
]
T = TypeVar("T")


class ConfigError(Exception):
    """Something in a council's folder is wrong: `file`, `line` (0: unknown) and `field` name it."""

    def __init__(self, file: str, line: int, field: str, vi: str, en: str) -> None:
        self.file, self.line, self.field = file, line, field
        where = f"{file}:{line}" if line else file
        if field:
            where = f"{where} [{field}]"
        self.vi, self.en = f"{where}: {vi}", f"{where}: {en}"
        super().__init__(self.en)


class _CouncilTable(Struct, forbid_unknown_fields=True):
    name: Text
    level: Level
    seats: Annotated[int, Meta(ge=1, le=delegates_max)]
    name_en: str = ""


class _SittingTable(Struct, forbid_unknown_fields=True):
    id: Name
    title: Text
    rules: Text
    title_en: str = ""
    delegates: Text = "delegates.csv"


class _AgendaTable(Struct, forbid_unknown_fields=True):
    title: Text
    title_en: str = ""


class _CouncilFile(Struct, forbid_unknown_fields=True):
    council: _CouncilTable
    sitting: _SittingTable
    agenda: list[_AgendaTable] = []


def read_folder(folder: Path) -> Preparation:
    """Read all that a sitting needs from a council's folder. Raises `ConfigError`."""
    path = folder / COUNCIL_FILE
    text = _read(path)
    council = _parse(text, path.name, _CouncilFile)
    rules = _rules_of(folder, council.sitting.rules, text)
    delegates_path = folder / council.sitting.delegates
    groups, delegates = read_delegates(delegates_path)
    if len(delegates) > council.council.seats:
        raise ConfigError(
            path.name,
            _line_of(text, "council.seats"),
            "council.seats",
            f"{delegates_path.name} có {len(delegates)} đại biểu, nhiều hơn số ghế",
            f"{delegates_path.name} has {len(delegates)} delegates, more than there are seats",
        )
    table = council.council
    return Preparation(
        sitting=council.sitting.id,
        title=council.sitting.title,
        title_en=council.sitting.title_en,
        council=Council(table.name, table.name_en, table.level, table.seats),
        groups=groups,
        delegates=delegates,
        agenda=tuple(
            AgendaItem(ItemId(f"i{number}"), number, item.title, item.title_en)
            for number, item in enumerate(council.agenda, start=1)
        ),
        rules=rules,
    )


def read_delegates(path: Path) -> tuple[tuple[Group, ...], tuple[Delegate, ...]]:
    """Read groups and delegates from a CSV with the columns seat, name, group (and id).

    Raises `ConfigError`.
    """
    # Not `splitlines`: it cuts at characters that may stand within a name.
    reader = csv.DictReader(io.StringIO(_read(path), newline=""))
    _check_columns(path.name, _columns(path.name, reader))
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


def _rows(file: str, reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row with its line; a row with more values than columns is no row of ours."""
    try:
        for row in reader:
            if None in row:
                raise ConfigError(
                    file,
                    reader.line_num,
                    reader.fieldnames[-1] if reader.fieldnames else "",
                    "thừa giá trị; giá trị có dấu phẩy phải đặt trong dấu ngoặc kép",
                    "too many values; a value with a comma in it must stand in double quotes",
                )
            yield reader.line_num, row
    except csv.Error as error:
        raise _not_csv(file, reader, error) from None


def _columns(file: str, reader: "csv.DictReader[str]") -> Sequence[str]:
    try:
        return reader.fieldnames or []
    except csv.Error as error:
        raise _not_csv(file, reader, error) from None


def _not_csv(file: str, reader: "csv.DictReader[str]", error: csv.Error) -> ConfigError:
    line = reader.reader.line_num
    return ConfigError(file, line, "", f"sai cú pháp CSV: {error}", f"not valid CSV: {error}")


def _check_columns(file: str, columns: Sequence[str]) -> None:
    for column in CSV_COLUMNS:
        if column not in columns:
            raise ConfigError(file, 1, column, "thiếu cột này", "this column is missing")
    for column in columns:
        if column and columns.count(column) > 1:
            raise ConfigError(
                file, 1, column, "cột này có hai lần", "this column stands there twice"
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
    if not 1 <= len(name) <= title_characters_max:
        raise ConfigError(file, line, "name", "thiếu họ tên", "the name is missing")
    return Delegate(DelegateId(delegate_id), name, SeatId(seat), _on_one_line(row["group"]))


def _on_one_line(value: str | None) -> str:
    """Make one blank of each break and tabulator that a spreadsheet let into a cell."""
    return " ".join((value or "").split())


def shipped_rule_packs() -> list[str]:
    """Name the rule packs that come with the program."""
    found = files("hall_server.rulepacks").iterdir()
    return sorted(
        entry.name.removesuffix(".toml") for entry in found if entry.name.endswith(".toml")
    )


def shipped_rule_pack(name: str) -> RulePack:
    """Read a rule pack that comes with the program. Raises `ConfigError`."""
    if name not in shipped_rule_packs():
        known = ", ".join(shipped_rule_packs())
        raise ConfigError(
            name,
            0,
            "",
            f"không có bộ quy tắc này; hiện có: {known}",
            f"no such rule pack; there are: {known}",
        )
    text = files("hall_server.rulepacks").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return parse_rule_pack(text, f"{name}.toml")


def _rules_of(folder: Path, name: str, council_text: str) -> RulePack:
    if name.endswith(".toml"):
        return parse_rule_pack(_read(folder / name), name)
    try:
        return shipped_rule_pack(name)
    except ConfigError as error:
        known = ", ".join(shipped_rule_packs())
        raise ConfigError(
            COUNCIL_FILE,
            _line_of(council_text, "sitting.rules"),
            "sitting.rules",
            f"không có bộ quy tắc «{name}»; hiện có: {known}, hoặc tên một tệp .toml",
            f"no rule pack “{name}”; there are: {known}, or name a .toml file",
        ) from error


def parse_rule_pack(text: str, file: str) -> RulePack:
    """Read a rule pack from its TOML. Raises `ConfigError`."""
    pack = _parse(text, file, RulePack)
    if pack.vote.default_majority not in pack.majorities:
        raise ConfigError(
            file,
            _line_of(text, "vote.default_majority"),
            "vote.default_majority",
            f"không có [majorities.{pack.vote.default_majority}]",
            f"there is no [majorities.{pack.vote.default_majority}]",
        )
    if pack.quorum is not None and pack.quorum.threshold.base not in QUORUM_BASES:
        raise ConfigError(
            file,
            _line_of(text, "quorum.threshold"),
            "quorum.threshold.base",
            "túc số phải tính trên statutory hoặc in_office",
            "a quorum must be of statutory or in_office",
        )
    return pack


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            path.name, 0, "", "không tìm thấy tệp", f"file not found: {path}"
        ) from None
    except (ValueError, OSError) as error:
        # ValueError: bytes that are no UTF-8, and a path with a NUL in it.
        raise ConfigError(
            path.name, 0, "", f"không đọc được tệp: {error}", f"can't be read: {error}"
        ) from None


def _parse(text: str, file: str, kind: type[T]) -> T:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else len(_lines(text))
        raise ConfigError(
            file, line, "", f"sai cú pháp TOML: {error}", f"not valid TOML: {error}"
        ) from None
    except RecursionError:
        raise ConfigError(
            file, 0, "", "lồng nhau quá nhiều tầng", "nested too deeply to be read"
        ) from None
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        detail = str(error)
        raise _wrong_value(text, file, detail, _culprit(data, kind, detail)) from None


def _culprit(data: dict[str, Any], kind: type[T], detail: str) -> str:
    """Find which of several named tables a complaint is about: alone, it is complained of too."""
    several = re.search(r" - at `\$\.(\w+)\[\.\.\.\]", detail)
    if several is None:
        return ""
    for name, entry in data[several[1]].items():
        try:
            msgspec.convert({**data, several[1]: {name: entry}}, kind)
        except msgspec.ValidationError as error:
            if str(error) == detail:
                return str(name)
    return ""


def _wrong_value(text: str, file: str, detail: str, culprit: str) -> ConfigError:
    """Turn «Expected `int`, got `str` - at `$.council.seats`» into a place in the file."""
    sentence, _, place = detail.partition(" - at `$")
    number = re.search(r"\[(\d+)\]", place)
    field = re.sub(r"\[\d+\]", "", place.strip("`.")).replace("[...]", f".{culprit}")
    missing = re.search(r"missing required field `(.+)`|unknown field `(.+)`", sentence)
    if missing:
        field = ".".join(part for part in (field, missing[1] or missing[2]) if part)
    line, known = 0, field
    while known and not line:
        line = _line_of(text, known, int(number[1]) if number else 0)
        known = known.rpartition(".")[0]
    return ConfigError(file, line, field, f"giá trị không hợp lệ: {sentence}", sentence)


def _lines(text: str) -> list[str]:
    """Cut a text where TOML has its lines end, and nowhere else."""
    return text.removesuffix("\n").split("\n")


def _line_of(text: str, field: str, nth: int = 0) -> int:
    """Find the line of a key, or of a table's header; 0 if it does not stand in the text.

    `nth` counts from 0 where there are several tables of that name.
    """
    table, _, key = field.rpartition(".")
    key_line = re.compile(rf"\s*{re.escape(key)}\s*=")
    current = ""
    seen: Counter[str] = Counter()
    for number, line in enumerate(_lines(text), start=1):
        header = re.match(r"\s*\[+\s*([\w.\-]+)\s*\]+", line)
        if header:
            current = header[1]
            seen[current] += 1
            if current == field and seen[field] == nth + 1:
                return number
        elif current == table and seen[table] in (0, nth + 1) and key_line.match(line):
            return number
    return 0
