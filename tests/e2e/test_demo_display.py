"""`loop-booking demo` on a real X display: the chooser, two windows side by side, and its end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from booking.demo.folder import DemoFolder
from booking.demo.stage import OFFICE, ONE
from tests.e2e.commands import done
from tests.e2e.x_display import Screen, Shown, wait_for, x_server
from ui.demo.__main__ import check

pytestmark = [
    pytest.mark.qt,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11"),
]

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 1920, 1080
CHOOSER = "Demonstration"
PAGE = "Schedule"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data directory with a demonstration that is set up, and nobody using it."""
    top = tmp_path_factory.mktemp("display")
    done(top, "demo", "--terminal")
    yield top
    DemoFolder(top).server.remove()


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with x_server(WIDTH, HEIGHT) as made:
        found = check({"DISPLAY": made.name})
        if not found["window"]:
            pytest.skip(str(found["problem"]))
        yield made


@contextmanager
def running(data: Path, screen: Screen) -> Iterator[subprocess.Popen[str]]:
    """The command, as in a terminal of its own."""
    hidden = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    started = subprocess.Popen(
        [sys.executable, "-m", "booking.cli", "--data-dir", str(data), "demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env={**environment, "DISPLAY": screen.name, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    with started:
        try:
            yield started
        finally:
            if started.poll() is None:
                os.killpg(started.pid, signal.SIGKILL)


def shown(screen: Screen, title: str, count: int = 1) -> list[Shown]:
    """Wait for so many windows with a title to be in sight; return them, from the left."""

    def found() -> list[Shown]:
        windows = [one for one in screen.windows() if re.match(title, one.title)]
        return windows if len(windows) == count else []

    return sorted(wait_for(found), key=lambda one: one.x)


def choose(screen: Screen, place: float) -> None:
    """Click on a choice, so far down in the chooser."""
    (chooser,) = shown(screen, CHOOSER)
    screen.click(chooser.x + chooser.width // 2, chooser.y + round(chooser.height * place))


def open_on(data: Path, name: str) -> bool:
    """Whether a window is open on a desktop."""
    return (DemoFolder(data).desk(name).data / "window.lock").exists()


def test_one_click_opens_two_windows_side_by_side_and_a_closed_terminal_ends_all(
    data: Path, screen: Screen
) -> None:
    with running(data, screen) as started:
        choose(screen, 0.85)
        left, right = shown(screen, PAGE, 2)
        half = WIDTH // 2
        assert abs(left.x) < 10
        assert abs(right.x - half) < 10
        assert all(abs(one.width - half) < 10 for one in (left, right))
        assert open_on(data, ONE)
        assert open_on(data, OFFICE)
        # The command alone is told, and has to tell the others.
        started.send_signal(signal.SIGHUP)
        out, _ = started.communicate(timeout=60)
    assert started.returncode == 130, out
    assert out.endswith("Stopped.\n")
    assert not open_on(data, ONE)
    assert not open_on(data, OFFICE)
    assert not screen.windows()
    assert not DemoFolder(data).server.status().running


def test_closing_every_window_ends_it_well(data: Path, screen: Screen) -> None:
    with running(data, screen) as started:
        choose(screen, 0.6)
        shown(screen, PAGE)
        screen.close_window(PAGE)
        wait_for(lambda: not open_on(data, OFFICE))
        screen.close_window(CHOOSER)
        out, _ = started.communicate(timeout=60)
    assert started.returncode == 0, out
    assert "All windows are closed and the server is stopped" in out
    assert not DemoFolder(data).server.status().running
