"""The access codes, as a sheet for people and as a file for programs."""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from hall_server.hall.access import Code
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.model import Delegate


def shown(code: str) -> str:
    """Write a code as people read it: BCDF-GHJK."""
    return f"{code[:4]}-{code[4:]}"


def print_sheet(
    console: Console, url: str, codes: list[Code], delegates: dict[DelegateId, Delegate]
) -> None:
    """Print addresses and codes: the desk's, the display's, the bridge's, and one a seat."""
    by_kind = {code.kind: code.code for code in codes if code.kind != "delegate"}
    for name, door, kind in (
        ("Bàn chủ tọa · Console", "console/", "desk"),
        ("Màn hình · Display", "display/", "display"),
        ("Cầu nối thiết bị · Bridge", "", "bridge"),
    ):
        secret = by_kind[kind]
        link = f"{url}/{door}#code={secret}" if door else ""
        console.print(f"{name:<26}{shown(secret)}   {link}", soft_wrap=True, highlight=False)
    console.print(f"{'Đại biểu · Tablet':<38}{url}/tablet/", soft_wrap=True, highlight=False)
    seats = Table(title="Mã ghế · Seat codes", title_justify="left")
    for heading in ("Ghế · Seat", "Mã · Code", "Đại biểu · Delegate"):
        seats.add_column(heading)
    for code in codes:
        delegate = delegates.get(code.delegate)
        if delegate is not None:
            seats.add_row(delegate.seat, shown(code.code), delegate.name)
    console.print(seats)


def write_ready_file(
    path: Path, url: str, codes: list[Code], delegates: dict[DelegateId, Delegate]
) -> None:
    """Write address and codes as JSON for a program: a file for the owner alone, or `-`.

    The file appears whole; on standard output (`-`) it is one line.
    """
    kinds = {code.kind: code.code for code in codes if code.kind != "delegate"}
    seats = {
        delegates[code.delegate].seat: code.code for code in codes if code.delegate in delegates
    }
    text = json.dumps({"url": url, **kinds, "seats": seats})
    write_secret(path, text)


def write_secret(path: Path, text: str) -> None:
    """Write a file for the owner alone, which appears whole; or to standard output for `-`.

    Raises `OSError`.
    """
    if path == Path("-"):
        print(text, flush=True)  # noqa: T201
        return
    draft = path.with_name(path.name + ".part")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
