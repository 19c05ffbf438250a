"""`hall verify --names` prints what the minutes want: every name, every time, in this machine's."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hall_server.cli import EXIT_DIFFERS, main
from hall_server.sitting import events as e
from hall_server.sitting.ids import DelegateId, VoteId
from tests.commandline.stories import STORIES
from tests.commandline.tampered import Events, Tampering, council, honest, insert, remove
from tests.making import delegate_id


@pytest.fixture(autouse=True)
def in_hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC-7")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def printed(
    folder: Path, capsys: pytest.CaptureFixture[str], *tamperings: Tampering, code: int = 0
) -> str:
    assert main(["verify", "--names", str(council(folder, *tamperings))]) == code
    return capsys.readouterr().out.partition("head ")[2]


def people(*numbers: int) -> str:
    return ", ".join(f"Đại biểu Mẫu {number} ({number})" for number in numbers)


def test_every_name_stands_under_what_was_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = printed(tmp_path, capsys)
    first = said[said.index("v1  Nghị quyết 8") : said.index("v2  ")].splitlines()
    assert [line.strip() for line in first[2:7]] == [
        f"Tán thành · In favour (8): {people(*range(1, 9))}",
        f"Không tán thành · Against (2): {people(9, 10)}",
        f"Không biểu quyết · Abstain (1): {people(11)}",
        f"Không bấm · Silent (1): {people(12)}",
        f"Vắng · Absent (3): {people(13, 14, 15)}",
    ]


def test_times_of_votes_and_of_the_sitting_are_this_machines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = printed(tmp_path, capsys)
    assert "Giờ của máy này · This machine's time: UTC+0700" in said
    # START is 2023-11-14 22:13:20 UTC; the vote is open for the five and five seconds.
    assert "Khai mạc · Opened 2023-11-15 05:13:20; bế mạc · adjourned …" in said
    assert "Mở · Opened 2023-11-15 05:13:20; đóng · closed 2023-11-15 05:13:30" in said
    last = said[said.index("v3  Chưa đóng") :]
    assert "đóng · closed …" in last.splitlines()[1]


def test_roll_tells_who_came_who_left_and_who_never_was_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def left_and_over(events: list[tuple[int, e.AnyEvent]]) -> None:
        del events[next(n for n, (_at, one) in enumerate(events) if one == honest()[-2][1]) :]
        at = events[-1][0]
        events.append((at + 1000, e.DelegateCheckedOut(delegate_id(1), "desk")))
        events.append((at + 2000, e.DelegateCheckedIn(delegate_id(1), "tablet")))
        events.append((at + 3000, e.SittingAdjourned()))

    said = printed(tmp_path, capsys, left_and_over)
    roll = said[said.index("Điểm danh · Attendance") :].splitlines()[1:]
    assert len(roll) == 15
    came, left = "2023-11-15 05:13:20", "2023-11-15 05:13:41"
    assert roll[0].strip() == (
        f"1  Đại biểu Mẫu 1: {came} – {left}, 2023-11-15 05:13:42 – 2023-11-15 05:13:43"
    )
    assert roll[1].strip() == f"2  Đại biểu Mẫu 2: {came} – 2023-11-15 05:13:43"
    assert roll[14].strip() == "15  Đại biểu Mẫu 15: vắng · absent"


def test_stranger_in_a_journal_is_printed_by_the_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ballot = e.BallotCast(VoteId("v1"), DelegateId("stranger"), "no", "tablet")
    said = printed(tmp_path, capsys, insert(e.BallotCast, ballot), code=EXIT_DIFFERS)
    assert f"Against (3): {people(9, 10)}, stranger" in said


def test_names_are_not_printed_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(council(tmp_path))]) == 0
    assert "Đại biểu Mẫu" not in capsys.readouterr().out


def test_journal_whose_arrivals_are_cut_out_still_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = printed(tmp_path, capsys, remove(e.DelegateCheckedIn), code=EXIT_DIFFERS)
    assert "1  Đại biểu Mẫu 1: vắng · absent" in said


def of_story(folder: Path, story: str, capsys: pytest.CaptureFixture[str]) -> str:
    def instead(events: Events) -> None:
        events[:] = STORIES[story]()

    return printed(folder, capsys, instead)


def test_names_that_the_rules_keep_are_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = of_story(tmp_path, "hands_and_names_kept", capsys)
    shown, kept = said.split("v2  ")
    assert "Giơ tay, không ghi tên · By show of hands, without names" in shown
    of_vote = kept[: kept.index("Điểm danh")]
    assert "Quy tắc không công bố tên · The rules keep the names" in of_vote
    assert "Vắng · Absent (3): Đại biểu Mẫu 10 (10)" in of_vote
    assert not re.search(r"Đại biểu Mẫu [1-9] ", of_vote)


def test_who_counted_paper_is_named_and_nobodys_ballot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = of_story(tmp_path, "on_paper", capsys)
    assert "Ban kiểm phiếu · Counting board (2): Đại biểu Mẫu 2 (2), Đại biểu Mẫu 3 (3)" in said
    assert "Tán thành · In favour" not in said


def test_marks_proxies_recusals_and_claims_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = of_story(tmp_path / "a", "of_options", capsys)
    assert f"Phương án b (2): {people(8, 9)}" in options
    assert f"Ứng viên an, tín nhiệm cao · high confidence (1): {people(9)}" in options
    proxies = of_story(tmp_path / "b", "by_proxy_and_weight", capsys)
    assert f"Biểu quyết thay · By proxy: {people(6)} ← {people(1)}" in proxies
    assert f"Không tham gia · Recused: {people(2)}: Có lợi ích" in proxies
    claims = of_story(tmp_path / "c", "changing_register", capsys)
    assert f"Đính chính · Correction: {people(7)}: Tán thành (Bấm nhầm)" in claims


def test_vote_that_never_opened_has_no_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = of_story(tmp_path, "annulled_and_repeated", capsys)
    assert "v1  Điều 1 và 2\n    Chưa mở · Not opened\n" in said
