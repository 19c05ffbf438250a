"""The demo's morning plays to its end, and its journal recounts."""

import asyncio
import re
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_server.assembly import sitting_folder
from hall_server.cli import main
from hall_server.commandline.verify import verify_folder
from hall_server.config import shipped_rule_pack
from hall_server.journal.sqlite import SqliteJournal, read_entries
from hall_server.sitting.floor_events import FloorGranted
from hall_server.sitting.model import PaperCount
from rehearsal import paper
from rehearsal.made_up import MORNING, people


def test_morning_plays_to_the_end_and_recounts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    assert main(["demo", "--once", "--pace", "0", "--port", "0", "--data", str(kept)]) == 0
    printed = capsys.readouterr().out
    assert "/console/#code=" in printed.partition("•")[0]
    report = verify_folder(kept)[0]
    assert report.agrees
    assert [vote.title for vote in report.votes] == [one.title for one in MORNING if one.kind]
    assert re.search(r"open, 64 seats: median \d+ ms, 99th percentile \d+ ms", printed)
    assert re.search(r"stays shut: alarm after \d+\.\d\d s; one in the hand is used", printed)
    told = kept_by(kept)
    for kind in ("discussion", "point-of-order", "rebuttal", "question", "answer"):
        assert kind in {event.kind for event in told if isinstance(event, FloorGranted)}
    assert {type(event).__name__ for event in told} >= {
        "SpeechPaused", "SpeechResumed", "TimeChanged", "MicrophoneDiffers", "SpeakerMoved",
        "SpeechHandedIn", "ListClosed", "QuestionFiled", "TopicsRanked", "UndertakingRecorded",
        "QuorumCallEnded",
    }  # fmt: skip


def kept_by(folder: Path) -> list[object]:
    """Give every event of the sitting."""
    journal = sitting_folder(folder, "demo") / "journal.sqlite"
    return [entry.event for entry in read_entries(journal)]


def test_morning_has_every_form_of_vote_that_the_council_takes_in_the_open_and_on_paper() -> None:
    pack = shipped_rule_pack("vn-hdnd")
    votes = [scene for scene in MORNING if scene.kind]
    forms = {pack.kind(scene.kind).form for scene in votes}
    assert forms == {"recorded", "show-of-hands", "roll-call", "paper"}
    questions = {pack.kind(scene.kind).question for scene in votes}
    assert questions == {"yes-no", "approve", "rating"}
    assert any(scene.held for scene in MORNING)


@given(st.integers(0, 600), st.lists(st.integers(0, 100), min_size=2, max_size=5))
def test_made_up_counting_records_agree_in_every_sum(register: int, shares: list[int]) -> None:
    options = [f"o{number}" for number in range(len(shares))]
    for record in (
        paper.election(options, shares, register),
        paper.rating(options, shares, register),
    ):
        numbers = msgspec.convert(record, PaperCount)
        assert numbers.issued >= numbers.returned == numbers.valid + numbers.invalid
    rated = msgspec.convert(paper.rating(options, shares, register), PaperCount)
    for option in options:
        of_one = [count for mark, count in rated.marks.items() if mark.startswith(f"{option}:")]
        assert sum(of_one) == rated.valid


def test_made_up_people_have_names_of_their_own() -> None:
    names = [name for _seat, name, _group in people(1)]
    assert len(set(names)) == len(names) == 85


def test_folder_that_is_not_empty_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "council.toml").write_text("mine")
    assert main(["demo", "--once", "--data", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert (tmp_path / "council.toml").read_text() == "mine"


async def test_demo_that_is_told_to_stop_leaves_no_hall_behind(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "hall_server", "demo", "--port", "0", "--data", str(kept)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert demo.stdout is not None
    await demo.stdout.readline()
    demo.terminate()
    _output, errors = await demo.communicate()
    assert (demo.returncode, errors) == (130, b"")
    await SqliteJournal(sitting_folder(kept, "demo")).close()
