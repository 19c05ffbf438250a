"""The guide for the clerk names what stands on the screens, in the rules and in refusals."""

import re

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.model import Option, PaperCount
from hall_server.sitting.refusals import REFUSALS
from hall_server.sitting.vote_refusals import VOTE_REFUSALS
from tests.docs import pages
from tests.docs.test_votes_explained import a_resolution, an_election, announced
from tests.making import HDND, Sitting, preparation

PAGE = pages.read("huong-dan/bieu-quyet.md")
LINE = " ".join(PAGE.split())


def on_paper(kind: str, record: PaperCount, *options: Option) -> Sitting:
    """Take a vote on paper in a council of 30, of whom 28 are there."""
    sitting = Sitting(preparation(30)).open(28)
    vote = sitting.open_prepared(kind=kind, options=options)
    sitting.do(c.AppointCountingBoard(vote.id, ("s5", "s6")))
    sitting.close()
    sitting.do(c.EnterPaperCount(vote.id, record))
    sitting.decided()
    return sitting


def a_rating() -> Sitting:
    """Rate two, of whom one has the trust of few."""
    marks = {"an:high": 15, "an:medium": 9, "an:low": 3, "an:none": 0}
    marks |= {"binh:high": 4, "binh:medium": 6, "binh:low": 16, "binh:none": 1}
    stand = (Option("an", "Nguyễn Văn An"), Option("binh", "Trần Thị Bình"))
    return on_paper("rating", PaperCount(28, 28, 27, 1, marks=marks), *stand)


def a_confidence() -> Sitting:
    """Ask for confidence and find too little."""
    return on_paper("confidence", PaperCount(28, 28, 27, 1, yes=11, no=16))


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
    named = {kind.vi: name for name, kind in HDND.kinds.items()}
    for _what, kind, _how, carried in pages.rows(pages.section(PAGE, "## Chọn loại biểu quyết")):
        name = named[kind.strip("*")]
        if HDND.kind(name).question != "rating":
            majority = HDND.majorities[HDND.majority_of(name)].vi.partition(" (")[0].lower()
            assert carried.removeprefix("phương án được ") == majority


def test_what_is_read_out_is_quoted_as_the_hall_says_it() -> None:
    quoted = re.findall(r"^> (.+)$", PAGE, re.M)
    taken = [a_resolution(), an_election(), a_rating(), a_confidence()]
    assert quoted == [announced(sitting)[0] for sitting in taken]


def test_every_refusal_is_quoted_as_the_hall_says_it() -> None:
    quoted = re.findall(r"^\| “(.+)” \|", PAGE, re.M)
    assert quoted
    assert set(quoted) <= REFUSED
