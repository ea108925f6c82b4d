"""kill -9 at any moment: no act that was shown as queued is lost, no page is half applied."""

from __future__ import annotations

import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from booking.cache import state
from booking.cache.engine import open_desk
from booking.cache.sqlite import Connection
from tests.sync.fakeserver import FakeClock, FakeServer
from tests.sync.kill_child import ROOMS, STEP, change, grow
from tests.sync.kit import Desktop

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


def run_and_kill(source: random.Random, *arguments: str) -> list[str]:
    """Start the child, let it work for a while, kill it; returns the whole lines that it wrote."""
    child = start(*arguments)
    assert child.stdout is not None
    wait_for_line(child.stdout)
    deadline = time.monotonic() + source.uniform(0.0, 0.06)
    while time.monotonic() < deadline:
        pass
    return end(child)


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start a child."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.sync.kill_child", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def end(child: subprocess.Popen[bytes]) -> list[str]:
    """Kill a child; returns the whole lines that it wrote and nobody read."""
    assert child.stdout is not None
    child.send_signal(signal.SIGKILL)
    text = child.stdout.read().decode()
    child.stdout.close()
    child.wait()
    return text.splitlines()[:-1] if not text.endswith("\n") else text.splitlines()


def wait_for_line(stream: IO[bytes]) -> None:
    """Wait until the child has begun to work."""
    ready, _, _ = select.select([stream], [], [], 60)
    assert ready, "the child never began"


def test_no_queued_act_is_lost(tmp_path: Path) -> None:
    source = random.Random(5)
    folder = tmp_path / "desk"
    shown: list[str] = []
    for _ in range(KILLS):
        shown += run_and_kill(source, "append", str(folder))
    desk = open_desk(folder, FakeClock())
    try:
        assert desk.take_notices() == ()
        kept = [str(act.id) for act in desk.outbox.acts(limit=1_000_000)]
    finally:
        desk.close()
    assert len(shown) > KILLS
    assert [key for key in kept if key in set(shown)] == shown
    assert len(kept) - len(shown) <= KILLS


def test_two_processes_on_one_folder(tmp_path: Path) -> None:
    folder = str(tmp_path / "desk")
    both = [start("append", folder) for _ in range(2)]
    lines: list[list[str]] = []
    for child in both:
        assert child.stdout is not None
        lines.append([child.stdout.readline().decode().strip() for _ in range(60)])
    for child in both:
        lines.append(end(child))
    shown = {line for some in lines for line in some}
    desk = open_desk(Path(folder), FakeClock())
    try:
        kept = [str(act.id) for act in desk.outbox.acts(limit=1_000_000)]
        assert desk.take_notices() == ()
    finally:
        desk.close()
    assert len(shown) >= 120
    assert shown <= set(kept)
    order = {key: place for place, key in enumerate(kept)}
    for some in lines:
        places = [order[key] for key in some]
        assert places == sorted(places)


def check_cache(connection: Connection) -> int | None:
    """See that every row is one that the server sent, and that none up to the cursor is missing."""
    cursor = state.cursor(connection)
    rows = connection.execute(
        "SELECT id, resource_id, unit, starts, ends, before, after, chg FROM allocation"
    ).fetchall()
    if cursor is None:
        assert rows == []
        return None
    reached = {row[0]: row[7] for row in rows}
    for *values, chg in rows:
        assert (*values, True, chg) == change(chg)
    newest: dict[bytes, tuple[object, ...]] = {}
    for number in range(ROOMS + 2, cursor + 1):
        newest[change(number)[0]] = change(number)
    for key, row in newest.items():
        if row[7]:
            assert key not in reached or reached[key] >= row[8]
    positions = state.positions(connection)
    if max(positions.values()) == cursor:
        assert reached == {key: row[8] for key, row in newest.items() if row[7]}
    return cursor


def test_no_page_is_half_applied(tmp_path: Path) -> None:
    source = random.Random(6)
    folder = tmp_path / "desk"
    changes = 2000
    cursors: list[int | None] = []
    for _ in range(KILLS):
        lines = run_and_kill(source, "pull", str(folder), str(changes))
        assert all(line.startswith("done ") for line in lines)
        desk = open_desk(folder, FakeClock())
        try:
            assert desk.take_notices() == ()
            cursors.append(desk.cache.read(check_cache))
        finally:
            desk.close()
        reached = cursors[-1] or 0
        changes = max(changes, reached) + STEP
    assert cursors == sorted(cursors, key=lambda c: c or 0)
    server = FakeServer(FakeClock(), rooms=ROOMS)
    grow(server, changes)
    desktop = Desktop(folder, server, server.clock, page=60)
    try:
        desktop.round()
        assert desktop.occupied() == sorted((row[1], row[3], row[4]) for row in server.live())
        assert desktop.the_desk.cache.read(check_cache) == changes
    finally:
        desktop.close()
