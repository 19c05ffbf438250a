"""What holds of the law whatever is asked of it, in any order."""

from copy import deepcopy

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from hall_server.journal.journal import Entry, from_line, to_line
from hall_server.sitting.decide import decide
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.refusals import Refusal
from tests.making import START, Sitting, replayed
from tests.properties.steps import Step, a_sitting, command_of, steps, take

many = settings(max_examples=250, deadline=None)


@many
@given(st.booleans(), st.lists(steps, max_size=50))
def test_replaying_the_events_gives_an_equal_state(opened: bool, taken: list[Step]) -> None:
    sitting = a_sitting(opened)
    for step in taken:
        take(sitting, step)
    assert replayed(sitting.events) == sitting.state


@many
@given(st.booleans(), st.lists(steps, max_size=30))
def test_deciding_changes_nothing_and_decides_the_same_again(
    opened: bool, taken: list[Step]
) -> None:
    sitting = a_sitting(opened)
    for step in taken:
        before = deepcopy(sitting.state)
        actor, command = command_of(sitting, step)
        first = decide(sitting.state, actor, command, sitting.now)
        assert decide(sitting.state, actor, command, sitting.now) == first
        assert sitting.state == before
        take(sitting, step)


@many
@given(st.lists(steps, max_size=50))
def test_every_event_is_read_back_from_json_as_it_was(taken: list[Step]) -> None:
    sitting = a_sitting(opened=True)
    for step in taken:
        take(sitting, step)
    for seq, (at, event) in enumerate(sitting.events, start=1):
        assert msgspec.json.decode(msgspec.json.encode(event), type=AnyEvent) == event
        entry = Entry(1, seq, at, "d1", f"c{seq}", seq, event)
        assert from_line(seq, to_line(entry)) == entry


@many
@given(st.lists(steps, max_size=50), st.integers(0, 50))
def test_a_restart_at_any_moment_changes_no_later_decision(taken: list[Step], when: int) -> None:
    steady, restarted = a_sitting(opened=True), a_sitting(opened=True)
    for number, step in enumerate(taken):
        if number == when:
            anew = Sitting()
            anew.state, anew.now = replayed(restarted.events), restarted.now
            anew.events = restarted.events
            restarted = anew
        take(steady, step)
        take(restarted, step)
    assert restarted.events == steady.events


@many
@given(st.lists(steps, max_size=40))
def test_every_refusal_has_its_sentences(taken: list[Step]) -> None:
    sitting = a_sitting(opened=False)
    for step in taken:
        actor, command = command_of(sitting, step)
        result = decide(sitting.state, actor, command, START)
        if isinstance(result, Refusal):
            assert result.vi.endswith(".")
            assert result.en.endswith(".")
        take(sitting, step)
