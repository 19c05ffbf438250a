"""The life of a vote: prepared, opened with a frozen register, held, closed, declared, annulled.

The states and the acts that lead from one to the next are `VOTE_TRANSITIONS` in `state.py`.
Ballots stand in `ballots.py`, what is counted by hand in `counted.py`.
"""

from collections.abc import Iterable
from hashlib import sha256

from msgspec import structs

from hall_server.sitting import commands as c
from hall_server.sitting import events as e
from hall_server.sitting.authority import Actor
from hall_server.sitting.command import Command
from hall_server.sitting.counting import count, outcome, tied
from hall_server.sitting.ids import DelegateId, Milliseconds, VoteId
from hall_server.sitting.model import Plan
from hall_server.sitting.planning import (
    level_in,
    planned,
    refuse_opening,
    refuse_plan,
    repeated,
    repeated_by,
)
from hall_server.sitting.quorum import refuse_without_quorum
from hall_server.sitting.refusals import (
    PhaseWrong,
    Refusal,
    VotesFull,
    VoteStateWrong,
    VoteUnderWay,
    VoteUnknown,
)
from hall_server.sitting.rules import VoteRule
from hall_server.sitting.state import UNDER_WAY, VOTE_TRANSITIONS, Counts, Outcome, State, Vote
from hall_server.sitting.vote_refusals import (
    CastingVoteMissing,
    CountMissing,
    NoWindow,
    RepeatedAlready,
)

votes_max = 60_000
"""A keypad's poll number has 16 bits, and 0 means none; a long sitting has a hundred votes."""

BY_DEVICE = ("recorded", "aggregate")
"""Forms in which devices answer; only these have a window of the rules' own."""

Decided = list[e.AnyEvent] | Refusal


def prepare_vote(
    state: State, _actor: Actor, command: c.PrepareVote, _now: Milliseconds
) -> Decided:
    """Set up a vote, or set up anew one that has not opened."""
    if state.phase == "adjourned" or state.rules is None:
        return PhaseWrong(state.phase)
    refusal = refuse_plan(state, command.plan, command.vote)
    if refusal is not None:
        return refusal
    if command.vote:
        vote = state.votes.get(VoteId(command.vote))
        if vote is None:
            return VoteUnknown(command.vote)
        if vote.state != "prepared":
            return VoteStateWrong(vote.state)
        if vote.plan == command.plan:
            return []
        return [e.VotePrepared(vote.id, vote.number, vote.item, command.plan)]
    if len(state.votes) >= votes_max:
        return VotesFull(votes_max)
    number = len(state.votes) + 1
    return [e.VotePrepared(VoteId(f"v{number}"), number, state.item, command.plan)]


def open_vote(state: State, _actor: Actor, command: c.OpenVote, now: Milliseconds) -> Decided:
    """Open a vote: quorum tested, register of those present and number in office frozen."""
    if state.phase != "in_session":
        return PhaseWrong(state.phase)
    if state.vote is not None and state.vote.state in UNDER_WAY:
        return VoteUnderWay(state.vote.id)
    vote = _to_open(state, command)
    if isinstance(vote, Refusal):
        return vote
    refusal = refuse_opening(state, vote) or refuse_without_quorum(
        state, vote.quorum, asked=command.quorum_asked
    )
    return refusal or [_opened(state, vote, command, now)]


def _to_open(state: State, command: c.OpenVote) -> Vote | Refusal:
    """Find the prepared vote that is meant, or set up one for or against."""
    if command.vote:
        vote = state.votes.get(VoteId(command.vote))
        if vote is None:
            return VoteUnknown(command.vote)
        return vote if vote.state == "prepared" else VoteStateWrong(vote.state)
    if len(state.votes) >= votes_max:
        return VotesFull(votes_max)
    plan = Plan(
        title=command.title,
        title_en=command.title_en,
        kind=command.kind,
        majority=command.majority,
    )
    number = len(state.votes) + 1
    return refuse_plan(state, plan) or planned(state, VoteId(f"v{number}"), number, plan)


def _opened(state: State, vote: Vote, command: c.OpenVote, now: Milliseconds) -> e.VoteOpened:
    represented = _represented(state, vote)
    register = tuple(sorted(state.present.keys() - vote.recused.keys() | represented.keys()))
    usual = vote.rule.seconds if vote.kind.form in BY_DEVICE else 0
    window = command.seconds or vote.plan.seconds or usual
    return e.VoteOpened(
        vote=vote.id,
        number=vote.number,
        title=vote.title,
        title_en=vote.title_en,
        item=state.item,
        majority=vote.majority_id,
        register=register,
        register_hash=register_hash(register),
        in_office=len(state.delegates),
        closes_at=now + window * 1000 if window else None,
        kind=vote.plan.kind,
        represented=represented,
        weights=_weights(state, vote.rule),
        quorum_asked=command.quorum_asked,
    )


