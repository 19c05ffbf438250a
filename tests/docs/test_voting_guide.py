"""The guide for the clerk names what stands on the screens, in the rules and in refusals."""

import re

import pytest

from hall_server.sitting.refusals import REFUSALS
from hall_server.sitting.vote_refusals import VOTE_REFUSALS
from tests.docs import pages
from tests.docs.test_votes_explained import a_resolution, an_election, announced
from tests.making import HDND

PAGE = pages.read("huong-dan/bieu-quyet.md")
LINE = " ".join(PAGE.split())


def shown(template: str) -> str:
    """Give a sentence with dots where a name or a number is put in."""
    return re.sub(r"\{\w+\}", "…", template)


LABELS = {shown(said) for said in pages.words("vi").values()}
REFUSED = {shown(kind._vi) for kind in {**REFUSALS, **VOTE_REFUSALS}.values()}


@pytest.mark.parametrize("label", sorted(set(re.findall(r"\*\*(.+?)\*\*", LINE))))
def test_every_button_in_bold_stands_on_a_screen(label: str) -> None:
    assert label in LABELS


@pytest.mark.parametrize("kind", HDND.kinds)
def test_every_kind_is_chosen_by_the_name_that_the_desk_shows(kind: str) -> None:
    assert f"*{HDND.kinds[kind].vi}*" in pages.section(PAGE, "## Chọn loại biểu quyết")


def test_the_majorities_beside_the_kinds_are_those_of_the_rules() -> None:
    named = {kind.vi: kind for kind in HDND.kinds.values()}
    for _what, kind, _how, carried in pages.rows(pages.section(PAGE, "## Chọn loại biểu quyết")):
        rule = named[kind.strip("*")]
        if rule.question != "rating":
            majority = HDND.majorities[rule.majority].vi.partition(" (")[0].lower()
            assert carried.removeprefix("phương án được ") == majority


def test_what_is_read_out_is_quoted_as_the_hall_says_it() -> None:
    quoted = re.findall(r"^> (.+)$", PAGE, re.M)
    assert quoted == [announced(a_resolution())[0], announced(an_election())[0]]


def test_every_refusal_is_quoted_as_the_hall_says_it() -> None:
    quoted = re.findall(r"^\| “(.+)” \|", PAGE, re.M)
    assert quoted
    assert set(quoted) <= REFUSED
