"""The page of the seat protocol names what the code does: types, patterns, flags, examples."""

import re
from typing import get_args

from firmware_bridge.drivers import seat_protocol
from firmware_bridge.drivers.seat_protocol import Kind, Lamp, unpack
from firmware_bridge.framing import FrameDecoder
from firmware_bridge.wishes import KeyUse
from tests.docs.pages import code, read, rows, section

PAGE = read("reference/seat-protocol.md")


def test_every_message_stands_with_its_type_and_length() -> None:
    table = [row for row in rows(section(PAGE, "## Messages")) if len(row) == 5]
    named = {int(code(row[0])[0], 16): (row[1], row[4]) for row in table}
    assert set(named) == {kind.value for kind in Kind}
    for kind, length in seat_protocol._LENGTHS.items():
        name, payload = named[kind]
        assert name == kind.name
        assert payload == (f"{length} bytes" if length else "–")


def test_every_pattern_of_a_lamp_stands_with_its_number() -> None:
    numbers = [row[2] for row in rows(section(PAGE, "### WANT")) if len(row) == 6]
    assert [int(number) for number in numbers] == [lamp.value for lamp in Lamp]


def test_every_flag_of_a_status_is_told() -> None:
    (flags,) = (row[2] for row in rows(section(PAGE, "### STATUS")) if row[0] == "flags")
    assert re.findall(r"bit (\d)", flags) == ["0", "1", "2", "3", "4", "5"]


def test_every_use_of_the_request_key_is_told() -> None:
    told = [code(row[0])[0] for row in rows(section(PAGE, "### The request key"))]
    assert tuple(told) == get_args(KeyUse)


def test_every_example_is_a_frame_of_the_protocol() -> None:
    examples = section(PAGE, "## Examples")
    frames = [one for one in re.findall(r"`+([0-9a-f\s]+)`+", examples) if one.split()[0] == "00"]
    assert len(frames) == 4
    for frame in frames:
        (content,) = FrameDecoder().feed(bytes.fromhex(frame))
        unpack(content)
