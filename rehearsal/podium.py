"""How the demo's chair gives the floor, sees to a microphone that stays shut, and takes it back.

Whatever a visitor at the desk does meanwhile stands: a turn that is over is let be.
"""

import time
from typing import Any

from hall_link import CommandRefused
from rehearsal.chair import Chair
from rehearsal.house import OVERTAKEN, House


class Podium:
    """The floor of the demo, as the chair's desk sees it."""

    def __init__(self, chair: Chair, house: House) -> None:
        self._chair = chair
        self._house = house

    @property
    def queue(self) -> list[dict[str, Any]]:
        """Those who wait on the item under way, the next first."""
        return self._chair.desk.read("hall", "queue") or []

    def turn(self, turn: str) -> dict[str, Any] | None:
        """Give a turn that has not ended, as the hall board shows it."""
        turns = self._chair.desk.read("hall", "turns") or []
        return next((one for one in turns if one["turn"] == turn), None)

    async def catch_up(self) -> None:
        """Bring the desk's boards up to date by what changes nothing: requests came elsewhere."""
        agenda = self._chair.desk.read("hall", "agenda") or []
        now = next((item["id"] for item in agenda if item["state"] == "current"), "")
        await self._chair.gives("TakeItem", item=now)

    async def give(self, vi: str, en: str, **grant: object) -> str:
        """Give the floor, say so with the speaker's name behind, and wait for the microphone.

        Gives the turn, empty if somebody at the desk was quicker.
        """
        if not await self._chair.gives("GrantFloor", **grant):
            return ""
        turn = self._chair.desk.read("hall", "turns")[0]
        name = turn["person"]["name"]
        self._chair.says(f"{vi}: {name}", f"{en}: {name}")
        await self._opened(turn["turn"], turn["seat"])
        return str(turn["turn"])

    async def end(self, turn: str) -> None:
        """Let the speaker end a turn at the own device; the chair sees to it that it is over."""
        now = self.turn(turn)
        if now is None:
            return
        device = self._house.devices.get(now["person"]["seat"])
        if device is not None:
            try:
                await device.finish()
            except CommandRefused as refused:
                if refused.code not in OVERTAKEN:
                    raise
            except TimeoutError:
                pass  # the unit shows something else by now: the desk ends the turn
        await self._chair.gives("EndSpeech", turn=turn)

    async def _opened(self, turn: str, seat: str) -> None:
        """Wait until a turn has begun; a microphone that stays shut is taken into the hand."""
        started = time.monotonic()

        def alarmed() -> bool:
            microphone = self._chair.desk.read("desk", f"microphone/{seat}")
            return bool(microphone and microphone["alarm"])

        def begun() -> bool:
            now = self.turn(turn)
            return now is None or now["state"] != "granted" or alarmed()

        await self._chair.desk.until_true(begun)
        if not alarmed():
            return
        seconds = time.monotonic() - started
        self._chair.says(
            f"Micrô ghế {seat} không mở: báo động sau {seconds:.2f} giây; dùng micrô cầm tay",
            f"The microphone of seat {seat} stays shut: alarm after {seconds:.2f} s; "
            "one in the hand is used",
        )
        await self._chair.gives("MoveSpeaker", turn=turn, seat="")
