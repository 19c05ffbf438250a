"""The serial port on real terminals: coming, going, and a line that is full."""

import asyncio
import os
import pty
import tty
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
import serial

from firmware_bridge.port import PortHandlers, SerialPort, unsent_bytes_max


class Terminal:
    """A pseudo-terminal behind a link, which can vanish and come back."""

    def __init__(self, link: Path) -> None:
        self.link = link
        self.near = -1
        self._far = -1

    def plug(self) -> None:
        self.near, self._far = pty.openpty()
        tty.setraw(self._far)
        os.set_blocking(self.near, False)
        self.link.symlink_to(os.ttyname(self._far))

    def unplug(self) -> None:
        os.close(self.near)
        os.close(self._far)
        self.link.unlink()
        self.near = -1


class Line:
    """What a port has told."""

    def __init__(self, path: Path) -> None:
        handlers = PortHandlers(
            opened=lambda: self.told.put_nowait("opened"),
            received=self.told_bytes,
            lost=lambda: self.told.put_nowait("lost"),
        )
        self.told: asyncio.Queue[str] = asyncio.Queue()
        self.received = b""
        self.arrived = asyncio.Event()
        self.finished = asyncio.Event()
        self.port = SerialPort(str(path), 460_800, handlers)

    def told_bytes(self, data: bytes) -> None:
        self.received += data
        self.arrived.set()


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "port")


@asynccontextmanager
async def running(terminal: Terminal) -> AsyncIterator[Line]:
    line = Line(terminal.link)
    task = asyncio.create_task(line.port.run())
    task.add_done_callback(lambda _: line.finished.set())
    try:
        yield line
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        if terminal.near >= 0:
            terminal.unplug()


async def test_bytes_go_both_ways(terminal: Terminal) -> None:
    terminal.plug()
    async with running(terminal) as line:
        assert await line.told.get() == "opened"
        os.write(terminal.near, b"in\x00\xff\r\n")
        await line.arrived.wait()
        assert line.received == b"in\x00\xff\r\n"
        assert line.port.write(b"out\x00\x11\x13\r\n")
        assert os.read(terminal.near, 100) == b"out\x00\x11\x13\r\n"


async def test_port_that_is_not_there_yet_is_opened_when_it_comes(terminal: Terminal) -> None:
    async with running(terminal) as line:
        assert not line.port.write(b"too early")
        terminal.plug()
        assert await line.told.get() == "opened"


async def test_port_that_vanishes_is_lost_and_opened_again(terminal: Terminal) -> None:
    terminal.plug()
    async with running(terminal) as line:
        assert await line.told.get() == "opened"
        terminal.unplug()
        assert await line.told.get() == "lost"
        assert not line.port.write(b"nobody there")
        terminal.plug()
        assert await line.told.get() == "opened"
        os.write(terminal.near, b"again")
        await line.arrived.wait()
        assert line.received == b"again"


async def test_port_in_use_is_not_shared_with_another_bridge(terminal: Terminal) -> None:
    terminal.plug()
    async with running(terminal) as line:
        assert await line.told.get() == "opened"
        with pytest.raises(serial.SerialException, match="exclusively lock"):
            serial.Serial(str(terminal.link), exclusive=True)


def record_waits(monkeypatch: pytest.MonkeyPatch, count: int) -> list[float]:
    """Let waiting take no time, and cancel whoever waits for the last time."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == count:
            raise asyncio.CancelledError

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return waits


async def test_missing_port_is_tried_more_and_more_seldom(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = record_waits(monkeypatch, 7)
    with pytest.raises(asyncio.CancelledError):
        await Line(terminal.link).port.run()
    assert waits == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]


async def test_port_that_spoke_and_went_is_tried_at_once_and_then_more_seldom(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.plug()
    async with running(terminal) as line:
        assert await line.told.get() == "opened"
        os.write(terminal.near, b"hello")
        await line.arrived.wait()
        waits = record_waits(monkeypatch, 3)
        terminal.unplug()
        assert await line.told.get() == "lost"
        await line.finished.wait()
    assert waits == [0.2, 0.4, 0.8]


async def test_full_line_refuses_whole_writes_and_loses_nothing_it_took(terminal: Terminal) -> None:
    terminal.plug()
    async with running(terminal) as line:
        assert await line.told.get() == "opened"
        taken = 0
        while line.port.write(b"%07d\n" % taken):
            taken += 1
        assert line.port.overflows == 1
        assert taken * 8 >= unsent_bytes_max
        arrived = b""
        drained = asyncio.Event()

        def drain() -> None:
            nonlocal arrived
            arrived += os.read(terminal.near, 65_536)
            if len(arrived) == taken * 8:
                drained.set()

        asyncio.get_running_loop().add_reader(terminal.near, drain)
        await drained.wait()
        asyncio.get_running_loop().remove_reader(terminal.near)
        assert arrived == b"".join(b"%07d\n" % number for number in range(taken))
        assert line.port.write(b"room again")
