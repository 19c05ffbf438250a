"""TOML read into a struct; what is wrong in it gets its line and its field.

Knows where things stand in a text; what is said of them stands in `words.py`.
"""

import re
import tomllib
from collections import Counter
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from hall_server.config import words
from hall_server.config.errors import ConfigError

T = TypeVar("T")
Steps = list[str | int]
"""The way to a place: names of keys, and numbers in lists."""


def parse(text: str, file: str, kind: type[T]) -> T:
    """Read a TOML text as a struct. Raises `ConfigError`."""
    try:
        data = tomllib.loads(text)
    except ValueError as error:
        # Not the parser's own error alone: a number of 5,000 digits is too long to be read.
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else len(_lines(text))
        raise ConfigError(file, line, "", *words.syntax(str(error))) from None
    except RecursionError:
        raise ConfigError(
            file, 0, "", "lồng nhau quá nhiều tầng", "nested too deeply to be read"
        ) from None
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise _wrong_value(text, file, data, kind, str(error)) from None


def line_of(text: str, field: str, nth: int = 0) -> int:
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


def _wrong_value(
    text: str, file: str, data: dict[str, Any], kind: type[T], detail: str
) -> ConfigError:
    """Turn «Expected `int`, got `str` - at `$.council.seats`» into a place in the file."""
    sentence, _, place = detail.partition(" - at `$")
    path = _path(place, _culprit(data, kind, detail))
    missing = re.search(r"missing required field `(.+)`", sentence)
    unknown = re.search(r"unknown field `(.+)`", sentence)
    keys = words.keys(_node(kind, path))
    if missing:
        path.append(missing[1])
    field = ".".join(step for step in path if isinstance(step, str))
    if unknown:
        field = ".".join(filter(None, (field, unknown[1])))
        said = words.unknown_key(unknown[1], keys)
    elif missing:
        said = words.missing(field, _node(kind, path))
    else:
        said = words.wrong(field, _node(kind, path), _value(data, path))
    return ConfigError(file, _line(text, field, path), field, *said)


def _line(text: str, field: str, path: Steps) -> int:
    """Find the line of a field, or of the nearest table around it."""
    nth = next((step for step in path if isinstance(step, int)), 0)
    line, known = 0, field
    while known and not line:
        line = line_of(text, known, nth)
        known = known.rpartition(".")[0]
    return line


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


def _path(place: str, culprit: str) -> Steps:
    """Cut «.majorities[...].threshold» or «.agenda[1].title» into its steps."""
    steps: Steps = []
    for key, index in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", place):
        if index.isdecimal():
            steps.append(int(index))
        else:
            steps.append(key or culprit)
    return steps


def _node(kind: type[T], path: Steps) -> inspect.Type:
    """Find what should stand at a place."""
    node = words.bare(inspect.type_info(kind))
    for step in path:
        match node:
            case inspect.StructType(fields=fields):
                known = [field.type for field in fields if field.encode_name == step]
                node = known[0]
            case inspect.DictType(value_type=inside) | inspect.ListType(item_type=inside):
                node = inside
            case _:
                raise AssertionError(f"nothing stands within {node}")
        node = words.bare(node)
    return node


def _value(data: Any, path: Steps) -> Any:
    for step in path:
        data = data[step]
    return data


def _lines(text: str) -> list[str]:
    """Cut a text where TOML has its lines end, and nowhere else."""
    return text.removesuffix("\n").split("\n")
