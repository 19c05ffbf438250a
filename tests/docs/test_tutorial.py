"""The tutorial, played: every command on its page runs and says what the page shows.

What the reader does in the browser is done here through the same websocket by the chair's desk and
by a second seat. Codes, addresses and the hash differ on every machine and are put in.
"""

import asyncio
import os
import re
import sysconfig
from pathlib import Path

from rehearsal.desk import Desk
from rehearsal.processes import RunningHall, hall_process
from tablet_client import Seat
from tests.docs import pages

PAGE = pages.read("tutorial/first-sitting.md")
_SHOWN_CODE = "SSBF-NJHV"
_SHOWN_URL = "http://127.0.0.1:8080"


class Reader:
    """Types what the page shows and compares what is said."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._calls = _calls()
        self.put_in: dict[str, str] = {}

    async def types(self, start: str) -> None:
        """Type the next command of the page, which begins so."""
        command, expected = self._calls.pop(0)
        assert command.startswith(start)
        said = await self._run(command)
        hidden = re.compile(r"head [0-9a-f]{16}")
        assert hidden.sub("head", said) == hidden.sub("head", expected)

    def passes_over(self, start: str) -> list[str]:
        """Give what the page shows of a command that is run otherwise."""
        command, expected = self._calls.pop(0)
        assert command.startswith(start)
        return expected.splitlines()

    def is_done(self) -> bool:
        return not self._calls

    async def _run(self, command: str) -> str:
        for shown, real in self.put_in.items():
            command = command.replace(shown, real)
        process = await asyncio.create_subprocess_shell(
            command,
            cwd=self._folder,
            env={
                "PATH": f"{sysconfig.get_path('scripts')}:{os.environ['PATH']}",
                "COLUMNS": "100",
                "LANG": "C.UTF-8",
                "XDG_STATE_HOME": str(self._folder / "state"),
            },
            stdout=asyncio.subprocess.PIPE,
        )
        output, _nothing = await process.communicate()
        assert process.returncode == 0
        return _trimmed(output.decode())


async def test_the_tutorial_says_what_happens(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    await reader.types("hall init")
    sheet = reader.passes_over("hall serve")
    async with hall_process(tmp_path / "xa-vi-du") as hall:
        reader.put_in = {_SHOWN_CODE: hall.seats["1"], _SHOWN_URL: hall.url}
        _is_the_sheet(sheet, hall)
        async with (
            Desk.join(hall.url, hall.desk) as desk,
            Seat.join(hall.url, hall.seats["2"]) as second,
        ):
            await _hold_the_sitting(reader, desk, second)
    await reader.types("hall verify")
    assert reader.is_done()


async def _hold_the_sitting(reader: Reader, desk: Desk, second: Seat) -> None:
    await second.check_in()
    for start in ("tablet --url", "tablet trangthai", "tablet --lang en"):
        await reader.types(start)
    for seat in range(3, 11):
        await desk.do("CheckIn", delegate=f"s{seat}")
    await desk.do("OpenSitting")
    await desk.do("TakeItem", item="i1")
    await reader.types("tablet phatbieu")
    await desk.do("GrantFloor", delegate="s1")
    await desk.do("EndSpeech")
    vote = await desk.open_vote("Thông qua chương trình kỳ họp", seconds=120)
    await second.cast("yes", vote)
    await reader.types("tablet tanthanh")
    await desk.finish_vote(vote)
    await reader.types("tablet trangthai")
    await desk.do("AdjournSitting")


def _calls() -> list[tuple[str, str]]:
    """Give each command of the page with what it says there."""
    blocks = "".join(pages.fenced(PAGE, "console"))
    return [
        (command, _trimmed(said))
        for command, said in re.findall(r"^\$ (.*)\n((?:[^$].*\n|\n)*)", blocks, re.M)
    ]


def _is_the_sheet(shown: list[str], hall: RunningHall) -> None:
    """Compare the printed sheet's shape: its doors and its first two seats."""
    assert [line[:25].strip() for line in shown[:2]] == [
        "Bàn chủ tọa · Console",
        "Màn hình · Display",
    ]
    assert [line.split("│")[1].strip() for line in shown[-2:]] == list(hall.seats)[:2]


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
