"""The three screens in a browser, as the people before them see and use them."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, expect

from rehearsal.processes import RunningHall

PICTURES = Path(__file__).parents[2] / "artifacts" / "screens"
SIZES = {"tablet": (1024, 768), "laptop": (1366, 768), "projector": (1920, 1080)}


class Screen:
    """One page with the few things that tests do to it. `faults` are errors of its own scripts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        # A hall that is down is no fault of the page, and Chromium reports it by itself.
        if message.type == "error" and "ERR_CONNECTION_REFUSED" not in message.text:
            self.faults.append(message.text)

    def button(self, name: str) -> Locator:
        """Find a button by what it says."""
        return self.page.get_by_role("button", name=re.compile(name)).first

    async def press(self, name: str, *, last: bool = False) -> None:
        """Press the first button that says so, or the last."""
        found = self.page.get_by_role("button", name=re.compile(name))
        await (found.last if last else found.first).click(timeout=10_000)

    async def in_dialog(self, name: str) -> None:
        """Press a button of the dialog that is open."""
        await self.page.get_by_role("dialog").get_by_role("button", name=name).click()

    async def turn_to(self, tab: str) -> None:
        """Turn to one of the desk's tabs."""
        await self.page.get_by_role("tab", name=re.compile(tab)).click()

    async def unfold(self, title: str) -> None:
        """Unfold what stands folded away under a title."""
        await self.page.locator("details:not([open]) > summary", has_text=title).click()

    async def fill(self, label: str, text: str) -> None:
        """Write into the field of that label."""
        await self.page.get_by_label(label, exact=True).fill(text)

    async def shows(self, text: str) -> None:
        """Wait until the page shows a text."""
        await expect(self.page.locator("body")).to_contain_text(text, timeout=10_000)

    async def picture(self, name: str) -> None:
        """Leave a picture in each of the three sizes."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        before = self.page.viewport_size
        for size, (width, height) in SIZES.items():
            await self.page.set_viewport_size({"width": width, "height": height})
            await self.page.screenshot(path=PICTURES / f"{name}-{size}.png")
        if before is not None:
            await self.page.set_viewport_size(before)


@asynccontextmanager
async def screen(browser: Browser, size: str, url: str) -> AsyncIterator[Screen]:
    """Open a page in a browser profile of its own."""
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = await context.new_page()
    shown = Screen(page)
    await page.goto(url)
    yield shown
    await context.close()


def door(hall: RunningHall, name: str, code: str) -> str:
    return f"{hall.url}/{name}/#code={code}"
