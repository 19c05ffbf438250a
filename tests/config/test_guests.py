"""Guests, places, the chair's microphone and the minutes of items in `council.toml`."""

import re
from pathlib import Path

import pytest

from hall_server.commandline.new_council import write_council
from hall_server.config import read_folder
from hall_server.config.guests import guests_max, places_max
from hall_server.sitting.ids import SeatId, SpeakerId
from hall_server.sitting.model import Guest, Place
from tests.config.folders import COUNCIL, check_place, folder, refused

PEOPLE = """
[[guests]]
name = "Hồ Mẫu Phượng"
office = "Giám đốc Sở Tài chính"
office_en = "Director of Finance"
seat = "K1"

[[guests]]
name = "Lý Mẫu Quang"
id = "chanh-an"

[[places]]
seat = "CT"
name = "Bàn chủ tọa"
name_en = "The chair's table"

[[places]]
seat = "BUC"
name = "Bục phát biểu"
"""
WHOLE = COUNCIL.replace('rules = "vn-hdnd"', 'rules = "vn-hdnd"\nchair_seat = "CT"') + PEOPLE


def line_in(text: str, part: str, nth: int = 1) -> int:
    lines = [number for number, line in enumerate(text.splitlines(), 1) if part in line]
    return lines[nth - 1]


def test_guests_and_places_are_read_in_their_order(tmp_path: Path) -> None:
    found = read_folder(folder(tmp_path, WHOLE))
    assert found.guests == (
        Guest(
            SpeakerId("g1"),
            "Hồ Mẫu Phượng",
            "Giám đốc Sở Tài chính",
            "Director of Finance",
            SeatId("K1"),
        ),
        Guest(SpeakerId("chanh-an"), "Lý Mẫu Quang"),
    )
    assert found.places == (
        Place(SeatId("CT"), "Bàn chủ tọa", "The chair's table"),
        Place(SeatId("BUC"), "Bục phát biểu"),
    )
    assert found.chair_seat == "CT"


def test_a_council_without_guests_and_places_has_none(tmp_path: Path) -> None:
    found = read_folder(folder(tmp_path))
    assert (found.guests, found.places, found.chair_seat) == ((), (), "")


def test_minutes_of_an_item_are_its_time(tmp_path: Path) -> None:
    text = COUNCIL.replace('"Nội dung một"', '"Nội dung một"\nminutes = 45')
    assert [item.seconds for item in read_folder(folder(tmp_path, text)).agenda] == [2700, 0]


def test_the_chair_may_sit_at_a_delegates_seat(tmp_path: Path) -> None:
    text = COUNCIL.replace('rules = "vn-hdnd"', 'rules = "vn-hdnd"\nchair_seat = "2"')
    assert read_folder(folder(tmp_path, text)).chair_seat == "2"


@pytest.mark.parametrize(
    ("was", "becomes", "at", "field"),
    [
        ('seat = "K1"', 'seat = "1"', 'seat = "1"', "guests.seat"),
        ('seat = "BUC"', 'seat = "2"', 'seat = "2"', "places.seat"),
        ('seat = "BUC"', 'seat = "K1"', 'name = "Bục', "places.seat"),
        ('seat = "BUC"', 'seat = "CT"', 'name = "Bục', "places.seat"),
        ('id = "chanh-an"', 'id = "s2"', 'id = "s2"', "guests.id"),
        ('id = "chanh-an"', 'id = "g1"', 'id = "g1"', "guests.id"),
        ('id = "chanh-an"', 'id = "chánh án"', "chánh án", "guests.id"),
        ('seat = "K1"', 'seat = "K 1"', "K 1", "guests.seat"),
        ('seat = "BUC"', 'seat = ""', 'seat = ""', "places.seat"),
        ('seat = "BUC"\n', "", 'name = "Bục', "places.seat"),
        ('name = "Lý Mẫu Quang"', 'name = ""', 'name = ""', "guests.name"),
        ('name = "Lý Mẫu Quang"\n', "", 'id = "chanh-an"', "guests.name"),
        ('name = "Bục phát biểu"', "name = 3", "name = 3", "places.name"),
        ('office_en = "Director', 'ofice = "Director', "ofice", "guests.ofice"),
        ('name_en = "The', 'nam = "The', "nam = ", "places.nam"),
        ('chair_seat = "CT"', 'chair_seat = "99"', "chair_seat", "sitting.chair_seat"),
        ('chair_seat = "CT"', "chair_seat = 1", "chair_seat", "sitting.chair_seat"),
    ],
)
def test_mistake_about_guests_and_places_is_named_with_line_and_field(
    tmp_path: Path, was: str, becomes: str, at: str, field: str
) -> None:
    text = WHOLE.replace(was, becomes, 1)
    assert text != WHOLE
    error = refused(folder(tmp_path, text))
    # Where a key is missing, or stands in a table's first line, the table's header is named.
    near = {line_in(text, at), line_in(text, at) - 1}
    check_place(error, "council.toml", error.line, field)
    assert error.line in near


def test_seat_that_is_somebodys_says_whose_it_is(tmp_path: Path) -> None:
    error = refused(folder(tmp_path, WHOLE.replace('seat = "K1"', 'seat = "1"')))
    assert "Nguyễn Mẫu Một" in error.vi
    assert "Nguyễn Mẫu Một" in error.en


def test_guest_without_an_identifier_can_clash_with_a_delegates_own(tmp_path: Path) -> None:
    delegates = "seat,name,group,id\n1,Nguyễn Mẫu Một,Tổ A,g1\n"
    error = refused(folder(tmp_path, WHOLE, delegates))
    assert (error.file, error.field) == ("council.toml", "guests.id")
    assert error.line == line_in(WHOLE, "[[guests]]")


@pytest.mark.parametrize("minutes", ["-1", "1441", '"10"', "1.5"])
def test_minutes_that_can_be_none_are_refused(tmp_path: Path, minutes: str) -> None:
    text = COUNCIL.replace('title_en = "Item two"', f"minutes = {minutes}")
    error = refused(folder(tmp_path, text))
    check_place(error, "council.toml", line_in(text, "minutes"), "agenda.minutes")


@pytest.mark.parametrize(("kind", "most"), [("guests", guests_max), ("places", places_max)])
def test_more_than_a_hall_can_hold_are_refused(tmp_path: Path, kind: str, most: int) -> None:
    one = '\n[[{kind}]]\nname = "Mẫu {n}"\nseat = "M{n}"\n'
    full = COUNCIL + "".join(one.format(kind=kind, n=n) for n in range(most))
    assert len(getattr(read_folder(folder(tmp_path, full)), kind)) == most
    error = refused(folder(tmp_path, full + one.format(kind=kind, n=most)))
    check_place(error, "council.toml", error.line, kind)
    assert f"{most}" in error.vi


def test_what_the_template_shows_of_guests_and_places_can_be_used(tmp_path: Path) -> None:
    write_council(tmp_path / "moi")
    path = tmp_path / "moi" / "council.toml"
    shown = re.sub(
        r"^# (?=\[\[(?:guests|places)|(?:chair_seat|name|name_en|office|office_en|seat|id) = )",
        "",
        path.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    path.write_text(shown, encoding="utf-8")
    found = read_folder(tmp_path / "moi")
    assert [guest.seat for guest in found.guests] == ["K1"]
    assert [place.seat for place in found.places] == ["CT", "BUC"]
    assert found.chair_seat == "CT"
