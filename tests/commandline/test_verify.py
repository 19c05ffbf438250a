"""`hall verify`: every tampering that leaves chain and anchor whole is found by counting again."""

import asyncio
import re
from pathlib import Path

import pytest
from rich.console import Console

from hall_server import journal
from hall_server.assembly import SITTINGS_FOLDER
from hall_server.cli import EXIT_DIFFERS, EXIT_JOURNAL, EXIT_WRONG_INPUT, main
from hall_server.commandline.journal_words import in_both_languages
from hall_server.commandline.verify import (
    Report,
    faults_shown_max,
    print_reports,
    verify_folder,
)
from hall_server.journal.folder import ANCHOR_FILE
from hall_server.journal.journal import Entry, JournalError
from hall_server.journal.sqlite import SqliteJournal
from hall_server.sitting import events as e
from hall_server.sitting.ids import DelegateId, VoteId
from hall_server.sitting.votes import register_hash
from tests.commandline.tampered import Tampering, change, council, honest, insert, remove
from tests.making import delegate_id

V1, V2, V3 = VoteId("v1"), VoteId("v2"), VoteId("v3")


def ballot(vote: VoteId, number: int, choice: str = "yes") -> e.BallotCast:
    assert choice in ("yes", "no", "abstain")
    return e.BallotCast(vote, delegate_id(number), choice, "tablet")  # type: ignore[arg-type]


def verified(tmp_path: Path, *tamperings: Tampering) -> Report:
    (report,) = verify_folder(council(tmp_path, *tamperings))
    return report


def faults(report: Report) -> dict[str, list[str]]:
    return {vote.vote: vote.faults for vote in report.votes if vote.faults}


def test_honest_journal_agrees_in_every_vote(tmp_path: Path) -> None:
    report = verified(tmp_path)
    assert report.agrees
    assert faults(report) == {}
    assert report.head.seq == len(honest())
    assert [(vote.vote, vote.closed, vote.carried) for vote in report.votes] == [
        ("v1", True, True),
        ("v2", True, False),
        ("v3", False, None),
    ]
    assert report.votes[0].counts == {
        "yes": 8, "no": 2, "abstain": 1, "marked": 0, "invalid": 0, "not_voting": 1,
        "absent": 3, "recused": 0, "present_at_close": 12,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tampering", "vote", "words"),
    [
        (change(e.VoteClosed, yes=9), "v1", "yes: recorded 9, counted 8"),
        (change(e.VoteClosed, nth=1, no=5), "v2", "no: recorded 5, counted 6"),
        (change(e.VoteClosed, abstain=0), "v1", "abstain: recorded 0, counted 1"),
        (change(e.VoteClosed, not_voting=0), "v1", "not_voting: recorded 0, counted 1"),
        (change(e.VoteClosed, absent=4), "v1", "absent: recorded 4, counted 3"),
        (remove(e.BallotCast), "v1", "yes: recorded 8, counted 7"),
        (change(e.BallotCast, nth=0, choice="no"), "v1", "no: recorded 2, counted 3"),
        (insert(e.VoteOpened, ballot(V1, 12)), "v1", "yes: recorded 8, counted 9"),
        (insert(e.BallotCast, ballot(V1, 14)), "v1", "s14, who is not on the register"),
        (insert(e.VoteClosed, ballot(V1, 12)), "v1", "a ballot of s12 after the close"),
        (insert(e.VoteDeclared, ballot(V1, 12), nth=1), "v1", "a ballot of s12 after the close"),
        (insert(e.VoteOpened, ballot(V1, 12), later_ms=60_000), "v1", "s12 after the close"),
        (insert(e.BallotCast, ballot(V1, 1, "no")), "v1", "ballots changed against the rules: s1"),
        (change(e.VoteDeclared, carried=False), "v1", "carried: declared False, by the rules True"),
        (change(e.VoteDeclared, reached=7), "v1", "reached: declared 7, by the rules 8"),
        (
            change(e.VoteDeclared, nth=1, needed=5, carried=True),
            "v2",
            "needed: declared 5, by the rules 8",
        ),
        (change(e.VoteOpened, majority="removal"), "v1", "needed: declared 8, by the rules 10"),
        (change(e.VoteOpened, register_hash="0" * 64), "v1", "does not have the hash"),
        (change(e.VoteOpened, in_office=14), "v1", "not of the delegates in office"),
    ],
)
def test_tampering_is_found_in_its_vote(
    tmp_path: Path, tampering: Tampering, vote: str, words: str
) -> None:
    report = verified(tmp_path, tampering)
    assert not report.agrees
    found = faults(report)
    assert list(found) == [vote]
    assert any(words in fault for fault in found[vote]), found


