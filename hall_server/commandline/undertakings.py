"""`hall undertakings`: what was promised in all sittings of a council, and what became of it.

Reads journals, also beside a running hall; changes none. A journal that can't be trusted is named,
and the others are read.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hall_server.commandline.journal_words import in_both_languages
from hall_server.commandline.verify import say, sittings_in
from hall_server.export.table import LANGUAGES, Language, to_csv
from hall_server.export.undertakings import undertakings_table
from hall_server.hall.carried import carried_from
from hall_server.sitting.ids import UndertakingState
from hall_server.sitting.model import Undertaking

EXIT_WRONG_INPUT = 2
EXIT_JOURNAL = 3

_STATES: dict[UndertakingState, str] = {
    "open": "đang thực hiện · open",
    "done": "đã thực hiện · done",
    "dropped": "không theo dõi nữa · dropped",
}
_OVERDUE = "QUÁ HẠN · OVERDUE"


def add_undertakings(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `undertakings`."""
    text = "list what was undertaken in a council's sittings, and what became of it"
    parser = verbs.add_parser("undertakings", help=text, description=text)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--open", action="store_true", help="those alone that are still open")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--csv", type=Path, metavar="FILE", help="write a file for a spreadsheet")
    forms.add_argument("--json", action="store_true", help="print JSON, times in UTC")
    parser.add_argument(
        "--language", choices=LANGUAGES, default=LANGUAGES[0], help="of the CSV: vi or en"
    )
    parser.set_defaults(verb=list_undertakings)


def list_undertakings(chosen: argparse.Namespace) -> int:
    """Print or write the latest word about each undertaking, in the order they were given.

    Raises `ConfigError` for a folder without journals.
    """
    carried = carried_from(sittings_in(chosen.folder))
    for sitting, error in carried.troubles.items():
        say(Console(stderr=True), f"{sitting}: {in_both_languages(error)}")
    undertakings = carried.still_open if chosen.open else carried.undertakings
    try:
        _form(chosen)(undertakings)
    except OSError as error:
        say(Console(stderr=True), f"Không ghi được {error.filename}", f"Can't write: {error}")
        return EXIT_WRONG_INPUT
    return EXIT_JOURNAL if carried.troubles else 0


def _form(chosen: argparse.Namespace) -> Callable[[Sequence[Undertaking]], None]:
    if chosen.csv is not None:
        return lambda undertakings: _write(chosen.csv, undertakings, chosen.language)
    return _print_json if chosen.json else _print_table


def _write(path: Path, undertakings: Sequence[Undertaking], language: Language) -> None:
    path.write_bytes(to_csv(undertakings_table(undertakings, language), language))
    say(Console(), f"{path}: {len(undertakings)}")


def _print_json(undertakings: Sequence[Undertaking]) -> None:
    listed = [
        {
            **{name: getattr(one, name) for name in one.__struct_fields__},
            "recorded_at": _utc(one.recorded_at),
            "changed_at": _utc(one.changed_at),
        }
        for one in undertakings
    ]
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(listed)).decode() + "\n")


def _utc(at: int) -> datetime | None:
    return datetime.fromtimestamp(at / 1000, UTC) if at else None


def _print_table(undertakings: Sequence[Undertaking]) -> None:
    console = Console()
    if not undertakings:
        console.print("Chưa có lời hứa nào · Nothing was undertaken yet", highlight=False)
        return
    table = Table(title="Lời hứa sau chất vấn · Undertakings", title_justify="left")
    for heading in (
        "Mã · Id",
        "Ai · Who",
        "Nội dung · What",
        "Thời hạn · Due",
        "Tình trạng · State",
    ):
        table.add_column(heading, overflow="fold")
    today = datetime.now(UTC).astimezone().date()
    for one in undertakings:
        who = f"{one.who}\n{one.office}" if one.office else one.who
        table.add_row(*map(Text, (one.id, who, one.what, one.due, _state(one, today))))
    console.print(table)


def _state(undertaking: Undertaking, today: date) -> str:
    said = _OVERDUE if overdue(undertaking, today) else _STATES[undertaking.state]
    return f"{said}\n{undertaking.evidence}" if undertaking.evidence else said


def overdue(undertaking: Undertaking, today: date) -> bool:
    """Tell whether an open undertaking's day, month or year is over."""
    due = undertaking.due
    return undertaking.state == "open" and bool(due) and today.isoformat()[: len(due)] > due
