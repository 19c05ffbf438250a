"""The request key of a unit: what a press of it asks now, and what became of the last. Pure.

Knows what the board says the key is for, and how the seat stands. Must not know how presses
travel. Times are ms of the bridge's own monotonic clock.
"""

from dataclasses import dataclass, field
from typing import Final

from firmware_bridge.drivers.hub import UnitSeen
from firmware_bridge.presses import Deed, Press, is_bounce, is_stale
from firmware_bridge.wishes import Asking, BoardSeat, KeyUse

refusal_ms: Final = 3_000
"""How long the request lamp says that a press was refused; a person looks at it by then."""


@dataclass(slots=True)
class RequestKey:
    """The key at one seat."""

    _under_way: dict[str, Deed] = field(default_factory=dict)
    """What is on its way to the hall, by the press's id."""
    _refused_at: int | None = None
    _pressed_at: int | None = None

    def deed(self, seen: UnitSeen, use: KeyUse, wish: BoardSeat, now: int) -> Deed | None:
        """Say what the last press asks of the hall, None if nothing.

        However often the key was pressed since the last status is once, and so is twice within
        300 ms; but a key that is held opens the microphone for as long as it is.
        """
        if use == "hold":
            return "RequestFloor" if seen.status.held else None
        bounced = is_bounce(seen.pressed_at, self._pressed_at)
        self._pressed_at = seen.pressed_at
        if bounced or is_stale(seen, now):
            return None
        if use == "none":
            # The board may be older than the press: the hall itself says no.
            return None if wish.speaking else "RequestFloor"
        return "CheckIn" if use == "confirm" else self._turned(use, wish)

    def send(self, press: Press) -> None:
        """Note that a press is on its way."""
        self._under_way[press.id] = press.deed

    def answer(self, press: Press, refusal: str, now: int) -> None:
        """Take the hall's answer; a key let go is no question that could be refused."""
        self._under_way.pop(press.id, None)
        self._refused_at = now if refusal and press.act != "release" else None

    def asking(self, now: int) -> Asking:
        """Say what its lamp has to tell of the last press."""
        if self._under_way:
            return Asking.UNDER_WAY
        refused_at = self._refused_at
        just_refused = refused_at is not None and now - refused_at <= refusal_ms
        return Asking.REFUSED if just_refused else Asking.SETTLED

    def _turned(self, use: KeyUse, wish: BoardSeat) -> Deed:
        """Turn about what is, or what will be once the hall has taken what is on its way."""
        last = next(reversed(self._under_way.values()), None)
        if last in ("WithdrawRequest", "EndSpeech"):
            return "RequestFloor"
        opens = last == "RequestFloor" and use == "press"
        if wish.speaking or opens:
            return "EndSpeech"
        waits = wish.place is not None or last == "RequestFloor"
        return "WithdrawRequest" if waits and use == "asking" else "RequestFloor"
