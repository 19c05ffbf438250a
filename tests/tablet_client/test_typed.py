"""What somebody typed, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablet_client.typed import Said, read


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("yes", Said("yes")),
        ("vote no", Said("no")),
        ("vote v12 yes", Said("yes", "v12")),
        ("biểu quyết v3 không tán thành", Said("no", "v3")),
        ("vote yes for d07", Said("yes", principal="d07")),
        ("tán thành thay d07", Said("yes", principal="d07")),
        ("vote v1 abstain for d07", Said("abstain", "v1", principal="d07")),
        ("mark v1 a c", Said("mark", "v1", ("a", "c"))),
        ("chọn A c", Said("mark", "", ("a", "c"))),
        ("mark v1 a for d07", Said("mark", "v1", ("a",), "d07")),
        ("mark v1 -", Said("mark", "v1")),
        ("rate v1 a=high b=low", Said("rate", "v1", ("a:high", "b:low"))),
        ("đánh giá a=cao b=tínnhiệm c=thấp", Said("rate", "", ("a:high", "b:medium", "c:low"))),
        ("danhgia v2 a=thap thay d07", Said("rate", "v2", ("a:low",), "d07")),
        ("join BCDF-GHJK", Said("join", behind="BCDF-GHJK")),
        ("trạng thái", Said("status")),
        ("phát biểu", Said("floor")),
        ("floor rebuttal", Said("floor", behind="rebuttal")),
        ("phát biểu tranh luận", Said("floor", behind="tranh luận")),
        ("đăng ký phát biểu tranh luận", Said("floor", behind="tranh luận")),
        ("vanban Kính thưa Hội đồng", Said("write", behind="Kính thưa Hội đồng")),
        ("write yes", Said("write", behind="yes")),
        ("chất vấn g01: Rác: Vì sao?", Said("question", behind="g01: Rác: Vì sao?")),
    ],
)
def test_line_is_taken_apart(line: str, said: Said) -> None:
    assert read(line) == said


@pytest.mark.parametrize(
    "line",
    ["", "vote", "vote v1", "vote v1 maybe", "mark", "mark v1", "rate", "rate v1", "rate v1 a",
     "rate v1 a=superb", "rate v1 a=high b", "for d07", "yes please",
     "write", "question", "question g01", "question g01:", "question : topic"],
)  # fmt: skip
def test_half_an_answer_is_none(line: str) -> None:
    assert read(line) is None


@given(st.text())
def test_nobody_votes_by_accident(line: str) -> None:
    said = read(line)
    if said is not None and said.verb in {"yes", "no", "abstain", "mark", "rate"}:
        assert any(sign.isalnum() for sign in line)
