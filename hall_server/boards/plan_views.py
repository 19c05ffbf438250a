"""What can be set up and what a vote needs, as values for boards: kinds, plans, majorities."""

from hall_server.boards import vote_values as v
from hall_server.sitting import counting
from hall_server.sitting.model import Option
from hall_server.sitting.quorum import base_count
from hall_server.sitting.rules import Base, Majority, Threshold
from hall_server.sitting.state import State, Vote
from hall_server.sitting.votes import statutory_seats


def kinds(state: State) -> list[v.KindValue]:
    """The kinds of vote that the rule pack knows, the default one first."""
    pack = state.pack
    default = pack.vote.default_kind
    names = sorted(pack.kinds, key=lambda name: name != default) or [""]
    return [_kind(state, name) for name in names]


def _kind(state: State, name: str) -> v.KindValue:
    pack = state.pack
    kind, rule, quorum = pack.kind(name), pack.vote_rule(name), pack.quorum_of(name)
    return v.KindValue(
        id=name,
        vi=kind.vi,
        en=kind.en,
        source=kind.source,
        form=kind.form,
        question=kind.question,
        majority=pack.majority_of(name),
        seconds=rule.seconds,
        abstain=rule.abstain,
        older="older" in kind.tie_of_persons,
        quorum="" if quorum is None else quorum.tested,
        recusal=rule.recusal,
        late_admission=rule.late_admission,
        desk_ballots=rule.desk_ballots,
        proxies=rule.proxies_max if rule.entitled == "represented" else 0,
    )


def prepared(state: State) -> list[v.PreparedValue]:
    """The votes that are set up and have not opened."""
    return [planned(vote) for vote in state.votes.values() if vote.state == "prepared"]


def planned(vote: Vote) -> v.PreparedValue:
    """A vote as the desk set it up."""
    plan = vote.plan
    return v.PreparedValue(
        id=vote.id,
        number=vote.number,
        item=vote.item or "",
        title=plan.title,
        title_en=plan.title_en,
        kind=plan.kind,
        majority=vote.majority_id,
        seconds=plan.seconds,
        options=[
            v.PlannedOptionValue(one.id, one.vi, one.en, one.delegate, one.born)
            for one in plan.options
        ],
        seats=plan.seats,
        marks_max=plan.marks_max,
        items=list(plan.items),
        part=plan.part,
        concerns=list(plan.concerns),
        replaces=plan.replaces,
        recused=sorted(vote.recused),
    )


def options(vote: Vote) -> list[v.OptionValue]:
    """The options of a vote."""
    return [option_value(option) for option in vote.plan.options]


def option_value(option: Option) -> v.OptionValue:
    """One option."""
    return v.OptionValue(option.id, option.vi, option.en, option.delegate)


def majority(name: str, rule: Majority, bases: dict[Base, int | None]) -> v.MajorityValue:
    """A majority in numbers and words; a base that is None can't be known yet."""
    thresholds = [_threshold(one, bases[one.base]) for one in rule.thresholds]
    numbers = [one.needed for one in thresholds]
    known = [number for number in numbers if number is not None]
    needed = None
    if len(known) == len(numbers):
        needed = min(known) if rule.any else max(known)
    joined = "any" if rule.any else "all"
    return v.MajorityValue(name, rule.vi, rule.en, rule.source, joined, thresholds, needed)


def _threshold(one: Threshold, base: int | None) -> v.ThresholdValue:
    # Weights are known when they have been counted; before that a number would mislead.
    known = base is not None and one.unit == "heads"
    needed = one.needed(base) if base is not None and known else None
    return v.ThresholdValue(one.base, one.num, one.den, one.strict, one.unit, needed)


_UNKNOWN_BEFORE: dict[Base, int | None] = {
    "present_at_close": None,
    "participating": None,
    "cast": None,
    "valid": None,
}


def majorities(state: State) -> list[v.MajorityValue]:
    """The majorities of the rule pack as they stand now, the default one first."""
    default = state.pack.vote.default_majority
    names = sorted(state.pack.majorities, key=lambda name: (name != default, name))
    in_office = base_count(state, "in_office")
    bases: dict[Base, int | None] = {
        "statutory": base_count(state, "statutory"),
        "in_office": in_office,
        "remaining": in_office,
        "present": base_count(state, "present"),
        **_UNKNOWN_BEFORE,
    }
    return [majority(name, state.pack.majorities[name], bases) for name in names]


def majority_of(state: State, vote: Vote) -> v.MajorityValue:
    """The majority of a vote, with the numbers that are known by now."""
    bases: dict[Base, int | None] = {
        "statutory": statutory_seats(state),
        "in_office": vote.in_office,
        "remaining": vote.in_office - len(vote.recused),
        "present": len(vote.register),
        **_UNKNOWN_BEFORE,
    }
    found = vote.counts
    if found is None:
        return majority(vote.majority_id, vote.majority, bases)
    seats = statutory_seats(state)
    bases = {
        one.base: counting.base_of(found, one.base, seats, one.unit)
        for one in vote.majority.thresholds
    }
    return majority(vote.majority_id, vote.majority, bases)
