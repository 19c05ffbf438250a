"""A recorded sitting: a CSV with a row for each seat and vote, read and checked.

Columns `vote,title,business,seat,name,group,choice`; choice is yes, no, abstain or absent.
"""

import csv
from collections import Counter
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from typing import Literal, cast, get_args

from hall_server.config import open_table

COLUMNS = ("vote", "title", "business", "seat", "name", "group", "choice")
Recorded = Literal["yes", "no", "abstain", "absent"]

rows_max = 2_000_000
"""A thousand votes of two thousand seats; more is a mistaken file."""


class RecordingError(Exception):
    """What is given is no recorded sitting: `line` (0: none) and `column` say where."""

    def __init__(self, file: str, line: int, column: str, what: str) -> None:
        where = f"{file}:{line}" if line else file
        super().__init__(f"{where} [{column}]: {what}" if column else f"{where}: {what}")
        self.line = line
        self.column = column


@dataclass(slots=True)
class RecordedVote:
    """One vote: what each seat chose."""

    number: str
    title: str
    business: str
    choices: dict[str, Recorded] = field(default_factory=dict)

    def counts(self) -> Counter[Recorded]:
        """How often each choice stands in the file."""
        return Counter(self.choices.values())


@dataclass(slots=True)
class Recording:
    """A sitting: its people by seat (name, group), in the file's order, and its votes in order."""

    people: dict[str, tuple[str, str]] = field(default_factory=dict)
    votes: list[RecordedVote] = field(default_factory=list)

    def with_members(self, number: int) -> "Recording":
        """Give the same sitting of so many delegates in office: those added are never there.

        Their names are made up and say so.
        """
        free = (str(seat) for seat in count(1) if str(seat) not in self.people)
        added = islice(free, number - len(self.people))
        made_up = {seat: (f"Đại biểu không có thật {seat}", "") for seat in added}
        return Recording({**self.people, **made_up}, self.votes)


def read_recording(path: Path) -> Recording:
    """Read a recorded sitting. Raises `RecordingError`."""
    text = _read(path)
    try:
        reader = open_table(text, {})
    except csv.Error as error:
        raise RecordingError(path.name, 1, "", f"not valid CSV: {error}") from None
    try:
        return _read_rows(path.name, reader)
    except csv.Error as error:
        raise RecordingError(
            path.name, reader.reader.line_num, "", f"not valid CSV: {error}"
        ) from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise RecordingError(str(path), 0, "", "there is no such file") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise RecordingError(path.name, line, "", "no UTF-8; save it as CSV UTF-8") from None
    except (OSError, ValueError) as error:
        raise RecordingError(str(path), 0, "", f"can't be read: {error}") from None


def _read_rows(file: str, reader: "csv.DictReader[str]") -> Recording:
    columns = reader.fieldnames or []
    for column in COLUMNS:
        if column not in columns:
            found = ", ".join(columns) or "none"
            raise RecordingError(file, 1, column, f"this column is missing; there are: {found}")
        if columns.count(column) > 1:
            raise RecordingError(file, 1, column, "this column stands there twice")
    recording = Recording()
    for row in reader:
        _take(recording, file, reader.line_num, row)
    _check_whole(recording, file, reader.line_num)
    return recording


def _take(recording: Recording, file: str, line: int, row: dict[str, str]) -> None:
    if line > rows_max:
        raise RecordingError(file, line, "", f"more than {rows_max} rows")
    if None in row:
        raise RecordingError(
            file,
            line,
            "",
            "too many values; one with a separator in it must stand in double quotes",
        )
    for column in COLUMNS:
        if row[column] is None or (column in ("vote", "seat", "name") and not row[column].strip()):
            raise RecordingError(file, line, column, "there is nothing here")
    if row["choice"] not in get_args(Recorded):
        raise RecordingError(
            file, line, "choice", f"“{row['choice']}” is none of yes, no, abstain, absent"
        )
    vote = _vote_of(recording, file, line, row)
    seat = row["seat"]
    if seat in vote.choices:
        raise RecordingError(file, line, "seat", f"seat {seat} stands twice in vote {vote.number}")
    vote.choices[seat] = cast("Recorded", row["choice"])
    person = (row["name"], row["group"])
    if recording.people.setdefault(seat, person)[0] != person[0]:
        raise RecordingError(file, line, "name", f"seat {seat} had another name before")


def _vote_of(recording: Recording, file: str, line: int, row: dict[str, str]) -> RecordedVote:
    number = row["vote"]
    if recording.votes and recording.votes[-1].number == number:
        return recording.votes[-1]
    if any(vote.number == number for vote in recording.votes):
        raise RecordingError(file, line, "vote", f"vote {number} was already over")
    recording.votes.append(RecordedVote(number, row["title"], row["business"]))
    return recording.votes[-1]


def _check_whole(recording: Recording, file: str, line: int) -> None:
    if not recording.votes:
        raise RecordingError(file, line, "", "there is no vote in this file")
    for vote in recording.votes:
        for seat in recording.people.keys() - vote.choices.keys():
            raise RecordingError(
                file, line, "seat", f"vote {vote.number} has no row for seat {seat}"
            )
