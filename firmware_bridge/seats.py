"""Which unit stands at which seat: the map from hub and address to the hall's name of the seat.

Knows a CSV file and a rule for numbered seats. Must not know what happens at a seat.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Final, NamedTuple

address_max: Final = 0xFFFE
seat_characters_max: Final = 64
COLUMNS: Final = ("hub", "address", "seat")


class Place(NamedTuple):
    """A seat's place in the hardware: `hub` counts the ports from 1, `address` is on its bus."""

    hub: int
    address: int


class SeatMapError(Exception):
    """The seat map cannot be used; the message names file and line."""


SeatMap = Mapping[Place, str]


def read_seat_map(path: Path, hubs: int) -> SeatMap:
    """Read a CSV file with the columns `hub,address,seat`.

    `hub` is the number of the port on the command line, from 1. Raises `SeatMapError`.
    """
    seats: dict[Place, str] = {}
    lines: dict[str, int] = {}
    for number, place, seat in _rows(path, hubs):
        if place in seats:
            raise SeatMapError(f"{path}:{number}: hub {place.hub} address {place.address} again")
        if seat in lines:
            raise SeatMapError(f"{path}:{number}: seat {seat} is already on line {lines[seat]}")
        seats[place] = seat
        lines[seat] = number
    if not seats:
        raise SeatMapError(f"{path}: no seats below the heading")
    return seats


def number_seats(first: str, hubs: int, seats_a_hub: int) -> SeatMap:
    """Name the seats of each hub in turn, counting the number at the end of `first` up.

    "A-001" is followed by "A-002". Raises `SeatMapError` if `first` ends with no number.
    """
    found = re.fullmatch(r"(.*?)(\d+)", first)
    if found is None:
        raise SeatMapError(f"the first seat, {first!r}, does not end with a number")
    stem, digits = found.groups()
    places = [Place(hub, seat) for hub in range(1, hubs + 1) for seat in range(1, seats_a_hub + 1)]
    return {
        place: f"{stem}{number:0{len(digits)}}" for number, place in enumerate(places, int(digits))
    }


def _rows(path: Path, hubs: int) -> Iterator[tuple[int, Place, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SeatMapError(f"{path}: {error}") from None
    # Not splitlines(): it also cuts at characters that may stand within a name.
    reader = csv.reader(StringIO(text, newline=""))
    try:
        if tuple(cell.strip() for cell in next(reader, [])) != COLUMNS:
            raise SeatMapError(f"{path}:1: the heading must be {','.join(COLUMNS)}")
        for row in reader:
            if any(cell.strip() for cell in row):
                yield (reader.line_num, *_row(f"{path}:{reader.line_num}", row, hubs))
    except csv.Error as error:
        raise SeatMapError(f"{path}:{reader.line_num}: {error}") from None


def _row(where: str, row: list[str], hubs: int) -> tuple[Place, str]:
    if len(row) != len(COLUMNS):
        raise SeatMapError(f"{where}: {len(row)} columns instead of {len(COLUMNS)}")
    hub = _number(where, "hub", row[0], hubs)
    address = _number(where, "address", row[1], address_max)
    seat = row[2].strip()
    if not 1 <= len(seat) <= seat_characters_max:
        raise SeatMapError(f"{where}: a seat's name has 1 to {seat_characters_max} characters")
    return Place(hub, address), seat


def _number(where: str, what: str, text: str, greatest: int) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and 1 <= int(digits) <= greatest):
        raise SeatMapError(f"{where}: {what} {digits!r} is not a number from 1 to {greatest}")
    return int(digits)
