"""Write the golden vectors of the wire: messages as bytes and as JSON, and bytes that are none.

Knows examples only. The files' readers judge their own codecs by them: pytest, vitest, and
whoever writes another client. `python -m scripts.wire_vectors` writes, `--check` only tells.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from hall_server.boards.floor_values import ClockValue, PersonValue, TurnValue
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.command import Command
from hall_server.sitting.model import Option, PaperCount, Plan, Topic
from hall_wire import limits
from hall_wire import messages as m
from hall_wire.codec import ClientCodec, HallCodec, WireError, encode

OUT = Path(__file__).parent.parent / "tests" / "vectors" / "wire.json"

_NOW = 1_795_000_000_123
_ID = "0f0e8a52-7d9c-4c1e-9f43-1c2d3e4f5a6b"
_TOKEN = "dG9rZW4tbcOgdS1jaG8tdMOgaS1saeG7h3U"  # noqa: S105 - an example
_TITLE = "Nghị quyết về kế hoạch đầu tư công năm 2027"
_TITLE_EN = "Resolution on the public investment plan 2027"

_ELECTION = Plan(
    title="Bầu hai Ủy viên Ủy ban nhân dân tỉnh",
    title_en="Election of two members of the People's Committee",
    kind="election",
    options=(
        Option("a", "Lê Văn Thử", delegate="d21", born="1971-04-30"),
        Option("b", "Trần Thị Mẫu", delegate="d22"),
        Option("c", "Đỗ Ví Dụ", "Do Vi Du", born="1980"),
    ),
    seats=2,
    items=("i3",),
)
_COUNT = PaperCount(issued=80, returned=79, valid=77, invalid=2, marks={"a": 66, "b": 54, "c": 20})

_SEAT_PATCH = m.Patch(
    board="seat/d17",
    base=4,
    version=5,
    set={
        "vote": {
            "id": "v1",
            "entitled": True,
            "recused": False,
            "holder": "",
            "holder_name": "",
            "principals": [],
            "ballot": {"choice": "yes", "marks": [], "channel": "tablet", "at": _NOW},
        },
    },
)

_PERSON = PersonValue("d17", "Nguyễn Văn Thử", "17", "Tổ 3")

_TURN = msgspec.to_builtins(
    TurnValue(
        turn="t8",
        person=_PERSON,
        kind="debate",
        vi="Tranh luận",
        en="Rebuttal",
        lane="reply",
        state="speaking",
        paused_by="",
        granted_at=_NOW,
        clock=ClockValue(limit_ms=180_000, used_ms=1_234, since=_NOW + 800, warning_ms=30_000),
        seat="17",
        interrupts="",
        about=PersonValue("g1", "Trần Thị Mẫu", "", "Giám đốc Sở", guest=True),
        to=None,
    )
)

TO_HALL: dict[str, Any] = {
    "the first hello of a device": m.Hello(wire=limits.WIRE_VERSION, token=_TOKEN),
    "a hello that resumes": m.Hello(
        wire=limits.WIRE_VERSION,
        token=_TOKEN,
        epoch="5f1c9a",
        boards={"hall": 120, "seat/d17": 3},
        client="tablet 0.1.0",
    ),
    "a ping": m.Ping(sent=_NOW),
    "a ping at the beginning of time": m.Ping(sent=0),
    "open the sitting": m.Do(id=_ID, command=c.OpenSitting()),
    "check in by oneself": m.Do(id=_ID, command=f.CheckIn()),
    "check in by the desk": m.Do(id=_ID, command=f.CheckIn(delegate="d17")),
    "ask for the floor": m.Do(id="a", command=f.RequestFloor()),
    "grant the floor for three minutes": m.Do(
        id=_ID, command=f.GrantFloor(delegate="d17", seconds=180)
    ),
    "ask to ask a question": m.Do(
        id=_ID,
        command=f.RequestFloor(kind="question", to="g1", note="Về tiến độ hồ chứa", about="q3"),
    ),
    "ask for the floor with a key": m.Do(
        id="unit17:3:9", command=f.RequestFloor(seat="17", pressed_at=_NOW)
    ),
    "ask before the sitting for a later item": m.Do(id=_ID, command=f.RequestFloor(item="i4")),
    "withdraw one of several requests": m.Do(id=_ID, command=f.WithdrawRequest(request="r12")),
    "move a request": m.Do(
        id=_ID, command=f.MoveRequest(request="r12", reason="Cùng nội dung", before="r4")
    ),
    "close the list": m.Do(id=_ID, command=f.CloseList()),
    "reopen the list of an item": m.Do(id=_ID, command=f.ReopenList(item="i4")),
    "grant a request": m.Do(id=_ID, command=f.GrantFloor(request="r12")),
    "let the one who was asked answer": m.Do(
        id=_ID, command=f.GrantFloor(delegate="g1", kind="answer", about="t7")
    ),
    "begin the clock": m.Do(id=_ID, command=f.StartSpeech(turn="t8")),
    "pause a turn": m.Do(id=_ID, command=f.PauseSpeech()),
    "go on with a turn": m.Do(id=_ID, command=f.ResumeSpeech(turn="t8")),
    "take half a minute": m.Do(id=_ID, command=f.ChangeTime(seconds=-30)),
    "move a speaker": m.Do(id=_ID, command=f.MoveSpeaker(turn="t8", seat="P1")),
    "a microphone in the hand": m.Do(id=_ID, command=f.MoveSpeaker()),
    "end a turn with a key": m.Do(id="unit17:3:10", command=f.EndSpeech(seat="17")),
    "a speech in writing": m.Do(
        id=_ID, command=f.HandInSpeech(text="Kính thưa Quốc hội, …", item="i4")
    ),
    "free microphones, four at once": m.Do(
        id=_ID, command=f.SetMicrophones(mode="free", open_max=4)
    ),
    "the chair's priority": m.Do(id=_ID, command=f.TakePriority(on=True)),
    "mute all": m.Do(id=_ID, command=f.MuteAll()),
    "an hour for an item": m.Do(id=_ID, command=f.SetItemTime(seconds=3600)),
    "more time for a group": m.Do(
        id=_ID, command=f.SetGroupTime(group="to-3", seconds=1200, added=120)
    ),
    "excuse a delegate": m.Do(id=_ID, command=f.ExcuseDelegate(delegate="d17", reason="Ốm")),
    "call the quorum": m.Do(id=_ID, command=f.CallQuorum(seconds=60)),
    "end the quorum call": m.Do(id=_ID, command=f.EndQuorumCall()),
    "a card that was put in": m.Do(id="unit17:3:11", command=f.CheckIn(seat="17", by_card=True)),
    "a written question": m.Do(
        id=_ID,
        command=f.FileQuestion(to="g1", topic="Hồ chứa nước", text="Khi nào xong đập phụ?"),
    ),
    "a written question taken back": m.Do(id=_ID, command=f.WithdrawQuestion(question="q3")),
    "topics in their order": m.Do(
        id=_ID,
        command=f.RankTopics(
            topics=(Topic(title="Hồ chứa nước", respondent="g1", questions=("q3", "q1")),)
        ),
    ),
    "an undertaking": m.Do(
        id=_ID,
        command=f.RecordUndertaking(
            who="g1", what="Hoàn thành đập phụ", due="2027-06-30", about="t9"
        ),
    ),
    "an undertaking that was kept": m.Do(
        id=_ID,
        command=f.ChangeUndertaking(
            undertaking="thuong-le:u1", state="done", evidence="Biên bản nghiệm thu số 5"
        ),
    ),
    "open a vote by the chair's hand": m.Do(
        id=_ID, command=c.OpenVote(title=_TITLE, title_en=_TITLE_EN, majority="more-than-half")
    ),
    "open a vote with a window": m.Do(
        id=_ID, command=c.OpenVote(title=_TITLE, majority="more-than-half", seconds=30)
    ),
    "a ballot": m.Do(id=_ID, command=c.CastBallot(vote="v1", choice="abstain")),
    "a ballot from a keypad": m.Do(
        id="unit17:3:1:2", command=c.CastBallot(vote="v1", choice="no", seat="17")
    ),
    "a ballot that marks two candidates": m.Do(
        id=_ID, command=c.CastBallot(vote="v2", marks=("a", "c"), after=0)
    ),
    "a ballot that rates two persons": m.Do(
        id=_ID, command=c.CastBallot(vote="v3", marks=("a:high", "b:low"))
    ),
    "a ballot for somebody absent": m.Do(
        id=_ID, command=c.CastBallot(vote="v1", choice="yes", delegate="d18", after=_NOW)
    ),
    "prepare an election": m.Do(id=_ID, command=c.PrepareVote(plan=_ELECTION)),
    "prepare a vote anew": m.Do(
        id=_ID,
        command=c.PrepareVote(plan=Plan(title=_TITLE, part="Điều 1", replaces="v1"), vote="v4"),
    ),
    "open a prepared vote": m.Do(id=_ID, command=c.OpenVote(vote="v2", quorum_asked=True)),
    "open a vote of a kind": m.Do(id=_ID, command=c.OpenVote(title=_TITLE, kind="hands")),
    "hold a vote": m.Do(id=_ID, command=c.HoldVote(vote="v1")),
    "go on with a vote": m.Do(id=_ID, command=c.ResumeVote(vote="v1")),
    "extend a vote": m.Do(id=_ID, command=c.ExtendVote(vote="v1", seconds=20)),
    "annul a vote": m.Do(id=_ID, command=c.AnnulVote(vote="v1", reason="Sai tên dự thảo")),
    "admit a delegate": m.Do(id=_ID, command=c.AdmitDelegate(vote="v1", delegate="d17")),
    "recuse a delegate": m.Do(
        id=_ID, command=c.RecuseDelegate(vote="v1", delegate="d17", reason="Có liên quan")
    ),
    "call the next": m.Do(id=_ID, command=c.CallDelegate(vote="v1")),
    "a show of hands": m.Do(id=_ID, command=c.EnterHands(vote="v1", yes=77, no=1)),
    "a counting board": m.Do(
        id=_ID, command=c.AppointCountingBoard(vote="v2", members=("d1", "d4", "d9"))
    ),
    "a counting record": m.Do(id=_ID, command=c.EnterPaperCount(vote="v2", count=_COUNT)),
    "a casting vote": m.Do(id=_ID, command=c.GiveCastingVote(vote="v1", choice="no")),
    "a correction claimed": m.Do(
        id=_ID, command=c.ClaimCorrection(vote="v1", claimed="no", reason="Bấm nhầm")
    ),
    "a proxy": m.Do(id=_ID, command=c.GiveProxy(principal="d18", holder="d17")),
    "a microphone that is open": m.Do(id=_ID, command=f.ReportMicrophone(seat="17", open=True)),
    "a unit that answers no more": m.Do(id=_ID, command=f.ReportUnit(seat="17", online=False)),
}

FROM_HALL: dict[str, m.FromHall] = {
    "welcome, display": m.Welcome(
        wire=limits.WIRE_VERSION,
        epoch="5f1c9a",
        now=_NOW,
        role="display",
        device="x1",
        boards=["hall", "display"],
    ),
    "welcome, delegate": m.Welcome(
        wire=limits.WIRE_VERSION,
        epoch="5f1c9a",
        now=_NOW,
        role="delegate",
        device="t17",
        boards=["hall", "seat/d17"],
        delegate="d17",
    ),
    "a whole board": m.Patch(
        board="hall",
        base=0,
        version=70_000,
        set={"sitting": {"title": _TITLE, "state": "in_session", "opened_at": None}},
        whole=True,
    ),
    "a patch": m.Patch(board="hall", base=7, version=9, set={"queue": []}, gone=["call"]),
    "a patch of the floor": m.Patch(
        board="hall", base=9, version=10, set={"turns": [_TURN], "queue": []}
    ),
    "a patch of negative, broken and long values": m.Patch(
        board="hall",
        base=1,
        version=2,
        set={"n": [-1, -129, -70_000, 2**40, 0.5, True, None], "text": "đ" * 300, "": ""},
    ),
    "done": m.Done(id=_ID, seq=41),
    "done, and nothing had to change": m.Done(id=_ID),
    "done again, with the seat's own board": m.Done(id=_ID, seq=41, patch=_SEAT_PATCH, again=True),
    "refused": m.Refused(
        id=_ID,
        code="quorum-missing",
        vi="Chưa đủ túc số: có mặt 30, cần ít nhất 36 đại biểu.",
        en="No quorum: 30 present, at least 36 needed.",
        rule="Điều 83",
    ),
    "refused without an id": m.Refused(id="", code="message-invalid", vi="Sai.", en="Wrong."),
    "a pong": m.Pong(sent=_NOW, now=_NOW + 2),
}

_pack = msgspec.msgpack.encode

BAD_FROM_HALL: dict[str, bytes] = {
    "nothing": b"",
    "cut short": encode(FROM_HALL["a pong"])[:-3],
    "something after the message": encode(FROM_HALL["a pong"]) + b"\xc0",
    "a byte that means nothing": b"\xc1",
    "an array that announces four billion": b"\xdd\xff\xff\xff\xff",
    "no map": _pack([1, 2, 3]),
    "no tag": _pack({"sent": 1, "now": 2}),
    "a tag that is no string": _pack({"t": 7, "sent": 1, "now": 2}),
    "a tag nobody knows": _pack({"t": "pang", "sent": 1, "now": 2}),
    "a tag that JavaScript knows": _pack({"t": "constructor"}),
    "a message to the hall": encode(m.Ping(sent=1)),
    "a field that is missing": _pack({"t": "pong", "sent": 1}),
    "a string for a number": _pack({"t": "pong", "sent": "1", "now": 2}),
    "a broken number for a whole one": _pack({"t": "pong", "sent": 1.5, "now": 2}),
    "a list for a map": _pack({"t": "patch", "board": "hall", "base": 0, "version": 1, "set": []}),
    "a number among the names": _pack(
        {"t": "patch", "board": "hall", "base": 0, "version": 1, "gone": ["queue", 1]}
    ),
    "a patch within that is none": _pack({"t": "done", "id": "a", "patch": {"board": "hall"}}),
}

BAD_TO_HALL: dict[str, bytes] = {
    "a level nobody has": _pack(
        {"t": "do", "id": "a", "command": {"t": "CastBallot", "vote": "v1", "marks": ["a:maybe"]}}
    ),
    "a vote about nothing": _pack({"t": "do", "id": "a", "command": {"t": "PrepareVote"}}),
    "nothing": b"",
    "cut short": encode(TO_HALL["a ballot"])[:-3],
    "a nest of arrays": b"\x91" * 1_000,
    "bytes that are no text": b"\x82\xa1t\xa4ping\xa4sent\xa2\xff\xfe",
    "longer than any message": encode(m.Ping(sent=1)) + b"\xc0" * limits.message_bytes_max,
    "a message from the hall": encode(FROM_HALL["a pong"]),
    "a time before time": _pack({"t": "ping", "sent": -1}),
    "no command": _pack({"t": "do", "id": "a"}),
    "an id with a space": _pack({"t": "do", "id": "a b", "command": {"t": "OpenSitting"}}),
    "a command nobody knows": _pack({"t": "do", "id": "a", "command": {"t": "Dissolve"}}),
    "a command only the house gives": _pack(
        {"t": "do", "id": "a", "command": {"t": "PrepareSitting", "preparation": {}}}
    ),
    "a choice nobody has": _pack(
        {"t": "do", "id": "a", "command": {"t": "CastBallot", "vote": "v1", "choice": "maybe"}}
    ),
    "a difference only the house tells of": _pack(
        {"t": "do", "id": "a", "command": {"t": "TellDifference", "seat": "17"}}
    ),
    "a mode nobody has": _pack(
        {"t": "do", "id": "a", "command": {"t": "SetMicrophones", "mode": "loud"}}
    ),
    "more open microphones than any system has": _pack(
        {"t": "do", "id": "a", "command": {"t": "SetMicrophones", "mode": "free", "open_max": 26}}
    ),
    "a day that is no date": _pack(
        {
            "t": "do",
            "id": "a",
            "command": {"t": "RecordUndertaking", "who": "g1", "what": "x", "due": "tháng sau"},
        }
    ),
    "a request moved for no reason": _pack(
        {"t": "do", "id": "a", "command": {"t": "MoveRequest", "request": "r1", "reason": ""}}
    ),
    "a speech in writing too long": _pack(
        {
            "t": "do",
            "id": "a",
            "command": {"t": "HandInSpeech", "text": "x" * (limits.text_characters_max + 1)},
        }
    ),
    "a title too long": _pack(
        {
            "t": "do",
            "id": "a",
            "command": {"t": "AddItem", "title": "x" * (limits.title_characters_max + 1)},
        }
    ),
}


def main(arguments: list[str] | None = None) -> int:
    """Write the vectors, or with `--check` compare them. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if not current")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args(arguments)
    text = vectors()
    if not given.check:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(text, encoding="utf-8")
        return 0
    if given.out.exists() and given.out.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{given.out.name} is not current: run python -m scripts.wire_vectors\n")
    return 1


def vectors() -> str:
    """Give the whole file; the same examples always give the same text."""
    client, hall = ClientCodec(), HallCodec[Command](c.FromClients)
    found = {
        "wire": limits.WIRE_VERSION,
        "to_hall": [_good(name, message) for name, message in TO_HALL.items()],
        "from_hall": [_good(name, message) for name, message in FROM_HALL.items()],
        "bad_to_hall": list(_bad(BAD_TO_HALL, hall)),
        "bad_from_hall": list(_bad(BAD_FROM_HALL, client)),
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _good(name: str, message: msgspec.Struct) -> dict[str, Any]:
    return {"name": name, "hex": encode(message).hex(), "json": msgspec.to_builtins(message)}


def _bad(
    examples: dict[str, bytes], codec: ClientCodec | HallCodec[Command]
) -> Iterable[dict[str, str]]:
    for name, data in examples.items():
        yield {"name": name, "hex": data.hex(), "code": _code(codec, data)}


def _code(codec: ClientCodec | HallCodec[Command], data: bytes) -> str:
    try:
        codec.decode(data)
    except WireError as error:
        return error.code
    raise AssertionError(f"{data!r} was to be no message")


if __name__ == "__main__":
    sys.exit(main())
