"""The `tablet` command as a person uses it: real processes, a real pseudo-terminal, a real port."""

import asyncio
import stat
from pathlib import Path
from typing import Any

import pytest

from hall_wire.closing import Close
from hall_wire.messages import Refused
from tablet_client import cli
from tests.tablet_client.small_hall import (
    CANDIDATES,
    CODE,
    DECLARED,
    SmallHall,
    open_small_hall,
    vote_value,
)
from tests.tablet_client.terminals import Command, at_a_terminal


async def test_code_is_needed_once(hall: SmallHall, tablet: Command, tmp_path: Path) -> None:
    exit_code, said = await tablet("status", "--url", hall.url)
    assert (exit_code, said) == (1, "Chưa đăng nhập: cho mã ghế bằng --code.\n")
    exit_code, said = await tablet("status", "--url", hall.url, "--code", CODE)
    assert exit_code == 0
    assert said.startswith("Nguyễn Văn Mẫu – ghế A-01\nPhiên họp đang diễn ra: Kỳ họp thứ nhất\n")
    exit_code, said = await tablet("status", "--lang", "en")
    assert exit_code == 0
    assert said.startswith("Nguyễn Văn Mẫu – seat A-01\nThe sitting is in session: First session\n")
    assert len(hall.tokens) == 1
    file = tmp_path / "sitting-hall" / "tablet.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_single_commands_do_what_they_say(hall: SmallHall, tablet: Command) -> None:
    assert (await tablet("join", CODE, "--url", hall.url))[0] == 0
    assert await tablet("in") == (0, "Bạn đã điểm danh có mặt.\n")
    assert await tablet("floor", "--lang", "en") == (
        0,
        "You are number 2 in the queue: Discussion.\n",
    )
    await hall.open_vote()
    assert await tablet("biểu", "quyết", "tán", "thành") == (
        0,
        "Đang gửi phiếu: tán thành…\nPhiếu của bạn đã được ghi: tán thành.\n",
    )
    assert (await tablet("vote", "no"))[0] == 0
    assert [said.get("choice") for said in hall.commands[-2:]] == ["yes", "no"]


async def test_options_are_marked_and_persons_rated_at_the_command_line(
    hall: SmallHall, tablet: Command
) -> None:
    assert (await tablet("join", CODE, "--url", hall.url))[0] == 0
    await hall.open_vote(question="approve", options=CANDIDATES, marks_max=2)
    assert await tablet("mark", "v1", "b", "--lang", "en") == (
        0,
        "Sending your ballot: Trần Thị Mẫu…\nYour ballot is recorded: Trần Thị Mẫu.\n",
    )
    await hall.open_vote(question="rating", options=CANDIDATES)
    assert (await tablet("rate", "v1", "a=high", "b=low"))[0] == 0
    assert [said.get("marks") for said in hall.commands] == [["b"], ["a:high", "b:low"]]


@pytest.mark.parametrize(
    ("more", "said", "words"),
    [
        ({"form": "paper"}, "yes", "This vote is on paper, not by this device.\n"),
        ({"state": "held"}, "yes", "Vote 1 is held: Budget resolution. Ballots that are"),
        ({"abstain": False}, "abstain", "This vote has no abstention.\n"),
        ({"question": "one-of"}, "no", "Choose one, such as: mark v1 a\n"),
        ({}, "mark v1 a", "This is answered with: yes, no or abstain.\n"),
    ],
)
async def test_what_cannot_be_answered_here_is_told_and_not_sent(
    hall: SmallHall, tablet: Command, more: dict[str, Any], said: str, words: str
) -> None:
    assert (await tablet("join", CODE, "--url", hall.url))[0] == 0
    await hall.open_vote(**{"options": CANDIDATES, **more})
    exit_code, told = await tablet(said, "--lang", "en")
    assert exit_code == 1
    assert told.startswith(words)
    assert hall.commands == []


async def test_refusal_is_said_in_the_language_asked_for(hall: SmallHall, tablet: Command) -> None:
    hall.refuse["CheckIn"] = Refused(id="", code="phase-wrong", vi="Chưa họp.", en="Not yet.")
    await tablet("join", CODE, "--url", hall.url)
    assert await tablet("in") == (1, "Chưa họp.\n")
    assert await tablet("in", "--lang", "en") == (1, "Not yet.\n")
    assert await tablet("yes", "--lang", "en") == (1, "No vote is open.\n")


async def test_wrong_code_and_absent_hall_are_said(hall: SmallHall, tablet: Command) -> None:
    wrong = await tablet("in", "--code", "XXXX", "--url", hall.url, "--lang", "en")
    assert wrong == (1, "Unknown code.\n")
    exit_code, said = await tablet("in", "--code", CODE, "--url", "http://127.0.0.1:1")
    assert exit_code == 1
    assert said.startswith("Không nối được với nghị trường tại http://127.0.0.1:1:")


