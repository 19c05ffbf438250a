"""The people, places and matters of a sitting, as they are prepared beforehand."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from hall_server.sitting.ids import (
    DelegateId,
    ItemId,
    OptionalTitle,
    Prose,
    SeatId,
    SpeakerId,
    Title,
    UndertakingId,
    UndertakingState,
    Word,
)
from hall_server.sitting.rules import Date, RulePack, requests_max, seconds_max

Level = Literal["province", "commune", "district", "national", "other"]


weight_max = 10**12
"""Of one delegate: more shares than any company has."""

options_max = 60
"""In one vote: more candidates than any list that a council votes on at once."""

items_max = 100
"""Decided en bloc in one vote."""


HeadCount = Annotated[int, Meta(ge=0, le=requests_max)]
CountedMark = Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,32}(:(high|medium|low|none))?\Z")]


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
    weight: Annotated[int, Meta(ge=1, le=weight_max)] = 1
    """Shares or the like; counts only under rules with weights."""


class Guest(Struct, frozen=True):
    """Someone who may be called to speak and has no vote: a minister, a director, a petitioner.

    `office` is what they are called by; `seat` is empty where they have no microphone.
    """

    id: SpeakerId
    name: str
    office: str = ""
    office_en: str = ""
    seat: SeatId = SeatId("")


class Place(Struct, frozen=True):
    """A microphone that is nobody's seat: the rostrum, a stand in the aisle, the chair's table."""

    seat: SeatId
    name: str
    name_en: str = ""


class AgendaItem(Struct, frozen=True):
    """One matter of the agenda; `number` is what people call it by.

    `seconds` is the time it is meant to take, 0: no time was set.
    """

    id: ItemId
    number: int
    title: str
    title_en: str = ""
    seconds: int = 0


class Council(Struct, frozen=True):
    """The elected body. `seats_statutory` counts vacant seats too."""

    name: str
    name_en: str
    level: Level
    seats_statutory: int


class Option(Struct, frozen=True, omit_defaults=True):
    """One of several answers: an option, or a person who stands.

    `delegate` is their id where the person is a delegate; `born` decides between two who tie where
    the rules prefer the older.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,32}\Z")]
    vi: Title
    en: OptionalTitle = ""
    delegate: Word = ""
    born: Date = ""


class Plan(Struct, frozen=True, omit_defaults=True):
    """What a vote is to be about, before it opens.

    `kind` and `majority` name those of the rule pack, empty: its default. `seconds` None: the
    rule's window. `options` are for all questions but yes-no: for `seats` of them, a ballot may
    mark up to `marks_max` (0: as many as seats). `items` are those decided en bloc, by their ids;
    `concerns` are the delegates whom a vote for or against is about: relieved, removed, trusted.
    `part` names a part of the draft under the current item, empty: the whole. `replaces` is the
    vote that this one repeats.
    """

    title: Title
    title_en: OptionalTitle = ""
    kind: Word = ""
    majority: Word = ""
    seconds: Annotated[int, Meta(ge=1, le=seconds_max)] | None = None
    options: Annotated[tuple[Option, ...], Meta(max_length=options_max)] = ()
    seats: Annotated[int, Meta(ge=1, le=options_max)] = 1
    marks_max: Annotated[int, Meta(ge=0, le=options_max)] = 0
    items: Annotated[tuple[Word, ...], Meta(max_length=items_max)] = ()
    part: OptionalTitle = ""
    concerns: Annotated[tuple[Word, ...], Meta(max_length=options_max)] = ()
    replaces: Word = ""


class PaperCount(Struct, frozen=True, omit_defaults=True):
    """What a counting board found. Every sum must agree before it can be declared.

    issued ≥ returned = valid + invalid. For or against: yes + no + abstain = valid. Otherwise
    `marks` counts each option, or each `option:level`, with `option:none` for ballots that are
    valid but say nothing of that person.
    """

    issued: HeadCount
    returned: HeadCount
    valid: HeadCount
    invalid: HeadCount
    yes: HeadCount = 0
    no: HeadCount = 0
    abstain: HeadCount = 0
    marks: Annotated[dict[CountedMark, HeadCount], Meta(max_length=4 * options_max)] = {}


topics_max = 200
"""Of one session of questions; a province has had about 40 written questions in one."""


class Topic(Struct, frozen=True, omit_defaults=True):
    """A matter that questions are about, and the questions (ids) put under it, the first first.

    Topics stand in the order in which they are to be taken. `respondent` answers for it.
    """

    title: Title
    title_en: OptionalTitle = ""
    respondent: Word = ""
    questions: Annotated[tuple[Word, ...], Meta(max_length=topics_max)] = ()


class Undertaking(Struct, frozen=True, omit_defaults=True):
    """What a person who was questioned undertook to do, kept until it is done.

    `sitting` is where it was given; its title, `who` and `office` are written out since the person
    may not be a guest of a later sitting; so is `asked_by`. `due` is the day by which it is to be
    done, empty where none was named. `about` is the turn or the written question it was given in.
    `evidence` says what shows that it is done, or why it was dropped.
    """

    id: UndertakingId
    sitting: str
    who: str
    what: Prose
    office: str = ""
    due: Date = ""
    about: str = ""
    asked_by: str = ""
    state: UndertakingState = "open"
    evidence: Prose = ""
    recorded_at: int = 0
    changed_at: int = 0
    sitting_title: str = ""
    sitting_title_en: str = ""


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
    guests: tuple[Guest, ...] = ()
    places: tuple[Place, ...] = ()
    chair_seat: SeatId = SeatId("")
    """Where the microphone is that the chair opens over all others; empty: there is none."""
    undertakings: tuple[Undertaking, ...] = ()
    """What earlier sittings of the council left open."""
