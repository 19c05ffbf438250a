"""All that a delegate is told about at one moment, and the lines that tell it.

Must not know where a scene comes from over the wire, nor how it is told.
"""

from dataclasses import dataclass

from tablet_client import views
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
    speaker: views.Speaker | None
    vote: views.Vote | None
    own_vote: views.OwnVote | None
    call: views.Call | None
    floor: views.OwnFloor | None
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
    def place(self) -> int | None:
        """One's place in the queue."""
        return self.floor.place if self.floor is not None else None

    @property
    def speaking_until(self) -> int | None:
        """The end of one's turn."""
        return self.floor.speaking_until if self.floor is not None else None


def scene_of(seat: Seat) -> Scene:
    """Take the scene as it is at the seat now."""
    return Scene(
        now=seat.link.hall_time(),
        connected=seat.connected,
        sitting=seat.sitting,
        attendance=seat.attendance,
        item=seat.item,
        speaker=seat.speaker,
        vote=seat.vote,
        own_vote=seat.own_vote,
        call=seat.call,
        floor=seat.floor,
        me=seat.me,
        notice=seat.notice,
    )


def titled(titled: views.Sitting | views.Item | views.Vote, lang: Lang) -> str:
    """Give a title in the language, or in Vietnamese where there is no other."""
    return titled.title_en if lang == "en" and titled.title_en else titled.title


def in_words(wording: views.Wording | views.Majority | views.Option, lang: Lang) -> str:
    """Give words in the language, or in Vietnamese where there are no others."""
    return wording.en if lang == "en" and wording.en else wording.vi
