"""The way to the hall: presses over the disk, reports straight, answers back.

Knows the connection, the spool and how much may be under way. Must not know hardware, nor what
a press or an answer means.
"""

import asyncio
import contextlib
import logging
import math
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


again_seconds: Final = 1.0
"""Before a crowded hall is asked again: its line of commands is worked off in less."""

SUPERSEDED: Final = "superseded"
"""The code for a press in whose place the person has made another before the hall took it."""

_AGAIN_IN_SECONDS: Final = {
    "crowded": again_seconds,
    "journal-failed": math.inf,
    "hall-fault": math.inf,
}
"""Refusals that are the hall's own trouble: such a press waits, at the longest for the hall's
next run."""

log = logging.getLogger(__name__)


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

    A press is on disk before it is sent; it stays there until the hall has taken or refused it.
    What the hall could not take for trouble of its own is sent again, unless the same unit has
    told of a newer one.
    """

    def __init__(self, url: str, token: str, spool: Spool, bridgehead: Bridgehead) -> None:
        self._bridgehead = bridgehead
        self._spool = spool
        self._link = Link(
            url, token, client=CLIENT_NAME, on_message=self._take, on_state=self._state_changed
        )
        self.epoch = ""
        """The run of the hall that has last welcomed the bridge; empty before the first."""
        self._fresh = list(spool.open_presses.values())
        self._latest = {(press.uid, press.key): press.id for press in self._fresh}
        """What a unit told of last, by what was touched."""
        self._durable: deque[Press] = deque()
        self._in_flight: dict[str, Press | Report] = {}
        self._held: dict[str, tuple[Press, float]] = {}
        """Presses to be sent again, each with the loop's time for it."""
        self._disk_wanted = asyncio.Event()
        self._disk_wanted.set()

    @property
    def connected(self) -> bool:
        """The hall has welcomed the bridge on the present connection."""
        return self._link.connected

    def hall_time(self) -> int:
        """Give the hall's time in ms since 1970 UTC, once the hall has been there."""
        return self._link.hall_time()

    def keep(self, press: Press) -> None:
        """Take a press; it goes to the disk, and from there to the hall."""
        for old, _ in tuple(self._held.values()):
            if (old.uid, old.key) == (press.uid, press.key):
                del self._held[old.id]
                self._finish(old, SUPERSEDED)
        self._latest[press.uid, press.key] = press.id
        self._spool.keep(press)
        self._fresh.append(press)
        self._disk_wanted.set()

    def pump(self) -> None:
        """Send what may be sent; to be called some ten times a second."""
        self._release(asyncio.get_running_loop().time())
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
            case Welcome(epoch=epoch) if epoch != self.epoch:
                self.epoch = epoch
                self._bridgehead.hall_started()
                self._release(math.inf)
                self.pump()
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
        if isinstance(sent, Report):
            self._bridgehead.report_answered(sent, refusal)
        elif sent is not None and refusal in _AGAIN_IN_SECONDS:
            self._hold(sent, refusal)
        elif sent is not None:
            self._finish(sent, refusal)
        self.pump()

    def _hold(self, press: Press, refusal: str) -> None:
        if self._latest[press.uid, press.key] != press.id:
            self._finish(press, SUPERSEDED)
            return
        log.warning("seat %s: %s kept: %s (%s)", press.seat, press.act, refusal, press.id)
        again_at = asyncio.get_running_loop().time() + _AGAIN_IN_SECONDS[refusal]
        self._held[press.id] = (press, again_at)

    def _finish(self, press: Press, refusal: str) -> None:
        self._spool.answered(press.id)
        self._disk_wanted.set()
        self._bridgehead.answered(press, refusal)

    def _release(self, now: float) -> None:
        for press, again_at in tuple(self._held.values()):
            if again_at <= now:
                del self._held[press.id]
                self._durable.append(press)

    def _state_changed(self, connected: bool) -> None:
        log.info("hall: %s", "connected" if connected else "connection lost, coming back")
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
