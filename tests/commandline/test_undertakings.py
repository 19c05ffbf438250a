"""`hall undertakings`: the promises of all sittings, printed, as a file, and for programs."""

import csv
import io
import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from hall_server.cli import EXIT_JOURNAL, EXIT_WRONG_INPUT, main
from hall_server.commandline.undertakings import overdue
from hall_server.sitting import floor_commands as f
from hall_server.sitting.ids import UndertakingId
from hall_server.sitting.model import Undertaking
from tests.hall.test_carried import closed, damage, held


@pytest.fixture(autouse=True)
def wide_and_in_hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("TZ", "UTC-7")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """Two sittings: in the first two promises, one of them kept; in the second one more."""
    held(
        tmp_path,
        "ky-1",
        f.RecordUndertaking("g1", "Dọn rác", "2020-03-31"),
        f.RecordUndertaking("g1", "Sửa cầu [bold]Bến[/bold]", "2020-06"),
        closed("ky-1:u1"),
    )
    held(tmp_path, "ky-2", f.RecordUndertaking("s2", "Báo cáo lại"), later=60)
    return tmp_path


def test_every_promise_is_printed_with_what_became_of_it(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["undertakings", str(council)]) == 0
    said = capsys.readouterr().out
    assert said.index("ky-1:u1") < said.index("ky-1:u2") < said.index("ky-2:u1")
    assert "Khách mời 1" in said
    assert "Giám đốc Sở 1" in said
    assert "đã thực hiện · done" in said
    assert "Biên bản" in said
    assert said.count("QUÁ HẠN · OVERDUE") == 1
    assert "[bold]Bến[/bold]" in said, "what people wrote is no mark-up"


def test_those_still_open_can_be_had_alone(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["undertakings", str(council), "--open"]) == 0
    said = capsys.readouterr().out
    assert "ky-1:u1" not in said
    assert "ky-1:u2" in said


def test_folder_of_one_sitting_can_be_named_too(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["undertakings", str(council / "sittings" / "ky-2")]) == 0
    said = capsys.readouterr().out
    assert "ky-2:u1" in said
    assert "ky-1:u1" not in said


def test_council_in_which_nothing_was_promised_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held(tmp_path, "ky-1")
    assert main(["undertakings", str(tmp_path)]) == 0
    assert "Nothing was undertaken yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "separator", "heading"), [("vi", ";", "Người hứa"), ("en", ",", "Who")]
)
def test_file_for_a_spreadsheet_is_written(
    council: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    language: str,
    separator: str,
    heading: str,
) -> None:
    path = tmp_path / "loi-hua.csv"
    arguments = ["undertakings", str(council), "--csv", str(path), "--language", language]
    assert main(arguments) == 0
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    assert [row[heading] for row in rows] == ["Khách mời 1", "Khách mời 1", "Đại biểu Mẫu 2"]
    assert str(path) in capsys.readouterr().out.replace("\n", "")


def test_programs_get_json_with_times_in_utc(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["undertakings", str(council), "--json"]) == 0
    first, second, third = json.loads(capsys.readouterr().out)
    assert first == {
        "id": "ky-1:u1",
        "sitting": "ky-1",
        "who": "Khách mời 1",
        "what": "Dọn rác",
        "office": "Giám đốc Sở 1",
        "due": "2020-03-31",
        "about": "",
        "asked_by": "",
        "state": "done",
        "evidence": "Biên bản",
        "recorded_at": "2023-11-14T22:13:21Z",
        "changed_at": "2023-11-14T22:13:23Z",
        "sitting_title": "Kỳ họp thử",
        "sitting_title_en": "Trial session",
    }
    assert second["changed_at"] is None
    assert third["state"] == "open"


def test_file_or_json_but_not_both(council: Path) -> None:
    with pytest.raises(SystemExit):
        main(["undertakings", str(council), "--json", "--csv", "x.csv"])


def test_broken_journal_is_named_and_the_others_are_listed(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(council / "sittings" / "ky-1")
    assert main(["undertakings", str(council)]) == EXIT_JOURNAL
    said = capsys.readouterr()
    assert said.err.startswith("ky-1: journal-broken")
    assert "ky-2:u1" in said.out


def test_folder_without_a_journal_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["undertakings", str(tmp_path)]) == EXIT_WRONG_INPUT
    assert "chưa có nhật ký nào" in capsys.readouterr().err


def test_file_that_cannot_be_written_is_said(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = council / "sittings"
    assert main(["undertakings", str(council), "--csv", str(target)]) == EXIT_WRONG_INPUT
    assert f"Không ghi được {target}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("due", "late"),
    [
        ("", False),
        ("2026", False),
        ("2025", True),
        ("2026-03", False),
        ("2026-02", True),
        ("2026-03-15", False),
        ("2026-03-14", True),
    ],
)
def test_promise_is_overdue_when_its_day_month_or_year_is_over(due: str, late: bool) -> None:
    promise = Undertaking(UndertakingId("k:u1"), "k", "Bà Mẫu", "Dọn rác", due=due)
    assert overdue(promise, date(2026, 3, 15)) is late
    assert not overdue(msgspec.structs.replace(promise, state="done"), date(2026, 3, 15))
