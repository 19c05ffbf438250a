"""A seat's unit as its firmware behaves: keys, card, lamps, microphone. Does no I/O.

Knows what docs/reference/seat-protocol.md asks of a unit. Must not know the hall.
Times are ms of the simulator's clock.
"""

from typing import Final, Literal

from firmware_bridge.drivers.seat_protocol import (
    BallotLamp,
    Key,
    Lamp,
    Poll,
    Status,
    Want,
    age_ms_max,
)

KeyName = Literal["yes", "no", "abstain", "request"]

MicrophoneFault = Literal["none", "stuck", "broken", "jammed"]
"""It stays as it is · it never opens · once it is open it never closes."""

VOTING_KEYS: Final = {"yes": Key.YES, "no": Key.NO, "abstain": Key.ABSTAIN}
counter_max: Final = 0xFFFF


class SimulatedSeat:
    """One unit; `boot` is drawn anew with every start, as firmware draws it."""

    def __init__(self, uid: int, boot: int) -> None:
        self.uid = uid
        self.plugged = True
        """The unit is on its bus."""
        self.answering = True
        """The hub has heard it within the last second."""
        self.card = False
        self.held = False
        """The request key is held down."""
        self.fault: MicrophoneFault = "none"
        self.late_ms = 0
        """So long after an order the microphone follows it."""
        self.orders_heard = 0
        self.reboot(boot)

    def reboot(self, boot: int) -> None:
        """Start anew: counters, latch and orders are gone; a card that is in stays in."""
        self.boot = boot
        self.poll = 0
        self.poll_open = False
        self.changeable = False
        self.choice = Key.NONE
        self.change = 0
        self.presses = 0
        self.cards = int(self.card)
        self.microphone = False
        self._wanted = Want()
        self._pressed_at: int | None = None
        self._changed_at: int | None = None

    @property
    def present(self) -> bool:
        """The lamp that says: you are counted as present."""
        return self._wanted.present

    @property
    def entitled(self) -> bool:
        """The lamp that says: you may vote in this poll."""
        return self._wanted.entitled

    @property
    def request(self) -> Lamp:
        """The lamp at the request key."""
        return self._wanted.request

    @property
    def ballot(self) -> BallotLamp:
        """The lamps at the voting keys.

        An order that answers an earlier press, or another poll, is not shown: until the bridge
        has answered the last press, the key pressed blinks.
        """
        if (self._wanted.poll, self._wanted.change) == (self.poll, self.change):
            return self._wanted.ballot
        return BallotLamp(self.choice, Lamp.BLINK if self.choice is not Key.NONE else Lamp.OFF)

    def insert(self, card: bool) -> None:
        """Put the card in (True) or take it out."""
        if card != self.card:
            self.card = card
            self.cards = _next(self.cards)

    def press(self, key: KeyName, now: int) -> None:
        """Press a key. A voting key counts in an open poll, again while it has not been counted."""
        if key == "request":
            self.presses = _next(self.presses)
            self._pressed_at = now
        elif self._takes(VOTING_KEYS[key]):
            self.choice = VOTING_KEYS[key]
            self.change = _next(self.change)
            self._changed_at = now

    def hold(self, held: bool, now: int) -> None:
        """Hold the request key down (True), or let it go."""
        if held and not self.held:
            self.press("request", now)
        self.held = held

    def hear_poll(self, poll: Poll) -> None:
        """Latch the poll; a new number, or an opening, clears the choice."""
        opens = poll.open and not self.poll_open
        if poll.number != self.poll or opens:
            self.choice = Key.NONE
        self.poll = poll.number
        self.poll_open = poll.open
        self.changeable = poll.changeable

    def obey(self, want: Want) -> None:
        """Do what the bridge wants, as far as the hardware does."""
        self._wanted = want
        self.orders_heard += 1
        if not self.late_ms:
            self.move_microphone()

    def move_microphone(self) -> None:
        """Let the microphone follow the last order, as far as it does."""
        wanted = self._wanted.microphone
        match self.fault:
            case "none":
                self.microphone = wanted
            case "broken":
                self.microphone = False
            case "jammed":
                self.microphone |= wanted
            case "stuck":
                pass

    @property
    def shown(self) -> tuple[object, ...]:
        """All that orders can change of the status, for comparison."""
        lamps = (self.present, self.entitled, self.ballot, self.request)
        return (self.poll, self.choice, self.microphone, *lamps)

    def status(self, now: int) -> Status:
        """Tell the whole latched state."""
        return Status(
            uid=self.uid,
            boot=self.boot,
            online=self.answering,
            card=self.card,
            microphone=self.microphone,
            present=self.present,
            entitled=self.entitled,
            held=self.held,
            presses=self.presses,
            cards=self.cards,
            poll=self.poll,
            choice=self.choice,
            change=self.change,
            ballot=self.ballot,
            request=self.request,
            press_age_ms=_age(self._pressed_at, now),
            change_age_ms=_age(self._changed_at, now),
        )

    def _takes(self, key: Key) -> bool:
        shown = self.ballot
        if not self.poll_open or shown == BallotLamp(key, Lamp.SOLID):
            return False
        nothing_counts = self.choice is Key.NONE or shown.lamp is Lamp.ERROR
        return nothing_counts or self.changeable or self.choice is key


def _next(counter: int) -> int:
    """Count on; 0 stands for "never since the start" and is left out."""
    return counter % counter_max + 1


def _age(at: int | None, now: int) -> int:
    return age_ms_max if at is None else min(now - at, age_ms_max)