def test_strangers_on_the_register_are_found_though_its_hash_is_right(tmp_path: Path) -> None:
    register = (*(delegate_id(n) for n in range(1, 12)), DelegateId("stranger"))
    tampering = change(e.VoteOpened, register=register, register_hash=register_hash(register))
    report = verified(tmp_path, tampering)
    assert "the register is not of the delegates in office" in faults(report)["v1"]
    assert any("absent but listed: stranger" in fault.words for fault in report.faults)


def test_a_vote_opened_twice_is_found(tmp_path: Path) -> None:
    opened = next(event for _at, event in honest() if isinstance(event, e.VoteOpened))
    report = verified(tmp_path, insert(e.BallotCast, opened))
    assert "opened twice" in faults(report)["v1"]


@pytest.mark.parametrize(
    ("tampering", "words"),
    [
        (insert(e.VoteOpened, ballot(VoteId("v9"), 1)), "vote v9 is not open"),
        (insert(e.VoteOpened, e.VoteDeclared(V1, True, 8, 8)), "v1 is not closed and undeclared"),
        (insert(e.VoteClosed, e.VoteClosed(V1, "chair", 8, 2, 1, 1, 3)), "v1 is not open"),
        (remove(e.VoteClosed), "v1 is not closed and undeclared"),
        (remove(e.VoteOpened), "vote v1 is not open"),
        (remove(e.SittingPrepared), "it stands before any preparation"),
        (insert(e.SittingOpened, e.SittingOpened(12)), "while the sitting is “in_session”"),
        (
            insert(e.SittingOpened, e.DelegateCheckedOut(delegate_id(15), "tablet")),
            "s15 is not present",
        ),
        (change(e.VoteOpened, majority="royal"), "the rules have no majority “royal”"),
    ],
)
def test_events_that_cannot_have_followed_are_told_with_their_number_and_the_rest_goes_on(
    tmp_path: Path, tampering: Tampering, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report = verified(tmp_path, tampering)
    first = report.faults[0]
    assert words in first.words
    assert not report.agrees
    assert main(["verify", str(tmp_path)]) == EXIT_DIFFERS
    printed = capsys.readouterr().out
    assert f"entry {first.seq} ({first.event}): {first.words}" in printed
    assert "ENTRIES AGAINST THE RULES" in printed
    assert report.votes[-1].vote == "v3"


def test_a_hundred_faults_are_not_all_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = next(event for _at, event in honest() if isinstance(event, e.SittingOpened))
    report = verified(tmp_path, *[insert(e.SittingOpened, opened)] * (faults_shown_max + 7))
    print_reports([report], Console())
    printed = capsys.readouterr().out
    assert printed.count("\nentry ") == faults_shown_max
    assert f"… and {len(report.faults) - faults_shown_max} more" in printed


def test_titles_are_printed_as_they_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = verified(tmp_path, change(e.VoteOpened, title="[/b] a [red]"))
    print_reports([report], Console(width=160))
    assert "[/b] a [red]" in capsys.readouterr().out


def test_every_sitting_of_a_council_is_verified(tmp_path: Path) -> None:
    council(tmp_path, sitting="a")
    council(tmp_path, change(e.VoteClosed, yes=9), sitting="b")
    reports = verify_folder(tmp_path)
    assert [(report.folder.name, report.agrees) for report in reports] == [
        ("a", True),
        ("b", False),
    ]
    (alone,) = verify_folder(tmp_path / SITTINGS_FOLDER / "b")
    assert not alone.agrees


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("mistyped", "không có thư mục này", "no such folder"),
        (".", "chưa có nhật ký", "no journal"),
    ],
)
def test_folder_without_a_journal_is_not_called_damaged(
    tmp_path: Path, name: str, vi: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path / name)]) == EXIT_WRONG_INPUT
    said = capsys.readouterr().err.splitlines()
    assert all(str(tmp_path / name) in line for line in said)
    assert vi in said[0]
    assert en in said[1]


