"""The page on rule packs names every key, the shipped numbers, and a pack that can be used."""

import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import fields

from hall_server import cli
from hall_server.commandline import floor_words
from hall_server.commandline import rule_words as words
from hall_server.config import (
    ConfigError,
    parse_rule_pack,
    read_rule_pack,
    shipped_rule_pack,
    shipped_rule_packs,
)
from hall_server.sitting import rules
from hall_server.sitting.rules import RulePack, Threshold
from tests.docs import pages

PAGE = pages.read("reference/rule-packs.md")
HOWTO = pages.read("howto/own-rules.md")
TABLES: dict[str, Any] = {
    "## Thresholds": Threshold,
    "### The top of the file": RulePack,
    "### `[quorum]`": rules.Quorum,
    "### `[vote]`": rules.VoteRule,
    "### `[majorities.NAME]`": rules.Majority,
    "### `[kinds.NAME]`": rules.VoteKind,
    "### Consequences of a rating": rules.Consequence,
    "### Words": rules.Wording,
    "### `[floor]`": rules.FloorRule,
    "### `[speeches.NAME]`": rules.SpeechKind,
    "### `[attendance]`": rules.AttendanceRule,
}


@pytest.mark.parametrize("heading", TABLES)
def test_every_key_is_told(heading: str) -> None:
    told = [
        pages.code(cells[0])[0]
        for cells in pages.rows(pages.section(PAGE, heading))
        if len(cells) == 3
    ]
    assert told == [
        field.name + ("" if field.required else "?") for field in fields(TABLES[heading])
    ]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("## Thresholds", rules.Base),
        ("### Forms", rules.Form),
        ("### Questions", rules.Question),
        ("#### Modes", rules.MicrophoneMode),
        ("#### Lanes", rules.Lane),
    ],
)
def test_every_value_is_told(heading: str, values: Any) -> None:
    told = [cells for cells in pages.rows(pages.section(PAGE, heading)) if len(cells) == 2]
    assert [pages.code(cells[0])[0] for cells in told] == list(get_args(values))


def test_every_value_of_a_key_is_told() -> None:
    """Lists of words in a cell are those that the code knows."""
    text = pages.section(PAGE, "## The keys")
    for key, values in (
        ("clock_starts?", ("grant", "microphone")),
        ("at_end?", get_args(rules.AtEnd)),
        ("asked_by?", ("seat", "desk")),
        ("clock?", ("ends", "pauses", "runs-on")),
        ("charges?", ("speaker", "interrupted", "nobody")),
        ("count?", ("down", "up")),
        ("role?", ("speech", "question", "answer", "rebuttal")),
        ("unanswered?", ("leave", "keep")),
        ("loss?", ("note", "suspend")),
    ):
        told = [pages.code(cells[1]) for cells in pages.rows(text) if cells[0] == f"`{key}`"]
        assert [f'"{value}"' for value in values] in told


@pytest.mark.parametrize("name", shipped_rule_packs())
def test_the_numbers_of_the_shipped_packs_are_true(name: str) -> None:
    rows = pages.rows(pages.section(PAGE, "## The shipped packs"))
    told = [cells for cells in rows if pages.code(cells[0]) == [name]]
    assert told == [_numbers(shipped_rule_pack(name))]


def test_no_pack_is_told_that_is_not_shipped() -> None:
    rows = pages.rows(pages.section(PAGE, "## The shipped packs"))
    assert [pages.code(cells[0])[0] for cells in rows if len(cells) == 9] == shipped_rule_packs()


@pytest.mark.parametrize("name", shipped_rule_packs())
def test_the_kinds_of_the_shipped_packs_are_true(name: str) -> None:
    pack = shipped_rule_pack(name)
    told = pages.rows(pages.section(PAGE, f"### The kinds of `{name}`"))
    assert told == [_kind(pack, kind) for kind in pack.kinds]


