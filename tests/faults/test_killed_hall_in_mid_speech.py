"""The hall is killed again and again while people speak, and no clock loses a millisecond."""

from pathlib import Path
from typing import Any

import pytest

from hall_server.assembly import sitting_folder
from hall_server.commandline.verify import verify_folder
from hall_server.journal.folder import JOURNAL_FILE
from hall_server.journal.sqlite import read_entries
from hall_server.sitting import floor_events as f
from rehearsal.desk import Desk
from rehearsal.folder import write_folder
from tests.mortal import mortal_hall

kills = 3


def write_council(folder: Path) -> None:
    write_folder(
        folder,
        name="HĐND thử",
        name_en="",
        level="commune",
        sitting=("thu", "Phiên thử", ""),
        rules="vn-hdnd",
        people=[(str(seat), f"Đại biểu Mẫu {seat}", "") for seat in range(1, 6)],
        agenda=[("Thảo luận", "")],
    )


def clocks(desk: Desk) -> list[tuple[str, str, Any]]:
    return [(one["turn"], one["state"], one["clock"]) for one in desk.read("hall", "turns")]


@pytest.mark.faults
async def test_clocks_that_run_and_stand_are_the_same_after_every_kill(tmp_path: Path) -> None:
    write_council(tmp_path)
    async with mortal_hall(tmp_path) as (process, hall):
        async with Desk.join(hall.url, hall.desk) as desk:
            for seat in hall.seats:
                await desk.do("CheckIn", delegate=f"s{seat}")
            await desk.do("OpenSitting")
            await desk.do("TakeItem", item="i1")
            await desk.do("GrantFloor", delegate="s1")
            await desk.do("ChangeTime", seconds=-30)
            await desk.do("GrantFloor", delegate="s2", kind="point-of-order")
            before = clocks(desk)
        for _ in range(kills):
            await process.kill_and_start_again()
            async with Desk.join(hall.url, hall.desk) as desk:
                assert clocks(desk) == before
        async with Desk.join(hall.url, hall.desk) as desk:
            await desk.do("EndSpeech")
            await desk.do("EndSpeech")
            await desk.do("AdjournSitting")

    report = verify_folder(tmp_path)[0]
    assert report.agrees, (report.faults, report.differences)
    at: dict[tuple[type, str], int] = {}
    for entry in read_entries(sitting_folder(tmp_path, "thu") / JOURNAL_FILE):
        turn = getattr(entry.event, "turn", "")
        at.setdefault((type(entry.event), turn), entry.at)
    first, point = report.speeches
    assert point.spoken == at[f.SpeechEnded, "t2"] - at[f.FloorGranted, "t2"]
    stood = at[f.SpeechResumed, "t1"] - at[f.SpeechPaused, "t1"]
    assert first.spoken == at[f.SpeechEnded, "t1"] - at[f.FloorGranted, "t1"] - stood
