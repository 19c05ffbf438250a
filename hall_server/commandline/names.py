"""`hall verify --names`: who voted how, who was present, and when, as the minutes want it.

Of votes whose names the rules keep none is printed, though the journal has them for the recount.

Reads the recount and the replayed sitting; judges nothing. Times are this machine's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rich.console import Console

from hall_server.commandline.recounted import Recount
from hall_server.commandline.rule_words import LEVELS
from hall_server.commandline.verify import Report, say
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.state import State

_CHOICES = (
    ("yes", "Tán thành", "In favour"),
    ("no", "Không tán thành", "Against"),
    ("abstain", "Không biểu quyết", "Abstain"),
)
_KEPT = {
    "aggregate": ("Quy tắc không công bố tên", "The rules keep the names"),
    "paper": ("Bỏ phiếu giấy, không ghi tên", "On paper, without names"),
    "show-of-hands": ("Giơ tay, không ghi tên", "By show of hands, without names"),
}
_LEVELS = {f":{level}": ", " + " · ".join(words) for level, words in LEVELS.items()}


def print_names(report: Report, console: Console) -> None:
    """Print each vote with its times and everyone's name by what they chose; then the roll."""
    state = report.state
    say(
        console,
        "",
        f"Khai mạc · Opened {_time(state.opened_at)}; "
        f"bế mạc · adjourned {_time(state.adjourned_at)}",
        f"Giờ của máy này · This machine's time: UTC{_moment(state.last_at):%z}",
    )
    for vote in report.votes:
        _print_vote(vote, state, console)
    _print_roll(state, console)


def _print_vote(vote: Recount, state: State, console: Console) -> None:
    say(console, "", f"{vote.vote}  {vote.title}")
    if vote.opened_at is None:
        say(console, "    Chưa mở · Not opened")
        return
    say(
        console,
        f"    Mở · Opened {_time(vote.opened_at)}; đóng · closed {_time(vote.closed_at)}",
    )
    kept = _KEPT.get(vote.kind.form)
    if kept:
        say(console, f"    {' · '.join(kept)}")
        if vote.board:
            _print_group("Ban kiểm phiếu · Counting board", vote.board, state, console)
    else:
        _print_ballots(vote, state, console)
    _print_group("Vắng · Absent", _absent(vote, state), state, console)
    for delegate, reason in vote.recused.items():
        say(console, f"    Không tham gia · Recused: {_name(delegate, state)}: {reason}")
    for claim in () if kept else vote.claims:
        who = _name(claim.delegate, state)
        say(console, f"    Đính chính · Correction: {who}: {claim.claimed} ({claim.reason})")


def _print_ballots(vote: Recount, state: State, console: Console) -> None:
    for heading, chosen in _groups(vote):
        _print_group(heading, chosen, state, console)
    _print_group("Không bấm · Silent", vote.register - vote.ballots.keys(), state, console)
    for principal, ballot in vote.ballots.items():
        if ballot.by:
            names = f"{_name(principal, state)} ← {_name(ballot.by, state)}"
            say(console, f"    Biểu quyết thay · By proxy: {names}")


def _groups(vote: Recount) -> Iterator[tuple[str, list[str]]]:
    """Give a heading for each answer, and who gave it."""
    for choice, vi, en in _CHOICES:
        if choice == "abstain" or vote.kind.question == "yes-no":
            yield (
                f"{vi} · {en}",
                [who for who, cast in vote.ballots.items() if cast.choice == choice],
            )
    levels = _LEVELS if vote.kind.question == "rating" else {"": ""}
    for option in vote.options:
        for level, called in levels.items():
            mark = f"{option.id}{level}"
            chosen = [who for who, cast in vote.ballots.items() if mark in cast.marks]
            yield f"{option.vi}{called}", chosen


def _absent(vote: Recount, state: State) -> set[str]:
    return {str(who) for who in state.delegates} - vote.register - vote.recused.keys()


def _print_group(heading: str, members: Iterable[str], state: State, console: Console) -> None:
    listed = _in_order(members, state)
    names = ", ".join(_name(who, state) for who in listed) or "—"
    say(console, f"    {heading} ({len(listed)}): {names}")


def _print_roll(state: State, console: Console) -> None:
    say(console, "", "Điểm danh · Attendance")
    stays = _stays(state)
    for delegate in state.delegates.values():
        when = ", ".join(stays[delegate.id]) or "vắng · absent"
        say(console, f"    {delegate.seat}  {delegate.name}: {when}")


def _stays(state: State) -> dict[DelegateId, list[str]]:
    """Give each time that each delegate was there; who did not leave stayed to the end."""
    found: dict[DelegateId, list[str]] = defaultdict(list)
    came: dict[DelegateId, int] = {}
    for point in state.timeline:
        if point.present:
            came[point.delegate] = point.at
        else:
            found[point.delegate].append(f"{_time(came[point.delegate])} – {_time(point.at)}")
    for delegate in state.present:
        found[delegate].append(f"{_time(came[delegate])} – {_time(state.adjourned_at)}")
    return found


def _in_order(members: Iterable[str], state: State) -> list[str]:
    """Order people as the council lists them; whom it does not list stands last."""
    places = {str(delegate): place for place, delegate in enumerate(state.delegates)}
    return sorted(members, key=lambda who: (places.get(who, len(places)), who))


def _name(who: str, state: State) -> str:
    delegate = state.delegates.get(DelegateId(who))
    return f"{delegate.name} ({delegate.seat})" if delegate else who


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()


def _time(at: int | None) -> str:
    return "…" if at is None else f"{_moment(at):%Y-%m-%d %H:%M:%S}"
