"""Who spoke how often and how long, worked out from the entries alone.

Reads grants, starts, pauses, resumes and ends, and adds up; knows nothing of the law's own clocks,
with which the sums are compared at the end.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct

from hall_server.journal.journal import Entry
from hall_server.sitting import events as e
from hall_server.sitting import floor_events as f
from hall_server.sitting.event import Event
from hall_server.sitting.floor_state import Turn
from hall_server.sitting.state import State


class Speech(Struct):
    """One turn: whose, on which item, of what kind, and for how many ms its clock ran.

    `since` is when it began to run, None: it stands. `opening` is how long it took from the press
    to the open microphone, None: it was never reported open.
    """

    turn: str
    speaker: str
    seat: str
    item: str | None
    kind: str
    payer: str
    pressed_at: int | None
    spoken: int = 0
    since: int | None = None
    opening: int | None = None

    def stand(self, at: int) -> None:
        """Count what has run until now."""
        if self.since is not None:
            self.spoken += at - self.since
            self.since = None


class Floor(Struct):
    """What is being added up: the item under way, all turns, those of them that are not over."""

    item: str | None = None
    speeches: list[Speech] = []
    running: dict[str, Speech] = {}


def speeches(entries: Iterable[Entry]) -> list[Speech]:
    """Add up every turn; one that is not over is counted up to the last entry."""
    floor = Floor()
    at = 0
    for entry in entries:
        at = entry.at
        take = _TAKES.get(type(entry.event))
        if take is not None:
            take(floor, entry.event, at)
    for speech in floor.running.values():
        speech.stand(at)
    return floor.speeches


def _item_taken(floor: Floor, event: e.ItemTaken, _at: int) -> None:
    floor.item = event.item


def _granted(floor: Floor, event: f.FloorGranted, at: int) -> None:
    speech = Speech(
        event.turn,
        event.delegate,
        event.seat,
        floor.item,
        event.kind,
        event.payer,
        event.pressed_at,
        since=None if event.waits else at,
    )
    floor.speeches.append(speech)
    floor.running[event.turn] = speech


def _runs(floor: Floor, event: f.SpeechStarted | f.SpeechResumed, at: int) -> None:
    speech = floor.running.get(event.turn)
    if speech is not None and speech.since is None:
        speech.since = at


def _stands(floor: Floor, event: f.SpeechPaused, at: int) -> None:
    speech = floor.running.get(event.turn)
    if speech is not None:
        speech.stand(at)


def _moved(floor: Floor, event: f.SpeakerMoved, _at: int) -> None:
    speech = floor.running.get(event.turn)
    if speech is not None:
        speech.seat = event.seat


def _ended(floor: Floor, event: f.SpeechEnded, at: int) -> None:
    speech = floor.running.pop(event.turn, None)
    if speech is not None:
        speech.stand(at)


def _reported(floor: Floor, event: f.MicrophoneReported, at: int) -> None:
    for speech in floor.running.values():
        here = event.open and event.seat == speech.seat
        if here and speech.opening is None and speech.pressed_at is not None:
            speech.opening = max(0, at - speech.pressed_at)


_TAKES: dict[type[Event], Callable[[Floor, Any, int], None]] = {
    e.ItemTaken: _item_taken,
    f.FloorGranted: _granted,
    f.SpeechStarted: _runs,
    f.SpeechResumed: _runs,
    f.SpeechPaused: _stands,
    f.SpeakerMoved: _moved,
    f.SpeechEnded: _ended,
    f.MicrophoneReported: _reported,
}


def differences(found: list[Speech], state: State) -> Iterator[str]:
    """Say where the law's clocks and budgets show other times than were added up."""
    known: dict[str, Turn] = {turn.id: turn for turn in state.floor.turns}
    for speech in found:
        turn = known.pop(speech.turn, None)
        shown = None if turn is None else turn.clock.spent(state.last_at)
        if shown != speech.spoken:
            yield f"turn {speech.turn}: its clock shows {shown} ms, added up {speech.spoken}"
        elif turn is not None and turn.opening_ms != speech.opening:
            yield (
                f"turn {speech.turn}: its microphone opened after {turn.opening_ms} ms, "
                f"by the entries {speech.opening}"
            )
    for name in known:
        yield f"turn {name}: the entries do not have it"
    yield from _budgets(found, state)


def _budgets(found: list[Speech], state: State) -> Iterator[str]:
    paid: Counter[tuple[str | None, str]] = Counter()
    for speech in found:
        paid[speech.item, speech.payer] += speech.spoken
    running = {turn.id for turn in state.floor.running}
    open_still = {(one.item, one.payer) for one in found if one.turn in running}
    for (item, group), budget in state.floor.budgets.items():
        if (item, group) not in open_still and budget.used != paid[item, group]:
            yield (
                f"group {group} on {item or 'no item'}: {budget.used} ms were charged, "
                f"its turns add up to {paid[item, group]}"
            )
