"""A clerk at the console, in a real browser, takes votes of every form with mouse and keyboard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from hall_server.commandline.verify import verify_folder
from rehearsal.desk import Desk
from rehearsal.processes import hall_process
from tests.e2e.screens import Screen, door, screen

present = 13

pytestmark = pytest.mark.browser


@asynccontextmanager
async def _at_the_console(browser: Browser, council: Path) -> AsyncIterator[tuple[Screen, Desk]]:
    """A console in a sitting that is open, and a desk beside it to look at the boards."""
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
        await console.turn_to("Biểu quyết")
        title = console.page.locator("#vote-title")  # it follows the item, and so would a draft
        await expect(title).to_have_value("Thông qua chương trình kỳ họp")
        yield console, desk
        await desk.do("AdjournSitting")
        assert console.faults == []
    (report,) = verify_folder(council)
    assert report.agrees


async def _sets_up(console: Screen, kind: str, title: str) -> None:
    await console.page.get_by_label("Loại biểu quyết").select_option(kind)
    await console.page.locator("#vote-title").fill(title)


async def test_clerk_holds_an_election_on_paper(browser: Browser, council: Path) -> None:
    async with _at_the_console(browser, council) as (console, desk):
        await _sets_up(console, "election", "Bầu hai Ủy viên Ủy ban nhân dân")
        for seat in ("2", "3", "4"):
            await console.page.locator("#option-add").fill(seat)
            await console.page.locator("#option-add").press("Enter")
        await console.fill("Số người được bầu", "2")
        await console.button("Đưa vào danh sách chuẩn bị").dblclick()
        await expect(console.page.locator("#open-v1")).to_be_focused()
        await expect(console.page.locator("#vote-title")).to_be_hidden()
        await expect(console.page.locator("#vote-title")).to_have_value("")
        await console.press("^Mở$")
        await desk.until("hall", "vote", state="open", form="paper")
        for seat in ("1", "5", "6"):
            await console.page.locator("#board-pick").fill(seat)
            await console.page.locator("#board-pick").press("Enter")
        await console.press("^Lập Ban kiểm phiếu$", last=True)
        await console.fill("Phiếu phát ra", "13")
        for name, count in (("thu về", 13), ("hợp lệ", 12), ("không hợp lệ", 1)):
            await console.fill(f"Phiếu {name}", str(count))
        for person, count in ((2, 11), (3, 9), (4, 3)):
            await console.fill(f"Đại biểu Mẫu {person}: Số phiếu", str(count))
        await console.fill("Không biểu quyết", "0")
        await console.picture("console-election-vi")
        await console.press("^Ghi kết quả kiểm phiếu")
        await console.shows("Đã ghi kết quả kiểm 13 phiếu")
        await console.press("Kết thúc bỏ phiếu")
        await console.press("Công bố kết quả")
        await console.shows("Trúng cử")
        declared = await desk.until("hall", "result/v1", state="declared")
        assert declared["verdict"]["verdict"] == "elected"
        assert [one["elected"] for one in declared["marked"]] == [True, True, False]
        await console.picture("console-elected-vi")


async def test_chair_holds_extends_and_annuls_and_votes_again(
    browser: Browser, council: Path
) -> None:
    async with _at_the_console(browser, council) as (console, desk):
        await _sets_up(console, "resolution", "Nghị quyết thử")
        await console.press("^Mở biểu quyết")
        opened = await desk.until("hall", "vote", state="open")
        await console.press("^Tạm dừng$")
        held = await desk.until("hall", "vote", state="held")
        await console.press("\\+1 phút")
        longer = await desk.until("hall", "vote", remaining=held["remaining"] + 60_000)
        await console.press("Tiếp tục biểu quyết")
        again = await desk.until("hall", "vote", state="open")
        assert again["closes_at"] > opened["closes_at"]
        assert longer["register"] == present
        await console.press("Hủy biểu quyết")
        await console.fill("Lý do (được công bố)", "Sai tên dự thảo")
        await console.in_dialog("Hủy biểu quyết")
        await desk.until("hall", "vote", state="annulled", annulled="Sai tên dự thảo")
        await console.press("^Biểu quyết lại")
        await console.press("Đưa vào danh sách chuẩn bị|^Mở biểu quyết")
        await desk.until_true(lambda: bool(desk.read("desk", "prepared")))
        (prepared,) = desk.read("desk", "prepared")
        assert prepared["replaces"] == "v1"


async def test_clerk_calls_the_roll_and_counts_hands(browser: Browser, council: Path) -> None:
    async with _at_the_console(browser, council) as (console, desk):
        await _sets_up(console, "hands", "Thông qua chương trình")
        await console.press("^Mở biểu quyết")
        await desk.until("hall", "vote", state="open", form="show-of-hands")
        for choice, count in (("Tán thành", 11), ("Không tán thành", 1), ("Không biểu quyết", 1)):
            await console.fill(choice, str(count))
        await console.press("^Ghi số đếm")
        await console.press("Đóng biểu quyết")
        await console.press("Công bố kết quả")
        await console.shows("Được thông qua")
        await console.unfold("Chuẩn bị biểu quyết")
        await _sets_up(console, "roll-call", "Kiến nghị gửi Quốc hội")
        await console.press("^Mở biểu quyết")
        await desk.until("hall", "vote", state="open", form="roll-call")
        for number in range(present):
            await console.press("^Gọi (người tiếp theo|tiếp)")
            await desk.until("hall", "call", called=f"s{number + 1}")
            await console.press("Tán thành$" if number % 3 else "Không tán thành$")
            await desk.until_true(partial(_has_answered, desk, number + 1))
        await console.press("Đóng biểu quyết")
        await console.press("Công bố kết quả")
        declared = await desk.until("hall", "result/v2", state="declared")
        assert (declared["counts"]["yes"], declared["counts"]["no"]) == (8, 5)


def _has_answered(desk: Desk, count: int) -> bool:
    call = desk.read("hall", "call")
    return call is None or call["answered"] == count
