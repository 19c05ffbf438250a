"""Recounting every vote from the journal's entries alone, by the plainest means.

It uses neither the law's running tallies nor its counting: who is present, who is on a register,
whose ballot counts are sets and dictionaries of its own; each is compared with what was recorded,
and what was declared with what `decided.py` works out. What is told of a vote that was never opened
is left to `lawfulness.py`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from hall_server.commandline.answers import paper_faults, wrong_answer
from hall_server.commandline.decided import decided, tied
from hall_server.commandline.recounted import BY_BALLOT, Cast, Claim, Hands, Recount
from hall_server.journal.journal import Entry
from hall_server.sitting import events as e
from hall_server.sitting.event import Event
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
    same = {who for who, name in people.items() if book.people.get(who) == name}
    book.present &= same
    book.people, book.pack = people, preparation.rules
    book.seats_by_law = preparation.council.seats_statutory
    for name, earlier in book.votes.items():
        vote = book.votes[name] = _of_plan(book, name, earlier.plan)
        vote.recused = {who: why for who, why in earlier.recused.items() if who in same}
        _keep_board(vote, [who for who in earlier.board if who in same])
        vote.faults = earlier.faults


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
        _keep_board(vote, earlier.board)


def _keep_board(vote: Recount, board: Sequence[str]) -> None:
    candidates = {option.delegate for option in vote.options}.union(vote.plan.concerns)
    if vote.kind.form == "paper" and candidates.isdisjoint(board):
        vote.board = tuple(board)


def _of_plan(book: Book, name: str, plan: Plan) -> Recount:
    """Begin a vote with the rules of its kind; what they do not know is told when it opens."""
    pack = book.pack
    if pack is None or plan.kind not in {"", *pack.kinds}:
        no_kind = VoteKind(vi="", en="", source="")
        return Recount(name, no_kind, _NO_RULE, None, None, book.seats_by_law, plan)
    majority = pack.majorities.get(plan.majority or pack.majority_of(plan.kind))
    rule, quorum = pack.vote_rule(plan.kind), pack.quorum_of(plan.kind)
    return Recount(name, pack.kind(plan.kind), rule, majority, quorum, book.seats_by_law, plan)


def _opened(book: Book, vote: Recount, event: e.VoteOpened, at: int) -> None:
    if vote.opened_at is not None:
        vote.faults.append("opened twice")
    vote.standing, vote.opened_at, vote.closes_at = "open", at, event.closes_at
    if vote.majority is None:
        vote.faults.append(f"the rules know no such kind (“{event.kind}”) or majority")
    vote.register = set(event.register)
    vote.in_office, vote.quorum_asked = event.in_office, event.quorum_asked
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
    weight = vote.weights.get(event.delegate, 1)
    if event.weight != weight:
        vote.faults.append(
            f"{event.delegate} was admitted with weight {event.weight}, not {weight}"
        )


def _recused(book: Book, vote: Recount, event: e.DelegateRecused, _at: int) -> None:
    silenced = _silenced(book, vote, event.delegate)
    if silenced != set(event.silenced):
        vote.faults.append(f"with {event.delegate} go the absent whom nobody else speaks for")
    for gone in (event.delegate, *event.silenced):
        vote.register.discard(gone)
        vote.ballots.pop(gone, None)
    vote.recused[event.delegate] = event.reason
    vote.board = tuple(member for member in vote.board if member != event.delegate)
    # What was counted by hand has no names: it must be counted anew.
    vote.hands = vote.paper = None
    _compare_hash(vote, event.register_hash)


def _silenced(book: Book, vote: Recount, holder: str) -> set[str]:
    """Name the absent on the register for whom nobody else votes, nor they themselves did."""
    principals = {who for who, stands in vote.represented.items() if stands == holder}
    in_person = {who for who, ballot in vote.ballots.items() if not ballot.by}
    return (principals & vote.register) - book.present - in_person


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
    earlier = vote.ballots.get(event.delegate)
    if event.by and earlier is not None and not earlier.by:
        vote.faults.append(f"{whose}, cast by {vote.who(event.by)} over one cast in person")
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
    return [*vote.rule.precedence, channel].index(channel)


def _hands(_book: Book, vote: Recount, event: e.HandsCounted, _at: int) -> None:
    vote.hands = Hands(event.yes, event.no, event.abstain)
    shown = sum(vote.hands)
    if shown > len(vote.register) or min(vote.hands) < 0:
        vote.faults.append(f"{shown} hands were counted of {len(vote.register)} on the register")
    vote.casting = ""


def _board(_book: Book, vote: Recount, event: e.CountingBoardAppointed, _at: int) -> None:
    vote.board = event.members
    # What another board has counted is not this one's record.
    vote.paper, vote.casting = None, ""


def _paper(_book: Book, vote: Recount, event: e.PaperCounted, _at: int) -> None:
    vote.paper = event.count
    vote.faults += paper_faults(vote, event.count)
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
    if not tied(vote):
        vote.faults.append("a casting vote, and nothing that it could decide")
    vote.casting = event.choice


def _declared(book: Book, vote: Recount, event: e.VoteDeclared, _at: int) -> None:
    vote.standing, vote.declared = "declared", event
    vote.among_tied = _repeats_tie(book, vote)
    if tied(vote) and not vote.casting:
        vote.faults.append("declared while it was tied, without the casting vote of the chair")
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


def _repeats_tie(book: Book, vote: Recount) -> bool:
    """Tell whether a vote repeats one in which some tied; an annulled one stands for its own."""
    before = book.votes.get(vote.plan.replaces)
    while before is not None and before.standing == "annulled" and before.plan.replaces:
        before = book.votes.get(before.plan.replaces)
    declared = before.declared if before is not None and before.standing == "declared" else None
    return declared is not None and bool(declared.tied)


def _annulled(_book: Book, vote: Recount, event: e.VoteAnnulled, _at: int) -> None:
    vote.standing, vote.annulled, vote.closes_at = "annulled", event.reason, None


def _claimed(_book: Book, vote: Recount, event: e.CorrectionClaimed, _at: int) -> None:
    """Note a claim; it changes no count."""
    vote.claims.append(Claim(event.delegate, event.claimed, event.reason))


_HOUSE: dict[type[Event], Callable[[Book, Any], None]] = {
    e.SittingPrepared: _prepared_sitting,
    e.SittingOpened: _opened_sitting,
    e.DelegateCheckedIn: _came,
    e.DelegateCheckedOut: _left,
    e.VotePrepared: _planned,
}
_VOTE: dict[type[Event], Callable[[Book, Recount, Any, int], None]] = {
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
