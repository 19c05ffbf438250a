"""Why a command was not done: each refusal a noun with a stable code and a sentence for people.

Knows words. A refusal is a result, not an error: nothing has changed, nothing is wrong with the
hall. `rule` names the article of the rule pack it rests on.
"""

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(frozen=True)
class Refusal:
    """What every refusal has in common; a subclass gives its code and its two sentences."""

    code: ClassVar[str] = ""
    _vi: ClassVar[str] = ""
    _en: ClassVar[str] = ""

    @property
    def vi(self) -> str:
        """The reason in Vietnamese."""
        return self._vi.format(**_in_words(self._details(), _WORDS_VI))

    @property
    def en(self) -> str:
        """The reason in English."""
        return self._en.format(**_in_words(self._details(), _WORDS_EN))

    @property
    def article(self) -> str:
        """The article of the rules it rests on, empty where it is not a legal one."""
        return str(self._details().get("rule", ""))

    def _details(self) -> dict[str, object]:
        return {entry.name: getattr(self, entry.name) for entry in fields(self)}


_WORDS_VI = {
    "prepared": "đang chuẩn bị",
    "in_session": "đang họp",
    "suspended": "tạm nghỉ",
    "adjourned": "đã bế mạc",
    "open": "đang mở",
    "closed": "đã đóng, chờ công bố",
    "declared": "đã công bố",
    "held": "đang tạm dừng",
    "annulled": "đã hủy",
    "granted": "chờ bắt đầu",
    "speaking": "đang nói",
    "paused": "tạm dừng",
    "ended": "đã kết thúc",
    "recorded": "công khai, bằng thiết bị",
    "aggregate": "bằng thiết bị, chỉ công bố số phiếu",
    "roll-call": "gọi tên",
    "show-of-hands": "giơ tay",
    "paper": "phiếu giấy",
    "desk": "bàn chủ tọa",
    "tablet": "máy tính bảng",
    "keypad": "bàn phím",
    "chair": "chủ tọa",
    "clerk": "thư ký",
    "delegate": "đại biểu",
    "display": "màn hình",
    "bridge": "cầu nối thiết bị",
    "house": "hệ thống",
    "heads": "đại biểu",
    "weight": "quyền biểu quyết",
}
_WORDS_EN = {
    "in_session": "in session",
    "roll-call": "roll call",
    "show-of-hands": "show of hands",
    "desk": "the desk",
}


def _in_words(details: dict[str, object], words: dict[str, str]) -> dict[str, object]:
    return {key: words.get(str(value), value) for key, value in details.items()}


@dataclass(frozen=True)
class RoleMissing(Refusal):
    """The sender's role may not give this command."""

    role: str
    command: str
    code = "role-missing"
    _vi = "Vai trò «{role}» không được thực hiện thao tác này."
    _en = "The role “{role}” may not do this."


@dataclass(frozen=True)
class PhaseWrong(Refusal):
    """The sitting is not in a state in which this can be done."""

    phase: str
    code = "phase-wrong"
    _vi = "Không thực hiện được khi phiên họp đang ở trạng thái «{phase}»."
    _en = "Not possible while the sitting is “{phase}”."


@dataclass(frozen=True)
class QuorumMissing(Refusal):
    """Too few are present for what the rules demand."""

    present: int
    needed: int
    rule: str
    unit: str = "heads"
    code = "quorum-missing"
    _vi = "Chưa đủ túc số: có mặt {present}, cần ít nhất {needed} {unit}."
    _en = "No quorum: {present} present, at least {needed} needed."


@dataclass(frozen=True)
class DelegateUnknown(Refusal):
    """There is no such delegate in office."""

    delegate: str
    code = "delegate-unknown"
    _vi = "Không có đại biểu «{delegate}»."
    _en = "There is no delegate “{delegate}”."


@dataclass(frozen=True)
class SeatUnknown(Refusal):
    """No delegate has this seat."""

    seat: str
    code = "seat-unknown"
    _vi = "Không có đại biểu nào ngồi ở ghế «{seat}»."
    _en = "No delegate has seat “{seat}”."


@dataclass(frozen=True)
class OtherDelegate(Refusal):
    """A delegate's device spoke for somebody else."""

    code = "other-delegate"
    _vi = "Đại biểu chỉ được thao tác cho chính mình."
    _en = "A delegate can act only for themselves."


@dataclass(frozen=True)
class DelegateAbsent(Refusal):
    """The delegate is not present."""

    name: str
    rule: str = ""
    code = "delegate-absent"
    _vi = "{name} chưa điểm danh có mặt."
    _en = "{name} has not checked in."


@dataclass(frozen=True)
class ItemUnknown(Refusal):
    """There is no such item on the agenda."""

    item: str
    code = "item-unknown"
    _vi = "Chương trình không có nội dung «{item}»."
    _en = "The agenda has no item “{item}”."


@dataclass(frozen=True)
class AgendaFull(Refusal):
    """The agenda has as many items as one may have."""

    most: int
    code = "agenda-full"
    _vi = "Chương trình đã đủ {most} nội dung."
    _en = "The agenda is full: {most} items."


