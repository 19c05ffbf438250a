"""Every question at a real hall: options, candidates, ratings, for an absent principal too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hall_link import CommandRefused
from rehearsal.desk import Desk
from rehearsal.folder import write_folder
from rehearsal.processes import RunningHall, hall_process
from tablet_client import Seat

RULES = """\
format = 1
id = "quy-che-thu"
version = "1"
extends = "vn-hdnd"
vi = "Quy chế thử"
en = "Trial rules"

[vote]
entitled = "represented"
proxies_max = 2
precedence = ["desk", "tablet"]

[kinds.approve]
vi = "Chọn người"
en = "Choose persons"
source = "thử"
form = "recorded"
question = "approve"
majority = "resolution"

[kinds.rate]
vi = "Đánh giá"
en = "Rate"
source = "thử"
form = "aggregate"
question = "rating"
"""
PERSONS = [{"id": "a", "vi": "Lê Văn Thử"}, {"id": "b", "vi": "Trần Thị Mẫu"}]


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[RunningHall]:
    write_folder(
        tmp_path,
        name="HĐND xã Thử",
        name_en="",
        level="commune",
        sitting=("thu", "Phiên thử", ""),
        rules="quy-che.toml",
        people=[(str(seat), f"Đại biểu Mẫu {seat}", "") for seat in (1, 2, 3, 4)],
        agenda=[],
    )
    (tmp_path / "quy-che.toml").write_text(RULES, encoding="utf-8")
    async with hall_process(tmp_path) as running:
        yield running


async def open_sitting(desk: Desk) -> None:
    for seat in (1, 2, 3):
        await desk.do("CheckIn", delegate=f"s{seat}")
    await desk.do("GiveProxy", principal="s4", holder="s1")
    await desk.do("OpenSitting")


async def test_candidates_are_marked_for_oneself_and_for_an_absent_principal(
    hall: RunningHall,
) -> None:
    async with (
        Desk.join(hall.url, hall.desk) as desk,
        Seat.join(hall.url, hall.seats["1"]) as seat,
        Seat.join(hall.url, hall.seats["4"]) as absent,
    ):
        await open_sitting(desk)
        vote = await desk.prepare_vote("Bầu", kind="approve", options=PERSONS, marks_max=2)
        await desk.open_prepared(vote)
        opened = await seat.until(lambda seat: seat.open_vote)
        assert [option.id for option in opened.options] == ["a", "b"]
        await seat.until(lambda seat: seat.own_vote)
        assert seat.own_vote is not None
        assert [principal.delegate for principal in seat.own_vote.principals] == ["s4"]
        own = await absent.until(lambda seat: seat.own_vote)
        assert own.holder_name == "Đại biểu Mẫu 1"
        await seat.mark("a", "b")
        await seat.mark("b", delegate="s4")
        await seat.mark("a", delegate="s4")  # changed, with the first in view
        with pytest.raises(CommandRefused, match="marks-wrong"):
            await seat.mark("c")
        assert seat.own_vote.principals[0].ballot is not None
        assert seat.own_vote.principals[0].ballot.marks == ["a"]
        await desk.finish_vote(vote)
        result = await seat.until(lambda seat: seat.result)
        assert [one.votes.count for one in result.marked] == [2, 1]


async def test_persons_are_rated_and_a_correction_stands_beside_the_result(
    hall: RunningHall,
) -> None:
    async with (
        Desk.join(hall.url, hall.desk) as desk,
        Seat.join(hall.url, hall.seats["2"]) as seat,
    ):
        await open_sitting(desk)
        vote = await desk.prepare_vote("Lấy phiếu", kind="rate", options=PERSONS)
        await desk.open_prepared(vote)
        await seat.until(lambda seat: seat.open_vote and seat.own_vote)
        with pytest.raises(CommandRefused, match="marks-wrong"):
            await seat.rate({"a": "high"})
        await seat.rate({"a": "high", "b": "low"})
        await desk.finish_vote(vote)
        await seat.claim_correction(vote, "b: cao", "bấm nhầm")
        result = await seat.until(lambda seat: seat.result)
        assert [(one.high.count, one.low.count) for one in result.marked] == [(1, 0), (0, 1)]


async def test_what_the_desk_entered_has_precedence_over_the_tablet(hall: RunningHall) -> None:
    async with (
        Desk.join(hall.url, hall.desk) as desk,
        Seat.join(hall.url, hall.seats["2"]) as seat,
    ):
        await open_sitting(desk)
        vote = await desk.open_vote("Nghị quyết", seconds=600)
        await desk.do("CastBallot", vote=vote, delegate="s2", choice="no")
        await seat.until(lambda seat: seat.ballot)
        with pytest.raises(CommandRefused, match="channel-outranked"):
            await seat.cast("yes")
        assert seat.ballot is not None
        assert (seat.ballot.choice, seat.ballot.channel) == ("no", "desk")


async def test_roll_call_tells_the_seat_when_it_is_called(hall: RunningHall) -> None:
    async with (
        Desk.join(hall.url, hall.desk) as desk,
        Seat.join(hall.url, hall.seats["2"]) as seat,
    ):
        await open_sitting(desk)
        vote = await desk.open_vote("Gọi tên", kind="roll-call")
        await seat.until(lambda seat: seat.open_vote and seat.own_vote)
        with pytest.raises(CommandRefused, match="not-by-device"):
            await seat.cast("yes")
        assert await desk.answer_call(vote, "yes") == "s1"
        await desk.do("CallDelegate", vote=vote)
        await seat.until(lambda seat: seat.call is not None and seat.call.called == "s2")
        assert seat.call is not None
        assert seat.call.next == "s3"
        await desk.do("CastBallot", vote=vote, delegate="s2", choice="abstain")
        ballot = await seat.until(lambda seat: seat.ballot)
        assert (ballot.choice, ballot.channel) == ("abstain", "roll-call")
