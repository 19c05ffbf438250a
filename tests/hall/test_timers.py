"""The timers: what is due is done when its time has come, by a clock the test holds."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from hall_server.hall.timers import Timers
from hall_server.journal.memory import MemoryJournal
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.command import Command
from hall_server.sitting.event import Event
from hall_server.sitting.events import VoteClosed, VoteExtended, VoteHeld
from hall_server.sitting.floor_events import MicrophoneDiffers, QuorumCallEnded, SpeechEnded
from hall_server.sitting.state import State
from tests.hall.lines import Office, office
from tests.making import BRIDGE, CHAIR, TRIAL, preparation, seated, with_speech


class Hall:
    """An office whose timers follow it, as the assembly does it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.ahead = 0
        """ms that the timers' clock runs ahead: the window passes as fast as a test wants."""
        self.timers = Timers(office.clerk, lambda: office.now + self.ahead)
        self.closed = asyncio.Event()

    def follow(self, state: State) -> None:
        self.timers.follow(state)
        if state.vote is not None and state.vote.state == "closed":
            self.closed.set()

    async def do(self, name: str, command: Command) -> None:
        told = await self.office.ask(name, command, CHAIR)
        assert told.split()[1].isdigit(), told
        self.follow(self.office.clerk.state)


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async with office(MemoryJournal()) as found:
        hall = Hall(found)
        committed = found.clerk._on_committed

        def both(state: State, events: list[object]) -> None:
            committed(state, events)  # type: ignore[arg-type]
            hall.follow(state)

        found.clerk._on_committed = both  # type: ignore[assignment]
        rules = with_speech(TRIAL, "ends", at_end="end")
        await found.clerk.do(c.PrepareSitting(preparation(15, rules)))
        for number in range(1, 11):
            await found.ask(f"in{number}", f.CheckIn(), seated(number))
        await found.ask("open", c.OpenSitting(), CHAIR)
        yield hall
        hall.timers.stop()


def closings(hall: Hall) -> list[VoteClosed]:
    entries = hall.office.journal.entries()
    return [entry.event for entry in entries if isinstance(entry.event, VoteClosed)]


async def test_vote_is_closed_by_time_when_its_window_has_passed(hall: Hall) -> None:
    hall.ahead = 30_000
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    await hall.closed.wait()
    assert [closing.by for closing in closings(hall)] == ["time"]


