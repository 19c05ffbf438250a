"""Commands as a hall would send them, drawn at random: steps that mean something in any state."""

from hypothesis import strategies as st

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.ids import CHOICES
from hall_server.sitting.rules import Threshold
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    HDND,
    Sitting,
    delegate_id,
    preparation,
    seated,
    with_majority,
)

SIZE = 6
"""Delegates; quorum 4."""

OF_THOSE_PRESENT = with_majority(HDND, Threshold("present", 1, 2, strict=True))
"""What a vote needs then changes with each coming and going."""

Step = tuple[str, int, int]
"""A verb and two small numbers, whose meaning is the verb's."""

_DESK = {
    "open": c.OpenSitting(),
    "suspend": c.SuspendSitting(),
    "resume": c.ResumeSitting(),
    "adjourn": c.AdjournSitting(),
    "end": f.EndSpeech(),
}
_SEAT: dict[str, type[f.CheckIn | f.CheckOut | f.RequestFloor | f.WithdrawRequest]] = {
    "come": f.CheckIn,
    "go": f.CheckOut,
    "ask": f.RequestFloor,
    "withdraw": f.WithdrawRequest,
}
_OTHER = ("add", "take", "grant", "vote", "cast", "close", "time", "declare", "microphone", "unit")
_OFTEN = ("cast", "cast", "cast", "ask", "ask", "grant", "vote", "close", "declare", "come")

VERBS = (*_DESK, *_SEAT, *_OTHER, *_OFTEN, "wait")

steps: st.SearchStrategy[Step] = st.tuples(
    st.sampled_from(VERBS), st.integers(1, SIZE), st.integers(0, 5)
)


def a_sitting(opened: bool) -> Sitting:
    sitting = Sitting(preparation(SIZE, OF_THOSE_PRESENT))
    return sitting.open(4) if opened else sitting


def command_of(sitting: Sitting, step: Step) -> tuple[Actor, Command]:
    """Make a step into a command that fits the sitting as it stands, or nearly."""
    verb, number, other = step
    if verb in _DESK:
        own_end = verb == "end" and other == 0
        return (seated(number) if own_end else CHAIR), _DESK[verb]
    if verb in _SEAT:
        return _of_a_seat(verb, number, other)
    if verb == "cast":
        return _ballot(sitting, number, other)
    return _of_the_desk(sitting, verb, number, other)


def _of_a_seat(verb: str, number: int, other: int) -> tuple[Actor, Command]:
    make = _SEAT[verb]
    if other == 0:
        return BRIDGE, make(seat=str(number))
    if other == 1:
        return CLERK, make(delegate=delegate_id(number))
    return seated(number), make()


def _ballot(sitting: Sitting, number: int, other: int) -> tuple[Actor, Command]:
    choice = CHOICES[other % 3]
    vote = sitting.state.current_vote or "v1"
    if other < 3:
        return BRIDGE, c.CastBallot(vote, choice, seat=str(number))
    return seated(number), c.CastBallot(vote, choice)


def _of_the_desk(sitting: Sitting, verb: str, number: int, other: int) -> tuple[Actor, Command]:
    vote = sitting.state.current_vote or "v1"
    made: dict[str, tuple[Actor, Command]] = {
        "add": (CLERK, c.AddItem(f"Nội dung thêm {number}")),
        "take": (CHAIR, c.TakeItem(f"i{number}")),
        "grant": (CHAIR, f.GrantFloor(delegate_id(number), 30 if other == 0 else None)),
        "vote": (CLERK, c.OpenVote("Nghị quyết", seconds=60 if other else None)),
        "close": (CHAIR, c.CloseVote(vote)),
        "time": (HOUSE, c.CloseVote(vote)),
        "declare": (CHAIR, c.DeclareVote(vote)),
        "microphone": (BRIDGE, f.ReportMicrophone(str(number), open=other % 2 == 0)),
        "unit": (BRIDGE, f.ReportUnit(str(number), online=other % 2 == 0)),
        "wait": (CHAIR, f.EndSpeech()),
    }
    return made[verb]


def take(sitting: Sitting, step: Step) -> int:
    """Do a step, or be refused; give the number of events."""
    if step[0] == "wait":
        sitting.wait(step[2] * 10)
        return 0
    actor, command = command_of(sitting, step)
    result = sitting.try_(command, actor)
    return len(result) if isinstance(result, list) else 0
