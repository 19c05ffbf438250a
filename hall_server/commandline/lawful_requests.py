"""Whether the entries of the list of speakers can be so: asked, withdrawn, moved, closed.

One small function for each kind of event, apart from the law's own decisions; see `lawfulness.py`.
"""

from collections.abc import Iterator

from hall_server.commandline import floor_sentences as of_floor
from hall_server.commandline import sentences as say
from hall_server.sitting import floor_events as f
from hall_server.sitting.floor_state import Request
from hall_server.sitting.ids import DelegateId, ItemId, Milliseconds
from hall_server.sitting.rules import SpeechKind
from hall_server.sitting.state import State


def requested(state: State, event: f.FloorRequested, _at: Milliseconds) -> Iterator[str]:
    """Say what is wrong with a request: who, on what, of what kind, how often, in what place."""
    if not event.request:
        yield from _requested_of_old(state, event)
        return
    floor = state.floor
    yield from _time(state, event)
    yield from of_floor.speaker(state, event.delegate)
    if state.phase == "in_session":
        yield from of_floor.may_speak(state, event.delegate)
    if event.request != f"r{floor.requests_made + 1}":
        yield f"the next request is r{floor.requests_made + 1}, not {event.request}"
    if len(floor.queue) >= state.pack.floor.queue_max:
        yield f"{len(floor.queue)} wait already; the rules take no more"
    if any(_alike(one, event) for one in floor.queue.values()):
        yield f"{event.delegate} has asked for this already"
    kind = of_floor.kind_of_speech(state, event.kind)
    if kind is None:
        yield f"the rules have no kind of speech “{event.kind}”"
        return
    yield from _admitted(state, event, kind)
    yield from of_floor.linked(state, event, kind)
    before = _place(state, event, kind)
    if before != event.before:
        yield f"its place is before {before or 'nobody'}, not before {event.before or 'nobody'}"


def _requested_of_old(state: State, event: f.FloorRequested) -> Iterator[str]:
    yield from say.phase(state, "in_session")
    yield from say.is_present(state, DelegateId(event.delegate))
    if state.floor.requests_made:
        yield "it has no number, those before it have"
    waits = any(one.speaker == event.delegate for one in state.floor.queue.values())
    if waits or state.floor.of(event.delegate) is not None:
        yield f"{event.delegate} has the floor or asks for it already"


def _time(state: State, event: f.FloorRequested) -> Iterator[str]:
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from of_floor.item(state, event.item)
    in_session = state.phase == "in_session"
    if not in_session and event.item is None:
        yield "it names no item, and none can be asked for but by name"
    if (not in_session or event.item != state.item) and not state.pack.floor.register_before:
        yield f"item {event.item} is not under way; by the rules nobody asks beforehand"


def _alike(request: Request, event: f.FloorRequested) -> bool:
    asked = (request.speaker, request.item, request.kind)
    return asked == (event.delegate, event.item, event.kind)


def _admitted(state: State, event: f.FloorRequested, kind: SpeechKind) -> Iterator[str]:
    if kind.asked_by == "desk" and event.channel != "desk":
        yield f"“{event.kind}” is asked for by the desk, not by “{event.channel}”"
    if kind.lane == "list" and event.item in state.floor.closed_lists:
        yield "the list of speakers is closed"
    here = state.phase == "in_session" and event.item == state.item
    opens = here and kind.ordinary and state.floor.mode in ("free", "push-to-talk")
    had = of_floor.turns_of(state, event.delegate, event.item, event.kind)
    if 0 < kind.turns_max <= had and not opens:
        yield f"{event.delegate} has had {had} turns of this kind; the rules give {kind.turns_max}"
    if not here:
        return
    if state.floor.of(event.delegate) is not None:
        yield f"{event.delegate} has a turn already"
    if kind.ordinary and state.floor.mode == "chair":
        yield "nobody asks for the floor now: the chair alone gives it"
    if opens and len(state.floor.running) >= state.floor.open_max:
        yield f"{len(state.floor.running)} have the floor, more microphones do not open"


def _place(state: State, event: f.FloorRequested, kind: SpeechKind) -> str:
    """Find whom it goes before: those from the end on who stand behind it in rank."""
    before = ""
    own = _key(state, event.delegate, event.item, event.about, kind)
    for request in reversed(state.floor.queue.values()):
        if not _one_list(state, request.item, event.item):
            continue
        other = of_floor.kind_of_speech(state, request.kind)
        if other is None or _key(state, request.speaker, event.item, request.about, other) <= own:
            break
        before = request.id
    return before


def _one_list(state: State, item: ItemId | None, other: ItemId | None) -> bool:
    """Tell whether what is asked on both is one list; what was asked on no item is on any."""
    return (item or state.item) == (other or state.item)


def _key(
    state: State, speaker: str, item: ItemId | None, about: str, kind: SpeechKind
) -> tuple[int, int, int]:
    """Rank; then who put the question; then who has not spoken on the item."""
    questioner = kind.questioner_first and of_floor.questioner(state, about) == speaker
    again = state.pack.floor.first_time_first and of_floor.spoke(state, speaker, item)
    return kind.rank, 0 if questioner else 1, int(again)


def withdrawn(state: State, event: f.RequestWithdrawn, _at: Milliseconds) -> Iterator[str]:
    """Say that there is no such request, or that it is somebody else's."""
    queue = state.floor.queue.values()
    mine = {one.id for one in queue if one.speaker == event.delegate}
    if not mine or event.request not in ("", *mine):
        yield f"{event.delegate} has not asked for the floor"


def moved(state: State, event: f.RequestMoved, _at: Milliseconds) -> Iterator[str]:
    """Say that what was moved does not wait, did not move, or that no reason is given."""
    queue = state.floor.queue
    if event.request not in queue:
        yield f"request {event.request} does not wait"
    elif event.before and event.before not in queue:
        yield f"request {event.before} does not wait"
    elif event.before and not _one_list(
        state, queue[event.request].item, _item_of(state, event.before)
    ):
        yield f"{event.request} and {event.before} wait on different items"
    if event.before == event.request:
        yield "it was moved before itself"
    if not event.reason.strip():
        yield "it gives no reason"


def _item_of(state: State, request: str) -> ItemId | None:
    return next(one.item for name, one in state.floor.queue.items() if name == request)


def list_closed(state: State, event: f.ListClosed, _at: Milliseconds) -> Iterator[str]:
    """Say that a list is closed already, or of nothing."""
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from of_floor.item(state, event.item)
    if event.item in state.floor.closed_lists:
        yield "the list was closed already"


def list_reopened(state: State, event: f.ListReopened, _at: Milliseconds) -> Iterator[str]:
    """Say that a list is not closed."""
    yield from say.phase(state, "prepared", "in_session", "suspended")
    if event.item not in state.floor.closed_lists:
        yield "the list was not closed"


def handed_in(state: State, event: f.SpeechHandedIn, _at: Milliseconds) -> Iterator[str]:
    """Say that who hands in a speech had not asked, or was reached, or may not by the rules."""
    if not state.pack.floor.written:
        yield "the rules take no speeches in writing"
    if event.channel not in ("tablet", "desk"):
        yield f"it can be handed in by tablet or desk, not by “{event.channel}”"
    if (event.delegate, event.item) not in state.floor.unreached:
        yield f"{event.delegate} did not wait for the floor on {event.item or 'no item'}"
    if any((one.speaker, one.item) == (event.delegate, event.item) for one in state.floor.written):
        yield f"{event.delegate} had handed it in already"
    if not event.text.strip():
        yield "there is nothing in it"
