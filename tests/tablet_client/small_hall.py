"""A small hall of one seat on a real port: sign-in, boards and the commands of a delegate.

It speaks the wire with the hall's own session; the boards hold what docs/reference/boards.md says.
All people are made up.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType, web

from hall_wire import limits
from hall_wire.codec import HallCodec, encode
from hall_wire.messages import Do, Done, Hello, Message, Patch, Ping, Pong, Refused, Welcome
from hall_wire.session import HallSession
from tests.tablet_client.floor_made_up import (
    MINISTER,
    NOW,
    PERSON,
    SPEECHES,
    own_floor,
    own_request,
)

CODE = "BCDF-GHJK"
OWN = "seat/d01"
MAJORITY = {
    "id": "resolution",
    "vi": "Quá nửa tổng số đại biểu",
    "en": "More than half of all delegates",
    "source": "",
    "joined": "all",
    "thresholds": [],
    "needed": 3,
}
_codec: HallCodec[dict[str, Any]] = HallCodec(dict[str, Any])


def vote_value(state: str = "open", **more: Any) -> dict[str, Any]:
    return {
        "id": "v1",
        "number": 1,
        "title": "Nghị quyết về ngân sách",
        "title_en": "Budget resolution",
        "item": "i1",
        "items": [],
        "part": "",
        "replaces": "",
        "kind": "resolution",
        "kind_vi": "Biểu quyết điện tử, công khai",
        "kind_en": "Recorded vote",
        "form": "recorded",
        "question": "yes-no",
        "words": {"yes": None, "no": None, "abstain": None},
        "options": [],
        "seats": 1,
        "marks_max": 1,
        "abstain": True,
        "state": state,
        "majority": MAJORITY,
        "register": 4,
        "register_hash": "0011223344556677",
        "in_office": 5,
        "changeable": True,
        "opened_at": NOW,
        "closes_at": NOW + 30_000,
        "remaining": None,
        "closed_at": None,
        "missing": "",
        "counts": None,
        "weight": None,
        "paper": None,
        "percentages": None,
        "marked": [],
        "casting": "",
        "verdict": None,
        "annulled": "",
        "corrections": 0,
    } | more


def own_vote(vote: str = "v1", **more: Any) -> dict[str, Any]:
    return {
        "id": vote,
        "entitled": True,
        "recused": False,
        "holder": "",
        "holder_name": "",
        "principals": [],
        "ballot": None,
    } | more


def option(name: str, title: str) -> dict[str, Any]:
    return {"id": name, "vi": title, "en": "", "delegate": ""}


CANDIDATES = [option("a", "Lê Văn Thử"), option("b", "Trần Thị Mẫu")]


COUNTS: dict[str, int] = {
    "yes": 3, "no": 1, "abstain": 0, "marked": 0,
    "invalid": 0, "not_voting": 0, "absent": 1, "recused": 0,
}  # fmt: skip


DECLARED: dict[str, Any] = {
    "state": "declared",
    "counts": COUNTS,
    "verdict": {
        "verdict": "carried",
        "carried": True,
        "needed": 3,
        "reached": 3,
        "vi": "Thông qua",
        "en": "Carried",
        "announcement_vi": "…",
        "announcement_en": "…",
    },
}


class SmallHall:
    """Its boards can be changed with `post`; `refuse` makes it refuse commands of that name."""

    def __init__(self) -> None:
        self.url = ""
        self.refuse: dict[str, Refused] = {}
        self.commands: list[dict[str, Any]] = []
        self.signed_out: list[str] = []
        self.tokens: list[str] = []
        self._commanded = asyncio.Condition()
        self._sockets: set[web.WebSocketResponse] = set()
        self._versions = {"hall": 1, OWN: 1}
        self.boards: dict[str, dict[str, Any]] = {
            "hall": {
                "sitting": {
                    "id": "s1",
                    "title": "Kỳ họp thứ nhất",
                    "title_en": "First session",
                    "state": "in_session",
                    "opened_at": NOW,
                    "adjourned_at": None,
                },
                "attendance": {"present": 4, "in_office": 5, "needed": 4, "reached": True},
                "agenda": [
                    {
                        "id": "i1",
                        "number": 1,
                        "title": "Khai mạc",
                        "title_en": "Opening",
                        "state": "done",
                    },
                    {
                        "id": "i2",
                        "number": 2,
                        "title": "Ngân sách",
                        "title_en": "Budget",
                        "state": "current",
                    },
                ],
                "queue": [],
                "turns": [],
                "speeches": SPEECHES,
                "respondents": [MINISTER],
            },
            OWN: {
                "me": {"person": PERSON, "present": False},
                "floor": own_floor(),
                "questions": [],
            },
        }

    async def post(self, board: str, **keys: Any) -> None:
        """Set keys of a board (None takes one away) and tell everybody."""
        patch = self._change(board, keys)
        for socket in tuple(self._sockets):
            await socket.send_bytes(encode(patch))

    async def open_vote(self, **more: Any) -> None:
        await self.post(OWN, vote=own_vote())
        await self.post("hall", vote=vote_value(**more))

    async def has_heard(self, name: str) -> None:
        """Wait until a command of that name has come."""
        async with self._commanded:
            await self._commanded.wait_for(lambda: name in {said["t"] for said in self.commands})

    async def hang_up(self, code: int, word: str = "") -> None:
        for socket in tuple(self._sockets):
            await socket.close(code=code, message=word.encode())

    def _change(self, board: str, keys: dict[str, Any]) -> Patch:
        base = self._versions[board]
        self._versions[board] += 1
        gone = [key for key, value in keys.items() if value is None]
        given = {key: value for key, value in keys.items() if value is not None}
        self.boards[board].update(given)
        for key in gone:
            self.boards[board].pop(key, None)
        return Patch(board=board, base=base, version=base + 1, set=given, gone=gone)

    async def sign_in(self, request: web.Request) -> web.Response:
        asked = await request.json()
        if asked["code"] != CODE:
            refusal = {"code": "code-unknown", "vi": "Mã không đúng.", "en": "Unknown code."}
            return web.json_response(refusal, status=403)
        self.tokens.append(f"token-{len(self.tokens)}")
        device = {"token": self.tokens[-1], "role": "delegate", "device": "tablet-1"}
        return web.json_response(
            device | {key: PERSON[key] for key in ("delegate", "seat", "name")}
        )

    async def sign_out(self, request: web.Request) -> web.Response:
        self.signed_out.append(request.headers["Authorization"].removeprefix("Bearer "))
        return web.json_response({})

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        session = HallSession(_codec)
        self._sockets.add(socket)
        try:
            async for frame in socket:
                if frame.type is WSMsgType.BINARY:
                    await self._answer(socket, session.receive(frame.data, now=0))
        finally:
            self._sockets.discard(socket)
        return socket

    async def _answer(
        self, socket: web.WebSocketResponse, message: Hello | Do[dict[str, Any]] | Ping
    ) -> None:
        match message:
            case Hello():
                await self._welcome(socket, message)
            case Ping(sent=sent):
                await socket.send_bytes(encode(Pong(sent=sent, now=NOW)))
            case Do(id=command_id, command=command):
                await socket.send_bytes(encode(self._obey(command_id, command)))
                async with self._commanded:
                    self._commanded.notify_all()

    async def _welcome(self, socket: web.WebSocketResponse, hello: Hello) -> None:
        if hello.token not in self.tokens or hello.token in self.signed_out:
            await socket.close(code=4003, message=b"token-unknown")
            return
        boards = list(self.boards)
        welcome = Welcome(
            wire=limits.WIRE_VERSION,
            epoch="e1",
            now=NOW,
            role="delegate",
            device="tablet-1",
            boards=boards,
            delegate="d01",
        )
        await socket.send_bytes(encode(welcome))
        for board in boards:
            whole = Patch(
                board=board,
                base=0,
                version=self._versions[board],
                set=self.boards[board],
                whole=True,
            )
            await socket.send_bytes(encode(whole))

    def _obey(self, command_id: str, command: dict[str, Any]) -> Message:
        self.commands.append(command)
        if refused := self.refuse.get(command["t"]):
            return Refused(id=command_id, code=refused.code, vi=refused.vi, en=refused.en)
        change = self._effect(command)
        return Done(id=command_id, seq=len(self.commands), patch=self._change(OWN, change))

    def _effect(self, command: dict[str, Any]) -> dict[str, Any]:
        match command:
            case {"t": "CheckIn" | "CheckOut" as name}:
                return {"me": {"person": PERSON, "present": name == "CheckIn"}}
            case {"t": "RequestFloor"}:
                return {"floor": own_floor(place=2, requests=[own_request()])}
            case {"t": "WithdrawRequest" | "EndSpeech" | "HandInSpeech"}:
                return {"floor": own_floor()}
            case {"t": "FileQuestion"}:
                filed = {
                    "id": "q1",
                    "to": MINISTER["person"],
                    "text": "",
                    "topic": command["topic"],
                }
                return {"questions": [filed]}
            case {"t": "WithdrawQuestion"}:
                return {"questions": []}
            case {"t": "CastBallot"}:
                return {"vote": self._counted(command)}
            case {"t": "ClaimCorrection"}:
                return {}
            case _:
                raise AssertionError(command)

    def _counted(self, command: dict[str, Any]) -> dict[str, Any]:
        ballot = {
            "choice": command.get("choice", ""),
            "marks": list(command.get("marks", ())),
            "channel": "tablet",
            "at": NOW,
        }
        shown = self.boards[OWN].get("vote", own_vote(command["vote"]))
        if "delegate" not in command:
            return {**shown, "ballot": ballot}
        principals = [
            {**one, "ballot": ballot} if one["delegate"] == command["delegate"] else one
            for one in shown["principals"]
        ]
        return {**shown, "principals": principals}


@asynccontextmanager
async def open_small_hall() -> AsyncIterator[SmallHall]:
    hall = SmallHall()
    app = web.Application()
    app.router.add_post("/api/sign-in", hall.sign_in)
    app.router.add_post("/api/sign-out", hall.sign_out)
    app.router.add_get("/socket", hall.socket)
    runner = web.AppRunner(app, shutdown_timeout=1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hall.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield hall
    finally:
        await hall.hang_up(1000)
        await runner.cleanup()
