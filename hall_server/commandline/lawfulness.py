"""Whether each entry of a journal can be so, after what stands before it: said in sentences.

A chain of hashes shows that nothing was changed since the chain was computed. It does not show
that the journal tells of a sitting held by the rules: who computes the chain anew can write what
they like. So every entry is held against the sitting as it stood then, by one small function for
each kind of event, apart from the law's own decisions: those of the sitting here, those of votes
in `lawful_votes.py` and `lawful_ballots.py`, of the floor in `lawful_requests.py`,
`lawful_turns.py` and `lawful_microphones.py`, and the rest in `lawful_attendance.py` and
`lawful_questioning.py`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from hall_server.commandline import floor_sentences as of_floor
from hall_server.commandline import (
    lawful_attendance,
    lawful_ballots,
    lawful_microphones,
    lawful_questioning,
    lawful_requests,
    lawful_turns,
    lawful_votes,
)
from hall_server.commandline import sentences as say
from hall_server.hall.replay import take_in
from hall_server.journal.journal import Entry, JournalError
from hall_server.sitting import events as e
from hall_server.sitting import floor_events as f
from hall_server.sitting.event import Event
from hall_server.sitting.ids import Milliseconds
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


def _item_added(state: State, event: e.ItemAdded, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "prepared", "in_session", "suspended")
    number = len(state.agenda) + 1
    if (event.item.id, event.item.number) != (f"i{number}", number):
        yield f"the next item is number {number}, not {event.item.number} ({event.item.id})"


def _item_taken(state: State, event: e.ItemTaken, _at: Milliseconds) -> Iterator[str]:
    yield from say.phase(state, "in_session")
    yield from say.votes_over(state, *UNDER_WAY)
    yield from of_floor.item(state, event.item)
    yield from _floor_free(state)


CHECKS: dict[type[Event], Check] = {
    e.SittingPrepared: _prepared,
    e.SittingOpened: _opened,
    e.SittingSuspended: _suspended,
    e.SittingResumed: _resumed,
    e.SittingAdjourned: _adjourned,
    e.DelegateCheckedIn: lawful_attendance.checked_in,
    e.DelegateCheckedOut: lawful_attendance.checked_out,
    e.ItemAdded: _item_added,
    e.ItemTaken: _item_taken,
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
    f.FloorRequested: lawful_requests.requested,
    f.RequestWithdrawn: lawful_requests.withdrawn,
    f.RequestMoved: lawful_requests.moved,
    f.ListClosed: lawful_requests.list_closed,
    f.ListReopened: lawful_requests.list_reopened,
    f.SpeechHandedIn: lawful_requests.handed_in,
    f.FloorGranted: lawful_turns.granted,
    f.SpeechStarted: lawful_turns.started,
    f.SpeechPaused: lawful_turns.paused,
    f.SpeechResumed: lawful_turns.resumed,
    f.TimeChanged: lawful_turns.time_changed,
    f.SpeakerMoved: lawful_turns.speaker_moved,
    f.SpeechEnded: lawful_turns.ended,
    f.MicrophonesSet: lawful_microphones.microphones_set,
    f.PriorityTaken: lawful_microphones.priority_taken,
    f.PriorityReturned: lawful_microphones.priority_returned,
    f.ItemTimeSet: lawful_microphones.item_time_set,
    f.GroupTimeSet: lawful_microphones.group_time_set,
    f.MicrophoneReported: lawful_microphones.reported,
    f.MicrophoneDiffers: lawful_microphones.differs,
    f.UnitReported: lawful_microphones.reported,
    f.DelegateExcused: lawful_attendance.excused,
    f.QuorumCalled: lawful_attendance.quorum_called,
    f.PresenceConfirmed: lawful_attendance.confirmed,
    f.QuorumCallEnded: lawful_attendance.call_ended,
    f.QuorumLost: lawful_attendance.quorum_lost,
    f.QuorumRegained: lawful_attendance.quorum_regained,
    f.QuestionFiled: lawful_questioning.filed,
    f.QuestionWithdrawn: lawful_questioning.withdrawn,
    f.TopicsRanked: lawful_questioning.ranked,
    f.UndertakingRecorded: lawful_questioning.recorded,
    f.UndertakingChanged: lawful_questioning.changed,
}


def _floor_free(state: State) -> Iterator[str]:
    for turn in state.floor.running:
        yield f"turn {turn.id} is still running"
