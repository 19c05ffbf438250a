"""A mirror against the hall's own board: whatever happens on the way, they end up the same."""

from collections import deque
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hall_server.boards.board import Board
from hall_wire.codec import HallCodec, encode
from hall_wire.messages import Done, Hello, Patch, Welcome
from hall_wire.mirror import Mirror, MirrorGap
from hall_wire.session import ClientSession

CODEC: HallCodec[dict[str, Any]] = HallCodec(dict[str, Any])


def test_patch_sets_and_takes_away() -> None:
    mirror = Mirror()
    assert mirror.apply(Patch("hall", 0, 2, set={"a": 1, "b": 2})) == {"a", "b"}
    assert mirror.apply(Patch("hall", 2, 3, set={"b": 3}, gone=["a", "never"])) == {
        "a",
        "b",
        "never",
    }
    assert mirror["hall"] == {"b": 3}
    assert mirror.versions == {"hall": 3}


def test_patch_that_is_already_contained_is_passed_over() -> None:
    mirror = Mirror()
    mirror.apply(Patch("hall", 0, 2, set={"a": 2}))
    assert mirror.apply(Patch("hall", 0, 1, set={"a": 1})) == frozenset()
    assert mirror["hall"] == {"a": 2}


def test_overlapping_patch_is_taken() -> None:
    mirror = Mirror()
    mirror.apply(Patch("hall", 0, 2, set={"a": 2}))
    mirror.apply(Patch("hall", 1, 3, set={"a": 2, "b": 3}))
    assert (mirror["hall"], mirror.versions["hall"]) == ({"a": 2, "b": 3}, 3)


def test_whole_patch_replaces_everything_and_names_every_key() -> None:
    mirror = Mirror()
    mirror.apply(Patch("hall", 0, 9, set={"old": 1}))
    assert mirror.apply(Patch("hall", 0, 2, set={"new": 1}, whole=True)) == {"old", "new"}
    assert (mirror["hall"], mirror.versions["hall"]) == ({"new": 1}, 2)


def test_gap_is_told_and_changes_nothing() -> None:
    mirror = Mirror()
    mirror.apply(Patch("hall", 0, 2, set={"a": 2}))
    with pytest.raises(MirrorGap) as gap:
        mirror.apply(Patch("hall", 3, 4, set={"a": 4}))
    assert gap.value.board == "hall"
    assert (mirror["hall"], mirror.versions["hall"]) == ({"a": 2}, 2)


def test_forgotten_board_keeps_its_values_until_all_of_it_comes() -> None:
    mirror = Mirror()
    mirror.apply(Patch("hall", 0, 2, set={"a": 2}))
    mirror.forget("hall")
    mirror.forget("never-there")
    assert mirror.versions == {}
    assert mirror["hall"] == {"a": 2}


def test_boards_do_not_touch_each_other() -> None:
    mirror = Mirror()
    mirror.apply(Patch("hall", 0, 2, set={"a": 2}))
    mirror.apply(Patch("desk", 0, 5, set={"a": 5}))
    assert (mirror["hall"], mirror["desk"], mirror["none"]) == ({"a": 2}, {"a": 5}, {})


KEYS = st.sampled_from("abcde")
VALUES = st.none() | st.integers(2, 9) | st.text(max_size=3)


class Wire(RuleBasedStateMachine):
    """A board that changes, a hall that sends what changed, a line that drops, a client."""

    def __init__(self) -> None:
        super().__init__()
        self.session = ClientSession("made-up-token", lambda: "id")
        self.runs = 0
        self.board = Board("hall", lambda _board: None)
        self.line: deque[bytes] = deque()
        self.sent_version = 0
        self.restart()

    def welcome(self) -> None:
        """A new connection: what was on the line is lost, the hello says what there is."""
        self.line.clear()
        hello = CODEC.decode(self.session.hello())
        assert isinstance(hello, Hello)
        epoch = f"e{self.runs}"
        self.line.append(
            encode(Welcome(wire=1, epoch=epoch, now=0, role="r", device="d", boards=["hall"]))
        )
        self.sent_version = hello.boards.get("hall", 0) if hello.epoch == epoch else 0
        self.line.append(self.board.frame(self.sent_version))
        self.sent_version = self.board.version

    @rule(key=KEYS, value=VALUES)
    def change(self, key: str, value: Any) -> None:
        self.board.post({key: value})

    @rule()
    def flush(self) -> None:
        if self.sent_version < self.board.version:
            self.line.append(self.board.frame(self.sent_version))
            self.sent_version = self.board.version

    @rule(back=st.integers(0, 5))
    def acknowledge(self, back: int) -> None:
        """A patch in an acknowledgement may repeat what was sent already."""
        base = max(0, self.sent_version - back)
        self.line.append(encode(Done(id="id", patch=self.board.patch(base))))
        self.sent_version = self.board.version

    @precondition(lambda self: self.line)
    @rule()
    def deliver(self) -> None:
        self.session.receive(self.line.popleft(), now=0)

    @rule()
    def drop(self) -> None:
        self.welcome()

    @rule()
    def restart(self) -> None:
        """The hall starts anew: another epoch, versions from the beginning, other values."""
        self.runs += 1
        self.board = Board("hall", lambda _board: None)
        self.welcome()

    @rule()
    def lose_a_frame(self) -> None:
        """A hall that skipped something: the mirror must notice, and mend by asking for all."""
        before = self.board.version
        self.board.post({"a": f"lost {before}"})
        self.board.post({"b": f"seen {before}"})
        self.line.append(encode(self.board.patch(before + 1)))
        self.sent_version = self.board.version
        while self.line:
            try:
                self.session.receive(self.line.popleft(), now=0)
            except MirrorGap as gap:
                self.session.mirror.forget(gap.board)
                self.welcome()

    @invariant()
    def all_delivered_means_all_equal(self) -> None:
        if not self.line and self.sent_version == self.board.version:
            self.compare()

    def teardown(self) -> None:
        self.flush()
        while self.line:
            self.deliver()
        self.compare()

    def compare(self) -> None:
        truth = {key: self.board[key] for key in self.board.names()}
        assert self.session.mirror["hall"] == truth
        assert self.session.mirror.versions["hall"] == self.board.version


TestMirrorEndsUpEqualToTheBoard = Wire.TestCase
TestMirrorEndsUpEqualToTheBoard.settings = settings(max_examples=200, stateful_step_count=40)
