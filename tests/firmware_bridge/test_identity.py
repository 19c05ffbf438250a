"""One unit belongs at one place."""

from firmware_bridge.drivers.hub import UnitSeen
from firmware_bridge.identity import Conflict, Register
from firmware_bridge.seats import Place
from tests.firmware_bridge.statuses import status

HERE, THERE, OTHER_HUB = Place(1, 1), Place(1, 2), Place(2, 1)


def unit(uid: int, *, online: bool = True) -> UnitSeen:
    return UnitSeen(0, status(uid=uid, online=online), 0, 0)


def test_lone_unit_is_served() -> None:
    register = Register()
    assert register.unit(HERE) is None
    assert register.see(HERE, unit(5)) == {HERE}
    assert register.unit(HERE) == unit(5)
    assert register.conflict(HERE) is None


def test_two_units_at_one_address_are_both_refused_until_one_goes() -> None:
    register = Register()
    register.see(HERE, unit(5))
    assert register.see(HERE, unit(6)) == {HERE}
    assert register.unit(HERE) is None
    assert register.conflict(HERE) == Conflict("address", (HERE,), (5, 6))
    assert register.lose(HERE, 5) == {HERE}
    assert register.unit(HERE) == unit(6)


def test_one_unit_at_two_places_is_refused_at_both_even_on_two_hubs() -> None:
    register = Register()
    register.see(HERE, unit(5))
    assert register.see(OTHER_HUB, unit(5)) == {HERE, OTHER_HUB}
    conflict = Conflict("unit", (HERE, OTHER_HUB), (5,))
    assert register.conflict(HERE) == register.conflict(OTHER_HUB) == conflict
    assert register.unit(HERE) is register.unit(OTHER_HUB) is None
    assert register.lose(OTHER_HUB, 5) == {HERE, OTHER_HUB}
    assert register.unit(HERE) == unit(5)


def test_unit_that_moved_is_served_where_it_is_once_it_is_offline_where_it_was() -> None:
    register = Register()
    register.see(HERE, unit(5))
    register.see(HERE, unit(5, online=False))
    register.see(THERE, unit(5))
    assert register.unit(HERE) is None
    assert register.unit(THERE) == unit(5)


def test_conflict_is_said_with_units_and_places() -> None:
    conflict = Conflict("unit", (HERE, OTHER_HUB), (5,))
    assert str(conflict) == (
        "duplicate unit: hub 1 address 1, hub 2 address 1 has 0000000000000005; "
        "refused until one is removed"
    )
