"""The law told a second time, by the plainest means: dicts, lists and percent-free arithmetic.

The course of a sitting and its votes; the floor has an oracle of its own (`floor_hall.py`).

Written from the regulations, not from the law's code. Each method answers what must come of an
act: `"ok"`, `"nothing"` (done, no change), or the code of a refusal.
"""

from dataclasses import dataclass, field
from typing import Any

OFFICE = [f"s{n}" for n in range(1, 7)]
QUORUM = 4
"""Two thirds of six."""
NEEDED = 4
"""More than half of six."""
WINDOW_MS = 30_000


@dataclass
class Oracle:
    now: int
    phase: str = "prepared"
    present: list[str] = field(default_factory=list)
    comings: int = 0
    items: list[str] = field(default_factory=lambda: ["i1", "i2", "i3"])
    item: str = ""
    votes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def running(self) -> dict[str, Any] | None:
        """The vote that is not yet declared."""
        return self.votes[-1] if self.votes and self.votes[-1]["state"] != "declared" else None

    def open_sitting(self) -> str:
        if self.phase != "prepared":
            return "phase-wrong"
        return self._with_quorum("in_session")

    def resume(self) -> str:
        if self.phase != "suspended":
            return "phase-wrong"
        return self._with_quorum("in_session")

    def _with_quorum(self, phase: str) -> str:
        if len(self.present) < QUORUM:
            return "quorum-missing"
        self.phase = phase
        return "ok"

    def suspend(self) -> str:
        if self.phase != "in_session":
            return "phase-wrong"
        if self.running and self.running["state"] == "open":
            return "vote-under-way"
        self.phase = "suspended"
        return "ok"

    def adjourn(self) -> str:
        if self.phase not in ("in_session", "suspended"):
            return "phase-wrong"
        if self.running:
            return "vote-under-way"
        self.phase = "adjourned"
        return "ok"

    def come(self, who: str) -> str:
        if self.phase == "adjourned":
            return "phase-wrong"
        if who in self.present:
            return "nothing"
        self.present.append(who)
        self.comings += 1
        return "ok"

    def go(self, who: str) -> str:
        if self.phase == "adjourned":
            return "phase-wrong"
        if who not in self.present:
            return "nothing"
        self.present.remove(who)
        self.comings += 1
        return "ok"

    def take_item(self, item: str) -> str:
        if self.phase != "in_session":
            return "phase-wrong"
        if item not in self.items:
            return "item-unknown"
        if self.running:
            return "vote-under-way"
        if self.item == item:
            return "nothing"
        self.item = item
        return "ok"

    def add_item(self) -> str:
        if self.phase == "adjourned":
            return "phase-wrong"
        self.items.append(f"i{len(self.items) + 1}")
        return "ok"

    def open_vote(self) -> str:
        if self.phase != "in_session":
            return "phase-wrong"
        if self.running:
            return "vote-under-way"
        if len(self.present) < QUORUM:
            return "quorum-missing"
        self.votes.append(
            {
                "state": "open",
                "register": sorted(self.present),
                "ballots": {},
                "ends": self.now + WINDOW_MS,
            }
        )
        return "ok"

    def cast(self, who: str, choice: str) -> str:
        if not self.votes:
            return "vote-unknown"
        vote = self.votes[-1]
        if vote["state"] != "open" or self.now >= vote["ends"]:
            return "too-late"
        if who not in self.present:
            return "delegate-absent"
        if who not in vote["register"]:
            return "not-entitled"
        if vote["ballots"].get(who) == choice:
            return "nothing"
        vote["ballots"][who] = choice
        return "ok"

    def close(self, by_itself: bool) -> str:
        if not self.votes:
            return "vote-unknown"
        if self.votes[-1]["state"] != "open":
            return "vote-state-wrong"
        if by_itself and self.now < self.votes[-1]["ends"]:
            return "nothing"
        self.votes[-1]["state"] = "closed"
        return "ok"

    def declare(self) -> str:
        if not self.votes:
            return "vote-unknown"
        vote = self.votes[-1]
        if vote["state"] != "closed":
            return "vote-state-wrong"
        vote["state"] = "declared"
        vote["carried"] = list(vote["ballots"].values()).count("yes") >= NEEDED
        return "ok"
