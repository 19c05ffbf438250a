"""What a journal's entries lead to. Knows no clock, decides nothing."""

from collections.abc import Iterable

from hall_server.hall.answers import Answer, Answers
from hall_server.journal.journal import Entry, JournalError
from hall_server.sitting.evolve import evolve
from hall_server.sitting.state import State


class Past:
    """What has happened so far: the state of the sitting, and the answers that were given."""

    def __init__(self) -> None:
        self.state = State()
        self.answers = Answers()

    def take(self, entries: Iterable[Entry]) -> None:
        """Take the next entries. Raises `JournalError` for one that can't be the next."""
        remember = self.answers.remember
        for entry in entries:
            take_in(self.state, entry)
            for device, command_id, fingerprint in entry.also:
                remember(device, command_id, Answer(fingerprint, 0))
            if entry.command:
                remember(entry.device, entry.command, Answer(entry.fingerprint, entry.seq))


def take_in(state: State, entry: Entry) -> None:
    """Take an entry into the state.

    Raises `JournalError` for one that can't follow from what stands before it: the law never
    wrote it, though the chain of hashes may hold.
    """
    try:
        evolve(state, entry.event, entry.at)
    except (LookupError, ValueError, AssertionError) as error:
        kind = type(entry.event).__name__
        raise JournalError(
            "journal-broken",
            entry.seq,
            f"Entry {entry.seq} ({kind}) can't follow from what stands before it.",
            "Restore the journal and its anchor from a copy; keep this one as evidence.",
        ) from error
