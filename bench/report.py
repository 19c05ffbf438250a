"""The report of a run: `results/latest.json`, and the table in `README.md` made from it."""

import platform
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from os import cpu_count, getloadavg
from pathlib import Path
from typing import Any

import msgspec

from bench.figures import Row, plain, short

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results" / "latest.json"
README = FOLDER / "README.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
PACKAGES = ("aiohttp", "uvloop", "msgspec", "python-socketio", "starlette", "uvicorn", "websockets")


def machine() -> dict[str, Any]:
    """Say on what the figures were taken; no names of hosts or folders."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": _processor(),
        "cores": cpu_count(),
        "load_before": round(getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def keep(described: dict[str, Any], seconds: float, rows: Iterable[Row]) -> None:
    """Write the results and renew the table."""
    found = {**described, "seconds": round(seconds), "rows": plain(rows)}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n{_page(found)}\n{END}{after}", encoding="utf-8")


def _page(found: dict[str, Any]) -> str:
    lines = [
        f"{found['date']}, {found['processor']}, {found['cores']} cores shared by load and server, "
        f"load average before {found['load_before']}, Python {found['python']}. "
        "Median (least–most).",
        "",
        "| what | hall | beside | there | ratio | goal | met |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(_line, found["rows"])])


def _line(row: dict[str, Any]) -> str:
    figure = f"{_spread(row['figure'])} {row['unit']}"
    rival = "" if row["rival"] is None else f"{_spread(row['rival'])} {row['unit']}"
    ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
    met = {None: "", True: "yes", False: "**no**"}[row["met"]]
    cells = (row["what"], figure, row["beside"], rival, ratio, row["goal"], met)
    return f"| {' | '.join(cells)} |"


def _spread(series: dict[str, float]) -> str:
    if series["runs"] == 1:
        return short(series["median"])
    return f"{short(series['median'])} ({short(series['min'])}–{short(series['max'])})"


def show(rows: Iterable[Row], *, ratios_only: bool) -> None:
    """Print rows for a reader."""
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        goal = f"goal {row.goal}: {'yes' if row.met else 'NO'}" if row.goal else ""
        figure = "" if ratios_only and ratio else f"{row.figure} {row.unit}"
        against = f"÷ {row.beside}" if ratio else ""
        print("  ".join(part for part in (row.what, figure, ratio, against, goal) if part))
    sys.stdout.flush()
