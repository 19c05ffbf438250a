"""An afternoon of questioning in a made-up council: two hours, everyone in it invented.

Forty speakers of every kind that the rules know, with all that can happen to them: what cuts in,
the chair's priority, microphones that do not open, a quorum call that loses the quorum, a debate
with the groups' time shared out, and what was undertaken.
"""

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.ids import ItemId, RequestId, SeatId, UndertakingId
from hall_server.sitting.model import Topic, Undertaking
from hall_server.sitting.rules import RulePack
from tests.hall.stage import Stage
from tests.making import (
    BRIDGE,
    CHAIR,
    HDND,
    START,
    attendance_rule,
    floor_rule,
    guest_id,
    preparation,
    seated,
    with_speech,
)

SIZE, GUESTS, PLACES = 40, 6, 3
WITH_UNITS = (*(str(n) for n in range(1, 31)), "G1", "G2", "G3", "P1", "P2")
G = [guest_id(n) for n in range(GUESTS + 1)]
OPENED = START + 20 * 60_000
TWO_HOURS = 2 * 3_600_000

CARRIED = Undertaking(
    UndertakingId("phien-truoc:u1"), "phien-truoc", "Khách mời 2", "Sửa cầu Ví Dụ trước mùa mưa",
    office="Giám đốc Sở 2", due="2026-09", asked_by="Đại biểu Mẫu 7", recorded_at=START - 10**9,
)  # fmt: skip


def rules() -> RulePack:
    """Those of a People's Council, and what its own regulation writes over them."""
    pack = floor_rule(HDND, first_time_first=True)
    answer = pack.speeches["answer"]
    given = {name: getattr(answer, name) for name in ("lane", "rank", "seconds", "asked_by")}
    pack = with_speech(pack, "answer", role="answer", in_person=True, at_end="mute", **given)
    pack = with_speech(pack, "reminder", lane="order", rank=15, seconds=(30,), clock="runs-on",
                       charges="nobody", asked_by="desk")  # fmt: skip
    return attendance_rule(pack, unanswered="leave", loss="suspend")


async def hold(hall: Stage) -> None:
    """Hold the sitting, from its preparation to its end two hours after it opened."""
    await before(hall)
    await reports(hall)
    await hall.do(c.TakeItem("i2"))
    await questions_to_a_director(hall)
    await questions_to_another(hall)
    await a_call_of_the_roll(hall)
    await questions_to_a_delegate(hall)
    await a_vote(hall)
    await debate(hall)
    await hall.until(OPENED + TWO_HOURS)
    await hall.do(c.AdjournSitting(), CHAIR)
    await afterwards(hall)


async def before(hall: Stage) -> None:
    """Devices answer, questions are handed in and ranked, names are taken, people come."""
    prepared = preparation(
        SIZE, rules(), guests=GUESTS, places=PLACES, undertakings=(CARRIED,), sitting="chat-van"
    )
    await hall.do(c.PrepareSitting(prepared), HOUSE)
    for seat in WITH_UNITS:
        await hall.do(f.ReportUnit(seat, online=True), BRIDGE)
    await written_questions(hall)
    for number in range(21, 27):
        await hall.wait(3)
        await hall.do(f.RequestFloor(item="i3", note="Về ngân sách"), seated(number))
    await hall.do(f.WithdrawRequest(request="r2"), seated(22))
    await hall.do(f.ExcuseDelegate("s39", "Ốm"))
    await hall.do(f.ExcuseDelegate("s38", "Công tác"))
    await hall.do(f.ExcuseDelegate("s37", "Công tác"))
    await hall.do(f.ExcuseDelegate("s37"))
    await hall.wait(600)
    for number in range(1, 37):
        await hall.wait(1.5)
        await arrive(hall, number)
    await hall.until(OPENED)
    await hall.do(c.OpenSitting(), CHAIR)


async def written_questions(hall: Stage) -> None:
    """To two directors and one delegate, one of them by the clerk; one is taken back."""
    to = ["", *[G[1]] * 4, *[G[2]] * 3, "s40", "s40"]
    for number in range(1, 10):
        await hall.wait(20)
        topic = f"Vấn đề {1 + (number - 1) // 3}"
        asked = f.FileQuestion(to[number], topic, f"Câu hỏi bằng văn bản số {number}")
        if number == 6:
            await hall.do(f.FileQuestion(to[6], topic, "Gửi bằng giấy", delegate="s6"))
        else:
            await hall.do(asked, seated(number))
    await hall.do(f.WithdrawQuestion("q4"), seated(4))
    await hall.refused("other-delegate", f.WithdrawQuestion("q1"), seated(2))
    topics = (
        Topic("Giao thông", "Roads", respondent=G[1], questions=("q2", "q1", "q3")),
        Topic("Trường học", respondent=G[2], questions=("q5", "q6", "q7")),
        Topic("Giám sát", respondent="s40", questions=("q8", "q9")),
    )
    await hall.do(f.RankTopics(topics))