async def test_vote_stays_open_while_its_window_lasts(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    handle = hall.timers._handle
    assert handle is not None
    assert not handle.cancelled()
    assert handle.when() - asyncio.get_running_loop().time() <= 30
    assert closings(hall) == []


async def test_timer_is_taken_back_when_the_chair_closes(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    handle = hall.timers._handle
    assert handle is not None
    await hall.office.ask("close", c.CloseVote("v1"), CHAIR)
    assert handle.cancelled()
    assert hall.timers._handle is None


async def test_other_events_do_not_set_the_timer_anew(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    handle = hall.timers._handle
    await hall.office.ask("b", c.CastBallot("v1", "yes"), seated(1))
    assert hall.timers._handle is handle


async def test_vote_without_a_window_has_no_timer(hall: Hall) -> None:
    hall.timers.follow(State())
    assert hall.timers._handle is None


async def test_after_a_restart_the_window_of_an_open_vote_still_ends(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    hall.timers.stop()
    later = Timers(hall.office.clerk, lambda: hall.office.now + 60_000)
    later.follow(hall.office.clerk.state)
    await hall.closed.wait()
    assert [closing.by for closing in closings(hall)] == ["time"]
    later.stop()


async def test_a_timer_that_rings_for_a_closed_vote_changes_nothing(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    await hall.office.ask("close", c.CloseVote("v1"), CHAIR)
    hall.timers._ring((0, c.CloseVote("v1")))
    await hall.office.ask("declare", c.DeclareVote("v1"), CHAIR)
    assert [closing.by for closing in closings(hall)] == ["chair"]


async def test_timer_that_comes_early_waits_on(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    vote = hall.office.clerk.state.vote
    assert vote is not None
    assert vote.closes_at is not None
    hall.timers._ring((vote.closes_at, c.CloseVote(vote.id)))
    await hall.office.ask("item", c.AddItem("Việc khác"), CHAIR)
    assert closings(hall) == []
    hall.ahead = 30_000
    hall.timers._ring((vote.closes_at, c.CloseVote(vote.id)))
    await hall.closed.wait()
    assert [closing.by for closing in closings(hall)] == ["time"]


def events_of(hall: Hall, kind: type[VoteHeld | VoteExtended]) -> list[object]:
    return [entry.event for entry in hall.office.journal.entries() if isinstance(entry.event, kind)]


async def settled(hall: Hall) -> None:
    """Wait until the hall has done what was submitted before this."""
    await hall.do(f"settled{hall.office.now}{len(list(hall.office.journal.entries()))}",
                  c.AddItem("Việc khác"))  # fmt: skip


async def test_vote_is_closed_when_all_have_answered_where_the_rules_say_so(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", kind="all-closes"), CHAIR)
    for number in range(1, 11):
        assert closings(hall) == []
        await hall.office.ask(f"b{number}", c.CastBallot("v1", "yes"), seated(number))
    await hall.closed.wait()
    assert [closing.by for closing in closings(hall)] == ["all"]


async def test_vote_that_all_have_answered_stays_open_elsewhere(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết"), CHAIR)
    handle = hall.timers._handle
    for number in range(1, 11):
        await hall.office.ask(f"b{number}", c.CastBallot("v1", "yes"), seated(number))
    assert hall.timers._handle is handle
    assert closings(hall) == []


async def test_a_held_vote_has_no_timer_and_a_resumed_one_has_what_was_left(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    await hall.office.ask("hold", c.HoldVote("v1"), CHAIR)
    assert hall.timers._handle is None
    await hall.office.ask("resume", c.ResumeVote("v1"), CHAIR)
    assert hall.timers._handle is not None
    hall.timers.stop()
    hall.ahead = 30_000
    hall.timers.follow(hall.office.clerk.state)
    await hall.closed.wait()
    assert [closing.by for closing in closings(hall)] == ["time"]


async def test_an_extended_vote_is_closed_at_its_new_end(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    before = hall.timers._due
    await hall.office.ask("extend", c.ExtendVote("v1", 20), CHAIR)
    vote = hall.office.clerk.state.vote
    assert vote is not None
    assert hall.timers._due == (vote.closes_at, c.CloseVote(vote.id)) != before


async def test_a_timer_that_rang_before_the_vote_was_extended_closes_nothing(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    vote = hall.office.clerk.state.vote
    assert vote is not None
    assert vote.closes_at is not None
    rang_for = vote.closes_at
    await hall.office.ask("extend", c.ExtendVote("v1", 20), CHAIR)
    hall.ahead = 30_000
    hall.timers._ring((rang_for, c.CloseVote(vote.id)))
    await settled(hall)
    assert closings(hall) == []


async def test_a_timer_that_rang_for_a_vote_held_meanwhile_closes_nothing(hall: Hall) -> None:
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", seconds=30), CHAIR)
    await hall.office.ask("hold", c.HoldVote("v1"), CHAIR)
    hall.ahead = 30_000
    hall.timers._ring((0, c.CloseVote("v1")))
    await settled(hall)
    assert closings(hall) == []


@pytest.mark.parametrize(
    ("kind", "event"), [("held-at-end", VoteHeld), ("kept-open", VoteExtended)]
)
async def test_at_the_end_of_its_window_the_vote_is_held_or_kept_open_once(
    hall: Hall, kind: str, event: type[VoteHeld | VoteExtended]
) -> None:
    hall.ahead = 30_000
    await hall.office.ask("vote", c.OpenVote("Nghị quyết", kind=kind, seconds=30), CHAIR)
    while not events_of(hall, event):
        await settled(hall)
    assert len(events_of(hall, event)) == 1
    assert hall.timers._handle is None
    assert closings(hall) == []


async def until(hall: Hall, kind: type[Event]) -> None:
    """Wait until the house has written such an event; each look is a command that was done."""
    while not any(isinstance(entry.event, kind) for entry in hall.office.journal.entries()):
        await settled(hall)


async def test_turn_is_ended_when_its_time_is_over_where_the_rules_say_so(hall: Hall) -> None:
    hall.ahead = 30_000
    await hall.office.ask("grant", f.GrantFloor("s1", seconds=30, kind="ends"), CHAIR)
    await until(hall, SpeechEnded)
    assert hall.office.clerk.state.turn is None
    assert hall.timers._handle is None


async def test_turn_that_is_only_warned_of_has_no_timer(hall: Hall) -> None:
    await hall.office.ask("grant", f.GrantFloor("s1", seconds=30), CHAIR)
    assert hall.timers._due is None


async def test_microphone_that_does_not_follow_is_told_of(hall: Hall) -> None:
    await hall.office.ask("unit", f.ReportUnit("1", online=True), BRIDGE)
    hall.ahead = 500
    await hall.office.ask("grant", f.GrantFloor("s1"), CHAIR)
    await until(hall, MicrophoneDiffers)
    assert hall.timers._due is None


async def test_quorum_call_ends_by_itself(hall: Hall) -> None:
    hall.ahead = 20_000
    await hall.office.ask("call", f.CallQuorum(seconds=20), CHAIR)
    await until(hall, QuorumCallEnded)
    assert hall.timers._handle is None


async def test_timer_is_set_for_the_earliest_of_all_that_is_due(hall: Hall) -> None:
    await hall.office.ask("call", f.CallQuorum(seconds=60), CHAIR)
    later = hall.timers._due
    await hall.office.ask("grant", f.GrantFloor("s1", seconds=30, kind="ends"), CHAIR)
    assert hall.timers._due is not None
    assert hall.timers._due[1] == f.EndTime("t1")
    await hall.office.ask("end", f.EndSpeech(), CHAIR)
    assert hall.timers._due == later
