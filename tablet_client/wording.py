"""Every word of the command-line seat, in both languages, and the words one may type.

Knows sentences. Must not know when they are said.
"""

import unicodedata
from typing import Final, Literal

from tablet_client.views import Level
from tablet_client.wording_floor import FLOOR_SENTENCES

Lang = Literal["vi", "en"]
Verb = Literal[
    "join",
    "status",
    "in",
    "out",
    "floor",
    "withdraw",
    "finish",
    "yes",
    "no",
    "abstain",
    "mark",
    "rate",
    "write",
    "question",
    "follow",
    "sign-out",
    "help",
    "quit",
]

_WORDS: Final[tuple[tuple[Verb, str], ...]] = (
    ("join", "join thamgia vao"),
    ("status", "status trangthai"),
    ("in", "in checkin comat diemdanh"),
    ("out", "out checkout vang"),
    ("floor", "floor phatbieu dangky dangkyphatbieu"),
    ("withdraw", "withdraw rut rutdangky"),
    ("finish", "finish ketthuc"),
    ("yes", "yes y 1 tanthanh"),
    ("no", "no n 2 khongtanthanh"),
    ("abstain", "abstain a 3 khongbieuquyet"),
    ("mark", "mark choose chon"),
    ("rate", "rate danhgia"),
    ("write", "write handin vanban guivanban"),
    ("question", "question chatvan phieuchatvan"),
    ("follow", "follow watch theodoi"),
    ("sign-out", "signout dangxuat"),
    ("help", "help ? trogiup"),
    ("quit", "quit q exit thoat"),
)
_VERBS: Final = {word: verb for verb, words in _WORDS for word in words.split()}
_PREFIXES = ("vote", "bieuquyet")

FOR_WORDS: Final = frozenset({"for", "thay"})
"""Between an answer and the one for whom it is given."""

NONE_MARKED: Final = "-"
"""Typed for a ballot that marks nobody."""

LEVEL_WORDS: Final[dict[str, Level]] = {
    "high": "high",
    "cao": "high",
    "tinnhiemcao": "high",
    "medium": "medium",
    "tinnhiem": "medium",
    "low": "low",
    "thap": "low",
    "tinnhiemthap": "low",
}
"""Levels of confidence as they may be typed."""


def verb_of(said: str) -> Verb | None:
    """Find what somebody typed, with or without Vietnamese marks and spaces."""
    word = folded(said)
    for prefix in _PREFIXES:
        if word.startswith(prefix) and word != prefix:
            choice = _VERBS.get(word.removeprefix(prefix))
            return choice if choice in {"yes", "no", "abstain"} else None
    return _VERBS.get(word)


def folded(said: str) -> str:
    """Give what was typed without marks, capitals and spaces."""
    bare = unicodedata.normalize("NFD", said.lower().replace("đ", "d"))
    return "".join(letter for letter in bare if letter.isalnum() or letter == "?")


def say(lang: Lang, key: str, **details: object) -> str:
    """Give a sentence. Raises `KeyError` for a sentence that there is not."""
    vi, en = SENTENCES[key]
    return (vi if lang == "vi" else en).format(**details)