@pytest.mark.parametrize("name", shipped_rule_packs())
def test_the_speeches_of_the_shipped_packs_are_true(name: str) -> None:
    pack = shipped_rule_pack(name)
    told = pages.rows(pages.section(PAGE, f"### The speeches of `{name}`"))
    assert told == [_speech(pack, kind) for kind in pack.speeches]


def _speech(pack: RulePack, name: str) -> list[str]:
    kind = pack.speeches[name]
    said = floor_words.role(kind)
    return [
        f"`{name}`",
        f"{kind.vi} · {kind.en}",
        floor_words.lane(kind)[1],
        floor_words.seconds(pack, kind)[1],
        floor_words.clock(kind)[1],
        "–" if said is None else said[1],
    ]


def _numbers(pack: RulePack) -> list[str]:
    vote, floor = pack.vote, pack.floor
    return [
        f"`{pack.id}`",
        pack.version,
        words.quorum(pack.quorum)[1],
        f"`{vote.default_kind}`",
        words.window(vote)[1],
        words.ballot(vote)[1],
        words.tally(vote)[1],
        f"`{vote.percent_base}`",
        f"{floor.first_seconds}, then {floor.further_seconds}",
    ]


def _kind(pack: RulePack, name: str) -> list[str]:
    kind = pack.kind(name)
    needed = pack.majorities[pack.majority_of(name)]
    return [
        f"`{name}`",
        f"{kind.vi} · {kind.en}",
        f"{kind.form}, {kind.question}",
        "–" if kind.question == "rating" else words.majority(needed, kind.question)[1],
    ]


def test_the_examples_of_thresholds_are_right() -> None:
    more_than_half = Threshold(base="in_office", num=1, den=2, strict=True)
    two_thirds = Threshold(base="in_office", num=2, den=3, strict=False)
    assert (more_than_half.needed(51), two_thirds.needed(85)) == (26, 57)


def test_the_packs_on_the_page_can_be_used() -> None:
    small, whole = pages.fenced(pages.section(PAGE, "## Writing your own"), "toml")
    assert parse_rule_pack(small, "my.toml").vote.seconds == 45
    assert parse_rule_pack(whole, "my.toml").vote.ballot == "first-counts"


def test_the_fault_on_the_page_is_said_so() -> None:
    small, _whole = pages.fenced(pages.section(PAGE, "## Writing your own"), "toml")
    with pytest.raises(ConfigError) as found:
        parse_rule_pack(small.replace("seconds = 45", "secs = 45"), "my.toml")
    said = pages.section(PAGE, "## Writing your own")
    assert f"```\n{found.value.vi}\n{found.value.en}\n```" in said


def test_every_pack_of_the_howto_can_be_used(tmp_path: Path) -> None:
    """Each block names its file in a comment; a later one may extend an earlier one."""
    blocks = pages.fenced(HOWTO, "toml")
    assert len(blocks) > 3
    for block in blocks:
        name = re.findall(r"^# (\S+\.toml)$", block, re.M)[0]
        (tmp_path / name).write_text(block, encoding="utf-8")
        assert read_rule_pack(tmp_path / name).extends


def test_what_the_howto_says_of_a_mistake_is_said_so() -> None:
    (wrong,) = pages.fenced(HOWTO, "toml wrong")
    with pytest.raises(ConfigError) as found:
        parse_rule_pack(wrong, "quy-che.toml")
    assert f"{found.value.vi}\n{found.value.en}\n```" in HOWTO


def test_every_command_of_the_howto_can_be_given_so() -> None:
    shown = "".join(pages.fenced(HOWTO, "sh")).splitlines()
    assert shown
    for line in shown:
        assert callable(cli._parser().parse_args(shlex.split(line)[1:]).verb)


def test_the_share_that_is_no_two_thirds_is_told_right() -> None:
    rough = Threshold(base="in_office", num=67, den=100, strict=False)
    two_thirds = Threshold(base="in_office", num=2, den=3, strict=False)
    assert (rough.needed(15), two_thirds.needed(15)) == (11, 10)
