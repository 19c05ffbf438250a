"""Where the sitting stands. Plain data; changed by `evolve.py` alone, read by everything else.

The state is owned by one writer: `evolve` changes it in place, since copying the ballots of
5,000 delegates for each ballot would cost more than the ballot.
"""

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from hall_server.sitting.floor_state import Floor, QuorumCall, Turn, WrittenQuestion
from hall_server.sitting.ids import (
    Channel,
    Choice,
    DelegateId,
    ItemId,
    Milliseconds,
    QuestionId,
    SeatId,
    SpeakerId,
    UndertakingId,
    Verdict,
    VoteId,
)
from hall_server.sitting.model import (
    AgendaItem,
    Council,
    Delegate,
    Group,
    Guest,
    PaperCount,
    Place,
    Plan,
    Preparation,
    Topic,
    Undertaking,
)
from hall_server.sitting.rules import Majority, Quorum, RulePack, VoteKind, VoteRule

SittingState = Literal["prepared", "in_session", "suspended", "adjourned"]
VoteState = Literal["prepared", "open", "held", "closed", "declared", "annulled"]

SITTING_TRANSITIONS: dict[tuple[SittingState, str], SittingState] = {
    ("prepared", "OpenSitting"): "in_session",
    ("in_session", "SuspendSitting"): "suspended",
    ("suspended", "ResumeSitting"): "in_session",
    ("in_session", "AdjournSitting"): "adjourned",
    ("suspended", "AdjournSitting"): "adjourned",
}
VOTE_TRANSITIONS: dict[tuple[VoteState, str], VoteState] = {
    ("prepared", "OpenVote"): "open",
    ("open", "HoldVote"): "held",
    ("held", "ResumeVote"): "open",
    ("open", "CloseVote"): "closed",
    ("held", "CloseVote"): "closed",
    ("closed", "DeclareVote"): "declared",
    ("prepared", "AnnulVote"): "annulled",
    ("open", "AnnulVote"): "annulled",
    ("held", "AnnulVote"): "annulled",
    ("closed", "AnnulVote"): "annulled",
    ("declared", "AnnulVote"): "annulled",
}

UNDER_WAY: tuple[VoteState, ...] = ("open", "held", "closed")
"""A vote that has opened and is neither declared nor annulled."""


class Presence(Struct, frozen=True, gc=False):
    """One point of the attendance timeline: who came or left, when, noted by what channel."""

    at: Milliseconds
    delegate: DelegateId
    present: bool
    channel: Channel


class Ballot(Struct, frozen=True, gc=False):
    """The ballot of a delegate that counts, and the device it came from.

    `choice` is empty where `marks` answer; `by` is the holder of a proxy who cast it.
    """

    choice: Choice | Literal[""]
    channel: Channel
    at: Milliseconds
    device: str
    marks: tuple[str, ...] = ()
    by: str = ""


class Hands(Struct, frozen=True):
    """A show of hands as the clerk counted it."""

    yes: int
    no: int
    abstain: int


class Counts(Struct, frozen=True):
    """A count of heads.

    yes + no + abstain + marked + invalid + not voting = register; with the absent and the recused
    = in office. `marks` counts each option (or `option:level`) on `marked` ballots. `weight` has,
    in a weighted vote, the weights under the names of the counts of heads and of the marks.
    """

    yes: int
    no: int
    abstain: int
    not_voting: int
    absent: int
    recused: int = 0
    marked: int = 0
    invalid: int = 0
    present_at_close: int = 0
    marks: dict[str, int] = {}
    weight: dict[str, int] = {}

    @property
    def register(self) -> int:
        """Heads on the register."""
        answered = self.yes + self.no + self.abstain + self.marked
        return answered + self.invalid + self.not_voting

    @property
    def in_office(self) -> int:
        """Heads in office."""
        return self.register + self.absent + self.recused


class Outcome(Struct, frozen=True):
    """What was declared; see `VoteDeclared`."""

    carried: bool
    needed: int
    reached: int
    verdict: Verdict = ""
    elected: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    consequences: dict[str, int] = {}


class Correction(Struct, frozen=True):
    """What a delegate claimed after the close."""

    delegate: DelegateId
    claimed: str
    reason: str
    at: Milliseconds
    channel: Channel


