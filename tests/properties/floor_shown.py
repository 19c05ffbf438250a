"""What is compared of the law's state and of the plain one: the same names, plain values."""

from hall_server.sitting.floor_state import Microphone, Turn
from hall_server.sitting.state import State
from tests.properties.floor_hall import ITEMS, Hall, Plain, fresh


def shown(state: State) -> Plain:
    floor, call = state.floor, state.quorum_calls[-1] if state.quorum_calls else None
    return {
        "course": (state.phase, state.item or "", sorted(state.present), state.quorum_lost),
        "queue": {
            item: [
                (request.id, request.speaker, request.kind, request.about, request.to)
                for request in floor.queue.values()
                if (request.item or "") == item
            ]
            for item in ("", *ITEMS)
        },
        "closed": sorted(item or "" for item in floor.closed_lists),
        "unreached": sorted((who, item or "") for who, item in floor.unreached),
        "written": [(one.speaker, one.item or "") for one in floor.written],
        "running": [turn.id for turn in floor.running],
        "turns": [_turn(turn) for turn in floor.turns],
        "floor": "" if state.turn is None else state.turn.id,
        "microphones": {
            seat: _microphone(one)
            for seat, one in sorted(floor.microphones.items())
            if _microphone(one) != (False, None, False)
        },
        "units": dict(sorted(floor.units.items())),
        "mode": (floor.mode, floor.open_max, floor.priority),
        "items": {
            item: (clock.limit, clock.used, clock.since)
            for item, clock in sorted(floor.items.items())
        },
        "budgets": {
            (item or "", group): (one.initial, one.added, one.used)
            for (item, group), one in sorted(floor.budgets.items(), key=str)
        },
        "call": None
        if call is None
        else (call.ends_at, sorted(call.confirmed), call.ended_at is not None, call.reached),
    }


def _turn(turn: Turn) -> tuple[object, ...]:
    clock = turn.clock
    return (
        (turn.id, turn.speaker, turn.kind, turn.item or "", turn.seat, turn.payer),
        (turn.state, turn.paused_by if turn.state == "paused" else ""),
        (clock.limit, clock.used, clock.since),
        (turn.interrupts, turn.about, turn.to, turn.opened_at),
    )


def _microphone(one: Microphone) -> tuple[bool, bool | None, bool]:
    return one.wanted, one.reported, one.alarmed


def plain_shown(hall: Hall) -> Plain:
    call = hall.calls[-1] if hall.calls else None
    return {
        "course": (hall.phase, hall.item, sorted(hall.present), hall.lost),
        "queue": {
            item: [
                tuple(request[name] for name in ("id", "who", "kind", "about", "to"))
                for request in hall.queue
                if request["item"] == item
            ]
            for item in ("", *ITEMS)
        },
        "closed": sorted(hall.closed),
        "unreached": sorted(hall.unreached),
        "written": hall.written,
        "running": [turn["id"] for turn in hall.running],
        "turns": [_plain_turn(turn) for turn in hall.turns],
        "floor": "" if hall.speaking is None else hall.speaking["id"],
        "microphones": {
            seat: (one["wanted"], one["reported"], one["alarmed"])
            for seat, one in sorted(hall.microphones.items())
            if one != {**fresh(), "since": one["since"]}
        },
        "units": dict(sorted(hall.units.items())),
        "mode": (hall.mode, hall.open_max, hall.priority),
        "items": {
            item: (clock["limit"], clock["used"], clock["since"])
            for item, clock in sorted(hall.items.items())
        },
        "budgets": {
            name: (one["initial"], one["added"], one["used"])
            for name, one in sorted(hall.budgets.items())
        },
        "call": None
        if call is None
        else (call["ends"], sorted(call["confirmed"]), call["over"], call["reached"]),
    }


def _plain_turn(turn: Plain) -> tuple[object, ...]:
    return (
        tuple(turn[name] for name in ("id", "who", "kind", "item", "seat", "payer")),
        (turn["state"], turn["why"] if turn["state"] == "paused" else ""),
        tuple(turn[name] for name in ("limit", "used", "since")),
        tuple(turn[name] for name in ("interrupts", "about", "to", "opened")),
    )
