"""What a fresh process does for `tests.bench.window`.

It prints a line of JSON when a window is painted ("shown"), and one with what it saw ("seen").
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

LOOK_MS: Final = 5
PATIENCE_S: Final = 120.0
TURNS: Final = 3


class Empty(QWidget):
    """Paints nothing, and tells when it does so for the first time."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            tell("shown")


class Gaps(QObject):
    """Keeps the longest time in which the event loop did not come around.

    Attributes:
        longest: seconds, since the last `begin`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def begin(self) -> float:
        """Begin anew; returns what was the longest."""
        self._look()
        longest, self.longest = self.longest, 0.0
        return longest

    def _look(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - LOOK_MS / 1000)
        self._last = now


def tell(what: str, **values: Any) -> None:
    """Print one line."""
    sys.stdout.write(json.dumps({"what": what, **values}) + "\n")
    sys.stdout.flush()


def wait(true: Callable[[], object], seconds: float = PATIENCE_S) -> None:
    """Let Qt work until something is true, and no longer than that."""
    loop, look, end = QEventLoop(), QTimer(), time.monotonic() + seconds
    look.timeout.connect(lambda: loop.quit() if true() or time.monotonic() > end else None)
    look.start(LOOK_MS)
    loop.exec()
    look.stop()


def rest(seconds: float) -> None:
    """Let Qt work for so long."""
    wait(lambda: False, seconds)


def memory() -> dict[str, float]:
    """Return what is held, in MiB: all of it, and without others' share of common pages."""
    found = {}
    for line in Path("/proc/self/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith(("Rss:", "Pss:")):
            found[line[:3].lower()] = int(line.split()[1]) / 1024
    return found


def empty(seconds: float) -> None:
    """An empty window."""
    application = QApplication([])
    window = Empty()
    window.resize(1280, 800)
    window.show()
    rest(seconds)
    gaps = Gaps()
    rest(seconds)
    tell("seen", gap=gaps.longest, **memory())
    application.quit()


def desk(seconds: float, data: Path) -> None:
    """The desk's window, on a desk that has its data, or that has none yet and fetches it."""
    # What an empty window does not need is loaded in here, so that it counts.
    qt = importlib.import_module("ui.application").start_qt(sys.argv[:1])
    theme = importlib.import_module("ui.theme").theme()
    i18n = importlib.import_module("ui.i18n")
    theme.set_mode("light")
    theme.apply(qt)
    i18n.set_language("en")
    gaps = Gaps()
    fetching: list[float] = []
    with tempfile.TemporaryDirectory() as top:
        program = _program(data, Path(top), lambda: fetching.append(gaps.begin()))
        program.begin()
        wait(lambda: program.session is not None)
        # What is loaded before there is a window is not a gap in what somebody sees.
        if program.desk is None:
            gaps.begin()
        wait(lambda: program.desk is not None)
        session = program.session
        wait(lambda: (session.status.online or session.status.auth) and session.idle())
        rest(seconds)
        held = memory()
        building = gaps.longest
        seen = switches(program.desk.window, theme, i18n)
        tell("seen", gap=fetching[0], building=building, switches=seen, **held)
        program.end()


def _program(data: Path, top: Path, building: Callable[[], object]) -> Any:
    """Return the program; `building` is called when it begins to build the desk's window."""
    module = importlib.import_module("ui.application.program")

    class Watched(module.Program):  # type: ignore[name-defined, misc]
        def _show_desk(self) -> None:
            building()
            super()._show_desk()
            tell_painted(type(self.desk.window.pages["schedule"].grid))

    preferences = importlib.import_module("ui.preferences").Preferences(top / "settings.json")
    faults = importlib.import_module("ui.crash").Faults()
    paths = importlib.import_module("booking.paths").paths(data)
    return Watched(paths, preferences, faults)


def tell_painted(grid: Any) -> None:
    """Tell when a grid has painted a day for the first time."""
    paint = grid.paintEvent
    said: list[bool] = []

    def painted(self: Any, event: Any) -> None:
        paint(self, event)
        if self.scene is not None and not said:
            said.append(True)
            tell("shown")

    grid.paintEvent = painted


def switches(window: QWidget, theme: Any, i18n: Any) -> dict[str, list[float]]:
    """Return seconds of switching theme and language until it is painted, and of painting alone."""
    found: dict[str, list[float]] = {"theme": [], "language": [], "paint": []}
    for _ in range(TURNS):
        for mode in ("dark", "light"):
            found["theme"].append(_timed(partial(theme.set_mode, mode), window))
        for name in ("zh_hant", "zh_hans", "en"):
            found["language"].append(_timed(partial(i18n.set_language, name), window))
        found["paint"].append(_timed(lambda: None, window))
    return found


def _timed(work: Callable[[], object], window: QWidget) -> float:
    began = time.perf_counter()
    work()
    QApplication.processEvents()
    window.repaint()
    return time.perf_counter() - began


def main() -> int:
    """Do what the words say: seconds of rest, "empty" or "desk", and a desk's data directory."""
    seconds, what, *more = sys.argv[1:]
    if what == "empty":
        empty(float(seconds))
    else:
        desk(float(seconds), Path(more[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
