"""A client's connection against a real socket at whose other end the test plays the hall."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_link import CommandRefused, Link, LinkClosed
from hall_link.link import longest_wait_seconds
from hall_wire import limits
from hall_wire.closing import Close
from hall_wire.codec import WireError
from hall_wire.messages import Done, FromHall, Patch, Ping, Pong, Refused, Welcome
from tests.hall_link.door import EPOCH, TOKEN, Door, Visitor, open_door

CAST = {"t": "CastBallot", "vote": "v1", "choice": "yes"}


class States:
    """Every change of the link's state, awaitable one by one."""

    def __init__(self) -> None:
        self.changes: asyncio.Queue[bool] = asyncio.Queue()

    async def becomes(self, connected: bool) -> None:
        assert await self.changes.get() is connected


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as door:
        yield door


@pytest.fixture
def states() -> States:
    return States()


def link_to(door: Door, states: States, ping_seconds: float = 60.0) -> Link:
    return Link(
        door.url,
        TOKEN,
        client="test",
        on_state=states.changes.put_nowait,
        jitter=lambda _longest: 0.0,
        ping_seconds=ping_seconds,
    )


@asynccontextmanager
async def running(link: Link) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(link.run())
    try:
        yield task
    finally:
        await link.close()
        with suppress(LinkClosed):
            await task


async def obey(visitor: Visitor, link: Link) -> None:
    """One more command, answered: all that the hall said before it has then been taken in."""
    answer = asyncio.create_task(link.do(CAST))
    await visitor.say(Done(id=(await visitor.hear_do()).id))
    await answer


async def test_hello_comes_first_and_names_the_client(door: Door, states: States) -> None:
    async with running(link_to(door, states)):
        hello = await (await door.visitor()).hear_hello()
        assert (hello.wire, hello.token, hello.client) == (limits.WIRE_VERSION, TOKEN, "test")
        assert (hello.epoch, hello.boards) == ("", {})


async def test_connected_means_welcomed(door: Door, states: States) -> None:
    link = link_to(door, states)
    async with running(link):
        visitor = await door.visitor()
        assert not link.connected
        await visitor.welcome()
        await states.becomes(True)
        assert link.connected
    await states.becomes(False)
    assert not link.connected


async def test_after_a_drop_the_link_asks_only_for_what_changed(door: Door, states: States) -> None:
    link = link_to(door, states)
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        await visitor.say(Patch(board="hall", base=0, version=7, set={"a": 1}, whole=True))
        await visitor.hear_ping()
        visitor.vanish()
        await states.becomes(True)
        await states.becomes(False)
        hello = await (await door.visitor()).hear_hello()
        assert (hello.epoch, hello.boards) == (EPOCH, {"hall": 7})
        assert link.mirror["hall"] == {"a": 1}


async def test_command_cut_off_by_a_drop_goes_out_again_under_its_old_id(
    door: Door, states: States
) -> None:
    link = link_to(door, states)
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        await states.becomes(True)
        answer = asyncio.create_task(link.do(CAST))
        first = await visitor.hear_do()
        visitor.vanish()

        visitor = await door.visitor()
        await visitor.welcome()
        second = await visitor.hear_do()
        assert second == first
        assert second.command == CAST
        await visitor.say(Done(id=second.id, seq=3, again=True))
        assert (await answer).seq == 3
        assert link.session.unacknowledged == ()


async def test_answered_commands_are_not_sent_again(door: Door, states: States) -> None:
    link = link_to(door, states)
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        await states.becomes(True)
        ids = [link.send(CAST) for _ in range(3)]
        assert [(await visitor.hear_do()).id for _ in ids] == ids
        await visitor.say(Done(id=ids[0]))
        await visitor.say(Refused(id=ids[2], code="x", vi="x", en="x"))
        await obey(visitor, link)
        visitor.vanish()
        visitor = await door.visitor()
        await visitor.welcome()
        assert (await visitor.hear_do()).id == ids[1]
        assert isinstance(await visitor.hear_any(), Ping)


async def test_command_given_before_the_first_welcome_waits_for_it(
    door: Door, states: States
) -> None:
    link = link_to(door, states)
    sent = link.send(CAST, "chosen-id")
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        assert (await visitor.hear_do()).id == sent == "chosen-id"


async def test_command_given_as_the_line_drops_comes_after_the_next_hello(door: Door) -> None:
    def give(message: FromHall, _changed: frozenset[str]) -> None:
        if isinstance(message, Patch):
            link.send(CAST, "first")
            link.send(CAST, "second")

    link = Link(door.url, TOKEN, on_message=give, jitter=lambda _longest: 0.0)
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        await visitor.hear_ping()
        await visitor.say(Patch(board="hall", base=0, version=1))
        await visitor.hang_up(Close.RESTART)
        visitor = await door.visitor()
        await visitor.welcome()
        assert [(await visitor.hear_do()).id for _ in range(2)] == ["first", "second"]


