"""Whether a vote can be set up and opened as planned: kind, options, parts, what it repeats."""

from hall_server.sitting.counting import REGISTER
from hall_server.sitting.ids import DelegateId, ItemId, VoteId
from hall_server.sitting.model import Plan
from hall_server.sitting.refusals import (
    DelegateUnknown,
    ItemUnknown,
    MajorityUnknown,
    Refusal,
    VoteUnknown,
)
from hall_server.sitting.rules import VoteKind
from hall_server.sitting.state import State, Vote
from hall_server.sitting.vote_refusals import (
    KindUnknown,
    MajorityWrong,
    OptionsWrong,
    PartsUndecided,
    RepeatedAlready,
    ReplacesWrong,
    TitleMissing,
)

RESERVED = {*REGISTER, "absent", "recused"}
"""Names of counts, beside which the marks of options are counted."""

OVER = ("declared", "annulled")


def refuse_plan(state: State, plan: Plan, vote: str = "") -> Refusal | None:
    """Refuse a plan (of `vote`, if it is set up) that rules, agenda or its numbers do not allow."""
    if not plan.title.strip():
        return TitleMissing()
    if plan.kind and plan.kind not in state.pack.kinds:
        return KindUnknown(plan.kind)
    if plan.majority and plan.majority not in state.pack.majorities:
        return MajorityUnknown(plan.majority)
    rule = state.pack.vote_rule(plan.kind)
    majority = plan.majority or rule.default_majority
    # A rating has consequences, and no majority.
    asked = state.pack.kind(plan.kind).question != "rating"
    if asked and state.pack.majorities[majority].unit == "weight" and not rule.weighted:
        return MajorityWrong(majority)
    known = {item.id for item in state.agenda}
    for item in plan.items:
        if ItemId(item) not in known:
            return ItemUnknown(item)
    return (
        _refuse_options(state.pack.kind(plan.kind), plan)
        or _refuse_persons(state, plan)
        or _refuse_replacing(state, plan, vote)
    )


def _refuse_options(kind: VoteKind, plan: Plan) -> Refusal | None:
    different = len({option.id for option in plan.options} - RESERVED)
    least = {"yes-no": 0, "one-of": 2, "approve": 1, "rating": 1}[kind.question]
    fits = different == len(plan.options) >= least
    if kind.question == "yes-no":
        fits = not plan.options
    # Seats and marks are of persons to choose; elsewhere they would be a misunderstanding.
    if kind.question == "approve":
        fits = fits and max(plan.seats, plan.marks_max) <= different
    else:
        fits = fits and (plan.seats, plan.marks_max) == (1, 0)
    return None if fits else OptionsWrong(different)


def _refuse_persons(state: State, plan: Plan) -> Refusal | None:
    """Who stands is in office, since the counting board is told by that, and stands once."""
    persons = [option.delegate for option in plan.options if option.delegate]
    for person in persons:
        if DelegateId(person) not in state.delegates:
            return DelegateUnknown(person)
    different = len(set(persons))
    return None if different == len(persons) else OptionsWrong(different)


def _refuse_replacing(state: State, plan: Plan, vote: str) -> Refusal | None:
    if not plan.replaces:
        return None
    before = state.votes.get(VoteId(plan.replaces))
    if before is None:
        return VoteUnknown(plan.replaces)
    if before.state not in OVER:
        return ReplacesWrong(before.id)
    for other in state.votes.values():
        again = other.plan.replaces == plan.replaces and other.id != vote
        if again and other.state != "annulled":
            return RepeatedAlready(before.id, other.id)
    return _refuse_second_ballot(state, plan)


def _refuse_second_ballot(state: State, plan: Plan) -> Refusal | None:
    """Among those who were level is voted for the seats that are left, and for no more."""
    before = repeated(state, plan)
    level = () if before is None else level_in(before)
    if before is None or before.outcome is None or not level:
        return None
    options = {option.id for option in plan.options}
    left = before.plan.seats - len(before.outcome.elected)
    fits = options == set(level) and plan.seats == left
    return None if fits else OptionsWrong(len(options))


def repeated(state: State, plan: Plan) -> Vote | None:
    """Find the vote that a plan repeats; one that was annulled stands for what it repeated."""
    before = state.votes.get(VoteId(plan.replaces))
    while before is not None and before.state == "annulled" and before.plan.replaces:
        before = state.votes.get(VoteId(before.plan.replaces))
    return before


def level_in(vote: Vote) -> tuple[str, ...]:
    """Give those who tied in a declared vote; in one that was annulled nobody did."""
    return vote.outcome.tied if vote.state == "declared" and vote.outcome is not None else ()


def refuse_opening(state: State, vote: Vote) -> Refusal | None:
    """Refuse what may have changed since a vote was set up, and the whole before its parts."""
    refusal = refuse_plan(state, vote.plan, vote.id)
    if refusal is not None or vote.plan.part:
        return refusal
    for other in state.votes.values():
        if other.plan.part and other.state == "prepared" and _matters(other) & _matters(vote):
            return PartsUndecided(other.id)
    return None


def _matters(vote: Vote) -> set[str]:
    """What a vote is about: the items it names, else the one under which it was set up."""
    return set(vote.plan.items) or {vote.item or ""}
