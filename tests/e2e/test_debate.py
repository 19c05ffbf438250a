"""A chair runs a debate, a questioning and a quorum call at the console, by key and by mouse."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from hall_server.commandline.verify import verify_folder
from rehearsal.desk import Desk
from rehearsal.processes import hall_process
from tests.e2e.screens import Screen, door, screen

present = 13

GUESTS = """
[[guests]]
id = "health"
name = "Giám đốc Mẫu"
office = "Giám đốc Sở Y tế"

[[places]]
seat = "B1"
name = "Bục phát biểu"
"""

pytestmark = pytest.mark.browser


@asynccontextmanager
async def _in_the_chair(browser: Browser, council: Path) -> AsyncIterator[tuple[Screen, Desk]]:
    """A console in a sitting that is open, and a desk beside it that plays the delegates."""
    with (council / "council.toml").open("a", encoding="utf-8") as file:
        file.write(GUESTS)
    async with (
        hall_process(council) as hall,
        Desk.join(hall.url, hall.desk) as desk,
        screen(browser, "laptop", door(hall, "console", hall.desk)) as console,
    ):
        for seat in range(1, present + 1):
            await desk.do("CheckIn", delegate=f"s{seat}")
        await desk.do("OpenSitting")
        await console.press("^Vào")
        await console.press("Sang nội dung 1")
        await desk.until_true(lambda: desk.read("hall", "agenda")[0]["state"] == "current")
        yield console, desk
        await desk.do("AdjournSitting")
        assert console.faults == []
    (report,) = verify_folder(council)
    assert report.agrees


async def _turn(desk: Desk, **wanted: object) -> dict[str, Any]:
    """Wait until the turn that has the floor is so, and give it."""

    def first() -> dict[str, Any]:
        return next(iter(desk.read("hall", "turns") or ()), {})

    await desk.until_true(lambda: all(first().get(name) == want for name, want in wanted.items()))
    return first()


async def _speaks(desk: Desk, seat: int) -> None:
    await desk.until_true(
        lambda: [turn["person"]["seat"] for turn in desk.read("hall", "turns")][:1] == [str(seat)]
    )


async def _key(console: Screen, key: str, speaker: str = "") -> None:
    """Press a key once the page shows who speaks, and that the key does something."""
    if speaker:
        first = console.page.get_by_role("article").first
        await expect(first).to_have_attribute("aria-label", speaker)
    await expect(console.page.locator(f'button[aria-keyshortcuts="{key}"]').first).to_be_enabled()
    await console.page.keyboard.press(key)


def _has(desk: Desk, limit_ms: int) -> bool:
    return bool(desk.read("hall", "turns")[0]["clock"]["limit_ms"] == limit_ms)


async def test_chair_runs_a_debate_by_key(browser: Browser, council: Path) -> None:
    async with _in_the_chair(browser, council) as (console, desk):
        for seat in (2, 3, 4):
            await desk.do("RequestFloor", delegate=f"s{seat}")
        await console.press("^Đưa Đại biểu Mẫu 4 lên đầu")
        await console.in_dialog("Cân đối giữa các tổ đại biểu")
        await console.shows("Đã chuyển chỗ: Cân đối giữa các tổ đại biểu")
        await _key(console, "F9")
        await _speaks(desk, 4)
        limit = (await _turn(desk))["clock"]["limit_ms"]
        for key, more in (("F7", 60_000), ("F12", 30_000), ("F6", -60_000)):
            limit += more
            await _key(console, key, "Đại biểu Mẫu 4")
            await desk.until_true(partial(_has, desk, limit))
        await desk.do("RequestFloor", delegate="s5", kind="point-of-order")
        await console.press("Cho ý kiến xen vào")
        await _speaks(desk, 5)
        await console.shows("Sau đó được nói tiếp")
        await console.picture("console-interruption-vi")
        await _key(console, "F9", "Đại biểu Mẫu 5")
        await _speaks(desk, 4)
        await _key(console, "F1", "Đại biểu Mẫu 4")
        await _turn(desk, state="paused", paused_by="priority")
        await console.shows("Micrô chủ tọa đang mở")
        await _key(console, "F1")
        await _turn(desk, state="speaking")
        await console.press("^Đổi micrô cho")
        await console.in_dialog("Bục phát biểu")
        await _turn(desk, seat="B1")
        await _key(console, "F9", "Đại biểu Mẫu 4")
        await desk.until_true(lambda: desk.read("hall", "turns") == [])
        await console.turn_to("Số liệu")
        await expect(console.page.get_by_role("row", name="Đại biểu Mẫu 4")).to_be_visible()
        async with console.page.expect_download() as downloading:
            await console.press("Tải về: các lượt phát biểu")
        assert (await downloading.value).suggested_filename == "e2e-turns.csv"


async def test_chair_runs_a_questioning_to_an_undertaking(browser: Browser, council: Path) -> None:
    async with _in_the_chair(browser, council) as (console, desk):
        await console.turn_to("Chất vấn")
        await console.unfold("Nhập phiếu thay đại biểu")
        await console.fill("Đại biểu chất vấn", "3")
        panel = console.page.locator("#panel-questions")
        await panel.get_by_label("Người bị chất vấn").select_option("health")
        await console.fill("Vấn đề", "Trạm y tế")
        await console.press("^Ghi phiếu$")
        await console.press("Lập nhóm theo vấn đề trên phiếu")
        await console.press("^Mời Đại biểu Mẫu 3 chất vấn")
        await _speaks(desk, 3)
        await console.press("Kết thúc lượt phát biểu")
        await console.shows("chờ trả lời")
        await console.press("^Mời trả lời")
        answer = await _turn(desk, kind="answer")
        await console.press("^Ghi lời hứa của Giám đốc Mẫu")
        await expect(console.page.get_by_label("Hứa làm gì")).to_be_focused()
        await console.page.keyboard.type("Đủ thuốc cho 12 trạm")
        await console.press("Cuối năm")
        await console.press("Ghi vào nhật ký")
        await console.shows("Trạm y tế: Đủ thuốc cho 12 trạm")
        (undertaking,) = desk.read("hall", "undertakings")
        assert undertaking["about"] == answer["turn"]
        assert undertaking["asked_by"] == "Đại biểu Mẫu 3"
        await console.picture("console-questioning-vi")
        await console.press("^Mời Đại biểu Mẫu 3 tranh luận")
        await _turn(desk, kind="question-rebuttal")
        await console.press("^Đưa vào chương trình")
        await desk.until_true(lambda: len(desk.read("hall", "agenda")) == 3)
        await console.press("^Cập nhật lời hứa")
        await console.page.get_by_label("Căn cứ").fill("Báo cáo 12/BC")
        await console.press("Ghi tình trạng")
        await desk.until_true(lambda: desk.read("hall", "undertakings")[0]["state"] == "done")


async def test_chair_counts_who_is_there(browser: Browser, council: Path) -> None:
    async with _in_the_chair(browser, council) as (console, desk):
        await console.turn_to("Có mặt")
        await console.press("^Lý do vắng: Đại biểu Mẫu 14")
        await console.in_dialog("Ốm")
        await console.shows("Vắng có lý do: Ốm")
        await console.press("^Kiểm tra túc số")
        await console.shows("Đang kiểm tra túc số")
        await console.press("^Có mặt: Đại biểu Mẫu 7")
        await desk.until("hall", "quorum_call", confirmed=1)
        await console.picture("console-quorum-call-vi")
        await console.press("Kết thúc và đếm")
        await console.shows("1 đại biểu đã xác nhận, không đủ túc số")
        for seat in range(1, 8):
            await desk.do("CheckOut", delegate=f"s{seat}")
        await console.shows("Không còn đủ túc số: có mặt 6, cần 10")
