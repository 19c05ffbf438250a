"""TOML read into a struct; what is wrong in it gets its line and its field.

Knows how a struct is made of a text; where things stand in the text is known by `lines.py`, what is
said of them by `words.py`.
"""

import re
import tomllib
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from hall_server.config import words
from hall_server.config.errors import ConfigError
from hall_server.config.lines import line_near, lines_of

T = TypeVar("T")
Steps = list[str | int]
"""The way to a place: names of keys, and numbers in lists."""

Tables = dict[str, Any]


def parse(text: str, file: str, kind: type[T]) -> T:
    """Read a TOML text as a struct. Raises `ConfigError`."""
    return convert(read_tables(text, file), text, file, kind)


def read_tables(text: str, file: str) -> Tables:
    """Read a TOML text as it stands. Raises `ConfigError`."""
    try:
        return tomllib.loads(text)
    except ValueError as error:
        # Not the parser's own error alone: a number of 5,000 digits is too long to be read.
        found = re.search(r"line (\d+)", str(error))
        lines = lines_of(text)
        line = int(found[1]) if found else len(lines)
        said = words.syntax(str(error), lines[line - 1])
        raise ConfigError(file, line, "", *said) from None
    except RecursionError:
        raise ConfigError(
            file, 0, "", "lồng nhau quá nhiều tầng", "nested too deeply to be read"
        ) from None


def convert(data: Tables, text: str, file: str, kind: type[T]) -> T:
    """Make a struct of tables; what is wrong is looked for in `text`. Raises `ConfigError`."""
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise _wrong_value(text, file, data, kind, str(error)) from None


def _wrong_value(text: str, file: str, data: Tables, kind: type[T], detail: str) -> ConfigError:
    """Turn «Expected `int`, got `str` - at `$.council.seats`» into a place in the file."""
    sentence, _, place = detail.partition(" - at ")
    path = _path(place, _culprits(data, kind, detail))
    missing = re.search(r"missing required field `(.+)`", sentence)
    unknown = re.search(r"unknown field `(.+)`", sentence)
    if place.startswith("`key` in "):
        unknown = re.search(r"value '(.+)'", sentence)
    node = _node(kind, path)
    if missing:
        path.append(missing[1])
    field = ".".join(step for step in path if isinstance(step, str))
    if unknown:
        field = ".".join(filter(None, (field, unknown[1])))
        said = words.unknown_key(unknown[1], words.keys(node))
    elif missing:
        said = words.missing(field, _node(kind, path))
    else:
        said = words.wrong(field, node, _value(data, path))
    nth = next((step for step in path if isinstance(step, int)), 0)
    return ConfigError(file, line_near(text, field, nth), field, *said)


def _culprits(data: Tables, kind: type[T], detail: str) -> list[str]:
    """Find which of several named tables a complaint is about: alone, it is complained of too."""
    place = detail.rpartition("`$")[2].rstrip("`")
    found: list[str] = []
    outside, several, _ = place.partition("[...]")
    while several:
        way = _path(outside, found)
        name = next(name for name in _value(data, way) if _complains(data, way, name, kind, detail))
        data = _with_one(data, way, name)
        found.append(name)
        outside, several, _ = place.replace("[...]", "\0", len(found)).partition("[...]")
        outside = outside.replace("\0", "[...]")
    return found


def _complains(data: Tables, way: Steps, name: str, kind: type[T], detail: str) -> bool:
    try:
        msgspec.convert(_with_one(data, way, name), kind)
    except msgspec.ValidationError as error:
        return str(error) == detail
    return False


def _with_one(data: Any, way: Steps, name: str) -> Any:
    """Copy tables, with a single entry left in the table at the end of the way."""
    if not way:
        return {name: data[name]}
    step, rest = way[0], way[1:]
    inside = _with_one(data[step], rest, name)
    if isinstance(step, int):
        return [inside if number == step else entry for number, entry in enumerate(data)]
    return {**data, step: inside}


def _path(place: str, names: list[str]) -> Steps:
    """Cut «.majorities[...].threshold» or «.agenda[1].title» into its steps."""
    steps: Steps = []
    waiting = list(names)
    for key, index in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", place):
        if index.isdecimal():
            steps.append(int(index))
        else:
            steps.append(key or waiting.pop(0))
    return steps


def _node(kind: type[T], path: Steps) -> inspect.Type:
    """Find what should stand at a place."""
    node = words.bare(inspect.type_info(kind))
    for step in path:
        match node:
            case inspect.StructType(fields=fields):
                known = [field.type for field in fields if field.encode_name == step]
                node = known[0]
            case (
                inspect.DictType(value_type=inside)
                | inspect.ListType(item_type=inside)
                | inspect.VarTupleType(item_type=inside)
            ):
                node = inside
            case _:
                raise AssertionError(f"nothing stands within {node}")
        node = words.bare(node)
    return node


def _value(data: Any, path: Steps) -> Any:
    for step in path:
        data = data[step]
    return data
