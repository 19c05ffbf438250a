"""Whether the entries about registers, ballots, proxies and counts by hand can be so.

One small function for each kind of event, apart from the law's own decisions; see `lawfulness.py`.
What answers a question and whether sums agree is seen by the recount.
"""

from collections.abc import Iterator

from hall_server.commandline import sentences as say
from hall_server.sitting import events as e
from hall_server.sitting.ids import DelegateId, Milliseconds
from hall_server.sitting.state import State, Vote, VoteState

COUNTABLE: tuple[VoteState, ...] = ("open", "held", "closed")


def admitted(state: State, event: e.DelegateAdmitted, _at: Milliseconds) -> Iterator[str]:
    """Say that a delegate could not come onto a register then."""
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from say.in_states(state, event.vote, "open", "held", otherwise="open or held")
    yield from say.is_present(state, event.delegate)
    yield from say.in_office(state, event.delegate)
    vote = state.votes.get(event.vote)
    if vote is None:
        return
    if not vote.rule.late_admission:
        yield "the rules admit nobody after the opening"
    if event.delegate in vote.register:
        yield f"{event.delegate} was on the register already"
    if event.delegate in vote.recused:
        yield f"{event.delegate} takes no part in {event.vote}"


def recused(state: State, event: e.DelegateRecused, _at: Milliseconds) -> Iterator[str]:
    """Say that a delegate could not be taken off a vote then."""
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from say.in_states(
        state, event.vote, "prepared", "open", "held", otherwise="prepared, open or held"
    )
    yield from say.in_office(state, event.delegate)
    vote = state.votes.get(event.vote)
    if vote is None:
        return
    if not vote.rule.recusal:
        yield "the rules know no recusal"
    if event.delegate in vote.recused:
        yield f"{event.delegate} was recused from {event.vote} already"
    if not event.reason.strip():
        yield "it gives no reason"


def called(state: State, event: e.DelegateCalled, _at: Milliseconds) -> Iterator[str]:
    """Say that nobody could be called, or not this delegate."""
    yield from say.in_states(state, event.vote, "open")
    vote = state.votes.get(event.vote)
    if vote is None:
        return
    yield from _of_form(vote, "roll-call")
    if event.delegate not in vote.register:
        yield f"{event.delegate} is called, but not on the register"


def _of_form(vote: Vote, form: str) -> Iterator[str]:
    if vote.kind.form != form:
        yield f"vote {vote.id} is taken by “{vote.kind.form}”, not by “{form}”"


def cast(state: State, event: e.BallotCast, _at: Milliseconds) -> Iterator[str]:
    """Say that a ballot could not be cast then, or not by this channel."""
    yield from say.phase(state, "in_session")
    yield from say.in_states(state, event.vote, "open")
    vote = state.votes.get(event.vote)
    if vote is None:
        yield from say.is_present(state, event.delegate)
        return
    whose = say.voter(vote, event.delegate)
    channels = _channels(vote)
    if event.channel not in channels:
        ways = " or ".join(channels) or "nothing"
        yield f"{whose} can cast a ballot by {ways}, not by “{event.channel}”"
    yield from _in_person(state, vote, event)
    if event.marks != tuple(sorted(event.marks)):
        yield f"the marks of {whose} are not in order"
    earlier = vote.ballots.get(event.delegate)
    again = earlier and (earlier.choice, earlier.marks) == (event.choice, event.marks)
    if earlier and again and _rank(vote, event.channel) >= _rank(vote, earlier.channel):
        yield f"{whose} had cast this ballot already"


def _in_person(state: State, vote: Vote, event: e.BallotCast) -> Iterator[str]:
    """Say that who cast a ballot was not in the hall, or stood for somebody who was."""
    whose = say.voter(vote, event.delegate)
    if not event.by:
        yield from say.is_present(state, event.delegate, whose)
        return
    yield from say.is_present(state, DelegateId(event.by), say.voter(vote, event.by))
    if event.delegate in state.present:
        yield f"{whose} is present and votes in person"
    earlier = vote.ballots.get(event.delegate)
    if earlier is not None and not earlier.by:
        yield f"{whose} had voted in person, which nobody else can change"
    if event.channel == "keypad":
        yield f"the ballot of {whose} was cast by another, which no keypad can do"


def _rank(vote: Vote, channel: str) -> int:
    return [*vote.rule.precedence, channel].index(channel)


def _channels(vote: Vote) -> tuple[str, ...]:
    match vote.kind.form:
        case "roll-call":
            return ("roll-call",)
        case "paper" | "show-of-hands":
            return ()
        case "recorded" | "aggregate":
            return ("tablet", "keypad", *(("desk",) if vote.rule.desk_ballots else ()))


