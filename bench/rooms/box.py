"""The ballot box of both small rooms: SQLite as durable as the hall's, committed in groups.

One row a ballot, no chain, no anchor, no law beyond: the vote is open, the voter is known.
"""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

tally_seconds = 0.1
"""Between two tallies to the chair."""

Row = tuple[str, str, str]


class BallotBox:
    """Ballots on disk. `cast` returns when the ballot is committed."""

    def __init__(self, path: Path) -> None:
        self.vote = ""
        self.tally: dict[str, int] = {}
        self._choices: dict[str, str] = {}
        self._waiting: list[tuple[Row, asyncio.Future[None]]] = []
        self._wake = asyncio.Event()
        self._thread = ThreadPoolExecutor(1)
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("CREATE TABLE ballot (vote TEXT, voter TEXT, choice TEXT) STRICT")

    def open(self, vote: str) -> None:
        """Open a vote."""
        self.vote = vote
        self.tally = {"yes": 0, "no": 0, "abstain": 0}
        self._choices = {}

    async def cast(self, vote: str, voter: str, choice: str) -> bool:
        """Keep a ballot; False for another vote than the open one, or an unknown choice."""
        if vote != self.vote or choice not in self.tally:
            return False
        done = asyncio.get_running_loop().create_future()
        self._waiting.append(((vote, voter, choice), done))
        self._wake.set()
        await done
        return True

    async def run(self) -> None:
        """Commit whatever waits while the commit before ran."""
        loop = asyncio.get_running_loop()
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await loop.run_in_executor(self._thread, self._commit, [row for row, _ in batch])
                for (_, voter, choice), done in batch:
                    self._count(voter, choice)
                    done.set_result(None)

    def _commit(self, rows: list[Row]) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany("INSERT INTO ballot VALUES (?, ?, ?)", rows)
        self._database.execute("COMMIT")

    def _count(self, voter: str, choice: str) -> None:
        earlier = self._choices.get(voter)
        if earlier is not None:
            self.tally[earlier] -= 1
        self._choices[voter] = choice
        self.tally[choice] += 1
