"""Giving the floor: what a new turn does to those that run, its time, and who is next by itself."""

from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from hall_server.sitting.authority import Actor
from hall_server.sitting.draft import Draft
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.floor_commands import GrantFloor
from hall_server.sitting.floor_events import (
    FloorGranted,
    SpeechEnded,
    SpeechPaused,
    SpeechResumed,
    SpeechStarted,
)
from hall_server.sitting.floor_refusals import (
    AboutMissing,
    AboutWrong,
    AddresseeMissing,
    AnswerInPerson,
    BudgetSpent,
    ItemNotUnderWay,
    RequestUnknown,
    SpeechKindUnknown,
)
from hall_server.sitting.floor_state import Request, Turn
from hall_server.sitting.ids import Channel, ItemId, Milliseconds, RequestId, SpeakerId, TurnId
from hall_server.sitting.questioning import about_known, asked_of, speaker_known
from hall_server.sitting.questioning_refusals import (
    AboutUnknown,
    QuestionToOneself,
    RespondentUnknown,
)
from hall_server.sitting.refusals import AlreadySpeaking, PhaseWrong, Refusal
from hall_server.sitting.speakers import (
    find_speaker,
    name_of,
    refuse_absent,
    seat_of,
)
from hall_server.sitting.speaking import (
    interrupted_by,
    interrupters,
    item_number,
    kind_known,
    kind_name,
    next_limit,
    payer_of,
    waiting_on,
)
from hall_server.sitting.state import State

EndedBy = Literal["desk", "speaker", "time", "device"]
StartedBy = Literal["microphone", "desk"]


class Wish(Struct, frozen=True):
    """A turn that is to begin: whose, of what kind, about what, and for what request.

    `seconds` None: what the rules give. `pressed_at` is when the key was pressed (ms).
    """

    speaker: SpeakerId
    kind: str
    pressed_at: Milliseconds
    request: str = ""
    about: str = ""
    to: str = ""
    seconds: int | None = None
    reason: str = ""


