"""The messages of seat protocol version 1 between bridge and hub; docs/reference/seat-protocol.md.

Knows the bytes of each message, for both ends. Must not know when a message is due.
Whole numbers are little-endian; ages are ms before the message was made.
"""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from firmware_bridge.framing import encode_frame

VERSION: Final = 1
FIRST_BYTE: Final = VERSION << 4
"""Version in the high half, flags in the low. Version 1 knows no flag: a frame with one is refused,
so that a later signed or sealed frame cannot be mistaken for a plain one."""

HUB: Final = 0
"""The hub itself, as an address."""

EVERYONE: Final = 0xFFFF
"""All seats of a hub, as an address; a broadcast is never answered by the seats themselves."""

age_ms_max: Final = 0xFFFF
"""An age that stands for "this long or longer, or never"."""


class Kind(IntEnum):
    """The type byte: below 0x80 to the hub, from 0x80 on from the hub."""

    HELLO = 0x01
    POLL = 0x02
    WANT = 0x03
    QUERY = 0x04
    INFO = 0x81
    STATUS = 0x82


class Key(IntEnum):
    """The voting keys of a seat."""

    NONE = 0
    YES = 1
    NO = 2
    ABSTAIN = 3


class Lamp(IntEnum):
    """What a lamp does. From NEXT on the patterns are for the request lamp alone."""

    OFF = 0
    BLINK = 1
    SOLID = 2
    """At the request key: the request is in the queue."""
    ERROR = 3
    """Quick double flashes: what was pressed did not count."""
    NEXT = 4
    """A short flash each second: of those who asked, this one is next."""
    SPEAKING = 5
    """Solid, with a wink each 2 s: this one has a turn to speak."""
    ENDING = 6
    """Quick, 4 times a second: the time of the turn is nearly over."""


class ProtocolError(Exception):
    """An intact frame that is no message of this version."""


@dataclass(frozen=True, slots=True)
class Hello:
    """Bridge → hub: who are you? Answered by Info, then by the status of every seat."""


@dataclass(frozen=True, slots=True)
class Query:
    """Bridge → hub: send the status of the addressed seat, or of everyone, now."""


@dataclass(frozen=True, slots=True)
class Poll:
    """Bridge → everyone: the poll as it stands. Number 0: there is none."""

    number: int
    open: bool
    changeable: bool


@dataclass(frozen=True, slots=True)
class BallotLamp:
    """The lamps of the voting keys: at most one of them is lit."""

    key: Key = Key.NONE
    lamp: Lamp = Lamp.OFF


@dataclass(frozen=True, slots=True)
class Want:
    """Bridge → seat: what it is to do. The ballot lamp answers change `change` of poll `poll`."""

    microphone: bool = False
    present: bool = False
    entitled: bool = False
    poll: int = 0
    change: int = 0
    ballot: BallotLamp = BallotLamp()
    request: Lamp = Lamp.OFF


@dataclass(frozen=True, slots=True)
class Info:
    """Hub → bridge: identity and size, and sign of life. `sweep_ms`: all statuses come in it."""

    uid: int
    boot: int
    seats: int
    sweep_ms: int
    firmware: int


@dataclass(frozen=True, slots=True)
class Status:
    """Hub → bridge: the whole latched state of one seat.

    Counters start at 0 with each boot, go up by one and from 65535 on to 1. `presses` counts the
    request key, which is `held` while it is down, `cards` the card going in or out, `change` the
    choice being made or changed.
    """

    uid: int
    boot: int
    online: bool
    card: bool
    microphone: bool
    present: bool
    entitled: bool
    held: bool
    presses: int
    cards: int
    poll: int
    choice: Key
    change: int
    ballot: BallotLamp
    request: Lamp
    press_age_ms: int
    change_age_ms: int


Message = Hello | Poll | Want | Query | Info | Status

_HEADER = struct.Struct("<BHBB")
_POLL = struct.Struct("<HB")
_WANT = struct.Struct("<BHHBB")
_INFO = struct.Struct("<QIHHH")
_STATUS = struct.Struct("<QIBHHHBHBBHH")
_AGES = struct.Struct("<HH")

_LENGTHS = {
    Kind.HELLO: 0,
    Kind.POLL: _POLL.size,
    Kind.WANT: _WANT.size,
    Kind.QUERY: 0,
    Kind.INFO: _INFO.size,
    Kind.STATUS: _STATUS.size,
}

LATCHED = slice(_HEADER.size, _HEADER.size + _STATUS.size - _AGES.size)
"""The part of a status frame's content that changes only when the seat's state does."""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before every payload; `sequence` counts the sender's frames, modulo 256."""

    address: int
    kind: Kind
    sequence: int


def pack(message: Message, address: int, sequence: int) -> bytes:
    """Give a message as it goes over the line, delimiters and all."""
    kind, payload = _payload(message)
    header = _HEADER.pack(FIRST_BYTE, address, kind, sequence & 0xFF)
    return encode_frame(header + payload)