async def test_refusal_is_raised_in_both_languages(door: Door, states: States) -> None:
    link = link_to(door, states)
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        answer = asyncio.create_task(link.do(CAST))
        do = await visitor.hear_do()
        await visitor.say(Refused(id=do.id, code="vote-closed", vi="Đã đóng.", en="Closed."))
        with pytest.raises(CommandRefused) as refusal:
            await answer
        assert refusal.value.code == "vote-closed"
        assert (refusal.value.refused.vi, refusal.value.refused.en) == ("Đã đóng.", "Closed.")


async def test_message_reaches_the_callback_with_the_keys_it_changed(door: Door) -> None:
    heard: asyncio.Queue[tuple[FromHall, frozenset[str]]] = asyncio.Queue()
    link = Link(door.url, TOKEN, on_message=lambda *said: heard.put_nowait(said))
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        assert isinstance((await heard.get())[0], Welcome)
        patch = Patch(board="hall", base=0, version=1, set={"vote": {"id": "v1"}}, whole=True)
        await visitor.say(patch)
        assert await heard.get() == (patch, frozenset({"vote"}))
        assert link.mirror["hall"]["vote"] == {"id": "v1"}


async def test_acknowledgement_brings_the_seat_board_with_it(door: Door, states: States) -> None:
    link = link_to(door, states)
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        answer = asyncio.create_task(link.do(CAST))
        do = await visitor.hear_do()
        own = Patch(board="seat/d01", base=0, version=1, set={"vote": {"ballot": "yes"}})
        await visitor.say(Done(id=do.id, seq=1, patch=own))
        await answer
        assert link.mirror["seat/d01"] == {"vote": {"ballot": "yes"}}


@pytest.mark.parametrize(
    "close", [Close.TOKEN_UNKNOWN, Close.SIGNED_OUT, Close.WIRE_UNKNOWN, Close.NORMAL]
)
async def test_link_stays_away_when_the_hall_says_so(
    door: Door, states: States, close: Close
) -> None:
    link = link_to(door, states)
    async with running(link) as run:
        visitor = await door.visitor()
        await visitor.welcome()
        await states.becomes(True)
        answer = asyncio.create_task(link.do(CAST))
        await visitor.hear_do()
        await visitor.hang_up(close, close.word)
        with pytest.raises(LinkClosed) as closed:
            await run
        assert (closed.value.code, closed.value.word) == (close, close.word)
        with pytest.raises(LinkClosed):
            await answer
        with pytest.raises(LinkClosed):
            link.send(CAST)
        assert door.arrived == 1


@pytest.mark.parametrize("close", [Close.RESTART, Close.TOO_SLOW, Close.CROWDED, 1001, 1012])
async def test_link_comes_back_when_the_hall_says_so(
    door: Door, states: States, close: int
) -> None:
    async with running(link_to(door, states)):
        visitor = await door.visitor()
        await visitor.welcome()
        await visitor.hang_up(close)
        await (await door.visitor()).welcome()
        await states.becomes(True)
        await states.becomes(False)
        await states.becomes(True)


async def test_waits_before_coming_back_are_drawn_from_a_growing_span(door: Door) -> None:
    spans: list[float] = []

    def no_wait(longest: float) -> float:
        spans.append(longest)
        return 0.0

    link = Link(door.url, TOKEN, jitter=no_wait)
    async with running(link):
        for _ in range(6):
            (await door.visitor()).vanish()
        await (await door.visitor()).welcome()
        base, longest = limits.reconnect_seconds_base, limits.reconnect_seconds_max
        assert spans == [base, base * 2, base * 4, base * 8, longest, longest]


@given(st.integers(0, 10**9))
def test_no_wait_is_longer_than_the_limit(attempt: int) -> None:
    assert 0 < longest_wait_seconds(attempt) <= limits.reconnect_seconds_max


async def test_silent_hall_is_left_and_dialled_again(door: Door, states: States) -> None:
    async with running(link_to(door, states, ping_seconds=0.02)):
        silent = await door.visitor()
        await silent.welcome()
        speaking = await door.visitor()
        await speaking.welcome()
        await silent.socket.wait_closed()
        assert silent.socket.close_code == 1006


async def test_hall_that_never_welcomes_is_left(door: Door, states: States) -> None:
    async with running(link_to(door, states, ping_seconds=0.02)):
        await (await door.visitor()).hear_hello()
        await (await door.visitor()).hear_hello()


async def test_pings_go_on_and_set_the_clock(door: Door) -> None:
    clock = iter(range(100, 10_000, 10))
    link = Link(door.url, TOKEN, clock=lambda: next(clock), ping_seconds=0.02)
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome(now=5_000_000)
        first, second = await visitor.hear_ping(), await visitor.hear_ping()
        assert second.sent > first.sent
        await visitor.say(Pong(sent=second.sent, now=9_000_000))
        await obey(visitor, link)
        assert link.hall_time() >= 9_000_000


