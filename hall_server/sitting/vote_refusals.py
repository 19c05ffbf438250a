"""Why an act of a vote was not done; the form of a refusal stands in `refusals.py`."""

from dataclasses import dataclass

from hall_server.sitting.refusals import REFUSALS, Refusal


@dataclass(frozen=True)
class KindUnknown(Refusal):
    """The rule pack has no such kind of vote."""

    kind: str
    code = "kind-unknown"
    _vi = "Bộ quy tắc không có loại biểu quyết «{kind}»."
    _en = "The rules know no kind of vote “{kind}”."


@dataclass(frozen=True)
class TitleMissing(Refusal):
    """A vote must say what it is about."""

    code = "title-missing"
    _vi = "Biểu quyết phải có nội dung."
    _en = "A vote needs a title."


@dataclass(frozen=True)
class OptionsWrong(Refusal):
    """The options, persons or items do not fit the question or what is repeated, or are doubled."""

    options: int
    rule: str
    code = "options-wrong"
    _vi = (
        "Danh sách không hợp với câu hỏi hoặc với lần biểu quyết trước, hay có mục trùng nhau: "
        "{options} mục khác nhau."
    )
    _en = (
        "The list does not fit the question or the vote before, or has something twice: "
        "{options} different entries."
    )


@dataclass(frozen=True)
class PartsUndecided(Refusal):
    """The whole draft is voted on after its parts."""

    number: int
    part: str
    rule: str
    code = "parts-undecided"
    _vi = "Còn phần chưa biểu quyết: {part} (lần biểu quyết số {number}); toàn văn sau cùng."
    _en = "A part is undecided yet: {part} (vote number {number}); the whole comes last."


@dataclass(frozen=True)
class ReplacesWrong(Refusal):
    """Only a vote that is over can be repeated."""

    vote: str
    code = "replaces-wrong"
    _vi = "Chỉ biểu quyết lại được sau khi «{vote}» đã công bố hoặc bị hủy."
    _en = "Only a declared or annulled vote can be repeated; “{vote}” is not."


@dataclass(frozen=True)
class RepeatedAlready(Refusal):
    """A vote is repeated once, and can't be taken back while that one stands."""

    vote: str
    by: str
    rule: str
    code = "repeated-already"
    _vi = "«{vote}» đã được biểu quyết lại bằng «{by}»."
    _en = "“{vote}” is repeated by “{by}” already."


@dataclass(frozen=True)
class MajorityWrong(Refusal):
    """The majority counts weights and the kind of vote counts heads."""

    majority: str
    rule: str
    code = "majority-wrong"
    _vi = "Đa số «{majority}» tính theo trọng số; loại biểu quyết này đếm người."
    _en = "The majority “{majority}” counts weights; this kind of vote counts heads."


@dataclass(frozen=True)
class ChoiceWrong(Refusal):
    """This vote does not offer that answer."""

    rule: str
    code = "choice-wrong"
    _vi = "Biểu quyết này không có câu trả lời đó."
    _en = "This vote does not offer that answer."


@dataclass(frozen=True)
class MarksWrong(Refusal):
    """The marks are not an answer to this question: unknown, doubled, too many or missing."""

    most: int
    rule: str
    code = "marks-wrong"
    _vi = "Lựa chọn không hợp lệ: được chọn nhiều nhất {most}, không trùng nhau, đúng danh sách."
    _en = "The marks do not fit: at most {most}, each once, of those on the list."


@dataclass(frozen=True)
class NotByDevice(Refusal):
    """This form of vote takes no ballots from devices."""

    form: str
    rule: str
    code = "not-by-device"
    _vi = "Lần này không biểu quyết bằng thiết bị: {form}."
    _en = "This vote is not taken by devices: {form}."


@dataclass(frozen=True)
class FormWrong(Refusal):
    """The act belongs to another form of vote."""

    form: str
    rule: str
    code = "form-wrong"
    _vi = "Thao tác này không dùng cho hình thức «{form}»."
    _en = "This does not belong to a vote by “{form}”."


@dataclass(frozen=True)
class ChannelOutranked(Refusal):
    """A ballot from a channel of higher rank counts already."""

    channel: str
    rule: str
    code = "channel-outranked"
    _vi = "Đã có phiếu qua {channel}, được ưu tiên; hãy đổi phiếu ở đó."
    _en = "A ballot by {channel} counts and has precedence; change it there."


