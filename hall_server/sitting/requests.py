"""Asking for the floor: the queue, its order, lists that close, and speeches in writing."""

from hall_server.sitting.authority import Actor
from hall_server.sitting.draft import Draft
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.floor_commands import (
    CloseList,
    HandInSpeech,
    MoveRequest,
    ReopenList,
    RequestFloor,
    WithdrawRequest,
)
from hall_server.sitting.floor_events import (
    FloorRequested,
    ListClosed,
    ListReopened,
    RequestMoved,
    RequestWithdrawn,
    SpeechHandedIn,
)
from hall_server.sitting.floor_refusals import (
    AskingClosed,
    HandedInAlready,
    ItemNotUnderWay,
    KindByDesk,
    ListIsClosed,
    MicrophonesFull,
    NothingOwed,
    RequestUnknown,
    SpeechEmpty,
    SpeechKindUnknown,
    TurnsUsedUp,
)
from hall_server.sitting.floor_state import Request
from hall_server.sitting.granting import (
    addressee,
    give,
    matter,
    refuse_links,
    refuse_turn,
    wish_of,
)
from hall_server.sitting.ids import ItemId, Milliseconds, RequestId, SpeakerId
from hall_server.sitting.refusals import (
    AlreadySpeaking,
    ItemUnknown,
    OtherDelegate,
    PhaseWrong,
    QueueFull,
    Refusal,
)
from hall_server.sitting.rules import MicrophoneMode
from hall_server.sitting.speakers import find_speaker, name_of, refuse_absent, subject
from hall_server.sitting.speaking import (
    item_number,
    kind_known,
    kind_name,
    place_for,
    turns_had,
    waiting_with,
)
from hall_server.sitting.state import State
from hall_server.sitting.turns import pressed_just_now
from hall_server.sitting.vote_refusals import NotAllowedByRules

pressed_before_ms_max = 10_000
"""An older press is not believed: it waited for a line that was down, or its clock is wrong."""

BY_A_PRESS: tuple[MicrophoneMode, ...] = ("free", "push-to-talk")


