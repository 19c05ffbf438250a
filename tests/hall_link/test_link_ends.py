"""How a link begins, ends, gives up and is cancelled, against a real socket."""

import asyncio

import pytest

from hall_link import Link
from hall_wire import limits
from hall_wire.closing import Close
from hall_wire.codec import WireError
from hall_wire.messages import FromHall, Ping
from tests.hall_link.door import TOKEN, Door, open_door
from tests.hall_link.links import CAST, States, link_to, running


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
