"""The tables of a sitting: attendance, speaking, questions, undertakings, speeches in writing."""

import time
from collections.abc import Iterator

import pytest

from hall_server.export.downloads import DOWNLOADS
from hall_server.export.table import Language
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.model import Topic
from tests.making import BRIDGE, CLERK, DEBATE, Sitting, preparation, seated


@pytest.fixture(autouse=True)
def in_greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def shown(sitting: Sitting, name: str, language: Language = "vi") -> list[dict[str, object]]:
    """Rows by their headings, zones left out; where one stands twice, the second has a 2."""
    table = DOWNLOADS[name](sitting.state, language)
    names: list[str] = []
    for said in table.headings:
        heading = said[language == "en"].replace(" ({zone})", "").replace(" {zone}", "")
        names.append(f"{heading} 2" if heading in names else heading)
    assert all(len(row) == len(names) for row in table.rows)
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def columns(rows: list[dict[str, object]], *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def prepared() -> Sitting:
    return Sitting(preparation(4, DEBATE, guests=1))


def debated() -> Sitting:
    """Two delegates and a guest speak on the first item, one of them twice."""
    sitting = prepared()
    sitting.do(f.FileQuestion("g1", "Rác thải", "Khi nào?"), seated(3))
    sitting.open(4)
    sitting.do(c.TakeItem("i1"))
    sitting.do(f.GrantFloor("s1"))
    sitting.wait(60)
    sitting.do(f.GrantFloor("s3", kind="question", about="q1"))
    sitting.wait(30)
    sitting.do(f.GrantFloor("g1", kind="answer", about="t2"))
    sitting.wait(90)
    sitting.do(f.GrantFloor("s1"))
    sitting.wait(15)
    return sitting


@pytest.mark.parametrize("name", sorted(DOWNLOADS))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_table_can_be_had_before_anything_was_said(name: str, language: Language) -> None:
    assert isinstance(shown(prepared(), name, language), list)
    assert shown(Sitting(), name, language) == []


def test_attendance_has_a_row_for_each_stay_and_one_for_who_never_came() -> None:
    sitting = prepared()
    sitting.arrive(1)
    sitting.wait(60)
    sitting.do(f.CheckOut(seat="1"), BRIDGE)
    sitting.wait(60)
    sitting.do(f.CheckIn(seat="1", by_card=True), BRIDGE)
    sitting.do(f.ExcuseDelegate("s2", "Ốm"), CLERK)
    rows = shown(sitting, "attendance")
    names = ("Ghế", "Có mặt từ", "Ghi nhận qua", "Đến", "Ghi nhận qua 2", "Vắng có lý do")
    assert columns(rows, *names) == [
        ("1", "2023-11-14 22:13:20", "máy tính bảng", "2023-11-14 22:14:20", "bàn phím", ""),
        ("1", "2023-11-14 22:15:20", "thẻ", "", "", ""),
        ("2", "", "", "", "", "Ốm"),
        ("3", "", "", "", "", ""),
        ("4", "", "", "", "", ""),
    ]
    assert rows[0]["Tổ"] == "Tổ 2"


def test_who_stayed_to_the_end_left_with_the_adjournment() -> None:
    sitting = prepared().open(4)
    sitting.wait(3600)
    sitting.do(c.AdjournSitting())
    rows = shown(sitting, "attendance", "en")
    assert columns(rows, "Until", "Noted by 2")[0] == (
        "2023-11-14 23:13:20",
        "end of the sitting",
    )


def test_reason_given_after_leaving_stands_with_the_last_stay() -> None:
    sitting = prepared()
    for _ in range(2):
        sitting.arrive(1)
        sitting.leave(1)
    sitting.do(f.ExcuseDelegate("s1", "Về sớm"), CLERK)
    rows = shown(sitting, "attendance")
    assert columns(rows, "Ghế", "Vắng có lý do")[:2] == [("1", ""), ("1", "Về sớm")]


def test_reason_given_beforehand_stays_on_record_with_who_came_after_all() -> None:
    sitting = prepared()
    sitting.do(f.ExcuseDelegate("s1", "Đến muộn"), CLERK)
    sitting.arrive(1)
    rows = shown(sitting, "attendance")
    assert columns(rows, "Ghế", "Vắng có lý do")[0] == ("1", "Đến muộn")


def test_answers_to_each_quorum_call_stand_in_a_column_and_once() -> None:
    sitting = prepared().open(4)
    sitting.do(f.CallQuorum())
    sitting.arrive(1)
    sitting.do(f.EndQuorumCall())
    sitting.leave(1)
    sitting.arrive(1)
    sitting.do(f.CallQuorum())
    sitting.do(f.CheckIn(delegate="s2"), CLERK)
    rows = shown(sitting, "attendance", "en")
    calls = [name for name in rows[0] if name.startswith("Quorum call")]
    assert calls == [f"Quorum call {n} (2023-11-14 22:13:20)" for n in (1, 2)]
    assert columns(rows, "Seat", *calls)[:3] == [
        ("1", "tablet", ""),
        ("1", "", ""),
        ("2", "", "desk"),
    ]


def test_speaking_adds_up_turns_and_time_by_speaker_item_and_kind() -> None:
    rows = shown(debated(), "speaking")
    names = ("Họ tên", "Tổ / chức vụ", "Nội dung thứ", "Loại phát biểu", "Số lượt")
    assert columns(rows, *names, "Tổng thời gian (giây)") == [
        ("Đại biểu Mẫu 1", "Tổ 2", 1, "Kiểu talk", 2, 60),
        ("Đại biểu Mẫu 3", "Tổ 2", 1, "Kiểu question", 1, 30),
        ("Khách mời 1", "Giám đốc Sở 1", 1, "Kiểu answer", 1, 90),
    ]


def test_running_turn_counts_with_its_time_up_to_the_last_event() -> None:
    sitting = debated()
    sitting.arrive(1)
    sitting.do(f.ExcuseDelegate("s2"), CLERK)
    sitting.do(f.CheckOut(delegate="s4"), CLERK)
    assert shown(sitting, "speaking")[0]["Tổng thời gian (giây)"] == 75


def test_every_turn_is_linked_with_what_it_was_about() -> None:
    rows = shown(debated(), "turns", "en")
    names = ("Turn", "Name", "Item", "Title", "Kind of speech", "About turn or question")
    assert columns(rows, *names, "By", "Put to") == [
        ("t1", "Đại biểu Mẫu 1", 1, "Nội dung 1", "Kind talk", "", "", ""),
        ("t2", "Đại biểu Mẫu 3", 1, "Nội dung 1", "Kind question", "q1", "Đại biểu Mẫu 3",
         "Khách mời 1"),
        ("t3", "Khách mời 1", 1, "Nội dung 1", "Kind answer", "t2", "Đại biểu Mẫu 3", ""),
        ("t4", "Đại biểu Mẫu 1", 1, "Nội dung 1", "Kind talk", "", "", ""),
    ]  # fmt: skip
    times = ("Called at", "Began", "Ended", "Time spoken (seconds)", "Limit (seconds)")
    assert columns(rows, *times)[1] == (
        "2023-11-14 22:14:20", "2023-11-14 22:14:20", "2023-11-14 22:14:50", 30, 60,
    )  # fmt: skip


def test_press_to_open_microphone_stands_with_its_turn() -> None:
    sitting = prepared().open(4)
    sitting.do(f.ReportUnit("1", online=True), BRIDGE)
    sitting.do(f.GrantFloor("s1"))
    sitting.wait(0.12)
    sitting.do(f.ReportMicrophone("1", open=True), BRIDGE)
    (row,) = shown(sitting, "turns")
    assert row["Bấm đến mở micrô (mili giây)"] == 120


def test_questions_stand_in_the_order_of_their_topics_and_the_others_after_them() -> None:
    sitting = prepared()
    for number in (1, 2, 3):
        sitting.do(f.FileQuestion("g1", f"Việc {number}", "Khi nào?"), seated(number))
    sitting.do(
        f.RankTopics((Topic("Môi trường", "", "g1", ("q3",)), Topic("Điện", "", "", ("q1",))))
    )
    sitting.open(4)
    sitting.do(f.GrantFloor("s3", kind="question", about="q3"))
    rows = shown(sitting, "questions")
    assert columns(rows, "Mã", "Thứ tự", "Nhóm vấn đề", "Đại biểu", "Các lượt phát biểu") == [
        ("q3", 1, "Môi trường", "Đại biểu Mẫu 3", "t1"),
        ("q1", 2, "Điện", "Đại biểu Mẫu 1", ""),
        ("q2", None, "", "Đại biểu Mẫu 2", ""),
    ]
    assert columns(rows, "Người bị chất vấn", "Chức vụ", "Vấn đề", "Nội dung")[0] == (
        "Khách mời 1", "Giám đốc Sở 1", "Việc 3", "Khi nào?",
    )  # fmt: skip


def test_undertakings_say_who_what_when_and_what_became_of_it() -> None:
    sitting = debated()
    sitting.do(f.RecordUndertaking("g1", "Dọn rác", "2026-03", "t3"))
    sitting.do(f.ChangeUndertaking("thu-nghiem-1:u1", "done", "Biên bản"))
    (row,) = shown(sitting, "undertakings", "en")
    assert (row["Id"], row["Id of the sitting"]) == ("thu-nghiem-1:u1", "thu-nghiem-1")
    prepared = sitting.state.preparation
    assert prepared is not None
    assert row["Sitting"] == (prepared.title_en or prepared.title)
    assert (row["Who"], row["Office"], row["What"]) == ("Khách mời 1", "Giám đốc Sở 1", "Dọn rác")
    assert (row["Due"], row["Asked by"]) == ("2026-03", "Đại biểu Mẫu 3")
    assert (row["State"], row["Evidence"]) == ("done", "Biên bản")
    assert row["Recorded at"] == "2023-11-14 22:16:35"


def test_speech_in_writing_is_there_with_its_text() -> None:
    sitting = prepared().open(4)
    sitting.do(c.TakeItem("i2"))
    sitting.do(f.RequestFloor(), seated(2))
    sitting.do(f.HandInSpeech("Kính thưa Hội đồng", "i2"), seated(2))
    (row,) = shown(sitting, "written")
    assert (row["Họ tên"], row["Nội dung thứ"], row["Toàn văn"]) == (
        "Đại biểu Mẫu 2", 2, "Kính thưa Hội đồng",
    )  # fmt: skip
