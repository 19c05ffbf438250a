"""Sittings with everything that happens on a floor: what the tests of verifying tamper with."""

from collections.abc import Callable, Mapping

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.ids import UndertakingId
from hall_server.sitting.model import Topic, Undertaking
from hall_server.sitting.rules import RulePack
from tests.commandline.tampered import Events
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    DEBATE,
    START,
    Sitting,
    attendance_rule,
    delegate_id,
    floor_rule,
    preparation,
    seated,
)

BY_MICROPHONE = floor_rule(DEBATE, clock_starts="microphone", at_end="end", first_seconds=60)
SMALL = floor_rule(DEBATE, queue_max=1, register_before=False, written=False)
STRICT = attendance_rule(DEBATE, unanswered="leave", loss="suspend")
CARRIED = Undertaking(
    UndertakingId("truoc:u1"), "truoc", "Khách mời 1", "Sửa cầu", recorded_at=START - 1000
)


def sitting_of(rules: RulePack = DEBATE, present: int = 10) -> Sitting:
    made = preparation(12, rules, guests=2, places=2, undertakings=(CARRIED,))
    sitting = Sitting(made).open(present)
    sitting.do(c.TakeItem("i1"))
    return sitting


def debating() -> Events:
    """A list in its order, moved and closed; what cuts in; time given, taken, shared out, over."""
    sitting = sitting_of()
    sitting.do(f.SetItemTime(3600))
    sitting.do(f.SetGroupTime("to-1", 500))
    for number in (1, 2, 3, 4):
        sitting.wait(1)
        sitting.do(f.RequestFloor(), seated(number))
    sitting.do(f.RequestFloor(kind="reply"), seated(5))
    sitting.do(f.MoveRequest("r4", "Cùng nội dung", "r2"), CLERK)
    sitting.do(f.CloseList(), CLERK)
    sitting.do(f.GrantFloor(request="r5"), CLERK)
    sitting.wait(30)
    sitting.do(f.GrantFloor("s6", kind="order"), CLERK)
    sitting.wait(5)
    sitting.do(f.GrantFloor("g1", kind="remark"), CLERK)
    sitting.wait(3)
    sitting.do(f.EndSpeech("t3"), CLERK)
    sitting.do(f.EndSpeech("t2"), CLERK)
    sitting.do(f.ChangeTime(60), CLERK)
    sitting.do(f.PauseSpeech(), CLERK)
    sitting.wait(10)
    sitting.do(f.ResumeSpeech(), CLERK)
    sitting.do(f.MoveSpeaker(seat="P2"), CLERK)
    sitting.do(f.TakePriority(on=True), CHAIR)
    sitting.wait(4)
    sitting.do(f.TakePriority(on=False), CHAIR)
    sitting.do(f.GrantFloor("s1"), CLERK)
    sitting.wait(40)
    sitting.do(f.MuteAll(), CLERK)
    sitting.do(f.EndSpeech(), seated(1))
    sitting.do(f.ReopenList(), CLERK)
    sitting.do(f.WithdrawRequest(), seated(3))
    sitting.do(f.RequestFloor(item="i2"), seated(7))
    sitting.do(c.TakeItem("i2"))
    sitting.do(f.HandInSpeech("Ý kiến", item="i1"), seated(2))
    sitting.do(c.AdjournSitting())
    return sitting.events


def in_a_small_house() -> Events:
    """One may wait, nobody beforehand; nothing in writing; two turns, then a press opens."""
    sitting = sitting_of(SMALL)
    for _ in range(2):
        sitting.wait(1)
        sitting.do(f.RequestFloor(), seated(1))
        sitting.do(f.GrantFloor(request=next(iter(sitting.state.floor.queue))), CLERK)
        sitting.wait(20)
        sitting.do(f.EndSpeech(), CLERK)
    sitting.do(f.RequestFloor(), seated(2))
    sitting.do(f.SetMicrophones("free"), CLERK)
    sitting.do(f.WithdrawRequest(delegate="s2"), CLERK)
    sitting.wait(1)
    sitting.do(f.RequestFloor(), seated(3))
    return sitting.events


def with_microphones() -> Events:
    """Clocks that wait for microphones, one that does not open, and every way to open them."""
    sitting = sitting_of(BY_MICROPHONE)
    for seat in ("1", "2", "3"):
        sitting.do(f.ReportUnit(seat, online=True), BRIDGE)
    sitting.do(f.RequestFloor(seat="1"), BRIDGE)
    sitting.do(f.GrantFloor("s1"), CLERK)
    sitting.wait(0.2)
    sitting.do(f.ReportMicrophone("1", open=True), BRIDGE)
    sitting.wait(60)
    sitting.do(f.EndTime("t1"), HOUSE)
    sitting.do(f.ReportMicrophone("1", open=False), BRIDGE)
    sitting.do(f.GrantFloor("s2"), CLERK)
    sitting.wait(0.5)
    sitting.do(f.TellDifference("2"), HOUSE)
    sitting.do(f.StartSpeech(), CLERK)
    sitting.wait(10)
    sitting.do(f.EndSpeech(), CLERK)
    sitting.do(f.SetMicrophones("push-to-talk", open_max=2), CLERK)
    sitting.do(f.RequestFloor(seat="3", pressed_at=sitting.now - 40), BRIDGE)
    sitting.wait(0.1)
    sitting.do(f.ReportMicrophone("3", open=True), BRIDGE)
    sitting.wait(5)
    sitting.do(f.ReportUnit("3", online=False), BRIDGE)
    sitting.do(f.SetMicrophones("automatic", open_max=1), CLERK)
    sitting.do(f.RequestFloor(), seated(4))
    sitting.do(f.RequestFloor(), seated(5))
    sitting.wait(20)
    sitting.do(f.EndSpeech(), seated(4))
    sitting.do(f.ReportUnit("P1", online=True), BRIDGE)
    sitting.do(f.ReportMicrophone("P1", open=True), BRIDGE)
    return sitting.events


