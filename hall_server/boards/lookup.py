"""What boards look up of a sitting while they are refreshed, each at most once.

Knows persons, turns by id, and where everybody stands in the queue. Good for one refresh: the
state goes on changing. Decides nothing about who sees what.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from hall_server.boards.floor_values import OwnRequestValue, PersonValue
from hall_server.sitting.floor_state import Request, Turn
from hall_server.sitting.ids import ItemId, Milliseconds, QuestionId, SeatId, SpeakerId
from hall_server.sitting.state import State

texts_characters_max = 300_000
"""Of all texts of one sort on a board, shown whole: a board is one frame of at most 4 MiB, and no
delegate's words may keep the desk's from coming through. A session has a tenth of it."""

excerpt_characters = 200
"""Of each text past that; whole it is in the journal, and in the table the desk takes away."""

People = Mapping[SpeakerId, PersonValue]
"""Delegates, then guests, made once for a preparation: who tells of one points to the value."""


def people(state: State) -> People:
    """All who may speak: delegates with the name of their group, guests with their office."""
    found: dict[SpeakerId, PersonValue] = {}
    for one in state.delegates.values():
        group = state.groups.get(one.group)
        name = group.name if group else one.group
        found[SpeakerId(one.id)] = PersonValue(one.id, one.name, one.seat, name)
    for guest in state.guests.values():
        found[guest.id] = PersonValue(
            guest.id, guest.name, guest.seat, guest.office, guest=True, group_en=guest.office_en
        )
    return found


def shown(texts: Iterable[str]) -> Iterator[str]:
    """Give texts as they can stand on a board, the first ones whole: see `texts_characters_max`."""
    left = texts_characters_max
    for text in texts:
        left -= len(text)
        cut = left < 0 and len(text) > excerpt_characters
        yield text[:excerpt_characters] + "…" if cut else text


class Standing(Struct, frozen=True):
    """Where someone stands among those who ask for the floor.

    `place` is the best on the item under way; `owed` are items on which they were not reached.
    """

    place: int | None = None
    requests: tuple[OwnRequestValue, ...] = ()
    owed: tuple[str, ...] = ()


class Spoken(Struct, frozen=True):
    """How often and how long (ms) someone has spoken, in turns that are over."""

    turns: int = 0
    spoken_ms: Milliseconds = 0


class Lookup:
    """A state, being read for one refresh of the boards."""

    def __init__(self, state: State, known: People) -> None:
        self.state = state
        self._people = known

    def person(self, speaker: str) -> PersonValue:
        """Give who speaks; who was prepared no more is called by their id."""
        known = self._people.get(SpeakerId(speaker))
        return PersonValue(speaker, speaker, "", "") if known is None else known

    def named(self, speaker: str) -> PersonValue | None:
        """Give a person, or None where no one is named."""
        return self.person(speaker) if speaker else None

    def whose(self, about: str) -> PersonValue | None:
        """Give whose turn or written question that is; None: it names neither."""
        turn = self.turns.get(about)
        if turn is not None:
            return self.person(turn.speaker)
        question = self.state.questions.get(QuestionId(about))
        return None if question is None else self.person(question.delegate)

    @cached_property
    def turns(self) -> dict[str, Turn]:
        """Every turn by its id."""
        return {turn.id: turn for turn in self.state.floor.turns}

    @cached_property
    def at_seats(self) -> dict[SeatId, Turn]:
        """The turn that runs at a seat; the newest, where someone was moved to another's."""
        return {turn.seat: turn for turn in self.state.floor.running}

    @cached_property
    def spoken(self) -> dict[SpeakerId, Spoken]:
        """How often and how long everybody has spoken, of those who have."""
        found: dict[SpeakerId, Spoken] = {}
        for turn in self.state.floor.turns:
            if turn.state == "ended" and turn.started_at is not None:
                before = found.get(turn.speaker, Spoken())
                found[turn.speaker] = Spoken(before.turns + 1, before.spoken_ms + turn.clock.used)
        return found

    def here(self, item: ItemId | None) -> bool:
        """Tell whether a request on that item stands in the queue of the item under way."""
        return item is None or item == self.state.item

    def standings(self) -> dict[SpeakerId, Standing]:
        """Find where everybody stands who has asked for the floor or is owed it."""
        requests: dict[SpeakerId, list[OwnRequestValue]] = {}
        best: dict[SpeakerId, int] = {}
        length: Counter[ItemId | None] = Counter()
        for request in self.state.floor.queue.values():
            queue = None if self.here(request.item) else request.item
            length[queue] += 1
            place = length[queue]
            requests.setdefault(request.speaker, []).append(self._own(request, place))
            if queue is None:
                best.setdefault(request.speaker, place)
        owed = self._owed()
        return {
            speaker: Standing(
                best.get(speaker), tuple(requests.get(speaker, ())), tuple(owed.get(speaker, ()))
            )
            for speaker in {**requests, **owed}
        }

    def _own(self, request: Request, place: int) -> OwnRequestValue:
        kind = self.state.pack.speech(request.kind)
        return OwnRequestValue(
            request=request.id,
            kind=self.kind(request.kind),
            vi=kind.vi,
            en=kind.en,
            lane=kind.lane,
            item=request.item or "",
            place=place,
            asked_at=request.asked_at,
        )

    def _owed(self) -> dict[SpeakerId, list[str]]:
        found: dict[SpeakerId, list[str]] = {}
        if self.state.pack.floor.written:
            handed_in = {(speech.speaker, speech.item) for speech in self.state.floor.written}
            for speaker, item in self.state.floor.unreached:
                if (speaker, item) not in handed_in:
                    found.setdefault(speaker, []).append(item or "")
        return found

    def kind(self, name: str) -> str:
        """Name a kind of speech as the rule pack does: the empty name is its default one."""
        return name or self.state.pack.floor.default_kind
