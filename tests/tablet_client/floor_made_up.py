"""What the small hall's boards say of the floor. All people are made up."""

from typing import Any

NOW = 1_800_000_000_000
PERSON = {"delegate": "d01", "name": "Nguyễn Văn Mẫu", "seat": "A-01", "group": "Tổ 1"}
SPEECHES: list[dict[str, Any]] = [
    {
        "id": name,
        "vi": vi,
        "en": en,
        "lane": lane,
        "rank": rank,
        "seconds": [420, 180],
        "turns_max": 2,
        "asked_by": asked_by,
        "cuts_in": False,
        "role": "speech",
        "source": "",
        "default": name == "discussion",
    }
    for name, vi, en, lane, rank, asked_by in (
        ("discussion", "Thảo luận", "Discussion", "list", 50, "seat"),
        ("rebuttal", "Tranh luận", "Rebuttal", "reply", 20, "seat"),
        ("report", "Báo cáo", "Report", "list", 10, "desk"),
    )
]
MINISTER = {
    "person": {"delegate": "g01", "name": "Phạm Thử", "seat": "", "group": "Giám đốc Sở Thử"},
    "office_en": "Director of the Trial Department",
}


def own_floor(**more: Any) -> dict[str, Any]:
    return {
        "place": None,
        "requests": [],
        "turn": None,
        "owed": [],
        "confirmed": False,
        "turns": 0,
        "spoken_ms": 0,
    } | more


def own_request(place: int = 2, **more: Any) -> dict[str, Any]:
    return {
        "request": "r1",
        "kind": "discussion",
        "vi": "Thảo luận",
        "en": "Discussion",
        "lane": "list",
        "item": "i2",
        "place": place,
        "asked_at": NOW,
    } | more


def turn_value(state: str = "speaking", **more: Any) -> dict[str, Any]:
    """A turn of the delegate's own: 7 minutes, warned of 30 seconds before the end."""
    clock = {
        "limit_ms": 420_000,
        "used_ms": 0,
        "since": NOW if state == "speaking" else None,
        "warning_ms": 30_000,
        "count": "down",
        "at_end": "warn",
    } | more.pop("clock", {})
    return {
        "turn": "t7",
        "person": PERSON,
        "kind": "discussion",
        "vi": "Thảo luận",
        "en": "Discussion",
        "lane": "list",
        "state": state,
        "paused_by": "",
        "granted_at": NOW,
        "clock": clock,
        "seat": "A-01",
        "interrupts": "",
        "about": None,
        "to": None,
    } | more
