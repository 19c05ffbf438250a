"""Bytes ↔ messages, with the msgpack package as the independent judge of the bytes."""

from typing import Any

import msgpack
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_wire import limits
from hall_wire.codec import ClientCodec, HallCodec, WireError, encode
from hall_wire.messages import (
    Do,
    Done,
    Hello,
    Message,
    Patch,
    Ping,
    Pong,
    Refused,
    Welcome,
)
from hall_wire.session import refusal_of


class Ring(msgspec.Struct, frozen=True, tag_field="t", tag=True):
    """A made-up command."""

    bell: str
    times: int = 1


class Hush(msgspec.Struct, frozen=True, tag_field="t", tag=True):
    """Another made-up command."""


HALL: HallCodec[Ring | Hush] = HallCodec(Ring | Hush)
CLIENT = ClientCodec()

# --- both directions, judged by msgpack --------------------------------------------------------

text = st.text(max_size=20)
words = st.text("abcXYZ019._:-", min_size=1, max_size=limits.command_id_characters_max)
whole = st.integers(0, 2**53)
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)
values = st.dictionaries(text, plain, max_size=4)
patches = st.builds(
    Patch, text, whole, whole, set=values, gone=st.lists(text, max_size=3), whole=st.booleans()
)
from_hall: st.SearchStrategy[Message] = st.one_of(
    st.builds(Welcome, whole, text, whole, text, text, st.lists(text, max_size=3), text),
    patches,
    st.builds(Done, words, whole, st.just(msgspec.UNSET) | patches, st.booleans()),
    st.builds(Refused, text, text, text, text, text),
    st.builds(Pong, whole, whole),
)
commands = st.builds(Ring, text, st.integers(-5, 5)) | st.just(Hush())
to_hall: st.SearchStrategy[Message] = st.one_of(
    st.builds(
        Hello,
        whole,
        st.text(max_size=8),
        st.text(max_size=8),
        st.dictionaries(text, whole, max_size=4),
        text,
    ),
    st.builds(Do, words, commands),
    st.builds(Ping, whole),
)


@given(to_hall)
def test_hall_reads_what_msgpack_wrote(message: Message) -> None:
    assert HALL.decode(msgpack.packb(msgspec.to_builtins(message))) == message


@given(from_hall)
def test_client_reads_what_msgpack_wrote(message: Message) -> None:
    assert CLIENT.decode(msgpack.packb(msgspec.to_builtins(message))) == message


@given(to_hall | from_hall)
def test_msgpack_reads_what_we_wrote(message: Message) -> None:
    assert msgpack.unpackb(encode(message)) == msgspec.to_builtins(message)


def assert_read_or_refused(data: bytes) -> None:
    """Any other exception comes out and fails the test."""
    for codec in (HALL, CLIENT):
        try:
            found: Message = codec.decode(data)
        except WireError as error:
            found = refusal_of(error)
        assert isinstance(found, Message)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_a_wire_error(data: bytes) -> None:
    assert_read_or_refused(data)


@given(to_hall, st.data())
def test_damaged_message_is_a_message_or_a_wire_error(
    message: Message, data: st.DataObject
) -> None:
    whole_message = encode(message)
    place = data.draw(st.integers(0, len(whole_message) - 1))
    damaged = bytearray(whole_message)
    damaged[place] = data.draw(st.integers(0, 255))
    assert_read_or_refused(bytes(damaged))


@given(to_hall)
def test_cut_message_is_unreadable(message: Message) -> None:
    whole_message = encode(message)
    for length in range(len(whole_message)):
        assert refused(HALL, whole_message[:length]).code == "message-unreadable"


# --- each code ---------------------------------------------------------------------------------


def refused(codec: HallCodec[Any] | ClientCodec, data: bytes) -> WireError:
    with pytest.raises(WireError) as caught:
        codec.decode(data)
    return caught.value


def do(command: object, command_id: object = "id-1") -> bytes:
    packed: bytes = msgpack.packb({"t": "do", "id": command_id, "command": command})
    return packed


