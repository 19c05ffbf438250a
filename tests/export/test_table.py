"""A table as a file: what a spreadsheet makes of it, in Hanoi and elsewhere."""

import csv
import io
import time
from collections.abc import Iterator

import pytest

from hall_server.config import open_table
from hall_server.export.table import Cell, Language, Table, moment, seconds, to_csv
from tests.making import START

HEADINGS = (("Họ tên", "Name"), ("Số", "Number"))


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table(HEADINGS, rows)


def read(data: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


@pytest.fixture
def in_hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC-7")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("language", "separator", "heading"),
    [("vi", ";", ["Họ tên", "Số"]), ("en", ",", ["Name", "Number"])],
)
def test_file_is_marked_and_split_as_spreadsheets_of_the_language_expect(
    language: Language, separator: str, heading: list[str]
) -> None:
    data = to_csv(table(("Nguyễn, Mẫu; Một", 3)), language)
    assert data.startswith(b"\xef\xbb\xbf")
    assert read(data, separator) == [heading, ["Nguyễn, Mẫu; Một", "3"]]


def test_quotes_and_line_breaks_stay_within_their_cell() -> None:
    data = to_csv(table(('Nói "vâng"\nrồi đi', None)), "vi")
    assert read(data, ";")[1] == ['Nói "vâng"\nrồi đi', ""]
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r"])
def test_what_people_wrote_is_never_a_formula(mark: str) -> None:
    written = f'{mark}HYPERLINK("x")'
    assert read(to_csv(table((written, -5)), "vi"), ";")[1] == [f"'{written}", "-5"]


def test_our_own_reader_of_tables_reads_it() -> None:
    reader = open_table(to_csv(table(("Lê Mẫu", 1)), "vi").decode("utf-8-sig"), {})
    assert [dict(row) for row in reader] == [{"họ tên": "Lê Mẫu", "số": "1"}]


@pytest.mark.usefixtures("in_hanoi")
def test_times_are_this_machines() -> None:
    assert moment(START) == "2023-11-15 05:13:20"
    assert (moment(None), moment(0)) == ("", "")


@pytest.mark.parametrize(
    ("kept", "vi", "en"),
    [
        ("UTC-7", "UTC+07:00", "UTC+07:00"),
        ("UTC", "UTC+00:00", "UTC+00:00"),
        ("NST3:30", "UTC-03:30", "UTC-03:30"),
        (
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "UTC+01:00, mùa hè UTC+02:00",
            "UTC+01:00, summer UTC+02:00",
        ),
    ],
)
@pytest.mark.usefixtures("in_hanoi")
def test_headings_say_the_zone_of_their_times(
    monkeypatch: pytest.MonkeyPatch, kept: str, vi: str, en: str
) -> None:
    monkeypatch.setenv("TZ", kept)
    time.tzset()
    times = Table((("Lúc ({zone})", "At ({zone})"),), ())
    assert read(to_csv(times, "vi"), ";") == [[f"Lúc ({vi})"]]
    assert read(to_csv(times, "en"), ",") == [[f"At ({en})"]]


@pytest.mark.parametrize(
    ("ms", "whole"), [(None, None), (0, 0), (999, 0), (1_000, 1), (61_500, 61)]
)
def test_seconds_are_those_that_are_over_as_on_screens(ms: int | None, whole: int | None) -> None:
    assert seconds(ms) == whole
