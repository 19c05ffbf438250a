"""Draw the state machines of the sitting into the documentation from their own tables.

Knows how a transition table becomes a mermaid diagram. Must not know what a state means.
`python scripts/state_diagrams.py` writes the pages, `--check` only tells (exit 1) if one is not
current. What stands outside the two marks of a diagram is written by hand and kept.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from hall_server.sitting.floor_state import TURN_TRANSITIONS, Turn
from hall_server.sitting.state import SITTING_TRANSITIONS, VOTE_TRANSITIONS, State, Vote

DOCS = Path(__file__).parent.parent / "docs"
OUT = DOCS / "reference" / "states.md"
VOTES = DOCS / "explanation" / "votes.md"
FLOOR = DOCS / "explanation" / "floor.md"

S = TypeVar("S", bound=str)


class MarkMissing(Exception):
    """The file has no place for a diagram; the message names the mark."""


def main(arguments: list[str] | None = None) -> int:
    """Draw the diagrams, or with `--check` compare them. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if not current")
    parser.add_argument("--out", type=Path, help="draw all diagrams into this page alone")
    given = parser.parse_args(arguments)
    if given.out is not None:
        return _draw(given.out, with_diagrams, check=given.check)
    pages = ((OUT, with_diagrams), (VOTES, with_vote), (FLOOR, with_turn))
    return max(_draw(page, drawing, check=given.check) for page, drawing in pages)


def _draw(page: Path, drawing: Callable[[str], str], *, check: bool) -> int:
    text = page.read_text(encoding="utf-8")
    drawn = drawing(text)
    if drawn == text:
        return 0
    if check:
        sys.stderr.write(f"{page.name} is not current: run python scripts/state_diagrams.py\n")
        return 1
    page.write_text(drawn, encoding="utf-8")
    return 0


def with_diagrams(text: str) -> str:
    """Give a page with all diagrams drawn anew. Raises `MarkMissing`."""
    text = _placed(text, "sitting", diagram(SITTING_TRANSITIONS, _first(State, "phase")))
    return with_turn(with_vote(text))


def with_vote(text: str) -> str:
    """Give a page with the diagram of a vote drawn anew. Raises `MarkMissing`."""
    return _placed(text, "vote", diagram(VOTE_TRANSITIONS, _first(Vote, "state")))


def with_turn(text: str) -> str:
    """Give a page with the diagram of a turn on the floor drawn anew. Raises `MarkMissing`."""
    return _placed(text, "turn", diagram(TURN_TRANSITIONS, _first(Turn, "state")))


def diagram(transitions: Mapping[tuple[S, str], S], first: str) -> str:
    """Give a mermaid diagram; a state that nothing leads on from is an end."""
    return "\n".join(["```mermaid", "stateDiagram-v2", *_lines(transitions, first), "```"])


def _lines(transitions: Mapping[tuple[S, str], S], first: str) -> Iterator[str]:
    yield f"    [*] --> {first}"
    for (before, act), after in transitions.items():
        yield f"    {before} --> {after}: {act}"
    led_on_from = {before for before, _act in transitions}
    for last in dict.fromkeys(transitions.values()):
        if last not in led_on_from:
            yield f"    {last} --> [*]"


def _first(kind: type, name: str) -> str:
    """Give the state that a new thing of this kind is in."""
    return str(next(field.default for field in fields(kind) if field.name == name))


def _placed(text: str, name: str, drawn: str) -> str:
    mark, end = f"<!-- {name}: drawn by scripts/state_diagrams.py -->", f"<!-- end of {name} -->"
    place = re.compile(re.escape(mark) + r".*?" + re.escape(end), re.DOTALL)
    if not place.search(text):
        raise MarkMissing(mark)
    return place.sub(lambda _found: f"{mark}\n{drawn}\n{end}", text, count=1)


if __name__ == "__main__":
    sys.exit(main())
