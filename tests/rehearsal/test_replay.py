"""A recorded sitting plays through real processes, sockets and pseudo-terminals."""

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from hall_server.cli import main
from hall_server.commandline.verify import verify_folder
from hall_server.config import shipped_rule_pack, shipped_rule_packs
from rehearsal.folder import write_folder
from rehearsal.recording import COLUMNS, RecordedVote, RecordingError, read_recording
from rehearsal.replay import Announcement, ReplayDiffers, ReplayedVote, answers, compare, house_of

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
ZUERICH = SHARED / "kantonsrat-zuerich-2020-02-24.csv"


def _write(path: Path, *votes: str) -> Path:
    """Write a sitting: a letter for each seat's choice in each vote."""
    words = {"y": "yes", "n": "no", "-": "abstain", ".": "absent"}
    rows = [
        f"{number},Nghị quyết {number},Tờ trình,{seat},Đại biểu Mẫu {seat},,{words[letter]}"
        for number, choices in enumerate(votes, start=1)
        for seat, letter in enumerate(choices, start=1)
    ]
    path.write_text("\n".join([",".join(COLUMNS), *rows]), encoding="utf-8")
    return path


def _recorded_sitting(path: Path, votes: int, seats: int) -> Path:
    """Draw a made-up sitting with every kind of choice in every vote."""
    chance = Random(5)
    rows = [",".join(COLUMNS)]
    for vote in range(1, votes + 1):
        for seat in range(1, seats + 1):
            choice = chance.choices(("yes", "no", "abstain", "absent"), (5, 3, 1, 2))[0]
            rows.append(f"{vote},Việc {vote},Tờ trình,{seat},Đại biểu Mẫu {seat},A,{choice}")
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_replayed_results_are_the_recorded_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _recorded_sitting(tmp_path / "phien.csv", votes=3, seats=24)
    kept = tmp_path / "kept"
    assert main(["replay", str(file), "--keypads", "10", "--json", "--data", str(kept)]) == 0
    results = json.loads(capsys.readouterr().out)
    for result, vote in zip(results, read_recording(file).votes, strict=True):
        counts = Counter(vote.choices.values())
        assert {name: result[name] for name in ("yes", "no", "abstain", "absent")} == {
            name: counts[name] for name in ("yes", "no", "abstain", "absent")
        }
        assert result["carried"] == (counts["yes"] > counts["no"])
    assert verify_folder(kept)[0].agrees


