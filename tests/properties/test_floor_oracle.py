"""Queue, turns and clocks of the law against a plain oracle, through any interleaving of acts."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.properties.floor_drawn import delegates, people
from tests.properties.floor_machine import FloorAgainstOracle, in_session


class FloorInStories(FloorAgainstOracle):
    """Acts that seldom follow each other by chance, in between all others."""

    @in_session
    @rule(who=delegates, then=delegates)
    def question(self, who: str, then: str) -> None:
        """A question, its answer, and who would rebut it: the questioner asks last."""
        self.grant(who, "question", None, 0, "g1")
        asked = len(self.hall.turns)
        self.grant("g1", "answer", None, asked, "g1")
        for one in (then, who):
            self.ask(one, "reply", "", "desk", asked, "g1")

    @in_session
    @rule(who=delegates, then=delegates)
    def second_round(self, who: str, then: str) -> None:
        """Who has spoken asks again, and then somebody who has not perhaps."""
        self.grant(who, "brief", None, 0, "g1")
        self.end(0)
        for one in (who, then):
            self.ask(one, "talk", "", "desk", 0, "g1")

    @in_session
    @rule(whom=st.sampled_from([("s1", "s3"), ("s2", "s4"), ("s1", "s2")]))
    def two_at_once(self, whom: tuple[str, str]) -> None:
        """Two of a group, or of two, whose clocks run together."""
        self.set_microphones("request", 3)
        for who in whom:
            self.call_up(who)
            self.wait(10_000)

    @rule(who=people, ms=st.sampled_from([299, 300]))
    def press_twice(self, who: str, ms: int) -> None:
        self.press(who)
        self.wait(ms)
        self.withdraw(who, "keypad", 1, one=False)

    @in_session
    @rule(who=people, then=people, on=st.booleans())
    def cut_in_under_priority(self, who: str, then: str, on: bool) -> None:
        self.call_up(who)
        self.take_priority(True)
        self.cut_in(then, "order")
        if not on:
            self.take_priority(False)
        self.end(0)
        self.take_priority(False)


TestFloorAgainstOracle = FloorInStories.TestCase
TestFloorAgainstOracle.settings = settings(max_examples=150, stateful_step_count=50, deadline=None)
