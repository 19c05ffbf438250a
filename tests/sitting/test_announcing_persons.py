"""What is said of elections, choices and ratings, word for word."""

from msgspec import structs

from hall_server.sitting.model import Option
from hall_server.sitting.rules import Threshold
from hall_server.sitting.state import Counts
from tests.sitting.deciding import (
    PACKS,
    announced,
    changed,
    on_paper,
    persons,
    said,
    vote_of,
    weighed,
)

MARKS = {"a": 45, "b": 30, "c": 30}


def test_election_tells_ballots_votes_and_who_is_elected() -> None:
    options = (Option("a", "Nguyễn Văn Mẫu"), Option("b", "Trần Thị Thử", "Tran Thi Thu"))
    vote = on_paper("election", 52, 2, options=options)
    vi, en = announced(vote, Counts(0, 0, 0, 0, 1, marked=50, invalid=2, marks={"b": 5, "a": 45}))
    assert vi == (
        "Số phiếu phát ra: 52; số phiếu thu về: 52; số phiếu hợp lệ: 50; số phiếu không hợp lệ: 2. "
        "Kết quả bỏ phiếu: "
        "Nguyễn Văn Mẫu được 45 phiếu (bằng 84,91% tổng số 53 đại biểu Hội đồng nhân dân); "
        "Trần Thị Thử được 5 phiếu (bằng 9,43% tổng số 53 đại biểu Hội đồng nhân dân). "
        "Trúng cử: Nguyễn Văn Mẫu (45 phiếu)."
    )
    assert en == (
        "Ballots issued: 52; returned: 52; valid: 50; invalid: 2. Result of the ballot: "
        "Nguyễn Văn Mẫu has 45 votes (84.91% of all 53 delegates of the People's Council); "
        "Tran Thi Thu has 5 votes (9.43% of all 53 delegates of the People's Council). "
        "Elected: Nguyễn Văn Mẫu (45 votes)."
    )


def test_election_with_a_tie_says_among_whom_is_voted_again() -> None:
    vote = on_paper("election", 53, options=persons("a", "b", "c"), seats=2)
    vi, en = announced(vote, Counts(0, 0, 0, 0, 0, marked=53, marks=MARKS))
    assert vi.endswith(
        "Trúng cử: Ứng cử viên a (45 phiếu); Ứng cử viên b (30 phiếu), Ứng cử viên c (30 phiếu) "
        "ngang phiếu, bầu lại giữa những người này để chọn 1 người."
    )
    assert en.endswith(
        "Elected: Ứng cử viên a (45 votes); Ứng cử viên b (30 votes), Ứng cử viên c (30 votes) "
        "are tied, to be voted on again (1 to fill)."
    )


def test_options_with_a_tie_are_voted_on_again() -> None:
    options = (Option("a", "Phương án 1", "Option 1"), Option("b", "Phương án 2", "Option 2"))
    vote = vote_of("vn-hdnd", "choice", options=options)
    vi, en = announced(vote, Counts(0, 0, 0, 0, 0, marked=1, marks={"a": 1, "b": 1}))
    assert vi.endswith(
        "Phương án 1 (1 phiếu), Phương án 2 (1 phiếu) ngang phiếu, "
        "biểu quyết lại giữa những phương án này để chọn 1 phương án."
    )
    assert en.endswith("Option 1 (1 vote), Option 2 (1 vote) are tied, "
                       "to be voted on again (1 to fill).")  # fmt: skip


def test_where_nobody_is_voted_on_again_those_tied_are_not_elected() -> None:
    pack = changed("vn-hdnd", "election", tie_of_persons=())
    vote = vote_of(pack, "election", options=persons("a", "b", "c"), seats=2)
    counts = Counts(0, 0, 0, 0, 0, marked=53, marks=MARKS)
    vi, en = announced(vote, counts)
    assert vi.endswith(
        "Trúng cử: Ứng cử viên a (45 phiếu); Ứng cử viên b (30 phiếu), Ứng cử viên c (30 phiếu) "
        "ngang phiếu, còn 1 người chưa bầu được."
    )
    assert en.endswith("Ứng cử viên b (30 votes), Ứng cử viên c (30 votes) are tied, 1 not filled.")
    vote = vote_of(pack, "election", options=persons("b", "c"))
    assert announced(vote, counts)[0].endswith(" ngang phiếu, không ai trúng cử.")
    assert announced(vote, counts)[1].endswith(" are tied, nobody is elected.")


