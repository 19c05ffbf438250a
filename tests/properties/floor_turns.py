"""Turns told a second time: granting, ending, interrupting, microphones, time that runs out."""

from tests.properties import floor_queue as queue
from tests.properties.floor_hall import (
    NOTHING,
    OK,
    PLACES,
    SEATS,
    Answer,
    Hall,
    Plain,
)


def ask(
    hall: Hall, who: str, kind: str, item: str, *, about: str = "", to: str = "", by: str = "tablet"
) -> Answer:
    if queue.bounces(hall, who, by):
        return NOTHING
    request: Plain = {
        "id": f"r{hall.made + 1}",
        "who": who,
        "kind": kind or hall.floor["default_kind"],
        "item": item or hall.item,
        "about": about or queue.matter(hall, kind, item or hall.item),
        "to": to,
    }
    same = queue.alike(hall, request)
    opens = queue.opens_by_itself(hall, request)
    free = len(hall.running) < hall.open_max
    reasons = queue.reasons_not_to_ask(hall, request, by)
    if same:
        reasons -= queue.ONLY_WHEN_ASKING
    if opens and not free and hall.mode != "automatic":
        reasons.add("microphones-full")
    if same and not (opens and free):
        return NOTHING | reasons
    if opens and free and spent_up(hall, request):
        reasons.add("budget-spent")
    if reasons:
        return reasons
    if not same:
        hall.made += 1
        queue.place(hall, request)
        hall.unreached.add((who, request["item"]))
    queue.pressed(hall, who, by)
    if opens and free:
        begin(hall, same[0] if same else request)
    return OK


def spent_up(hall: Hall, request: Plain, interrupted: Plain | None = None) -> bool:
    payer = hall.payer(request["who"], request["kind"], interrupted)
    left = hall.budget_left(hall.item, payer)
    return left is not None and left <= 0


def grant(
    hall: Hall,
    who: str,
    *,
    kind: str = "",
    request: str = "",
    seconds: int | None = None,
    about: str = "",
    to: str = "",
) -> Answer:
    asked = queue.find(hall, request) if request else None
    if hall.phase != "in_session":
        return {"phase-wrong", "request-unknown"}
    if request and asked is None:
        return {"request-unknown"}
    if asked is None:
        asked = best(hall, who, kind or hall.floor["default_kind"])
    meant: Plain = {
        "id": "",
        "who": who,
        "kind": kind or hall.floor["default_kind"],
        "item": hall.item,
        "about": about or queue.matter(hall, kind, hall.item),
        "to": to,
    }
    if asked is not None:
        meant = {**asked, "about": about or asked["about"], "to": to or asked["to"]}
    meant["to"] = queue.addressee(hall, meant)
    reasons = queue.wrong_about(hall, meant)
    if meant["item"] not in (hall.item, ""):
        reasons.add("item-not-under-way")
    if not hall.there(meant["who"]):
        reasons.add("delegate-absent")
    if hall.of(meant["who"]) is not None:
        reasons.add("already-speaking")
    if reasons:
        return reasons
    return begin(hall, meant, seconds)


def best(hall: Hall, who: str, kind: str) -> Plain | None:
    own = [one for one in queue.waiting(hall, hall.item) if one["who"] == who]
    return next((one for one in own if one["kind"] == kind), None)


def begin(hall: Hall, request: Plain, seconds: int | None = None) -> Answer:
    """Give somebody the floor: what becomes of who speaks, whose time it is, and how long."""
    kind, other, item = hall.kind(request["kind"]), hall.speaking, hall.item
    over = leaving(hall) if kind["clock"] == "ends" else []
    budget_of(hall, request, other)
    payer = hall.payer(request["who"], request["kind"], other)
    left = hall.budget_left(item, payer)
    named = hall.seconds_of(request["who"], item, request["kind"])
    limit: int | None = (seconds or named) * 1000 or None
    if seconds is None and left is not None:
        if left <= 0:
            return {"budget-spent"}
        limit = left if limit is None else min(limit, left)
    for turn in over:
        hall.stop(turn, "ended")
    given: Plain = {
        "id": f"t{len(hall.turns) + 1}",
        "who": request["who"],
        "kind": request["kind"],
        "item": item,
        "about": request["about"],
        "to": request["to"],
        "seat": SEATS[request["who"]],
        "payer": payer,
        "limit": limit,
        "used": 0,
        "since": None,
        "state": "granted",
        "why": "",
        "interrupts": "",
        "opened": None,
        "granted": hall.now,
    }
    if kind["clock"] != "ends" and other is not None:
        given["interrupts"] = other["id"]
        if kind["clock"] == "pauses" and other["state"] != "paused":
            hall.stop(other, "paused", "interruption")
    hall.turns.append(given)
    hall.settle()
    if not waits_for_microphone(hall, given):
        hall.run(given)
    hall.queue = [one for one in hall.queue if one["id"] != request["id"]]
    waits = {(one["who"], one["item"]) for one in hall.queue}
    hall.unreached -= {(request["who"], item), (request["who"], "")} - waits
    return OK


