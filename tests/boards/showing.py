"""A scripted sitting with its boards, and what each audience has been sent of them."""

from collections.abc import Mapping
from typing import Any

import msgspec

from hall_server.boards.board import Board
from hall_server.boards.boards import BOARDS_OF_ROLE, Boards
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import Actor
from hall_server.sitting.command import Command
from hall_server.sitting.ids import Choice, DelegateId
from hall_server.sitting.model import Plan, Preparation
from hall_server.sitting.state import State
from tests.making import CHAIR, CLERK, Sitting, delegate_id, seated


def on_boards(boards: Boards, state: State) -> dict[str, dict[str, Any]]:
    """All that stands on all boards, as plain data."""
    shared = {name for names in BOARDS_OF_ROLE.values() for name in names}
    found = [boards[name] for name in sorted(shared)]
    found += [boards.seat(delegate) for delegate in state.delegates]
    return {board.name: plain(board) for board in found}


def plain(board: Board) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.to_builtins({key: board[key] for key in board.names()})
    return values


class Shown:
    """A sitting whose boards follow it as the clerk lets them, every patch kept as encoded."""

    def __init__(self, prepared: Preparation) -> None:
        self.sitting = Sitting()
        self.sent: dict[str, list[bytes]] = {}
        self._versions: dict[str, int] = {}
        self.boards = Boards(self._changed)
        self.sitting = Sitting(prepared)
        self.boards.show_all(self.sitting.state)

    def _changed(self, board: Board) -> None:
        base = self._versions.get(board.name, 0)
        self.sent.setdefault(board.name, []).append(board.frame(base))
        self._versions[board.name] = board.version

    def do(self, command: Command, actor: Actor = CHAIR) -> None:
        self.boards.take(self.sitting.state, self.sitting.do(command, actor))

    def open(self, present: int) -> "Shown":
        for number in range(1, present + 1):
            self.do(f.CheckIn(delegate=delegate_id(number)))
        self.do(c.OpenSitting())
        return self

    def cast(self, number: int, choice: Choice) -> None:
        actor = Actor("delegate", "tablet", delegate_id(number))
        self.do(c.CastBallot(self.sitting.vote.id, choice), actor)

    def __getitem__(self, name: str) -> dict[str, Any]:
        return plain(self.boards[name])

    def seat(self, number: int) -> dict[str, Any]:
        return plain(self.boards.seat(delegate_id(number)))

    def sent_since(self, mark: Mapping[str, int]) -> dict[str, bytes]:
        """All bytes sent of each board after a mark, whether they stand there still or not."""
        return {name: b"".join(frames[mark.get(name, 0) :]) for name, frames in self.sent.items()}

    def mark(self) -> dict[str, int]:
        return {name: len(frames) for name, frames in self.sent.items()}

    def reader(self, delegate: DelegateId) -> list[str]:
        return [board.name for board in self.boards.of("delegate", delegate)]


def opened(shown: Shown, **fields: Any) -> str:
    """Set a vote up and open it."""
    shown.do(c.PrepareVote(Plan("Nghị quyết", **fields)), CLERK)
    name = list(shown.sitting.state.votes)[-1]
    shown.do(c.OpenVote(vote=name), CLERK)
    return name


def ended(shown: Shown, name: str) -> None:
    shown.do(c.CloseVote(name))
    shown.do(c.DeclareVote(name))


def cast(shown: Shown, number: int, name: str, **answer: Any) -> None:
    shown.do(c.CastBallot(name, **answer), seated(number))


def frames(shown: Shown, board: str, mark: dict[str, int]) -> list[dict[str, Any]]:
    return [msgspec.msgpack.decode(one)["set"] for one in shown.sent[board][mark.get(board, 0) :]]


def boards_told(shown: Shown, command: Command, actor: Actor = CLERK) -> set[str]:
    mark = shown.mark()
    shown.do(command, actor)
    return {name for name, data in shown.sent_since(mark).items() if data}
