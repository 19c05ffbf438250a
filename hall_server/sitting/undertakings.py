"""Undertakings: what those who were questioned promised to do, kept until it is done or dropped.

Those of earlier sittings come in with the preparation. Names are written out: who promised may be
no guest of the sitting in which it is done.
"""

from collections.abc import Iterable
from datetime import date

from msgspec import structs

from hall_server.sitting.authority import Actor
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.floor_commands import ChangeUndertaking, RecordUndertaking
from hall_server.sitting.floor_events import UndertakingChanged, UndertakingRecorded
from hall_server.sitting.ids import Milliseconds, SpeakerId, UndertakingId
from hall_server.sitting.model import Preparation, Undertaking
from hall_server.sitting.questioning import about_known, asked_by_whom, speaker_known
from hall_server.sitting.questioning_refusals import (
    AboutUnknown,
    DueWrong,
    EvidenceMissing,
    RespondentUnknown,
    UndertakingCarried,
    UndertakingEmpty,
    UndertakingsFull,
    UndertakingUnknown,
)
from hall_server.sitting.refusals import PhaseWrong, Refusal
from hall_server.sitting.speakers import name_of
from hall_server.sitting.state import State

undertakings_max = 200
"""Of one sitting; all open ones stand on a board that everybody has."""


def carried_in(state: State, preparation: Preparation) -> dict[UndertakingId, Undertaking]:
    """Give the undertakings of a sitting that is prepared (again): carried ones, and its own.

    Of one that was changed here meanwhile the latest word counts.
    """
    before = state.preparation.undertakings if state.preparation is not None else ()
    kept = [known for known in state.undertakings.values() if known not in before]
    return latest([*preparation.undertakings, *kept])


def latest(words: Iterable[Undertaking]) -> dict[UndertakingId, Undertaking]:
    """Keep the latest word about each undertaking; of two at one time the one that comes later."""
    found: dict[UndertakingId, Undertaking] = {}
    for word in words:
        known = found.get(word.id)
        if known is None or _told_at(known) <= _told_at(word):
            found[word.id] = word
    return found


def _told_at(word: Undertaking) -> Milliseconds:
    return max(word.recorded_at, word.changed_at)


def record_undertaking(
    state: State, _actor: Actor, command: RecordUndertaking, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Record what someone undertook to do, or mend the words of one of this sitting."""
    if state.rules is None:
        return PhaseWrong(state.phase)
    refusal = _refuse_words(state, command)
    if refusal is not None:
        return refusal
    known = state.undertakings.get(UndertakingId(command.undertaking))
    if not command.undertaking:
        return _record(state, command, now)
    if known is None:
        return UndertakingUnknown(command.undertaking)
    if known.sitting != state.id:
        return UndertakingCarried(known.sitting)
    mended = _worded(state, command, known)
    if mended == known:
        return []
    return [UndertakingRecorded(structs.replace(mended, changed_at=now))]


def _record(
    state: State, command: RecordUndertaking, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    own = [known for known in state.undertakings.values() if known.sitting == state.id]
    if len(own) >= undertakings_max:
        return UndertakingsFull(undertakings_max)
    # Of one's own all are here, unless they came back in from a copy of this sitting's folder.
    numbers = (int(known.id.rpartition(":u")[2]) for known in own)
    identifier = UndertakingId(f"{state.id}:u{1 + max(numbers, default=0)}")
    prepared = state.preparation
    new = Undertaking(
        identifier,
        state.id,
        who="",
        what="",
        recorded_at=now,
        sitting_title=prepared.title if prepared else "",
        sitting_title_en=prepared.title_en if prepared else "",
    )
    return [UndertakingRecorded(_worded(state, command, new))]


def _refuse_words(state: State, command: RecordUndertaking) -> Refusal | None:
    if not speaker_known(state, command.who):
        return RespondentUnknown(command.who)
    if not command.what.strip():
        return UndertakingEmpty()
    if command.due and not _is_date(command.due):
        return DueWrong(command.due)
    if command.about and not about_known(state, command.about):
        return AboutUnknown(command.about)
    return None


def _is_date(text: str) -> bool:
    """Tell whether a calendar has this year, month or day; the form of the text is known."""
    try:
        date.fromisoformat((text + "-01-01")[: len("2026-01-01")])
    except ValueError:
        return False
    return True


def _worded(state: State, command: RecordUndertaking, known: Undertaking) -> Undertaking:
    asker = asked_by_whom(state, command.about)
    guest = state.guests.get(SpeakerId(command.who))
    return structs.replace(
        known,
        who=name_of(state, command.who),
        office=guest.office if guest else "",
        what=command.what.strip(),
        due=command.due,
        about=command.about,
        asked_by=name_of(state, asker) if asker else "",
    )


def change_undertaking(
    state: State, _actor: Actor, command: ChangeUndertaking, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Record what became of an undertaking of this or an earlier sitting, and what shows it."""
    known = state.undertakings.get(UndertakingId(command.undertaking))
    if known is None:
        return UndertakingUnknown(command.undertaking)
    evidence = command.evidence.strip()
    if command.state != "open" and not evidence:
        return EvidenceMissing()
    if (known.state, known.evidence) == (command.state, evidence):
        return []
    return [UndertakingChanged(known.id, command.state, evidence)]


def undertaking_recorded(state: State, event: UndertakingRecorded, _at: Milliseconds) -> None:
    """Take an undertaking, or its mended words, into the state."""
    state.undertakings[event.undertaking.id] = event.undertaking


def undertaking_changed(state: State, event: UndertakingChanged, at: Milliseconds) -> None:
    """Take into the state what became of an undertaking."""
    state.undertakings[event.undertaking] = structs.replace(
        state.undertakings[event.undertaking],
        state=event.state,
        evidence=event.evidence,
        changed_at=at,
    )
