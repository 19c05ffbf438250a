"""A hall, its chair and a bridge that can be killed: processes of their own."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from firmware_bridge.simulator import SimulatedHub
from hall_link import Link, sign_in
from hall_server.commandline.new_council import write_council
from rehearsal.processes import RunningHall, hall_process
from tests.firmware_bridge.run_bridge import kill, start_bridge

SEATS = 15
"""What `hall init` writes into its example."""

OWN_RULES = """\
format = 1
id = "own"
version = "1"
extends = "vn-hdnd"
vi = "Quy chế thử"
en = "Trial rules"

[vote]
"""


class Chair:
    """The desk of a hall that runs as a process of its own; `said` is what the hall has said."""

    def __init__(self, said: RunningHall, token: str) -> None:
        url = said.url
        self.tablets = [(url, code) for code in said.seats.values()]
        """Where the tablets of the seats sign in, and their codes, from seat 1 on."""
        self._changed = asyncio.Event()
        self.link = Link(url, token, on_message=lambda *_: self._changed.set())

    async def do(self, name: str, **fields: Any) -> None:
        await self.link.do({"t": name, **fields})

    async def until(self, reached: Callable[[dict[str, Any], dict[str, Any]], bool]) -> None:
        """Wait until the boards `hall` and `desk` are so."""
        async with asyncio.timeout(20):
            while not reached(self.link.mirror["hall"], self.link.mirror["desk"]):
                self._changed.clear()
                await self._changed.wait()


@asynccontextmanager
async def hall_and_bridge(
    folder: Path, hub: SimulatedHub, rules: str = "", *, others: str = "", chair_seat: str = ""
) -> AsyncIterator[tuple[Chair, Callable[[], Any]]]:
    """A hall, its chair, and a bridge that can be killed and started again.

    `rules` is what the council's own rules say over those of the shipped pack, `others` the tables
    of its guests and places.
    """
    bridges: list[Process] = []
    write_council(folder / "council")
    if rules:
        (folder / "council" / "own.toml").write_text(OWN_RULES + rules, encoding="utf-8")
        council = folder / "council" / "council.toml"
        shipped = council.read_text(encoding="utf-8")
        council.write_text(shipped.replace('rules = "vn-hdnd"', 'rules = "own.toml"'), "utf-8")
    if others:
        council = folder / "council" / "council.toml"
        made = council.read_text(encoding="utf-8").replace('# chair_seat = "CT"', chair_seat)
        council.write_text(made + others, "utf-8")
    async with hall_process(folder / "council") as said:

        async def start() -> Process:
            bridge = await start_bridge(
                said.url, hub, folder / "spool", code=said.bridge, first_seat="1"
            )
            bridges.append(bridge)
            return bridge

        chair = Chair(said, (await sign_in(said.url, said.desk, "chair")).token)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(chair.link.run())
                yield chair, start
                await chair.link.close()
        finally:
            for bridge in bridges:
                await kill(bridge)


async def seat_everybody(hub: SimulatedHub, chair: Chair) -> None:
    for address in range(1, SEATS + 1):
        hub.card(address, True)
    await chair.until(lambda hall, _: hall.get("attendance", {}).get("present") == SEATS)
    await chair.do("OpenSitting")
