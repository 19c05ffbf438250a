"""Microphones, and the time of items and groups, told a second time."""

from tests.properties import floor_turns as turns
from tests.properties.floor_hall import (
    GROUPS,
    ITEMS,
    NOTHING,
    OK,
    Answer,
    Hall,
    differs_ms,
    fresh,
)


def set_microphones(hall: Hall, mode: str, open_max: int | None) -> Answer:
    if hall.phase == "adjourned":
        return {"phase-wrong"}
    most = open_max or hall.open_max
    if (mode, most) == (hall.mode, hall.open_max):
        return NOTHING
    fewer = most < hall.open_max
    hall.mode, hall.open_max = mode, most
    hall.settle()
    loud = [turn for turn in hall.running if turn["state"] != "paused"]
    while fewer and len(loud) > most:
        hall.stop(loud.pop(0), "paused", "mute")
    turns.fill(hall)
    return OK


def mute_all(hall: Hall) -> Answer:
    loud = [turn for turn in hall.running if turn["state"] != "paused"]
    for turn in loud:
        hall.stop(turn, "paused", "mute")
    return OK if loud else NOTHING


def take_priority(hall: Hall, *, on: bool) -> Answer:
    if hall.priority == on:
        return NOTHING | {"phase-wrong"}
    if hall.phase == "adjourned":
        return {"phase-wrong"}
    hall.priority = on
    hall.settle()
    if not hall.floor["priority_pauses"]:
        return OK
    for turn in hall.running:
        if on and turn["state"] == "speaking":
            hall.stop(turn, "paused", "priority")
        elif not on and turn["why"] == "priority" and not hall.over(turn):
            hall.run(turn)
    return OK


def report(hall: Hall, seat: str, *, is_open: bool) -> Answer:
    microphone = hall.microphones.setdefault(seat, fresh())
    if microphone["reported"] == is_open:
        return NOTHING
    microphone["reported"], microphone["since"] = is_open, hall.now
    hall.settle()
    for turn in hall.running:
        if is_open and turn["seat"] == seat:
            if turn["opened"] is None:
                turn["opened"] = hall.now
            if turn["state"] == "granted":
                hall.run(turn)
    return OK


def report_unit(hall: Hall, seat: str, *, online: bool) -> Answer:
    if hall.units.get(seat) == online:
        return NOTHING
    before = seat in hall.microphones and hall.differs(seat)
    hall.units[seat] = online
    if seat in hall.microphones and hall.differs(seat) and not before:
        hall.microphones[seat]["since"] = hall.now
    hall.settle()
    if not online and hall.mode == "push-to-talk":
        for turn in hall.running:
            if turn["seat"] == seat and turn["state"] != "ended":
                hall.end(turn)
    return OK


def tell(hall: Hall, seat: str) -> Answer:
    microphone = hall.microphones.get(seat)
    if microphone is None or microphone["alarmed"] or not hall.differs(seat):
        return NOTHING
    if hall.now - microphone["since"] < differs_ms:
        return NOTHING
    microphone["alarmed"] = True
    return OK


# Time of items and groups.


def set_item_time(hall: Hall, item: str, seconds: int) -> Answer:
    item = item or hall.item
    if hall.phase == "adjourned":
        return {"phase-wrong"}
    if item not in ITEMS:
        return {"item-unknown", "item-not-under-way"}
    limit = seconds * 1000 or None
    if item in hall.items and hall.items[item]["limit"] == limit:
        return NOTHING
    clock = hall.items.setdefault(item, {"limit": None, "used": 0, "since": None})
    clock["limit"] = limit
    return OK


def set_group_time(hall: Hall, group: str, item: str, seconds: int, added: int) -> Answer:
    item = item or hall.item
    if hall.phase == "adjourned":
        return {"phase-wrong"}
    if group not in GROUPS.values():
        return {"group-unknown"}
    budget = hall.budgets.get((item, group))
    now = (seconds * 1000, added * 1000)
    if budget is not None and (budget["initial"], budget["added"]) == now:
        return NOTHING
    used = budget["used"] if budget else 0
    hall.budgets[item, group] = {"initial": now[0], "added": now[1], "used": used}
    turns.fill(hall)
    return OK
