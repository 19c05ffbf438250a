"""Whether each entry of a journal can be so, after what stands before it: said in sentences.

A chain of hashes shows that nothing was changed since the chain was computed. It does not show
that the journal tells of a sitting held by the rules: who computes the chain anew can write what
they like. So every entry is held against the sitting as it stood then, by one small function for
each kind of event, apart from the law's own decisions.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from hall_server.hall.replay import take_in
from hall_server.journal.journal import Entry, JournalError
from hall_server.sitting import events as e
from hall_server.sitting.commands import seconds_max
from hall_server.sitting.ids import DelegateId, Milliseconds, SeatId, TurnId
from hall_server.sitting.quorum import quorum_needed
from hall_server.sitting.state import State

Check = Callable[[State, Any, Milliseconds], Iterator[str]]


class Fault(NamedTuple):
    """What is wrong with an entry: its number, its event's name, and a sentence."""

    seq: int
    event: str
    words: str


def examine(entries: Iterable[Entry]) -> tuple[State, list[Fault]]:
    """Replay a journal; give where the sitting ended, and every entry's faults.

    What can't be taken in, and a preparation after the opening, is passed over: all the rest is
    judged by the rules that the sitting was opened under.
    """
    state = State()
    found: list[Fault] = []
    for entry in entries:
        kind = type(entry.event).__name__
        sentences = list(_sentences(state, entry))
        if state.phase == "prepared" or not isinstance(entry.event, e.SittingPrepared):
            try:
                take_in(state, entry)
            except JournalError:
                sentences = sentences or ["it can't follow from what stands before it"]
        found += [Fault(entry.seq, kind, words) for words in sentences]
    return state, found


def _sentences(state: State, entry: Entry) -> Iterator[str]:
    if entry.at < state.last_at:
        yield f"it is {state.last_at - entry.at} ms earlier than the entry before"
    if state.preparation is None and not isinstance(entry.event, e.SittingPrepared):
        yield "it stands before any preparation"
    else:
        yield from CHECKS[type(entry.event)](state, entry.event, entry.at)


def _prepared(state: State, _event: e.SittingPrepared, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "prepared")


def _opened(state: State, event: e.SittingOpened, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "prepared")
    yield from _quorum(state)
    yield from _number_present(state, event.present)


def _suspended(state: State, _event: e.SittingSuspended, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "in_session")
    yield from _votes_over(state, "open")
    yield from _floor_free(state)


def _resumed(state: State, event: e.SittingResumed, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "suspended")
    yield from _quorum(state)
    yield from _number_present(state, event.present)


def _adjourned(state: State, _event: e.SittingAdjourned, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "in_session", "suspended")
    yield from _votes_over(state, "open", "closed")
    yield from _floor_free(state)


def _checked_in(state: State, event: e.DelegateCheckedIn, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "prepared", "in_session", "suspended")
    if event.delegate not in state.delegates:
        yield f"{event.delegate} is not in office"
    if event.delegate in state.present:
        yield f"{event.delegate} was present already"


def _checked_out(state: State, event: e.DelegateCheckedOut, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "prepared", "in_session", "suspended")
    yield from _is_present(state, event.delegate)
    if event.delegate in state.queue or _speaks(state, event.delegate):
        yield f"{event.delegate} still has the floor or asks for it"


def _item_added(state: State, event: e.ItemAdded, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "prepared", "in_session", "suspended")
    number = len(state.agenda) + 1
    if (event.item.id, event.item.number) != (f"i{number}", number):
        yield f"the next item is number {number}, not {event.item.number} ({event.item.id})"


def _item_taken(state: State, event: e.ItemTaken, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "in_session")
    yield from _votes_over(state, "open", "closed")
    if event.item not in {item.id for item in state.agenda}:
        yield f"there is no item {event.item}"


def _floor_requested(state: State, event: e.FloorRequested, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "in_session")
    yield from _is_present(state, event.delegate)
    if event.delegate in state.queue or _speaks(state, event.delegate):
        yield f"{event.delegate} has the floor or asks for it already"


def _request_withdrawn(state: State, event: e.RequestWithdrawn, _at: Milliseconds) -> Iterator[str]:
    if event.delegate not in state.queue:
        yield f"{event.delegate} has not asked for the floor"


def _floor_granted(state: State, event: e.FloorGranted, at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "in_session")
    yield from _is_present(state, event.delegate)
    yield from _floor_free(state)
    yield from _time_to_come(event.ends_at, at)
    if event.turn != f"t{len(state.turns) + 1}":
        yield f"the next turn is t{len(state.turns) + 1}, not {event.turn}"
    if state.by_seat.get(event.seat) != event.delegate:
        yield f"{event.delegate} does not have seat {event.seat}"


def _speech_ended(state: State, event: e.SpeechEnded, _at: Milliseconds) -> Iterator[str]:
    running: TurnId | None = state.turn.id if state.turn is not None else None
    if event.turn != running:
        yield f"turn {event.turn} is not running"


