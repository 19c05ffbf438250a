"""Rule packs: every legal number as data, with its source; and the arithmetic of thresholds.

Fractions are compared by integer cross-multiplication, never by percentages or floats. What a
vote may be – its form, its question, its options – is named here too, since a pack decides it.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from hall_server.sitting.ids import Channel

Base = Literal[
    "statutory",
    "in_office",
    "remaining",
    "present",
    "present_at_close",
    "participating",
    "cast",
    "valid",
]
"""Of how many: seats by law · delegates in office · those less the recused · on the register when
the vote opened · of them present at its close · who answered, abstentions too · for or against
(yes + no; where options are marked, the marked ballots) · valid ballots."""

Unit = Literal["heads", "weight"]
"""What is counted: one for each delegate, or each delegate's weight (shares, say)."""

Form = Literal["recorded", "aggregate", "roll-call", "show-of-hands", "paper"]
"""How a vote is taken: by devices with names published · by devices, names kept back · called one
by one · counted by the clerk · on paper."""

Question = Literal["yes-no", "one-of", "approve", "rating"]
"""What is asked: for or against · one of several options · up to k of n persons for s seats · a
level of confidence for each of a list of persons."""

Level = Literal["high", "medium", "low"]
LEVELS: tuple[Level, ...] = ("high", "medium", "low")

seconds_max = 86_400
"""A day; a longer time in a pack is a slip of the pen."""

share_max = 1_000_000
"""Numerator and denominator of a share; no law counts finer than millionths."""

requests_max = 20_000
"""Requests to speak at a time: everyone of the largest assembly."""

Share = Annotated[int, Meta(ge=1, le=share_max)]
Seconds = Annotated[int, Meta(ge=1, le=seconds_max)]
Heads = Annotated[int, Meta(ge=1, le=requests_max)]
Window = Annotated[int, Meta(ge=0, le=seconds_max)]
"""Seconds that a vote stays open; 0: the chair closes it."""

Date = Annotated[
    str,
    Meta(
        pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?\Z",
        extra={"vi": "ngày dạng 2025-07-01", "en": "a date like 2025-07-01"},
    ),
]
"""Since when a number holds: a year, a month or a day; empty where no date is known."""


open_microphones_max = 25
"""As the large conference systems allow; more at once is noise."""

MicrophoneMode = Literal["request", "automatic", "free", "push-to-talk", "chair"]
"""Who opens a microphone: the chair, of those who asked · the queue by itself, while a place is
free · whoever presses, while a place is free · whoever presses, for as long as they hold the key ·
the chair alone, and nobody may ask. What cuts in (`SpeechKind.clock`) waits for the chair in every
mode."""

AtEnd = Literal["warn", "mute", "end"]
"""When the time of a turn is over: it is shown · the microphone closes too, the chair may give more
time · the turn ends."""

Lane = Literal["list", "reply", "order"]
"""The list of speakers · rebuttals and answers · points of order and all else that cuts in."""


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a pack: a key that is not known is a mistake, not a remark."""


class Threshold(Rule, frozen=True):
    """A share `num/den` of a base: more than it (`strict`), or at least it; of nothing, one."""

    base: Base
    num: Share
    den: Share
    strict: bool
    unit: Unit = "heads"

    def needed(self, base_count: int) -> int:
        """Give the smallest whole number that reaches the threshold of `base_count`."""
        product = self.num * base_count
        # Two thirds of no votes at all must not carry anything.
        return product // self.den + 1 if self.strict else max(1, -(-product // self.den))

    def reached_by(self, value: int, base_count: int) -> bool:
        """Tell whether `value` of `base_count` reaches the threshold."""
        left, right = value * self.den, self.num * base_count
        return left > right if self.strict else left >= right > 0


class Majority(Rule, frozen=True):
    """A named majority: one threshold, or several of which `all` or `any` must be reached.

    Exactly one of the three is given, and all its thresholds are of one unit (`packs.py` sees to
    it): so a number of votes needed follows in every case.
    """

    vi: str
    en: str
    source: str
    threshold: Threshold | None = None
    all: tuple[Threshold, ...] = ()
    any: tuple[Threshold, ...] = ()
    since: Date = ""

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """Its thresholds, in the order in which they stand."""
        return self.all or self.any or ((self.threshold,) if self.threshold else ())

    @property
    def unit(self) -> Unit:
        """What its thresholds count."""
        return self.thresholds[0].unit


class Quorum(Rule, frozen=True):
    """How many must be there, when that is tested, and where it stands.

    A share of those in office (`threshold`) or a fixed `number` of heads; exactly one is given.
    `tested`: at the opening of the sitting and of each vote, or by the vote itself at its close;
    with `on-demand` and `on-demand-close` likewise, but for a vote at whose opening someone asks
    (until then it is presumed). At a close those are counted who
    took part, and `also` so many who never vote: a Speaker, tellers.
    """

    source: str
    threshold: Threshold | None = None
    number: Heads | None = None
    tested: Literal["opening", "close", "on-demand", "on-demand-close"] = "opening"
    also: Annotated[int, Meta(ge=0, le=100)] = 0
    since: Date = ""


class Wording(Rule, frozen=True):
    """Words in both languages: an answer of a kind's own, such as “confidence” for yes."""

    vi: str
    en: str


