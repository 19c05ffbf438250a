"""Figures: medians with their spread, rows of the table, and their JSON."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any, Self

from msgspec import Struct


class Series(Struct, frozen=True):
    """What repeated measurements gave, the warm-up left out."""

    median: float
    least: float
    most: float
    runs: int

    @classmethod
    def of(cls, values: Iterable[float]) -> Self:
        """Sum a series up."""
        found = sorted(values)
        return cls(median(found), found[0], found[-1], len(found))

    def __str__(self) -> str:
        if self.runs == 1:
            return short(self.median)
        return f"{short(self.median)} ({short(self.least)}–{short(self.most)})"


class Row(Struct, frozen=True):
    """One line of the table: a figure of the hall, what it stands beside, and the goal.

    `ratio` is figure ÷ beside, or beside ÷ figure where `goal` says "at least".
    """

    what: str
    figure: Series
    unit: str
    beside: str = ""
    rival: Series | None = None
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None


def against(
    what: str, unit: str, ours: Series, beside: str, rival: Series, most: float | None
) -> Row:
    """Compare with a limit or rival, of which we may need at most `most` times as much."""
    ratio = ours.median / rival.median
    if most is None:
        return Row(what, ours, unit, beside, rival, ratio)
    return Row(what, ours, unit, beside, rival, ratio, f"≤ {most:g}×", ratio <= most)


def cheaper(what: str, unit: str, ours: Series, beside: str, rival: Series, least: float) -> Row:
    """Compare with a rival who should need at least `least` times as much."""
    ratio = rival.median / ours.median
    return Row(what, ours, unit, beside, rival, ratio, f"≥ {least:g}× less", ratio >= least)


def within(what: str, unit: str, ours: Series, most: float, beside: str = "") -> Row:
    """Compare with a fixed limit."""
    limit = Series.of([most])
    ratio = ours.median / most
    return Row(what, ours, unit, beside or "limit", limit, ratio, f"≤ {most:g} {unit}", ratio <= 1)


def percentile(values: Sequence[float], percent: float) -> float:
    """Give the value that `percent` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def short(value: float) -> str:
    """Write a number with three figures that count."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def plain(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Give rows as JSON's values."""
    return [
        {
            "what": row.what,
            "unit": row.unit,
            "figure": _plain(row.figure),
            "beside": row.beside,
            "rival": None if row.rival is None else _plain(row.rival),
            "ratio": None if row.ratio is None else round(row.ratio, 3),
            "goal": row.goal,
            "met": row.met,
        }
        for row in rows
    ]


def _plain(series: Series) -> dict[str, float]:
    return {
        "median": round(series.median, 3),
        "min": round(series.least, 3),
        "max": round(series.most, 3),
        "runs": series.runs,
    }