@pytest.mark.parametrize("rules", shipped_rule_packs())
def test_every_rule_pack_is_taken(
    tmp_path: Path, rules: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _write(tmp_path / "phien.csv", "y" * 40 + "n" * 9 + "-", "n" * 30 + "y" * 15 + "....-")
    arguments = ["replay", str(file), "--rules", rules, "--keypads", "3", "--json"]
    assert main([*arguments, "--data", str(tmp_path / "kept")]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["yes"], first["no"], first["carried"]) == (40, 9, True)
    assert (second["yes"], second["no"], second["carried"]) == (15, 30, False)
    assert verify_folder(tmp_path / "kept")[0].agrees


@pytest.mark.parametrize(
    ("rules", "body", "of"),
    [
        ("vn-quoc-hoi", "Quốc hội", "the National Assembly"),
        ("vn-hdnd", "Hội đồng nhân dân", "the People's Council"),
    ],
)
def test_published_figures_of_the_national_assembly_come_out_to_the_digit(
    tmp_path: Path, rules: str, body: str, of: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The communiqué of 10 December 2025: 448 of 473 took part, 437 : 3 : 8."""
    file = _write(tmp_path / "phien.csv", "y" * 437 + "n" * 3 + "-" * 8)
    assert main(["replay", str(file), "--rules", rules, "--members", "473", "--json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    announced = result.pop("announcement")
    assert result == {
        "vote": 1, "title": "Nghị quyết 1", "yes": 437, "no": 3, "abstain": 8, "absent": 25,
        "carried": True, "needed": 237, "base": 473, "participating_percent": "94,71",
        "yes_percent": "92,39", "no_percent": "0,63", "abstain_percent": "1,69",
    }  # fmt: skip
    assert (
        f"có 448 đại biểu tham gia biểu quyết (bằng 94,71% tổng số đại biểu {body}); "
        "trong đó có 437 tán thành (92,39%), 3 không tán thành (0,63%), 8 không biểu quyết (1,69%)"
    ) in announced["vi"]
    assert f"448 delegates took part (94.71% of all delegates of {of}), of whom" in announced["en"]


def test_delegates_whom_the_file_does_not_list_are_in_office_and_absent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Three of four carry it; of six they are no more than half.
    file = _write(tmp_path / "phien.csv", "yyyn")
    plain = ["replay", str(file), "--rules", "vn-quoc-hoi", "--json"]
    assert main(plain) == 0
    assert json.loads(capsys.readouterr().out)[0]["carried"]
    kept = tmp_path / "kept"
    assert main([*plain, "--members", "6", "--data", str(kept)]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert (result["carried"], result["needed"], result["absent"]) == (False, 4, 2)
    added = verify_folder(kept)[0].state.delegates
    assert [one.name for one in added.values()][4:] == [
        "Đại biểu không có thật 5",
        "Đại biểu không có thật 6",
    ]


def test_tie_under_a_casting_vote_stays_without_a_majority(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _write(tmp_path / "phien.csv", "y" * 20 + "n" * 20 + "--")
    assert main(["replay", str(file), "--rules", "uk-commons", "--json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    # There is no third lobby: who abstained passed through none.
    assert (result["yes"], result["no"], result["abstain"], result["absent"]) == (20, 20, 0, 2)
    assert not result["carried"]


def test_who_abstains_presses_nothing_where_the_rules_have_no_such_answer() -> None:
    vote = RecordedVote("1", "", "", {"1": "yes", "2": "abstain", "3": "absent"})
    plain, commons = (
        house_of(name, shipped_rule_pack(name)) for name in ("votes-cast", "uk-commons")
    )
    assert answers(vote, plain.rule) == {"1": "yes", "2": "abstain"}
    assert answers(vote, commons.rule) == {"1": "yes"}


def test_kind_of_vote_is_the_default_or_the_first_that_devices_take() -> None:
    pack = shipped_rule_pack("votes-cast")
    assert house_of("votes-cast", pack).kind == "vote"
    for name, kind in (("hands", "vote"), ("choice", "vote"), ("aggregate", "aggregate")):
        rule = msgspec.structs.replace(pack.vote, default_kind=name)
        assert house_of("mine", msgspec.structs.replace(pack, vote=rule)).kind == kind
    paper = {"ballot": pack.kinds["ballot"]}
    rule = msgspec.structs.replace(pack.vote, default_kind="ballot")
    with pytest.raises(RecordingError, match="no vote for or against by devices"):
        house_of("mine", msgspec.structs.replace(pack, vote=rule, kinds=paper))


def test_vote_that_closes_when_all_have_answered_is_played_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No shipped kind that devices take closes by itself; a hall with such rules does."""
    text = files("hall_server.rulepacks").joinpath("votes-cast.toml").read_text(encoding="utf-8")

    def with_own_rules(folder: Path, **fields: Any) -> None:
        write_folder(folder, **{**fields, "rules": "own.toml"})
        changed = text.replace("tally_on_display", "close_when_all = true\ntally_on_display")
        (folder / "own.toml").write_text(changed, encoding="utf-8")

    monkeypatch.setattr("rehearsal.replay.write_folder", with_own_rules)
    file = _write(tmp_path / "phien.csv", "yyn", "nny")
    assert main(["replay", str(file), "--json"]) == 0
    assert [one["carried"] for one in json.loads(capsys.readouterr().out)] == [True, False]


def test_result_that_differs_from_the_recount_is_found(tmp_path: Path) -> None:
    file = _recorded_sitting(tmp_path / "phien.csv", votes=1, seats=3)
    kept = tmp_path / "kept"
    assert main(["replay", str(file), "--data", str(kept)]) == 0
    recounted = verify_folder(kept)[0].votes[0]
    counts = recounted.counts
    assert recounted.declared is not None
    told = ReplayedVote(
        vote=1, title="", yes=counts["yes"] + 1, no=counts["no"], abstain=counts["abstain"],
        absent=counts["absent"], carried=True, needed=recounted.declared.needed, base=3,
        participating_percent="–", yes_percent="", no_percent="", abstain_percent="–",
        announcement=Announcement("", ""),
    )  # fmt: skip
    with pytest.raises(ReplayDiffers, match="vote 1"):
        compare(kept, [told])


def test_bad_file_ends_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "phien.csv"
    file.write_text("\n".join([",".join(COLUMNS), "1,a,b,1,c,d,maybe"]), encoding="utf-8")
    assert main(["replay", str(file)]) == 2
    assert "phien.csv:2 [choice]" in capsys.readouterr().err


def test_vote_that_the_rules_refuse_ends_the_replay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "phien.csv"
    rows = [f"1,a,b,{seat},Mẫu {seat},d,{'yes' if seat == 1 else 'absent'}" for seat in range(1, 4)]
    file.write_text("\n".join([",".join(COLUMNS), *rows]), encoding="utf-8")
    assert main(["replay", str(file), "--rules", "vn-hdnd"]) == 1
    assert "quorum-missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        (
            "--rules",
            "nowhere",
            "no rule pack “nowhere”; there are: bundestag, european-parliament, ",
        ),
        ("--rules", "nowhere.toml", "no rule pack “nowhere.toml”"),
        ("--keypads", "9", "0 to 3, the seats of this file"),
        ("--keypads", "-1", "0 to 3, the seats of this file"),
        ("--members", "2", "3, the seats of this file, to 20000"),
        ("--members", "20001", "3, the seats of this file, to 20000"),
    ],
)
def test_option_that_cannot_be_is_named(
    tmp_path: Path, option: str, value: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _recorded_sitting(tmp_path / "phien.csv", votes=1, seats=3)
    assert main(["replay", str(file), option, value]) == 2
    assert capsys.readouterr().err.startswith(f"{option}: {said}")


def test_folder_that_is_not_empty_is_said_without_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _recorded_sitting(tmp_path / "phien.csv", votes=1, seats=3)
    assert main(["replay", str(file), "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path}: this folder is not empty\n"


@pytest.mark.skipif(not ZUERICH.exists(), reason="the recorded sitting is not here")
def test_sitting_of_the_zuerich_council_comes_out_as_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    arguments = ["replay", str(ZUERICH), "--keypads", "60", "--json", "--data", str(kept)]
    assert main(arguments) == 0
    results = json.loads(capsys.readouterr().out)
    assert [(r["yes"], r["no"], r["abstain"], r["absent"]) for r in results] == [
        (58, 107, 0, 15),
        (136, 30, 0, 14),
        (124, 29, 10, 17),
        (93, 73, 1, 13),
        (58, 104, 2, 16),
        (109, 59, 0, 12),
        (60, 108, 0, 12),
        (91, 75, 0, 14),
    ]
    assert [r["carried"] for r in results] == [False, True, True, True, False, True, False, True]
    assert main(["verify", str(kept)]) == 0