async def arrive(hall: Stage, number: int) -> None:
    """Come in: by tablet, keypad, card or the clerk's note."""
    match number % 4:
        case 0:
            await hall.do(f.CheckIn(delegate=f"s{number}"))
        case 1:
            await hall.do(f.CheckIn(), seated(number))
        case 2:
            await hall.do(f.CheckIn(seat=str(number)), BRIDGE)
        case _:
            await hall.do(f.CheckIn(seat=str(number), by_card=True), BRIDGE)


async def speak(hall: Stage, seconds: float, by: int = 0) -> str:
    """Let the one who has the floor speak, and end: at their own device, or by the desk."""
    turn = hall.turn.id
    await hall.wait(seconds)
    if by:
        await hall.do(f.EndSpeech(), seated(by))
    else:
        await hall.do(f.EndSpeech(turn))
    return turn


async def reports(hall: Stage) -> None:
    """A report, with a point of order in it and a word into that; an explanation; more time."""
    await hall.do(c.TakeItem("i1"))
    await hall.do(f.SetItemTime(900, "i1"))
    await hall.do(f.GrantFloor(G[5], kind="report"))
    await hall.wait(240)
    await hall.do(f.RequestFloor(kind="point-of-order", note="Sai tờ trình"), seated(3))
    await hall.do(f.RequestFloor(kind="intervention"), seated(4))
    await hall.refused("kind-by-desk", f.RequestFloor(kind="explanation"), seated(5))
    await hall.do(f.GrantFloor("s3", kind="point-of-order"))
    await hall.wait(12.345)
    await hall.do(f.GrantFloor("s4", kind="intervention"))
    await speak(hall, 20.5, by=4)
    assert hall.turn.speaker == "s3"
    await speak(hall, 7.25)
    assert hall.turn.speaker == G[5]
    await hall.do(f.GrantFloor(G[6], kind="reminder"))
    await speak(hall, 9)
    await hall.do(f.ChangeTime(120))
    await hall.do(f.ChangeTime(-30))
    await speak(hall, 200)
    await hall.do(f.GrantFloor(G[4], kind="explanation", reason="Chủ tọa mời"))
    await hall.wait(60)
    await hall.do(f.PauseSpeech())
    await hall.wait(30)
    await hall.do(f.ResumeSpeech())
    await speak(hall, 90)


async def questions_to_a_director(hall: Stage) -> None:
    """Four ask; answers that run out of time; the questioner rebuts first; priority; mute."""
    await hall.do(f.GrantFloor(G[1], kind="opening-statement"))
    await speak(hall, 280)
    for number, written in ((5, ""), (1, "q1"), (2, "q2"), (3, "q3")):
        await hall.wait(2)
        to = "" if written else G[1]
        await hall.do(f.RequestFloor(kind="question", about=written, to=to), seated(number))
    await hall.do(f.RequestFloor(kind="question", to=G[1]), seated(8))
    await hall.do(
        f.MoveRequest(request_of(hall, "s8"), "Nội dung gần nhau", request_of(hall, "s1"))
    )
    await hall.do(f.CloseList())
    await hall.refused("list-closed", f.RequestFloor(kind="question", to=G[1]), seated(9))
    asked = [await asks(hall) for _ in range(5)]
    await hall.refused("answer-in-person", f.GrantFloor(G[2], kind="answer", about=asked[0]))
    await hall.do(f.GrantFloor(G[1], kind="answer", about=asked[0]))
    await hall.wait(100)
    await hall.do(f.TakePriority(on=True), CHAIR)
    await hall.wait(15)
    await hall.do(f.TakePriority(on=False), CHAIR)
    await hall.wait(90)
    assert hall.turn.paused_by == "time"
    await hall.do(f.ChangeTime(30))
    await speak(hall, 25)
    for number in (10, 11, 5):
        await hall.do(f.RequestFloor(kind="question-rebuttal", about=asked[0]), seated(number))
    assert next_request(hall) == request_of(hall, "s5")
    for _ in range(3):
        await hall.do(f.GrantFloor(request=next_request(hall)))
        await speak(hall, 75)
    for question in asked[1:]:
        await hall.do(f.GrantFloor(G[1], kind="answer", about=question))
        await speak(hall, 140)
    await hall.do(f.ReopenList())
    await hall.do(
        f.RecordUndertaking(G[1], "Hoàn thành đường vành đai", due="2027-06-30", about=asked[0])
    )


