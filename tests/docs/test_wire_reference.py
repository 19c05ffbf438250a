"""The page on the wire says what the code does: every field, command, code and limit."""

import dataclasses
import json
from typing import Any, get_args, get_origin

import msgpack
import pytest
from msgspec import Struct
from msgspec.structs import fields

from hall_server.boards.boards import BOARDS_OF_ROLE
from hall_server.sitting import model
from hall_server.sitting.authority import AUTHORITY
from hall_server.sitting.command import Command
from hall_server.sitting.commands import COMMANDS
from hall_server.sitting.floor_refusals import FLOOR_REFUSALS
from hall_server.sitting.questioning_refusals import QUESTIONING_REFUSALS
from hall_server.sitting.refusals import REFUSALS, Refusal
from hall_server.sitting.vote_refusals import VOTE_REFUSALS
from hall_wire import limits, messages, session
from hall_wire.closing import Close, may_come_back
from hall_wire.codec import WireError
from tests.docs import pages

PAGE = pages.read("reference/wire.md")
KINDS: list[Any] = [
    get_origin(kind) or kind for kind in (*get_args(messages.ToHall), *get_args(messages.FromHall))
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__struct_config__.tag))
def test_every_message_has_its_fields(kind: Any) -> None:
    told = pages.rows(pages.section(PAGE, f"#### `{kind.__struct_config__.tag}`"))
    assert [pages.code(cells[0])[0] for cells in told] == _field_names(kind)


def test_every_command_has_its_fields_and_who_may_give_it() -> None:
    told = {
        pages.code(name)[0]: (pages.code(given), who)
        for name, given, who, _does in pages.rows(_commands_alone())
    }
    assert told == {command.__name__: _told(command) for command in COMMANDS}


def _commands_alone() -> str:
    return pages.section(PAGE, "## Commands").partition("\n### ")[0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plan", model.Plan),
        ("option", model.Option),
        ("count", model.PaperCount),
        ("topic", model.Topic),
    ],
)
def test_what_a_command_carries_has_its_fields(name: str, kind: type[Struct]) -> None:
    told = pages.rows(pages.section(PAGE, f"#### `{name}`"))
    assert [pages.code(cells[0])[0] for cells in told] == _field_names(kind)


def _told(command: type[Command]) -> tuple[list[str], str]:
    return _field_names(command), ", ".join(sorted(AUTHORITY[command] - {"house"}))


def _field_names(struct: Any) -> list[str]:
    return [field.name + ("" if field.required else "?") for field in fields(struct)]


LAW: dict[str, type[Refusal]] = {
    **REFUSALS,
    **VOTE_REFUSALS,
    **FLOOR_REFUSALS,
    **QUESTIONING_REFUSALS,
}


def _refusals_told() -> dict[str, list[str]]:
    told = pages.rows(pages.section(PAGE, "## Refusals"))
    codes = [pages.code(cells[0])[0] for cells in told]
    assert sorted(set(codes)) == sorted(codes)
    return {code: cells[2:] for code, cells in zip(codes, told, strict=True)}


def test_every_refusal_is_told_once() -> None:
    assert _refusals_told().keys() == LAW.keys() | session._SENTENCES.keys()


@pytest.mark.parametrize("code", LAW)
def test_refusal_of_the_law_is_told_in_both_languages_and_with_its_article(code: str) -> None:
    kind = LAW[code]
    article = "yes" if "rule" in {field.name for field in dataclasses.fields(kind)} else ""
    assert _refusals_told()[code] == [kind._vi, kind._en, article]


@pytest.mark.parametrize("code", session._SENTENCES)
def test_refusal_of_the_wire_is_told_in_both_languages(code: str) -> None:
    refused = session.refusal_of(WireError(code, ""))
    assert _refusals_told()[code] == [refused.vi, refused.en]


def test_every_close_code_is_told_with_its_word_and_range() -> None:
    told = {
        int(number): (pages.code(word)[0], back == "yes")
        for number, word, back, _text in pages.rows(pages.section(PAGE, "## Closing"))
    }
    assert told == {int(close): (close.word, may_come_back(close)) for close in Close}


def test_every_limit_is_told_with_its_value() -> None:
    told = {
        pages.code(name)[0]: value
        for name, value, _text in pages.rows(pages.section(PAGE, "## Limits"))
    }
    known = {name: str(value) for name, value in vars(limits).items() if name[0].islower()}
    assert told == known


def test_the_version_of_the_page_is_the_wires() -> None:
    assert f"This is wire version **{limits.WIRE_VERSION}**" in PAGE


def test_every_role_is_told_its_boards() -> None:
    told = {
        pages.code(role)[0]: tuple(pages.code(boards))
        for role, boards in pages.rows(pages.section(PAGE, "## Boards and patches"))
    }
    own = {**BOARDS_OF_ROLE, "delegate": (*BOARDS_OF_ROLE["delegate"], "seat/<delegate>")}
    assert told == own


def test_the_session_in_bytes_is_made_of_golden_vectors() -> None:
    text = pages.section(PAGE, "## A session in bytes")
    vectors = json.loads((pages.ROOT / "tests/vectors/wire.json").read_text(encoding="utf-8"))
    golden = {entry["hex"] for side in ("to_hall", "from_hall") for entry in vectors[side]}
    said, packed = pages.fenced(text, "json"), pages.fenced(text, "hex")
    assert len(said) == len(packed) > 0
    for message, line in zip(said, packed, strict=True):
        assert line.strip() in golden
        assert msgpack.unpackb(bytes.fromhex(line)) == json.loads(message)
