"""Whether the entries of a vote's life can be so: set up, opened, held, closed, declared, annulled.

One small function for each kind of event, apart from the law's own decisions; see `lawfulness.py`.
"""

from collections.abc import Iterator

from hall_server.commandline import sentences as say
from hall_server.sitting import events as e
from hall_server.sitting.command import seconds_max
from hall_server.sitting.ids import Milliseconds, VoteId
from hall_server.sitting.model import Plan
from hall_server.sitting.planning import planned
from hall_server.sitting.state import UNDER_WAY, State, Vote

BY_DEVICE = ("recorded", "aggregate")
LEAST_OPTIONS = {"yes-no": 0, "one-of": 2, "approve": 1, "rating": 1}


def prepared(state: State, event: e.VotePrepared, _at: Milliseconds) -> Iterator[str]:
    """Say what is wrong with a plan, its number, or its time."""
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from _plan(state, event.plan, event.vote)
    earlier = state.votes.get(event.vote)
    if earlier is None:
        yield from _next(state, event)
        yield from _current(state, event.item)
        return
    yield from say.in_states(state, event.vote, "prepared")
    if (event.number, event.item) != (earlier.number, earlier.item):
        yield f"vote {event.vote} has number {earlier.number} and item {earlier.item}"
    if event.plan == earlier.plan:
        yield f"vote {event.vote} was planned so already"


def _next(state: State, event: e.VotePrepared | e.VoteOpened) -> Iterator[str]:
    number = len(state.votes) + 1
    if (event.vote, event.number) != (f"v{number}", number):
        yield f"the next vote is number {number}, not {event.number} ({event.vote})"


def _current(state: State, item: str | None) -> Iterator[str]:
    if item != state.item:
        yield f"it names item {item}, the current one is {state.item}"


def _plan(state: State, plan: Plan, name: str) -> Iterator[str]:
    if not plan.title.strip():
        yield "a vote needs a title"
    if plan.majority and plan.majority not in state.pack.majorities:
        yield f"the rules have no majority “{plan.majority}”"
    strange = set(plan.items) - {str(item.id) for item in state.agenda}
    if strange:
        yield f"there is no item {say.names(strange)}"
    if len(set(plan.items)) < len(plan.items):
        yield "an item stands in it twice"
    if plan.kind and plan.kind not in state.pack.kinds:
        yield f"the rules have no kind “{plan.kind}”"
        return
    if not _options_fit(state.pack.kind(plan.kind).question, plan):
        yield f"its {len(plan.options)} options do not fit the question"
    yield from _unit(state, plan)
    yield from _persons(state, plan)
    yield from _replaced(state, plan, name)


def _unit(state: State, plan: Plan) -> Iterator[str]:
    majority = state.pack.majorities.get(plan.majority or state.pack.majority_of(plan.kind))
    if majority and majority.unit == "weight" and not state.pack.vote_rule(plan.kind).weighted:
        yield "its majority counts weights, its kind counts heads"


def _persons(state: State, plan: Plan) -> Iterator[str]:
    persons = [option.delegate for option in plan.options if option.delegate] + [*plan.concerns]
    for person in persons:
        yield from say.in_office(state, person)
    if len(set(persons)) < len(persons):
        yield "a person stands in it twice"
    if plan.concerns and plan.options:
        yield "it is about those who stand in it, and names others whom it concerns"


def _options_fit(question: str, plan: Plan) -> bool:
    different = len({option.id for option in plan.options})
    doubled = different < len(plan.options)
    if doubled or different < LEAST_OPTIONS[question] or (question == "yes-no" and different):
        return False
    if question == "approve":
        return plan.seats <= different and plan.marks_max <= different
    return plan.seats == 1 and plan.marks_max == 0


def _replaced(state: State, plan: Plan, name: str) -> Iterator[str]:
    if not plan.replaces:
        return
    before = state.votes.get(VoteId(plan.replaces))
    if before is None or before.state not in ("declared", "annulled"):
        yield f"vote {plan.replaces}, which it repeats, is not over"
        return
    before = _first(state, before)
    for other in _repeating(state, before):
        if other.id != name:
            yield f"vote {before.id} is repeated by {other.id} already"
    yield from _second_ballot(before, plan)


def _first(state: State, vote: Vote) -> Vote:
    """One that was annulled stands for what it repeated."""
    while vote.state == "annulled" and VoteId(vote.plan.replaces) in state.votes:
        vote = state.votes[VoteId(vote.plan.replaces)]
    return vote


