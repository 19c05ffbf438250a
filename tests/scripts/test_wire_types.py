"""The TypeScript types are the Structs, and nobody can forget to write them anew."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import fields

from hall_server.boards import values
from hall_server.sitting import authority, commands
from hall_server.sitting.command import Command
from hall_wire import limits, messages
from scripts import wire_types


@pytest.fixture(scope="module")
def text() -> str:
    return wire_types.typescript()


def test_committed_types_are_current() -> None:
    assert wire_types.main(["--check"]) == 0


def test_check_fails_and_writes_nothing_when_the_types_are_not_current(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "types.ts"
    old.write_text("// yesterday's\n")
    assert wire_types.main(["--check", "--out", str(old)]) == 1
    assert old.read_text() == "// yesterday's\n"
    assert "not current" in capsys.readouterr().err


def test_written_types_are_current_at_once_and_always_the_same(tmp_path: Path) -> None:
    new = tmp_path / "types.ts"
    assert wire_types.main(["--out", str(new)]) == 0
    assert wire_types.main(["--check", "--out", str(new)]) == 0
    assert new.read_text(encoding="utf-8") == wire_types.typescript()


@pytest.mark.parametrize("command", commands.COMMANDS)
def test_every_command_is_an_interface_with_its_tag_and_fields(
    command: type[Command], text: str
) -> None:
    body = _body(command.__name__, text)
    assert f'readonly t: "{command.__name__}";' in body
    for field in fields(command):
        mark = "" if field.required else r"\?"
        assert re.search(rf"readonly {field.name}{mark}: ", body)


@pytest.mark.parametrize("message", get_args(messages.FromHall))
def test_every_message_from_the_hall_is_an_interface_and_a_shape(
    message: type[messages.Message], text: str
) -> None:
    tag = message.__struct_config__.tag
    assert f'readonly t: "{tag}";' in _body(message.__name__, text)
    assert f"\n  {tag}: {{\n" in text


def test_values_that_may_be_none_are_null_and_words_are_named(text: str) -> None:
    body = _body("VoteValue", text)
    assert "readonly closes_at: number | null;" in body
    assert "readonly state: VoteState;" in body
    assert "readonly verdict: VerdictValue | null;" in body


def test_docstrings_come_along(text: str) -> None:
    assert f"/** {values.MeValue.__doc__} */\nexport interface MeValue {{" in text


def test_limits_and_roles_come_along(text: str) -> None:
    assert f"export const ping_seconds = {limits.ping_seconds};" in text
    roles = authority.AUTHORITY[commands.DeclareVote]
    assert f'  DeclareVote: ["{min(roles)}"],' in text


def test_an_annotation_without_counterpart_is_refused() -> None:
    with pytest.raises(TypeError, match="no TypeScript"):
        wire_types._type(set[Any], {})


def _body(name: str, text: str) -> str:
    found = re.search(rf"export interface {name} \{{\n(.*?)\n\}}", text, re.DOTALL)
    assert found is not None, f"no interface {name}"
    return found[1]
