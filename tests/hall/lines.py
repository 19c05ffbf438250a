"""A clerk over a journal that a test can hold up or break."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from msgspec import structs

from hall_server.hall.answers import Outcome
from hall_server.hall.clerk import Clerk, Submission
from hall_server.hall.replay import Past
from hall_server.journal.chain import Head
from hall_server.journal.journal import Entry, Journal, JournalError
from hall_server.sitting.authority import Actor
from hall_server.sitting.command import Command
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.state import State
from tests.making import START


class GatedJournal:
    """A journal whose appends wait at a gate, and fail once `broken` is set."""

    def __init__(self, inner: Journal) -> None:
        self.inner = inner
        self.gate = asyncio.Event()
        self.gate.set()
        self.arrived = asyncio.Event()
        self.broken = False
        self.batches: list[int] = []
        """Entries of each append, in order."""

    @property
    def head(self) -> Head:
        return self.inner.head

    def entries(self) -> Iterator[Entry]:
        return self.inner.entries()

    async def append(self, entries: Sequence[Entry]) -> Head:
        self.batches.append(len(entries))
        self.arrived.set()
        await self.gate.wait()
        if self.broken:
            raise JournalError("journal-unwritable", 0, "The disk is full.", "Free it.")
        return await self.inner.append(entries)

    async def close(self) -> None:
        await self.inner.close()


@dataclass
class Office:
    """A clerk at work, with its journal, its clock and all that it told the world."""

    clerk: Clerk
    journal: GatedJournal
    now: int = START
    told: list[str] = field(default_factory=list)
    """What the clerk did, in order: `committed N`, `ID CODE`, `ID CODE again`, `failed`."""
    failures: list[JournalError] = field(default_factory=list)
    committed: list[tuple[State, list[AnyEvent]]] = field(default_factory=list)

    def send(
        self, command_id: str, command: Command, actor: Actor, device: str = "d1"
    ) -> "asyncio.Future[tuple[Outcome, bool]]":
        answer: asyncio.Future[tuple[Outcome, bool]] = asyncio.get_running_loop().create_future()

        def reply(command_id: str, outcome: Outcome, again: bool) -> None:
            word = outcome.seq if hasattr(outcome, "seq") else outcome.code
            self.told.append(f"{command_id} {word}{' again' if again else ''}")
            answer.set_result((outcome, again))

        sender = structs.replace(actor, device=device)
        self.clerk.submit(Submission(sender, command_id, command, reply, self.now))
        return answer

    async def ask(self, command_id: str, command: Command, actor: Actor, device: str = "d1") -> str:
        """Send and wait; give the answer as it stands in `told`."""
        await self.send(command_id, command, actor, device)
        return self.told[-1]


def past_of(journal: Journal) -> Past:
    """What the entries of a journal lead to."""
    past = Past()
    past.take(journal.entries())
    return past


@asynccontextmanager
async def office(journal: Journal) -> AsyncIterator[Office]:
    """A clerk that has replayed `journal` and works until the block ends."""
    gated = GatedJournal(journal)

    def on_committed(state: State, events: list[AnyEvent]) -> None:
        found.committed.append((state, events))
        found.told.append(f"committed {len(events)}")

    def on_failed(error: JournalError) -> None:
        found.failures.append(error)
        found.told.append("failed")

    clerk = Clerk(gated, past_of(journal), lambda: found.now, on_committed, on_failed)
    found = Office(clerk, gated)
    work = asyncio.create_task(clerk.run())
    try:
        yield found
    finally:
        gated.gate.set()
        clerk.finish()
        await work
