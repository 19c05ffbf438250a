"""Each kind of vote is recounted, and a journal that tells of it otherwise is found."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall_server.commandline.lawfulness import examine
from hall_server.commandline.recount import recount
from hall_server.commandline.recounted import Recount
from hall_server.commandline.vote_lines import lines_of
from hall_server.journal.journal import Entry
from hall_server.sitting import events as e
from hall_server.sitting.ids import VoteId
from hall_server.sitting.rules import RulePack
from tests.commandline.lives import COUNCILS, Draw, draws, live
from tests.commandline.stories import STORIES
from tests.commandline.tampered import Events, Tampering, change, honest, insert, remove
from tests.commandline.tamperings import TAMPERINGS
from tests.making import delegate_id


def entries(events: Events) -> list[Entry]:
    return [Entry(1, seq, at, "", "", 0, event) for seq, (at, event) in enumerate(events, start=1)]


def told(events: Events) -> list[str]:
    """Everything that verifying says of a journal: of its entries, and of its votes."""
    found = entries(events)
    of_entries = [f"{fault.event}: {fault.words}" for fault in examine(found)[1]]
    of_votes = [f"{vote.vote}: {fault}" for vote in recount(found) for fault in vote.faults]
    return of_entries + of_votes


def votes(story: str) -> list[Recount]:
    return recount(entries(STORIES[story]()))


@pytest.mark.parametrize("story", STORIES)
def test_what_the_law_held_has_no_fault(story: str) -> None:
    assert told(STORIES[story]()) == []


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(COUNCILS), st.booleans(), st.lists(draws, max_size=100))
def test_whatever_the_law_writes_of_any_kind_has_no_fault(
    rules: RulePack, opened: bool, taken: list[Draw]
) -> None:
    sitting = live(rules, opened, taken)
    assert told(sitting.events) == []


@pytest.mark.parametrize(
    ("story", "counts"),
    [
        ("changing_register", [(7, 1, 0, 2, 1, 1)]),
        ("called_by_name", [(7, 1, 0, 1, 3, 0)]),
        ("hands_and_names_kept", [(7, 1, 1, 0, 3, 0), (4, 4, 0, 1, 3, 0)]),
        ("by_proxy_and_weight", [(3, 2, 0, 1, 1, 1)]),
        ("divisions", [(20, 20, 0, 10, 10, 0), (20, 14, 0, 16, 10, 0), (21, 21, 0, 8, 10, 0)]),
    ],
)
def test_heads_are_counted_from_the_entries(story: str, counts: list[tuple[int, ...]]) -> None:
    names = ("yes", "no", "abstain", "not_voting", "absent", "recused")
    assert [tuple(vote.counts[name] for name in names) for vote in votes(story)] == counts


def test_weights_are_counted_apart_from_heads() -> None:
    # Shares are 10 for s1 to 80 for s8. For: s1, s3 and the absent s6, by proxy; against: s4, and
    # s7 in person; s2 is recused and with them s8, for whom they stood; s5 is silent.
    (vote,) = votes("by_proxy_and_weight")
    assert vote.weight == {
        "yes": 10 + 30 + 60, "no": 40 + 70, "abstain": 0, "marked": 0, "not_voting": 50,
        "absent": 80, "recused": 20, "present_at_close": 10 + 30 + 40 + 50 + 60 + 70,
    }  # fmt: skip
    assert vote.register == {"s1", "s3", "s4", "s5", "s6", "s7"}


def test_papers_are_counted_from_their_record() -> None:
    first, again, relief = votes("on_paper")
    assert (first.marks, again.marks) == ({"an": 7, "binh": 7}, {"an": 4, "binh": 4})
    assert (again.counts["marked"], again.counts["invalid"], again.counts["not_voting"]) == (
        8,
        1,
        1,
    )
    assert (relief.counts["yes"], relief.counts["no"], relief.counts["abstain"]) == (6, 2, 1)


def test_entries_of_old_that_say_less_have_no_fault() -> None:
    events = honest()
    for number in range(2):
        change(e.VoteClosed, nth=number, present_at_close=0)(events)
        change(e.VoteDeclared, nth=number, verdict="")(events)
    assert told(events) == []


@pytest.mark.parametrize(
    ("story", "lines"),
    [
        ("changing_register", [
            "Tán thành 7, không tán thành 1, không biểu quyết 0, không bấm 2, vắng 1, "
            "không tham gia 1",
            "Yes 7, no 1, abstain 0, silent 2, absent 1, recused 1",
            "2 đề nghị đính chính, không đổi kết quả · 2 corrections claimed",
        ]),
        ("hands_and_names_kept", ["Yes 7, no 1, abstain 1, not voting 0, absent 3"]),
        ("of_options", [
            "✓ Đã chọn · chosen",
            "Marked 9, abstain 1, silent 0, absent 2",
            "Phương án a: 7 – được chọn · elected",
            "Phương án c: 0",
            "✓ Bầu đủ số người · elected",
            "✓ Đã lấy phiếu tín nhiệm · rated",
            "Ứng viên an: tín nhiệm cao 1, tín nhiệm 0, tín nhiệm thấp 8 · high 1, medium 0, low 8",
        ]),
        ("on_paper", [
            "✓ Ngang phiếu, biểu quyết lại · tied, to be voted on again",
            "Ứng viên an: 7 – ngang phiếu · tied",
            "Marked 8, abstain 0, invalid 1, not voting 1, absent 2",
            "Ứng viên binh: 4 – được chọn · elected",
        ]),
        ("by_proxy_and_weight", [
            "Quyền biểu quyết · Weights: "
            "yes 100, no 110, abstain 0, silent 50, absent 80, recused 20",
        ]),
        ("divisions", [
            "✓ Không đủ túc số, nội dung để lại · no quorum, the business stands over",
            "Phiếu quyết định của chủ tọa: tán thành · Casting vote of the chair: yes",
        ]),
        ("annulled_and_repeated", ["✓ Đã hủy: Mất điện · annulled: Mất điện"]),
    ],
)  # fmt: skip
def test_each_kind_is_printed_with_its_numbers(story: str, lines: list[str]) -> None:
    printed = [line.strip() for vote in votes(story) for line in lines_of(vote)]
    assert [line for line in lines if line not in printed] == []


def test_consequence_of_a_rating_is_printed_in_the_words_of_the_rules() -> None:
    rated = votes("of_options")[2]
    first = rated.kind.consequences[0]
    assert f"        {first.vi} · {first.en}" in list(lines_of(rated))


def test_vote_that_never_opened_is_told_without_numbers() -> None:
    events = STORIES["annulled_and_repeated"]()
    remove(e.VoteAnnulled)(events)
    printed = list(lines_of(recount(entries(events))[0]))
    assert printed == ["v1  Điều 1 và 2", "    ✓ Đã chuẩn bị, chưa mở · prepared, not opened"]


def test_faults_name_nobody_whose_name_the_rules_keep() -> None:
    events = STORIES["hands_and_names_kept"]()
    insert(e.VoteClosed, e.BallotCast(VoteId("v2"), delegate_id(12), "yes", "house"), nth=1)(events)
    change(e.BallotCast, choice="", by="s9")(events)
    found = told(events)
    assert len(found) > 4
    assert not re.search(r"\bs\d", " ".join(found))


@pytest.mark.parametrize(
    ("story", "tampering", "words"),
    [(story, *case) for story, cases in TAMPERINGS.items() for case in cases],
)
def test_what_was_not_so_is_told(story: str, tampering: Tampering, words: str) -> None:
    events = STORIES[story]()
    tampering(events)
    found = told(events)
    assert any(words in sentence for sentence in found), found