def _repeating(state: State, before: Vote) -> Iterator[Vote]:
    for other in state.votes.values():
        repeats = state.votes.get(VoteId(other.plan.replaces))
        if other.state != "annulled" and repeats and _first(state, repeats) is before:
            yield other


def _second_ballot(before: Vote, plan: Plan) -> Iterator[str]:
    """Say that those who vote again vote on others than the tied, or for other seats."""
    result = before.outcome
    if before.state != "declared" or result is None or not result.tied:
        return
    were = {one.id: (one.vi, one.delegate, one.born) for one in before.plan.options}
    are = {one.id: (one.vi, one.delegate, one.born) for one in plan.options}
    others = {name for name in are if name not in result.tied or are[name] != were[name]}
    if others or not are:
        yield f"in {before.id} {say.names(result.tied)} were tied, not its options"
    left = min(before.plan.seats - len(result.elected), len(are))
    if plan.seats != left:
        yield f"in {before.id} {left} seats were left for them, not {plan.seats}"


def opened(state: State, event: e.VoteOpened, at: Milliseconds) -> Iterator[str]:
    """Say what is wrong with an opening: time, number, rules, register, weights, window."""
    yield from say.phase(state, "in_session")
    yield from say.votes_over(state, *UNDER_WAY)
    yield from _current(state, event.item)
    vote = state.votes.get(event.vote)
    if vote is None:
        yield from _next(state, event)
        plan = Plan(event.title, event.title_en, event.kind, event.majority)
        wrong = list(_plan(state, plan, event.vote))
        yield from wrong
        if wrong:
            return
        vote = planned(state, event.vote, event.number, plan)
    else:
        yield from say.in_states(state, event.vote, "prepared")
        yield from _plan(state, vote.plan, event.vote)
    yield from _as_planned(vote, event)
    yield from say.quorum(state, vote.quorum, asked=event.quorum_asked)
    if event.vote in state.votes:
        yield from _parts_first(state, vote)
    yield from _register(state, vote, event)
    yield from _weights(state, vote, event)
    yield from _window(vote, event, at)


def _as_planned(vote: Vote, event: e.VoteOpened) -> Iterator[str]:
    told = (event.number, event.title, event.title_en, event.kind, event.majority)
    plan = vote.plan
    if told != (vote.number, plan.title, plan.title_en, plan.kind, vote.majority_id):
        yield f"vote {vote.id} was set up otherwise"


def _parts_first(state: State, vote: Vote) -> Iterator[str]:
    if vote.plan.part:
        return
    for other in state.votes.values():
        if other.plan.part and other.state == "prepared" and _matters(other) & _matters(vote):
            yield f"the whole is voted on before its part {other.id}"


def _matters(vote: Vote) -> set[str]:
    return set(vote.plan.items) or {vote.item or ""}


def _register(state: State, vote: Vote, event: e.VoteOpened) -> Iterator[str]:
    represented = {}
    if vote.rule.entitled == "represented":
        represented = {
            principal: holder
            for principal, holder in say.stood_for(state).items()
            if not {principal, holder} & vote.recused.keys()
        }
    if event.represented != represented:
        yield f"{event.vote}: the proxies are not those that were given"
    entitled = {*state.present, *represented} - vote.recused.keys()
    if event.register == tuple(sorted(entitled)):
        return
    listed = set(event.register)
    yield (
        f"{event.vote}: the register is not of those present "
        f"(absent but listed: {say.names(listed - entitled)}; "
        f"present but left out: {say.names(entitled - listed)})"
    )


def _weights(state: State, vote: Vote, event: e.VoteOpened) -> Iterator[str]:
    weights = {one.id: one.weight for one in state.delegates.values()} if vote.rule.weighted else {}
    if event.weights != weights:
        yield f"{event.vote}: the weights are not those of the delegates in office"


def _window(vote: Vote, event: e.VoteOpened, at: Milliseconds) -> Iterator[str]:
    usual = vote.rule.seconds if vote.kind.form in BY_DEVICE else 0
    if event.closes_at is not None:
        yield from say.time_to_come(event.closes_at, at)
    elif usual or vote.plan.seconds:
        yield f"{event.vote}: it must have a window by rule or plan, this one has none"


