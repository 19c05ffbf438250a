"""Why an act of the floor was not done; the form of a refusal stands in `refusals.py`."""

from dataclasses import dataclass

from hall_server.sitting.questioning_refusals import QUESTIONING_REFUSALS
from hall_server.sitting.refusals import REFUSALS, Refusal
from hall_server.sitting.vote_refusals import VOTE_REFUSALS


@dataclass(frozen=True)
class SpeechKindUnknown(Refusal):
    """The rule pack has no such kind of speech."""

    kind: str
    code = "speech-kind-unknown"
    _vi = "Bộ quy tắc không có loại phát biểu «{kind}»."
    _en = "The rules know no kind of speech “{kind}”."


@dataclass(frozen=True)
class RequestUnknown(Refusal):
    """The request is not in the queue, or not in that list of it."""

    request: str
    code = "request-unknown"
    _vi = "Không còn đăng ký phát biểu «{request}» trong danh sách này."
    _en = "The request “{request}” is not in this list."


@dataclass(frozen=True)
class KindByDesk(Refusal):
    """This kind of speech is not asked for at a seat: the desk calls it."""

    rule: str
    code = "kind-by-desk"
    _vi = "Loại phát biểu này do chủ tọa mời, không đăng ký từ ghế ngồi."
    _en = "This kind of speech is called by the chair, not asked for at a seat."


@dataclass(frozen=True)
class AskingClosed(Refusal):
    """The chair alone opens microphones now, and nobody may ask."""

    code = "asking-closed"
    _vi = "Hiện không nhận đăng ký: chỉ chủ tọa mời phát biểu."
    _en = "Nobody can ask for the floor now: the chair alone gives it."


@dataclass(frozen=True)
class ListIsClosed(Refusal):
    """The chair closed the list of speakers of this item."""

    code = "list-closed"
    _vi = "Chủ tọa đã khóa danh sách đăng ký phát biểu của nội dung này."
    _en = "The speakers’ list of this item is closed."


@dataclass(frozen=True)
class TurnsUsedUp(Refusal):
    """The speaker has had as many turns of this kind on the item as the rules give."""

    most: int
    rule: str
    code = "turns-used-up"
    _vi = "Đã hết lượt: mỗi người được {most} lượt loại này về một nội dung."
    _en = "No turn is left: {most} of this kind for each speaker on an item."


@dataclass(frozen=True)
class MicrophonesFull(Refusal):
    """As many turns run as may be open at once."""

    most: int
    code = "microphones-full"
    _vi = "Đã mở đủ {most} micrô; chờ người đang nói kết thúc."
    _en = "All {most} microphones of the floor are in use."


@dataclass(frozen=True)
class BudgetSpent(Refusal):
    """The group has no time left on this item; the desk can still name a time."""

    group: str
    rule: str
    code = "budget-spent"
    _vi = "{group} đã hết thời gian về nội dung này."
    _en = "No time is left to {group} on this item."


@dataclass(frozen=True)
class ItemNotUnderWay(Refusal):
    """The request is for an item that is not under way."""

    number: int
    code = "item-not-under-way"
    _vi = "Đăng ký này thuộc nội dung {number}, hiện chưa đến."
    _en = "This request is for item {number}, which is not under way."


@dataclass(frozen=True)
class TurnStateWrong(Refusal):
    """The turn is not in a state in which this can be done."""

    state: str
    code = "turn-state-wrong"
    _vi = "Không thực hiện được: lượt phát biểu đang ở trạng thái «{state}»."
    _en = "Not possible: the turn is “{state}”."


@dataclass(frozen=True)
class StillInterrupted(Refusal):
    """Another speaks in between; the turn goes on by itself when that one ends."""

    code = "still-interrupted"
    _vi = "Có người đang phát biểu xen; lượt này tự tiếp tục khi người đó kết thúc."
    _en = "Somebody speaks in between; this turn goes on by itself when that one ends."


@dataclass(frozen=True)
class NoTimeLimit(Refusal):
    """The turn has no end that could be moved."""

    code = "no-time-limit"
    _vi = "Lượt phát biểu này không giới hạn thời gian."
    _en = "This turn has no time limit to change."


@dataclass(frozen=True)
class TimeOver(Refusal):
    """The time of the turn is over; it goes on when it is given more."""

    code = "time-over"
    _vi = "Lượt này đã hết giờ; hãy cộng thêm thời gian để tiếp tục."
    _en = "The time of this turn is over; give it more time to go on."


@dataclass(frozen=True)
class AboutMissing(Refusal):
    """An answer must say which question it answers."""

    rule: str
    code = "about-missing"
    _vi = "Trả lời phải gắn với một câu chất vấn."
    _en = "An answer needs the question that it answers."


@dataclass(frozen=True)
class AboutWrong(Refusal):
    """What a speech is said to be about is no turn and no written question, or no question."""

    about: str
    rule: str
    code = "about-wrong"
    _vi = "«{about}» không phải là lượt phát biểu hay câu chất vấn phù hợp."
    _en = "“{about}” is no speech or question that fits here."


@dataclass(frozen=True)
class AddresseeMissing(Refusal):
    """A question must say whom it is for."""

    rule: str
    code = "addressee-missing"
    _vi = "Câu chất vấn phải nêu người được chất vấn."
    _en = "A question needs somebody who is asked."


@dataclass(frozen=True)
class AnswerInPerson(Refusal):
    """Only who was asked may answer."""

    name: str
    rule: str
    code = "answer-in-person"
    _vi = "{name} là người được chất vấn và phải trực tiếp trả lời."
    _en = "{name} was asked and answers in person."


@dataclass(frozen=True)
class NothingOwed(Refusal):
    """Who hands in a speech must have asked for the floor on the item, and not have had it."""

    rule: str
    code = "nothing-owed"
    _vi = "Chỉ người đã đăng ký mà chưa được phát biểu mới gửi ý kiến bằng văn bản."
    _en = "A speech is handed in by who asked for the floor on the item and was not reached."


@dataclass(frozen=True)
class SpeechEmpty(Refusal):
    """A speech that is handed in has words in it."""

    code = "speech-empty"
    _vi = "Ý kiến gửi bằng văn bản chưa có chữ nào."
    _en = "The speech that is handed in is empty."


@dataclass(frozen=True)
class HandedInAlready(Refusal):
    """A speech on this item was handed in before."""

    code = "handed-in-already"
    _vi = "Đã nhận ý kiến bằng văn bản về nội dung này."
    _en = "A speech on this item was handed in already."


@dataclass(frozen=True)
class GroupUnknown(Refusal):
    """There is no such group of delegates."""

    group: str
    code = "group-unknown"
    _vi = "Không có tổ đại biểu «{group}»."
    _en = "There is no group “{group}”."


FLOOR_REFUSALS: dict[str, type[Refusal]] = {
    kind.code: kind for kind in Refusal.__subclasses__() if kind.__module__ == __name__
}
_OTHERS = {*REFUSALS, *VOTE_REFUSALS, *QUESTIONING_REFUSALS}
assert not FLOOR_REFUSALS.keys() & _OTHERS, "two refusals share a code"
