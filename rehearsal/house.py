"""The delegates of the demo: they come in, ask for the floor, and vote in whatever vote is open.

Knows chance and time of the play. Must not know the script.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterable
from functools import partial
from random import Random
from typing import Any

from hall_link import CommandRefused
from rehearsal.desk import Desk
from rehearsal.made_up import MORNING, Scene
from rehearsal.participants import AtKeypad, AtTablet, Choice, Participant

BY_DEVICE = ("recorded", "aggregate")
LEVELS = ("high", "medium", "low")

window_seconds = 20
"""Within which everybody has pressed."""

OVERTAKEN = frozenset(
    {"vote-under-way", "vote-state-wrong", "vote-unknown", "phase-wrong", "too-late",
     "nobody-speaking", "already-speaking", "not-entitled", "delegate-absent", "quorum-missing",
     "item-unknown", "changed-elsewhere", "ballot-final", "channel-outranked", "no-window",
     "everybody-answered", "count-missing", "count-differs", "casting-vote-missing",
     "counting-board-missing", "counting-board-candidate", "counting-board-recused",
     "request-unknown", "turn-over", "turn-state-wrong", "still-interrupted", "time-over",
     "no-time-limit", "item-not-under-way", "other-delegate", "turns-used-up", "list-closed",
     "asking-closed", "microphones-full", "nothing-owed", "handed-in-already", "question-twice",
     "question-taken", "about-unknown", "about-wrong", "answer-in-person",
     "quorum-call-under-way", "quorum-call-over"}
)  # fmt: skip
"""Refusals that mean: somebody else at the desk was quicker."""

_OTHERS_VOTE = Scene("", "", asking=0, speaking=0, kind="", yes=70, abstain=10)
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
            if refused.code not in OVERTAKEN:
                raise
        except TimeoutError:
            return


class House:
    """The delegates: they come in, ask for the floor, and vote in every vote that is opened."""

    def __init__(
        self,
        desk: Desk,
        people: dict[str, Participant],
        pace: Pace,
        guests: dict[str, Participant] | None = None,
    ) -> None:
        self.present: list[str] = []
        self.devices = {**people, **(guests or {})}
        """Everybody who has a device, guests too, by seat."""
        self._desk = desk
        self._people = people
        self._pace = pace
        self._askers: deque[str] = deque()
        """Who asks next: nobody twice in a row, since a key pressed twice at once is one press."""
        self._voted: dict[str, asyncio.Event] = {}

    async def arrive(self) -> None:
        """Let everybody in but three with tablets, one after the other."""
        seats = list(self._people)
        self._pace.chance.shuffle(seats)
        missing = [seat for seat in seats if isinstance(self._people[seat], AtTablet)][:3]
        self.present = [seat for seat in seats if seat not in missing]
        self._askers = deque(self.present)
        await _all(self._pace.within(15, self._people[seat].arrive) for seat in self.present)

    async def ask(self, number: int) -> None:
        """Let so many ask for the floor."""
        asking = [self._askers.pop() for _ in range(number)]
        await _all(self._pace.within(6, self._people[seat].ask) for seat in asking)
        self._askers.extendleft(asking)

    async def answer_call(self) -> None:
        """Let everybody who is there answer a quorum call."""
        await _all(self._pace.within(6, self._people[seat].answer_call) for seat in self.present)

    async def try_microphones(self, at_once: int) -> None:
        """Let everybody at a keypad open the microphone by a press, so many at the same time."""
        gate = asyncio.Semaphore(at_once)

        async def try_one(keypad: AtKeypad) -> None:
            async with gate:
                await self._pace.within(0, keypad.try_microphone)

        keypads = (self._people[seat] for seat in self.present)
        await _all(try_one(one) for one in keypads if isinstance(one, AtKeypad))

    def tablets(self, busy: Collection[str] = ()) -> list[AtTablet]:
        """Give those present who have a tablet, but for the `busy` ones (seats)."""
        people = (self._people[seat] for seat in self.present if seat not in busy)
        return [one for one in people if isinstance(one, AtTablet)]

    async def have_voted(self, vote: str) -> None:
        """Wait until everybody who will has voted, or the vote is over."""
        await self._voted.setdefault(vote, asyncio.Event()).wait()

    async def vote_always(self) -> None:
        """Vote in one vote after the other, until cancelled."""
        while True:
            vote = await self._desk.until("hall", "vote", state="open")
            if vote["form"] in BY_DEVICE:
                await self._vote(vote)
            self._voted.setdefault(vote["id"], asyncio.Event()).set()
            await self._desk.until_true(partial(self._is_over, vote["id"]))

    def _is_over(self, vote: str) -> bool:
        value = self._desk.read("hall", "vote")
        return bool(value["id"] != vote or value["state"] not in ("open", "held"))

    async def _vote(self, vote: dict[str, Any]) -> None:
        scene = next((scene for scene in MORNING if scene.title == vote["title"]), _OTHERS_VOTE)
        presses = asyncio.ensure_future(
            _all(
                self._pace.within(
                    window_seconds, partial(self._press, self._people[seat], vote, scene)
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
            await cancelled(presses, over)

    async def _press(self, participant: Participant, vote: dict[str, Any], scene: Scene) -> None:
        if vote["question"] != "yes-no":
            await participant.mark(vote["number"], self._marks(vote))
            return
        await participant.vote(vote["number"], self.choice(scene, abstain=vote["abstain"]))
        if self._pace.chance.random() < 0.05:
            await self._pace.pause(2)
            await participant.vote(vote["number"], self.choice(scene, abstain=vote["abstain"]))

    def choice(self, scene: Scene, *, abstain: bool) -> Choice:
        """Draw what a delegate says, with or without an abstention to choose."""
        drawn = self._pace.chance.randrange(100)
        if drawn < scene.yes:
            return "yes"
        return "abstain" if abstain and drawn < scene.yes + scene.abstain else "no"

    def _marks(self, vote: dict[str, Any]) -> list[str]:
        options = [option["id"] for option in vote["options"]]
        if vote["question"] == "rating":
            return [f"{option}:{self._pace.chance.choice(LEVELS)}" for option in options]
        return self._pace.chance.sample(options, min(vote["marks_max"], len(options)))


async def _all(acts: Iterable[Awaitable[None]]) -> None:
    async with asyncio.TaskGroup() as group:
        for act in acts:
            group.create_task(_awaited(act))


async def _awaited(act: Awaitable[None]) -> None:
    await act


async def cancelled(*tasks: "asyncio.Future[Any]") -> None:
    """Cancel tasks and wait for their end."""
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait([task])
