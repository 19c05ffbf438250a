"""What a seat reads off its boards, as typed values; the whole of them is docs/reference/boards.md.

Knows shapes alone, and of those only what a delegate needs: fields that the hall adds are passed
over. Times are the hall's, in ms since 1970 UTC; `None` means: there is none.
"""

from typing import Literal

from msgspec import Struct

Choice = Literal["yes", "no", "abstain"]
Level = Literal["high", "medium", "low"]


class View(Struct, frozen=True):
    """A part of a value on a board."""


class Sitting(View, frozen=True):
    """The sitting; `state` is `prepared`, `in_session`, `suspended` or `adjourned`."""

    id: str
    title: str
    title_en: str
    state: str


class Attendance(View, frozen=True):
    """How many are present; `needed` is the quorum in heads, where the rules know one."""

    present: int
    in_office: int
    needed: int | None
    reached: bool


class Item(View, frozen=True):
    """An item of the agenda; `state` is `ahead`, `current` or `done`."""

    id: str
    number: int
    title: str
    title_en: str
    state: str


class Person(View, frozen=True):
    """A delegate or guest as others see them; of a guest `group` is the office."""

    delegate: str
    name: str
    seat: str
    group: str
    guest: bool = False


class Wording(View, frozen=True):
    """An answer in the kind's own words."""

    vi: str
    en: str


class Words(View, frozen=True):
    """What yes, no and abstain are called where the kind of vote has words of its own."""

    yes: Wording | None
    no: Wording | None
    abstain: Wording | None


class Majority(View, frozen=True):
    """What a vote needs, in words; `needed` in heads once the base is known."""

    id: str
    vi: str
    en: str
    needed: int | None


class Option(View, frozen=True):
    """One of several answers, or a person who stands; `id` is what a ballot marks."""

    id: str
    vi: str
    en: str
    delegate: str


class Counts(View, frozen=True):
    """The count of a closed vote; all together are those in office."""

    yes: int
    no: int
    abstain: int
    marked: int
    invalid: int
    not_voting: int
    absent: int
    recused: int


class Share(View, frozen=True):
    """A number, and what it is in percent of the vote's base."""

    count: int
    vi: str
    en: str


class Marked(View, frozen=True):
    """How one option came out: those who marked it, or each level of confidence."""

    option: Option
    votes: Share
    high: Share
    medium: Share
    low: Share
    elected: bool
    tied: bool
    consequence_vi: str
    consequence_en: str


class Verdict(View, frozen=True):
    """The declared outcome, in words in both languages, and the announcement."""

    verdict: str
    carried: bool
    needed: int
    reached: int
    vi: str
    en: str
    announcement_vi: str
    announcement_en: str


class Vote(View, frozen=True):
    """A vote; `state` is `open`, `held`, `closed`, `declared` or `annulled`.

    `form` is `recorded`, `aggregate`, `roll-call`, `show-of-hands` or `paper`, `question` `yes-no`,
    `one-of`, `approve` or `rating`. `closes_at` is None when the chair closes, or while it is held;
    `remaining` is then what is left, in ms.
    """

    id: str
    number: int
    title: str
    title_en: str
    part: str
    kind_vi: str
    kind_en: str
    form: str
    question: str
    words: Words
    options: list[Option]
    seats: int
    marks_max: int
    abstain: bool
    state: str
    majority: Majority
    changeable: bool
    opened_at: int
    closes_at: int | None
    remaining: int | None
    counts: Counts | None
    marked: list[Marked]
    verdict: Verdict | None
    annulled: str


class Ballot(View, frozen=True):
    """A recorded ballot; `channel` is `tablet`, `keypad`, `desk`, `roll-call` or `house`.

    `choice` is empty where `marks` answer.
    """

    choice: Choice | Literal[""]
    marks: list[str]
    channel: str
    at: int


class Principal(View, frozen=True):
    """Someone absent for whom one votes, and the ballot cast for them."""

    delegate: str
    name: str
    ballot: Ballot | None


class OwnVote(View, frozen=True):
    """Where one stands in the current vote; `id` is the vote's.

    `holder` and `holder_name` are who votes in one's place, `principals` for whom one votes.
    """

    id: str
    entitled: bool
    recused: bool
    holder: str
    holder_name: str
    principals: list[Principal]
    ballot: Ballot | None


class Call(View, frozen=True):
    """Where a roll call stands: who was called (id and name), and who comes next."""

    vote: str
    called: str
    called_name: str
    next: str
    next_name: str
    answered: int
    register: int


class Me(View, frozen=True):
    """Oneself."""

    person: Person
    present: bool


class Notice(View, frozen=True):
    """Something everyone must know, such as a hall that has stopped."""

    code: str
    vi: str
    en: str
