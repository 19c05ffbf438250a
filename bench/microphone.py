"""A press on a keypad: the time until its microphone is open, its lamp lit, and the hall knows.

A simulated hub at a real line's speed, the real bridge and the real hall, each a process of its
own but for the hub. The limits are the house's: a tenth of a second for a press, and a second for
the alarm of a microphone that stays shut.
"""

import asyncio
import tempfile
from collections import deque
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from msgspec import Struct

from bench.council import make_council
from bench.figures import Row, Series, percentile, within
from firmware_bridge.drivers.seat_protocol import Lamp
from firmware_bridge.simulator import SimulatedHub, SimulatedSeat
from rehearsal.desk import Desk
from rehearsal.processes import bridge_process, hall_process

seats = 64
baud = 460_800
open_ms_max = 100.0
alarm_ms_max = 1_000.0

open_at_once = 25
"""The most that a rule pack allows."""

press_again_seconds = 0.5
"""Between two presses of one key: the hall takes two that reach it within 0.3 s for one."""

chance_seconds = (0.02, 0.08)
"""Between two people's presses."""

hearing_seconds = 0.5
"""Until the bridge has heard what the keys are for now: nothing at a unit shows that."""


class Pressed(Struct):
    """What was measured, each in ms from the press.

    `lit`: the microphone is open and the lamp shows it. `known`: the desk shows that it is open.
    `kept` is the hall's own measure of each turn. `together`: when so many press at the same
    instant. `alarmed`: the desk shows the alarm of a microphone that stays shut.
    """

    lit: list[float]
    known: list[float]
    kept: list[float]
    together: list[float]
    alarmed: list[float]


class Room:
    """A hall in which microphones open by a press, with its hub and its desk."""

    def __init__(self, hub: SimulatedHub, desk: Desk) -> None:
        self._hub = hub
        self._desk = desk

    async def open(self, seat: int) -> tuple[float, float]:
        """Press the key and wait until the microphone is open, and until the desk shows it."""
        started = perf_counter()
        self._hub.press(seat, "request")
        await self._hub.until(seat, _speaks)
        lit = perf_counter() - started
        await self._desk.until_true(lambda: bool(self._microphone(seat).get("reported")))
        return lit * 1e3, (perf_counter() - started) * 1e3

    async def close(self, seat: int) -> None:
        """Press the key again and wait until the microphone is shut."""
        self._hub.press(seat, "request")
        await self._hub.until(seat, lambda unit: not unit.microphone and unit.request is Lamp.OFF)

    async def alarm(self, seat: int) -> float:
        """Press the key at a microphone that stays shut, and wait for the alarm at the desk."""
        self._hub.spoil_microphone(seat, "broken")
        started = perf_counter()
        self._hub.press(seat, "request")
        await self._desk.until_true(lambda: bool(self._microphone(seat).get("alarm")))
        took = (perf_counter() - started) * 1e3
        await self.close(seat)
        return took

    def kept(self) -> list[float]:
        """Give what the hall has measured of each turn."""
        turns = self._desk.rows("desk", "turn").values()
        return [turn["opening_ms"] for turn in turns if turn["opening_ms"] is not None]

    def _microphone(self, seat: int) -> dict[str, Any]:
        return self._desk.read("desk", f"microphone/{seat}") or {}


def _speaks(unit: SimulatedSeat) -> bool:
    return unit.microphone and unit.request in (Lamp.SPEAKING, Lamp.ENDING)


@asynccontextmanager
async def room(folder: Path, seats: int) -> AsyncIterator[Room]:
    """Run a hall with so many keypads on one line, everybody there, the microphones free."""
    async with AsyncExitStack() as stack:
        await make_council(folder, seats, in_session=False)
        hub = await stack.enter_async_context(SimulatedHub(seats, baud))
        hall = await stack.enter_async_context(hall_process(folder))
        places = [(1, address, str(address)) for address in hub.addresses]
        bridge = bridge_process(hall, [hub.path], places, folder / "bridge")
        await stack.enter_async_context(bridge)
        desk = await stack.enter_async_context(Desk.join(hall.url, hall.desk))
        for address in hub.addresses:
            hub.card(address, True)
        for address in hub.addresses:
            await hub.until(address, lambda unit: unit.present)
        await desk.do("OpenSitting")
        await desk.do("SetMicrophones", mode="free", open_max=open_at_once)
        await asyncio.sleep(hearing_seconds)
        yield Room(hub, desk)


async def presses(folder: Path, seats: int, count: int, broken: int) -> Pressed:
    """Press so many keys one at a time, then many at once, then some that stay shut."""
    async with room(folder, seats) as here:
        single = await _one_by_one(here, seats, count)
        kept = here.kept()
        together = await asyncio.gather(
            *(here.open(seat) for seat in range(1, min(seats, open_at_once) + 1))
        )
        await asyncio.sleep(press_again_seconds)
        for seat in range(1, len(together) + 1):
            await here.close(seat)
        await asyncio.sleep(press_again_seconds)
        alarmed = [await here.alarm(seat) for seat in range(1, broken + 1)]
    return Pressed(
        lit=[lit for lit, _ in single],
        known=[known for _, known in single],
        kept=kept,
        together=[lit for lit, _ in together],
        alarmed=alarmed,
    )


async def _one_by_one(here: Room, seats: int, count: int) -> list[tuple[float, float]]:
    chance = Random(7)
    found: list[tuple[float, float]] = []
    speaking: deque[tuple[int, float]] = deque()
    for number in range(count):
        seat = number % seats + 1
        while speaking and (speaking[0][0] == seat or _may_press(speaking[0][1])):
            await _close(here, *speaking.popleft())
        if seats * chance_seconds[1] < 2 * press_again_seconds:
            await asyncio.sleep(press_again_seconds)  # so few seats come again too soon
        await asyncio.sleep(chance.uniform(*chance_seconds))
        found.append(await here.open(seat))
        speaking.append((seat, perf_counter()))
    while speaking:
        await _close(here, *speaking.popleft())
    await asyncio.sleep(press_again_seconds)
    return found


def _may_press(since: float) -> bool:
    return perf_counter() - since > press_again_seconds


async def _close(here: Room, seat: int, since: float) -> None:
    await asyncio.sleep(max(0.0, press_again_seconds - (perf_counter() - since)))
    await here.close(seat)


async def measure(count: int, broken: int) -> list[Row]:
    """Give the rows of the table."""
    with tempfile.TemporaryDirectory() as folder:
        found = await presses(Path(folder), seats, count, broken)
    name = f"microphone, {seats} seats at {baud:,} baud: press to open"
    lit, kept = Series.of(found.lit), Series.of(found.kept)
    together = f"{name}, {len(found.together)} at once, last"
    alarm = f"microphone that stays shut: press to alarm at the desk, last of {broken}"
    return [
        within(f"{name} with its lamp, median of {count}", "ms", lit, open_ms_max),
        within(f"{name} with its lamp, p99", "ms", _p99(found.lit), open_ms_max),
        within(f"{name} and shown at the desk, p99", "ms", _p99(found.known), open_ms_max),
        within(f"{name}, as the hall keeps it, median", "ms", kept, open_ms_max),
        within(f"{name}, as the hall keeps it, p99", "ms", _p99(found.kept), open_ms_max),
        within(together, "ms", Series.of([max(found.together)]), open_ms_max),
        within(alarm, "ms", Series.of([max(found.alarmed)]), alarm_ms_max),
    ]


def _p99(values: list[float]) -> Series:
    return Series.of([percentile(values, 99)])
