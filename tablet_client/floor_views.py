"""What a seat reads of the floor, of quorum calls and of questioning; see `views.py`.

Lengths of time are in ms and end in `_ms`.
"""

from typing import Literal

from tablet_client.views import Person, View


class Clock(View, frozen=True):
    """A clock: `used_ms` and, where it runs, the time since `since`; `limit_ms` None: no end."""

    limit_ms: int | None
    used_ms: int
    since: int | None
    warning_ms: int
    at_end: str

    def spent_ms(self, now: int) -> int:
        """Give the time used by `now`."""
        return self.used_ms + (0 if self.since is None else max(0, now - self.since))

    def remaining_ms(self, now: int) -> int | None:
        """Give what is left at `now`, less than 0 once it is over; None where there is no end."""
        return None if self.limit_ms is None else self.limit_ms - self.spent_ms(now)

    def is_nearly_over(self, now: int) -> bool:
        """Tell whether the warning of its end is due."""
        remaining = self.remaining_ms(now)
        return remaining is not None and remaining <= self.warning_ms


class SpeechKind(View, frozen=True):
    """A kind of speech; `asked_by` is `seat` or `desk`, `lane` `list`, `reply` or `order`.

    `seconds` are those of the first, second … turn on an item, 0: no limit. `default`: what a
    plain request is for.
    """

    id: str
    vi: str
    en: str
    lane: str
    seconds: list[int]
    turns_max: int
    asked_by: str
    cuts_in: bool
    role: str
    default: bool


class Turn(View, frozen=True):
    """A turn on the floor; `state` is `granted`, `speaking`, `paused` or `ended`.

    `paused_by` is `desk`, `interruption`, `priority`, `mute` or `time`. `about` is whose question
    or speech it is about, `to` whom a question is for.
    """

    turn: str
    person: Person
    kind: str
    vi: str
    en: str
    state: str
    paused_by: str
    granted_at: int
    clock: Clock
    seat: str
    about: Person | None
    to: Person | None


class Request(View, frozen=True):
    """Somebody's wish to speak, in the queue; `again`: not for the first time on this item."""

    request: str
    person: Person
    kind: str
    vi: str
    en: str
    asked_at: int
    again: bool
    note: str
    about: Person | None
    to: Person | None


class HallFloor(View, frozen=True):
    """How microphones open (`mode`), and whether the list of speakers takes names."""

    mode: Literal["request", "automatic", "free", "push-to-talk", "chair"]
    open_max: int
    priority: bool
    list_closed: bool
    item_clock: Clock | None


class OwnRequest(View, frozen=True):
    """One's own wish to speak; `place` in its queue counts from 1, `item` is an id."""

    request: str
    kind: str
    vi: str
    en: str
    item: str
    place: int


class OwnFloor(View, frozen=True):
    """One's best place in the queue, one's requests, and one's turn.

    `owed`: items (ids) on which one was not reached, and may hand the speech in in writing.
    `confirmed`: one has answered the quorum call that is under way. `turns` and `spoken_ms` are
    how often and how long one has spoken.
    """

    place: int | None
    requests: list[OwnRequest]
    turn: Turn | None
    owed: list[str]
    confirmed: bool
    turns: int
    spoken_ms: int


class OwnQuestion(View, frozen=True):
    """A written question of one's own."""

    id: str
    to: Person
    topic: str
    text: str


class Respondent(View, frozen=True):
    """Somebody to whom a question can be put; the office in Vietnamese is `person.group`."""

    person: Person
    office_en: str


class TopicQuestion(View, frozen=True):
    """A written question under a topic, as everybody may know it."""

    id: str
    person: Person
    to: Person
    topic: str


class Topic(View, frozen=True):
    """A topic of questioning; topics stand in the order in which they are to be taken."""

    title: str
    title_en: str
    respondent: Person | None
    questions: list[TopicQuestion]


class QuorumCall(View, frozen=True):
    """A count of those who are really there; `ended_at` None: it is under way until `ends_at`."""

    number: int
    called_at: int
    ends_at: int
    confirmed: int
    needed: int | None
    ended_at: int | None
    reached: bool | None


class Undertaking(View, frozen=True):
    """What somebody who was questioned undertook to do; `due` is a day, empty where none was."""

    id: str
    who: str
    office: str
    what: str
    due: str
    state: str
    evidence: str