def request_of(hall: Stage, speaker: str) -> RequestId:
    """Name what somebody has asked for on the item under way."""
    queue = hall.state.floor.queue.values()
    return next(one.id for one in queue if one.speaker == speaker and one.item == hall.state.item)


def next_request(hall: Stage) -> RequestId:
    """Name the request that stands first on the item under way."""
    return next(one.id for one in hall.state.floor.queue.values() if one.item == hall.state.item)


async def asks(hall: Stage) -> str:
    """Give the next in the list the floor for a question; give the turn."""
    await hall.do(f.GrantFloor(request=next_request(hall)))
    return await speak(hall, 48.2, by=int(hall.turn.speaker[1:]))


async def questions_to_another(hall: Stage) -> None:
    """A microphone that does not open; all microphones closed at once; presses that are doubled."""
    await hall.do(f.GrantFloor(G[2], kind="opening-statement"))
    await speak(hall, 240)
    for number, written in ((5, "q5"), (6, "q6"), (7, "q7"), (12, "")):
        command = f.RequestFloor(kind="question", about=written, to="" if written else G[2])
        await hall.do(command, seated(number))
    hall.broken.add("5")
    await hall.do(f.GrantFloor("s5", kind="question"))
    await hall.wait(0.6)
    assert hall.state.floor.microphones[SeatId("5")].alarmed
    await hall.do(f.MoveSpeaker(seat="P2"))
    await speak(hall, 50)
    hall.broken.discard("5")
    asked = [await asks(hall) for _ in range(3)]
    await hall.do(f.GrantFloor(G[2], kind="answer", about=asked[0]))
    await hall.wait(60)
    await hall.do(f.MuteAll())
    await hall.wait(20)
    await hall.do(f.ResumeSpeech())
    await speak(hall, 60)
    for _ in range(3):
        await hall.do(f.RequestFloor(kind="question-rebuttal", about=asked[1]), seated(13))
        await hall.wait(0.1)
        await hall.do(f.WithdrawRequest(), seated(13))
        await hall.wait(5)
    await hall.do(f.GrantFloor("s13", kind="question-rebuttal"))
    await hall.wait(30)
    await hall.do(f.MoveSpeaker(seat=""))
    await speak(hall, 60)
    await hall.do(f.GrantFloor(G[2], kind="answer", about=asked[2], seconds=90))
    await speak(hall, 80)
    await hall.do(f.RecordUndertaking(G[2], "Xây trường mới", about=asked[0]))
    own = "chat-van:u2"
    await hall.do(f.RecordUndertaking(G[2], "Xây xong trường mới", "2027-09", asked[0], own))


async def a_call_of_the_roll(hall: Stage) -> None:
    """Too many have gone: the sitting is suspended, and goes on when enough are back."""
    await hall.do(f.CallQuorum(seconds=90))
    for number in range(1, 27):
        await hall.wait(2)
        await arrive(hall, number)
    await hall.do(f.CheckIn(), seated(1))
    await hall.wait(60)
    assert hall.state.phase == "suspended"
    assert hall.state.quorum_lost
    await hall.refused("quorum-missing", c.ResumeSitting(), CHAIR)
    for number in (38, 40, *range(27, 37)):
        await hall.wait(4)
        await arrive(hall, number)
    await hall.wait(120)
    await hall.do(c.ResumeSitting(), CHAIR)
    await hall.do(f.CallQuorum())
    for number in range(1, 30):
        await hall.do(f.CheckIn(delegate=f"s{number}"))
    await hall.do(f.EndQuorumCall())
    for number in range(30, 37):
        await arrive(hall, number)
    await arrive(hall, 40)


async def questions_to_a_delegate(hall: Stage) -> None:
    """The one who is asked is a delegate; the clock of one turn is begun by the desk."""
    await hall.do(f.GrantFloor("s40", kind="opening-statement"))
    await speak(hall, 120)
    hall.broken.add("8")
    await hall.do(f.GrantFloor("s8", kind="question", about="q8"))
    await hall.wait(0.2)
    await hall.do(f.StartSpeech())
    await hall.wait(5)
    await hall.do(f.MoveSpeaker(seat=""))
    first = await speak(hall, 40)
    hall.broken.discard("8")
    await hall.do(f.GrantFloor("s9", kind="question", about="q9"))
    second = await speak(hall, 55)
    for question in (first, second):
        await hall.do(f.GrantFloor("s40", kind="answer", about=question))
        await speak(hall, 100)


async def a_vote(hall: Stage) -> None:
    """A resolution on the questioning, closed by time."""
    await hall.do(c.OpenVote("Nghị quyết về chất vấn", seconds=30))
    for number in range(1, 31):
        await hall.do(c.CastBallot("v1", "yes"), seated(number))
    await hall.wait(30)
    await hall.do(c.DeclareVote("v1"), CHAIR)


