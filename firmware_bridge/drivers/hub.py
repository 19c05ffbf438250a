"""The bridge's end of the seat protocol: bytes and the time in, facts out; messages in, bytes out.

Knows frames, repetition and silence. Holds no policy: what a press means is not known here.
Times are ms of the bridge's own monotonic clock.
"""

from dataclasses import dataclass
from typing import Final

from firmware_bridge.drivers.seat_protocol import (
    HUB,
    LATCHED,
    Header,
    Hello,
    Info,
    Kind,
    Message,
    ProtocolError,
    Status,
    pack,
    read_header,
    read_message,
)
from firmware_bridge.framing import FrameDecoder

silent_ms_max: Final = 1_000
"""A unit or hub not heard for so long is offline; a hub sweeps its seats four times in it."""

hello_ms: Final = 500
"""How often a silent hub is asked who it is."""

units_max: Final = 1_024
"""Units remembered of one hub: it has at most 512 seats, and each may just have been exchanged."""


@dataclass(frozen=True, slots=True)
class HubFound:
    """The hub speaks: for the first time, again, or after a restart of its own."""

    info: Info


@dataclass(frozen=True, slots=True)
class HubLost:
    """The hub has stopped speaking, or its port is gone."""


@dataclass(frozen=True, slots=True)
class UnitSeen:
    """A unit's state is new.

    `pressed_at` and `changed_at` are the bridge's time; what is older than a status can tell is
    as old as it can tell.
    """

    address: int
    status: Status
    pressed_at: int
    changed_at: int


@dataclass(frozen=True, slots=True)
class UnitLost:
    """A unit is no longer heard at this address."""

    address: int
    uid: int


Fact = HubFound | HubLost | UnitSeen | UnitLost


@dataclass(slots=True)
class _Unit:
    heard_at: int
    candidate: bytes = b""
    accepted: bytes = b""


class HubDriver:
    """One hub on one port.

    A state counts only when two statuses in a row agree on it: a 16-bit checksum lets one damaged
    frame in 65,536 through, and none of these may become somebody's ballot.
    """

    def __init__(self) -> None:
        self.frames = FrameDecoder()
        self.unknown = 0
        """Intact frames that were no message to a bridge."""
        self.skipped = 0
        """Frames of the hub that never arrived, by its sequence numbers."""
        self._sequence = 0
        self._expected: int | None = None
        self._units: dict[tuple[int, int], _Unit] = {}
        self._info: Info | None = None
        self._heard_at: int | None = None
        self._asked_at: int | None = None

    def send(self, message: Message, address: int) -> bytes:
        """Give the bytes of a message to the hub or to a seat of it."""
        self._sequence = (self._sequence + 1) & 0xFF
        return pack(message, address, self._sequence)

    def ask(self, now: int) -> bytes:
        """Give the hello that is due to a port just opened or a hub not heard, or nothing."""
        if self._info is not None:
            return b""
        if self._asked_at is not None and now - self._asked_at < hello_ms:
            return b""
        self._asked_at = now
        return self.send(Hello(), HUB)

    def receive(self, data: bytes, now: int) -> list[Fact]:
        """Take bytes in; return what they tell that is new."""
        facts: list[Fact] = []
        for content in self.frames.feed(data):
            try:
                self._take(content, now, facts)
            except ProtocolError:
                self.unknown += 1
        return facts

    def tick(self, now: int) -> list[Fact]:
        """Notice silence; to be called a few times a second."""
        if self._heard_at is not None and now - self._heard_at > silent_ms_max:
            return self.disconnect()
        silent = [key for key, unit in self._units.items() if now - unit.heard_at > silent_ms_max]
        return [UnitLost(*key) for key in silent if self._units.pop(key).accepted]

    def disconnect(self) -> list[Fact]:
        """Forget everything heard: the port is gone, or the hub is silent."""
        was_alive = self._info is not None
        lost = [UnitLost(*key) for key, unit in self._units.items() if unit.accepted]
        self._units.clear()
        self._info = self._heard_at = self._expected = self._asked_at = None
        return [*lost, HubLost()] if was_alive else [*lost]

    def _take(self, content: bytes, now: int, facts: list[Fact]) -> None:
        header = read_header(content)
        if header.kind < Kind.INFO:
            raise ProtocolError("a message to a hub")
        self._count(header)
        self._heard_at = now
        if header.kind is Kind.INFO:
            self._take_info(content, facts)
        else:
            self._take_status(header, content, now, facts)

    def _count(self, header: Header) -> None:
        if self._expected is not None and header.sequence != (self._expected - 1) & 0xFF:
            self.skipped += (header.sequence - self._expected) & 0xFF
        self._expected = (header.sequence + 1) & 0xFF

    def _take_info(self, content: bytes, facts: list[Fact]) -> None:
        info = read_message(Kind.INFO, content)
        if isinstance(info, Info) and info != self._info:
            self._info = info
            facts.append(HubFound(info))

    def _take_status(self, header: Header, content: bytes, now: int, facts: list[Fact]) -> None:
        latched = content[LATCHED]
        unit = self._units.get(key := (header.address, int.from_bytes(latched[:8], "little")))
        if unit is None:
            read_message(Kind.STATUS, content)  # what is no status must not become a unit
            if len(self._units) < units_max:
                self._units[key] = _Unit(now, candidate=latched)
            return
        unit.heard_at = now
        if latched == unit.candidate and latched != unit.accepted:
            facts.append(_seen(header.address, read_message(Kind.STATUS, content), now))
            unit.accepted = latched
        unit.candidate = latched


def _seen(address: int, message: Message, now: int) -> UnitSeen:
    assert isinstance(message, Status)
    return UnitSeen(address, message, now - message.press_age_ms, now - message.change_age_ms)
