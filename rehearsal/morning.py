"""The demo's morning: delegates who vote in whatever vote is open, and a chair with a script.

A visitor may take the desk at any time. What the chair's script finds done already it leaves as it
is; what somebody else has under way it waits for; when the sitting is adjourned it is over.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from random import Random
from typing import Any

from rich.console import Console

from hall_link import CommandRefused
from rehearsal.desk import Desk
from rehearsal.made_up import MORNING, Scene
from rehearsal.participants import Choice, Participant

speech_seconds = 15
"""How long the demo's people speak; the clock they are given is the rule pack's."""

window_seconds = 20
"""Within which everybody has pressed."""

_OVERTAKEN = frozenset(
    {"vote-under-way", "vote-state-wrong", "vote-unknown", "phase-wrong", "too-late",
     "nobody-speaking", "already-speaking", "not-entitled", "delegate-absent", "quorum-missing",
     "item-unknown", "changed-elsewhere", "ballot-final"}
)  # fmt: skip
"""Refusals that mean: somebody else at the desk was quicker."""

_OTHERS_VOTE = Scene("", "", asking=0, speaking=0, majority="", yes=70, abstain=10)
"""How the house inclines in a vote that is not in the script."""


class Pace:
    """Chance and time of the play: `factor` 1 is as people do it, 0 without pauses."""

    def __init__(self, seed: int, factor: float) -> None:
        self.chance = Random(seed)  # noqa: S311
        self.factor = factor

    async def pause(self, seconds: float) -> None:
        """Let so many seconds of the play pass."""
        await asyncio.sleep(seconds * self.factor)

    async def within(self, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        """Do what a delegate does at some moment of the next seconds.

        What the desk has made impossible meanwhile, such as a vote that is over, is let be; a key
        at a unit that nothing answers any more is given up.
        """
        await self.pause(self.chance.uniform(0, seconds))
        try:
            await act()
        except CommandRefused as refused:
            if refused.code not in _OVERTAKEN:
                raise
        except TimeoutError:
            return


class House:
    """The delegates: they come in, ask for the floor, and vote in every vote that is opened."""

    def __init__(self, desk: Desk, people: dict[str, Participant], pace: Pace) -> None:
        self.present: list[str] = []
        self._desk = desk
        self._people = people
        self._pace = pace
        self._askers: deque[str] = deque()
        """Who asks next: nobody twice in a row, since a key pressed twice at once is one press."""
        self._voted: dict[str, asyncio.Event] = {}

    async def arrive(self) -> None:
        """Let everybody in but three, one after the other."""
        seats = list(self._people)
        self._pace.chance.shuffle(seats)
        self.present = seats[3:]
        self._askers = deque(self.present)
        await _all(self._pace.within(15, self._people[seat].arrive) for seat in self.present)

    async def ask(self, number: int) -> None:
        """Let so many ask for the floor."""
        asking = [self._askers.pop() for _ in range(number)]
        await _all(self._pace.within(6, self._people[seat].ask) for seat in asking)
        self._askers.extendleft(asking)

    async def have_voted(self, vote: str) -> None:
        """Wait until everybody who will has voted, or the vote is over."""
        await self._voted.setdefault(vote, asyncio.Event()).wait()

    async def vote_always(self) -> None:
        """Vote in one vote after the other, until cancelled."""
        while True:
            vote = await self._desk.until("hall", "vote", state="open")
            await self._vote(vote)
            self._voted.setdefault(vote["id"], asyncio.Event()).set()
            await self._desk.until_true(partial(self._is_over, vote["id"]))

    def _is_over(self, vote: str) -> bool:
        value = self._desk.read("hall", "vote")
        return bool(value["id"] != vote or value["state"] != "open")

    async def _vote(self, vote: dict[str, Any]) -> None:
        scene = next((scene for scene in MORNING if scene.title == vote["title"]), _OTHERS_VOTE)
        presses = asyncio.ensure_future(
            _all(
                self._pace.within(
                    window_seconds, partial(self._press, self._people[seat], vote["number"], scene)
                )
                for seat in self.present
                if self._pace.chance.random() < 0.97
            )
        )
        over = asyncio.ensure_future(self._desk.until_true(partial(self._is_over, vote["id"])))
        try:
            await asyncio.wait([presses, over], return_when=asyncio.FIRST_COMPLETED)
            if presses.done():
                await presses
        finally:
            await _cancelled(presses, over)

    async def _press(self, participant: Participant, number: int, scene: Scene) -> None:
        await participant.vote(number, self._choice(scene))
        if self._pace.chance.random() < 0.05:
            await self._pace.pause(2)
            await participant.vote(number, self._choice(scene))

    def _choice(self, scene: Scene) -> Choice:
        drawn = self._pace.chance.randrange(100)
        if drawn < scene.yes:
            return "yes"
        return "abstain" if drawn < scene.yes + scene.abstain else "no"


class Morning:
    """The chair's script over a house. `play` returns when the sitting is adjourned."""

    def __init__(self, desk: Desk, house: House, pace: Pace, console: Console) -> None:
        self._desk = desk
        self._house = house
        self._pace = pace
        self._console = console

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
            await _cancelled(house, script, over)
        self._say("Bế mạc phiên họp", "The sitting is adjourned")

    async def _script(self, *, once: bool) -> None:
        await self._house.arrive()
        attendance = await self._desk.until("hall", "attendance", reached=True)
        self._say(
            f"Có mặt {attendance['present']}/{attendance['in_office']} đại biểu",
            f"{attendance['present']} of {attendance['in_office']} delegates present",
        )
        await self._chair("OpenSitting")
        self._say("Khai mạc phiên họp", "The sitting is open")
        first = True
        while first or not once:
            for number, scene in enumerate(MORNING, start=1):
                await self._pace.pause(3)
                await self._item(number, scene)
            first = False
        await self._chair("AdjournSitting")

    async def _item(self, number: int, scene: Scene) -> None:
        await self._settled()
        await self._chair("TakeItem", item=f"i{number}")
        self._say(scene.title, scene.title_en)
        await self._debate(scene)
        await self._pace.pause(2)
        await self._settled()
        await self._vote(scene)

    async def _debate(self, scene: Scene) -> None:
        await self._house.ask(scene.asking)
        # What changes nothing brings the boards up to date: requests came by other lines.
        await self._chair("TakeItem", item=self._item_now())
        for _ in range(scene.speaking):
            queue = self._desk.read("hall", "queue") or []
            if not queue:
                return
            person = queue[0]["person"]
            await self._chair("GrantFloor", delegate=person["delegate"])
            self._say(f"{person['name']} phát biểu", f"{person['name']} has the floor")
            await self._pace.pause(speech_seconds)
            await self._chair("EndSpeech")
        for request in self._desk.read("hall", "queue") or []:
            await self._chair("WithdrawRequest", delegate=request["person"]["delegate"])

    def _item_now(self) -> str:
        agenda = self._desk.read("hall", "agenda") or []
        return next((item["id"] for item in agenda if item["state"] == "current"), "")

    async def _vote(self, scene: Scene) -> None:
        factor = self._pace.factor
        opened = await self._chair(
            "OpenVote",
            title=scene.title,
            title_en=scene.title_en,
            majority=scene.majority,
            seconds=600 if factor == 0 else max(30, int(1.5 * window_seconds * factor)),
        )
        if not opened:
            return
        vote = self._desk.read("hall", "vote")
        self._say(f"Mở biểu quyết {vote['number']}", f"Vote {vote['number']} is open")
        await self._house.have_voted(vote["id"])
        await self._chair("CloseVote", vote=vote["id"])
        await self._pace.pause(3)
        await self._chair("DeclareVote", vote=vote["id"])
        declared = await self._desk.until("hall", f"result/{vote['id']}", state="declared")
        self._say(declared["verdict"]["vi"], declared["verdict"]["en"])
        await self._pace.pause(6)

    async def _settled(self) -> None:
        """Wait until the sitting is in session and every vote declared, whoever does it."""

        def settled() -> bool:
            vote = self._desk.read("hall", "vote")
            in_session = self._desk.read("hall", "sitting")["state"] == "in_session"
            return in_session and (vote is None or vote["state"] == "declared")

        if not settled():
            self._say("Chờ bàn chủ tọa tiếp tục…", "Waiting for the desk to go on…")
            await self._desk.until_true(settled)

    async def _chair(self, name: str, **fields: object) -> bool:
        """Give a command of the chair's; False when somebody at the desk was quicker."""
        try:
            await self._desk.do(name, **fields)
        except CommandRefused as refused:
            if refused.code not in _OVERTAKEN:
                raise
            return False
        return True

    def _say(self, vi: str, en: str) -> None:
        self._console.print(f"• {vi}\n  [dim]{en}[/dim]", soft_wrap=True)


async def _all(acts: Iterable[Awaitable[None]]) -> None:
    async with asyncio.TaskGroup() as group:
        for act in acts:
            group.create_task(_awaited(act))


async def _awaited(act: Awaitable[None]) -> None:
    await act


async def _cancelled(*tasks: "asyncio.Future[Any]") -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait([task])
