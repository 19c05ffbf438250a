"""The demo's debate: a list, a point of order, a rebuttal, a broken microphone, a second turn."""

from typing import Any

from rehearsal.chair import Chair
from rehearsal.house import House, Pace
from rehearsal.made_up import Scene
from rehearsal.participants import AtKeypad, AtTablet
from rehearsal.podium import Podium

speech_seconds = 10
"""How long the demo's people speak; the clock they are given is the rule pack's."""

left_seconds = 20
"""What the chair leaves a speaker who is to come to an end; it is within the warning."""

SPEECH = (
    "Kính thưa Hội đồng, tôi tán thành dự thảo và đề nghị bổ sung chỉ tiêu về đào tạo nghề. (Bài "
    "phát biểu thử.)"
)


class Debate:
    """The debates of the morning."""

    def __init__(self, chair: Chair, house: House, podium: Podium, pace: Pace) -> None:
        self._chair = chair
        self._house = house
        self._podium = podium
        self._pace = pace

    async def short(self, scene: Scene) -> None:
        """Let so many speak of those who ask, in their order."""
        await self._ask(scene)
        for _ in range(scene.speaking):
            await self._speech(self._next())
        await self._clear()

    async def long(self, scene: Scene) -> None:
        """Play the debate with all that can happen in one."""
        await self._chair.gives("ReopenList")
        await self._ask(scene)
        waiting = self._house.tablets(self._busy())
        if waiting:
            await self._pace.within(0, waiting[0].ask)
        first = self._next()
        spoken = await self._interrupted_speech(first)
        await self._rebuttal(spoken)
        await self._at_a_broken_microphone()
        await self._second_turn(first)
        await self._chair.gives("CloseList")
        self._chair.says("Khóa danh sách đăng ký", "The list of speakers is closed")
        if waiting:
            await self._pace.within(0, lambda: waiting[0].hand_in(SPEECH))
            self._chair.says(
                f"Ghế {waiting[0].seat} chưa được phát biểu, gửi ý kiến bằng văn bản",
                f"Seat {waiting[0].seat} was not reached and hands the speech in in writing",
            )
        await self._clear()

    async def _ask(self, scene: Scene) -> None:
        await self._house.ask(scene.asking)
        await self._podium.catch_up()

    def _next(self) -> dict[str, Any] | None:
        return next(iter(self._podium.queue), None)

    def _busy(self) -> set[str]:
        """Give the seats of those who wait or speak."""
        turns = self._chair.desk.read("hall", "turns") or []
        return {one["person"]["seat"] for one in [*self._podium.queue, *turns]}

    async def _speech(self, request: dict[str, Any] | None) -> str:
        if request is None:
            return ""
        turn = await self._podium.give("Phát biểu", "The floor", request=request["request"])
        if turn:
            await self._pace.pause(speech_seconds)
            await self._podium.end(turn)
        return turn

    async def _interrupted_speech(self, request: dict[str, Any] | None) -> str:
        """Let somebody speak, be interrupted, go on, and be warned of the end."""
        if request is None:
            return ""
        turn = await self._podium.give("Phát biểu", "The floor", request=request["request"])
        if not turn:
            return ""
        await self._pace.pause(speech_seconds / 2)
        await self._point_of_order(turn)
        await self._pace.pause(speech_seconds / 2)
        await self._come_to_an_end(turn)
        await self._podium.end(turn)
        return turn

    async def _point_of_order(self, turn: str) -> None:
        free = self._house.tablets(self._busy())
        if not free or not await self._asks(free[0], "point-of-order"):
            return
        cutting_in = await self._podium.give(
            "Ý kiến về cách điều hành", "Point of order", request=self._request_of(free[0])
        )
        paused = self._podium.turn(turn)
        if not cutting_in or paused is None:
            return
        name = paused["person"]["name"]
        self._chair.says(f"{name} tạm dừng, giữ nguyên thời gian", f"{name} waits, with the time")
        await self._pace.pause(5)
        await self._podium.end(cutting_in)
        self._chair.says(f"{name} nói tiếp", f"{name} goes on")

    async def _come_to_an_end(self, turn: str) -> None:
        """Take time from a speaker until the lamp says that it is nearly over."""
        now = self._podium.turn(turn)
        if now is None or now["clock"]["limit_ms"] is None:
            return
        change = left_seconds - now["clock"]["limit_ms"] // 1000
        if not await self._chair.gives("ChangeTime", turn=turn, seconds=change):
            return
        self._chair.says(
            f"Chủ tọa nhắc: còn {left_seconds} giây", f"The chair: {left_seconds} seconds are left"
        )
        device = self._house.devices.get(now["person"]["seat"])
        if isinstance(device, AtKeypad):
            await self._pace.within(0, device.is_warned)
        await self._pace.pause(4)

    async def _rebuttal(self, about: str) -> None:
        free = self._house.tablets(self._busy())
        if not about or not free or not await self._asks(free[-1], "rebuttal", about):
            return
        turn = await self._podium.give("Tranh luận", "Rebuttal", request=self._request_of(free[-1]))
        if turn:
            await self._pace.pause(speech_seconds / 2)
            await self._podium.end(turn)

    async def _at_a_broken_microphone(self) -> None:
        for request in self._podium.queue:
            device = self._house.devices.get(request["person"]["seat"])
            if isinstance(device, AtKeypad):
                device.spoil_microphone("broken")
                await self._speech(request)
                device.spoil_microphone("none")
                return

    async def _second_turn(self, first: dict[str, Any] | None) -> None:
        device = self._house.devices.get(first["person"]["seat"]) if first else None
        if first is None or device is None:
            return
        await self._pace.within(0, device.ask)
        await self._podium.catch_up()
        again = next((one for one in self._podium.queue if one["person"] == first["person"]), None)
        if again is not None:
            self._chair.says(
                f"Lần phát biểu thứ hai: {again['seconds']} giây",
                f"A second turn: {again['seconds']} seconds",
            )
            await self._speech(again)

    async def _asks(self, tablet: AtTablet, kind: str, about: str = "") -> bool:
        await self._pace.within(0, lambda: tablet.ask(kind, about))
        await self._podium.catch_up()
        return bool(self._request_of(tablet))

    def _request_of(self, tablet: AtTablet) -> str:
        """Give the request that has just been made at a tablet, empty if there is none."""
        mine = [one for one in self._podium.queue if one["person"]["seat"] == tablet.seat]
        return str(mine[0]["request"]) if mine else ""

    async def _clear(self) -> None:
        """Let nobody wait for a next time."""
        for request in self._podium.queue:
            await self._chair.gives(
                "WithdrawRequest",
                delegate=request["person"]["delegate"],
                request=request["request"],
            )
