"""A sitting at a command line: what is typed becomes commands, what happens becomes lines.

Knows the seat and the words. Must not know sockets, files or arguments.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from rich.console import Console

from hall_link import CommandRefused
from hall_wire.limits import text_characters_max
from hall_wire.messages import Done
from tablet_client.answering import why_not_this
from tablet_client.keyboard import Keyboard
from tablet_client.naming import kind_named, kinds_of, people_of, person_named
from tablet_client.scene import Line, scene_of
from tablet_client.seat import Seat
from tablet_client.telling import news, status
from tablet_client.telling_floor import next_moment
from tablet_client.telling_votes import answer_in_words
from tablet_client.typed import Said, read
from tablet_client.wording import Lang, Verb, say

_PROMPT: Final = "> "
_LINE_START: Final = "\r\x1b[K"
"""Back to the first column and clear: news goes where the prompt was."""


class Paper:
    """Where lines are written; `live` while a prompt stands at the end of it."""

    def __init__(self, console: Console, *, live: bool) -> None:
        self._console = console
        self._live = live and console.is_terminal

    def write(self, *lines: Line) -> None:
        """Write lines, each above the prompt where there is one."""
        self._raw(_LINE_START)
        for line in lines:
            # Titles come from people; none of theirs may steer the terminal.
            text = "".join(
                sign if sign.isprintable() or sign == "\n" else " " for sign in line.text
            )
            self._console.print(text, style=line.style, markup=False, soft_wrap=True)
        self.prompt()

    def prompt(self) -> None:
        """Show that a command may be typed."""
        self._raw(_PROMPT)

    def _raw(self, text: str) -> None:
        if self._live:
            self._console.file.write(text)
            self._console.file.flush()


class Terminal:
    """One delegate at one command line."""

    def __init__(self, seat: Seat, lang: Lang, paper: Paper) -> None:
        self._seat = seat
        self._lang: Lang = lang
        self._paper = paper
        self._changes = seat.changes()  # before the first look, so that nothing falls between
        self._told = scene_of(seat)
        self._timer: asyncio.TimerHandle | None = None
        self._deeds: dict[Verb, Callable[[], Awaitable[Done]]] = {
            "in": seat.check_in,
            "out": seat.check_out,
            "floor": seat.request_floor,
            "withdraw": seat.withdraw,
            "finish": seat.end_speech,
        }

    def show_status(self) -> None:
        """Say who sits here and how things stand."""
        self._told = scene_of(self._seat)
        device = self._seat.signed_in
        who = Line(say(self._lang, "seated", name=device.name, seat=device.seat), "bold")
        self._paper.write(who, *status(self._told, self._lang))

    async def follow(self) -> None:
        """Say what happens, as it happens. Raises `LinkClosed` when the hall ends it for good."""
        try:
            self._tell_news()
            async for _ in self._changes:
                self._tell_news()
        finally:
            if self._timer is not None:
                self._timer.cancel()

    async def obey(self, said: Said) -> bool:
        """Do what was said; False when it was refused, or is nothing that is done at a seat."""
        match said.verb:
            case "status":
                self.show_status()
                return True
            case "yes" | "no" | "abstain" | "mark" | "rate":
                return await self._answer(said)
            case "floor" if said.behind:
                return await self._ask(said.behind)
            case "write":
                return await self._write(said.behind)
            case "question":
                return await self._question(said.behind)
            case verb if verb in self._deeds:
                return await self._do(self._deeds[verb])
            case verb:
                self._paper.write(Line(say(self._lang, "commands")))
                return verb == "help"

    async def converse(self, keyboard: Keyboard) -> tuple[Verb, str]:
        """Obey line by line, telling the news meanwhile, until told to go.

        Gives the verb that ended it (`quit`, `sign-out` or `join`) and what stood behind it.
        Raises `LinkClosed` like `follow`.
        """
        self.show_status()
        following = asyncio.create_task(self.follow())
        typing = asyncio.create_task(self._listen(keyboard))
        try:
            await asyncio.wait({following, typing}, return_when=asyncio.FIRST_COMPLETED)
            if following.done():
                following.result()
            return await typing
        finally:
            for task in (following, typing):
                task.cancel()
            await asyncio.wait({following, typing})
            for task in (following, typing):
                if not task.cancelled():
                    task.exception()  # at most the same end of the link a second time

    async def _listen(self, keyboard: Keyboard) -> tuple[Verb, str]:
        while (line := await keyboard.line()) is not None:
            said = read(line)
            if said is not None and said.verb in {"quit", "sign-out", "join"}:
                return said.verb, said.behind
            if said is not None:
                await self.obey(said)
            elif line:
                self._paper.write(Line(say(self._lang, "command-unknown", said=line)))
            else:
                self._paper.prompt()
        return "quit", ""

    async def _ask(self, named: str) -> bool:
        """Ask to speak, for a kind of speech by its name in either language."""
        kind = kind_named(self._seat.speeches, named)
        if kind is None:
            kinds = kinds_of(self._seat.speeches, self._lang)
            return self._not_so("kind-unknown", said=named, kinds=kinds)
        return await self._do(lambda: self._seat.request_floor(kind.id))

    async def _write(self, text: str) -> bool:
        """Hand a speech in: on the item under way, or else on the last that is owed."""
        floor, item = self._seat.floor, self._seat.item
        owed = floor.owed if floor is not None else []
        if not owed:
            return self._not_so("nothing-owed")
        on = item.id if item is not None and item.id in owed else owed[-1]
        return await self._do(lambda: self._seat.hand_in_speech(text, on))

    async def _question(self, said: str) -> bool:
        """Hand in a written question: `whom: topic: text`, the person by id or name."""
        whom, _, rest = said.partition(":")
        topic, _, text = rest.partition(":")
        person = person_named(self._seat.respondents, whom)
        if person is None:
            people = people_of(self._seat.respondents)
            return self._not_so("whom-unknown", said=whom.strip(), people=people)
        asked = (person.delegate, topic.strip(), text.strip())
        return await self._do(lambda: self._seat.file_question(*asked))

    def _not_so(self, key: str, **details: str) -> bool:
        self._paper.write(Line(say(self._lang, key, **details), "yellow"))
        return False

    async def _answer(self, said: Said) -> bool:
        """Cast a ballot, unless it is plain already that it can't be cast here."""
        scene = scene_of(self._seat)
        if reason := why_not_this(scene, said, self._lang):
            self._paper.write(Line(say(self._lang, reason.key, **reason.details), "yellow"))
            return False
        vote = scene.vote
        choice = "" if said.verb in ("mark", "rate") else said.verb
        if vote is not None and vote.state == "open" and said.vote in ("", vote.id):
            answer = answer_in_words(vote, choice, said.marks, self._lang)
            self._paper.write(Line(say(self._lang, "ballot-sent", choice=answer)))
        return await self._do(lambda: self._cast(said))

    async def _cast(self, said: Said) -> Done:
        match said.verb:
            case "yes" | "no" | "abstain" as choice:
                return await self._seat.cast(choice, said.vote, delegate=said.principal)
            case _:
                return await self._seat.mark(*said.marks, vote=said.vote, delegate=said.principal)

    async def _do(self, deed: Callable[[], Awaitable[Done]]) -> bool:
        try:
            done = await deed()
        except ValueError:
            return self._not_so("length-wrong", most=str(text_characters_max))
        except CommandRefused as refused:
            reason = refused.vi if self._lang == "vi" else refused.en
            self._paper.write(Line(reason, "red"))
            return False
        self._tell_news()
        if done.seq == 0:
            self._paper.write(Line(say(self._lang, "unchanged")))
        return True

    def _tell_news(self) -> None:
        before, self._told = self._told, scene_of(self._seat)
        if lines := news(before, self._told, self._lang):
            self._paper.write(*lines)
        self._tell_in_time()

    def _tell_in_time(self) -> None:
        """Tell of one's clock when its time comes: nothing else changes then."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if (moment := next_moment(self._told)) is not None:
            seconds = (moment - self._told.now) / 1000
            self._timer = asyncio.get_running_loop().call_later(seconds, self._tell_news)
