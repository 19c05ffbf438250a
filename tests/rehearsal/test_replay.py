"""A recorded sitting plays through real processes, sockets and pseudo-terminals."""

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from hall_server.cli import main
from hall_server.commandline.verify import verify_folder
from rehearsal.recording import COLUMNS, read_recording
from rehearsal.replay import ReplayDiffers, ReplayedVote, compare

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
ZUERICH = SHARED / "kantonsrat-zuerich-2020-02-24.csv"


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


def test_result_that_differs_from_the_recount_is_found(tmp_path: Path) -> None:
    file = _recorded_sitting(tmp_path / "phien.csv", votes=1, seats=3)
    kept = tmp_path / "kept"
    assert main(["replay", str(file), "--data", str(kept)]) == 0
    recounted = verify_folder(kept)[0].votes[0]
    counts = recounted.counts
    told = ReplayedVote(
        1, "", counts["yes"] + 1, counts["no"], counts["abstain"], counts["absent"], carried=True
    )
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
        ("--rules", "nowhere", "no rule pack “nowhere”; there are: vn-hdnd, votes-cast"),
        ("--rules", "nowhere.toml", "no rule pack “nowhere.toml”"),
        ("--keypads", "9", "0 to 3, the seats of this file"),
        ("--keypads", "-1", "0 to 3, the seats of this file"),
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
