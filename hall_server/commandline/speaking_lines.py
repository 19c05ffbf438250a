"""`hall verify --speaking`: who spoke how often and how long, and who was there, as lines.

Reads what was added up from the entries (`spoken.py`, `attended.py`); adds up nothing of the law's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import median

from hall_server.commandline.attended import Attendance, Call
from hall_server.commandline.spoken import Speech
from hall_server.sitting.ids import DelegateId, SpeakerId
from hall_server.sitting.state import State

GUESTS = "Khách mời · Guests"
NO_GROUP = "Không thuộc tổ nào · In no group"


def lines_of_speaking(speeches: list[Speech], state: State) -> Iterator[str]:
    """Give a line for each speaker, most time first, then one for each group."""
    yield "Phát biểu · Speaking"
    if not speeches:
        yield "    chưa có ai phát biểu · nobody has spoken"
        return
    by_speaker, by_group = _sums(speeches, state)
    yield from _sorted(by_speaker, state)
    yield "Theo tổ · By group"
    yield from _sorted(by_group, state)
    opened = sorted(one.opening for one in speeches if one.opening is not None)
    if opened:
        yield (
            f"Từ lúc bấm đến lúc micrô mở · From press to open microphone: "
            f"{len(opened)} × {median(opened):.0f} ms, ≤ {opened[-1]} ms"
        )


def _sums(
    speeches: list[Speech], state: State
) -> tuple[dict[str, list[Speech]], dict[str, list[Speech]]]:
    by_speaker: dict[str, list[Speech]] = defaultdict(list)
    by_group: dict[str, list[Speech]] = defaultdict(list)
    for speech in speeches:
        by_speaker[_name(speech.speaker, state)].append(speech)
        by_group[_group(speech.speaker, state)].append(speech)
    return by_speaker, by_group


def _sorted(sums: dict[str, list[Speech]], state: State) -> Iterator[str]:
    total = {name: sum(one.spoken for one in turns) for name, turns in sums.items()}
    for name in sorted(sums, key=lambda name: (-total[name], name)):
        kinds = Counter(_kind(one.kind, state) for one in sums[name])
        named = ", ".join(f"{kind} × {times}" for kind, times in sorted(kinds.items()) if kind)
        line = f"    {name}: {len(sums[name])} lượt · turns, {clock(total[name])}"
        yield f"{line} ({named})" if named else line


def _kind(name: str, state: State) -> str:
    known = state.pack.speeches.get(name)
    return f"{known.vi} · {known.en}" if known else name


def lines_of_attendance(found: Attendance) -> Iterator[str]:
    """Give who was there at the opening, at most and at least, each quorum call and each excuse."""
    yield "Có mặt · Present"
    if found.opened_with is not None:
        yield (
            f"    khai mạc · at the opening {found.opened_with}, "
            f"nhiều nhất · most {found.most}, ít nhất · fewest {found.fewest}"
        )
    yield f"    lượt đến · arrivals {found.came}, lượt về · departures {found.left}"
    for call in found.calls:
        yield f"    Điểm danh lần · Quorum call {call.number}: {_call(len(call.answered), call)}"
    if found.losses:
        yield f"    Mất túc số · Quorum lost: {len(found.losses)}"
    for who, reason in sorted(found.excused.items()):
        yield f"    Vắng có lý do · Excused: {found.names.get(who, who)}: {reason}"


def _call(answered: int, call: Call) -> str:
    needed = "" if call.needed is None else f" / {call.needed}"
    return f"{answered}{needed}{'' if call.counted is not None else ' …'}"


def clock(spent: int) -> str:
    """Write a length of time (ms) as hours, minutes, seconds and thousandths."""
    seconds, thousandths = divmod(spent, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    whole = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{whole}:{seconds:02}.{thousandths:03}"


def _name(who: str, state: State) -> str:
    delegate, guest = state.delegates.get(DelegateId(who)), state.guests.get(SpeakerId(who))
    if guest is not None:
        return f"{guest.name} – {guest.office}" if guest.office else guest.name
    return f"{delegate.name} ({delegate.seat})" if delegate else who


def _group(who: str, state: State) -> str:
    if who in state.guests:
        return GUESTS
    delegate = state.delegates.get(DelegateId(who))
    group = state.groups.get(delegate.group) if delegate else None
    return group.name if group else NO_GROUP
