"""What requests, lists and speeches in writing do to the state: evolve's part of the queue."""

from hall_server.sitting.floor_events import (
    FloorRequested,
    ListClosed,
    ListReopened,
    RequestMoved,
    RequestWithdrawn,
    SpeechHandedIn,
)
from hall_server.sitting.floor_state import Request, Written
from hall_server.sitting.ids import Channel, ItemId, Milliseconds, RequestId, SpeakerId
from hall_server.sitting.state import State

AT_A_DEVICE: tuple[Channel, ...] = ("tablet", "keypad", "card")
"""Channels by which a person acts with a key of their own."""


def floor_requested(state: State, event: FloorRequested, at: Milliseconds) -> None:
    """Take a request into the queue; one of old has its delegate's name."""
    floor = state.floor
    request = Request(
        id=RequestId(event.request or event.delegate),
        speaker=event.delegate,
        asked_at=at,
        kind=event.kind,
        item=event.item,
        channel=event.channel,
        note=event.note,
        about=event.about,
        to=event.to,
    )
    if event.request:
        floor.requests_made += 1
    _insert(state, request, event.before)
    floor.unreached.setdefault((event.delegate, event.item), at)
    _pressed(state, event.delegate, event.channel, at)


def request_withdrawn(state: State, event: RequestWithdrawn, at: Milliseconds) -> None:
    """Take a request out of the queue; who asked may still hand in the speech."""
    queue = state.floor.queue
    gone = [
        request
        for request in queue.values()
        if request.speaker == event.delegate and event.request in ("", request.id)
    ]
    for request in gone:
        del queue[request.id]
    _pressed(state, event.delegate, event.channel, at)


def request_moved(state: State, event: RequestMoved, _at: Milliseconds) -> None:
    """Put a request elsewhere in the queue, with the reason."""
    known = state.floor.queue.pop(event.request)
    moved = Request(
        known.id, known.speaker, known.asked_at, known.kind, known.item, known.channel,
        known.note, known.about, known.to, moved=event.reason,
    )  # fmt: skip
    _insert(state, moved, event.before)


def list_closed(state: State, event: ListClosed, _at: Milliseconds) -> None:
    """Take into the state that a list takes no names."""
    state.floor.closed_lists.add(event.item)


def list_reopened(state: State, event: ListReopened, _at: Milliseconds) -> None:
    """Take into the state that a list takes names again."""
    state.floor.closed_lists.discard(event.item)


def speech_handed_in(state: State, event: SpeechHandedIn, at: Milliseconds) -> None:
    """Keep a speech that was handed in in writing."""
    written = Written(event.delegate, event.item, event.text, at, event.channel)
    state.floor.written.append(written)


def take_from_queue(state: State, request: str, speaker: SpeakerId) -> ItemId | None:
    """Take a request out that has the floor now; without one the one of old that is theirs."""
    name = RequestId(request or speaker)
    known = state.floor.queue.get(name)
    if known is None or known.speaker != speaker:
        return None
    del state.floor.queue[name]
    return known.item


def _insert(state: State, request: Request, before: str) -> None:
    queue = state.floor.queue
    if not before:
        queue[request.id] = request
        return
    names = list(queue)
    behind = [queue.pop(name) for name in names[names.index(RequestId(before)) :]]
    for one in (request, *behind):
        queue[one.id] = one


def _pressed(state: State, speaker: SpeakerId, channel: Channel, at: Milliseconds) -> None:
    if channel in AT_A_DEVICE:
        state.floor.last_press[speaker] = at
