"""The first page is true: its ten lines vote, its commands can be given, its folders are there."""

import asyncio
import re
import shlex
import sys
from pathlib import Path

from hall_server import cli
from rehearsal.desk import Desk
from rehearsal.folder import write_folder
from rehearsal.processes import hall_process
from tests.docs import pages

PAGE = (pages.ROOT / "README.md").read_text(encoding="utf-8")


async def test_the_ten_lines_cast_a_ballot(tmp_path: Path) -> None:
    (program,) = pages.fenced(PAGE, "python")
    assert sum(bool(line.strip()) for line in program.splitlines()) <= 10
    write_folder(
        tmp_path / "council",
        name="Hội đồng nhân dân xã Ví Dụ",
        name_en="People's Council of Vi Du Commune (made up)",
        level="commune",
        sitting=("readme", "Phiên họp thử", "A trial sitting"),
        rules="vn-hdnd",
        people=[("1", "Đại biểu 1", "")],
        agenda=[],
    )
    async with (
        hall_process(tmp_path / "council") as hall,
        Desk.join(hall.url, hall.desk) as desk,
    ):
        real = program.replace("http://127.0.0.1:8080", hall.url)
        seat = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            real.replace("BCDF-GHJK", hall.seats["1"]),
            stdout=asyncio.subprocess.PIPE,
        )
        await desk.until("hall", "attendance", present=1)
        await desk.do("OpenSitting")
        vote = await desk.open_vote("Nghị quyết", seconds=600)
        await desk.until("desk", "tally", cast=1)
        await desk.finish_vote(vote)
        output, _nothing = await seat.communicate()
    assert seat.returncode == 0
    assert output.decode() == ("Nghị quyết Carried: needed 1 of 1 in office, has 1.\n")


def test_every_folder_of_the_house_is_there() -> None:
    house = pages.section(PAGE, "## The house")
    folders = re.findall(r"(?<![\w/])(\w+/)(?= )", house.replace(",", " ").replace("\n", " "))
    assert "hall_wire/" in folders
    inside = {"sitting/", "rulepacks/", "journal/", "boards/", "hall/", "gateway/", "web/"}
    assert inside <= set(folders)
    for folder in folders:
        parent = "hall_server" if folder in inside else "."
        assert (pages.ROOT / parent / folder).is_dir(), folder


def test_every_command_can_be_given_so() -> None:
    makefile = (pages.ROOT / "Makefile").read_text(encoding="utf-8")
    for line in "".join(pages.fenced(PAGE, "sh")).splitlines():
        program, *arguments = shlex.split(line, comments=True) or [""]
        if program == "make":
            assert re.search(rf"^{arguments[0]}:.*##", makefile, re.M)
        elif program:
            assert program == ".venv/bin/hall"
            assert callable(cli._parser().parse_args(arguments).verb)
