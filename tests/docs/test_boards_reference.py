"""The page on the boards tells every value with its fields, and which of them may be null."""

import types
import typing
from typing import Any

import pytest
from msgspec.structs import FieldInfo, fields

from hall_server.boards import values
from tests.docs import pages

PAGE = pages.read("reference/boards.md")
VALUES = [
    value
    for value in vars(values).values()
    if isinstance(value, type) and issubclass(value, values.Value) and value is not values.Value
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: str(value.__name__))
def test_every_value_is_told_with_its_fields(value: Any) -> None:
    told = pages.rows(pages.section(PAGE, f"### `{value.__name__}`"))
    assert [pages.code(cells[0])[0] for cells in told] == [field.name for field in fields(value)]
    for cells, field in zip(told, fields(value), strict=True):
        assert cells[1].endswith("or null") == _may_be_null(field), field.name
        assert ("bool" in cells[1]) == (bool in _parts(field)), field.name


def test_no_value_is_told_that_is_none() -> None:
    told = {line[5:-1] for line in PAGE.splitlines() if line.startswith("### `")}
    assert told == {value.__name__ for value in VALUES}


def _may_be_null(field: FieldInfo) -> bool:
    return types.NoneType in _parts(field)


def _parts(field: FieldInfo) -> tuple[Any, ...]:
    if isinstance(field.type, types.UnionType) or typing.get_origin(field.type) is typing.Union:
        return typing.get_args(field.type)
    return (field.type,)
