"""A bridge as a process of its own, so that a test can kill it."""

import asyncio
import sys
from asyncio.subprocess import Process
from pathlib import Path

from firmware_bridge.simulator import SimulatedHub


async def start_bridge(
    url: str, hub: SimulatedHub, folder: Path, *, code: str = "BCDFGHJK", first_seat: str = "A1"
) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "import sys; from firmware_bridge.cli import main; sys.exit(main())",
        "run",
        f"--hall={url}",
        f"--code={code}",
        f"--port={hub.path}",
        f"--spool={folder}",
        f"--first-seat={first_seat}",
        f"--seats-per-hub={len(hub.addresses)}",
        stderr=asyncio.subprocess.PIPE,
    )


async def kill(process: Process) -> None:
    """End it as a power cut would."""
    if process.returncode is None:
        process.kill()
    await process.communicate()
