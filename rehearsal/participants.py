"""People at their seats, at a tablet or at a keypad, with the same few things to do.

Knows the seat in Python and the simulated units. Must not know what sitting is being played.
"""

from typing import Literal, Protocol

from firmware_bridge.drivers.seat_protocol import BallotLamp, Lamp
from firmware_bridge.simulator import SimulatedHub
from firmware_bridge.simulator.seat import VOTING_KEYS
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
        """Cast a ballot in the sitting's vote of that number, once it is open."""
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

        def opened(client: Seat) -> str | None:
            vote = client.open_vote
            return vote.id if vote is not None and vote.number == number else None

        await self._client.cast(choice, await self._client.until(opened))


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
        self._hub.press(self._address, choice)
        recorded = BallotLamp(VOTING_KEYS[choice], Lamp.SOLID)
        await self._hub.until(self._address, lambda unit: unit.ballot == recorded)
