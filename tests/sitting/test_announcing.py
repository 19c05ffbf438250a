"""What is said of each kind of vote, word for word."""

import re
from typing import Literal

import pytest

from hall_server.sitting import announcing
from hall_server.sitting.model import Option
from hall_server.sitting.rules import Base, Quorum, Threshold, Wording
from hall_server.sitting.state import Counts, Outcome
from tests.sitting.deciding import (
    PACKS,
    announced,
    changed,
    decided,
    on_paper,
    persons,
    said,
    vote_of,
    weighed,
    with_threshold,
)

COMMUNIQUE = (
    "có 448 đại biểu tham gia biểu quyết (bằng 94,71% tổng số đại biểu Quốc hội); trong đó có "
    "437 tán thành (92,39%), 3 không tán thành (0,63%), 8 không biểu quyết (1,69%)"
)
"""As the National Assembly announced on 10 December 2025, with 473 in office."""


def test_announcement_is_the_sentence_of_the_national_assembly_word_for_word() -> None:
    vi, en = announced(vote_of("vn-quoc-hoi"), Counts(437, 3, 8, 0, 25), 500)
    assert vi == (
        f"Kết quả biểu quyết: {COMMUNIQUE}. "
        "Tỷ lệ tính trên tổng số 473 đại biểu Quốc hội. Được thông qua."
    )
    assert en == (
        "Result of the vote: 448 delegates took part (94.71% of all delegates of the National "
        "Assembly), of whom 437 in favour (92.39%), 3 against (0.63%), 8 abstaining (1.69%). "
        "Percentages are of all 473 delegates of the National Assembly. Carried."
    )


@pytest.mark.parametrize(
    ("yes", "others", "part", "share"), [(443, 0, "93,66", "93,66"), (438, 5, "93,66", "92,60")]
)
def test_other_published_figures_come_out_to_the_digit(
    yes: int, others: int, part: str, share: str
) -> None:
    vi, _ = announced(vote_of("vn-quoc-hoi"), Counts(yes, 0, others, 2, 28), 500)
    assert f"{yes + others} đại biểu tham gia biểu quyết (bằng {part}%" in vi
    assert f"{yes} tán thành ({share}%)" in vi


def test_answers_that_nobody_gave_are_left_out() -> None:
    vi, en = announced(vote_of("vn-hdnd"), Counts(45, 0, 0, 0, 40))
    assert "có 45 tán thành (52,94%). Tỷ lệ" in vi
    assert "không tán thành" not in vi
    assert "không biểu quyết" not in vi
    assert "against" not in en


def test_peoples_council_is_called_by_its_name() -> None:
    vi, en = announced(vote_of("vn-hdnd"), Counts(45, 3, 0, 7, 30))
    assert "(bằng 56,47% tổng số đại biểu Hội đồng nhân dân)" in vi
    assert "Tỷ lệ tính trên tổng số 85 đại biểu Hội đồng nhân dân." in vi
    assert "all 85 delegates of the People's Council" in en


def test_house_without_a_name_has_delegates_all_the_same() -> None:
    pack = changed("vn-hdnd", body=Wording("", ""))
    vi, en = announced(vote_of(pack), Counts(45, 3, 0, 7, 30))
    assert "Tỷ lệ tính trên tổng số 85 đại biểu." in vi
    assert "Percentages are of all 85 delegates." in en


def test_nobody_took_part() -> None:
    vi, en = announced(vote_of("vn-hdnd"), Counts(0, 0, 0, 12, 3))
    assert vi == "Kết quả biểu quyết: không có đại biểu nào tham gia. Không được thông qua."
    assert en == "Result of the vote: nobody took part. Not carried."


def test_of_votes_cast_neither_those_who_abstain_nor_those_who_take_part_are_a_share() -> None:
    vi, en = announced(vote_of("european-parliament"), Counts(300, 100, 20, 5, 280))
    assert "có 420 đại biểu tham gia biểu quyết; trong đó có 300 tán thành (75,00%)" in vi
    assert "20 không biểu quyết. Tỷ lệ tính trên tổng số 400 phiếu tán thành và không" in vi
    assert "20 abstaining. Percentages are of the 400 votes cast for or against." in en


def test_abstentions_alone_have_no_percentages_of_the_votes_cast() -> None:
    vi, _ = announced(vote_of("votes-cast"), Counts(0, 0, 4, 0, 0))
    assert "có 4 đại biểu tham gia biểu quyết; trong đó có 4 không biểu quyết. Không được" in vi
    assert "%" not in vi


