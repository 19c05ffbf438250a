"""People at their seats, at a tablet or at a unit with keys, with the same few things to do.

Knows the seat in Python and the simulated units. Must not know what sitting is being played.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Literal, Protocol

from firmware_bridge.drivers.seat_protocol import BallotLamp, Lamp
from firmware_bridge.simulator import SimulatedHub, SimulatedSeat
from firmware_bridge.simulator.seat import VOTING_KEYS, MicrophoneFault
from hall_link import CommandRefused
from hall_wire.messages import Done
from tablet_client import Seat

Choice = Literal["yes", "no", "abstain"]

press_again_seconds = 0.5
"""Between two presses of one person: the hall takes two that reach it within 0.3 s for one."""

patience_seconds = 2.0
"""A person at whose key nothing happens presses it again."""

presses_max = 10
"""Of one key for one thing: a vote may be held several times, what is refused for good stays so."""

ASKED = frozenset({Lamp.SOLID, Lamp.NEXT})
"""What the request lamp shows while one waits for the floor."""

SPEAKS = frozenset({Lamp.SPEAKING, Lamp.ENDING})
"""What it shows while one has it."""


class Hand:
    """The hand of a person, who does not press twice in the same moment."""

    def __init__(self) -> None:
        self._free_at = 0.0

    async def rests(self) -> None:
        """Wait until another press would be taken for one of its own."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._free_at - loop.time()))
        self._free_at = loop.time() + press_again_seconds


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

    async def finish(self) -> None:
        """End the own speech."""
        ...

    async def answer_call(self) -> None:
        """Answer a quorum call."""
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
        self._hand = Hand()

    async def arrive(self) -> None:
        """Check in."""
        await self._client.check_in()

    async def leave(self) -> None:
        """Check out."""
        await self._client.check_out()

    async def ask(self, kind: str = "", about: str = "") -> None:
        """Ask for the floor, or for a kind of speech about something."""
        await self._hand.rests()
        await self._client.request_floor(kind, about=about)

    async def finish(self) -> None:
        """End the own speech."""
        await self._hand.rests()
        await self._client.end_speech()

    async def answer_call(self) -> None:
        """Answer a quorum call."""
        await self._client.answer_quorum_call()

    async def hand_in(self, text: str) -> None:
        """Hand the speech in in writing, on the item under way."""
        await self._client.hand_in_speech(text)

    async def file_question(self, to: str, topic: str, text: str) -> str:
        """Hand in a written question and give its id."""
        await self._client.file_question(to, topic, text)
        return self._client.questions[-1].id

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
    """Somebody at a unit with keys: simulated, behind a pseudo-terminal and the real bridge."""

    def __init__(self, seat: str, hub: SimulatedHub, address: int) -> None:
        self.seat = seat
        self._hub = hub
        self._address = address
        self._hand = Hand()
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
        """Press the request key and wait for its lamp, unless it says already that one waits."""
        if self._hub.seat(self._address).request in ASKED:
            return
        await self._press_request()
        answered = ASKED | SPEAKS | {Lamp.ERROR}
        await self._hub.until(self._address, lambda unit: unit.request in answered)

    async def finish(self) -> None:
        """Press the request key until it shows no more that one speaks."""
        for _ in range(presses_max):
            if self._hub.seat(self._address).request not in SPEAKS:
                return
            await self._press_request()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience_seconds):
                    await self._hub.until(
                        self._address, lambda unit: unit.request not in {*SPEAKS, Lamp.BLINK}
                    )

    async def answer_call(self) -> None:
        """Press the request key; the unit has nothing to show that the answer has come."""
        await self._press_request()

    async def try_microphone(self) -> None:
        """Open the microphone by a press, see its lamp, and close it by another."""
        await self._press_request()
        await self._hub.until(
            self._address, lambda unit: unit.microphone and unit.request in SPEAKS
        )
        await self.finish()
        await self._hub.until(self._address, lambda unit: not unit.microphone)

    async def is_warned(self) -> None:
        """Wait for the lamp that says: the time is nearly over."""
        await self._hub.until(self._address, lambda unit: unit.request is not Lamp.SPEAKING)

    def spoil_microphone(self, fault: MicrophoneFault) -> None:
        """Let the microphone have a fault, or mend it (`none`)."""
        self._hub.spoil_microphone(self._address, fault)

    async def _press_request(self) -> None:
        await self._hand.rests()
        self._hub.press(self._address, "request")

    async def vote(self, number: int, choice: Choice) -> None:
        """Press the key of the choice and wait until its lamp is solid: the ballot is on disk."""
        earlier = self._poll if number != self._number else None
        unit = await self._hub.until(
            self._address, lambda unit: unit.poll_open and unit.entitled and unit.poll != earlier
        )
        self._number, self._poll = number, unit.poll
        recorded = BallotLamp(VOTING_KEYS[choice], Lamp.SOLID)
        for _ in range(presses_max):
            if unit.poll != self._poll or unit.ballot == recorded:
                return
            self._hub.press(self._address, choice)
            unit = await self._until_answered(recorded)

    async def _until_answered(self, recorded: BallotLamp) -> SimulatedSeat:
        """Wait for the lamp; in a vote that was held meanwhile the key has to be pressed anew."""
        unit = await self._hub.until(
            self._address,
            lambda unit: (
                unit.ballot in (recorded, BallotLamp(recorded.key, Lamp.ERROR))
                or not unit.poll_open
            ),
        )
        if unit.ballot == recorded or unit.poll_open:
            return unit
        return await self._hub.until(
            self._address, lambda unit: unit.ballot == recorded or unit.poll_open
        )

    async def mark(self, number: int, marks: Sequence[str]) -> None:
        """Do nothing: three keys have no marks."""
