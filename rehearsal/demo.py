"""`hall demo`: a made-up council plays an ordinary morning, with room for a visitor.

64 delegates sit at keypads on one simulated line of 460,800 baud behind the real bridge, the others
at the Python seat; two officials, the rostrum and the chair have microphones on a second line. A
program plays the chair; what they do stands in `morning.py`.
"""

import asyncio
import socket
from pathlib import Path

from rich.console import Console

from hall_server.commandline.verify import print_reports, verify_folder
from rehearsal.folder import write_folder
from rehearsal.house import House, Pace
from rehearsal.made_up import (
    CHAIR_SEAT,
    MORNING,
    OFFICIALS,
    ROSTRUM,
    free_seats,
    keypad_seats,
    people,
    tables,
)
from rehearsal.morning import Morning
from rehearsal.stage import Stage, hubs_of, seats_a_hub, stage

SEED = 2027
OTHER_MICROPHONES = [*(one.seat for one in OFFICIALS), ROSTRUM, CHAIR_SEAT]


async def play_demo(folder: Path, *, port: int, pace: float, once: bool) -> int:
    """Play the morning; `pace` 1 is as people do it, 0 without pauses. Give the exit code.

    With `once` the sitting is adjourned and recounted at the end; otherwise it goes on until
    somebody adjourns it at the desk, and the hall stays until interrupted.
    """
    console = Console(highlight=False)
    everybody = people(SEED)
    _write(folder, everybody)
    seats = [seat for seat, _name, _group in everybody]
    keypads = seats[:keypad_seats]
    tablets = [seat for seat in seats[keypad_seats:] if int(seat) not in free_seats]
    hubs = [*hubs_of(keypads, seats_a_hub), OTHER_MICROPHONES]
    async with stage(folder, hubs, tablets, _free_port(port)) as set_stage:
        _print_doors(console, set_stage)
        desk, timing = set_stage.desk, Pace(SEED, pace)
        delegates = dict(set_stage.participants)
        guests = {seat: delegates.pop(seat) for seat in OTHER_MICROPHONES}
        house = House(desk, delegates, timing, guests)
        await Morning(desk, house, timing, console).play(once=once)
        if not once:
            console.print("Các trang vẫn mở; dừng bằng Ctrl-C · The pages stay; stop with Ctrl-C")
            await asyncio.Event().wait()
    reports = verify_folder(folder)
    print_reports(reports, console)
    return 0 if all(report.agrees for report in reports) else 1


def _write(folder: Path, everybody: list[tuple[str, str, str]]) -> None:
    write_folder(
        folder,
        name="Hội đồng nhân dân tỉnh Ví Dụ",
        name_en="People's Council of Vi Du Province (made up)",
        level="province",
        sitting=("demo", "Kỳ họp thứ 5, phiên buổi sáng", "Fifth session, morning sitting"),
        rules="vn-hdnd",
        people=everybody,
        agenda=[(scene.title, scene.title_en) for scene in MORNING],
        tables=tables(),
        chair_seat=CHAIR_SEAT,
    )


def _free_port(wanted: int) -> int:
    """Take the wanted port if it is free, any other if not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return 0
    return wanted


def _print_doors(console: Console, set_stage: Stage) -> None:
    hall = set_stage.hall
    rows = [
        ("Màn hình · Display", f"{hall.url}/display/#code={hall.display}"),
        ("Bàn chủ tọa · Console", f"{hall.url}/console/#code={hall.desk}"),
    ]
    rows += [
        (f"Ghế trống {seat} · Free seat", f"{hall.url}/tablet/#code={hall.seats[str(seat)]}")
        for seat in free_seats
    ]
    console.print("Mở trong trình duyệt · Open in a browser:", style="bold")
    for name, link in rows:
        console.print(f"  {name:<24} {link}", soft_wrap=True)
    console.print("Dừng bằng Ctrl-C · Stop with Ctrl-C\n")