BASES: dict[Base, tuple[str, str]] = {
    "statutory": ("tổng số 90 ghế đại biểu theo luật", "all 90 seats by law"),
    "in_office": ("tổng số 31 đại biểu Hội đồng nhân dân", "all 31 delegates of the People's"),
    "remaining": ("tổng số 29 đại biểu còn quyền biểu quyết", "all 29 delegates not recused"),
    "present": ("tổng số 26 đại biểu có mặt", "the 26 delegates present"),
    "present_at_close": ("tổng số 22 đại biểu có mặt khi kết thúc", "the 22 delegates present at"),
    "participating": ("tổng số 20 đại biểu tham gia", "the 20 delegates who took part"),
    "cast": ("tổng số 14 phiếu tán thành và không tán thành", "the 14 votes cast"),
    "valid": ("tổng số 18 phiếu hợp lệ", "the 18 valid ballots"),
}


@pytest.mark.parametrize(("base", "words"), BASES.items())
def test_every_base_is_named_with_its_number(base: Base, words: tuple[str, str]) -> None:
    vote = vote_of(changed("vn-hdnd", percent_base=base))
    counts = Counts(9, 5, 4, 6, 3, recused=2, invalid=2, present_at_close=22)
    vi, en = announced(vote, counts, 90)
    assert f"Tỷ lệ tính trên {words[0]}" in vi
    assert f"Percentages are of {words[1]}" in en


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("hands", ("Kết quả biểu quyết bằng giơ tay: có 9", "Result of the show of hands: 9")),
        ("roll-call", ("Kết quả biểu quyết bằng gọi tên: có 9", "Result of the roll call: 9")),
        ("aggregate", ("Kết quả biểu quyết: có 9", "Result of the vote: 9")),
    ],
)
def test_form_of_the_vote_is_named(kind: str, words: tuple[str, str]) -> None:
    vi, en = announced(vote_of("vn-hdnd", kind), Counts(8, 1, 0, 3, 3))
    assert vi.startswith(words[0])
    assert en.startswith(words[1])


def test_vote_of_confidence_is_told_in_its_own_words_with_its_ballots() -> None:
    vi, en = announced(on_paper("confidence", 52, 1), Counts(45, 6, 0, 0, 1, invalid=1))
    assert vi.startswith(
        "Số phiếu phát ra: 52; số phiếu thu về: 52; số phiếu hợp lệ: 51; "
        "số phiếu không hợp lệ: 1. Kết quả bỏ phiếu: có 52 đại biểu tham gia bỏ phiếu (bằng 98,11% "
    )
    assert (
        "trong đó có 45 tín nhiệm (84,91%), 6 không tín nhiệm (11,32%), "
        "1 phiếu không hợp lệ (1,89%)." in vi
    )
    assert vi.endswith("Đủ đa số.")
    assert en.startswith("Ballots issued: 52; returned: 52; valid: 51; invalid: 1. Result of the")
    assert "45 “Confidence” (84.91%), 6 “No confidence” (11.32%), 1 invalid (1.89%)" in en
    assert en.endswith("Majority reached.")


def test_weighted_vote_is_told_in_heads_and_in_weights_with_percentages_of_weights() -> None:
    counts = Counts(30, 9, 1, 0, 10, weight=weighed(6_500_000, 1_500_000, 10, 0, 1_999_990).weight)
    vi, en = announced(vote_of("weighted"), counts)
    assert (
        "có 40 đại biểu tham gia biểu quyết với 8.000.010 quyền biểu quyết; trong đó có 30 tán "
        "thành với 6.500.000 quyền biểu quyết (81,25%), 9 không tán thành với 1.500.000 quyền "
        "biểu quyết (18,75%), 1 không biểu quyết với 10 quyền biểu quyết (0,00%)." in vi
    )
    assert "Tỷ lệ tính trên tổng số 8.000.010 quyền biểu quyết tham gia." in vi
    assert "30 in favour with 6,500,000 voting rights (81.25%)" in en
    assert "Percentages are of the 8,000,010 voting rights taking part." in en


def test_of_all_weights_those_taking_part_are_a_share() -> None:
    vote = vote_of(changed("weighted", percent_base="in_office"))
    vi, _ = announced(vote, weighed(6_000, 2_000, 0, 0, 2_000))
    assert "với 8.000 quyền biểu quyết (bằng 80,00% tổng số quyền biểu quyết); " in vi
    assert "(60,00%)" in vi


