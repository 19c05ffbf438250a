"""A debate for tests of the floor: fifteen seats, twelve present, two guests, two places."""

import msgspec

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.command import Command
from hall_server.sitting.due import next_due
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.floor_state import Clock, Turn
from hall_server.sitting.rules import RulePack
from tests.making import BRIDGE, DEBATE, Sitting, delegate_id, floor_rule, preparation, seated

MINUTE = 60


class Debate(Sitting):
    """A sitting in session on its first item; `rules` are those of the floor that differ."""

    def __init__(self, pack: RulePack = DEBATE, *, present: int = 12, **rules: object) -> None:
        super().__init__(preparation(15, floor_rule(pack, **rules), guests=2, places=2))
        self.open(present)
        self.do(c.TakeItem("i1"))
        self.wait(1)

    def ask(self, *numbers: int, kind: str = "", **fields: str) -> None:
        """Let these delegates ask, one after the other."""
        command = msgspec.convert({"t": "RequestFloor", "kind": kind, **fields}, f.RequestFloor)
        for number in numbers:
            self.do(command, seated(number))

    def grant(self, number: int, kind: str = "", **fields: object) -> Turn:
        """Give a delegate the floor."""
        self.do(f.GrantFloor(delegate=delegate_id(number), kind=kind, **fields))  # type: ignore[arg-type]
        return self.turn

    @property
    def turn(self) -> Turn:
        """The turn that has the floor."""
        assert self.state.turn is not None
        return self.state.turn

    @property
    def queue(self) -> list[str]:
        """Who waits, in order."""
        return [request.speaker for request in self.state.floor.queue.values()]

    @property
    def speaking(self) -> list[str]:
        """Whose turns run and do not stand, in the order of granting."""
        return [turn.speaker for turn in self.state.floor.running if turn.state != "paused"]

    @property
    def paused(self) -> dict[str, str]:
        """Whose turns stand, and why."""
        running = self.state.floor.running
        return {turn.speaker: turn.paused_by for turn in running if turn.state == "paused"}

    @property
    def wanted(self) -> set[str]:
        """The seats whose microphones are wanted open."""
        microphones = self.state.floor.microphones
        return {seat for seat, microphone in microphones.items() if microphone.wanted}

    def clock(self, number: int) -> Clock:
        """The clock of a delegate's last turn."""
        turns = self.state.floor.turns
        return next(turn.clock for turn in reversed(turns) if turn.speaker == f"s{number}")

    def used(self, number: int) -> int:
        """What a delegate's last turn has used by now, in ms."""
        return self.clock(number).spent(self.now)

    def plug(self, *seats: object) -> None:
        """Let units at these seats answer."""
        for seat in seats:
            self.do(f.ReportUnit(str(seat), online=True), BRIDGE)

    def report(self, seat: object, *, is_open: bool) -> list[AnyEvent]:
        """Let the device at a seat report its microphone."""
        return self.do(f.ReportMicrophone(str(seat), open=is_open), BRIDGE)

    def run_down(self) -> list[Command]:
        """Let the house do all that is due by now, and say what it did."""
        done: list[Command] = []
        due = next_due(self.state)
        while due is not None and due[0] <= self.now:
            done.append(due[1])
            assert self.do(due[1], HOUSE), due
            due = next_due(self.state)
        return done