def leaving(hall: Hall) -> list[Plain]:
    """The oldest end until there is a place."""
    return hall.running[: max(0, len(hall.running) - hall.open_max + 1)]


def budget_of(hall: Hall, request: Plain, other: Plain | None) -> None:
    """A group's time comes to be with its first turn on an item."""
    payer = hall.payer(request["who"], request["kind"], other)
    seconds = hall.floor["group_seconds"]
    if seconds and payer and hall.item and (hall.item, payer) not in hall.budgets:
        hall.budgets[hall.item, payer] = {"initial": seconds * 1000, "added": 0, "used": 0}


def waits_for_microphone(hall: Hall, turn: Plain) -> bool:
    seat = turn["seat"]
    return (
        hall.floor["clock_starts"] == "microphone"
        and bool(hall.units.get(seat))
        and hall.microphones.get(seat, {}).get("reported") is not True
    )


def fill(hall: Hall) -> None:
    """Where the queue opens by itself, the next who are there get the free places."""
    while hall.mode == "automatic" and hall.phase == "in_session":
        if len(hall.running) >= hall.open_max:
            return
        able = [
            one
            for one in queue.waiting(hall, hall.item)
            if hall.ordinary(one["kind"])
            and hall.there(one["who"])
            and hall.of(one["who"]) is None
            and not spent_up(hall, one)
            and not queue.wrong_about(hall, one)
        ]
        if not able:
            return
        begin(hall, able[0])


# What is done to a turn.


def meant(hall: Hall, turn: str) -> Plain | None:
    found = hall.turn(turn) if turn else hall.speaking
    return found if found is not None and found["state"] != "ended" else None


def none_meant(turn: str) -> Answer:
    return {"turn-over", "nobody-speaking"} if turn else {"nobody-speaking"}


def start(hall: Hall, turn: str) -> Answer:
    found = meant(hall, turn)
    if found is None:
        return none_meant(turn)
    if found["state"] != "granted":
        return NOTHING | {"turn-state-wrong"}
    hall.run(found)
    return OK


def pause(hall: Hall, turn: str) -> Answer:
    found = meant(hall, turn)
    if found is None:
        return none_meant(turn)
    if found["state"] == "paused":
        return NOTHING | {"turn-state-wrong"}
    hall.stop(found, "paused", "desk")
    return OK


def resume(hall: Hall, turn: str) -> Answer:
    found = meant(hall, turn)
    if found is None:
        return none_meant(turn)
    if found["state"] != "paused":
        return NOTHING | {"turn-state-wrong"}
    if hall.over(found):
        return {"still-interrupted"}
    left = hall.left(found)
    if left is not None and left <= 0 and hall.at_end(found) != "warn":
        return {"time-over"}
    hall.run(found)
    return OK


def change_time(hall: Hall, turn: str, seconds: int) -> Answer:
    found = meant(hall, turn)
    if found is None:
        return none_meant(turn)
    if found["limit"] is None:
        return {"no-time-limit"}
    if not seconds:
        return NOTHING
    found["limit"] = max(0, found["limit"] + seconds * 1000)
    left = hall.left(found)
    if found["why"] == "time" and left is not None and left > 0 and not hall.over(found):
        hall.run(found)
    return OK


def end(hall: Hall, *, turn: str = "", who: str = "", by: str = "desk") -> Answer:
    """`who` ends at their own device: their own turn, or by the key the turn at that seat."""
    if who and queue.bounces(hall, who, by):
        return NOTHING
    found = hall.of(who) if who else meant(hall, turn)
    if by == "keypad":
        here = [turn for turn in hall.running if turn["seat"] == SEATS[who]]
        found = here[-1] if here else None
    if found is None:
        return none_meant(turn) | ({"turn-over", "other-delegate"} if who else set())
    hall.end(found)
    queue.pressed(hall, found["who"], by)
    fill(hall)
    return OK


def end_time(hall: Hall, turn: str) -> Answer:
    found = meant(hall, turn)
    if found is None or not runs_out(hall, found):
        return NOTHING | none_meant(turn)
    if hall.at_end(found) == "mute":
        hall.stop(found, "paused", "time")
    else:
        hall.end(found)
        fill(hall)
    return OK


def at_an_end(hall: Hall, turn: Plain) -> bool:
    """Whether anything happens when the time of a turn is over."""
    return turn["state"] == "speaking" and hall.at_end(turn) != "warn"


def runs_out(hall: Hall, turn: Plain) -> bool:
    left = hall.left(turn)
    return at_an_end(hall, turn) and left is not None and left <= 0


def move_speaker(hall: Hall, turn: str, seat: str) -> Answer:
    found = meant(hall, turn)
    if found is None:
        return none_meant(turn)
    if seat and seat not in SEATS.values() and seat not in PLACES:
        return {"seat-unknown"}
    if found["seat"] == seat:
        return NOTHING
    found["seat"] = seat
    hall.settle()
    if found["state"] == "granted" and (not seat or not waits_for_microphone(hall, found)):
        hall.run(found)
    return OK
