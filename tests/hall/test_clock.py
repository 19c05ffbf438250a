"""The clerk's clock: never behind the journal, never jumping."""

from hall_server.hall.clock import SteadyClock


def test_clock_goes_on_from_a_journal_that_is_ahead_of_it() -> None:
    clock = SteadyClock()
    ahead = clock() + 3_600_000
    clock.not_before(ahead)
    assert ahead <= clock() < ahead + 60_000


def test_clock_that_is_ahead_stays() -> None:
    clock = SteadyClock()
    now = clock()
    clock.not_before(now - 3_600_000)
    assert now <= clock() < now + 60_000
