"""What a person at a command line is told of the floor. Pure: scenes in, lines out."""

from collections.abc import Iterator

from tablet_client.floor_views import OwnFloor, OwnRequest, Turn
from tablet_client.scene import Line, Scene, in_words
from tablet_client.wording import Lang, say


def news(before: Scene, after: Scene, lang: Lang) -> Iterator[Line]:
    """Tell what is new of one's requests and one's turn, and of quorum calls."""
    yield from _turn_news(before, after, lang)
    yield from _request_news(before, after, lang)
    owed = set(_owed(after)) - set(_owed(before))
    if owed and _is_known(before):
        yield from _owing(after, sorted(owed), lang)
    yield from _call_news(before, after, lang)
    filed = {question.id for question in before.questions}
    for question in after.questions:
        if question.id not in filed and _is_known(before):
            details = {"name": question.to.name, "topic": question.topic}
            yield Line(say(lang, "question-filed", **details), "green")


def status(scene: Scene, lang: Lang) -> Iterator[Line]:
    """Tell how the floor stands."""
    turn, speaker = scene.turn, scene.speaker
    if speaker is not None and (turn is None or turn.turn != speaker.turn):
        yield Line(say(lang, "speaker", name=speaker.person.name, kind=in_words(speaker, lang)))
    if turn is not None:
        yield _turn(turn, scene, lang)
    for request in _requests(scene):
        yield _request(request, scene, lang)
    yield from _owing(scene, _owed(scene), lang)
    if _is_to_answer(scene):
        yield Line(say(lang, "quorum-called"), "bold yellow")


def next_moment(scene: Scene) -> int | None:
    """Give when there is something to tell by the clock alone: a warning, the end of the time.

    The hall's time, in ms; None: nothing comes by itself.
    """
    turn = scene.turn
    if turn is None or turn.clock.since is None:
        return None
    remaining = turn.clock.remaining_ms(scene.now)
    if remaining is None or remaining <= 0:
        return None
    before_warning = remaining - turn.clock.warning_ms
    return scene.now + (before_warning if before_warning > 0 else remaining)


def _is_known(scene: Scene) -> bool:
    """Tell whether the seat's own board had come: what stood there before is no news."""
    return scene.floor is not None


def _requests(scene: Scene) -> list[OwnRequest]:
    return scene.floor.requests if scene.floor is not None else []


def _owed(scene: Scene) -> list[str]:
    return scene.floor.owed if scene.floor is not None else []


# --- one's own turn ---------------------------------------------------------------------------


def _turn_news(before: Scene, after: Scene, lang: Lang) -> Iterator[Line]:
    old, new = before.turn, after.turn
    if old is not None and (new is None or new.turn != old.turn):
        yield Line(say(lang, "spoken"))
        old = None
    if new is None:
        return
    if old is None or _bearing(old) != _bearing(new):
        yield _turn(new, after, lang)
    elif _stage(old, before.now) != _stage(new, after.now):
        yield from _stage_line(new, after, lang)


def _bearing(turn: Turn) -> tuple[object, ...]:
    return (turn.state, turn.paused_by, turn.clock.limit_ms, turn.seat)


def _stage(turn: Turn, now: int) -> str:
    """Say how far the clock is: nothing, nearly over, over."""
    remaining = turn.clock.remaining_ms(now)
    if remaining is None or not turn.clock.is_nearly_over(now):
        return ""
    return "time-over" if remaining <= 0 else "time-nearly-over"


def _stage_line(turn: Turn, scene: Scene, lang: Lang) -> Iterator[Line]:
    if stage := _stage(turn, scene.now):
        yield Line(say(lang, stage, seconds=_seconds(turn, scene.now)), "bold red")


def _turn(turn: Turn, scene: Scene, lang: Lang) -> Line:
    kind, seconds = in_words(turn, lang), _seconds(turn, scene.now)
    match turn.state:
        case "paused":
            return Line(say(lang, f"turn-paused-{turn.paused_by}", seconds=seconds), "yellow")
        case "granted":
            return Line(say(lang, "turn-granted", kind=kind), "bold green")
        case _:
            key = "speaking" if turn.clock.limit_ms is not None else "speaking-without-end"
            return Line(say(lang, key, kind=kind, seconds=seconds), "bold green")


def _seconds(turn: Turn, now: int) -> int:
    return max(0, round((turn.clock.remaining_ms(now) or 0) / 1000))


# --- one's requests ---------------------------------------------------------------------------


def _request_news(before: Scene, after: Scene, lang: Lang) -> Iterator[Line]:
    old = {(one.request, one.place) for one in _requests(before)}
    left = {one.request for one in _requests(after)}
    if after.turn is None and any(one.request not in left for one in _requests(before)):
        yield Line(say(lang, "no-place"))
    for request in _requests(after):
        if (request.request, request.place) not in old:
            yield _request(request, after, lang)


def _request(request: OwnRequest, scene: Scene, lang: Lang) -> Line:
    kind = in_words(request, lang)
    if scene.item is not None and request.item not in ("", scene.item.id):
        return Line(say(lang, "registered", kind=kind, item=scene.number_of(request.item)))
    key = "next" if request.place == 1 else "place"
    return Line(say(lang, key, place=request.place, kind=kind))


def _owing(scene: Scene, items: list[str], lang: Lang) -> Iterator[Line]:
    # While one waits on the item under way, one may still be reached.
    current = scene.item.id if scene.item is not None else ""
    waiting = {one.item for one in _requests(scene)}
    for item in items:
        if item != current or item not in waiting:
            yield Line(say(lang, "owed", item=scene.number_of(item)))


# --- quorum calls -----------------------------------------------------------------------------


def _is_to_answer(scene: Scene) -> bool:
    call, floor = scene.quorum_call, scene.floor
    confirmed = floor is not None and floor.confirmed
    return call is not None and call.ended_at is None and not confirmed


def _call_news(before: Scene, after: Scene, lang: Lang) -> Iterator[Line]:
    if _is_to_answer(after) and not _is_to_answer(before):
        yield Line(say(lang, "quorum-called"), "bold yellow")
    if _confirmed(after.floor) and not _confirmed(before.floor):
        yield Line(say(lang, "quorum-answered"), "green")
    old, call = before.quorum_call, after.quorum_call
    if old is None or call is None or old.ended_at is not None or call.ended_at is None:
        return
    key = {True: "quorum-there", False: "quorum-missing", None: "quorum-counted"}[call.reached]
    yield Line(say(lang, key, confirmed=call.confirmed, needed=call.needed))


def _confirmed(floor: OwnFloor | None) -> bool:
    return floor is not None and floor.confirmed
