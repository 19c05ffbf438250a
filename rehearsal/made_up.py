"""A made-up provincial council of 85 and its morning. Every name and every number is invented."""

from dataclasses import dataclass
from random import Random

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_MIDDLE_GIVEN = (
    "Minh An", "Thị Bích", "Quốc Bảo", "Văn Cường", "Ngọc Diệp", "Tiến Dũng", "Hải Đăng",
    "Thu Giang", "Thanh Hà", "Xuân Hiếu", "Mai Hoa", "Đình Huy", "Thị Hương", "Gia Khánh",
    "Thúy Lan", "Hữu Long", "Đức Mạnh", "Thị Nga", "Hoài Nam", "Bảo Ngọc", "Kim Oanh",
    "Hồng Phúc", "Anh Quân", "Như Quỳnh", "Trường Sơn", "Minh Tâm", "Thị Thảo", "Quang Vinh",
)  # fmt: skip

seats_total = 85
keypad_seats = 48
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


@dataclass(frozen=True, slots=True)
class Scene:
    """One item of the morning: who asks to speak, how many do, and how the house inclines.

    `kind` names the rule pack's kind for the vote at its end; of those who answer `yes` in a
    hundred are for, `abstain` in a hundred abstain. On paper `persons` (by their seats) stand or
    are rated, for so many `places`, and `shares` in a hundred are for each. `held`: the chair
    interrupts the vote once and gives more time.
    """

    title: str
    title_en: str
    asking: int
    speaking: int
    kind: str
    yes: int = 0
    abstain: int = 0
    held: bool = False
    persons: tuple[int, ...] = ()
    places: int = 1
    shares: tuple[int, ...] = ()


MORNING = (
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
