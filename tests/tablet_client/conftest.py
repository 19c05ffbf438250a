"""The small hall and the `tablet` command, for every test of the seat."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.tablet_client.small_hall import SmallHall, open_small_hall
from tests.tablet_client.terminals import Command


@pytest.fixture
async def hall() -> AsyncIterator[SmallHall]:
    async with open_small_hall() as hall:
        yield hall


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"XDG_STATE_HOME": str(tmp_path), "TERM": "xterm", "COLUMNS": "80"}


@pytest.fixture
def tablet(environment: dict[str, str]) -> Command:
    return Command(environment)
