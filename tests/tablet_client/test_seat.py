"""A seat at the small hall, over a real port."""

import asyncio
import inspect
import textwrap
from pathlib import Path
from typing import Any

import pytest

import tablet_client
from hall_wire.closing import Close
from hall_wire.messages import Refused
from tablet_client import Change, CommandRefused, LinkClosed, Seat, SignInRefused, views
from tests.tablet_client.floor_made_up import NOW, PERSON
from tests.tablet_client.small_hall import (
    CANDIDATES,
    CODE,
    COUNTS,
    DECLARED,
    OWN,
    SmallHall,
    own_vote,
    vote_value,
)


async def test_boards_are_there_on_entering(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        assert seat.connected
        assert seat.sitting is not None
        assert seat.sitting.state == "in_session"
        assert [item.title for item in seat.agenda] == ["Khai mạc", "Ngân sách"]
        assert seat.item is not None
        assert seat.item.id == "i2"
        assert seat.me is not None
        assert seat.me.person.name == PERSON["name"]
        assert seat.attendance is not None
        assert seat.attendance.reached
        assert seat.signed_in.seat == "A-01"
        assert (seat.vote, seat.open_vote, seat.result, seat.speaker) == (None, None, None, None)
        assert (seat.place, seat.ballot, seat.notice, seat.present) == (None, None, None, False)


async def test_wrong_code_is_refused(hall: SmallHall) -> None:
    with pytest.raises(SignInRefused) as refused:
        async with Seat.join(hall.url, "XXXX-XXXX"):
            pass
    assert refused.value.code == "code-unknown"


async def test_commands_are_done_when_they_return(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        await seat.check_in()
        assert seat.present
        await seat.request_floor()
        assert seat.place == 2
        await seat.withdraw()
        assert seat.place is None
        await seat.check_out()
        assert not seat.present
        await hall.open_vote()
        await seat.until(lambda seat: seat.open_vote)
        await seat.cast("yes")
        assert seat.ballot == views.Ballot(choice="yes", marks=[], channel="tablet", at=NOW)
        await seat.cast("abstain", vote="v1")
        assert seat.ballot is not None
        assert seat.ballot.choice == "abstain"
        await seat.end_speech()
    assert [command["t"] for command in hall.commands] == [
        "CheckIn",
        "RequestFloor",
        "WithdrawRequest",
        "CheckOut",
        "CastBallot",
        "CastBallot",
        "EndSpeech",
    ]


async def test_ballot_names_the_one_that_was_seen_before_it(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        await hall.open_vote()
        await seat.until(lambda seat: seat.open_vote)
        await seat.cast("yes")
        await seat.cast("no")
        await seat.cast("no", vote="v0")
    assert [command["after"] for command in hall.commands] == [0, NOW, 0]


async def test_refusal_carries_its_reason(hall: SmallHall) -> None:
    hall.refuse["CheckIn"] = Refused(id="", code="phase-wrong", vi="Chưa họp.", en="Not yet.")
    async with Seat.join(hall.url, CODE) as seat:
        with pytest.raises(CommandRefused) as refused:
            await seat.check_in()
    error = refused.value
    assert (error.code, error.vi, error.en) == ("phase-wrong", "Chưa họp.", "Not yet.")


async def test_ballot_without_an_open_vote_is_refused_at_home(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        with pytest.raises(CommandRefused) as refused:
            await seat.cast("yes")
        await hall.open_vote(state="closed")
        await seat.until(lambda seat: seat.vote)
        with pytest.raises(CommandRefused):
            await seat.cast("yes")
    assert refused.value.code == "no-open-vote"
    assert hall.commands == []


async def test_every_kind_of_answer_is_sent_as_the_law_asks_for_it(hall: SmallHall) -> None:
    absent = {"delegate": "d07", "name": "Ông Vắng", "ballot": None}
    async with Seat.join(hall.url, CODE) as seat:
        await hall.post(OWN, vote=own_vote(principals=[absent]))
        await hall.post("hall", vote=vote_value(question="approve", options=CANDIDATES))
        await seat.until(lambda seat: seat.open_vote and seat.own_vote)
        await seat.mark("a", "b")
        assert seat.ballot is not None
        assert seat.ballot.marks == ["a", "b"]
        await seat.rate({"a": "high", "b": "low"}, vote="v1")
        await seat.mark(delegate="d07")
        await seat.cast("abstain", delegate="d07")
        await seat.claim_correction("v1", "no", "bấm nhầm")
    assert hall.commands == [
        {"t": "CastBallot", "vote": "v1", "marks": ["a", "b"], "after": 0},
        {"t": "CastBallot", "vote": "v1", "marks": ["a:high", "b:low"], "after": NOW},
        {"t": "CastBallot", "vote": "v1", "marks": [], "delegate": "d07", "after": 0},
        {"t": "CastBallot", "vote": "v1", "choice": "abstain", "delegate": "d07", "after": NOW},
        {"t": "ClaimCorrection", "vote": "v1", "claimed": "no", "reason": "bấm nhầm"},
    ]


async def test_until_gives_what_it_waited_for(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        waiting = asyncio.create_task(seat.until(lambda seat: seat.result))
        await hall.open_vote()
        await hall.post("hall", vote=vote_value(**DECLARED))
        vote = await waiting
        assert vote.verdict is not None
        assert (vote.verdict.en, vote.counts) == ("Carried", views.Counts(**COUNTS))


async def test_no_state_is_missed_between_two_changes(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        waiting = asyncio.create_task(seat.until(lambda seat: seat.open_vote))
        await asyncio.sleep(0)
        # Both are taken in before the waiting task runs again.
        seat.link.mirror["hall"]["vote"] = vote_value()
        seat._tell(Change("hall", frozenset({"vote"})))
        seat.link.mirror["hall"]["vote"] = vote_value("closed")
        seat._tell(Change("hall", frozenset({"vote"})))
        assert (await waiting).state == "open"


async def test_fault_in_a_question_goes_to_the_asker(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        asked = 0

        def question(_seat: Seat) -> bool:
            nonlocal asked
            asked += 1
            return asked > 1 and bool(1 // 0)

        waiting = asyncio.create_task(seat.until(question))
        await asyncio.sleep(0)
        await hall.post("hall", queue=[])
        with pytest.raises(ZeroDivisionError):
            await waiting
        await seat.check_in()


async def test_ballot_of_another_vote_is_not_taken_for_ones_own(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        await hall.open_vote()
        await seat.until(lambda seat: seat.open_vote)
        await seat.cast("no")
        await hall.post("hall", vote=vote_value(id="v2"))
        await seat.until(lambda seat: seat.vote if seat.vote and seat.vote.id == "v2" else None)
        assert seat.ballot is None


async def test_changes_come_in_order_and_end_when_the_seat_is_left(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        changes = seat.changes()
        await hall.open_vote()
        first, second = await anext(changes), await anext(changes)
        assert first == Change(OWN, frozenset({"vote"}))
        assert second == Change("hall", frozenset({"vote"}))
    assert [change.board for change in [left async for left in changes]] == [""]
    assert [left async for left in seat.changes()] == []


async def test_slow_reader_gets_many_changes_as_one(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        changes = seat.changes()
        await hall.post("hall", notice={"code": "x", "vi": "x", "en": "x"})
        await hall.post("hall", queue=[])
        await hall.post("hall", notice=None)
        await seat.check_in()
        assert await anext(changes) == Change("hall", frozenset({"notice", "queue"}))
        assert await anext(changes) == Change(OWN, frozenset({"me"}))


async def test_seat_lives_through_a_restart_of_the_hall(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        changes = seat.changes()
        await hall.hang_up(Close.RESTART)
        assert await anext(changes) == Change("", frozenset({"connected"}))
        await seat.check_in()
        assert seat.connected
        assert seat.present


async def test_end_for_good_reaches_everybody_who_waits(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        waiting = asyncio.create_task(seat.until(lambda seat: seat.result))
        changes = seat.changes()
        await asyncio.sleep(0)
        await hall.hang_up(Close.SIGNED_OUT, "signed-out")
        with pytest.raises(LinkClosed) as closed:
            await waiting
        assert closed.value.word == "signed-out"
        with pytest.raises(LinkClosed):
            assert [change async for change in changes]
        with pytest.raises(LinkClosed):
            await seat.until(lambda seat: seat.result)
        with pytest.raises(LinkClosed):
            await seat.check_in()


async def test_worthless_token_does_not_let_one_in(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        signed_in = seat.signed_in
    hall.signed_out.append(signed_in.token)
    with pytest.raises(LinkClosed) as closed:
        async with Seat(hall.url, signed_in):
            pass
    assert closed.value.code == Close.TOKEN_UNKNOWN


async def test_kept_token_lets_one_in_again(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        await seat.check_in()
    async with Seat(hall.url, seat.signed_in) as again:
        assert again.present
    assert len(hall.tokens) == 1


async def test_seconds_are_counted_by_the_halls_clock(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        assert 0 < seat.remaining_seconds(NOW + 3_600_000) <= 3_600
        assert seat.remaining_seconds(NOW - 1) == 0


def example_of_the_docstring() -> str:
    docstring = inspect.getdoc(tablet_client)
    assert docstring is not None
    end = "    asyncio.run(main())\n"
    start = docstring.index("    import asyncio")
    return textwrap.dedent(docstring[start : docstring.index(end) + len(end)])


def test_reference_shows_the_example_of_the_docstring() -> None:
    reference = Path(__file__).parents[2] / "docs" / "reference" / "tablet-client.md"
    assert f"```python\n{example_of_the_docstring()}```" in reference.read_text(encoding="utf-8")


async def test_example_of_the_docstring_works(
    hall: SmallHall, capsys: pytest.CaptureFixture[str]
) -> None:
    code = example_of_the_docstring().replace("http://127.0.0.1:8080", hall.url)
    scope: dict[str, Any] = {}
    exec(compile(code.replace("asyncio.run(main())", ""), "example", "exec"), scope)
    example = asyncio.create_task(scope["main"]())
    await hall.has_heard("RequestFloor")
    await hall.open_vote()
    await hall.has_heard("CastBallot")
    await hall.post("hall", vote=vote_value(**DECLARED))
    await example
    assert "Nghị quyết về ngân sách" in capsys.readouterr().out
