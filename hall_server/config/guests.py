"""Who else may speak, and where else microphones stand: `[[guests]]` and `[[places]]`.

Knows the two tables and that identifiers and seats are everybody's own; what is wrong is said with
file, line and field.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from hall_server.config.errors import ConfigError
from hall_server.config.lines import line_near
from hall_server.sitting.ids import SeatId, SpeakerId, title_characters_max
from hall_server.sitting.model import Delegate, Guest, Place

guests_max = 500
"""A province's session has invited about 150; every one of them stands on the desk's board."""

places_max = 100
"""Microphones that are nobody's: a rostrum, a few stands, the chair's table."""

Text = Annotated[str, Meta(min_length=1, max_length=title_characters_max)]
OptionalText = Annotated[str, Meta(max_length=title_characters_max)]
_WORDS = {
    "vi": "1 đến 32 chữ cái không dấu, chữ số, . _ - trong dấu ngoặc kép, "
    "bắt đầu bằng chữ cái hoặc chữ số",
    "en": "1 to 32 plain letters, digits, . _ - in double quotes, beginning with a letter or digit",
}
Seat = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._\-]{0,31}\Z", extra=_WORDS)]
OptionalSeat = Annotated[str, Meta(pattern=r"^([A-Za-z0-9][A-Za-z0-9._\-]{0,31})?\Z", extra=_WORDS)]


class GuestTable(Struct, forbid_unknown_fields=True):
    """One `[[guests]]`."""

    name: Text
    office: OptionalText = ""
    office_en: OptionalText = ""
    seat: OptionalSeat = ""
    id: OptionalSeat = ""


class PlaceTable(Struct, forbid_unknown_fields=True):
    """One `[[places]]`."""

    seat: Seat
    name: Text
    name_en: OptionalText = ""


Guests = Annotated[tuple[GuestTable, ...], Meta(max_length=guests_max)]
Places = Annotated[tuple[PlaceTable, ...], Meta(max_length=places_max)]


class _Use(NamedTuple):
    """An identifier or a seat, who has it, and where that stands."""

    value: str
    owner: str
    field: str
    nth: int


def guests_of(tables: Sequence[GuestTable]) -> tuple[Guest, ...]:
    """Make guests of their tables; who has no identifier is g1, g2 … by their place."""
    return tuple(
        Guest(
            SpeakerId(table.id or f"g{number}"),
            table.name,
            table.office,
            table.office_en,
            SeatId(table.seat),
        )
        for number, table in enumerate(tables, start=1)
    )


def places_of(tables: Sequence[PlaceTable]) -> tuple[Place, ...]:
    """Make places of their tables."""
    return tuple(Place(SeatId(table.seat), table.name, table.name_en) for table in tables)


def refuse_shared(
    file: str,
    text: str,
    delegates: Sequence[Delegate],
    guests: Sequence[Guest],
    places: Sequence[Place],
) -> None:
    """See to it that no two have one identifier or one seat. Raises `ConfigError`."""
    ids: dict[str, str] = {delegate.id: delegate.name for delegate in delegates}
    seats: dict[str, str] = {delegate.seat: delegate.name for delegate in delegates}
    for known, uses in ((ids, _ids(guests)), (seats, _seats(guests, places))):
        for use in uses:
            if use.value in known:
                raise _shared(file, text, use, known[use.value])
            known[use.value] = use.owner


def _ids(guests: Sequence[Guest]) -> Iterator[_Use]:
    for nth, guest in enumerate(guests):
        yield _Use(guest.id, guest.name, "guests.id", nth)


def _seats(guests: Sequence[Guest], places: Sequence[Place]) -> Iterator[_Use]:
    for nth, guest in enumerate(guests):
        if guest.seat:
            yield _Use(guest.seat, guest.name, "guests.seat", nth)
    for nth, place in enumerate(places):
        yield _Use(place.seat, place.name, "places.seat", nth)


def _shared(file: str, text: str, use: _Use, first: str) -> ConfigError:
    return ConfigError(
        file,
        line_near(text, use.field, use.nth),
        use.field,
        f"«{use.value}» ({use.owner}) đã là của {first}; hãy ghi giá trị khác",
        f"“{use.value}” ({use.owner}) is {first}’s already; write another",
    )


def check_chair_seat(
    file: str, text: str, seat: str, known: Sequence[Delegate | Guest | Place]
) -> None:
    """See to it that the chair's microphone is somebody's seat or a place. Raises `ConfigError`."""
    if seat and all(one.seat != seat for one in known):
        raise ConfigError(
            file,
            line_near(text, "sitting.chair_seat", 0),
            "sitting.chair_seat",
            f"không có ghế «{seat}» trong danh sách đại biểu, khách mời [[guests]] "
            "hay vị trí [[places]]",
            f"“{seat}” is no delegate’s seat, no guest’s [[guests]], and no place [[places]]",
        )
