"""Measure and print one table: `python -m tests.bench [--quick] [--only NAME] [--json]`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, Final

import psycopg

from tests.bench import apart, delay, outbox, pull, search, submit, window
from tests.bench.desks import filled
from tests.bench.ground import Ground, ground
from tests.bench.measure import FULL, QUICK, Row, Scale, table


def _schedule(scale: Scale, place: Ground) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(dir=place.directory) as top:
        filled(place, Path(top), scale.cached[0]).close()
        yield from apart.measured("tests.bench.schedule", scale, top)


def _keystroke(scale: Scale, place: Ground) -> Iterator[Row]:
    for count in scale.cached:
        with tempfile.TemporaryDirectory(dir=place.directory) as top:
            filled(place, Path(top), count).close()
            said = f"{len(place.leaves):,} leaves, {count:,} cached"
            yield from apart.measured("tests.bench.keystroke", scale, top, said)


PARTS: dict[str, Callable[[Scale, Ground], Iterator[Row]]] = {
    "submit": submit.measure,
    "pull": pull.measure,
    "search": search.measure,
    "delay": delay.measure,
    "outbox": outbox.measure,
    "schedule": _schedule,
    "keystroke": _keystroke,
    "window": window.measure,
}


NEED_QT: Final = frozenset({"schedule", "keystroke", "window"})


def run(scale: Scale, names: Collection[str]) -> tuple[dict[str, Any], list[Row]]:
    """Measure these parts; returns facts about the machine, and the rows."""
    rows: list[Row] = []
    with ground(scale.resources, scale.stored) as place:
        facts = _facts(place)
        for name, part in PARTS.items():
            if name in names:
                _say(f"{name} ...")
                rows += part(scale, place)
    return facts, rows


def _facts(place: Ground) -> dict[str, Any]:
    with place.superuser() as connection:
        row = connection.execute("select current_setting('server_version')").fetchone()
    return {
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "postgresql": row[0] if row else "",
        "psycopg": psycopg.__version__,
        "sqlite": sqlite3.sqlite_version,
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
    }


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="seconds instead of minutes")
    parser.add_argument("--only", choices=PARTS, help="one part")
    parser.add_argument("--json", action="store_true", help="figures in seconds, as JSON")
    given = parser.parse_args(arguments)
    facts, rows = run(QUICK if given.quick else FULL, [given.only] if given.only else PARTS)
    if given.json:
        text = json.dumps({"facts": facts, "rows": [row.as_json() for row in rows]}, indent=1)
    else:
        told = ", ".join(f"{key} {value}" for key, value in facts.items())
        text = f"{table(rows)}\n\n{told}"
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
