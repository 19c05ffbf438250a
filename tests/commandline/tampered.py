"""Journals with one thing wrong in them, the chain and the anchor whole."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from hall_server.assembly import SITTINGS_FOLDER
from hall_server.journal.journal import Entry
from hall_server.journal.sqlite import SqliteJournal
from hall_server.sitting import commands as c
from hall_server.sitting.event import Event
from hall_server.sitting.events import (
    AnyEvent,
    BallotCast,
    DelegateCheckedIn,
    DelegateCheckedOut,
    SittingPrepared,
    VoteClosed,
    VoteDeclared,
    VoteOpened,
)
from hall_server.sitting.ids import VoteId
from hall_server.sitting.votes import register_hash
from tests.making import HDND, Sitting, appended, delegate_id, preparation, vote_rule

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


def change(kind: type[E], /, nth: int = 0, **fields: object) -> Tampering:
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


def shift(kind: type[Event], by_ms: int, nth: int = 0) -> Tampering:
    """Stamp the nth event of a kind otherwise."""

    def tamper(events: Events) -> None:
        place = [n for n, (_at, event) in enumerate(events) if isinstance(event, kind)][nth]
        events[place] = events[place][0] + by_ms, events[place][1]

    return tamper


def absent_on_the_register(events: Events) -> None:
    """Three who are not there vote YES, and the outcome of the second vote turns."""
    names = [delegate_id(number) for number in (13, 14, 15)]
    places = [n for n, (_at, event) in enumerate(events) if isinstance(event, VoteOpened)]
    at, opened = events[places[1]]
    assert isinstance(opened, VoteOpened)
    register = tuple(sorted((*opened.register, *names)))
    events[places[1]] = (
        at,
        msgspec.structs.replace(opened, register=register, register_hash=register_hash(register)),
    )
    events[places[1] + 1 : places[1] + 1] = [
        (at, BallotCast(VoteId("v2"), name, "yes", "tablet")) for name in names
    ]
    change(VoteClosed, nth=1, yes=8, absent=0)(events)
    change(VoteDeclared, nth=1, carried=True, reached=8)(events)


def seven_never_came(events: Events) -> None:
    for _ in range(7):
        remove(DelegateCheckedIn, nth=5)(events)


def left_before_voting(events: Events) -> None:
    insert(VoteOpened, DelegateCheckedOut(delegate_id(1), "desk"))(events)


def changed_under_other_rules(events: Events) -> None:
    """A ballot is changed against first-counts; rules that allow it are appended afterwards."""
    insert(BallotCast, BallotCast(VoteId("v1"), delegate_id(1), "no", "tablet"))(events)
    change(VoteClosed, yes=7, no=3)(events)
    change(VoteDeclared, carried=False, reached=7)(events)
    lenient = preparation(15, vote_rule(HDND, ballot="until-close"), seats=16)
    events.append((events[-1][0], SittingPrepared(lenient)))


def council(folder: Path, *tamperings: Tampering, sitting: str = "thu-1") -> Path:
    """Write a sitting's journal into a council's folder by the adapter itself."""
    events = honest()
    for tamper in tamperings:
        tamper(events)
    entries = [Entry(1, n + 1, at, "d1", f"c{n}", n, event) for n, (at, event) in enumerate(events)]
    appended(SqliteJournal(folder / SITTINGS_FOLDER / sitting), entries)
    return folder
