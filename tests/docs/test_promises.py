"""Every promise names tests, and they exist."""

import re

import pytest

from tests.docs import pages

PROMISES = pages.rows(pages.read("explanation/promises.md"))


@pytest.mark.parametrize(("promise", "shown_by"), PROMISES)
def test_every_promise_is_shown_by_a_test(promise: str, shown_by: str) -> None:
    named = pages.code(shown_by)
    assert named
    assert set(named) <= _all_tests()


def _all_tests() -> set[str]:
    sources = (path.read_text(encoding="utf-8") for path in (pages.ROOT / "tests").rglob("*.py"))
    named = re.compile(r"def (test_\w+)|^(Test\w+) = \w+\.TestCase$", re.M)
    return {one or other for source in sources for one, other in named.findall(source)}
