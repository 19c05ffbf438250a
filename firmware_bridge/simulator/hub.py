"""A hub with its seats behind a pseudo-terminal, and the hands that press its keys.

Knows the hub's end of the seat protocol and what can go wrong with hardware. Must not know the
hall. One event loop carries many hubs: nothing here waits in a loop of its own.
"""

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, Self

from firmware_bridge.drivers.seat_protocol import (
    EVERYONE,
    HUB,
    Hello,
    Info,
    Message,
    Poll,
    ProtocolError,
    Query,
    Want,
    pack,
    unpack,
)
from firmware_bridge.framing import FrameDecoder
from firmware_bridge.simulator.line import PacedLine
from firmware_bridge.simulator.noise import Noise
from firmware_bridge.simulator.seat import KeyName, MicrophoneFault, SimulatedSeat

sweep_ms: Final = 250
"""All seats in it: four statuses within the second after which a seat counts as offline."""

sweep_steps: Final = 10
"""Portions of a sweep, so that it never holds the line for long; INFO goes out once a sweep."""

sweep_step_seconds: Final = sweep_ms / 1000 / sweep_steps

offline_seconds: Final = 1.0
"""A unit that has not answered on the bus for so long is reported as offline."""

changed_copies: Final = 2
"""A change goes out twice at once: the bridge believes a state only when it has read it twice."""

until_seconds_max: Final = 20.0
"""Longest wait for something that should come at once."""

FIRMWARE: Final = 1
PERFECT: Final = Noise()

Unit = tuple[int, SimulatedSeat]


