"""A journal written before there were kinds of speech is read, goes on, and is found in order.

The lines stand in tests/vectors as the program of that time wrote them.
"""

from hashlib import sha256
from pathlib import Path

import pytest

from hall_server.commandline import attended, spoken
from hall_server.commandline.lawfulness import examine
from hall_server.hall.replay import take_in
from hall_server.journal.journal import Entry, from_line
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.events import SittingSuspended
from hall_server.sitting.floor_events import FloorGranted, FloorRequested, MicrophoneReported
from hall_server.sitting.ids import ItemId, RequestId, SpeakerId
from tests.commandline.tampered import Tampering, change, insert
from tests.making import CLERK, Sitting, seated

LINES = (
    (Path(__file__).parents[1] / "vectors" / "journal-before-the-floor.jsonl")
    .read_bytes()
    .splitlines()
)
HEAD = "c87b211fa6fd83d7439200bb278f27eea8b5d72822ab259be1e3eebcc5af1e72"
"""What the chain of these lines came to when they were written."""

ENTRIES = [from_line(seq, line) for seq, line in enumerate(LINES, start=1)]
LAST_REQUEST = max(entry.seq for entry in ENTRIES if isinstance(entry.event, FloorRequested))


def sitting_after(entries: list[Entry]) -> Sitting:
    """Go on where these entries end."""
    sitting = Sitting()
    for entry in entries:
        take_in(sitting.state, entry)
        sitting.events.append((entry.at, entry.event))
    sitting.now = entries[-1].at + 1000
    return sitting


def told(sitting: Sitting) -> list[str]:
    entries = [Entry(1, n, at, "", "", 0, event) for n, (at, event) in enumerate(sitting.events, 1)]
    state, faults = examine(entries)
    return [
        *(fault.words for fault in faults),
        *spoken.differences(spoken.added_up(entries), state),
        *attended.differences(attended.attendance(entries), state),
    ]


def test_its_chain_is_the_one_that_was_computed_then() -> None:
    head = bytes(32)
    for line in LINES:
        head = sha256(head + line).digest()
    assert head.hex() == HEAD


def test_it_has_no_fault_and_adds_up() -> None:
    sitting = sitting_after(ENTRIES)
    assert told(sitting) == []
    assert sitting.state.phase == "adjourned"


@pytest.mark.parametrize(
    ("tampering", "words"),
    [
        (change(FloorRequested, delegate=SpeakerId("s6")), "s6 is not present"),
        (change(FloorRequested, nth=1, delegate=SpeakerId("s1")), "or asks for it already"),
        (
            insert(SittingSuspended, FloorRequested(SpeakerId("s5"), "tablet")),
            "it can't be while the sitting is “suspended”",
        ),
        (change(FloorGranted, ends_at=ENTRIES[0].at), "ms from its beginning"),
    ],
)
def test_what_was_not_so_then_is_told(tampering: Tampering, words: str) -> None:
    sitting = sitting_after(ENTRIES)
    tampering(sitting.events)
    found = told(sitting)
    assert any(words in sentence for sentence in found), found


def test_what_was_not_told_then_has_its_plainest_value() -> None:
    asked = next(entry.event for entry in ENTRIES if isinstance(entry.event, FloorRequested))
    assert (asked.request, asked.kind, asked.item, asked.before) == ("", "", None, "")
    given = next(entry.event for entry in ENTRIES if isinstance(entry.event, FloorGranted))
    assert (given.limit, given.waits, given.interrupts, given.pressed_at) == (None, False, "", None)


def test_turns_of_then_have_their_times() -> None:
    turns = sitting_after(ENTRIES).state.floor.turns
    limits = [(turn.speaker, turn.clock.limit, turn.clock.used) for turn in turns]
    assert limits == [
        ("s1", 420_000, 60_200),
        ("s5", 90_000, 95_000),
        ("s1", 180_000, 30_000),
        ("s3", 420_000, 10_000),
    ]


def test_the_queue_of_then_is_taken_up_by_what_is_asked_now() -> None:
    sitting = sitting_after(ENTRIES[:LAST_REQUEST])
    assert [one.speaker for one in sitting.state.floor.queue.values()] == ["s1", "s2", "s3", "s4"]
    assert sitting.do(f.RequestFloor(), seated(1)) == []
    sitting.wait(1)
    sitting.do(f.RequestFloor(), seated(5))
    assert list(sitting.state.floor.queue)[-1] == RequestId("r1")
    sitting.do(f.WithdrawRequest(), seated(2))
    sitting.do(f.GrantFloor("s1"), CLERK)
    sitting.wait(60)
    sitting.do(f.GrantFloor(request="s3"), CLERK)
    sitting.do(c.TakeItem(ItemId("i2")))
    assert [(one.speaker, one.item) for one in sitting.state.floor.queue.values()] == [
        ("s4", None),
        ("s5", "i1"),
    ]
    assert told(sitting) == []


def test_a_turn_that_ran_then_goes_on_now() -> None:
    opened = next(e.seq for e in ENTRIES if isinstance(e.event, MicrophoneReported))
    sitting = sitting_after(ENTRIES[:opened])
    assert sitting.state.floor.microphones[sitting.state.floor.running[0].seat].wanted
    sitting.do(f.PauseSpeech(), CLERK)
    sitting.do(f.ChangeTime(30), CLERK)
    sitting.do(f.ResumeSpeech(), CLERK)
    assert sitting.state.floor.running[0].clock.limit == 450_000
    sitting.do(f.EndSpeech(), CLERK)
    assert told(sitting) == []
