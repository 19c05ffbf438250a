"""Whether each entry of a journal can be so, after what stands before it: said in sentences.

A chain of hashes shows that nothing was changed since the chain was computed. It does not show
that the journal tells of a sitting held by the rules: who computes the chain anew can write what
they like. So every entry is held against the sitting as it stood then, by one small function for
each kind of event, apart from the law's own decisions: those of the sitting and the floor here,
those of votes in `lawful_votes.py` and `lawful_ballots.py`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from hall_server.commandline import lawful_ballots, lawful_votes
from hall_server.commandline import sentences as say
from hall_server.hall.replay import take_in
from hall_server.journal.journal import Entry, JournalError
from hall_server.sitting import events as e
from hall_server.sitting.ids import DelegateId, Milliseconds, SeatId, TurnId
from hall_server.sitting.state import UNDER_WAY, State

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
    yield from say.phase(state, "prepared")


def _opened(state: State, event: e.SittingOpened, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "prepared")
    yield from say.quorum(state, state.pack.quorum)
    yield from say.number_present(state, event.present)


def _suspended(state: State, _event: e.SittingSuspended, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "in_session")
    yield from say.votes_over(state, "open", "held")
    yield from _floor_free(state)


def _resumed(state: State, event: e.SittingResumed, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "suspended")
    yield from say.quorum(state, state.pack.quorum)
    yield from say.number_present(state, event.present)


def _adjourned(state: State, _event: e.SittingAdjourned, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "in_session", "suspended")
    yield from say.votes_over(state, *UNDER_WAY)
    yield from _floor_free(state)


def _checked_in(state: State, event: e.DelegateCheckedIn, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from say.in_office(state, event.delegate)
    if event.delegate in state.present:
        yield f"{event.delegate} was present already"


def _checked_out(state: State, event: e.DelegateCheckedOut, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from say.is_present(state, event.delegate)
    if event.delegate in state.queue or _speaks(state, event.delegate):
        yield f"{event.delegate} still has the floor or asks for it"


def _item_added(state: State, event: e.ItemAdded, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "prepared", "in_session", "suspended")
    number = len(state.agenda) + 1
    if (event.item.id, event.item.number) != (f"i{number}", number):
        yield f"the next item is number {number}, not {event.item.number} ({event.item.id})"


def _item_taken(state: State, event: e.ItemTaken, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "in_session")
    yield from say.votes_over(state, *UNDER_WAY)
    if event.item not in {item.id for item in state.agenda}:
        yield f"there is no item {event.item}"


def _floor_requested(state: State, event: e.FloorRequested, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "in_session")
    yield from say.is_present(state, event.delegate)
    if event.delegate in state.queue or _speaks(state, event.delegate):
        yield f"{event.delegate} has the floor or asks for it already"


def _request_withdrawn(state: State, event: e.RequestWithdrawn, _at: Milliseconds) -> Iterator[str]:
    if event.delegate not in state.queue:
        yield f"{event.delegate} has not asked for the floor"


def _floor_granted(state: State, event: e.FloorGranted, at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "in_session")
    yield from say.is_present(state, event.delegate)
    yield from _floor_free(state)
    yield from say.time_to_come(event.ends_at, at)
    if event.turn != f"t{len(state.turns) + 1}":
        yield f"the next turn is t{len(state.turns) + 1}, not {event.turn}"
    if state.by_seat.get(event.seat) != event.delegate:
        yield f"{event.delegate} does not have seat {event.seat}"


def _speech_ended(state: State, event: e.SpeechEnded, _at: Milliseconds) -> Iterator[str]:
    running: TurnId | None = state.turn.id if state.turn is not None else None
    if event.turn != running:
        yield f"turn {event.turn} is not running"


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
    e.VotePrepared: lawful_votes.prepared,
    e.VoteOpened: lawful_votes.opened,
    e.VoteHeld: lawful_votes.held,
    e.VoteResumed: lawful_votes.resumed,
    e.VoteExtended: lawful_votes.extended,
    e.DelegateAdmitted: lawful_ballots.admitted,
    e.DelegateRecused: lawful_ballots.recused,
    e.DelegateCalled: lawful_ballots.called,
    e.BallotCast: lawful_ballots.cast,
    e.HandsCounted: lawful_ballots.hands_counted,
    e.CountingBoardAppointed: lawful_ballots.board_appointed,
    e.PaperCounted: lawful_ballots.paper_counted,
    e.VoteClosed: lawful_votes.closed,
    e.CastingVoteGiven: lawful_ballots.casting_vote_given,
    e.VoteDeclared: lawful_votes.declared,
    e.VoteAnnulled: lawful_votes.annulled,
    e.CorrectionClaimed: lawful_ballots.correction_claimed,
    e.ProxyGiven: lawful_ballots.proxy_given,
    e.MicrophoneReported: _reported,
    e.UnitReported: _reported,
}


def _floor_free(state: State) -> Iterator[str]:
    if state.turn is not None:
        yield f"turn {state.turn.id} is still running"


def _speaks(state: State, delegate: DelegateId) -> bool:
    return state.turn is not None and state.turn.delegate == delegate
