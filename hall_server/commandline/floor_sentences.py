"""Sentences and look-ups about the floor that several checks of a journal's entries share."""

from collections.abc import Iterator

from hall_server.commandline.sentences import is_present
from hall_server.sitting import floor_events as f
from hall_server.sitting.ids import DelegateId, QuestionId, SpeakerId
from hall_server.sitting.rules import SpeechKind
from hall_server.sitting.state import State


def speaker(state: State, who: str) -> Iterator[str]:
    """Say that nobody in office and no guest has this id."""
    if who not in state.delegates and who not in state.guests:
        yield f"{who} is no delegate and no guest"


def may_speak(state: State, who: str) -> Iterator[str]:
    """Say that a delegate is not present; of a guest no presence is asked."""
    if who in state.delegates:
        yield from is_present(state, DelegateId(who))


def seat_of(state: State, who: str) -> str:
    """Give where somebody's microphone is; empty: they have none."""
    delegate, guest = state.delegates.get(DelegateId(who)), state.guests.get(SpeakerId(who))
    return delegate.seat if delegate else guest.seat if guest else ""


def group_of(state: State, who: str) -> str:
    """Give the group of a delegate; a guest has none."""
    delegate = state.delegates.get(DelegateId(who))
    return delegate.group if delegate else ""


def place(state: State, seat: str) -> Iterator[str]:
    """Say that nobody sits there and no microphone stands there."""
    if not any(seat in known for known in (state.by_seat, state.guest_seats, state.places)):
        yield f"nobody has seat {seat}"


def item(state: State, name: str | None) -> Iterator[str]:
    """Say that there is no such item; None is no item."""
    if name is not None and all(one.id != name for one in state.agenda):
        yield f"there is no item {name}"


def kind_of_speech(state: State, name: str) -> SpeechKind | None:
    """Give a kind of speech; None where the rules have none of this name."""
    if name and name not in state.pack.speeches:
        return None
    return state.pack.speech(name)


def turns_of(state: State, who: str, about: str | None, kind: str) -> int:
    """Count somebody's turns of a kind on an item."""
    turns = state.floor.turns
    return sum((one.speaker, one.item, one.kind) == (who, about, kind) for one in turns)


def spoke(state: State, who: str, about: str | None) -> bool:
    """Tell whether somebody has had an ordinary turn on an item."""
    own = [one for one in state.floor.turns if one.speaker == who and one.item == about]
    return any(one.rule.ordinary for one in own)


def is_known(state: State, about: str) -> bool:
    """Tell whether there is such a turn or such a written question."""
    return about in state.questions or any(one.id == about for one in state.floor.turns)


def questioner(state: State, about: str) -> str:
    """Follow what something is about back to the question; give who put it."""
    for turn in reversed(state.floor.turns):
        if turn.id == about and turn.rule.role == "question":
            return turn.speaker
        if turn.id == about:
            about = turn.about
    question = state.questions.get(QuestionId(about))
    return question.delegate if question else ""


def asked(state: State, about: str) -> str:
    """Give whom a turn or a written question asks; empty: nobody in person."""
    question = state.questions.get(QuestionId(about))
    if question is not None:
        return question.to
    turn = next((one for one in state.floor.turns if one.id == about), None)
    if turn is None:
        return ""
    return turn.to or (asked(state, turn.about) if turn.about else "")


def linked(
    state: State, event: f.FloorRequested | f.FloorGranted, kind: SpeechKind
) -> Iterator[str]:
    """Say that a speech is about nothing, or an answer by somebody else than was asked."""
    if event.about and not is_known(state, event.about):
        yield f"there is no turn and no question {event.about}"
    if event.to:
        yield from speaker(state, event.to)
    if kind.role == "question" and event.to in ("", event.delegate):
        yield f"a question has to name who is asked, it names {event.to or 'nobody'}"
    if kind.role != "answer":
        return
    who = asked(state, event.about)
    if not questioner(state, event.about):
        yield "an answer has to name the question that it answers"
    elif kind.in_person and who and event.delegate != who:
        yield f"{who} was asked and answers in person, not {event.delegate}"