async def test_gap_in_a_board_is_mended_by_asking_for_all_of_it(door: Door, states: States) -> None:
    link = link_to(door, states)
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        await visitor.say(Patch(board="hall", base=0, version=3, set={"a": 1}, whole=True))
        await visitor.say(Patch(board="desk", base=0, version=2, set={"b": 1}, whole=True))
        answer = asyncio.create_task(link.do(CAST))
        do = await visitor.hear_do()
        gapped = Patch(board="hall", base=5, version=6, set={"a": 6})
        await visitor.say(Done(id=do.id, seq=1, patch=gapped))

        visitor = await door.visitor()
        hello = await visitor.welcome()
        assert hello.boards == {"desk": 2}
        await visitor.say(Patch(board="hall", base=0, version=6, set={"c": 6}, whole=True))
        assert (await visitor.hear_do()).id == do.id
        await visitor.say(Done(id=do.id, seq=1, again=True))
        assert (await answer).seq == 1
        assert link.mirror["hall"] == {"c": 6}


async def test_hall_in_a_foreign_language_ends_the_link(door: Door, states: States) -> None:
    async with running(link_to(door, states)) as run:
        visitor = await door.visitor()
        await visitor.welcome()
        await visitor.socket.send(b"\x81\xa1t\xa5shout")
        with pytest.raises(LinkClosed) as closed:
            await run
        assert closed.value.code == Close.BAD_MESSAGES


async def test_link_waits_for_a_hall_that_is_not_there_yet(states: States) -> None:
    async with open_door() as door:
        url = door.url
    spans: asyncio.Queue[float] = asyncio.Queue()

    def no_wait(longest: float) -> float:
        spans.put_nowait(longest)
        return 0.0

    async with running(Link(url, TOKEN, jitter=no_wait)):
        assert await spans.get() < await spans.get()


async def test_close_writes_what_was_given_and_says_good_bye(door: Door, states: States) -> None:
    link = link_to(door, states)
    async with running(link) as run:
        visitor = await door.visitor()
        await visitor.welcome()
        await states.becomes(True)
        link.send(CAST, "last-words")
        await link.close()
        await run
        assert (await visitor.hear_do()).id == "last-words"
        await visitor.socket.wait_closed()
        assert visitor.socket.close_code == Close.NORMAL


async def test_close_ends_a_wait_between_attempts() -> None:
    async with open_door() as door:
        url = door.url
    waiting = asyncio.Event()

    def an_hour(_longest: float) -> float:
        waiting.set()
        return 3600.0

    async with running(Link(url, TOKEN, jitter=an_hour)) as run:
        await waiting.wait()
    assert run.done()
    assert not run.cancelled()


async def test_cancelling_from_outside_is_not_hidden_by_a_close() -> None:
    async with open_door() as door:
        url = door.url
    waiting = asyncio.Event()

    def an_hour(_longest: float) -> float:
        waiting.set()
        return 3600.0

    link = Link(url, TOKEN, jitter=an_hour)
    run = asyncio.create_task(link.run())
    await waiting.wait()
    run.cancel()
    await link.close()
    with pytest.raises(asyncio.CancelledError):
        await run


async def test_cancelled_run_leaves_no_task_behind(door: Door, states: States) -> None:
    before = asyncio.all_tasks()
    run = asyncio.create_task(link_to(door, states).run())
    visitor = await door.visitor()
    await visitor.welcome()
    await states.becomes(True)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    await visitor.socket.wait_closed()
    left = {task.get_name() for task in asyncio.all_tasks() - before if "Link" in repr(task)}
    assert left == set()


async def test_command_given_up_is_not_sent_again(door: Door, states: States) -> None:
    link = link_to(door, states)
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        answer = asyncio.create_task(link.do(CAST))
        await visitor.hear_do()
        answer.cancel()
        with pytest.raises(asyncio.CancelledError):
            await answer
        visitor.vanish()
        visitor = await door.visitor()
        await visitor.welcome()
        assert isinstance(await visitor.hear_any(), Ping)


async def test_fault_in_a_callback_is_not_taken_for_a_drop(door: Door) -> None:
    def full_disk(_message: FromHall, _changed: frozenset[str]) -> None:
        raise OSError("no space left")

    run = asyncio.create_task(Link(door.url, TOKEN, on_message=full_disk).run())
    await (await door.visitor()).welcome()
    with pytest.raises(OSError, match="no space left"):
        await run


async def test_command_too_long_for_the_hall_is_refused_at_home(door: Door, states: States) -> None:
    link = link_to(door, states)
    with pytest.raises(WireError, match="message-too-big"):
        link.send({"t": "AddItem", "title": "x" * limits.message_bytes_max})
    with pytest.raises(WireError, match="message-invalid"):
        link.send(CAST, "no spaces in ids")
    assert link.session.unacknowledged == ()


def test_address_must_be_http() -> None:
    with pytest.raises(ValueError, match="http://"):
        Link("ws://127.0.0.1:1", TOKEN)
