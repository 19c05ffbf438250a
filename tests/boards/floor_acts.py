"""Acts of the floor, of attendance and of questioning, by chance, but such as fit the sitting."""

from collections.abc import Callable, Sequence
from random import Random

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.due import next_due
from hall_server.sitting.model import Topic
from hall_server.sitting.rules import RulePack
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    DEBATE,
    Sitting,
    attendance_rule,
    delegate_id,
    floor_rule,
    preparation,
    seated,
)

SIZE = 6
"""Delegates; quorum 4."""

APART = (0, 300, 600, 1_000, 5_000, 30_000, 200_000)
"""Milliseconds between two acts."""

SEATS = ("1", "2", "3", "4", "5", "6", "G1", "G2", "P1", "P2")
KINDS = ("", "talk", "reply", "order", "remark", "question", "report")
GUESTS = ("g1", "g2")

Act = tuple[Actor, Command]


class Chance:
    """Draws of what there is in a sitting, and now and then of what there is not."""

    def __init__(self, seed: int, sitting: Sitting) -> None:
        self.random = Random(seed)
        self.sitting = sitting

    def of(self, *several: str) -> str:
        return self.random.choice(several)

    def yes(self) -> bool:
        return self.random.random() < 0.5

    def number(self) -> int:
        return self.random.randint(1, SIZE)

    def person(self) -> str:
        return self.of(delegate_id(self.number()), delegate_id(self.number()), *GUESTS)

    def item(self) -> str:
        return self.of("", "", "", "i1", "i2", "i3")

    def request(self) -> str:
        return self.of("r0", *self.sitting.state.floor.queue, *self.sitting.state.floor.queue)

    def turn(self) -> str:
        running = [turn.id for turn in self.sitting.state.floor.running]
        return self.of("", "", *running, *running)

    def about(self) -> str:
        turns = [turn.id for turn in self.sitting.state.floor.turns[-3:]]
        return self.of("", *turns, *self.sitting.state.questions)


def _ask(chance: Chance) -> Act:
    return seated(chance.number()), f.RequestFloor(
        kind=chance.of(*KINDS),
        item=chance.item(),
        about=chance.about(),
        to=chance.of("", *GUESTS),
        note=chance.of("", "Về điểm 3"),
    )


def _grant(chance: Chance) -> Act:
    kind = chance.of(*KINDS, "answer")
    about, to = chance.about(), chance.of("", *GUESTS)
    return CHAIR, f.GrantFloor(delegate=chance.person(), kind=kind, about=about, to=to)


def _rank(chance: Chance) -> Act:
    questions = tuple(chance.sitting.state.questions)
    return CLERK, f.RankTopics((Topic("Hồ chứa", respondent="s1", questions=questions),))


def _change(chance: Chance) -> Act:
    names = chance.sitting.state.undertakings
    return CLERK, f.ChangeUndertaking(chance.of("u0", *names), "done", "Biên bản")


