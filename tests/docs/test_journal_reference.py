"""The page on the journal: its events are the code's, and its program recounts a real sitting."""

import ast
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import fields

from hall_server.assembly import sitting_folder
from hall_server.journal.chain import slot_bytes
from hall_server.journal.journal import from_line, to_line
from hall_server.sitting import events
from hall_server.sitting.events import (
    BallotCast,
    DelegateAdmitted,
    DelegateRecused,
    HandsCounted,
    ProxyGiven,
    VoteClosed,
    VoteDeclared,
)
from rehearsal.desk import Desk
from rehearsal.folder import write_folder
from rehearsal.processes import hall_process
from tablet_client import Seat
from tests.commandline import tampered
from tests.commandline.stories import STORIES
from tests.commandline.tampered import (
    Events,
    Tampering,
    absent_on_the_register,
    change,
    left_before_voting,
    remove,
    seven_never_came,
    shift,
)
from tests.docs import pages

PAGE = pages.read("reference/journal.md")
PROGRAM = pages.fenced(PAGE, "python audit")[0]


@pytest.fixture
async def sitting(tmp_path: Path) -> Path:
    """Give the folder of a sitting in which one ballot of two was changed."""
    council = tmp_path / "council"
    write_folder(
        council,
        name="Hội đồng nhân dân xã Ví Dụ",
        name_en="People's Council of Vi Du Commune (made up)",
        level="commune",
        sitting=("audit", "Phiên họp thử", "A trial sitting"),
        rules="vn-hdnd",
        people=[(str(seat), f"Đại biểu {seat}", "") for seat in (1, 2, 3)],
        agenda=[],
    )
    async with (
        hall_process(council) as hall,
        Desk.join(hall.url, hall.desk) as desk,
        Seat.join(hall.url, hall.seats["1"]) as first,
        Seat.join(hall.url, hall.seats["2"]) as second,
    ):
        await first.check_in()
        await second.check_in()
        await desk.do("OpenSitting")
        vote = await desk.open_vote("Nghị quyết", seconds=600)
        await first.cast("yes", vote)
        await second.cast("no", vote)
        await second.cast("yes", vote)
        await desk.finish_vote(vote)
        await desk.do("AdjournSitting")
    return sitting_folder(council, "audit")


def test_every_event_has_its_fields() -> None:
    told = {
        pages.code(name)[0]: pages.code(given)
        for name, given, _text in pages.rows(pages.section(PAGE, "## The events"))
    }
    known = {
        event.__name__: [field.name for field in fields(event) if field.name != "v"]
        for event in get_args(events.AnyEvent)
    }
    assert told == known


def test_the_entry_on_the_page_is_one_that_the_hall_writes() -> None:
    line = pages.fenced(pages.section(PAGE, "## An entry"), "json")[0].strip().encode()
    assert to_line(from_line(18, line)) == line


def test_the_size_of_a_slot_is_told() -> None:
    assert f"two slots of {slot_bytes} bytes" in PAGE


def test_the_program_uses_the_standard_library_alone() -> None:
    for statement in ast.walk(ast.parse(PROGRAM)):
        assert not isinstance(statement, ast.ImportFrom)
        if isinstance(statement, ast.Import):
            assert {name.name for name in statement.names} <= sys.stdlib_module_names


def test_the_program_recounts_a_sitting(sitting: Path) -> None:
    done = _audit(sitting)
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0] == "v1 Nghị quyết 2 of 2 needed"
    assert said[1].startswith("11 entries, head ")


def test_the_program_finds_a_changed_ballot(sitting: Path) -> None:
    _alter(sitting, "UPDATE journal SET entry = replace(entry, '\"no\"', '\"yes\"')")
    done = _audit(sitting)
    assert done.returncode == 1
    assert done.stderr.startswith("the chain breaks at entry ")


def test_the_program_finds_that_the_end_was_cut_off(sitting: Path) -> None:
    _alter(sitting, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    done = _audit(sitting)
    assert done.returncode == 1
    assert done.stderr == "entry 11 was on disk once; the journal does not have it\n"


@pytest.mark.parametrize(
    ("tampering", "words"),
    [
        (absent_on_the_register, "v2: the register is not of those present\n"),
        (seven_never_came, "v1: the register is not of those present\n"),
        (left_before_voting, "v1: a ballot of s1, who may not cast one\n"),
        (shift(BallotCast, -1, nth=1), "entry 17 is earlier than the one before\n"),
    ],
)
def test_the_program_finds_forgeries_whose_chain_is_whole(
    tmp_path: Path, tampering: Tampering, words: str
) -> None:
    assert _audit(sitting_folder(tampered.council(tmp_path / "honest"), "thu-1")).returncode == 0
    done = _audit(sitting_folder(tampered.council(tmp_path / "forged", tampering), "thu-1"))
    assert (done.returncode, done.stderr) == (1, words)


def _story(folder: Path, name: str, *tamperings: Tampering) -> Path:
    def instead(events: Events) -> None:
        events[:] = STORIES[name]()

    return sitting_folder(tampered.council(folder, instead, *tamperings), "thu-1")


@pytest.mark.parametrize("name", STORIES)
def test_the_program_recounts_every_kind_of_vote(tmp_path: Path, name: str) -> None:
    done = _audit(_story(tmp_path, name))
    assert done.returncode == 0, done.stderr
    declared = [event for _at, event in STORIES[name]() if isinstance(event, VoteDeclared)]
    told = [line.split()[0] for line in done.stdout.splitlines()[:-1]]
    assert told == [event.vote for event in declared]


@pytest.mark.parametrize(
    ("name", "tampering", "words"),
    [
        ("of_options", change(BallotCast, marks=("b",)), "v1: the marks are others"),
        ("hands_and_names_kept", change(HandsCounted, yes=4), "v1: yes is 4"),
        ("on_paper", change(VoteClosed, marks={"an": 9}), "v1: the marks are others"),
        ("on_paper", change(VoteClosed, nth=2, no=3), "v3: no is 2"),
        ("changing_register", remove(DelegateAdmitted), "v1: a ballot of s11, who may not cast"),
        ("changing_register", remove(DelegateRecused), "v1: no is 2"),
        ("by_proxy_and_weight", remove(ProxyGiven), "v1: somebody stands for another who gave no"),
        ("by_proxy_and_weight", change(BallotCast, nth=4, by=""), "v1: a ballot of s6, who may no"),
    ],
)
def test_the_program_finds_what_was_not_so_in_votes_of_every_kind(
    tmp_path: Path, name: str, tampering: Tampering, words: str
) -> None:
    done = _audit(_story(tmp_path, name, tampering))
    assert done.returncode == 1
    assert done.stderr.startswith(words)


def test_the_query_gives_everyones_last_word(sitting: Path) -> None:
    query = pages.fenced(PAGE, "sql")[0]
    copy = shutil.copytree(sitting, sitting.with_name("copy"))
    database = sqlite3.connect(copy / "journal.sqlite")
    found = [row[:3] for row in database.execute(query)]
    database.close()
    assert found == [("v1", "s1", "yes"), ("v1", "s2", "yes")]


def _alter(sitting: Path, statement: str) -> None:
    database = sqlite3.connect(sitting / "journal.sqlite")
    with database:
        assert database.execute(statement).rowcount
    database.close()


def _audit(sitting: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(sitting)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
