"""Ballots: who may cast one, what answers the question, which channel counts.

With them the explicit changes of a register after the opening, roll calls and proxies.
"""

from collections import Counter
from collections.abc import Set as AbstractSet

from hall_server.sitting import commands as c
from hall_server.sitting import events as e
from hall_server.sitting.authority import Actor, in_office, subject
from hall_server.sitting.ids import Channel, DelegateId, Milliseconds, VoteId
from hall_server.sitting.refusals import (
    BallotFinal,
    ChangedElsewhere,
    DelegateAbsent,
    NotEntitled,
    PhaseWrong,
    Refusal,
    TooLate,
    VoteStateWrong,
    VoteUnknown,
)
from hall_server.sitting.rules import LEVELS, VoteRule
from hall_server.sitting.state import Ballot, State, Vote
from hall_server.sitting.vote_refusals import (
    AlreadyOnRegister,
    ChannelOutranked,
    ChoiceWrong,
    EverybodyAnswered,
    FormWrong,
    MarksWrong,
    NotAllowedByRules,
    NotByDevice,
    NotTheirProxy,
    ProxiesNotAllowed,
    ProxyWrong,
)
from hall_server.sitting.votes import BY_DEVICE, Decided, register_hash

DESK = ("chair", "clerk")


def cast_ballot(state: State, actor: Actor, command: c.CastBallot, now: Milliseconds) -> Decided:
    """Take a ballot; the same answer again changes nothing."""
    vote = state.votes.get(VoteId(command.vote))
    if vote is None:
        return VoteUnknown(command.vote)
    delegate = _voter(state, actor, command, vote)
    if isinstance(delegate, Refusal):
        return delegate
    there = _in_person(state, actor, vote, delegate) if vote.represented else delegate
    refusal = (
        _refuse_ballot(state, vote, delegate, there, now)
        or _refuse_channel(vote, actor)
        or _refuse_answer(vote, command)
    )
    if refusal is not None:
        return refusal
    channel = _channel(vote, actor)
    marks = command.marks if len(command.marks) < 2 else tuple(sorted(command.marks))
    earlier = vote.ballots.get(delegate)
    if earlier is not None:
        if there != delegate and not earlier.by:
            return NotTheirProxy(state.delegates[delegate].name, vote.article)
        if (earlier.choice, earlier.marks) == (command.choice, marks):
            # The same by a channel of higher rank counts as that channel's from now on.
            if not _outranks(vote.rule, channel, earlier.channel):
                return []
        elif refusal := _refuse_change(vote, earlier, channel, command.after, actor.device):
            return refusal
    by = there if there != delegate else ""
    return [e.BallotCast(vote.id, delegate, command.choice, channel, actor.device, marks, by)]


def _voter(state: State, actor: Actor, command: c.CastBallot, vote: Vote) -> DelegateId | Refusal:
    """Find whose ballot it is: one's own, or that of someone one stands for."""
    if actor.role == "delegate" and command.delegate not in ("", actor.delegate):
        principal = DelegateId(command.delegate)
        stands = vote.represented.get(principal) == actor.delegate
        if not stands or principal in state.present:
            return NotTheirProxy(command.delegate, vote.article)
        return principal
    return subject(state, actor, command)


def _in_person(state: State, actor: Actor, vote: Vote, delegate: DelegateId) -> DelegateId:
    """Give who must be in the hall for a ballot: the delegate, or who stands for the absent one.

    Nobody else's key or tablet speaks for the absent, their own neither.
    """
    holder = vote.represented.get(delegate, delegate)
    speaks = actor.role in DESK or actor.delegate == holder
    return holder if speaks and delegate not in state.present else delegate


def _refuse_ballot(
    state: State, vote: Vote, delegate: DelegateId, there: DelegateId, now: Milliseconds
) -> Refusal | None:
    if vote.state != "open" or (vote.closes_at is not None and _time_is_over(vote, now)):
        return TooLate(vote.article)
    if state.phase != "in_session":
        return PhaseWrong(state.phase)
    if there not in state.present:
        return DelegateAbsent(state.delegates[there].name, vote.article)
    if delegate not in vote.register:
        return NotEntitled(state.delegates[delegate].name, vote.article)
    return None


def _time_is_over(vote: Vote, now: Milliseconds) -> bool:
    over = vote.closes_at is not None and now >= vote.closes_at
    return over and vote.rule.at_end != "keep-open"


def _refuse_channel(vote: Vote, actor: Actor) -> Refusal | None:
    """Devices answer some forms, the desk notes the answers of a roll call or of a dead device."""
    form, at_desk = vote.kind.form, actor.role in DESK
    if form in BY_DEVICE:
        allowed = not at_desk or vote.rule.desk_ballots
        return None if allowed else NotAllowedByRules(vote.rule.source)
    return None if at_desk and form == "roll-call" else NotByDevice(form, vote.article)


