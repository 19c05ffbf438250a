"""Whether the rules of the floor and of attendance make sense as a whole.

Knows how the kinds of speech depend on each other; must not know files and lines.
"""

from collections.abc import Iterator

from msgspec.structs import fields

from hall_server.config.faults import Fault, empty, misspelt, nameless
from hall_server.sitting.rules import AttendanceRule, FloorRule, RulePack, SpeechKind

_WARNED_OF_BY_DEFAULT = {field.name: field.default for field in fields(FloorRule)}[
    "warning_seconds"
]
"""Nobody wrote it, so nobody is told that it is too long for their seconds."""


def faults_of_speech(pack: RulePack) -> Iterator[Fault]:
    """Find what makes no sense in `[floor]`, `[speeches]` and `[attendance]`."""
    yield from _of_names(pack)
    yield from _of_floor(pack)
    for name, kind in pack.speeches.items():
        yield from _of_kind(pack, name, kind)
    yield from _of_attendance(pack)


def _of_names(pack: RulePack) -> Iterator[Fault]:
    floor = pack.floor
    yield from misspelt("speeches", pack.speeches)
    if (pack.speeches or floor.default_kind) and floor.default_kind not in pack.speeches:
        yield nameless("floor.default_kind", "speeches", floor.default_kind)
    if floor.keypad_kind and floor.keypad_kind not in pack.speeches:
        yield nameless("floor.keypad_kind", "speeches", floor.keypad_kind)
    called: dict[str, str] = {}
    for name, kind in pack.speeches.items():
        yield from empty(f"speeches.{name}", kind, ("vi", "en", "source"))
        for key, words in (("vi", kind.vi), ("en", kind.en)):
            other = called.setdefault(f"{key} {words}", name)
            if other != name:
                yield Fault(
                    (f"speeches.{name}.{key}", f"speeches.{other}.{key}"),
                    f"[speeches.{other}] cũng có tên «{words}»: không ai phân biệt được",
                    f"[speeches.{other}] is called “{words}” too: nobody can tell them apart",
                )


def _of_floor(pack: RulePack) -> Iterator[Fault]:
    floor = pack.floor
    if not pack.speeches:
        return
    yield from _of_key(pack, "floor.default_kind", floor.default_kind)
    if floor.keypad_kind:
        yield from _of_key(pack, "floor.keypad_kind", floor.keypad_kind)
    if not pack.speech("").ordinary:
        yield Fault(
            ("floor.default_kind", f"speeches.{floor.default_kind}.clock"),
            "loại mặc định phải lần lượt chờ đến phiên (clock = \"ends\")",
            "the default kind must wait for its turn (clock = \"ends\")",
        )  # fmt: skip
    told = floor.warning_seconds != _WARNED_OF_BY_DEFAULT
    if told and floor.warning_seconds >= min(floor.first_seconds, floor.further_seconds):
        yield Fault(
            ("floor.warning_seconds", "floor.further_seconds", "floor.first_seconds"), *_TOO_EARLY
        )
    payers = [kind for kind in pack.speeches.values() if kind.charges != "nobody"]
    if floor.group_seconds and not payers:
        yield Fault(
            ("floor.group_seconds", *(f"speeches.{name}.charges" for name in pack.speeches)),
            "có giờ của nhóm (group_seconds) thì phải có loại phát biểu tính vào đó (charges)",
            "groups have time (group_seconds), but no kind of speech is charged to any",
        )


_TOO_EARLY = (
    "báo trước (warning_seconds) phải ngắn hơn thời gian nói",
    "the warning (warning_seconds) must be shorter than the turn",
)


def _of_key(pack: RulePack, field: str, name: str) -> Iterator[Fault]:
    """What one key asks for must be something that it can say all of."""
    kind = pack.speeches[name]
    if kind.asked_by == "desk":
        yield Fault(
            (field, f"speeches.{name}.asked_by"),
            f"«{name}» chỉ bàn chủ tọa nhập được (asked_by = \"desk\"), không ai bấm xin được",
            f"“{name}” is asked for by the desk alone (asked_by = \"desk\"), by no key",
        )  # fmt: skip
    if kind.role in ("question", "answer"):
        yield Fault(
            (field, f"speeches.{name}.role"),
            f"«{name}» phải nêu hỏi ai hoặc trả lời câu nào: một phím không nói được",
            f"“{name}” must name whom it asks or what it answers: one key can't say that",
        )


