"""Why an act of attendance, questioning or undertakings was not done; see `refusals.py`."""

from dataclasses import dataclass

from hall_server.sitting.refusals import REFUSALS, Refusal


@dataclass(frozen=True)
class DelegatePresent(Refusal):
    """Who is there is not away with a reason."""

    name: str
    code = "delegate-present"
    _vi = "{name} đang có mặt, không ghi vắng có lý do được."
    _en = "{name} is present: there is no absence to excuse."


@dataclass(frozen=True)
class QuorumCallUnderWay(Refusal):
    """A quorum call has not ended."""

    code = "quorum-call-under-way"
    _vi = "Đang điểm danh lại; hãy chờ hoặc kết thúc lần này trước."
    _en = "A quorum call is under way: wait, or end this one first."


@dataclass(frozen=True)
class QuorumCallOver(Refusal):
    """There is no quorum call to end."""

    code = "quorum-call-over"
    _vi = "Lần điểm danh lại này đã kết thúc."
    _en = "The quorum call is over."


@dataclass(frozen=True)
class RespondentUnknown(Refusal):
    """Whom a question or an undertaking names is neither a delegate nor a guest."""

    person: str
    code = "respondent-unknown"
    _vi = "Không có đại biểu hay khách mời «{person}»."
    _en = "There is no delegate or guest “{person}”."


@dataclass(frozen=True)
class QuestionToOneself(Refusal):
    """Nobody questions themselves."""

    code = "question-to-oneself"
    _vi = "Đại biểu không chất vấn chính mình."
    _en = "A delegate cannot put a question to themselves."


@dataclass(frozen=True)
class TopicMissing(Refusal):
    """A question needs a topic, and a topic a title."""

    code = "topic-missing"
    _vi = "Chất vấn phải có vấn đề."
    _en = "A question needs a topic."


@dataclass(frozen=True)
class QuestionsFull(Refusal):
    """As many questions were handed in as one person, or everybody together, may."""

    most: int
    code = "questions-full"
    _vi = "Đã đủ {most} phiếu chất vấn."
    _en = "The limit of {most} written questions is reached."


@dataclass(frozen=True)
class QuestionUnknown(Refusal):
    """There is no such written question."""

    question: str
    code = "question-unknown"
    _vi = "Không có phiếu chất vấn «{question}»."
    _en = "There is no written question “{question}”."


@dataclass(frozen=True)
class QuestionTwice(Refusal):
    """A written question stands under two topics, or twice under one."""

    question: str
    code = "question-twice"
    _vi = "Phiếu chất vấn «{question}» được xếp hai lần."
    _en = "The written question “{question}” is listed twice."


@dataclass(frozen=True)
class QuestionTaken(Refusal):
    """What was said in the hall is about this question: it is on record."""

    question: str
    code = "question-taken"
    _vi = "Phiếu chất vấn «{question}» đã được nêu tại phiên họp, không rút được nữa."
    _en = "The written question “{question}” has been taken up and stays on record."


@dataclass(frozen=True)
class UndertakingUnknown(Refusal):
    """There is no such undertaking."""

    undertaking: str
    code = "undertaking-unknown"
    _vi = "Không có lời hứa «{undertaking}»."
    _en = "There is no undertaking “{undertaking}”."


@dataclass(frozen=True)
class UndertakingCarried(Refusal):
    """The words of an undertaking stand as they were recorded in its own sitting."""

    sitting: str
    code = "undertaking-carried"
    _vi = "Lời hứa này ghi tại kỳ họp «{sitting}»: chỉ cập nhật kết quả, không sửa nội dung."
    _en = "This was undertaken in the sitting “{sitting}”: record its outcome, not other words."


@dataclass(frozen=True)
class UndertakingEmpty(Refusal):
    """An undertaking says what is to be done."""

    code = "undertaking-empty"
    _vi = "Lời hứa phải có nội dung công việc."
    _en = "An undertaking needs to say what is to be done."


@dataclass(frozen=True)
class UndertakingsFull(Refusal):
    """The sitting has as many undertakings as one may have."""

    most: int
    code = "undertakings-full"
    _vi = "Phiên họp đã ghi đủ {most} lời hứa."
    _en = "The sitting has recorded the most there may be: {most}."


@dataclass(frozen=True)
class DueWrong(Refusal):
    """No calendar has this day."""

    due: str
    code = "due-wrong"
    _vi = "Không có ngày «{due}»; hãy ghi như 2026-03-31."
    _en = "There is no day “{due}”; write it like 2026-03-31."


@dataclass(frozen=True)
class EvidenceMissing(Refusal):
    """What is done or dropped needs to be shown."""

    code = "evidence-missing"
    _vi = "Hãy ghi căn cứ: điều gì cho thấy lời hứa đã thực hiện, hoặc vì sao không theo dõi nữa."
    _en = "Say what shows that it is done, or why it was dropped."


@dataclass(frozen=True)
class AboutUnknown(Refusal):
    """There is neither such a turn nor such a written question."""

    about: str
    code = "about-unknown"
    _vi = "Không có lượt phát biểu hay phiếu chất vấn «{about}»."
    _en = "There is no turn and no written question “{about}”."


QUESTIONING_REFUSALS: dict[str, type[Refusal]] = {
    kind.code: kind for kind in Refusal.__subclasses__() if kind.__module__ == __name__
}
assert not QUESTIONING_REFUSALS.keys() & REFUSALS.keys(), "two refusals share a code"
