"""Lines: what is within measure passes, whatever its portions; more ends the connection."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from hall_server.web import lines
from hall_server.web.lines import Line


class Bucket(asyncio.Protocol):
    """Counts what a line lets through."""

    def __init__(self) -> None:
        self.size = 0
        self.over = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        self.size += len(data)

    def connection_lost(self, _error: Exception | None) -> None:
        self.over.set()


@asynccontextmanager
async def poured_into(bucket: Bucket) -> AsyncIterator[asyncio.StreamWriter]:
    server = await asyncio.get_running_loop().create_server(
        lambda: Line(bucket, lambda: None), "127.0.0.1", 0
    )
    async with server:
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        try:
            yield writer
        finally:
            writer.close()


@pytest.fixture(autouse=True)
def small_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "bytes_per_second_max", 1)
    monkeypatch.setattr(lines, "bytes_burst_max", 4 * lines.portion_bytes)


async def test_what_is_within_measure_comes_through_whole() -> None:
    bucket = Bucket()
    async with poured_into(bucket) as writer:
        for _ in range(3):
            writer.write(b"x" * lines.portion_bytes)
            await writer.drain()
    await bucket.over.wait()
    assert bucket.size == 3 * lines.portion_bytes


async def test_no_more_than_the_measure_comes_through_and_the_connection_is_cut() -> None:
    bucket = Bucket()
    async with poured_into(bucket) as writer:
        while not bucket.over.is_set():
            writer.write(b"x" * 1_000)
            await asyncio.sleep(0)
    assert 2 * lines.portion_bytes < bucket.size <= 4 * lines.portion_bytes
