"""`hall verify`: chain, anchor, lawfulness and recount of every journal in a folder."""

from itertools import islice
from pathlib import Path

from msgspec import Struct
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hall_server.assembly import SITTINGS_FOLDER
from hall_server.commandline.lawfulness import Fault, examine
from hall_server.commandline.recount import Recount, recount
from hall_server.config import ConfigError
from hall_server.journal.chain import Head
from hall_server.journal.folder import JOURNAL_FILE
from hall_server.journal.sqlite import check, read_entries, unreadable
from hall_server.sitting.counting import outcome
from hall_server.sitting.ids import VoteId
from hall_server.sitting.state import Counts, State
from hall_server.sitting.votes import statutory_seats

faults_shown_max = 50
"""Where one entry is missing, a hundred after it can be at fault."""


class Report(Struct):
    """What was found in one sitting's folder."""

    folder: Path
    sitting: str
    head: Head
    votes: list[Recount]
    faults: list[Fault]

    @property
    def agrees(self) -> bool:
        """Whether every entry can be so and every vote's recount agrees with its record."""
        return self.verdict == "every vote agrees with its recount"

    @property
    def verdict(self) -> str:
        """What was found, in words."""
        wrong = "VOTES DISAGREE" if any(vote.faults for vote in self.votes) else ""
        against = "ENTRIES AGAINST THE RULES" if self.faults else ""
        return ", ".join(filter(None, (wrong, against))) or "every vote agrees with its recount"


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
    """Check one sitting's folder and recount its votes. Raises `JournalError`."""
    head = check(folder)
    # A hall may have gone on meanwhile.
    entries = list(islice(read_entries(folder / JOURNAL_FILE), head.seq))
    state, faults = examine(entries)
    votes = recount(entries)
    for vote in votes:
        _judge(state, vote)
    return Report(folder, state.id, head, votes, faults)


def _judge(state: State, vote: Recount) -> None:
    """Judge a vote by the council and the rule pack in the journal, its outcome decided anew."""
    replayed = state.votes.get(VoteId(vote.vote))
    if replayed is None:
        vote.faults.append("it was never opened by the rules")
        return
    counts = Counts(**vote.counts)
    if vote.in_office != len(state.delegates) or not vote.register <= state.delegates.keys():
        vote.faults.append("the register is not of the delegates in office")
    if vote.changed and state.pack.vote.ballot == "first-counts":
        vote.faults.append(f"ballots changed against the rules: {', '.join(sorted(vote.changed))}")
    if vote.carried is None:
        return
    if outcome(counts, replayed.majority, statutory_seats(state)) != replayed.outcome:
        vote.faults.append("the rules give another outcome")


def print_reports(reports: list[Report], console: Console) -> None:
    """Print a table for each sitting."""
    for report in reports:
        table = Table(title=escape(report.sitting), title_justify="left")
        for heading in ("Vote", "Title", "Yes", "No", "Abstain", "Silent", "Absent", "", ""):
            table.add_column(
                heading, justify="left" if heading in ("Vote", "Title", "") else "right"
            )
        for vote in report.votes:
            numbers = [str(number) for number in vote.counts.values()]
            agrees = "; ".join(vote.faults) if vote.faults else "✓"
            table.add_row(
                escape(vote.vote), escape(vote.title), *numbers, _word(vote), escape(agrees)
            )
        console.print(table)
        _print_faults(report.faults, console)
        console.print(
            f"{report.head.seq} entries, chain and anchor whole, "
            f"head {report.head.hash.hex()[:16]}… "
            f"{report.verdict}",
            soft_wrap=True,
            markup=False,
        )


def _print_faults(faults: list[Fault], console: Console) -> None:
    for fault in faults[:faults_shown_max]:
        line = f"entry {fault.seq} ({fault.event}): {fault.words}"
        console.print(line, soft_wrap=True, markup=False)
    if len(faults) > faults_shown_max:
        console.print(f"… and {len(faults) - faults_shown_max} more", soft_wrap=True)


def _word(vote: Recount) -> str:
    if vote.carried is None:
        return "not declared" if vote.closed else "open"
    return "carried" if vote.carried else "not carried"