_SPEAKING: Sequence[Callable[[Chance], Act]] = (
    _ask,
    _ask,
    _grant,
    _grant,
    lambda chance: (BRIDGE, f.RequestFloor(seat=chance.of(*SEATS))),
    lambda chance: (CLERK, f.RequestFloor(delegate=chance.person(), kind=chance.of(*KINDS))),
    lambda chance: (seated(chance.number()), f.WithdrawRequest()),
    lambda chance: (CHAIR, f.GrantFloor(request=chance.request())),
    lambda chance: (CHAIR, f.GrantFloor(request=chance.request())),
    lambda chance: (CLERK, f.MoveRequest(chance.request(), "Đổi", before=chance.request())),
    lambda chance: (CHAIR, f.StartSpeech(chance.turn())),
    lambda chance: (CHAIR, f.PauseSpeech(chance.turn())),
    lambda chance: (CHAIR, f.ResumeSpeech(chance.turn())),
    lambda chance: (CHAIR, f.ChangeTime(60, chance.turn())),
    lambda chance: (CHAIR, f.MoveSpeaker(chance.turn(), chance.of("", *SEATS))),
    lambda chance: (CHAIR, f.EndSpeech(chance.turn())),
    lambda chance: (seated(chance.number()), f.EndSpeech()),
    lambda chance: (BRIDGE, f.ReportMicrophone(chance.of(*SEATS), open=chance.yes())),
    lambda chance: (BRIDGE, f.ReportMicrophone(chance.of(*SEATS), open=chance.yes())),
    lambda chance: (BRIDGE, f.ReportUnit(chance.of(*SEATS), online=chance.yes())),
)
_BESIDES: Sequence[Callable[[Chance], Act]] = (
    lambda chance: (CLERK, f.CloseList(chance.item())),
    lambda chance: (CLERK, f.ReopenList(chance.item())),
    lambda chance: (seated(chance.number()), f.HandInSpeech("Ý kiến", chance.item())),
    lambda chance: (seated(chance.number()), f.HandInSpeech("Ý kiến", chance.item())),
    lambda _chance: (CHAIR, f.MuteAll()),
    lambda chance: (CHAIR, f.TakePriority(on=chance.yes())),
    lambda chance: (CHAIR, f.SetMicrophones("request", chance.random.randint(1, 3))),
    lambda _chance: (CHAIR, f.SetMicrophones("free")),
    lambda chance: (CHAIR, f.SetItemTime(60, chance.item())),
    lambda chance: (CHAIR, f.SetGroupTime(chance.of("to-1", "to-2"), 600)),
    lambda chance: (seated(chance.number()), f.CheckIn()),
    lambda chance: (seated(chance.number()), f.CheckIn()),
    lambda chance: (BRIDGE, f.CheckIn(seat=chance.of(*SEATS), by_card=True)),
    lambda chance: (seated(chance.number()), f.CheckOut()),
    lambda chance: (CLERK, f.ExcuseDelegate(delegate_id(chance.number()), "Ốm")),
    lambda _chance: (CLERK, f.CallQuorum()),
    lambda _chance: (CLERK, f.EndQuorumCall()),
    lambda chance: (seated(chance.number()), f.FileQuestion(chance.of(*GUESTS), "Hồ", "Bao giờ?")),
    lambda chance: (CLERK, f.WithdrawQuestion(chance.of("q0", *chance.sitting.state.questions))),
    _rank,
    lambda chance: (CLERK, f.RecordUndertaking(chance.of(*GUESTS), "Làm", about=chance.about())),
    _change,
    lambda chance: (CHAIR, c.TakeItem(chance.of("i1", "i2", "i3"))),
    lambda _chance: (CHAIR, c.SuspendSitting()),
    lambda _chance: (CHAIR, c.ResumeSitting()),
    lambda _chance: (CHAIR, c.OpenSitting()),
    lambda _chance: (CHAIR, c.OpenVote("Nghị quyết")),
    lambda _chance: (CHAIR, c.CloseVote("v1")),
)


def a_pack(chance: Random) -> RulePack:
    """Rules by chance: how microphones open, when clocks start, what happens at the end."""
    pack = floor_rule(
        DEBATE,
        mode=chance.choice(["request", "request", "automatic", "free", "push-to-talk", "chair"]),
        open_max=chance.randint(1, 3),
        clock_starts=chance.choice(["grant", "microphone"]),
        first_time_first=chance.random() < 0.5,
        priority_pauses=chance.random() < 0.5,
        written=chance.random() < 0.8,
        group_seconds=chance.choice([0, 600]),
        at_end=chance.choice(["warn", "mute", "end"]),
    )
    loss, unanswered = chance.choice(["note", "suspend"]), chance.choice(["keep", "leave"])
    return attendance_rule(pack, loss=loss, unanswered=unanswered)


def a_debate(seed: int) -> Sitting:
    """A sitting with guests and places, mostly in session and sometimes still before it."""
    chance = Random(seed)
    sitting = Sitting(preparation(SIZE, a_pack(chance), guests=2, places=2))
    if chance.random() < 0.8:
        sitting.open(6).do(c.TakeItem("i1"))
    return sitting


def do(chance: Chance) -> None:
    """Let time pass, with all that the hall does by itself meanwhile, then try an act."""
    sitting = chance.sitting
    until = sitting.now + chance.random.choice(APART)
    while (due := next_due(sitting.state)) is not None and due[0] <= until:
        sitting.now = max(sitting.now, due[0])
        sitting.do(due[1], HOUSE)
    sitting.now = until
    acts = _BESIDES if chance.random.random() < 0.3 else _SPEAKING
    actor, command = chance.random.choice(acts)(chance)
    sitting.try_(command, actor)
