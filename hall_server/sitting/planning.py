"""Whether a vote can be set up and opened as planned: kind, options, parts, what it repeats."""

from hall_server.sitting.ids import ItemId, VoteId
from hall_server.sitting.model import Plan
from hall_server.sitting.refusals import (
    ItemUnknown,
    MajorityUnknown,
    Refusal,
    VoteUnknown,
)
from hall_server.sitting.rules import VoteKind
from hall_server.sitting.state import State, Vote
from hall_server.sitting.vote_refusals import (
    KindUnknown,
    OptionsWrong,
    PartsUndecided,
    ReplacesWrong,
    TitleMissing,
)

OVER = ("declared", "annulled")


def refuse_plan(state: State, plan: Plan) -> Refusal | None:
    """Refuse a plan that the rules, the agenda or its own numbers do not allow."""
    if not plan.title.strip():
        return TitleMissing()
    if plan.kind and plan.kind not in state.pack.kinds:
        return KindUnknown(plan.kind)
    if plan.majority and plan.majority not in state.pack.majorities:
        return MajorityUnknown(plan.majority)
    known = {item.id for item in state.agenda}
    for item in plan.items:
        if ItemId(item) not in known:
            return ItemUnknown(item)
    return _refuse_options(state.pack.kind(plan.kind), plan) or _refuse_replacing(state, plan)


def _refuse_options(kind: VoteKind, plan: Plan) -> Refusal | None:
    different = len({option.id for option in plan.options})
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


def _refuse_replacing(state: State, plan: Plan) -> Refusal | None:
    if not plan.replaces:
        return None
    before = state.votes.get(VoteId(plan.replaces))
    if before is None:
        return VoteUnknown(plan.replaces)
    if before.state not in OVER:
        return ReplacesWrong(before.id)
    level = before.outcome.tied if before.outcome is not None else ()
    options = {option.id for option in plan.options}
    if before.state == "declared" and level and options != set(level):
        return OptionsWrong(len(options))
    return None


def refuse_opening(state: State, vote: Vote) -> Refusal | None:
    """Refuse what may have changed since a vote was set up, and the whole before its parts."""
    refusal = refuse_plan(state, vote.plan)
    if refusal is not None or vote.plan.part:
        return refusal
    for other in state.votes.values():
        if other.plan.part and other.item == vote.item and other.state == "prepared":
            return PartsUndecided(other.id)
    return None
