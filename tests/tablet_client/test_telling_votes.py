"""What a person is told of each kind of vote, and of those that are not answered here."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from tablet_client import views
from tablet_client.scene import Scene
from tablet_client.telling import status
from tests.tablet_client.floor_made_up import NOW
from tests.tablet_client.small_hall import CANDIDATES, COUNTS, DECLARED
from tests.tablet_client.test_telling import PLAIN, own, told, vote

OPENED = replace(PLAIN, vote=vote(), own_vote=own())
NOBODY: dict[str, Any] = {"count": 0, "vi": "0,00", "en": "0.00"}


def opened(**more: Any) -> Scene:
    return replace(PLAIN, vote=vote(**more), own_vote=own())


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("roll-call", "This vote is a roll call: answer aloud when you are called; the desk notes"),
        ("show-of-hands", "This vote is by show of hands, not by this device."),
        ("paper", "This vote is on paper, not by this device."),
    ],
)
def test_vote_that_no_device_answers_is_told_as_such(form: str, said: str) -> None:
    scene = opened(form=form, closes_at=None)
    lines = told(PLAIN, scene, "en")
    assert lines[1].startswith(said)
    assert len(lines) == 2
    assert "You have not voted." not in [line.text for line in status(scene, "en")]


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ({"entitled": False, "recused": True}, "You take no part in this vote."),
        ({"holder": "d02", "holder_name": "Bà Mẫu"}, "Bà Mẫu votes in your place."),
    ],
)
def test_whoever_has_no_part_is_told_why(standing: dict[str, Any], said: str) -> None:
    scene = replace(PLAIN, vote=vote(), own_vote=own(**standing))
    assert told(PLAIN, scene, "en")[1] == said


def test_recusal_and_admission_in_an_open_vote_are_told() -> None:
    recused = replace(OPENED, own_vote=own(entitled=False, recused=True))
    assert told(OPENED, recused, "en") == ["You take no part in this vote."]
    left_out = replace(OPENED, own_vote=own(entitled=False))
    assert told(left_out, OPENED, "en") == ["30 seconds left."]


def test_options_are_listed_with_the_way_to_answer() -> None:
    scene = opened(question="approve", options=CANDIDATES, marks_max=2)
    assert told(PLAIN, scene)[1:] == [
        "  a  Lê Văn Thử",
        "  b  Trần Thị Mẫu",
        "Chọn nhiều nhất 2, thí dụ: chon v1 a (không chọn ai: chon v1 -)",
        "Còn 30 giây.",
    ]


def test_held_vote_is_told_and_so_is_its_going_on() -> None:
    held = opened(state="held", closes_at=None, remaining=12_000)
    assert told(OPENED, held, "en") == [
        "Vote 1 is held: Budget resolution. Ballots that are recorded stay as they are."
    ]
    assert told(held, OPENED, "en")[0].startswith("VOTE 1: ")


def test_annulled_vote_is_told_with_its_reason() -> None:
    annulled = opened(state="annulled", annulled="sai tên")
    assert told(OPENED, annulled) == [
        "Biểu quyết 1 đã bị hủy: Nghị quyết về ngân sách. Lý do: sai tên."
    ]


def test_those_one_votes_for_are_named_and_their_ballots_told() -> None:
    absent = {"delegate": "d07", "name": "Ông Vắng", "ballot": None}
    scene = replace(PLAIN, vote=vote(), own_vote=own(principals=[absent]))
    assert told(PLAIN, scene, "en")[1] == (
        "You vote for Ông Vắng too: add “for d07” behind the answer."
    )
    assert "You have not voted for Ông Vắng." in [line.text for line in status(scene, "en")]
    ballot = {"choice": "no", "marks": [], "channel": "tablet", "at": NOW}
    cast = replace(scene, own_vote=own(principals=[{**absent, "ballot": ballot}]))
    assert told(scene, cast, "en") == ["The ballot for Ông Vắng is recorded: no."]


def test_ballot_cast_at_another_device_is_told_with_the_device() -> None:
    ballot = {"choice": "yes", "marks": [], "channel": "keypad", "at": NOW}
    after = replace(OPENED, own_vote=own(ballot=ballot))
    assert told(OPENED, after) == ["Phiếu của bạn đã được ghi: tán thành (bằng bàn phím)."]


def test_marks_are_told_by_name_and_an_answer_in_the_kinds_own_words() -> None:
    rating = opened(question="rating", options=CANDIDATES)
    marks = {"choice": "", "marks": ["a:high", "b:low"], "channel": "tablet", "at": NOW}
    assert told(rating, replace(rating, own_vote=own(ballot=marks)), "en") == [
        "Your ballot is recorded: Lê Văn Thử: high; Trần Thị Mẫu: low."
    ]
    words = {"yes": {"vi": "Tín nhiệm", "en": "Confidence"}, "no": None, "abstain": None}
    confidence = opened(words=words)
    ballot = {"choice": "yes", "marks": [], "channel": "tablet", "at": NOW}
    assert told(confidence, replace(confidence, own_vote=own(ballot=ballot)), "en") == [
        "Your ballot is recorded: confidence."
    ]


def test_whoever_is_called_is_told_once() -> None:
    call = {"vote": "v1", "called": "d01", "called_name": "", "next": "", "next_name": ""}
    rolling = opened(form="roll-call")
    called = replace(rolling, call=_call(call))
    assert told(rolling, called, "en") == ["You are called: please answer aloud."]
    assert told(called, called, "en") == []
    assert told(rolling, replace(rolling, call=_call(call | {"called": "d02"})), "en") == []


def _call(value: dict[str, Any]) -> views.Call:
    return msgspec.convert({**value, "answered": 0, "register": 4}, views.Call)


def test_election_is_told_with_every_candidate() -> None:
    share = {"count": 3, "vi": "60,00", "en": "60.00"}
    elected = {"option": CANDIDATES[0], "votes": share, "weight": None, "high": NOBODY,
               "medium": NOBODY, "low": NOBODY, "elected": True, "tied": False,
               "consequence_vi": "", "consequence_en": ""}  # fmt: skip
    other = elected | {"option": CANDIDATES[1], "votes": NOBODY, "elected": False}
    counts = COUNTS | {"yes": 0, "no": 0, "marked": 3, "invalid": 1}
    declared = DECLARED | {"counts": counts, "marked": [elected, other]}
    scene = opened(question="approve", form="paper", abstain=False, **declared)
    assert told(opened(state="closed"), scene)[2:] == [
        "  Lê Văn Thử: 3 (60,00%) – trúng",
        "  Trần Thị Mẫu: 0 (0,00%)",
        "Bỏ phiếu 3, không bỏ phiếu 0, vắng 1, không hợp lệ 1.",
    ]


def test_rating_is_told_with_what_follows() -> None:
    low = {"count": 3, "vi": "60,00", "en": "60.00"}
    rated = {"option": CANDIDATES[0], "votes": NOBODY, "weight": None, "high": NOBODY,
             "medium": NOBODY, "low": low, "elected": False, "tied": False,
             "consequence_vi": "có thể xin từ chức", "consequence_en": "may resign"}  # fmt: skip
    scene = opened(question="rating", form="paper", **(DECLARED | {"marked": [rated]}))
    assert told(opened(state="closed"), scene, "en")[2] == (
        "  Lê Văn Thử: high 0 (0.00%), medium 0 (0.00%), low 3 (60.00%) – may resign"
    )
