"""Whether a vote can be set up and opened as planned: kind, options, parts, what it repeats.

With it, how a plan becomes a vote under the rules of its kind.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import structs

from hall_server.sitting import events as e
from hall_server.sitting.counting import REGISTER
from hall_server.sitting.ids import DelegateId, ItemId, Milliseconds, VoteId
from hall_server.sitting.model import Option, Plan
from hall_server.sitting.refusals import (
    DelegateUnknown,
    ItemUnknown,
    MajorityUnknown,
    Refusal,
    VoteUnknown,
)
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
    return (
        _refuse_names(state, plan)
        or _refuse_unit(state, plan)
        or _refuse_items(state, plan)
        or _refuse_options(state, plan)
        or _refuse_persons(state, plan)
        or _refuse_replacing(state, plan, vote)
    )


def _refuse_names(state: State, plan: Plan) -> Refusal | None:
    if plan.kind and plan.kind not in state.pack.kinds:
        return KindUnknown(plan.kind)
    if plan.majority and plan.majority not in state.pack.majorities:
        return MajorityUnknown(plan.majority)
    return None


def _refuse_unit(state: State, plan: Plan) -> Refusal | None:
    rule = state.pack.vote_rule(plan.kind)
    majority = plan.majority or rule.default_majority
    # A rating has consequences, and no majority.
    asked = state.pack.kind(plan.kind).question != "rating"
    if asked and state.pack.majorities[majority].unit == "weight" and not rule.weighted:
        return MajorityWrong(majority, _article(state, plan))
    return None


def _refuse_items(state: State, plan: Plan) -> Refusal | None:
    known = {item.id for item in state.agenda}
    for item in plan.items:
        if ItemId(item) not in known:
            return ItemUnknown(item)
    return _refuse_doubled(state, plan, plan.items)


def _refuse_doubled(state: State, plan: Plan, names: Sequence[str]) -> Refusal | None:
    different = len(set(names))
    return OptionsWrong(different, _article(state, plan)) if different < len(names) else None


def _article(state: State, plan: Plan) -> str:
    return state.pack.kind(plan.kind).source or state.pack.vote.source


def _refuse_options(state: State, plan: Plan) -> Refusal | None:
    kind = state.pack.kind(plan.kind)
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
    # Where persons stand as options, it is about them.
    fits = fits and (kind.question == "yes-no" or not plan.concerns)
    return None if fits else OptionsWrong(different, _article(state, plan))


def _refuse_persons(state: State, plan: Plan) -> Refusal | None:
    """Whom it is about is in office, since the counting board is told by that, and named once."""
    persons = [option.delegate for option in plan.options if option.delegate] + [*plan.concerns]
    for person in persons:
        if DelegateId(person) not in state.delegates:
            return DelegateUnknown(person)
    return _refuse_doubled(state, plan, persons)


def persons_of(plan: Plan) -> set[str]:
    """Give the delegates whom a vote is about: who stand in it, and whom it concerns."""
    return {option.delegate for option in plan.options if option.delegate} | {*plan.concerns}


def _refuse_replacing(state: State, plan: Plan, vote: str) -> Refusal | None:
    if not plan.replaces:
        return None
    before = state.votes.get(VoteId(plan.replaces))
    if before is None:
        return VoteUnknown(plan.replaces)
    if before.state not in OVER:
        return ReplacesWrong(before.id)
    meant = repeated(state, plan) or before
    again = repeated_by(state, meant, VoteId(vote))
    if again is not None:
        return RepeatedAlready(meant.id, again.id, _article(state, plan))
    return _refuse_second_ballot(state, plan, meant)


def repeated_by(state: State, before: Vote, but: VoteId | None = None) -> Vote | None:
    """Find the vote, itself not annulled, that repeats another; `but` is not meant."""
    for other in state.votes.values():
        stands = other.state != "annulled" and other.id != but
        if stands and other.plan.replaces and repeated(state, other.plan) is before:
            return other
    return None


def _refuse_second_ballot(state: State, plan: Plan, before: Vote) -> Refusal | None:
    """Among those who were level is voted, for the seats that are left; they may withdraw."""
    level = level_in(before)
    if before.outcome is None or not level:
        return None
    stood = {_known_by(option) for option in before.plan.options if option.id in level}
    left = before.plan.seats - len(before.outcome.elected)
    again = {_known_by(option) for option in plan.options}
    fits = again and again <= stood and plan.seats == min(left, len(again))
    return None if fits else OptionsWrong(len(plan.options), _article(state, plan))


def _known_by(option: Option) -> Option:
    """An option without its translation, which may be mended."""
    return structs.replace(option, en="")


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
    # What is moved and voted at once is procedure: it waits for no part.
    if refusal is not None or vote.plan.part or vote.id not in state.votes:
        return refusal
    for other in state.votes.values():
        if other.plan.part and other.state == "prepared" and _matters(other) & _matters(vote):
            return PartsUndecided(other.number, other.plan.part, vote.article)
    return None


def _matters(vote: Vote) -> set[str]:
    """What a vote is about: the items it names, else the one under which it was set up."""
    return set(vote.plan.items) or {vote.item or ""}


def planned(state: State, vote: VoteId, number: int, plan: Plan) -> Vote:
    """Make a vote of its plan, with the rules of its kind."""
    majority = plan.majority or state.pack.majority_of(plan.kind)
    return Vote(
        id=vote,
        number=number,
        item=state.item,
        plan=plan,
        kind=state.pack.kind(plan.kind),
        rule=state.pack.vote_rule(plan.kind),
        quorum=state.pack.quorum_of(plan.kind),
        majority_id=majority,
        majority=state.pack.majorities[majority],
    )


def vote_prepared(state: State, event: e.VotePrepared, _at: Milliseconds) -> None:
    """Take a plan into the state; who was recused from the vote stays so."""
    before = state.votes.get(event.vote)
    vote = state.votes[event.vote] = planned(state, event.vote, event.number, event.plan)
    vote.item = event.item
    if before is not None:
        vote.recused = before.recused
        vote.board = _board_still(vote, before.board)


def _board_still(vote: Vote, board: tuple[DelegateId, ...]) -> tuple[DelegateId, ...]:
    free = persons_of(vote.plan).isdisjoint(board)
    return board if vote.kind.form == "paper" and free else ()


def planned_anew(state: State, same: AbstractSet[DelegateId], items: Mapping[str, str]) -> None:
    """Put votes that were set up under the rules and the agenda that were taken after it.

    `same` are those who were in office before, `items` the new id of each item. A plan of a
    kind or majority that they do not know stays as it was, and is refused at its opening.
    """
    for before in [vote for vote in state.votes.values() if vote.state == "prepared"]:
        plan = structs.replace(
            before.plan, items=tuple(items.get(item, item) for item in before.plan.items)
        )
        before.plan = plan
        recused = {who: why for who, why in before.recused.items() if who in same}
        board = tuple(who for who in before.board if who in same)
        vote = before
        if _refuse_names(state, plan) is None:
            vote = planned(state, before.id, before.number, plan)
        vote.recused, vote.board = recused, _board_still(vote, board)
        state.votes[before.id] = vote
