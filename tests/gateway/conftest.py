"""A real hall on a free port, and plain clients that talk to it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from hall_server.assembly import Hall, running_hall
from tests.gateway.talking import Client, code_of, signed_in
from tests.making import preparation

Join = Callable[[str], AbstractAsyncContextManager[Client]]


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with running_hall(tmp_path, preparation(15), "127.0.0.1", 0) as running:
        yield running


@pytest.fixture
def join(hall: Hall) -> Join:
    """Sign in as `chair`, `clerk`, `display`, `bridge` or as the delegate of a seat."""

    def joined(who: str) -> AbstractAsyncContextManager[Client]:
        return signed_in(hall, who)

    return joined


@pytest.fixture
async def in_session(hall: Hall) -> Hall:
    """The same hall with all its delegates checked in and the sitting opened."""
    async with signed_in(hall, "chair") as chair:
        for delegate in hall.clerk.state.delegates:
            await chair.done({"t": "CheckIn", "delegate": delegate})
        await chair.done({"t": "OpenSitting"})
    assert code_of(hall, "chair")
    return hall