def running_out() -> Events:
    """An answer that is muted at its end, goes on with more time, and is muted again."""
    sitting = sitting_of()
    sitting.do(f.GrantFloor("s1", kind="question", to="g1"), CLERK)
    sitting.wait(20)
    sitting.do(f.GrantFloor("g1", kind="answer", about="t1"), CLERK)
    sitting.wait(180)
    sitting.do(f.EndTime("t2"), HOUSE)
    sitting.wait(5)
    sitting.do(f.ChangeTime(30), CLERK)
    sitting.wait(30)
    sitting.do(f.EndTime("t2"), HOUSE)
    sitting.do(f.EndSpeech(), CLERK)
    return sitting.events


def attending() -> Events:
    """Excuses, a quorum call that finds too few, the sitting suspended, enough again."""
    sitting = sitting_of(STRICT)
    sitting.do(f.ExcuseDelegate("s11", "Ốm"), CLERK)
    sitting.do(f.CallQuorum(60), CLERK)
    for number in range(1, 8):
        sitting.wait(1)
        sitting.do(f.CheckIn(), seated(number))
    sitting.wait(60)
    sitting.do(f.EndQuorumCall(1), HOUSE)
    sitting.wait(5)
    sitting.do(f.CheckIn(seat="8", by_card=True), BRIDGE)
    sitting.do(f.RequestFloor(item="i2"), seated(12))
    sitting.do(c.ResumeSitting())
    sitting.do(f.GrantFloor("s8"), CLERK)
    sitting.do(f.CallQuorum(), CLERK)
    for number in range(1, 10):
        sitting.do(f.CheckIn(delegate=delegate_id(number)), CLERK)
    sitting.do(f.EndQuorumCall(), CLERK)
    return sitting.events


def asking() -> Events:
    """Written questions, topics, a question, its answer, a rebuttal, what was undertaken."""
    sitting = sitting_of()
    for number, to in ((1, "g1"), (2, "g2"), (3, "s9")):
        sitting.do(f.FileQuestion(to, f"Vấn đề {number}", "Vì sao?"), seated(number))
    sitting.do(f.WithdrawQuestion("q2"), seated(2))
    sitting.do(f.RankTopics((Topic("Cầu", respondent="g1", questions=("q1",)),)), CLERK)
    sitting.do(f.GrantFloor("s1", kind="question", about="q1"), CLERK)
    sitting.wait(30)
    sitting.do(f.GrantFloor("g1", kind="answer", about="t1"), CLERK)
    for number in (4, 1):
        sitting.do(f.RequestFloor(kind="reply", about="t2"), seated(number))
    sitting.wait(60)
    sitting.do(f.GrantFloor(request="r2"), CLERK)
    sitting.do(f.RecordUndertaking("g1", "Sửa đường", "2027-06", "t2"), CLERK)
    sitting.do(
        f.RecordUndertaking("g1", "Sửa xong đường", "2027-06", "t2", f"{sitting.state.id}:u1"),
        CLERK,
    )
    sitting.do(f.ChangeUndertaking(CARRIED.id, "done", "Đã nghiệm thu"), CLERK)
    return sitting.events


def before_any_item() -> Events:
    """Who asked while no item was under way stands in the list of the first."""
    sitting = Sitting(preparation(12, DEBATE)).open(10)
    for number in (1, 2):
        sitting.do(f.RequestFloor(), seated(number))
    sitting.do(c.TakeItem("i1"))
    sitting.wait(1)
    sitting.do(f.RequestFloor(), seated(3))
    sitting.do(f.RequestFloor(kind="reply"), seated(4))
    sitting.do(f.MoveRequest("r3", "Cùng nội dung", "r2"), CLERK)
    sitting.do(f.TakePriority(on=True))
    sitting.do(c.SuspendSitting())
    sitting.do(f.TakePriority(on=True))
    sitting.do(c.ResumeSitting())
    return sitting.events


STORIES: Mapping[str, Callable[[], Events]] = {
    story.__name__: story
    for story in (
        debating,
        before_any_item,
        in_a_small_house,
        with_microphones,
        running_out,
        attending,
        asking,
    )
}
