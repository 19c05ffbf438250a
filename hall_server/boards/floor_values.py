"""The shape of what stands on the boards about the floor, attendance and questioning.

Knows shapes only. Which board carries a value, and when, stands in the board's own file. Times are
the hall's, in ms since 1970 UTC; lengths of time are in ms and end in `_ms`; `None`: there is none.
"""

from typing import Literal

from hall_server.boards.vote_values import Value
from hall_server.sitting.floor_state import TurnState
from hall_server.sitting.ids import Channel, UndertakingState
from hall_server.sitting.rules import AtEnd, Lane, MicrophoneMode


class PersonValue(Value, frozen=True, omit_defaults=True):
    """Who speaks or sits there; of a guest `group` is the office, and `seat` may be empty.

    `group_en` is the office of a guest in English; groups have no English name.
    """

    delegate: str
    name: str
    seat: str
    group: str
    guest: bool = False
    group_en: str = ""


class SpeechKindValue(Value, frozen=True):
    """One row of `speeches` on the hall board (a list): a kind of speech of the rule pack.

    `seconds` are those of the first, second … turn on an item; 0: no limit. `cuts_in`: it does not
    wait for the turn that runs to end. `default`: what a request is that names no kind.
    `questioner_first`: of rebuttals, the kind that belongs to questioning.
    """

    id: str
    vi: str
    en: str
    lane: Lane
    rank: int
    seconds: list[int]
    turns_max: int
    asked_by: Literal["seat", "desk"]
    cuts_in: bool
    role: Literal["speech", "question", "answer", "rebuttal"]
    source: str
    default: bool
    questioner_first: bool = False


class ClockValue(Value, frozen=True):
    """A clock: `used_ms` and, where it runs, the time since `since`; screens count by themselves.

    `limit_ms` None: it has no end and counts up. `warning_ms` before the end it is warned of.
    """

    limit_ms: int | None
    used_ms: int
    since: int | None
    warning_ms: int = 0
    count: Literal["down", "up"] = "down"
    at_end: AtEnd = "warn"


class TurnValue(Value, frozen=True):
    """One row of `turns` on the hall board (a list): a turn that has not ended.

    The first of them has the floor; after it those it interrupted, the last interrupted first.
    `kind` is an id of `speeches`, with its name in both languages beside it. `about` names the
    person whose question or speech it is about, `to` whom a question is for.
    """

    turn: str
    person: PersonValue
    kind: str
    vi: str
    en: str
    lane: Lane
    state: TurnState
    paused_by: str
    granted_at: int
    clock: ClockValue
    seat: str
    interrupts: str
    about: PersonValue | None
    to: PersonValue | None


class RequestValue(Value, frozen=True):
    """One row of `queue` on the hall board (a list): in the order of speaking, on this item.

    `seconds` is the time the next turn would have, 0: no limit; `again`: the speaker has had a turn
    of this kind on the item. `moved` is the reason for which the chair moved it.
    """

    request: str
    person: PersonValue
    kind: str
    vi: str
    en: str
    lane: Lane
    asked_at: int
    seconds: int
    again: bool
    note: str
    about: PersonValue | None
    about_id: str
    to: PersonValue | None
    moved: str


class FloorValue(Value, frozen=True):
    """`floor` on the hall board: how microphones open, and whether the list takes names."""

    mode: MicrophoneMode
    open_max: int
    priority: bool
    list_closed: bool
    item_clock: ClockValue | None
    """Of the item under way."""
    register_before: bool = True
    """Whether one may ask for the floor on items that are not under way yet."""
    questioned: bool = False
    """Whether somebody has been given the floor for a question on the item under way."""


class BudgetValue(Value, frozen=True):
    """One row of `budgets` on the hall board (a list): a group's time for the item under way.

    `since` are the times since which turns of the group run now (several, where several do).
    """

    group: str
    name: str
    initial_ms: int
    added_ms: int
    used_ms: int
    since: list[int]


class ListValue(Value, frozen=True):
    """One row of `lists` on the desk board (a list): who waits on items that are not under way."""

    item: str
    closed: bool
    people: list[PersonValue]


class TurnRecordValue(Value, frozen=True):
    """`turn/<turn>` on the desk board: a turn, for the record and to be linked to.

    `spoken_ms` is of turns that are over; `opening_ms` from the press to the open microphone.
    """

    turn: str
    person: PersonValue
    kind: str
    vi: str
    en: str
    role: Literal["speech", "question", "answer", "rebuttal"]
    item: str
    state: TurnState
    granted_at: int
    started_at: int | None
    ended_at: int | None
    spoken_ms: int
    opening_ms: int | None
    about: str
    to: PersonValue | None


