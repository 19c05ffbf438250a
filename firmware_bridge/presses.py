"""What people have done at a unit, as commands to the hall with ids that never change. Pure.

Knows counters and what each one means. Must not know how commands travel or are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast

from firmware_bridge.drivers.hub import UnitSeen
from firmware_bridge.drivers.seat_protocol import Key, Status, age_ms_max

bounce_ms_max: Final = 300
"""Two presses of the request key within it are one: people press again when they feel nothing."""

press_age_ms_max: Final = 10_000
"""An older press of the request key is not acted upon: the person has long seen that nothing came
of it. Ballots have no such limit, the poll is theirs."""

Act = Literal["ballot", "floor", "hold", "release", "card"]
"""What a person did: the request key pressed is `floor`; where it opens the microphone for as long
as it is held, its going down is `hold` and its coming up `release`."""

Deed = Literal["RequestFloor", "WithdrawRequest", "EndSpeech", "CheckIn"]
"""What a press of the request key can ask of the hall."""

Choice = Literal["yes", "no", "abstain"]
Command = Mapping[str, str | int | bool]

REQUEST_KEY: Final[frozenset[Act]] = frozenset({"floor", "hold", "release"})

CHOICES: Final[Mapping[Key, Choice]] = {
    Key.YES: "yes",
    Key.NO: "no",
    Key.ABSTAIN: "abstain",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A counter of a unit as it stood when it was last acted upon."""

    boot: int
    counter: int


@dataclass(frozen=True, slots=True)
class Press:
    """One act of a person at a seat, as the hall is told of it.

    `id` follows from the unit and its counters alone, so the same act has the same id after any
    restart of the bridge; at most 49 characters.
    """

    id: str
    act: Act
    seat: str
    uid: int
    mark: Mark
    command: Command
    poll: int = 0
    """The poll of a ballot."""

    @property
    def key(self) -> str:
        """What was touched: a newer touch of it takes the place of one that waits."""
        return "request" if self.act in REQUEST_KEY else self.act

    @property
    def deed(self) -> Deed:
        """What a press of the request key asks."""
        return cast("Deed", self.command["t"])


def counter_of(act: Act, status: Status) -> int:
    """Give the counter that tells of this act."""
    match act:
        case "ballot":
            return status.change
        case "floor" | "hold" | "release":
            return status.presses
        case "card":
            return status.cards


def is_new(act: Act, status: Status, handled: Mark | None) -> bool:
    """Tell whether the unit's counter stands elsewhere than where it was last acted upon."""
    counter = counter_of(act, status)
    return counter != 0 and handled != Mark(status.boot, counter)


def ballot(seat: str, status: Status, vote: str, pressed_at: int) -> Press:
    """Give the ballot of a unit whose choice is latched; `pressed_at` is the hall's time (ms).

    A ballot cast elsewhere after it stands: this one may arrive late. Of a press older than its
    age can tell nobody knows what it was before, so any ballot from elsewhere stands.
    """
    after = 0 if status.change_age_ms == age_ms_max else pressed_at
    choice = CHOICES[status.choice]
    command: Command = {
        "t": "CastBallot",
        "vote": vote,
        "choice": choice,
        "seat": seat,
        "after": after,
    }
    stem = f"b.{status.uid:016x}.{status.boot:08x}.{status.poll}.{status.change}"
    mark = Mark(status.boot, status.change)
    return Press(stem, "ballot", seat, status.uid, mark, command, status.poll)


def card(seat: str, status: Status) -> Press:
    """Give the coming or going that the card tells of."""
    name = "CheckIn" if status.card else "CheckOut"
    command: Command = {"t": name, "seat": seat, "by_card": True}
    stem = f"c.{status.uid:016x}.{status.boot:08x}.{status.cards}"
    return Press(stem, "card", seat, status.uid, Mark(status.boot, status.cards), command)


def floor(seat: str, status: Status, act: Act, deed: Deed, pressed_at: int) -> Press:
    """Give what a press of the request key asks; `pressed_at` is the hall's time (ms)."""
    command: Command = {"t": deed, "seat": seat}
    if deed == "RequestFloor":
        command = {**command, "pressed_at": pressed_at}
    stem = f"f.{status.uid:016x}.{status.boot:08x}.{status.presses}"
    return Press(stem, act, seat, status.uid, Mark(status.boot, status.presses), command)


def release(seat: str, uid: int, held: Mark) -> Press:
    """Give the end of the speech for which the request key was `held`."""
    command: Command = {"t": "EndSpeech", "seat": seat}
    stem = f"e.{uid:016x}.{held.boot:08x}.{held.counter}"
    return Press(stem, "release", seat, uid, held, command)


def is_bounce(pressed_at: int, before: int | None) -> bool:
    """Tell whether a press is the echo of the one `before` it."""
    return before is not None and pressed_at - before < bounce_ms_max


def is_stale(seen: UnitSeen, now: int) -> bool:
    """Tell whether the last press of the request key is too old to act upon."""
    return now - seen.pressed_at > press_age_ms_max