def request_floor(
    state: State, actor: Actor, command: RequestFloor, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Put somebody into the queue, or open their microphone where a press does; once is enough."""
    speaker = subject(state, actor, command)
    if isinstance(speaker, Refusal):
        return speaker
    if pressed_just_now(state, actor, speaker, now):
        return []
    request = _wanted(state, actor, command, speaker, now)
    if isinstance(request, Refusal):
        return request
    refusal = _refuse_phase(state, request) or _refuse_speaker(state, actor, request)
    if refusal is not None:
        return refusal
    known = _waiting(state, request)
    opens = _opens(state, request)
    if known is not None and not opens:
        return []
    refusal = _refuse_request(state, request, known) or _refuse_opening(state, request)
    if refusal is not None:
        return refusal
    draft = Draft(state, now)
    if known is None:
        draft.add(_asked(state, request))
    if opens:
        give(draft, wish_of(draft.state, known or request, _pressed_at(command, now)))
    return draft.events


def _is_a_press(actor: Actor) -> bool:
    return actor.role in ("delegate", "bridge")


def _wanted(
    state: State, actor: Actor, command: RequestFloor, speaker: SpeakerId, now: Milliseconds
) -> Request | Refusal:
    """Give the request that is meant, with what was left to the rules filled in."""
    named = command.kind
    if actor.role == "bridge" and not named:
        named = state.pack.floor.keypad_kind
    if not kind_known(state, named):
        return SpeechKindUnknown(named)
    item = find_item(state, command.item)
    if isinstance(item, Refusal):
        return item
    kind = kind_name(state, named)
    about = command.about or matter(state, kind, item)
    return Request(
        id=RequestId(f"r{state.floor.requests_made + 1}"),
        speaker=speaker,
        asked_at=now,
        kind=kind,
        item=item,
        channel=actor.channel,
        note=command.note.strip(),
        about=about,
        to=command.to or addressee(state, kind, about, item),
    )


def find_item(state: State, item: str) -> ItemId | Refusal | None:
    """Find an item by id; empty: the one under way, if any is."""
    if not item:
        return state.item
    known = any(one.id == item for one in state.agenda)
    return ItemId(item) if known else ItemUnknown(item)


def _refuse_phase(state: State, request: Request) -> Refusal | None:
    """Refuse outside of the session; beforehand and in a break one can register for an item."""
    rule = state.pack.floor
    if state.phase == "in_session":
        later = request.item != state.item and not rule.register_before
        return ItemNotUnderWay(item_number(state, request.item)) if later else None
    quiet = state.phase in ("prepared", "suspended")
    if quiet and request.item is not None and rule.register_before:
        return None
    return PhaseWrong(state.phase)


def _refuse_speaker(state: State, actor: Actor, request: Request) -> Refusal | None:
    rule = state.pack.speech(request.kind)
    if rule.asked_by == "desk" and _is_a_press(actor):
        return KindByDesk(rule.source)
    return refuse_absent(state, request.speaker) if state.phase == "in_session" else None


def _waiting(state: State, request: Request) -> Request | None:
    """Find what was asked for already; what was asked in entries of old is of any item."""
    same = (
        one
        for one in state.floor.queue.values()
        if one.speaker == request.speaker
        and kind_name(state, one.kind) == request.kind
        and one.item in (request.item, None)
    )
    return next(same, None)


def _refuse_request(state: State, request: Request, known: Request | None) -> Refusal | None:
    rule = state.pack.speech(request.kind)
    if _here(state, request) and state.floor.of(request.speaker) is not None:
        return AlreadySpeaking(name_of(state, request.speaker))
    if known is not None:
        return None
    if state.floor.mode == "chair" and rule.ordinary:
        return AskingClosed()
    if rule.lane == "list" and request.item in state.floor.closed_lists:
        return ListIsClosed()
    had = turns_had(state, request.item)[request.speaker, request.kind]
    if 0 < rule.turns_max <= had and not _opened_by_a_press(state, request):
        return TurnsUsedUp(rule.turns_max, rule.source)
    if len(state.floor.queue) >= state.pack.floor.queue_max:
        return QueueFull(state.pack.floor.queue_max)
    return refuse_links(state, wish_of(state, request, request.asked_at))


def _here(state: State, request: Request) -> bool:
    return state.phase == "in_session" and request.item == state.item


def _opens(state: State, request: Request) -> bool:
    """Tell whether a press gives the floor at once, as far as a place is free."""
    if state.floor.mode == "automatic":
        free = len(state.floor.running) < state.floor.open_max
        return free and _in_turn(state, request)
    return _opened_by_a_press(state, request)


def _opened_by_a_press(state: State, request: Request) -> bool:
    """Tell whether a press alone opens: nobody waits then, and nobody's presses are counted."""
    return state.floor.mode in BY_A_PRESS and _in_turn(state, request)


def _in_turn(state: State, request: Request) -> bool:
    return _here(state, request) and state.pack.speech(request.kind).ordinary


def _refuse_opening(state: State, request: Request) -> Refusal | None:
    if not _opens(state, request):
        return None
    if len(state.floor.running) >= state.floor.open_max:
        return MicrophonesFull(state.floor.open_max)
    return refuse_turn(state, wish_of(state, request, request.asked_at), request.asked_at)


def _asked(state: State, request: Request) -> FloorRequested:
    return FloorRequested(
        delegate=request.speaker,
        channel=request.channel,
        request=request.id,
        kind=request.kind,
        item=request.item,
        before=place_for(state, request),
        note=request.note,
        about=request.about,
        to=request.to,
    )


def _pressed_at(command: RequestFloor, now: Milliseconds) -> Milliseconds:
    pressed = command.pressed_at
    believed = pressed is not None and now - pressed_before_ms_max <= pressed <= now
    return pressed if pressed is not None and believed else now


def withdraw_request(
    state: State, actor: Actor, command: WithdrawRequest, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Take back one request, or all that the person has on the item under way."""
    speaker = _whose(state, actor, command)
    if isinstance(speaker, Refusal):
        return speaker
    if pressed_just_now(state, actor, speaker, now):
        return []
    named = state.floor.queue.get(RequestId(command.request))
    if named is not None and named.speaker != speaker:
        return OtherDelegate()
    return [
        RequestWithdrawn(speaker, actor.channel, request.id)
        for request in state.floor.queue.values()
        if request.speaker == speaker and _is_meant(state, command, request)
    ]


def _is_meant(state: State, command: WithdrawRequest, request: Request) -> bool:
    if command.request:
        return request.id == command.request
    return request.item in (state.item, None)


def _whose(state: State, actor: Actor, command: WithdrawRequest) -> SpeakerId | Refusal:
    """Find whose request it is; at the desk its name is enough."""
    named = state.floor.queue.get(RequestId(command.request))
    if not _is_a_press(actor) and named is not None and not command.delegate and not command.seat:
        return named.speaker
    return subject(state, actor, command)


def move_request(
    state: State, _actor: Actor, command: MoveRequest, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Put a request before another of its list, or at the end; the others keep their order."""
    queue = state.floor.queue
    moved = queue.get(RequestId(command.request))
    if moved is None:
        return RequestUnknown(command.request)
    names = [one.id for one in waiting_with(state, moved)]
    if command.before and command.before not in names:
        return RequestUnknown(command.before)
    follows = dict(zip(names, [*names[1:], ""], strict=True))
    if command.before in (moved.id, follows[moved.id]):
        return []
    return [RequestMoved(moved.id, command.before, command.reason)]


def close_list(
    state: State, _actor: Actor, command: CloseList, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Take no more names for the list of an item."""
    item = _list_of(state, command.item)
    if isinstance(item, Refusal):
        return item
    return [] if item in state.floor.closed_lists else [ListClosed(item)]


def reopen_list(
    state: State, _actor: Actor, command: ReopenList, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Take names again."""
    item = _list_of(state, command.item)
    if isinstance(item, Refusal):
        return item
    return [ListReopened(item)] if item in state.floor.closed_lists else []


def _list_of(state: State, item: str) -> ItemId | Refusal | None:
    return PhaseWrong(state.phase) if state.phase == "adjourned" else find_item(state, item)


def hand_in_speech(
    state: State, actor: Actor, command: HandInSpeech, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Keep in writing the speech of somebody who asked for the floor and was not reached."""
    if actor.role == "delegate" and command.delegate not in ("", actor.delegate):
        return OtherDelegate()
    speaker = find_speaker(state, actor.delegate or command.delegate)
    item = find_item(state, command.item)
    if isinstance(speaker, Refusal):
        return speaker
    if isinstance(item, Refusal):
        return item
    rule = state.pack.floor
    if not rule.written:
        return NotAllowedByRules(rule.source)
    text = command.text.strip()
    if not text:
        return SpeechEmpty()
    if (speaker, item) not in state.floor.unreached:
        return NothingOwed(rule.source)
    before = [one.text for one in state.floor.written if (one.speaker, one.item) == (speaker, item)]
    if before:
        return [] if text in before else HandedInAlready()
    return [SpeechHandedIn(speaker, item, text, actor.channel)]
