"""Journals with one thing wrong in them, the chain and the anchor whole."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from hall_server.assembly import SITTINGS_FOLDER
from hall_server.journal.journal import Draft
from hall_server.journal.sqlite import SqliteJournal
from hall_server.sitting import commands as c
from hall_server.sitting.events import AnyEvent, Event
from tests.making import HDND, Sitting, appended, preparation, vote_rule

E = TypeVar("E", bound=Event)
Events = list[tuple[int, AnyEvent]]
Tampering = Callable[[Events], None]


def honest() -> Events:
    """Two declared votes, one open one; the first-counts rule of a made-up council."""
    rules = vote_rule(HDND, ballot="first-counts")
    sitting = Sitting(preparation(15, rules, seats=16)).open(12)
    for yes, no in ((8, 2), (5, 6)):
        sitting.open_vote(f"Nghị quyết {yes}", seconds=60)
        sitting.wait(5)
        sitting.cast_many(yes, no, abstain=1)
        sitting.wait(5)
        sitting.close()
        sitting.declare()
    sitting.do(c.AddItem("Việc khác"))
    sitting.open_vote("Chưa đóng")
    sitting.cast(1, "yes")
    return sitting.events


def change(kind: type[E], nth: int = 0, **fields: object) -> Tampering:
    """Give the nth event of a kind other fields."""

    def tamper(events: Events) -> None:
        place = [n for n, (_at, event) in enumerate(events) if isinstance(event, kind)][nth]
        at, event = events[place]
        events[place] = at, msgspec.structs.replace(event, **fields)

    return tamper


def insert(after: type[Event], event: AnyEvent, nth: int = 0, later_ms: int = 0) -> Tampering:
    """Put an event in after the nth of a kind."""

    def tamper(events: Events) -> None:
        place = [n for n, (_at, one) in enumerate(events) if isinstance(one, after)][nth]
        events.insert(place + 1, (events[place][0] + later_ms, event))

    return tamper


def remove(kind: type[Event], nth: int = 0) -> Tampering:
    """Take the nth event of a kind out."""

    def tamper(events: Events) -> None:
        del events[[n for n, (_at, one) in enumerate(events) if isinstance(one, kind)][nth]]

    return tamper


def council(folder: Path, *tamperings: Tampering, sitting: str = "thu-1") -> Path:
    """Write a sitting's journal into a council's folder by the adapter itself."""
    events = honest()
    for tamper in tamperings:
        tamper(events)
    entries = [Draft(at, "d1", f"c{n}", n, event) for n, (at, event) in enumerate(events)]
    appended(SqliteJournal(folder / SITTINGS_FOLDER / sitting), entries)
    return folder
