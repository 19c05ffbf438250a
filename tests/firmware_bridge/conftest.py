"""A bridge between simulated hubs and a small hall, all real: terminals, sockets, files."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest

from firmware_bridge.bridge import Bridge
from firmware_bridge.seats import number_seats
from firmware_bridge.simulator import SimulatedHub
from firmware_bridge.spool import Spool
from tests.firmware_bridge.small_hall import TOKEN, SmallHall, small_hall

RunBridge = Callable[[SmallHall, Sequence[SimulatedHub]], AbstractAsyncContextManager[None]]


@pytest.fixture
async def hall() -> AsyncIterator[SmallHall]:
    async with small_hall() as hall:
        yield hall


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncIterator[SimulatedHub]:
    async with SimulatedHub(8, link=tmp_path / "hub", uid=0xA) as hub:
        yield hub


@pytest.fixture
def bridge(tmp_path: Path) -> RunBridge:
    @asynccontextmanager
    async def run(hall: SmallHall, hubs: Sequence[SimulatedHub]) -> AsyncIterator[None]:
        seats = number_seats("A1", len(hubs), len(hubs[0].addresses))
        spool = Spool(tmp_path / "spool")
        ports = [hub.path for hub in hubs]
        task = asyncio.create_task(Bridge(hall.url, TOKEN, ports, hubs[0].baud, seats, spool).run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            spool.close()

    return run
