"""The demo's morning: the chair's script over a house that votes in whatever vote is open.

A visitor may take the desk at any time. What the chair's script finds done already it leaves as it
is; what somebody else has under way it waits for; when the sitting is adjourned it is over.
"""

import asyncio

from rich.console import Console

from rehearsal.chair import Chair
from rehearsal.debate import Debate
from rehearsal.desk import Desk
from rehearsal.device_check import DeviceCheck
from rehearsal.house import House, Pace, cancelled
from rehearsal.made_up import MORNING, Scene
from rehearsal.podium import Podium
from rehearsal.questioning import Questioning
from rehearsal.taking import Taking


class Morning:
    """The chair's script over a house. `play` returns when the sitting is adjourned."""

    def __init__(self, desk: Desk, house: House, pace: Pace, console: Console) -> None:
        self._desk = desk
        self._house = house
        self._pace = pace
        self._chair = Chair(desk, console)
        podium = Podium(self._chair, house)
        self._check = DeviceCheck(self._chair, house)
        self._debate = Debate(self._chair, house, podium, pace)
        self._questioning = Questioning(self._chair, house, podium, pace)
        self._taking = Taking(self._chair, house, pace)

    async def play(self, *, once: bool) -> None:
        """Play the morning, with `once` to its end, otherwise again and again."""
        house = asyncio.ensure_future(self._house.vote_always())
        script = asyncio.ensure_future(self._script(once=once))
        over = asyncio.ensure_future(self._desk.until("hall", "sitting", state="adjourned"))
        try:
            done, _ = await asyncio.wait([house, script, over], return_when=asyncio.FIRST_COMPLETED)
            for task in done - {over}:
                await task
            await over
        finally:
            await cancelled(house, script, over)
        self._chair.says("Bế mạc phiên họp", "The sitting is adjourned")

    async def _script(self, *, once: bool) -> None:
        await self._house.arrive()
        attendance = await self._desk.until("hall", "attendance", reached=True)
        self._chair.says(
            f"Có mặt {attendance['present']}/{attendance['in_office']} đại biểu",
            f"{attendance['present']} of {attendance['in_office']} delegates present",
        )
        await self._questioning.collect()
        await self._chair.gives("OpenSitting")
        self._chair.says("Khai mạc phiên họp", "The sitting is open")
        first = True
        while first or not once:
            for number, scene in enumerate(MORNING, start=1):
                await self._pace.pause(3)
                await self._item(number, scene)
            first = False
        await self._chair.gives("AdjournSitting")

    async def _item(self, number: int, scene: Scene) -> None:
        await self._settled()
        await self._chair.gives("TakeItem", item=f"i{number}")
        self._chair.says(scene.title, scene.title_en)
        await self._before_the_vote(scene)
        await self._pace.pause(2)
        await self._settled()
        if scene.kind:
            await self._taking.take(scene)

    async def _before_the_vote(self, scene: Scene) -> None:
        match scene.script:
            case "check":
                await self._check.run()
            case "debate":
                await self._debate.long(scene)
            case "questioning":
                await self._questioning.run()
            case "":
                await self._debate.short(scene)

    async def _settled(self) -> None:
        """Wait until the sitting is in session and every vote declared, whoever does it."""

        def settled() -> bool:
            vote = self._desk.read("hall", "vote")
            in_session = self._desk.read("hall", "sitting")["state"] == "in_session"
            return in_session and (vote is None or vote["state"] in ("declared", "annulled"))

        if not settled():
            self._chair.says("Chờ bàn chủ tọa tiếp tục…", "Waiting for the desk to go on…")
            await self._desk.until_true(settled)
