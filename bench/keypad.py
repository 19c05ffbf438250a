"""A press on a keypad: the time until its lamp says that the ballot is on disk.

A simulated hub at a real line's speed, the real bridge and the real hall, each a process of its
own but for the hub. Beside it the bus cycle: the statuses of all seats, by bytes and baud.
"""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from time import perf_counter

from bench.council import make_council
from bench.figures import Row, Series, percentile, within
from firmware_bridge.drivers.seat_protocol import BallotLamp, Lamp, pack
from firmware_bridge.simulator import SimulatedHub, SimulatedSeat
from firmware_bridge.simulator.line import bits_a_byte
from firmware_bridge.simulator.seat import VOTING_KEYS
from rehearsal.desk import Desk
from rehearsal.processes import bridge_process, hall_process

seats = 64
baud = 460_800

share_of_cycle = 0.5
grace_ms = 10.0
"""The goal: half a cycle, as a press waits on the average for its turn, and this for the rest."""


def cycle_ms(seats: int, baud: int) -> float:
    """Give how long the statuses of all seats take on the line."""
    status = pack(SimulatedSeat(uid=1, boot=1).status(0), 1, 1)
    return len(status) * seats * bits_a_byte / baud * 1e3


async def presses(folder: Path, seats: int, count: int) -> tuple[list[float], list[float]]:
    """Press one key at a time, then all at once; give ms until each lamp is solid."""
    async with AsyncExitStack() as stack:
        await make_council(folder, seats, in_session=False)
        hub = await stack.enter_async_context(SimulatedHub(seats, baud))
        hall = await stack.enter_async_context(hall_process(folder))
        places = [(1, address, str(address)) for address in hub.addresses]
        bridge = bridge_process(hall, [hub.path], places, folder / "bridge")
        await stack.enter_async_context(bridge)
        desk = await stack.enter_async_context(Desk.join(hall.url, hall.desk))
        await _seat_everybody(hub, desk)
        single = await _one_by_one(hub, count)
        await asyncio.sleep(1.0)
        together = await asyncio.gather(*(_press(hub, seat, "abstain") for seat in hub.addresses))
        return single, list(together)


async def _seat_everybody(hub: SimulatedHub, desk: Desk) -> None:
    for address in hub.addresses:
        hub.card(address, True)
    for address in hub.addresses:
        await hub.until(address, lambda unit: unit.present)
    await desk.do("OpenSitting")
    await desk.open_vote("Biểu quyết")
    for address in hub.addresses:
        await hub.until(address, lambda unit: unit.poll_open and unit.entitled)


async def _one_by_one(hub: SimulatedHub, count: int) -> list[float]:
    chance = Random(7)
    found = []
    for number in range(count):
        await asyncio.sleep(chance.uniform(0.02, 0.08))
        turn, seat = divmod(number, len(hub.addresses))
        found.append(await _press(hub, seat + 1, "yes" if turn % 2 else "no"))
    return found


async def _press(hub: SimulatedHub, address: int, key: str) -> float:
    recorded = BallotLamp(VOTING_KEYS[key], Lamp.SOLID)
    started = perf_counter()
    hub.press(address, key)  # type: ignore[arg-type]
    await hub.until(address, lambda unit: unit.ballot == recorded)
    return (perf_counter() - started) * 1e3


async def measure(count: int) -> list[Row]:
    """Give the rows of the table."""
    with tempfile.TemporaryDirectory() as folder:
        single, together = await presses(Path(folder), seats, count)
    whole = cycle_ms(seats, baud)
    beside = f"half of {whole:.1f} ms (one cycle of the bus) and {grace_ms:g} ms"
    limit = round(share_of_cycle * whole + grace_ms, 1)
    name = f"keypad, {seats} seats at {baud:,} baud: press to solid lamp"
    return [
        within(f"{name}, median of {count}", "ms", Series.of(single), limit, beside),
        Row(f"{name}, p99", Series.of([percentile(single, 99)]), "ms"),
        Row(
            f"{name}, all at once, last",
            Series.of([max(together)]),
            "ms",
            "one cycle",
            Series.of([whole]),
            max(together) / whole,
        ),
    ]
