"""Whole lives of votes against their plain second telling, through restarts at any moment."""

from collections.abc import Callable
from hashlib import sha256
from inspect import signature
from random import Random
from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hall_server.journal.journal import Entry, from_line, to_line
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.decide import decide
from hall_server.sitting.evolve import evolve
from hall_server.sitting.model import PaperCount
from hall_server.sitting.refusals import Refusal
from hall_server.sitting.state import State, Vote
from tests.making import BRIDGE, CHAIR, CLERK, START, Sitting, seated
from tests.properties.count_oracle import Plain, count
from tests.properties.drawn import ANYTHING, DRAWN, OFTEN
from tests.properties.kinds import FORMS, OFFICE, OPTIONS, QUESTIONS, council, plan_of
from tests.properties.vote_oracle import VoteOracle

CHOICES = ("yes", "no", "abstain", "yes", "no")


def encoded(state: State) -> bytes:
    return msgspec.json.encode(state, order="deterministic")


ACTS_AT_A_TIME = 8


class VotesAgainstOracle(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.sitting = Sitting()
        self.oracle = VoteOracle({}, START)
        self.after: dict[int, bytes] = {}
        """The state, encoded, after so many events."""

    @initialize(
        at_end=st.sampled_from(["close", "hold", "keep-open"]),
        precedence=st.sampled_from([(), ("keypad", "tablet"), ("desk", "tablet")]),
        ballot=st.sampled_from(["until-close", "until-close", "first-counts"]),
        proxies=st.sampled_from([0, 1, 2]),
        present=st.integers(4, 6),
    )
    def begin(self, present: int, **rules: object) -> None:
        self.sitting = Sitting(council(rules))
        self.oracle = VoteOracle(rules, START)
        for number in range(1, present + 1):
            self.come_or_go(number)
        self.sitting.do(c.OpenSitting())
        self.oracle.phase = "in_session"

    def agree(self, expected: str, command: Command, actor: Actor = CHAIR) -> None:
        state, now = self.sitting.state, self.sitting.now
        before = encoded(state)
        decided = decide(state, actor, command, now)
        assert decide(state, actor, command, now) == decided
        assert encoded(state) == before, "deciding changes nothing"
        if isinstance(decided, Refusal):
            assert decided.code == expected, (command, expected)
            assert decided.vi.endswith(".")
            assert decided.en.endswith(".")
            return
        result = self.sitting.do(command, actor)
        after = encoded(state)
        assert expected == ("ok" if result else "nothing"), (command, expected)
        self.after[len(self.sitting.events)] = after

    def some(self, which: int) -> str:
        """The current vote, mostly; else one of those there are, or none of them."""
        votes = self.oracle.votes
        if which < 6 and self.oracle.current:
            return self.oracle.current
        return votes[which % len(votes)]["id"] if votes and which < 9 else "v99"

    @rule(chance=st.randoms(use_true_random=True))
    def some_minutes(self, chance: Random) -> None:
        """Let people do what they do in this state of the vote; now and then anything whatever."""
        for _ in range(ACTS_AT_A_TIME):
            running = self.oracle.running
            often = OFTEN[running["state"] if running else ""].split()
            act = getattr(self, chance.choice(often if chance.randint(0, 9) else ANYTHING))
            act(**{name: DRAWN[name](chance) for name in signature(act).parameters})
            self.check()

    # The house.

    def come_or_go(self, number: int, few: int = 1) -> None:
        here = f"s{number}" in self.oracle.present
        if self.oracle.phase == "adjourned" or (here and not few):
            return
        self.sitting.do(f.CheckOut() if here else f.CheckIn(), seated(number))
        if here:
            self.oracle.present.remove(f"s{number}")
        else:
            self.oracle.present.append(f"s{number}")

    def course(self, which: int, once_in: int) -> None:
        if which == once_in == 0:
            self.agree(self.oracle.adjourn(), c.AdjournSitting())
        elif which == 0:
            self.agree(self.oracle.suspend(), c.SuspendSitting())
        if self.oracle.phase == "suspended" and which:
            self.agree(self.oracle.resume_sitting(), c.ResumeSitting())

    def take_item(self, item: str) -> None:
        self.agree(self.oracle.take_item(item), c.TakeItem(item))

    def wait(self, ms: int) -> None:
        self.sitting.now += ms
        self.oracle.now += ms

    def give_proxy(self, number: int, number_or_none: int) -> None:
        who, to = f"s{number}", f"s{number_or_none}" if number_or_none else ""
        self.agree(self.oracle.proxy(who, to), c.GiveProxy(who, to), CLERK)

    # The life of a vote.

    def plan(self, kind: str, seats: int, part: bool) -> Plain:
        question = QUESTIONS[kind]
        approve = question == "approve"
        return {
            "kind": kind,
            "options": OPTIONS[: 2 + approve] if question != "yes-no" else [],
            "seats": min(seats, 2) if approve else 1,
            "marks_max": 2 if approve else 0,
            "part": "Điều 1" if part else "",
            "concerns": [f"s{seats}"] if question == "yes-no" and seats < 3 else [],
            "replaces": "",
        }

    def take_up(self, kind: str, seats: int, once_in: int, which: int, asked: bool) -> None:
        """Set up a vote, or one anew, or open one for or against at once."""
        plan = self.plan(kind, seats, part=once_in == which == 0)
        if which < 5 and not plan["options"]:
            plan |= {"part": "", "concerns": []}
            command = c.OpenVote("Nghị quyết", kind=kind, quorum_asked=asked)
            self.agree(self.oracle.open_vote(plan, "", asked), command, CLERK)
            return
        name = self.some(which) if once_in == 5 else ""
        self.agree(self.oracle.prepare(plan, name), c.PrepareVote(plan_of(plan), name), CLERK)

    def repeat(self, which: int, once_in: int) -> None:
        tied = [one["id"] for one in self.oracle.votes if one["outcome"] and one["outcome"]["tied"]]
        name = tied[-1] if tied and which else self.some(which)
        before = self.oracle.find(name)
        if before is None:
            return
        plan = {key: before[key] for key in self.plan("plain", 1, part=False)} | {"replaces": name}
        tied, left = self.oracle.tied_before(plan)
        if tied and once_in:
            withdrawn = once_in == 1 and QUESTIONS[plan["kind"]] == "approve"
            again = list(tied)[withdrawn:]
            left = min(left, len(again))
            plan |= {"options": again, "seats": left, "marks_max": left}
        self.agree(self.oracle.prepare(plan), c.PrepareVote(plan_of(plan)), CLERK)

    def open_prepared(self, which: int, asked: bool) -> None:
        waiting = [vote["id"] for vote in self.oracle.votes if vote["state"] == "prepared"]
        which = -1 if which < 7 else which % max(1, len(waiting))
        name = waiting[which] if waiting else self.some(which)
        command = c.OpenVote(vote=name, quorum_asked=asked)
        self.agree(self.oracle.open_vote(None, name, asked), command, CLERK)

    def hold(self, which: int) -> None:
        name = self.some(which)
        self.agree(self.oracle.hold(name), c.HoldVote(name), CLERK)

    def resume(self, which: int) -> None:
        name = self.some(which)
        self.agree(self.oracle.resume(name), c.ResumeVote(name))

    def extend(self, which: int, seats: int) -> None:
        name = self.some(which)
        self.agree(self.oracle.extend(name, seats), c.ExtendVote(name, seats), CLERK)

    def annul(self, which: int, once_in: int) -> None:
        name = self.some(which)
        if once_in == 0:
            self.agree(self.oracle.annul(name, "Có sai sót"), c.AnnulVote(name, "Có sai sót"))

    def close(self, which: int, actor: Actor) -> None:
        name = self.some(which)
        self.agree(self.oracle.close(name, actor is HOUSE), c.CloseVote(name), actor)

    def declare(self, which: int) -> None:
        name = self.some(which)
        self.agree(self.oracle.declare(name), c.DeclareVote(name))

    def casting_vote(self, which: int, few: int) -> None:
        name, choice = self.some(which), "yes" if few else "no"
        command = c.GiveCastingVote(name, "yes" if few else "no")
        self.agree(self.oracle.casting(name, choice), command)

    def claim(self, which: int, number: int) -> None:
        name = self.some(which)
        expected = self.oracle.claim(name, f"s{number}")
        self.agree(expected, c.ClaimCorrection(name, "no", "Bấm nhầm"), seated(number))

    # Who takes part.

    def admit(self, which: int, number: int) -> None:
        name, who = self.some(which), f"s{number}"
        self.agree(self.oracle.admit(name, who), c.AdmitDelegate(name, who), CLERK)

    def recuse(self, which: int, number: int, once_in: int) -> None:
        if once_in:
            return
        name, who = self.some(which), f"s{number}"
        self.agree(self.oracle.recuse(name, who), c.RecuseDelegate(name, who, "Lý do"), CLERK)

    def call(self, which: int, number_or_none: int) -> None:
        name, who = self.some(which), f"s{number_or_none}" if number_or_none else ""
        self.agree(self.oracle.call(name, who), c.CallDelegate(name, who), CLERK)

    # Answers.

    def cast(self, which: int, number: int, via: str, number_or_none: int, answer: int) -> None:
        name, who = self.some(which), f"s{number}"
        vote = self.oracle.find(name)
        given = self.answer(vote, answer)
        choice, marks = given
        plain: dict[str, Any] = {"t": "CastBallot", "vote": name, "choice": choice, "marks": marks}
        actor = seated(number)
        if via == "keypad":
            plain["seat"], actor = str(number), BRIDGE
        elif via == "desk":
            plain["delegate"], actor = who, CLERK
        elif via == "proxy":
            stands = vote["represented"].get(who) if vote else None
            stands = stands or f"s{max(1, number_or_none)}"
            if stands == who:
                return
            plain["delegate"], actor, via = who, seated(int(stands[1:])), stands
        command = msgspec.convert(plain, c.CastBallot)
        self.agree(self.oracle.cast(name, who, via, given), command, actor)

    def answer(self, vote: Plain | None, drawn: int) -> tuple[str, tuple[str, ...]]:
        """An answer that mostly fits the question."""
        if vote is None or QUESTIONS[vote["kind"]] == "yes-no":
            return (CHOICES[drawn % 5], ()) if drawn < 10 else ("", ("a",))
        names = vote["options"]
        if drawn > 9:
            return ("abstain", ()) if drawn == 10 else ("yes", ())
        if QUESTIONS[vote["kind"]] == "rating":
            levels = ("low", "high", "low", "medium")
            return "", tuple(f"{one}:{levels[(drawn // 3 + n) % 4]}" for n, one in enumerate(names))
        if QUESTIONS[vote["kind"]] == "approve" and drawn % 3 == 0:
            return "", tuple(names[: drawn // 3][:: -1 if drawn == 6 else 1])
        return "", (names[drawn % len(names)],) if drawn < 9 else ("z",)

    def cast_many(self, answers: list[int]) -> None:
        for number, one in enumerate(answers, start=1):
            vote = self.oracle.find(self.oracle.current)
            desk = vote is not None and FORMS[vote["kind"]] == "roll-call"
            self.cast(0, number, "desk" if desk else "tablet", 1, one)

    def hands(self, which: int, yes: int, no: int, few: int) -> None:
        name = self.some(which)
        expected = self.oracle.enter_hands(name, yes, no, few)
        self.agree(expected, c.EnterHands(name, yes, no, few), CLERK)

    def board(self, which: int, members: list[int]) -> None:
        name, named = self.some(which), [f"s{number}" for number in members]
        expected = self.oracle.board(name, named)
        self.agree(expected, c.AppointCountingBoard(name, tuple(named)), CLERK)

    def paper(self, which: int, yes: int, no: int, few: int, wrong: str) -> None:
        name = self.some(which)
        record = {"issued": yes + no + few, "returned": yes + no + few, "valid": yes + no,
                  "invalid": few, "yes": yes, "no": no, "abstain": 0}  # fmt: skip
        if wrong:
            record[wrong] += 1
        expected = self.oracle.enter_paper(name, record)
        self.agree(expected, c.EnterPaperCount(name, msgspec.convert(record, PaperCount)), CLERK)

    # What must hold at every moment.

    def restart(self) -> None:
        self.sitting.state = self.replayed()

    def replayed(self) -> State:
        """Read every event back from the journal's line, and compare the state after each act."""
        state = State()
        for seq, (at, event) in enumerate(self.sitting.events, start=1):
            line = to_line(Entry(1, seq, at, "d1", f"c{seq}", seq, event))
            evolve(state, from_line(seq, line).event, at)
            if seq in self.after:
                assert encoded(state) == self.after[seq]
        assert encoded(state) == encoded(self.sitting.state)
        return state

    @invariant()
    def all_is_the_same(self) -> None:
        self.check()

    def check(self) -> None:
        votes = self.sitting.state.votes
        assert list(votes) == [vote["id"] for vote in self.oracle.votes]
        assert (self.sitting.state.current_vote or "") == self.oracle.current
        for vote, plain in zip(votes.values(), self.oracle.votes, strict=True):
            assert told(vote) == {key: plain[key] for key in told(vote)}
            assert vote.register_hash == (hash_of(plain) if vote.opened_at else "")
            self.adds_up(vote, plain)

    def adds_up(self, vote: Vote, plain: Plain) -> None:
        if vote.opened_at is None:
            return
        assert sum(vote.running.values()) == len(vote.ballots)
        counts = count(plain, self.oracle.present) if vote.counts is None else plain["counts"]
        answered = sum(counts[name] for name in ("yes", "no", "abstain", "marked", "invalid"))
        assert answered + counts["not_voting"] == len(vote.register)
        assert len(vote.register) + counts["absent"] + counts["recused"] == len(OFFICE)
        assert min(counts["not_voting"], counts["absent"]) >= 0
        if vote.counts is not None:
            assert msgspec.structs.asdict(vote.counts) == counts
        if vote.outcome is not None:
            found = msgspec.structs.asdict(vote.outcome)
            votes = [counts["marks"].get(name, 0) for name in found["elected"]]
            assert votes == sorted(votes, reverse=True)
            plainly = {"elected": sorted(found["elected"]), "tied": sorted(found["tied"])}
            assert {**found, **plainly} == plain["outcome"]

    def teardown(self) -> None:
        self.replayed()


SAME: dict[str, Callable[[Vote], object]] = {
    "state": lambda vote: vote.state,
    "recused": lambda vote: list(vote.recused),
    "board": lambda vote: list(vote.board),
    "register": lambda vote: sorted(vote.register),
    "represented": lambda vote: vote.represented,
    "ends": lambda vote: vote.closes_at if vote.state in ("open", "held") else None,
    "left": lambda vote: vote.remaining,
    "hands": lambda vote: vote.hands and msgspec.structs.asdict(vote.hands),
    "casting": lambda vote: vote.casting or "",
    "called": lambda vote: vote.called or "",
    "claims": lambda vote: [one.delegate for one in vote.corrections],
    "annulled": lambda vote: vote.annulled,
    "ballots": lambda vote: {
        who: {"answer": (one.choice, one.marks), "channel": one.channel, "by": one.by}
        for who, one in vote.ballots.items()
    },
}


def told(vote: Vote) -> Plain:
    return {name: of(vote) for name, of in SAME.items()}


def hash_of(plain: Plain) -> str:
    return sha256("\n".join(plain["register"]).encode()).hexdigest()


TestVotesAgainstOracle = VotesAgainstOracle.TestCase
TestVotesAgainstOracle.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
