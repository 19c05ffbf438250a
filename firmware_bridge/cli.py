"""The command `firmware-bridge`: run a bridge, simulate a hub, watch a port.

Knows arguments, signals and how errors are said. Must not know how anything is done.
"""

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
import time
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import ValidationError

from firmware_bridge import admission
from firmware_bridge.bridge import Bridge, tick_seconds
from firmware_bridge.drivers.hub import Fact, HubDriver
from firmware_bridge.port import PortHandlers, SerialPort
from firmware_bridge.seats import SeatMap, SeatMapError, number_seats, read_seat_map
from firmware_bridge.simulator import Noise, SimulatedHub
from firmware_bridge.simulator.script import Quit, ScriptError, perform
from firmware_bridge.spool import Spool, SpoolError
from hall_link import LinkClosed, SignInRefused
from hall_wire.closing import Close

BAUD: Final = 460_800
FAILED: Final = 1
MISUSED: Final = 2

sign_ins_max: Final = 2
"""Without a welcome: a kept token may have become worthless; one made for the occasion may not."""

_TOKEN_WORTHLESS = frozenset({Close.TOKEN_UNKNOWN, Close.SIGNED_OUT})
_OTHER_RELEASE = "hall and bridge are of different releases; install those that belong together"
_REASONS: Final[Mapping[int, str]] = {
    Close.TOO_BIG: _OTHER_RELEASE,
    Close.BAD_MESSAGES: _OTHER_RELEASE,
    Close.WIRE_UNKNOWN: _OTHER_RELEASE,
    Close.NO_HELLO: _OTHER_RELEASE,
}


log = logging.getLogger(__name__)


class CannotRun(Exception):
    """What is said to the person at the keyboard before the program ends."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    options = _parser().parse_args(arguments)
    level = logging.DEBUG if options.verbose else logging.INFO
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(message)s")
    try:
        asyncio.run(_until_stopped(options.act(options)))
    except (SeatMapError, ScriptError) as error:
        print(f"firmware-bridge: {error}", file=sys.stderr)
        return MISUSED
    except (CannotRun, SpoolError) as error:
        print(f"firmware-bridge: {error}", file=sys.stderr)
        return FAILED
    except SignInRefused as refused:
        print(f"firmware-bridge: {refused.code}: {refused.vi}\n{refused.en}", file=sys.stderr)
        if refused.code == "code-unknown":
            print("Mỗi phiên họp có mã mới · Each sitting has codes of its own", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        pass
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="firmware-bridge",
        description="Cầu nối bàn phím, đèn và micrô với hội trường · "
        "joins keypads, lamps and microphones to the hall",
    )
    parser.add_argument("--verbose", action="store_true", help="say more on standard error")
    acts = parser.add_subparsers(required=True, metavar="COMMAND")

    run = acts.add_parser("run", help="join the hubs at serial ports to the hall")
    run.set_defaults(act=_run)
    run.add_argument("--hall", required=True, metavar="URL", help="such as http://127.0.0.1:8080")
    run.add_argument("--code", required=True, help="the bridges' code from the clerk's list")
    run.add_argument("--port", required=True, action="append", help="serial port; may be repeated")
    run.add_argument("--baud", type=_positive, default=BAUD)
    run.add_argument("--spool", required=True, type=Path, metavar="FOLDER")
    seats = run.add_mutually_exclusive_group(required=True)
    seats.add_argument("--seats", type=Path, metavar="MAP.csv", help="columns hub,address,seat")
    seats.add_argument("--first-seat", metavar="NAME", help="count seats up from it, such as A-001")
    run.add_argument("--seats-per-hub", type=_positive, default=64, help="with --first-seat")

    simulate = acts.add_parser("simulate", help="play a hub with its seats on a pseudo-terminal")
    simulate.set_defaults(act=_simulate)
    simulate.add_argument("--seats", type=_positive, default=24)
    simulate.add_argument("--baud", type=_positive, default=BAUD)
    simulate.add_argument("--link", type=Path, help="where the port is to be found")
    simulate.add_argument("--noise", type=_chance, default=0.0, help="of a fault in each byte")
    simulate.add_argument("--script", type=Path, help="lines to play before the prompt")

    monitor = acts.add_parser("monitor", help="say what a hub tells, without a hall")
    monitor.set_defaults(act=_monitor)
    monitor.add_argument("--port", required=True)
    monitor.add_argument("--baud", type=_positive, default=BAUD)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def _chance(text: str) -> float:
    chance = float(text)
    if not 0 <= chance <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not from 0 to 1")
    return chance


async def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Do the work until it ends or the process is told to stop."""
    task = asyncio.create_task(work)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


