"""A recounted vote in lines for people, in both languages: outcome, counts, options, faults.

Names no delegate but those who stand in the vote; who voted how is for `names.py`.
"""

from collections.abc import Iterator

from hall_server.commandline.recounted import Recount, Standing
from hall_server.sitting.ids import Verdict
from hall_server.sitting.model import Option
from hall_server.sitting.rules import LEVELS

Words = tuple[str, str]

_STANDINGS: dict[Standing, Words] = {
    "prepared": ("Đã chuẩn bị, chưa mở", "prepared, not opened"),
    "open": ("Đang mở", "open"),
    "held": ("Đang tạm dừng", "held"),
    "closed": ("Đã đóng, chưa công bố", "closed, not declared"),
    "declared": ("Đã công bố", "declared"),
    "annulled": ("Đã hủy", "annulled"),
}
_VERDICTS: dict[Verdict, Words] = {
    "carried": ("Được thông qua", "carried"),
    "rejected": ("Không được thông qua", "not carried"),
    "no-quorum": ("Không đủ túc số, nội dung để lại", "no quorum, the business stands over"),
    "elected": ("Bầu đủ số người", "elected"),
    "tied": ("Ngang phiếu, biểu quyết lại", "tied, to be voted on again"),
    "rated": ("Đã lấy phiếu tín nhiệm", "rated"),
}
_OF_PERSONS = {**_VERDICTS, "rejected": ("Chưa bầu đủ", "not all seats filled")}
_OF_OPTIONS = {
    **_VERDICTS,
    "elected": ("Đã chọn", "chosen"),
    "rejected": ("Không phương án nào được chọn", "nothing chosen"),
}
_COUNTS: dict[str, Words] = {
    "yes": ("tán thành", "yes"),
    "no": ("không tán thành", "no"),
    "marked": ("có lựa chọn", "marked"),
    "abstain": ("không biểu quyết", "abstain"),
    "invalid": ("không hợp lệ", "invalid"),
    "not_voting": ("không bấm", "silent"),
    "absent": ("vắng", "absent"),
    "recused": ("không tham gia", "recused"),
}
_OF_YES_NO = ("yes", "no", "abstain", "not_voting", "absent")
_OF_MARKS = ("marked", "abstain", "not_voting", "absent")
_NOT_BY_DEVICE = ("không bỏ phiếu", "not voting")
_LEVELS: dict[str, Words] = {
    "high": ("tín nhiệm cao", "high"),
    "medium": ("tín nhiệm", "medium"),
    "low": ("tín nhiệm thấp", "low"),
}


def lines_of(vote: Recount) -> Iterator[str]:
    """Give the lines of a vote; each fault is a line of its own."""
    vi, en = _outcome(vote)
    yield f"{vote.vote}  {vote.title}"
    yield f"    {'✗' if vote.faults else '✓'} {vi} · {en}"
    if vote.opened_at is not None:
        yield from _counts(vote)
        yield from (f"      {line}" for option in vote.options for line in _option(vote, option))
    if vote.casting:
        vi, en = _COUNTS[vote.casting]
        yield f"    Phiếu quyết định của chủ tọa: {vi} · Casting vote of the chair: {en}"
    if vote.claims:
        number = len(vote.claims)
        yield f"    {number} đề nghị đính chính, không đổi kết quả · {number} corrections claimed"
    yield from (f"    ✗ {fault}" for fault in vote.faults)


def _outcome(vote: Recount) -> Words:
    standing = _STANDINGS[vote.standing]
    if vote.standing == "annulled":
        return f"{standing[0]}: {vote.annulled}", f"{standing[1]}: {vote.annulled}"
    if vote.declared is None:
        return standing
    verdict = vote.declared.verdict or ("carried" if vote.declared.carried else "rejected")
    words = {"one-of": _OF_OPTIONS, "approve": _OF_PERSONS}.get(vote.kind.question, _VERDICTS)
    return words[verdict]


def _counts(vote: Recount) -> Iterator[str]:
    numbers = vote.counts
    always = _OF_YES_NO if vote.kind.question == "yes-no" else _OF_MARKS
    shown = [name for name in _COUNTS if name in always or numbers[name]]
    yield "    " + _capital(", ".join(f"{_name(vote, name)[0]} {numbers[name]}" for name in shown))
    yield "    " + _capital(", ".join(f"{_name(vote, name)[1]} {numbers[name]}" for name in shown))
    weight = vote.weight
    if weight:
        parts = [f"{_name(vote, name)[1]} {weight[name]}" for name in shown if name in weight]
        yield f"    Quyền biểu quyết · Weights: {', '.join(parts)}"


def _name(vote: Recount, count: str) -> Words:
    if count == "not_voting" and vote.kind.form not in ("recorded", "aggregate"):
        return _NOT_BY_DEVICE
    return _COUNTS[count]


def _option(vote: Recount, option: Option) -> Iterator[str]:
    marks, declared = vote.marks, vote.declared
    if vote.kind.question == "rating":
        levels = [(_LEVELS[level], marks.get(f"{option.id}:{level}", 0)) for level in LEVELS]
        vi = ", ".join(f"{words[0]} {number}" for words, number in levels)
        en = ", ".join(f"{words[1]} {number}" for words, number in levels)
        yield f"{option.vi}: {vi} · {en}"
        number = declared.consequences.get(option.id, 0) if declared else 0
        if 0 < number <= len(vote.kind.consequences):
            follows = vote.kind.consequences[number - 1]
            yield f"  {follows.vi} · {follows.en}"
        return
    result = ""
    if declared and option.id in declared.elected:
        result = " – được chọn · elected"
    elif declared and option.id in declared.tied:
        result = " – ngang phiếu · tied"
    yield f"{option.vi}: {marks.get(option.id, 0)}{result}"


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