def read_header(content: bytes) -> Header:
    """Read the header of an intact frame. Raises `ProtocolError`."""
    if len(content) < _HEADER.size or content[0] != FIRST_BYTE:
        raise ProtocolError("no frame of seat protocol version 1")
    _, address, kind, sequence = _HEADER.unpack_from(content)
    if kind not in _LENGTHS or len(content) != _HEADER.size + _LENGTHS[Kind(kind)]:
        raise ProtocolError(f"type {kind:#04x} with {len(content) - _HEADER.size} bytes")
    return Header(address, Kind(kind), sequence)


def read_message(kind: Kind, content: bytes) -> Message:
    """Read what follows a header that `read_header` accepted. Raises `ProtocolError`."""
    payload = content[_HEADER.size :]
    try:
        return _READERS[kind](payload)
    except ValueError as error:
        raise ProtocolError(f"{kind.name.lower()}: {error}") from None


def unpack(content: bytes) -> tuple[Header, Message]:
    """Read a whole intact frame. Raises `ProtocolError`."""
    header = read_header(content)
    return header, read_message(header.kind, content)


def _payload(message: Message) -> tuple[Kind, bytes]:
    match message:
        case Hello():
            return Kind.HELLO, b""
        case Query():
            return Kind.QUERY, b""
        case Poll():
            flags = message.open | message.changeable << 1
            return Kind.POLL, _POLL.pack(message.number, flags)
        case Want():
            return Kind.WANT, _pack_want(message)
        case Info():
            info = (message.uid, message.boot, message.seats, message.sweep_ms, message.firmware)
            return Kind.INFO, _INFO.pack(*info)
        case Status():
            return Kind.STATUS, _pack_status(message)


def _pack_want(want: Want) -> bytes:
    flags = want.microphone | want.present << 1 | want.entitled << 2
    return _WANT.pack(flags, want.poll, want.change, _pack_lamp(want.ballot), want.request)


def _pack_status(status: Status) -> bytes:
    flags = (
        status.online
        | status.card << 1
        | status.microphone << 2
        | status.present << 3
        | status.entitled << 4
        | status.held << 5
    )
    return _STATUS.pack(
        status.uid,
        status.boot,
        flags,
        status.presses,
        status.cards,
        status.poll,
        status.choice,
        status.change,
        _pack_lamp(status.ballot),
        status.request,
        min(status.press_age_ms, age_ms_max),
        min(status.change_age_ms, age_ms_max),
    )


def _pack_lamp(ballot: BallotLamp) -> int:
    return ballot.key << 4 | ballot.lamp


def _read_lamp(byte: int) -> BallotLamp:
    lamp = Lamp(byte & 0x0F)
    if lamp > Lamp.ERROR:
        raise ValueError(f"a voting key has no pattern {lamp}")
    return BallotLamp(Key(byte >> 4), lamp)


def _read_flags(byte: int, count: int) -> list[bool]:
    if byte >> count:
        raise ValueError(f"flags {byte:#04x} have an unknown bit")
    return [bool(byte >> bit & 1) for bit in range(count)]


def _read_poll(payload: bytes) -> Poll:
    number, flags = _POLL.unpack(payload)
    is_open, changeable = _read_flags(flags, 2)
    return Poll(number, is_open, changeable)


def _read_want(payload: bytes) -> Want:
    flags, poll, change, ballot, request = _WANT.unpack(payload)
    microphone, present, entitled = _read_flags(flags, 3)
    lamp = _read_lamp(ballot)
    return Want(microphone, present, entitled, poll, change, lamp, Lamp(request))


def _read_status(payload: bytes) -> Status:
    (
        uid,
        boot,
        flags,
        presses,
        cards,
        poll,
        choice,
        change,
        ballot,
        request,
        press_age,
        change_age,
    ) = _STATUS.unpack(payload)
    online, card, microphone, present, entitled, held = _read_flags(flags, 6)
    return Status(
        uid=uid,
        boot=boot,
        online=online,
        card=card,
        microphone=microphone,
        present=present,
        entitled=entitled,
        held=held,
        presses=presses,
        cards=cards,
        poll=poll,
        choice=Key(choice),
        change=change,
        ballot=_read_lamp(ballot),
        request=Lamp(request),
        press_age_ms=press_age,
        change_age_ms=change_age,
    )


_READERS: Final[Mapping[Kind, Callable[[bytes], Message]]] = {
    Kind.HELLO: lambda _: Hello(),
    Kind.QUERY: lambda _: Query(),
    Kind.POLL: _read_poll,
    Kind.WANT: _read_want,
    Kind.INFO: lambda payload: Info(*_INFO.unpack(payload)),
    Kind.STATUS: _read_status,
}
