"""The delegates' file as spreadsheets save it: every usual shape is read, every other is named."""

import unicodedata
from pathlib import Path

import pytest

from hall_server.config import ConfigError, read_delegates
from hall_server.sitting.ids import title_characters_max
from hall_server.sitting.model import weight_max

PEOPLE = [("1", "Nguyễn Mẫu, Một", "Tổ A"), ("2", "Trần Mẫu Hai", "Tổ B")]


def written(tmp_path: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path = tmp_path / "delegates.csv"
    path.write_bytes(text.encode(encoding))
    return path


def refused(path: Path) -> ConfigError:
    with pytest.raises(ConfigError) as error:
        read_delegates(path)
    return error.value


@pytest.mark.parametrize(
    "text",
    [
        'seat,name,group\r\n1,"Nguyễn Mẫu, Một",Tổ A\r\n2,Trần Mẫu Hai,Tổ B\r\n',
        "seat;name;group\r\n1;Nguyễn Mẫu, Một;Tổ A\r\n2;Trần Mẫu Hai;Tổ B\r\n",
        "seat\tname\tgroup\n1\tNguyễn Mẫu, Một\tTổ A\n2\tTrần Mẫu Hai\tTổ B\n",
        'Seat, Name, Group\n1, "Nguyễn Mẫu, Một", Tổ A\n2, Trần Mẫu Hai, Tổ B\n',
        "Ghế;Họ  tên;TỔ\n1;Nguyễn Mẫu, Một;Tổ A\n2;Trần Mẫu Hai;Tổ B\n",
        "Số ghế;Họ và tên;Tổ;Ghi chú\n1;Nguyễn Mẫu, Một;Tổ A;\n2;Trần Mẫu Hai;Tổ B;x\n",
        unicodedata.normalize("NFD", "Tổ;Họ tên;Ghế\n")
        + "Tổ A;Nguyễn Mẫu, Một;1\nTổ B;Trần Mẫu Hai;2\n",
    ],
)
def test_every_usual_shape_gives_the_same_people(tmp_path: Path, text: str) -> None:
    _groups, found = read_delegates(written(tmp_path, text))
    assert [(one.seat, one.name, one.group) for one in found] == PEOPLE


def test_own_ids_can_stand_under_a_vietnamese_heading(tmp_path: Path) -> None:
    _groups, found = read_delegates(written(tmp_path, "Mã,Ghế,Họ tên,Tổ\nx7,1,Một,\n"))
    assert [one.id for one in found] == ["x7"]


def test_missing_column_is_told_with_the_headings_that_are_there(tmp_path: Path) -> None:
    error = refused(written(tmp_path, "Ghế;Tên đại biểu;Tổ\n1;Một;A\n"))
    assert (error.line, error.field) == (1, "name")
    for sentence in (error.vi, error.en):
        assert "«seat», «tên đại biểu», «group»" in sentence
        assert "seat,name,group" in sentence
    assert "ghế,họ tên,tổ" in error.vi


def test_column_under_both_its_names_is_named(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "seat,ghế,name,group\n1,1,Một,A\n")).field == "seat"


def test_file_in_another_encoding_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    error = refused(written(tmp_path, "seat,name,group\n1,Mot,A\n2,Hoàng,B\n", "cp1258"))
    assert (error.file, error.line) == ("delegates.csv", 3)
    assert "hãy lưu lại tệp dạng CSV UTF-8" in error.vi
    assert "codec" not in error.vi + error.en


def test_value_too_many_is_told_with_the_separator_of_the_file(tmp_path: Path) -> None:
    error = refused(written(tmp_path, "seat;name;group\n1;Một;A;B\n"))
    assert "«;»" in error.vi
    assert "“;”" in error.en


def test_name_that_is_too_long_is_not_called_missing(tmp_path: Path) -> None:
    name = "x" * (title_characters_max + 1)
    error = refused(written(tmp_path, f"seat,name,group\n1,{name},A\n"))
    assert str(len(name)) in error.vi
    assert "thiếu" not in error.vi


@pytest.mark.parametrize("heading", ["weight", "Cổ phần", "Số cổ phần", "Trọng số"])
def test_weights_stand_in_a_column_of_their_own(tmp_path: Path, heading: str) -> None:
    path = written(tmp_path, f"ghế;họ tên;tổ;{heading}\n1;Một;;120000\n2;Hai;; 1 \n")
    _groups, found = read_delegates(path)
    assert [one.weight for one in found] == [120_000, 1]


def test_without_the_column_everyone_weighs_the_same(tmp_path: Path) -> None:
    _groups, found = read_delegates(written(tmp_path, "seat,name,group\n1,Một,\n2,Hai,\n"))
    assert [one.weight for one in found] == [1, 1]


@pytest.mark.parametrize(
    "value", ["", "0", "-1", "1.5", "1.000", "x", "+3", "²", "٣", str(weight_max + 1), "9" * 5000]
)
def test_weight_that_is_none_is_named_with_its_line(tmp_path: Path, value: str) -> None:
    text = f"seat;name;group;weight\n1;Một;;7\n2;Hai;;{value}\n"
    error = refused(written(tmp_path, text))
    assert (error.file, error.line, error.field) == ("delegates.csv", 3, "weight")
    assert f"từ 1 đến {weight_max}" in error.vi
    assert len(error.en) < 300


def test_the_largest_weight_is_taken(tmp_path: Path) -> None:
    text = f"seat,name,group,weight\n1,Một,,{weight_max}\n"
    _groups, (one,) = read_delegates(written(tmp_path, text))
    assert one.weight == weight_max
