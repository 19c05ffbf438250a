"""What is said of the floor and of quorum calls, in both languages; see `wording.py`."""

from typing import Final

FLOOR_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "place": (
        "Bạn đứng thứ {place} trong danh sách: {kind}.",
        "You are number {place} in the queue: {kind}.",
    ),
    "next": ("Đến lượt bạn kế tiếp: {kind}.", "You are next: {kind}."),
    "registered": (
        "Bạn đã đăng ký cho nội dung {item}: {kind}.",
        "You are registered for item {item}: {kind}.",
    ),
    "no-place": (
        "Bạn không còn trong danh sách đăng ký phát biểu.",
        "You are no longer in the queue of speakers.",
    ),
    "speaking": (
        "Mời bạn phát biểu ({kind}): còn {seconds} giây.",
        "You have the floor ({kind}): {seconds} seconds left.",
    ),
    "speaking-without-end": (
        "Mời bạn phát biểu ({kind}).",
        "You have the floor ({kind}).",
    ),
    "turn-granted": (
        "Mời bạn phát biểu ({kind}): đồng hồ chạy khi micrô mở.",
        "You have the floor ({kind}): the clock runs when your microphone is open.",
    ),
    "turn-paused-desk": (
        "Lượt của bạn tạm dừng; còn {seconds} giây.",
        "Your turn is paused; {seconds} seconds are left.",
    ),
    "turn-paused-interruption": (
        "Có đại biểu được mời xen vào; sau đó bạn nói tiếp, còn {seconds} giây.",
        "Somebody cuts in; you go on after it, with {seconds} seconds left.",
    ),
    "turn-paused-priority": (
        "Chủ tọa nói; sau đó bạn nói tiếp, còn {seconds} giây.",
        "The chair speaks; you go on after it, with {seconds} seconds left.",
    ),
    "turn-paused-mute": (
        "Các micrô đã tắt; lượt của bạn còn {seconds} giây.",
        "All microphones are closed; your turn has {seconds} seconds left.",
    ),
    "turn-paused-time": (
        "Hết giờ: micrô đã tắt.",
        "Your time is over: the microphone is closed.",
    ),
    "time-nearly-over": ("Sắp hết giờ: còn {seconds} giây.", "{seconds} seconds are left."),
    "time-over": ("Đã hết giờ phát biểu.", "Your time is over."),
    "spoken": ("Lượt phát biểu của bạn đã kết thúc.", "Your turn to speak has ended."),
    "speaker": ("Đang phát biểu: {name} ({kind}).", "Speaking: {name} ({kind})."),
    "owed": (
        "Bạn chưa được phát biểu về nội dung {item}; có thể gửi bằng văn bản: vanban …",
        "You were not reached on item {item}; you may hand the speech in: write …",
    ),
    "quorum-called": (
        "KIỂM TRA TÚC SỐ: hãy trả lời bằng «comat».",
        "QUORUM CALL: answer with “in”.",
    ),
    "quorum-answered": ("Bạn đã trả lời: có mặt.", "You have answered: present."),
    "quorum-there": (
        "Túc số: {confirmed} đại biểu trả lời, cần {needed}: đủ.",
        "Quorum call: {confirmed} answered, {needed} are needed: it is reached.",
    ),
    "quorum-missing": (
        "Túc số: {confirmed} đại biểu trả lời, cần {needed}: không đủ.",
        "Quorum call: {confirmed} answered, {needed} are needed: it is not reached.",
    ),
    "quorum-counted": (
        "Kiểm tra có mặt: {confirmed} đại biểu trả lời.",
        "Quorum call: {confirmed} answered.",
    ),
    "question-filed": (
        "Đã ghi phiếu chất vấn gửi {name}: {topic}.",
        "Your written question to {name} is recorded: {topic}.",
    ),
    "kind-unknown": (
        "Không có loại phát biểu «{said}»; có: {kinds}.",
        "There is no kind of speech “{said}”; there are: {kinds}.",
    ),
    "whom-unknown": (
        "Không hỏi được «{said}»; có thể hỏi: {people}.",
        "No question can be put to “{said}”; it can be to: {people}.",
    ),
    "length-wrong": (
        "Văn bản phải có từ 1 đến {most} ký tự, tiêu đề ngắn hơn.",
        "A text has 1 to {most} characters, a title fewer.",
    ),
    "nothing-owed": (
        "Bạn không có bài phát biểu nào cần gửi bằng văn bản.",
        "You have no speech to hand in in writing.",
    ),
}
"""By the key, in Vietnamese and in English."""
