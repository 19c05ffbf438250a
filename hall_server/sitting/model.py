"""The people, places and matters of a sitting, as they are prepared beforehand."""

from typing import Literal

from msgspec import Struct

from hall_server.sitting.ids import DelegateId, ItemId, SeatId
from hall_server.sitting.rules import RulePack

Level = Literal["province", "commune", "district", "national", "other"]


class Group(Struct, frozen=True):
    """A group of delegates (tổ đại biểu, parliamentary group)."""

    id: str
    name: str


class Delegate(Struct, frozen=True):
    """An elected member in office, with the seat they have in this sitting."""

    id: DelegateId
    name: str
    seat: SeatId
    group: str = ""


class AgendaItem(Struct, frozen=True):
    """One matter of the agenda; `number` is what people call it by."""

    id: ItemId
    number: int
    title: str
    title_en: str = ""


class Council(Struct, frozen=True):
    """The elected body. `seats_statutory` counts vacant seats too."""

    name: str
    name_en: str
    level: Level
    seats_statutory: int


class Preparation(Struct, frozen=True):
    """All that must be known before a sitting can open; it stands whole in the journal."""

    sitting: str
    title: str
    title_en: str
    council: Council
    groups: tuple[Group, ...]
    delegates: tuple[Delegate, ...]
    agenda: tuple[AgendaItem, ...]
    rules: RulePack
