"""The pages of the documentation, read for what can be compared with the code."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
CODE = re.compile(r"`([^`]+)`")


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Give the text under a heading, up to the next one of its rank or higher."""
    rank = len(heading.split(" ", 1)[0])
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{rank}}} |\Z)", text, re.M | re.S)
    assert found, f"there is no heading {heading!r}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Give the cells of every row of every table, without headings."""
    return [cells for table in _tables(text) for cells in table[2:]]


def _tables(text: str) -> Iterator[list[list[str]]]:
    for block in re.findall(r"(?:^\|.*\|\n)+", text, re.M):
        yield [[cell.strip() for cell in line[1:-1].split("|")] for line in block.splitlines()]


def code(cell: str) -> list[str]:
    """Give what a cell shows as code."""
    return CODE.findall(cell)


def fenced(text: str, kind: str) -> list[str]:
    """Give every block of code of a kind, such as `python stranger`."""
    return re.findall(rf"^```{re.escape(kind)}\n(.*?)^```$", text, re.M | re.S)


def words(language: str) -> dict[str, str]:
    """Give what the screens say in a language (`vi`, `en`), by key."""
    catalogues = (ROOT / "screens" / "shared" / "i18n").glob(f"{language}*.ts")
    texts = (path.read_text(encoding="utf-8") for path in catalogues)
    return {
        key: said
        for text in texts
        for key, said in re.findall(r'^\s+"?([\w.-]+)"?:\s*"(.*)",$', text, re.M)
    }
