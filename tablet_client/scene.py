"""All that a delegate is told about at one moment, and the lines that tell it.

Must not know where a scene comes from over the wire, nor how it is told.
"""

from dataclasses import dataclass
from typing import Protocol

from tablet_client import floor_views, views
from tablet_client.seat import Seat
from tablet_client.wording import Lang


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text for people; `style` is how a terminal may colour it."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a delegate is told about, at one moment; `now` is the hall's time in ms."""

    now: int
    connected: bool
    sitting: views.Sitting | None
    attendance: views.Attendance | None
    item: views.Item | None
    agenda: list[views.Item]
    speaker: floor_views.Turn | None
    quorum_call: floor_views.QuorumCall | None
    vote: views.Vote | None
    own_vote: views.OwnVote | None
    call: views.Call | None
    floor: floor_views.OwnFloor | None
    questions: list[floor_views.OwnQuestion]
    me: views.Me | None
    notice: views.Notice | None

    @property
    def ballot(self) -> views.Ballot | None:
        """One's own ballot in the vote."""
        return self.own_vote.ballot if self.own_vote is not None else None

    @property
    def delegate(self) -> str:
        """One's own id."""
        return self.me.person.delegate if self.me is not None else ""

    @property
    def present(self) -> bool:
        """One is checked in."""
        return self.me is not None and self.me.present

    @property
    def turn(self) -> floor_views.Turn | None:
        """One's own turn to speak."""
        return self.floor.turn if self.floor is not None else None

    def number_of(self, item: str) -> str:
        """Give the number by which people call an item, or its id if it is not on the agenda."""
        return next((str(one.number) for one in self.agenda if one.id == item), item)


def scene_of(seat: Seat) -> Scene:
    """Take the scene as it is at the seat now."""
    return Scene(
        now=seat.link.hall_time(),
        connected=seat.connected,
        sitting=seat.sitting,
        attendance=seat.attendance,
        item=seat.item,
        agenda=seat.agenda,
        speaker=seat.speaker,
        quorum_call=seat.quorum_call,
        vote=seat.vote,
        own_vote=seat.own_vote,
        call=seat.call,
        floor=seat.floor,
        questions=seat.questions,
        me=seat.me,
        notice=seat.notice,
    )


def titled(titled: views.Sitting | views.Item | views.Vote, lang: Lang) -> str:
    """Give a title in the language, or in Vietnamese where there is no other."""
    return titled.title_en if lang == "en" and titled.title_en else titled.title


class InWords(Protocol):
    """Something with words in both languages."""

    @property
    def vi(self) -> str:
        """Vietnamese."""
        ...

    @property
    def en(self) -> str:
        """English, empty where there is none."""
        ...


def in_words(wording: InWords, lang: Lang) -> str:
    """Give words in the language, or in Vietnamese where there are no others."""
    return wording.en if lang == "en" and wording.en else wording.vi
