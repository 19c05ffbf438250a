"""The small hall, for every test of the seat."""

from collections.abc import AsyncIterator

import pytest

from tests.tablet_client.small_hall import SmallHall, open_small_hall


@pytest.fixture
async def hall() -> AsyncIterator[SmallHall]:
    async with open_small_hall() as hall:
        yield hall
