"""The rules of a pack in words, in Vietnamese and in English at once.

Knows how a clerk calls what a pack says; decides nothing, and must not know files.
"""

from hall_server.sitting.rules import (
    Base,
    Form,
    Level,
    Majority,
    Question,
    Quorum,
    RulePack,
    Threshold,
    VoteRule,
)

Said = tuple[str, str]
"""The same words in Vietnamese and in English."""

FORMS: dict[Form, Said] = {
    "recorded": ("bằng thiết bị, công bố ai bấm gì", "by devices, names published"),
    "aggregate": ("bằng thiết bị, chỉ công bố số phiếu", "by devices, names kept back"),
    "roll-call": ("gọi tên, công bố ai trả lời gì", "called by name, names published"),
    "show-of-hands": ("giơ tay, thư ký nhập số đếm", "hands counted by the clerk, no names"),
    "paper": ("phiếu giấy, ban kiểm phiếu nhập kết quả", "on paper, counted by a board, no names"),
}
QUESTIONS: dict[Question, Said] = {
    "yes-no": ("tán thành hay không", "for or against"),
    "one-of": ("chọn một trong nhiều", "one of several"),
    "approve": ("chọn người, chọn phương án", "persons or options are marked"),
    "rating": ("mức tín nhiệm của từng người", "a level of confidence for each person"),
}
BASES: dict[Base, Said] = {
    "statutory": ("số ghế theo luật", "the seats by law"),
    "in_office": ("tổng số đại biểu", "all in office"),
    "remaining": (
        "tổng số đại biểu trừ người không tham gia vì xung đột lợi ích",
        "all in office less the recused",
    ),
    "present": ("số có mặt khi mở biểu quyết", "those present at the opening"),
    "present_at_close": ("số còn có mặt khi đóng biểu quyết", "those present at the close"),
    "participating": ("số tham gia biểu quyết", "those who took part"),
    "cast": ("số phiếu tán thành và không tán thành", "the votes for and against"),
    "valid": ("số phiếu hợp lệ", "the valid ballots"),
}
_MARKED: Said = ("số phiếu có lựa chọn", "the ballots with a choice")
LEVELS: dict[Level, Said] = {
    "high": ("tín nhiệm cao", "high confidence"),
    "medium": ("tín nhiệm", "confidence"),
    "low": ("tín nhiệm thấp", "low confidence"),
}
_ENDS: dict[str, Said] = {
    "close": ("hết giờ thì đóng", "then it closes"),
    "hold": ("hết giờ thì tạm giữ", "then it is held"),
    "keep-open": ("hết giờ vẫn mở, chủ tọa đóng", "then it stays open, the chair closes"),
}
_BALLOTS: dict[str, Said] = {
    "until-close": ("đổi được đến khi đóng", "may be changed until the close"),
    "first-counts": ("lần bấm đầu được tính", "the first one counts"),
}
_TIES: dict[str, Said] = {
    "rejected": ("ngang phiếu là không thông qua", "a tie is a rejection"),
    "casting-vote": ("ngang phiếu thì chủ tọa quyết định", "on a tie the chair decides"),
}
_STEPS: dict[str, Said] = {
    "re-vote": ("bầu lại giữa những người ngang phiếu", "a second vote among those tied"),
    "older": ("người nhiều tuổi hơn", "the older"),
}
_TESTED: dict[str, Said] = {
    "opening": ("kiểm khi khai mạc và mở biểu quyết", "tested when a sitting or a vote opens"),
    "close": ("kiểm bằng chính số người biểu quyết", "tested by the vote itself at its close"),
    "on-demand": (
        "coi như đủ; khi có yêu cầu thì đếm người có mặt lúc mở biểu quyết",
        "presumed until someone asks, then those present at the opening are counted",
    ),
    "on-demand-close": (
        "coi như đủ; khi có yêu cầu thì kiểm bằng chính số người biểu quyết",
        "presumed until someone asks, then tested by the vote itself at its close",
    ),
}


def base(counted: Base, question: Question = "yes-no") -> Said:
    """Say of what a share or a percentage is."""
    return _MARKED if counted == "cast" and question != "yes-no" else BASES[counted]


