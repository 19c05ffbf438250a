"""The `tablet` command: a delegate's seat at a command line.

Knows arguments, where the token is kept, and which exit code means what: 0 done, 1 refused or not
reached, 2 called wrongly.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console

from hall_link import LinkClosed, SignInRefused, sign_in, sign_out
from hall_wire.closing import Close
from tablet_client import keeping
from tablet_client.keeping import Kept
from tablet_client.keyboard import Keyboard
from tablet_client.scene import Line
from tablet_client.seat import Seat
from tablet_client.terminal import Paper, Terminal
from tablet_client.typed import Said, read
from tablet_client.wording import Lang, say, verb_of

DEFAULT_URL: Final = "http://127.0.0.1:8080"
answer_seconds_max: Final = 15
"""A single command waits as long as a restarted hall needs to be back, and a little more."""

_CLIENT: Final = "tablet"
_INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class _Call:
    """What the command was called with."""

    url: str
    code: str
    lang: Lang
    said: str
    file: Path
    paper: Paper


class _Failed(Exception):
    """Ends the command with a sentence for people; it was no fault of the program."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    parser = _parser(_language(given))
    options = parser.parse_args(given)
    console = Console(highlight=False)
    call = _Call(
        url=options.url,
        code=options.code,
        lang=options.lang,
        said=" ".join(options.words),
        file=keeping.state_file(os.environ),
        paper=Paper(console, live=not options.words and sys.stdin.isatty()),
    )
    try:
        return asyncio.run(_sitting(call) if not call.said else _one_command(call))
    except _Failed as failed:
        console.print(str(failed), style="red", markup=False, soft_wrap=True)
        return 1
    except OSError as fault:  # of the file that keeps the token; the hall's were met before
        console.print(str(fault), style="red", markup=False, soft_wrap=True)
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED


def _language(given: Sequence[str]) -> Lang:
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--lang", default="vi")
    return "en" if early.parse_known_args(given)[0].lang == "en" else "vi"


def _parser(lang: Lang) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tablet",
        description=say(lang, "program"),
        epilog=say(lang, "commands"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--url", default="", help=say(lang, "option-url"))
    parser.add_argument("--code", default="", help=say(lang, "option-code"))
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help=say(lang, "option-lang"))
    parser.add_argument("words", nargs="*", help=say(lang, "option-words"))
    return parser


async def _one_command(call: _Call) -> int:
    said = read(call.said)
    if said is None:
        call.paper.write(Line(say(call.lang, "command-unknown", said=call.said), "red"))
        return 2
    match said.verb:
        case "help" | "quit":
            call.paper.write(Line(say(call.lang, "commands")))
            return 0
        case "sign-out":
            await _sign_out(call)
            return 0
        case "join":
            kept = await _signed_in(call, said.behind)
            return await _at_the_seat(call, kept, Said("status"))
        case _:
            return await _at_the_seat(call, await _signed_in(call, call.code), said)


async def _at_the_seat(call: _Call, kept: Kept, said: Said) -> int:
    seat = Seat(kept.url, kept.signed_in, client=_CLIENT)
    try:
        async with asyncio.timeout(answer_seconds_max) as patience, seat:
            terminal = Terminal(seat, call.lang, call.paper)
            if said.verb != "follow":
                return 0 if await terminal.obey(said) else 1
            patience.reschedule(None)
            terminal.show_status()
            await terminal.follow()
            return 0
    except TimeoutError:
        seconds = answer_seconds_max
        raise _Failed(say(call.lang, "hall-silent", url=kept.url, seconds=seconds)) from None
    except LinkClosed as closed:
        raise _ended(call, closed) from closed


async def _sitting(call: _Call) -> int:
    keyboard = Keyboard(sys.stdin.fileno())
    kept = await _signed_in_at_the_prompt(call, keyboard)
    while kept is not None:
        call.paper.write(Line(say(call.lang, "connecting", url=kept.url)))
        try:
            async with Seat(kept.url, kept.signed_in, client=_CLIENT) as seat:
                verb, behind = await Terminal(seat, call.lang, call.paper).converse(keyboard)
        except LinkClosed as closed:
            raise _ended(call, closed) from closed
        if verb == "sign-out":
            await _sign_out(call)
        if verb != "join":
            break
        kept = await _ask_for_code(call, keyboard, behind)
    return 0


async def _signed_in_at_the_prompt(call: _Call, keyboard: Keyboard) -> Kept | None:
    if call.code or _kept(call) is not None:
        return await _signed_in(call, call.code)
    return await _ask_for_code(call, keyboard, "")


async def _ask_for_code(call: _Call, keyboard: Keyboard, code: str) -> Kept | None:
    """Ask until a code is right; None when there is nobody to answer."""
    while True:
        if code:
            try:
                return await _signed_in(call, code)
            except _Failed as failed:
                call.paper.write(Line(str(failed), "red"))
        call.paper.write(Line(say(call.lang, "ask-code")))
        answer = await keyboard.line()
        if answer is None or verb_of(answer) == "quit":
            return None
        code = answer


async def _signed_in(call: _Call, code: str) -> Kept:
    """Sign in with a code, or take what was kept from the last time."""
    kept = _kept(call)
    if not code:
        if kept is None:
            raise _Failed(say(call.lang, "code-needed"))
        return kept
    url = call.url or (kept.url if kept is not None else DEFAULT_URL)
    try:
        kept = Kept(url, await sign_in(url, code))
    except SignInRefused as refused:
        reason = refused.vi if call.lang == "vi" else refused.en
        if refused.retry_after_seconds:
            reason += " " + say(call.lang, "retry-after", seconds=refused.retry_after_seconds)
        raise _Failed(reason) from refused
    except (OSError, ValueError) as fault:
        raise _Failed(say(call.lang, "hall-away", url=url, fault=fault)) from fault
    keeping.keep(call.file, kept)
    return kept


def _kept(call: _Call) -> Kept | None:
    kept = keeping.read(call.file)
    # A token is worth nothing at another hall, and none of its business.
    return kept if kept is not None and call.url in {"", kept.url} else None


async def _sign_out(call: _Call) -> None:
    kept = _kept(call)
    if kept is None:
        raise _Failed(say(call.lang, "code-needed"))
    try:
        await sign_out(kept.url, kept.signed_in.token)
    except SignInRefused:
        call.paper.write(Line(say(call.lang, "token-worthless")))
    except OSError as fault:
        raise _Failed(say(call.lang, "hall-away", url=kept.url, fault=fault)) from fault
    keeping.forget(call.file)
    call.paper.write(Line(say(call.lang, "signed-out")))


def _ended(call: _Call, closed: LinkClosed) -> _Failed:
    if closed.code in {Close.TOKEN_UNKNOWN, Close.SIGNED_OUT}:
        keeping.forget(call.file)
        return _Failed(say(call.lang, "token-worthless"))
    return _Failed(say(call.lang, "ended", word=closed.word))


if __name__ == "__main__":
    sys.exit(main())
