"""The program as a process: what it loads before its window, how it ends, and with which code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from booking.bootstrap.online import Keep, sign_in
from booking.paths import Paths
from tests.ui.conftest import invitation
from tests.ui.kit import ROOT
from tests.zones import PASSWORD, Zone
from ui.preferences import Preferences

# Runs the program, and prints from within when a window comes on the screen; closes the one that
# the environment names.
WATCHED = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
import ui.application.starting as starting
from ui.main import main

class Watcher(QObject):
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Show and thing.isWidgetType() and thing.isWindow():
            loaded = [name for name in sys.argv[1].split(",") if name in sys.modules]
            print("shown", thing.windowTitle(), "loaded", *loaded, flush=True)
            if os.environ.get("CLOSE") == thing.objectName():
                QTimer.singleShot(0, thing.close)
                QApplication.instance().removeEventFilter(self)
        return False

start, watcher = starting.start_qt, Watcher()

def watched(arguments):
    application = start(arguments)
    application.installEventFilter(watcher)
    return application

starting.start_qt = watched
sys.exit(main(sys.argv[2:]))
"""
# What speaks to databases, and what the first window does not show.
HEAVY = ",".join(
    (
        "psycopg,psycopg_binary,keyring,sqlalchemy,alembic,booking.bootstrap.line,holidays",
        "ui.pages.find,ui.pages.mine,ui.pages.inventory,ui.pages.closures,ui.pages.agenda",
        "ui.dialogs.editor,ui.dialogs.details,ui.dialogs.conflicts,ui.dialogs.palette",
        "booking.services.bookings,booking.services.inventory,booking.sync.worker",
    )
)


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep sockets out of the real runtime directory."""
    folder = tmp_path / "runtime"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))


def program(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WATCHED, HEAVY, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def first_line(started: subprocess.Popen[str]) -> str:
    assert started.stdout is not None
    return started.stdout.readline().strip()


def test_the_window_is_shown_before_what_speaks_to_databases_is_loaded(tmp_path: Path) -> None:
    with program("--data-dir", str(tmp_path / "data")) as started:
        assert first_line(started) == "shown Loop Booking loaded"  # and nothing after that word
        started.send_signal(signal.SIGTERM)
        out, err = started.communicate(timeout=60)
    assert (out, err) == ("", "")


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_it_in_order(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    data = tmp_path / "data"
    with program("--data-dir", str(data)) as started:
        assert first_line(started).startswith("shown")
        assert (data / "window.lock").exists()
        started.send_signal(sent)
        _, err = started.communicate(timeout=60)
    assert (started.returncode, err) == (code, "")
    assert not (data / "window.lock").exists()


def test_closing_the_first_window_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSE", "start-window")
    with program("--data-dir", str(tmp_path / "data")) as started:
        _, err = started.communicate(timeout=60)
    assert (started.returncode, err) == (0, "")
    assert not (tmp_path / "data" / "window.lock").exists()


def test_closing_the_desks_window_ends_it(
    crowd: Zone, place: Callable[[str], Paths], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = place("data")
    sign_in(where, invitation(crowd, "photon.one"), PASSWORD, Keep.FILE)
    monkeypatch.setenv("CLOSE", "main-window")
    with program("--data-dir", str(where.data)) as started:
        out, err = started.communicate(timeout=60)
    assert (started.returncode, err) == (0, "")
    # The first fetch comes before what speaks to databases; then the desk.
    assert out.startswith("shown Loop Booking loaded\n")
    assert "geometry" in Preferences(where.settings).values()


def test_a_second_start_raises_the_first_and_ends_with_0(tmp_path: Path) -> None:
    words = ("--data-dir", str(tmp_path / "data"))
    with program(*words) as first:
        assert first_line(first).startswith("shown")
        with program(*words) as second:
            out, err = second.communicate(timeout=60)
        assert (second.returncode, out, err) == (0, "", "")
        with program("--data-dir", str(tmp_path / "other")) as beside:
            assert first_line(beside).startswith("shown")
            beside.terminate()
            beside.communicate(timeout=60)
        first.terminate()
        first.communicate(timeout=60)


def test_a_first_that_does_not_answer_is_said(tmp_path: Path) -> None:
    words = ("--data-dir", str(tmp_path / "data"))
    with program(*words) as first:
        assert first_line(first).startswith("shown")
        first.send_signal(signal.SIGSTOP)
        with program(*words) as second:
            _, err = second.communicate(timeout=60)
        first.send_signal(signal.SIGCONT)
        first.terminate()
        first.communicate(timeout=60)
    assert second.returncode == 3
    assert "does not answer" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", [("--nonsense",), ("--language", "klingon"), ("a", "b")])
def test_wrong_usage_is_said_with_code_2(words: tuple[str, ...]) -> None:
    with program(*words) as started:
        out, err = started.communicate(timeout=60)
    assert (started.returncode, out) == (2, "")
    assert "usage: loop-booking-desktop" in err


def test_the_version_is_printed() -> None:
    with program("--version") as started:
        out, err = started.communicate(timeout=60)
    assert (started.returncode, err) == (0, "")
    assert out.startswith("loop-booking ")


@pytest.mark.skipif(os.getuid() == 0, reason="root writes everywhere")
def test_a_directory_that_cannot_be_written_still_gets_a_window(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with program("--data-dir", str(tmp_path / "data")) as started:
        assert first_line(started).startswith("shown")
        started.terminate()
        started.communicate(timeout=60)
    tmp_path.chmod(0o700)
