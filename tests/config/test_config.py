"""A council's folder: what is right in it is read, what is wrong is named with its place."""

from pathlib import Path

import pytest

from hall_server.commandline.new_council import write_council
from hall_server.config import (
    CSV_COLUMNS,
    ConfigError,
    delegates_max,
    parse_rule_pack,
    read_delegates,
    read_folder,
    shipped_rule_pack,
)
from tests.config.folders import COUNCIL, DELEGATES, check_place, folder, refused

HALF, THIRD = "majorities.half.threshold", "majorities.third.threshold"
PACK = """\
format = 1
id = "own"
version = "1"
vi = "Riêng"
en = "Own"

[quorum]
threshold = { base = "in_office", num = 2, den = 3, strict = false }
source = "none"

[vote]
ballot = "until-close"
seconds = 30
tally_on_display = false
percent_base = "in_office"
default_majority = "half"
source = "none"

[majorities.half]
threshold = { base = "in_office", num = 1, den = 2, strict = true }
vi = "Quá nửa"
en = "Half"
source = "none"

[majorities.third]
threshold = { base = "in_office", num = 1, den = 3, strict = true }
vi = "Một phần ba"
en = "Third"
source = "none"

[floor]
first_seconds = 60
further_seconds = 30
queue_max = 9
source = "none"
"""


