"""What the hall wants against what the hardware reports. Pure: facts and boards in, steps out.

Knows when a unit must be told something and when the hall must. Must not know bytes, ports,
sockets or files. Times are ms of the bridge's own monotonic clock.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from firmware_bridge import presses
from firmware_bridge.broadcast import Broadcast
from firmware_bridge.drivers.hub import Fact, HubFound, HubLost, UnitLost, UnitSeen
from firmware_bridge.drivers.seat_protocol import (
    EVERYONE,
    Key,
    Lamp,
    Message,
    Query,
    Status,
    Want,
)
from firmware_bridge.identity import Conflict, Register
from firmware_bridge.polls import Polls
from firmware_bridge.presses import Act, Mark, Press
from firmware_bridge.request_key import RequestKey
from firmware_bridge.seats import Place, SeatMap
from firmware_bridge.wishes import (
    KEYS,
    NOTHING,
    Answer,
    Asking,
    Awaited,
    BoardSeat,
    KeyUse,
    is_fulfilled,
    read_ballot,
    read_floor,
    read_poll,
    read_seat,
    want_of,
)

want_again_ms: Final = 500
"""A unit that does not yet do what is wanted is told again: the order or its status was lost."""

start_ms: Final = 2_000
"""After it a seat that was never heard counts as offline: two times the longest silence."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tell:
    """Send a message to a seat of a hub, or to all of its seats."""

    hub: int
    address: int
    message: Message


@dataclass(frozen=True, slots=True)
class Report:
    """Tell the hall a state of the hardware; lost or refused, it is not told again as it was."""

    seat: str
    what: Literal["unit", "microphone"]
    value: bool

    @property
    def command(self) -> dict[str, str | bool]:
        """The command to the hall."""
        if self.what == "unit":
            return {"t": "ReportUnit", "seat": self.seat, "online": self.value}
        return {"t": "ReportMicrophone", "seat": self.seat, "open": self.value}


@dataclass(slots=True)
class _Seat:
    name: str
    place: Place
    wish: BoardSeat = NOTHING
    on_disk: Key = Key.NONE
    """The ballot that counts in the current poll."""
    awaited: Awaited | None = None
    key: RequestKey = field(default_factory=RequestKey)
    cards: set[str] = field(default_factory=set)
    """Comings and goings on their way to the hall."""
    sent: Want | None = None
    sent_at: int = 0
    conflict: Conflict | None = None
    reported: dict[str, bool] = field(default_factory=dict)
    reporting: set[str] = field(default_factory=set)


