"""Who was there, worked out from the entries alone: comings, goings, quorum calls, reasons.

Knows nothing of the law's own lists, with which the numbers are compared at the end.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct

from hall_server.journal.journal import Entry
from hall_server.sitting import events as e
from hall_server.sitting import floor_events as f
from hall_server.sitting.event import Event
from hall_server.sitting.state import State


class Call(Struct):
    """A quorum call: who answered; `counted` and `reached` are what its end says."""

    number: int
    needed: int | None
    answered: set[str] = set()
    counted: int | None = None
    reached: bool | None = None


class Attendance(Struct):
    """Who is there, what was counted, and how often anybody came or left.

    `most` and `fewest` are of the time in session, None before it opens. `losses` are the times
    at which too few were left (ms).
    """

    present: set[str] = set()
    names: dict[str, str] = {}
    in_session: bool = False
    opened_with: int | None = None
    most: int | None = None
    fewest: int | None = None
    came: int = 0
    left: int = 0
    excused: dict[str, str] = {}
    proxies: dict[str, str] = {}
    represented: bool = False
    """Whether the rules count the absent whom somebody present stands for."""
    calls: list[Call] = []
    losses: list[int] = []

    def count(self) -> None:
        """Keep the most and the fewest who are there in session."""
        if self.in_session:
            here = len(self.present)
            self.most = max(self.most or 0, here)
            self.fewest = here if self.fewest is None else min(self.fewest, here)


def attendance(entries: Iterable[Entry]) -> Attendance:
    """Follow everybody's coming and going."""
    found = Attendance()
    for entry in entries:
        take = _TAKES.get(type(entry.event))
        if take is not None:
            take(found, entry.event, entry.at)
            found.count()
    return found


def _prepared(found: Attendance, event: e.SittingPrepared, _at: int) -> None:
    if found.opened_with is not None:
        return
    names = {str(one.id): one.name for one in event.preparation.delegates}
    found.present = {who for who in found.present if found.names.get(who) == names.get(who)}
    found.excused = {
        who: why for who, why in found.excused.items() if found.names.get(who) == names.get(who)
    }
    found.names = names
    found.represented = event.preparation.rules.vote.entitled == "represented"


def _in_session(found: Attendance, event: e.SittingOpened | e.SittingResumed, _at: int) -> None:
    found.in_session = True
    if isinstance(event, e.SittingOpened):
        found.opened_with = len(found.present)


def _interrupted(
    found: Attendance, _event: e.SittingSuspended | e.SittingAdjourned, _at: int
) -> None:
    found.in_session = False


def _came(found: Attendance, event: e.DelegateCheckedIn, _at: int) -> None:
    found.came += event.delegate not in found.present
    found.present.add(event.delegate)


def _left(found: Attendance, event: e.DelegateCheckedOut, _at: int) -> None:
    found.left += event.delegate in found.present
    found.present.discard(event.delegate)
    for call in found.calls[-1:]:
        if call.counted is None:
            call.answered.discard(event.delegate)


def _proxy(found: Attendance, event: e.ProxyGiven, _at: int) -> None:
    found.proxies[event.principal] = event.holder


def _excused(found: Attendance, event: f.DelegateExcused, _at: int) -> None:
    if event.reason:
        found.excused[event.delegate] = event.reason
    else:
        found.excused.pop(event.delegate, None)


def _called(found: Attendance, event: f.QuorumCalled, _at: int) -> None:
    found.calls.append(Call(event.number, event.needed))


def _confirmed(found: Attendance, event: f.PresenceConfirmed, _at: int) -> None:
    for call in found.calls[-1:]:
        call.answered.add(event.delegate)


def _call_ended(found: Attendance, event: f.QuorumCallEnded, _at: int) -> None:
    for call in found.calls[-1:]:
        call.counted, call.reached = event.present, event.reached
        if found.represented:
            absent = found.proxies.keys() - found.present
            call.answered |= {who for who in absent if found.proxies[who] in call.answered}


def _lost(found: Attendance, _event: f.QuorumLost, at: int) -> None:
    found.losses.append(at)


_TAKES: dict[type[Event], Callable[[Attendance, Any, int], None]] = {
    e.SittingPrepared: _prepared,
    e.SittingOpened: _in_session,
    e.SittingResumed: _in_session,
    e.SittingSuspended: _interrupted,
    e.SittingAdjourned: _interrupted,
    e.DelegateCheckedIn: _came,
    e.DelegateCheckedOut: _left,
    e.ProxyGiven: _proxy,
    f.DelegateExcused: _excused,
    f.QuorumCalled: _called,
    f.PresenceConfirmed: _confirmed,
    f.QuorumCallEnded: _call_ended,
    f.QuorumLost: _lost,
}


def differences(found: Attendance, state: State) -> Iterator[str]:
    """Say where the law's lists differ from what was followed."""
    here = {str(who) for who in state.present}
    if here != found.present:
        yield f"present are {len(here)}, by the comings and goings {len(found.present)}"
    excused = {str(who): why for who, why in state.excused.items()}
    for name in sorted({who for who, _ in excused.items() ^ found.excused.items()}):
        told, followed = excused.get(name, ""), found.excused.get(name, "")
        yield f"{name} is excused by “{told}”, by the entries “{followed}”"
    for call in found.calls:
        if call.counted is not None and call.counted != len(call.answered):
            yield (
                f"quorum call {call.number}: {call.counted} were counted, "
                f"{len(call.answered)} had answered"
            )