async def test_unknown_word_is_a_wrong_call(tablet: Command) -> None:
    assert (await tablet("dance", "--lang", "en")) == (
        2,
        "There is no command “dance”; type “help” to see them.\n",
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_help_needs_no_hall(tablet: Command, lang: str) -> None:
    exit_code, said = await tablet("--lang", lang, "--help")
    assert exit_code == 0
    assert ("điểm danh" in said) == (lang == "vi")


async def test_sign_out_makes_the_token_worthless(
    hall: SmallHall, tablet: Command, tmp_path: Path
) -> None:
    await tablet("join", CODE, "--url", hall.url)
    assert await tablet("signout") == (0, "Đã đăng xuất.\n")
    assert hall.signed_out == hall.tokens
    assert list((tmp_path / "sitting-hall").iterdir()) == []


async def test_worthless_token_is_forgotten(hall: SmallHall, tablet: Command) -> None:
    await tablet("join", CODE, "--url", hall.url)
    hall.signed_out += hall.tokens
    exit_code, said = await tablet("in", "--lang", "en")
    assert (exit_code, said) == (1, "You are signed out: give the seat's code again.\n")
    assert (await tablet("in"))[1] == "Chưa đăng nhập: cho mã ghế bằng --code.\n"


async def test_token_is_not_shown_to_another_hall(hall: SmallHall, tablet: Command) -> None:
    await tablet("join", CODE, "--url", hall.url)
    exit_code, said = await tablet("in", "--url", "http://127.0.0.1:1")
    assert (exit_code, said) == (1, "Chưa đăng nhập: cho mã ghế bằng --code.\n")


async def test_hall_that_does_not_come_back_is_not_waited_for_for_ever(
    tablet: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with open_small_hall() as hall:
        await tablet("join", CODE, "--url", hall.url)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(cli, "answer_seconds_max", 0.1)
    assert await asyncio.to_thread(cli.main, ["in", "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert said == f"The hall at {hall.url} did not answer within 0.1 seconds.\n"


async def test_folder_that_cannot_be_written_is_said(
    hall: SmallHall, tablet: Command, tmp_path: Path
) -> None:
    (tmp_path / "sitting-hall").write_text("a file where the folder should be")
    exit_code, said = await tablet("join", CODE, "--url", hall.url)
    assert exit_code == 1
    assert "sitting-hall" in said
    assert "Traceback" not in said


async def test_commands_can_come_from_a_pipe(hall: SmallHall, tablet: Command) -> None:
    exit_code, said = await tablet(
        "--url", hall.url, "--lang", "en", typed=f"XXXX\n{CODE}\nin\nfloor\ndance\nquit\nout\n"
    )
    assert exit_code == 0
    assert said.splitlines()[:3] == ["Seat code: ", "Unknown code.", "Seat code: "]
    assert "You are number 2 in the queue: Discussion." in said
    assert "There is no command “dance”" in said
    assert [command["t"] for command in hall.commands] == ["CheckIn", "RequestFloor"]


# --- at a terminal -----------------------------------------------------------------------------


@pytest.mark.timeout(60)
async def test_whole_sitting_at_a_terminal(hall: SmallHall, environment: dict[str, str]) -> None:
    call = ("--url", hall.url, "--code", CODE)
    async with at_a_terminal(environment, *call) as (person, process):
        await person.shows("Nguyễn Văn Mẫu – ghế A-01")
        await person.shows("Bạn chưa điểm danh.")
        await person.shows("> ")
        person.types("có mặt")
        await person.shows("Bạn đã điểm danh có mặt.")
        person.types("phát biểu")
        await person.shows("Bạn đứng thứ 2 trong danh sách")
        await hall.open_vote()
        await person.shows("BIỂU QUYẾT 1: Nghị quyết về ngân sách (Quá nửa tổng số đại biểu)")
        await person.shows("Còn ")
        person.types("tanthanh")
        await person.shows("Đang gửi phiếu: tán thành…")
        await person.shows("Phiếu của bạn đã được ghi: tán thành.")
        await hall.post("hall", vote=vote_value(**DECLARED))
        await person.shows("KẾT QUẢ 1: Nghị quyết về ngân sách")
        await person.shows("Tán thành 3, không tán thành 1")
        await hall.hang_up(Close.RESTART)
        await person.shows("Mất kết nối")
        await person.shows("Đã kết nối.")
        person.types("trạng thái")
        await person.shows("KẾT QUẢ 1")
        person.types("thoat")
        await process.wait()
    assert process.returncode == 0


@pytest.mark.timeout(60)
async def test_hall_that_ends_it_ends_the_terminal(
    hall: SmallHall, environment: dict[str, str]
) -> None:
    call = ("--url", hall.url, "--code", CODE, "--lang", "en")
    async with at_a_terminal(environment, *call) as (person, process):
        await person.shows("seat A-01")
        await hall.hang_up(Close.SIGNED_OUT, "signed-out")
        await person.shows("You are signed out: give the seat's code again.")
        await process.wait()
    assert process.returncode == 1


@pytest.mark.timeout(60)
async def test_titles_cannot_steer_the_terminal(
    hall: SmallHall, environment: dict[str, str]
) -> None:
    call = ("--url", hall.url, "--code", CODE, "--lang", "en")
    async with at_a_terminal(environment, *call) as (person, _):
        await person.shows("seat A-01")
        await hall.open_vote(title_en="[red]a\x1b[2Jb\x07")
        await person.shows("VOTE 1: [red]a [2Jb  (")
        person.types("quit")
