"""Votes as values for boards: pure functions, and what may be told of a vote at which moment.

Which audience gets a value is decided in the board's own file.
"""

from hall_server.boards import vote_values as v
from hall_server.boards.plan_views import majority_of, option_value, options
from hall_server.sitting import announcing, counting
from hall_server.sitting.ballots import next_called
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.model import Option
from hall_server.sitting.rules import LEVELS
from hall_server.sitting.state import Ballot, Counts, State, Vote
from hall_server.sitting.votes import statutory_seats

NAMES_PUBLISHED = ("recorded", "roll-call")
"""Forms whose names the rules publish."""


def vote(state: State, subject: Vote) -> v.VoteValue:
    """A vote as everyone may know it: counts only once it is closed."""
    plan, kind = subject.plan, subject.kind
    found = subject.counts
    return v.VoteValue(
        id=subject.id,
        number=subject.number,
        title=subject.title,
        title_en=subject.title_en,
        item=subject.item or "",
        items=list(plan.items),
        part=plan.part,
        replaces=plan.replaces,
        kind=plan.kind,
        kind_vi=kind.vi,
        kind_en=kind.en,
        form=kind.form,
        question=kind.question,
        words=_words(subject),
        options=options(subject),
        seats=plan.seats,
        marks_max=plan.marks_max or plan.seats,
        abstain=subject.rule.abstain,
        state=subject.state,
        majority=majority_of(state, subject),
        register=len(subject.register),
        register_hash=subject.register_hash[:16],
        in_office=subject.in_office,
        changeable=subject.rule.ballot == "until-close",
        opened_at=subject.opened_at or 0,
        closes_at=subject.closes_at,
        remaining=subject.remaining,
        closed_at=subject.closed_at,
        missing=_missing(state, subject),
        counts=None if found is None else counts(found),
        weight=None if found is None or not found.weight else _weight(found),
        paper=_paper(subject),
        percentages=None if found is None else _percentages(state, subject, found),
        marked=[] if found is None else _marked(state, subject, found),
        casting=subject.casting or "",
        verdict=None if found is None else _verdict(state, subject, found),
        annulled=subject.annulled,
        corrections=len(subject.corrections),
    )


def _words(subject: Vote) -> v.WordsValue:
    words = subject.kind.words
    yes, no, abstain = (
        v.WordingValue(words[name].vi, words[name].en) if name in words else None
        for name in ("yes", "no", "abstain")
    )
    return v.WordsValue(yes, no, abstain)


def _missing(state: State, subject: Vote) -> str:
    """Name what a closed vote still needs."""
    if subject.state != "closed" or subject.counts is None:
        return ""
    form = subject.kind.form
    if form == "paper" and subject.paper is None:
        return "count" if subject.board else "board"
    if form == "show-of-hands" and subject.hands is None:
        return "count"
    tied = counting.tied(subject, subject.counts, statutory_seats(state))
    return "casting-vote" if tied and not subject.casting else ""


def counts(found: Counts) -> v.CountsValue:
    """A count as a value."""
    return v.CountsValue(
        found.yes, found.no, found.abstain, found.marked, found.invalid,
        found.not_voting, found.absent, found.recused,
    )  # fmt: skip


def _weight(found: Counts) -> v.WeightValue:
    names = ("yes", "no", "abstain", "marked", "not_voting")
    return v.WeightValue(*(found.weight.get(name, 0) for name in names))


def _paper(subject: Vote) -> v.PaperValue | None:
    found = subject.paper
    if found is None or subject.counts is None:
        return None
    return v.PaperValue(found.issued, found.returned, found.valid, found.invalid)


def _percentages(state: State, subject: Vote, found: Counts) -> v.PercentagesValue:
    base, unit = subject.rule.percent_base, subject.majority.unit
    of = counting.base_of(found, base, statutory_seats(state), unit)
    value = found.weight if unit == "weight" else counts_by_name(found)
    answered = [value.get(name, 0) for name in ("yes", "no", "abstain", "marked")]
    yes, no, abstain, _marked = answered
    # Who abstains is no part of those who said yes or no.
    parts = [(sum(answered), of if base != "cast" else 0), (yes, of), (no, of)]
    parts.append((abstain, of if base != "cast" else 0))
    vi = [counting.percent_vi(part, whole) for part, whole in parts]
    en = [counting.percent(part, whole) for part, whole in parts]
    return v.PercentagesValue(base, unit, of, *vi, *en)


def counts_by_name(found: Counts) -> dict[str, int]:
    """Heads under the names that weights have too."""
    return {"yes": found.yes, "no": found.no, "abstain": found.abstain, "marked": found.marked}


def _marked(state: State, subject: Vote, found: Counts) -> list[v.MarkedValue]:
    base, seats = subject.rule.percent_base, statutory_seats(state)
    of = counting.base_of(found, base, seats)
    of_weight = counting.base_of(found, base, seats, "weight") if found.weight else None
    return [_marked_one(subject, found, option, of, of_weight) for option in subject.plan.options]


def _marked_one(
    subject: Vote, found: Counts, option: Option, of: int, of_weight: int | None
) -> v.MarkedValue:
    high, medium, low = (_share(found.marks.get(f"{option.id}:{level}", 0), of) for level in LEVELS)
    result = subject.outcome
    number = 0 if result is None else result.consequences.get(option.id, 0)
    follows = subject.kind.consequences[number - 1] if number else None
    return v.MarkedValue(
        option=option_value(option),
        votes=_share(found.marks.get(option.id, 0), of),
        weight=None if of_weight is None else _share(found.weight.get(option.id, 0), of_weight),
        high=high,
        medium=medium,
        low=low,
        elected=result is not None and option.id in result.elected,
        tied=result is not None and option.id in result.tied,
        consequence_vi="" if follows is None else follows.vi,
        consequence_en="" if follows is None else follows.en,
    )


