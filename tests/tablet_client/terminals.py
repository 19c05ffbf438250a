"""The `tablet` command as a process of its own, called once or at a pseudo-terminal."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

PROGRAM = (sys.executable, "-m", "tablet_client.cli")


class Command:
    """Calls `tablet` and gives exit code and output."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    async def __call__(self, *arguments: str, typed: str = "") -> tuple[int | None, str]:
        process = await asyncio.create_subprocess_exec(
            *PROGRAM,
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=self._environment,
        )
        output, _ = await process.communicate(typed.encode())
        return process.returncode, output.decode()


class Teletype:
    """A person at a pseudo-terminal: types, and reads on until something stands there."""

    def __init__(self, master: int) -> None:
        self._master = master
        self._seen = ""
        self._more = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(master, self._read)

    def _read(self) -> None:
        try:
            chunk = os.read(self._master, 4096)
        except OSError:
            chunk = b""
        if not chunk:
            self._loop.remove_reader(self._master)
        self._seen += chunk.decode(errors="replace")
        self._more.set()

    def types(self, line: str) -> None:
        os.write(self._master, f"{line}\n".encode())

    async def shows(self, text: str) -> None:
        """Read on past the text; what stood before it is done with."""
        while text not in (seen := re.sub(r"\x1b\[[0-9;]*[A-Za-z]|\r", "", self._seen)):
            self._more.clear()
            await self._more.wait()
        self._seen = seen[seen.index(text) + len(text) :]


@asynccontextmanager
async def at_a_terminal(
    environment: dict[str, str], *arguments: str
) -> AsyncIterator[tuple[Teletype, asyncio.subprocess.Process]]:
    master, slave = os.openpty()
    try:
        process = await asyncio.create_subprocess_exec(
            *PROGRAM, *arguments, stdin=slave, stdout=slave, stderr=slave, env=environment
        )
    finally:
        os.close(slave)
    teletype = Teletype(master)
    try:
        yield teletype, process
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        asyncio.get_running_loop().remove_reader(master)
        os.close(master)
