"""The floor from a seat: kinds of speech, one's own turn and clock, speeches and questions."""

import pytest

from hall_wire import limits
from tablet_client import Seat
from tablet_client.naming import kind_named, person_named
from tests.tablet_client.floor_made_up import NOW, own_floor, turn_value
from tests.tablet_client.small_hall import CODE, OWN, SmallHall
from tests.tablet_client.terminals import Command, at_a_terminal


async def test_request_says_what_kind_of_speech_it_is_for(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        await seat.request_floor("rebuttal", about="t3", note="Về số liệu")
        assert seat.floor is not None
        assert [request.request for request in seat.floor.requests] == ["r1"]
        await seat.request_floor("question", item="i3", to="g01")
        await seat.withdraw("r1")
        await seat.withdraw()
    assert hall.commands == [
        {"t": "RequestFloor", "kind": "rebuttal", "about": "t3", "note": "Về số liệu"},
        {"t": "RequestFloor", "kind": "question", "item": "i3", "to": "g01"},
        {"t": "WithdrawRequest", "request": "r1"},
        {"t": "WithdrawRequest"},
    ]


async def test_end_of_a_speech_names_ones_own_turn_and_nobody_elses(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        await hall.post(OWN, floor=own_floor(turn=turn_value()))
        await hall.post("hall", turns=[turn_value(turn="t9"), turn_value()])
        await seat.until(lambda seat: seat.own_turn and seat.speaker)
        assert seat.speaker is not None
        assert seat.speaker.turn == "t9"
        await seat.end_speech()
        await seat.end_speech()
    assert hall.commands == [{"t": "EndSpeech", "turn": "t7"}, {"t": "EndSpeech"}]


async def test_clock_of_ones_turn_counts_by_the_hall(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        await hall.post(OWN, floor=own_floor(turn=turn_value()))
        turn = await seat.until(lambda seat: seat.own_turn)
        left = seat.clock_seconds(turn.clock)
        assert left is not None
        assert 0 < left <= 420
        assert turn.clock.remaining_ms(NOW + 500_000) == -80_000
        assert not turn.clock.is_nearly_over(NOW + 389_999)
        assert turn.clock.is_nearly_over(NOW + 390_000)
        await hall.post(OWN, floor=own_floor(turn=turn_value(clock={"limit_ms": None})))
        endless = await seat.until(lambda seat: seat.own_turn if seat.own_turn != turn else None)
        assert seat.clock_seconds(endless.clock) is None
        assert not endless.clock.is_nearly_over(NOW + 10**9)


async def test_speech_and_question_are_handed_in_in_writing(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        await seat.hand_in_speech("Kính thưa Hội đồng", "i2")
        await seat.file_question("g01", "Rác thải", "Vì sao?")
        assert [question.topic for question in seat.questions] == ["Rác thải"]
        await seat.withdraw_question("q1")
        assert seat.questions == []
        await seat.answer_quorum_call()
    assert hall.commands == [
        {"t": "HandInSpeech", "text": "Kính thưa Hội đồng", "item": "i2"},
        {"t": "FileQuestion", "to": "g01", "topic": "Rác thải", "text": "Vì sao?"},
        {"t": "WithdrawQuestion", "question": "q1"},
        {"t": "CheckIn"},
    ]


async def test_text_that_the_hall_could_not_read_is_refused_at_home(hall: SmallHall) -> None:
    too_long = "x" * (limits.text_characters_max + 1)
    async with Seat.join(hall.url, CODE) as seat:
        for text in ("", too_long):
            with pytest.raises(ValueError, match="characters"):
                await seat.hand_in_speech(text)
        for topic, text in (("", ""), ("x" * 501, ""), ("x", too_long)):
            with pytest.raises(ValueError, match="characters"):
                await seat.file_question("g01", topic, text)
    assert hall.commands == []


async def test_boards_of_the_floor_are_typed(hall: SmallHall) -> None:
    async with Seat.join(hall.url, CODE) as seat:
        assert [kind.id for kind in seat.speeches] == ["discussion", "rebuttal", "report"]
        assert kind_named(seat.speeches, "TRANH LUẬN") == seat.speeches[1]
        assert kind_named(seat.speeches, "báo cáo") is None  # the desk alone gives it
        for said in ("g01", "phạm thử", "Giám đốc Sở Thử", "director of the trial department"):
            person = person_named(seat.respondents, said)
            assert person is not None
            assert person.delegate == "g01"
        assert (seat.turns, seat.queue, seat.topics, seat.undertakings) == ([], [], [], [])
        assert (seat.hall_floor, seat.quorum_call, seat.own_turn) == (None, None, None)


async def test_floor_at_the_command_line(hall: SmallHall, tablet: Command) -> None:
    at = ("--url", hall.url, "--code", CODE, "--lang", "en")
    assert (await tablet(*at, "floor", "tranh", "luận"))[0] == 0
    code, said = await tablet(*at, "floor", "dance")
    assert (code, said) == (
        1,
        "There is no kind of speech “dance”; there are: Discussion, Rebuttal.\n",
    )
    code, said = await tablet(*at, "write", "Dear", "all")
    assert (code, said) == (1, "You have no speech to hand in in writing.\n")
    await hall.post(OWN, floor=own_floor(owed=["i1"]))
    assert (await tablet(*at, "write", "Dear", "all"))[0] == 0
    code, said = await tablet(*at, "question", "Nobody: Waste: Why?")
    assert (code, said) == (
        1,
        "No question can be put to “Nobody”; it can be to: Phạm Thử (g01).\n",
    )
    code, said = await tablet(*at, "question", "Phạm Thử: Waste: Why so: late?")
    assert (code, said) == (0, "Your written question to Phạm Thử is recorded: Waste.\n")
    code, said = await tablet(*at, "question", f"g01: {'x' * 501}")
    assert code == 1
    assert "title" in said
    assert hall.commands == [
        {"t": "RequestFloor", "kind": "rebuttal"},
        {"t": "HandInSpeech", "text": "Dear all", "item": "i1"},
        {"t": "FileQuestion", "to": "g01", "topic": "Waste", "text": "Why so: late?"},
    ]


async def test_end_of_ones_time_is_told_at_the_prompt_when_nothing_else_changes(
    hall: SmallHall, environment: dict[str, str]
) -> None:
    call = ("--url", hall.url, "--code", CODE, "--lang", "en")
    async with at_a_terminal(environment, *call) as (person, _process):
        await person.shows("> ")
        # The small hall's clock stands at NOW when somebody comes.
        short = {"limit_ms": 3_000, "warning_ms": 2_000}
        await hall.post(OWN, floor=own_floor(turn=turn_value(clock=short)))
        await person.shows("You have the floor (Discussion)")
        await person.shows("seconds are left.")
        await person.shows("Your time is over.")
        person.types("quit")
