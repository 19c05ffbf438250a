"""A client written from the page on the wire alone, with nothing of ours, votes in a real hall."""

import ast
import asyncio
import sys
from pathlib import Path

from hall_server.commandline.verify import verify_folder
from rehearsal.desk import Desk
from rehearsal.folder import write_folder
from rehearsal.processes import RunningHall, hall_process
from tests.docs import pages

PROGRAM = pages.fenced(pages.read("reference/wire.md"), "python stranger")[0]
program_lines_max = 60


def test_the_client_is_short_and_uses_nothing_of_ours() -> None:
    assert PROGRAM.count("\n") <= program_lines_max
    imported = {
        name.name
        for statement in ast.walk(ast.parse(PROGRAM))
        if isinstance(statement, ast.Import | ast.ImportFrom)
        for name in statement.names
    }
    assert imported - sys.stdlib_module_names - {"http.client"} == {"msgpack", "websockets"}


async def test_a_strangers_ballot_is_counted(tmp_path: Path) -> None:
    council = tmp_path / "council"
    _write_council(council)
    async with hall_process(council) as hall, Desk.join(hall.url, hall.desk) as desk:
        stranger = await _start(tmp_path, hall, hall.seats["1"])
        await desk.until("hall", "attendance", present=1)
        await desk.do("CheckIn", delegate="s2")
        await desk.do("OpenSitting")
        vote = await desk.open_vote("Thông qua chương trình", seconds=600)
        output, _nothing = await stranger.communicate()
        assert (stranger.returncode, output) == (0, b"on disk: yes\n")
        declared = await desk.finish_vote(vote)
        assert declared["counts"]["yes"] == 1
        await desk.do("AdjournSitting")
    (report,) = verify_folder(council)
    assert report.agrees
    assert {who: cast.choice for who, cast in report.votes[0].ballots.items()} == {"s1": "yes"}


async def test_a_stranger_is_told_why_the_code_is_not_right(tmp_path: Path) -> None:
    council = tmp_path / "council"
    _write_council(council)
    async with hall_process(council) as hall:
        stranger = await _start(tmp_path, hall, "BBBB-BBBB")
        _nothing, said = await stranger.communicate()
    assert stranger.returncode == 1
    assert said == b"The code is not right.\n"


def _write_council(folder: Path) -> None:
    write_folder(
        folder,
        name="Hội đồng nhân dân xã Ví Dụ",
        name_en="People's Council of Vi Du Commune (made up)",
        level="commune",
        sitting=("stranger", "Phiên họp thử", "A trial sitting"),
        rules="vn-hdnd",
        people=[(str(seat), f"Đại biểu {seat}", "") for seat in (1, 2, 3)],
        agenda=[("Thông qua chương trình", "Adoption of the agenda")],
    )


async def _start(folder: Path, hall: RunningHall, code: str) -> asyncio.subprocess.Process:
    program = folder / "stranger.py"
    program.write_text(PROGRAM, encoding="utf-8")
    return await asyncio.create_subprocess_exec(
        sys.executable,
        str(program),
        hall.url.removeprefix("http://"),
        code,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
