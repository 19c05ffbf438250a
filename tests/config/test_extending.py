"""A pack over another: what it names is its own, all else is taken over; circles are refused."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_server.config import (
    parse_rule_pack,
    read_folder,
    read_rule_pack,
    shipped_rule_pack,
    shipped_rule_packs,
)
from hall_server.sitting.rules import Quorum, Threshold
from tests.config.folders import COUNCIL, check_place, folder
from tests.config.packs import OWN, check_refused, council, refused

HDND = shipped_rule_pack("vn-hdnd")


def test_three_lines_are_a_pack() -> None:
    pack = parse_rule_pack('extends = "vn-hdnd"\n[vote]\nseconds = 45', "quy-che.toml")
    assert (pack.vote.seconds, pack.extends, pack.id) == (45, "vn-hdnd", "quy-che")
    same = {"seconds": 30, "source": HDND.vote.source, "since": HDND.vote.since}
    assert msgspec.structs.replace(pack.vote, **same) == HDND.vote
    assert (pack.kinds, pack.majorities, pack.quorum) == (HDND.kinds, HDND.majorities, HDND.quorum)


@pytest.mark.parametrize("name", shipped_rule_packs())
def test_a_pack_that_changes_nothing_is_the_other_under_its_own_name(name: str) -> None:
    pack = parse_rule_pack(f'extends = "{name}"', OWN)
    shipped = shipped_rule_pack(name)
    assert pack == msgspec.structs.replace(shipped, id="own", vi=pack.vi, en=pack.en, extends=name)
    assert pack.en == f"{shipped.en} (as changed by own.toml)"
    assert pack.vi == f"{shipped.vi} (có thay đổi trong own.toml)"


def test_a_pack_with_a_name_of_its_own_keeps_it() -> None:
    pack = parse_rule_pack(council('id = "xa"\nversion = "2"\nvi = "Xã"\nen = "Commune"'), OWN)
    assert (pack.id, pack.version, pack.vi, pack.en) == ("xa", "2", "Xã", "Commune")


def test_a_number_that_was_changed_does_not_go_by_the_law_that_has_another() -> None:
    pack = parse_rule_pack(council("[quorum]\nthreshold = { num = 3, den = 4 }"), OWN)
    assert pack.quorum == Quorum(
        threshold=Threshold(base="in_office", num=3, den=4, strict=False),
        source=f"{HDND.quorum.source if HDND.quorum else ''}; thay đổi trong · changed in own.toml",
    )
    pack = parse_rule_pack(
        council('[vote]\nseconds = 9\nsource = "Điều 1"\nsince = 2026-07-01'), OWN
    )
    assert (pack.vote.source, pack.vote.since) == ("Điều 1", "2026-07-01")


CHANGED = "[majorities.resolution]\nthreshold = { num = 2, den = 3 }\n"


@pytest.mark.parametrize(
    ("names", "missing"),
    [("", "vi"), ('vi = "Hai phần ba"\n', "en"), ('en = "Two thirds"\n', "vi")],
)
def test_a_majority_that_was_changed_may_not_keep_its_old_name(names: str, missing: str) -> None:
    error = check_refused(
        council(CHANGED + names), "[majorities.resolution]", f"majorities.resolution.{missing}"
    )
    assert getattr(HDND.majorities["resolution"], missing) in error.vi
    assert getattr(HDND.majorities["resolution"], missing) in error.en


def test_nor_may_one_that_a_file_between_has_changed(tmp_path: Path) -> None:
    names = 'vi = "Hai phần ba"\nen = "Two thirds"\n'
    (tmp_path / "tinh.toml").write_text(council(CHANGED + names), encoding="utf-8")
    text = 'extends = "tinh.toml"\n[majorities.resolution.threshold]\nden = 4\n'
    check_place(refused(text, tmp_path), OWN, 2, "majorities.resolution.vi")


def test_a_majority_written_down_again_as_it_was_keeps_its_name() -> None:
    text = '[majorities.resolution.threshold]\nnum = 1\nunit = "heads"'
    pack = parse_rule_pack(council(text), OWN)
    assert pack.majorities["resolution"].vi == HDND.majorities["resolution"].vi


@pytest.mark.parametrize("text", ["", "[vote]\nseconds = 45"])
def test_a_file_that_neither_extends_nor_stands_by_itself_is_told_how_to_begin(text: str) -> None:
    error = refused(text)
    check_place(error, OWN, 0, "extends")
    assert 'extends = "vn-hdnd"' in error.vi
    assert "format = 1" in error.en


def test_another_name_leaves_source_and_date_as_they_are() -> None:
    pack = parse_rule_pack(council('[kinds.election]\nvi = "Bầu"'), OWN)
    was = HDND.kinds["election"]
    assert pack.kinds["election"] == msgspec.structs.replace(was, vi="Bầu")


def test_several_thresholds_take_the_place_of_one_and_a_number_that_of_a_share() -> None:
    text = """\
