"""What one may ask of the floor, of attendance and of questioning; see `commands.py`.

`delegate` in commands of requests and turns is whoever speaks: a guest too.
"""

from typing import Annotated

from msgspec import Meta

from hall_server.sitting.command import Command, Seconds, seconds_max
from hall_server.sitting.ids import (
    OptionalTitle,
    Prose,
    Title,
    UndertakingState,
    Word,
    text_characters_max,
)
from hall_server.sitting.model import Topic, topics_max
from hall_server.sitting.rules import Date, MicrophoneMode, open_microphones_max

Change = Annotated[int, Meta(ge=-seconds_max, le=seconds_max)]
"""Seconds more, or less."""

PressedAt = Annotated[int, Meta(ge=0, le=2**53)]
Text = Annotated[str, Meta(min_length=1, max_length=text_characters_max)]
UndertakingWord = Annotated[str, Meta(max_length=140)]
"""The sitting it was given in, and its number there."""


class CheckIn(Command, frozen=True):
    """Note that a delegate is present; `by_card`: a card was put into the unit.

    During a quorum call it answers the call.
    """

    seat: Word = ""
    delegate: Word = ""
    by_card: bool = False


class CheckOut(Command, frozen=True):
    """Note that a delegate has left; `by_card`: the card was taken out of the unit."""

    seat: Word = ""
    delegate: Word = ""
    by_card: bool = False


class ExcuseDelegate(Command, frozen=True):
    """Note why a delegate is away; an empty reason takes it back."""

    delegate: Word
    reason: OptionalTitle = ""


class CallQuorum(Command, frozen=True):
    """Ask everybody to answer that they are there; it ends after `seconds`, or by the desk."""

    seconds: Seconds | None = None


class EndQuorumCall(Command, frozen=True):
    """End a quorum call and count."""

    number: Annotated[int, Meta(ge=0, le=2**31)] = 0


class RequestFloor(Command, frozen=True):
    """Ask to speak: in the list of the item under way, or of `item`.

    `kind` is one of the rule pack's kinds of speech, empty: the default one. `about` is a turn or
    a written question; a rebuttal in questioning that names none is about the last answer. `to`
    names whom a question is for, without it whoever was asked last. Where microphones open by a
    press, the turn begins at once. `pressed_at` is when a key was pressed, by the hall's clock.
    """

    seat: Word = ""
    delegate: Word = ""
    kind: Word = ""
    item: Word = ""
    note: OptionalTitle = ""
    about: Word = ""
    to: Word = ""
    pressed_at: PressedAt | None = None


class WithdrawRequest(Command, frozen=True):
    """Take back a request to speak: `request`, or all that the person has on the item under way."""

    seat: Word = ""
    delegate: Word = ""
    request: Word = ""


class MoveRequest(Command, frozen=True):
    """Put a request before another one, or at the end; the reason is kept."""

    request: Word
    reason: Title
    before: Word = ""


class CloseList(Command, frozen=True):
    """Take no more names for the list of speakers of an item (empty: the one under way)."""

    item: Word = ""


class ReopenList(Command, frozen=True):
    """Take names again."""

    item: Word = ""


class GrantFloor(Command, frozen=True):
    """Give the floor: to a request, or to a delegate or guest who may not have asked.

    The turn has the time of its kind, or `seconds`. What becomes of the turn that runs is the
    kind's `clock`.
    """

    delegate: Word = ""
    seconds: Seconds | None = None
    request: Word = ""
    kind: Word = ""
    about: Word = ""
    to: Word = ""
    reason: OptionalTitle = ""


class StartSpeech(Command, frozen=True):
    """Let the clock of a turn begin that waits for its microphone."""

    turn: Word = ""


class PauseSpeech(Command, frozen=True):
    """Let a turn stand still, and close its microphone."""

    turn: Word = ""


class ResumeSpeech(Command, frozen=True):
    """Let a turn go on with the time it has."""

    turn: Word = ""


