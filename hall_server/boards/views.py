"""The state as values for boards: pure functions that decide nothing about who sees them."""

from collections.abc import Mapping

from hall_server.boards import values as v
from hall_server.sitting import counting
from hall_server.sitting.ids import DelegateId, ItemId
from hall_server.sitting.model import Delegate
from hall_server.sitting.quorum import base_count, quorum_needed, quorum_reached
from hall_server.sitting.rules import Base, Majority
from hall_server.sitting.state import Counts, State, Vote

People = Mapping[DelegateId, v.PersonValue]
"""The delegates of a preparation, made once: whoever tells of one points to the same value."""


def people(state: State) -> People:
    """All delegates, each with the name of their group."""
    return {known.id: _person(state, known) for known in state.delegates.values()}


def _person(state: State, known: Delegate) -> v.PersonValue:
    group = state.groups.get(known.group)
    return v.PersonValue(known.id, known.name, known.seat, group.name if group else known.group)


def council(state: State) -> v.CouncilValue | None:
    """The body and its rules."""
    if state.council is None:
        return None
    pack = state.pack
    return v.CouncilValue(
        name=state.council.name,
        name_en=state.council.name_en,
        in_office=len(state.delegates),
        rules_vi=pack.vi,
        rules_en=pack.en,
        rules_version=pack.version,
    )


def sitting(state: State) -> v.SittingValue:
    """Title and state of the sitting."""
    return v.SittingValue(
        state.id, state.title, state.title_en, state.phase, state.opened_at, state.adjourned_at
    )


def attendance(state: State) -> v.AttendanceValue:
    """Presence against the quorum."""
    return v.AttendanceValue(
        len(state.present), len(state.delegates), quorum_needed(state), quorum_reached(state)
    )


def agenda(state: State) -> list[v.ItemValue]:
    """The agenda with where we are."""
    return [
        v.ItemValue(item.id, item.number, item.title, item.title_en, _where(state, item.id))
        for item in state.agenda
    ]


def _where(state: State, item: ItemId) -> v.ItemState:
    if item == state.item:
        return "current"
    return "done" if item in state.items_taken else "ahead"


def speaker(state: State, people: People) -> v.SpeakerValue | None:
    """Who has the floor."""
    turn = state.turn
    if turn is None:
        return None
    return v.SpeakerValue(turn.id, people[turn.delegate], turn.granted_at, turn.ends_at)


def queue(state: State, people: People) -> list[v.RequestValue]:
    """Who waits to speak, first comes first."""
    return [
        v.RequestValue(people[request.delegate], request.asked_at)
        for request in state.queue.values()
    ]


def majority(name: str, rule: Majority, base: int | None) -> v.MajorityValue:
    """A majority in numbers and words; `base` None while it can't be known."""
    threshold = rule.threshold
    return v.MajorityValue(
        id=name,
        vi=rule.vi,
        en=rule.en,
        source=rule.source,
        base=threshold.base,
        num=threshold.num,
        den=threshold.den,
        strict=threshold.strict,
        needed=None if base is None else threshold.needed(base),
    )


def majorities(state: State) -> list[v.MajorityValue]:
    """The majorities of the rule pack as they stand now, the default one first."""
    default = state.pack.vote.default_majority
    names = sorted(state.pack.majorities, key=lambda name: (name != default, name))
    return [
        majority(name, rule, _base_now(state, rule))
        for name, rule in ((name, state.pack.majorities[name]) for name in names)
    ]


def _base_now(state: State, rule: Majority) -> int | None:
    base = rule.threshold.base
    return None if base == "cast" else base_count(state, base)


def vote(state: State, subject: Vote) -> v.VoteValue:
    """A vote as everyone may know it: counts only once it is closed."""
    return v.VoteValue(
        id=subject.id,
        number=subject.number,
        title=subject.title,
        title_en=subject.title_en,
        item=subject.item or "",
        state=subject.state,
        majority=_majority_of_vote(state, subject),
        register=len(subject.register),
        register_hash=subject.register_hash[:16],
        in_office=subject.in_office,
        changeable=state.pack.vote.ballot == "until-close",
        opened_at=subject.opened_at,
        closes_at=subject.closes_at,
        closed_at=subject.closed_at,
        counts=None if subject.counts is None else counts(subject.counts),
        percentages=_percentages(state, subject),
        verdict=_verdict(state, subject),
    )


def _majority_of_vote(state: State, subject: Vote) -> v.MajorityValue:
    base: int | None
    threshold_base = subject.majority.threshold.base
    if subject.counts is not None:
        base = _base(state, subject.counts, threshold_base)
    else:
        fixed: dict[Base, int] = {"in_office": subject.in_office, "present": len(subject.register)}
        fixed["statutory"] = base_count(state, "statutory")
        base = fixed.get(threshold_base)
    return majority(subject.majority_id, subject.majority, base)


def _base(state: State, found: Counts, base: Base) -> int:
    return counting.base_of(found, base, base_count(state, "statutory"))


def counts(found: Counts) -> v.CountsValue:
    """A count as a value."""
    return v.CountsValue(found.yes, found.no, found.abstain, found.not_voting, found.absent)


def _percentages(state: State, subject: Vote) -> v.PercentagesValue | None:
    found = subject.counts
    if found is None:
        return None
    base = state.pack.vote.percent_base
    of = _base(state, found, base)
    abstain_of = of if base != "cast" else 0
    return v.PercentagesValue(
        base=base,
        of=of,
        yes_vi=counting.percent_vi(found.yes, of),
        no_vi=counting.percent_vi(found.no, of),
        abstain_vi=counting.percent_vi(found.abstain, abstain_of),
        yes_en=counting.percent(found.yes, of),
        no_en=counting.percent(found.no, of),
        abstain_en=counting.percent(found.abstain, abstain_of),
    )


def _verdict(state: State, subject: Vote) -> v.VerdictValue | None:
    result, found = subject.outcome, subject.counts
    if result is None or found is None:
        return None
    rule = subject.majority
    of = _base(state, found, rule.threshold.base)
    return v.VerdictValue(
        carried=result.carried,
        needed=result.needed,
        reached=result.reached,
        vi=counting.verdict_vi(result, rule, of),
        en=counting.verdict_en(result, rule, of),
    )


def tally(subject: Vote, *, with_counts: bool) -> v.TallyValue:
    """How a vote stands; the counts only where its audience may see them."""
    running = subject.running
    cast = len(subject.ballots)
    register = len(subject.register)
    shown = None
    if with_counts:
        shown = v.CountsValue(
            running["yes"],
            running["no"],
            running["abstain"],
            register - cast,
            subject.in_office - register,
        )
    return v.TallyValue(subject.id, cast, register, shown)