def test_seats_that_too_few_votes_leave_empty_are_told() -> None:
    vote = vote_of("vn-hdnd", "election", options=persons("a", "b"), seats=2)
    vi, en = announced(vote, Counts(0, 0, 0, 0, 0, marked=53, marks={"a": 45, "b": 3}))
    assert vi.endswith("Trúng cử: Ứng cử viên a (45 phiếu); còn 1 người chưa bầu được.")
    assert en.endswith("Elected: Ứng cử viên a (45 votes); 1 not filled.")


def test_election_of_the_older_says_why() -> None:
    vote = on_paper("election", 53, options=persons("a", "b", a="1970", b="1965"))
    counts = Counts(0, 0, 0, 1, 0, marked=52, marks={"a": 26, "b": 26})
    vi, en = announced(vote, counts, repeats=True)
    assert vi.endswith(
        "Trúng cử: Ứng cử viên b (26 phiếu); ngang phiếu, người nhiều tuổi hơn trúng cử."
    )
    assert en.endswith("Elected: Ứng cử viên b (26 votes); level on votes, the older is elected.")
    vi, en = said(vote, counts, repeats=True)
    assert "bầu lại giữa những người ngang phiếu nên xét theo số phiếu, cao nhất có 26." in vi
    assert "voted on again, so the order of votes decides, the most votes are 26." in en


def test_candidates_without_votes_and_elections_of_nobody_are_told_so() -> None:
    vote = on_paper("election", 20, options=persons("a", "b"))
    counts = Counts(0, 0, 3, 0, 33, marked=17, marks={"a": 17})
    vi, en = announced(vote, counts)
    assert "Ứng cử viên b" not in vi
    assert vi.endswith("Có 3 đại biểu không biểu quyết. Không ai trúng cử.")
    assert en.endswith("3 abstained. Nobody is elected.")


def test_election_by_devices_says_who_took_part() -> None:
    vote = vote_of("weighted", "election", options=persons("a", "b"))
    weight = {"marked": 1_000, "a": 600, "b": 400}
    counts = Counts(0, 0, 0, 1, 0, marked=5, marks={"a": 1, "b": 4}, weight=weight)
    vi, _ = announced(vote, counts)
    assert vi.startswith("Kết quả biểu quyết: có 5 đại biểu tham gia biểu quyết với 1.000 quyền")
    assert (
        "Ứng cử viên a được 1 phiếu với 600 quyền biểu quyết "
        "(bằng 60,00% tổng số 1.000 quyền biểu quyết tham gia)" in vi
    )
    assert vi.endswith("Trúng cử: Ứng cử viên a (600 quyền biểu quyết).")


def test_options_that_are_no_persons_are_chosen_and_not_elected() -> None:
    options = (Option("a", "Phương án 1", "Option 1"), Option("b", "Phương án 2", "Option 2"))
    vote = vote_of("votes-cast", "choice", options=options)
    counts = Counts(0, 0, 2, 0, 0, marked=10, marks={"a": 7, "b": 3})
    assert announced(vote, counts)[0].endswith("Được chọn: Phương án 1 (7 phiếu).")
    assert announced(vote, counts)[1].endswith("Chosen: Option 1 (7 votes).")
    level = Counts(0, 0, 2, 0, 0, marked=10, marks={"a": 5, "b": 5})
    assert announced(vote, level)[0].endswith("Không phương án nào được chọn.")
    assert "; needed 6 of the 10 ballots with a choice, the" in said(vote, counts)[1]


def test_a_single_ballot_is_one() -> None:
    vote = vote_of("votes-cast", "election", options=persons("a"))
    _, en = announced(vote, Counts(0, 0, 0, 0, 0, marked=1, marks={"a": 1}))
    assert en.endswith("a has 1 vote (100.00% of the 1 ballot with a choice). "
                       "Elected: Ứng cử viên a (1 vote).")  # fmt: skip


