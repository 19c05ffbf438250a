"""What a speech is about: questions and whom they are for, answers in person, rebuttals."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from tests.making import DEBATE, seated, with_speech
from tests.sitting.debate import Debate


@pytest.fixture
def debate() -> Debate:
    return Debate()


def test_question_names_whom_it_is_for(debate: Debate) -> None:
    refusal = debate.answer(f.GrantFloor("s2", kind="question"))
    assert (refusal.code, refusal.article) == ("addressee-missing", "Điều question")
    assert debate.refused(f.RequestFloor(kind="question"), seated(2)) == "addressee-missing"
    assert debate.grant(2, "question", to="g1").to == "g1"


def test_question_is_for_somebody_there_is_and_not_for_the_questioner(debate: Debate) -> None:
    assert debate.refused(f.GrantFloor("s2", kind="question", to="g9")) == "respondent-unknown"
    assert debate.refused(f.GrantFloor("s2", kind="question", to="s2")) == "question-to-oneself"


def test_question_that_names_nobody_is_for_whom_its_written_question_is_for(debate: Debate) -> None:
    debate.do(f.FileQuestion("g2", "Đất đai"), seated(2))
    debate.ask(2, kind="question", about="q1")
    debate.do(f.GrantFloor(request="r1"))
    assert (debate.turn.to, debate.turn.about) == ("g2", "q1")


def test_question_that_names_nobody_is_for_who_was_asked_last_on_the_item(debate: Debate) -> None:
    debate.grant(2, "question", to="g1")
    debate.grant(3, "question", to="g2")
    assert debate.grant(4, "question").to == "g2"
    debate.do(c.TakeItem("i2"))
    assert debate.refused(f.GrantFloor("s4", kind="question")) == "addressee-missing"


def test_question_on_a_later_item_is_not_for_who_was_asked_on_this_one(debate: Debate) -> None:
    debate.grant(2, "question", to="g1")
    ahead = f.RequestFloor(kind="question", item="i2")
    assert debate.refused(ahead, seated(3)) == "addressee-missing"


def test_answer_needs_a_question(debate: Debate) -> None:
    speech = debate.grant(2).id
    refusal = debate.answer(f.GrantFloor("g1", kind="answer"))
    assert (refusal.code, refusal.article) == ("about-missing", "Điều answer")
    assert debate.refused(f.GrantFloor("g1", kind="answer", about=speech)) == "about-wrong"
    assert debate.refused(f.GrantFloor("g1", kind="answer", about="t9")) == "about-unknown"


def test_who_was_asked_answers_in_person(debate: Debate) -> None:
    question = debate.grant(2, "question", to="g1").id
    refusal = debate.answer(f.GrantFloor("g2", kind="answer", about=question))
    assert (refusal.code, refusal.article) == ("answer-in-person", "Điều answer")
    assert refusal.vi == "Khách mời 1 là người được chất vấn và phải trực tiếp trả lời."
    debate.do(f.GrantFloor("g1", kind="answer", about=question))
    assert (debate.turn.speaker, debate.turn.about) == ("g1", question)


def test_written_question_is_answered_in_person_too(debate: Debate) -> None:
    debate.do(f.FileQuestion("s5", "Đất đai"), seated(2))
    assert debate.refused(f.GrantFloor("g1", kind="answer", about="q1")) == "answer-in-person"
    assert debate.grant(5, "answer", about="q1").speaker == "s5"


def test_house_that_lets_others_answer_does() -> None:
    debate = Debate(with_speech(DEBATE, "answer", role="answer"))
    question = debate.grant(2, "question", to="g1").id
    debate.do(f.GrantFloor("g2", kind="answer", about=question))
    assert debate.turn.speaker == "g2"


def test_speech_is_about_something_there_is(debate: Debate) -> None:
    assert debate.refused(f.GrantFloor("s2", about="t1")) == "about-unknown"
    assert debate.refused(f.RequestFloor(kind="reply", about="q1"), seated(2)) == "about-unknown"
    speech = debate.grant(2).id
    assert debate.grant(3, "reply", about=speech).about == speech


def test_desk_mends_what_a_request_is_about_when_it_gives_the_floor(debate: Debate) -> None:
    first, second = debate.grant(2).id, debate.grant(3).id
    debate.ask(4, kind="reply", about=first)
    debate.do(f.GrantFloor(request="r1", about=second))
    assert debate.turn.about == second