class SimulatedHub:
    """A hub with units at the addresses 1 to `seats`, as an asynchronous context manager.

    `link` is a path at which the terminal is found also after `unplug` and `plug`; `uid` (48 bits)
    is drawn unless given, the units' uids follow from it.
    """

    def __init__(
        self,
        seats: int,
        baud: int = 460_800,
        noise: Noise = PERFECT,
        *,
        link: Path | None = None,
        uid: int | None = None,
    ) -> None:
        self.uid = secrets.randbits(48) if uid is None else uid
        self.boot = secrets.randbits(32)
        self.silent = False
        """The hub is dead, its port is not."""
        self.baud = baud
        self._link = link
        self._seats = {
            address: SimulatedSeat(self.uid << 16 | address, secrets.randbits(32))
            for address in range(1, seats + 1)
        }
        self._guests: list[Unit] = []
        self._sent = noise.spoiler()
        self._received = replace(noise, seed=noise.seed + 1).spoiler()
        self._frames = FrameDecoder()
        self._sequence = 0
        self._poll: Poll | None = None
        self._line: PacedLine | None = None
        self._info_due = False
        self._due: dict[Unit, int] = {}
        """Units whose status goes out at once, and how often; it is made when the line is free."""
        self._swept: deque[Unit] = deque()
        self._step = 0
        self._place = 0
        self._timer: asyncio.TimerHandle | None = None
        self._offline: dict[int, asyncio.TimerHandle] = {}
        self._late: dict[int, asyncio.TimerHandle] = {}
        """Microphones that will follow their last order in a while, by address."""
        self._watchers: list[Callable[[], None]] = []

    async def __aenter__(self) -> Self:
        """Switch the hub on."""
        self.plug()
        self._sweep()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Switch the hub off."""
        for timer in [self._timer, *self._offline.values(), *self._late.values()]:
            if timer is not None:
                timer.cancel()
        self.unplug()

    @property
    def path(self) -> str:
        """The serial port at which the hub is found. The hub must be plugged in."""
        assert self._line is not None
        return self._line.path

    @property
    def addresses(self) -> range:
        """The addresses of the units that belong to this hub."""
        return range(1, len(self._seats) + 1)

    def seat(self, address: int) -> SimulatedSeat:
        """Give the unit at an address, to look at."""
        return self._seats[address]

    async def until(
        self, address: int, predicate: Callable[[SimulatedSeat], bool]
    ) -> SimulatedSeat:
        """Wait until the unit at an address is as the predicate says.

        Raises `TimeoutError` after `until_seconds_max`.
        """
        seat = self._seats[address]
        reached = asyncio.get_running_loop().create_future()

        def look() -> None:
            if not reached.done() and predicate(seat):
                reached.set_result(None)

        self._watchers.append(look)
        try:
            look()
            async with asyncio.timeout(until_seconds_max):
                await reached
        finally:
            self._watchers.remove(look)
        return seat

    # --- hands --------------------------------------------------------------------------------

    def press(self, address: int, key: KeyName, *, ago_ms: int = 0) -> None:
        """Press a key at a seat, or let it have been pressed a while ago."""
        self._seats[address].press(key, _now() - ago_ms)
        self._changed(address)

    def hold(self, address: int, held: bool = True) -> None:
        """Hold the request key down at a seat (False: let it go)."""
        self._seats[address].hold(held, _now())
        self._changed(address)

    def card(self, address: int, inserted: bool) -> None:
        """Put the card in at a seat, or take it out."""
        self._seats[address].insert(inserted)
        self._changed(address)

    # --- mishaps ------------------------------------------------------------------------------

    def spoil_microphone(self, address: int, fault: MicrophoneFault) -> None:
        """Let the microphone have a fault (`none`: mend it); it shows with the next order."""
        self._seats[address].fault = fault

    def slow_microphone(self, address: int, late_ms: int) -> None:
        """Let the microphone follow an order only after a while (0: at once)."""
        self._seats[address].late_ms = late_ms

    def drop(self, address: int) -> None:
        """Take a unit off its bus; the hub notices after a second."""
        self._seats[address].plugged = False
        loop = asyncio.get_running_loop()
        self._offline[address] = loop.call_later(offline_seconds, self._miss, address)

    def restore(self, address: int) -> None:
        """Put a dropped unit back on its bus; it went on living meanwhile."""
        if (timer := self._offline.pop(address, None)) is not None:
            timer.cancel()
        seat = self._seats[address]
        seat.plugged = seat.answering = True
        if self._poll is not None:
            seat.hear_poll(self._poll)
        self._changed(address)

    def reboot(self, address: int) -> None:
        """Interrupt a unit's power for a moment."""
        self._seats[address].reboot(secrets.randbits(32))
        self._changed(address)

    def add_guest(self, address: int, uid: int) -> SimulatedSeat:
        """Put a further unit on the bus, at an address or with a uid that is taken already."""
        guest = SimulatedSeat(uid, secrets.randbits(32))
        self._guests.append((address, guest))
        return guest

    def remove_guests(self) -> None:
        """Take all further units off the bus."""
        self._guests.clear()

    def unplug(self) -> None:
        """Pull the hub's cable: the port vanishes."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def plug(self) -> None:
        """Put the cable back; without a `link` the port comes back under another name."""
        self._line = PacedLine(self.baud, self._receive, self._next_frame, self._link)

    # --- the protocol -------------------------------------------------------------------------

    def _receive(self, data: bytes) -> None:
        if self.silent:
            return
        if self._received is not None:
            data = self._received.spoil_bytes(data)
        for content in self._frames.feed(data):
            try:
                header, message = unpack(content)
            except ProtocolError:
                continue  # as firmware does: what it does not know it does not answer
            self._take(header.address, message)
        self._look()

    def _take(self, address: int, message: Message) -> None:
        match message:
            case Hello():
                self._info_due = True
                self._tell(*self._units())
            case Poll() if address == EVERYONE:
                self._poll = message
                for number, seat in self._on_bus():
                    self._order(number, seat, partial(seat.hear_poll, message))
            case Want():
                for number, seat in self._on_bus():
                    if number == address:
                        self._order(number, seat, partial(seat.obey, message))
                        self._follow_later(number, seat)
            case Query() if address == EVERYONE:
                self._tell(*self._units())
            case Query() if address in self._seats:
                self._tell((address, self._seats[address]))
            case _:
                pass

    def _order(self, address: int, seat: SimulatedSeat, order: Callable[[], None]) -> None:
        before = seat.shown
        order()
        if seat.shown != before:
            self._tell((address, seat))

    def _follow_later(self, address: int, seat: SimulatedSeat) -> None:
        if not seat.late_ms or address in self._late:
            return
        loop = asyncio.get_running_loop()
        self._late[address] = loop.call_later(seat.late_ms / 1000, self._follow, address, seat)

    def _follow(self, address: int, seat: SimulatedSeat) -> None:
        del self._late[address]
        self._order(address, seat, seat.move_microphone)
        self._look()

    def _on_bus(self) -> list[Unit]:
        return [(number, seat) for number, seat in self._units() if seat.plugged]

    def _units(self) -> list[Unit]:
        return [*self._seats.items(), *self._guests]

    def _changed(self, address: int) -> None:
        seat = self._seats[address]
        if seat.plugged:
            self._tell((address, seat))
        self._look()

    def _miss(self, address: int) -> None:
        self._offline.pop(address)
        self._seats[address].answering = False
        self._tell((address, self._seats[address]))

    def _tell(self, *units: Unit) -> None:
        self._due.update(dict.fromkeys(units, changed_copies))
        self._wake()

    def _wake(self) -> None:
        if self._line is not None and not self.silent:
            self._line.wake()

    def _next_frame(self) -> bytes | None:
        """Give what is most urgent: sign of life, changes, sweep."""
        if self.silent:
            return None
        if self._info_due:
            self._info_due = False
            info = Info(self.uid, self.boot, len(self._seats), sweep_ms, FIRMWARE)
            return self._frame(info, HUB)
        if self._due:
            unit, copies = next(iter(self._due.items()))
            if copies > 1:
                self._due[unit] = copies - 1
            else:
                del self._due[unit]
            return self._frame(unit[1].status(_now()), unit[0])
        if self._swept:
            address, seat = self._swept.popleft()
            return self._frame(seat.status(_now()), address)
        return None

    def _frame(self, message: Message, address: int) -> bytes:
        self._sequence = (self._sequence + 1) & 0xFF
        frame = pack(message, address, self._sequence)
        return self._sent.spoil_frame(frame) if self._sent else frame

    def _sweep(self) -> None:
        """Queue the next portion of the statuses that go out whether anything changed or not."""
        self._timer = asyncio.get_running_loop().call_later(sweep_step_seconds, self._sweep)
        self._step += 1
        if self._step % sweep_steps == 0:
            self._info_due = True
        if not self._swept:  # else the line is slower than the sweep, which then waits for it
            units = self._units()
            portion = -(-len(units) // sweep_steps)
            self._swept.extend(units[(self._place + n) % len(units)] for n in range(portion))
            self._place = (self._place + portion) % len(units)
        self._wake()

    def _look(self) -> None:
        for look in tuple(self._watchers):
            look()


def _now() -> int:
    return time.monotonic_ns() // 1_000_000
