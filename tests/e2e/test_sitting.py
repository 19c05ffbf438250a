"""One sitting across console, tablet and display in a real browser, with keypads on the bridge."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser

from firmware_bridge.simulator import SimulatedHub
from hall_server.commandline.verify import verify_folder
from rehearsal.desk import Desk
from rehearsal.participants import AtKeypad
from rehearsal.processes import RunningHall, bridge_process, hall_process
from tests.e2e.screens import Screen, door, screen
from tests.mortal import mortal_hall

keypads = 12
tablet_seat = "13"

pytestmark = pytest.mark.browser


async def _enter(console: Screen, tablet: Screen) -> None:
    await console.press("^Vào")
    await console.shows("0/15")
    await tablet.press("Điểm danh có mặt")
    await tablet.shows("Quý vị đã điểm danh")


async def _open_sitting(console: Screen, display: Screen, people: list[AtKeypad]) -> None:
    await asyncio.gather(*(person.arrive() for person in people))
    await console.shows("Đủ túc số")
    await console.picture("console-ready-vi")
    await console.press("Khai mạc phiên họp")
    await console.press("Sang nội dung 1")
    await display.shows("Thông qua chương trình kỳ họp")


async def _debate(console: Screen, tablet: Screen, display: Screen, other: AtKeypad) -> None:
    await other.ask()
    await tablet.press("Đăng ký phát biểu")
    await tablet.shows("Thứ 2 trên 2")
    await console.press("Mời phát biểu")
    await display.shows("Đại biểu Mẫu 3")
    await console.press("Kết thúc lượt phát biểu")
    await console.press("Mời phát biểu")
    await tablet.shows("Mời quý vị phát biểu")
    await display.shows("Đại biểu Mẫu 13")
    await display.picture("display-speaker-vi")
    await tablet.press("Kết thúc phát biểu")


async def _vote(
    console: Screen, tablet: Screen, display: Screen, people: list[AtKeypad], number: int
) -> None:
    await console.turn_to("Biểu quyết")
    await console.press("Mở biểu quyết")
    await tablet.shows("Mời quý vị biểu quyết")
    await tablet.picture(f"tablet-vote-{number}-vi")
    await tablet.press("^Tán thành")
    await tablet.shows("ĐÃ GHI NHẬN: Tán thành")
    await tablet.picture(f"tablet-recorded-{number}-vi")
    await asyncio.gather(
        *(
            person.vote(number, "yes" if place < 7 else "no")
            for place, person in enumerate(people[:-1])
        )
    )
    await display.shows("12/13")
    await display.picture(f"display-vote-{number}-vi")
    await console.picture(f"console-vote-{number}-vi")


async def _finish(console: Screen, tablet: Screen, display: Screen, number: int) -> None:
    await console.press("Đóng biểu quyết")
    # One of those present is silent, so the console asks once.
    await console.page.get_by_role("dialog").get_by_role("button", name="Đóng biểu quyết").click()
    await console.press("Công bố kết quả")
    for shown in (console, tablet, display):
        await shown.shows("Được thông qua")
    await display.shows("53,33")
    await display.picture(f"display-result-{number}-vi")


async def test_sitting_runs_across_console_tablet_and_display(
    browser: Browser, council: Path
) -> None:
    async with SimulatedHub(seats=keypads) as hub, hall_process(council) as hall:
        places = [(1, address, str(address)) for address in hub.addresses]
        people = [AtKeypad(str(address), hub, address) for address in hub.addresses]
        async with (
            bridge_process(hall, [hub.path], places, council / "bridge"),
            screen(browser, "laptop", door(hall, "console", hall.desk)) as console,
            screen(browser, "tablet", door(hall, "tablet", hall.seats[tablet_seat])) as tablet,
            screen(browser, "projector", door(hall, "display", hall.display)) as display,
        ):
            await _enter(console, tablet)
            await _open_sitting(console, display, people)
            await _debate(console, tablet, display, people[2])
            await _vote(console, tablet, display, people, 1)
            await _finish(console, tablet, display, 1)
            for name, shown in (("console", console), ("tablet", tablet), ("display", display)):
                await shown.picture(f"{name}-result-vi")
                await _in_english(shown, name)
                assert shown.faults == []
    report = verify_folder(council)[0]
    assert report.agrees
    counts = {name: count for name, count in report.votes[0].counts.items() if count}
    counted = {"yes": 8, "no": 4, "not_voting": 1, "absent": 2}
    assert counts == counted | {"present_at_close": 13}


async def _in_english(shown: Screen, name: str) -> None:
    # The wall's own buttons come out when the mouse moves.
    await shown.page.mouse.move(100, 100)
    await shown.press("English")
    await shown.shows("Carried")
    await shown.picture(f"{name}-result-en")


async def test_screens_resume_after_a_killed_hall_without_reloading(
    browser: Browser, council: Path
) -> None:
    async with (
        mortal_hall(council) as (process, hall),
        screen(browser, "laptop", door(hall, "console", hall.desk)) as console,
        screen(browser, "tablet", door(hall, "tablet", hall.seats["1"])) as tablet,
        screen(browser, "projector", door(hall, "display", hall.display)) as display,
    ):
        await _enter(console, tablet)
        await display.shows("Hội đồng nhân dân xã Ví Dụ")
        for shown in (console, tablet, display):
            await shown.page.evaluate("window.neverReloaded = true")
        await process.kill()
        for shown in (console, tablet, display):
            await shown.shows("Mất kết nối")
        await tablet.picture("tablet-disconnected-vi")
        await display.picture("display-disconnected-vi")
        await process.start_again()
        await tablet.shows("Đã kết nối")
        await _check_in_at_the_desk(hall)
        for shown in (console, tablet, display):
            assert await shown.page.evaluate("window.neverReloaded") is True
        await console.shows("2/15")
        assert [shown.faults for shown in (console, tablet, display)] == [[], [], []]


async def _check_in_at_the_desk(hall: RunningHall) -> None:
    async with Desk.join(hall.url, hall.desk) as desk:
        await desk.do("CheckIn", delegate="s2")
