"""What other sittings of a council left behind: undertakings, read out of their journals.

Reads journals, changes none. One that can't be trusted gives nothing and is named: an old sitting's
damage must not keep a new one from being held.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from hall_server.journal.folder import JOURNAL_FILE
from hall_server.journal.journal import Entry, JournalError
from hall_server.journal.sqlite import check, unreadable
from hall_server.sitting import undertakings as law
from hall_server.sitting.events import SittingPrepared
from hall_server.sitting.floor_events import UndertakingChanged, UndertakingRecorded
from hall_server.sitting.model import Undertaking
from hall_server.sitting.state import State


class Carried(NamedTuple):
    """The latest word about each undertaking, and what is wrong with journals, by their folder."""

    undertakings: tuple[Undertaking, ...]
    troubles: dict[str, JournalError]

    @property
    def still_open(self) -> tuple[Undertaking, ...]:
        """Those that are neither done nor dropped."""
        return tuple(one for one in self.undertakings if one.state == "open")


def folders_beside(sitting: Path) -> list[Path]:
    """Find the folders of the other sittings, each with a journal, beside that of one.

    Raises `JournalError` when they may not be looked for.
    """
    try:
        candidates = sorted(sitting.parent.iterdir()) if sitting.parent.is_dir() else []
        found = [place for place in candidates if (place / JOURNAL_FILE).is_file()]
    except OSError as error:
        raise unreadable(sitting.parent, error) from error
    return [place for place in found if place.name != sitting.name]


def carried_from(folders: Sequence[Path], known: Sequence[Undertaking] = ()) -> Carried:
    """Read the undertakings of sittings; of each the latest word counts, wherever it stands.

    What is `known` already stays, though the journal it came from may have broken since.
    """
    words = list(known)
    troubles: dict[str, JournalError] = {}
    for folder in folders:
        try:
            words += undertakings_in(folder)
        except JournalError as error:
            troubles[folder.name] = error
    latest = law.latest(words).values()
    return Carried(tuple(sorted(latest, key=_age)), troubles)


def _age(undertaking: Undertaking) -> tuple[int, str, int, str]:
    """The first recorded first; those of one moment by their number."""
    sitting, _, number = undertaking.id.rpartition(":u")
    return undertaking.recorded_at, sitting, len(number), number


def undertakings_in(folder: Path) -> list[Undertaking]:
    """Read the undertakings that the journal in a sitting's folder knows, as it left them.

    Raises `JournalError` when it is not whole.
    """
    state = State()
    check(folder, lambda entries: _take(state, entries))
    return list(state.undertakings.values())


def _take(state: State, entries: Iterable[Entry]) -> None:
    """Take what is about undertakings into a state that knows nothing else."""
    for entry in entries:
        event = entry.event
        if isinstance(event, SittingPrepared):
            state.undertakings = law.carried_in(state, event.preparation)
            state.preparation = event.preparation
        elif isinstance(event, UndertakingRecorded):
            law.undertaking_recorded(state, event, entry.at)
        elif isinstance(event, UndertakingChanged):
            _change(state, event, entry)


def _change(state: State, event: UndertakingChanged, entry: Entry) -> None:
    if event.undertaking not in state.undertakings:
        raise JournalError(
            "journal-broken",
            entry.seq,
            f"Entry {entry.seq} changes an undertaking that nobody gave.",
            "Restore the journal and its anchor from a copy; keep this one as evidence.",
        )
    law.undertaking_changed(state, event, entry.at)
