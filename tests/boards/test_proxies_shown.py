"""What each audience sees of votes that one delegate casts for another."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from tests.boards.showing import Shown, boards_told, cast, opened
from tests.boards.test_visibility import all_values
from tests.making import (
    CLERK,
    TRIAL,
    preparation,
    seated,
    with_proxies,
)


@pytest.fixture
def proxies() -> Shown:
    shown = Shown(preparation(12, with_proxies(TRIAL))).open(10)
    shown.do(c.GiveProxy("s11", "s1"), CLERK)
    shown.do(c.GiveProxy("s12", "s2"), CLERK)
    return shown


def test_a_principals_ballot_is_seen_by_them_and_by_their_holder(proxies: Shown) -> None:
    name = opened(proxies)
    told = boards_told(proxies, c.CastBallot(name, "no", delegate="s11"), seated(1))
    assert {board for board in told if board.startswith("seat/")} == {"seat/s1", "seat/s11"}
    (principal,) = proxies.seat(1)["vote"]["principals"]
    assert (principal["delegate"], principal["ballot"]["choice"]) == ("s11", "no")
    assert proxies.seat(1)["vote"]["ballot"] is None
    own = proxies.seat(11)["vote"]
    assert (own["holder"], own["ballot"]["choice"]) == ("s1", "no")
    assert proxies.seat(2)["vote"]["principals"][0]["ballot"] is None
    for board in ("hall", "display", "desk"):
        assert not set(all_values(proxies[board].get("ballot/s11"))) & {"no"}


def test_a_principal_who_comes_is_no_longer_stood_for(proxies: Shown) -> None:
    opened(proxies)
    told = boards_told(proxies, f.CheckIn(), seated(11))
    assert {"seat/s11", "seat/s1"} <= told
    assert proxies.seat(11)["vote"]["holder"] == ""
    assert proxies.seat(1)["vote"]["principals"] == []
    proxies.do(f.CheckOut(), seated(11))
    assert proxies.seat(11)["vote"]["holder"] == "s1"
    assert [one["delegate"] for one in proxies.seat(1)["vote"]["principals"]] == ["s11"]


def test_whom_a_recused_holder_silences_is_shown_so(proxies: Shown) -> None:
    name = opened(proxies)
    proxies.do(c.CastBallot(name, "yes", delegate="s11"), seated(1))
    told = boards_told(proxies, c.RecuseDelegate(name, "s1", "Có liên quan"))
    assert {"seat/s1", "seat/s11", "hall", "desk"} <= told
    own = proxies.seat(11)["vote"]
    assert (own["entitled"], own["ballot"]) == (False, None)
    assert "ballot/s11" not in proxies["desk"]
    assert proxies["hall"]["vote"]["register"] == 10


def test_a_proxy_that_makes_the_quorum_is_seen_at_once() -> None:
    shown = Shown(preparation(12, with_proxies(TRIAL)))
    for number in range(1, 8):
        shown.do(f.CheckIn(), seated(number))
    before = shown["hall"]["attendance"]
    shown.do(c.GiveProxy("s11", "s1"), CLERK)
    after = shown["hall"]["attendance"]
    assert before != after
    assert shown["desk"]["delegate/s11"]["holder"] == "s1"


def test_a_ballot_cast_in_person_is_nobody_elses_to_see_or_change(proxies: Shown) -> None:
    name = opened(proxies)
    proxies.do(f.CheckIn(), seated(11))
    cast(proxies, 11, name, choice="no")
    proxies.do(f.CheckOut(), seated(11))
    assert proxies.seat(1)["vote"]["principals"] == []
    own = proxies.seat(11)["vote"]
    assert (own["holder"], own["ballot"]["choice"]) == ("", "no")
