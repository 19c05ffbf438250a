"""How often an address may try codes. Locks the address that guesses, never the seat."""

from dataclasses import dataclass

wrong_codes_max = 5
"""Wrong codes of one address before it must wait."""

forgiven_seconds = 60
"""One wrong code is forgotten in this time; a right one forgives none, or it would pay to mix
guesses with one's own code."""

wait_seconds_first = 30
wait_seconds_max = 15 * 60
"""The wait doubles with each further wrong code, up to a quarter of an hour."""

addresses_max = 10_000
"""Addresses remembered; past that the oldest are forgotten."""

_doublings_max = 10
"""30 s doubled ten times is far past the longest wait."""


@dataclass(slots=True)
class _Record:
    wrong: float = 0.0
    at: int = 0
    free_at: int = 0


class Attempts:
    """Wrong codes by address; times in ms of the clerk's clock."""

    def __init__(self) -> None:
        self._records: dict[str, _Record] = {}

    def wait_seconds(self, address: str, now: int) -> int:
        """Tell how many seconds an address must wait; 0 for none."""
        record = self._records.get(address)
        return 0 if record is None else max(0, -((now - record.free_at) // 1000))

    def wrong(self, address: str, now: int) -> None:
        """Note a wrong code."""
        record = self._records.setdefault(address, _Record(at=now))
        forgiven = (now - record.at) / (forgiven_seconds * 1000)
        record.wrong = max(0.0, record.wrong - forgiven) + 1
        record.at = now
        excess = min(round(record.wrong) - wrong_codes_max, _doublings_max)
        if excess >= 0:
            record.free_at = now + 1000 * min(wait_seconds_first * 2**excess, wait_seconds_max)
        if len(self._records) > addresses_max:
            del self._records[next(iter(self._records))]