def _channel(vote: Vote, actor: Actor) -> Channel:
    return "roll-call" if vote.kind.form == "roll-call" else actor.channel


def _refuse_answer(vote: Vote, command: c.CastBallot) -> Refusal | None:
    if command.choice == "abstain" and not command.marks:
        return None if vote.rule.abstain else ChoiceWrong(vote.rule.source)
    if vote.kind.question == "yes-no":
        fits = command.choice != "" and not command.marks
        return None if fits else ChoiceWrong(vote.rule.source)
    if command.choice != "":
        return ChoiceWrong(vote.rule.source)
    return None if _marks_fit(vote, command.marks) else MarksWrong(marks_max(vote), vote.article)


def marks_max(vote: Vote) -> int:
    """Give the most marks that a ballot of a vote may carry."""
    match vote.kind.question:
        case "yes-no":
            return 0
        case "one-of":
            return 1
        case "approve":
            return vote.plan.marks_max or vote.plan.seats
        case "rating":
            return len(vote.plan.options)


def _marks_fit(vote: Vote, marks: tuple[str, ...]) -> bool:
    """Tell whether marks are an answer: of those on the list, each once, not too many.

    One must be chosen where one is asked for, and everyone must be rated; of candidates none may
    be marked.
    """
    options = {option.id for option in vote.plan.options}
    if vote.kind.question == "rating":
        rated = [mark.partition(":") for mark in marks]
        levels = all(level in LEVELS for _, _, level in rated)
        return levels and sorted(name for name, _, _ in rated) == sorted(options)
    least = 1 if vote.kind.question == "one-of" else 0
    chosen = set(marks)
    return chosen <= options and least <= len(chosen) == len(marks) <= marks_max(vote)


def _refuse_change(
    vote: Vote, earlier: Ballot, channel: Channel, after: int | None, device: str
) -> Refusal | None:
    rule = vote.rule
    if rule.ballot == "first-counts":
        return BallotFinal(rule=rule.source)
    if _rank(rule, channel) > _rank(rule, earlier.channel):
        return ChannelOutranked(earlier.channel, rule.source)
    if after is not None and earlier.at > after and earlier.device != device:
        return ChangedElsewhere()
    return None


def _outranks(rule: VoteRule, channel: Channel, other: Channel) -> bool:
    return rule.ballot == "until-close" and _rank(rule, channel) < _rank(rule, other)


def _rank(rule: VoteRule, channel: Channel) -> int:
    """Give a channel's place in the order of precedence; those not named come last."""
    named = rule.precedence
    return named.index(channel) if channel in named else len(named)


def admit_delegate(
    state: State, _actor: Actor, command: c.AdmitDelegate, _now: Milliseconds
) -> Decided:
    """Admit a delegate who came after the opening."""
    found = _of_register(state, command.vote, command.delegate, ("open", "held"))
    if isinstance(found, Refusal):
        return found
    vote, delegate = found
    if not vote.rule.late_admission:
        return NotAllowedByRules(vote.rule.source)
    if delegate in vote.register:
        return AlreadyOnRegister(state.delegates[delegate].name)
    if delegate in vote.recused:
        return NotEntitled(state.delegates[delegate].name, vote.article)
    if delegate not in state.present:
        return DelegateAbsent(state.delegates[delegate].name, vote.article)
    register = register_hash(vote.register | {delegate})
    return [e.DelegateAdmitted(vote.id, delegate, register, vote.weights.get(delegate, 1))]


def recuse_delegate(
    state: State, _actor: Actor, command: c.RecuseDelegate, _now: Milliseconds
) -> Decided:
    """Take a delegate off a vote, before it opens or while it runs."""
    found = _of_register(state, command.vote, command.delegate, ("prepared", "open", "held"))
    if isinstance(found, Refusal):
        return found
    vote, delegate = found
    if not vote.rule.recusal:
        return NotAllowedByRules(vote.rule.source)
    if delegate in vote.recused:
        return []
    silenced = _silenced(state, vote, delegate)
    register = register_hash(vote.register - {delegate, *silenced})
    return [e.DelegateRecused(vote.id, delegate, command.reason, register, silenced)]


def _silenced(state: State, vote: Vote, holder: DelegateId) -> tuple[DelegateId, ...]:
    """Find the absent for whom nobody votes any more; what they cast in person stays."""
    return tuple(
        principal
        for principal, stands in vote.represented.items()
        if stands == holder
        and principal in vote.register
        and principal not in state.present
        and not vote.voted_in_person(principal)
    )


def _of_register(
    state: State, vote_name: str, delegate_name: str, states: tuple[str, ...]
) -> tuple[Vote, DelegateId] | Refusal:
    vote = state.votes.get(VoteId(vote_name))
    if vote is None:
        return VoteUnknown(vote_name)
    if vote.state not in states:
        return VoteStateWrong(vote.state)
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    delegate = in_office(state, delegate_name)
    return delegate if isinstance(delegate, Refusal) else (vote, delegate)


