"""What the hall does next by itself, and when: the one list of all its deadlines.

A pure function of the state, asked after every batch of commands: it looks at what runs, never at
everybody.
"""

from collections.abc import Iterator
from operator import itemgetter

from hall_server.sitting.command import Command
from hall_server.sitting.commands import CloseVote
from hall_server.sitting.floor_commands import EndQuorumCall, EndTime, TellDifference
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.microphones import differing_ms_max
from hall_server.sitting.state import State
from hall_server.sitting.votes import everybody_answered

Due = tuple[Milliseconds, Command]


def next_due(state: State) -> Due | None:
    """Give the next command of the house itself and when it is to be given (ms); None: none."""
    return min(_dues(state), key=itemgetter(0), default=None)


def _dues(state: State) -> Iterator[Due]:
    yield from _of_the_vote(state)
    for turn in state.floor.running:
        ends_at = turn.clock.ends_at
        if ends_at is not None and state.pack.at_end(turn.rule) != "warn":
            yield ends_at, EndTime(turn.id)
    since = ((state.floor.microphones[seat].since, seat) for seat in state.floor.differing)
    oldest = min(since, default=None)
    if oldest is not None:
        yield oldest[0] + differing_ms_max, TellDifference(oldest[1])
    call = state.quorum_call
    if call is not None:
        yield call.ends_at, EndQuorumCall(call.number)


def _of_the_vote(state: State) -> Iterator[Due]:
    vote = state.vote
    if vote is None or vote.state != "open":
        return
    if vote.rule.close_when_all and everybody_answered(vote):
        yield state.last_at, CloseVote(vote.id)
    elif vote.closes_at is not None:
        yield vote.closes_at, CloseVote(vote.id)
