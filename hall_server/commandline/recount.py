"""Recounting every vote from the journal's entries alone, by the plainest means.

It uses neither the law's running tallies nor its counting: ballots into a dictionary, heads
counted from it, and the result compared with what was recorded when the vote closed. What is told
of a vote that was never opened is left to `lawfulness.py`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hall_server.journal.journal import Entry
from hall_server.sitting import events as e
from hall_server.sitting.votes import register_hash


@dataclass(slots=True)
class Recount:
    """One vote as recounted. `faults` says in words what does not agree; empty: all agrees."""

    vote: str
    title: str
    register: frozenset[str]
    in_office: int
    opened_at: int
    closes_at: int | None
    closed_at: int | None = None
    ballots: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    closed: bool = False
    carried: bool | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """yes, no, abstain, not_voting, absent, counted from the ballots."""
        found = Counter(self.ballots.values())
        return {
            "yes": found["yes"],
            "no": found["no"],
            "abstain": found["abstain"],
            "not_voting": len(self.register) - len(self.ballots),
            "absent": self.in_office - len(self.register),
        }


def recount(entries: Iterable[Entry]) -> list[Recount]:
    """Recount every vote of a journal, in order of opening."""
    votes: dict[str, Recount] = {}
    for entry in entries:
        match entry.event:
            case e.VoteOpened() as opened:
                found = _opened(opened, entry.at)
                if opened.vote in votes:
                    found.faults.append("opened twice")
                votes[opened.vote] = found
            case e.BallotCast() as ballot if ballot.vote in votes:
                _take(votes[ballot.vote], ballot, entry.at)
            case e.VoteClosed() as closed if closed.vote in votes:
                _compare(votes[closed.vote], closed, entry.at)
            case e.VoteDeclared() as declared if declared.vote in votes:
                _declared(votes[declared.vote], declared)
            case _:
                pass
    return list(votes.values())


def _opened(event: e.VoteOpened, at: int) -> Recount:
    register = frozenset(event.register)
    found = Recount(event.vote, event.title, register, event.in_office, at, event.closes_at)
    if register_hash(event.register) != event.register_hash:
        found.faults.append("the register does not have the hash that was shown")
    return found


def _take(vote: Recount, event: e.BallotCast, at: int) -> None:
    if vote.closed or (vote.closes_at is not None and at >= vote.closes_at):
        vote.faults.append(f"a ballot of {event.delegate} after the close")
    if event.delegate not in vote.register:
        vote.faults.append(f"a ballot of {event.delegate}, who is not on the register")
    if event.delegate in vote.ballots:
        vote.changed.add(event.delegate)
    vote.ballots[event.delegate] = event.choice


def _compare(vote: Recount, event: e.VoteClosed, at: int) -> None:
    vote.closed, vote.closed_at = True, at
    for name, counted in vote.counts.items():
        recorded: int = getattr(event, name)
        if recorded != counted:
            vote.faults.append(f"{name}: recorded {recorded}, counted {counted}")


def _declared(vote: Recount, event: e.VoteDeclared) -> None:
    vote.carried = event.carried
    if event.reached != vote.counts["yes"]:
        vote.faults.append(f"declared with {event.reached} yes, counted {vote.counts['yes']}")
    if event.carried != (event.reached >= event.needed):
        vote.faults.append("declared against its own numbers")
