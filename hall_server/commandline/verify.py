"""`hall verify`: chain, anchor, lawfulness and recount of every journal in a folder.

Counted again are the votes, the time that everybody spoke, and who was there.
"""

from pathlib import Path

from msgspec import Struct
from rich.console import Console

from hall_server.assembly import SITTINGS_FOLDER
from hall_server.commandline import attended, spoken
from hall_server.commandline.attended import Attendance
from hall_server.commandline.lawfulness import Fault, examine
from hall_server.commandline.recount import recount
from hall_server.commandline.recounted import Recount
from hall_server.commandline.speaking_lines import lines_of_attendance, lines_of_speaking
from hall_server.commandline.spoken import Speech
from hall_server.commandline.vote_lines import lines_of
from hall_server.config import ConfigError
from hall_server.journal.chain import Head
from hall_server.journal.folder import JOURNAL_FILE
from hall_server.journal.journal import Entry
from hall_server.journal.sqlite import check, unreadable
from hall_server.sitting.ids import VoteId
from hall_server.sitting.state import State

faults_shown_max = 50
"""Where one entry is missing, a hundred after it can be at fault."""


class Report(Struct):
    """What was found in one sitting's folder."""

    folder: Path
    sitting: str
    head: Head
    votes: list[Recount]
    faults: list[Fault]
    state: State
    speeches: list[Speech]
    attendance: Attendance
    differences: list[str]
    """Where clocks, budgets or attendance are others than the entries add up to."""

    @property
    def agrees(self) -> bool:
        """Whether every entry can be so and every recount agrees with its record."""
        return not (self.faults or self.differences or any(vote.faults for vote in self.votes))

    @property
    def verdict(self) -> str:
        """What was found, in words."""
        wrong = "VOTES DISAGREE" if any(vote.faults for vote in self.votes) else ""
        against = "ENTRIES AGAINST THE RULES" if self.faults else ""
        times = "TIMES OR ATTENDANCE DISAGREE" if self.differences else ""
        return (
            ", ".join(filter(None, (wrong, against, times))) or "every vote agrees with its recount"
        )

    @property
    def verdict_vi(self) -> str:
        """What was found, in Vietnamese."""
        wrong = "CÓ BIỂU QUYẾT KHÔNG KHỚP" if any(vote.faults for vote in self.votes) else ""
        against = "CÓ DÒNG TRÁI QUY TẮC" if self.faults else ""
        times = "THỜI GIAN HOẶC ĐIỂM DANH KHÔNG KHỚP" if self.differences else ""
        return ", ".join(filter(None, (wrong, against, times))) or "mọi biểu quyết khớp khi đếm lại"


def verify_folder(folder: Path) -> list[Report]:
    """Check every sitting of a council's folder, or the one sitting that `folder` is.

    Raises `JournalError` for a journal that is broken or behind its anchor, `ConfigError` for a
    folder without one.
    """
    return [verify_sitting(place) for place in sittings_in(folder)]


def sittings_in(folder: Path) -> list[Path]:
    """Find the sittings' folders in a council's folder.

    Raises `ConfigError` for none, `JournalError` for a folder that may not be looked into.
    """
    candidates = [folder, *sorted((folder / SITTINGS_FOLDER).glob("*"))]
    try:
        found = [place for place in candidates if (place / JOURNAL_FILE).is_file()]
    except OSError as error:
        raise unreadable(folder, error) from error
    if not found:
        raise _without_journal(folder)
    return found


def _without_journal(folder: Path) -> ConfigError:
    if not folder.is_dir():
        return ConfigError(str(folder), 0, "", "không có thư mục này", "there is no such folder")
    return ConfigError(
        str(folder),
        0,
        "",
        "thư mục này chưa có nhật ký nào; hãy nêu thư mục của hội đồng, hoặc của một phiên họp",
        "there is no journal in this folder; name a council's folder, or that of one sitting",
    )


def verify_sitting(folder: Path) -> Report:
    """Check one sitting's folder and count again what it counts. Raises `JournalError`."""
    entries: list[Entry] = []
    head = check(folder, entries.extend)
    state, faults = examine(entries)
    votes = recount(entries)
    for vote in votes:
        if VoteId(vote.vote) not in state.votes:
            vote.faults.append("it was never opened by the rules")
    floor, attendance = spoken.added_up(entries), attended.attendance(entries)
    differences = [
        *spoken.differences(floor, state),
        *attended.differences(attendance, state),
    ]
    return Report(
        folder, state.id, head, votes, faults, state, floor.speeches, attendance, differences
    )


def print_reports(reports: list[Report], console: Console) -> None:
    """Print every vote of each sitting with its numbers, then what was found."""
    for report in reports:
        say(console, report.sitting)
        if not report.votes:
            say(console, "chưa có biểu quyết · no votes yet")
        for vote in report.votes:
            say(console, *lines_of(vote))
        _print_faults(report.faults, console)
        say(console, *(f"✗ {words}" for words in report.differences))
        say(
            console,
            f"{report.head.seq} dòng, chuỗi băm và anchor trọn vẹn; {report.verdict_vi}",
            f"{report.head.seq} entries, chain and anchor whole; {report.verdict}",
            f"head {report.head.hash.hex()[:16]}…",
        )


def print_speaking(report: Report, console: Console) -> None:
    """Print who spoke how often and how long, by speaker and group, and who was there."""
    say(console, "", *lines_of_speaking(report.speeches, report.state))
    say(console, "", *lines_of_attendance(report.attendance))


def say(console: Console, *lines: str) -> None:
    """Print lines as they stand, however long."""
    for line in lines:
        console.print(line, soft_wrap=True, markup=False, highlight=False)


def _print_faults(faults: list[Fault], console: Console) -> None:
    for fault in faults[:faults_shown_max]:
        say(console, f"entry {fault.seq} ({fault.event}): {fault.words}")
    if len(faults) > faults_shown_max:
        more = len(faults) - faults_shown_max
        say(console, f"… và {more} dòng nữa · … and {more} more")
