"""The floor at a real hall, from the seats: asking, speaking, writing, questioning."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from hall_link import CommandRefused
from rehearsal.desk import Desk
from rehearsal.folder import write_folder
from rehearsal.processes import hall_process
from tablet_client import Seat

SEATS = ["1", "2", "3"]


@asynccontextmanager
async def sitting(folder: Path) -> AsyncIterator[tuple[Desk, list[Seat]]]:
    """A hall of three, all at tablets and present, that can question one official."""
    write_folder(
        folder,
        name="HĐND thử",
        name_en="",
        level="commune",
        sitting=("thu", "Phiên thử", ""),
        rules="vn-hdnd",
        people=[(seat, f"Đại biểu Mẫu {seat}", "") for seat in SEATS],
        agenda=[("Thảo luận", "Debate"), ("Chất vấn", "Questions")],
        tables=[("guests", {"name": "Phạm Thử", "office": "Giám đốc Sở Thử"})],
    )
    async with AsyncExitStack() as stack:
        hall = await stack.enter_async_context(hall_process(folder))
        desk = await stack.enter_async_context(Desk.join(hall.url, hall.desk))
        seats = [
            await stack.enter_async_context(Seat.join(hall.url, hall.seats[seat])) for seat in SEATS
        ]
        for seat in seats:
            await seat.check_in()
        yield desk, seats


async def test_debate_is_asked_for_and_spoken_with_a_clock(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (desk, (first, second, third)):
        await first.request_floor(item="i2", note="Trước phiên")
        assert first.floor is not None
        assert [request.item for request in first.floor.requests] == ["i2"]
        await desk.do("OpenSitting")
        await desk.do("TakeItem", item="i1")
        kinds = {kind.id: kind for kind in first.speeches}
        assert kinds["discussion"].default
        assert kinds["discussion"].seconds == [420, 180]
        await second.request_floor()
        assert second.place == 1
        await desk.do("GrantFloor", delegate="s2")
        turn = await second.until(lambda seat: seat.own_turn)
        assert (turn.kind, turn.state) == ("discussion", "speaking")
        left = second.clock_seconds(turn.clock)
        assert left is not None
        assert 400 < left <= 420
        await third.request_floor("point-of-order")
        await desk.do("GrantFloor", delegate="s3", kind="point-of-order")
        paused = await second.until(
            lambda seat: seat.own_turn if seat.own_turn and seat.own_turn.paused_by else None
        )
        assert paused.paused_by == "interruption"
        assert second.speaker is not None
        assert second.speaker.person.delegate == "s3"
        await third.until(lambda seat: seat.own_turn)
        await desk.do("EndSpeech")
        await second.until(lambda seat: seat.own_turn and seat.own_turn.state == "speaking")
        assert turn.turn == second.turns[0].turn
        await desk.do("EndSpeech")
        await second.until(lambda seat: seat.floor and seat.floor.turns == 1)
        assert second.own_turn is None


async def test_who_was_not_reached_hands_the_speech_in(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (desk, (first, *_)):
        await desk.do("OpenSitting")
        await desk.do("TakeItem", item="i1")
        with pytest.raises(CommandRefused, match="nothing-owed"):
            await first.hand_in_speech("Kính thưa Hội đồng")
        await first.request_floor()
        await desk.do("TakeItem", item="i2")
        await first.until(lambda seat: seat.floor and seat.floor.owed == ["i1"])
        await first.hand_in_speech("Kính thưa Hội đồng", "i1")
        assert first.floor is not None
        assert first.floor.owed == []
        await desk.until_true(lambda: bool(desk.rows("desk", "written")))


async def test_question_is_put_in_writing_answered_and_undertaken(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (desk, (first, second, _)):
        (official,) = [one.person for one in first.respondents if one.person.guest]
        assert official.group == "Giám đốc Sở Thử"
        await first.file_question(official.delegate, "Rác thải", "Vì sao?")
        assert [question.to.name for question in first.questions] == ["Phạm Thử"]
        await second.file_question(official.delegate, "Đường sá")
        await second.withdraw_question(second.questions[0].id)
        assert second.questions == []
        topic = {"title": "Rác thải", "respondent": official.delegate, "questions": ["q1"]}
        await desk.do("RankTopics", topics=[topic])
        (ranked,) = await first.until(lambda seat: seat.topics)
        assert [question.id for question in ranked.questions] == ["q1"]
        await desk.do("OpenSitting")
        await desk.do("TakeItem", item="i2")
        await desk.do("GrantFloor", delegate="s1", kind="question", about="q1")
        asked = await first.until(lambda seat: seat.own_turn)
        assert asked.to == official
        await first.end_speech()
        grant = {"delegate": official.delegate, "kind": "answer", "about": asked.turn}
        await desk.do("GrantFloor", **grant)
        answer = await second.until(lambda seat: seat.speaker)
        assert answer.about is not None
        assert answer.about.delegate == "s1"
        await desk.do("RecordUndertaking", who=official.delegate, what="Sửa xong", about="t2")
        (undertaking,) = await second.until(lambda seat: seat.undertakings)
        assert (undertaking.who, undertaking.state) == ("Phạm Thử", "open")


async def test_quorum_call_is_answered_at_the_seats(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (desk, (first, second, _)):
        await desk.do("OpenSitting")
        await desk.do("CallQuorum", seconds=600)
        for seat in (first, second):
            await seat.until(lambda seat: seat.quorum_call)
            await seat.answer_quorum_call()
            assert seat.floor is not None
            assert seat.floor.confirmed
        await desk.do("EndQuorumCall")
        call = await first.until(
            lambda seat: (
                seat.quorum_call if seat.quorum_call and seat.quorum_call.ended_at else None
            )
        )
        assert (call.confirmed, call.reached) == (2, True)
