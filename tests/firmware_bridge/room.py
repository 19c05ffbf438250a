"""A reconciler in a room whose clock and board the test sets."""

from collections.abc import Iterable
from typing import Any

from firmware_bridge.drivers.hub import UnitSeen
from firmware_bridge.drivers.seat_protocol import (
    EVERYONE,
    BallotLamp,
    Info,
    Key,
    Lamp,
    Status,
    Want,
)
from firmware_bridge.presses import Act, Mark, Press
from firmware_bridge.reconcile import (
    Reconciler,
    Report,
    Tell,
)
from firmware_bridge.seats import Place
from tests.firmware_bridge.small_hall import wish
from tests.firmware_bridge.statuses import status

HALL_AHEAD = 1_800_000_000_000
INFO = Info(uid=1, boot=2, seats=2, sweep_ms=250, firmware=1)
SEATS = {Place(1, 1): "A1", Place(1, 2): "A2"}
VOTED_YES = status(poll=7, choice=Key.YES, change=1, ballot=BallotLamp(Key.YES, Lamp.BLINK))


class Room:
    """A reconciler with a clock that the test sets."""

    def __init__(
        self,
        marks: dict[tuple[int, Act], Mark] | None = None,
        open_presses: Iterable[Press] = (),
        *,
        a1: dict[str, Any] | None = None,
        poll: dict[str, Any] | None = None,
        ballot: str | None = None,
    ) -> None:
        self.now = 10_000
        self.reconciler = Reconciler(SEATS, marks or {}, open_presses, self.now)
        self.board: dict[str, Any] = {}
        self.post(**{"seat/A1": a1 or wish(), "seat/A2": wish(), "poll": poll, "ballot/A1": ballot})

    def post(self, **keys: Any) -> None:
        self.board.update(keys)
        self.reconciler.set_board(self.board, keys, self.now)

    def post_a1(self, value: dict[str, Any]) -> None:
        self.post(**{"seat/A1": value})

    def hears(
        self, state: Status, address: int = 1, press_age: int = 0, change_age: int = 0
    ) -> None:
        seen = UnitSeen(address, state, self.now - press_age, self.now - change_age)
        self.reconciler.take(1, seen)

    def later(self, milliseconds: int) -> None:
        self.now += milliseconds

    def steps(self) -> list[Tell | Press]:
        return self.reconciler.steps(self.now, HALL_AHEAD + self.now)

    def presses(self) -> list[Press]:
        return [step for step in self.steps() if isinstance(step, Press)]

    def orders(self) -> list[Want]:
        told = [step.message for step in self.steps() if isinstance(step, Tell)]
        return [message for message in told if isinstance(message, Want)]

    def broadcasts(self) -> list[Any]:
        return [
            step.message
            for step in self.steps()
            if isinstance(step, Tell) and step.address == EVERYONE
        ]

    def reports(self, count_max: int = 100) -> list[Report]:
        return self.reconciler.next_reports(count_max, self.now)