def _of_kind(pack: RulePack, name: str, kind: SpeechKind) -> Iterator[Fault]:
    yield from _of_clock(pack, name, kind)
    yield from _of_seconds(pack, name, kind)
    place = f"speeches.{name}"
    for key, role in (("in_person", "answer"), ("questioner_first", "rebuttal")):
        if getattr(kind, key) and kind.role != role:
            yield Fault(
                (f"{place}.{key}", f"{place}.role"),
                f"{key} chỉ dùng với role = \"{role}\", ở đây là {kind.role}",
                f"{key} goes with role = \"{role}\" alone; here it is {kind.role}",
            )  # fmt: skip


def _of_clock(pack: RulePack, name: str, kind: SpeechKind) -> Iterator[Fault]:
    place = f"speeches.{name}"
    if kind.charges == "interrupted" and kind.clock != "pauses":
        yield Fault(
            (f"{place}.charges", f"{place}.clock"),
            "charges = \"interrupted\" chỉ dùng với clock = \"pauses\": "
            "với ends không ai bị ngắt, với runs-on giờ ấy đã được tính rồi",
            "charges = \"interrupted\" goes with clock = \"pauses\": with ends nobody is "
            "interrupted, with runs-on that time is charged already",
        )  # fmt: skip
    if not kind.ordinary and kind.lane != "order":
        yield Fault(
            (f"{place}.lane", f"{place}.clock"),
            f"loại chen vào khi người khác nói (clock = \"{kind.clock}\") phải ở lane = \"order\"",
            f"what cuts in (clock = \"{kind.clock}\") stands in lane = \"order\"",
        )  # fmt: skip
    usual = pack.speeches.get(pack.floor.default_kind, kind)
    if not kind.ordinary and kind.rank > usual.rank:
        yield Fault(
            (f"{place}.rank", f"speeches.{pack.floor.default_kind}.rank"),
            f"loại chen vào không thể đứng sau «{usual.vi}» (rank {kind.rank} > {usual.rank})",
            f"what cuts in can't wait behind “{usual.en}” (rank {kind.rank} > {usual.rank})",
        )


def _of_seconds(pack: RulePack, name: str, kind: SpeechKind) -> Iterator[Fault]:
    place, times = f"speeches.{name}", kind.seconds
    if 0 in times and len(times) > 1:
        yield Fault(
            (f"{place}.seconds",),
            "0 là không giới hạn, phải đứng một mình; số lần nói thì ghi turns_max",
            "0 means no limit and stands alone; how often one may speak is turns_max",
        )
    if kind.turns_max and len(times) > kind.turns_max:
        yield Fault(
            (f"{place}.seconds", f"{place}.turns_max"),
            f"nói nhiều nhất {kind.turns_max} lần mà có {len(times)} mức thời gian",
            f"there are {len(times)} times, but {kind.turns_max} turns at most",
        )
    if times == (0,):
        for key, given in (
            ("at_end", isinstance(kind.at_end, str)),
            (
                "warning_seconds",
                bool(isinstance(kind.warning_seconds, int) and kind.warning_seconds),
            ),
        ):
            if given:
                yield Fault(
                    (f"{place}.{key}", f"{place}.seconds"),
                    f"không giới hạn thời gian (seconds = [0]) thì {key} không bao giờ đến",
                    f"with no limit (seconds = [0]) {key} never comes",
                )
        return
    own = isinstance(kind.warning_seconds, int) or times
    shortest = min(times or (pack.floor.first_seconds, pack.floor.further_seconds))
    if own and pack.warning_seconds(kind) >= shortest > 0:
        fields = (f"{place}.warning_seconds", f"{place}.seconds", "floor.warning_seconds")
        yield Fault((*fields, "floor.further_seconds", "floor.first_seconds"), *_TOO_EARLY)


def _of_attendance(pack: RulePack) -> Iterator[Fault]:
    rule = pack.attendance
    if rule != AttendanceRule(source=rule.source, since=rule.since):
        yield from empty("attendance", rule, ("source",))
    quorum = pack.quorum
    in_heads = quorum is not None and (quorum.threshold is None or quorum.threshold.unit == "heads")
    if rule.loss == "suspend" and not in_heads:
        yield Fault(
            ("attendance.loss", "quorum.threshold.unit", "quorum"),
            "loss = \"suspend\" cần có túc số tính theo đầu người",
            "loss = \"suspend\" needs a quorum of heads",
        )  # fmt: skip
