"""Commands sent again, in any order, from several devices, through restarts: each counts once."""

import asyncio
from itertools import groupby
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from hall_server.hall.answers import Outcome
from hall_server.hall.clerk import Clerk, Submission
from hall_server.journal.memory import MemoryJournal
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.ids import CHOICES, Choice
from hall_server.sitting.state import State
from tests.hall.lines import past_of
from tests.making import CHAIR, START, preparation, seated

SIZE = 6
Sent = tuple[int, int, Choice]
"""Of which delegate, under which number, which choice."""

ballots = st.lists(
    st.tuples(st.integers(1, SIZE), st.integers(1, 3), st.sampled_from(CHOICES)), max_size=30
)
few = settings(max_examples=100, deadline=None)


async def hall_with_an_open_vote(journal: MemoryJournal) -> None:
    clerk, work = await started(journal)
    await clerk.do(c.PrepareSitting(preparation(SIZE)), HOUSE)
    for number in range(1, SIZE + 1):
        await clerk.do(f.CheckIn(), seated(number))
    await clerk.do(c.OpenSitting(), CHAIR)
    await clerk.do(c.OpenVote("Nghị quyết"), CHAIR)
    clerk.finish()
    await work


async def started(journal: MemoryJournal) -> tuple[Clerk, "asyncio.Task[None]"]:
    clerk = Clerk(
        journal,
        past_of(journal),
        lambda: START,
        lambda _state, _events: None,
        lambda _error: None,
    )
    return clerk, asyncio.create_task(clerk.run())


async def sent(journal: MemoryJournal, ballots: list[Sent]) -> tuple[State, list[Outcome]]:
    """Send all at once to a hall that has just started on the journal, then stop it."""
    clerk, work = await started(journal)
    outcomes: list[Outcome] = []
    for number, command, choice in ballots:
        clerk.submit(
            Submission(
                actor=structs.replace(seated(number), device=f"d{number}"),
                command_id=f"b{command}",
                command=c.CastBallot("v1", choice),
                reply=lambda _id, outcome, _again: outcomes.append(outcome),
                at=START,
            )
        )
    clerk.finish()
    await work
    assert len(outcomes) == len(ballots)
    return clerk.state, outcomes


def choices(state: State) -> dict[str, Choice | Literal[""]]:
    assert state.vote is not None
    return {who: ballot.choice for who, ballot in state.vote.ballots.items()}


@few
@given(ballots, st.data())
def test_repeats_between_change_neither_ballots_nor_answers(
    ballots: list[Sent], data: st.DataObject
) -> None:
    first: dict[tuple[int, int], Choice] = {}
    for number, command, choice in ballots:
        first.setdefault((number, command), choice)
    once = [(number, command, choice) for (number, command), choice in first.items()]
    noisy: list[Sent] = []
    for one in once:
        noisy.append(one)
        noisy += data.draw(st.lists(st.sampled_from(noisy), max_size=4), label="again")

    async def work() -> None:
        plain, crowded = MemoryJournal(), MemoryJournal()
        await hall_with_an_open_vote(plain)
        await hall_with_an_open_vote(crowded)
        expected, answers = await sent(plain, once)
        state, repeated = await sent(crowded, noisy)
        assert choices(state) == choices(expected)
        assert list(crowded.entries()) == list(plain.entries())
        first_answer = dict(zip(once, answers, strict=True))
        assert repeated == [first_answer[one] for one in noisy]

    asyncio.run(work())


@few
@given(ballots, st.lists(st.integers(0, 30), max_size=4))
def test_all_sent_again_in_order_after_each_restart_is_counted_as_sent_once(
    ballots: list[Sent], restarts: list[int]
) -> None:
    """A client keeps what it has no answer to, and sends it again, oldest first."""
    first: dict[tuple[int, int], Choice] = {}
    for number, command, choice in ballots:
        first.setdefault((number, command), choice)
    once = [(number, command, choice) for (number, command), choice in first.items()]

    async def work() -> None:
        steady, restarted = MemoryJournal(), MemoryJournal()
        await hall_with_an_open_vote(steady)
        await hall_with_an_open_vote(restarted)
        expected, _ = await sent(steady, once)
        for end in sorted(restarts):
            await sent(restarted, once[:end])
        state, _ = await sent(restarted, once)
        assert choices(state) == choices(expected)

    asyncio.run(work())


def test_a_press_that_changed_nothing_does_not_undo_a_later_one_after_a_restart() -> None:
    presses: list[Sent] = [(1, 1, "yes"), (1, 2, "yes"), (1, 3, "no")]

    async def work() -> None:
        journal = MemoryJournal()
        await hall_with_an_open_vote(journal)
        before, answers = await sent(journal, presses)
        after, again = await sent(journal, presses)
        assert choices(before) == choices(after) == {"s1": "no"}
        assert again == answers

    asyncio.run(work())


@few
@given(st.lists(ballots, max_size=5))
def test_no_command_is_written_twice_though_the_hall_starts_again(runs: list[list[Sent]]) -> None:
    async def work() -> None:
        journal = MemoryJournal()
        await hall_with_an_open_vote(journal)
        for run in runs:
            state, _outcomes = await sent(journal, run)
            assert state.vote is not None
            assert sum(state.vote.running.values()) == len(state.vote.ballots)
        named = [(entry.device, entry.command) for entry in journal.entries() if entry.command]
        assert len([name for name, _entries in groupby(named)]) == len(set(named))

    asyncio.run(work())
