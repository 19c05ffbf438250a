"""The bridge put together: ports, drivers, reconciler and uplink on one event loop.

Knows who hands what to whom, and the time. Must not decide anything itself.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from firmware_bridge.drivers.hub import HubDriver
from firmware_bridge.port import PortHandlers, SerialPort
from firmware_bridge.presses import Press
from firmware_bridge.reconcile import Reconciler, Report, Tell
from firmware_bridge.seats import SeatMap
from firmware_bridge.spool import Spool
from firmware_bridge.uplink import Uplink

tick_seconds: Final = 0.1
"""How often silence and repetition are looked after; nothing that a person did waits for it."""

log = logging.getLogger(__name__)


class Bridge:
    """One bridge: hubs at `ports` (numbered from 1), the hall at `url`, presses kept in `spool`."""

    def __init__(
        self, url: str, token: str, ports: Sequence[str], baud: int, seats: SeatMap, spool: Spool
    ) -> None:
        self._drivers = {hub: HubDriver() for hub in range(1, len(ports) + 1)}
        self._ports = {
            hub: SerialPort(path, baud, self._handlers(hub)) for hub, path in enumerate(ports, 1)
        }
        open_presses = spool.open_presses.values()
        self._reconciler = Reconciler(seats, spool.marks, open_presses, _now())
        self._uplink = Uplink(url, token, spool, self)

    @property
    def connected(self) -> bool:
        """The hall has welcomed the bridge on the present connection."""
        return self._uplink.connected

    @property
    def was_welcomed(self) -> bool:
        """The hall has let this bridge in at least once."""
        return self._uplink.epoch != ""

    async def run(self) -> None:
        """Work until cancelled.

        Raises, in an `ExceptionGroup`, `LinkClosed` when the hall sends the bridge away,
        `SpoolError` when the disk fails, `msgspec.ValidationError` for a board it cannot read.
        """
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._uplink.run())
            tasks.create_task(self._tick())
            for port in self._ports.values():
                tasks.create_task(port.run())

    # --- from the hall ------------------------------------------------------------------------

    def board_changed(self, board: dict[str, Any], changed: frozenset[str]) -> None:
        """Take the `devices` board, of which `changed` is new."""
        self._reconciler.set_board(board, changed, _now())
        self._act()

    def hall_started(self) -> None:
        """Learn that this is another run of the hall."""
        self._reconciler.report_anew()

    def answered(self, press: Press, refusal: str) -> None:
        """Take the answer to a press; `refusal` is its code, empty for a promise."""
        self._reconciler.answer(press.id, refusal, _now())
        self._act()

    def report_answered(self, report: Report, refusal: str) -> None:
        """Take the answer to a report."""
        self._reconciler.answer_report(report, refusal)

    def next_reports(self, count_max: int) -> list[Report]:
        """Give at most so many reports to send."""
        return self._reconciler.next_reports(count_max, _now())

    # --- from the hardware --------------------------------------------------------------------

    def _handlers(self, hub: int) -> PortHandlers:
        return PortHandlers(
            opened=partial(self._ask, hub),
            received=partial(self._receive, hub),
            lost=partial(self._lose, hub),
        )

    def _ask(self, hub: int) -> None:
        if hello := self._drivers[hub].ask(_now()):
            self._ports[hub].write(hello)

    def _receive(self, hub: int, data: bytes) -> None:
        driver = self._drivers[hub]
        if facts := driver.receive(data, _now()):
            for fact in facts:
                self._reconciler.take(hub, fact)
            self._act()
            self._uplink.pump()

    def _lose(self, hub: int) -> None:
        for fact in self._drivers[hub].disconnect():
            self._reconciler.take(hub, fact)
        self._act()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(tick_seconds)
            for hub, driver in self._drivers.items():
                for fact in driver.tick(_now()):
                    self._reconciler.take(hub, fact)
                self._ask(hub)
            self._act()
            self._uplink.pump()

    # --- to both ------------------------------------------------------------------------------

    def _act(self) -> None:
        orders: defaultdict[int, bytes] = defaultdict(bytes)
        presses: list[Press] = []
        for step in self._reconciler.steps(_now(), self._uplink.hall_time()):
            if isinstance(step, Tell):
                orders[step.hub] += self._drivers[step.hub].send(step.message, step.address)
            else:
                presses.append(step)
        for hub, data in orders.items():
            self._ports[hub].write(data)
        for press in presses:
            self._uplink.keep(press)


def _now() -> int:
    return time.monotonic_ns() // 1_000_000