def proxy_given(state: State, event: e.ProxyGiven, _at: Milliseconds) -> Iterator[str]:
    """Say that one delegate could not be stood for by the other."""
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from say.in_office(state, event.principal)
    if state.proxies.get(event.principal, "") == event.holder:
        yield f"{event.principal} was stood for so already"
    if event.holder:
        yield from say.in_office(state, event.holder)
        yield from _proxy(state, event.principal, DelegateId(event.holder))


def _proxy(state: State, principal: DelegateId, holder: DelegateId) -> Iterator[str]:
    rule = state.pack.vote
    chained = holder in state.proxies or principal in state.proxies.values()
    if holder == principal or chained:
        yield f"{holder} can't stand for {principal}: nobody passes a proxy on"
    held = [one for one, other in state.proxies.items() if other == holder]
    if rule.entitled != "represented" or len(held) >= rule.proxies_max:
        yield f"the rules let nobody stand for more than {rule.proxies_max}"


def hands_counted(state: State, event: e.HandsCounted, _at: Milliseconds) -> Iterator[str]:
    """Say that hands could not be counted then, or nobody could abstain."""
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from say.in_states(state, event.vote, *COUNTABLE, otherwise="open, held or closed")
    vote = state.votes.get(event.vote)
    if vote is None:
        return
    yield from _of_form(vote, "show-of-hands")
    if event.abstain and not vote.rule.abstain:
        yield "nobody can abstain in this vote"
    hands = vote.hands
    if hands and (event.yes, event.no, event.abstain) == (hands.yes, hands.no, hands.abstain):
        yield "this was counted already"


def board_appointed(
    state: State, event: e.CountingBoardAppointed, _at: Milliseconds
) -> Iterator[str]:
    """Say that these could not be named to count, then or at all."""
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from say.in_states(
        state, event.vote, "prepared", *COUNTABLE, otherwise="there to be counted"
    )
    vote = state.votes.get(event.vote)
    if vote is None:
        return
    yield from _of_form(vote, "paper")
    for member in event.members:
        yield from say.in_office(state, member)
        yield from say.is_present(state, member)
    stand = {option.delegate for option in vote.plan.options}.intersection(event.members)
    if stand:
        yield f"{say.names(stand)} can't count the ballots: they stand in this vote"
    about = set(vote.plan.concerns).intersection(event.members)
    if about:
        yield f"{say.names(about)} can't count the ballots: the vote is about them"
    if vote.recused.keys() & set(event.members):
        yield "who takes no part in a vote can't count it"
    if not event.members or len(set(event.members)) < len(event.members):
        yield "a counting board is of at least one, and each is named once"
    if event.members == vote.board:
        yield "this board was named already"


def paper_counted(state: State, event: e.PaperCounted, _at: Milliseconds) -> Iterator[str]:
    """Say that paper could not be counted then, or by nobody."""
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from say.in_states(state, event.vote, *COUNTABLE, otherwise="open, held or closed")
    vote = state.votes.get(event.vote)
    if vote is None:
        return
    yield from _of_form(vote, "paper")
    if not vote.board:
        yield f"vote {event.vote} has no counting board"
    if event.count == vote.paper:
        yield "this was counted already"


def casting_vote_given(state: State, event: e.CastingVoteGiven, _at: Milliseconds) -> Iterator[str]:
    """Say that the chair had nothing to decide."""
    yield from say.in_states(state, event.vote, "closed")
    vote = state.votes.get(event.vote)
    if vote is None or vote.counts is None:
        return
    if vote.kind.form == "show-of-hands" and vote.hands is None:
        yield "nothing was counted that could be tied"
    if vote.rule.tie != "casting-vote" or vote.kind.question != "yes-no":
        yield "the rules know no casting vote"
    heads = (vote.counts.yes, vote.counts.no)
    weights = (vote.counts.weight.get("yes", 0), vote.counts.weight.get("no", 0))
    yes, no = heads if vote.majority.unit == "heads" else weights
    if yes != no:
        yield f"there is no tie: {yes} for, {no} against"
    if event.choice == vote.casting:
        yield "the chair had decided so already"


def correction_claimed(
    state: State, event: e.CorrectionClaimed, _at: Milliseconds
) -> Iterator[str]:
    """Say that nothing could be claimed then, or not by this delegate."""
    yield from say.in_states(
        state, event.vote, "closed", "declared", otherwise="closed or declared"
    )
    vote = state.votes.get(event.vote)
    if vote is not None:
        yield from _claim(vote, event)
    if event.channel not in ("tablet", "desk"):
        yield f"a correction is claimed by tablet or desk, not by “{event.channel}”"


def _claim(vote: Vote, event: e.CorrectionClaimed) -> Iterator[str]:
    if vote.kind.form == "paper":
        yield "what was written on a secret ballot is nobody's to mend"
    if event.delegate not in vote.register:
        yield f"{event.delegate} was not on the register"
    said = [(one.delegate, one.claimed, one.reason) for one in vote.corrections]
    if (event.delegate, event.claimed, event.reason) in said:
        yield f"{event.delegate} had claimed this already"
