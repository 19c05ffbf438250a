"""The how-tos: every command can be given so, every code has its remedy, the replay runs."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from firmware_bridge import cli as bridge
from hall_server import cli as hall
from hall_server.config import read_folder
from hall_server.journal.journal import JournalError
from tests.docs import pages

PAGES = ("tutorial/first-sitting.md", "howto/real-council.md", "howto/replay.md")
PARSERS = {"hall": hall._parser, "firmware-bridge": bridge._parser}
_PLAIN = ("source", "cp", "tablet")
"""Run in the test of the tutorial, or no program of ours."""


def _shown() -> list[str]:
    text = "".join(pages.read(name) for name in PAGES)
    typed = re.findall(r"^\$ (.*)$", "".join(pages.fenced(text, "console")), re.M)
    return [*typed, *"".join(pages.fenced(text, "sh")).splitlines()]


@pytest.mark.parametrize("line", sorted(set(_shown())))
def test_every_command_can_be_given_so(line: str) -> None:
    program, *arguments = shlex.split(line)
    name = Path(program).name
    if name in _PLAIN:
        return
    assert isinstance(PARSERS[name]().parse_args(arguments), argparse.Namespace)


def test_every_refusal_of_the_journal_has_a_remedy() -> None:
    text = pages.section(pages.read("howto/real-council.md"), "## When the journal is refused")
    told = [pages.code(cells[0])[0] for cells in pages.rows(text)]
    known = re.findall(r"`([a-z]+(?:-[a-z]+)+)`", JournalError.__doc__ or "")
    assert sorted(told) == sorted(known)


def test_the_replay_on_the_page_comes_out_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = pages.read("howto/replay.md")
    (tmp_path / "day.csv").write_text(pages.fenced(page, "csv")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    shown = "".join(pages.fenced(page, "console"))
    for line, expected in re.findall(r"^\$ hall (.*)\n((?:[^$].*\n)*)", shown, re.M):
        assert hall.main(shlex.split(line)) == 0
        assert _without_head(capsys.readouterr().out) == _without_head(expected)


def test_the_mistake_on_the_page_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = pages.read("howto/replay.md")
    wrong = pages.fenced(page, "csv")[0].replace(",abstain", ",maybe")
    (tmp_path / "day.csv").write_text(wrong, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert hall.main(["replay", "day.csv"]) == 2
    assert f"```\n{capsys.readouterr().err}```" in page


def test_every_verb_of_the_makefile_is_told() -> None:
    told = [
        re.findall(r"`make (\w+)`", cells[0])[0]
        for cells in pages.rows(pages.section(pages.read("howto/develop.md"), "## The verbs"))
    ]
    makefile = (pages.ROOT / "Makefile").read_text(encoding="utf-8")
    assert sorted(told) == sorted(set(re.findall(r"^([a-z]+):.*##", makefile, re.M)) - {"help"})


def test_every_file_named_for_a_change_is_there() -> None:
    text = pages.section(pages.read("howto/develop.md"), "## Which file")
    for _what, where in pages.rows(text):
        named = [path for path in pages.code(where) if path.count("/") and "." in path]
        for path in named:
            assert (pages.ROOT / path).exists(), path


def _without_head(text: str) -> str:
    # How often the bridge reports its units on the way is up to the machine's speed.
    text = re.sub(r"\d+ (dòng|entries)", r"\1", re.sub(r"head [0-9a-f]{16}", "head", text))
    return "\n".join(line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("name", ["tutorial/first-sitting.md", "howto/real-council.md"])
def test_every_button_named_in_bold_stands_on_a_screen(name: str) -> None:
    steps = " ".join(pages.read(name).split())
    pressed = re.findall(r"(?:bấm|thành|Bộ lọc|press(?:es)?|becomes|filter) \*\*(.+?)\*\*", steps)
    assert pressed
    known = {*pages.words("vi").values(), *pages.words("en").values()}
    assert {label for label in pressed if label != "F2"} <= known


@pytest.mark.parametrize(
    "key",
    ["presence.check_in", "members.title", "members.check_in", "next.title", "next.open",
     "vote.seconds", "vote.open_it", "choice.yes", "sitting.adjourn"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_tutorial_names_the_buttons_as_the_screens_do(language: str, key: str) -> None:
    steps = " ".join(pages.read("tutorial/first-sitting.md").split())
    assert f"**{pages.words(language)[key]}**" in steps


@pytest.mark.parametrize(
    "key",
    ["next.take", "next.grant", "next.end_speech", "next.prepare", "next.close", "next.declare"],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_tutorial_names_the_next_steps_as_the_desk_does(language: str, key: str) -> None:
    steps = " ".join(pages.read("tutorial/first-sitting.md").split())
    assert pages.words(language)[key].replace("{number}", "1") in steps


def test_the_desks_keys_are_all_in_the_table() -> None:
    console = pages.ROOT / "screens" / "console"
    files = [*console.rglob("*.svelte"), *console.rglob("*.ts")]
    source = "".join(file.read_text(encoding="utf-8") for file in files)
    text = pages.section(
        pages.read("howto/real-council.md"), "### Phím của bàn chủ tọa · The desk's keys"
    )
    told = {pages.code(cells[0])[0] for cells in pages.rows(text)}
    assert {key for key in told if "+" not in key} == set(re.findall(r'"(F\d+)"', source))


def test_the_council_file_on_the_page_can_be_read(tmp_path: Path) -> None:
    (shown,) = pages.fenced(pages.read("howto/real-council.md"), "toml")
    council = '[council]\nname = "HĐND xã Thử"\nlevel = "commune"\nseats = 3\n'
    (tmp_path / "council.toml").write_text(council + shown, encoding="utf-8")
    (tmp_path / "delegates.csv").write_text("seat,name,group\n1,Mẫu,A\n", encoding="utf-8")
    found = read_folder(tmp_path)
    assert [guest.id for guest in found.guests] == ["g1"]
    assert [place.seat for place in found.places] == ["CT", "BUC"]
    assert (found.chair_seat, found.agenda[0].seconds) == ("CT", 7200)


def test_the_service_on_the_page_gives_a_command_that_can_be_given() -> None:
    (unit,) = pages.fenced(pages.read("howto/real-council.md"), "ini")
    started = re.findall(r"^ExecStart=\S+/hall (.*)$", unit, re.M)[0]
    assert hall._parser().parse_args(shlex.split(started)).quiet
    refusing = re.findall(r"^RestartPreventExitStatus=(.*)$", unit, re.M)[0].split()
    assert [int(code) for code in refusing] == [hall.EXIT_WRONG_INPUT, hall.EXIT_JOURNAL]
