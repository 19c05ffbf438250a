"""What to tell a person at a command line: how things stand, and what is new since last time.

Pure: two scenes in, lines out. Must not know terminals, nor where a scene comes from over the wire.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tablet_client import views
from tablet_client.seat import Seat
from tablet_client.wording import SENTENCES, Lang, say


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
    floor: views.OwnFloor | None
    present: bool
    notice: views.Notice | None

    @property
    def ballot(self) -> views.Ballot | None:
        """One's own ballot in the vote."""
        return self.own_vote.ballot if self.own_vote is not None else None

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
        floor=seat.floor,
        present=seat.present,
        notice=seat.notice,
    )


def news(before: Scene, after: Scene, lang: Lang) -> list[Line]:
    """Tell what is new in `after`; what changed only for others is passed over."""
    lines: list[Line] = []
    if after.connected != before.connected:
        lines += _connection(after, lang)
    if after.notice != before.notice:
        lines += _notice(after, lang)
    if _state(after) != _state(before):
        lines += _sitting(after, lang)
    if after.item != before.item:
        lines += _item(after, lang)
    if after.present != before.present:
        lines += _presence(after, lang)
    if after.place != before.place or after.speaking_until != before.speaking_until:
        lines += _floor_news(before, after, lang)
    if _stage(after) != _stage(before):
        lines += _vote(after, lang)
    if after.ballot != before.ballot and after.ballot is not None:
        lines += _ballot(after.ballot, lang)
    return lines


def status(scene: Scene, lang: Lang) -> list[Line]:
    """Tell how everything stands."""
    lines = [*_connection(scene, lang)] if not scene.connected else []
    if scene.notice is not None:
        lines += _notice(scene, lang)
    lines += [*_sitting(scene, lang), *_attendance(scene, lang), *_item(scene, lang)]
    lines += _presence(scene, lang)
    if scene.speaker is not None and scene.speaking_until is None:
        lines.append(Line(say(lang, "speaker", name=scene.speaker.person.name)))
    lines += _floor(scene, lang)
    lines += _vote(scene, lang)
    if scene.ballot is not None:
        lines += _ballot(scene.ballot, lang)
    elif _stage(scene)[1] == "open" and scene.own_vote is not None and scene.own_vote.entitled:
        lines.append(Line(say(lang, "no-ballot")))
    return lines


def _state(scene: Scene) -> str:
    return scene.sitting.state if scene.sitting is not None else ""


def _stage(scene: Scene) -> tuple[str, str, int | None]:
    vote = scene.vote
    return (vote.id, vote.state, vote.closes_at) if vote is not None else ("", "", None)


def _titled(titled: views.Sitting | views.Item | views.Vote, lang: Lang) -> str:
    return titled.title_en if lang == "en" and titled.title_en else titled.title


def _seconds(scene: Scene, until: int) -> int:
    return max(0, round((until - scene.now) / 1000))


def _connection(scene: Scene, lang: Lang) -> Iterator[Line]:
    if scene.connected:
        yield Line(say(lang, "connected"), "green")
    else:
        yield Line(say(lang, "disconnected"), "bold red")


def _notice(scene: Scene, lang: Lang) -> Iterator[Line]:
    if scene.notice is None:
        yield Line(say(lang, "notice-over"))
    else:
        words = scene.notice.vi if lang == "vi" else scene.notice.en
        yield Line(say(lang, "notice", words=words), "bold red")


def _sitting(scene: Scene, lang: Lang) -> Iterator[Line]:
    key = f"sitting-{_state(scene)}"
    if scene.sitting is not None and key in SENTENCES:  # a newer hall may know more states
        yield Line(say(lang, key, title=_titled(scene.sitting, lang)), "bold")


def _attendance(scene: Scene, lang: Lang) -> Iterator[Line]:
    if (there := scene.attendance) is not None:
        yield Line(say(lang, "attendance", present=there.present, in_office=there.in_office))


def _item(scene: Scene, lang: Lang) -> Iterator[Line]:
    if scene.item is not None:
        yield Line(say(lang, "item", number=scene.item.number, title=_titled(scene.item, lang)))


def _presence(scene: Scene, lang: Lang) -> Iterator[Line]:
    yield Line(say(lang, "present" if scene.present else "absent"))


def _floor(scene: Scene, lang: Lang) -> Iterator[Line]:
    if scene.speaking_until is not None:
        seconds = _seconds(scene, scene.speaking_until)
        yield Line(say(lang, "speaking", seconds=seconds), "bold green")
    elif scene.place is not None:
        yield Line(say(lang, "place", place=scene.place))


def _floor_news(before: Scene, after: Scene, lang: Lang) -> Iterator[Line]:
    if before.speaking_until is not None and after.speaking_until is None:
        yield Line(say(lang, "spoken"))
    elif before.place is not None and after.place is None and after.speaking_until is None:
        yield Line(say(lang, "no-place"))
    yield from _floor(after, lang)


def _vote(scene: Scene, lang: Lang) -> Iterator[Line]:
    vote = scene.vote
    if vote is None:
        return
    title = _titled(vote, lang)
    if vote.state == "open":
        majority = vote.majority.vi if lang == "vi" else vote.majority.en
        opened = say(lang, "vote-open", number=vote.number, title=title, majority=majority)
        yield Line(opened, "bold yellow")
        yield from _time_to_vote(scene, vote, lang)
    elif (key := f"vote-{vote.state}") in SENTENCES:
        yield Line(say(lang, key, number=vote.number, title=title), "bold")
        yield from _outcome(vote, lang)


def _time_to_vote(scene: Scene, vote: views.Vote, lang: Lang) -> Iterator[Line]:
    if scene.own_vote is not None and not scene.own_vote.entitled:
        yield Line(say(lang, "not-entitled"))
    elif vote.closes_at is None:
        yield Line(say(lang, "vote-by-chair"))
    else:
        yield Line(say(lang, "vote-seconds", seconds=_seconds(scene, vote.closes_at)))


def _outcome(vote: views.Vote, lang: Lang) -> Iterator[Line]:
    if vote.verdict is not None:
        words = vote.verdict.vi if lang == "vi" else vote.verdict.en
        yield Line(
            say(lang, "verdict", words=words), "bold green" if vote.verdict.carried else "bold"
        )
    if (count := vote.counts) is not None:
        yield Line(
            say(
                lang,
                "counts",
                yes=count.yes,
                no=count.no,
                abstain=count.abstain,
                not_voting=count.not_voting,
                absent=count.absent,
            )
        )


def _ballot(ballot: views.Ballot, lang: Lang) -> Iterator[Line]:
    yield Line(say(lang, "ballot", choice=say(lang, f"choice-{ballot.choice}")), "green")
