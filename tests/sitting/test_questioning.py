"""Questioning: written questions, their topics in order, and who asked whom."""

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.floor_events import QuestionFiled, TopicsRanked
from hall_server.sitting.model import Topic
from hall_server.sitting.questioning import (
    about_known,
    asked_by_whom,
    asked_of,
    questions_each_max,
    questions_max,
)
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    DEBATE,
    HDND,
    Sitting,
    preparation,
    replayed,
    seated,
    with_speech,
)


def prepared(guests: int = 2) -> Sitting:
    return Sitting(preparation(15, DEBATE, guests=guests))


def filed(sitting: Sitting, number: int = 1, to: str = "g1", topic: str = "Rác thải") -> str:
    event = sitting.do(f.FileQuestion(to, topic, "Khi nào xong?"), seated(number))[0]
    assert isinstance(event, QuestionFiled)
    return event.question


def asked(sitting: Sitting, number: int = 1, *, about: str = "", to: str = "") -> str:
    """Let a delegate speak a question; give its turn."""
    sitting.do(f.GrantFloor(f"s{number}", kind="question", about=about, to=to))
    assert sitting.state.turn is not None
    return sitting.state.turn.id


def spoken(sitting: Sitting, who: str, kind: str, about: str) -> str:
    sitting.do(f.GrantFloor(who, kind=kind, about=about))
    assert sitting.state.turn is not None
    return sitting.state.turn.id


def test_written_question_is_kept_with_who_whom_what_and_when() -> None:
    sitting = prepared()
    sitting.wait(5)
    sitting.do(f.FileQuestion("g2", " Rác thải ", " Khi nào xong? "), seated(3))
    question = sitting.state.questions["q1"]  # type: ignore[index]
    assert (question.delegate, question.to) == ("s3", "g2")
    assert (question.topic, question.text) == ("Rác thải", "Khi nào xong?")
    assert (question.at, question.channel) == (sitting.now, "tablet")


def test_clerk_enters_the_question_that_a_delegate_handed_in() -> None:
    sitting = prepared()
    sitting.do(f.FileQuestion("s2", "Điện", delegate="s3"), CLERK)
    assert sitting.state.questions["q1"].channel == "desk"  # type: ignore[index]
    assert sitting.refused(f.FileQuestion("s2", "Điện"), CLERK) == "delegate-unknown"
    assert sitting.refused(f.FileQuestion("s2", "Điện", delegate="g1"), CLERK) == (
        "delegate-unknown"
    )


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (f.FileQuestion("g9", "Điện"), "respondent-unknown"),
        (f.FileQuestion("", "Điện"), "respondent-unknown"),
        (f.FileQuestion("s1", "Điện"), "question-to-oneself"),
        (f.FileQuestion("g1", "  "), "topic-missing"),
        (f.FileQuestion("g1", "Điện", delegate="s2"), "other-delegate"),
    ],
)
def test_question_that_cannot_be_is_refused(command: f.FileQuestion, code: str) -> None:
    assert prepared().refused(command, seated(1)) == code


def test_question_of_nobody_in_office_is_refused() -> None:
    assert prepared().refused(f.FileQuestion("g1", "Điện"), seated(99)) == "delegate-unknown"
    assert Sitting().refused(f.FileQuestion("g1", "Điện"), seated(1)) == "delegate-unknown"


@pytest.mark.parametrize("actor", [BRIDGE, Actor(role="display", channel="desk")])
def test_devices_put_no_questions(actor: Actor) -> None:
    assert prepared().refused(f.FileQuestion("g1", "Điện"), actor) == "role-missing"
    assert prepared().refused(f.RankTopics(()), actor) == "role-missing"


def test_one_delegate_cannot_fill_the_list_for_all() -> None:
    sitting = prepared()
    for _ in range(questions_each_max):
        filed(sitting)
    assert sitting.refused(f.FileQuestion("g1", "Điện"), seated(1)) == "questions-full"
    filed(sitting, 2)