def grant_floor(
    state: State, _actor: Actor, command: GrantFloor, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Give the floor to a request, or to a speaker; what runs ends, pauses or runs on."""
    if state.phase != "in_session":
        return PhaseWrong(state.phase)
    wish = _wish(state, command, now)
    if isinstance(wish, Refusal):
        return wish
    refusal = refuse_turn(state, wish, now)
    if refusal is not None:
        return refusal
    draft = Draft(state, now)
    give(draft, wish)
    return draft.events


def _wish(state: State, command: GrantFloor, now: Milliseconds) -> Wish | Refusal:
    if not kind_known(state, command.kind):
        return SpeechKindUnknown(command.kind)
    request = _request(state, command)
    if isinstance(request, Refusal):
        return request
    speaker = find_speaker(state, command.delegate) if request is None else request.speaker
    if isinstance(speaker, Refusal):
        return speaker
    kind = kind_name(state, command.kind if request is None else request.kind)
    about = command.about or (request.about if request else matter(state, kind, state.item))
    to = command.to or (request.to if request else "")
    return Wish(
        speaker,
        kind,
        pressed_at=now,
        request=request.id if request else "",
        about=about,
        to=to or addressee(state, kind, about, state.item),
        seconds=command.seconds,
        reason=command.reason,
    )


def _request(state: State, command: GrantFloor) -> Request | Refusal | None:
    """Find the request that is granted: the one named, or the speaker's best of that kind."""
    if not command.request:
        kind = kind_name(state, command.kind)
        mine = (one for one in waiting_on(state, state.item) if one.speaker == command.delegate)
        return next((one for one in mine if kind_name(state, one.kind) == kind), None)
    found = state.floor.queue.get(RequestId(command.request))
    if found is None or command.delegate not in ("", found.speaker):
        return RequestUnknown(command.request)
    if command.kind and kind_name(state, command.kind) != kind_name(state, found.kind):
        return RequestUnknown(command.request)
    if found.item not in (state.item, None):
        return ItemNotUnderWay(item_number(state, found.item))
    return found


def addressee(state: State, kind: str, about: str, item: ItemId | None) -> str:
    """Find whom a question is for that names nobody.

    Whoever its written question is for, or who was asked last on the item; for other speeches
    nobody.
    """
    if state.pack.speech(kind).role != "question":
        return ""
    asked = asked_of(state, about)
    if asked is not None:
        return asked
    here = (turn for turn in reversed(state.floor.turns) if turn.item == item)
    return next((turn.to for turn in here if turn.rule.role == "question" and turn.to), "")


def matter(state: State, kind: str, item: ItemId | None) -> str:
    """Find what a rebuttal is about that names nothing: the last question or answer on the item.

    Only where the questioner goes first does it matter; for other speeches nothing is found.
    """
    if not state.pack.speech(kind).questioner_first:
        return ""
    turns = (turn for turn in reversed(state.floor.turns) if turn.item == item)
    return next((turn.id for turn in turns if turn.rule.role in ("question", "answer")), "")


def refuse_turn(state: State, wish: Wish, now: Milliseconds) -> Refusal | None:
    """Refuse a turn that cannot begin: nobody there, speaking already, badly linked, no time."""
    refusal = refuse_absent(state, wish.speaker)
    if refusal is not None:
        return refusal
    if state.floor.of(wish.speaker) is not None:
        return AlreadySpeaking(name_of(state, wish.speaker))
    return refuse_links(state, wish) or _refuse_budget(state, wish, now)


def refuse_links(state: State, wish: Wish) -> Refusal | None:
    """Refuse a speech that is about nothing there is, or is not the speaker's to make."""
    rule = state.pack.speech(wish.kind)
    if wish.about and not about_known(state, wish.about):
        return AboutUnknown(wish.about)
    if wish.to and not speaker_known(state, wish.to):
        return RespondentUnknown(wish.to)
    if rule.role == "question":
        if not wish.to:
            return AddresseeMissing(rule.source)
        return QuestionToOneself() if wish.to == wish.speaker else None
    if rule.role != "answer":
        return None
    if not wish.about:
        return AboutMissing(rule.source)
    if not is_question(state, wish.about):
        return AboutWrong(wish.about, rule.source)
    asked = asked_of(state, wish.about)
    if rule.in_person and asked not in (None, wish.speaker):
        return AnswerInPerson(name_of(state, asked or ""), rule.source)
    return None


def is_question(state: State, about: str) -> bool:
    """Tell whether an id is that of a question, spoken or written."""
    if about in state.questions:
        return True
    return any(turn.id == about and turn.rule.role == "question" for turn in state.floor.turns)


def _refuse_budget(state: State, wish: Wish, now: Milliseconds) -> Refusal | None:
    if wish.seconds is not None:
        return None
    limit = next_limit(state, wish.speaker, wish.kind, now)
    if limit is None or limit > 0:
        return None
    payer = payer_of(state, wish.speaker, state.pack.speech(wish.kind))
    group = state.groups.get(payer)
    return BudgetSpent(payer if group is None else group.name, state.pack.floor.source)


def give(draft: Draft, wish: Wish) -> None:
    """Begin a turn that nothing refuses."""
    state, now = draft.state, draft.now
    rule, under = state.pack.speech(wish.kind), state.turn
    payer = payer_of(state, wish.speaker, rule)
    usual = next_limit(state, wish.speaker, wish.kind, now)
    limit = usual if wish.seconds is None else wish.seconds * 1000
    if rule.ordinary:
        while len(state.floor.running) >= state.floor.open_max:
            draft.add(SpeechEnded(state.floor.running[0].id))
    elif rule.clock == "pauses" and under is not None and under.state != "paused":
        draft.add(SpeechPaused(under.id, "interruption"))
    seat = seat_of(state, wish.speaker)
    online = state.floor.units.get(seat, False)
    waits = state.pack.floor.clock_starts == "microphone" and online
    turn = TurnId(f"t{len(state.floor.turns) + 1}")
    draft.add(
        FloorGranted(
            turn=turn,
            delegate=wish.speaker,
            seat=seat,
            ends_at=None if waits or limit is None else now + limit,
            request=wish.request,
            kind=wish.kind,
            limit=limit,
            waits=waits,
            interrupts="" if rule.ordinary or under is None else under.id,
            about=wish.about,
            to=wish.to,
            payer=payer,
            pressed_at=wish.pressed_at,
            reason=wish.reason,
        )
    )
    microphone = state.floor.microphones.get(seat)
    if not waits:
        _hold_for_priority(draft, turn)
    elif microphone is not None and microphone.reported:
        # An open microphone reports no second time that it is open.
        start(draft, turn, "microphone")


def start(draft: Draft, turn: TurnId, by: StartedBy) -> None:
    """Let the clock of a turn begin that waited; under the chair's priority it stands at once."""
    draft.add(SpeechStarted(turn, by))
    _hold_for_priority(draft, turn)


def resume(draft: Draft, turn: TurnId) -> None:
    """Let a turn go on; under the chair's priority it waits for the end of that."""
    draft.add(SpeechResumed(turn))
    _hold_for_priority(draft, turn)


def _hold_for_priority(draft: Draft, turn: TurnId) -> None:
    if draft.state.floor.priority and draft.state.pack.floor.priority_pauses:
        draft.add(SpeechPaused(turn, "priority"))


def end(
    draft: Draft,
    turn: Turn,
    by: EndedBy = "desk",
    channel: Channel = "desk",
) -> None:
    """End a turn; whom it interrupted goes on with the time it has."""
    draft.add(SpeechEnded(turn.id, by, channel))
    _give_back(draft, turn)


def _give_back(draft: Draft, ended: Turn) -> None:
    below = interrupted_by(draft.state, ended)
    if below is None or below.state != "paused" or interrupters(draft.state, below):
        return
    # Cut into while the chair had priority, it waits for the end of both.
    waited = below.paused_by in ("interruption", "priority")
    if waited or (below.paused_by == "time" and time_left(below)):
        resume(draft, below.id)


def time_left(turn: Turn) -> bool:
    """Tell whether a turn that stands has time left, or needs none."""
    return turn.clock.limit is None or turn.clock.used < turn.clock.limit


def open_next(draft: Draft, leaving: Collection[str] = ()) -> None:
    """Give the floor to who is next while a place is free, where microphones open by themselves.

    Passed over are who is not there or `leaving`, and what the chair alone can decide: a group's
    time that is spent.
    """
    state = draft.state
    if state.floor.mode != "automatic" or state.phase != "in_session":
        return
    for request in waiting_on(state, state.item):
        if len(state.floor.running) >= state.floor.open_max:
            return
        if not state.pack.speech(request.kind).ordinary or request.speaker in leaving:
            continue
        wish = wish_of(state, request, draft.now)
        if refuse_turn(state, wish, draft.now) is None:
            give(draft, wish)


def wish_of(state: State, request: Request, pressed_at: Milliseconds) -> Wish:
    """Give the turn that a request asks for."""
    return Wish(
        request.speaker,
        kind_name(state, request.kind),
        pressed_at=pressed_at,
        request=request.id,
        about=request.about,
        to=request.to,
    )
