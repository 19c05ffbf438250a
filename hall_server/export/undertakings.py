"""Undertakings as a table: who promised what, by when, and what became of it."""

from collections.abc import Iterable

from hall_server.export import words
from hall_server.export.table import Language, Table, in_language, moment
from hall_server.sitting.model import Undertaking
from hall_server.sitting.state import State

_HEADINGS = (
    ("Mã", "Id"),
    ("Kỳ họp", "Sitting"),
    ("Mã kỳ họp", "Id of the sitting"),
    ("Người hứa", "Who"),
    ("Chức vụ", "Office"),
    ("Nội dung", "What"),
    ("Thời hạn", "Due"),
    ("Theo chất vấn của", "Asked by"),
    ("Tình trạng", "State"),
    ("Căn cứ", "Evidence"),
    ("Ghi nhận lúc ({zone})", "Recorded at ({zone})"),
    ("Cập nhật lúc ({zone})", "Changed at ({zone})"),
)


def undertakings_of(state: State, language: Language) -> Table:
    """Make a table of what earlier sittings left open and what was undertaken in this one."""
    return undertakings_table(state.undertakings.values(), language)


def called(one: Undertaking, language: Language) -> str:
    """Say how the sitting is called in which it was given; older journals have its id alone."""
    title = one.sitting_title or one.sitting
    return in_language((title, one.sitting_title_en or title), language)


def undertakings_table(undertakings: Iterable[Undertaking], language: Language) -> Table:
    """Make a table of undertakings, in the order in which they are given."""
    return Table(
        _HEADINGS,
        tuple(
            (
                one.id,
                called(one, language),
                one.sitting,
                one.who,
                one.office,
                one.what,
                one.due,
                one.asked_by,
                words.undertaking_state(one.state, language),
                one.evidence,
                moment(one.recorded_at),
                moment(one.changed_at),
            )
            for one in undertakings
        ),
    )