[majorities.resolution]
any = [
  { base = "cast", num = 2, den = 3, strict = false },
  { base = "in_office", num = 1, den = 2, strict = true },
]
vi = "Hai phần ba số phiếu, hoặc quá nửa tổng số"
en = "Two thirds of the votes, or more than half of all"
[quorum]
number = 9
"""
    pack = parse_rule_pack(council(text), OWN)
    assert pack.majorities["resolution"].threshold is None
    assert len(pack.majorities["resolution"].any) == 2
    assert pack.quorum is not None
    assert (pack.quorum.threshold, pack.quorum.number) == (None, 9)


def test_a_list_takes_the_place_of_a_list() -> None:
    text = """\
[[kinds.rating.consequences]]
level = "low"
threshold = { base = "valid", num = 1, den = 2, strict = true }
vi = "Từ chức"
en = "Resigns"
source = "Quy chế"
"""
    (one,) = parse_rule_pack(council(text), OWN).kinds["rating"].consequences
    assert one.threshold.base == "valid"


def test_a_kind_and_a_majority_can_be_added() -> None:
    text = """\
[kinds.important]
vi = "Quan trọng"
en = "Important"
majority = "most"
source = "Quy chế"
[majorities.most]
threshold = { base = "in_office", num = 3, den = 4, strict = false }
vi = "Ba phần tư"
en = "Three quarters"
source = "Quy chế"
"""
    pack = parse_rule_pack(council(text), OWN)
    assert set(pack.kinds) == {*HDND.kinds, "important"}
    assert pack.vote_rule("important").default_majority == "most"


def test_keys_with_points_are_as_good_as_tables() -> None:
    pack = parse_rule_pack(council("vote.seconds = 9\nkinds.hands.abstain = false"), OWN)
    assert pack.vote.seconds == 9
    assert pack.kinds["hands"].abstain is False


def test_a_file_may_extend_a_file_that_extends_another(tmp_path: Path) -> None:
    files = {
        "tinh.toml": council("[vote]\nseconds = 50\nballot = \"first-counts\""),
        "xa.toml": 'extends = "tinh.toml"\n[vote]\nseconds = 60',
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    folder(tmp_path, COUNCIL.replace('"vn-hdnd"', '"xa.toml"'))
    pack = read_folder(tmp_path).rules
    assert (pack.vote.seconds, pack.vote.ballot, pack.extends) == (60, "first-counts", "tinh.toml")
    assert pack == read_rule_pack(tmp_path / "xa.toml")


def test_a_circle_is_refused_where_it_closes(tmp_path: Path) -> None:
    names = ["a.toml", "b.toml", "c.toml"]
    for name, other in zip(names, [*names[1:], "a.toml"], strict=True):
        (tmp_path / name).write_text(f'\nextends = "{other}"\n', encoding="utf-8")
    text = (tmp_path / "a.toml").read_text(encoding="utf-8")
    error = refused(text, tmp_path, "a.toml")
    check_place(error, "c.toml", 2, "extends")
    assert "a.toml → b.toml → c.toml → a.toml" in error.vi
    check_place(refused('extends = "own.toml"', tmp_path), OWN, 1, "extends")


def test_a_tower_of_packs_is_refused(tmp_path: Path) -> None:
    for number in range(20):
        text = f'extends = "p{number + 1}.toml"\n'
        (tmp_path / f"p{number}.toml").write_text(text, encoding="utf-8")
    check_place(refused('extends = "p0.toml"', tmp_path), "p7.toml", 1, "extends")


@pytest.mark.parametrize(
    "name", ["no-such", "none.toml", "../own.toml", "sub/own.toml", "a\\u0000"]
)
def test_a_pack_that_is_not_there_is_named_with_those_there_are(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    for place in (tmp_path, tmp_path / "sub"):
        (place / "own.toml").write_text('extends = "vn-hdnd"', encoding="utf-8")
    error = refused(f'extends = "{name}"', tmp_path / "sub" if ".." in name else tmp_path, "x.toml")
    check_place(error, "x.toml", 1, "extends")
    assert "vn-hdnd" in error.vi
    assert "vn-hdnd" in error.en


def test_what_is_wrong_in_an_extended_file_is_named_there(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(council("[vote]\nsecs = 3"), encoding="utf-8")
    check_place(refused('extends = "base.toml"', tmp_path), "base.toml", 3, "vote.secs")


@pytest.mark.parametrize(
    ("text", "part", "field"),
    [
        ("[vote]\nsecs = 45", "secs", "vote.secs"),
        ("[vote]\nseconds = -1", "seconds", "vote.seconds"),
        ("vote.seconds = -1", "seconds", "vote.seconds"),
        ("[votes]\nseconds = 1", "[votes]", "votes"),
        ("[votes.more]\nseconds = 1", "[votes.more]", "votes"),
        ("quorum = 3", "quorum", "quorum"),
        ('[kinds.hands]\nform = "hands"', "form", "kinds.hands.form"),
        ('[kinds.new]\nvi = "Mới"\nsource = "x"', "[kinds.new]", "kinds.new.en"),
        ('[kinds.hands.words]\nmaybe = { vi = "a", en = "b" }', "maybe", "kinds.hands.words.maybe"),
        ('[kinds.hands]\nwords = { yes = { vi = "a" } }', "words", "kinds.hands.words.yes.en"),
        (
            '[kinds.hands]\nwords = { no = { vi = 1, en = "b" } }',
            "words",
            "kinds.hands.words.no.vi",
        ),
        ('[kinds.rating]\nsince = "hôm qua"', "since", "kinds.rating.since"),
        (
            '[kinds.election]\ntie_of_persons = ["re-vote", "lot"]',
            "tie_of",
            "kinds.election.tie_of_persons",
        ),
        ('[vote]\nprecedence = "desk"', "precedence", "vote.precedence"),
        ('[vote]\nprecedence = ["phone"]', "precedence", "vote.precedence"),
        (
            '[majorities.removal]\nall = [\n  { base = "cast", num = 1, den = 2, strict = true },\n'
            '  { base = "cast", num = 0, den = 2, strict = true },\n]',
            "all",
            "majorities.removal.all.num",
        ),
        (
            "[majorities.removal]\nthreshold = { num = 0.5 }",
            "threshold",
            "majorities.removal.threshold.num",
        ),
        (
            '[[kinds.new.consequences]]\nlevel = "low"',
            "[[kinds",
            "kinds.new.consequences.threshold",
        ),
        ('kinds.new.en = "New"', "kinds.new.en", "kinds.new.vi"),
        ("[kinds.hands]\nquorum = 9", "quorum", "kinds.hands.quorum"),
        ("[kinds.hands.quorum]\nnumber = 9", "[kinds.hands.quorum]", "kinds.hands.quorum.source"),
    ],
)
def test_a_mistake_is_named_on_its_line_of_the_councils_file(
    text: str, part: str, field: str
) -> None:
    check_refused(council(f"# a remark\n{text}\n"), part, field)


def test_a_mistake_in_the_second_of_several_blocks_is_named_at_that_block() -> None:
    block = """\
