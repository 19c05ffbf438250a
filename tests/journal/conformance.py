"""What every journal must keep: an adapter's tests are this class over its own fixture."""

from hashlib import sha256

import pytest

from hall_server.journal.chain import GENESIS
from hall_server.journal.journal import Entry, Idle, Journal, to_line
from hall_server.sitting.events import AnyEvent
from tests.journal.events import EVENTS
from tests.making import entries_of


async def filled(journal: Journal, events: list[AnyEvent]) -> list[Entry]:
    """Append as one batch; give the entries that must be read back."""
    made = entries_of(events, after=journal.head.seq)
    await journal.append(made)
    return made


class JournalConformance:
    """Subclasses give a fixture `journal`: an empty one."""

    async def test_an_empty_journal_stands_at_the_beginning(self, journal: Journal) -> None:
        assert journal.head == GENESIS == (0, bytes(32))
        assert list(journal.entries()) == []

    async def test_every_kind_of_event_is_read_back_as_it_was_written(
        self, journal: Journal
    ) -> None:
        expected = await filled(journal, EVENTS)
        assert list(journal.entries()) == expected

    async def test_entries_are_numbered_from_one_over_all_batches(self, journal: Journal) -> None:
        expected = [
            entry
            for batch in (EVENTS[:1], EVENTS[1:4], EVENTS[4:])
            for entry in await filled(journal, batch)
        ]
        assert [entry.seq for entry in journal.entries()] == list(range(1, len(EVENTS) + 1))
        assert list(journal.entries()) == expected

    async def test_head_is_the_number_and_the_chained_hash_of_the_last_entry(
        self, journal: Journal
    ) -> None:
        expected = await filled(journal, EVENTS)
        last = bytes(32)
        for entry in expected:
            last = sha256(last + to_line(entry)).digest()
        assert journal.head == (len(EVENTS), last)

    async def test_append_gives_the_head_it_leads_to(self, journal: Journal) -> None:
        head = await journal.append(entries_of(EVENTS))
        assert head == journal.head
        assert head.seq == len(EVENTS)

    async def test_the_chain_does_not_depend_on_how_it_was_cut_into_batches(
        self, journal: Journal
    ) -> None:
        made = entries_of(EVENTS)
        for entry in made:
            await journal.append([entry])
        last = bytes(32)
        for entry in made:
            last = sha256(last + to_line(entry)).digest()
        assert journal.head.hash == last

    async def test_appending_nothing_changes_nothing(self, journal: Journal) -> None:
        await filled(journal, EVENTS[:2])
        before = journal.head
        assert await journal.append([]) == before
        assert len(list(journal.entries())) == 2

    async def test_an_entry_that_does_not_follow_the_head_is_not_stored(
        self, journal: Journal
    ) -> None:
        expected = await filled(journal, EVENTS[:2])
        for after in (1, 3):
            with pytest.raises(AssertionError):
                await journal.append(entries_of(EVENTS[2:4], after=after))
        assert list(journal.entries()) == expected

    async def test_two_readers_read_independently(self, journal: Journal) -> None:
        expected = await filled(journal, EVENTS)
        one, other = journal.entries(), journal.entries()
        assert next(one) == next(other) == expected[0]
        assert list(one) == list(other) == expected[1:]

    async def test_text_in_any_script_is_kept(self, journal: Journal) -> None:
        strange = [Entry(1, 1, 1, "d1", "mã\u2028\U0001f5f3", 7, EVENTS[0])]
        await journal.append(strange)
        assert next(journal.entries()).command == "mã\u2028\U0001f5f3"

    async def test_idle_commands_are_kept_with_the_entry_after_them(self, journal: Journal) -> None:
        also = (Idle("d2", "c9", 5), Idle("bridge", "u1.7", 6))
        await journal.append([Entry(1, 1, 1, "d1", "c1", 7, EVENTS[0], also)])
        assert next(journal.entries()).also == also

    @pytest.mark.parametrize("at", [0, 1, 2**53])
    async def test_times_are_kept_to_the_millisecond(self, journal: Journal, at: int) -> None:
        await journal.append(entries_of(EVENTS[:1], at=at))
        assert next(journal.entries()).at == at + 1