CASES = {
    "nothing": (b"", "message-unreadable", ""),
    "a byte that msgpack never uses": (b"\xc1", "message-unreadable", ""),
    "more after the end": (encode(Ping(sent=1)) + b"\x00", "message-unreadable", ""),
    "text that is no UTF-8": (b"\x81\xa1t\xa2\xff\xff", "message-unreadable", ""),
    "announced map of 4 billion": (b"\xdf\xff\xff\xff\xff", "message-unreadable", ""),
    "announced text of 4 GiB": (b"\x81\xa1t\xdb\xff\xff\xff\xff", "message-unreadable", ""),
    "a number": (msgpack.packb(7), "message-invalid", ""),
    "a list": (msgpack.packb([1]), "message-invalid", ""),
    "no tag": (msgpack.packb({"id": "id-1"}), "message-unknown", "id-1"),
    "unknown tag": (msgpack.packb({"t": "shout", "id": "id-1"}), "message-unknown", "id-1"),
    "tag is a number": (msgpack.packb({"t": 3}), "message-unknown", ""),
    "a message of the other side": (encode(Pong(sent=1, now=1)), "message-unknown", ""),
    "missing field": (msgpack.packb({"t": "ping"}), "message-invalid", ""),
    "wrong type": (msgpack.packb({"t": "ping", "sent": "now"}), "message-invalid", ""),
    "negative time": (msgpack.packb({"t": "ping", "sent": -1}), "message-invalid", ""),
    "id with a space": (do({"t": "Hush"}, "a b"), "message-invalid", "a b"),
    "id with a line feed": (do({"t": "Hush"}, "a\n"), "message-invalid", "a\n"),
    "id is empty": (do({"t": "Hush"}, ""), "message-invalid", ""),
    "id too long": (do({"t": "Hush"}, "x" * 65), "message-invalid", ""),
    "id is a number": (do({"t": "Hush"}, 3), "message-invalid", ""),
    "token too long": (encode(Hello(wire=1, token="x" * 65)), "message-invalid", ""),
    "too many boards": (
        encode(Hello(wire=1, token="x", boards={str(n): 1 for n in range(17)})),
        "message-invalid",
        "",
    ),
    "no command": (msgpack.packb({"t": "do", "id": "id-1"}), "message-invalid", "id-1"),
    "unknown command": (do({"t": "Dance"}), "command-unknown", "id-1"),
    "command without a tag": (do({"bell": "x"}), "command-unknown", "id-1"),
    "command is a number": (do(3), "command-invalid", "id-1"),
    "command misses a field": (do({"t": "Ring"}), "command-invalid", "id-1"),
    "command with a wrong type": (do({"t": "Ring", "bell": 1}), "command-invalid", "id-1"),
}


@pytest.mark.parametrize(("data", "code", "command_id"), CASES.values(), ids=CASES.keys())
def test_fault_is_named_and_answered(data: bytes, code: str, command_id: str) -> None:
    error = refused(HALL, data)
    assert (error.code, error.id) == (code, command_id)
    refusal = refusal_of(error)
    assert (refusal.code, refusal.id) == (code, command_id)
    assert refusal.vi
    assert refusal.en
    assert refusal.vi != refusal.en


def test_unknown_fields_are_passed_over() -> None:
    assert HALL.decode(msgpack.packb({"t": "ping", "sent": 1, "mood": "good"})) == Ping(sent=1)


@pytest.mark.parametrize("opening", [b"\x91", b"\x81\xa1k"], ids=["lists", "maps"])
@pytest.mark.parametrize("field", ["sent", "mood"], ids=["in a field", "in an unknown field"])
def test_deep_nest_is_refused(opening: bytes, field: str) -> None:
    depth = (limits.message_bytes_max - 64) // len(opening)
    head = b"\x82\xa1t\xa4ping" + msgpack.packb(field)
    assert refused(HALL, head + opening * depth + b"\x90").code.startswith("message-")


@pytest.mark.parametrize("opening", [b"\x91", b"\x81\xa1k"], ids=["lists", "maps"])
def test_deep_nest_on_a_board_is_unreadable(opening: bytes) -> None:
    head = b"\x85\xa1t\xa5patch\xa5board\xa1b\xa4base\x00\xa7version\x01\xa3set\x81\xa1k"
    assert refused(CLIENT, head + opening * 100_000 + b"\x90").code == "message-unreadable"


def test_message_of_just_the_longest_length_is_read() -> None:
    empty = len(do({"t": "Ring", "bell": ""}))
    room = limits.message_bytes_max - empty - 2  # a text of this length has two bytes more of head
    longest = do({"t": "Ring", "bell": "x" * room})
    assert len(longest) == limits.message_bytes_max
    assert HALL.decode(longest) == Do(id="id-1", command=Ring("x" * room))
    error = refused(HALL, do({"t": "Ring", "bell": "x" * (room + 1)}))
    assert error.code == "message-too-big"


def test_frame_longer_than_the_limit_is_refused_unread() -> None:
    error = refused(CLIENT, b"\xc1" * (limits.frame_bytes_max + 1))
    assert error.code == "message-too-big"
    assert refusal_of(error).id == ""
