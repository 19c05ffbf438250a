"""The hall and the bridge as real processes of their own, started and stopped by id."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

start_seconds_max = 30.0
"""From starting a process to its word that it is ready, on a slow machine."""

stop_seconds_max = 15.0
"""From SIGTERM to the end of a process."""


class ProcessFailed(Exception):
    """A process did not start, or ended when it should not have; the message is its own."""


class RunningHall(Struct):
    """Address and codes of a running hall, as it says them when ready."""

    url: str
    desk: str
    display: str
    bridge: str
    seats: dict[str, str]


@asynccontextmanager
async def hall_process(
    folder: Path, port: int = 0, host: str = "127.0.0.1"
) -> AsyncIterator[RunningHall]:
    """Run `hall serve` on a council's folder until the block ends. Raises `ProcessFailed`."""
    arguments = ["serve", str(folder), "--host", host, "--port", str(port)]
    arguments += ["--ready-file", "-", "--quiet"]
    process = await _start("hall_server", arguments)
    try:
        yield msgspec.json.decode(await _first_line(process), type=RunningHall)
    finally:
        await _stop(process)


@asynccontextmanager
async def bridge_process(
    hall: RunningHall, ports: Sequence[str], seats: Sequence[tuple[int, int, str]], folder: Path
) -> AsyncIterator[None]:
    """Run `firmware-bridge run` over serial ports until the block ends.

    `seats` are (hub from 1, address, seat); `folder` keeps the map and the spool.
    """
    seat_map = _write_seat_map(folder, seats)
    arguments = ["run", "--hall", hall.url, "--code", hall.bridge]
    arguments += ["--spool", str(folder / "spool"), "--seats", str(seat_map)]
    for port in ports:
        arguments += ["--port", port]
    process = await _start("firmware_bridge", arguments)
    try:
        yield
    finally:
        await _stop(process)


def _write_seat_map(folder: Path, seats: Sequence[tuple[int, int, str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "seats.csv"
    rows = [f"{hub},{address},{seat}" for hub, address, seat in seats]
    path.write_text("\n".join(["hub,address,seat", *rows, ""]), encoding="utf-8")
    return path


async def _start(
    module: str, arguments: list[str], *, quiet: bool = True
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL if quiet else None,
    )


async def _first_line(process: asyncio.subprocess.Process) -> bytes:
    assert process.stdout is not None
    async with asyncio.timeout(start_seconds_max):
        line = await process.stdout.readline()
    if not line:
        raise ProcessFailed(f"the hall ended with {await process.wait()} before it was ready")
    return line


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        async with asyncio.timeout(stop_seconds_max):
            await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
