"""The conversation without sockets: a client's session and the hall's, talking by hand."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_wire import limits
from hall_wire.closing import Close
from hall_wire.codec import HallCodec, WireError, encode
from hall_wire.messages import Do, Done, Hello, Patch, Ping, Pong, Refused, Welcome
from hall_wire.mirror import MirrorGap
from hall_wire.session import Allowance, ClientSession, HallSession, SessionOver

CODEC: HallCodec[dict[str, Any]] = HallCodec(dict[str, Any])
COMMAND = {"t": "CheckIn"}
OWN = Patch(board="seat/d01", base=0, version=1, set={"me": 1})


def client_session() -> ClientSession:
    numbers = itertools.count(1)
    return ClientSession("made-up-token", lambda: f"id-{next(numbers)}", "test")


def welcome(now: int = 0, epoch: str = "e1") -> bytes:
    return encode(Welcome(wire=1, epoch=epoch, now=now, role="delegate", device="d", boards=[]))


# --- the client's side -------------------------------------------------------------------------


def test_hello_names_the_versions_that_the_mirror_has() -> None:
    session = client_session()
    first = CODEC.decode(session.hello())
    assert first == Hello(wire=limits.WIRE_VERSION, token="made-up-token", client="test")
    session.receive(welcome(epoch="e1"), now=0)
    session.receive(encode(Patch(board="hall", base=0, version=4, whole=True)), now=0)
    again = CODEC.decode(session.hello())
    assert isinstance(again, Hello)
    assert (again.epoch, again.boards) == ("e1", {"hall": 4})


def test_new_hello_forgets_the_old_welcome() -> None:
    session = client_session()
    session.receive(welcome(), now=0)
    assert session.welcome is not None
    session.hello()
    assert session.welcome is None


def test_versions_of_another_run_of_the_hall_are_forgotten_but_not_the_values() -> None:
    session = client_session()
    session.receive(welcome(epoch="e1"), now=0)
    session.receive(encode(Patch(board="hall", base=0, version=4, set={"a": 1})), now=0)
    session.receive(welcome(epoch="e2"), now=0)
    assert session.mirror.versions == {}
    assert session.mirror["hall"] == {"a": 1}


def test_command_is_remembered_until_it_is_answered() -> None:
    session = client_session()
    first, first_bytes = session.command(COMMAND)
    second, second_bytes = session.command(COMMAND)
    third, third_bytes = session.command(COMMAND, "third")
    assert (first, second, third) == ("id-1", "id-2", "third")
    assert session.unanswered() == [first_bytes, second_bytes, third_bytes]
    session.receive(encode(Done(id=second, seq=1)), now=0)
    session.receive(encode(Refused(id=third, code="x", vi="x", en="x")), now=0)
    assert session.unacknowledged == (first,)
    assert CODEC.decode(session.unanswered()[0]) == Do(id=first, command=COMMAND)
    session.forget(first)
    assert session.unanswered() == []


def test_answer_to_nobody_changes_nothing() -> None:
    session = client_session()
    session.command(COMMAND)
    session.receive(encode(Done(id="other")), now=0)
    session.receive(encode(Refused(id="", code="x", vi="x", en="x")), now=0)
    assert session.unacknowledged == ("id-1",)


def test_too_many_commands_in_flight_are_refused() -> None:
    session = client_session()
    for _ in range(limits.unacknowledged_commands_max):
        session.command(COMMAND)
    with pytest.raises(BufferError):
        session.command(COMMAND)


@pytest.mark.parametrize("command_id", ["a b", "x" * 65, "đ", "a\n"])
def test_bad_id_is_refused_before_it_is_sent(command_id: str) -> None:
    session = client_session()
    with pytest.raises(WireError, match="message-invalid"):
        session.command(COMMAND, command_id)
    assert session.unacknowledged == ()


def test_command_that_the_hall_could_not_read_is_refused_before_it_is_sent() -> None:
    session = client_session()
    with pytest.raises(WireError, match="message-too-big"):
        session.command({"t": "AddItem", "title": "x" * limits.message_bytes_max})
    assert session.unacknowledged == ()


def test_acknowledgement_takes_its_patch_along() -> None:
    session = client_session()
    command_id, _ = session.command(COMMAND)
    message, changed = session.receive(encode(Done(id=command_id, seq=1, patch=OWN)), now=0)
    assert isinstance(message, Done)
    assert changed == {"me"}
    assert session.mirror["seat/d01"] == {"me": 1}


def test_acknowledgement_whose_patch_leaves_a_gap_does_not_count() -> None:
    session = client_session()
    command_id, _ = session.command(COMMAND)
    late = Patch(board="seat/d01", base=3, version=4, set={"me": 1})
    with pytest.raises(MirrorGap) as gap:
        session.receive(encode(Done(id=command_id, seq=1, patch=late)), now=0)
    assert gap.value.board == "seat/d01"
    assert session.unacknowledged == (command_id,)


def test_clock_is_taken_from_the_quickest_exchange() -> None:
    session = client_session()
    session.receive(welcome(now=50_000), now=1_000)
    assert session.clock_offset == 49_000
    session.receive(encode(Pong(sent=1_000, now=50_050)), now=1_100)
    assert session.clock_offset == 50_050 + 50 - 1_100
    session.receive(encode(Pong(sent=2_000, now=99_999)), now=2_900)
    assert session.clock_offset == 50_050 + 50 - 1_100
    session.receive(encode(Pong(sent=3_000, now=52_005)), now=3_010)
    assert session.clock_offset == 52_005 + 5 - 3_010


@given(there=st.integers(0, 10_000), back=st.integers(0, 10_000), ahead=st.integers(0, 10**12))
def test_clock_is_wrong_by_half_a_round_trip_at_most(there: int, back: int, ahead: int) -> None:
    session = client_session()
    sent = 5_000
    ping = CODEC.decode(session.ping(sent))
    assert ping == Ping(sent=sent)
    pong = Pong(sent=sent, now=sent + there + ahead)
    session.receive(encode(pong), now=sent + there + back)
    assert abs(session.clock_offset - ahead) <= (there + back) / 2 + 1


# --- the hall's side ---------------------------------------------------------------------------


def hall_session() -> HallSession[dict[str, Any]]:
    return HallSession(CODEC)


def greeted() -> HallSession[dict[str, Any]]:
    session = hall_session()
    session.receive(client_session().hello(), now=0)
    return session


def over(session: HallSession[dict[str, Any]], data: bytes, now: int = 0) -> Close:
    with pytest.raises(SessionOver) as ended:
        session.receive(data, now)
    return ended.value.close


def test_hall_takes_commands_after_the_hello() -> None:
    _, data = client_session().command(COMMAND)
    assert greeted().receive(data, now=0) == Do(id="id-1", command=COMMAND)


@pytest.mark.parametrize("data", [encode(Ping(sent=1)), client_session().command(COMMAND)[1]])
def test_whoever_does_not_say_hello_first_is_shown_out(data: bytes) -> None:
    assert over(hall_session(), data) is Close.NO_HELLO


def test_garbage_instead_of_a_hello_ends_the_session() -> None:
    assert over(hall_session(), b"GET / HTTP/1.1") is Close.BAD_MESSAGES


def test_another_wire_version_ends_the_session() -> None:
    hello = encode(Hello(wire=limits.WIRE_VERSION + 1, token="made-up-token"))
    assert over(hall_session(), hello) is Close.WIRE_UNKNOWN


def test_second_hello_is_refused() -> None:
    with pytest.raises(WireError, match="hello-again"):
        greeted().receive(client_session().hello(), now=0)


def test_message_too_big_ends_the_session() -> None:
    assert over(greeted(), b"\x00" * (limits.message_bytes_max + 1)) is Close.TOO_BIG


def test_bad_messages_are_refused_until_there_are_too_many() -> None:
    session = greeted()
    now = 0
    for _ in range(limits.bad_messages_max):
        now += 1_000
        with pytest.raises(WireError):
            session.receive(b"\xc1", now)
    assert over(session, b"\xc1", now + 1_000) is Close.BAD_MESSAGES


def test_flood_ends_the_session() -> None:
    session = greeted()
    ping = encode(Ping(sent=1))
    for _ in range(limits.messages_burst_max - 1):
        session.receive(ping, now=0)
    assert over(session, ping) is Close.TOO_MANY


@given(st.lists(st.integers(0, 500), max_size=300))
def test_allowance_is_never_more_than_burst_and_rate(pauses: list[int]) -> None:
    allowance = Allowance(per_second=20, burst=60)
    now = taken = 0
    for pause in pauses:
        now += pause
        taken += allowance.take(now)
        assert taken <= 60 + 20 * now / 1000


@given(st.lists(st.integers(50, 500), max_size=300))
def test_steady_sender_is_never_refused(pauses: list[int]) -> None:
    allowance = Allowance(per_second=20, burst=60)
    now = 0
    for pause in pauses:
        now += pause
        assert allowance.take(now)
