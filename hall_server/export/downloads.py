"""The files that a sitting can be taken away in, by their names."""

from collections.abc import Callable

from hall_server.export.attendance import attendance_of
from hall_server.export.questions import questions_of
from hall_server.export.speaking import speaking_of, turns_of, written_of
from hall_server.export.table import Language, Table
from hall_server.export.undertakings import undertakings_of
from hall_server.sitting.state import State

DOWNLOADS: dict[str, Callable[[State, Language], Table]] = {
    "undertakings": undertakings_of,
    "attendance": attendance_of,
    "speaking": speaking_of,
    "turns": turns_of,
    "questions": questions_of,
    "written": written_of,
}