def held(state: State, event: e.VoteHeld, at: Milliseconds) -> Iterator[str]:
    """Say what is wrong with an interruption: who, when, and what was left of the window."""
    yield from say.in_states(state, event.vote, "open")
    vote = state.votes.get(event.vote)
    if vote is None:
        return
    left = None if vote.closes_at is None else max(0, vote.closes_at - at)
    if event.remaining != left:
        yield f"{left} ms of its window were left, not {event.remaining}"
    if event.by == "time" and (vote.rule.at_end != "hold" or left != 0):
        yield f"vote {event.vote} is held by time, which the rules or the clock do not say"


def resumed(state: State, event: e.VoteResumed, at: Milliseconds) -> Iterator[str]:
    """Say that a vote did not go on with the time that was left."""
    yield from say.phase(state, "in_session")
    yield from say.in_states(state, event.vote, "held")
    vote = state.votes.get(event.vote)
    if vote is None:
        return
    left = vote.remaining
    # Time that ran out under rules that do not close then is not given again.
    over = left is None or (left == 0 and vote.rule.at_end != "close")
    end = None if over or left is None else at + left
    if event.closes_at != end:
        yield f"vote {event.vote} goes on until {end}, not {event.closes_at}"


def extended(state: State, event: e.VoteExtended, at: Milliseconds) -> Iterator[str]:
    """Say that a window was moved by no whole seconds, or taken away against the rules."""
    yield from say.in_states(state, event.vote, "open", "held", otherwise="open or held")
    vote = state.votes.get(event.vote)
    if vote is None:
        return
    if vote.state == "held":
        yield from _longer(vote.remaining, event.remaining, event.closes_at)
    elif event.closes_at is None and event.remaining is None:
        over = vote.closes_at is not None and at >= vote.closes_at
        if vote.rule.at_end != "keep-open" or not over:
            yield f"vote {event.vote} is kept open, which the rules or the clock do not say"
    else:
        end = None if vote.closes_at is None else max(vote.closes_at, at)
        yield from _longer(end, event.closes_at, event.remaining)


def _longer(before: int | None, after: int | None, other: int | None) -> Iterator[str]:
    more = None if before is None or after is None else after - before
    if other is not None or more is None or more % 1000 or not 1000 <= more <= seconds_max * 1000:
        yield f"its window is moved from {before} to {after}; 1 to {seconds_max} s more can be"


def closed(state: State, event: e.VoteClosed, at: Milliseconds) -> Iterator[str]:
    """Say that a vote is not open, or was closed by what could not close it then."""
    vote = state.votes.get(event.vote)
    if vote is None or vote.state not in ("open", "held"):
        yield f"vote {event.vote} is not open"
    elif event.by == "time":
        if vote.closes_at is None or at < vote.closes_at:
            yield f"vote {event.vote} is closed by time before its time was over"
        elif vote.rule.at_end != "close":
            yield f"vote {event.vote} is closed by time; by the rules it is not"
    elif event.by == "all" and not _closes_by_itself(vote):
        yield f"vote {event.vote} is closed as if all had answered, which rules or count do not say"


def _closes_by_itself(vote: Vote) -> bool:
    answered = vote.ballots.keys() == vote.register and bool(vote.ballots)
    return vote.state == "open" and vote.rule.close_when_all and answered


def declared(state: State, event: e.VoteDeclared, _at: Milliseconds) -> Iterator[str]:
    """Say that a vote is not closed, or nothing was counted in it."""
    vote = state.votes.get(event.vote)
    if vote is None or vote.state != "closed":
        yield f"vote {event.vote} is not closed and undeclared"
        return
    form = vote.kind.form
    if (form == "paper" and vote.paper is None) or (form == "show-of-hands" and vote.hands is None):
        yield f"vote {event.vote} is declared without a count"


def annulled(state: State, event: e.VoteAnnulled, _at: Milliseconds) -> Iterator[str]:
    """Say that there is no such vote, that it was annulled already, or no reason."""
    states = ("prepared", *UNDER_WAY, "declared")
    yield from say.phase(state, "prepared", "in_session", "suspended")
    yield from say.in_states(state, event.vote, *states, otherwise="there to be annulled")
    if not event.reason.strip():
        yield "it gives no reason"
    vote = state.votes.get(event.vote)
    for other in _repeating(state, vote) if vote is not None else ():
        yield f"vote {event.vote} is taken back while {other.id} repeats it"
