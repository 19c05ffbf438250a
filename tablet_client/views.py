"""What a seat reads off its boards, as typed values; the whole of them is docs/reference/boards.md.

Knows shapes alone, and of those only what a delegate needs: fields that the hall adds are passed
over. Times are the hall's, in ms since 1970 UTC; `None` means: there is none.
"""

from typing import Literal

from msgspec import Struct

Choice = Literal["yes", "no", "abstain"]


class View(Struct, frozen=True):
    """A part of a value on a board."""


class Sitting(View, frozen=True):
    """The sitting; `state` is `prepared`, `in_session`, `suspended` or `adjourned`."""

    id: str
    title: str
    title_en: str
    state: str


class Attendance(View, frozen=True):
    """How many are present; `needed` is the quorum in heads, where the rules know one."""

    present: int
    in_office: int
    needed: int | None
    reached: bool


class Item(View, frozen=True):
    """An item of the agenda; `state` is `ahead`, `current` or `done`."""

    id: str
    number: int
    title: str
    title_en: str
    state: str


class Person(View, frozen=True):
    """A delegate as others see them."""

    delegate: str
    name: str
    seat: str
    group: str


class Speaker(View, frozen=True):
    """Who has the floor, and until when."""

    turn: str
    person: Person
    granted_at: int
    ends_at: int


class Majority(View, frozen=True):
    """What a vote needs, in words; `needed` in heads once the base is known."""

    id: str
    vi: str
    en: str
    needed: int | None


class Counts(View, frozen=True):
    """The count of a closed vote."""

    yes: int
    no: int
    abstain: int
    not_voting: int
    absent: int


class Verdict(View, frozen=True):
    """The declared outcome, in words in both languages."""

    carried: bool
    needed: int
    reached: int
    vi: str
    en: str


class Vote(View, frozen=True):
    """A vote; `state` is `open`, `closed` or `declared`, `closes_at` None when the chair closes."""

    id: str
    number: int
    title: str
    title_en: str
    state: str
    majority: Majority
    changeable: bool
    opened_at: int
    closes_at: int | None
    counts: Counts | None
    verdict: Verdict | None


class Ballot(View, frozen=True):
    """One's own recorded ballot; `channel` is `tablet`, `keypad`, `desk` or `house`."""

    choice: Choice
    channel: str
    at: int


class OwnVote(View, frozen=True):
    """Where one stands in the current vote; `id` is the vote's."""

    id: str
    entitled: bool
    ballot: Ballot | None


class Me(View, frozen=True):
    """Oneself."""

    person: Person
    present: bool


class OwnFloor(View, frozen=True):
    """One's place in the queue, from 1, and the end of one's turn while one has the floor."""

    place: int | None
    asked_at: int | None
    speaking_until: int | None


class Notice(View, frozen=True):
    """Something everyone must know, such as a hall that has stopped."""

    code: str
    vi: str
    en: str