[[kinds.rating.consequences]]
level = "low"
threshold = { base = "in_office", num = 2, den = 3, strict = false }
vi = "Một"
en = "One"
source = "x"
"""
    text = council(block + block.replace('level = "low"', 'level = "none"').replace("2", "1"))
    check_refused(text, 'level = "none"', "kinds.rating.consequences.level")


def test_a_date_may_stand_without_quotes() -> None:
    text = 'version = 2026-07-01\n[majorities.removal]\nsource = "x"\nsince = 2026-07-01'
    pack = parse_rule_pack(council(text), OWN)
    assert (pack.version, pack.majorities["removal"].since) == ("2026-07-01", "2026-07-01")


@given(
    name=st.sampled_from(shipped_rule_packs()),
    seconds=st.integers(0, 86_400),
    first=st.integers(60, 86_400),
    num=st.integers(1, 9),
    den=st.integers(10, 99),
)
def test_single_values_are_changed_and_nothing_beside_them(
    name: str, seconds: int, first: int, num: int, den: int
) -> None:
    base = shipped_rule_pack(name)
    majority = base.vote.default_majority
    pack = parse_rule_pack(
        f'extends = "{name}"\nid = "{name}"\nvi = "{base.vi}"\nen = "{base.en}"\n'
        f'[floor]\nfirst_seconds = {first}\nsource = "{base.floor.source}"\n'
        f'since = "{base.floor.since}"\n'
        f"[majorities.extra]\nthreshold = {{ base = \"present\", num = {num}, den = {den}, "
        f'strict = true }}\nvi = "a"\nen = "b"\nsource = "c"\n'
        f"[kinds.{base.vote.default_kind}]\nat_end = \"keep-open\"\nseconds = {seconds}\n",
        OWN,
    )  # fmt: skip
    assert pack.floor == msgspec.structs.replace(base.floor, first_seconds=first)
    assert pack.majorities[majority] == base.majorities[majority]
    assert pack.majorities["extra"].thresholds[0].needed(1000) == num * 1000 // den + 1
    assert pack.vote == base.vote
    assert pack.vote_rule("").seconds == seconds