def _represented(state: State, vote: Vote) -> dict[DelegateId, DelegateId]:
    """Find the absent for whom someone present votes."""
    if vote.rule.entitled != "represented":
        return {}
    return {
        principal: holder
        for principal, holder in sorted(state.proxies.items())
        if principal not in state.present
        and principal not in vote.recused
        # Who takes no part in a vote takes none for others either.
        and holder in state.present.keys() - vote.recused.keys()
    }


def _weights(state: State, rule: VoteRule) -> dict[DelegateId, int]:
    if not rule.weighted:
        return {}
    return {delegate.id: delegate.weight for delegate in state.delegates.values()}


def register_hash(register: Iterable[DelegateId]) -> str:
    """Give the SHA-256 (hex) of a register: its delegates' ids in order, one a line."""
    return sha256("\n".join(sorted(register)).encode()).hexdigest()


def hold_vote(state: State, _actor: Actor, command: c.HoldVote, now: Milliseconds) -> Decided:
    """Interrupt an open vote and stop its clock."""
    vote = in_state(state, command, command.vote)
    if isinstance(vote, Refusal):
        return vote
    remaining = None if vote.closes_at is None else max(0, vote.closes_at - now)
    return [e.VoteHeld(vote.id, "chair", remaining)]


def resume_vote(state: State, _actor: Actor, command: c.ResumeVote, now: Milliseconds) -> Decided:
    """Go on with a held vote; one whose time was over stays open until the chair closes it."""
    vote = in_state(state, command, command.vote)
    if isinstance(vote, Refusal):
        return vote
    if state.phase != "in_session":
        return PhaseWrong(state.phase)
    return [e.VoteResumed(vote.id, _resumed_until(vote, now))]


def _resumed_until(vote: Vote, now: Milliseconds) -> Milliseconds | None:
    left = vote.remaining
    if left is None or (left == 0 and vote.rule.at_end != "close"):
        return None
    return now + left


def extend_vote(state: State, _actor: Actor, command: c.ExtendVote, now: Milliseconds) -> Decided:
    """Move the end of a window; of a held vote, lengthen what is left."""
    vote = state.votes.get(VoteId(command.vote))
    if vote is None:
        return VoteUnknown(command.vote)
    more = command.seconds * 1000
    if vote.state == "held" and vote.remaining is not None:
        return [e.VoteExtended(vote.id, remaining=vote.remaining + more)]
    if vote.state == "open" and vote.closes_at is not None:
        return [e.VoteExtended(vote.id, closes_at=max(vote.closes_at, now) + more)]
    return NoWindow(vote.id) if vote.state in ("open", "held") else VoteStateWrong(vote.state)


def close_vote(state: State, actor: Actor, command: c.CloseVote, now: Milliseconds) -> Decided:
    """Close a vote and count it; the hall itself does what the rules say, when it is due."""
    vote = in_state(state, command, command.vote)
    if isinstance(vote, Refusal):
        return vote
    if actor.role == "house":
        return _close_when_due(state, vote, now)
    return [_closed(state, vote, "chair")]


def _close_when_due(state: State, vote: Vote, now: Milliseconds) -> Decided:
    """The desk may have held or extended the vote after the hall's timer rang."""
    if vote.state != "open":
        return VoteStateWrong(vote.state)
    if vote.rule.close_when_all and everybody_answered(vote):
        return [_closed(state, vote, "all")]
    if vote.closes_at is None or now < vote.closes_at:
        return []
    if vote.rule.at_end == "close":
        return [_closed(state, vote, "time")]
    if vote.rule.at_end == "hold":
        return [e.VoteHeld(vote.id, "time", 0)]
    return [e.VoteExtended(vote.id, closes_at=None)]


def everybody_answered(vote: Vote) -> bool:
    """Tell whether there is a ballot of everyone on the register."""
    return len(vote.ballots) == len(vote.register) > 0


def _closed(state: State, vote: Vote, by: e.ClosedBy) -> e.VoteClosed:
    return e.VoteClosed(vote=vote.id, by=by, **structs.asdict(count(vote, state.present)))


