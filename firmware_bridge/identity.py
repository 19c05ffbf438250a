"""Whose place is whose: units by place, and the conflicts between them. Pure.

Knows that one unit belongs at one place. Must not know what units do there.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from firmware_bridge.drivers.hub import UnitSeen
from firmware_bridge.seats import Place


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two units at one address, or one unit at two: none of the places is served."""

    what: Literal["address", "unit"]
    places: tuple[Place, ...]
    uids: tuple[int, ...]

    def __str__(self) -> str:
        """Say it for the log."""
        units = ", ".join(f"{uid:016x}" for uid in self.uids)
        places = ", ".join(f"hub {place.hub} address {place.address}" for place in self.places)
        return f"duplicate {self.what}: {places} has {units}; refused until one is removed"


class Register:
    """The units that are online, by place and by identity."""

    def __init__(self) -> None:
        self._at: dict[Place, dict[int, UnitSeen]] = defaultdict(dict)
        self._places: dict[int, set[Place]] = defaultdict(set)

    def see(self, place: Place, seen: UnitSeen) -> frozenset[Place]:
        """Take a unit's state in; return the places whose standing may have changed."""
        uid = seen.status.uid
        if not seen.status.online:
            return self.lose(place, uid) | {place}
        self._at[place][uid] = seen
        self._places[uid].add(place)
        return frozenset(self._places[uid])

    def lose(self, place: Place, uid: int) -> frozenset[Place]:
        """Strike a unit off a place; return the places whose standing may have changed."""
        touched = frozenset(self._places[uid]) | {place}
        self._at[place].pop(uid, None)
        self._places[uid].discard(place)
        if not self._places[uid]:
            del self._places[uid]
        return touched

    def unit(self, place: Place) -> UnitSeen | None:
        """Give the one unit that may be served at this place."""
        here = self._at[place]
        if len(here) != 1 or self.conflict(place) is not None:
            return None
        return next(iter(here.values()))

    def conflict(self, place: Place) -> Conflict | None:
        """Tell why nobody is served at this place although somebody is there."""
        here = self._at[place]
        if len(here) > 1:
            return Conflict("address", (place,), tuple(sorted(here)))
        for uid in here:
            if len(self._places[uid]) > 1:
                return Conflict("unit", tuple(sorted(self._places[uid])), (uid,))
        return None
