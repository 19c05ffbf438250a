"""Speaking times and attendance are added up from the entries alone, printed, and compared."""

from pathlib import Path

import pytest
from rich.console import Console

from hall_server.assembly import SITTINGS_FOLDER
from hall_server.cli import main
from hall_server.commandline import attended, spoken
from hall_server.commandline.lawfulness import examine
from hall_server.commandline.speaking_lines import clock, lines_of_attendance, lines_of_speaking
from hall_server.commandline.verify import Report, print_reports, verify_sitting
from hall_server.journal.journal import Entry
from hall_server.journal.sqlite import SqliteJournal
from hall_server.sitting.floor_state import Clock
from hall_server.sitting.ids import DelegateId
from tests.commandline.floor_stories import STORIES
from tests.commandline.tampered import council
from tests.making import appended


def entries(story: str) -> list[Entry]:
    events = STORIES[story]()
    return [Entry(1, n, at, "d1", f"c{n}", n, event) for n, (at, event) in enumerate(events, 1)]


def sitting(folder: Path, story: str) -> Path:
    place = folder / SITTINGS_FOLDER / "thu-1"
    appended(SqliteJournal(place), entries(story))
    return place


def test_each_turn_has_the_time_that_its_clock_ran() -> None:
    found = spoken.added_up(entries("debating")).speeches
    assert [(one.turn, one.speaker, one.spoken) for one in found] == [
        # 30 s, the interruption, and again until the chair spoke, a pause left out.
        ("t1", "s5", 30_000),
        ("t2", "s6", 8_000),
        ("t3", "g1", 3_000),
        ("t4", "s1", 40_000),
    ]


def test_a_group_is_charged_what_its_speakers_and_who_cut_into_them_used() -> None:
    floor = spoken.added_up(entries("debating"))
    assert [(one.turn, one.payer) for one in floor.speeches] == [
        ("t1", "to-2"), ("t2", "to-2"), ("t3", ""), ("t4", "to-2"),
    ]  # fmt: skip
    assert floor.budgets == {("i1", "to-1"): 0}


def test_a_turn_that_is_not_over_counts_up_to_the_last_entry() -> None:
    (asked, answer, rebuttal) = spoken.added_up(entries("asking")).speeches
    assert (asked.spoken, answer.spoken, rebuttal.spoken) == (30_000, 60_000, 0)


def test_a_microphone_opened_as_long_after_the_press_as_the_entries_say() -> None:
    found = spoken.added_up(entries("with_microphones")).speeches
    assert [one.opening for one in found] == [200, None, 140, None, None]


def test_who_was_there_is_followed_through_every_coming_and_going() -> None:
    found = attended.attendance(entries("attending"))
    assert (found.opened_with, found.most, found.fewest) == (10, 10, 7)
    assert (found.came, found.left, len(found.present)) == (11 + 1, 3, 9)
    assert [(len(call.answered), call.needed, call.reached) for call in found.calls] == [
        (7, 8, False),
        (9, 8, True),
    ]
    assert found.excused == {"s11": "Ốm"}
    assert len(found.losses) == 1


def test_it_is_printed_by_speaker_and_group_with_the_attendance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting(tmp_path, "with_microphones")
    assert main(["verify", str(tmp_path), "--speaking"]) == 0
    printed = [line.strip() for line in capsys.readouterr().out.splitlines()]
    for line in (
        "Phát biểu · Speaking",
        "Đại biểu Mẫu 1 (1): 1 lượt · turns, 1:00.000 (Kiểu talk · Kind talk × 1)",
        "Theo tổ · By group",
        "Tổ 2: 3 lượt · turns, 1:05.000 (Kiểu talk · Kind talk × 3)",
        "Từ lúc bấm đến lúc micrô mở · From press to open microphone: 2 × 170 ms, ≤ 200 ms",
        "khai mạc · at the opening 10, nhiều nhất · most 10, ít nhất · fewest 10",
    ):
        assert line in printed, printed