SENTENCES: Final[dict[str, tuple[str, str]]] = {
    **FLOOR_SENTENCES,
    "program": (
        "Ghế đại biểu trên dòng lệnh: điểm danh, đăng ký phát biểu, biểu quyết.",
        "A delegate's seat on the command line: check in, ask for the floor, vote.",
    ),
    "option-url": ("địa chỉ nghị trường (mặc định: lần trước)", "the hall (default: as last time)"),
    "option-code": ("mã ghế; chỉ cần một lần", "the seat's code; needed once"),
    "option-lang": ("ngôn ngữ: vi (mặc định) hoặc en", "language: vi (default) or en"),
    "option-words": (
        "một lệnh, thí dụ: status, floor, vote yes; không có: hỏi từng lệnh",
        "one command, such as status, floor, vote yes; none: ask for commands",
    ),
    "commands": (
        "Lệnh: comat (in), vang (out), phatbieu (floor), rut (withdraw), ketthuc (finish),\n"
        "  tanthanh (yes), khongtanthanh (no), khongbieuquyet (abstain),\n"
        "  bieuquyet v1 tanthanh (vote v1 yes), chon v1 a c (mark v1 a c),\n"
        "  danhgia v1 a=cao b=thap (rate v1 a=high b=low), … thay MÃ ĐẠI BIỂU (… for DELEGATE),\n"
        "  phatbieu LOẠI (floor KIND), vanban NỘI DUNG (write TEXT),\n"
        "  chatvan NGƯỜI: CHỦ ĐỀ: NỘI DUNG (question WHOM: TOPIC: TEXT),\n"
        "  trangthai (status), theodoi (follow), thamgia MÃ (join),\n"
        "  dangxuat (signout), thoat (quit)",
        "Commands: in, out, floor, withdraw, finish, yes, no, abstain,\n"
        "  vote v1 yes, mark v1 a c, rate v1 a=high b=low, … for DELEGATE,\n"
        "  floor KIND, write TEXT, question WHOM: TOPIC: TEXT,\n"
        "  status, follow, join CODE, signout, quit",
    ),
    "command-unknown": (
        "Không có lệnh «{said}»; gõ «trogiup» để xem các lệnh.",
        "There is no command “{said}”; type “help” to see them.",
    ),
    "ask-code": ("Mã ghế: ", "Seat code: "),
    "code-needed": (
        "Chưa đăng nhập: cho mã ghế bằng --code.",
        "Not signed in: give the seat's code with --code.",
    ),
    "hall-away": (
        "Không nối được với nghị trường tại {url}: {fault}",
        "The hall at {url} cannot be reached: {fault}",
    ),
    "hall-silent": (
        "Nghị trường tại {url} không trả lời trong {seconds} giây.",
        "The hall at {url} did not answer within {seconds} seconds.",
    ),
    "connecting": ("Đang nối với nghị trường tại {url}…", "Connecting to the hall at {url}…"),
    "retry-after": ("Thử lại sau {seconds} giây.", "Try again in {seconds} seconds."),
    "token-worthless": (
        "Phiên đăng nhập đã hết hiệu lực: hãy nhập lại mã ghế.",
        "You are signed out: give the seat's code again.",
    ),
    "ended": ("Nghị trường đã ngắt kết nối: {word}.", "The hall has ended the connection: {word}."),
    "signed-out": ("Đã đăng xuất.", "Signed out."),
    "seated": ("{name} – ghế {seat}", "{name} – seat {seat}"),
    "connected": ("Đã kết nối.", "Connected."),
    "disconnected": (
        "Mất kết nối; đang tự nối lại. Lệnh sẽ được gửi khi có kết nối.",
        "Connection lost; coming back by itself. Commands will be sent then.",
    ),
    "sitting-prepared": (
        "Phiên họp chưa khai mạc: {title}",
        "The sitting is not open yet: {title}",
    ),
    "sitting-in_session": ("Phiên họp đang diễn ra: {title}", "The sitting is in session: {title}"),
    "sitting-suspended": ("Phiên họp tạm nghỉ: {title}", "The sitting is suspended: {title}"),
    "sitting-adjourned": ("Phiên họp đã bế mạc: {title}", "The sitting is adjourned: {title}"),
    "attendance": (
        "Có mặt {present}/{in_office} đại biểu.",
        "{present} of {in_office} delegates present.",
    ),
    "item": ("Nội dung {number}: {title}", "Item {number}: {title}"),
    "present": ("Bạn đã điểm danh có mặt.", "You are checked in."),
    "absent": ("Bạn chưa điểm danh.", "You are not checked in."),
    "vote-open": (
        "BIỂU QUYẾT {number}: {title} ({majority})",
        "VOTE {number}: {title} ({majority})",
    ),
    "vote-seconds": ("Còn {seconds} giây.", "{seconds} seconds left."),
    "vote-by-chair": ("Chủ tọa sẽ đóng biểu quyết.", "The chair will close the vote."),
    "not-entitled": (
        "Bạn không biểu quyết lần này (chưa có mặt khi mở biểu quyết).",
        "You have no vote this time (you were not present at the opening).",
    ),
    "vote-closed": (
        "Đã đóng biểu quyết {number}: {title}. Chờ công bố.",
        "Vote {number} is closed: {title}. The result will be declared.",
    ),
    "vote-held": (
        "Biểu quyết {number} đang tạm dừng: {title}. Phiếu đã ghi vẫn giữ nguyên.",
        "Vote {number} is held: {title}. Ballots that are recorded stay as they are.",
    ),
    "vote-annulled": (
        "Biểu quyết {number} đã bị hủy: {title}. Lý do: {reason}.",
        "Vote {number} is annulled: {title}. The reason: {reason}.",
    ),
    "by-roll-call": (
        "Lần này gọi tên từng đại biểu: được gọi thì trả lời bằng lời, thư ký sẽ ghi.",
        "This vote is a roll call: answer aloud when you are called; the desk notes it.",
    ),
    "by-show-of-hands": (
        "Lần này biểu quyết bằng giơ tay, không dùng máy.",
        "This vote is by show of hands, not by this device.",
    ),
    "by-paper": (
        "Lần này bỏ phiếu giấy, không dùng máy.",
        "This vote is on paper, not by this device.",
    ),
    "called": ("Mời bạn trả lời: tên bạn đang được gọi.", "You are called: please answer aloud."),
    "recused": (
        "Bạn không tham gia biểu quyết này.",
        "You take no part in this vote.",
    ),
    "represented": ("{name} biểu quyết thay bạn.", "{name} votes in your place."),
    "principal": (
        "Bạn biểu quyết thay {name}: thêm «thay {delegate}» sau câu trả lời.",
        "You vote for {name} too: add “for {delegate}” behind the answer.",
    ),
    "no-abstain": (
        "Lần này không có lựa chọn «không biểu quyết».",
        "This vote has no abstention.",
    ),
    "answer-yes-no": (
        "Câu hỏi này trả lời bằng: tanthanh, khongtanthanh hoặc khongbieuquyet.",
        "This is answered with: yes, no or abstain.",
    ),
    "answer-one-of": (
        "Chọn một, thí dụ: chon {vote} {option}",
        "Choose one, such as: mark {vote} {option}",
    ),
    "answer-approve": (
        "Chọn nhiều nhất {most}, thí dụ: chon {vote} {option} (không chọn ai: chon {vote} -)",
        "Mark at most {most}, such as: mark {vote} {option} (nobody: mark {vote} -)",
    ),
    "answer-rating": (
        "Đánh giá từng người (cao, tinnhiem, thap), thí dụ: danhgia {vote} {option}=cao …",
        "Rate everyone (high, medium, low), such as: rate {vote} {option}=high …",
    ),
    "option": ("  {option}  {title}", "  {option}  {title}"),
    "marked": ("  {name}: {share}", "  {name}: {share}"),
    "marked-elected": ("  {name}: {share} – trúng", "  {name}: {share} – elected"),
    "marked-tied": ("  {name}: {share} – ngang phiếu", "  {name}: {share} – tied"),
    "rated": (
        "  {name}: tín nhiệm cao {high}, tín nhiệm {medium}, tín nhiệm thấp {low}{follows}",
        "  {name}: high {high}, medium {medium}, low {low}{follows}",
    ),
    "vote-declared": ("KẾT QUẢ {number}: {title}", "RESULT {number}: {title}"),
    "verdict": ("{words}", "{words}"),
    "count-marked": ("bỏ phiếu", "voting"),
    "count-not_voting": ("không bấm", "not voting"),
    "count-not_voting-paper": ("không bỏ phiếu", "not voting"),
    "count-absent": ("vắng", "absent"),
    "count-invalid": ("không hợp lệ", "invalid"),
    "count-recused": ("không tham gia", "recused"),
    "ballot-sent": ("Đang gửi phiếu: {choice}…", "Sending your ballot: {choice}…"),
    "ballot": ("Phiếu của bạn đã được ghi: {choice}.", "Your ballot is recorded: {choice}."),
    "ballot-for": (
        "Phiếu thay {name} đã được ghi: {choice}.",
        "The ballot for {name} is recorded: {choice}.",
    ),
    "no-ballot-for": ("Bạn chưa biểu quyết thay {name}.", "You have not voted for {name}."),
    "no-ballot": ("Bạn chưa biểu quyết.", "You have not voted."),
    "unchanged": ("Đã như vậy rồi, không có gì thay đổi.", "That was so already; nothing changed."),
    "notice": ("THÔNG BÁO: {words}", "NOTICE: {words}"),
    "notice-over": ("Thông báo đã được gỡ.", "The notice is lifted."),
    "choice-yes": ("tán thành", "yes"),
    "choice-no": ("không tán thành", "no"),
    "choice-abstain": ("không biểu quyết", "abstain"),
    "none-marked": ("không chọn ai", "nobody"),
    "level-high": ("tín nhiệm cao", "high"),
    "level-medium": ("tín nhiệm", "medium"),
    "level-low": ("tín nhiệm thấp", "low"),
    "channel-keypad": ("bằng bàn phím", "by keypad"),
    "channel-desk": ("do thư ký ghi", "by the desk"),
    "channel-roll-call": ("trả lời khi gọi tên", "by roll call"),
}
