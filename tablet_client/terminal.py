"""A sitting at a command line: what is typed becomes commands, what happens becomes lines.

Knows the seat and the words. Must not know sockets, files or arguments.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from rich.console import Console

from hall_link import CommandRefused
from hall_wire.messages import Done
from tablet_client.keyboard import Keyboard
from tablet_client.seat import Seat
from tablet_client.telling import Line, news, scene_of, status
from tablet_client.wording import Lang, Verb, say, verb_of

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
        self._deeds: dict[Verb, Callable[[], Awaitable[Done]]] = {
            "in": seat.check_in,
            "out": seat.check_out,
            "floor": seat.request_floor,
            "withdraw": seat.withdraw,
            "finish": seat.end_speech,
            "yes": lambda: seat.cast("yes"),
            "no": lambda: seat.cast("no"),
            "abstain": lambda: seat.cast("abstain"),
        }

    def show_status(self) -> None:
        """Say who sits here and how things stand."""
        self._told = scene_of(self._seat)
        device = self._seat.signed_in
        who = Line(say(self._lang, "seated", name=device.name, seat=device.seat), "bold")
        self._paper.write(who, *status(self._told, self._lang))

    async def follow(self) -> None:
        """Say what happens, as it happens. Raises `LinkClosed` when the hall ends it for good."""
        async for _ in self._changes:
            self._tell_news()

    async def obey(self, verb: Verb) -> bool:
        """Do what a verb says; False when it was refused, or is none that is done at a seat."""
        if verb == "status":
            self.show_status()
            return True
        if verb not in self._deeds:
            self._paper.write(Line(say(self._lang, "commands")))
            return verb == "help"
        return await self._do(verb)

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
            said, _, behind = line.partition(" ")
            verb = verb_of(line) or (verb_of(said) if verb_of(said) == "join" else None)
            if verb in {"quit", "sign-out", "join"}:
                return verb, behind.strip()
            if verb is not None:
                await self.obey(verb)
            elif line:
                self._paper.write(Line(say(self._lang, "command-unknown", said=line)))
            else:
                self._paper.prompt()
        return "quit", ""

    async def _do(self, verb: Verb) -> bool:
        if verb in {"yes", "no", "abstain"} and self._seat.open_vote is not None:
            choice = say(self._lang, f"choice-{verb}")
            self._paper.write(Line(say(self._lang, "ballot-sent", choice=choice)))
        try:
            done = await self._deeds[verb]()
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
