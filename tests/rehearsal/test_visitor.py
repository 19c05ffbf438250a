"""A visitor takes the desk while the demo's morning plays: the house follows, nothing breaks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from hall_link import CommandRefused
from hall_server.commandline.verify import verify_folder
from rehearsal.desk import Desk
from rehearsal.folder import write_folder
from rehearsal.house import House, Pace
from rehearsal.made_up import MORNING, tables
from rehearsal.morning import Morning
from rehearsal.stage import Stage, stage

T = TypeVar("T")
SEATS = [str(seat) for seat in range(1, 16)]


def _council(folder: Path) -> None:
    write_folder(
        folder,
        name="HĐND thử",
        name_en="",
        level="commune",
        sitting=("thu", "Phiên thử", ""),
        rules="vn-hdnd",
        people=[(seat, f"Đại biểu Mẫu {seat}", "") for seat in SEATS],
        agenda=[(scene.title, scene.title_en) for scene in MORNING],
        tables=tables(),
    )


@asynccontextmanager
async def _playing(folder: Path, pace: float) -> AsyncIterator[tuple[Stage, Desk, Morning]]:
    """A stage with six keypads and nine tablets, and the visitor's own desk beside the chair's."""
    _council(folder)
    async with (
        stage(folder, [SEATS[:6]], SEATS[6:]) as set_stage,
        Desk.join(set_stage.hall.url, set_stage.hall.desk) as visitor,
    ):
        timing = Pace(1, pace)
        house = House(set_stage.desk, set_stage.participants, timing)
        console = Console(quiet=True)
        yield set_stage, visitor, Morning(set_stage.desk, house, timing, console)


async def _between_votes(visitor: Desk, act: Callable[[], Awaitable[T]]) -> T:
    """Do what can't be done while the script's own vote is under way."""
    while True:
        try:
            return await act()
        except CommandRefused as refused:
            if refused.code != "vote-under-way":
                raise
        under_way = visitor.read("hall", "vote")["id"]
        await visitor.until("hall", f"result/{under_way}", state="declared")


async def test_house_votes_in_a_vote_that_the_visitor_opens(tmp_path: Path) -> None:
    async with _playing(tmp_path, pace=0.01) as (_stage, visitor, morning):
        play = asyncio.create_task(morning.play(once=False))
        await visitor.until("hall", "sitting", state="in_session")
        vote = await _between_votes(
            visitor, lambda: visitor.open_vote("Việc của khách", seconds=600)
        )
        await visitor.until_true(lambda: visitor.read("desk", "tally")["cast"] > 5)
        result = await visitor.finish_vote(vote)
        assert result["counts"]["yes"] > 0
        await visitor.until_true(lambda: visitor.read("hall", "vote")["id"] != vote)
        play.cancel()
        await asyncio.wait([play])
    assert verify_folder(tmp_path)[0].agrees


async def test_morning_is_over_when_the_visitor_adjourns(tmp_path: Path) -> None:
    async with _playing(tmp_path, pace=0.05) as (_stage, visitor, morning):
        play = asyncio.create_task(morning.play(once=False))
        await visitor.until("hall", "vote", state="open")
        vote = visitor.read("hall", "vote")["id"]
        await visitor.do("EnterHands", vote=vote, yes=9, no=1)
        await visitor.finish_vote(vote)
        await visitor.do("AdjournSitting")
        await play
    assert verify_folder(tmp_path)[0].agrees


async def test_morning_waits_while_the_visitor_has_suspended_the_sitting(tmp_path: Path) -> None:
    async with _playing(tmp_path, pace=0.02) as (_stage, visitor, morning):
        play = asyncio.create_task(morning.play(once=True))
        await visitor.until("hall", "sitting", state="in_session")
        await _between_votes(visitor, lambda: visitor.do("SuspendSitting"))
        await visitor.do("ResumeSitting")
        await play
    assert verify_folder(tmp_path)[0].agrees


async def test_house_waits_through_a_vote_that_the_visitor_holds_and_everybody_votes_after_it(
    tmp_path: Path,
) -> None:
    async with _playing(tmp_path, pace=0.01) as (_stage, visitor, morning):
        play = asyncio.create_task(morning.play(once=False))
        await visitor.until("hall", "sitting", state="in_session")
        vote = await _between_votes(
            visitor, lambda: visitor.open_vote("Việc của khách", seconds=600)
        )
        await visitor.do("HoldVote", vote=vote)
        held = await visitor.until("hall", "vote", state="held")
        await visitor.do("ResumeVote", vote=vote)
        await visitor.until_true(
            lambda: visitor.read("desk", "tally")["cast"] >= held["register"] - 2
        )
        await visitor.finish_vote(vote)
        play.cancel()
        await asyncio.wait([play])
    assert verify_folder(tmp_path)[0].agrees


async def test_tablets_answer_a_question_of_the_visitors_that_keys_cannot(tmp_path: Path) -> None:
    async with _playing(tmp_path, pace=0.01) as (_stage, visitor, morning):
        play = asyncio.create_task(morning.play(once=False))
        await visitor.until("hall", "sitting", state="in_session")
        options = [{"id": "north", "vi": "Cơ sở phía bắc"}, {"id": "south", "vi": "Cơ sở phía nam"}]
        vote = await visitor.prepare_vote("Chọn địa điểm", kind="choice", options=options)
        opened = await _between_votes(visitor, lambda: visitor.open_prepared(vote))
        assert opened["question"] == "one-of"
        await visitor.until_true(lambda: visitor.read("desk", "tally")["cast"] > 3)
        result = await visitor.finish_vote(vote)
        assert sum(one["votes"]["count"] for one in result["marked"]) > 3
        play.cancel()
        await asyncio.wait([play])
    assert verify_folder(tmp_path)[0].agrees


async def test_morning_goes_on_when_the_visitor_annuls_its_vote(tmp_path: Path) -> None:
    async with _playing(tmp_path, pace=0.05) as (_stage, visitor, morning):
        play = asyncio.create_task(morning.play(once=False))
        await visitor.until("hall", "vote", state="open")
        await visitor.do("AnnulVote", vote="v1", reason="Thử")
        await visitor.until_true(lambda: visitor.read("hall", "vote")["id"] != "v1")
        play.cancel()
        await asyncio.wait([play])
    assert verify_folder(tmp_path)[0].agrees
