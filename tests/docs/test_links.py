"""Every link within the documentation leads to a file, and to a heading where it names one."""

import re
from pathlib import Path

import pytest

from tests.docs import pages

PAGES = sorted([*pages.ROOT.glob("*.md"), *pages.DOCS.rglob("*.md")])


def _name(page: Path) -> str:
    return str(page.relative_to(pages.ROOT))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith(("http://", "https://")):
            continue
        file, _, heading = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        if heading:
            assert heading in _anchors(target), link


@pytest.mark.parametrize("page", sorted(pages.DOCS.rglob("*.md")), ids=_name)
def test_every_page_is_found_from_the_index(page: Path) -> None:
    index = pages.DOCS / "README.md"
    found = {index}
    waiting = [index]
    while waiting:
        here = waiting.pop()
        for link in re.findall(r"\]\(([^)#\s]+\.md)", here.read_text(encoding="utf-8")):
            there = (here.parent / link).resolve()
            if there.is_file() and there not in found:
                found.add(there)
                waiting.append(there)
    assert page in found


def test_the_picture_has_words_for_who_cannot_see_it() -> None:
    picture = (pages.DOCS / "explanation" / "house.svg").read_text(encoding="utf-8")
    assert 'role="img"' in picture
    assert re.search(r"<title[^>]*>.+</title>", picture)
    assert re.search(r"<desc[^>]*>.+</desc>", picture)


def _anchors(page: Path) -> set[str]:
    """Give the headings of a page as GitHub names them in addresses."""
    headings = re.findall(r"^#{1,6} (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
