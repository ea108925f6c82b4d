"""Figures and the table that they stand in. Times are kept in seconds and shown in milliseconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured.

    Attributes:
        rounds: how often what is measured and its raw limit take turns.
        seconds: how long each turn of a row that counts acts lasts.
        connections: numbers of connections that submit at once.
        resources: in the zone; a twentieth are combined rooms.
        stored: allocations in the shared database.
        cached: allocations in the caches that are searched.
        tries: single measurements in each round of the other rows.
    """

    rounds: int
    seconds: float
    connections: tuple[int, ...]
    resources: int
    stored: int
    cached: tuple[int, ...]
    tries: int


FULL = Scale(5, 3.0, (1, 8, 32), 1000, 100_000, (300_000, 1_000_000), 60)
QUICK = Scale(3, 1.0, (1, 8, 32), 1000, 100_000, (300_000,), 20)
TINY = Scale(2, 0.1, (1, 2), 60, 600, (600,), 3)


@dataclass(frozen=True, slots=True)
class Figures:
    """Half and 99 of 100 take no longer than this (seconds); how many are done in a second."""

    p50: float
    p99: float
    per_second: float

    @classmethod
    def of(cls, durations: Iterable[float], per_second: float | None = None) -> Figures:
        """Reckon from durations in seconds; `per_second` where they ran side by side."""
        ordered = sorted(durations)
        middle = _rank(ordered, 0.5)
        return cls(middle, _rank(ordered, 0.99), per_second or 1 / middle)


def _rank(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        by: "p50", "p99" or "rate": what the ratio compares. 2.0 means twice the raw limit's time,
            or half of its rate.
        aim: what was aimed at, in words.
        note: what else was seen.
        unit: of the figures; where it is not "ms" (from seconds), there is no rate.
    """

    name: str
    ours: Figures
    raw: Figures
    by: str = "p50"
    aim: str = ""
    note: str = ""
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the raw limit's effort is spent."""
        if self.by == "rate":
            return self.raw.per_second / self.ours.per_second
        mine: float = getattr(self.ours, self.by)
        limit: float = getattr(self.raw, self.by)
        return mine / limit

    def as_json(self) -> dict[str, Any]:
        """Return all figures, times in seconds."""
        return {**asdict(self), "ratio": self.ratio}


def timed(work: Callable[[], object]) -> float:
    """Run once; returns seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(
    ours: Callable[[], object], raw: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Run both in turn so that a busy machine is busy for both; returns their durations."""
    ours()
    raw()
    both = [(timed(ours), timed(raw)) for _ in range(rounds)]
    return [mine for mine, _ in both], [limit for _, limit in both]


HEADINGS = ("", "p50 ms", "p99 ms", "per s", "raw p50", "raw p99", "raw per s", "ratio", "aim")


def table(rows: Sequence[Row]) -> str:
    """Return the table as Markdown, aligned for a terminal."""
    lines = [HEADINGS] + [_cells(row) for row in rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADINGS))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:-1]), "-" * widths[-1]]
    text = [_line(lines[0], widths), _line(rule, widths)]
    return "\n".join([*text, *(_line(line, widths) for line in lines[1:])])


def _cells(row: Row) -> tuple[str, ...]:
    figures = [cell for side in (row.ours, row.raw) for cell in _three(side, row.unit)]
    aim = ", ".join(part for part in (row.aim, row.note) if part)
    return row.name, *figures, f"{row.ratio:.1f} ({row.by})", aim


def _three(side: Figures, unit: str) -> tuple[str, str, str]:
    if unit != "ms":
        return f"{side.p50:,.0f} {unit}", f"{side.p99:,.0f} {unit}", ""
    return _ms(side.p50), _ms(side.p99), f"{side.per_second:,.0f}"


def _ms(seconds: float) -> str:
    value = seconds * 1000
    return f"{value:.2f}" if value < 100 else f"{value:,.0f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *middle, last = (
        cell.ljust(width) if n in (0, len(widths) - 1) else cell.rjust(width)
        for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "| " + " | ".join([first, *middle, last]) + " |"
