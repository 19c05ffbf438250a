"""Speaking as tables: who spoke how often and how long, each turn, and speeches in writing."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from hall_server.export.people import askers, named
from hall_server.export.table import Cell, Language, Table, in_language, moment, seconds
from hall_server.sitting.floor_state import Turn
from hall_server.sitting.ids import ItemId, SpeakerId
from hall_server.sitting.state import State

_PERSON = (
    ("Họ tên", "Name"),
    ("Ghế", "Seat"),
    ("Tổ / chức vụ", "Group / office"),
)
_SPEAKERS = (
    *_PERSON,
    ("Nội dung thứ", "Item"),
    ("Loại phát biểu", "Kind of speech"),
    ("Số lượt", "Turns"),
    ("Tổng thời gian (giây)", "Time (seconds)"),
)
_TURNS = (
    ("Lượt", "Turn"),
    *_PERSON,
    ("Nội dung thứ", "Item"),
    ("Nội dung", "Title"),
    ("Loại phát biểu", "Kind of speech"),
    ("Được mời lúc ({zone})", "Called at ({zone})"),
    ("Bắt đầu ({zone})", "Began ({zone})"),
    ("Kết thúc ({zone})", "Ended ({zone})"),
    ("Thời gian nói (giây)", "Time spoken (seconds)"),
    ("Thời hạn (giây)", "Limit (seconds)"),
    ("Bấm đến mở micrô (mili giây)", "Press to open microphone (ms)"),
    ("Về lượt hoặc phiếu", "About turn or question"),
    ("Của", "By"),
    ("Hỏi ai", "Put to"),
)
_WRITTEN = (
    *_PERSON,
    ("Nội dung thứ", "Item"),
    ("Gửi lúc ({zone})", "Handed in at ({zone})"),
    ("Toàn văn", "Text"),
)


class _Sum(NamedTuple):
    turns: int = 0
    spent: int = 0


def speaking_of(state: State, language: Language) -> Table:
    """Make a table of who spoke how often and how long, by item and kind, in order of speaking.

    Sums by person or group are a spreadsheet's work. A turn that runs counts with its time so far.
    """
    sums: defaultdict[tuple[SpeakerId, ItemId | None, str], _Sum] = defaultdict(_Sum)
    for turn in state.floor.turns:
        key = (turn.speaker, turn.item, _kind(turn, language))
        turns, spent = sums[key]
        sums[key] = _Sum(turns + 1, spent + turn.clock.spent(state.last_at))
    rows = [
        (*named(state, speaker), _number(state, item), kind, total.turns, seconds(total.spent))
        for (speaker, item, kind), total in sums.items()
    ]
    return Table(_SPEAKERS, tuple(rows))


def turns_of(state: State, language: Language) -> Table:
    """Make a table of every turn, in the order in which they were given."""
    by = askers(state)
    return Table(_TURNS, tuple(_turn(state, turn, by, language) for turn in state.floor.turns))


def written_of(state: State, _language: Language) -> Table:
    """Make a table of the speeches that were handed in in writing, with their text."""
    rows = [
        (*named(state, one.speaker), _number(state, one.item), moment(one.at), one.text)
        for one in state.floor.written
    ]
    return Table(_WRITTEN, tuple(rows))


def _turn(
    state: State, turn: Turn, by: Mapping[str, SpeakerId], language: Language
) -> tuple[Cell, ...]:
    item = next((item for item in state.agenda if item.id == turn.item), None)
    title = in_language((item.title, item.title_en or item.title), language) if item else ""
    return (
        turn.id,
        *named(state, turn.speaker),
        _number(state, turn.item),
        title,
        _kind(turn, language),
        moment(turn.granted_at),
        moment(turn.started_at),
        moment(turn.ended_at),
        seconds(turn.clock.spent(state.last_at)),
        seconds(turn.clock.limit),
        turn.opening_ms,
        turn.about,
        named(state, by.get(turn.about, "")).name,
        named(state, turn.to).name,
    )


def _kind(turn: Turn, language: Language) -> str:
    return in_language((turn.rule.vi, turn.rule.en), language)


def _number(state: State, item: ItemId | None) -> int | None:
    return next((known.number for known in state.agenda if known.id == item), None)
