"""The window beside an empty one, each in a fresh process that draws into memory.

Schedule shown: from the start of the process until today is painted from a full cache, in a window
that answers; nothing is painted before. Memory: what is held when all has come to rest. Gap: the
longest time in which the event loop does not come around while everything is fetched for the first
time, beside an idle one. Memory is that of the next start, connected to the shared database.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from booking.bootstrap import open_desktop
from booking.bootstrap.online import Invitation, Keep, sign_in
from booking.paths import Paths
from tests.bench import apart
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
    rest = str(scale.seconds)
    with tempfile.TemporaryDirectory(dir=ground.directory) as top:
        data, compiled = Path(top) / "full", Path(top) / "compiled"
        # Without a password nothing is fetched: what is in this cache is not in the zone.
        filled(ground, _signed_in(ground, data, Keep.NO), count).close()
        # The first run compiles, as installing does.
        pairs = [
            (_run(compiled, rest, "desk", str(data)), _run(compiled, rest, "empty"))
            for _ in range(scale.rounds + 1)
        ][1:]
        first, again = [], []
        for number in range(max(1, scale.rounds // 2)):
            data = Path(top) / str(number)
            _signed_in(ground, data, Keep.FILE)
            first.append((_run(compiled, rest, "desk", str(data)), _run(compiled, rest, "empty")))
            again.append(_run(compiled, rest, "desk", str(data)))
    ours, raw = [one for one, _ in pairs], [one for _, one in pairs]
    shown = [run.shown for run in raw]
    yield _row(f"schedule shown, {count:,} cached", [run.shown for run in ours], shown, "ratio 1.5")
    for kind, said in (("rss", "resident"), ("pss", "its share of it")):
        held, least = ([float(run.seen[kind]) for run in side] for side in (again, raw))
        at_rest = Figures.of(held), Figures.of(least)
        yield Row(f"  memory at rest, {said}", *at_rest, aim="150 MiB", unit="MiB")
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


def _run(compiled: Path, *words: str) -> Run:
    began = time.perf_counter()
    shown, seen = 0.0, {}
    for said in apart.told([MODULE, *words], compiled):
        if said["what"] == "shown":
            shown = time.perf_counter() - began
        else:
            seen = said
    assert shown
    return Run(shown, seen)
