"""What is wrong with a journal, in Vietnamese; the English stands in the errors themselves."""

from hall_server.journal.journal import JournalError

_VI = {
    "journal-broken": (
        "Dòng {seq} của nhật ký đã bị sửa, hoặc một dòng trước đó bị mất.",
        "Khôi phục nhật ký cùng tệp anchor từ bản chép; giữ bản này làm chứng cứ.",
    ),
    "journal-behind-anchor": (
        "Nhật ký thiếu các dòng từ {seq} trở đi: chúng từng nằm trên đĩa.",
        "Khôi phục thư mục từ bản chép mới hơn.",
    ),
    "anchor-missing": (
        "Nhật ký có {seq} dòng nhưng không có tệp anchor bên cạnh.",
        "Khôi phục tệp anchor, hoặc chạy `hall reanchor` nếu biết chắc nhật ký còn nguyên vẹn.",
    ),
    "anchor-broken": (
        "Tệp anchor không còn đọc được.",
        "Khôi phục tệp anchor, hoặc chạy `hall reanchor` nếu biết chắc nhật ký còn nguyên vẹn.",
    ),
    "journal-format-unknown": (
        "Phiên bản này không đọc được dòng {seq} của nhật ký.",
        "Mở bằng phiên bản đã ghi nhật ký này, hoặc phiên bản mới hơn.",
    ),
    "journal-unreadable": (
        "Không đọc được nhật ký.",
        "Xin quyền đọc của chủ thư mục, hoặc khôi phục thư mục từ bản chép; giữ bản này làm chứng "
        "cứ.",
    ),
    "journal-unwritable": (
        "Không ghi được nhật ký.",
        "Giải phóng hoặc sửa đĩa rồi chạy lại; mọi thao tác đã được xác nhận vẫn nằm trên đĩa.",
    ),
    "folder-in-use": (
        "Một hệ thống hay chương trình khác đang giữ thư mục này.",
        "Hãy dừng nó trước.",
    ),
}


def in_both_languages(error: JournalError) -> str:
    """Say what is wrong and what to do, Vietnamese first, with the stable code and the entry."""
    what, remedy = _VI[error.code]
    vi = f"{what.format(seq=error.seq)} {remedy}"
    return f"{error.code} ({error.seq})\n{vi}\n{error.what} {error.remedy}"
