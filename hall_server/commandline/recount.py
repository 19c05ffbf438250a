"""Recounting every vote from the journal's entries alone, by the plainest means.

It uses neither the law's running tallies nor its counting: who is present, who is on a register,
whose ballot counts are sets and dictionaries of its own; each is compared with what was recorded,
and what was declared with what `decided.py` works out. What is told of a vote that was never opened
is left to `lawfulness.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from hall_server.commandline.answers import paper_faults, wrong_answer
from hall_server.commandline.decided import decided
from hall_server.commandline.recounted import BY_BALLOT, Cast, Claim, Hands, Recount
from hall_server.journal.journal import Entry
from hall_server.sitting import events as e
from hall_server.sitting.model import Plan
from hall_server.sitting.rules import RulePack, VoteKind, VoteRule

_NO_RULE = VoteRule(
    ballot="until-close",
    seconds=0,
    tally_on_display=False,
    percent_base="in_office",
    default_majority="",
    source="",
)


@dataclass(slots=True)
class Book:
    """What the entries so far say of the house, and its votes."""

    pack: RulePack | None = None
    seats_by_law: int = 0
    people: dict[str, str] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    opened: bool = False
    votes: dict[str, Recount] = field(default_factory=dict)


def recount(entries: Iterable[Entry]) -> list[Recount]:
    """Recount every vote of a journal, in the order in which they were set up or opened."""
    book = Book()
    for entry in entries:
        event: Any = entry.event
        of_house = _HOUSE.get(type(event))
        if of_house is not None:
            of_house(book, event)
            continue
        vote = book.votes.get(getattr(event, "vote", ""))
        of_vote = _VOTE.get(type(event))
        if vote is not None and of_vote is not None:
            of_vote(book, vote, event, entry.at)
        elif isinstance(event, e.VoteOpened):
            vote = book.votes[event.vote] = _of_plan(
                book, event.vote, Plan(event.title, event.title_en, event.kind, event.majority)
            )
            _opened(book, vote, event, entry.at)
    return list(book.votes.values())


def _prepared_sitting(book: Book, event: e.SittingPrepared) -> None:
    if book.opened:
        return
    preparation = event.preparation
    people = {str(one.id): one.name for one in preparation.delegates}
    book.present = {who for who in book.present if people.get(who) == book.people.get(who)}
    book.people, book.pack = people, preparation.rules
    book.seats_by_law = preparation.council.seats_statutory


def _opened_sitting(book: Book, _event: e.SittingOpened) -> None:
    book.opened = True


def _came(book: Book, event: e.DelegateCheckedIn) -> None:
    book.present.add(event.delegate)


def _left(book: Book, event: e.DelegateCheckedOut) -> None:
    book.present.discard(event.delegate)


def _planned(book: Book, event: e.VotePrepared) -> None:
    earlier = book.votes.get(event.vote)
    if earlier is not None and earlier.standing != "prepared":
        earlier.faults.append("set up anew after it had opened")
        return
    vote = book.votes[event.vote] = _of_plan(book, event.vote, event.plan)
    if earlier is not None:
        vote.recused, vote.faults = earlier.recused, earlier.faults


def _of_plan(book: Book, name: str, plan: Plan) -> Recount:
    pack = book.pack
    known = pack is not None and plan.kind in {"", *pack.kinds}
    majority = plan.majority or (pack.majority_of(plan.kind) if pack and known else "")
    before = book.votes.get(plan.replaces)
    vote = Recount(
        vote=name,
        title=plan.title,
        kind=pack.kind(plan.kind) if pack and known else VoteKind(vi="", en="", source=""),
        rule=pack.vote_rule(plan.kind) if pack and known else _NO_RULE,
        majority=pack.majorities.get(majority) if pack else None,
        quorum=pack.quorum_of(plan.kind) if pack and known else None,
        seats_by_law=book.seats_by_law,
        options=plan.options,
        seats=plan.seats,
        marks_max=plan.marks_max,
        replaces=plan.replaces,
        among_tied=before is not None
        and before.declared is not None
        and bool(before.declared.tied),
    )
    if not known or vote.majority is None:
        vote.faults.append(f"the rules know no kind “{plan.kind}” with a majority “{majority}”")
    return vote


def _opened(book: Book, vote: Recount, event: e.VoteOpened, at: int) -> None:
    if vote.opened_at is not None:
        vote.faults.append("opened twice")
    vote.standing, vote.opened_at, vote.closes_at = "open", at, event.closes_at
    vote.title = event.title
    vote.register = set(event.register)
    vote.in_office = event.in_office
    vote.represented = {str(who): str(holder) for who, holder in event.represented.items()}
    vote.weights = {str(who): weight for who, weight in event.weights.items()}
    _compare_hash(vote, event.register_hash)
    if event.in_office != len(book.people) or not vote.register <= book.people.keys():
        vote.faults.append("the register is not of the delegates in office")


def _compare_hash(vote: Recount, told: str) -> None:
    if sha256("\n".join(sorted(vote.register)).encode()).hexdigest() != told:
        vote.faults.append("the register does not have the hash that was shown")


def _held(_book: Book, vote: Recount, _event: e.VoteHeld, _at: int) -> None:
    vote.standing, vote.closes_at = "held", None


def _resumed(_book: Book, vote: Recount, event: e.VoteResumed, _at: int) -> None:
    vote.standing, vote.closes_at = "open", event.closes_at


def _extended(_book: Book, vote: Recount, event: e.VoteExtended, _at: int) -> None:
    vote.closes_at = event.closes_at


def _admitted(_book: Book, vote: Recount, event: e.DelegateAdmitted, _at: int) -> None:
    vote.register.add(event.delegate)
    _compare_hash(vote, event.register_hash)


def _recused(_book: Book, vote: Recount, event: e.DelegateRecused, _at: int) -> None:
    vote.register.discard(event.delegate)
    vote.ballots.pop(event.delegate, None)
    vote.recused[event.delegate] = event.reason
    _compare_hash(vote, event.register_hash)


def _cast(_book: Book, vote: Recount, event: e.BallotCast, at: int) -> None:
    ballot = Cast(event.choice, event.marks, event.channel, event.by)
    whose = f"a ballot of {vote.who(event.delegate)}"
    over = vote.closes_at is not None and at >= vote.closes_at
    if vote.standing == "held":
        vote.faults.append(f"{whose} while it was held")
    elif vote.standing != "open" or (over and vote.rule.at_end != "keep-open"):
        vote.faults.append(f"{whose} after the close")
    if event.delegate not in vote.register:
        vote.faults.append(f"{whose}, who is not on the register")
    if event.by and vote.represented.get(event.delegate) != event.by:
        vote.faults.append(f"{whose}, cast by {vote.who(event.by)}, who holds no proxy of theirs")
    wrong = wrong_answer(vote, ballot)
    if wrong:
        vote.faults.append(f"{whose}: {wrong}")
    if vote.kind.form in BY_BALLOT:
        _count(vote, event.delegate, ballot)


def _count(vote: Recount, delegate: str, ballot: Cast) -> None:
    earlier = vote.ballots.get(delegate)
    if earlier is not None:
        vote.changed.add(delegate)
        if vote.rule.ballot == "first-counts":
            vote.faults.append(f"ballots changed against the rules: {vote.who(delegate)}")
        if _rank(vote, ballot.channel) > _rank(vote, earlier.channel):
            vote.faults.append(
                f"a ballot of {vote.who(delegate)} by {ballot.channel} took the place of one by "
                f"{earlier.channel}, which has precedence"
            )
    vote.ballots[delegate] = ballot


def _rank(vote: Recount, channel: str) -> int:
    order = [*vote.rule.precedence, channel]
    return order.index(channel)


def _hands(_book: Book, vote: Recount, event: e.HandsCounted, _at: int) -> None:
    vote.hands = Hands(event.yes, event.no, event.abstain)
    shown = sum(vote.hands)
    if shown > len(vote.register) or min(vote.hands) < 0:
        vote.faults.append(f"{shown} hands were counted of {len(vote.register)} on the register")
    _decide_anew(vote)


def _board(_book: Book, vote: Recount, event: e.CountingBoardAppointed, _at: int) -> None:
    vote.board = event.members


def _paper(_book: Book, vote: Recount, event: e.PaperCounted, _at: int) -> None:
    vote.paper = event.count
    vote.faults += paper_faults(vote, event.count)
    _decide_anew(vote)


def _decide_anew(vote: Recount) -> None:
    vote.casting = ""


def _closed(book: Book, vote: Recount, event: e.VoteClosed, at: int) -> None:
    vote.standing, vote.closed_at, vote.closes_at = "closed", at, None
    vote.there = (vote.register & book.present) | {
        principal
        for principal, holder in vote.represented.items()
        if holder in book.present and principal in vote.register
    }
    counted: dict[str, object] = {**vote.counts, "marks": vote.marks, "weight": vote.weight}
    # Entries of old do not say how many were there at the close.
    if not event.present_at_close:
        del counted["present_at_close"]
    for name, found in counted.items():
        recorded = getattr(event, name)
        if recorded != found:
            vote.faults.append(f"{name}: recorded {recorded}, counted {found}")


def _casting(_book: Book, vote: Recount, event: e.CastingVoteGiven, _at: int) -> None:
    vote.casting = event.choice


def _declared(_book: Book, vote: Recount, event: e.VoteDeclared, _at: int) -> None:
    vote.standing, vote.declared = "declared", event
    least = min(vote.counts.values())
    if least < 0:
        vote.faults.append(f"more are counted than there are: one of the counts is {least}")
    by_rules = decided(vote)
    if by_rules is None:
        return
    told = by_rules._asdict()
    # Entries of old say carried or not, and nothing else.
    if not event.verdict:
        del told["verdict"]
    for name, found in told.items():
        declared = getattr(event, name)
        if declared != found:
            vote.faults.append(f"{name}: declared {declared}, by the rules {found}")


def _annulled(_book: Book, vote: Recount, event: e.VoteAnnulled, _at: int) -> None:
    vote.standing, vote.annulled, vote.closes_at = "annulled", event.reason, None


def _claimed(_book: Book, vote: Recount, event: e.CorrectionClaimed, _at: int) -> None:
    """Note a claim; it changes no count."""
    vote.claims.append(Claim(event.delegate, event.claimed, event.reason))


_HOUSE: dict[type[e.Event], Callable[[Book, Any], None]] = {
    e.SittingPrepared: _prepared_sitting,
    e.SittingOpened: _opened_sitting,
    e.DelegateCheckedIn: _came,
    e.DelegateCheckedOut: _left,
    e.VotePrepared: _planned,
}
_VOTE: dict[type[e.Event], Callable[[Book, Recount, Any, int], None]] = {
    e.VoteOpened: _opened,
    e.VoteHeld: _held,
    e.VoteResumed: _resumed,
    e.VoteExtended: _extended,
    e.DelegateAdmitted: _admitted,
    e.DelegateRecused: _recused,
    e.BallotCast: _cast,
    e.HandsCounted: _hands,
    e.CountingBoardAppointed: _board,
    e.PaperCounted: _paper,
    e.VoteClosed: _closed,
    e.CastingVoteGiven: _casting,
    e.VoteDeclared: _declared,
    e.VoteAnnulled: _annulled,
    e.CorrectionClaimed: _claimed,
}
