"""`python -m bench.stages`: what each stage of a ballot costs by itself, without sockets.

The sum is less than a ballot costs in a storm: reading, writing, the event loop, the threads and
cold caches come on top. It shows where to look, and whether a change helped.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any, cast

from bench.council import CHOICES, SITTING, make_council
from bench.figures import Series
from hall_server.assembly import sitting_folder
from hall_server.boards.boards import Boards
from hall_server.gateway.connection import Connection
from hall_server.hall.access import Grant
from hall_server.hall.answers import Answer, Answers, Done, fingerprint
from hall_server.journal.chain import link
from hall_server.journal.journal import Entry, to_line
from hall_server.journal.sqlite import SqliteJournal
from hall_server.sitting.authority import Actor
from hall_server.sitting.command import Command
from hall_server.sitting.commands import CastBallot, FromClients
from hall_server.sitting.decide import decide
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.evolve import evolve
from hall_server.sitting.state import State
from hall_wire.codec import HallCodec, encode
from hall_wire.limits import WIRE_VERSION
from hall_wire.messages import Do, Hello
from hall_wire.session import Allowance, HallSession

voters = 1000
rounds = 15


class Nowhere:
    """A transport whose bytes go nowhere."""

    def write(self, data: bytes) -> None:
        """Drop them."""

    def is_closing(self) -> bool:
        """Never."""
        return False


class Bench:
    """A sitting with an open vote and its voters, put together without a gateway."""

    def __init__(self, journal: SqliteJournal) -> None:
        self.journal = journal
        self.state = State()
        for entry in journal.entries():
            evolve(self.state, entry.event, entry.at)
        self.now = self.state.last_at
        self.boards = Boards(lambda _board: None)
        self.boards.show_all(self.state)
        self.answers = Answers()
        self.actors = [
            Actor("delegate", "tablet", delegate, f"d{number}")
            for number, delegate in enumerate(self.state.delegates)
        ]
        codec: HallCodec[Command] = HallCodec(FromClients)
        self.connections = [self._connected(actor, codec) for actor in self.actors]

    def _connected(self, actor: Actor, codec: HallCodec[Command]) -> Connection:
        transport = cast("asyncio.Transport", Nowhere())
        connection = Connection(transport, lambda _close: None, _greeted(codec))
        connection.join(Grant(actor, 0), self.boards.of("delegate", actor.delegate), {})
        for following in connection.following:
            connection.catch_up(following)
        return connection

    async def storm(self, number: int) -> dict[str, float]:
        """Take a ballot of everyone, stage by stage; give the seconds of each."""
        data = [
            encode(Do(f"b{number}", CastBallot("v1", CHOICES[(number + voter) % 3])))
            for voter in range(voters)
        ]
        took: dict[str, float] = {}

        def timed(stage: str, work: Callable[[], Any]) -> Any:
            started = perf_counter()
            found = work()
            took[stage] = perf_counter() - started
            return found

        asked = timed("read the message (HallSession.receive)", lambda: self._read(data))
        marks = timed("fingerprint and remembered answer", lambda: self._remember(asked))
        events: list[AnyEvent] = timed("law (decide, evolve)", lambda: self._decide(asked))
        numbers = count(self.journal.head.seq + 1)
        entries = [
            Entry(1, seq, self.now, actor.device, ask.id, mark, event)
            for seq, actor, ask, mark, event in zip(
                numbers, self.actors, asked, marks, events, strict=False
            )
        ]
        timed("of the journal: line of JSON and its hash", lambda: _chain(entries))
        started = perf_counter()
        await self.journal.append(entries)
        took["journal in all, with the disk (SqliteJournal.append)"] = perf_counter() - started
        timed("boards (Boards.take)", lambda: self.boards.take(self.state, events))
        timed("answer without write(2) (Connection.answer)", lambda: self._answer(asked))
        return took

    def _read(self, data: list[bytes]) -> list[Do[Command]]:
        return [
            cast("Do[Command]", connection.session.receive(one, self.now))
            for connection, one in zip(self.connections, data, strict=True)
        ]

    def _remember(self, asked: list[Do[Command]]) -> list[int]:
        marks = []
        for actor, ask in zip(self.actors, asked, strict=True):
            mark = fingerprint(ask.command)
            if self.answers.find(actor.device, ask.id) is None:
                self.answers.remember(actor.device, ask.id, Answer(mark, 1))
            marks.append(mark)
        return marks

    def _decide(self, asked: list[Do[Command]]) -> list[AnyEvent]:
        events: list[AnyEvent] = []
        for actor, ask in zip(self.actors, asked, strict=True):
            decided = decide(self.state, actor, ask.command, self.now)
            assert isinstance(decided, list)
            for event in decided:
                evolve(self.state, event, self.now)
                events.append(event)
        return events

    def _answer(self, asked: list[Do[Command]]) -> None:
        for connection, ask in zip(self.connections, asked, strict=True):
            connection.answer(ask.id, Done(1), again=False)


def _greeted(codec: HallCodec[Command]) -> HallSession[Command]:
    session = HallSession(codec)
    session.receive(encode(Hello(wire=WIRE_VERSION, token="bench")), 0)
    session.allowance = Allowance(1_000_000, 1_000_000)
    return session


def _chain(entries: list[Entry]) -> None:
    last = bytes(32)
    for entry in entries:
        last = link(last, to_line(entry))


async def measure() -> dict[str, Series]:
    """Give the µs a ballot of every stage."""
    with tempfile.TemporaryDirectory() as name:
        await make_council(Path(name), voters, ballots=1)
        journal = SqliteJournal(sitting_folder(Path(name), SITTING))
        bench = Bench(journal)
        storms = [await bench.storm(number) for number in range(1, rounds + 2)][1:]
        await journal.close()
    return {
        stage: Series.of(storm[stage] / voters * 1e6 for storm in storms) for stage in storms[0]
    }


def main() -> None:
    """Print the stages."""
    for stage, series in asyncio.run(measure()).items():
        print(f"{stage:58}{series} µs")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
