"""The shape of every value about votes; `values.py` has the others and passes these on.

Texts come in both languages; what a person reads is `_vi` and `_en`.
"""

from typing import Literal

from msgspec import Struct

from hall_server.sitting.ids import Channel, Choice, Verdict
from hall_server.sitting.rules import Base, Form, Question, Unit
from hall_server.sitting.state import VoteState


class Value(Struct, frozen=True, gc=False):
    """What stands under one key of a board: plain data."""


class WordingValue(Value, frozen=True):
    """An answer in the kind's own words."""

    vi: str
    en: str


class WordsValue(Value, frozen=True):
    """What yes, no and abstain are called where the kind of vote has words of its own."""

    yes: WordingValue | None
    no: WordingValue | None
    abstain: WordingValue | None


class ThresholdValue(Value, frozen=True):
    """A share of a base; `needed` is None while the base is not yet known."""

    base: Base
    num: int
    den: int
    strict: bool
    unit: Unit
    needed: int | None


class MajorityValue(Value, frozen=True):
    """What a vote needs, in words and numbers: all or any (`joined`) of its thresholds.

    `needed` is the number that follows from them all, None while a base is not yet known.
    """

    id: str
    vi: str
    en: str
    source: str
    joined: str
    thresholds: list[ThresholdValue]
    needed: int | None


class KindValue(Value, frozen=True):
    """One of `kinds` on the desk board (a list, the default one first): what can be set up.

    `older`: who tie twice are parted by age. `quorum` says when it is tested, empty: there is none.
    `proxies` is how many a delegate may stand for, 0: nobody.
    """

    id: str
    vi: str
    en: str
    source: str
    form: Form
    question: Question
    majority: str
    seconds: int
    abstain: bool
    older: bool
    quorum: Literal["opening", "close", "on-demand", "on-demand-close", ""]
    recusal: bool
    late_admission: bool
    desk_ballots: bool
    proxies: int


class OptionValue(Value, frozen=True):
    """One of several answers, or a person who stands."""

    id: str
    vi: str
    en: str
    delegate: str


class PlannedOptionValue(OptionValue, frozen=True):
    """The same as the desk planned it: with the date of birth, empty where none was given."""

    born: str


class PreparedValue(Value, frozen=True):
    """One of `prepared` on the desk board (a list): a vote that has not opened.

    `plan/<vote>` is the same of a vote that has opened, to repeat it. `majority`, `seconds` (None:
    the rule's window) and what follows are as planned; `recused` are delegates' ids.
    """

    id: str
    number: int
    item: str
    title: str
    title_en: str
    kind: str
    majority: str
    seconds: int | None
    options: list[PlannedOptionValue]
    seats: int
    marks_max: int
    items: list[str]
    part: str
    concerns: list[str]
    replaces: str
    recused: list[str]


class CountsValue(Value, frozen=True):
    """A count: all but the last two add up to those on the register, all to those in office.

    `marked` are ballots with marks, `invalid` those on paper that count for nothing.
    """

    yes: int
    no: int
    abstain: int
    marked: int
    invalid: int
    not_voting: int
    absent: int
    recused: int


class WeightValue(Value, frozen=True):
    """The same of weights, where the kind of vote counts them."""

    yes: int
    no: int
    abstain: int
    marked: int
    not_voting: int


class PaperValue(Value, frozen=True):
    """What the counting board found; for the answers see the counts."""

    issued: int
    returned: int
    valid: int
    invalid: int


class PercentagesValue(Value, frozen=True):
    """For people only: "57,65"/"57.65" of `of` (`base`); two decimals, half up."""

    base: Base
    unit: Unit
    of: int
    participating_vi: str
    yes_vi: str
    no_vi: str
    abstain_vi: str
    participating_en: str
    yes_en: str
    no_en: str
    abstain_en: str


class ShareValue(Value, frozen=True):
    """A number, and what it is in percent of the vote's base."""

    count: int
    vi: str
    en: str


