"""Statuses of a made-up unit, for tests that need no simulator."""

from dataclasses import replace
from typing import Any

from firmware_bridge.drivers.seat_protocol import BallotLamp, Key, Lamp, Status, age_ms_max

UID = 0x0123_4567_89AB_CDEF
FRESH = Status(
    uid=UID,
    boot=7,
    online=True,
    card=False,
    microphone=False,
    present=False,
    entitled=False,
    held=False,
    presses=0,
    cards=0,
    poll=0,
    choice=Key.NONE,
    change=0,
    ballot=BallotLamp(),
    request=Lamp.OFF,
    press_age_ms=age_ms_max,
    change_age_ms=age_ms_max,
)


def status(**changes: Any) -> Status:
    age_ms = 0 if "change" in changes else age_ms_max
    return replace(FRESH, **{"change_age_ms": age_ms} | changes)
