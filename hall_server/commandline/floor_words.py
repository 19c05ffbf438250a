"""The rules of the floor and of attendance in words, in Vietnamese and in English at once.

Knows how a clerk calls what a pack says of speaking; decides nothing, and must not know files.
"""

from hall_server.commandline.rule_words import Said
from hall_server.sitting.rules import (
    AtEnd,
    AttendanceRule,
    FloorRule,
    Lane,
    MicrophoneMode,
    RulePack,
    SpeechKind,
)

MODES: dict[MicrophoneMode, Said] = {
    "request": ("chủ tọa mở cho người đã xin", "the chair opens them, of those who asked"),
    "automatic": ("còn chỗ thì hàng chờ tự mở", "the queue opens them while a place is free"),
    "free": ("còn chỗ thì ai bấm người ấy mở", "whoever presses, while a place is free"),
    "push-to-talk": ("giữ phím thì mở, thả thì tắt", "whoever holds the key, while it is held"),
    "chair": ("chỉ chủ tọa mở, không ai xin được", "the chair alone, nobody may ask"),
}
LANES: dict[Lane, Said] = {
    "list": ("danh sách phát biểu", "the list of speakers"),
    "reply": ("tranh luận, trả lời", "rebuttals and answers"),
    "order": ("điều hành, xen vào", "points of order and what cuts in"),
}
ENDS: dict[AtEnd, Said] = {
    "warn": ("hết giờ thì báo", "then it is shown"),
    "mute": ("hết giờ thì tắt micrô", "then the microphone closes"),
    "end": ("hết giờ thì kết thúc lượt", "then the turn ends"),
}
_CLOCKS: dict[str, Said] = {
    "ends": ("lượt ấy kết thúc", "that turn ends"),
    "pauses": (
        "lượt ấy tạm dừng, rồi tiếp tục với giờ còn lại",
        "that turn pauses, then goes on with the time it has left",
    ),
    "runs-on": ("lượt ấy vẫn bị tính giờ", "the clock of that turn runs on"),
}
_PAYERS: dict[str, Said] = {
    "speaker": ("giờ của nhóm người nói", "to the speaker's group"),
    "interrupted": ("giờ của nhóm người bị ngắt", "to the group of who is interrupted"),
    "nobody": ("không tính cho nhóm nào", "to nobody"),
}
_ROLES: dict[str, Said] = {
    "question": ("phải nêu hỏi ai", "names whom it asks"),
    "answer": ("trả lời một câu hỏi", "answers a question"),
    "rebuttal": ("tranh luận lại một phát biểu", "is against a speech or an answer"),
}


def seconds(pack: RulePack, kind: SpeechKind) -> Said:
    """Say how long a turn of a kind may take, and how many there may be."""
    turns = max(1, len(kind.seconds) or 2)
    times = [pack.speech_seconds(kind, turn) for turn in range(turns)]
    often = (f"; nhiều nhất {kind.turns_max} lần", f"; {kind.turns_max} turns at most")
    vi, en = often if kind.turns_max else ("", "")
    if times[0] == 0:
        return f"không giới hạn{vi}", f"no limit{en}"
    first, *further = times
    further = further if set(further) - {first} else []
    later_vi = "".join(f", lần sau {one}" for one in further)
    later_en = "".join(f", then {one}" for one in further)
    ends_vi, ends_en = ENDS[pack.at_end(kind)]
    return f"{first} giây{later_vi}; {ends_vi}{vi}", f"{first} seconds{later_en}; {ends_en}{en}"


def warning(shown: int) -> Said:
    """Say when the end of a turn is warned of."""
    if not shown:
        return "không báo trước", "no warning"
    return f"báo trước {shown} giây", f"warned of {shown} seconds before"


def lane(kind: SpeechKind) -> Said:
    """Say where a request waits, and who may make it."""
    vi, en = LANES[kind.lane]
    by = (", bàn chủ tọa nhập", ", by the desk") if kind.asked_by == "desk" else ("", "")
    return f"{vi}, thứ tự {kind.rank}{by[0]}", f"{en}, rank {kind.rank}{by[1]}"


def clock(kind: SpeechKind) -> Said:
    """Say what becomes of the turn that runs."""
    return _CLOCKS[kind.clock]


def payer(kind: SpeechKind) -> Said:
    """Say whose group pays for the time."""
    return _PAYERS[kind.charges]


def role(kind: SpeechKind) -> Said | None:
    """Say what a speech is to others; None: it stands by itself."""
    if kind.role == "speech":
        return None
    vi, en = _ROLES[kind.role]
    if kind.in_person:
        return f"{vi}; chính người bị hỏi trả lời", f"{en}; by the person asked alone"
    if kind.questioner_first:
        return f"{vi}; người đã hỏi được ưu tiên", f"{en}; the questioner goes first"
    return vi, en


def microphones(floor: FloorRule) -> Said:
    """Say how microphones open, how many at once, and when clocks start."""
    vi, en = MODES[floor.mode]
    starts = {
        "grant": ("tính giờ từ khi được mời", "clocks start with the floor"),
        "microphone": ("tính giờ từ khi micrô mở", "clocks start when it is open"),
    }[floor.clock_starts]
    return (
        f"{vi}; cùng lúc {floor.open_max}; {starts[0]}",
        f"{en}; {floor.open_max} at once; {starts[1]}",
    )


def list_of_speakers(floor: FloorRule) -> Said:
    """Say who comes first, and when one may ask."""
    first = ("người chưa nói được trước", "who has not spoken goes first")
    order = first if floor.first_time_first else ("theo thứ tự xin", "in the order of asking")
    before = (
        ("xin được từ trước phiên", "one may ask before the sitting")
        if floor.register_before
        else ("xin khi nội dung bắt đầu", "one asks when the item has begun")
    )
    written = (
        ("chưa được mời thì gửi văn bản", "who was not reached may hand it in")
        if floor.written
        else ("không nhận văn bản thay lời nói", "nothing is taken in writing")
    )
    return f"{order[0]}; {before[0]}; {written[0]}", f"{order[1]}; {before[1]}; {written[1]}"


def group_time(floor: FloorRule) -> Said | None:
    """Say what time each group has for an item; None: groups have none."""
    if not floor.group_seconds:
        return None
    return (
        f"{floor.group_seconds} giây mỗi nội dung, bàn chủ tọa đổi được",
        f"{floor.group_seconds} seconds for an item, unless the desk gives another time",
    )


def attendance(rule: AttendanceRule) -> Said:
    """Say how a quorum call goes, and what follows when too few are left."""
    unanswered = {
        "leave": ("không trả lời là đã rời phòng", "no answer means gone"),
        "keep": ("không trả lời thì chỉ nêu tên", "who does not answer is only named"),
    }[rule.unanswered]
    loss = {
        "note": ("mất túc số thì báo", "loss of quorum is shown"),
        "suspend": ("mất túc số thì tạm nghỉ", "loss of quorum suspends the sitting"),
    }[rule.loss]
    return (
        f"gọi điểm danh {rule.call_seconds} giây, {unanswered[0]}; {loss[0]}",
        f"a quorum call takes {rule.call_seconds} seconds, {unanswered[1]}; {loss[1]}",
    )