@dataclass(slots=True)
class Vote:
    """One vote, from its preparation on.

    `register` and `in_office` are frozen at the opening; the register changes after it only by an
    admission or a recusal, each on record. `remaining` is what is left of the window of a held
    vote, None where it has none. `rule` is the rule pack's for this kind of vote.
    """

    id: VoteId
    number: int
    item: ItemId | None
    plan: Plan
    kind: VoteKind
    rule: VoteRule
    quorum: Quorum | None
    majority_id: str
    majority: Majority
    state: VoteState = "prepared"
    register: frozenset[DelegateId] = frozenset()
    register_hash: str = ""
    in_office: int = 0
    opened_at: Milliseconds | None = None
    closes_at: Milliseconds | None = None
    remaining: Milliseconds | None = None
    quorum_asked: bool = False
    represented: dict[DelegateId, DelegateId] = field(default_factory=dict)
    weights: dict[DelegateId, int] = field(default_factory=dict)
    recused: dict[DelegateId, str] = field(default_factory=dict)
    called: DelegateId | None = None
    ballots: dict[DelegateId, Ballot] = field(default_factory=dict)
    running: dict[str, int] = field(
        default_factory=lambda: {"yes": 0, "no": 0, "abstain": 0, "": 0},
    )
    """Ballots by choice; under the empty one those with marks."""
    hands: Hands | None = None
    board: tuple[DelegateId, ...] = ()
    paper: PaperCount | None = None
    closed_at: Milliseconds | None = None
    counts: Counts | None = None
    casting: Literal["yes", "no"] | None = None
    outcome: Outcome | None = None
    annulled: str = ""
    corrections: list[Correction] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its title in Vietnamese."""
        return self.plan.title

    @property
    def title_en(self) -> str:
        """Its title in English, empty where there is none."""
        return self.plan.title_en

    @property
    def article(self) -> str:
        """The article that its kind rests on, or else all votes."""
        return self.kind.source or self.rule.source

    @property
    def quorum_at_close(self) -> Quorum | None:
        """The quorum that the vote itself tests at its close; None: it tests none."""
        tested = "" if self.quorum is None else self.quorum.tested
        asked = tested == "on-demand-close" and self.quorum_asked
        return self.quorum if tested == "close" or asked else None

    def voted_in_person(self, delegate: DelegateId) -> bool:
        """Tell whether a ballot counts that the delegate, and no holder of a proxy, cast."""
        ballot = self.ballots.get(delegate)
        return ballot is not None and not ballot.by


@dataclass(slots=True)
class State:
    """A sitting. Before it is prepared `rules` and `council` are None and all else is empty."""

    preparation: Preparation | None = None
    id: str = ""
    title: str = ""
    title_en: str = ""
    phase: SittingState = "prepared"
    opened_at: Milliseconds | None = None
    adjourned_at: Milliseconds | None = None
    council: Council | None = None
    rules: RulePack | None = None
    groups: dict[str, Group] = field(default_factory=dict)
    delegates: dict[DelegateId, Delegate] = field(default_factory=dict)
    by_seat: dict[SeatId, DelegateId] = field(default_factory=dict)
    present: dict[DelegateId, Milliseconds] = field(default_factory=dict)
    timeline: list[Presence] = field(default_factory=list)
    agenda: list[AgendaItem] = field(default_factory=list)
    item: ItemId | None = None
    items_taken: set[ItemId] = field(default_factory=set)
    floor: Floor = field(default_factory=Floor)
    guests: dict[SpeakerId, Guest] = field(default_factory=dict)
    guest_seats: dict[SeatId, SpeakerId] = field(default_factory=dict)
    places: dict[SeatId, Place] = field(default_factory=dict)
    chair_seat: SeatId | Literal[""] = ""
    excused: dict[DelegateId, str] = field(default_factory=dict)
    """Why someone is or was away, of those who said so; it stays with who comes after all."""
    quorum_calls: list[QuorumCall] = field(default_factory=list)
    quorum_lost: bool = False
    questions: dict[QuestionId, WrittenQuestion] = field(default_factory=dict)
    questions_made: int = 0
    """Written questions that were handed in, those taken back too: no identifier comes twice."""
    topics: tuple[Topic, ...] = ()
    undertakings: dict[UndertakingId, Undertaking] = field(default_factory=dict)
    proxies: dict[DelegateId, DelegateId] = field(default_factory=dict)
    """Who stands for an absent delegate, by the one stood for."""
    votes: dict[VoteId, Vote] = field(default_factory=dict)
    current_vote: VoteId | None = None
    last_at: Milliseconds = 0

    @property
    def pack(self) -> RulePack:
        """The rules this sitting is held under; it must have been prepared."""
        assert self.rules is not None
        return self.rules

    @property
    def turn(self) -> Turn | None:
        """The turn that has the floor."""
        return self.floor.turn

    @property
    def quorum_call(self) -> QuorumCall | None:
        """The quorum call that is under way."""
        last = self.quorum_calls[-1] if self.quorum_calls else None
        return last if last is not None and last.ended_at is None else None

    @property
    def vote(self) -> Vote | None:
        """The current vote: the one that opened last."""
        return None if self.current_vote is None else self.votes[self.current_vote]