def share(threshold: Threshold, question: Question = "yes-no") -> Said:
    """Say a threshold: more than, or at least, how much of what."""
    vi, en = base(threshold.base, question)
    part = f"{threshold.num}/{threshold.den}"
    weight = (" (theo trọng số)", " (by weight)") if threshold.unit == "weight" else ("", "")
    if threshold.strict:
        return f"quá {part} {vi}{weight[0]}", f"more than {part} of {en}{weight[1]}"
    return f"ít nhất {part} {vi}{weight[0]}", f"at least {part} of {en}{weight[1]}"


def majority(needed: Majority, question: Question = "yes-no") -> Said:
    """Say a majority: its threshold, or all or any of several."""
    said = [share(threshold, question) for threshold in needed.thresholds]
    between = (" hoặc ", " or ") if needed.any else (" và ", " and ")
    return between[0].join(vi for vi, _ in said), between[1].join(en for _, en in said)


def quorum(needed: Quorum | None) -> Said:
    """Say a quorum, and when it is tested."""
    if needed is None:
        return "không quy định", "none"
    vi, en = (
        (f"{needed.number} người", f"{needed.number} heads")
        if needed.threshold is None
        else share(needed.threshold)
    )
    tested = _TESTED[needed.tested]
    also = (
        (f", kể thêm {needed.also}", f", {needed.also} more counted") if needed.also else ("", "")
    )
    return f"{vi}; {tested[0]}{also[0]}", f"{en}; {tested[1]}{also[1]}"


def window(rule: VoteRule) -> Said:
    """Say how long a vote stays open, and what ends it."""
    whole = (", đủ người thì đóng", ", or when all have voted") if rule.close_when_all else ("", "")
    if not rule.seconds:
        return f"chủ tọa đóng{whole[0]}", f"the chair closes{whole[1]}"
    vi, en = _ENDS[rule.at_end]
    return f"{rule.seconds} giây, {vi}{whole[0]}", f"{rule.seconds} seconds, {en}{whole[1]}"


def tie(pack: RulePack, kind: str) -> Said:
    """Say what follows when votes are level."""
    chosen = pack.kind(kind)
    if chosen.question == "yes-no":
        return _TIES[pack.vote_rule(kind).tie]
    if chosen.question == "rating":
        return "–", "–"
    if not chosen.tie_of_persons:
        return "người ngang phiếu không trúng cử", "those tied are not elected"
    steps = [_STEPS[step] for step in chosen.tie_of_persons]
    return ", rồi ".join(vi for vi, _ in steps), ", then ".join(en for _, en in steps)


def ballot(rule: VoteRule) -> Said:
    """Say whether a ballot may be changed."""
    return _BALLOTS[rule.ballot]


def tally(rule: VoteRule, form: Form = "recorded") -> Said:
    """Say who sees how an open vote stands."""
    if form == "aggregate":
        return "không ai, đến khi đóng", "nobody before the close"
    if rule.tally_on_display and form in ("recorded", "roll-call"):
        return "bàn chủ tọa và màn hình hội trường", "the desk and the hall's display"
    return "chỉ bàn chủ tọa", "the desk alone"


def entitled(rule: VoteRule) -> Said:
    """Say who may vote, and for whom."""
    weight = (", theo trọng số", ", by weight") if rule.weighted else ("", "")
    if rule.entitled == "present":
        return f"người có mặt{weight[0]}", f"those present{weight[1]}"
    return (
        f"người có mặt và người vắng có ủy quyền (nhận nhiều nhất {rule.proxies_max}){weight[0]}",
        f"those present, and the absent by proxy (at most {rule.proxies_max} each){weight[1]}",
    )


def answers(pack: RulePack, kind: str) -> Said:
    """Say which answers there are to a question for or against."""
    given = pack.kind(kind).words
    usual = {
        "yes": ("tán thành", "yes"),
        "no": ("không tán thành", "no"),
        "abstain": ("không biểu quyết", "abstain"),
    }
    said = [
        (given[key].vi, given[key].en) if key in given else words
        for key, words in usual.items()
        if key != "abstain" or pack.vote_rule(kind).abstain
    ]  # fmt: skip
    return " / ".join(vi for vi, _ in said), " / ".join(en for _, en in said)
