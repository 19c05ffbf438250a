"""Attendance as a table: each stay of each delegate, why others were away, answers to calls."""

from collections import defaultdict
from typing import NamedTuple

from hall_server.export import words
from hall_server.export.table import Cell, Language, Table, in_language, moment, zone_mark
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.model import Delegate
from hall_server.sitting.state import Presence, State

_HEADINGS = (
    ("Ghế", "Seat"),
    ("Họ tên", "Name"),
    ("Tổ", "Group"),
    ("Có mặt từ ({zone})", "Present from ({zone})"),
    ("Ghi nhận qua", "Noted by"),
    ("Đến ({zone})", "Until ({zone})"),
    ("Ghi nhận qua", "Noted by"),
    ("Vắng có lý do", "Reason of absence"),
)


class _Stay(NamedTuple):
    came: Presence
    left: Presence | None


def attendance_of(state: State, language: Language) -> Table:
    """Make a table with a row for each stay, and one for whoever never came.

    Answers to the quorum calls have a column each, and stand in a delegate's first row. Who is
    still there has no end of the stay, or the end of the sitting.
    """
    calls = tuple(
        (
            f"Điểm danh lại {call.number} ({moment(call.called_at)} {zone_mark})",
            f"Quorum call {call.number} ({moment(call.called_at)} {zone_mark})",
        )
        for call in state.quorum_calls
    )
    stays = _stays(state)
    rows = [
        row
        for delegate in state.delegates.values()
        for row in _rows(state, delegate, stays[delegate.id], language)
    ]
    return Table((*_HEADINGS, *calls), tuple(rows))


def _stays(state: State) -> defaultdict[DelegateId, list[_Stay]]:
    found: defaultdict[DelegateId, list[_Stay]] = defaultdict(list)
    for point in state.timeline:
        if point.present:
            found[point.delegate].append(_Stay(point, None))
        else:
            found[point.delegate][-1] = _Stay(found[point.delegate][-1].came, point)
    return found


def _rows(
    state: State, delegate: Delegate, stays: list[_Stay], language: Language
) -> list[tuple[Cell, ...]]:
    group = state.groups.get(delegate.group)
    person = (delegate.seat, delegate.name, group.name if group else delegate.group)
    excused, answers = state.excused.get(delegate.id, ""), _answers(state, delegate.id, language)
    if not stays:
        return [(*person, "", "", "", "", excused, *answers)]
    last, blank = len(stays) - 1, [""] * len(answers)
    return [
        (
            *person,
            *_times(state, stay, language),
            excused if number == last else "",
            *(blank if number else answers),
        )
        for number, stay in enumerate(stays)
    ]


def _times(state: State, stay: _Stay, language: Language) -> tuple[str, str, str, str]:
    came = (moment(stay.came.at), words.channel(stay.came.channel, language))
    if stay.left is None:
        over = in_language(("hết phiên", "end of the sitting"), language)
        end = (moment(state.adjourned_at), over if state.adjourned_at else "")
    else:
        end = (moment(stay.left.at), words.channel(stay.left.channel, language))
    return (*came, *end)


def _answers(state: State, delegate: DelegateId, language: Language) -> tuple[str, ...]:
    given = (call.confirmed.get(delegate) for call in state.quorum_calls)
    return tuple("" if channel is None else words.channel(channel, language) for channel in given)
