"""How the demo's chair takes a vote of each form: by devices, hands, call of names, on paper."""

from typing import Any

from rehearsal import paper
from rehearsal.chair import Chair
from rehearsal.house import House, Pace, window_seconds
from rehearsal.made_up import Scene

called_slowly = 5
"""Of a roll call so many names are told; the others are called as quickly as they answer."""

board_members = 3


class Taking:
    """The chair takes votes in the house. What a visitor does meanwhile at the desk stands."""

    def __init__(self, chair: Chair, house: House, pace: Pace) -> None:
        self._chair = chair
        self._house = house
        self._pace = pace

    async def take(self, scene: Scene) -> None:
        """Take the vote at the end of a scene, from its opening to its declaration."""
        vote = await self._open(scene)
        if vote is None:
            return
        self._chair.says(
            f"Mở biểu quyết {vote['number']}: {vote['kind_vi']}",
            f"Vote {vote['number']} is open: {vote['kind_en']}",
        )
        match vote["form"]:
            case "show-of-hands":
                await self._show_hands(scene, vote)
            case "roll-call":
                await self._call_the_roll(scene, vote)
            case "paper":
                await self._count_paper(scene, vote)
            case _:
                await self._by_devices(scene, vote)
        await self._chair.gives("CloseVote", vote=vote["id"])
        await self._pace.pause(3)
        await self._chair.gives("DeclareVote", vote=vote["id"])
        await self._tell_the_end(vote["id"])
        await self._pace.pause(6)

    async def _open(self, scene: Scene) -> dict[str, Any] | None:
        desk, prepared = self._chair.desk, ""
        if scene.persons:
            prepared = await desk.prepare_vote(
                scene.title,
                title_en=scene.title_en,
                kind=scene.kind,
                options=[self._person(seat) for seat in scene.persons],
                seats=scene.places,
            )
            opened = await self._chair.gives("OpenVote", vote=prepared)
        else:
            opened = await self._chair.gives(
                "OpenVote", title=scene.title, title_en=scene.title_en, kind=scene.kind,
                seconds=self._seconds(scene),
            )  # fmt: skip
        if opened:
            vote: dict[str, Any] = desk.read("hall", "vote")
            return vote
        if prepared:
            await self._chair.gives("AnnulVote", vote=prepared, reason="Đã mở biểu quyết khác")
        return None

    def _seconds(self, scene: Scene) -> int | None:
        """Give the window: for keys and tablets; elsewhere the chair closes."""
        if scene.kind != "resolution":
            return None
        factor = self._pace.factor
        return 600 if factor == 0 else max(30, int(1.5 * window_seconds * factor))

    def _person(self, seat: int) -> dict[str, str]:
        delegate = f"s{seat}"
        name = self._name(delegate)
        return {"id": delegate, "vi": name, "en": name, "delegate": delegate}

    def _name(self, delegate: str) -> str:
        return str(self._chair.desk.read("desk", f"delegate/{delegate}")["person"]["name"])

    async def _by_devices(self, scene: Scene, vote: dict[str, Any]) -> None:
        if scene.held:
            await self._hold_and_extend(vote["id"], vote["register"])
        await self._house.have_voted(vote["id"])

    async def _hold_and_extend(self, vote: str, register: int) -> None:
        desk = self._chair.desk
        await desk.until_true(
            lambda: bool(
                self._chair.end_of(vote) or 3 * desk.read("desk", "tally")["cast"] > register
            )
        )
        if not await self._chair.gives("HoldVote", vote=vote):
            return
        self._chair.says(
            "Tạm dừng biểu quyết: một đại biểu hỏi lại nội dung",
            "The vote is held: a delegate asks what it is about",
        )
        await self._pace.pause(5)
        await self._chair.gives("ExtendVote", vote=vote, seconds=20)
        await self._chair.gives("ResumeVote", vote=vote)
        self._chair.says("Biểu quyết tiếp, thêm 20 giây", "The vote goes on, with 20 seconds more")

    async def _show_hands(self, scene: Scene, vote: dict[str, Any]) -> None:
        await self._pace.pause(4)
        register = vote["register"]
        yes, abstain = (register * share // 100 for share in (scene.yes, scene.abstain))
        no = min(1, register - yes - abstain)
        await self._chair.gives("EnterHands", vote=vote["id"], yes=yes, no=no, abstain=abstain)

    async def _call_the_roll(self, scene: Scene, vote: dict[str, Any]) -> None:
        answered: set[str] = set()
        while await self._chair.gives("CallDelegate", vote=vote["id"]):
            call = self._chair.desk.read("hall", "call")
            if call is None or call["called"] in answered:
                return  # over, or somebody on the register can't answer any more
            answered.add(call["called"])
            if call["called"].removeprefix("s") not in self._house.present:
                continue  # a visitor, for whom nobody here can speak
            choice = self._house.choice(scene, abstain=vote["abstain"])
            slowly = len(answered) <= called_slowly
            if slowly:
                vi, en = _ANSWERS[choice]
                self._chair.says(f"{call['called_name']}: {vi}", f"{call['called_name']}: {en}")
            await self._pace.pause(2 if slowly else 0.1)
            await self._chair.gives(
                "CastBallot", vote=vote["id"], delegate=call["called"], choice=choice
            )

    async def _count_paper(self, scene: Scene, vote: dict[str, Any]) -> None:
        board = self._board(scene)
        await self._chair.gives("AppointCountingBoard", vote=vote["id"], members=board)
        names = [
            self._chair.desk.read("desk", f"delegate/{one}")["person"]["name"] for one in board
        ]
        self._chair.says(
            f"Ban kiểm phiếu: {', '.join(names)}", f"The counting board: {', '.join(names)}"
        )
        await self._pace.pause(5)
        options = [option["id"] for option in vote["options"]]
        make = paper.rating if vote["question"] == "rating" else paper.election
        record = make(options, scene.shares, vote["register"])
        await self._chair.gives("EnterPaperCount", vote=vote["id"], count=record)
        self._chair.says(
            f"Thu về {record['returned']} phiếu, hợp lệ {record['valid']}",
            f"{record['returned']} ballots returned, {record['valid']} of them valid",
        )

    def _board(self, scene: Scene) -> list[str]:
        """Name delegates who are present and do not stand."""
        free = (seat for seat in self._house.present if int(seat) not in scene.persons)
        return [f"s{seat}" for seat, _ in zip(free, range(board_members), strict=False)]

    async def _tell_the_end(self, vote: str) -> None:
        await self._chair.desk.until_true(lambda: self._chair.end_of(vote) is not None)
        value = self._chair.end_of(vote)
        if value is not None and value["state"] == "declared":
            verdict = value["verdict"]
            self._chair.says(verdict["vi"], verdict["en"])
            if value["marked"]:
                self._chair.says(verdict["announcement_vi"], verdict["announcement_en"])


_ANSWERS = {
    "yes": ("tán thành", "yes"),
    "no": ("không tán thành", "no"),
    "abstain": ("không biểu quyết", "abstain"),
}
