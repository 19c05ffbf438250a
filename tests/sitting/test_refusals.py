"""Refusals: a stable code each, and a whole sentence in either language."""

import re
from dataclasses import fields

import pytest

from hall_server.sitting.floor_refusals import FLOOR_REFUSALS
from hall_server.sitting.questioning_refusals import QUESTIONING_REFUSALS
from hall_server.sitting.refusals import REFUSALS, DelegateUnknown, PhaseWrong, Refusal, RoleMissing
from hall_server.sitting.vote_refusals import VOTE_REFUSALS, FormWrong, NotByDevice

TABLES = (REFUSALS, VOTE_REFUSALS, FLOOR_REFUSALS, QUESTIONING_REFUSALS)
EVERY = {code: kind for table in TABLES for code, kind in table.items()}

ENGLISH = re.compile(
    r"\b(the|not|is|of|vote|sitting|delegate|chair|clerk|open|closed|declared|prepared|"
    r"in_session|suspended|adjourned|display|bridge|house|"
    r"held|annulled|granted|speaking|paused|ended|recorded|aggregate|roll-call|show-of-hands|paper|desk|tablet|keypad)\b",
    re.IGNORECASE,
)
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụ]", re.IGNORECASE)

WORDS = {
    "role": ["chair", "clerk", "delegate", "display", "bridge", "house"],
    "phase": ["prepared", "in_session", "suspended", "adjourned"],
    "state": [
        "prepared",
        "open",
        "held",
        "closed",
        "declared",
        "annulled",
        "granted",
        "speaking",
        "paused",
        "ended",
    ],
    "form": ["recorded", "aggregate", "roll-call", "show-of-hands", "paper"],
    "channel": ["desk", "tablet", "keypad"],
}


def examples() -> list[Refusal]:
    found = []
    for kind in EVERY.values():
        names = [entry.name for entry in fields(kind)]
        many = next((WORDS[name] for name in names if name in WORDS), ["x7"])
        for word in many:
            values = {name: word if name in WORDS else "x7" for name in names}
            found.append(kind(**values))
    return found


def test_every_code_is_its_own_and_has_the_form_of_a_code() -> None:
    assert len(EVERY) == sum(map(len, TABLES)) == len(Refusal.__subclasses__())
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in EVERY)


@pytest.mark.parametrize("refusal", examples(), ids=lambda refusal: refusal.code)
def test_both_sentences_are_whole_and_each_in_its_language(refusal: Refusal) -> None:
    for sentence in (refusal.vi, refusal.en):
        assert not re.search(r"[{}_]", sentence)
        assert sentence.endswith(".")
    assert not ENGLISH.search(refusal.vi), refusal.vi
    assert VIETNAMESE.search(refusal.vi)
    assert not VIETNAMESE.search(refusal.en), refusal.en


def test_details_stand_in_the_sentences() -> None:
    assert "«đang họp»" in PhaseWrong("in_session").vi
    assert "“in session”" in PhaseWrong("in_session").en
    assert "«màn hình»" in RoleMissing("display", "OpenVote").vi
    assert "s99" in DelegateUnknown("s99").vi
    assert "giơ tay" in FormWrong("show-of-hands", "").vi
    assert "roll call" in NotByDevice("roll-call", "").en


def test_what_a_client_sent_is_not_taken_for_a_template() -> None:
    hostile = DelegateUnknown("{__class__} {0}")
    assert "{__class__} {0}" in hostile.en


def test_refusals_without_a_rule_rest_on_no_article() -> None:
    assert PhaseWrong("suspended").article == ""
