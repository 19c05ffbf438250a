"""The shipped packs: each is whole, every number has its source, every kind can be taken."""

import re

import pytest
from msgspec.structs import fields

from hall_server.config import shipped_rule_pack, shipped_rule_packs
from hall_server.sitting.rules import Rule, RulePack, Wording

NAMES = shipped_rule_packs()


def tables(rule: Rule) -> list[Rule]:
    """Every table within a table, itself too."""
    found = [rule]
    for field in fields(rule):
        value = getattr(rule, field.name)
        inside = value.values() if isinstance(value, dict) else value
        several = inside if isinstance(value, dict | tuple) else (value,)
        for one in several:
            if isinstance(one, Rule):
                found += tables(one)
    return found


def test_the_packs_are_those_that_are_promised() -> None:
    assert NAMES == [
        "bundestag",
        "european-parliament",
        "roberts",
        "uk-commons",
        "vn-hdnd",
        "vn-quoc-hoi",
        "votes-cast",
        "weighted",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_is_named_as_its_file_and_extends_nothing(name: str) -> None:
    pack = shipped_rule_pack(name)
    assert (pack.id, pack.extends) == (name, "")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", pack.version)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_has_its_source_its_date_and_every_name_both_languages(name: str) -> None:
    pack = shipped_rule_pack(name)
    for table in tables(pack):
        if "source" in table.__struct_fields__:
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", getattr(table, "since", "")), table
        if table is not pack.vote.body or pack.vote.body != Wording(vi="", en=""):
            for key in {"source", "vi", "en"} & set(table.__struct_fields__):
                assert getattr(table, key).strip()


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_has_a_rule_a_majority_and_a_name_of_its_own(name: str) -> None:
    pack = shipped_rule_pack(name)
    for kind in pack.kinds:
        assert pack.majority_of(kind) in pack.majorities
        assert pack.vote_rule(kind).source == pack.vote.source
    assert len({kind.vi for kind in pack.kinds.values()}) == len(pack.kinds)
    assert len({kind.en for kind in pack.kinds.values()}) == len(pack.kinds)


@pytest.mark.parametrize("name", NAMES)
def test_every_majority_is_asked_for_or_left_to_the_desk_with_a_reason(name: str) -> None:
    pack = shipped_rule_pack(name)
    used = {pack.majority_of(kind) for kind in pack.kinds}
    left = {
        "roberts": {"of-present", "of-membership", "both"},
        "weighted": {"ordinary-attending", "important-attending"},
    }
    assert set(pack.majorities) - used == left.get(name, set())


def of(pack: RulePack, kind: str) -> tuple[str, str]:
    chosen = pack.kind(kind)
    return chosen.form, chosen.question


def test_a_peoples_council_finds_every_vote_it_takes() -> None:
    pack = shipped_rule_pack("vn-hdnd")
    assert {kind: of(pack, kind) for kind in pack.kinds} == {
        "resolution": ("recorded", "yes-no"),
        "aggregate": ("aggregate", "yes-no"),
        "hands": ("show-of-hands", "yes-no"),
        "roll-call": ("roll-call", "yes-no"),
        "reduced-council": ("recorded", "yes-no"),
        "choice": ("recorded", "one-of"),
        "election": ("paper", "approve"),
        "relief": ("paper", "yes-no"),
        "removal-from-office": ("paper", "yes-no"),
        "removal": ("paper", "yes-no"),
        "rating": ("paper", "rating"),
        "confidence": ("paper", "yes-no"),
    }


@pytest.mark.parametrize(
    ("total", "quorum", "resolution", "removal", "reduced"),
    [(15, 10, 8, 10, 11), (30, 20, 16, 20, 21), (53, 36, 27, 36, 36), (75, 50, 38, 50, 51),
     (85, 57, 43, 57, 57), (125, 84, 63, 84, 84)],
)  # fmt: skip
def test_the_numbers_of_a_peoples_council_are_those_worked_out_by_hand(
    total: int, quorum: int, resolution: int, removal: int, reduced: int
) -> None:
    pack = shipped_rule_pack("vn-hdnd")
    assert pack.quorum is not None
    assert pack.quorum.threshold is not None
    assert pack.quorum.threshold.needed(total) == quorum
    for name, needed in (
        ("resolution", resolution),
        ("removal", removal),
        ("reduced-council", reduced),
    ):
        threshold = pack.majorities[name].threshold
        assert threshold is not None
        assert (threshold.base, threshold.needed(total)) == ("in_office", needed)


def test_the_consequences_of_a_rating_are_the_two_of_the_law() -> None:
    rating = shipped_rule_pack("vn-hdnd").kinds["rating"]
    reached = [
        [one.threshold.reached_by(low, 60) for one in rating.consequences]
        for low in (30, 31, 39, 40)
    ]
    assert reached == [[False, False], [False, True], [False, True], [True, True]]
    assert "từ chức" in rating.consequences[1].vi
    assert "miễn nhiệm" in rating.consequences[0].vi


def test_a_tie_in_an_election_goes_to_a_second_vote_then_to_the_older() -> None:
    for name in ("vn-hdnd", "vn-quoc-hoi"):
        kind = shipped_rule_pack(name).kinds["election"]
        assert kind.tie_of_persons == ("re-vote", "older")


def test_the_commons_test_their_quorum_by_the_division() -> None:
    pack = shipped_rule_pack("uk-commons")
    assert pack.quorum is not None
    assert (pack.quorum.number, pack.quorum.tested, pack.quorum.also) == (40, "close", 5)
    rule = pack.vote_rule("division")
    assert (rule.seconds, rule.at_end, rule.tie, rule.abstain) == (
        480, "keep-open", "casting-vote", False
    )  # fmt: skip


def test_shareholders_are_counted_by_weight_and_by_proxy() -> None:
    pack = shipped_rule_pack("weighted")
    assert (pack.vote.weighted, pack.vote.entitled) == (True, "represented")
    assert {majority.unit for majority in pack.majorities.values()} == {"weight"}
    important = pack.majorities["important"].thresholds[0]
    assert (important.needed(1_000_000), important.needed(3)) == (650_000, 2)


@pytest.mark.parametrize("name", NAMES)
def test_the_last_answer_of_a_roll_call_can_be_mended_before_the_close(name: str) -> None:
    pack = shipped_rule_pack(name)
    for kind in pack.kinds:
        if pack.kind(kind).form == "roll-call":
            assert not pack.vote_rule(kind).close_when_all


SPOKEN: dict[str, tuple[str, int, tuple[int, ...], int, str, str]] = {
    "discussion": ("list", 50, (), 2, "ends", "speech"),
    "rebuttal": ("reply", 30, (180,), 0, "ends", "rebuttal"),
    "point-of-order": ("order", 10, (0,), 0, "pauses", "speech"),
    "question": ("list", 50, (60,), 0, "ends", "question"),
    "answer": ("reply", 20, (180,), 0, "ends", "answer"),
    "question-rebuttal": ("reply", 30, (120,), 2, "ends", "rebuttal"),
    "opening-statement": ("list", 20, (300,), 1, "ends", "speech"),
    "explanation": ("reply", 40, (600,), 0, "ends", "speech"),
    "report": ("list", 20, (900,), 0, "ends", "speech"),
    "intervention": ("order", 20, (60,), 0, "pauses", "speech"),
}
"""The times of the Assembly's rules: 7 and 3 minutes, 3, 1, 3, 2, 5, 10, 15."""


@pytest.mark.parametrize("name", ["vn-hdnd", "vn-quoc-hoi"])
def test_a_vietnamese_house_speaks_by_the_rules_of_the_assembly(name: str) -> None:
    pack = shipped_rule_pack(name)
    assert {
        name: (one.lane, one.rank, one.seconds, one.turns_max, one.clock, one.role)
        for name, one in pack.speeches.items()
    } == SPOKEN
    discussion = pack.speech("")
    assert [pack.speech_seconds(discussion, turn) for turn in range(3)] == [420, 180, 180]
    assert discussion == pack.speeches["discussion"]
    desk = {name for name, one in pack.speeches.items() if one.asked_by == "desk"}
    assert desk == {"answer", "opening-statement", "explanation", "report"}
    assert [name for name, one in pack.speeches.items() if one.in_person] == ["answer"]
    first = [name for name, one in pack.speeches.items() if one.questioner_first]
    assert first == ["question-rebuttal"]


@pytest.mark.parametrize("name", NAMES)
def test_every_house_has_a_plain_speech_and_a_point_of_order(name: str) -> None:
    pack = shipped_rule_pack(name)
    plain, order = pack.speech(""), pack.speeches["point-of-order"]
    assert (plain.lane, plain.asked_by, plain.role) == ("list", "seat", "speech")
    assert (order.lane, order.charges) == ("order", "nobody")
    assert order.rank < plain.rank
    assert order.rank == min(one.rank for one in pack.speeches.values())


@pytest.mark.parametrize(
    ("name", "kind", "clock", "seconds", "charges"),
    [
        ("uk-commons", "intervention", "runs-on", 0, "nobody"),
        ("uk-commons", "point-of-order", "pauses", 0, "nobody"),
        ("bundestag", "interposed-question", "pauses", 0, "nobody"),
        ("bundestag", "short-intervention", "ends", 120, "nobody"),
        ("bundestag", "point-of-order", "ends", 180, "nobody"),
        ("european-parliament", "blue-card", "pauses", 30, "nobody"),
        ("european-parliament", "catch-the-eye", "ends", 60, "nobody"),
        ("european-parliament", "speech", "ends", 60, "speaker"),
        ("roberts", "speech", "ends", 600, "speaker"),
        ("roberts", "request-for-information", "runs-on", 0, "nobody"),
    ],
)
def test_a_house_interrupts_by_its_own_rules(
    name: str, kind: str, clock: str, seconds: int, charges: str
) -> None:
    pack = shipped_rule_pack(name)
    one = pack.speeches[kind]
    found = (one.clock, pack.speech_seconds(one, 0), one.charges)
    assert found == (clock, seconds, charges)


def test_who_has_not_spoken_goes_first_where_the_book_says_so() -> None:
    ruled = {name: shipped_rule_pack(name).floor for name in NAMES}
    assert [name for name, floor in ruled.items() if floor.first_time_first] == ["roberts"]
    shares = [name for name, floor in ruled.items() if floor.group_seconds]
    assert shares == ["bundestag", "european-parliament"]
