"""`hall replay`: a recorded sitting played through the whole system, and recounted after.

Each person comes, goes and votes by their own device; each result is read from the hall's board
and compared with a recount from the journal.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from hall_link import CommandRefused
from hall_server.commandline.verify import verify_folder
from hall_server.config import read_folder
from hall_server.sitting.rules import RulePack, VoteRule, seconds_max
from rehearsal.folder import write_folder
from rehearsal.participants import Choice
from rehearsal.recording import Recorded, RecordedVote, Recording, RecordingError
from rehearsal.stage import Stage, hubs_of, stage

BY_DEVICE = ("recorded", "aggregate")


class Announcement(Struct):
    """What the chair reads out."""

    vi: str
    en: str


class ReplayedVote(Struct):
    """One vote's result, as the hall announced it; `absent` counts those who cast nothing too.

    The percentages are of `base`, with a decimal comma and without a sign: “92,39”; “–” where
    there is none, as of abstentions where yes and no alone are counted.
    """

    vote: str | int
    title: str
    yes: int
    no: int
    abstain: int
    absent: int
    carried: bool
    needed: int
    base: int
    participating_percent: str
    yes_percent: str
    no_percent: str
    abstain_percent: str
    announcement: Announcement


class ReplayDiffers(Exception):
    """Live results and the recount from the journal differ, or a ballot was not counted."""


class House(Struct, frozen=True):
    """How a recording is voted on: the rule pack by name, its kind of vote, that kind's rule."""

    rules: str
    kind: str
    rule: VoteRule


Progress = Callable[[RecordedVote], None]


def house_of(name: str, pack: RulePack) -> House:
    """Choose the kind of vote of a pack: its default, or else its first, for or against by devices.

    Raises `RecordingError` where the pack has none.
    """
    for kind in (pack.vote.default_kind, *pack.kinds):
        chosen = pack.kind(kind)
        if chosen.form in BY_DEVICE and chosen.question == "yes-no":
            return House(name, kind, pack.vote_rule(kind))
    raise RecordingError("--rules", 0, "", f"“{name}” has no vote for or against by devices")


async def replay(
    recording: Recording,
    folder: Path,
    *,
    house: House,
    members: int,
    keypads: int,
    on_vote: Progress,
) -> list[ReplayedVote]:
    """Play a recording over an empty folder; the first `keypads` seats vote by keypad.

    Delegates are added up to `members`, and are never there. Who abstains where the rules have no
    such answer is silent. Raises `ConfigError` for a seat that can't be named, `ReplayDiffers`,
    and what the hall refuses as `CommandRefused`.
    """
    in_office = recording.with_members(members).people
    write_folder(
        folder,
        name="Replayed council",
        name_en="Replayed council",
        level="other",
        sitting=("replay", "Replayed sitting", "Replayed sitting"),
        rules=house.rules,
        people=[(seat, name, group) for seat, (name, group) in in_office.items()],
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
            results.append(await _play(set_stage, house, number, vote))
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


async def _play(set_stage: Stage, house: House, number: int, vote: RecordedVote) -> ReplayedVote:
    desk = set_stage.desk
    await desk.do("TakeItem", item=f"i{number}")
    # Seats that are played by one machine may take longer than people do: no clock ends the vote.
    opened = await desk.open_vote(
        vote.title or f"Vote {vote.number}", kind=house.kind, seconds=seconds_max
    )
    await asyncio.gather(
        *(
            set_stage.participants[seat].vote(number, choice)
            for seat, choice in answers(vote, house.rule).items()
        )
    )
    result = await _finish(set_stage, opened)
    counts, shares, verdict = result["counts"], result["percentages"], result["verdict"]
    return ReplayedVote(
        vote=int(vote.number) if vote.number.isdecimal() else vote.number,
        title=vote.title,
        yes=counts["yes"],
        no=counts["no"],
        abstain=counts["abstain"],
        absent=counts["absent"] + counts["not_voting"],
        carried=verdict["carried"],
        needed=verdict["needed"],
        base=shares["of"],
        participating_percent=shares["participating_vi"],
        yes_percent=shares["yes_vi"],
        no_percent=shares["no_vi"],
        abstain_percent=shares["abstain_vi"],
        announcement=Announcement(verdict["announcement_vi"], verdict["announcement_en"]),
    )


def answers(vote: RecordedVote, rule: VoteRule) -> dict[str, Choice]:
    """Give what each seat presses: nothing for the absent, nor for what the rules do not offer."""
    pressed = {seat: _choice(recorded) for seat, recorded in vote.choices.items()}
    return {
        seat: choice
        for seat, choice in pressed.items()
        if choice is not None and (choice != "abstain" or rule.abstain)
    }


def _choice(recorded: Recorded) -> Choice | None:
    return None if recorded == "absent" else recorded


async def _finish(set_stage: Stage, vote: str) -> dict[str, Any]:
    """Close and declare. By some rules a vote closes when all have answered; the chair breaks ties.

    No recording has a casting vote in it, so it goes by custom: against, and all stays as it is.
    """
    desk = set_stage.desk
    try:
        await desk.do("CloseVote", vote=vote)
    except CommandRefused as refused:
        if refused.code != "vote-state-wrong":
            raise
    closed = await desk.until("hall", "vote", id=vote, state="closed")
    if closed["missing"] == "casting-vote":
        await desk.do("GiveCastingVote", vote=vote, choice="no")
    await desk.do("DeclareVote", vote=vote)
    return await desk.until("hall", f"result/{vote}", state="declared")


def compare(folder: Path, live: list[ReplayedVote]) -> None:
    """Compare announced results with a recount from the journal. Raises `ReplayDiffers`."""
    report = verify_folder(folder)[0]
    if not report.agrees or len(report.votes) != len(live):
        raise ReplayDiffers("the journal does not agree with its own recount")
    for result, recounted in zip(live, report.votes, strict=True):
        declared = recounted.declared
        assert declared is not None, "the replay declares every vote"
        counts = recounted.counts
        absent = counts["absent"] + counts["not_voting"]
        heads = (counts["yes"], counts["no"], counts["abstain"], absent)
        again = (*heads, declared.needed, declared.carried)
        heads_live = (result.yes, result.no, result.abstain, result.absent)
        announced = (*heads_live, result.needed, result.carried)
        if again != announced:
            raise ReplayDiffers(f"vote {result.vote}: announced {announced}, recounted {again}")
