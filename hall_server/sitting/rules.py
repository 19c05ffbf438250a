"""Rule packs: every legal number as data, with its source; and the arithmetic of thresholds.

Fractions are compared by integer cross-multiplication, never by percentages or floats.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Base = Literal["statutory", "in_office", "present", "cast"]
"""Of how many: seats by law · delegates in office · present at the opening of the vote ·
ballots cast for or against (yes + no)."""

seconds_max = 86_400
"""A day; a longer time in a pack is a slip of the pen."""

share_max = 1_000_000
"""Numerator and denominator of a share; no law counts finer than millionths."""

requests_max = 20_000
"""Requests to speak at a time: everyone of the largest assembly."""

Share = Annotated[int, Meta(ge=1, le=share_max)]
Seconds = Annotated[int, Meta(ge=1, le=seconds_max)]


class Threshold(Struct, frozen=True, forbid_unknown_fields=True):
    """A share `num/den` of a base: more than it (`strict`), or at least it; of nothing, one."""

    base: Base
    num: Share
    den: Share
    strict: bool

    def needed(self, base_count: int) -> int:
        """Give the smallest whole number that reaches the threshold of `base_count`."""
        product = self.num * base_count
        # Two thirds of no votes at all must not carry anything.
        return product // self.den + 1 if self.strict else max(1, -(-product // self.den))

    def reached_by(self, value: int, base_count: int) -> bool:
        """Tell whether `value` of `base_count` reaches the threshold."""
        left, right = value * self.den, self.num * base_count
        return left > right if self.strict else left >= right > 0


class Majority(Struct, frozen=True, forbid_unknown_fields=True):
    """A named majority: its threshold, its name in both languages, and where it stands."""

    threshold: Threshold
    vi: str
    en: str
    source: str


class Quorum(Struct, frozen=True, forbid_unknown_fields=True):
    """How many must be present to open a sitting and a vote, and where that stands."""

    threshold: Threshold
    source: str


class VoteRule(Struct, frozen=True, forbid_unknown_fields=True):
    """How votes go: may a ballot be changed, how long is a window, who sees the running tally.

    `seconds` 0 means that the chair closes the vote. `percent_base` is printed beside each
    percentage.
    """

    ballot: Literal["until-close", "first-counts"]
    seconds: Annotated[int, Meta(ge=0, le=seconds_max)]
    tally_on_display: bool
    percent_base: Base
    default_majority: str
    source: str


class FloorRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Speaking time in seconds: a delegate's first turn on an item, and each further one."""

    first_seconds: Seconds
    further_seconds: Seconds
    queue_max: Annotated[int, Meta(ge=1, le=requests_max)]
    source: str


class RulePack(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of one kind of house, dated and versioned; see docs/reference/rule-packs.md."""

    format: Literal[1]
    id: str
    version: str
    vi: str
    en: str
    vote: VoteRule
    floor: FloorRule
    majorities: dict[str, Majority]
    quorum: Quorum | None = None
