"""A delegate's seat: commands with names, the boards as typed values, and waiting for changes.

Knows which command a delegate gives and which key holds what. Must not know sockets: the standing
connection is `hall_link`'s.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self, TypeVar
from weakref import WeakSet

import msgspec

from hall_link import CommandRefused, Link, LinkClosed, SignedIn, sign_in
from hall_wire.messages import Done, FromHall, Patch, Refused
from tablet_client import views
from tablet_client.changes import Change, Changes
from tablet_client.views import Choice, Level

T = TypeVar("T")

_CONNECTION = Change("", frozenset({"connected"}))


class Seat:
    """The seat that `signed_in` gives at the hall whose http base is `url`.

    Enter it (`async with`) to connect; inside, the boards are there and are kept up to date,
    through drops as well. Every property tells how things stand at this moment. Commands raise
    `CommandRefused` with the hall's reason, and `LinkClosed` when the hall has ended the
    connection for good; while it is down they wait (use `asyncio.timeout` for less patience).
    """

    def __init__(self, url: str, signed_in: SignedIn, *, client: str = "tablet_client") -> None:
        self.signed_in = signed_in
        self.link = Link(
            url,
            signed_in.token,
            client=client,
            on_message=self._hear,
            on_state=lambda _connected: self._tell(_CONNECTION),
        )
        self._own = f"seat/{signed_in.delegate}"
        self._waiting: list[_Waiting] = []
        self._readers: WeakSet[Changes] = WeakSet()  # a reader that was dropped is forgotten
        self._run: asyncio.Task[None] | None = None

    @classmethod
    @asynccontextmanager
    async def join(
        cls, url: str, code: str, *, client: str = "tablet_client"
    ) -> AsyncIterator[Self]:
        """Sign in with a seat's code, connect, and leave at the end.

        Raises `SignInRefused`, and `OSError` when the hall cannot be reached.
        """
        async with cls(url, await sign_in(url, code), client=client) as seat:
            yield seat

    async def __aenter__(self) -> Self:
        self._run = asyncio.create_task(self.link.run())
        self._run.add_done_callback(self._end)
        try:
            await self.until(lambda seat: seat.ready)
        except BaseException:
            await self._leave()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._leave()

    # --- what one may do ------------------------------------------------------------------

    async def do(self, command: object, command_id: str = "") -> Done:
        """Give any command, a map or a Struct with its name in `t`, and wait for its promise."""
        return await self.link.do(command, command_id)

    async def check_in(self) -> Done:
        """Note that one is present."""
        return await self.do({"t": "CheckIn"})

    async def check_out(self) -> Done:
        """Note that one has left."""
        return await self.do({"t": "CheckOut"})

    async def request_floor(self) -> Done:
        """Ask to speak."""
        return await self.do({"t": "RequestFloor"})

    async def withdraw(self) -> Done:
        """Take the request to speak back."""
        return await self.do({"t": "WithdrawRequest"})

    async def end_speech(self) -> Done:
        """End one's own turn, the one that the board shows now and no later one."""
        speaker = self.speaker
        if speaker is None or speaker.person.delegate != self.signed_in.delegate:
            return await self.do({"t": "EndSpeech"})  # the hall says why not
        return await self.do({"t": "EndSpeech", "turn": speaker.turn})

    async def cast(self, choice: Choice, vote: str = "", *, delegate: str = "") -> Done:
        """Cast one's ballot in the open vote, or in the vote of that id.

        With `delegate` it is the ballot of someone for whom one votes (`own_vote.principals`).
        When it returns, the ballot is on the hall's disk. Raises `CommandRefused`: with the code
        `no-open-vote` when none is open and none was named, with `changed-elsewhere` when another
        device has changed the ballot since the one that the board shows now.
        """
        return await self._cast(vote, delegate, choice=choice)

    async def mark(self, *options: str, vote: str = "", delegate: str = "") -> Done:
        """Cast a ballot for these options, by their ids; like `cast` otherwise."""
        return await self._cast(vote, delegate, marks=options)

    async def rate(
        self, levels: Mapping[str, Level], *, vote: str = "", delegate: str = ""
    ) -> Done:
        """Cast a ballot with a level of confidence for each person; like `cast` otherwise."""
        marks = tuple(f"{option}:{level}" for option, level in levels.items())
        return await self._cast(vote, delegate, marks=marks)

    async def claim_correction(self, vote: str, claimed: str, reason: str) -> Done:
        """Have it put on record, after the close, that one's ballot was meant otherwise."""
        command = {"t": "ClaimCorrection", "vote": vote, "claimed": claimed, "reason": reason}
        return await self.do(command)

    async def _cast(self, vote: str, delegate: str, **answer: object) -> Done:
        if not vote:
            if (now_open := self.open_vote) is None:
                raise CommandRefused(_NO_OPEN_VOTE)
            vote = now_open.id
        shown = self._shown_ballot(vote, delegate)
        after = shown.at if shown is not None else 0
        whose = {"delegate": delegate} if delegate else {}
        return await self.do({"t": "CastBallot", "vote": vote, **answer, **whose, "after": after})

    def _shown_ballot(self, vote: str, delegate: str) -> views.Ballot | None:
        own = self._read(self._own, "vote", views.OwnVote)
        if own is None or own.id != vote:
            return None
        if delegate in ("", self.signed_in.delegate):
            return own.ballot
        ballots = {one.delegate: one.ballot for one in own.principals}
        return ballots.get(delegate)

    # --- how things stand -----------------------------------------------------------------

    @property
    def connected(self) -> bool:
        """The hall is at the other end; otherwise the boards are as they last were."""
        return self.link.connected

    @property
    def ready(self) -> bool:
        """Connected, and every board of the seat has come."""
        welcome = self.link.session.welcome
        return welcome is not None and self.link.mirror.versions.keys() >= set(welcome.boards)

    @property
    def sitting(self) -> views.Sitting | None:
        """Title and state of the sitting."""
        return self._read("hall", "sitting", views.Sitting)

    @property
    def attendance(self) -> views.Attendance | None:
        """How many are present, and whether that is a quorum."""
        return self._read("hall", "attendance", views.Attendance)

    @property
    def agenda(self) -> list[views.Item]:
        """All items, in order."""
        return self._read("hall", "agenda", list[views.Item]) or []

    @property
    def item(self) -> views.Item | None:
        """The item that the sitting deals with."""
        return next((item for item in self.agenda if item.state == "current"), None)

    @property
    def speaker(self) -> views.Speaker | None:
        """Who has the floor."""
        return self._read("hall", "speaker", views.Speaker)

    @property
    def vote(self) -> views.Vote | None:
        """The current vote, or the last."""
        return self._read("hall", "vote", views.Vote)

    @property
    def open_vote(self) -> views.Vote | None:
        """The vote in which ballots are taken now."""
        vote = self.vote
        return vote if vote is not None and vote.state == "open" else None

    @property
    def call(self) -> views.Call | None:
        """The roll call, while one is under way."""
        return self._read("hall", "call", views.Call)

    @property
    def result(self) -> views.Vote | None:
        """The last vote, once it is declared; none again as soon as the next one opens."""
        vote = self.vote
        return vote if vote is not None and vote.state == "declared" else None

    @property
    def notice(self) -> views.Notice | None:
        """Something everyone must know."""
        return self._read("hall", "notice", views.Notice)

    @property
    def me(self) -> views.Me | None:
        """Oneself, with name and seat."""
        return self._read(self._own, "me", views.Me)

    @property
    def present(self) -> bool:
        """One is checked in."""
        me = self.me
        return me is not None and me.present

    @property
    def floor(self) -> views.OwnFloor | None:
        """One's request to speak and one's turn."""
        return self._read(self._own, "floor", views.OwnFloor)

    @property
    def place(self) -> int | None:
        """One's place in the queue of speakers, from 1."""
        floor = self.floor
        return floor.place if floor is not None else None

    @property
    def own_vote(self) -> views.OwnVote | None:
        """Whether one may vote in the current vote, and one's ballot in it."""
        own = self._read(self._own, "vote", views.OwnVote)
        vote = self.vote
        return own if own is not None and vote is not None and own.id == vote.id else None

    @property
    def ballot(self) -> views.Ballot | None:
        """One's own ballot in the current vote, once it is on the hall's disk."""
        own = self.own_vote
        return own.ballot if own is not None else None

    def remaining_seconds(self, until: int) -> float:
        """Give the seconds from now to a moment of the hall's (ms), 0 when it is past."""
        return max(0.0, (until - self.link.hall_time()) / 1000)

    # --- waiting --------------------------------------------------------------------------

    async def until(self, wanted: Callable[[Self], T | None]) -> T:
        """Wait until `wanted` gives something true, and give that.

        It is asked now and after every change, so that no state is missed between two. Raises
        `LinkClosed` when the hall ends the connection for good.
        """
        if found := wanted(self):
            return found
        if self._run is None or self._run.done():
            raise self._fault() or LinkClosed(1000, "normal")
        waiting = _Waiting(lambda: wanted(self))
        self._waiting.append(waiting)
        try:
            answer: T = await waiting.found
            return answer
        finally:
            self._waiting.remove(waiting)

    def changes(self) -> Changes:
        """Give the changes from now on, for `async for`."""
        reader = Changes()
        if self._run is None or self._run.done():
            reader.end(self._fault())
        else:
            self._readers.add(reader)
        return reader

    def _read(self, board: str, key: str, kind: type[T]) -> T | None:
        value = self.link.mirror[board].get(key)
        return None if value is None else msgspec.convert(value, kind)

    def _hear(self, message: FromHall, changed: frozenset[str]) -> None:
        patch = message.patch if isinstance(message, Done) else message
        if isinstance(patch, Patch):
            self._tell(Change(patch.board, changed))

    def _tell(self, change: Change) -> None:
        for reader in self._readers:
            reader.put(change)
        for waiting in self._waiting:
            waiting.ask()

    def _end(self, _run: asyncio.Task[None]) -> None:
        fault = self._fault()
        for reader in self._readers:
            reader.end(fault)
        for waiting in self._waiting:
            waiting.give_up(fault or LinkClosed(1000, "normal"))

    def _fault(self) -> BaseException | None:
        if self._run is None or not self._run.done() or self._run.cancelled():
            return None
        return self._run.exception()

    async def _leave(self) -> None:
        assert self._run is not None
        await self.link.close()
        with contextlib.suppress(LinkClosed):  # those who waited for the hall were told
            await self._run


class _Waiting:
    """Somebody who waits until a question is answered with something true."""

    def __init__(self, question: Callable[[], Any]) -> None:
        self.found: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._question = question

    def ask(self) -> None:
        if self.found.done():
            return
        try:
            answer = self._question()
        except Exception as fault:  # noqa: BLE001 - it is the asker's own, and goes to the asker
            self.found.set_exception(fault)
        else:
            if answer:
                self.found.set_result(answer)

    def give_up(self, fault: BaseException) -> None:
        if not self.found.done():
            self.found.set_exception(fault)


_NO_OPEN_VOTE = Refused(
    id="",
    code="no-open-vote",
    vi="Hiện không có biểu quyết nào đang mở.",
    en="No vote is open.",
)
