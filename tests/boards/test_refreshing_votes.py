"""Whole lives of votes before all boards: kept current act by act, they are as shown anew."""

from hypothesis import settings
from hypothesis.stateful import rule

from hall_server.boards.boards import Boards
from tests.boards.showing import on_boards
from tests.properties.test_vote_oracle import VotesAgainstOracle


class BoardsFollowVotes(VotesAgainstOracle):
    def __init__(self) -> None:
        super().__init__()
        self.boards = Boards(lambda _board: None)
        self.shown = 0

    def check(self) -> None:
        """Let the boards follow each act by itself."""
        events = [event for _at, event in self.sitting.events[self.shown :]]
        if self.shown == 0:
            self.boards.show_all(self.sitting.state)
        elif events:
            self.boards.take(self.sitting.state, events)
        self.shown += len(events)

    @rule()
    def nothing_was_forgotten(self) -> None:
        self.check()
        anew = Boards(lambda _board: None)
        anew.show_all(self.sitting.state)
        state = self.sitting.state
        assert on_boards(self.boards, state) == on_boards(anew, state)

    def teardown(self) -> None:
        self.nothing_was_forgotten()


TestBoardsFollowVotes = BoardsFollowVotes.TestCase
TestBoardsFollowVotes.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
