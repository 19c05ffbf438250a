"""What happens at the door: one bad client is contained, and the sitting goes on."""

import asyncio
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgpack
import pytest

from hall_server.assembly import Hall
from hall_wire import limits
from hall_wire.closing import Close
from hall_wire.codec import encode
from hall_wire.messages import Do, Done, Hello, Ping, Pong, Refused
from tests.gateway.conftest import Join
from tests.gateway.talking import dialled, signed_in, token_of


@asynccontextmanager
async def sitting_goes_on(hall: Hall) -> AsyncIterator[None]:
    """Before, during and after whatever happens, others vote and their ballots count."""
    async with signed_in(hall, "chair") as chair, signed_in(hall, "1") as one:
        await chair.done({"t": "OpenVote", "title": "Thử", "seconds": 600})
        vote = chair.mirror["hall"]["vote"]["id"]
        await one.done({"t": "CastBallot", "vote": vote, "choice": "yes"})
        yield
        await one.done({"t": "CastBallot", "vote": vote, "choice": "no"})
        await chair.done({"t": "CloseVote", "vote": vote})
        counts = chair.mirror["hall"]["vote"]["counts"]
        assert (counts["yes"], counts["no"], counts["not_voting"]) == (0, 1, 14)


NEST = b"\x91" * 15_000
"""A nest of array headers that costs a plain unpacker milliseconds and megabytes."""

MALFORMED: list[tuple[str, bytes, str]] = [
    ("no msgpack", b"\xc1\xc1", "message-unreadable"),
    ("cut off", encode(Ping(sent=1))[:-1], "message-unreadable"),
    ("a nest", NEST, "message-invalid"),
    ("bad UTF-8", b"\x81\xa1t\xa4\xff\xfe\xfd\xfc", "message-unreadable"),
    ("not a map", msgpack.packb([1, 2]), "message-invalid"),
    ("unknown tag", msgpack.packb({"t": "shout"}), "message-unknown"),
    ("no tag", msgpack.packb({"id": "x"}), "message-unknown"),
    ("wrong type", msgpack.packb({"t": "ping", "sent": "now"}), "message-invalid"),
    ("bool as int", msgpack.packb({"t": "ping", "sent": True}), "message-invalid"),
    ("NaN", msgpack.packb({"t": "ping", "sent": float("nan")}), "message-invalid"),
    ("second hello", encode(Hello(wire=1, token="x")), "hello-again"),
]
BAD_COMMANDS: list[tuple[str, Any, str]] = [
    ("unknown command", {"t": "BurnBallots"}, "command-unknown"),
    ("hall's own command", {"t": "PrepareSitting", "preparation": {}}, "command-unknown"),
    ("no command tag", {}, "command-unknown"),
    ("wrong choice", {"t": "CastBallot", "vote": "v1", "choice": "perhaps"}, "command-invalid"),
    ("wrong field type", {"t": "CastBallot", "vote": 1, "choice": "yes"}, "command-invalid"),
    ("missing field", {"t": "CastBallot", "choice": "yes"}, "command-invalid"),
    ("too long a title", {"t": "AddItem", "title": "x" * 501}, "command-invalid"),
    ("seconds below one", {"t": "OpenVote", "title": "x", "seconds": 0}, "command-invalid"),
]


@pytest.mark.parametrize(
    ("data", "code"), [row[1:] for row in MALFORMED], ids=[r[0] for r in MALFORMED]
)
async def test_malformed_message_is_refused_and_the_connection_stays(
    in_session: Hall, data: bytes, code: str
) -> None:
    async with sitting_goes_on(in_session), signed_in(in_session, "2") as bad:
        await bad.send(data)
        answer = await bad.receive()
        while not isinstance(answer, Refused):
            answer = await bad.receive()
        assert answer.code == code
        assert answer.vi
        assert answer.en
        await bad.done({"t": "RequestFloor"})


@pytest.mark.parametrize(
    ("command", "code"), [row[1:] for row in BAD_COMMANDS], ids=[row[0] for row in BAD_COMMANDS]
)
async def test_bad_command_is_refused_under_its_own_id(
    in_session: Hall, command: Any, code: str
) -> None:
    async with sitting_goes_on(in_session), signed_in(in_session, "2") as bad:
        refused = await bad.answer(command, "mine-1")
        assert isinstance(refused, Refused)
        assert (refused.id, refused.code) == ("mine-1", code)


async def test_oversized_message_closes_only_its_sender(in_session: Hall) -> None:
    async with sitting_goes_on(in_session), signed_in(in_session, "2") as bad:
        await bad.send(b"\xc4" + bytes(limits.message_bytes_max + 1))
        assert await bad.ends_with() == Close.TOO_BIG


async def test_text_message_closes_only_its_sender(in_session: Hall) -> None:
    async with sitting_goes_on(in_session), signed_in(in_session, "2") as bad:
        await bad.send("hello")
        assert await bad.ends_with() == Close.BAD_MESSAGES


