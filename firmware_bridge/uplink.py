"""The way to the hall: presses over the disk, reports straight, answers back.

Knows the connection, the spool and how much may be under way. Must not know hardware, nor what
a press or an answer means.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Coroutine
from typing import Any, Final, Protocol

from firmware_bridge.presses import Press
from firmware_bridge.reconcile import Report
from firmware_bridge.spool import Spool
from hall_link import Link
from hall_wire.messages import Done, FromHall, Patch, Refused, Welcome

CLIENT_NAME: Final = "firmware-bridge/1"
BOARD: Final = "devices"

in_flight_max: Final = 256
"""Commands without an answer; half of what the wire allows a client."""


class Bridgehead(Protocol):
    """The side of the bridge that the uplink speaks to."""

    def board_changed(self, board: dict[str, Any], changed: frozenset[str]) -> None:
        """Take the `devices` board, of which `changed` is new."""

    def hall_started(self) -> None:
        """Learn that this is another run of the hall."""

    def answered(self, press: Press, refusal: str) -> None:
        """Take the answer to a press; `refusal` is its code, empty for a promise."""

    def report_answered(self, report: Report, refusal: str) -> None:
        """Take the answer to a report."""

    def next_reports(self, count_max: int) -> list[Report]:
        """Give at most so many reports to send."""


class Uplink:
    """The bridge's connection to the hall at `url`.

    A press is on disk before it is sent; it stays there until the hall has answered.
    """

    def __init__(self, url: str, token: str, spool: Spool, bridgehead: Bridgehead) -> None:
        self._bridgehead = bridgehead
        self._spool = spool
        self._link = Link(
            url, token, client=CLIENT_NAME, on_message=self._take, on_state=self._state_changed
        )
        self._epoch = ""
        self._fresh = list(spool.open_presses.values())
        self._durable: deque[Press] = deque()
        self._in_flight: dict[str, Press | Report] = {}
        self._disk_wanted = asyncio.Event()
        self._disk_wanted.set()

    @property
    def connected(self) -> bool:
        """The hall has welcomed the bridge on the present connection."""
        return self._link.connected

    def keep(self, press: Press) -> None:
        """Take a press; it goes to the disk, and from there to the hall."""
        self._spool.keep(press)
        self._fresh.append(press)
        self._disk_wanted.set()

    def pump(self) -> None:
        """Send what may be sent."""
        while self._durable and len(self._in_flight) < in_flight_max:
            press = self._durable.popleft()
            self._in_flight[press.id] = press
            self._link.send(press.command, press.id)
        if self._link.connected:
            for report in self._bridgehead.next_reports(in_flight_max - len(self._in_flight)):
                self._in_flight[self._link.send(report.command)] = report

    async def run(self) -> None:
        """Keep up the connection and the disk until cancelled.

        Raises `LinkClosed` when the hall sends the bridge away, `SpoolError` when the disk fails:
        a bridge without its memory must not go on.
        """
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._link.run())
            tasks.create_task(self._keep_disk())

    async def _keep_disk(self) -> None:
        """Write whatever has gathered while the last write was under way, again and again."""
        while True:
            await self._disk_wanted.wait()
            self._disk_wanted.clear()
            fresh, self._fresh = self._fresh, []
            await _to_the_end(asyncio.to_thread(self._spool.write, self._spool.take_queued()))
            self._durable.extend(fresh)
            self.pump()
            if self._spool.may_compact():
                marks = self._spool.compaction()
                await _to_the_end(asyncio.to_thread(self._spool.replace, marks))

    def _take(self, message: FromHall, changed: frozenset[str]) -> None:
        match message:
            case Welcome(epoch=epoch) if epoch != self._epoch:
                self._epoch = epoch
                self._bridgehead.hall_started()
            case Patch(board=board) if board == BOARD:
                self._bridgehead.board_changed(self._link.mirror[BOARD], changed)
            case Done(id=command_id):
                self._settle(command_id, "")
            case Refused(id=command_id, code=code):
                self._settle(command_id, code)
            case _:
                pass

    def _settle(self, command_id: str, refusal: str) -> None:
        sent = self._in_flight.pop(command_id, None)
        if isinstance(sent, Press):
            self._spool.answered(sent.id)
            self._disk_wanted.set()
            self._bridgehead.answered(sent, refusal)
        elif sent is not None:
            self._bridgehead.report_answered(sent, refusal)
        self.pump()

    def _state_changed(self, connected: bool) -> None:
        if connected:
            self.pump()


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Wait for work in a thread even when cancelled: it uses the file that will then be closed."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        with contextlib.suppress(asyncio.CancelledError):
            await task
        raise