def test_verdict_says_what_was_needed_and_reached_in_both_languages() -> None:
    vi, en = said(vote_of("vn-hdnd"), Counts(45, 3, 0, 7, 30))
    assert vi == "Được thông qua: cần 43 trên tổng số 85 đại biểu Hội đồng nhân dân, có 45."
    assert en == "Carried: needed 43 of 85 in office, has 45."


def test_verdict_of_a_lost_vote_says_so_first() -> None:
    vi, en = said(vote_of("votes-cast"), Counts(7, 8, 0, 0, 0))
    assert vi == (
        "Không được thông qua: cần 8 trên tổng số 15 phiếu tán thành và không tán thành, có 7."
    )
    assert en == "Not carried: needed 8 of 15 cast for or against, has 7."


def test_verdict_of_a_combined_majority_names_each_part() -> None:
    vi, en = said(vote_of("european-parliament", "censure"), Counts(300, 150, 20, 3, 232))
    assert vi == (
        "Không được thông qua: cần 300 trên tổng số 450 phiếu tán thành và không tán thành và "
        "353 trên tổng số 705 đại biểu, có 300."
    )
    assert (
        en
        == "Not carried: needed 300 of 450 cast for or against and 353 of 705 in office, has 300."
    )
    vi, en = said(vote_of("roberts", "rescind"), Counts(22, 10, 0, 3, 10))
    assert "hoặc 23 trên tổng số 45 đại biểu, có 22." in vi
    assert en == "Carried: needed 22 of 32 cast for or against or 23 of 45 in office, has 22."


def test_verdict_of_weights_counts_voting_rights() -> None:
    vi, en = said(vote_of("weighted"), weighed(6_000, 1_200, 0, 0, 2_800))
    assert vi == "Được thông qua: cần 3.601 trên tổng số 7.200 quyền biểu quyết tham gia, có 6.000."
    assert en == "Carried: needed 3,601 of the 7,200 voting rights taking part, has 6,000."


def test_verdict_without_a_quorum_says_how_many_were_missing() -> None:
    vote, counts = vote_of("uk-commons"), Counts(20, 10, 0, 300, 320)
    vi, en = said(vote, counts)
    assert vi == (
        "Không đủ túc số: cần 40, có 35 (30 tham gia và 5 người không bỏ phiếu); nội dung để lại."
    )
    assert en == (
        "No quorum: needed 40, has 35 (30 took part and 5 who do not vote); "
        "the business stands over."
    )
    assert announced(vote, counts)[0].endswith(vi)
    assert announced(vote, counts)[1].endswith(en)


def test_missing_quorum_is_the_end_of_every_question() -> None:
    quorum = Quorum("made up", Threshold("in_office", 1, 2, strict=True), tested="close")
    for kind in ("election", "rating", "choice"):
        vote = vote_of("vn-hdnd", kind, options=persons("a", "b"))
        vote.quorum = quorum
        counts = Counts(0, 0, 0, 0, 10, marked=5, marks={"a": 5, "a:low": 5})
        assert decided(vote, counts) == Outcome(
            False, decided(vote, counts).needed, decided(vote, counts).reached, verdict="no-quorum"
        )
        assert announced(vote, counts)[0].endswith("Không đủ túc số: cần 8, có 5; nội dung để lại.")


@pytest.mark.parametrize(
    ("casting", "vi", "en"),
    [
        (
            None,
            "Không đủ đa số, phiếu ngang nhau 40–40: cần 41",
            "Majority not reached, a tie of 40 to 40: needed 41",
        ),
        (
            "yes",
            "Đủ đa số, phiếu ngang nhau 40–40 và chủ tọa quyết định tán thành (Aye): cần 41",
            "Majority reached, a tie of 40 to 40 with the chair's casting vote “Aye”: needed 41",
        ),
        (
            "no",
            "Không đủ đa số, phiếu ngang nhau 40–40 và chủ tọa quyết định không tán thành (No): ",
            "Majority not reached, a tie of 40 to 40 with the chair's casting vote “No”: needed 41",
        ),
    ],
)  # fmt: skip
def test_verdict_of_a_tie_says_who_decided(
    casting: Literal["yes", "no"] | None, vi: str, en: str
) -> None:
    vote = vote_of("uk-commons")
    vote.casting = casting
    words = said(vote, Counts(40, 40, 0, 500, 70))
    assert words[0].startswith(vi)
    assert words[1].startswith(en)


def test_casting_vote_is_read_out_as_the_answer_it_was() -> None:
    vote = vote_of(changed("votes-cast", tie="casting-vote"))
    vote.casting = "no"
    vi, en = announced(vote, Counts(9, 9, 0, 0, 0))
    assert vi.endswith(
        "Không được thông qua, phiếu ngang nhau 9–9 và chủ tọa quyết định không tán thành."
    )
    assert en.endswith("Not carried, a tie of 9 to 9 with the chair's casting vote against.")


