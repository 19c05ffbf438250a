"""The hall and the bridge as real processes of their own, started and stopped by id."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

start_seconds_max = 60.0
"""From starting a process to its word that it is ready: a hall reads a million entries first."""

ready_line_bytes_max = 4 * 1024 * 1024
"""A hall's word that it is ready has the code of each seat, about 20 bytes each."""

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
    process, hall = await start_hall(folder, port, host)
    try:
        yield hall
    finally:
        await stop(process)


async def start_hall(
    folder: Path, port: int = 0, host: str = "127.0.0.1"
) -> tuple[asyncio.subprocess.Process, RunningHall]:
    """Start `hall serve` and wait until it is ready. Raises `ProcessFailed`."""
    arguments = ["serve", str(folder), "--host", host, "--port", str(port)]
    arguments += ["--ready-file", "-", "--quiet"]
    process = await _start("hall_server", arguments)
    try:
        return process, msgspec.json.decode(await _first_line(process), type=RunningHall)
    except BaseException:
        await stop(process)
        raise


@asynccontextmanager
async def bridge_process(
    hall: RunningHall, ports: Sequence[str], seats: Sequence[tuple[int, int, str]], folder: Path
) -> AsyncIterator[None]:
    """Run `firmware-bridge run` over serial ports until the block ends.

    `seats` are (hub from 1, address, seat); `folder` keeps the map and the spool.
    """
    process = await start_bridge(hall, ports, seats, folder)
    try:
        yield
    finally:
        await stop(process)


async def start_bridge(
    hall: RunningHall, ports: Sequence[str], seats: Sequence[tuple[int, int, str]], folder: Path
) -> asyncio.subprocess.Process:
    """Start `firmware-bridge run`; see `bridge_process`."""
    seat_map = _write_seat_map(folder, seats)
    arguments = ["run", "--hall", hall.url, "--code", hall.bridge]
    arguments += ["--spool", str(folder / "spool"), "--seats", str(seat_map)]
    for port in ports:
        arguments += ["--port", port]
    return await _start("firmware_bridge", arguments, log=folder / "log")


def _write_seat_map(folder: Path, seats: Sequence[tuple[int, int, str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "seats.csv"
    rows = [f"{hub},{address},{seat}" for hub, address, seat in seats]
    path.write_text("\n".join(["hub,address,seat", *rows, ""]), encoding="utf-8")
    return path


async def _start(
    module: str, arguments: list[str], *, log: Path | None = None
) -> asyncio.subprocess.Process:
    """Start a module of ours; what it says on standard error goes to `log`, or to ours."""
    with contextlib.ExitStack() as stack:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            limit=ready_line_bytes_max,
            stderr=None if log is None else stack.enter_context(log.open("ab")),
        )


async def _first_line(process: asyncio.subprocess.Process) -> bytes:
    assert process.stdout is not None
    async with asyncio.timeout(start_seconds_max):
        line = await process.stdout.readline()
    if not line:
        raise ProcessFailed(f"the hall ended with {await process.wait()} before it was ready")
    return line


async def stop(process: asyncio.subprocess.Process) -> None:
    """Ask a process to end, and wait until it has; insist when it does not."""
    if process.returncode is None:
        process.terminate()
    try:
        async with asyncio.timeout(stop_seconds_max):
            await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
