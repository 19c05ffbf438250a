"""`hall codes` prints addresses that can be typed, and slips that can be cut out."""

import re
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest
import segno

from hall_server.cli import EXIT_WRONG_INPUT, main
from hall_server.commandline.new_council import write_council
from hall_server.commandline.serve import lan_address

CODE = re.compile(r"[BCDFGHJ-NP-TV-XZ]{4}-[BCDFGHJ-NP-TV-XZ]{4}")


class Slips(HTMLParser):
    """Reads the page as a browser would: the words of each slip, and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.slips: list[list[str]] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.slips.append([])
        self.loads += [name for name, _value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        if self.slips and data.strip():
            self.slips[-1].append(data.strip())


def slips_of(page: str) -> Slips:
    reader = Slips()
    reader.feed(page)
    reader.close()
    return reader


def test_addresses_on_the_sheet_are_this_machines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_council(tmp_path)
    assert main(["codes", str(tmp_path)]) == 0
    assert f"http://{lan_address()}:8080/tablet/" in capsys.readouterr().out


@pytest.mark.parametrize("url", ["hall.local:8090", "http://hall.local:8090/"])
def test_address_can_be_named(tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_council(tmp_path)
    assert main(["codes", str(tmp_path), "--url", url]) == 0
    assert "http://hall.local:8090/console/#code=" in capsys.readouterr().out


def test_every_seat_has_a_slip_with_its_own_code_and_a_picture_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_council(tmp_path)
    main(["codes", str(tmp_path), "--url", "hall.local"])
    printed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("│")]
    told = {cells[1].strip(): cells[2].strip() for cells in (row.split("│") for row in printed)}
    path = tmp_path / "phieu.html"
    assert main(["codes", str(tmp_path), "--url", "hall.local", "--html", str(path)]) == 0
    assert f"written to: {path}" in capsys.readouterr().out
    page = path.read_text(encoding="utf-8")
    read = slips_of(page)
    assert len(read.slips) == 15
    assert read.slips[0][1] == "Nguyễn Văn An"
    assert {slip[3]: slip[5] for slip in read.slips} == told
    assert all(
        CODE.fullmatch(slip[5]) and slip[6] == "http://hall.local/tablet/" for slip in read.slips
    )
    secret = told["1"].replace("-", "")
    picture = segno.make(f"http://hall.local/tablet/#code={secret}", micro=False)
    assert picture.svg_inline(border=2, omitsize=True) in page
    assert read.loads == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_names_stand_on_a_slip_as_they_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_council(tmp_path)
    people = "seat,name,group\n1,<b>Mẫu & Một</b>,<i>\n"
    (tmp_path / "delegates.csv").write_text(people, encoding="utf-8")
    assert main(["codes", str(tmp_path), "--html", "-"]) == 0
    (slip,) = slips_of(capsys.readouterr().out).slips
    assert slip[1] == "<b>Mẫu & Một</b>"


def test_file_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_council(tmp_path)
    nowhere = tmp_path / "nowhere" / "phieu.html"
    assert main(["codes", str(tmp_path), "--html", str(nowhere)]) == EXIT_WRONG_INPUT
    assert "Không ghi được" in capsys.readouterr().err
