"""The map of seats: what it gives, and where it says it is wrong."""

import re
from pathlib import Path

import pytest

from firmware_bridge.seats import Place, SeatMapError, number_seats, read_seat_map


def test_map_is_read_with_spaces_and_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "seats.csv"
    path.write_text("hub,address,seat\n1, 1,A-01\n\n2,300, Chủ tọa \n", encoding="utf-8")
    assert read_seat_map(path, hubs=2) == {Place(1, 1): "A-01", Place(2, 300): "Chủ tọa"}


@pytest.mark.parametrize("cut", ["\x0b", "\x0c", "\x85", "\u2028"])
def test_separator_within_a_name_makes_no_further_seat(tmp_path: Path, cut: str) -> None:
    path = tmp_path / "seats.csv"
    path.write_text(f'hub,address,seat\n1,1,"A{cut}1,2,B"\n1,3,C\n', encoding="utf-8")
    assert read_seat_map(path, hubs=1) == {Place(1, 1): f"A{cut}1,2,B", Place(1, 3): "C"}


def test_line_that_no_csv_reader_takes_is_named(tmp_path: Path) -> None:
    path = tmp_path / "seats.csv"
    path.write_text(f"hub,address,seat\n1,1,{'A' * 140_000}\n")
    with pytest.raises(SeatMapError, match=r"seats\.csv:2: field larger than"):
        read_seat_map(path, hubs=1)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", ":1: the heading must be hub,address,seat"),
        ("hub;address;seat\n", ":1: the heading must be"),
        ("hub,address,seat\n", ": no seats below the heading"),
        ("hub,address,seat\n1,1\n", ":2: 2 columns instead of 3"),
        ("hub,address,seat\n1,1,A\n3,1,B\n", ":3: hub '3' is not a number from 1 to 2"),
        ("hub,address,seat\n1,0,A\n", ":2: address '0' is not a number from 1 to 65534"),
        ("hub,address,seat\n1,one,A\n", ":2: address 'one' is not a number"),
        ("hub,address,seat\n1,1,\n", ":2: a seat's name has 1 to 64 characters"),
        ("hub,address,seat\n1,1,A\n1,1,B\n", ":3: hub 1 address 1 again"),
        ("hub,address,seat\n1,1,A\n1,2,A\n", ":3: seat A is already on line 2"),
    ],
)
def test_fault_is_named_with_file_and_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "seats.csv"
    path.write_text(text)
    with pytest.raises(SeatMapError, match=re.escape(f"{path}{complaint}")):
        read_seat_map(path, hubs=2)


def test_missing_map_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeatMapError, match=r"nowhere\.csv"):
        read_seat_map(tmp_path / "nowhere.csv", hubs=1)


def test_seats_are_numbered_through_all_hubs() -> None:
    seats = number_seats("A-009", hubs=2, seats_a_hub=2)
    assert seats == {
        Place(1, 1): "A-009",
        Place(1, 2): "A-010",
        Place(2, 1): "A-011",
        Place(2, 2): "A-012",
    }


def test_first_seat_must_end_with_a_number() -> None:
    with pytest.raises(SeatMapError, match="does not end with a number"):
        number_seats("front", hubs=1, seats_a_hub=1)
