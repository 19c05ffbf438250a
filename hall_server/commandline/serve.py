"""`hall serve` and `hall codes`: run the hall from a council's folder."""

import asyncio
import os
import resource
import signal
import socket
from contextlib import suppress
from pathlib import Path

import uvloop
from rich.console import Console

from hall_server.assembly import EVERYWHERE, access_of, running_hall
from hall_server.commandline.sheet import print_sheet, write_ready_file
from hall_server.config import read_folder


def serve(folder: Path, host: str, port: int, ready_file: Path | None, *, quiet: bool) -> None:
    """Run the hall until SIGINT or SIGTERM.

    Raises `ConfigError`, `JournalError`, and `OSError` when the port can't be had.
    """
    os.umask(0o077)
    _open_as_many_files_as_allowed()
    uvloop.run(_serve(folder, host, port, ready_file, quiet=quiet))


def _open_as_many_files_as_allowed() -> None:
    # A shell's usual 1,024 would turn away the thousandth tablet.
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def _serve(
    folder: Path, host: str, port: int, ready_file: Path | None, *, quiet: bool
) -> None:
    stop = _stop_signal()
    async with running_hall(folder, read_folder(folder), host, port) as hall:
        delegates = hall.clerk.state.delegates
        address = f"http://{lan_address()}:{hall.port}" if host == EVERYWHERE else hall.url
        if not quiet:
            print_sheet(Console(), address, hall.codes, delegates)
        if ready_file is not None:
            write_ready_file(ready_file, hall.url, hall.codes, delegates)
        await asyncio.wait([stop, hall.died], return_when=asyncio.FIRST_COMPLETED)
        if hall.died.done():
            await hall.died


def _stop_signal() -> asyncio.Future[None]:
    loop = asyncio.get_running_loop()
    stop: asyncio.Future[None] = loop.create_future()

    def ring() -> None:
        if not stop.done():
            stop.set_result(None)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ring)
    return stop


def lan_address() -> str:
    """Find this machine's address on its own network, without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def print_codes(folder: Path) -> None:
    """Print the access codes of a council's folder again. Raises `ConfigError`."""
    preparation = read_folder(folder)
    access = access_of(folder, preparation.sitting)
    delegates = {delegate.id: delegate for delegate in preparation.delegates}
    codes = access.ensure_codes({delegate.id: delegate.name for delegate in preparation.delegates})
    print_sheet(Console(), "http://HALL:8080", codes, delegates)
    access.close()