def test_rating_tells_each_person_three_levels_base_and_consequence() -> None:
    options = (Option("a", "Nguyễn Văn Mẫu"), Option("b", "Trần Thị Thử"))
    vote = on_paper("rating", 52, options=options)
    marks = {"a:high": 52, "b:high": 10, "b:medium": 10, "b:low": 30, "b:none": 2}
    counts = Counts(0, 0, 0, 0, 1, marked=52, marks=marks)
    vi, en = announced(vote, counts)
    base = "tổng số 53 đại biểu Hội đồng nhân dân"
    follows = vote.kind.consequences[1]
    assert vi == (
        "Số phiếu phát ra: 52; số phiếu thu về: 52; số phiếu hợp lệ: 52; số phiếu không hợp lệ: 0. "
        f"Nguyễn Văn Mẫu: 52 phiếu tín nhiệm cao (bằng 98,11% {base}). "
        f"Trần Thị Thử: 10 phiếu tín nhiệm cao (bằng 18,87% {base}), "
        f"10 phiếu tín nhiệm (bằng 18,87% {base}), 30 phiếu tín nhiệm thấp (bằng 56,60% {base}), "
        "2 phiếu không ghi mức tín nhiệm. "
        "Trần Thị Thử: 30 phiếu tín nhiệm thấp trên tổng số 52 phiếu thu về, mức cần là 27 phiếu. "
        f"{follows.vi} ({follows.source})."
    )
    assert "Nguyễn Văn Mẫu: 52 high confidence (98.11% of all 53 delegates" in en
    end = "Trần Thị Thử: 30 low confidence of the 52 ballots returned, needed 27. "
    assert en.endswith(f"{end}{follows.en} ({follows.source}).")
    assert said(vote, counts)[1] == f"Persons rated: 2. {end}{follows.en} ({follows.source})."
    assert said(vote, counts)[0].startswith(
        "Đã lấy phiếu tín nhiệm đối với 2 người. Trần Thị Thử: 30 phiếu tín nhiệm thấp trên"
    )


def test_a_consequence_is_told_by_what_the_law_counts_and_not_by_what_percentages_are_of() -> None:
    vote = on_paper("rating", 13, 1, options=persons("a"))
    counts = Counts(0, 0, 0, 17, 0, marked=12, invalid=1, marks={"a:low": 9, "a:high": 3})
    vi, _ = announced(vote, counts)
    assert "9 phiếu tín nhiệm thấp (bằng 30,00% tổng số 30 đại biểu Hội đồng nhân dân)." in vi
    assert "9 phiếu tín nhiệm thấp trên tổng số 13 phiếu thu về, mức cần là 9 phiếu. Từ hai" in vi


def test_a_consequence_by_weight_is_told_in_voting_rights() -> None:
    rating = PACKS["vn-hdnd"].kinds["rating"]
    by_weight = Threshold("participating", 1, 2, strict=True, unit="weight")
    follows = structs.replace(rating.consequences[0], threshold=by_weight)
    pack = changed("vn-hdnd", "rating", form="aggregate", consequences=(follows,), weighted=True)
    vote = vote_of(pack, "rating", options=persons("a"))
    weight = {**weighed(0).weight, "marked": 4_000, "a:low": 3_000, "a:high": 1_000}
    vi, en = announced(
        vote, Counts(0, 0, 0, 0, 0, marked=2, marks={"a:low": 1, "a:high": 1}, weight=weight)
    )
    assert "a: 3.000 quyền biểu quyết tín nhiệm thấp trên tổng số 4.000 quyền biểu quyết tham" in vi
    assert "mức cần là 2.001 quyền biểu quyết." in vi
    assert "3,000 low confidence of the 4,000 voting rights taking part, needed 2,001." in en


def test_rating_of_vinh_phuc_shows_the_ballot_that_says_nothing() -> None:
    vote = on_paper("rating", 47, options=persons("a"))
    marks = {"a:high": 19, "a:medium": 2, "a:low": 25}
    vi, _ = announced(vote, Counts(0, 0, 0, 0, 0, marked=47, marks=marks))
    for words in ("bằng 40,43% tổng số 47", "bằng 4,26% tổng số 47", "bằng 53,19% tổng số 47"):
        assert words in vi
    assert "1 phiếu không ghi mức tín nhiệm." in vi


def test_rating_without_consequences_ends_with_the_figures() -> None:
    vote = vote_of(changed("vn-hdnd", "rating", form="aggregate"), "rating", options=persons("a"))
    vi, _ = announced(vote, Counts(0, 0, 0, 3, 0, marked=12, marks={"a:high": 12}))
    assert vi.startswith("Kết quả biểu quyết: có 12 đại biểu tham gia biểu quyết (bằng 80,00% ")
    assert vi.endswith("Ứng cử viên a: 12 phiếu tín nhiệm cao (bằng 80,00% tổng số 15 đại biểu "
                       "Hội đồng nhân dân).")  # fmt: skip
