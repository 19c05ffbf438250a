"""Written questions as a table, in the order of the topics in which they are taken."""

from collections import defaultdict

from hall_server.export.people import named
from hall_server.export.table import Cell, Language, Table, moment
from hall_server.sitting.ids import QuestionId
from hall_server.sitting.state import State

_HEADINGS = (
    ("Mã", "Id"),
    ("Thứ tự", "Order"),
    ("Nhóm vấn đề", "Topic"),
    ("Đại biểu", "Delegate"),
    ("Ghế", "Seat"),
    ("Tổ", "Group"),
    ("Người bị chất vấn", "Put to"),
    ("Chức vụ", "Office"),
    ("Vấn đề", "Matter"),
    ("Nội dung", "Text"),
    ("Gửi lúc ({zone})", "Handed in at ({zone})"),
    ("Các lượt phát biểu", "Turns about it"),
)


def questions_of(state: State, _language: Language) -> Table:
    """Make a table of the written questions: those under topics first, the others after them."""
    ranked = [
        (QuestionId(question), number, topic.title)
        for number, topic in enumerate(state.topics, start=1)
        for question in topic.questions
    ]
    listed = {question for question, _number, _title in ranked}
    others = [(question, None, "") for question in state.questions if question not in listed]
    turns: defaultdict[str, list[str]] = defaultdict(list)
    for turn in state.floor.turns:
        turns[turn.about].append(turn.id)
    rows = (
        (question, number, title, *_row(state, question), ", ".join(turns[question]))
        for question, number, title in (*ranked, *others)
    )
    return Table(_HEADINGS, tuple(rows))


def _row(state: State, identifier: QuestionId) -> tuple[Cell, ...]:
    question = state.questions[identifier]
    respondent = named(state, question.to)
    return (
        *named(state, question.delegate),
        respondent.name,
        respondent.group,
        question.topic,
        question.text,
        moment(question.at),
    )
