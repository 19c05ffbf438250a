"""What is wrong in council.toml is said in plain Vietnamese, with what may stand there."""

import re
from pathlib import Path

import pytest

from hall_server.config import ConfigError, delegates_max, parse_rule_pack
from hall_server.sitting.ids import title_characters_max
from tests.config.folders import COUNCIL, folder, refused

JARGON = re.compile(r"expected|invalid|object|regex|illegal|field|`|str\b|int\b", re.I)


@pytest.mark.parametrize(
    ("was", "becomes", "vi", "en"),
    [
        (
            "seats = 3",
            'seats = "ba"',
            f"phải là một số nguyên từ 1 đến {delegates_max}; đang là chữ «ba»",
            f"must be a whole number, 1 to {delegates_max}; it is text “ba”",
        ),
        ("seats = 3", "seats = 0", "đang là 0", "it is 0"),
        ("seats = 3", "seats = true", "đang là true", "it is true"),
        ("seats = 3\n", "", "thiếu; phải có một số nguyên", "missing; there must be a whole"),
        (
            '"commune"',
            '"village"',
            "một trong: «commune», «district», «national», «other», «province»; đang là «village»",
            "one of: “commune”, “district”, “national”, “other”, “province”; it is “village”",
        ),
        ('"thu-1"', '"a/b"', "chữ cái không dấu, chữ số, . _ -", "plain letters, digits, . _ -"),
        ('"Kỳ họp thử"', "5", "phải là chữ trong dấu ngoặc kép", "must be text in double quotes"),
        ('"Kỳ họp thử"', '""', "đang là chữ trống", "it is text that is empty"),
        (
            '"Kỳ họp thử"',
            f'"{"x" * (title_characters_max + 1)}"',
            f"1 đến {title_characters_max} ký tự; đang là chữ dài {title_characters_max + 1} ký tự",
            f"1 to {title_characters_max} characters; it is text of {title_characters_max + 1}",
        ),
        (
            'title = "Nội dung một"',
            'titel = "x"',
            "ở đây có: title, title_en, minutes; ý là title?",
            "there are: title, title_en, minutes; is it title?",
        ),
        ("seats = 3", "seats = 3\nzzz = 4", "ở đây có: name, level, seats, name_en", "there are:"),
        ("[sitting]", "[meeting]", "ở đây có: council, sitting, agenda", "there are: council"),
        ("[[agenda]]", "[other]", "ở đây có: council, sitting, agenda", "there are: council"),
        ('"Nội dung một"', '["x"]', "đang là một danh sách", "it is a list"),
    ],
)
def test_mistake_is_said_without_jargon_and_with_what_is_allowed(
    tmp_path: Path, was: str, becomes: str, vi: str, en: str
) -> None:
    error = refused(folder(tmp_path, COUNCIL.replace(was, becomes, 1)))
    assert vi in error.vi
    assert en in error.en
    assert not JARGON.search(error.vi)


@pytest.mark.parametrize(
    ("text", "vi"),
    [
        ("agenda = 3\n" + COUNCIL.partition("[[agenda]]")[0], "các khối [[agenda]]"),
        ("council = 3\n" + COUNCIL.partition("\n[sitting]")[2], "bảng [council]; đang là 3"),
        (COUNCIL.partition("[sitting]")[0], "thiếu; phải có bảng [sitting]"),
    ],
)
def test_table_in_a_wrong_shape_is_said(tmp_path: Path, text: str, vi: str) -> None:
    if text.startswith("council"):
        text = text.replace("id =", "[sitting]\nid =", 1)
    assert vi in refused(folder(tmp_path, text)).vi


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('name = "Xã', "thiếu dấu ngoặc kép đóng?"),
        ("name = Xã", 'dấu ngoặc kép thẳng "…"?'),
        ("name = “Xã”", 'dấu ngoặc kép thẳng "…"?'),
        ("name =", "thiếu giá trị"),
        ('name = "Xã "Ví Dụ""', "thừa chữ sau giá trị"),
        ('name "Xã"', "thiếu dấu ="),
        ('name = "Xã"\nname = "Xã"', "cùng một tên đứng hai lần"),
        ('name = "Xã\\d"', "dấu \\ trong chữ"),
        ('tên = "Xã"', "tên phải viết liền, bằng chữ không dấu"),
        ("số ghế = 26", "tên phải viết liền, bằng chữ không dấu"),
        ("so ghe = 26", "tên phải viết liền, bằng chữ không dấu"),
        ("a = { b = 1, số = 2 }", "tên phải viết liền, bằng chữ không dấu"),
        ('"số ghế" "26 = x"', "thiếu dấu ="),
        ("[bầu cử]", "tên phải viết liền, bằng chữ không dấu"),
        ("[[kinds.bầu.consequences]]", "tên phải viết liền, bằng chữ không dấu"),
        ("seats = 0,5", "0,5 ghi là num = 1, den = 2"),
        ("threshold = { num = 0,5, den = 1 }", "0,5 ghi là num = 1, den = 2"),
        ('name = "a = 0,5', "thiếu dấu ngoặc kép đóng?"),
        ("seats = " + "9" * 5000, "số quá dài"),
        ("[sitting", "thiếu dấu ]"),
        ("seats = [1", "sai cú pháp TOML"),
        ("seats = {a = 1", "sai cú pháp TOML"),
        ("name = 'Xã", "thiếu dấu ngoặc đơn đóng?"),
        ('name = """Xã', "thiếu dấu ngoặc kép đóng?"),
    ],
)
def test_text_that_is_no_toml_gets_advice(tmp_path: Path, line: str, words: str) -> None:
    error = refused(folder(tmp_path, f"[council]\n{line}\n"))
    assert words in error.vi
    assert error.line in (2, 3)
    assert not JARGON.search(error.vi)


def test_table_of_a_rule_pack_that_may_be_left_out_is_told_by_its_name() -> None:
    pack = 'format = 1\nid = "a"\nversion = "1"\nvi = "A"\nen = "A"\nquorum = 3\n'
    with pytest.raises(ConfigError) as error:
        parse_rule_pack(pack, "own.toml")
    assert "bảng [quorum]; đang là 3" in error.value.vi
