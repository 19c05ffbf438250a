"""A council's folder written by a program, as a clerk would fill it in."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def write_folder(
    folder: Path,
    *,
    name: str,
    name_en: str,
    level: str,
    sitting: tuple[str, str, str],
    rules: str,
    people: Sequence[tuple[str, str, str]],
    agenda: Iterable[tuple[str, str]],
    tables: Iterable[tuple[str, Mapping[str, str]]] = (),
    chair_seat: str = "",
) -> None:
    """Write `council.toml` and `delegates.csv`.

    `sitting` is id, title and English title; `people` are (seat, name, group); `agenda` has each
    item's title and English title; `tables` are further ones, such as a guest, each with its
    name. TOML's strings are written as JSON's, which they contain.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        "[council]",
        f"name = {_text(name)}",
        f"name_en = {_text(name_en)}",
        f"level = {_text(level)}",
        f"seats = {len(people)}",
        "",
        "[sitting]",
        f"id = {_text(sitting[0])}",
        f"title = {_text(sitting[1])}",
        f"title_en = {_text(sitting[2])}",
        f"rules = {_text(rules)}",
        f"chair_seat = {_text(chair_seat)}",
    ]
    for title, title_en in agenda:
        lines += ["", "[[agenda]]", f"title = {_text(title)}", f"title_en = {_text(title_en)}"]
    for table, values in tables:
        lines += ["", f"[[{table}]]", *(f"{key} = {_text(value)}" for key, value in values.items())]
    (folder / "council.toml").write_text("\n".join([*lines, ""]), encoding="utf-8")
    with (folder / "delegates.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("seat", "name", "group"))
        writer.writerows(people)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
