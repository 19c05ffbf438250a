"""Requests, turns, clocks and microphones as values: pure, deciding nothing about who sees them."""

from collections import Counter

from hall_server.boards import floor_values as v
from hall_server.boards.lookup import Lookup, Spoken, Standing, shown
from hall_server.sitting.floor_state import Request, Turn
from hall_server.sitting.ids import DelegateId, ItemId, SeatId, SpeakerId
from hall_server.sitting.speaking import in_order
from hall_server.sitting.state import State


def floor(lookup: Lookup) -> v.FloorValue:
    """How microphones open, whether the list takes names, and the clock of the item under way."""
    state, now = lookup.state, lookup.state.floor
    clock = None if state.item is None else now.items.get(state.item)
    return v.FloorValue(
        mode=now.mode,
        open_max=now.open_max,
        priority=now.priority,
        list_closed=state.item in now.closed_lists,
        item_clock=None if clock is None else v.ClockValue(clock.limit, clock.used, clock.since),
        register_before=state.pack.floor.register_before,
        questioned=any(
            turn.item == state.item and turn.rule.role == "question" for turn in now.turns
        ),
    )


def speeches(lookup: Lookup) -> list[v.SpeechKindValue]:
    """The kinds of speech that the rule pack knows, by rank."""
    pack = lookup.state.pack
    names = sorted(pack.speeches or [""], key=lambda name: pack.speech(name).rank)
    return [_speech(lookup.state, name) for name in names]


def _speech(state: State, name: str) -> v.SpeechKindValue:
    pack = state.pack
    kind = pack.speech(name)
    return v.SpeechKindValue(
        id=name,
        vi=kind.vi,
        en=kind.en,
        lane=kind.lane,
        rank=kind.rank,
        seconds=list(kind.seconds or (pack.floor.first_seconds, pack.floor.further_seconds)),
        turns_max=kind.turns_max,
        asked_by=kind.asked_by,
        cuts_in=not kind.ordinary,
        role=kind.role,
        source=kind.source or pack.floor.source,
        default=name == pack.floor.default_kind,
        questioner_first=kind.questioner_first,
    )


def turns(lookup: Lookup) -> list[v.TurnValue]:
    """The turns that have not ended: who has the floor, those it interrupted, then all others."""
    return [turn_value(lookup, turn) for turn in in_order(lookup.state)]


def turn_value(lookup: Lookup, turn: Turn) -> v.TurnValue:
    """A turn that runs, as everyone may know it."""
    return v.TurnValue(
        turn=turn.id,
        person=lookup.person(turn.speaker),
        kind=lookup.kind(turn.kind),
        vi=turn.rule.vi,
        en=turn.rule.en,
        lane=turn.rule.lane,
        state=turn.state,
        paused_by=turn.paused_by,
        granted_at=turn.granted_at,
        clock=_clock(lookup.state, turn),
        seat=turn.seat,
        interrupts=turn.interrupts,
        about=lookup.whose(turn.about),
        to=lookup.named(turn.to),
    )


def _clock(state: State, turn: Turn) -> v.ClockValue:
    pack, rule, clock = state.pack, turn.rule, turn.clock
    return v.ClockValue(
        limit_ms=clock.limit,
        used_ms=clock.used,
        since=clock.since,
        warning_ms=1000 * pack.warning_seconds(rule),
        count=rule.count,
        at_end=pack.at_end(rule),
    )


def warns_at(state: State, turn: Turn) -> int | None:
    """When the time of a turn is nearly over; None: it stands, has no end, or nothing warns."""
    ends_at, before = turn.clock.ends_at, 1000 * state.pack.warning_seconds(turn.rule)
    return None if ends_at is None or not before else ends_at - before


def queue(lookup: Lookup) -> list[v.RequestValue]:
    """Who waits to speak on the item under way, in the order of speaking."""
    state = lookup.state
    requests = [one for one in state.floor.queue.values() if lookup.here(one.item)]
    if not requests:
        return []
    had: Counter[tuple[SpeakerId, str]] = Counter()
    for turn in state.floor.turns:
        if turn.item == state.item:
            had[turn.speaker, lookup.kind(turn.kind)] += 1
    return [_request(lookup, one, had[one.speaker, lookup.kind(one.kind)]) for one in requests]