class ChangeTime(Command, frozen=True):
    """Give a turn so many seconds more, or less."""

    seconds: Change
    turn: Word = ""


class MoveSpeaker(Command, frozen=True):
    """Let whose turn it is speak from another seat, or with a microphone in the hand (empty)."""

    turn: Word = ""
    seat: Word = ""


class EndSpeech(Command, frozen=True):
    """End a turn and close its microphone; the speaker may end only their own.

    `turn` is the one that is meant; without it, the one that has the floor, or that of the person
    who sends it or of `seat`.
    """

    turn: Word = ""
    seat: Word = ""


class EndTime(Command, frozen=True):
    """The hall's own: the time of a turn is over."""

    turn: Word


class HandInSpeech(Command, frozen=True):
    """Hand in in writing a speech for which there was no time."""

    text: Text
    item: Word = ""
    delegate: Word = ""


class SetMicrophones(Command, frozen=True):
    """Set how microphones open, and how many at once (None: as it is)."""

    mode: MicrophoneMode
    open_max: Annotated[int, Meta(ge=1, le=open_microphones_max)] | None = None


class TakePriority(Command, frozen=True):
    """Open the chair's microphone and close all others, or give them back."""

    on: bool


class MuteAll(Command, frozen=True):
    """Close every microphone of the floor; the turns stand still."""


class SetItemTime(Command, frozen=True):
    """Set the time an item is meant to take; 0: it counts up. Empty `item`: the one under way."""

    seconds: Annotated[int, Meta(ge=0, le=seconds_max)]
    item: Word = ""


class SetGroupTime(Command, frozen=True):
    """Set what time a group has for an item; `added` to it, or taken from it, since."""

    group: OptionalTitle
    seconds: Annotated[int, Meta(ge=0, le=seconds_max)]
    added: Change = 0
    item: Word = ""


class ReportMicrophone(Command, frozen=True):
    """A device's fact: the microphone at a seat is open or closed."""

    seat: Word
    open: bool


class TellDifference(Command, frozen=True):
    """The hall's own: a microphone is still not what is wanted."""

    seat: Word


class ReportUnit(Command, frozen=True):
    """A device's fact: the unit at a seat answers or does not."""

    seat: Word
    online: bool


class FileQuestion(Command, frozen=True):
    """Hand in a written question to a guest or a delegate, under a topic."""

    to: Word
    topic: Title
    text: Prose = ""
    delegate: Word = ""


class WithdrawQuestion(Command, frozen=True):
    """Take a written question back."""

    question: Word


class RankTopics(Command, frozen=True):
    """Put the topics of questioning, with their questions, in the order to be taken."""

    topics: Annotated[tuple[Topic, ...], Meta(max_length=topics_max)]


class RecordUndertaking(Command, frozen=True):
    """Record what someone undertook to do: who (delegate or guest), what, by when.

    `about` is the turn or the written question in which it was given. `undertaking` names one of
    this sitting whose words are to be mended.
    """

    who: Word
    what: Text
    due: Date = ""
    about: Word = ""
    undertaking: UndertakingWord = ""


class ChangeUndertaking(Command, frozen=True):
    """Record what became of an undertaking, and what shows it."""

    undertaking: UndertakingWord
    state: UndertakingState
    evidence: Prose = ""


OfTheFloor = (
    CheckIn
    | CheckOut
    | ExcuseDelegate
    | CallQuorum
    | EndQuorumCall
    | RequestFloor
    | WithdrawRequest
    | MoveRequest
    | CloseList
    | ReopenList
    | GrantFloor
    | StartSpeech
    | PauseSpeech
    | ResumeSpeech
    | ChangeTime
    | MoveSpeaker
    | EndSpeech
    | HandInSpeech
    | SetMicrophones
    | TakePriority
    | MuteAll
    | SetItemTime
    | SetGroupTime
    | ReportMicrophone
    | ReportUnit
    | FileQuestion
    | WithdrawQuestion
    | RankTopics
    | RecordUndertaking
    | ChangeUndertaking
)
"""Those of them that can come over the wire."""
