"""The clerk: the only writer of a sitting. Decides, writes down, and only then acknowledges.

Everything that queued up while one batch was written is the next batch; there is no artificial
delay. If the journal fails, the clerk stops: it answers every command with `JournalFailed` and
never carries on without its memory. Must not know sockets, boards or files.
"""

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import Callable

from msgspec import Struct

from hall_server.hall.answers import Answer, Done, Outcome, fingerprint
from hall_server.hall.replay import Past
from hall_server.journal.journal import Entry, Idle, Journal, JournalError
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.decide import decide
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.evolve import evolve
from hall_server.sitting.refusals import Crowded, HallFault, IdReused, JournalFailed, Refusal
from hall_server.sitting.state import State

waiting_commands_max = 100_000
"""In line before the clerk: more than a hall of 5,000 can send in a second."""

idle_commands_max = 4096
"""Commands that changed nothing, kept for the next entry: a few from everyone in a large hall."""

batch_commands_max = 1024
"""In one transaction: past this a batch takes longer but is no cheaper a command."""

Reply = Callable[[str, Outcome, bool], None]
"""Called once with the command's id, the outcome, and whether it repeats a first answer."""


class Submission(Struct, frozen=True, gc=False):
    """A command on its way: who sends it, from which device, under which id.

    `at` is when it came (ms): what came in time is in time, however long the disk keeps it
    waiting. The hall's own have no id.
    """

    actor: Actor
    command_id: str
    command: Command
    reply: Reply
    at: int


_Verdict = tuple[Outcome, bool]
"""The outcome, and whether it repeats a first answer."""


log = logging.getLogger("hall.clerk")


