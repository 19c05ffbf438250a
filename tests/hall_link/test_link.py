"""A client's connection against a real socket at whose other end the test plays the hall."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_link import CommandRefused, Link, LinkClosed
from hall_link.link import longest_wait_seconds, resent_at_once_max
from hall_wire import limits
from hall_wire.closing import Close
from hall_wire.messages import Done, FromHall, Patch, Ping, Pong, Refused, Welcome
from tests.hall_link.door import EPOCH, TOKEN, Door
from tests.hall_link.links import CAST, States, link_to, obey, running


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


async def test_large_backlog_goes_out_in_order_no_faster_than_it_is_answered(
    door: Door, states: States
) -> None:
    link = link_to(door, states)
    ids = [link.send(CAST) for _ in range(resent_at_once_max + 2)]
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        first = [(await visitor.hear_do()).id for _ in range(resent_at_once_max)]
        assert isinstance(await visitor.hear_any(), Ping)
        await states.becomes(True)
        ids.append(link.send(CAST))
        for answered, follows in zip(ids[:3], ids[resent_at_once_max:], strict=True):
            await visitor.say(Done(id=answered))
            assert (await visitor.hear_do()).id == follows
        assert first == ids[:resent_at_once_max]
        link.send(CAST, "at-once")
        assert (await visitor.hear_do()).id == "at-once"


async def test_command_given_up_while_it_waits_its_turn_is_not_sent(
    door: Door, states: States
) -> None:
    link = link_to(door, states)
    ids = [link.send(CAST) for _ in range(resent_at_once_max)]
    given_up = asyncio.create_task(link.do(CAST, "given-up"))
    last = asyncio.create_task(link.do(CAST, "last"))
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        await states.becomes(True)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        for command_id in ids:
            assert (await visitor.hear_do()).id == command_id
        await visitor.say(Done(id=ids[0]))
        assert (await visitor.hear_do()).id == "last"
        await visitor.say(Done(id="last"))
        await last


async def test_backlog_cut_off_by_a_drop_is_sent_whole_on_the_next_connection(
    door: Door, states: States
) -> None:
    link = link_to(door, states)
    ids = [link.send(CAST) for _ in range(resent_at_once_max + 1)]
    async with running(link):
        visitor = await door.visitor()
        await visitor.welcome()
        await states.becomes(True)
        visitor.vanish()
        await states.becomes(False)
        visitor = await door.visitor()
        await visitor.welcome()
        assert [(await visitor.hear_do()).id for _ in ids[:-1]] == ids[:-1]
        await visitor.say(Done(id=ids[0]))
        assert (await visitor.hear_do()).id == ids[-1]


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