def declare_vote(
    state: State, _actor: Actor, command: c.DeclareVote, _now: Milliseconds
) -> Decided:
    """Declare what the count means under the majority that was needed."""
    vote = in_state(state, command, command.vote)
    if isinstance(vote, Refusal):
        return vote
    counts = vote.counts
    assert counts is not None, "a closed vote has been counted"
    if count_missing(vote):
        return CountMissing(vote.kind.form, vote.article)
    seats = statutory_seats(state)
    if vote.casting is None and tied(vote, counts, seats):
        return CastingVoteMissing(vote.rule.source)
    result = outcome(vote, counts, seats, repeats=repeats_a_tie(state, vote))
    return [e.VoteDeclared(vote=vote.id, **structs.asdict(result))]


def count_missing(vote: Vote) -> bool:
    """Tell whether hands or sheets of paper have still to be counted."""
    form = vote.kind.form
    return (form == "show-of-hands" and vote.hands is None) or (
        form == "paper" and vote.paper is None
    )


def repeats_a_tie(state: State, vote: Vote) -> bool:
    """Tell whether a vote is a second one among those who tied."""
    before = repeated(state, vote.plan)
    return before is not None and bool(level_in(before))


def annul_vote(state: State, _actor: Actor, command: c.AnnulVote, _now: Milliseconds) -> Decided:
    """Take a vote back, unless another repeats it; what was cast stays on record."""
    vote = in_state(state, command, command.vote)
    if isinstance(vote, Refusal):
        return vote
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    again = repeated_by(state, vote)
    if again is not None:
        return RepeatedAlready(vote.id, again.id, vote.article)
    return [e.VoteAnnulled(vote.id, command.reason)]


def statutory_seats(state: State) -> int:
    """Give the number of seats that the law gives this council."""
    return state.council.seats_statutory if state.council else 0


def in_state(state: State, command: Command, name: str) -> Vote | Refusal:
    """Find a vote in a state that this command leads on from."""
    vote = state.votes.get(VoteId(name))
    if vote is None:
        return VoteUnknown(name)
    if (vote.state, type(command).__name__) not in VOTE_TRANSITIONS:
        return VoteStateWrong(vote.state)
    return vote


def vote_opened(state: State, event: e.VoteOpened, at: Milliseconds) -> None:
    """Open a vote and make it the current one."""
    vote = state.votes.get(event.vote)
    if vote is None:
        plan = Plan(event.title, event.title_en, event.kind, event.majority)
        vote = state.votes[event.vote] = planned(state, event.vote, event.number, plan)
    vote.state = VOTE_TRANSITIONS[vote.state, "OpenVote"]
    vote.item = event.item
    vote.register = frozenset(event.register)
    vote.register_hash = event.register_hash
    vote.in_office = event.in_office
    vote.opened_at, vote.closes_at = at, event.closes_at
    vote.represented, vote.weights = event.represented, event.weights
    vote.quorum_asked = event.quorum_asked
    state.current_vote = event.vote


def vote_held(state: State, event: e.VoteHeld, _at: Milliseconds) -> None:
    """Stop a vote's clock."""
    vote = state.votes[event.vote]
    vote.state = VOTE_TRANSITIONS[vote.state, "HoldVote"]
    vote.closes_at, vote.remaining = None, event.remaining


def vote_resumed(state: State, event: e.VoteResumed, _at: Milliseconds) -> None:
    """Let a vote go on."""
    vote = state.votes[event.vote]
    vote.state = VOTE_TRANSITIONS[vote.state, "ResumeVote"]
    vote.closes_at, vote.remaining = event.closes_at, None


def vote_extended(state: State, event: e.VoteExtended, _at: Milliseconds) -> None:
    """Move the end of a vote."""
    vote = state.votes[event.vote]
    vote.closes_at, vote.remaining = event.closes_at, event.remaining


def vote_closed(state: State, event: e.VoteClosed, at: Milliseconds) -> None:
    """Close a vote with its count."""
    vote = state.votes[event.vote]
    vote.state = VOTE_TRANSITIONS[vote.state, "CloseVote"]
    vote.closed_at, vote.remaining = at, None
    vote.counts = Counts(**{name: getattr(event, name) for name in Counts.__struct_fields__})


def vote_declared(state: State, event: e.VoteDeclared, _at: Milliseconds) -> None:
    """Give a vote its outcome."""
    vote = state.votes[event.vote]
    vote.state = VOTE_TRANSITIONS[vote.state, "DeclareVote"]
    vote.outcome = Outcome(**{name: getattr(event, name) for name in Outcome.__struct_fields__})


def vote_annulled(state: State, event: e.VoteAnnulled, _at: Milliseconds) -> None:
    """Take a vote back."""
    vote = state.votes[event.vote]
    vote.state = VOTE_TRANSITIONS[vote.state, "AnnulVote"]
    vote.annulled = event.reason
    vote.closes_at = vote.remaining = None
