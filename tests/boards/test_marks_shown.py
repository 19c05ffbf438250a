"""Under which mark each name stands once a vote by marks is declared."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting.model import Plan
from tests.boards.showing import Shown
from tests.making import CLERK, TRIAL, options, preparation, seated


@pytest.fixture
def shown() -> Shown:
    return Shown(preparation(12, TRIAL)).open(10)


def test_each_name_stands_under_every_mark_of_its_ballot_and_an_empty_one_is_not_lost(
    shown: Shown,
) -> None:
    plan = Plan("Bầu hai Ủy viên", kind="approve", options=options("a", "b"), seats=2)
    shown.do(c.PrepareVote(plan), CLERK)
    (name,) = shown.sitting.state.votes
    shown.do(c.OpenVote(vote=name), CLERK)
    for number, marks in ((1, ("a", "b")), (2, ("b",)), (3, ())):
        shown.do(c.CastBallot(name, marks=marks), seated(number))
    shown.do(c.CloseVote(name))
    shown.do(c.DeclareVote(name))
    for board in ("desk", "display"):
        names = shown[board][f"names/{name}"]
        assert names["marked"] == {"a": ["s1"], "b": ["s1", "s2"], "": ["s3"]}
        assert names["not_voting"] == sorted(f"s{number}" for number in range(4, 11))