class MarkedValue(Value, frozen=True):
    """How one option came out: heads who marked it (`votes`), or by level of confidence.

    `weight` is that of `votes` where the kind of vote counts weights, of the base in weights.
    `elected` and `tied` are false until the declaration, the consequence that the law attaches to
    a rating is empty.
    """

    option: OptionValue
    votes: ShareValue
    weight: ShareValue | None
    high: ShareValue
    medium: ShareValue
    low: ShareValue
    elected: bool
    tied: bool
    consequence_vi: str
    consequence_en: str


class VerdictValue(Value, frozen=True):
    """The declared outcome in words: `vi`, `en` what was needed and reached; and the announcement.

    `verdict` is one of carried, rejected, no-quorum, elected, tied, rated.
    """

    verdict: Verdict
    carried: bool
    needed: int
    reached: int
    vi: str
    en: str
    announcement_vi: str
    announcement_en: str


class VoteValue(Value, frozen=True):
    """`vote` on the hall board: the current or last vote; no count before the close.

    `register` is the number of delegates entitled, `register_hash` the first 16 hexadecimal digits
    of its SHA-256; after the opening both change only by an admission or a recusal on record.
    `closes_at` is None when the chair closes or while it is held (then `remaining` ms are left,
    None without a window). `missing` says what must come before it can be declared: `board`,
    `count`, `casting-vote`, or empty. `counts` and what follows are None or empty before the close.
    """

    id: str
    number: int
    title: str
    title_en: str
    item: str
    items: list[str]
    part: str
    replaces: str
    kind: str
    kind_vi: str
    kind_en: str
    form: Form
    question: Question
    words: WordsValue
    options: list[OptionValue]
    seats: int
    marks_max: int
    abstain: bool
    state: VoteState
    majority: MajorityValue
    register: int
    register_hash: str
    in_office: int
    changeable: bool
    opened_at: int
    closes_at: int | None
    remaining: int | None
    closed_at: int | None
    missing: str
    counts: CountsValue | None
    weight: WeightValue | None
    paper: PaperValue | None
    percentages: PercentagesValue | None
    marked: list[MarkedValue]
    casting: str
    verdict: VerdictValue | None
    annulled: str
    corrections: int


class TallyValue(Value, frozen=True):
    """`tally`: how an open vote stands; only on boards whose audience may see it.

    `cast` are ballots, or what has been entered of raised hands and sheets of paper.
    """

    vote: str
    cast: int
    register: int
    counts: CountsValue | None


class CallValue(Value, frozen=True):
    """`call` on hall and desk board: a roll call; who was called, and who comes next.

    Both as a delegate's id and as a name, empty where there is nobody.
    """

    vote: str
    called: str
    called_name: str
    next: str
    next_name: str
    answered: int
    register: int


class CorrectionValue(Value, frozen=True):
    """One of `corrections/<vote>` on the desk board (a list): claimed after the close."""

    delegate: str
    claimed: str
    reason: str
    at: int


class CountingValue(Value, frozen=True):
    """`counting/<vote>` on the desk board: who counts on paper (delegates' ids, the head first)."""

    members: list[str]


class NamesValue(Value, frozen=True):
    """`names/<vote>` on desk and display board, once declared: who voted how (delegates' ids).

    Only of forms whose names the rules publish. `marked` has, under each mark, those who made it;
    under an empty one those who marked nobody.
    """

    yes: list[str]
    no: list[str]
    abstain: list[str]
    marked: dict[str, list[str]]
    not_voting: list[str]


class OwnBallotValue(Value, frozen=True):
    """A recorded ballot: a choice, or marks."""

    choice: Choice | Literal[""]
    marks: tuple[str, ...]
    channel: Channel
    at: int


class PrincipalValue(Value, frozen=True):
    """Someone a delegate stands for in the current vote, and the ballot cast for them."""

    delegate: str
    name: str
    ballot: OwnBallotValue | None


class OwnVoteValue(Value, frozen=True):
    """`vote` on a seat board: where the delegate stands in the current vote.

    `holder` is who stands for them (the id, and the name), `principals` for whom they stand.
    """

    id: str
    entitled: bool
    recused: bool
    holder: str
    holder_name: str
    principals: list[PrincipalValue]
    ballot: OwnBallotValue | None
