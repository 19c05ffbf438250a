"""`hall demo`: a made-up council plays an ordinary morning, with room for a visitor.

48 delegates sit at keypads on two simulated hubs behind the real bridge, the others at the Python
seat, and a program plays the chair. A visitor may take the console at the same time: what the
chair's program finds done already, it leaves as it is.
"""

import asyncio
import socket
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path
from random import Random

from rich.console import Console

from hall_link import CommandRefused
from hall_server.commandline.verify import print_reports, verify_folder
from rehearsal.desk import Desk
from rehearsal.folder import write_folder
from rehearsal.made_up import MORNING, Scene, free_seats, keypad_seats, people
from rehearsal.participants import Choice, Participant
from rehearsal.stage import Stage, hubs_of, stage

SEED = 2027
speech_seconds = 15
"""How long the demo's people speak; the clock they are given is the rule pack's."""

window_seconds = 20
"""Within which everybody has pressed."""

_OVERTAKEN = frozenset(
    {"vote-under-way", "vote-state-wrong", "vote-unknown", "phase-wrong", "too-late",
     "nobody-speaking", "already-speaking", "not-entitled", "delegate-absent", "quorum-missing"}
)  # fmt: skip
"""Refusals that mean: somebody else at the desk was quicker."""


async def play_demo(folder: Path, *, port: int, pace: float, once: bool) -> int:
    """Play the morning; `pace` 1 is as people do it, 0 without pauses. Give the exit code.

    With `once` the sitting is adjourned and recounted at the end, otherwise it goes on until
    interrupted.
    """
    console = Console(highlight=False)
    everybody = people(SEED)
    _write(folder, everybody)
    seats = [seat for seat, _name, _group in everybody]
    keypads = seats[:keypad_seats]
    tablets = [seat for seat in seats[keypad_seats:] if int(seat) not in free_seats]
    hubs = hubs_of(keypads, keypad_seats // 2)
    async with stage(folder, hubs, tablets, _free_port(port)) as set_stage:
        _print_doors(console, set_stage)
        await _Morning(set_stage, console, pace).play(once=once)
    if not once:
        return 0
    reports = verify_folder(folder)
    print_reports(reports, console)
    return 0 if all(report.agrees for report in reports) else 1


def _write(folder: Path, everybody: list[tuple[str, str, str]]) -> None:
    write_folder(
        folder,
        name="Hội đồng nhân dân tỉnh Ví Dụ",
        name_en="People's Council of Vi Du Province (made up)",
        level="province",
        sitting=("demo", "Kỳ họp thứ 5, phiên buổi sáng", "Fifth session, morning sitting"),
        rules="vn-hdnd",
        people=everybody,
        agenda=[(scene.title, scene.title_en) for scene in MORNING],
    )


def _free_port(wanted: int) -> int:
    """Take the wanted port if it is free, any other if not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return 0
    return wanted


def _print_doors(console: Console, set_stage: Stage) -> None:
    hall = set_stage.hall
    rows = [
        ("Màn hình · Display", f"{hall.url}/display/#code={hall.display}"),
        ("Bàn chủ tọa · Console", f"{hall.url}/console/#code={hall.desk}"),
    ]
    rows += [
        (f"Ghế trống {seat} · Free seat", f"{hall.url}/tablet/#code={hall.seats[str(seat)]}")
        for seat in free_seats
    ]
    console.print("Mở trong trình duyệt · Open in a browser:", style="bold")
    for name, link in rows:
        console.print(f"  {name:<24} {link}", soft_wrap=True)
    console.print("Dừng bằng Ctrl-C · Stop with Ctrl-C\n")


class _Morning:
    """The play itself, over a stage that is set."""

    def __init__(self, set_stage: Stage, console: Console, pace: float) -> None:
        self._desk: Desk = set_stage.desk
        self._people = set_stage.participants
        self._console = console
        self._pace = pace
        self._chance = Random(SEED)  # noqa: S311
        self._present: list[str] = []
        self._askers: deque[str] = deque()
        """Who asks next: nobody twice in a row, since a key pressed twice at once is one press."""

    async def play(self, *, once: bool) -> None:
        await self._arrive()
        await self._chair("OpenSitting")
        self._say("Khai mạc phiên họp", "The sitting is open")
        first = True
        while first or not once:
            for number, scene in enumerate(MORNING, start=1):
                await self._pause(3)
                await self._play(number, scene)
            first = False
        await self._chair("AdjournSitting")
        self._say("Bế mạc phiên họp", "The sitting is adjourned")

    async def _arrive(self) -> None:
        """Let everybody in but three, one after the other."""
        seats = list(self._people)
        self._chance.shuffle(seats)
        self._present = seats[3:]
        self._askers = deque(self._present)
        await asyncio.gather(*(self._after(15, self._people[s].arrive) for s in self._present))
        attendance = await self._desk.until("hall", "attendance", present=len(self._present))
        self._say(
            f"Có mặt {attendance['present']}/{attendance['in_office']} đại biểu",
            f"{attendance['present']} of {attendance['in_office']} delegates present",
        )

    async def _play(self, number: int, scene: Scene) -> None:
        await self._settled()
        await self._chair("TakeItem", item=f"i{number}")
        self._say(scene.title, scene.title_en)
        await self._debate(scene)
        await self._pause(2)
        await self._vote(scene)

    async def _debate(self, scene: Scene) -> None:
        asking = [self._askers.pop() for _ in range(scene.asking)]
        await _all(self._after(6, self._people[seat].ask) for seat in asking)
        await self._desk.until_true(lambda: len(self._desk.read("hall", "queue")) >= len(asking))
        for _ in range(scene.speaking):
            queue = self._desk.read("hall", "queue") or []
            if not queue:
                return
            person = queue[0]["person"]
            await self._chair("GrantFloor", delegate=person["delegate"])
            self._say(f"{person['name']} phát biểu", f"{person['name']} has the floor")
            await self._pause(speech_seconds)
            await self._chair("EndSpeech")
        self._askers.extendleft(asking)
        for request in self._desk.read("hall", "queue") or []:
            await self._chair("WithdrawRequest", delegate=request["person"]["delegate"])

    async def _vote(self, scene: Scene) -> None:
        opened = await self._chair(
            "OpenVote",
            title=scene.title,
            title_en=scene.title_en,
            majority=scene.majority,
            seconds=600 if self._pace == 0 else max(30, int(1.5 * window_seconds * self._pace)),
        )
        if not opened:
            return
        vote = self._desk.read("hall", "vote")
        self._say(f"Mở biểu quyết {vote['number']}", f"Vote {vote['number']} is open")
        await _all(
            self._after(
                window_seconds, partial(self._press, self._people[seat], vote["number"], scene)
            )
            for seat in self._present
            if self._chance.random() < 0.97
        )
        await self._chair("CloseVote", vote=vote["id"])
        await self._pause(3)
        await self._chair("DeclareVote", vote=vote["id"])
        declared = await self._desk.until("hall", f"result/{vote['id']}", state="declared")
        self._say(declared["verdict"]["vi"], declared["verdict"]["en"])
        await self._pause(6)

    async def _press(self, participant: Participant, number: int, scene: Scene) -> None:
        await participant.vote(number, self._choice(scene))
        if self._chance.random() < 0.05:
            await self._pause(2)
            await participant.vote(number, self._choice(scene))

    def _choice(self, scene: Scene) -> Choice:
        drawn = self._chance.randrange(100)
        if drawn < scene.yes:
            return "yes"
        return "abstain" if drawn < scene.yes + scene.abstain else "no"

    async def _settled(self) -> None:
        """Wait until every vote is declared, whoever at the desk does it."""

        def settled() -> bool:
            vote = self._desk.read("hall", "vote")
            return vote is None or vote["state"] == "declared"

        await self._desk.until_true(settled)

    async def _chair(self, name: str, **fields: object) -> bool:
        """Give a command of the chair's; False when somebody at the desk was quicker."""
        try:
            await self._desk.do(name, **fields)
        except CommandRefused as refused:
            if refused.code not in _OVERTAKEN:
                raise
            self._say(f"({refused.vi})", f"({refused.en})")
            return False
        return True

    async def _after(self, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        await self._pause(self._chance.uniform(0, seconds))
        try:
            await act()
        except CommandRefused as refused:
            if refused.code not in _OVERTAKEN:
                raise

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds * self._pace)

    def _say(self, vi: str, en: str) -> None:
        self._console.print(f"• {vi}\n  [dim]{en}[/dim]", soft_wrap=True)


async def _all(acts: Iterable[Awaitable[None]]) -> None:
    await asyncio.gather(*acts)