def test_verify_says_by_its_exit_code_what_it_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(council(tmp_path / "good"))]) == 0
    assert "every vote agrees with its recount" in capsys.readouterr().out
    bad = council(tmp_path / "bad", change(e.VoteClosed, yes=9))
    assert main(["verify", str(bad)]) == EXIT_DIFFERS
    assert "VOTES DISAGREE" in capsys.readouterr().out
    (bad / SITTINGS_FOLDER / "thu-1" / ANCHOR_FILE).unlink()
    assert main(["verify", str(bad)]) == EXIT_JOURNAL
    assert "anchor-missing" in capsys.readouterr().err


def test_report_shows_every_vote_with_its_numbers_in_both_languages(tmp_path: Path) -> None:
    console = Console(record=True, width=80)
    print_reports([verified(tmp_path)], console)
    text = console.export_text()
    for words in (
        "v1  Nghị quyết 8\n    ✓ Được thông qua · carried\n"
        "    Tán thành 8, không tán thành 2, không biểu quyết 1, không bấm 1, vắng 3\n"
        "    Yes 8, no 2, abstain 1, silent 1, absent 3\n",
        "✓ Không được thông qua · not carried",
        "✓ Đang mở · open",
        "mọi biểu quyết khớp khi đếm lại\n",
        "every vote agrees with its recount\nhead ",
    ):
        assert words in text


def test_vote_that_disagrees_says_so_below_its_numbers(tmp_path: Path) -> None:
    console = Console(record=True, width=80)
    print_reports([verified(tmp_path, change(e.VoteClosed, yes=9))], console)
    text = console.export_text()
    assert "✗ Được thông qua · carried" in text
    assert "    ✗ yes: recorded 9, counted 8\n" in text
    assert "CÓ BIỂU QUYẾT KHÔNG KHỚP" in text


def test_vote_that_waits_for_its_result_and_a_sitting_without_votes_say_so(tmp_path: Path) -> None:
    console = Console(record=True, width=80)
    print_reports([verified(tmp_path / "a", remove(e.VoteDeclared))], console)
    assert "Đã đóng, chưa công bố · closed, not declared" in console.export_text()
    opened = next(n for n, (_at, event) in enumerate(honest()) if isinstance(event, e.VoteOpened))
    print_reports(
        [verified(tmp_path / "b", lambda events: events.__delitem__(slice(opened, None)))], console
    )
    assert "thu-nghiem-1\nchưa có biểu quyết · no votes yet\n" in console.export_text()


def test_broken_sitting_does_not_hide_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(tmp_path, sitting="a")
    (tmp_path / SITTINGS_FOLDER / "a" / ANCHOR_FILE).unlink()
    council(tmp_path, sitting="b")
    assert main(["verify", str(tmp_path)]) == EXIT_JOURNAL
    printed = capsys.readouterr()
    assert "a: anchor-missing" in printed.err
    assert "every vote agrees" in printed.out


def test_each_error_of_a_journal_is_said_in_vietnamese_too() -> None:
    source = "".join(
        file.read_text(encoding="utf-8") for file in Path(journal.__file__).parents[1].rglob("*.py")
    )
    codes = set(re.findall(r'JournalError\(\s*"([a-z-]+)"', source))
    assert len(codes) > 5
    for code in codes:
        said = in_both_languages(JournalError(code, 7, "What.", "Remedy.")).splitlines()
        assert said[0] == f"{code} (7)"
        assert "{" not in said[1]


async def test_verifying_a_running_halls_folder_changes_no_byte_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = (await asyncio.to_thread(council, tmp_path)) / SITTINGS_FOLDER / "thu-1"
    running = SqliteJournal(place)
    seq = running.head.seq + 1
    await running.append([Entry(1, seq, honest()[-1][0], "d1", "c", 1, ballot(V3, 2))])

    def files() -> dict[str, bytes]:
        return {
            str(path.relative_to(tmp_path)): path.read_bytes()
            for path in tmp_path.rglob("*")
            if path.is_file()
        }

    before = files()
    assert any(name.endswith("-wal") for name in before)
    assert main(["verify", str(tmp_path)]) == 0
    assert f"{len(honest()) + 1} entries" in capsys.readouterr().out
    assert files() == before
    await running.close()


def test_folder_that_may_not_be_looked_into_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def closed(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", closed)
    assert main(["verify", str(tmp_path)]) == EXIT_JOURNAL
    assert "Permission denied" in capsys.readouterr().err
