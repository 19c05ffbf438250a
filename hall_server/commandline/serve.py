"""`hall serve` and `hall codes`: run the hall from a council's folder."""

import asyncio
import errno
import os
import resource
import signal
import socket
from contextlib import closing, suppress
from pathlib import Path

import uvloop
from rich.console import Console

from hall_server.assembly import EVERYWHERE, access_of, running_hall
from hall_server.commandline.sheet import print_sheet, write_ready_file, write_secret
from hall_server.commandline.slips import slips_page
from hall_server.config import read_folder
from hall_server.sitting.state import State

Said = tuple[str, str]
"""The same in Vietnamese and in English."""

port_max = 65_535
port_usual = 8080


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
        _say_when_over(hall.clerk.state)
        await asyncio.wait([stop, hall.died], return_when=asyncio.FIRST_COMPLETED)
        if hall.died.done():
            await hall.died


def _say_when_over(state: State) -> None:
    """Say last of all that this sitting is over: who forgot the new id sees nothing else."""
    if state.phase == "adjourned":
        Console(stderr=True).print(
            f"\nPhiên «{state.id}» ĐÃ BẾ MẠC. Muốn mở phiên mới: dừng bằng Ctrl-C, đổi sitting.id "
            "trong council.toml, rồi chạy lại.\n"
            f"The sitting “{state.id}” IS ADJOURNED. For a new one: stop with Ctrl-C, change "
            "sitting.id in council.toml, and start again.",
            soft_wrap=True,
            markup=False,
            highlight=False,
        )


def cannot_serve(error: OSError, host: str, port: int) -> Said:
    """Say in Vietnamese and English why the hall can't run there, and what to do."""
    match error.errno:
        case errno.EADDRINUSE:
            other = port + 10 if port + 10 <= port_max else port - 10
            return (
                f"Cổng {port} đang được dùng; thêm --port {other}",
                f"Port {port} is in use; add --port {other}",
            )
        case errno.EACCES if error.filename is None:
            return (
                f"Không được phép dùng cổng {port}; thêm --port 8080",
                f"Port {port} may not be used; add --port 8080",
            )
        case errno.EADDRNOTAVAIL | socket.EAI_NONAME:
            return (
                f"Máy này không có địa chỉ {host}; bỏ --host, hoặc ghi địa chỉ của máy",
                f"This machine has no address {host}; leave --host out, or name one it has",
            )
        case _ if error.filename is not None:
            return f"Không ghi được {error.filename}", f"Can't write: {error}"
        case _:
            return f"Không mở được {host}:{port}", f"Can't use {host}:{port}: {error}"


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


def print_codes(folder: Path, url: str, html: Path | None) -> None:
    """Print the access codes of a council's folder again, or write them as slips to cut out.

    `url` is the hall's address; empty: this machine's, at the usual port. Raises `ConfigError`,
    and `OSError` when codes or slips can't be written.
    """
    preparation = read_folder(folder)
    address = _address(url)
    with closing(access_of(folder, preparation.sitting)) as access:
        delegates = {delegate.id: delegate for delegate in preparation.delegates}
        codes = access.ensure_codes({one.id: one.name for one in preparation.delegates})
    if html is None:
        print_sheet(Console(), address, codes, delegates)
    else:
        write_secret(html, slips_page(address, preparation, codes, delegates))
        if html != Path("-"):
            told = f"Đã ghi phiếu mã vào · Code slips written to: {html}"
            Console().print(told, soft_wrap=True, markup=False, highlight=False)


def _address(url: str) -> str:
    if not url:
        return f"http://{lan_address()}:{port_usual}"
    return (url if "://" in url else f"http://{url}").rstrip("/")