class VoteRule(Rule, frozen=True):
    """How votes go, unless their kind says otherwise.

    `seconds` 0 means that the chair closes the vote. `percent_base` is printed beside each
    percentage. `at_end` is what happens when the window is over; `close_when_all` closes a vote
    once everyone on the register has answered. `precedence` ranks channels, the first highest: a
    ballot can't be replaced by one from a lower channel; empty: the latest counts. `entitled`:
    those present, or also the absent whom a proxy stands for.
    """

    ballot: Literal["until-close", "first-counts"]
    seconds: Window
    tally_on_display: bool
    percent_base: Base
    default_majority: str
    source: str
    default_kind: str = ""
    abstain: bool = True
    at_end: Literal["close", "hold", "keep-open"] = "close"
    close_when_all: bool = False
    entitled: Literal["present", "represented"] = "present"
    proxies_max: Annotated[int, Meta(ge=0, le=requests_max)] = 0
    """Principals one delegate may stand for."""
    weighted: bool = False
    tie: Literal["rejected", "casting-vote"] = "rejected"
    precedence: tuple[Channel, ...] = ()
    late_admission: bool = True
    recusal: bool = True
    desk_ballots: bool = True
    """Whether the clerk may enter the ballot of a delegate whose device fails."""
    body: Wording = Wording(vi="", en="")
    """The house as announcements name it: delegates “of the National Assembly”."""
    since: Date = ""


class Consequence(Rule, frozen=True):
    """What the law attaches to a confidence rating: so many of a level, and what follows."""

    level: Level
    threshold: Threshold
    vi: str
    en: str
    source: str
    since: Date = ""


class VoteKind(Rule, frozen=True):
    """A kind of vote that a house takes: form, question, and where it departs from `[vote]`.

    `words` name yes, no and abstain where they are called otherwise. `tie_of_persons` are the
    steps when candidates tie for the last seat: a second vote among them, then the older.
    """

    vi: str
    en: str
    source: str
    form: Form = "recorded"
    question: Question = "yes-no"
    words: dict[Literal["yes", "no", "abstain"], Wording] = {}
    consequences: tuple[Consequence, ...] = ()
    tie_of_persons: tuple[Literal["re-vote", "older"], ...] = ("re-vote",)
    majority: str | UnsetType = UNSET
    ballot: Literal["until-close", "first-counts"] | UnsetType = UNSET
    seconds: Window | UnsetType = UNSET
    tally_on_display: bool | UnsetType = UNSET
    percent_base: Base | UnsetType = UNSET
    abstain: bool | UnsetType = UNSET
    at_end: Literal["close", "hold", "keep-open"] | UnsetType = UNSET
    close_when_all: bool | UnsetType = UNSET
    tie: Literal["rejected", "casting-vote"] | UnsetType = UNSET
    weighted: bool | UnsetType = UNSET
    quorum: Quorum | UnsetType = UNSET
    since: Date = ""


class FloorRule(Rule, frozen=True):
    """How the floor goes, unless a kind of speech says otherwise.

    `first_seconds` and `further_seconds` are a speaker's first turn on an item and each further
    one, for kinds that have no time of their own. `mode` is how microphones open at the start of
    a sitting, `open_max` how many of the floor are open at once; the chair's is not counted.
    `clock_starts`: with the grant, or when the microphone is reported open, where there is one.
    `priority_pauses`: while the chair takes priority the clocks stand, or only the microphones
    close. `first_time_first`: who has not spoken on the item goes before who has, within a rank.
    `group_seconds`: what each group has for an item unless the desk gives it another time; 0: no
    budgets. `keypad_kind` is what the one request key of a keypad asks for; empty: the default.
    """

    first_seconds: Seconds
    further_seconds: Seconds
    queue_max: Annotated[int, Meta(ge=1, le=requests_max)]
    source: str
    default_kind: str = ""
    keypad_kind: str = ""
    mode: MicrophoneMode = "request"
    open_max: Annotated[int, Meta(ge=1, le=open_microphones_max)] = 1
    clock_starts: Literal["grant", "microphone"] = "grant"
    warning_seconds: Annotated[int, Meta(ge=0, le=seconds_max)] = 30
    at_end: AtEnd = "warn"
    priority_pauses: bool = True
    first_time_first: bool = False
    register_before: bool = True
    """Whether delegates may ask for the floor before the sitting opens, and for later items."""
    written: bool = True
    """Whether who was not reached can hand in the speech in writing."""
    group_seconds: Annotated[int, Meta(ge=0, le=seconds_max)] = 0
    since: Date = ""


