"""What repeats what, told a second time: once, and among those who tied."""

from tests.properties.count_oracle import Plain
from tests.properties.house_oracle import HouseOracle


class PlanOracle(HouseOracle):
    """The house, and what the plans of its votes have to do with each other."""

    def substance(self, plan: Plain) -> Plain | None:
        """What a plan repeats, past those that were annulled."""
        before = self.find(plan["replaces"])
        while before and before["state"] == "annulled" and before["replaces"]:
            before = self.find(before["replaces"])
        return before

    def tied_before(self, plan: Plain) -> tuple[list[str], int]:
        """Who tied in the vote that a plan repeats, and how many seats they left."""
        before = self.substance(plan)
        if before is None or before["state"] != "declared" or not before["outcome"]["tied"]:
            return [], 0
        return before["outcome"]["tied"], before["seats"] - len(before["outcome"]["elected"])

    def plan_wrong(self, plan: Plain, name: str) -> str:
        if not plan["replaces"]:
            return ""
        before = self.find(plan["replaces"])
        if before is None:
            return "vote-unknown"
        if before["state"] not in ("declared", "annulled"):
            return "replaces-wrong"
        if self.repeats(self.substance(plan), name):
            return "repeated-already"
        tied, left = self.tied_before(plan)
        again = [one for one in plan["options"] if one in tied]
        fits = again == plan["options"] != [] and plan["seats"] == min(left, len(again))
        return "options-wrong" if tied and not fits else ""

    def repeats(self, before: Plain | None, but: str = "") -> bool:
        """Whether a vote that stands repeats another, itself or past those annulled."""
        for other in self.votes:
            stands = other["id"] != but and other["replaces"] and other["state"] != "annulled"
            if stands and self.substance(other) is before:
                return True
        return False