def _share(value: int, of: int) -> v.ShareValue:
    return v.ShareValue(value, counting.percent_vi(value, of), counting.percent(value, of))


def _verdict(state: State, subject: Vote, found: Counts) -> v.VerdictValue | None:
    result = subject.outcome
    if result is None:
        return None
    seats = statutory_seats(state)
    said_vi, said_en = announcing.verdict(subject, found, result, seats)
    full_vi, full_en = announcing.announcement(subject, found, result, seats)
    verdict = result.verdict or ("carried" if result.carried else "rejected")
    return v.VerdictValue(
        verdict, result.carried, result.needed, result.reached, said_vi, said_en, full_vi, full_en
    )


def watched(subject: Vote) -> bool:
    """Tell whether the answers to a vote may be watched as they come in.

    Where names are kept back they may not: beside the rows of the delegates each count would tell
    whose ballot it is. Nor what people count: it is no result until the vote is closed.
    """
    return subject.kind.form in NAMES_PUBLISHED or subject.counts is not None


def tally(subject: Vote, *, with_counts: bool) -> v.TallyValue:
    """How a vote stands; the counts only where its audience may see them."""
    if subject.hands is not None or subject.paper is not None:
        return _entered(subject, with_counts=with_counts)
    running = subject.running
    cast = len(subject.ballots)
    register = len(subject.register)
    shown = None
    if with_counts:
        recused = len(subject.recused)
        shown = v.CountsValue(
            yes=running["yes"],
            no=running["no"],
            abstain=running["abstain"],
            marked=running[""],
            invalid=0,
            not_voting=register - cast,
            absent=subject.in_office - register - recused,
            recused=recused,
        )
    return v.TallyValue(subject.id, cast, register, shown)


def _entered(subject: Vote, *, with_counts: bool) -> v.TallyValue:
    found = counting.count(subject, ())
    cast = found.register - found.not_voting
    shown = counts(found) if with_counts else None
    return v.TallyValue(subject.id, cast, found.register, shown)


def call(state: State) -> v.CallValue | None:
    """Where a roll call stands; None while there is none."""
    subject = state.vote
    if subject is None or subject.kind.form != "roll-call" or subject.state != "open":
        return None
    following = next_called(state, subject)
    register = len(subject.register)
    return v.CallValue(
        vote=subject.id,
        called=subject.called or "",
        called_name=_name(state, subject.called),
        next=following or "",
        next_name=_name(state, following),
        answered=len(subject.ballots),
        register=register,
    )


def _name(state: State, delegate: DelegateId | None) -> str:
    return state.delegates[delegate].name if delegate else ""


def corrections(subject: Vote) -> list[v.CorrectionValue]:
    """What was claimed after the close of a vote; nothing where names are kept back."""
    told = subject.corrections if subject.kind.form != "aggregate" else []
    return [v.CorrectionValue(one.delegate, one.claimed, one.reason, one.at) for one in told]


def names(subject: Vote) -> v.NamesValue | None:
    """Who voted how, where the rules publish it; None elsewhere and before the declaration."""
    if subject.state != "declared" or subject.kind.form not in NAMES_PUBLISHED:
        return None
    by: dict[str, list[str]] = {"yes": [], "no": [], "abstain": [], "": []}
    for delegate in sorted(subject.ballots):
        by[subject.ballots[delegate].choice].append(delegate)
    marked: dict[str, list[str]] = {}
    for name in by[""]:
        # A ballot may be empty, and whose it is must still be told.
        for mark in subject.ballots[DelegateId(name)].marks or ("",):
            marked.setdefault(mark, []).append(name)
    silent = sorted(subject.register - subject.ballots.keys())
    return v.NamesValue(by["yes"], by["no"], by["abstain"], marked, list(silent))


def own_ballot(ballot: Ballot | None) -> v.OwnBallotValue | None:
    """A ballot as its owner sees it."""
    if ballot is None:
        return None
    return v.OwnBallotValue(ballot.choice, ballot.marks, ballot.channel, ballot.at)


def _stood_for(state: State, subject: Vote, principal: DelegateId) -> bool:
    """Who comes, though someone stands for them, votes in person, and that ballot stays."""
    away = principal in subject.register and principal not in state.present
    return away and not subject.voted_in_person(principal)


def own_vote(state: State, subject: Vote, delegate: DelegateId) -> v.OwnVoteValue:
    """Where a delegate stands in a vote, and those for whom they stand."""
    holder, principals = None, _NOBODY
    if subject.represented:
        holder = subject.represented.get(delegate) if _stood_for(state, subject, delegate) else None
        principals = _principals(state, subject, delegate)
    return v.OwnVoteValue(
        id=subject.id,
        entitled=delegate in subject.register,
        recused=delegate in subject.recused,
        holder=holder or "",
        holder_name=_name(state, holder),
        principals=principals,
        ballot=own_ballot(subject.ballots.get(delegate)),
    )


_NOBODY: list[v.PrincipalValue] = []


def _principals(state: State, subject: Vote, holder: DelegateId) -> list[v.PrincipalValue]:
    return [
        v.PrincipalValue(one, state.delegates[one].name, own_ballot(subject.ballots.get(one)))
        for one, stands in subject.represented.items()
        if stands == holder and _stood_for(state, subject, one)
    ]
