"""Every form of vote on the screens in a real browser; a program plays the chair at the desk."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from hall_server.commandline.verify import verify_folder
from rehearsal import paper
from rehearsal.desk import Desk
from rehearsal.processes import hall_process
from tests.e2e.screens import Screen, door, screen

present = 13
tablet_seat = 13
PERSONS = [
    {"id": f"p{seat}", "vi": f"Đại biểu Mẫu {seat}", "delegate": f"s{seat}"} for seat in (2, 3, 4)
]
PLACES = [{"id": "north", "vi": "Cơ sở phía bắc"}, {"id": "south", "vi": "Cơ sở phía nam"}]

pytestmark = pytest.mark.browser


class Wall:
    """What people in the room look at: the display, and one delegate's tablet."""

    def __init__(self, tablet: Screen, display: Screen) -> None:
        self.tablet = tablet
        self.display = display

    async def pictures(self, name: str) -> None:
        await self.tablet.picture(f"tablet-{name}-vi")
        await self.display.picture(f"display-{name}-vi")


async def test_every_form_of_vote_is_shown_and_answered_where_a_device_can(
    browser: Browser, council: Path
) -> None:
    async with hall_process(council) as hall:
        seat_code = hall.seats[str(tablet_seat)]
        async with (
            Desk.join(hall.url, hall.desk) as desk,
            screen(browser, "laptop", door(hall, "console", hall.desk)) as console,
            screen(browser, "tablet", door(hall, "tablet", seat_code)) as tablet,
            screen(browser, "projector", door(hall, "display", hall.display)) as display,
        ):
            await console.press("^Vào")
            wall = Wall(tablet, display)
            await _open(desk)
            await tablet.shows("Quý vị đã điểm danh")
            await _by_roll_call(desk, wall)
            await _by_hands(desk, wall)
            await _election(desk, wall)
            await _rating(desk, wall)
            await _choice_held_and_annulled(desk, wall)
            await console.picture("console-after-every-kind-vi")
            await desk.do("AdjournSitting")
            await display.shows("Phiên họp đã bế mạc")
            assert [shown.faults for shown in (console, tablet, display)] == [[], [], []]
    (report,) = verify_folder(council)
    assert report.agrees
    assert len(report.votes) == 5


async def _open(desk: Desk) -> None:
    for seat in range(1, present + 1):
        await desk.do("CheckIn", delegate=f"s{seat}")
    await desk.do("OpenSitting")


async def _by_roll_call(desk: Desk, wall: Wall) -> None:
    vote = await desk.open_vote("Kiến nghị gửi Quốc hội", kind="roll-call")
    await wall.tablet.shows("Biểu quyết bằng gọi tên")
    await desk.do("CallDelegate", vote=vote, delegate=f"s{tablet_seat}")
    await wall.tablet.shows("Đang gọi tên quý vị")
    await wall.display.shows(f"Đại biểu Mẫu {tablet_seat}")
    await wall.pictures("roll-call")
    await desk.do("CastBallot", vote=vote, delegate=f"s{tablet_seat}", choice="no")
    await wall.tablet.shows("Không tán thành")
    for _ in range(present - 1):
        await desk.answer_call(vote, "yes")
    declared = await desk.finish_vote(vote)
    await wall.display.shows("Được thông qua")
    await _correction(desk, wall.tablet, vote)
    after = await desk.until("hall", f"result/{vote}", corrections=1)
    assert after["counts"] == declared["counts"]


async def _correction(desk: Desk, tablet: Screen, vote: str) -> None:
    await tablet.unfold("Đề nghị đính chính phiếu của tôi")
    await tablet.page.get_by_label("Tôi định chọn").select_option("Tán thành")
    await tablet.fill("Lý do", "Nói nhầm")
    await tablet.press("^Ghi đề nghị$")
    await tablet.picture("tablet-correction-vi")
    await tablet.in_dialog("Ghi đề nghị")
    await tablet.shows("Đã ghi đề nghị đính chính")
    await desk.until_true(lambda: bool(desk.read("desk", f"corrections/{vote}")))
    (claim,) = desk.read("desk", f"corrections/{vote}")
    assert (claim["delegate"], claim["claimed"]) == (f"s{tablet_seat}", "Tán thành")


async def _by_hands(desk: Desk, wall: Wall) -> None:
    vote = await desk.open_vote("Thông qua chương trình kỳ họp", kind="hands")
    await wall.tablet.shows("Biểu quyết bằng giơ tay")
    await wall.display.shows("Xin giơ tay")
    await desk.do("EnterHands", vote=vote, yes=11, no=1, abstain=1)
    await wall.pictures("hands")
    await desk.finish_vote(vote)
    await wall.display.shows("Được thông qua")
    await wall.display.shows("73,33")


async def _election(desk: Desk, wall: Wall) -> None:
    title = "Bầu hai Ủy viên Ủy ban nhân dân"
    vote = await desk.prepare_vote(title, kind="election", options=PERSONS, seats=2)
    await desk.open_prepared(vote)
    await wall.tablet.shows("Bỏ phiếu bằng phiếu giấy")
    await wall.display.shows("Đang bỏ phiếu bằng phiếu giấy")
    names = [person["id"] for person in PERSONS]
    record = paper.election(names, (90, 80, 30), present)
    await desk.enter_paper(vote, ("s1", "s5", "s6"), **record)
    await desk.finish_vote(vote)
    await wall.display.shows("Trúng cử")
    await wall.pictures("election")


async def _rating(desk: Desk, wall: Wall) -> None:
    title = "Lấy phiếu tín nhiệm"
    vote = await desk.prepare_vote(title, kind="rating", options=PERSONS)
    await desk.open_prepared(vote)
    await wall.tablet.shows("Bỏ phiếu bằng phiếu giấy")
    names = [person["id"] for person in PERSONS]
    await desk.enter_paper(vote, ("s1", "s5"), **paper.rating(names, (80, 50, 10), present))
    await desk.finish_vote(vote)
    await wall.display.shows("Tín nhiệm cao")
    await wall.pictures("rating")


async def _choice_held_and_annulled(desk: Desk, wall: Wall) -> None:
    vote = await desk.prepare_vote("Chọn địa điểm", kind="choice", options=PLACES, seconds=600)
    await desk.open_prepared(vote)
    await wall.tablet.press("Cơ sở phía nam")
    await wall.tablet.shows("ĐÃ GHI NHẬN")
    await wall.pictures("choice")
    await desk.do("HoldVote", vote=vote)
    await wall.tablet.shows("Tạm dừng")
    await wall.display.shows("Tạm dừng biểu quyết")
    await wall.pictures("held")
    await desk.do("ResumeVote", vote=vote)
    await wall.tablet.shows("ĐÃ GHI NHẬN")
    await desk.do("AnnulVote", vote=vote, reason="Thiếu một phương án")
    await wall.tablet.shows("Thiếu một phương án")
    await wall.display.shows("Thiếu một phương án")
    await wall.pictures("annulled")
