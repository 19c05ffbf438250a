"""A door that the test opens, and the states of a link."""

from collections.abc import AsyncIterator

import pytest

from tests.hall_link.door import Door, open_door
from tests.hall_link.links import States


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as door:
        yield door


@pytest.fixture
def states() -> States:
    return States()
