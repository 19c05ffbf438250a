"""The form of an entry."""

import json
from typing import get_args

import pytest

from hall_server.journal.journal import JournalError, from_line, to_line
from hall_server.sitting.events import AnyEvent
from tests.journal.events import EVENTS
from tests.making import entries_of

LINE = to_line(entries_of(EVENTS[-1:], after=6)[0])


def test_the_script_has_every_kind_of_event() -> None:
    assert {type(event) for event in EVENTS} == set(get_args(AnyEvent))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_entry_is_one_line_of_json_with_the_events_name_and_version(event: AnyEvent) -> None:
    entry = entries_of([event], after=2)[0]
    line = to_line(entry)
    assert b"\n" not in line
    plain = json.loads(line)
    assert (plain["format"], plain["seq"], plain["device"], plain["command"]) == (1, 3, "d1", "c1")
    assert plain["event"]["type"] == type(event).__name__
    assert plain["event"]["v"] == 1
    assert "also" not in plain
    assert from_line(3, line) == entry


def changed(**fields: object) -> bytes:
    plain = json.loads(LINE)
    event = fields.pop("event", {})
    assert isinstance(event, dict)
    plain["event"].update(event)
    plain.update(fields)
    return json.dumps(plain).encode()


@pytest.mark.parametrize(
    "line",
    [
        changed(format=2),
        changed(event={"type": "SittingDreamt"}),
        changed(event={"v": 2}),
        changed(at="soon"),
        b"",
        b"\xff\xfe",
        b"[]",
        LINE[:-1],
    ],
)
def test_what_this_version_cannot_read_is_refused_with_its_number(line: bytes) -> None:
    with pytest.raises(JournalError) as error:
        from_line(7, line)
    assert error.value.code == "journal-format-unknown"
    assert error.value.seq == 7
    assert "7" in error.value.what
    assert error.value.remedy


def test_an_entry_that_says_another_number_than_its_place_breaks_the_journal() -> None:
    with pytest.raises(JournalError) as error:
        from_line(8, LINE)
    assert (error.value.code, error.value.seq) == ("journal-broken", 8)