class Clerk:
    """One writer over one journal, whose entries led to `past`.

    `clock` gives ms since 1970 UTC and never goes back.

    `on_committed(state, events)` is called after events are on disk and before the
    acknowledgements; `on_failed(error)` once, when the journal fails.
    """

    def __init__(
        self,
        journal: Journal,
        past: Past,
        clock: Callable[[], int],
        on_committed: Callable[[State, list[AnyEvent]], None],
        on_failed: Callable[[JournalError], None],
    ) -> None:
        self.state = past.state
        self.failure: JournalError | None = None
        """Why the journal failed, once it has."""
        self.answered: Counter[str] = Counter()
        """Answers given, by `done` or the code of the refusal."""
        self.batches = 0
        self.write_seconds = 0.0
        self._journal = journal
        self._clock = clock
        self._on_committed = on_committed
        self._on_failed = on_failed
        self._answers = past.answers
        self._idle: deque[Idle] = deque(maxlen=idle_commands_max)
        self._waiting: deque[Submission] = deque()
        self._wake = asyncio.Event()
        self._finishing = False

    @property
    def failed(self) -> bool:
        """Whether the journal has failed, so that nothing is accepted any more."""
        return self.failure is not None

    @property
    def waiting(self) -> int:
        """Commands in line."""
        return len(self._waiting)

    @property
    def seq(self) -> int:
        """Number of the last entry on disk."""
        return self._journal.head.seq

    def submit(self, submission: Submission) -> None:
        """Put a command in line; `reply` is called when it is on disk, or refused.

        The hall's own commands are never turned away: a timer rings only once.
        """
        if self.failure is not None:
            self._answer(submission, *self._after_failure(submission))
        elif len(self._waiting) >= waiting_commands_max and submission.actor != HOUSE:
            self._answer(submission, Crowded(), again=False)
        else:
            self._waiting.append(submission)
            self._wake.set()

    async def do(self, command: Command, actor: Actor = HOUSE) -> Outcome:
        """Do a command of the hall itself and wait until it is on disk."""
        done: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

        def reply(_command_id: str, outcome: Outcome, _again: bool) -> None:
            if not done.done():
                done.set_result(outcome)

        self.submit(Submission(actor, "", command, reply, self._clock()))
        return await done

    async def run(self) -> None:
        """Work until `finish` was called and nothing waits any more."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await self._work(self._next_batch())
            if self._finishing:
                return

    def finish(self) -> None:
        """Let `run` end once everything in line is done."""
        self._finishing = True
        self._wake.set()

    def _next_batch(self) -> list[Submission]:
        size = min(len(self._waiting), batch_commands_max)
        return [self._waiting.popleft() for _ in range(size)]

    async def _work(self, batch: list[Submission]) -> None:
        entries: list[Entry] = []
        verdicts = [self._decide(submission, entries) for submission in batch]
        if entries and not await self._write(entries):
            verdicts = [(JournalFailed(), False)] * len(batch)
        for submission, (outcome, again) in zip(batch, verdicts, strict=True):
            self._answer(submission, outcome, again)

    def _answer(self, submission: Submission, outcome: Outcome, again: bool) -> None:
        """Answer; a fault in one connection's answer stays there, and its device asks again."""
        self.answered["done" if isinstance(outcome, Done) else outcome.code] += 1
        try:
            submission.reply(submission.command_id, outcome, again)
        except Exception:
            log.exception("an answer could not be given")

    def _decide(self, submission: Submission, entries: list[Entry]) -> _Verdict:
        if self.failure is not None:
            return self._after_failure(submission)
        device, command_id = submission.actor.device, submission.command_id
        if not command_id:
            return self._carry_out(submission, 0, entries), False
        mark = fingerprint(submission.command)
        known = self._answers.find(device, command_id)
        if known is not None:
            same = known.fingerprint == mark
            return known.outcome if same else IdReused(), same
        outcome = self._carry_out(submission, mark, entries)
        self._remember(device, command_id, mark, outcome)
        return outcome, False

    def _carry_out(self, submission: Submission, mark: int, entries: list[Entry]) -> Outcome:
        """Decide; take what was decided into the state and add it to the entries to be written."""
        device, command_id = submission.actor.device, submission.command_id
        last_at = self.state.last_at
        now = submission.at if submission.at > last_at else last_at
        events = self._decided(submission, now)
        if isinstance(events, Refusal):
            return events
        if not events:
            if command_id:
                self._idle.append(Idle(device, command_id, mark))
            return Done(0)
        seq = self._journal.head.seq + len(entries)
        for event in events:
            seq += 1
            evolve(self.state, event, now)
            idle = self._take_idle() if self._idle else ()
            entries.append(Entry(1, seq, now, device, command_id, mark, event, idle))
        return Done(seq)

    def _decided(self, submission: Submission, now: int) -> list[AnyEvent] | Refusal:
        """Decide, and contain a fault in the law to the one command that met it.

        Deciding changes nothing, so the state is what it was.
        """
        try:
            return decide(self.state, submission.actor, submission.command, now)
        except Exception:
            log.exception("deciding %s failed", type(submission.command).__name__)
            return HallFault()

    def _after_failure(self, submission: Submission) -> _Verdict:
        """Answer when the journal has failed: what was on disk before still counts as done."""
        known = self._answers.find(submission.actor.device, submission.command_id)
        durable = (
            known is not None
            and isinstance(known.outcome, Done)
            and 0 < known.outcome.seq <= self._journal.head.seq
            and known.fingerprint == fingerprint(submission.command)
        )
        if known is not None and durable:
            return known.outcome, True
        return JournalFailed(), False

    def _take_idle(self) -> tuple[Idle, ...]:
        taken = tuple(self._idle)
        self._idle.clear()
        return taken

    def _remember(self, device: str, command_id: str, mark: int, outcome: Outcome) -> None:
        seq, refusal = (outcome.seq, None) if isinstance(outcome, Done) else (0, outcome)
        self._answers.remember(device, command_id, Answer(mark, seq, refusal))

    async def _write(self, entries: list[Entry]) -> bool:
        started = time.perf_counter()
        try:
            await self._journal.append(entries)
        except JournalError as error:
            self.failure = error
            self._on_failed(error)
            return False
        self.batches += 1
        self.write_seconds += time.perf_counter() - started
        self._on_committed(self.state, [entry.event for entry in entries])
        return True
