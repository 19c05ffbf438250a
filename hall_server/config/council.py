"""`council.toml`, and with it the whole folder: council, sitting, agenda, delegates and rules."""

from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from hall_server.config.delegates import delegates_max, read_delegates
from hall_server.config.errors import ConfigError
from hall_server.config.guests import (
    Guests,
    OptionalSeat,
    Places,
    check_chair_seat,
    guests_of,
    places_of,
    refuse_shared,
)
from hall_server.config.lines import line_of
from hall_server.config.packs import read_rule_pack, shipped_rule_pack, shipped_rule_packs
from hall_server.config.reading import read_text
from hall_server.config.toml import parse
from hall_server.sitting.ids import ItemId, SeatId, title_characters_max
from hall_server.sitting.model import AgendaItem, Council, Level, Preparation
from hall_server.sitting.rules import RulePack

COUNCIL_FILE = "council.toml"

minutes_max = 1_440
"""Of one matter: a day."""

Text = Annotated[str, Meta(min_length=1, max_length=title_characters_max)]
Name = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=64,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._\-]*(?!\n)$",
        extra={
            "vi": "1 đến 64 chữ cái không dấu, chữ số, . _ - trong dấu ngoặc kép, "
            "bắt đầu bằng chữ cái hoặc chữ số",
            "en": "1 to 64 plain letters, digits, . _ - in double quotes, "
            "beginning with a letter or digit",
        },
    ),
]


class _CouncilTable(Struct, forbid_unknown_fields=True):
    name: Text
    level: Level
    seats: Annotated[int, Meta(ge=1, le=delegates_max)]
    name_en: str = ""


class _SittingTable(Struct, forbid_unknown_fields=True):
    id: Name
    title: Text
    rules: Text
    title_en: str = ""
    delegates: Text = "delegates.csv"
    chair_seat: OptionalSeat = ""


class _AgendaTable(Struct, forbid_unknown_fields=True):
    title: Text
    title_en: str = ""
    minutes: Annotated[int, Meta(ge=0, le=minutes_max)] = 0


class _CouncilFile(Struct, forbid_unknown_fields=True):
    council: _CouncilTable
    sitting: _SittingTable
    agenda: list[_AgendaTable] = []
    guests: Guests = ()
    places: Places = ()


def read_folder(folder: Path) -> Preparation:
    """Read all that a sitting needs from a council's folder. Raises `ConfigError`."""
    path = folder / COUNCIL_FILE
    text = read_text(path)
    council = parse(text, path.name, _CouncilFile)
    rules = _rules_of(folder, council.sitting.rules, text)
    delegates_path = folder / council.sitting.delegates
    groups, delegates = read_delegates(delegates_path)
    if len(delegates) > council.council.seats:
        raise ConfigError(
            path.name,
            line_of(text, "council.seats"),
            "council.seats",
            f"{delegates_path.name} có {len(delegates)} đại biểu, nhiều hơn số ghế",
            f"{delegates_path.name} has {len(delegates)} delegates, more than there are seats",
        )
    guests, places = guests_of(council.guests), places_of(council.places)
    refuse_shared(path.name, text, delegates, guests, places)
    chair_seat = council.sitting.chair_seat
    check_chair_seat(path.name, text, chair_seat, [*delegates, *guests, *places])
    table = council.council
    return Preparation(
        sitting=council.sitting.id,
        title=council.sitting.title,
        title_en=council.sitting.title_en,
        council=Council(table.name, table.name_en, table.level, table.seats),
        groups=groups,
        delegates=delegates,
        agenda=tuple(
            AgendaItem(ItemId(f"i{number}"), number, item.title, item.title_en, item.minutes * 60)
            for number, item in enumerate(council.agenda, start=1)
        ),
        rules=rules,
        guests=guests,
        places=places,
        chair_seat=SeatId(chair_seat),
    )


def _rules_of(folder: Path, name: str, council_text: str) -> RulePack:
    if name.endswith(".toml"):
        return read_rule_pack(folder / name)
    try:
        return shipped_rule_pack(name)
    except ConfigError as error:
        known = ", ".join(shipped_rule_packs())
        raise ConfigError(
            COUNCIL_FILE,
            line_of(council_text, "sitting.rules"),
            "sitting.rules",
            f"không có bộ quy tắc «{name}»; hiện có: {known}, hoặc tên một tệp .toml",
            f"no rule pack “{name}”; there are: {known}, or name a .toml file",
        ) from error