# --- run --------------------------------------------------------------------------------------


async def _run(options: argparse.Namespace) -> None:
    seats = _seat_map(options)
    spool = Spool(options.spool)
    try:
        useless = 0
        while useless < sign_ins_max:
            token = await admission.admit(options.hall, options.code, options.spool)
            bridge = Bridge(options.hall, token, options.port, options.baud, seats, spool)
            await _serve(bridge)
            log.warning("the hall does not know this bridge any more; signing in again")
            admission.forget(options.spool)
            useless = 0 if bridge.was_welcomed else useless + 1
        raise CannotRun("the hall does not accept the token it has just given for the code")
    finally:
        spool.close()


def _seat_map(options: argparse.Namespace) -> SeatMap:
    hubs = len(options.port)
    if options.seats is not None:
        return read_seat_map(options.seats, hubs)
    return number_seats(options.first_seat, hubs, options.seats_per_hub)


async def _serve(bridge: Bridge) -> None:
    """Run a bridge; return when its token is worth nothing any more."""
    try:
        await bridge.run()
    except ExceptionGroup as group:
        error = _first(group)
        if isinstance(error, SpoolError):
            raise error from None
        if isinstance(error, ValidationError):
            raise CannotRun(f"the hall's board has an unknown value: {error}") from None
        if not isinstance(error, LinkClosed):
            raise
        if error.code not in _TOKEN_WORTHLESS:
            raise CannotRun(_why_over(error)) from None


def _why_over(closed: LinkClosed) -> str:
    reason = _REASONS.get(closed.code, "what answers at this address does not want a bridge")
    return f"the hall ended the connection for good ({closed.code} {closed.word}): {reason}"


def _first(group: ExceptionGroup[Any]) -> Exception:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, ExceptionGroup) else inner


# --- simulate ---------------------------------------------------------------------------------


async def _simulate(options: argparse.Namespace) -> None:
    noise = Noise(flip=options.noise)
    lines = _script(options.script) if options.script is not None else []
    async with SimulatedHub(options.seats, options.baud, noise, link=options.link) as hub:
        print(f"{options.seats} seats at {hub.path}, {options.baud} baud", flush=True)
        with contextlib.suppress(Quit):
            await _play(hub, lines, options.script)
            await _prompt(hub)


def _script(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptError(f"{path}: {error}") from None


async def _play(hub: SimulatedHub, lines: list[str], script: Path) -> None:
    for number, line in enumerate(lines, 1):
        try:
            await perform(hub, line, _print)
        except ScriptError as error:
            raise ScriptError(f"{script}:{number}: {error}") from None


async def _prompt(hub: SimulatedHub) -> None:
    """Do what is typed; without a keyboard, play on until stopped."""
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    try:
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    except (ValueError, PermissionError):
        await asyncio.Event().wait()
    print("say help for the orders", flush=True)
    while line := await lines.readline():
        try:
            await perform(hub, line.decode(errors="replace"), _print)
        except ScriptError as error:
            _print(str(error))
    await asyncio.Event().wait()


def _print(line: str) -> None:
    print(line, flush=True)  # whoever reads from a pipe waits for it


# --- monitor ----------------------------------------------------------------------------------


async def _monitor(options: argparse.Namespace) -> None:
    driver = HubDriver()
    handlers = PortHandlers(
        opened=lambda: None,
        received=lambda data: _say(driver.receive(data, _now())),
        lost=lambda: _say(driver.disconnect()),
    )
    port = SerialPort(options.port, options.baud, handlers)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(port.run())
        tasks.create_task(_ask(port, driver))


async def _ask(port: SerialPort, driver: HubDriver) -> None:
    while True:
        _say(driver.tick(_now()))
        if hello := driver.ask(_now()):
            port.write(hello)
        await asyncio.sleep(tick_seconds)


def _say(facts: list[Fact]) -> None:
    for fact in facts:
        _print(str(fact))


def _now() -> int:
    return time.monotonic_ns() // 1_000_000
