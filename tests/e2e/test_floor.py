"""A debate and a questioning on tablet and wall, in a real browser; a program is the desk."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from hall_server.commandline.verify import verify_folder
from rehearsal.desk import Desk
from rehearsal.processes import hall_process
from tests.e2e.screens import Screen, door, screen

present = 13
phone: ViewportSize = {"width": 320, "height": 640}
full: ViewportSize = {"width": 1920, "height": 1080}
fourfold: ViewportSize = {"width": 3840, "height": 2160}

GUESTS = """
[[guests]]
id = "health"
name = "Giám đốc Mẫu"
office = "Giám đốc Sở Y tế"
office_en = "Director of Health"
"""

pytestmark = pytest.mark.browser


@pytest.fixture
def inviting(council: Path) -> Path:
    """The council, with a guest to be questioned."""
    with (council / "council.toml").open("a", encoding="utf-8") as file:
        file.write(GUESTS)
    return council


async def _open(desk: Desk, item: int) -> None:
    for seat in range(1, present + 1):
        await desk.do("CheckIn", delegate=f"s{seat}")
    await desk.do("OpenSitting")
    await desk.do("TakeItem", item=desk.read("hall", "agenda")[item]["id"])


async def _turn(desk: Desk, **wanted: object) -> dict[str, Any]:
    """Wait until the turn that has the floor is so, and give it."""

    def first() -> dict[str, Any]:
        return next(iter(desk.read("hall", "turns") or ()), {})

    await desk.until_true(lambda: all(first().get(name) == want for name, want in wanted.items()))
    return first()


async def _grant_first(desk: Desk) -> None:
    """Give the floor to the first who waits, as soon as the desk has heard of them."""
    await desk.until_true(lambda: bool(desk.read("hall", "queue")))
    await desk.do("GrantFloor", request=desk.read("hall", "queue")[0]["request"])


async def _fits(wall: Screen) -> None:
    """Nothing on the wall is wider or higher than its place."""
    cut = """() => [...document.querySelectorAll("main, main section")]
        .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
        .map((e) => e.className)"""
    assert await wall.page.evaluate(cut) == []


async def _pictures(wall: Screen, name: str) -> None:
    await wall.picture(f"display-{name}-vi")
    await wall.page.set_viewport_size(full)
    await _fits(wall)
    await wall.page.set_viewport_size(fourfold)
    await _fits(wall)


async def test_delegate_speaks_gives_way_and_gets_the_floor_back(
    browser: Browser, council: Path
) -> None:
    async with (
        hall_process(council) as hall,
        Desk.join(hall.url, hall.desk) as desk,
        screen(browser, "tablet", door(hall, "tablet", hall.seats["2"])) as tablet,
        screen(browser, "projector", door(hall, "display", hall.display)) as wall,
    ):
        await tablet.page.set_viewport_size(phone)
        await _open(desk, 1)
        await tablet.press("Đăng ký phát biểu")
        await tablet.shows("Quý vị là người tiếp theo")
        await _grant_first(desk)
        await tablet.shows("Mời quý vị phát biểu")
        await wall.shows("Đại biểu Mẫu 2")
        await desk.do("GrantFloor", delegate="s5", kind="point-of-order")
        await tablet.shows("Đang nhường lời cho Đại biểu Mẫu 5")
        await wall.shows("Đại biểu Mẫu 2 – đang nhường lời")
        await _pictures(wall, "interrupted")
        await desk.do("EndSpeech")
        turn = await _turn(desk, state="speaking")
        assert turn["person"]["name"] == "Đại biểu Mẫu 2"
        await desk.do("ChangeTime", seconds=-3_600)
        await tablet.shows("Quá giờ")
        await wall.shows("Quá giờ")
        await _pictures(wall, "over-time")
        assert await tablet.page.evaluate("document.documentElement.scrollWidth") == 320
        await tablet.press("Kết thúc phát biểu")
        await desk.until_true(lambda: desk.read("hall", "turns") in (None, []))
        assert [tablet.faults, wall.faults] == [[], []]
        await desk.do("AdjournSitting")
    (report,) = verify_folder(council)
    assert report.agrees


async def test_microphone_is_open_for_as_long_as_the_key_is_held(
    browser: Browser, council: Path
) -> None:
    async with (
        hall_process(council) as hall,
        Desk.join(hall.url, hall.desk) as desk,
        screen(browser, "tablet", door(hall, "tablet", hall.seats["2"])) as tablet,
    ):
        await _open(desk, 1)
        await desk.do("SetMicrophones", mode="push-to-talk", open_max=2)
        key = tablet.button("Giữ để nói")
        await key.hover()
        await tablet.page.mouse.down()
        await tablet.shows("Mời quý vị phát biểu")
        await tablet.page.mouse.up()
        await expect(tablet.button("Giữ để nói")).to_be_visible()
        await desk.until_true(lambda: desk.read("hall", "turns") in (None, []))
        await key.focus()
        await tablet.page.keyboard.down("Space")
        await tablet.shows("Mời quý vị phát biểu")
        await tablet.page.keyboard.up("Space")
        await desk.until_true(lambda: desk.read("hall", "turns") in (None, []))
        assert tablet.faults == []


async def test_questions_are_filed_put_answered_and_undertaken(
    browser: Browser, inviting: Path
) -> None:
    async with (
        hall_process(inviting) as hall,
        Desk.join(hall.url, hall.desk) as desk,
        screen(browser, "tablet", door(hall, "tablet", hall.seats["2"])) as tablet,
        screen(browser, "projector", door(hall, "display", hall.display)) as wall,
    ):
        question = await _files(desk, tablet)
        topic = {"title": "Y tế cơ sở", "respondent": "health", "questions": [question]}
        await desk.do("RankTopics", topics=[topic])
        await _open(desk, 1)
        await tablet.shows("Các nhóm vấn đề chất vấn")
        await tablet.unfold("Đăng ký khác")
        await tablet.press("^Chất vấn")
        await tablet.page.get_by_label("Người bị chất vấn").first.select_option("health")
        await tablet.press("^Đăng ký chất vấn")
        await tablet.shows("Quý vị là người tiếp theo")
        await _grant_first(desk)
        asked = await _turn(desk, kind="question")
        await wall.shows("Người chất vấn")
        await wall.shows("Nhóm vấn đề 1")
        await desk.do("EndSpeech")
        await desk.do("GrantFloor", delegate="health", kind="answer", about=asked["turn"])
        await wall.shows("Trả lời chất vấn")
        await wall.shows("Giám đốc Sở Y tế")
        await _pictures(wall, "answer")
        answer = await _turn(desk, kind="answer")
        what = "Bổ sung bác sĩ cho các trạm y tế xã"
        undertaking = {"who": "health", "what": what, "due": "2027-03-31"}
        await desk.do("RecordUndertaking", about=answer["turn"], **undertaking)
        await tablet.shows("Việc thực hiện lời hứa sau chất vấn")
        await desk.do("SuspendSitting")
        await wall.shows("hạn 31/03/2027")
        await _pictures(wall, "undertakings")
        assert [tablet.faults, wall.faults] == [[], []]


async def _files(desk: Desk, tablet: Screen) -> str:
    await tablet.unfold("Gửi phiếu chất vấn mới")
    await tablet.page.get_by_label("Người bị chất vấn").last.select_option("health")
    await tablet.fill("Vấn đề", "Thiếu bác sĩ")
    await tablet.fill("Nội dung chất vấn", "Bao giờ mỗi trạm y tế có bác sĩ?")
    await tablet.press("^Gửi phiếu$")
    await tablet.shows("Đã ghi nhận")
    filed = await desk.until("desk", "question/q1", topic="Thiếu bác sĩ")
    return str(filed["id"])


async def test_quorum_call_is_answered_and_a_speech_not_reached_is_handed_in(
    browser: Browser, council: Path
) -> None:
    async with (
        hall_process(council) as hall,
        Desk.join(hall.url, hall.desk) as desk,
        screen(browser, "tablet", door(hall, "tablet", hall.seats["2"])) as tablet,
        screen(browser, "projector", door(hall, "display", hall.display)) as wall,
    ):
        await _open(desk, 0)
        await tablet.press("Đăng ký phát biểu")
        await tablet.shows("Quý vị là người tiếp theo")
        await _is_counted(desk, tablet, wall)
        await desk.do("TakeItem", item=desk.read("hall", "agenda")[1]["id"])
        await tablet.fill("Nội dung phát biểu", "Kính thưa Hội đồng")
        await _after_a_reload(tablet)
        await tablet.press("^Gửi bài$")
        await tablet.in_dialog("Gửi bài")
        await tablet.shows("ĐÃ GHI NHẬN: bài phát biểu nằm trong hồ sơ")
        written = await desk.until("desk", "written/1", text="Kính thưa Hội đồng")
        assert written["person"]["delegate"] == "s2"
        assert [tablet.faults, wall.faults] == [[], []]


async def _is_counted(desk: Desk, tablet: Screen, wall: Screen) -> None:
    await desk.do("CallQuorum")
    await wall.shows("đã xác nhận, trong tổng số 15 đại biểu")
    await tablet.press("Tôi có mặt")
    await tablet.shows("ĐÃ GHI NHẬN: quý vị có mặt")
    await desk.until("hall", "quorum_call", confirmed=1)
    await _pictures(wall, "quorum-call")
    await desk.do("EndQuorumCall")
    await wall.shows("Chưa đủ số đại biểu xác nhận")


async def _after_a_reload(tablet: Screen) -> None:
    await tablet.page.reload()
    field = tablet.page.get_by_label("Nội dung phát biểu")
    await expect(field).to_have_value("Kính thưa Hội đồng")
