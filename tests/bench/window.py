"""The window beside an empty one, each in a fresh process that draws into memory.

Time to window: from the start of the process until the schedule is painted from a full cache.
Memory: what is really held when all has come to rest. Gap: the longest time in which the event loop
does not come around while everything is fetched for the first time, beside an idle one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from booking.bootstrap import open_desktop
from booking.bootstrap.online import Invitation, Keep, sign_in
from booking.paths import Paths
from tests.bench.desks import filled
from tests.bench.ground import PASSWORD, Ground
from tests.bench.measure import Figures, Row, Scale

MODULE: Final = "tests.bench.window_run"


@dataclass(frozen=True)
class Run:
    """What one process did: seconds until its window was painted, and what it saw."""

    shown: float
    seen: dict[str, Any]


def measure(scale: Scale, ground: Ground) -> Iterator[Row]:
    """Yield the rows."""
    count = scale.cached[0]
    rounds = max(2, scale.rounds)
    with tempfile.TemporaryDirectory(dir=ground.directory) as top:
        data = Path(top) / "full"
        # Without a password nothing is fetched: what is in this cache is not in the zone.
        filled(ground, _signed_in(ground, data, Keep.NO), count).close()
        runs = [(_run("desk", data), _run("empty")) for _ in range(rounds)]
        first, again = [], []
        for number in range(rounds):
            data = Path(top) / str(number)
            _signed_in(ground, data, Keep.FILE)
            first.append((_run("desk", data), _run("empty")))
            again.append(_run("desk", data))
    ours, raw = [one for one, _ in runs], [one for _, one in runs]
    shown = [run.shown for run in raw]
    yield _row(f"window, {count:,} cached", [run.shown for run in ours], shown, "ratio 1.5")
    held, least = ([float(run.seen["rss"]) for run in side] for side in (again, raw))
    at_rest = Figures.of(held), Figures.of(least)
    yield Row("  memory at rest", *at_rest, aim="150 MiB", unit="MiB")
    idle = [float(one.seen["gap"]) for _, one in first]
    fetching = [float(one.seen["gap"]) for one, _ in first]
    yield _row(f"  longest gap while {scale.stored:,} come in", fetching, idle, "50 ms")
    building = [float(one.seen["building"]) for one, _ in first]
    yield _row("  longest gap while the window is built", building, idle, "")
    paint = [one for run in ours for one in run.seen["switches"]["paint"]]
    for what in ("theme", "language"):
        took = [one for run in ours for one in run.seen["switches"][what]]
        yield _row(f"  another {what}, painted", took, paint, "")


def _row(name: str, ours: list[float], raw: list[float], aim: str) -> Row:
    return Row(name, Figures.of(ours), Figures.of(raw), aim=aim)


def _signed_in(ground: Ground, data: Path, keep: Keep) -> Path:
    """Sign a person in on a data directory; returns the folder of the desk."""
    address = ground.address(0)
    invitation = Invitation(address.host, address.port, address.database, address.login)
    sign_in(Paths(data), invitation, PASSWORD, keep)
    desktop = open_desktop(Paths(data))
    folder = desktop.facts.folder
    desktop.close()
    return folder


def _run(what: str, data: Path | None = None) -> Run:
    words = [what] if data is None else [what, str(data)]
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", MODULE, *words],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        shown, seen = 0.0, {}
        for line in process.stdout:
            said = json.loads(line)
            if said["what"] == "shown":
                shown = time.perf_counter() - began
            else:
                seen = said
    assert process.returncode == 0, f"{what} ended with {process.returncode}"
    assert shown
    return Run(shown, seen)
