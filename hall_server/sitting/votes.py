"""Votes: opening with a frozen register, ballots, the close, the declaration.

The states of a vote and the acts that lead from one to the next are `VOTE_TRANSITIONS` in
`state.py`.
"""

from hashlib import sha256

from hall_server.sitting.authority import Actor, subject
from hall_server.sitting.commands import CastBallot, CloseVote, DeclareVote, OpenVote
from hall_server.sitting.counting import count, outcome
from hall_server.sitting.events import AnyEvent, BallotCast, VoteClosed, VoteDeclared, VoteOpened
from hall_server.sitting.ids import DelegateId, Milliseconds, VoteId
from hall_server.sitting.quorum import refuse_without_quorum
from hall_server.sitting.refusals import (
    BallotFinal,
    ChangedElsewhere,
    DelegateAbsent,
    MajorityUnknown,
    NotEntitled,
    PhaseWrong,
    Refusal,
    TooLate,
    VotesFull,
    VoteStateWrong,
    VoteUnderWay,
    VoteUnknown,
)
from hall_server.sitting.state import VOTE_TRANSITIONS, Ballot, Counts, Outcome, State, Vote

votes_max = 60_000
"""A keypad's poll number has 16 bits, and 0 means none; a long sitting has a hundred votes."""


def open_vote(
    state: State, _actor: Actor, command: OpenVote, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Open a vote: quorum tested, register of those present and number in office frozen."""
    if state.phase != "in_session":
        return PhaseWrong(state.phase)
    if state.vote is not None and state.vote.state != "declared":
        return VoteUnderWay(state.vote.id)
    if len(state.votes) >= votes_max:
        return VotesFull(votes_max)
    majority = command.majority or state.pack.vote.default_majority
    if majority not in state.pack.majorities:
        return MajorityUnknown(majority)
    no_quorum = refuse_without_quorum(state)
    if no_quorum is not None:
        return no_quorum
    return [_opened(state, command, majority, now)]


def _opened(state: State, command: OpenVote, majority: str, now: Milliseconds) -> VoteOpened:
    number = len(state.votes) + 1
    register = tuple(sorted(state.present))
    seconds = command.seconds or state.pack.vote.seconds
    return VoteOpened(
        vote=VoteId(f"v{number}"),
        number=number,
        title=command.title,
        title_en=command.title_en,
        item=state.item,
        majority=majority,
        register=register,
        register_hash=register_hash(register),
        in_office=len(state.delegates),
        closes_at=now + seconds * 1000 if seconds else None,
    )


def register_hash(register: tuple[DelegateId, ...]) -> str:
    """Give the SHA-256 (hex) of a register: its delegates' ids in order, one a line."""
    return sha256("\n".join(register).encode()).hexdigest()


def cast_ballot(
    state: State, actor: Actor, command: CastBallot, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Take a ballot; the same choice again changes nothing."""
    delegate = subject(state, actor, command)
    if isinstance(delegate, Refusal):
        return delegate
    vote = state.votes.get(VoteId(command.vote))
    if vote is None:
        return VoteUnknown(command.vote)
    refusal = _refuse_ballot(state, vote, delegate, now)
    if refusal is not None:
        return refusal
    earlier = vote.ballots.get(delegate)
    if earlier is not None:
        if earlier.choice == command.choice:
            return []
        if state.pack.vote.ballot == "first-counts":
            return BallotFinal(rule=state.pack.vote.source)
        seen = command.after is None or earlier.at <= command.after
        if not seen and earlier.device != actor.device:
            return ChangedElsewhere()
    return [BallotCast(vote.id, delegate, command.choice, actor.channel, actor.device)]


def _refuse_ballot(
    state: State, vote: Vote, delegate: DelegateId, now: Milliseconds
) -> Refusal | None:
    if vote.state != "open" or (vote.closes_at is not None and now >= vote.closes_at):
        return TooLate()
    if state.phase != "in_session":
        return PhaseWrong(state.phase)
    if delegate not in state.present:
        return DelegateAbsent(state.delegates[delegate].name)
    if delegate not in vote.register:
        return NotEntitled(state.delegates[delegate].name)
    return None


def close_vote(
    state: State, actor: Actor, command: CloseVote, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Close a vote and count it."""
    vote = _in_state(state, command, command.vote)
    if isinstance(vote, Refusal):
        return vote
    found = count(vote)
    return [
        VoteClosed(
            vote=vote.id,
            by="time" if actor.role == "house" else "chair",
            yes=found.yes,
            no=found.no,
            abstain=found.abstain,
            not_voting=found.not_voting,
            absent=found.absent,
        )
    ]


def declare_vote(
    state: State, _actor: Actor, command: DeclareVote, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Declare what the count means under the majority that was needed."""
    vote = _in_state(state, command, command.vote)
    if isinstance(vote, Refusal):
        return vote
    assert vote.counts is not None, "a closed vote has been counted"
    result = outcome(vote.counts, vote.majority, statutory_seats(state))
    return [VoteDeclared(vote.id, result.carried, result.needed, result.reached)]


def statutory_seats(state: State) -> int:
    """Give the number of seats that the law gives this council."""
    return state.council.seats_statutory if state.council else 0


def _in_state(state: State, command: CloseVote | DeclareVote, name: str) -> Vote | Refusal:
    """Find a vote in the state that this command leads on from."""
    vote = state.votes.get(VoteId(name))
    if vote is None:
        return VoteUnknown(name)
    if (vote.state, type(command).__name__) not in VOTE_TRANSITIONS:
        return VoteStateWrong(vote.state)
    return vote


def vote_opened(state: State, event: VoteOpened, at: Milliseconds) -> None:
    """Take a new vote into the state and make it the current one."""
    state.votes[event.vote] = Vote(
        id=event.vote,
        number=event.number,
        title=event.title,
        title_en=event.title_en,
        item=event.item,
        majority_id=event.majority,
        majority=state.pack.majorities[event.majority],
        register=frozenset(event.register),
        register_hash=event.register_hash,
        in_office=event.in_office,
        opened_at=at,
        closes_at=event.closes_at,
    )
    state.current_vote = event.vote


def ballot_cast(state: State, event: BallotCast, at: Milliseconds) -> None:
    """Put a ballot in the place of the delegate's earlier one."""
    vote = state.votes[event.vote]
    earlier = vote.ballots.get(event.delegate)
    if earlier is not None:
        vote.running[earlier.choice] -= 1
    vote.ballots[event.delegate] = Ballot(event.choice, event.channel, at, event.device)
    vote.running[event.choice] += 1


def vote_closed(state: State, event: VoteClosed, at: Milliseconds) -> None:
    """Close a vote with its count."""
    vote = state.votes[event.vote]
    vote.state = VOTE_TRANSITIONS[vote.state, "CloseVote"]
    vote.closed_at = at
    vote.counts = Counts(event.yes, event.no, event.abstain, event.not_voting, event.absent)


def vote_declared(state: State, event: VoteDeclared, _at: Milliseconds) -> None:
    """Give a vote its outcome."""
    vote = state.votes[event.vote]
    vote.state = VOTE_TRANSITIONS[vote.state, "DeclareVote"]
    vote.outcome = Outcome(event.carried, event.needed, event.reached)
