"""Headless Chromium, and a hall with keypads behind the real bridge."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from hall_server.web.pages import SCREENS_FOLDER
from rehearsal.folder import write_folder

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    assert (SCREENS_FOLDER / "index.html").is_file(), "the screens are not built: make screens"
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS
        )
        yield chromium
        await chromium.close()


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A made-up commune of 15 with an agenda of two items."""
    write_folder(
        tmp_path,
        name="Hội đồng nhân dân xã Ví Dụ",
        name_en="People's Council of Vi Du Commune",
        level="commune",
        sitting=("e2e", "Kỳ họp thứ 5, phiên khai mạc", "Fifth session, opening sitting"),
        rules="vn-hdnd",
        people=[(str(seat), f"Đại biểu Mẫu {seat}", "Tổ 1") for seat in range(1, 16)],
        agenda=[
            ("Thông qua chương trình kỳ họp", "Adoption of the agenda"),
            ("Nghị quyết về dự toán ngân sách năm 2027", "Resolution on the 2027 budget"),
        ],
    )
    return tmp_path