@dataclass(frozen=True)
class QueueFull(Refusal):
    """The speakers' list is as long as the rules let it be."""

    most: int
    code = "queue-full"
    _vi = "Danh sách đăng ký phát biểu đã đủ {most} người."
    _en = "The speakers’ list is full: {most}."


@dataclass(frozen=True)
class AlreadySpeaking(Refusal):
    """The delegate has the floor already."""

    name: str
    code = "already-speaking"
    _vi = "{name} đang phát biểu."
    _en = "{name} has the floor already."


@dataclass(frozen=True)
class NobodySpeaking(Refusal):
    """No turn is running."""

    code = "nobody-speaking"
    _vi = "Hiện không có ai phát biểu."
    _en = "Nobody has the floor."


@dataclass(frozen=True)
class MajorityUnknown(Refusal):
    """The rule pack has no majority of that name."""

    majority: str
    code = "majority-unknown"
    _vi = "Bộ quy tắc không có loại đa số «{majority}»."
    _en = "The rules know no majority “{majority}”."


@dataclass(frozen=True)
class VoteUnknown(Refusal):
    """There is no such vote."""

    vote: str
    code = "vote-unknown"
    _vi = "Không có cuộc biểu quyết «{vote}»."
    _en = "There is no vote “{vote}”."


@dataclass(frozen=True)
class VoteUnderWay(Refusal):
    """A vote is open, or closed and not yet declared."""

    vote: str
    code = "vote-under-way"
    _vi = "Cuộc biểu quyết {vote} chưa kết thúc."
    _en = "Vote {vote} is still under way."


@dataclass(frozen=True)
class VoteStateWrong(Refusal):
    """The vote is not in a state in which this can be done."""

    state: str
    code = "vote-state-wrong"
    _vi = "Không thực hiện được: cuộc biểu quyết đang ở trạng thái «{state}»."
    _en = "Not possible: the vote is “{state}”."


@dataclass(frozen=True)
class TooLate(Refusal):
    """The ballot came after the close."""

    rule: str = ""
    code = "too-late"
    _vi = "Đã hết giờ biểu quyết. Phiếu này không được tính."
    _en = "The vote has closed. This ballot was not counted."


@dataclass(frozen=True)
class NotEntitled(Refusal):
    """The delegate is not on the register that was frozen at the opening."""

    name: str
    rule: str = ""
    code = "not-entitled"
    _vi = "{name} không có trong danh sách biểu quyết được chốt khi mở."
    _en = "{name} is not on the register frozen at the opening."


@dataclass(frozen=True)
class BallotFinal(Refusal):
    """The rules let the first ballot count, and there is one."""

    rule: str
    code = "ballot-final"
    _vi = "Phiếu đã ghi nhận, theo quy tắc không được thay đổi."
    _en = "The ballot is recorded; the rules do not let it be changed."


@dataclass(frozen=True)
class ChangedElsewhere(Refusal):
    """The delegate has since cast a ballot from another device; this older one does not count."""

    code = "changed-elsewhere"
    _vi = "Phiếu đã được đổi ở thiết bị khác sau khi bấm; lựa chọn này không được tính."
    _en = "The ballot was changed on another device after this was pressed; this does not count."


@dataclass(frozen=True)
class TurnOver(Refusal):
    """The turn that was meant is over; another may be running."""

    code = "turn-over"
    _vi = "Lượt phát biểu này đã kết thúc."
    _en = "This turn on the floor is already over."


@dataclass(frozen=True)
class IdReused(Refusal):
    """The same command id came again with another content."""

    code = "id-reused"
    _vi = "Mã lệnh này đã dùng cho một lệnh khác."
    _en = "This command id was already used for another command."


@dataclass(frozen=True)
class JournalFailed(Refusal):
    """The hall can't write to its journal; nothing is accepted any more.

    The one refusal after which something may have changed: a write that failed half-way can still
    be on the disk. It shows when the hall runs again.
    """

    code = "journal-failed"
    _vi = "Hệ thống không ghi được nhật ký. Khi hệ thống chạy lại mới biết đã ghi nhận hay chưa."
    _en = "The journal can’t be written. Whether this was recorded shows when the hall runs again."


@dataclass(frozen=True)
class HallFault(Refusal):
    """The hall met a fault of its own in deciding this; nothing has changed."""

    code = "hall-fault"
    _vi = "Hệ thống gặp lỗi khi xử lý thao tác này. Không có gì thay đổi."
    _en = "The hall met a fault of its own. Nothing was changed."


@dataclass(frozen=True)
class VotesFull(Refusal):
    """The sitting has as many votes as one may have."""

    most: int
    code = "votes-full"
    _vi = "Phiên họp đã đủ {most} cuộc biểu quyết."
    _en = "The sitting has had its {most} votes."


@dataclass(frozen=True)
class Crowded(Refusal):
    """More commands are waiting than the hall keeps in line."""

    code = "crowded"
    _vi = "Hệ thống đang bận, hãy thử lại."
    _en = "The hall is busy, try again."


REFUSALS: dict[str, type[Refusal]] = {kind.code: kind for kind in Refusal.__subclasses__()}
assert len(REFUSALS) == len(Refusal.__subclasses__()), "two refusals share a code"