async def test_too_many_messages_close_only_their_sender(in_session: Hall) -> None:
    async with sitting_goes_on(in_session), signed_in(in_session, "2") as bad:
        for number in range(limits.messages_burst_max + limits.messages_per_second_max + 1):
            await bad.send(Ping(sent=number))
        assert await bad.ends_with() == Close.TOO_MANY


async def test_too_many_bad_messages_close_only_their_sender(in_session: Hall) -> None:
    async with sitting_goes_on(in_session), signed_in(in_session, "2") as bad:
        for _ in range(limits.bad_messages_max + 1):
            await bad.send(b"\xc1")
        assert await bad.ends_with() == Close.BAD_MESSAGES


async def test_command_before_hello_closes_the_connection(in_session: Hall) -> None:
    async with sitting_goes_on(in_session), dialled(in_session) as early:
        await early.send(Do(id="x", command={"t": "OpenSitting"}))
        assert await early.ends_with() == Close.NO_HELLO


async def test_garbage_before_hello_closes_the_connection(hall: Hall) -> None:
    async with dialled(hall) as bad:
        await bad.send(b"\xc1")
        assert await bad.ends_with() == Close.BAD_MESSAGES


async def test_ballot_before_the_opening_is_refused(in_session: Hall) -> None:
    async with signed_in(in_session, "3") as three:
        refused = await three.refused({"t": "CastBallot", "vote": "v1", "choice": "yes"})
        assert refused.code == "vote-unknown"


async def test_no_hello_in_time_closes_the_connection(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "hello_seconds_max", 0.05)
    async with dialled(hall) as silent:
        assert await silent.ends_with() == Close.HELLO_LATE


async def test_unknown_token_is_told_not_to_come_back(hall: Hall) -> None:
    async with dialled(hall) as stranger:
        await stranger.send(Hello(wire=limits.WIRE_VERSION, token="A" * 43))
        assert await stranger.ends_with() == Close.TOKEN_UNKNOWN


async def test_unknown_wire_version_is_told_so(hall: Hall) -> None:
    async with dialled(hall) as old:
        await old.send(Hello(wire=999, token=await token_of(hall, "1")))
        assert await old.ends_with() == Close.WIRE_UNKNOWN


@pytest.mark.parametrize("who", ["5", "display", "bridge"])
async def test_wrong_role_is_refused_and_nothing_changes(in_session: Hall, who: str) -> None:
    seq = in_session.clerk.seq
    async with signed_in(in_session, who) as wrong:
        for command in ({"t": "OpenVote", "title": "x"}, {"t": "AdjournSitting"}):
            assert (await wrong.refused(command)).code == "role-missing"
    assert in_session.clerk.seq == seq


async def test_delegate_cannot_act_for_another(in_session: Hall) -> None:
    async with sitting_goes_on(in_session), signed_in(in_session, "2") as two:
        for whom in ({"delegate": "s3"}, {"seat": "3"}):
            assert (await two.refused({"t": "CheckIn", **whom})).code == "other-delegate"
        ballot = {"t": "CastBallot", "vote": "v1", "choice": "yes"}
        assert (await two.refused({**ballot, "seat": "3"})).code == "other-delegate"
        assert (await two.refused({**ballot, "delegate": "s3"})).code == "not-their-proxy"


async def test_each_role_gets_its_boards_and_no_other(hall: Hall, join: Join) -> None:
    expected = {
        "chair": ["hall", "desk", "display"],
        "clerk": ["hall", "desk", "display"],
        "display": ["hall", "display"],
        "bridge": ["hall", "devices"],
        "4": ["hall", "seat/s4"],
    }
    for who, boards in expected.items():
        async with join(who) as client:
            assert client.welcome is not None
            assert client.welcome.boards == boards
            assert set(client.mirror.boards) == set(boards)


async def test_done_comes_after_what_it_changed(in_session: Hall) -> None:
    async with signed_in(in_session, "chair") as chair:
        await chair.done({"t": "AddItem", "title": "Việc khác"})
        assert chair.mirror["hall"]["agenda"][-1]["title"] == "Việc khác"


async def test_own_ballot_rides_in_the_acknowledgement(in_session: Hall) -> None:
    async with signed_in(in_session, "chair") as chair, signed_in(in_session, "7") as seven:
        await chair.done({"t": "OpenVote", "title": "Thử"})
        done = await seven.done({"t": "CastBallot", "vote": "v1", "choice": "abstain"})
        assert done.seq == in_session.clerk.seq
        ballot = seven.mirror["seat/s7"]["vote"]["ballot"]
        assert (ballot["choice"], ballot["channel"]) == ("abstain", "tablet")


async def test_command_sent_again_gets_its_first_answer(in_session: Hall) -> None:
    async with signed_in(in_session, "8") as eight:
        first = await eight.answer({"t": "RequestFloor"}, "once")
        again = await eight.answer({"t": "RequestFloor"}, "once")
        other = await eight.answer({"t": "WithdrawRequest"}, "once")
    assert isinstance(first, Done)
    assert isinstance(again, Done)
    assert (again.seq, first.again, again.again) == (first.seq, False, True)
    assert isinstance(other, Refused)
    assert other.code == "id-reused"


