"""A hall told a second time, by the plainest means: dicts, lists and whole milliseconds.

What there is of people, turns, clocks and time budgets. Written from what is told of the floor, not
from the law's code.
"""

from dataclasses import dataclass, field
from typing import Any

Plain = dict[str, Any]

Answer = set[str]
"""What may come of an act: `ok`, `nothing` (done, no change), or refusals (codes) that are true."""

OK: Answer = {"ok"}
NOTHING: Answer = {"nothing"}

DELEGATES = {f"s{n}": f"{n}" for n in range(1, 7)}
"""Their seats."""
GUESTS = {"g1": "G1", "g2": "G2"}
GROUPS = {f"s{n}": f"to-{1 + n % 2}" for n in range(1, 7)}
PLACES = ("P1", "P2")
CHAIR_SEAT = "P1"
SEATS = {**DELEGATES, **GUESTS}
ITEMS = ("i1", "i2", "i3")
QUORUM = 4
"""Two thirds of six."""


differs_ms = 500


def fresh() -> Plain:
    """A microphone of which nothing is known."""
    return {"wanted": False, "reported": None, "since": 0, "alarmed": False}


@dataclass
class Hall:
    """`rules` are `[floor]`, `[speeches]` and `[attendance]` as plain data."""

    rules: Plain
    now: int
    phase: str = "prepared"
    item: str = ""
    present: set[str] = field(default_factory=set)
    queue: list[Plain] = field(default_factory=list)
    made: int = 0
    closed: set[str] = field(default_factory=set)
    turns: list[Plain] = field(default_factory=list)
    unreached: set[tuple[str, str]] = field(default_factory=set)
    written: list[tuple[str, str]] = field(default_factory=list)
    mode: str = ""
    open_max: int = 1
    priority: bool = False
    microphones: dict[str, Plain] = field(default_factory=dict)
    units: dict[str, bool] = field(default_factory=dict)
    presses: dict[str, int] = field(default_factory=dict)
    items: dict[str, Plain] = field(default_factory=dict)
    budgets: dict[tuple[str, str], Plain] = field(default_factory=dict)
    calls: list[Plain] = field(default_factory=list)
    lost: bool = False

    @property
    def floor(self) -> Plain:
        found: Plain = self.rules["floor"]
        return found

    def kind(self, name: str) -> Plain:
        found: Plain = self.rules["speeches"][name or self.floor["default_kind"]]
        return found

    def ordinary(self, name: str) -> bool:
        return bool(self.kind(name)["clock"] == "ends")

    @property
    def running(self) -> list[Plain]:
        return [turn for turn in self.turns if turn["state"] != "ended"]

    @property
    def speaking(self) -> Plain | None:
        """Who has the floor: the newest that does not stand still, else the newest."""
        awake = [turn for turn in self.running if turn["state"] != "paused"]
        waiting = awake or self.running
        return waiting[-1] if waiting else None

    def turn(self, name: str) -> Plain | None:
        return next((turn for turn in self.turns if turn["id"] == name), None)

    def of(self, who: str) -> Plain | None:
        return next((turn for turn in self.running if turn["who"] == who), None)

    def there(self, who: str) -> bool:
        return who in self.present or who in GUESTS

    def had(self, who: str, item: str, kind: str = "") -> list[Plain]:
        """The turns of somebody on an item: of a kind, or all that wait for their turn."""
        return [
            turn
            for turn in self.turns
            if (turn["who"], turn["item"]) == (who, item)
            and (turn["kind"] == kind if kind else self.ordinary(turn["kind"]))
        ]

    # Clocks.

    def spent(self, turn: Plain) -> int:
        used: int = turn["used"]
        return used + (self.now - turn["since"] if turn["since"] is not None else 0)

    def left(self, turn: Plain) -> int | None:
        return None if turn["limit"] is None else turn["limit"] - self.spent(turn)

    def run(self, turn: Plain) -> None:
        """Under the chair's priority it stands at once, where the rules say so."""
        turn["state"], turn["since"], turn["why"] = "speaking", self.now, ""
        self.settle()
        if self.priority and self.floor["priority_pauses"]:
            self.stop(turn, "paused", "priority")

    def stop(self, turn: Plain, state: str, why: str = "") -> None:
        segment = self.spent(turn) - turn["used"]
        turn["used"] += segment
        turn["since"], turn["state"], turn["why"] = None, state, why
        budget = self.budgets.get((turn["item"], turn["payer"]))
        if budget is not None and turn["payer"]:
            budget["used"] += segment
        self.settle()

    def end(self, turn: Plain) -> None:
        """The next below that still runs gets the floor back, if nobody else speaks over it."""
        self.stop(turn, "ended")
        other = self.below(turn)
        if other is None or other["state"] != "paused" or self.over(other):
            return
        left = self.left(other)
        given_time = other["why"] == "time" and left is not None and left > 0
        if other["why"] in ("interruption", "priority") or given_time:
            self.run(other)

    def below(self, turn: Plain) -> Plain | None:
        """The turn that waits for one to end: of those it cut into, the first that still runs."""
        other = self.turn(turn["interrupts"])
        return self.below(other) if other is not None and other["state"] == "ended" else other

    def over(self, turn: Plain) -> list[Plain]:
        """Those that run and let a turn wait."""
        return [
            other
            for other in self.running
            if self.kind(other["kind"])["clock"] == "pauses" and self.below(other) is turn
        ]

    def at_end(self, turn: Plain) -> str:
        own: str | None = self.kind(turn["kind"]).get("at_end")
        at_end: str = own or self.floor["at_end"]
        return at_end

    def seconds_of(self, who: str, item: str, kind: str) -> int:
        """0: no limit."""
        floor = self.floor
        times = self.kind(kind)["seconds"] or [floor["first_seconds"], floor["further_seconds"]]
        seconds: int = times[min(len(self.had(who, item, kind)), len(times) - 1)]
        return seconds

    # Microphones.

    def settle(self) -> None:
        """Whatever changed: which microphones are wanted open, and which are what is wanted."""
        awake = [turn for turn in self.running if turn["state"] in ("granted", "speaking")]
        wanted = {turn["seat"] for turn in awake[-self.open_max :]} - {""}
        if self.priority:
            wanted = {CHAIR_SEAT}
        for seat in {*wanted, *self.microphones}:
            microphone = self.microphones.setdefault(seat, fresh())
            if microphone["wanted"] != (seat in wanted):
                microphone["wanted"], microphone["since"] = seat in wanted, self.now
            if not self.differs(seat):
                microphone["alarmed"] = False

    def differs(self, seat: str) -> bool:
        """Of a unit that was never heard of nothing is said, nor of a chair who speaks."""
        microphone = self.microphones[seat]
        if seat not in self.units or (seat == CHAIR_SEAT and not microphone["wanted"]):
            return False
        silent = microphone["wanted"] and not self.units[seat]
        return bool(silent or microphone["wanted"] != bool(microphone["reported"]))

    # Time of groups and items.

    def payer(self, who: str, kind: str, interrupted: Plain | None) -> str:
        charges = self.kind(kind)["charges"]
        if charges == "speaker":
            return GROUPS.get(who, "")
        if charges == "interrupted" and interrupted is not None:
            payer: str = interrupted["payer"]
            return payer
        return ""

    def budget_left(self, item: str, group: str) -> int | None:
        """What a group has left, less what its turns that run have used by now."""
        budget = self.budgets.get((item, group))
        if budget is None or not group:
            return None
        running = sum(
            self.spent(turn) - turn["used"]
            for turn in self.running
            if (turn["item"], turn["payer"]) == (item, group)
        )
        left: int = budget["initial"] + budget["added"] - budget["used"] - running
        return left

    def item_used(self, item: str) -> int:
        clock = self.items[item]
        used: int = clock["used"]
        return used + (self.now - clock["since"] if clock["since"] is not None else 0)

    def item_runs(self, item: str, runs: bool) -> None:
        if not item:
            return
        clock = self.items.setdefault(item, {"limit": None, "used": 0, "since": None})
        clock["used"], clock["since"] = self.item_used(item), self.now if runs else None
