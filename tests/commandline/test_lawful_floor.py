"""What happens on the floor is held against the rules, and added up again from the entries."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall_server.commandline import attended, spoken
from hall_server.commandline.lawfulness import examine
from hall_server.journal.journal import Entry
from hall_server.sitting.floor_events import OfTheFloor
from hall_server.sitting.rules import RulePack
from tests.commandline.floor_lives import HOUSES, Draw, draws, live
from tests.commandline.floor_stories import STORIES
from tests.commandline.floor_tamperings import TAMPERINGS
from tests.commandline.tampered import Events, Tampering


def entries(events: Events) -> list[Entry]:
    return [Entry(1, seq, at, "", "", 0, event) for seq, (at, event) in enumerate(events, start=1)]


def told(events: Events) -> list[str]:
    """Everything that verifying says of a journal's floor."""
    found = entries(events)
    state, faults = examine(found)
    floor, attendance = spoken.added_up(found), attended.attendance(found)
    return [
        *(f"{fault.event}: {fault.words}" for fault in faults),
        *spoken.differences(floor, state),
        *attended.differences(attendance, state),
    ]


@pytest.mark.parametrize("story", STORIES)
def test_what_the_law_held_has_no_fault(story: str) -> None:
    assert told(STORIES[story]()) == []


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(HOUSES), st.booleans(), st.lists(draws, max_size=90))
def test_whatever_the_law_writes_of_the_floor_has_no_fault(
    rules: RulePack, opened: bool, taken: list[Draw]
) -> None:
    assert told(live(rules, opened, taken).events) == []


def test_the_stories_have_every_event_of_the_floor() -> None:
    events = {type(event) for story in STORIES.values() for _at, event in story()}
    assert set(get_args(OfTheFloor)) - events == set()


@pytest.mark.parametrize(
    ("story", "tampering", "words"),
    [(story, *case) for story, cases in TAMPERINGS.items() for case in cases],
)
def test_what_was_not_so_is_told(story: str, tampering: Tampering, words: str) -> None:
    events = STORIES[story]()
    tampering(events)
    found = told(events)
    assert any(words in sentence for sentence in found), found
