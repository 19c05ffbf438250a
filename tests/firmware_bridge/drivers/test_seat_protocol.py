"""The bytes of every message against the golden frames, and what is no message."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.drivers import seat_protocol
from firmware_bridge.drivers.seat_protocol import (
    BallotLamp,
    Header,
    Hello,
    Info,
    Key,
    Kind,
    Lamp,
    Message,
    Poll,
    ProtocolError,
    Query,
    Status,
    Want,
    pack,
    unpack,
)
from firmware_bridge.framing import FrameDecoder, frame_bytes_max
from tests.firmware_bridge.statuses import status

VECTORS = Path(__file__).parents[2] / "vectors" / "seat-protocol.json"
GOLDEN: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))

bits = st.booleans()
words = st.integers(0, 0xFFFF)
ballot_patterns = st.sampled_from([lamp for lamp in Lamp if lamp <= Lamp.ERROR])
lamps = st.builds(BallotLamp, st.sampled_from(Key), ballot_patterns)
messages = st.one_of(
    st.builds(Hello),
    st.builds(Query),
    st.builds(Poll, words, bits, bits),
    st.builds(Want, bits, bits, bits, words, words, lamps, st.sampled_from(Lamp)),
    st.builds(Info, st.integers(0, 2**64 - 1), st.integers(0, 2**32 - 1), words, words, words),
    st.builds(
        Status,
        st.integers(0, 2**64 - 1),
        st.integers(0, 2**32 - 1),
        *[bits] * 6,
        *[words] * 3,
        st.sampled_from(Key),
        words,
        lamps,
        st.sampled_from(Lamp),
        words,
        words,
    ),
)


def content(frame: bytes) -> bytes:
    (only,) = FrameDecoder().feed(frame)
    return only


def golden_message(vector: dict[str, Any]) -> Message:
    fields = {name: golden_value(name, value) for name, value in vector["fields"].items()}
    kind: type[Message] = getattr(seat_protocol, vector["message"].capitalize())
    return kind(**fields)


def golden_value(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return BallotLamp(Key[value["key"].upper()], Lamp[value["lamp"].upper()])
    if name in {"uid", "boot"}:
        return int(value, 16)
    if isinstance(value, str):
        return Key[value.upper()] if name == "choice" else Lamp[value.upper()]
    return value


@pytest.mark.parametrize("vector", GOLDEN, ids=lambda vector: str(vector["says"]))
def test_golden_frame(vector: dict[str, Any]) -> None:
    message, frame = golden_message(vector), bytes.fromhex(vector["frame"])
    assert pack(message, vector["address"], vector["sequence"]) == frame
    header, read = unpack(content(frame))
    assert read == message
    assert (header.address, header.sequence) == (vector["address"], vector["sequence"])


def test_golden_frames_show_every_message() -> None:
    assert {vector["message"] for vector in GOLDEN} == {kind.name.lower() for kind in Kind}


@given(messages, words, st.integers(0, 255))
def test_what_is_packed_is_read_back(message: Message, address: int, sequence: int) -> None:
    frame = pack(message, address, sequence)
    assert len(frame) <= frame_bytes_max
    header, read = unpack(content(frame))
    assert read == message
    assert header == Header(address, header.kind, sequence)


@given(st.binary(max_size=60))
def test_any_content_is_a_message_or_refused(data: bytes) -> None:
    try:
        header, message = unpack(data)
    except ProtocolError:
        return
    assert content(pack(message, header.address, header.sequence)) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x10\x00\x00\x01",
        bytes.fromhex("20 00 00 01 01"),
        bytes.fromhex("11 00 00 01 01"),
        bytes.fromhex("10 00 00 05 01"),
        bytes.fromhex("10 00 00 01 01 00"),
        bytes.fromhex("10 ff ff 02 01 07 00 04"),
        bytes.fromhex("10 0c 00 03 01 00 07 00 01 00 41 00"),
        bytes.fromhex("10 0c 00 03 01 00 07 00 01 00 14 00"),
        bytes.fromhex("10 0c 00 03 01 00 07 00 01 00 00 07"),
        bytes([0x10, 0x0C, 0x00, 0x82, 0x01, *12 * b"\x01", 0x40, *15 * b"\x00"]),
    ],
    ids=[
        "nothing",
        "half a header",
        "version 2",
        "a flag",
        "unknown type",
        "too long",
        "unknown poll flag",
        "unknown key",
        "unknown lamp",
        "unknown request lamp",
        "unknown status flag",
    ],
)
def test_what_is_no_message_of_version_1_is_refused(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        unpack(data)


def test_ages_stop_at_the_greatest_that_can_be_told() -> None:
    _, read = unpack(content(pack(status(press_age_ms=10**7), 1, 1)))
    assert read == status()