def call_delegate(
    state: State, _actor: Actor, command: c.CallDelegate, _now: Milliseconds
) -> Decided:
    """Call a delegate, or the next in the council's order who has not answered."""
    vote = state.votes.get(VoteId(command.vote))
    if vote is None:
        return VoteUnknown(command.vote)
    if vote.kind.form != "roll-call":
        return FormWrong(vote.kind.form, vote.article)
    if vote.state != "open":
        return VoteStateWrong(vote.state)
    if not command.delegate:
        following = next_called(state, vote)
        return EverybodyAnswered() if following is None else [e.DelegateCalled(vote.id, following)]
    delegate = in_office(state, command.delegate)
    if isinstance(delegate, Refusal):
        return delegate
    if delegate not in vote.register:
        return NotEntitled(state.delegates[delegate].name, vote.article)
    return [e.DelegateCalled(vote.id, delegate)]


def next_called(state: State, vote: Vote) -> DelegateId | None:
    """Find who is called next: after the last called in the council's order, then from the top."""
    order = [delegate for delegate in state.delegates if delegate in vote.register]
    start = order.index(vote.called) + 1 if vote.called in order else 0
    waiting = (one for one in order[start:] + order[:start] if one not in vote.ballots)
    return next(waiting, None)


def give_proxy(state: State, _actor: Actor, command: c.GiveProxy, _now: Milliseconds) -> Decided:
    """Note who stands for an absent delegate; it holds for votes that open after it."""
    principal = in_office(state, command.principal)
    if isinstance(principal, Refusal):
        return principal
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    if state.proxies.get(principal, "") == command.holder:
        return []
    if command.holder:
        refusal = _refuse_proxy(state, principal, command.holder)
        if refusal is not None:
            return refusal
    return [e.ProxyGiven(principal, command.holder)]


def _refuse_proxy(state: State, principal: DelegateId, name: str) -> Refusal | None:
    rule = state.pack.vote
    holder = in_office(state, name)
    if isinstance(holder, Refusal):
        return holder
    # Nobody passes on what was given to them, and no two stand for each other.
    if holder == principal or holder in state.proxies or principal in state.proxies.values():
        return ProxyWrong(name, rule.source)
    held = sum(1 for other in state.proxies.values() if other == holder)
    if rule.entitled != "represented" or held >= rule.proxies_max:
        return ProxiesNotAllowed(rule.proxies_max, rule.source)
    return None


def ballot_cast(state: State, event: e.BallotCast, at: Milliseconds) -> None:
    """Put a ballot in the place of the delegate's earlier one."""
    vote = state.votes[event.vote]
    _take_out(vote, event.delegate)
    vote.ballots[event.delegate] = Ballot(
        event.choice, event.channel, at, event.device, event.marks, event.by
    )
    vote.running[event.choice] += 1


def _take_out(vote: Vote, delegate: DelegateId) -> None:
    earlier = vote.ballots.get(delegate)
    if earlier is not None:
        vote.running[earlier.choice] -= 1


def delegate_admitted(state: State, event: e.DelegateAdmitted, _at: Milliseconds) -> None:
    """Put a delegate on a register."""
    vote = state.votes[event.vote]
    vote.register |= {event.delegate}
    vote.register_hash = event.register_hash


def delegate_recused(state: State, event: e.DelegateRecused, _at: Milliseconds) -> None:
    """Take a delegate off a register, with their ballot and those they alone could cast.

    Hands and sheets of paper bear no name: what was counted of them must be counted anew.
    """
    vote = state.votes[event.vote]
    for gone in (event.delegate, *event.silenced):
        _take_out(vote, gone)
        vote.ballots.pop(gone, None)
    vote.recused[event.delegate] = event.reason
    vote.board = tuple(member for member in vote.board if member != event.delegate)
    vote.hands = vote.paper = None
    if vote.state != "prepared":
        vote.register -= {event.delegate, *event.silenced}
        vote.register_hash = event.register_hash


def delegate_called(state: State, event: e.DelegateCalled, _at: Milliseconds) -> None:
    """Note who was called last."""
    state.votes[event.vote].called = event.delegate


def proxies_still(state: State, same: AbstractSet[DelegateId]) -> dict[DelegateId, DelegateId]:
    """Give the proxies that hold under rules taken anew, among the `same` people."""
    rule, held = state.pack.vote, Counter[DelegateId]()
    kept: dict[DelegateId, DelegateId] = {}
    for principal, holder in state.proxies.items():
        if {principal, holder} <= same and held[holder] < rule.proxies_max:
            kept[principal] = holder
            held[holder] += 1
    return kept if rule.entitled == "represented" else {}


def proxy_given(state: State, event: e.ProxyGiven, _at: Milliseconds) -> None:
    """Note or forget who stands for a delegate."""
    if event.holder:
        state.proxies[event.principal] = DelegateId(event.holder)
    else:
        del state.proxies[event.principal]
