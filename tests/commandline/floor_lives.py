"""Debates drawn at random, under rules that know every sort of speech: what the law writes."""

from hypothesis import strategies as st

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.due import next_due
from hall_server.sitting.model import Topic
from hall_server.sitting.rules import MicrophoneMode, RulePack
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    DEBATE,
    Sitting,
    attendance_rule,
    floor_rule,
    guest_id,
    preparation,
    seated,
    with_proxies,
)

SIZE = 6
KINDS = ("", "talk", "reply", "order", "remark", "question", "answer", "report", "song")
MODES: tuple[MicrophoneMode, ...] = ("request", "automatic", "free", "push-to-talk", "chair")

Draw = tuple[str, int, int]
"""A verb and two small numbers, whose meaning is the verb's."""

_DESK: dict[str, Command] = {
    "open": c.OpenSitting(),
    "suspend": c.SuspendSitting(),
    "resume": c.ResumeSitting(),
    "adjourn": c.AdjournSitting(),
    "mute": f.MuteAll(),
    "reopen": f.ReopenList(),
    "call": f.CallQuorum(30),
    "count": f.EndQuorumCall(),
}
_SELDOM = (
    "adjourn", "suspend", "resume", "resume", "close-list", "reopen", "mute", "call", "count",
    "go", "excuse", "proxy", "item-time", "group-time", "hand-in", "file", "take-back", "rank",
    "promise", "done", "item", "mode", "mode", "priority", "anew",
)  # fmt: skip
_OFTEN = (
    "ask", "ask", "ask", "grant", "grant", "grant-request", "end", "end", "pause", "continue",
    "start", "time", "move", "move-request", "withdraw", "microphone", "microphone", "unit", "come",
    "wait", "wait", "wait",
)  # fmt: skip
VERBS = (*_SELDOM, *_OFTEN * 4)

draws: st.SearchStrategy[Draw] = st.tuples(
    st.sampled_from(VERBS), st.integers(1, SIZE), st.integers(0, 11)
)

HOUSES: tuple[RulePack, ...] = (
    DEBATE,
    attendance_rule(
        floor_rule(DEBATE, clock_starts="microphone", at_end="end", first_time_first=True,
                   group_seconds=90, first_seconds=50, further_seconds=25, mode="automatic",
                   open_max=2),
        unanswered="leave", loss="suspend",
    ),
    floor_rule(DEBATE, at_end="mute", register_before=False, written=False, queue_max=4,
               priority_pauses=False, mode="free", open_max=2, first_seconds=40),
    with_proxies(DEBATE),
)  # fmt: skip


def live(rules: RulePack, opened: bool, taken: list[Draw]) -> Sitting:
    """Hold a sitting in which these acts are tried, and the hall does what falls due."""
    prepared = preparation(SIZE, rules, guests=2, places=2)
    sitting = Sitting(prepared)
    for seat in ("1", "2", "G1"):
        sitting.do(f.ReportUnit(seat, online=True), BRIDGE)
    if opened:
        sitting.open(5)
        sitting.do(c.TakeItem("i1"))
    for verb, number, other in taken:
        if verb == "wait":
            _let_pass(sitting, number * (other + 1) * 377)
        elif verb == "anew":
            sitting.try_(c.PrepareSitting(preparation(SIZE, rules, guests=1, places=2)), HOUSE)
        else:
            sitting.try_(*_command(sitting, verb, number, other))
    return sitting


def _let_pass(sitting: Sitting, milliseconds: int) -> None:
    moment = sitting.now + milliseconds
    while (due := next_due(sitting.state)) is not None and due[0] <= moment:
        sitting.now = max(sitting.now, due[0])
        assert sitting.do(due[1], HOUSE), due
    sitting.now = moment


