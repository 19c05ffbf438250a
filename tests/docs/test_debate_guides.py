"""The guides for the chair name what stands on the screens, in the rules and in refusals."""

import re

import pytest

from hall_server.sitting.floor_refusals import FLOOR_REFUSALS
from hall_server.sitting.questioning_refusals import QUESTIONING_REFUSALS
from hall_server.sitting.refusals import REFUSALS
from hall_server.sitting.rules import SpeechKind
from tests.docs import pages
from tests.making import HDND

GUIDES = {name: pages.read(f"huong-dan/{name}.md") for name in ("phat-bieu", "chat-van")}
WORDS = pages.words("vi")


def shown(template: str) -> str:
    """Give a sentence with dots where a name or a number is put in."""
    return re.sub(r"\{\w+\}", "…", template)


LABELS = {shown(said) for said in WORDS.values()}
REFUSED = {
    shown(kind._vi) for kind in {**REFUSALS, **FLOOR_REFUSALS, **QUESTIONING_REFUSALS}.values()
}


def in_bold(page: str) -> list[tuple[str, str]]:
    """Give a page and each label in bold on it."""
    return [(page, label) for label in sorted(set(re.findall(r"\*\*(.+?)\*\*", _line(page))))]


def _line(page: str) -> str:
    return " ".join(GUIDES[page].split())


@pytest.mark.parametrize(("page", "label"), [case for page in GUIDES for case in in_bold(page)])
def test_every_button_in_bold_stands_on_a_screen(page: str, label: str) -> None:
    assert label in LABELS


@pytest.mark.parametrize("page", GUIDES)
def test_every_refusal_is_quoted_as_the_hall_says_it(page: str) -> None:
    quoted = re.findall(r"^\| “(.+)” \|", GUIDES[page], re.M)
    assert quoted
    assert set(quoted) - REFUSED == set()


def test_every_kind_of_speech_stands_in_its_row() -> None:
    table = pages.rows(pages.section(GUIDES["phat-bieu"], "## Các hình thức phát biểu"))
    assert table == [row(kind) for kind in HDND.speeches.values()]


def row(kind: SpeechKind) -> list[str]:
    """Give what is told of a kind of speech."""
    asked_by = {"seat": "đại biểu", "desk": "bàn chủ tọa"}[kind.asked_by]
    others = {"ends": "kết thúc", "pauses": "tạm dừng", "runs-on": "nói tiếp"}[kind.clock]
    most = f"; nhiều nhất {kind.turns_max} lượt" if kind.turns_max else ""
    return [f"*{kind.vi}*", WORDS[f"lane.{kind.lane}"], f"{_time(kind)}{most}", asked_by, others]


def _time(kind: SpeechKind) -> str:
    first, again = (HDND.speech_seconds(kind, turns) // 60 for turns in (0, 1))
    if not first:
        return "không hạn giờ"
    return f"{first} phút" if first == again else f"{first} phút, lần sau {again} phút"


def test_the_kinds_that_questioning_tells_of_are_those_of_the_rules() -> None:
    named = {kind.vi for kind in HDND.speeches.values()}
    in_italics = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", _line("chat-van"))
    told = {name for name in in_italics if name in named}
    assert len(told) >= 3


def test_the_time_of_a_quorum_call_is_told() -> None:
    assert f"Sau {HDND.attendance.call_seconds} giây máy tự đếm" in _line("phat-bieu")
