"""Guessing codes: five tries, then a wait that doubles to a quarter of an hour."""

from hall_server.hall import attempts as limits
from hall_server.hall.attempts import Attempts
from tests.making import START


def test_four_wrong_codes_cost_nothing_and_the_fifth_half_a_minute() -> None:
    attempts = Attempts()
    for _ in range(4):
        attempts.wrong("10.0.0.1", START)
        assert attempts.wait_seconds("10.0.0.1", START) == 0
    attempts.wrong("10.0.0.1", START)
    assert attempts.wait_seconds("10.0.0.1", START) == 30


def test_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    attempts = Attempts()
    waits = []
    for _ in range(12):
        attempts.wrong("10.0.0.1", START)
        waits.append(attempts.wait_seconds("10.0.0.1", START))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_wait_ends_with_its_last_millisecond() -> None:
    attempts = Attempts()
    for _ in range(5):
        attempts.wrong("10.0.0.1", START)
    assert attempts.wait_seconds("10.0.0.1", START + 1) == 30
    assert attempts.wait_seconds("10.0.0.1", START + 29_999) == 1
    assert attempts.wait_seconds("10.0.0.1", START + 30_000) == 0
    assert attempts.wait_seconds("10.0.0.1", START + 10**9) == 0


def test_another_address_is_not_held_back() -> None:
    attempts = Attempts()
    for _ in range(5):
        attempts.wrong("10.0.0.1", START)
    assert attempts.wait_seconds("10.0.0.2", START) == 0


def test_one_wrong_code_is_forgiven_a_minute() -> None:
    attempts = Attempts()
    for minute in range(60):
        attempts.wrong("10.0.0.1", START + minute * 60_000)
    assert attempts.wait_seconds("10.0.0.1", START + 59 * 60_000) == 0


def test_only_so_many_addresses_are_remembered() -> None:
    attempts = Attempts()
    for number in range(limits.addresses_max + 1):
        for _ in range(5):
            attempts.wrong(str(number), START)
    assert attempts.wait_seconds("0", START) == 0
    assert attempts.wait_seconds(str(limits.addresses_max), START) == 30