class SpeechKind(Rule, frozen=True):
    """A kind of speech that a house knows, and where it departs from `[floor]`.

    `lane` is the list it stands in, `rank` its place among all that wait: 1 goes first. `seconds`
    are those of the first, second, … turn of a speaker on an item, the last for all further ones;
    empty: those of `[floor]`; 0: no limit, the clock counts up. `turns_max` on one item, 0: any
    number. `asked_by`: at a seat, or by the desk alone. `clock`: what a grant does to the turn
    that runs: it ends, it pauses and gets the floor back with its time, or it runs on meanwhile.
    `charges`: whose group pays for the time. `role` says what a speech is to others: a question
    names whom it asks, an answer the question, a rebuttal what it is against. `in_person`: only
    who was asked may answer. `questioner_first`: of those who would rebut, the questioner is first.
    """

    vi: str
    en: str
    source: str
    lane: Lane = "list"
    rank: Annotated[int, Meta(ge=1, le=99)] = 50
    seconds: tuple[Window, ...] = ()
    turns_max: Annotated[int, Meta(ge=0, le=100)] = 0
    asked_by: Literal["seat", "desk"] = "seat"
    clock: Literal["ends", "pauses", "runs-on"] = "ends"
    charges: Literal["speaker", "interrupted", "nobody"] = "speaker"
    count: Literal["down", "up"] = "down"
    role: Literal["speech", "question", "answer", "rebuttal"] = "speech"
    in_person: bool = False
    questioner_first: bool = False
    warning_seconds: Annotated[int, Meta(ge=0, le=seconds_max)] | UnsetType = UNSET
    at_end: AtEnd | UnsetType = UNSET
    since: Date = ""

    @property
    def ordinary(self) -> bool:
        """Whether it takes the floor in its turn; the others cut in."""
        return self.clock == "ends"


class AttendanceRule(Rule, frozen=True):
    """How presence is kept.

    `call_seconds`: how long a quorum call waits for everybody's answer; `unanswered`: who does not
    answer is noted as gone, or only named. `loss`: when too few are left in session, it is noted
    for everybody to see, or the sitting is suspended too (not while a vote is under way).
    """

    source: str = ""
    call_seconds: Seconds = 60
    unanswered: Literal["leave", "keep"] = "keep"
    loss: Literal["note", "suspend"] = "note"
    since: Date = ""


_PLAIN = VoteKind(vi="Biểu quyết", en="Vote", source="")
"""The kind of a pack that names none: recorded, for or against."""

_SPEECH = SpeechKind(vi="Phát biểu", en="Speech", source="")
"""The kind of speech of a pack that names none."""

_OVERRIDES = tuple(
    name
    for name in VoteRule.__struct_fields__
    if name in VoteKind.__struct_fields__ and name not in ("source", "since")
)


class RulePack(Rule, frozen=True):
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
    kinds: dict[str, VoteKind] = {}
    speeches: dict[str, SpeechKind] = {}
    attendance: AttendanceRule = AttendanceRule()
    extends: str = ""
    """The shipped pack whose values this one took over, kept for the reader."""

    def kind(self, name: str) -> VoteKind:
        """Give a kind of vote by name; the empty name is the default one. Raises `KeyError`."""
        name = name or self.vote.default_kind
        return self.kinds[name] if name else _PLAIN

    def vote_rule(self, kind: str) -> VoteRule:
        """Give the rule of a kind of vote: `[vote]`, and what the kind sets over it."""
        chosen = self.kind(kind)
        values = ((name, getattr(chosen, name)) for name in _OVERRIDES)
        over = {name: value for name, value in values if value is not UNSET}
        over["default_majority"] = self.majority_of(kind)
        return structs.replace(self.vote, **over)

    def majority_of(self, kind: str) -> str:
        """Name the majority that a kind of vote needs when the desk names none."""
        named = self.kind(kind).majority
        return named if isinstance(named, str) else self.vote.default_majority

    def quorum_of(self, kind: str) -> Quorum | None:
        """Give the quorum of a kind of vote."""
        own = self.kind(kind).quorum
        return own if isinstance(own, Quorum) else self.quorum

    def speech(self, name: str) -> SpeechKind:
        """Give a kind of speech by name; the empty name is the default one. Raises `KeyError`."""
        name = name or self.floor.default_kind
        return self.speeches[name] if name else _SPEECH

    def speech_seconds(self, kind: SpeechKind, turns: int) -> int:
        """Give the seconds of a speaker's next turn after so many of it on an item; 0: no limit."""
        times = kind.seconds or (self.floor.first_seconds, self.floor.further_seconds)
        return times[min(turns, len(times) - 1)]

    def warning_seconds(self, kind: SpeechKind) -> int:
        """Give how many seconds before the end of a turn it is warned of; 0: not at all."""
        own = kind.warning_seconds
        return own if isinstance(own, int) else self.floor.warning_seconds

    def at_end(self, kind: SpeechKind) -> AtEnd:
        """Give what happens when the time of a turn is over."""
        return self.floor.at_end if isinstance(kind.at_end, UnsetType) else kind.at_end
