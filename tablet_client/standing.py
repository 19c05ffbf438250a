"""How things stand at a seat: the boards as typed values.

Knows which key of which board holds what. Must not know commands, nor how the boards come.
"""

from typing import TypeVar

import msgspec

from hall_link import Link
from tablet_client import floor_views, views

T = TypeVar("T")


class Standing:
    """The boards of one delegate's seat; every property tells how things stand at this moment."""

    def __init__(self, link: Link, delegate: str) -> None:
        self.link = link
        self._own = f"seat/{delegate}"

    @property
    def connected(self) -> bool:
        """The hall is at the other end; otherwise the boards are as they last were."""
        return self.link.connected

    @property
    def ready(self) -> bool:
        """Connected, and every board of the seat has come."""
        welcome = self.link.session.welcome
        return welcome is not None and self.link.mirror.versions.keys() >= set(welcome.boards)

    # --- the sitting ----------------------------------------------------------------------

    @property
    def sitting(self) -> views.Sitting | None:
        """Title and state of the sitting."""
        return self._read("hall", "sitting", views.Sitting)

    @property
    def attendance(self) -> views.Attendance | None:
        """How many are present, and whether that is a quorum."""
        return self._read("hall", "attendance", views.Attendance)

    @property
    def quorum_call(self) -> floor_views.QuorumCall | None:
        """The quorum call that is under way, or the last one."""
        return self._read("hall", "quorum_call", floor_views.QuorumCall)

    @property
    def agenda(self) -> list[views.Item]:
        """All items, in order."""
        return self._read("hall", "agenda", list[views.Item]) or []

    @property
    def item(self) -> views.Item | None:
        """The item that the sitting deals with."""
        return next((item for item in self.agenda if item.state == "current"), None)

    @property
    def notice(self) -> views.Notice | None:
        """Something everyone must know."""
        return self._read("hall", "notice", views.Notice)

    @property
    def me(self) -> views.Me | None:
        """Oneself, with name and seat."""
        return self._read(self._own, "me", views.Me)

    @property
    def present(self) -> bool:
        """One is checked in."""
        me = self.me
        return me is not None and me.present

    # --- the floor ------------------------------------------------------------------------

    @property
    def hall_floor(self) -> floor_views.HallFloor | None:
        """How microphones open, and whether the list of speakers takes names."""
        return self._read("hall", "floor", floor_views.HallFloor)

    @property
    def speeches(self) -> list[floor_views.SpeechKind]:
        """The kinds of speech that the house knows."""
        return self._read("hall", "speeches", list[floor_views.SpeechKind]) or []

    @property
    def turns(self) -> list[floor_views.Turn]:
        """The turns that have not ended: who has the floor, then whom they interrupted."""
        return self._read("hall", "turns", list[floor_views.Turn]) or []

    @property
    def speaker(self) -> floor_views.Turn | None:
        """The turn that has the floor."""
        return next(iter(self.turns), None)

    @property
    def queue(self) -> list[floor_views.Request]:
        """Who waits to speak on the item under way, the next first."""
        return self._read("hall", "queue", list[floor_views.Request]) or []

    @property
    def floor(self) -> floor_views.OwnFloor | None:
        """One's requests to speak, one's turn, and what one may hand in in writing."""
        return self._read(self._own, "floor", floor_views.OwnFloor)

    @property
    def place(self) -> int | None:
        """One's best place in the queue of speakers, from 1."""
        floor = self.floor
        return floor.place if floor is not None else None

    @property
    def own_turn(self) -> floor_views.Turn | None:
        """One's own turn: given, under way or interrupted."""
        floor = self.floor
        return floor.turn if floor is not None else None

    # --- questioning ----------------------------------------------------------------------

    @property
    def respondents(self) -> list[floor_views.Respondent]:
        """To whom a question can be put."""
        return self._read("hall", "respondents", list[floor_views.Respondent]) or []

    @property
    def questions(self) -> list[floor_views.OwnQuestion]:
        """The written questions one has handed in."""
        return self._read(self._own, "questions", list[floor_views.OwnQuestion]) or []

    @property
    def topics(self) -> list[floor_views.Topic]:
        """The topics of questioning, in the order to be taken."""
        return self._read("hall", "topics", list[floor_views.Topic]) or []

    @property
    def undertakings(self) -> list[floor_views.Undertaking]:
        """What those who were questioned undertook: open ones of before, and all of today."""
        return self._read("hall", "undertakings", list[floor_views.Undertaking]) or []

    # --- votes ----------------------------------------------------------------------------

    @property
    def vote(self) -> views.Vote | None:
        """The current vote, or the last."""
        return self._read("hall", "vote", views.Vote)

    @property
    def open_vote(self) -> views.Vote | None:
        """The vote in which ballots are taken now."""
        vote = self.vote
        return vote if vote is not None and vote.state == "open" else None

    @property
    def call(self) -> views.Call | None:
        """The roll call, while one is under way."""
        return self._read("hall", "call", views.Call)

    @property
    def result(self) -> views.Vote | None:
        """The last vote, once it is declared; none again as soon as the next one opens."""
        vote = self.vote
        return vote if vote is not None and vote.state == "declared" else None

    @property
    def own_vote(self) -> views.OwnVote | None:
        """Whether one may vote in the current vote, and one's ballot in it."""
        own = self._read(self._own, "vote", views.OwnVote)
        vote = self.vote
        return own if own is not None and vote is not None and own.id == vote.id else None

    @property
    def ballot(self) -> views.Ballot | None:
        """One's own ballot in the current vote, once it is on the hall's disk."""
        own = self.own_vote
        return own.ballot if own is not None else None

    # --- time -----------------------------------------------------------------------------

    def remaining_seconds(self, until: int) -> float:
        """Give the seconds from now to a moment of the hall's (ms), 0 when it is past."""
        return max(0.0, (until - self.link.hall_time()) / 1000)

    def clock_seconds(self, clock: floor_views.Clock) -> float | None:
        """Give the seconds that a clock has left, by the hall's; None where it has no end."""
        remaining = clock.remaining_ms(self.link.hall_time())
        return None if remaining is None else max(0.0, remaining / 1000)

    def _read(self, board: str, key: str, kind: type[T]) -> T | None:
        value = self.link.mirror[board].get(key)
        return None if value is None else msgspec.convert(value, kind)
