"""Who spoke how often and how long, worked out from the entries alone.

Reads grants, starts, pauses, resumes and ends, and adds up; knows nothing of the law's own clocks,
with which the sums are compared at the end.
"""

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

    `since` is when it began to run, None: it stands. `pressed_at` is when the act came that should
    open its microphone, `opened_at` when that was first reported open.
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
    opened_at: int | None = None

    @property
    def opening(self) -> int | None:
        """From the press to the open microphone (ms); None: one of them is not known."""
        if self.pressed_at is None or self.opened_at is None:
            return None
        return max(0, self.opened_at - self.pressed_at)

    def stand(self, at: int) -> int:
        """Count what has run until now; give how much that was."""
        ran = 0 if self.since is None else at - self.since
        self.spoken += ran
        self.since = None
        return ran


class Floor(Struct):
    """What is added up: the item under way, all turns, those that are not over, budgets (ms used).

    `group_seconds` is what the rules give each group for an item.
    """

    item: str | None = None
    group_seconds: int = 0
    speeches: list[Speech] = []
    running: dict[str, Speech] = {}
    budgets: dict[tuple[str | None, str], int] = {}

    def stand(self, speech: Speech, at: int) -> None:
        """Count what has run until now, and charge it where there is a budget."""
        ran = speech.stand(at)
        paid = (speech.item, speech.payer)
        if speech.payer and paid in self.budgets:
            self.budgets[paid] += ran


def added_up(entries: Iterable[Entry]) -> Floor:
    """Add up every turn; the time of one that is not over goes up to the last entry."""
    floor = Floor()
    at = 0
    for entry in entries:
        at = entry.at
        take = _TAKES.get(type(entry.event))
        if take is not None:
            take(floor, entry.event, at)
    for speech in floor.running.values():
        speech.stand(at)
    return floor


def _prepared(floor: Floor, event: e.SittingPrepared, _at: int) -> None:
    floor.group_seconds = event.preparation.rules.floor.group_seconds


def _group_time_set(floor: Floor, event: f.GroupTimeSet, _at: int) -> None:
    floor.budgets.setdefault((event.item, event.group), 0)


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
    if floor.group_seconds and event.payer and floor.item is not None:
        floor.budgets.setdefault((floor.item, event.payer), 0)


def _runs(floor: Floor, event: f.SpeechStarted | f.SpeechResumed, at: int) -> None:
    speech = floor.running.get(event.turn)
    if speech is not None and speech.since is None:
        speech.since = at


def _stands(floor: Floor, event: f.SpeechPaused, at: int) -> None:
    speech = floor.running.get(event.turn)
    if speech is not None:
        floor.stand(speech, at)


def _moved(floor: Floor, event: f.SpeakerMoved, at: int) -> None:
    """Another microphone opens as late as it does from now."""
    speech = floor.running.get(event.turn)
    if speech is not None:
        speech.seat = event.seat
        speech.pressed_at = at if speech.opened_at is None else speech.pressed_at


def _ended(floor: Floor, event: f.SpeechEnded, at: int) -> None:
    speech = floor.running.pop(event.turn, None)
    if speech is not None:
        floor.stand(speech, at)


def _reported(floor: Floor, event: f.MicrophoneReported, at: int) -> None:
    for speech in floor.running.values():
        if event.open and event.seat == speech.seat and speech.opened_at is None:
            speech.opened_at = at


_TAKES: dict[type[Event], Callable[[Floor, Any, int], None]] = {
    e.SittingPrepared: _prepared,
    e.ItemTaken: _item_taken,
    f.GroupTimeSet: _group_time_set,
    f.FloorGranted: _granted,
    f.SpeechStarted: _runs,
    f.SpeechResumed: _runs,
    f.SpeechPaused: _stands,
    f.SpeakerMoved: _moved,
    f.SpeechEnded: _ended,
    f.MicrophoneReported: _reported,
}


def differences(found: Floor, state: State) -> Iterator[str]:
    """Say where the law's clocks and budgets show other times than were added up."""
    known: dict[str, Turn] = {turn.id: turn for turn in state.floor.turns}
    for speech in found.speeches:
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
    for (item, group), budget in state.floor.budgets.items():
        used = found.budgets.get((item, group), 0)
        if budget.used != used:
            yield (
                f"group {group} on {item or 'no item'}: {budget.used} ms were charged, "
                f"its turns add up to {used}"
            )
