"""The page on the boards tells every key, and every value with its fields and which may be null."""

import types
import typing
from typing import Any

import pytest
from msgspec.structs import FieldInfo, fields

from hall_server.boards import floor_values, values, vote_values
from hall_server.boards.board import Board
from hall_server.boards.values import NoticeValue
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.model import Option, Plan
from tests.boards.showing import Shown
from tests.docs import pages
from tests.making import BRIDGE, DEBATE, delegate_id, guest_id, preparation, seated

PAGE = pages.read("reference/boards.md")
VALUES = [
    value
    for module in (values, vote_values, floor_values)
    for value in vars(module).values()
    if isinstance(value, type)
    and issubclass(value, vote_values.Value)
    and value.__module__ == module.__name__
    and value is not vote_values.Value
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


def test_every_key_that_a_sitting_puts_on_a_board_is_told_and_no_other() -> None:
    shown = _sitting_with_everything()
    names = ("hall", "desk", "display", "devices")
    boards = {name: shown.ever[name] for name in names} | {"seat/<delegate>": shown.ever["seat/s3"]}
    for name, keys in boards.items():
        told = pages.rows(pages.section(PAGE, f"## `{name}`"))
        patterns = {pages.code(cells[0])[0] for cells in told}
        assert {_pattern(key, patterns) for key in keys} == patterns, name


class _Remembering(Shown):
    """Boards, and each key that ever stood on one."""

    def __init__(self) -> None:
        self.ever: dict[str, set[str]] = {}
        super().__init__(preparation(6, DEBATE, guests=1, places=1))

    def _changed(self, board: Board) -> None:
        self.ever.setdefault(board.name, set()).update(board.names())


def _sitting_with_everything() -> _Remembering:
    shown = _Remembering()
    shown.open(6)
    _debate(shown)
    shown.do(c.OpenVote("Công khai"))
    shown.do(c.CastBallot("v1", "yes"), seated(3))
    shown.do(c.CloseVote("v1"))
    shown.do(c.ClaimCorrection("v1", "no", "bấm nhầm"), seated(3))
    shown.do(c.DeclareVote("v1"))
    shown.do(c.OpenVote("Gọi tên", kind="roll-call"))
    shown.do(c.AnnulVote("v2", "thử"))
    candidate = Option("a", "Ứng cử viên")
    shown.do(c.PrepareVote(Plan("Bầu", kind="election", options=(candidate,))))
    shown.do(c.AppointCountingBoard("v3", (delegate_id(1),)))
    shown.boards.count_bridge(+1)
    shown.boards.post_notice(NoticeValue("journal-failed", "Sổ đã dừng.", "It has stopped."))
    shown.boards.warn_desk(NoticeValue("undertakings-unreadable", "Không đọc được.", "Unread."))
    return shown


def _debate(shown: Shown) -> None:
    shown.do(f.RequestFloor(item="i2"), seated(2))
    shown.do(c.TakeItem("i2"))
    shown.do(c.TakeItem("i1"))
    shown.do(f.HandInSpeech("Ý kiến bằng văn bản", item="i2"), seated(2))
    shown.do(f.FileQuestion(to=guest_id(1), topic="Hồ chứa nước"), seated(3))
    shown.do(f.RequestFloor(), seated(3))
    shown.do(f.GrantFloor(delegate_id(3)))
    shown.do(f.ReportMicrophone("3", open=True), BRIDGE)
    shown.do(f.EndSpeech())
    shown.do(f.CallQuorum())
    shown.do(f.EndQuorumCall())


def _pattern(key: str, told: set[str]) -> str:
    """Find the key of the page that this one is an example of."""
    kind, slash, _name = key.partition("/")
    return next((one for one in told if slash and one.startswith(f"{kind}/<")), key)


def _may_be_null(field: FieldInfo) -> bool:
    return types.NoneType in _parts(field)


def _parts(field: FieldInfo) -> tuple[Any, ...]:
    if isinstance(field.type, types.UnionType) or typing.get_origin(field.type) is typing.Union:
        return typing.get_args(field.type)
    return (field.type,)
