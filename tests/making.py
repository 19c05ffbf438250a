"""A made-up council for tests: every name in it is invented."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy

import msgspec

from hall_server.config import shipped_rule_pack
from hall_server.journal.journal import Entry, Journal
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.decide import decide
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.evolve import evolve
from hall_server.sitting.ids import Choice, DelegateId, ItemId, SeatId, SpeakerId
from hall_server.sitting.model import (
    AgendaItem,
    Council,
    Delegate,
    Group,
    Guest,
    Option,
    Place,
    Plan,
    Preparation,
    Undertaking,
)
from hall_server.sitting.refusals import Refusal
from hall_server.sitting.rules import (
    AttendanceRule,
    FloorRule,
    Majority,
    Quorum,
    RulePack,
    SpeechKind,
    Threshold,
    VoteKind,
    VoteRule,
)
from hall_server.sitting.state import Outcome, State, Vote

START = 1_700_000_000_000
"""The clerk's time (ms) at which tests begin."""

HDND = shipped_rule_pack("vn-hdnd")
CAST = shipped_rule_pack("votes-cast")

WEIGHTED = shipped_rule_pack("weighted")

CHAIR = Actor(role="chair", channel="desk")
CLERK = Actor(role="clerk", channel="desk")
DISPLAY = Actor(role="display", channel="desk")
BRIDGE = Actor(role="bridge", channel="keypad")


def delegate_id(number: int) -> DelegateId:
    return DelegateId(f"s{number}")


def seat_id(number: int) -> SeatId:
    return SeatId(f"{number}")


def guest_id(number: int) -> SpeakerId:
    return SpeakerId(f"g{number}")


def seated(number: int) -> Actor:
    """The delegate of a seat at their tablet."""
    return Actor(role="delegate", channel="tablet", delegate=delegate_id(number))


def preparation(
    size: int = 15,
    rules: RulePack = HDND,
    *,
    seats: int | None = None,
    items: int = 3,
    sitting: str = "thu-nghiem-1",
    guests: int = 0,
    places: int = 0,
    undertakings: tuple[Undertaking, ...] = (),
) -> Preparation:
    """Guests are g1, g2, … at seats G1, G2, …; places P1 (the chair's), P2, …"""
    delegates = tuple(
        Delegate(delegate_id(n), f"Đại biểu Mẫu {n}", seat_id(n), f"to-{1 + n % 2}")
        for n in range(1, size + 1)
    )
    agenda = tuple(AgendaItem(ItemId(f"i{n}"), n, f"Nội dung {n}") for n in range(1, items + 1))
    return Preparation(
        sitting=sitting,
        title="Kỳ họp thử",
        title_en="Trial session",
        council=Council("HĐND xã Thử Nghiệm", "", "commune", seats or size),
        groups=(Group("to-1", "Tổ 1"), Group("to-2", "Tổ 2")),
        delegates=delegates,
        agenda=agenda,
        rules=rules,
        guests=tuple(
            Guest(
                guest_id(n), f"Khách mời {n}", f"Giám đốc Sở {n}", f"Director {n}", SeatId(f"G{n}")
            )
            for n in range(1, guests + 1)
        ),
        places=tuple(
            Place(SeatId(f"P{n}"), f"Micrô {n}", f"Microphone {n}") for n in range(1, places + 1)
        ),
        chair_seat=SeatId("P1" if places else ""),
        undertakings=undertakings,
    )


def vote_rule(pack: RulePack, **changes: object) -> RulePack:
    vote: VoteRule = msgspec.structs.replace(pack.vote, **changes)
    return msgspec.structs.replace(pack, vote=vote)


def floor_rule(pack: RulePack, **changes: object) -> RulePack:
    floor: FloorRule = msgspec.structs.replace(pack.floor, **changes)
    return msgspec.structs.replace(pack, floor=floor)


def attendance_rule(pack: RulePack, **changes: object) -> RulePack:
    attendance: AttendanceRule = msgspec.structs.replace(pack.attendance, **changes)
    return msgspec.structs.replace(pack, attendance=attendance)


def replace_quorum(pack: RulePack, quorum: Quorum | None) -> RulePack:
    """A pack with another quorum, or none."""
    return msgspec.structs.replace(pack, quorum=quorum)


def with_majority(pack: RulePack, threshold: Threshold) -> RulePack:
    """A pack whose default majority has this threshold."""
    name = pack.vote.default_majority
    majority = Majority("Đa số thử", "Trial majority", "made up", threshold=threshold)
    return msgspec.structs.replace(pack, majorities={**pack.majorities, name: majority})


