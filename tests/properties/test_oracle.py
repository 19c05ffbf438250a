"""The course and the floor against their plain second telling, step by step, through restarts."""

from copy import deepcopy

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.ids import CHOICES, Choice, DelegateId
from hall_server.sitting.refusals import Refusal
from hall_server.sitting.state import Vote
from tests.making import BRIDGE, CHAIR, CLERK, START, Sitting, preparation, replayed, seated
from tests.properties.oracle import OFFICE, Oracle

numbers = st.integers(1, len(OFFICE))


class LawAgainstOracle(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.sitting = Sitting(preparation(len(OFFICE)))
        self.oracle = Oracle(START)

    def agree(self, expected: str, command: Command, actor: Actor = CHAIR) -> None:
        before = deepcopy(self.sitting.state)
        result = self.sitting.try_(command, actor)
        if isinstance(result, Refusal):
            assert result.code == expected
            assert self.sitting.state == before
        else:
            assert expected == ("ok" if result else "nothing")

    @initialize(opened=st.booleans())
    def begin(self, opened: bool) -> None:
        if opened:
            for number in range(1, 6):
                self.come(number, seated(number))
            self.open_sitting()

    @rule()
    def open_sitting(self) -> None:
        self.agree(self.oracle.open_sitting(), c.OpenSitting())

    @rule()
    def suspend(self) -> None:
        self.agree(self.oracle.suspend(), c.SuspendSitting())

    @rule()
    def resume(self) -> None:
        self.agree(self.oracle.resume(), c.ResumeSitting())

    @rule(sure=st.sampled_from([False, False, False, True]))
    def adjourn(self, sure: bool) -> None:
        if sure:
            self.agree(self.oracle.adjourn(), c.AdjournSitting())

    @rule(number=numbers, actor=st.sampled_from([CLERK, BRIDGE, None]))
    def come(self, number: int, actor: Actor | None) -> None:
        self.agree(self.oracle.come(f"s{number}"), *self.personal(f.CheckIn, number, actor))

    @rule(number=numbers, actor=st.sampled_from([CLERK, BRIDGE, None]))
    def go(self, number: int, actor: Actor | None) -> None:
        self.agree(self.oracle.go(f"s{number}"), *self.personal(f.CheckOut, number, actor))

    def personal(
        self, kind: type[Command], number: int, actor: Actor | None
    ) -> tuple[Command, Actor]:
        if actor is None or actor.role == "delegate":
            return kind(), seated(number)
        name = "seat" if actor is BRIDGE else "delegate"
        value = str(number) if actor is BRIDGE else f"s{number}"
        return kind(**{name: value}), actor

    @rule(item=st.sampled_from(["i1", "i2", "i3", "i4", "i9"]))
    def take_item(self, item: str) -> None:
        self.agree(self.oracle.take_item(item), c.TakeItem(item), CLERK)

    @rule()
    def add_item(self) -> None:
        self.agree(self.oracle.add_item(), c.AddItem("Việc phát sinh"), CLERK)

    @rule()
    def open_vote(self) -> None:
        self.agree(self.oracle.open_vote(), c.OpenVote("Nghị quyết"), CLERK)

    @rule(number=numbers, choice=st.sampled_from(CHOICES), key=st.booleans())
    def cast(self, number: int, choice: Choice, key: bool) -> None:
        vote = self.sitting.state.current_vote or "v1"
        command = c.CastBallot(vote, choice, seat=str(number) if key else "")
        self.agree(
            self.oracle.cast(f"s{number}", choice), command, BRIDGE if key else seated(number)
        )

    @rule(choices=st.lists(st.sampled_from(CHOICES), max_size=6))
    def cast_many(self, choices: list[Choice]) -> None:
        for number, choice in enumerate(choices, start=1):
            self.cast(number, choice, key=False)

    @rule(actor=st.sampled_from([CHAIR, CLERK, HOUSE]))
    def close(self, actor: Actor) -> None:
        vote = self.sitting.state.current_vote or "v1"
        self.agree(self.oracle.close(actor is HOUSE), c.CloseVote(vote), actor)

    @rule()
    def declare(self) -> None:
        vote = self.sitting.state.current_vote or "v1"
        self.agree(self.oracle.declare(), c.DeclareVote(vote))

    @rule(ms=st.sampled_from([1, 500, 29_999, 30_000, 400_000]))
    def wait(self, ms: int) -> None:
        self.sitting.now += ms
        self.oracle.now += ms

    @rule()
    def restart(self) -> None:
        state = replayed(self.sitting.events)
        assert state == self.sitting.state
        self.sitting.state = state

    @invariant()
    def the_course_and_those_present_are_the_same(self) -> None:
        state, oracle = self.sitting.state, self.oracle
        assert state.phase == oracle.phase
        assert sorted(state.present) == sorted(oracle.present)
        assert len(state.timeline) == oracle.comings
        assert [item.id for item in state.agenda] == oracle.items
        assert (state.item or "") == oracle.item

    @invariant()
    def the_votes_are_the_same(self) -> None:
        votes = list(self.sitting.state.votes.values())
        assert len(votes) == len(self.oracle.votes)
        for vote, plain in zip(votes, self.oracle.votes, strict=True):
            ballots = {who: ballot.choice for who, ballot in vote.ballots.items()}
            assert (vote.state, sorted(vote.register), ballots) == (
                plain["state"],
                plain["register"],
                plain["ballots"],
            )
            self.count_is_right(vote, plain["ballots"])
            if vote.outcome is not None:
                assert vote.outcome.carried == plain["carried"]

    def count_is_right(self, vote: Vote, ballots: dict[DelegateId, Choice]) -> None:
        heard: dict[str, int] = {choice: list(ballots.values()).count(choice) for choice in CHOICES}
        assert vote.running == {**heard, "": 0}
        if vote.counts is None:
            assert vote.state == "open"
            return
        counts = vote.counts
        assert {"yes": counts.yes, "no": counts.no, "abstain": counts.abstain} == heard
        assert sum(heard.values()) + counts.not_voting == len(vote.register)
        assert len(vote.register) + counts.absent == len(OFFICE)


TestLawAgainstOracle = LawAgainstOracle.TestCase
TestLawAgainstOracle.settings = settings(max_examples=200, stateful_step_count=50, deadline=None)
