"""The demo's check of devices: a quorum call, then every keypad opens its microphone by a press.

Prints how long that took, as the hall has measured it: from the press to the microphone's report.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any

from rehearsal.chair import Chair
from rehearsal.house import House

tried_at_once = 8
"""Microphones open at the same time during the check."""

hearing_seconds = 0.3
"""Until every unit has heard what its key is for now: nothing at a unit shows that."""

answer_seconds_max = 10.0
"""A quorum call is ended then, whoever has not answered."""


class DeviceCheck:
    """The check at the beginning of the morning."""

    def __init__(self, chair: Chair, house: House) -> None:
        self._chair = chair
        self._house = house
        self._tried = False

    async def run(self) -> None:
        """Count who is there, then try every microphone that has a keypad, once in a sitting."""
        await self._call_quorum()
        if not self._tried:
            self._tried = True
            await self._try_microphones()

    async def _call_quorum(self) -> None:
        if not await self._chair.gives("CallQuorum"):
            return
        self._chair.says("Kiểm tra túc số: mời đại biểu bấm phím", "Quorum call: press your key")
        await asyncio.sleep(hearing_seconds)
        await self._house.answer_call()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(answer_seconds_max):
                await self._chair.desk.until_true(self._all_answered)
        await self._chair.gives("EndQuorumCall")
        call = self._call()
        self._chair.says(
            f"Trả lời: {call['confirmed']}, cần {call['needed']}",
            f"{call['confirmed']} answered, {call['needed']} are needed",
        )

    def _call(self) -> dict[str, Any]:
        call: dict[str, Any] = self._chair.desk.read("hall", "quorum_call")
        return call

    def _all_answered(self) -> bool:
        call = self._call()
        return call["ended_at"] is not None or call["confirmed"] >= len(self._house.present)

    async def _try_microphones(self) -> None:
        desk = self._chair.desk
        floor, earlier = desk.read("hall", "floor"), self._openings().keys()
        if not await self._chair.gives("SetMicrophones", mode="free", open_max=tried_at_once):
            return
        await asyncio.sleep(hearing_seconds)
        await self._house.try_microphones(tried_at_once)
        for turn in desk.read("hall", "turns") or []:
            await self._chair.gives("EndSpeech", turn=turn["turn"])
        await self._chair.gives("SetMicrophones", mode=floor["mode"], open_max=floor["open_max"])
        new = {turn: took for turn, took in self._openings().items() if turn not in earlier}
        if new:
            self._tell(sorted(new.values()))

    def _openings(self) -> dict[str, int]:
        """Give how long each microphone took to open after the press, in ms, by turn."""
        turns = self._chair.desk.rows("desk", "turn")
        return {
            name: turn["opening_ms"]
            for name, turn in turns.items()
            if turn["opening_ms"] is not None
        }

    def _tell(self, took: Sequence[int]) -> None:
        median, late = took[len(took) // 2], took[min(len(took) - 1, len(took) * 99 // 100)]
        self._chair.says(
            f"Bấm phím → micrô mở, {len(took)} ghế: trung vị {median} ms, "
            f"bách phân vị 99 {late} ms",
            f"Press → microphone open, {len(took)} seats: median {median} ms, "
            f"99th percentile {late} ms",
        )