def _request(lookup: Lookup, request: Request, turns_had: int) -> v.RequestValue:
    pack = lookup.state.pack
    kind = pack.speech(request.kind)
    return v.RequestValue(
        request=request.id,
        person=lookup.person(request.speaker),
        kind=lookup.kind(request.kind),
        vi=kind.vi,
        en=kind.en,
        lane=kind.lane,
        asked_at=request.asked_at,
        seconds=pack.speech_seconds(kind, turns_had),
        again=turns_had > 0,
        note=request.note,
        about=lookup.whose(request.about),
        about_id=request.about,
        to=lookup.named(request.to),
        moved=request.moved,
    )


def budgets(lookup: Lookup) -> list[v.BudgetValue]:
    """The time that groups have for the item under way."""
    state = lookup.state
    return [
        v.BudgetValue(
            group=group,
            name=state.groups[group].name if group in state.groups else group,
            initial_ms=budget.initial,
            added_ms=budget.added,
            used_ms=budget.used,
            since=[
                turn.clock.since
                for turn in state.floor.running
                if (turn.item, turn.payer) == (item, group) and turn.clock.since is not None
            ],
        )
        for (item, group), budget in state.floor.budgets.items()
        if item == state.item
    ]


def lists(lookup: Lookup) -> list[v.ListValue]:
    """Who waits on items that are not under way, and which of their lists are closed."""
    state = lookup.state
    waiting: dict[ItemId, dict[SpeakerId, None]] = {}
    for request in state.floor.queue.values():
        if request.item is not None and not lookup.here(request.item):
            waiting.setdefault(request.item, {})[request.speaker] = None
    closed = state.floor.closed_lists
    return [
        v.ListValue(item.id, item.id in closed, [lookup.person(one) for one in people])
        for item in state.agenda
        if (people := waiting.get(item.id, {})) or (item.id in closed and item.id != state.item)
    ]


def turn_record(lookup: Lookup, turn: Turn) -> v.TurnRecordValue:
    """A turn, for the record."""
    return v.TurnRecordValue(
        turn=turn.id,
        person=lookup.person(turn.speaker),
        kind=lookup.kind(turn.kind),
        vi=turn.rule.vi,
        en=turn.rule.en,
        role=turn.rule.role,
        item=turn.item or "",
        state=turn.state,
        granted_at=turn.granted_at,
        started_at=turn.started_at,
        ended_at=turn.ended_at,
        spoken_ms=turn.clock.used if turn.state == "ended" else 0,
        opening_ms=turn.opening_ms,
        about=turn.about,
        to=lookup.named(turn.to),
    )


def spoken(lookup: Lookup, speaker: SpeakerId) -> v.SpokenValue | None:
    """How often and how long someone has spoken; None: never."""
    found = lookup.spoken.get(speaker)
    if found is None:
        return None
    return v.SpokenValue(lookup.person(speaker), found.turns, found.spoken_ms)


def written(lookup: Lookup) -> dict[str, v.WrittenValue]:
    """The speeches that were handed in in writing, by number."""
    speeches = lookup.state.floor.written
    texts = shown(one.text for one in speeches)
    return {
        str(number): v.WrittenValue(lookup.person(one.speaker), one.item or "", text, one.at)
        for number, (one, text) in enumerate(zip(speeches, texts, strict=True), start=1)
    }


def microphone(state: State, seat: SeatId) -> v.MicrophoneValue | None:
    """What is wanted of a microphone and what is reported; None: nothing is known of it."""
    known, unit = state.floor.microphones.get(seat), state.floor.units.get(seat)
    if known is None and (unit is None or seat in state.by_seat):
        return None
    place = state.places.get(seat)
    return v.MicrophoneValue(
        wanted=known is not None and known.wanted,
        reported=None if known is None else known.reported,
        since=0 if known is None else known.since,
        alarm=known is not None and known.alarmed,
        unit=None if unit is None else ("online" if unit else "offline"),
        place=place.name if place else "",
        place_en=place.name_en if place else "",
    )


def places(state: State) -> list[v.PlaceValue]:
    """The microphones that are nobody's seat."""
    return [
        v.PlaceValue(place.seat, place.name, place.name_en, place.seat == state.chair_seat)
        for place in state.places.values()
    ]


def own_floor(lookup: Lookup, speaker: SpeakerId, standing: Standing) -> v.OwnFloorValue:
    """Where someone stands who asks for the floor or has it."""
    state = lookup.state
    turn = state.floor.of(speaker)
    call, had = state.quorum_call, lookup.spoken.get(speaker, Spoken())
    return v.OwnFloorValue(
        place=standing.place,
        requests=list(standing.requests),
        turn=None if turn is None else turn_value(lookup, turn),
        owed=list(standing.owed),
        confirmed=call is not None and DelegateId(speaker) in call.confirmed,
        turns=had.turns,
        spoken_ms=had.spoken_ms,
    )