def _command(sitting: Sitting, verb: str, number: int, other: int) -> tuple[Command, Actor]:
    if verb == "adjourn" and other:
        verb = "resume"
    if verb in _DESK:
        return _DESK[verb], CHAIR
    seat = str(number)
    if verb == "come":
        by_card = f.CheckIn(seat=seat, by_card=True), BRIDGE
        return by_card if other % 2 else (f.CheckIn(), seated(number))
    if verb == "go":
        return f.CheckOut(), seated(number)
    if verb in ("ask", "withdraw", "end"):
        return _of_a_seat(sitting, verb, number, other)
    of_devices: dict[str, Command] = {
        "microphone": f.ReportMicrophone("G1" if other == 5 else seat, open=other % 2 == 0),
        "unit": f.ReportUnit(seat, online=other % 3 > 0),
    }
    if verb in of_devices:
        return of_devices[verb], BRIDGE
    if verb == "hand-in":
        return f.HandInSpeech("Ý kiến", item=f"i{1 + other % 3}"), seated(number)
    if verb == "file":
        return f.FileQuestion("g1" if other % 2 else "s3", "Việc"), seated(number)
    if verb == "priority":
        return f.TakePriority(on=other % 2 == 0), CHAIR
    return _of_the_desk(sitting, verb, number, other)[verb], CLERK


def _of_a_seat(sitting: Sitting, verb: str, number: int, other: int) -> tuple[Command, Actor]:
    seat = str(number)
    if verb == "end":
        made: Command = f.EndSpeech(seat=seat) if other % 2 else f.EndSpeech()
        return (made, BRIDGE if other % 2 else seated(number)) if other < 6 else (made, CLERK)
    if verb == "withdraw":
        return (f.WithdrawRequest(seat=seat), BRIDGE) if other % 2 else (
            f.WithdrawRequest(), seated(number))  # fmt: skip
    kind, about = KINDS[other % 8], _about(sitting, other)
    if other == 9:
        return f.RequestFloor(seat=seat, pressed_at=sitting.now - 77 * number), BRIDGE
    item = f"i{1 + number % 3}" if other > 9 else ""
    asked = f.RequestFloor(kind=kind, item=item, about=about, to="g1" if number % 2 else "")
    return asked, seated(number)


def _about(sitting: Sitting, other: int) -> str:
    turns = sitting.state.floor.turns
    return turns[-1 - other % len(turns)].id if turns and other % 3 else "q1" if other % 2 else ""


def _of_the_desk(sitting: Sitting, verb: str, number: int, other: int) -> dict[str, Command]:
    who = f"s{number}" if other < 9 else guest_id(1 + other % 2)
    queue, running = list(sitting.state.floor.queue), sitting.state.floor.running
    asked = queue[other % len(queue)] if queue else "r1"
    turn = running[other % len(running)].id if running and other % 2 else ""
    grant = f.GrantFloor(
        who,
        seconds=number * 10 if other % 4 == 0 else None,
        kind=KINDS[(number + other) % len(KINDS)],
        about=_about(sitting, other),
        to="g1" if other % 2 else "",
    )
    return {
        "grant": grant,
        "grant-request": f.GrantFloor(request=asked),
        "move-request": f.MoveRequest(
            asked, "Vì nội dung", queue[0] if queue and other % 2 else ""
        ),
        "close-list": f.CloseList("i2" if other % 2 else ""),
        "start": f.StartSpeech(turn),
        "pause": f.PauseSpeech(turn),
        "continue": f.ResumeSpeech(turn),
        "time": f.ChangeTime((number - 3) * 10, turn),
        "move": f.MoveSpeaker(turn, ("", "P2", "2", "G1")[other % 4]),
        "mode": f.SetMicrophones(MODES[other % 5], open_max=1 + number % 3),
        "item": c.TakeItem(f"i{1 + other % 3}"),
        "item-time": f.SetItemTime(other * 60),
        "group-time": f.SetGroupTime(f"to-{1 + number % 2}", other * 30, added=number * 5 - 10),
        "excuse": f.ExcuseDelegate(f"s{number}", "Ốm" if other % 2 else ""),
        "proxy": c.GiveProxy(f"s{number}", f"s{other}" if other else ""),
        "take-back": f.WithdrawQuestion(f"q{1 + other % 3}"),
        "rank": f.RankTopics((Topic(f"Việc {number}", questions=("q1",) if other % 2 else ()),)),
        "promise": f.RecordUndertaking("g1", f"Làm {other}", undertaking=_own(sitting, number)),
        "done": f.ChangeUndertaking(_own(sitting, 1), "done", f"Biên bản {other}"),
    }


def _own(sitting: Sitting, number: int) -> str:
    known = list(sitting.state.undertakings)
    return known[-1] if known and number == 1 else ""