def line_of(text: str, part: str, nth: int = 1) -> int:
    """The line of the nth occurrence, found by plain counting."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if part in line]
    return lines[nth - 1]


def test_a_right_folder_is_read_whole(tmp_path: Path) -> None:
    found = read_folder(folder(tmp_path))
    assert found.sitting == "thu-1"
    assert found.council.seats_statutory == 3
    assert [delegate.name for delegate in found.delegates] == ["Nguyễn Mẫu Một", "Trần Mẫu Hai"]
    assert [delegate.id for delegate in found.delegates] == ["s1", "s2"]
    assert [group.name for group in found.groups] == ["Tổ A", "Tổ B"]
    assert [(item.id, item.number, item.title_en) for item in found.agenda] == [
        ("i1", 1, ""),
        ("i2", 2, "Item two"),
    ]
    assert found.rules == shipped_rule_pack("vn-hdnd")


def test_what_init_writes_can_be_served_at_once(tmp_path: Path) -> None:
    write_council(tmp_path / "moi")
    assert len(read_folder(tmp_path / "moi").delegates) == 15
    with pytest.raises(ConfigError):
        write_council(tmp_path / "moi")


def test_files_saved_by_a_spreadsheet_are_read(tmp_path: Path) -> None:
    folder(tmp_path)
    text = 'seat,name,group,id\r\nA-1,"Lê Mẫu, Ba",Tổ A,x1\r\n,,,\r\n'
    (tmp_path / "delegates.csv").write_bytes(text.encode("utf-8-sig"))
    found = read_folder(tmp_path)
    assert [(one.id, one.name, one.seat) for one in found.delegates] == [
        ("x1", "Lê Mẫu, Ba", "A-1")
    ]


def test_own_rule_pack_is_read_from_the_folder(tmp_path: Path) -> None:
    folder(tmp_path, COUNCIL.replace('"vn-hdnd"', '"quy-che.toml"'))
    (tmp_path / "quy-che.toml").write_text(PACK, encoding="utf-8")
    assert read_folder(tmp_path).rules.id == "own"


@pytest.mark.parametrize(
    ("was", "becomes", "at", "field"),
    [
        ("seats = 3", 'seats = "ba"', "seats", "council.seats"),
        ("seats = 3", "seats = 0", "seats", "council.seats"),
        ("seats = 3", f"seats = {delegates_max + 1}", "seats", "council.seats"),
        ("seats = 3", "seats = 1", "seats", "council.seats"),
        ("seats = 3\n", "", "[council]", "council.seats"),
        ("seats = 3", "seats = 3\nsize = 4", "size", "council.size"),
        ("seats = 3", "seats = 3\nsố-ghế = 4", "[council]", ""),
        ('"commune"', '"village"', "level", "council.level"),
        ('"HĐND xã Thử Nghiệm"', '""', "name", "council.name"),
        ('"thu-1"', '"a/b"', "id =", "sitting.id"),
        ('"thu-1"', '"../b"', "id =", "sitting.id"),
        ('"thu-1"', '"a\\n"', "id =", "sitting.id"),
        ('id = "thu-1"\n', "", "[sitting]", "sitting.id"),
        ('"vn-hdnd"', '"no-such"', "rules", "sitting.rules"),
        ('"Kỳ họp thử"', "5", "title", "sitting.title"),
        ('title = "Nội dung một"', 'titel = "x"', "titel", "agenda.titel"),
        ('"Nội dung một"', "1", "title = 1", "agenda.title"),
    ],
)
def test_mistake_in_the_council_is_named_with_line_and_field(
    tmp_path: Path, was: str, becomes: str, at: str, field: str
) -> None:
    text = COUNCIL.replace(was, becomes, 1)
    if field:
        check_place(refused(folder(tmp_path, text)), "council.toml", line_of(text, at), field)
    else:
        error = refused(folder(tmp_path, text))
        assert error.line > 0


def test_mistake_in_a_later_item_is_named_at_that_item(tmp_path: Path) -> None:
    text = COUNCIL.replace('title = "Nội dung hai"\n', "")
    line = line_of(text, "[[agenda]]", 2)
    check_place(refused(folder(tmp_path, text)), "council.toml", line, "agenda.title")
    text = COUNCIL.replace('"Item two"', "2")
    check_place(
        refused(folder(tmp_path, text)),
        "council.toml",
        line_of(text, "title_en"),
        "agenda.title_en",
    )
    text = COUNCIL.replace('"Nội dung hai"', "2")
    error = refused(folder(tmp_path, text))
    check_place(error, "council.toml", line_of(text, "title = 2"), "agenda.title")


def test_missing_table_is_named(tmp_path: Path) -> None:
    text = COUNCIL.partition("[sitting]")[0]
    check_place(refused(folder(tmp_path, text)), "council.toml", 0, "sitting")


def test_text_that_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    text = COUNCIL.replace("seats = 3", "seats = = 3")
    check_place(refused(folder(tmp_path, text)), "council.toml", 4, "")
    error = refused(folder(tmp_path, COUNCIL + "\n[unfinished"))
    assert error.line == len((COUNCIL + "\n[unfinished").splitlines())


@pytest.mark.parametrize("name", ["council.toml", "delegates.csv"])
def test_missing_and_unreadable_files_are_named(tmp_path: Path, name: str) -> None:
    folder(tmp_path)
    (tmp_path / name).write_bytes(b"\xff\xfe\x00seat")
    check_place(refused(tmp_path), name, 1, "")
    (tmp_path / name).unlink()
    check_place(refused(tmp_path), name, 0, "")
    (tmp_path / name).mkdir()
    check_place(refused(tmp_path), name, 0, "")


@pytest.mark.parametrize(
    ("rows", "line", "field"),
    [
        ("2,,Tổ B", 3, "name"),
        ("2,   ,Tổ B", 3, "name"),
        (",Trần Mẫu Hai,Tổ B", 3, "seat"),
        ("ghế 2,Trần Mẫu Hai,Tổ B", 3, "seat"),
        ("2/3,Trần Mẫu Hai,Tổ B", 3, "seat"),
        ("1,Trần Mẫu Hai,Tổ B", 3, "seat"),
        ("\n\n1,Trần Mẫu Hai,Tổ B", 5, "seat"),
        ("2,Trần, Mẫu Hai,Tổ B", 3, "group"),
        ("2", 3, "name"),
    ],
)
def test_mistake_in_the_delegates_is_named_with_line_and_field(
    tmp_path: Path, rows: str, line: int, field: str
) -> None:
    text = f"seat,name,group\n1,Nguyễn Mẫu Một,Tổ A\n{rows}\n"
    check_place(refused(folder(tmp_path, delegates=text)), "delegates.csv", line, field)


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\n", "\r\n"])
def test_no_delegate_is_invented_out_of_a_break_in_a_cell(tmp_path: Path, mark: str) -> None:
    text = f'seat,name,group\n1,"Nguyễn{mark}Mẫu",A\n2,Hai,"Tổ{mark}3,4,5"\n'
    found = read_folder(folder(tmp_path, delegates=text))
    assert [(one.seat, one.name, one.group) for one in found.delegates] == [
        ("1", "Nguyễn Mẫu", "A"),
        ("2", "Hai", "Tổ 3,4,5"),
    ]


def test_break_without_quotes_does_not_cut_a_row_in_two(tmp_path: Path) -> None:
    text = "seat,name,group\n1,Một\u2028,A\u20283,Ba,\n2,Hai,B\n"
    check_place(refused(folder(tmp_path, delegates=text)), "delegates.csv", 2, "group")


def test_mistake_after_a_strange_break_is_named_at_its_own_line(tmp_path: Path) -> None:
    text = COUNCIL.replace("Kỳ họp thử", "Kỳ\u2028họp\x85thử").replace("Nội dung hai", "")
    error = refused(folder(tmp_path, text))
    check_place(error, "council.toml", text.split("\n").index('title = ""') + 1, "agenda.title")


def test_column_that_stands_twice_is_named(tmp_path: Path) -> None:
    text = "seat,seat,name,group\n1,2,Một,A\n"
    check_place(refused(folder(tmp_path, delegates=text)), "delegates.csv", 1, "seat")


def test_heading_beyond_any_measure_is_named_with_its_line(tmp_path: Path) -> None:
    text = f"seat,name,group,{'x' * 200_000}\n1,Một,A,\n"
    check_place(refused(folder(tmp_path, delegates=text)), "delegates.csv", 1, "")


@pytest.mark.parametrize("key", ["delegates", "rules"])
def test_path_that_can_be_none_is_refused(tmp_path: Path, key: str) -> None:
    text = COUNCIL.replace('rules = "vn-hdnd"\n', "" if key == "rules" else 'rules = "vn-hdnd"\n')
    text = text.replace("[sitting]\n", f'[sitting]\n{key} = "a\\u0000b.toml"\n')
    check_place(refused(folder(tmp_path, text)), "a\0b.toml", 0, "")


def test_nesting_beyond_any_measure_is_refused(tmp_path: Path) -> None:
    text = COUNCIL + f"deep = {'[' * 5000}{']' * 5000}\n"
    check_place(refused(folder(tmp_path, text)), "council.toml", 0, "")


def test_delegates_own_ids_must_be_their_own(tmp_path: Path) -> None:
    path = tmp_path / "delegates.csv"
    for second in ("a", "s1", "đ 2"):
        first = "a" if second == "a" else ""
        path.write_text(f"seat,name,group,id\n1,Một,,{first}\n2,Hai,,{second}\n", encoding="utf-8")
        with pytest.raises(ConfigError) as error:
            read_delegates(path)
        check_place(error.value, "delegates.csv", 3, "id")


@pytest.mark.parametrize("column", CSV_COLUMNS)
def test_missing_column_is_named(tmp_path: Path, column: str) -> None:
    text = DELEGATES.replace(column, "khác", 1)
    check_place(refused(folder(tmp_path, delegates=text)), "delegates.csv", 1, column)


@pytest.mark.parametrize("text", ["", "seat|name|group\n1|Một|\n"])
def test_file_without_our_columns_is_refused(tmp_path: Path, text: str) -> None:
    check_place(refused(folder(tmp_path, delegates=text)), "delegates.csv", 1, "seat")


def test_no_delegates_and_too_many_are_refused(tmp_path: Path) -> None:
    check_place(refused(folder(tmp_path, delegates="seat,name,group\n")), "delegates.csv", 0, "")
    many = "\n".join(f"{n},Mẫu {n}," for n in range(delegates_max + 1))
    error = refused(folder(tmp_path, delegates=f"seat,name,group\n{many}\n"))
    check_place(error, "delegates.csv", 0, "")


def test_value_beyond_any_measure_is_named_with_its_line(tmp_path: Path) -> None:
    text = DELEGATES + f'3,"{"x" * 200_000}",\n'
    error = refused(folder(tmp_path, delegates=text))
    assert (error.file, error.line) == ("delegates.csv", 4)


@pytest.mark.parametrize(
    ("was", "becomes", "at", "field"),
    [
        ("format = 1", "format = 2", "format", "format"),
        ("format = 1\n", "", "", "format"),
        ("seconds = 30\n", "seconds = -1\n", "seconds = -1", "vote.seconds"),
        ('"until-close"', '"whenever"', "ballot", "vote.ballot"),
        ('"half"\n', '"royal"\n', "default_majority", "vote.default_majority"),
        ("first_seconds = 60", "first_seconds = 0", "first_seconds", "floor.first_seconds"),
        ("first_seconds = 60", "first_seconds = 86401", "first_", "floor.first_seconds"),
        ("further_seconds = 30", "further_seconds = 86401", "further_", "floor.further_seconds"),
        ("queue_max = 9", "queue_max = 20001", "queue_max", "floor.queue_max"),
        ("num = 2", "num = 1000001", "1000001", "quorum.threshold.num"),
        ("den = 3", "den = 99999999999999999999", "99999", "quorum.threshold.den"),
        ("first_seconds = 60", "firts_seconds = 60", "firts_seconds", "floor.firts_seconds"),
        ("num = 2", "num = 0", "num = 0", "quorum.threshold.num"),
        ('"in_office", num = 2', '"cast", num = 2', "cast", "quorum.threshold.base"),
        ('"in_office", num = 2', '"present", num = 2', "present", "quorum.threshold.base"),
        ("den = 2", "den = 0", "den = 0", f"{HALF}.den"),
        ("num = 1, den = 3", "den = 3", "\"in_office\", den", f"{THIRD}.num"),
        ('"in_office", num = 1, den = 3', '"all", num = 1, den = 3', '"all"', f"{THIRD}.base"),
        ('vi = "Một phần ba"', "vi = 3", "vi = 3", "majorities.third.vi"),
        ('vi = "Một phần ba"\n', "", "[majorities.third]", "majorities.third.vi"),
    ],
)  # fmt: skip
def test_mistake_in_a_rule_pack_is_named_with_line_and_field(
    was: str, becomes: str, at: str, field: str
) -> None:
    text = PACK.replace(was, becomes, 1)
    with pytest.raises(ConfigError) as error:
        parse_rule_pack(text, "own.toml")
    check_place(error.value, "own.toml", line_of(text, at) if at else 0, field)


def test_missing_own_rule_pack_is_named(tmp_path: Path) -> None:
    error = refused(folder(tmp_path, COUNCIL.replace('"vn-hdnd"', '"quy-che.toml"')))
    check_place(error, "quy-che.toml", 0, "")


def test_unknown_packs_are_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError) as error:
        shipped_rule_pack("no-such")
    assert "vn-hdnd" in error.value.vi