def test_calls_losses_and_excuses_are_printed() -> None:
    lines = [
        line.strip() for line in lines_of_attendance(attended.attendance(entries("attending")))
    ]
    assert "Điểm danh lần · Quorum call 1: 7 / 8" in lines
    assert "Mất túc số · Quorum lost: 1" in lines
    assert "Vắng có lý do · Excused: Đại biểu Mẫu 11: Ốm" in lines


def test_a_call_that_is_not_over_says_so() -> None:
    told = entries("attending")
    cut = next(n for n, one in enumerate(told) if type(one.event).__name__ == "QuorumCallEnded")
    lines = [line.strip() for line in lines_of_attendance(attended.attendance(told[:cut]))]
    assert "Điểm danh lần · Quorum call 1: 7 / 8 …" in lines


def test_a_sitting_in_which_nobody_spoke_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(council(tmp_path)), "--speaking"]) == 0
    assert "nobody has spoken" in capsys.readouterr().out


def test_guests_and_their_office_stand_among_the_speakers() -> None:
    state = examine(entries("debating"))[0]
    lines = list(lines_of_speaking(spoken.added_up(entries("debating")).speeches, state))
    told = "1 lượt · turns, 0:03.000 (Kiểu remark · Kind remark × 1)"
    assert f"    Khách mời 1 – Giám đốc Sở 1: {told}" in lines
    assert f"    Khách mời · Guests: {told}" in lines


@pytest.mark.parametrize(
    ("spent", "text"),
    [(0, "0:00.000"), (61_007, "1:01.007"), (3_600_000, "1:00:00.000"), (7_325_600, "2:02:05.600")],
)
def test_lengths_are_written_to_the_millisecond(spent: int, text: str) -> None:
    assert clock(spent) == text


def test_a_clock_that_shows_another_time_is_told() -> None:
    told = entries("debating")
    state = examine(told)[0]
    state.floor.turns[0].clock = Clock(used=1)
    assert list(spoken.differences(spoken.added_up(told), state)) == [
        "turn t1: its clock shows 1 ms, added up 30000"
    ]


def test_a_budget_that_was_charged_otherwise_is_told() -> None:
    told = entries("debating")
    state = examine(told)[0]
    (key,) = state.floor.budgets
    state.floor.budgets[key].used = 7
    assert list(spoken.differences(spoken.added_up(told), state)) == [
        "group to-1 on i1: 7 ms were charged, its turns add up to 0"
    ]


def test_an_opening_that_was_kept_otherwise_is_told() -> None:
    told = entries("with_microphones")
    state = examine(told)[0]
    state.floor.turns[0].opened_at = None
    assert list(spoken.differences(spoken.added_up(told), state)) == [
        "turn t1: its microphone opened after None ms, by the entries 200"
    ]


def test_somebody_present_who_never_came_is_told() -> None:
    told = entries("attending")
    state = examine(told)[0]
    state.present[DelegateId("s12")] = 0
    assert list(attended.differences(attended.attendance(told), state)) == [
        "present are 10, by the comings and goings 9"
    ]


def test_an_excuse_that_no_entry_gives_is_told() -> None:
    told = entries("attending")
    state = examine(told)[0]
    state.excused[DelegateId("s12")] = "Ốm"
    assert list(attended.differences(attended.attendance(told), state)) == [
        "s12 is excused by “Ốm”, by the entries “”"
    ]


def test_a_report_with_a_difference_does_not_agree(tmp_path: Path) -> None:
    report: Report = verify_sitting(sitting(tmp_path, "debating"))
    assert report.agrees
    report.differences.append("turn t1: its clock shows 1 ms, added up 30000")
    assert not report.agrees
    console = Console(record=True, width=120)
    print_reports([report], console)
    text = console.export_text()
    assert "✗ turn t1: its clock shows 1 ms" in text
    assert "THỜI GIAN HOẶC ĐIỂM DANH KHÔNG KHỚP" in text
    assert "TIMES OR ATTENDANCE DISAGREE" in text
