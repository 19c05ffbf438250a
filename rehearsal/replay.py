"""`hall replay`: a recorded sitting played through the whole system, and recounted after.

Each person comes, goes and votes by their own device; each result is read from the hall's board
and compared with a recount from the journal.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from hall_server.commandline.verify import verify_folder
from hall_server.config import read_folder
from rehearsal.folder import write_folder
from rehearsal.participants import Choice
from rehearsal.recording import RecordedVote, Recording
from rehearsal.stage import Stage, hubs_of, stage


class ReplayedVote(Struct):
    """One vote's result, as the hall announced it; `absent` counts those who cast nothing too."""

    vote: str | int
    title: str
    yes: int
    no: int
    abstain: int
    absent: int
    carried: bool


class ReplayDiffers(Exception):
    """Live results and the recount from the journal differ, or a ballot was not counted."""


Progress = Callable[[RecordedVote], None]


async def replay(
    recording: Recording, folder: Path, *, rules: str, keypads: int, on_vote: Progress
) -> list[ReplayedVote]:
    """Play a recording over an empty folder; the first `keypads` seats vote by keypad.

    Raises `ConfigError` for an unknown rule pack or a seat that can't be named, `ReplayDiffers`,
    and what the hall refuses as `CommandRefused`.
    """
    people = [(seat, name, group) for seat, (name, group) in recording.people.items()]
    write_folder(
        folder,
        name="Replayed council",
        name_en="Replayed council",
        level="other",
        sitting=("replay", "Replayed sitting", "Replayed sitting"),
        rules=rules,
        people=people,
        agenda=[(vote.title or f"Vote {vote.number}", vote.business) for vote in recording.votes],
    )
    read_folder(folder)
    seats = list(recording.people)
    results: list[ReplayedVote] = []
    async with stage(folder, hubs_of(seats[:keypads]), seats[keypads:]) as set_stage:
        present: set[str] = set()
        for number, vote in enumerate(recording.votes, start=1):
            await _come_and_go(set_stage, vote, present)
            if number == 1:
                await set_stage.desk.do("OpenSitting")
            results.append(await _play(set_stage, number, vote))
            on_vote(vote)
        await set_stage.desk.do("AdjournSitting")
    compare(folder, results)
    return results


async def _come_and_go(set_stage: Stage, vote: RecordedVote, present: set[str]) -> None:
    """Let in who took part in this vote, and out who did not."""
    wanted = {seat for seat, choice in vote.choices.items() if choice != "absent"}
    people = set_stage.participants
    await asyncio.gather(
        *(people[seat].arrive() for seat in wanted - present),
        *(people[seat].leave() for seat in present - wanted),
    )
    present.clear()
    present.update(wanted)


async def _play(set_stage: Stage, number: int, vote: RecordedVote) -> ReplayedVote:
    desk = set_stage.desk
    await desk.do("TakeItem", item=f"i{number}")
    opened = await desk.open_vote(vote.title or f"Vote {vote.number}")
    await asyncio.gather(
        *(
            set_stage.participants[seat].vote(number, _choice(choice))
            for seat, choice in vote.choices.items()
            if choice != "absent"
        )
    )
    result = await desk.finish_vote(opened)
    counts = result["counts"]
    return ReplayedVote(
        vote=int(vote.number) if vote.number.isdecimal() else vote.number,
        title=vote.title,
        yes=counts["yes"],
        no=counts["no"],
        abstain=counts["abstain"],
        absent=counts["absent"] + counts["not_voting"],
        carried=result["verdict"]["carried"],
    )


def _choice(recorded: str) -> Choice:
    match recorded:
        case "yes" | "no" | "abstain":
            return recorded
        case _:
            raise AssertionError("the absent do not vote")


def compare(folder: Path, live: list[ReplayedVote]) -> None:
    """Compare announced results with a recount from the journal. Raises `ReplayDiffers`."""
    report = verify_folder(folder)[0]
    if not report.agrees or len(report.votes) != len(live):
        raise ReplayDiffers("the journal does not agree with its own recount")
    for result, recounted in zip(live, report.votes, strict=True):
        counts = recounted.counts
        absent = counts["absent"] + counts["not_voting"]
        again = (counts["yes"], counts["no"], counts["abstain"], absent, recounted.carried)
        announced = (result.yes, result.no, result.abstain, result.absent, result.carried)
        if again != announced:
            raise ReplayDiffers(f"vote {result.vote}: announced {announced}, recounted {again}")
