import pytest

from hall_server.journal.memory import MemoryJournal
from tests.journal.conformance import JournalConformance


class TestMemoryJournal(JournalConformance):
    @pytest.fixture
    def journal(self) -> MemoryJournal:
        return MemoryJournal()