def test_one_is_spoken_of_as_one() -> None:
    vote, one = vote_of("votes-cast"), Counts(1, 0, 0, 0, 0)
    assert announced(vote, one)[1] == (
        "Result of the vote: 1 delegate took part, of whom 1 in favour (100.00%). "
        "Percentages are of the 1 vote cast for or against. Carried."
    )
    weights = Counts(1, 0, 0, 0, 0, weight=weighed(1).weight)
    assert (
        "1 delegate took part with 1 voting right, of" in announced(vote_of("weighted"), weights)[1]
    )


def test_ballots_on_paper_are_counted_as_returned() -> None:
    vote = vote_of("roberts", "ballot")
    vi, en = announced(vote, Counts(9, 3, 0, 2, 1, invalid=1))
    assert "Tỷ lệ tính trên tổng số 13 phiếu thu về." in vi
    assert "Percentages are of the 13 ballots returned." in en


def test_tie_that_decides_nothing_is_not_spoken_of() -> None:
    vi, _ = said(vote_of("vn-hdnd"), Counts(20, 20, 0, 0, 45))
    assert "ngang" not in vi
    vi, _ = said(vote_of("votes-cast"), Counts(20, 20, 0, 0, 45))
    assert "phiếu ngang nhau 20–20" in vi
    vi, _ = said(vote_of("votes-cast"), Counts(0, 0, 4, 0, 45))
    assert "ngang" not in vi


def test_entry_of_before_without_a_verdict_word_is_told_all_the_same() -> None:
    counts, old = Counts(45, 3, 0, 7, 30), Outcome(carried=True, needed=43, reached=45)
    assert announcing.verdict(vote_of("vn-hdnd"), counts, old, 85)[1].startswith(
        "Carried: needed 43"
    )
    assert announcing.announcement(vote_of("vn-hdnd"), counts, old, 85)[1].endswith(" Carried.")


@pytest.mark.parametrize("pack", PACKS)
def test_every_kind_of_every_pack_is_told_in_whole_sentences(pack: str) -> None:
    for kind in PACKS[pack].kinds:
        vote = vote_of(pack, kind)
        options = () if vote.kind.question == "yes-no" else persons("a", "b")
        vote = vote_of(pack, kind, options=options)
        counts = Counts(9, 3, 0, 1, 1, weight=weighed(9, 3, 0, 1, 1).weight)
        if options:
            marks = {"a": 9, "b": 3, "a:high": 9, "b:low": 12}
            weight = {**weighed(0, 0, 0, 1, 1).weight, **marks, "marked": 12}
            counts = Counts(0, 0, 0, 1, 1, marked=12, marks=marks, weight=weight)
        for words in (*said(vote, counts), *announced(vote, counts)):
            assert words.endswith(".")
            assert not re.search(r"[{}]|\s\s|\.\.|None|\s[,.;:]", words), words


def test_every_majority_of_every_pack_is_told_with_its_number() -> None:
    for pack, rules in PACKS.items():
        for name in rules.majorities:
            vote = vote_of(pack, majority=name)
            vote.quorum = None
            counts = Counts(
                9, 3, 2, 1, 1, present_at_close=14, weight=weighed(9, 3, 2, 1, 1).weight
            )
            needed = decided(vote, counts, 20).needed
            for words in said(vote, counts, 20):
                assert re.search(rf"\b{needed}\b", words), (pack, name, words)


def test_title_like_words_in_names_are_not_taken_for_places_to_fill() -> None:
    options = (Option("a", "Phương án {1}"), Option("b", "Phương án {names}"))
    vote = vote_of("votes-cast", "choice", options=options)
    vi, _ = announced(vote, Counts(0, 0, 0, 0, 0, marked=10, marks={"a": 7, "b": 3}))
    assert vi.endswith("Được chọn: Phương án {1} (7 phiếu).")
    assert "Phương án {names} được 3 phiếu" in vi


def test_any_of_several_thresholds_made_for_one_council_is_told() -> None:
    pack = with_threshold(
        "vn-hdnd",
        Threshold("present_at_close", 3, 4, strict=False),
        Threshold("valid", 9, 10, strict=True),
        joined="any",
    )
    _, en = said(vote_of(pack), Counts(9, 3, 2, 1, 1, present_at_close=12))
    assert en == "Carried: needed 9 of 12 present at the close or 13 of 14 valid ballots, has 9."
