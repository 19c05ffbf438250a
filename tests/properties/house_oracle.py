"""The house in which votes are taken, told a second time: who is there, who stands for whom."""

from dataclasses import dataclass, field

from tests.properties.count_oracle import Plain

QUORUM = 4
"""Two thirds of six."""


@dataclass
class HouseOracle:
    """`rules`: at_end, precedence, ballot, proxies (how many one may hold; 0: none at all)."""

    rules: Plain
    now: int
    phase: str = "prepared"
    present: list[str] = field(default_factory=list)
    item: str = ""
    votes: list[Plain] = field(default_factory=list)
    current: str = ""
    proxies: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> Plain | None:
        return next((vote for vote in self.votes if vote["id"] == name), None)

    @property
    def running(self) -> Plain | None:
        vote = self.find(self.current)
        return vote if vote and vote["state"] in ("open", "held", "closed") else None

    def quorum(self, least: int = QUORUM) -> bool:
        there = set(self.present)
        if self.rules["proxies"]:
            there |= {who for who, holder in self.proxies.items() if holder in self.present}
        return len(there) >= least

    # The course of the sitting, as far as votes depend on it.

    def come(self, who: str) -> None:
        self.present.append(who)

    def suspend(self) -> str:
        if self.phase != "in_session":
            return "phase-wrong"
        if self.running and self.running["state"] != "closed":
            return "vote-under-way"
        self.phase = "suspended"
        return "ok"

    def resume_sitting(self) -> str:
        if self.phase != "suspended":
            return "phase-wrong"
        if not self.quorum():
            return "quorum-missing"
        self.phase = "in_session"
        return "ok"

    def adjourn(self) -> str:
        if self.phase not in ("in_session", "suspended"):
            return "phase-wrong"
        if self.running:
            return "vote-under-way"
        self.phase = "adjourned"
        return "ok"

    def take_item(self, item: str) -> str:
        if self.phase != "in_session":
            return "phase-wrong"
        if self.running:
            return "vote-under-way"
        if self.item == item:
            return "nothing"
        self.item = item
        return "ok"

    def proxy(self, principal: str, holder: str) -> str:
        if self.phase == "adjourned":
            return "phase-wrong"
        if self.proxies.get(principal, "") == holder:
            return "nothing"
        if not holder:
            del self.proxies[principal]
            return "ok"
        chained = holder in self.proxies or principal in self.proxies.values()
        if holder == principal or chained:
            return "proxy-wrong"
        if list(self.proxies.values()).count(holder) >= self.rules["proxies"]:
            return "proxies-not-allowed"
        self.proxies[principal] = holder
        return "ok"
