"""The course of a sitting and attendance, as far as the floor and quorum calls depend on them."""

from tests.properties import floor_turns as turns
from tests.properties.floor_hall import ITEMS, NOTHING, OK, QUORUM, Answer, Hall, Plain, differs_ms


def open_sitting(hall: Hall) -> Answer:
    return _go_on(hall, "prepared")


def resume_sitting(hall: Hall) -> Answer:
    return _go_on(hall, "suspended")


def _go_on(hall: Hall, phase: str) -> Answer:
    if hall.phase != phase:
        return {"phase-wrong"}
    if len(hall.present) < QUORUM:
        return {"quorum-missing"}
    hall.phase, hall.lost = "in_session", False
    hall.item_runs(hall.item, runs=True)
    turns.fill(hall)
    return OK


def suspend(hall: Hall) -> Answer:
    if hall.phase != "in_session":
        return {"phase-wrong"}
    _fall_silent(hall)
    hall.phase, hall.priority = "suspended", False
    hall.item_runs(hall.item, runs=False)
    hall.settle()
    return OK


def adjourn(hall: Hall) -> Answer:
    if hall.phase not in ("in_session", "suspended"):
        return {"phase-wrong"}
    _fall_silent(hall)
    hall.item_runs(hall.item, runs=False)
    hall.phase, hall.queue, hall.priority = "adjourned", [], False
    hall.settle()
    return OK


def _fall_silent(hall: Hall) -> None:
    for turn in hall.running:
        hall.stop(turn, "ended")


def take_item(hall: Hall, item: str) -> Answer:
    if hall.phase != "in_session":
        return {"phase-wrong"}
    if item not in ITEMS:
        return {"item-unknown"}
    if item == hall.item:
        return NOTHING
    _fall_silent(hall)
    hall.item_runs(hall.item, runs=False)
    hall.item = item
    hall.item_runs(item, runs=True)
    turns.fill(hall)
    return OK


def come(hall: Hall, who: str) -> Answer:
    """During a quorum call it is an answer too."""
    if hall.phase == "adjourned":
        return {"phase-wrong"}
    call = under_way(hall)
    if who in hall.present and (call is None or who in call["confirmed"]):
        return NOTHING
    hall.present.add(who)
    if call is not None:
        call["confirmed"].add(who)
    if len(hall.present) >= QUORUM:
        hall.lost = False
    turns.fill(hall)
    return OK


def go(hall: Hall, who: str) -> Answer:
    if hall.phase == "adjourned":
        return {"phase-wrong"}
    if who not in hall.present:
        return NOTHING
    _gone(hall, [who])
    return OK


def _gone(hall: Hall, leaving: list[str]) -> None:
    enough = len(hall.present) >= QUORUM
    hall.present -= set(leaving)
    for who in leaving:
        hall.presses.pop(who, None)
    hall.queue = [request for request in hall.queue if request["who"] not in leaving]
    for who in leaving:
        hall.presses.pop(who, None)
    for turn in hall.running:
        if turn["who"] in leaving and turn["state"] != "ended":
            hall.end(turn)
    for call in hall.calls:
        if not call["over"]:
            call["confirmed"] -= set(leaving)
    if hall.phase == "in_session" and enough and len(hall.present) < QUORUM:
        hall.lost = True
        if hall.rules["attendance"]["loss"] == "suspend":
            suspend(hall)
    turns.fill(hall)


def under_way(hall: Hall) -> Plain | None:
    return next((call for call in hall.calls if not call["over"]), None)


def call_quorum(hall: Hall, seconds: int | None) -> Answer:
    if hall.phase == "adjourned":
        return {"phase-wrong"}
    if under_way(hall) is not None:
        return {"quorum-call-under-way"}
    length = seconds or hall.rules["attendance"]["call_seconds"]
    ends = hall.now + length * 1000
    evident = hall.rules["attendance"]["unanswered"] == "leave"
    speaking = {turn["who"] for turn in hall.running if turn["who"] in hall.present}
    confirmed = speaking if evident else set()
    hall.calls.append({"ends": ends, "confirmed": confirmed, "over": False, "reached": None})
    return OK


def end_call(hall: Hall, *, by_itself: bool) -> Answer:
    call = under_way(hall)
    if call is None:
        return {"quorum-call-over"}
    if by_itself and hall.now < call["ends"]:
        return NOTHING
    call["over"], call["reached"] = True, len(call["confirmed"]) >= QUORUM
    silent = sorted(hall.present - call["confirmed"])
    if hall.rules["attendance"]["unanswered"] == "leave" and silent and hall.phase != "adjourned":
        _gone(hall, silent)
    return OK


def due(hall: Hall) -> list[int]:
    """When the hall itself has something to do, in the order of time."""
    ends = [call["ends"] for call in hall.calls if not call["over"]]
    for turn in hall.running:
        left = hall.left(turn)
        if turn["state"] == "speaking" and turns.at_an_end(hall, turn) and left is not None:
            ends.append(hall.now + left)
    told = [
        microphone["since"] + differs_ms
        for seat, microphone in hall.microphones.items()
        if hall.differs(seat) and not microphone["alarmed"]
    ]
    return sorted(ends + told)
