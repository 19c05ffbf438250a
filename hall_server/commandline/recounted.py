"""One vote as recounted: what the entries say of it, in plain sets and dictionaries, and its sums.

Knows nothing of the law's state and counting. The kind of vote, its rule and its majority are read
from the rule pack as it stands in the journal.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from hall_server.sitting.events import VoteDeclared
from hall_server.sitting.model import Option, PaperCount, Plan
from hall_server.sitting.rules import Majority, Quorum, VoteKind, VoteRule

Standing = Literal["prepared", "open", "held", "closed", "declared", "annulled"]

BY_BALLOT = ("recorded", "aggregate", "roll-call")
"""Forms in which each delegate's answer is an entry of its own."""

NAMES_KEPT = ("aggregate",)
"""Forms whose ballots have names in the journal that the rules keep back."""

ANSWERS = ("yes", "no", "abstain", "marked")


class Cast(NamedTuple):
    """A ballot: a choice or marks, the channel it came by, and the holder who cast it."""

    choice: str
    marks: tuple[str, ...]
    channel: str
    by: str


class Hands(NamedTuple):
    """A show of hands."""

    yes: int
    no: int
    abstain: int


class Claim(NamedTuple):
    """What a delegate claimed after the close."""

    delegate: str
    claimed: str
    reason: str


@dataclass(slots=True)
class Recount:
    """One vote as recounted. `faults` says in words what does not agree; empty: all agrees.

    `among_tied`: it repeats a vote for those who were tied in it. `majority` is None where the
    rules have none of the name that the plan gives.
    """

    vote: str
    kind: VoteKind
    rule: VoteRule
    majority: Majority | None
    quorum: Quorum | None
    seats_by_law: int
    plan: Plan
    among_tied: bool = False
    standing: Standing = "prepared"
    register: set[str] = field(default_factory=set)
    in_office: int = 0
    represented: dict[str, str] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)
    recused: dict[str, str] = field(default_factory=dict)
    quorum_asked: bool = False
    opened_at: int | None = None
    closes_at: int | None = None
    closed_at: int | None = None
    ballots: dict[str, Cast] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    hands: Hands | None = None
    board: tuple[str, ...] = ()
    paper: PaperCount | None = None
    there: set[str] = field(default_factory=set)
    casting: Literal["", "yes", "no"] = ""
    declared: VoteDeclared | None = None
    annulled: str = ""
    claims: list[Claim] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What it is about."""
        return self.plan.title

    @property
    def options(self) -> tuple[Option, ...]:
        """What or who stands to be chosen."""
        return self.plan.options

    @property
    def closed(self) -> bool:
        """Whether the voting has ended."""
        return self.closed_at is not None

    @property
    def carried(self) -> bool | None:
        """What was declared; None before that."""
        return None if self.declared is None else self.declared.carried

    @property
    def names_kept(self) -> bool:
        """Whether the rules keep back who voted, and how."""
        return self.kind.form in NAMES_KEPT

    def who(self, delegate: str) -> str:
        """Name a delegate in a sentence about a ballot, where the rules do not keep the name."""
        return "one whose name the rules keep" if self.names_kept else delegate

    @property
    def marks(self) -> dict[str, int]:
        """How many ballots mark each option, or each person and level."""
        if self.kind.form == "paper":
            return dict(self.paper.marks) if self.paper else {}
        return dict(Counter(mark for ballot in self.ballots.values() for mark in ballot.marks))

    @property
    def counts(self) -> dict[str, int]:
        """Heads. All but the last, present at the close, add up to the delegates in office."""
        answers = self._answers()
        recused = len(self.recused)
        return {
            **answers,
            "not_voting": len(self.register) - sum(answers.values()),
            "absent": self.in_office - len(self.register) - recused,
            "recused": recused,
            "present_at_close": len(self.there),
        }

    def _answers(self) -> dict[str, int]:
        found = {"yes": 0, "no": 0, "abstain": 0, "marked": 0, "invalid": 0}
        if self.kind.form == "show-of-hands" and self.hands is not None:
            found.update(self.hands._asdict())
        elif self.kind.form == "paper" and self.paper is not None:
            paper = self.paper
            chosen = {"yes": paper.yes, "no": paper.no, "abstain": paper.abstain}
            found.update(chosen, invalid=paper.invalid, marked=paper.valid - sum(chosen.values()))
        elif self.kind.form in BY_BALLOT:
            for ballot in self.ballots.values():
                found[ballot.choice or "marked"] += 1
        return found

    @property
    def weight(self) -> dict[str, int]:
        """The same of weights, with those of each mark; empty where weights do not count."""
        if not self.weights or self.kind.form not in BY_BALLOT:
            return {}
        of = self.weights
        found: Counter[str] = Counter(dict.fromkeys(ANSWERS, 0))
        marked: Counter[str] = Counter()
        for delegate, ballot in self.ballots.items():
            found[ballot.choice or "marked"] += of.get(delegate, 0)
            for mark in ballot.marks:
                marked[mark] += of.get(delegate, 0)
        silent = self.register - self.ballots.keys()
        away = of.keys() - self.register - self.recused.keys()
        return {
            **found,
            **marked,
            "not_voting": _sum(of, silent),
            "absent": _sum(of, away),
            "recused": _sum(of, self.recused),
            "present_at_close": _sum(of, self.there),
        }


def _sum(weights: dict[str, int], delegates: "set[str] | dict[str, str]") -> int:
    return sum(weights.get(delegate, 0) for delegate in delegates)