def with_kind(pack: RulePack, name: str, **fields: object) -> RulePack:
    """A pack that knows one kind of vote more; its fields are those of `VoteKind`."""
    given = {"vi": f"Loại {name}", "en": f"Kind {name}", "source": f"Điều {name}", **fields}
    kind = msgspec.convert(msgspec.to_builtins(given), VoteKind)
    return msgspec.structs.replace(pack, kinds={**pack.kinds, name: kind})


def with_speech(pack: RulePack, name: str, **fields: object) -> RulePack:
    """A pack that knows one kind of speech more, or another of its name."""
    given = {"vi": f"Kiểu {name}", "en": f"Kind {name}", "source": f"Điều {name}", **fields}
    kind = msgspec.convert(msgspec.to_builtins(given), SpeechKind)
    return msgspec.structs.replace(pack, speeches={**pack.speeches, name: kind})


def options(*names: str, **delegates: str) -> tuple[Option, ...]:
    """Options of these names, then persons: the option's id, and the delegate's where given."""
    plain = [Option(name, f"Phương án {name}", f"Option {name}") for name in names]
    persons = [Option(one, f"Ứng cử viên {one}", delegate=who) for one, who in delegates.items()]
    return (*plain, *persons)


def plan(title: str = "Nghị quyết", /, **fields: object) -> Plan:
    return msgspec.convert(msgspec.to_builtins({"title": title, **fields}), Plan)


def trial_pack() -> RulePack:
    """The rules of a People's Council, with kinds of vote more to try."""
    pack = HDND
    pack = with_kind(pack, "approve", question="approve", majority="election")
    pack = with_kind(pack, "rate", question="rating")
    pack = with_kind(pack, "no-abstain", abstain=False)
    pack = with_kind(pack, "held-at-end", at_end="hold")
    pack = with_kind(pack, "kept-open", at_end="keep-open")
    pack = with_kind(pack, "all-closes", close_when_all=True)
    simple = CAST.majorities["simple"]
    pack = msgspec.structs.replace(pack, majorities={**pack.majorities, "simple": simple})
    pack = with_kind(pack, "speaker", tie="casting-vote", majority="simple")
    return with_kind(pack, "speaker-hands", tie="casting-vote", majority="simple",
                     form="show-of-hands")  # fmt: skip


TRIAL = trial_pack()


def debate_pack() -> RulePack:
    """The rules of a People's Council, with made-up kinds of speech of every sort to try."""
    pack = msgspec.structs.replace(HDND, speeches={})
    pack = floor_rule(pack, default_kind="talk", keypad_kind="", first_seconds=420,
                      further_seconds=180, queue_max=200, mode="request", open_max=1,
                      clock_starts="grant", warning_seconds=30, at_end="warn",
                      priority_pauses=True, first_time_first=False, register_before=True,
                      written=True, group_seconds=0)  # fmt: skip
    pack = with_speech(pack, "talk", turns_max=2)
    pack = with_speech(pack, "reply", lane="reply", rank=20, seconds=(180,), role="rebuttal",
                       questioner_first=True)  # fmt: skip
    pack = with_speech(pack, "order", lane="order", rank=10, seconds=(60,), clock="pauses",
                       charges="interrupted")  # fmt: skip
    pack = with_speech(pack, "remark", lane="order", rank=15, seconds=(30,), clock="runs-on",
                       charges="nobody")  # fmt: skip
    pack = with_speech(pack, "question", rank=40, seconds=(60,), role="question")
    pack = with_speech(pack, "answer", lane="reply", rank=30, seconds=(180,), role="answer",
                       asked_by="desk", in_person=True, at_end="mute")  # fmt: skip
    return with_speech(pack, "report", seconds=(0,), asked_by="desk", count="up", charges="nobody")


DEBATE = debate_pack()


def with_proxies(pack: RulePack, most: int = 2) -> RulePack:
    """A pack under which the present stand for so many of the absent."""
    return vote_rule(pack, entitled="represented", proxies_max=most)