def _vote_opened(state: State, event: e.VoteOpened, at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "in_session")
    yield from _quorum(state)
    yield from _votes_over(state, "open", "closed")
    number = len(state.votes) + 1
    if (event.vote, event.number) != (f"v{number}", number):
        yield f"the next vote is number {number}, not {event.number} ({event.vote})"
    if event.item != state.item:
        yield f"it names item {event.item}, the current one is {state.item}"
    if event.majority not in state.pack.majorities:
        yield f"the rules have no majority “{event.majority}”"
    yield from _register(state, event)
    yield from _window(state, event, at)


def _register(state: State, event: e.VoteOpened) -> Iterator[str]:
    if event.register == tuple(sorted(state.present)):
        return
    listed = set(event.register)
    strangers, left_out = (
        sorted(listed - state.present.keys()),
        sorted(state.present.keys() - listed),
    )
    yield (
        f"{event.vote}: the register is not of those present "
        f"(absent but listed: {_names(strangers)}; present but left out: {_names(left_out)})"
    )


def _window(state: State, event: e.VoteOpened, at: Milliseconds) -> Iterator[str]:
    if event.closes_at is not None:
        yield from _time_to_come(event.closes_at, at)
    elif state.pack.vote.seconds:
        yield f"{event.vote}: the rules give every vote a window, this one has none"


def _ballot_cast(state: State, event: e.BallotCast, _at: Milliseconds) -> Iterator[str]:
    yield from _phase(state, "in_session")
    yield from _is_present(state, event.delegate)
    if event.channel not in ("tablet", "keypad"):
        yield f"{event.delegate} can cast a ballot by tablet or keypad, not by “{event.channel}”"
    vote = state.votes.get(event.vote)
    if vote is None or vote.state != "open":
        yield f"vote {event.vote} is not open"


def _vote_closed(state: State, event: e.VoteClosed, at: Milliseconds) -> Iterator[str]:
    vote = state.votes.get(event.vote)
    if vote is None or vote.state != "open":
        yield f"vote {event.vote} is not open"
    elif event.by == "time" and (vote.closes_at is None or at < vote.closes_at):
        yield f"vote {event.vote} is closed by time before its time was over"


def _vote_declared(state: State, event: e.VoteDeclared, _at: Milliseconds) -> Iterator[str]:
    vote = state.votes.get(event.vote)
    if vote is None or vote.state != "closed":
        yield f"vote {event.vote} is not closed and undeclared"


def _reported(
    state: State, event: e.MicrophoneReported | e.UnitReported, _at: Milliseconds
) -> Iterator[str]:
    seat: SeatId = event.seat
    if seat not in state.by_seat:
        yield f"nobody has seat {seat}"


CHECKS: dict[type[e.Event], Check] = {
    e.SittingPrepared: _prepared,
    e.SittingOpened: _opened,
    e.SittingSuspended: _suspended,
    e.SittingResumed: _resumed,
    e.SittingAdjourned: _adjourned,
    e.DelegateCheckedIn: _checked_in,
    e.DelegateCheckedOut: _checked_out,
    e.ItemAdded: _item_added,
    e.ItemTaken: _item_taken,
    e.FloorRequested: _floor_requested,
    e.RequestWithdrawn: _request_withdrawn,
    e.FloorGranted: _floor_granted,
    e.SpeechEnded: _speech_ended,
    e.VoteOpened: _vote_opened,
    e.BallotCast: _ballot_cast,
    e.VoteClosed: _vote_closed,
    e.VoteDeclared: _vote_declared,
    e.MicrophoneReported: _reported,
    e.UnitReported: _reported,
}


def _phase(state: State, *allowed: str) -> Iterator[str]:
    if state.phase not in allowed:
        yield f"it can't be while the sitting is “{state.phase}”"


def _quorum(state: State) -> Iterator[str]:
    needed = quorum_needed(state)
    if needed is not None and len(state.present) < needed:
        yield f"there is no quorum: {len(state.present)} present, {needed} needed"


def _number_present(state: State, told: int) -> Iterator[str]:
    if told != len(state.present):
        yield f"it says {told} present, there are {len(state.present)}"


def _is_present(state: State, delegate: DelegateId) -> Iterator[str]:
    if delegate not in state.present:
        yield f"{delegate} is not present"


def _votes_over(state: State, *undecided: str) -> Iterator[str]:
    if state.vote is not None and state.vote.state in undecided:
        yield f"vote {state.vote.id} is still “{state.vote.state}”"


def _floor_free(state: State) -> Iterator[str]:
    if state.turn is not None:
        yield f"turn {state.turn.id} is still running"


def _speaks(state: State, delegate: DelegateId) -> bool:
    return state.turn is not None and state.turn.delegate == delegate


def _time_to_come(end: Milliseconds, at: Milliseconds) -> Iterator[str]:
    if not at < end <= at + seconds_max * 1000:
        yield f"its end is {end - at} ms from its beginning; 1 ms to {seconds_max} s can be"


def _names(delegates: list[DelegateId]) -> str:
    return ", ".join(delegates) or "nobody"
