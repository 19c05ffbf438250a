"""A made-up provincial council of 85 and its morning. Every name and every number is invented."""

from dataclasses import dataclass
from random import Random
from typing import Literal

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_MIDDLE_GIVEN = (
    "Minh An", "Thị Bích", "Quốc Bảo", "Văn Cường", "Ngọc Diệp", "Tiến Dũng", "Hải Đăng",
    "Thu Giang", "Thanh Hà", "Xuân Hiếu", "Mai Hoa", "Đình Huy", "Thị Hương", "Gia Khánh",
    "Thúy Lan", "Hữu Long", "Đức Mạnh", "Thị Nga", "Hoài Nam", "Bảo Ngọc", "Kim Oanh",
    "Hồng Phúc", "Anh Quân", "Như Quỳnh", "Trường Sơn", "Minh Tâm", "Thị Thảo", "Quang Vinh",
)  # fmt: skip

seats_total = 85
keypad_seats = 64
free_seats = (84, 85)
"""Kept empty, so that a visitor can sit down at them in a browser."""


def people(seed: int) -> list[tuple[str, str, str]]:
    """Make up (seat, name, group) for each seat, no name twice."""
    names = [f"{family} {rest}" for family in _FAMILY for rest in _MIDDLE_GIVEN]
    chosen = Random(seed).sample(names, seats_total)  # noqa: S311
    return [
        (str(seat), name, f"Tổ đại biểu số {1 + (seat - 1) // 9}")
        for seat, name in enumerate(chosen, start=1)
    ]


def tables() -> list[tuple[str, dict[str, str]]]:
    """Give those who may be questioned, and the microphones that are nobody's seat."""
    guests = [
        {
            "name": one.name,
            "office": one.office,
            "office_en": one.office_en,
            "seat": one.seat,
            "id": f"g{number}",
        }
        for number, one in enumerate(OFFICIALS, start=1)
    ]
    places = [
        {"seat": ROSTRUM, "name": "Bục phát biểu", "name_en": "Rostrum"},
        {"seat": CHAIR_SEAT, "name": "Bàn chủ tọa", "name_en": "The chair's table"},
    ]
    return [("guests", guest) for guest in guests] + [("places", place) for place in places]


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who is questioned: no delegate, with a microphone of their own."""

    name: str
    office: str
    office_en: str
    seat: str


OFFICIALS = (
    Official(
        "Trịnh Văn Thử",
        "Giám đốc Sở Nông nghiệp và Môi trường",
        "Director of Agriculture and Environment",
        "KM1",
    ),
    Official("Cao Thị Mẫu", "Giám đốc Sở Xây dựng", "Director of Construction", "KM2"),
)

ROSTRUM, CHAIR_SEAT = "BUC", "CT"
"""Microphones that are nobody's seat."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A topic of questioning: whom it is put to, what is asked, and what they undertake to do."""

    official: int
    topic: str
    topic_en: str
    question: str
    undertaking: str
    due: str


INQUIRIES = (
    Inquiry(
        0,
        "Ô nhiễm nguồn nước sông Ví Dụ",
        "Pollution of the river Vi Du",
        "Vì sao ba trạm xử lý nước thải chậm tiến độ, và bao giờ hoàn thành?",
        "Hoàn thành ba trạm xử lý nước thải và báo cáo kết quả quan trắc",
        "2027-06-30",
    ),
    Inquiry(
        1,
        "Nhà ở xã hội",
        "Social housing",
        "Kế hoạch nhà ở xã hội năm 2026 mới đạt một nửa; giải pháp là gì?",
        "Công bố danh mục đất sạch dành cho nhà ở xã hội",
        "2027-03-31",
    ),
)

Script = Literal["check", "debate", "questioning", ""]


@dataclass(frozen=True, slots=True)
class Scene:
    """One item of the morning: who asks to speak, how many do, and how the house inclines.

    `script` is what is played before the vote: the check of devices, the long debate, the
    questioning, or as many short speeches as are `speaking`. `kind` names the rule pack's kind for
    the vote at its end, empty: there is none; of those who answer `yes` in a hundred are for,
    `abstain` in a hundred abstain. On paper `persons` (by their seats) stand or are rated, for so
    many `places`, and `shares` in a hundred are for each. `held`: the chair interrupts the vote
    once and gives more time.
    """

    title: str
    title_en: str
    asking: int
    speaking: int
    kind: str
    yes: int = 0
    abstain: int = 0
    held: bool = False
    script: Script = ""
    persons: tuple[int, ...] = ()
    places: int = 1
    shares: tuple[int, ...] = ()


MORNING = (
    Scene(
        "Điểm danh, kiểm tra thiết bị",
        "Roll and check of devices",
        asking=0,
        speaking=0,
        kind="",
        script="check",
    ),
    Scene(
        "Thông qua chương trình kỳ họp",
        "Adoption of the agenda",
        asking=0,
        speaking=0,
        kind="hands",
        yes=97,
        abstain=1,
    ),
    Scene(
        "Nghị quyết về kế hoạch phát triển kinh tế - xã hội năm 2027",
        "Resolution on the socio-economic development plan for 2027",
        asking=6,
        speaking=2,
        kind="resolution",
        yes=88,
        abstain=5,
        script="debate",
    ),
    Scene(
        "Chất vấn và trả lời chất vấn",
        "Questions and answers",
        asking=0,
        speaking=0,
        kind="",
        script="questioning",
    ),
    Scene(
        "Nghị quyết về mức thu phí tham quan di tích",
        "Resolution on admission fees for heritage sites",
        asking=4,
        speaking=1,
        kind="resolution",
        yes=44,
        abstain=12,
        held=True,
    ),
    Scene(
        "Bầu hai Ủy viên Ủy ban nhân dân tỉnh (ví dụ)",
        "Election of two members of the provincial People's Committee (example)",
        asking=0,
        speaking=0,
        kind="election",
        persons=(3, 7, 11),
        places=2,
        shares=(86, 71, 27),
    ),
    Scene(
        "Lấy phiếu tín nhiệm đối với hai người giữ chức vụ (ví dụ)",
        "Confidence rating of two holders of office (example)",
        asking=0,
        speaking=0,
        kind="rating",
        persons=(2, 6),
        shares=(74, 38),
    ),
    Scene(
        "Kiến nghị gửi Quốc hội",
        "A petition to the National Assembly",
        asking=2,
        speaking=1,
        kind="roll-call",
        yes=82,
        abstain=8,
    ),
)