class SpokenValue(Value, frozen=True):
    """`spoken/<speaker>` on the desk board: how often and how long someone has spoken."""

    person: PersonValue
    turns: int
    spoken_ms: int


class WrittenValue(Value, frozen=True):
    """`written/<number>` on the desk board: a speech handed in in writing.

    Where there are very many, `text` is the beginning of it, with “…”; so it is of questions.
    """

    person: PersonValue
    item: str
    text: str
    at: int


class MicrophoneValue(Value, frozen=True):
    """`microphone/<seat>` on the desk board: what the hall wants against what is reported.

    `alarm`: it has not become what is wanted. `place` names a microphone that is nobody's seat.
    """

    wanted: bool
    reported: bool | None
    since: int
    alarm: bool
    unit: Literal["online", "offline"] | None
    place: str
    place_en: str


class GuestValue(Value, frozen=True):
    """One row of `guests` on the desk board (a list): who may be called and has no vote."""

    person: PersonValue
    office_en: str


class PlaceValue(Value, frozen=True):
    """One row of `places` on the desk board (a list): a microphone that is nobody's seat."""

    seat: str
    name: str
    name_en: str
    chair: bool


class PresenceValue(Value, frozen=True):
    """One point of `timeline/<delegate>` on the desk board (a list): coming or leaving."""

    at: int
    present: bool
    channel: Channel


class QuorumCallValue(Value, frozen=True):
    """`quorum_call` on the hall board: who is there is being counted, or was last.

    `confirmed` have answered; `ended_at` None: it is under way.
    """

    number: int
    called_at: int
    ends_at: int
    confirmed: int
    needed: int | None
    ended_at: int | None
    reached: bool | None


class OwnRequestValue(Value, frozen=True):
    """One of the requests in `floor` on a seat board; `place` in its queue counts from 1."""

    request: str
    kind: str
    vi: str
    en: str
    lane: Lane
    item: str
    place: int
    asked_at: int


class OwnFloorValue(Value, frozen=True):
    """`floor` on a seat board: one's own requests and turn.

    `place` is the best place on the item under way. `owed`: items (ids) on which one asked and was
    not reached, and may hand the speech in in writing; empty where the rules do not have it.
    """

    place: int | None
    requests: list[OwnRequestValue]
    turn: TurnValue | None
    owed: list[str]
    confirmed: bool
    """Whether one has answered the quorum call that is under way."""
    turns: int
    spoken_ms: int


class OwnQuestionValue(Value, frozen=True):
    """One row of `questions` on a seat board (a list): a written question of one's own."""

    id: str
    to: PersonValue
    topic: str
    text: str


class QuestionValue(Value, frozen=True):
    """`question/<id>` on the desk board: a written question, with its text."""

    id: str
    person: PersonValue
    to: PersonValue
    topic: str
    text: str
    at: int
    channel: Channel


class TopicQuestionValue(Value, frozen=True):
    """A question under a topic, as everybody may know it."""

    id: str
    person: PersonValue
    to: PersonValue
    topic: str


class TopicValue(Value, frozen=True):
    """One row of `topics` on the hall board (a list, in the order to be taken)."""

    title: str
    title_en: str
    respondent: PersonValue | None
    questions: list[TopicQuestionValue]


class AnswerableValue(Value, frozen=True):
    """One row of `respondents` on the hall board (a list): whom a question can be put to."""

    person: PersonValue
    office_en: str


class UndertakingValue(Value, frozen=True):
    """One row of `undertakings` on the hall board (a list): open ones of before, and all of today.

    `carried`: it comes from an earlier sitting.
    """

    id: str
    sitting: str
    who: str
    office: str
    what: str
    due: str
    about: str
    asked_by: str
    state: UndertakingState
    evidence: str
    carried: bool
    recorded_at: int
    sitting_title: str = ""
    sitting_title_en: str = ""


class SeatWishValue(Value, frozen=True):
    """`seat/<seat>` on the devices board: what the hall wants the unit there to show and do.

    Its ballot stands beside it, under `ballot/<seat>`. `place` in the queue counts from 1; 1 is
    next. `entitled`: presses count in the current poll. While one speaks, `warns_at` is when the
    lamp is to say that the time is nearly over; None: it stands, or has no end.
    """

    microphone: bool
    present: bool
    entitled: bool
    place: int | None
    speaking: bool
    warns_at: int | None


class DeviceFloorValue(Value, frozen=True):
    """`floor` on the devices board: what a press of the request key means now.

    `asking`: to ask or take back · `press`: to open and close the own microphone · `hold`: to open
    it while the key is held · `confirm`: to answer a quorum call · `none`: nothing.
    """

    key: Literal["asking", "press", "hold", "confirm", "none"]
