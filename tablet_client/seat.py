"""A delegate's seat: commands with names, how things stand, and waiting for changes.

Knows which command a delegate gives. Must not know sockets: the standing connection is
`hall_link`'s.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self, TypeVar
from weakref import WeakSet

from hall_link import CommandRefused, Link, LinkClosed, SignedIn, sign_in
from hall_wire import limits
from hall_wire.messages import Done, FromHall, Patch, Refused
from tablet_client import views
from tablet_client.changes import Change, Changes
from tablet_client.standing import Standing
from tablet_client.views import Choice, Level

T = TypeVar("T")

_CONNECTION = Change("", frozenset({"connected"}))


class Seat(Standing):
    """The seat that `signed_in` gives at the hall whose http base is `url`.

    Enter it (`async with`) to connect; inside, the boards are there and are kept up to date,
    through drops as well. Every property tells how things stand at this moment. Commands raise
    `CommandRefused` with the hall's reason, and `LinkClosed` when the hall has ended the
    connection for good; while it is down they wait (use `asyncio.timeout` for less patience).
    """

    def __init__(self, url: str, signed_in: SignedIn, *, client: str = "tablet_client") -> None:
        self.signed_in = signed_in
        link = Link(
            url,
            signed_in.token,
            client=client,
            on_message=self._hear,
            on_state=lambda _connected: self._tell(_CONNECTION),
        )
        super().__init__(link, signed_in.delegate)
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

    async def answer_quorum_call(self) -> Done:
        """Answer that one is there, whether or not one is checked in already."""
        return await self.check_in()

    async def request_floor(
        self, kind: str = "", *, item: str = "", note: str = "", about: str = "", to: str = ""
    ) -> Done:
        """Ask to speak: for a kind of speech by its id (`speeches`), on the item under way.

        `item` names another one, before the sitting too; `note` is for the chair. `about` is the
        turn or the written question that it is about, `to` whom a question is for. Where
        microphones open by a press, the turn begins at once.
        """
        return await self._give("RequestFloor", kind=kind, item=item, note=note, about=about, to=to)

    async def withdraw(self, request: str = "") -> Done:
        """Take a request to speak back by its id, or all that one has on the item under way."""
        return await self._give("WithdrawRequest", request=request)

    async def end_speech(self) -> Done:
        """End one's own turn, the one that the board shows now and no later one."""
        turn = self.own_turn
        return await self._give("EndSpeech", turn=turn.turn if turn is not None else "")

    async def hand_in_speech(self, text: str, item: str = "") -> Done:
        """Hand in in writing a speech for which there was no time (`floor.owed`).

        Raises `ValueError` for a text that is empty or longer than `limits.text_characters_max`.
        """
        _fits(text, 1, limits.text_characters_max)
        return await self._give("HandInSpeech", text=text, item=item)

    async def file_question(self, to: str, topic: str, text: str = "") -> Done:
        """Hand in a written question to one of `respondents`, by the id, under a topic.

        Raises `ValueError` for a topic that is empty or longer than `limits.title_characters_max`,
        or a text longer than `limits.text_characters_max`.
        """
        _fits(topic, 1, limits.title_characters_max)
        _fits(text, 0, limits.text_characters_max)
        return await self._give("FileQuestion", to=to, topic=topic, text=text)

    async def withdraw_question(self, question: str) -> Done:
        """Take a written question of one's own back, by its id (`questions`)."""
        return await self._give("WithdrawQuestion", question=question)

    async def _give(self, name: str, **fields: str) -> Done:
        given = {field: value for field, value in fields.items() if value}
        return await self.do({"t": name, **given})

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


def _fits(text: str, least: int, most: int) -> None:
    if not least <= len(text) <= most:
        raise ValueError(f"{len(text)} characters are not from {least} to {most}")


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
