"""What a unit is to show and do, from what stands on the hall's `devices` board. Pure.

Knows the values under `poll`, `floor`, `seat/<seat>` and `ballot/<seat>`, as
docs/reference/boards.md has them. Must not know when units are told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Final, Literal

from msgspec import Meta, Struct, convert

from firmware_bridge.drivers.seat_protocol import BallotLamp, Key, Lamp, Poll, Status, Want
from firmware_bridge.presses import CHOICES, Choice

settle_ms_max: Final = 2_000
"""From the hall's promise for a ballot to the board that shows it: tens of ms; after this the lamp
follows the board, whatever it says."""

KEYS: Final[Mapping[Choice, Key]] = {choice: key for key, choice in CHOICES.items()}


KeyUse = Literal["asking", "press", "hold", "confirm", "none"]
"""What the request key is for: to ask and take back · to open and close the microphone · to open it
for as long as the key is held · to answer a quorum call · for nothing."""


class BoardPoll(Struct, frozen=True):
    """`poll`: the vote as keypads need it.

    `answerable`: three keys can answer it at all; `abstain`: the third of them means something.
    """

    number: Annotated[int, Meta(ge=1, le=0xFFFF)]
    vote: str
    open: bool
    changeable: bool
    answerable: bool = True
    abstain: bool = True


class BoardSeat(Struct, frozen=True):
    """`seat/<seat>`: what the hall wants the unit there to show and do.

    `warns_at` is the hall's time (ms) at which a speaker's lamp is to say that little is left.
    """

    microphone: bool = False
    present: bool = False
    entitled: bool = False
    place: int | None = None
    speaking: bool = False
    warns_at: int | None = None

    def will_warn(self, hall_now: int) -> bool:
        """Tell whether who speaks has still to be warned of the end."""
        return self.warns_at is not None and hall_now < self.warns_at


class BoardFloor(Struct, frozen=True):
    """`floor`: what a press of the request key means now."""

    key: KeyUse = "asking"


NO_POLL: Final = Poll(number=0, open=False, changeable=False)
NOTHING: Final = BoardSeat()


class Answer(Enum):
    """What the hall has said to a ballot so far."""

    NONE = "none"
    DONE = "done"
    REFUSED = "refused"


class Asking(Enum):
    """What has become of the last press of the request key."""

    SETTLED = "settled"
    UNDER_WAY = "under way"
    REFUSED = "refused"


@dataclass(slots=True)
class Awaited:
    """The last ballot pressed at a unit, while the lamp has still to tell of it."""

    id: str
    poll: int
    change: int
    key: Key
    answer: Answer = Answer.NONE
    answered_at: int = 0

    def is_under_way(self, on_disk: Key, now: int) -> bool:
        """Tell whether the board can't yet be expected to show the ballot."""
        if self.answer is Answer.DONE and on_disk is not self.key:
            return now - self.answered_at <= settle_ms_max
        return self.answer is Answer.NONE


def read_poll(value: Any) -> BoardPoll | None:
    """Read the board's `poll`, None if there is none. Raises `msgspec.ValidationError`."""
    return None if value is None else convert(value, BoardPoll)


def read_floor(value: Any) -> KeyUse:
    """Read the board's `floor`. Raises `msgspec.ValidationError`."""
    return "asking" if value is None else convert(value, BoardFloor).key


def read_seat(value: Any) -> BoardSeat:
    """Read the board's `seat/<seat>`; a seat without one wants nothing.

    Raises `msgspec.ValidationError`.
    """
    return NOTHING if value is None else convert(value, BoardSeat)


def read_ballot(value: Any) -> Key:
    """Read the board's `ballot/<seat>`: the key of the choice on disk for the current poll.

    Raises `msgspec.ValidationError`.
    """
    return Key.NONE if value is None else KEYS[convert(value, Choice)]


def want_of(
    wish: BoardSeat,
    on_disk: Key,
    poll: Poll,
    status: Status,
    awaited: Awaited | None,
    asking: Asking,
    now: int,
    hall_now: int,
) -> Want:
    """Give what the unit is to do; `on_disk` is the key of the ballot that counts.

    `hall_now` is the hall's time (ms since 1970 UTC) at `now`.
    """
    return Want(
        microphone=wish.microphone,
        present=wish.present,
        entitled=wish.entitled,
        poll=poll.number,
        change=status.change,
        ballot=_ballot_lamp(on_disk, poll, status, awaited, now),
        request=_request_lamp(wish, asking, hall_now),
    )


def is_fulfilled(want: Want, status: Status) -> bool:
    """Tell whether the unit reports just what is wanted."""
    return (
        want.microphone == status.microphone
        and want.present == status.present
        and want.entitled == status.entitled
        and want.ballot == status.ballot
        and want.request == status.request
    )


def _ballot_lamp(
    on_disk: Key, poll: Poll, status: Status, awaited: Awaited | None, now: int
) -> BallotLamp:
    latched = status.choice if status.poll == poll.number else Key.NONE
    if (
        awaited is not None
        and (awaited.change, awaited.key) == (status.change, latched)
        and awaited.is_under_way(on_disk, now)
    ):
        return BallotLamp(latched, Lamp.BLINK)
    if on_disk is not Key.NONE:
        return BallotLamp(on_disk, Lamp.SOLID)
    # Whoever sees no more than a dark key may take it for never pressed, and walk away.
    return BallotLamp(latched, Lamp.ERROR if latched is not Key.NONE else Lamp.OFF)


def _request_lamp(wish: BoardSeat, asking: Asking, hall_now: int) -> Lamp:
    if asking is Asking.UNDER_WAY:
        return Lamp.BLINK
    if wish.speaking:
        return Lamp.ENDING if _is_nearly_over(wish, hall_now) else Lamp.SPEAKING
    if asking is Asking.REFUSED:
        return Lamp.ERROR
    if wish.place is None:
        return Lamp.OFF
    return Lamp.NEXT if wish.place == 1 else Lamp.SOLID


def _is_nearly_over(wish: BoardSeat, hall_now: int) -> bool:
    return wish.warns_at is not None and hall_now >= wish.warns_at
