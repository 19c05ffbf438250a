"""A hall whose time is passed in: a real clerk over a journal on disk, its timers, its devices.

Nothing waits: `wait` lets the time come, and on the way does at its time what the hall does by
itself, and what the microphones report. The same acts give the same journal.
"""

import asyncio
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from msgspec import structs

from hall_server.hall.answers import Done, Outcome
from hall_server.hall.clerk import Clerk, Submission
from hall_server.hall.replay import Past
from hall_server.journal.chain import Head
from hall_server.journal.journal import JournalError
from hall_server.journal.sqlite import SqliteJournal
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.due import next_due
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.floor_state import Turn
from hall_server.sitting.ids import SeatId
from hall_server.sitting.state import State
from tests.making import BRIDGE, CLERK, START

opening_ms_min = 90
"""What a microphone takes at least to open or close here; seats differ by a few ms."""


class Stage:
    """One sitting on one folder. `restarts` are numbers of commands after which the hall dies."""

    def __init__(self, folder: Path, restarts: Collection[int] = ()) -> None:
        self.folder = folder
        self.restarts = sorted(restarts)
        self.restarted: list[str] = []
        """What the turns stood at when the hall was started again."""
        self.now = START
        self.broken: set[str] = set()
        """Seats whose microphone does not follow."""
        self._sent: Counter[str] = Counter()
        self._commands = 0
        self._reports: list[tuple[int, str, bool]] = []
        self._begin()

    def _begin(self) -> None:
        past = Past()
        self._journal = SqliteJournal(self.folder, past.take)
        self._clerk = Clerk(self._journal, past, lambda: self.now, _committed, _failed)
        self._work = asyncio.create_task(self._clerk.run())

    async def close(self) -> Head:
        """End the hall; give the head of its journal."""
        self._clerk.finish()
        await self._work
        await self._journal.close()
        return self._journal.head

    @property
    def state(self) -> State:
        return self._clerk.state

    @property
    def turn(self) -> Turn:
        """The turn that has the floor."""
        assert self.state.turn is not None
        return self.state.turn

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        await self.until(self.now + round(seconds * 1000))

    async def until(self, moment: int) -> None:
        """Let a moment (ms) come, with all that falls due on the way."""
        while True:
            due = next_due(self.state)
            device = min(self._reports, default=None)
            if due is not None and due[0] <= moment and (device is None or due[0] <= device[0]):
                self.now = max(self.now, due[0])
                before = self._clerk.seq
                assert isinstance(await self._clerk.do(due[1], HOUSE), Done)
                assert self._clerk.seq > before, f"{due[1]} fell due and changed nothing"
            elif device is not None and device[0] <= moment:
                self._reports.remove(device)
                self.now = max(self.now, device[0])
                await self.do(f.ReportMicrophone(device[1], open=device[2]), BRIDGE)
            else:
                break
            self._follow()
        self.now = max(self.now, moment)

    async def do(self, command: Command, actor: Actor = CLERK) -> None:
        """Do a command, which must not be refused."""
        outcome = await self._submit(command, actor)
        assert isinstance(outcome, Done), outcome
        await self._maybe_restart(outcome)
        self._follow()

    async def refused(self, code: str, command: Command, actor: Actor = CLERK) -> None:
        """Try a command, which must be refused."""
        outcome = await self._submit(command, actor)
        assert not isinstance(outcome, Done), command
        assert outcome.code == code

    async def _submit(self, command: Command, actor: Actor) -> Outcome:
        device = f"{actor.role}-{actor.delegate}" if actor.delegate else actor.role
        self._sent[device] += 1
        done: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._clerk.submit(
            Submission(
                structs.replace(actor, device=device),
                f"c{self._sent[device]}",
                command,
                lambda _id, outcome, _again: done.set_result(outcome),
                self.now,
            )
        )
        return await done

    async def _maybe_restart(self, last: Done) -> None:
        """Die and start again; only when the last command is in the journal, nothing is lost."""
        self._commands += 1
        if not self.restarts or self._commands < self.restarts[0] or last.seq == 0:
            return
        del self.restarts[0]
        before = self.state
        await self.close()
        self._begin()
        assert self.state == before
        self.restarted.append(self.turn.state if self.state.turn else "")

    def _follow(self) -> None:
        """Let devices follow what is wanted of them, each as fast as it is."""
        for seat, microphone in self.state.floor.microphones.items():
            if not self.state.floor.units.get(seat) or seat in self.broken:
                continue
            coming = [report for report in self._reports if report[1] == seat]
            last = coming[-1][2] if coming else bool(microphone.reported)
            if last != microphone.wanted:
                self._reports.append((self.now + _delay(seat), seat, microphone.wanted))


def _delay(seat: SeatId) -> int:
    return opening_ms_min + 7 * (sum(map(ord, seat)) % 20)


def _committed(_state: State, _events: list[AnyEvent]) -> None:
    """Nobody looks on."""


def _failed(error: JournalError) -> None:
    raise error
