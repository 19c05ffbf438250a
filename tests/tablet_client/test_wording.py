"""The words of the command-line seat."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablet_client.wording import SENTENCES, Verb, say, verb_of


@pytest.mark.parametrize("key", SENTENCES)
def test_both_languages_say_the_same_details(key: str) -> None:
    vi, en = ({name for _, name, _, _ in string.Formatter().parse(said)} for said in SENTENCES[key])
    assert vi - {None} == en - {None}
    assert "" not in vi


def test_sentence_is_said_in_the_language_asked_for() -> None:
    assert say("vi", "quorum-answered") == "Bạn đã trả lời: có mặt."
    assert say("en", "quorum-answered") == "You have answered: present."


@pytest.mark.parametrize(
    ("said", "verb"),
    [
        ("tanthanh", "yes"),
        ("Tán thành", "yes"),
        ("KHÔNG TÁN THÀNH", "no"),
        ("không biểu quyết", "abstain"),
        ("biểu quyết tán thành", "yes"),
        ("bieuquyet khongbieuquyet", "abstain"),
        ("vote no", "no"),
        ("yes", "yes"),
        ("1", "yes"),
        ("có mặt", "in"),
        ("vắng", "out"),
        ("đăng ký phát biểu", "floor"),
        ("rút", "withdraw"),
        ("trạng thái", "status"),
        ("sign-out", "sign-out"),
        ("thoát", "quit"),
        ("?", "help"),
    ],
)
def test_verb_is_understood_with_and_without_marks(said: str, verb: Verb) -> None:
    assert verb_of(said) == verb


@pytest.mark.parametrize("said", ["", "vote", "vote quit", "vote in", "biểu quyết", "yess", "tán"])
def test_what_is_no_verb_is_none(said: str) -> None:
    assert verb_of(said) is None


@given(st.text())
def test_nobody_votes_by_accident(said: str) -> None:
    if verb_of(said) in {"yes", "no", "abstain"}:
        assert any(sign.isalnum() for sign in said)
