"""The page on the command `hall` names every verb and every option, and no other."""

import argparse
import re

import pytest

from hall_server import cli
from tests.docs import pages

PAGE = pages.read("reference/commands.md")
TOLD = {
    pages.code(verb)[0]: pages.code(options)
    for verb, options, _text in pages.rows(PAGE.partition("\n## ")[0])
}


def test_every_verb_is_told_with_its_options() -> None:
    told = {_verb_of(call): options for call, options in TOLD.items()}
    assert told == {name: _options(parser) for name, parser in _verbs().items()}


def test_every_verb_is_told_with_its_arguments() -> None:
    for call in TOLD:
        verb = _verb_of(call)
        usage = re.sub(r"\[[^\]]*\]", "", _verbs()[verb].format_usage())
        assert usage.split()[1:] == call.split()


@pytest.mark.parametrize("option", sorted({option for given in TOLD.values() for option in given}))
def test_every_option_is_explained(option: str) -> None:
    assert re.search(rf"^\| `{option}\b", PAGE, re.M)


def test_every_exit_code_is_told() -> None:
    told = {int(code) for code, _text in pages.rows(pages.section(PAGE, "## Exit codes"))}
    known = {code for name, code in vars(cli).items() if name.startswith("EXIT_")}
    assert told == {0} | known


def _verb_of(call: str) -> str:
    """Give the verb of a call, with its act where the verb has several."""
    _hall, verb, *rest = call.split()
    return verb if verb in _verbs() else f"{verb} {rest[0]}"


def _verbs() -> dict[str, argparse.ArgumentParser]:
    """Give every verb; one that has several acts is given as these."""
    verbs = {}
    for name, parser in _within(cli._parser()).items():
        acts = {f"{name} {act}": inside for act, inside in _within(parser).items()}
        verbs.update(acts or {name: parser})
    return verbs


def _within(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _options(parser: argparse.ArgumentParser) -> list[str]:
    options = [action.option_strings for action in parser._actions if action.option_strings]
    return [names[-1] for names in options if names[-1] != "--help"]
