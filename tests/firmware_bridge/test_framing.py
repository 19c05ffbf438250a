"""Frames out of a stream cut, damaged and polluted in every way; wrong ones must never come out."""

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from firmware_bridge.framing import FrameDecoder, encode_frame, frame_bytes_max

contents = st.binary(min_size=1, max_size=60)


def reference_frame(content: bytes) -> bytes:
    """The frame as docs/reference/seat-protocol.md has it, bit by bit and byte by byte."""
    checksum = 0xFFFF
    for byte in content:
        checksum ^= byte << 8
        for _ in range(8):
            checksum = (checksum << 1 ^ 0x1021 if checksum & 0x8000 else checksum << 1) & 0xFFFF
    stuffed = bytearray()
    for run in (content + checksum.to_bytes(2, "little")).split(b"\0"):
        assert len(run) < 254
        stuffed += bytes([len(run) + 1]) + run
    return b"\0" + bytes(stuffed) + b"\0"


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    edges = [0, *sorted(place % (len(stream) + 1) for place in places), len(stream)]
    return [stream[start:end] for start, end in itertools.pairwise(edges)]


def decode(pieces: list[bytes]) -> list[bytes]:
    decoder = FrameDecoder()
    return [content for piece in pieces for content in decoder.feed(piece)]


@given(contents)
def test_frame_is_as_the_reference_says(content: bytes) -> None:
    assert encode_frame(content) == reference_frame(content)


def test_checksum_is_the_catalogued_one() -> None:
    assert encode_frame(b"123456789")[-3:-1] == (0x29B1).to_bytes(2, "little")


@given(st.lists(contents, max_size=8), st.lists(st.integers(min_value=0), max_size=30))
def test_frames_come_out_whole_however_the_stream_is_cut(
    sent: list[bytes], places: list[int]
) -> None:
    stream = b"".join(encode_frame(content) for content in sent)
    assert decode(cut(stream, places)) == sent
    assert decode([bytes([byte]) for byte in stream]) == sent


@given(st.binary(max_size=200), contents, st.lists(st.integers(min_value=0), max_size=10))
def test_frame_after_any_noise_arrives(noise: bytes, content: bytes, places: list[int]) -> None:
    received = decode(cut(noise + encode_frame(content), places))
    assert received[-1] == content


@settings(derandomize=True)
@given(st.lists(contents, min_size=1, max_size=6), st.data())
def test_damaged_frame_does_not_come_out_and_its_neighbours_do(
    sent: list[bytes], data: st.DataObject
) -> None:
    victim = data.draw(st.integers(0, len(sent) - 1))
    frames = [bytearray(encode_frame(content)) for content in sent]
    place = data.draw(st.integers(1, len(frames[victim]) - 2))
    frames[victim][place] ^= 1 << data.draw(st.integers(0, 7))
    received = decode([bytes(frame) for frame in frames])
    assert received == sent[:victim] + sent[victim + 1 :]


def test_noise_alone_makes_no_frame_of_the_protocol() -> None:
    from firmware_bridge.drivers.seat_protocol import ProtocolError, unpack

    chance = random.Random(2026)
    decoder = FrameDecoder()
    phantoms = []
    for _ in range(20_000):
        for content in decoder.feed(chance.randbytes(chance.randrange(1, 400))):
            try:
                phantoms.append(unpack(content))
            except ProtocolError:
                continue
    assert not phantoms
    assert decoder.damaged > 10_000


def test_doubled_and_merged_frames() -> None:
    first, second = encode_frame(b"first"), encode_frame(b"second")
    assert decode([first + first]) == [b"first", b"first"]
    assert decode([first[:-1] + second[1:], second]) == [b"second"]


def test_endless_noise_without_a_delimiter_holds_no_memory() -> None:
    decoder = FrameDecoder()
    for _ in range(1_000):
        assert decoder.feed(b"\x55" * 1_000) == []
    assert len(decoder._rest) <= frame_bytes_max
    assert decoder.damaged == 1
    assert decoder.feed(encode_frame(b"after")) == [b"after"]


def test_overlong_frame_is_dropped_whole_in_one_piece_or_many() -> None:
    overlong = encode_frame(b"x" * (frame_bytes_max + 1))
    assert decode([overlong, encode_frame(b"after")]) == [b"after"]
    assert decode([bytes([byte]) for byte in overlong + encode_frame(b"after")]) == [b"after"]
