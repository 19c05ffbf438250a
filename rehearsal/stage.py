"""The stage of a rehearsal: a hall, a bridge over simulated hubs, and everyone in their seat."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from firmware_bridge.simulator import SimulatedHub
from rehearsal.desk import Desk
from rehearsal.participants import AtKeypad, AtTablet, Participant
from rehearsal.processes import RunningHall, bridge_process, hall_process
from tablet_client import Seat

seats_a_hub = 64
"""At 460800 baud a hub's cycle over 64 seats takes 48 ms; beyond that a second hub is better."""

joining_at_once = 16
"""Seats that sign in and connect at the same time: each takes a thread for its sign-in."""


@dataclass(slots=True)
class Stage:
    """All is set: the hall's address and codes, the chair's desk, the participants by seat."""

    hall: RunningHall
    desk: Desk
    participants: dict[str, Participant]


@asynccontextmanager
async def stage(
    folder: Path, keypads: Sequence[Sequence[str]], tablets: Sequence[str], port: int = 0
) -> AsyncIterator[Stage]:
    """Set the stage over a council's folder: `keypads` are the seats of each hub."""
    async with AsyncExitStack() as stack:
        hall = await stack.enter_async_context(hall_process(folder, port))
        hubs = [
            await stack.enter_async_context(SimulatedHub(seats=len(seats))) for seats in keypads
        ]
        participants: dict[str, Participant] = {}
        places: list[tuple[int, int, str]] = []
        for number, (hub, seats) in enumerate(zip(hubs, keypads, strict=True), start=1):
            for address, seat in enumerate(seats, start=1):
                places.append((number, address, seat))
                participants[seat] = AtKeypad(seat, hub, address)
        if hubs:
            ports = [hub.path for hub in hubs]
            bridge = bridge_process(hall, ports, places, folder / "bridge")
            await stack.enter_async_context(bridge)
        for seat, client in zip(tablets, await _join(stack, hall, tablets), strict=True):
            participants[seat] = AtTablet(seat, client)
        desk = await stack.enter_async_context(Desk.join(hall.url, hall.desk))
        yield Stage(hall, desk, participants)


async def _join(stack: AsyncExitStack, hall: RunningHall, seats: Sequence[str]) -> list[Seat]:
    gate = asyncio.Semaphore(joining_at_once)

    async def join(seat: str) -> Seat:
        async with gate:
            return await stack.enter_async_context(Seat.join(hall.url, hall.seats[seat]))

    return await asyncio.gather(*(join(seat) for seat in seats))


def hubs_of(seats: Sequence[str], size: int = seats_a_hub) -> list[Sequence[str]]:
    """Divide seats among hubs."""
    return [seats[start : start + size] for start in range(0, len(seats), size)]
