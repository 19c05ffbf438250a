"""What each audience sees of questioning, and of what was undertaken in it."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.ids import UndertakingId, text_characters_max
from hall_server.sitting.model import Topic, Undertaking
from hall_wire.limits import frame_bytes_max
from tests.boards.showing import Shown, boards_told
from tests.making import CLERK, DEBATE, preparation, seated

OLD = Undertaking(
    UndertakingId("ky-truoc:u1"), "ky-truoc", "Khách mời 1", "Xây cầu tạm", due="2026-12-31"
)


@pytest.fixture
def shown() -> Shown:
    shown = Shown(preparation(8, DEBATE, guests=2, undertakings=(OLD,))).open(6)
    shown.do(f.FileQuestion(to="g1", topic="Hồ chứa", text="Bao giờ xong?"), seated(2))
    shown.do(f.FileQuestion(to="g1", topic="Hồ chứa", text="Ai chịu trách nhiệm?"), seated(3))
    return shown


def questions(shown: Shown) -> list[str]:
    return [key.partition("/")[2] for key in shown["desk"] if key.startswith("question/")]


def test_the_text_of_a_question_is_its_authors_and_the_desks(shown: Shown) -> None:
    first, second = questions(shown)
    assert shown["desk"][f"question/{first}"]["text"] == "Bao giờ xong?"
    assert [one["text"] for one in shown.seat(2)["questions"]] == ["Bao giờ xong?"]
    shown.do(f.RankTopics((Topic("Hồ chứa", respondent="g1", questions=(second, first)),)), CLERK)
    (topic,) = shown["hall"]["topics"]
    assert [one["person"]["delegate"] for one in topic["questions"]] == ["s3", "s2"]
    assert (topic["respondent"]["delegate"], topic["respondent"].get("guest")) == ("g1", True)
    others = {"seat/s3", "hall", "display", "devices"}
    for board in others:
        assert "Bao giờ xong?".encode() not in b"".join(shown.sent.get(board, []))


def test_a_new_question_is_told_to_its_author_and_the_desk_alone(shown: Shown) -> None:
    told = boards_told(shown, f.FileQuestion(to="g2", topic="Chợ"), seated(4))
    assert told == {"desk", "seat/s4"}


def test_a_question_taken_back_is_gone_everywhere(shown: Shown) -> None:
    first, second = questions(shown)
    shown.do(f.RankTopics((Topic("Hồ chứa", questions=(first, second)),)), CLERK)
    shown.do(f.WithdrawQuestion(first), seated(2))
    assert questions(shown) == [second]
    assert [one["id"] for one in shown["hall"]["topics"][0]["questions"]] == [second]
    assert "questions" not in shown.seat(2)
    assert len(shown.seat(3)["questions"]) == 1


def test_questions_can_be_put_to_guests_and_to_delegates_who_answer_for_a_topic(
    shown: Shown,
) -> None:
    assert [one["person"]["delegate"] for one in shown["hall"]["respondents"]] == ["g1", "g2"]
    shown.do(f.RankTopics((Topic("Ngân sách", respondent="s1"),)), CLERK)
    found = [one["person"]["delegate"] for one in shown["hall"]["respondents"]]
    assert found == ["g1", "g2", "s1"]
    assert shown["hall"]["respondents"][0]["office_en"] == "Director 1"


def test_question_answer_and_rebuttal_are_linked(shown: Shown) -> None:
    shown.do(c.TakeItem("i1"))
    shown.do(f.GrantFloor("s2", kind="question", about=questions(shown)[0]))
    (asked,) = shown["hall"]["turns"]
    assert asked["to"]["delegate"] == "g1"
    shown.do(f.GrantFloor("g1", kind="answer", about=asked["turn"]))
    (answered,) = shown["hall"]["turns"]
    assert answered["about"]["delegate"] == "s2"
    shown.do(f.RequestFloor(kind="reply", about=answered["turn"]), seated(3))
    (waiting,) = shown["hall"]["queue"]
    assert (waiting["about"]["delegate"], waiting["about_id"]) == ("g1", answered["turn"])
    record = shown["desk"][f"turn/{answered['turn']}"]
    assert (record["role"], record["about"]) == ("answer", asked["turn"])


def test_whether_a_question_was_put_on_the_item_is_told_until_the_next_one(shown: Shown) -> None:
    shown.do(c.TakeItem("i1"))
    shown.do(f.GrantFloor("s4"))
    assert shown["hall"]["floor"]["questioned"] is False
    shown.do(f.GrantFloor("s2", kind="question", to="g1"))
    shown.do(f.EndSpeech())
    assert shown["hall"]["floor"]["questioned"] is True
    shown.do(c.TakeItem("i2"))
    assert shown["hall"]["floor"]["questioned"] is False


def test_undertakings_of_before_and_of_today_are_seen_by_all(shown: Shown) -> None:
    (old,) = shown["hall"]["undertakings"]
    assert (old["carried"], old["state"], old["due"]) == (True, "open", "2026-12-31")
    told = boards_told(shown, f.RecordUndertaking("g1", "Sửa xong đập", due="2027-03-01"))
    assert told == {"hall"}
    _old, new = shown["hall"]["undertakings"]
    assert (new["carried"], new["who"], new["office"]) == (False, "Khách mời 1", "Giám đốc Sở 1")
    assert (new["sitting_title"], new["sitting_title_en"]) == ("Kỳ họp thử", "Trial session")
    shown.do(f.ChangeUndertaking(old["id"], "done", "Biên bản bàn giao"), CLERK)
    old, _new = shown["hall"]["undertakings"]
    assert (old["state"], old["evidence"]) == ("done", "Biên bản bàn giao")


def test_no_number_of_long_questions_keeps_the_desks_board_from_coming_through(
    shown: Shown,
) -> None:
    longest = "ế" * text_characters_max
    for number in (1, 2, 3, 4, 5, 6):
        for topic in range(30):
            shown.do(f.FileQuestion(to="g2", topic=f"Việc {topic}", text=longest), seated(number))
    assert len(shown.boards["desk"].frame(0)) < frame_bytes_max / 2
    texts = [value["text"] for key, value in shown["desk"].items() if key.startswith("question/")]
    assert (len(texts), texts[2]) == (182, longest)
    assert texts[-1] == longest[:200] + "…"
    assert shown.seat(6)["questions"][-1]["text"] == longest
