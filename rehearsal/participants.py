"""People at their seats, at a tablet or at a keypad, with the same few things to do.

Knows the seat in Python and the simulated units. Must not know what sitting is being played.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Literal, Protocol

from firmware_bridge.drivers.seat_protocol import BallotLamp, Lamp
from firmware_bridge.simulator import SimulatedHub, SimulatedSeat
from firmware_bridge.simulator.seat import VOTING_KEYS
from hall_link import CommandRefused
from hall_wire.messages import Done
from tablet_client import Seat

Choice = Literal["yes", "no", "abstain"]


class Participant(Protocol):
    """One delegate. Each act returns when the hall has it on disk, as the delegate can see."""

    seat: str

    async def arrive(self) -> None:
        """Come in and be counted as present."""
        ...

    async def leave(self) -> None:
        """Go out and be counted as gone."""
        ...

    async def ask(self) -> None:
        """Ask for the floor."""
        ...

    async def vote(self, number: int, choice: Choice) -> None:
        """Cast a ballot in the sitting's vote of that number, once it is open.

        While the vote is held it waits, and then casts it.
        """
        ...

    async def mark(self, number: int, marks: Sequence[str]) -> None:
        """Cast a ballot with marks, where the device can: three keys can't."""
        ...


class AtTablet:
    """A delegate at a tablet: a real websocket through the Python seat."""

    def __init__(self, seat: str, client: Seat) -> None:
        self.seat = seat
        self._client = client

    async def arrive(self) -> None:
        """Check in."""
        await self._client.check_in()

    async def leave(self) -> None:
        """Check out."""
        await self._client.check_out()

    async def ask(self) -> None:
        """Ask for the floor."""
        await self._client.request_floor()

    async def vote(self, number: int, choice: Choice) -> None:
        """Wait for the vote to open, and cast."""
        await self._cast(number, lambda vote: self._client.cast(choice, vote))

    async def mark(self, number: int, marks: Sequence[str]) -> None:
        """Wait for the vote to open, and cast a ballot with marks."""
        await self._cast(number, lambda vote: self._client.mark(*marks, vote=vote))

    async def _cast(self, number: int, cast: Callable[[str], Awaitable[Done]]) -> None:
        while True:
            vote = await self._client.until(partial(_opened, number=number))
            try:
                await cast(vote)
            except CommandRefused as refused:
                if refused.code != "too-late" or not self._may_go_on(vote):
                    raise
            else:
                return

    def _may_go_on(self, vote: str) -> bool:
        """Tell whether the vote that took no ballot is held, or was a moment ago."""
        now = self._client.vote
        return now is not None and now.id == vote and now.state in ("open", "held")


def _opened(client: Seat, number: int) -> str | None:
    vote = client.open_vote
    return vote.id if vote is not None and vote.number == number else None


class AtKeypad:
    """A delegate at a keypad: a simulated unit behind a pseudo-terminal and the real bridge."""

    def __init__(self, seat: str, hub: SimulatedHub, address: int) -> None:
        self.seat = seat
        self._hub = hub
        self._address = address
        self._number = 0
        self._poll = 0

    async def arrive(self) -> None:
        """Put the card in and wait for the lamp that says: present."""
        self._hub.card(self._address, True)
        await self._hub.until(self._address, lambda unit: unit.present)

    async def leave(self) -> None:
        """Take the card out and wait for the lamp to go off."""
        self._hub.card(self._address, False)
        await self._hub.until(self._address, lambda unit: not unit.present)

    async def ask(self) -> None:
        """Press the request key and wait for its lamp."""
        self._hub.press(self._address, "request")
        await self._hub.until(self._address, lambda unit: unit.request is Lamp.SOLID)

    async def vote(self, number: int, choice: Choice) -> None:
        """Press the key of the choice and wait until its lamp is solid: the ballot is on disk."""
        earlier = self._poll if number != self._number else None
        unit = await self._hub.until(
            self._address, lambda unit: unit.poll_open and unit.entitled and unit.poll != earlier
        )
        self._number, self._poll = number, unit.poll
        recorded = BallotLamp(VOTING_KEYS[choice], Lamp.SOLID)
        while unit.poll == self._poll and unit.ballot != recorded:
            self._hub.press(self._address, choice)
            unit = await self._until_answered(recorded)

    async def _until_answered(self, recorded: BallotLamp) -> SimulatedSeat:
        """Wait for the lamp; a vote that was held meanwhile has to be pressed anew."""
        unit = await self._hub.until(
            self._address, lambda unit: unit.ballot == recorded or not unit.poll_open
        )
        if unit.ballot == recorded:
            return unit
        return await self._hub.until(
            self._address, lambda unit: unit.ballot == recorded or unit.poll_open
        )

    async def mark(self, number: int, marks: Sequence[str]) -> None:
        """Do nothing: three keys have no marks."""