def test_all_questions_together_have_a_limit() -> None:
    sitting = Sitting(preparation(1 + questions_max // questions_each_max, DEBATE, guests=1))
    for number in range(questions_max):
        filed(sitting, 1 + number // questions_each_max)
    last = 1 + questions_max // questions_each_max
    answer = sitting.try_(f.FileQuestion("g1", "Điện"), seated(last))
    assert getattr(answer, "code", "") == "questions-full"


def test_question_taken_back_leaves_its_topic_and_its_identifier_is_not_used_again() -> None:
    sitting = prepared()
    first, second = filed(sitting), filed(sitting, 2)
    sitting.do(f.RankTopics((Topic("Môi trường", "Environment", "g1", (first, second)),)))
    sitting.do(f.WithdrawQuestion(second), seated(2))
    assert list(sitting.state.questions) == [first]
    assert sitting.state.topics == (Topic("Môi trường", "Environment", "g1", (first,)),)
    assert filed(sitting, 2) == "q3"


def test_question_is_taken_back_by_who_put_it_or_at_the_desk() -> None:
    sitting = prepared()
    first, second = filed(sitting), filed(sitting)
    assert sitting.refused(f.WithdrawQuestion(first), seated(2)) == "other-delegate"
    assert sitting.refused(f.WithdrawQuestion("q9"), seated(1)) == "question-unknown"
    sitting.do(f.WithdrawQuestion(first), seated(1))
    sitting.do(f.WithdrawQuestion(second), CLERK)
    assert sitting.state.questions == {}


def test_question_that_was_spoken_about_stays_on_record() -> None:
    sitting = prepared()
    asked_one, waiting, undertaken = filed(sitting), filed(sitting), filed(sitting)
    sitting.open(12)
    asked(sitting, about=asked_one)
    sitting.do(f.RequestFloor(kind="question", about=waiting), seated(2))
    sitting.do(f.RecordUndertaking("g1", "Dọn rác", about=undertaken))
    for question in (asked_one, waiting, undertaken):
        assert sitting.refused(f.WithdrawQuestion(question), seated(1)) == "question-taken"


def test_sitting_that_is_over_takes_no_questions() -> None:
    sitting = prepared()
    question = filed(sitting)
    sitting.open(12).do(c.AdjournSitting())
    assert sitting.refused(f.FileQuestion("g1", "Điện"), seated(1)) == "phase-wrong"
    assert sitting.refused(f.WithdrawQuestion(question), seated(1)) == "phase-wrong"
    assert sitting.refused(f.RankTopics(())) == "phase-wrong"


def test_topics_are_ranked_whole_and_again() -> None:
    sitting = prepared()
    first, second = filed(sitting), filed(sitting, 2)
    environment, power = Topic("Môi trường", "", "g1", (first,)), Topic("Điện", "", "g2", (second,))
    sitting.do(f.RankTopics((environment, power)), CLERK)
    assert sitting.state.topics == (environment, power)
    assert sitting.do(f.RankTopics((power, environment))) == [TopicsRanked((power, environment))]
    assert sitting.do(f.RankTopics((power, environment))) == []
    sitting.do(f.RankTopics(()))
    assert not sitting.state.topics


@pytest.mark.parametrize(
    ("topics", "code"),
    [
        ((Topic("Điện", respondent="g9"),), "respondent-unknown"),
        ((Topic("Điện", questions=("q9",)),), "question-unknown"),
        ((Topic("Điện", questions=("q1", "q1")),), "question-twice"),
        ((Topic("Điện", questions=("q1",)), Topic("Rác", questions=("q1",))), "question-twice"),
        ((Topic("  "),), "topic-missing"),
    ],
)
def test_topics_that_cannot_be_are_refused(topics: tuple[Topic, ...], code: str) -> None:
    sitting = prepared()
    filed(sitting)
    assert sitting.refused(f.RankTopics(topics)) == code


def test_topics_wait_for_a_preparation() -> None:
    assert Sitting().refused(f.RankTopics(())) == "phase-wrong"


def test_answer_and_rebuttal_lead_back_to_who_asked_whom() -> None:
    sitting = prepared()
    question = filed(sitting, 3)
    sitting.open(12)
    turn = asked(sitting, 3, about=question)
    answer = spoken(sitting, "g1", "answer", turn)
    rebuttal = spoken(sitting, "s5", "reply", answer)
    for about in (question, turn, answer, rebuttal):
        assert about_known(sitting.state, about)
        assert asked_by_whom(sitting.state, about) == "s3"
        assert asked_of(sitting.state, about) == "g1"


def test_question_that_was_spoken_is_the_speakers_whoever_wrote_it() -> None:
    sitting = prepared()
    question = filed(sitting, 3)
    sitting.open(12)
    turn = asked(sitting, 4, about=question)
    assert asked_by_whom(sitting.state, turn) == "s4"
    assert asked_by_whom(sitting.state, question) == "s3"


def test_question_without_a_paper_names_whom_it_is_for() -> None:
    sitting = prepared().open(12)
    turn = asked(sitting, 1, to="g2")
    assert asked_of(sitting.state, turn) == "g2"


def test_speech_about_nothing_that_was_asked_leads_back_to_nobody() -> None:
    sitting = prepared().open(12)
    sitting.do(f.GrantFloor("s1"))
    talk = sitting.state.floor.turns[-1].id
    rebuttal = spoken(sitting, "s2", "reply", talk)
    for about in (talk, rebuttal):
        assert about_known(sitting.state, about)
        assert asked_by_whom(sitting.state, about) is None
        assert asked_of(sitting.state, about) is None
    for about in ("", "t9", "q9"):
        assert not about_known(sitting.state, about)
        assert asked_by_whom(sitting.state, about) is None


def test_whom_a_rebuttal_is_addressed_to_is_not_who_was_asked() -> None:
    sitting = prepared().open(12)
    turn = asked(sitting, 1, to="g2")
    sitting.do(f.GrantFloor("s5", kind="reply", about=turn, to="s1"))
    rebuttal = sitting.state.floor.turns[-1].id
    assert asked_of(sitting.state, rebuttal) == "g2"


@pytest.mark.parametrize("kind", ["answer"])
def test_only_who_was_asked_answers_where_the_rules_want_it_in_person(kind: str) -> None:
    sitting = prepared().open(12)
    turn = asked(sitting, 1, to="g2")
    refusal = sitting.answer(f.GrantFloor("g1", kind=kind, about=turn), CHAIR)
    assert (refusal.code, refusal.article) == ("answer-in-person", f"Điều {kind}")
    spoken(sitting, "g2", kind, turn)


def test_questioner_goes_first_of_those_who_would_rebut_the_answer() -> None:
    sitting = prepared()
    question = filed(sitting, 3)
    sitting.open(12)
    answer = spoken(sitting, "g1", "answer", asked(sitting, 3, about=question))
    for number in (5, 6, 3):
        sitting.do(f.RequestFloor(kind="reply", about=answer), seated(number))
    assert [one.speaker for one in sitting.state.floor.queue.values()] == ["s3", "s5", "s6"]


def test_questions_go_with_who_put_them_and_whom_they_are_for() -> None:
    preparation_ = preparation(15, DEBATE, guests=2)
    sitting = Sitting(preparation_)
    mine, theirs, other = filed(sitting, 1), filed(sitting, 2, "g2"), filed(sitting, 3)
    topic = Topic("Môi trường", "", "g2", (mine, theirs, other))
    sitting.do(f.RankTopics((topic,)))
    newcomer = msgspec.structs.replace(preparation_.delegates[0], name="Người Khác")
    changed = msgspec.structs.replace(
        preparation_,
        delegates=(newcomer, *preparation_.delegates[1:]),
        guests=preparation_.guests[:1],
    )
    sitting.do(c.PrepareSitting(changed), HOUSE)
    assert list(sitting.state.questions) == [other]
    assert sitting.state.topics == (Topic("Môi trường", "", "", (other,)),)


def test_no_pack_but_one_that_asks_knows_who_asked() -> None:
    pack = with_speech(HDND, "talk")
    sitting = Sitting(preparation(15, pack, guests=1)).open(12)
    sitting.do(f.GrantFloor("s1", kind="talk"))
    assert asked_by_whom(sitting.state, sitting.state.floor.turns[-1].id) is None


def test_questioning_is_what_the_events_alone_lead_to() -> None:
    sitting = prepared()
    first, second = filed(sitting), filed(sitting, 2)
    sitting.do(f.RankTopics((Topic("Môi trường", "", "g1", (second, first)),)))
    sitting.do(f.WithdrawQuestion(second), seated(2))
    sitting.open(12)
    asked(sitting, 1, about=first)
    assert replayed(sitting.events) == sitting.state
