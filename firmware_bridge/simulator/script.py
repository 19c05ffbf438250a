"""Hands by the line: "12 yes", "all card in", "wait 2". Knows words; the hub does the rest."""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, get_args

from firmware_bridge.simulator.hub import SimulatedHub
from firmware_bridge.simulator.seat import KeyName, SimulatedSeat

HELP: Final = """\
ADDRESS yes | no | abstain | request    press a key ("all" for every seat)
ADDRESS card in | card out              put the card in, take it out
ADDRESS show                            say what the unit reports
ADDRESS hold | release                  hold the request key down, let it go
ADDRESS stick | break | jam | mend      the microphone stays as it is, never opens,
                                        never closes once it is open, or obeys again
ADDRESS late SECONDS                    the microphone follows so much later
ADDRESS drop | restore | reboot         take the unit off its bus, put it back, restart it
wait SECONDS                            do nothing for a while
unplug | plug                           pull the hub's cable, put it back
mute | unmute                           the hub falls silent, or speaks again
quit"""

Say = Callable[[str], None]


class ScriptError(Exception):
    """A line that is no order; the message says why."""


class Quit(Exception):
    """The line said so."""


async def perform(hub: SimulatedHub, line: str, say: Say) -> None:
    """Do what one line says. Raises `ScriptError` and `Quit`."""
    match line.partition("#")[0].split():
        case ["quit"]:
            raise Quit
        case ["help"]:
            say(HELP)
        case ["wait", seconds]:
            await asyncio.sleep(_seconds(seconds))
        case [order] if order in _HUB_ORDERS:
            _HUB_ORDERS[order](hub)
        case [who, *order]:
            for address in _addresses(hub, who):
                _order(hub, address, " ".join(order), say)
        case _:
            pass  # an empty line, or a comment


def _order(hub: SimulatedHub, address: int, order: str, say: Say) -> None:
    if order == "show":
        say(f"{address}: {describe(hub.seat(address))}")
    elif order in _SEAT_ORDERS:
        _SEAT_ORDERS[order](hub, address)
    elif order.startswith("late "):
        hub.slow_microphone(address, int(1000 * _seconds(order.removeprefix("late "))))
    else:
        raise ScriptError(f"{order!r} is no order; say help")


def describe(seat: SimulatedSeat) -> str:
    """Say in a line what a unit shows and does."""
    state = {
        "card": "in" if seat.card else "out",
        "present": "yes" if seat.present else "no",
        "poll": f"{seat.poll} {'open' if seat.poll_open else 'closed'}",
        "choice": seat.choice.name.lower(),
        "lamp": f"{seat.ballot.lamp.name.lower()} {seat.ballot.key.name.lower()}",
        "request key": "held" if seat.held else "up",
        "request lamp": seat.request.name.lower(),
        "microphone": "open" if seat.microphone else "closed",
    }
    return ", ".join(f"{name} {value}" for name, value in state.items())


def _addresses(hub: SimulatedHub, who: str) -> range | list[int]:
    if who == "all":
        return hub.addresses
    if not (who.isascii() and who.isdecimal() and int(who) in hub.addresses):
        raise ScriptError(f"{who!r} is no address from 1 to {len(hub.addresses)}; say help")
    return [int(who)]


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ScriptError(f"{text!r} is no number of seconds") from None


def _mute(hub: SimulatedHub, *, silent: bool) -> None:
    hub.silent = silent


def _press(key: KeyName, hub: SimulatedHub, address: int) -> None:
    hub.press(address, key)


_HUB_ORDERS: Final[Mapping[str, Callable[[SimulatedHub], None]]] = {
    "unplug": SimulatedHub.unplug,
    "plug": SimulatedHub.plug,
    "mute": partial(_mute, silent=True),
    "unmute": partial(_mute, silent=False),
}

_SEAT_ORDERS: Final[Mapping[str, Callable[[SimulatedHub, int], None]]] = {
    **{key: partial(_press, key) for key in get_args(KeyName)},
    "card in": lambda hub, address: hub.card(address, True),
    "card out": lambda hub, address: hub.card(address, False),
    "hold": SimulatedHub.hold,
    "release": lambda hub, address: hub.hold(address, False),
    "stick": lambda hub, address: hub.spoil_microphone(address, "stuck"),
    "break": lambda hub, address: hub.spoil_microphone(address, "broken"),
    "jam": lambda hub, address: hub.spoil_microphone(address, "jammed"),
    "mend": lambda hub, address: hub.spoil_microphone(address, "none"),
    "drop": SimulatedHub.drop,
    "restore": SimulatedHub.restore,
    "reboot": SimulatedHub.reboot,
}
