"""Lives of votes drawn at random, under rules that know every kind: what the law writes of them."""

import msgspec
from hypothesis import strategies as st

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.ids import CHOICES
from hall_server.sitting.model import Option, PaperCount, Plan, Preparation
from hall_server.sitting.rules import LEVELS, RulePack
from hall_server.sitting.state import Vote
from tests.commandline.stories import with_every_rule
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    TRIAL,
    WEIGHTED,
    Sitting,
    delegate_id,
    preparation,
    seated,
    vote_rule,
    with_kind,
    with_proxies,
)

SIZE = 7
OPTIONS = tuple(
    Option(f"o{n}", f"Ứng viên {n}", delegate="s7" if n == 1 else "", born=f"19{60 + n % 3}")
    for n in range(1, 5)
)

Draw = tuple[str, int, int]
"""A verb and two small numbers, whose meaning is the verb's."""

_DESK: dict[str, Command] = {
    "open": c.OpenSitting(),
    "suspend": c.SuspendSitting(),
    "resume": c.ResumeSitting(),
    "adjourn": c.AdjournSitting(),
}
_SELDOM = (
    "prepare", "start", "quick", "hold", "go-on", "extend", "admit", "recuse", "annul", "claim",
    "proxy", "item", "suspend", "resume", "resume", "time", "wait", "come", "go",
)  # fmt: skip
_OFTEN = (
    "cast", "cast", "cast", "cast", "close", "declare", "start", "start", "come", "call", "hands",
    "board", "paper", "casting", "prepare", "go-on",
)  # fmt: skip
VERBS = ("anew", "open", "adjourn", *_SELDOM, *_OFTEN * 4)

draws: st.SearchStrategy[Draw] = st.tuples(
    st.sampled_from(VERBS), st.integers(1, SIZE), st.integers(0, 11)
)


def _councils() -> tuple[RulePack, RulePack]:
    council = with_proxies(with_every_rule(TRIAL))
    company = vote_rule(WEIGHTED, seconds=20, precedence=("tablet",))
    for question in ("approve", "rating", "one-of"):
        company = with_kind(
            company, question, question=question, tie_of_persons=["re-vote", "older"]
        )
    return council, with_kind(company, "chair", tie="casting-vote", close_when_all=True)


COUNCILS = _councils()


def prepared(rules: RulePack, last: str = "") -> Preparation:
    """Delegates who weigh 1 to 4; the last of them may be called otherwise."""
    made = preparation(SIZE, rules, seats=SIZE + 1)
    weighed = [
        msgspec.structs.replace(one, weight=1 + n % 4) for n, one in enumerate(made.delegates)
    ]
    if last:
        weighed[-1] = msgspec.structs.replace(weighed[-1], name=last)
    return msgspec.structs.replace(made, delegates=tuple(weighed))


def live(rules: RulePack, opened: bool, taken: list[Draw]) -> Sitting:
    """Hold a sitting in which these acts are tried, one after the other."""
    sitting = Sitting(prepared(rules))
    if opened:
        sitting.open(6)
    for verb, number, other in taken:
        if verb == "wait":
            sitting.wait(other * 5)
        else:
            sitting.try_(*_command(sitting, verb, number, other))
    return sitting


def _command(sitting: Sitting, verb: str, number: int, other: int) -> tuple[Command, Actor]:
    who = delegate_id(number)
    if verb in _DESK:
        return _DESK[verb], CHAIR
    if verb == "anew":
        return c.PrepareSitting(prepared(COUNCILS[other % 2], "Người khác")), HOUSE
    if verb in ("come", "go"):
        return (f.CheckIn() if verb == "come" else f.CheckOut()), seated(number)
    if verb == "proxy":
        return c.GiveProxy(who, f"s{other}" if other else ""), CLERK
    if verb == "item":
        return c.TakeItem(f"i{1 + other % 3}"), CHAIR
    if verb == "prepare":
        return _plan(sitting, number, other), CLERK
    if verb == "quick":
        kinds = sorted(sitting.state.pack.kinds)
        kind, asked = kinds[(number * 12 + other) % len(kinds)], other % 2 == 0
        command = c.OpenVote("Việc", kind=kind, seconds=number * 10, quorum_asked=asked)
        return command, CLERK
    vote = sitting.state.vote
    waiting = [one.id for one in sitting.state.votes.values() if one.state == "prepared"]
    if verb == "start" or vote is None:
        named = waiting[other % len(waiting)] if waiting else "v1"
        return c.OpenVote(vote=named, quorum_asked=number % 2 == 0), CHAIR
    return _of_vote(sitting, vote, verb, number, other)


