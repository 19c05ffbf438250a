"""Bringing a state to where a journal ends, entry by entry. Knows no answers and no clock."""

from hall_server.journal.journal import Entry, JournalError
from hall_server.sitting.evolve import evolve
from hall_server.sitting.state import State


def take_in(state: State, entry: Entry) -> None:
    """Take an entry into the state.

    Raises `JournalError` for one that can't follow from what stands before it: the law never
    wrote it, though the chain of hashes may hold.
    """
    try:
        evolve(state, entry.event, entry.at)
    except (LookupError, AssertionError) as error:
        kind = type(entry.event).__name__
        raise JournalError(
            "journal-broken",
            entry.seq,
            f"Entry {entry.seq} ({kind}) can't follow from what stands before it.",
            "Restore the journal and its anchor from a copy; keep this one as evidence.",
        ) from error