class Reconciler:
    """All seats of one bridge.

    `marks` and `open_presses` come from the spool: what was acted upon before this run, and what
    of it the hall has not answered yet.
    """

    def __init__(
        self,
        seats: SeatMap,
        marks: Mapping[tuple[int, Act], Mark],
        open_presses: Iterable[Press],
        now: int,
    ) -> None:
        self._seats = {name: _Seat(name, place) for place, name in seats.items()}
        self._at = {seat.place: seat for seat in self._seats.values()}
        self._register = Register()
        self._marks = dict(marks)
        self._waiting: dict[str, Press] = {}
        self._started_at = now
        self._has_board = False
        self._hall_ahead = 0
        self._polls = Polls()
        self._key_use: KeyUse = "asking"
        self._hubs: dict[int, Broadcast] = {}
        self._dirty = set(self._seats)
        self._unsettled: set[str] = set()
        self._unreported = set(self._seats)
        self._strangers: set[Place] = set()
        for press in open_presses:
            self._wait_for(press)

    # --- what comes in ------------------------------------------------------------------------

    def set_board(self, board: Mapping[str, Any], changed: Iterable[str], now: int) -> None:
        """Take the `devices` board in, of which `changed` are new.

        Raises `msgspec.ValidationError` for values of a shape this bridge does not know.
        """
        if not self._has_board:
            self._has_board = True
            self._dirty.update(self._seats)
        for key in changed:
            kind, _, name = key.partition("/")
            if kind == "poll":
                self._set_poll(board.get(key), now)
            elif key == "floor":
                self._key_use = read_floor(board.get(key))
            elif seat := self._seats.get(name):
                self._dirty.add(name)
                if kind == "seat":
                    seat.wish = read_seat(board.get(key))
                elif kind == "ballot":
                    seat.on_disk = read_ballot(board.get(key))

    def take(self, hub: int, fact: Fact) -> None:
        """Take in what the driver of a hub has found."""
        match fact:
            case HubFound(info):
                log.info("hub %d: %012x with %d seats", hub, info.uid, info.seats)
                self._hubs[hub] = Broadcast()
                self._tell_all_again(hub)
            case HubLost():
                log.warning("hub %d: silent; its seats are offline", hub)
                self._hubs.pop(hub, None)
            case UnitSeen(address):
                self._touch(self._register.see(Place(hub, address), fact))
            case UnitLost(address, uid):
                self._touch(self._register.lose(Place(hub, address), uid))

    def answer(self, press_id: str, refusal: str, now: int) -> None:
        """Take the hall's answer to a press; `refusal` is its code, empty for a promise."""
        press = self._waiting.pop(press_id, None)
        if press is None:
            return
        if refusal:
            what = "ballot not counted" if press.act == "ballot" else f"{press.act} not taken"
            log.warning("seat %s: %s: %s (%s)", press.seat, what, refusal, press.id)
        if (seat := self._seats.get(press.seat)) is None:
            return
        self._dirty.add(seat.name)
        seat.cards.discard(press_id)
        if press.key == "request":
            seat.key.answer(press, refusal, now)
        if press.act == "hold" and refusal:
            self._marks[press.uid, "release"] = press.mark  # there is nothing to end
        if seat.awaited is not None and seat.awaited.id == press_id:
            seat.awaited.answer = Answer.REFUSED if refusal else Answer.DONE
            seat.awaited.answered_at = now

    def answer_report(self, report: Report, refusal: str) -> None:
        """Take the hall's answer to a report."""
        seat = self._seats[report.seat]
        seat.reporting.discard(report.what)
        if refusal:
            log.warning("seat %s: report of its %s refused: %s", seat.name, report.what, refusal)
        self._unreported.add(seat.name)

    def report_anew(self) -> None:
        """Report everything again: this is another run of the hall."""
        for seat in self._seats.values():
            seat.reported.clear()
        self._unreported.update(self._seats)

    # --- what goes out ------------------------------------------------------------------------

    def steps(self, now: int, hall_now: int) -> list[Tell | Press]:
        """Give all that is due; to be called after every change and some ten times a second.

        `hall_now` is the hall's time (ms since 1970 UTC) at `now`.
        """
        if not self._has_board:
            return []
        self._hall_ahead = hall_now - now
        steps: list[Tell | Press] = list(self._broadcasts(now))
        names, self._dirty = self._dirty | self._unsettled, set()
        for name in sorted(names):
            self._settle(self._seats[name], now, steps)
        return steps

    def next_reports(self, count_max: int, now: int) -> list[Report]:
        """Give at most so many reports that the hall has not had; each must be answered."""
        due: list[Report] = []
        starting = now - self._started_at < start_ms
        for name in sorted(self._unreported):
            seat = self._seats[name]
            reports = [*self._reports(seat, starting=starting)]
            if len(due) + len(reports) > count_max:
                break
            if not (starting and self._register.unit(seat.place) is None):
                self._unreported.discard(name)
            due += reports
        for report in due:
            self._seats[report.seat].reporting.add(report.what)
            self._seats[report.seat].reported[report.what] = report.value
        return due

    # --- the poll -----------------------------------------------------------------------------

    def _set_poll(self, value: Any, now: int) -> None:
        self._polls.take(read_poll(value), now)
        self._hubs = {hub: Broadcast() for hub in self._hubs}
        self._dirty.update(self._seats)

    def _broadcasts(self, now: int) -> Iterable[Tell]:
        for hub, broadcast in self._hubs.items():
            if broadcast.take(now):
                yield Tell(hub, EVERYONE, self._polls.present)
                if broadcast.is_last_quick_one and not self._polls.present.open:
                    # What was latched before the close must be heard, whatever was lost.
                    yield Tell(hub, EVERYONE, Query())

    def _tell_all_again(self, hub: int) -> None:
        for seat in self._seats.values():
            if seat.place.hub == hub:
                seat.sent = None
                self._dirty.add(seat.name)

    # --- one seat -----------------------------------------------------------------------------

    def _touch(self, places: Iterable[Place]) -> None:
        for place in places:
            if seat := self._at.get(place):
                self._dirty.add(seat.name)
                self._unreported.add(seat.name)
                self._note_conflict(seat)
            elif place not in self._strangers:
                self._strangers.add(place)
                log.warning("hub %d address %d: no seat is mapped to it", *place)

    def _note_conflict(self, seat: _Seat) -> None:
        conflict = self._register.conflict(seat.place)
        if conflict != seat.conflict:
            seat.conflict = conflict
            log.error("seat %s: %s", seat.name, conflict or "conflict is over")

    def _settle(self, seat: _Seat, now: int, steps: list[Tell | Press]) -> None:
        """Bring one seat forward: its presses to the hall, the hall's wishes to it."""
        self._unsettled.discard(seat.name)
        seen = self._register.unit(seat.place)
        if seen is None:
            seat.sent = None
            return
        for press in self._new_presses(seat, seen, now):
            self._wait_for(press)
            steps.append(press)
        if tell := self._order(seat, seen.status, now):
            steps.append(tell)

    def _order(self, seat: _Seat, status: Status, now: int) -> Tell | None:
        asking = seat.key.asking(now)
        poll, hall_now = self._polls.present, now + self._hall_ahead
        want = want_of(seat.wish, seat.on_disk, poll, status, seat.awaited, asking, now, hall_now)
        waits_for_board = seat.awaited is not None and seat.awaited.answer is Answer.DONE
        if waits_for_board and want.ballot.lamp is not Lamp.BLINK:
            seat.awaited, waits_for_board = None, False
        fulfilled = is_fulfilled(want, status)
        waits_for_time = asking is Asking.REFUSED or seat.wish.will_warn(hall_now)
        if waits_for_board or waits_for_time or not fulfilled:
            self._unsettled.add(seat.name)
        if want == seat.sent and (fulfilled or now - seat.sent_at < want_again_ms):
            return None
        seat.sent, seat.sent_at = want, now
        return Tell(seat.place.hub, seat.place.address, want)

    def _new_presses(self, seat: _Seat, seen: UnitSeen, now: int) -> Iterable[Press]:
        status = seen.status
        # Who comes must be present before they vote, who goes has voted before.
        acts: tuple[Act, ...] = ("card", "ballot") if status.card else ("ballot", "card")
        for act in (*acts, "floor"):
            if not self._is_new(act, status):
                continue
            self._marks[status.uid, act] = Mark(status.boot, presses.counter_of(act, status))
            if press := self._press(act, seat, seen, now):
                yield press
        if press := self._release(seat, status):
            yield press

    def _press(self, act: Act, seat: _Seat, seen: UnitSeen, now: int) -> Press | None:
        match act:
            case "ballot":
                return self._ballot(seat, seen)
            case "card":
                return self._card(seat, seen.status)
            case _:
                return self._request(seat, seen, now)

    def _is_new(self, act: Act, status: Status) -> bool:
        if act == "ballot" and status.choice is Key.NONE:
            return False
        if act == "floor" and not presses.is_new(
            act, status, self._marks.get((status.uid, "hold"))
        ):
            return False
        return presses.is_new(act, status, self._marks.get((status.uid, act)))

    def _ballot(self, seat: _Seat, seen: UnitSeen) -> Press | None:
        status = seen.status
        if reason := self._polls.why_not(seen):
            log.warning("seat %s: ballot not counted: %s", seat.name, reason)
            return None
        vote = self._polls.vote_of(status.poll)
        return presses.ballot(seat.name, status, vote, seen.changed_at + self._hall_ahead)

    def _card(self, seat: _Seat, status: Status) -> Press | None:
        if not seat.cards and seat.wish.present == status.card:
            return None
        return presses.card(seat.name, status)

    def _request(self, seat: _Seat, seen: UnitSeen, now: int) -> Press | None:
        deed = seat.key.deed(seen, self._key_use, seat.wish, now)
        if deed is None:
            return None
        act: Act = "hold" if self._key_use == "hold" else "floor"
        pressed_at = seen.pressed_at + self._hall_ahead
        press = presses.floor(seat.name, seen.status, act, deed, pressed_at)
        self._marks[press.uid, act] = press.mark
        return press

    def _release(self, seat: _Seat, status: Status) -> Press | None:
        """End the speech for which a key was held, once it is held no more, in whatever mode."""
        held = self._marks.get((status.uid, "hold"))
        if held is None or status.held or self._marks.get((status.uid, "release")) == held:
            return None
        self._marks[status.uid, "release"] = held
        return presses.release(seat.name, status.uid, held)

    def _wait_for(self, press: Press) -> None:
        self._waiting[press.id] = press
        seat = self._seats.get(press.seat)
        if seat is None:
            return
        match press.act:
            case "ballot":
                key = next(key for choice, key in KEYS.items() if choice == press.command["choice"])
                seat.awaited = Awaited(press.id, press.poll, press.mark.counter, key)
            case "card":
                seat.cards.add(press.id)
            case _:
                seat.key.send(press)

    def _reports(self, seat: _Seat, *, starting: bool) -> Iterable[Report]:
        seen = self._register.unit(seat.place)
        if starting and seen is None:
            return
        facts: dict[Literal["unit", "microphone"], bool] = {"unit": seen is not None}
        if seen is not None:
            facts["microphone"] = seen.status.microphone
        for what, value in facts.items():
            if what not in seat.reporting and seat.reported.get(what) != value:
                yield Report(seat.name, what, value)
