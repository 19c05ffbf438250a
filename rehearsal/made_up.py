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

    `majority` names the rule pack's majority for the vote at its end; of those present `yes` in a
    hundred are for, `abstain` in a hundred press the third key, a few press nothing.
    """

    title: str
    title_en: str
    asking: int
    speaking: int
    majority: str
    yes: int
    abstain: int


MORNING = (
    Scene(
        "Thông qua chương trình kỳ họp",
        "Adoption of the agenda",
        asking=0,
        speaking=0,
        majority="resolution",
        yes=97,
        abstain=1,
    ),
    Scene(
        "Nghị quyết về kế hoạch phát triển kinh tế - xã hội năm 2027",
        "Resolution on the socio-economic development plan for 2027",
        asking=6,
        speaking=3,
        majority="resolution",
        yes=88,
        abstain=5,
    ),
    Scene(
        "Nghị quyết về mức thu phí tham quan di tích",
        "Resolution on admission fees for heritage sites",
        asking=4,
        speaking=2,
        majority="resolution",
        yes=44,
        abstain=12,
    ),
    Scene(
        "Bãi nhiệm một đại biểu (ví dụ)",
        "Removal of a delegate (example)",
        asking=2,
        speaking=1,
        majority="removal",
        yes=74,
        abstain=10,
    ),
)
