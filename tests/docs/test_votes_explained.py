"""The page about votes names every kind of a People's Council and quotes what is really said."""

import re

from hall_server.sitting import announcing
from hall_server.sitting import commands as c
from hall_server.sitting.model import Option, PaperCount
from hall_server.sitting.refusals import REFUSALS
from hall_server.sitting.vote_refusals import VOTE_REFUSALS
from tests.docs import pages
from tests.making import HDND, Sitting, preparation

PAGE = pages.read("explanation/votes.md")


def announced(sitting: Sitting) -> tuple[str, str]:
    vote = sitting.vote
    assert vote.counts is not None
    assert vote.outcome is not None
    return announcing.announcement(vote, vote.counts, vote.outcome, 0)


def a_resolution() -> Sitting:
    sitting = Sitting(preparation(85)).open(80)
    sitting.open_vote()
    sitting.cast_many(45, 20, 5)
    sitting.decided()
    return sitting


def an_election() -> Sitting:
    sitting = Sitting(preparation(30)).open(28)
    stand = (Option("an", "Nguyễn Văn An"), Option("binh", "Trần Thị Bình"))
    vote = sitting.open_prepared(kind="election", options=stand)
    sitting.do(c.AppointCountingBoard(vote.id, ("s5", "s6")))
    sitting.close()
    record = PaperCount(28, 28, 27, 1, marks={"an": 17, "binh": 10})
    sitting.do(c.EnterPaperCount(vote.id, record))
    sitting.decided()
    return sitting


def test_every_kind_of_the_pack_is_explained_by_its_names() -> None:
    for name, kind in HDND.kinds.items():
        assert f"`{name}`" in PAGE
        assert kind.source


def test_the_announcements_are_quoted_as_the_hall_says_them() -> None:
    quoted = re.findall(r"^> (.+)$", PAGE, re.MULTILINE)
    assert quoted == [*announced(a_resolution()), *announced(an_election())]


def test_every_refusal_that_is_named_exists() -> None:
    kinds = {*HDND.kinds, *HDND.majorities}
    named = set(re.findall(r"\(`([a-z]+(?:-[a-z]+)+)`\)", PAGE)) - kinds
    shipped = {"uk-commons", "european-parliament"}
    assert named - shipped <= {*REFUSALS, *VOTE_REFUSALS}
    assert len(named) > 5