class Sitting:
    """Decides and takes in, with a clock of its own and the events kept."""

    def __init__(self, prepared: Preparation | None = None) -> None:
        self.state = State()
        self.now = START
        self.events: list[tuple[int, AnyEvent]] = []
        if prepared is not None:
            self.do(c.PrepareSitting(prepared), HOUSE)

    def try_(self, command: Command, actor: Actor = CHAIR) -> list[AnyEvent] | Refusal:
        result = decide(self.state, actor, command, self.now)
        if isinstance(result, Refusal):
            return result
        for event in result:
            evolve(self.state, event, self.now)
            self.events.append((self.now, event))
        return result

    def do(self, command: Command, actor: Actor = CHAIR) -> list[AnyEvent]:
        result = self.try_(command, actor)
        assert not isinstance(result, Refusal), result
        return result

    def refused(self, command: Command, actor: Actor = CHAIR) -> str:
        """Give the code of the refusal; nothing may have changed."""
        before = deepcopy(self.state)
        result = self.try_(command, actor)
        assert isinstance(result, Refusal), result
        assert self.state == before
        return result.code

    def wait(self, seconds: float) -> None:
        self.now += round(seconds * 1000)

    def arrive(self, *numbers: int) -> None:
        for number in numbers:
            self.do(f.CheckIn(), seated(number))

    def leave(self, *numbers: int) -> None:
        for number in numbers:
            self.do(f.CheckOut(), seated(number))

    def open(self, present: int) -> "Sitting":
        """Let so many arrive and open."""
        self.arrive(*range(1, present + 1))
        self.do(c.OpenSitting())
        return self

    def open_vote(self, title: str = "Nghị quyết thử", **fields: object) -> Vote:
        self.do(msgspec.convert({"t": "OpenVote", "title": title, **fields}, c.OpenVote))
        return self.vote

    def prepare(self, title: str = "Nghị quyết thử", /, **fields: object) -> Vote:
        """Set up a vote with these fields of a plan."""
        plan = msgspec.convert(msgspec.to_builtins({"title": title, **fields}), Plan)
        self.do(c.PrepareVote(plan))
        return list(self.state.votes.values())[-1]

    def open_prepared(self, title: str = "Nghị quyết thử", /, **fields: object) -> Vote:
        """Set up a vote and open it."""
        self.do(c.OpenVote(vote=self.prepare(title, **fields).id))
        return self.vote

    @property
    def vote(self) -> Vote:
        assert self.state.vote is not None
        return self.state.vote

    def cast(self, number: int, choice: Choice) -> list[AnyEvent]:
        return self.do(c.CastBallot(self.vote.id, choice), seated(number))

    def mark(self, number: int, *marks: str) -> list[AnyEvent]:
        return self.do(c.CastBallot(self.vote.id, marks=marks), seated(number))

    def answer(self, command: Command, actor: Actor = CHAIR) -> Refusal:
        """Give the refusal whole; nothing may have changed."""
        self.refused(command, actor)
        result = decide(self.state, actor, command, self.now)
        assert isinstance(result, Refusal)
        return result

    def cast_many(self, yes: int = 0, no: int = 0, abstain: int = 0) -> None:
        each: tuple[tuple[Choice, int], ...] = (("yes", yes), ("no", no), ("abstain", abstain))
        choices = [choice for choice, times in each for _ in range(times)]
        for number, choice in enumerate(choices, start=1):
            self.cast(number, choice)

    def close(self) -> Vote:
        self.do(c.CloseVote(self.vote.id))
        return self.vote

    def declare(self) -> Vote:
        self.do(c.DeclareVote(self.vote.id))
        return self.vote

    def decided(self) -> Outcome:
        """Close where it is open, declare, and give what was declared."""
        if self.vote.state in ("open", "held"):
            self.close()
        outcome = self.declare().outcome
        assert outcome is not None
        return outcome


def replayed(events: Sequence[tuple[int, AnyEvent]]) -> State:
    """The state that these events alone lead to."""
    state = State()
    for at, event in events:
        evolve(state, event, at)
    return state


def entries_of(events: Sequence[AnyEvent], after: int = 0, at: int = START) -> list[Entry]:
    """Events as the entries that follow entry `after`, of commands c1, c2, … of one device."""
    return [
        Entry(1, after + n, at + n, "d1", f"c{n}", n, event)
        for n, event in enumerate(events, start=1)
    ]


def appended(journal: Journal, entries: Sequence[Entry]) -> None:
    """Append from a test that is not asynchronous itself, and close."""

    async def work() -> None:
        await journal.append(entries)
        await journal.close()

    asyncio.run(work())


@contextmanager
def closing(journal: Journal) -> Iterator[Journal]:
    """Close a journal from a test that is not asynchronous itself."""
    try:
        yield journal
    finally:
        asyncio.run(journal.close())
