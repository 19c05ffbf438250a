"""The verbs that the rehearsal adds to the `hall` command: `demo` and `replay`."""

import argparse
import asyncio
import signal
import sys
import tempfile
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from hall_link import CommandRefused
from hall_server.config import delegates_max, shipped_rule_pack, shipped_rule_packs
from rehearsal.demo import play_demo
from rehearsal.processes import ProcessFailed
from rehearsal.recording import Recording, RecordingError, read_recording
from rehearsal.replay import House, ReplayDiffers, ReplayedVote, house_of, replay

EXIT_DIFFERS = 1
EXIT_WRONG_INPUT = 2

T = TypeVar("T")


def add_verbs(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo` and `replay`."""
    demo = verbs.add_parser("demo", help="a made-up council plays an ordinary morning")
    demo.add_argument("--once", action="store_true", help="play it to the end and stop")
    demo.add_argument("--port", type=int, default=8080, help="port of the hall (8080)")
    demo.add_argument("--pace", type=float, default=1.0, help="1: as people do; 0: without pauses")
    demo.add_argument("--data", type=Path, metavar="FOLDER", help="keep the journal here")
    demo.set_defaults(verb=_demo)
    again = verbs.add_parser("replay", help="play a recorded sitting through the whole system")
    again.add_argument("file", type=Path, metavar="FILE.csv")
    again.add_argument("--keypads", type=int, default=0, help="seats that vote by keypad")
    again.add_argument("--rules", default="votes-cast", help="rule pack (votes-cast)")
    again.add_argument(
        "--members", type=int, metavar="N", help="delegates in office, if more than the file has"
    )
    again.add_argument("--json", action="store_true", help="print a list of objects")
    again.add_argument("--data", type=Path, metavar="FOLDER", help="keep the journal here")
    again.set_defaults(verb=_replay)


def _demo(chosen: argparse.Namespace) -> int:
    try:
        with _folder(chosen.data) as folder:
            playing = play_demo(folder, port=chosen.port, pace=chosen.pace, once=chosen.once)
            return _run(playing)
    except RecordingError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return EXIT_WRONG_INPUT
    except ProcessFailed as error:
        print(error, file=sys.stderr)  # noqa: T201
        return EXIT_DIFFERS


def _replay(chosen: argparse.Namespace) -> int:
    try:
        recording = read_recording(chosen.file)
        _check_options(chosen, len(recording.people))
        house = house_of(chosen.rules, shipped_rule_pack(chosen.rules))
        with _folder(chosen.data) as folder:
            results = _with_progress(recording, house, chosen, folder)
    except RecordingError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return EXIT_WRONG_INPUT
    except (ReplayDiffers, CommandRefused, ProcessFailed) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return EXIT_DIFFERS
    if chosen.json:
        print(msgspec.json.encode(results).decode())  # noqa: T201
    else:
        _print_table(results)
    return 0


def _check_options(chosen: argparse.Namespace, seats: int) -> None:
    known = shipped_rule_packs()
    if chosen.rules not in known:
        what = f"no rule pack “{chosen.rules}”; there are: {', '.join(known)}"
        raise RecordingError("--rules", 0, "", what)
    if not 0 <= chosen.keypads <= seats:
        raise RecordingError("--keypads", 0, "", f"0 to {seats}, the seats of this file")
    if chosen.members is not None and not seats <= chosen.members <= delegates_max:
        what = f"{seats}, the seats of this file, to {delegates_max}"
        raise RecordingError("--members", 0, "", what)


def _with_progress(
    recording: Recording, house: House, chosen: argparse.Namespace, folder: Path
) -> list[ReplayedVote]:
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(recording.votes))
        return _run(
            replay(
                recording,
                folder,
                house=house,
                members=chosen.members or len(recording.people),
                keypads=chosen.keypads,
                on_vote=lambda vote: progress.update(task, advance=1, description=vote.title),
            )
        )


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Do the work. SIGTERM ends it as Ctrl-C does: the hall and the bridge end with it."""
    try:
        return asyncio.run(_until_told(work))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


async def _until_told(work: Coroutine[Any, Any, T]) -> T:
    task = asyncio.ensure_future(work)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await task


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="sitting-hall-") as made:
            yield Path(made)
    else:
        if kept.exists() and any(kept.iterdir()):
            raise RecordingError(str(kept), 0, "", "this folder is not empty")
        yield kept


def _print_table(results: list[ReplayedVote]) -> None:
    table = Table()
    for heading in ("Vote", "Title", "Yes", "No", "Abstain", "Absent", "Outcome"):
        table.add_column(heading, justify="left" if heading in ("Title", "Outcome") else "right")
    for result in results:
        outcome = "carried" if result.carried else "not carried"
        numbers = (result.yes, result.no, result.abstain, result.absent)
        table.add_row(str(result.vote), result.title, *map(str, numbers), outcome)
    Console().print(table)
