"""The page on rule packs names every key, the shipped numbers, and a pack that can be used."""

from typing import Any, get_args

import pytest
from msgspec.structs import fields

from hall_server.config import ConfigError, parse_rule_pack, shipped_rule_pack, shipped_rule_packs
from hall_server.sitting import rules
from hall_server.sitting.rules import RulePack, Threshold
from tests.docs import pages

PAGE = pages.read("reference/rule-packs.md")


def test_every_key_is_told() -> None:
    text = pages.section(PAGE, "## Thresholds") + pages.section(PAGE, "## The keys")
    told = [pages.code(cells[0])[0] for cells in pages.rows(text) if len(cells) == 3]
    kinds: list[Any] = [
        Threshold, RulePack, rules.Quorum, rules.VoteRule, rules.Majority, rules.FloorRule
    ]  # fmt: skip
    assert told == [
        field.name + ("" if field.required else "?") for kind in kinds for field in fields(kind)
    ]


def test_every_base_is_told() -> None:
    told = [cells for cells in pages.rows(pages.section(PAGE, "## Thresholds")) if len(cells) == 2]
    assert [pages.code(cells[0])[0] for cells in told] == list(get_args(rules.Base))


@pytest.mark.parametrize("column", [1, 2])
def test_the_numbers_of_the_shipped_packs_are_true(column: int) -> None:
    text = pages.section(PAGE, "## The shipped packs")
    name = shipped_rule_packs()[column - 1]
    heading = next(line for line in text.splitlines() if line.startswith("| |"))
    assert pages.code(heading)[column - 1] == name
    pack = shipped_rule_pack(name)
    assert [cells[column] for cells in pages.rows(text)] == _numbers(pack)


def _numbers(pack: RulePack) -> list[str]:
    majorities = {
        key: f"`{key}`: {_words(rule.threshold)}" for key, rule in pack.majorities.items()
    }
    default = majorities.pop(pack.vote.default_majority)
    return [
        pack.version,
        _words(pack.quorum.threshold) if pack.quorum else "none",
        default,
        ", ".join(majorities.values()),
        pack.vote.ballot,
        str(pack.vote.seconds),
        str(pack.vote.tally_on_display).lower(),
        pack.vote.percent_base,
        f"{pack.floor.first_seconds}, then {pack.floor.further_seconds}",
        str(pack.floor.queue_max),
    ]


def _words(threshold: Threshold) -> str:
    how = "more than" if threshold.strict else "at least"
    return f"{how} {threshold.num}/{threshold.den} of {threshold.base}"


def test_the_examples_of_thresholds_are_right() -> None:
    more_than_half = Threshold(base="in_office", num=1, den=2, strict=True)
    two_thirds = Threshold(base="in_office", num=2, den=3, strict=False)
    assert (more_than_half.needed(51), two_thirds.needed(85)) == (26, 57)


def test_the_pack_on_the_page_can_be_used() -> None:
    pack = parse_rule_pack(_own_pack(), "my.toml")
    assert pack.vote.ballot == "first-counts"


def test_the_fault_on_the_page_is_said_so() -> None:
    wrong = _own_pack().replace("seconds = 45", "secs = 45")
    with pytest.raises(ConfigError) as found:
        parse_rule_pack(wrong, "my.toml")
    said = pages.section(PAGE, "## Writing your own")
    assert f"```\n{found.value.vi}\n{found.value.en}\n```" in said


def _own_pack() -> str:
    return pages.fenced(pages.section(PAGE, "## Writing your own"), "toml")[0]
