"""The polls that the hall has told of, and which presses are no answer to them. Pure.

Knows which vote a poll number stands for, which keys answer it, and when it was not open. Must not
know units. Times are ms of the bridge's own monotonic clock.
"""

from dataclasses import dataclass, field
from typing import Final

from firmware_bridge.drivers.hub import UnitSeen
from firmware_bridge.drivers.seat_protocol import Key, Poll, age_ms_max
from firmware_bridge.wishes import NO_POLL, BoardPoll

polls_remembered_max: Final = 16
"""A ballot may be heard after its vote has closed; it is still sent, to be refused by name."""

doubt_ms: Final = 100
"""So much younger a press may look, by the line it came on; in doubt the hall decides."""


@dataclass(slots=True)
class _Known:
    board: BoardPoll
    shut: list[tuple[int, int | None]] = field(default_factory=list)
    """From when until when it was not open; a poll that was held opens again."""


class Polls:
    """The present poll and those before it in this sitting."""

    def __init__(self) -> None:
        self.present = NO_POLL
        """As units are told of it."""
        self._known: dict[int, _Known] = {}

    def take(self, board: BoardPoll | None, now: int) -> None:
        """Take what the board says now; None: another sitting, which counts its polls anew."""
        if board is None:
            self.present = NO_POLL
            self._known.clear()
            return
        self.present = Poll(board.number, board.open, board.changeable)
        before = self._known.pop(board.number, None)
        same = before is not None and before.board.vote == board.vote
        known = _Known(board, before.shut if before is not None and same else [])
        _note_shut(known, now)
        self._known[board.number] = known
        while len(self._known) > polls_remembered_max:
            del self._known[next(iter(self._known))]

    def vote_of(self, number: int) -> str:
        """Give the vote that a poll number stands for, empty if nobody knows."""
        known = self._known.get(number)
        return "" if known is None else known.board.vote

    def why_not(self, seen: UnitSeen) -> str:
        """Say why a choice is no answer to the poll it was latched for; empty if it may be."""
        status = seen.status
        known = self._known.get(status.poll)
        if known is None:
            return f"poll {status.poll} unknown"
        if not known.board.answerable or (status.choice is Key.ABSTAIN and not known.board.abstain):
            return f"poll {status.poll} does not take it"
        return f"pressed while poll {status.poll} was not open" if _was_shut(known, seen) else ""


def _note_shut(known: _Known, now: int) -> None:
    shut = known.shut
    running = bool(shut) and shut[-1][1] is None
    if not known.board.open and not running:
        shut.append((now, None))
    elif known.board.open and running:
        shut[-1] = (shut[-1][0], now)


def _was_shut(known: _Known, seen: UnitSeen) -> bool:
    """Tell whether a press fell into a time when the poll was not open, or may have."""
    at = seen.changed_at
    if seen.status.change_age_ms == age_ms_max:  # then or earlier, nobody knows
        return any(start + doubt_ms <= at for start, _ in known.shut)
    return any(start + doubt_ms <= at and (end is None or at < end) for start, end in known.shut)
