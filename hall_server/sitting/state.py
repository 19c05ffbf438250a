"""Where the sitting stands. Plain data; changed by `evolve.py` alone, read by everything else.

The state is owned by one writer: `evolve` changes it in place, since copying the ballots of
5,000 delegates for each ballot would cost more than the ballot.
"""

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from hall_server.sitting.ids import (
    Channel,
    Choice,
    DelegateId,
    ItemId,
    Milliseconds,
    SeatId,
    TurnId,
    VoteId,
)
from hall_server.sitting.model import AgendaItem, Council, Delegate, Group, Preparation
from hall_server.sitting.rules import Majority, RulePack

SittingState = Literal["prepared", "in_session", "suspended", "adjourned"]
VoteState = Literal["open", "closed", "declared"]

SITTING_TRANSITIONS: dict[tuple[SittingState, str], SittingState] = {
    ("prepared", "OpenSitting"): "in_session",
    ("in_session", "SuspendSitting"): "suspended",
    ("suspended", "ResumeSitting"): "in_session",
    ("in_session", "AdjournSitting"): "adjourned",
    ("suspended", "AdjournSitting"): "adjourned",
}
VOTE_TRANSITIONS: dict[tuple[VoteState, str], VoteState] = {
    ("open", "CloseVote"): "closed",
    ("closed", "DeclareVote"): "declared",
}


class Presence(Struct, frozen=True, gc=False):
    """One point of the attendance timeline: who came or left, when, noted by what channel."""

    at: Milliseconds
    delegate: DelegateId
    present: bool
    channel: Channel


class Request(Struct, frozen=True, gc=False):
    """A wish to speak, in the queue."""

    delegate: DelegateId
    asked_at: Milliseconds


@dataclass(slots=True)
class Turn:
    """A turn on the floor; `ended_at` is None while it runs."""

    id: TurnId
    delegate: DelegateId
    seat: SeatId
    item: ItemId | None
    granted_at: Milliseconds
    ends_at: Milliseconds
    ended_at: Milliseconds | None = None


class Ballot(Struct, frozen=True, gc=False):
    """The ballot of a delegate that counts, and the device it came from."""

    choice: Choice
    channel: Channel
    at: Milliseconds
    device: str


class Counts(Struct, frozen=True, gc=False):
    """A count of heads: yes + no + abstain + not voting = register; with absent = in office."""

    yes: int
    no: int
    abstain: int
    not_voting: int
    absent: int


class Outcome(Struct, frozen=True, gc=False):
    """What was declared."""

    carried: bool
    needed: int
    reached: int


@dataclass(slots=True)
class Vote:
    """One vote, from its opening on. `register` and `in_office` are frozen at the opening."""

    id: VoteId
    number: int
    title: str
    title_en: str
    item: ItemId | None
    majority_id: str
    majority: Majority
    register: frozenset[DelegateId]
    register_hash: str
    in_office: int
    opened_at: Milliseconds
    closes_at: Milliseconds | None
    state: VoteState = "open"
    ballots: dict[DelegateId, Ballot] = field(default_factory=dict)
    running: dict[Choice, int] = field(
        default_factory=lambda: {"yes": 0, "no": 0, "abstain": 0},
    )
    closed_at: Milliseconds | None = None
    counts: Counts | None = None
    outcome: Outcome | None = None


@dataclass(slots=True)
class Microphone:
    """What the hall wants of a microphone, and what its device reported last."""

    wanted: bool = False
    reported: bool | None = None
    since: Milliseconds = 0


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
    queue: dict[DelegateId, Request] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)
    votes: dict[VoteId, Vote] = field(default_factory=dict)
    current_vote: VoteId | None = None
    microphones: dict[SeatId, Microphone] = field(default_factory=dict)
    units: dict[SeatId, bool] = field(default_factory=dict)
    last_at: Milliseconds = 0

    @property
    def pack(self) -> RulePack:
        """The rules this sitting is held under; it must have been prepared."""
        assert self.rules is not None
        return self.rules

    @property
    def turn(self) -> Turn | None:
        """The running turn."""
        if self.turns and self.turns[-1].ended_at is None:
            return self.turns[-1]
        return None

    @property
    def vote(self) -> Vote | None:
        """The current vote: the open one, else the last."""
        return None if self.current_vote is None else self.votes[self.current_vote]