async def debate(hall: Stage) -> None:
    """The groups share out the time; the list opens by itself, then the keys do, then the chair."""
    await hall.do(c.TakeItem("i3"))
    await hall.do(f.SetGroupTime("to-1", 2400))
    await hall.do(f.SetGroupTime("to-2", 1800))
    await hall.do(f.SetGroupTime("to-2", 1800, added=-120))
    for number in (14, 15, 16, 17, 18, 19, 20, 27, 28, 29, 30):
        await hall.wait(1)
        await hall.do(f.RequestFloor(seat=str(number), pressed_at=hall.now - 150), BRIDGE)
    await hall.do(f.SetMicrophones("automatic", open_max=2))
    for number in (21, 23, 24, 25, 26, 14):
        assert hall.state.floor.of(f"s{number}") is not None
        await hall.wait(130)
        await hall.do(f.EndSpeech(seat=str(number)), BRIDGE)
    await hall.do(f.CheckOut(seat="16", by_card=True), BRIDGE)
    for number in (15, 17):
        await hall.wait(110)
        await hall.do(f.EndSpeech(), seated(number))
    await rebuttals(hall)
    await pressing(hall)
    await called_by_the_chair(hall)
    await hall.do(f.SetMicrophones("request"))
    await hall.do(f.HandInSpeech("Ý kiến bằng văn bản về ngân sách"), seated(29))
    await hall.do(f.ChangeUndertaking(CARRIED.id, "done", "Biên bản nghiệm thu"))


async def rebuttals(hall: Stage) -> None:
    """Against what was said; those whose turn runs go on beside them, or end."""
    about = hall.turn.id
    await hall.do(f.SetMicrophones("request", open_max=1))
    for number in (22, 27, 30, 2, 6, 34):
        await hall.wait(3)
        await hall.do(f.RequestFloor(kind="rebuttal", about=about), seated(number))
    await hall.do(f.WithdrawRequest(request=next_request(hall)))
    while (name := next_request(hall)) and hall.state.floor.queue[name].kind == "rebuttal":
        await hall.do(f.GrantFloor(request=name))
        await speak(hall, 171.5)
    await hall.do(f.GrantFloor(G[3], kind="explanation"))
    await speak(hall, 333)


async def pressing(hall: Stage) -> None:
    """Whoever presses opens, while there is room; then whoever holds the key."""
    await hall.do(f.SetMicrophones("free", open_max=2))
    await hall.do(f.RequestFloor(), seated(32))
    await hall.do(f.RequestFloor(seat="9"), BRIDGE)
    await hall.refused("microphones-full", f.RequestFloor(), seated(33))
    await hall.wait(45)
    await hall.do(f.EndSpeech(), seated(32))
    await hall.do(f.RequestFloor(), seated(33))
    await hall.wait(30)
    for turn in list(hall.state.floor.running):
        await hall.do(f.EndSpeech(turn.id))
    await hall.do(f.SetMicrophones("push-to-talk", open_max=3))
    await hall.do(f.RequestFloor(seat="3"), BRIDGE)
    await hall.do(f.RequestFloor(seat="4"), BRIDGE)
    await hall.wait(10)
    await hall.do(f.EndSpeech(seat="4"), BRIDGE)
    await hall.do(f.ReportUnit("3", online=False), BRIDGE)
    await hall.wait(1)
    await hall.do(f.ReportUnit("3", online=True), BRIDGE)


async def called_by_the_chair(hall: Stage) -> None:
    """Nobody asks; a group has little left, then nothing, and the chair names a time."""
    await hall.do(f.SetMicrophones("chair", open_max=1))
    await hall.refused("asking-closed", f.RequestFloor(), seated(31))
    used = hall.state.floor.budgets[ItemId("i3"), "to-2"].used
    await hall.do(f.SetGroupTime("to-2", used // 1000 + 95))
    await hall.do(f.GrantFloor("s31"))
    await speak(hall, 100)
    await hall.refused("budget-spent", f.GrantFloor("s33"))
    for number in (31, 33, 34, 35, 36, 20):
        await hall.do(f.GrantFloor(f"s{number}", seconds=150))
        await speak(hall, 140 + number / 10)


async def afterwards(hall: Stage) -> None:
    """Who was not reached hands it in; what was undertaken is dropped."""
    await hall.wait(300)
    await hall.do(f.HandInSpeech("Kiến nghị về đất đai", item="i3"), seated(28))
    await hall.do(f.ChangeUndertaking("chat-van:u2", "dropped", "Không bố trí được vốn"))
