"""Councils for measurements: folder, journal and tokens made without a running hall.

Every person in them is made up.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from hall_server.assembly import access_of, sitting_folder
from hall_server.config import read_folder
from hall_server.hall.access import Access, Code
from hall_server.hall.answers import fingerprint
from hall_server.hall.clock import SteadyClock
from hall_server.journal.journal import Entry
from hall_server.journal.sqlite import SqliteJournal
from hall_server.sitting import events as e
from hall_server.sitting.authority import Actor
from hall_server.sitting.commands import CastBallot, OpenVote
from hall_server.sitting.decide import decide
from hall_server.sitting.evolve import evolve
from hall_server.sitting.ids import Choice, Role, VoteId
from hall_server.sitting.model import Preparation
from hall_server.sitting.state import State
from hall_wire.codec import encode
from hall_wire.limits import WIRE_VERSION
from hall_wire.messages import Hello
from rehearsal.folder import write_folder

SITTING: Final = "bench"
CHOICES: Final[tuple[Choice, ...]] = ("yes", "no", "abstain")

entries_a_batch: Final = 10_000
"""Entries of a made journal stored in one transaction."""


@dataclass(slots=True)
class Council:
    """A council's folder, and who may come in: the hello of each, unmasked."""

    folder: Path
    size: int
    chair: bytes
    display: bytes
    delegates: list[bytes]


async def make_council(
    folder: Path, size: int, *, in_session: bool = True, ballots: int = 0
) -> Council:
    """Make a council of `size`; in session all are present and the sitting is open.

    With `ballots` there is an open vote in which so many have been cast, over and over again.
    """
    write_folder(
        folder,
        name="HĐND đo lường",
        name_en="A council for measurements",
        level="province",
        sitting=(SITTING, "Phiên đo lường", "A sitting for measurements"),
        rules="votes-cast",
        people=[(str(seat), f"Đại biểu Mẫu {seat}", "") for seat in range(1, size + 1)],
        agenda=[("Nội dung thứ nhất", "First matter"), ("Nội dung thứ hai", "Second matter")],
    )
    preparation = read_folder(folder)
    if in_session:
        await _write_journal(folder, preparation, ballots)
    return _admit(folder, preparation)


async def _write_journal(folder: Path, preparation: Preparation, ballots: int) -> None:
    journal = SqliteJournal(sitting_folder(folder, SITTING))
    try:
        state = State()
        now = SteadyClock()()
        opening: list[e.AnyEvent] = [
            e.SittingPrepared(preparation),
            *(e.DelegateCheckedIn(delegate.id, "tablet") for delegate in preparation.delegates),
            e.SittingOpened(len(preparation.delegates)),
        ]
        for event in opening:
            evolve(state, event, now)
        if ballots:
            opening += _vote_opened(state, now)
        await journal.append(
            [Entry(1, seq, now, "", "", 0, event) for seq, event in enumerate(opening, start=1)]
        )
        for start in range(0, ballots, entries_a_batch):
            numbers = range(start, min(ballots, start + entries_a_batch))
            first = journal.head.seq + 1
            await journal.append(
                [
                    _ballot(preparation, seq, number, now)
                    for seq, number in enumerate(numbers, start=first)
                ]
            )
    finally:
        await journal.close()


def _vote_opened(state: State, now: int) -> list[e.AnyEvent]:
    chair = Actor(role="chair", channel="desk")
    return cast("list[e.AnyEvent]", decide(state, chair, OpenVote(title="Biểu quyết"), now))


def _ballot(preparation: Preparation, seq: int, number: int, now: int) -> Entry:
    """Give an entry as the clerk would have written it for a tablet's ballot."""
    size = len(preparation.delegates)
    choice = CHOICES[(number // size) % len(CHOICES)]
    event = e.BallotCast(VoteId("v1"), preparation.delegates[number % size].id, choice, "tablet")
    mark = fingerprint(CastBallot(vote="v1", choice=choice))
    return Entry(1, seq, now, f"d{number % size}", f"b{number // size}", mark, event)


def _admit(folder: Path, preparation: Preparation) -> Council:
    access = access_of(folder, preparation.sitting)
    codes = access.ensure_codes({delegate.id: delegate.name for delegate in preparation.delegates})
    council = Council(
        folder,
        len(preparation.delegates),
        chair=_hello(access, _of_kind(codes, "desk")),
        display=_hello(access, _of_kind(codes, "display")),
        delegates=[_hello(access, code) for code in codes if code.kind == "delegate"],
    )
    access.close()
    return council


def _of_kind(codes: list[Code], kind: str) -> Code:
    return next(code for code in codes if code.kind == kind)


def _hello(access: Access, code: Code, role: Role = "chair") -> bytes:
    token, _ = access.issue(code, role)
    return encode(Hello(wire=WIRE_VERSION, token=token, client="bench"))