async def test_resume_brings_only_what_changed(in_session: Hall) -> None:
    token = await token_of(in_session, "9")
    async with dialled(in_session) as before:
        welcome = await before.greet(token)
        mirror = before.mirror
    async with signed_in(in_session, "chair") as chair:
        await chair.done({"t": "AddItem", "title": "Sau khi mất kết nối"})
    async with dialled(in_session) as after:
        after.mirror = mirror
        await after.send(
            Hello(wire=1, token=token, epoch=welcome.epoch, boards=dict(mirror.versions))
        )
        await after.receive()
        patches = [await after.receive() for _ in welcome.boards]
    changed = {patch.board: patch for patch in patches}  # type: ignore[union-attr]
    assert set(changed["hall"].set) == {"agenda"}  # type: ignore[union-attr]
    assert not changed["hall"].whole  # type: ignore[union-attr]
    assert not changed["seat/s9"].set  # type: ignore[union-attr]


async def test_pong_brings_the_halls_time(hall: Hall, join: Join) -> None:
    async with join("1") as client:
        assert client.welcome is not None
        await client.send(Ping(sent=77))
        pong = await client.receive()
        assert isinstance(pong, Pong)
        assert pong.sent == 77
        assert pong.now >= client.welcome.now


async def test_desk_sees_a_tablet_come_and_go(hall: Hall, join: Join) -> None:
    async with join("chair") as chair:

        async def tablets(expected: int) -> None:
            async with asyncio.timeout(10):
                while chair.mirror["desk"]["delegate/s6"]["tablets"] != expected:
                    await chair.receive()

        async with join("6"):
            await tablets(1)
        await tablets(0)


async def test_slow_reader_is_cut_and_others_are_not_held_up(
    in_session: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hall_server.gateway.connection.lagging_bytes", 1)
    monkeypatch.setattr("hall_server.gateway.connection.unsent_bytes_max", 256 * 1024)
    async with (
        dialled(in_session, max_queue=1, close_timeout=0.1) as slow,
        signed_in(in_session, "chair") as chair,
    ):
        await slow.greet(await token_of(in_session, "clerk"))
        slow.socket.transport.pause_reading()
        reader = next(
            connection
            for connection in in_session.gateway.connections
            if connection.grant is not None and connection.grant.actor.role == "clerk"
        )
        # What the kernel's buffers hold does not show here: more than they hold must be unsent.
        for number in range(40):
            if reader not in in_session.gateway.connections:
                break
            reader.send(Refused(id="", code="x", vi="y" * 1_000_000, en=""))
            reader.watch_buffer(number)
            await chair.done({"t": "CheckIn", "delegate": "s1"})
        else:
            raise AssertionError("the slow reader was never cut")


async def test_signing_out_cuts_the_devices_connections(hall: Hall) -> None:
    token = await token_of(hall, "2")
    async with dialled(hall) as client:
        await client.greet(token)
        request = urllib.request.Request(
            f"{hall.url}/api/sign-out", method="POST", headers={"Authorization": f"Bearer {token}"}
        )
        answer = await asyncio.to_thread(urllib.request.urlopen, request)
        assert answer.status == 204
        answer.close()
        assert await client.ends_with() == Close.SIGNED_OUT


async def test_hall_that_stops_asks_to_come_back(hall: Hall, join: Join) -> None:
    async with join("3") as client:
        await hall.gateway.close()
        assert await client.ends_with() == Close.RESTART


async def test_idle_connection_is_closed(
    hall: Hall, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with join("3") as client:
        monkeypatch.setattr(limits, "idle_seconds_max", 0.0)
        assert await client.ends_with() == Close.IDLE


async def test_pings_are_answered_and_counted(in_session: Hall) -> None:
    async with sitting_goes_on(in_session), signed_in(in_session, "2") as flood:
        assert await (await flood.socket.ping()) >= 0
        for _ in range(limits.messages_burst_max + limits.messages_per_second_max + 1):
            flood.socket.protocol.send_ping(b"")
        for data in flood.socket.protocol.data_to_send():
            flood.socket.transport.write(data)
        assert await flood.ends_with() == Close.TOO_MANY


async def test_connections_of_one_address_without_a_hello_are_limited(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hall_server.gateway.gateway.unknown_per_address_max", 2)
    async with dialled(hall), dialled(hall), dialled(hall) as third:
        assert await third.ends_with() == Close.CROWDED
    assert hall.gateway.refused["crowded"] == 1
    async with signed_in(hall, "1") as later:
        assert later.welcome is not None


async def test_desk_knows_whether_a_bridge_is_there(hall: Hall, join: Join) -> None:
    async with join("chair") as chair:
        assert chair.mirror["desk"]["bridges"] == 0

        async def bridges(expected: int) -> None:
            async with asyncio.timeout(10):
                while chair.mirror["desk"]["bridges"] != expected:
                    await chair.receive()

        async with join("bridge"):
            await bridges(1)
        await bridges(0)