def _plan(sitting: Sitting, number: int, other: int) -> c.PrepareVote:
    pack = sitting.state.pack
    name = sorted(pack.kinds)[(number * 12 + other) % len(pack.kinds)]
    question = pack.kinds[name].question
    over = [one for one in sitting.state.votes.values() if one.state in ("declared", "annulled")]
    plan = Plan("Việc", kind=name)
    if over and other % 2:
        plan = msgspec.structs.replace(over[-1].plan, replaces=over[-1].id)
        level = over[-1].outcome.tied if over[-1].outcome else ()
        left = tuple(one for one in plan.options if one.id in level) or plan.options
        plan = msgspec.structs.replace(plan, options=left, seats=1)
    elif question != "yes-no":
        seats = 1 + other % 3 if question == "approve" else 1
        plan = Plan("Việc", kind=name, options=OPTIONS[: 2 + number % 3], seats=seats)
    elif other % 3 == 2:
        plan = msgspec.structs.replace(plan, concerns=(f"s{number}",))
    elif other == 4:
        plan = msgspec.structs.replace(plan, part="Điều 1", seconds=30)
    waiting = [one.id for one in sitting.state.votes.values() if one.state == "prepared"]
    return c.PrepareVote(plan, waiting[-1] if waiting and number == 1 else "")


def _of_vote(
    sitting: Sitting, vote: Vote, verb: str, number: int, other: int
) -> tuple[Command, Actor]:
    who = delegate_id(number)
    made: dict[str, tuple[Command, Actor]] = {
        "hold": (c.HoldVote(vote.id), CLERK),
        "go-on": (c.ResumeVote(vote.id), CLERK),
        "extend": (c.ExtendVote(vote.id, 1 + other), CLERK),
        "admit": (c.AdmitDelegate(vote.id, who), CLERK),
        "recuse": (c.RecuseDelegate(f"v{1 + other}" if other < 6 else vote.id, who, "?"), CLERK),
        "call": (c.CallDelegate(vote.id, who if other == 0 else ""), CLERK),
        "hands": (c.EnterHands(vote.id, other // 2, other % 3), CLERK),
        "board": (c.AppointCountingBoard(vote.id, (f"s{number}",)), CLERK),
        "paper": (c.EnterPaperCount(vote.id, _paper(vote, number, other)), CLERK),
        "casting": (c.GiveCastingVote(vote.id, "yes" if other % 2 else "no"), CHAIR),
        "annul": (c.AnnulVote(vote.id, "Nhầm"), CHAIR),
        "claim": (c.ClaimCorrection(vote.id, "Khác", f"{other % 2}"), seated(number)),
        "time": (c.CloseVote(vote.id), HOUSE),
        "close": (c.CloseVote(vote.id), CHAIR),
        "declare": (c.DeclareVote(vote.id), CHAIR),
        "cast": _ballot(vote, number, other),
    }
    return made[verb]


def _ballot(vote: Vote, number: int, other: int) -> tuple[Command, Actor]:
    ballot = c.CastBallot(vote.id, choice=CHOICES[other % 3])
    if vote.kind.question != "yes-no" and other:
        ballot = c.CastBallot(vote.id, marks=_marks(vote, other))
    replace = msgspec.structs.replace
    if other % 4 == 1:
        return replace(ballot, seat=str(number)), BRIDGE
    if other % 4 == 2 or vote.kind.form == "roll-call":
        return replace(ballot, delegate=f"s{number}"), CLERK
    principals = [one for one, holder in vote.represented.items() if holder == f"s{number}"]
    if other % 4 == 3 and principals:
        return replace(ballot, delegate=principals[0]), seated(number)
    return ballot, seated(number)


def _marks(vote: Vote, other: int) -> tuple[str, ...]:
    names = [option.id for option in vote.plan.options]
    if vote.kind.question == "rating":
        return tuple(f"{name}:{LEVELS[(n + other) % 3]}" for n, name in enumerate(names))
    most = 1 if vote.kind.question == "one-of" else vote.plan.marks_max or vote.plan.seats
    first = other % len(names)
    return tuple(dict.fromkeys((names[first], names[(first * 2) % len(names)])))[:most]


def _paper(vote: Vote, number: int, other: int) -> PaperCount:
    """A record that mostly adds up."""
    register = len(vote.register)
    invalid = min(other % 3, register)
    valid = register - invalid
    if vote.kind.question == "yes-no":
        yes = min(number, valid)
        return PaperCount(register, register, valid, invalid, yes=yes, no=valid - yes)
    names = [option.id for option in vote.plan.options]
    if vote.kind.question == "rating":
        marks = {f"{name}:{LEVELS[other % 3]}": valid for name in names}
    else:
        marks = {names[0]: valid // 2, names[-1]: valid // 2 + other % 2}
    return PaperCount(register, register, valid, invalid, marks=marks)
