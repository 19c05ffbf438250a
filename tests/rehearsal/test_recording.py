"""A recorded sitting is read, and what is wrong with a file is said with line and column."""

from pathlib import Path

import pytest

from rehearsal.recording import COLUMNS, RecordingError, read_recording

HEADER = ",".join(COLUMNS)
GOOD = [
    "1,Ngân sách,Tờ trình,1,Đại biểu Một,A,yes",
    "1,Ngân sách,Tờ trình,2,Đại biểu Hai,B,no",
    "2,Đất đai,Tờ trình,1,Đại biểu Một,A,absent",
    "2,Đất đai,Tờ trình,2,Đại biểu Hai,B,abstain",
]


def _write(folder: Path, *lines: str) -> Path:
    path = folder / "phien.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_votes_and_people_stand_in_the_files_order(tmp_path: Path) -> None:
    recording = read_recording(_write(tmp_path, HEADER, *GOOD))
    assert list(recording.people) == ["1", "2"]
    assert [vote.title for vote in recording.votes] == ["Ngân sách", "Đất đai"]
    assert recording.votes[1].choices == {"1": "absent", "2": "abstain"}


def test_a_mark_of_a_spreadsheet_program_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "phien.csv"
    path.write_text("\n".join([HEADER, *GOOD]), encoding="utf-8-sig")
    assert len(read_recording(path).votes) == 2


@pytest.mark.parametrize(
    ("lines", "line", "column"),
    [
        ([HEADER.replace(",choice", ""), *GOOD], 1, "choice"),
        ([HEADER, GOOD[0], GOOD[1].replace(",no", ",perhaps")], 3, "choice"),
        ([HEADER, GOOD[0], GOOD[1].replace(",no", "")], 3, "choice"),
        ([HEADER, GOOD[0], GOOD[1].replace(",2,", ",1,")], 3, "seat"),
        ([HEADER, GOOD[0], GOOD[1].replace(",2,", ",,")], 3, "seat"),
        ([HEADER, *GOOD[:3], GOOD[3].replace("Hai", "Ba")], 5, "name"),
        ([HEADER, *GOOD[:3]], 4, "seat"),
        ([HEADER, *GOOD, GOOD[0]], 6, "vote"),
        ([HEADER], 1, ""),
        ([f"{HEADER},choice", *GOOD], 1, "choice"),
        ([HEADER, GOOD[0], f"{GOOD[1]},no"], 3, ""),
        ([f"{HEADER},{'x' * 200_000}", *GOOD], 1, ""),
        ([HEADER, GOOD[0], GOOD[1].replace("Hai", "x" * 200_000)], 3, ""),
    ],
)
def test_mistake_is_named_with_line_and_column(
    tmp_path: Path, lines: list[str], line: int, column: str
) -> None:
    with pytest.raises(RecordingError) as wrong:
        read_recording(_write(tmp_path, *lines))
    assert (wrong.value.line, wrong.value.column) == (line, column)


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x85", "\u2028"])
def test_no_ballot_is_invented_out_of_a_break_in_a_cell(tmp_path: Path, mark: str) -> None:
    rows = [row.replace("Ngân sách", f'"Ngân{mark}sách"') for row in GOOD]
    recording = read_recording(_write(tmp_path, HEADER, *rows))
    assert [len(vote.choices) for vote in recording.votes] == [2, 2]
    assert recording.votes[0].title == f"Ngân{mark}sách"


def test_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"nirgends\.csv: there is no such file$"):
        read_recording(tmp_path / "nirgends.csv")


def test_folder_in_a_files_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="can't be read") as wrong:
        read_recording(tmp_path)
    assert ":0" not in str(wrong.value)


def test_file_of_a_spreadsheet_with_semicolons_is_read(tmp_path: Path) -> None:
    rows = [row.replace(",", ";") for row in (HEADER.upper(), *GOOD)]
    assert len(read_recording(_write(tmp_path, *rows)).votes) == 2


def test_letters_of_another_encoding_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "phien.csv"
    path.write_bytes(f"{HEADER}\n1,Zürich,x,1,y,z,yes".encode("cp1252"))
    with pytest.raises(RecordingError, match="CSV UTF-8") as wrong:
        read_recording(path)
    assert wrong.value.line == 2


def test_missing_column_is_told_with_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="there are: vote, titel"):
        read_recording(_write(tmp_path, "vote,titel", "1,x"))


def test_delegates_added_to_a_sitting_take_seats_that_are_free(tmp_path: Path) -> None:
    rows = [row.replace(",1,Đại", ",4,Đại") for row in GOOD]
    recording = read_recording(_write(tmp_path, HEADER, *rows))
    added = recording.with_members(5)
    assert list(added.people) == ["4", "2", "1", "3", "5"]
    assert added.people["2"] == recording.people["2"]
    assert added.votes is recording.votes
