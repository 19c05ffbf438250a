"""Asking for the floor, told a second time: what is refused, and where a request stands."""

from tests.properties.floor_hall import NOTHING, OK, Answer, Hall, Plain

bounce_ms = 300

ONLY_WHEN_ASKING = {"queue-full", "list-closed", "turns-used-up", "asking-closed"}
"""None of these matters to one who waits already."""


def bounces(hall: Hall, who: str, by: str) -> bool:
    """Two presses at one's own tablet within 300 ms are one, unless a key is held to speak."""
    if by != "tablet" or hall.mode == "push-to-talk" or who not in hall.presses:
        return False
    return hall.now - hall.presses[who] < bounce_ms


def pressed(hall: Hall, who: str, by: str) -> None:
    if by != "desk":
        hall.presses[who] = hall.now


def waiting(hall: Hall, item: str) -> list[Plain]:
    """What was asked for while no item was under way is for whichever is."""
    here = {item or hall.item, ""} if item in (hall.item, "") else {item}
    return [request for request in hall.queue if request["item"] in here]


def alike(hall: Hall, request: Plain) -> list[Plain]:
    """Everyone has one request of a kind on an item."""
    return [
        one
        for one in hall.queue
        if (one["who"], one["kind"]) == (request["who"], request["kind"])
        and one["item"] in (request["item"], "")
    ]


def find(hall: Hall, name: str) -> Plain | None:
    return next((request for request in hall.queue if request["id"] == name), None)


def questioner(hall: Hall, about: str) -> str:
    """Who put the question that a speech goes back to."""
    turn = hall.turn(about)
    if turn is None:
        return ""
    if hall.kind(turn["kind"])["role"] == "question":
        who: str = turn["who"]
        return who
    return questioner(hall, turn["about"])


def matter(hall: Hall, kind: str, item: str) -> str:
    """A rebuttal that names nothing is about the last question or answer on the item."""
    if not hall.kind(kind)["questioner_first"]:
        return ""
    spoken = [
        turn["id"]
        for turn in hall.turns
        if turn["item"] == item and hall.kind(turn["kind"])["role"] in ("question", "answer")
    ]
    return spoken[-1] if spoken else ""


def key(hall: Hall, request: Plain) -> tuple[int, int, int]:
    """The smaller goes first."""
    kind = hall.kind(request["kind"])
    first = kind["questioner_first"] and questioner(hall, request["about"]) == request["who"]
    again = hall.floor["first_time_first"] and hall.had(request["who"], request["item"])
    return kind["rank"], 0 if first else 1, 1 if again else 0


def place(hall: Hall, request: Plain) -> None:
    """Behind the last on its item that does not come after it."""
    after = waiting(hall, request["item"])
    behind: Plain | None = None
    while after and key(hall, after[-1]) > key(hall, request):
        behind = after.pop()
    put(hall, request, behind)


def put(hall: Hall, request: Plain, before: Plain | None) -> None:
    hall.queue.insert(hall.queue.index(before) if before else len(hall.queue), request)


def reasons_not_to_ask(hall: Hall, request: Plain, by: str) -> Answer:
    """All that speaks against a request; any of it may be said."""
    who, name, item = request["who"], request["kind"], request["item"]
    kind, found = hall.kind(name), set()
    quiet = hall.phase in ("prepared", "suspended")
    early = quiet and hall.floor["register_before"] and item
    if hall.phase != "in_session" and not early:
        found.add("phase-wrong")
    if hall.phase == "in_session":
        found |= set() if hall.there(who) else {"delegate-absent"}
        if item != hall.item and not hall.floor["register_before"]:
            found.add("item-not-under-way")
    if kind["asked_by"] == "desk" and by != "desk":
        found.add("kind-by-desk")
    by_pressing = opens_by_itself(hall, request) and hall.mode != "automatic"
    most = 0 if by_pressing else kind["turns_max"]
    if most and len(hall.had(who, item, name)) >= most:
        found.add("turns-used-up")
    if kind["lane"] == "list" and item in hall.closed:
        found.add("list-closed")
    if kind["clock"] == "ends" and hall.mode == "chair":
        found.add("asking-closed")
    running = hall.of(who)
    if running is not None and item == hall.item:
        found.add("already-speaking")
    if len(hall.queue) >= hall.floor["queue_max"]:
        found.add("queue-full")
    return found | wrong_about(hall, request)


def wrong_about(hall: Hall, request: Plain) -> Answer:
    """What is wrong with the question, the answer or the rebuttal."""
    kind, about = hall.kind(request["kind"]), request["about"]
    turn = hall.turn(about) if about else None
    found = {"about-unknown"} if about and turn is None else set()
    if kind["role"] == "question" and not addressee(hall, request):
        found.add("addressee-missing")
    if kind["role"] == "question" and request["to"] == request["who"]:
        found.add("question-to-oneself")
    if kind["role"] == "answer":
        if not about:
            found.add("about-missing")
        elif turn is not None and hall.kind(turn["kind"])["role"] != "question":
            found.add("about-wrong")
        elif turn is not None and kind["in_person"] and turn["to"] != request["who"]:
            found.add("answer-in-person")
    return found


def addressee(hall: Hall, request: Plain) -> str:
    """Whom a question is for: whoever was asked last, where it names nobody."""
    to: str = request["to"]
    if to or hall.kind(request["kind"])["role"] != "question":
        return to
    asked = [
        turn
        for turn in hall.turns
        if turn["item"] == request["item"] and hall.kind(turn["kind"])["role"] == "question"
    ]
    return str(asked[-1]["to"]) if asked else ""


def opens_by_itself(hall: Hall, request: Plain) -> bool:
    """Whether an ordinary request gets the floor without the chair while a place is free."""
    here = hall.phase == "in_session" and request["item"] == hall.item
    by_itself = hall.mode in ("automatic", "free", "push-to-talk")
    return here and by_itself and hall.ordinary(request["kind"])


def withdraw(hall: Hall, who: str, request: str, by: str) -> Answer:
    if bounces(hall, who, by):
        return NOTHING
    taken = [
        one
        for one in hall.queue
        if (one["id"] == request if request else one["item"] in (hall.item, ""))
        and one["who"] == who
    ]
    if not taken:
        return NOTHING | {"request-unknown", "other-delegate"}
    hall.queue = [one for one in hall.queue if one not in taken]
    pressed(hall, who, by)
    return OK


def move(hall: Hall, request: str, before: str) -> Answer:
    moved, behind = find(hall, request), find(hall, before)
    if moved is None or (before and behind is None):
        return {"request-unknown"}
    own = waiting(hall, moved["item"])
    if behind is not None and behind not in own:
        return {"request-unknown"}
    others = [*own[own.index(moved) + 1 :], None]
    if behind is moved or behind is others[0]:
        return NOTHING
    hall.queue.remove(moved)
    put(hall, moved, behind)
    return OK


def close_list(hall: Hall, item: str, *, closed: bool) -> Answer:
    item = item or hall.item
    if hall.phase == "adjourned":
        return {"phase-wrong"}
    if (item in hall.closed) == closed:
        return NOTHING
    (hall.closed.add if closed else hall.closed.discard)(item)
    return OK


def hand_in(hall: Hall, who: str, item: str, text: str) -> Answer:
    item = item or hall.item
    if hall.floor["written"] and not text.strip():
        return {"speech-empty"}
    if not hall.floor["written"] or (who, item) not in hall.unreached:
        return {"nothing-owed", "handed-in-already", "not-allowed-by-rules"}
    if (who, item) in hall.written:
        return NOTHING | {"handed-in-already"}
    hall.written.append((who, item))
    return OK
