"""Server processes as the kernel sees them: time on a processor, memory.

Sources: /proc/PID/task/TID/schedstat (first field, ns on a processor), /proc/PID/smaps_rollup.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from rehearsal.processes import stop

start_seconds_max = 30.0


class Ready(Struct):
    """What a server of ours says on its first line."""

    port: int


@asynccontextmanager
async def server(module: str, *arguments: str) -> AsyncIterator[tuple[int, int]]:
    """Run a module of `bench.rooms` until the block ends; give its process id and port."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(start_seconds_max):
            line = await process.stdout.readline()
        yield process.pid, msgspec.json.decode(line, type=Ready).port
    finally:
        await stop(process)


def processor_seconds(pid: int) -> float:
    """Give the time that a process, its threads and its children have had on a processor."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
        children = (task / "children").read_text().split()
        total += sum(int(processor_seconds(int(child)) * 1e9) for child in children)
    return total / 1e9


def memory_bytes(pid: int) -> int:
    """Give the proportional set size of a process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name == "Pss":
            return int(rest.split()[0]) * 1024
    raise ValueError("no Pss")