@dataclass(frozen=True)
class NotTheirProxy(Refusal):
    """The sender does not stand for that delegate, or the delegate voted in person."""

    delegate: str
    rule: str
    code = "not-their-proxy"
    _vi = "Không biểu quyết thay «{delegate}» được: không có ủy quyền, hoặc họ đã tự biểu quyết."
    _en = "Nobody stands for “{delegate}” here: no proxy was given, or they voted in person."


@dataclass(frozen=True)
class ProxiesNotAllowed(Refusal):
    """The rules know no proxies, or the holder has as many as allowed."""

    most: int
    rule: str
    code = "proxies-not-allowed"
    _vi = "Quy tắc cho mỗi đại biểu nhận nhiều nhất {most} ủy quyền."
    _en = "The rules let a delegate stand for at most {most} others."


@dataclass(frozen=True)
class ProxyWrong(Refusal):
    """The holder is no other delegate in office, or is stood for themselves."""

    holder: str
    rule: str
    code = "proxy-wrong"
    _vi = "Không ủy quyền cho «{holder}» được."
    _en = "“{holder}” can't stand for this delegate."


@dataclass(frozen=True)
class NotAllowedByRules(Refusal):
    """The rule pack switches this act off."""

    rule: str
    code = "not-allowed-by-rules"
    _vi = "Quy tắc không cho phép thao tác này."
    _en = "The rules do not allow this."


@dataclass(frozen=True)
class AlreadyOnRegister(Refusal):
    """The delegate may vote already."""

    delegate: str
    code = "already-on-register"
    _vi = "Đại biểu «{delegate}» đã có quyền biểu quyết."
    _en = "“{delegate}” is on the register already."


@dataclass(frozen=True)
class NoWindow(Refusal):
    """The vote has no end that could be moved; the chair closes it."""

    vote: str
    code = "no-window"
    _vi = "Biểu quyết «{vote}» không giới hạn thời gian."
    _en = "“{vote}” has no time limit to extend."


@dataclass(frozen=True)
class EverybodyAnswered(Refusal):
    """Nobody is left to be called."""

    code = "everybody-answered"
    _vi = "Mọi đại biểu trong danh sách đã trả lời."
    _en = "Everybody on the register has answered."


@dataclass(frozen=True)
class CountMissing(Refusal):
    """Nothing has been counted that could be declared."""

    form: str
    rule: str
    code = "count-missing"
    _vi = "Chưa nhập kết quả kiểm ({form})."
    _en = "The count ({form}) has not been entered."


@dataclass(frozen=True)
class CountDiffers(Refusal):
    """Two numbers that must agree do not, or one is larger than it can be."""

    what: str
    found: int
    expected: int
    rule: str
    code = "count-differs"
    _vi = "Số liệu không khớp ({what}): {found}, lẽ ra {expected}."
    _en = "The numbers do not agree ({what}): {found}, should be {expected}."


@dataclass(frozen=True)
class BoardMissing(Refusal):
    """Paper is counted by a counting board, and none was named."""

    rule: str
    code = "counting-board-missing"
    _vi = "Chưa có Ban kiểm phiếu."
    _en = "No counting board was named."


@dataclass(frozen=True)
class BoardOfCandidates(Refusal):
    """Who stands in a vote, or whom it is about, may not count the ballots."""

    delegate: str
    rule: str
    code = "counting-board-candidate"
    _vi = "«{delegate}» là người được biểu quyết lần này, không được tham gia Ban kiểm phiếu."
    _en = "This vote is on “{delegate}”, who may not count it."


@dataclass(frozen=True)
class BoardOfRecused(Refusal):
    """Who takes no part in a vote does not count it either."""

    delegate: str
    rule: str
    code = "counting-board-recused"
    _vi = "«{delegate}» không tham gia biểu quyết này, không được tham gia Ban kiểm phiếu."
    _en = "“{delegate}” takes no part in this vote and may not count it."


@dataclass(frozen=True)
class CastingVoteMissing(Refusal):
    """The vote is tied and the chair must decide it first."""

    rule: str
    code = "casting-vote-missing"
    _vi = "Phiếu ngang nhau: chủ tọa phải quyết định trước khi công bố."
    _en = "The vote is tied: the chair decides before it is declared."


@dataclass(frozen=True)
class NoTie(Refusal):
    """There is nothing for a casting vote to decide."""

    rule: str
    code = "no-tie"
    _vi = "Không có thế ngang phiếu để chủ tọa quyết định."
    _en = "There is no tie for the chair to decide."


VOTE_REFUSALS: dict[str, type[Refusal]] = {
    kind.code: kind for kind in Refusal.__subclasses__() if kind.__module__ == __name__
}
assert not VOTE_REFUSALS.keys() & REFUSALS.keys(), "two refusals share a code"
