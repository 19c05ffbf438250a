"""A journal of a sitting that was not held by the rules is found, though its chain is whole."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall_server.cli import EXIT_DIFFERS, main
from hall_server.commandline.lawfulness import CHECKS, Fault, examine
from hall_server.commandline.recount import recount
from hall_server.commandline.verify import verify_folder
from hall_server.journal.journal import Entry
from hall_server.sitting import commands as c
from hall_server.sitting import events as e
from hall_server.sitting import floor_commands as f
from hall_server.sitting import floor_events as fe
from hall_server.sitting.evolve import CHANGES
from hall_server.sitting.ids import DelegateId, ItemId, SeatId, TurnId, VoteId
from hall_server.sitting.model import AgendaItem
from hall_server.sitting.votes import register_hash
from tests.commandline import floor_stories
from tests.commandline.stories import STORIES
from tests.commandline.tampered import (
    Events,
    Tampering,
    absent_on_the_register,
    change,
    changed_under_other_rules,
    council,
    honest,
    insert,
    left_before_voting,
    remove,
    seven_never_came,
    shift,
)
from tests.making import (
    BRIDGE,
    START,
    Sitting,
    delegate_id,
    preparation,
    seated,
)
from tests.properties.steps import a_sitting, steps, take

V1, V2 = VoteId("v1"), VoteId("v2")
HOUR_MS = 3_600_000


def entries(events: Events) -> list[Entry]:
    return [Entry(1, seq, at, "", "", 0, event) for seq, (at, event) in enumerate(events, start=1)]


def faults(events: Events) -> list[Fault]:
    return examine(entries(events))[1]


def test_every_kind_of_event_is_checked() -> None:
    assert CHECKS.keys() == CHANGES.keys()


@settings(max_examples=150, deadline=None)
@given(st.booleans(), st.lists(steps.filter(lambda step: step[0] != "time"), max_size=80))
def test_whatever_the_law_writes_has_no_fault(opened: bool, acts: list[Any]) -> None:
    """A close by the hall itself is left out here: it comes when a timer rings, not at random."""
    sitting = a_sitting(opened)
    for act in acts:
        take(sitting, act)
    state, found = examine(entries(sitting.events))
    assert found == []
    assert state == sitting.state
    assert [vote.faults for vote in recount(entries(sitting.events)) if vote.faults] == []


def test_a_vote_that_the_halls_timer_closes_has_no_fault() -> None:
    sitting = Sitting(preparation(6)).open(5)
    vote = sitting.open_vote(seconds=30)
    at = sitting.now + 30_000
    sitting.events.append((at, e.VoteClosed(vote.id, "time", 0, 0, 0, 5, 1)))
    assert faults(sitting.events) == []


def everything() -> Events:
    """A sitting with at least one of each event, in which each can be tampered with."""
    sitting = Sitting(preparation(6)).open(5)
    sitting.do(c.AddItem("Việc khác"))
    sitting.do(c.TakeItem("i1"))
    for number in (1, 2, 3):
        sitting.do(f.RequestFloor(), seated(number))
    sitting.do(f.GrantFloor("s1"))
    sitting.do(f.ReportMicrophone("1", open=True), BRIDGE)
    sitting.do(f.ReportUnit("2", online=True), BRIDGE)
    sitting.wait(1)
    sitting.do(f.WithdrawRequest(), seated(2))
    sitting.do(f.EndSpeech())
    sitting.open_vote(seconds=60)
    sitting.cast_many(yes=4, no=1)
    sitting.wait(10)
    sitting.close()
    sitting.declare()
    sitting.do(c.SuspendSitting())
    sitting.do(c.ResumeSitting())
    sitting.leave(3)
    sitting.arrive(6)
    sitting.do(c.AdjournSitting())
    return sitting.events


def test_what_is_tampered_with_has_no_fault_and_every_event() -> None:
    stories = (*STORIES.values(), *floor_stories.STORIES.values())
    sittings = [everything(), *(story() for story in stories)]
    assert [faults(events) for events in sittings] == [[]] * len(sittings)
    assert {type(event) for events in sittings for _at, event in events} == CHECKS.keys()


S1, S2, S6 = delegate_id(1), delegate_id(2), delegate_id(6)
S9 = DelegateId("s9")


@pytest.mark.parametrize(
    ("tampering", "event", "words"),
    [
        (insert(e.SittingOpened, e.SittingPrepared(preparation(6))), "SittingPrepared", "in_sess"),
        (change(e.SittingOpened, present=6), "SittingOpened", "says 6 present, there are 5"),
        (change(e.SittingResumed, present=6), "SittingResumed", "says 6 present, there are 5"),
        (insert(e.VoteOpened, e.SittingSuspended()), "SittingSuspended", "v1 is still “open”"),
        (insert(fe.FloorGranted, e.SittingSuspended()), "SittingSuspended", "t1 is still running"),
        (remove(e.SittingSuspended), "SittingResumed", "“in_session”"),
        (insert(e.VoteClosed, e.SittingAdjourned()), "SittingAdjourned", "v1 is still “closed”"),
        (insert(e.SittingOpened, e.DelegateCheckedIn(S9, "desk")), "DelegateCheckedIn", "office"),
        (insert(e.SittingOpened, e.DelegateCheckedIn(S1, "desk")), "DelegateCheckedIn", "already"),
        (
            insert(e.SittingAdjourned, e.DelegateCheckedIn(S2, "desk")),
            "DelegateCheckedIn",
            "“adjourned”",
        ),
        (insert(e.SittingOpened, e.DelegateCheckedOut(S6, "desk")), "DelegateCheckedOut", "not pr"),
        (insert(fe.FloorRequested, e.DelegateCheckedOut(S1, "desk")), "DelegateCheckedOut", "asks"),
        (insert(fe.FloorGranted, e.DelegateCheckedOut(S1, "desk")), "DelegateCheckedOut", "floor"),
        (change(e.ItemAdded, item=AgendaItem(ItemId("i9"), 9, "?")), "ItemAdded", "number 4"),
        (change(e.ItemTaken, item=ItemId("i9")), "ItemTaken", "no item i9"),
        (insert(e.VoteOpened, e.ItemTaken(ItemId("i2"))), "ItemTaken", "v1 is still “open”"),
        (change(fe.FloorRequested, delegate=S6), "FloorRequested", "s6 is not present"),
        (change(fe.FloorRequested, nth=1, delegate=S1), "FloorRequested", "asked for this already"),
        (change(fe.RequestWithdrawn, delegate=S6), "RequestWithdrawn", "s6 has not asked"),
        (change(fe.FloorGranted, delegate=S6), "FloorGranted", "s6 is not present"),
        (change(fe.FloorGranted, seat=SeatId("2")), "FloorGranted", "does not have seat 2"),
        (change(fe.FloorGranted, turn=TurnId("t7")), "FloorGranted", "t1, not t7"),
        (change(fe.FloorGranted, ends_at=START - 1), "FloorGranted", "its clock ends at"),
        (change(fe.FloorGranted, ends_at=START + 25 * HOUR_MS), "FloorGranted", "its clock ends"),
        (insert(fe.SpeechEnded, fe.SpeechEnded(TurnId("t1"))), "SpeechEnded", "t1 is not running"),
        (change(fe.MicrophoneReported, seat=SeatId("7")), "MicrophoneReported", "has seat 7"),
        (change(fe.UnitReported, seat=SeatId("7")), "UnitReported", "nobody has seat 7"),
        (change(e.VoteOpened, number=2), "VoteOpened", "number 1, not 2"),
        (change(e.VoteOpened, item=ItemId("i3")), "VoteOpened", "item i3, the current one is i1"),
        (change(e.VoteOpened, closes_at=START), "VoteOpened", "from its beginning"),
        (change(e.VoteOpened, closes_at=START + 25 * HOUR_MS), "VoteOpened", "from its beginning"),
        (change(e.VoteOpened, closes_at=None), "VoteOpened", "this one has none"),
        (change(e.VoteOpened, majority="royal"), "VoteOpened", "no majority “royal”"),
        (insert(e.VoteClosed, e.VoteOpened(
            V2, 2, "Lén", "", ItemId("i1"), "resolution", (), register_hash(()), 6, START + HOUR_MS
        )), "VoteOpened", "v1 is still “closed”"),
        (change(e.BallotCast, channel="roll-call"), "BallotCast", "not by “roll-call”"),
        (change(e.BallotCast, channel="house"), "BallotCast", "not by “house”"),
        (insert(e.BallotCast, e.DelegateCheckedOut(S2, "desk")), "BallotCast", "s2 is not present"),
        (change(e.VoteClosed, by="time"), "VoteClosed", "before its time was over"),
        (shift(e.BallotCast, -HOUR_MS), "BallotCast", "3600000 ms earlier"),
        (shift(e.VoteDeclared, -1), "VoteDeclared", "1 ms earlier"),
    ],
)  # fmt: skip
def test_what_the_law_never_wrote_is_told(tampering: Tampering, event: str, words: str) -> None:
    events = everything()
    tampering(events)
    found = faults(events)
    assert found[0].event == event, found
    assert words in found[0].words, found


def vote_opened(events: Events) -> e.VoteOpened:
    return next(event for _at, event in events if isinstance(event, e.VoteOpened))


@pytest.mark.parametrize(
    ("tampering", "words"),
    [
        (absent_on_the_register, "absent but listed: s13, s14, s15; present but left out: nobody"),
        (seven_never_came, "there is no quorum: 5 present, 10 needed"),
        (shift(e.BallotCast, -HOUR_MS), "earlier than the entry before"),
        (remove(e.SittingOpened), "it can't be while the sitting is “prepared”"),
        (left_before_voting, "s1 is not present"),
        (changed_under_other_rules, "it can't be while the sitting is “in_session”"),
    ],
)
def test_forgeries_that_add_up_are_told_by_verify(
    tmp_path: Path, tampering: Tampering, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (report,) = verify_folder(council(tmp_path, tampering))
    assert not report.agrees
    assert any(words in fault.words for fault in report.faults), report.faults
    assert main(["verify", str(tmp_path)]) == EXIT_DIFFERS
    assert words in capsys.readouterr().out


def test_votes_are_judged_by_the_rules_they_were_opened_under(tmp_path: Path) -> None:
    (report,) = verify_folder(council(tmp_path, changed_under_other_rules))
    assert report.votes[0].faults == [
        "ballots changed against the rules: s1",
        "verdict: declared carried, by the rules rejected",
    ]


def test_a_person_left_off_the_register_is_named() -> None:
    events = honest()
    register = vote_opened(events).register[1:]
    change(e.VoteOpened, register=register, register_hash=register_hash(register))(events)
    assert "present but left out: s1)" in faults(events)[0].words
