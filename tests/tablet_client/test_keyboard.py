"""Lines from pipes and files."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tablet_client.keyboard import Keyboard


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue


async def test_line_comes_when_it_is_whole(pipe: tuple[int, int]) -> None:
    read, write = pipe
    keyboard = Keyboard(read)
    os.write(write, "tán th".encode())
    line = asyncio.create_task(keyboard.line())
    await asyncio.sleep(0)
    assert not line.done()
    os.write(write, "ành\nrút\nno".encode())
    assert await line == "tán thành"
    assert await keyboard.line() == "rút"
    os.close(write)
    assert await keyboard.line() == "no"
    assert await keyboard.line() is None


async def test_letter_cut_in_two_is_put_together(pipe: tuple[int, int]) -> None:
    read, write = pipe
    keyboard = Keyboard(read)
    whole = "đ\n".encode()
    os.write(write, whole[:1])
    line = asyncio.create_task(keyboard.line())
    await asyncio.sleep(0)
    os.write(write, whole[1:])
    assert await line == "đ"


async def test_cancelled_reader_leaves_the_line_to_the_next(pipe: tuple[int, int]) -> None:
    read, write = pipe
    keyboard = Keyboard(read)
    first = asyncio.create_task(keyboard.line())
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    os.write(write, b"yes\n")
    assert await keyboard.line() == "yes"


async def test_file_is_read_like_a_keyboard(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("in\n\nyes\n")
    with script.open("rb") as file:
        keyboard = Keyboard(file.fileno())
        lines = [await keyboard.line() for _ in range(4)]
    assert lines == ["in", "", "yes", None]
