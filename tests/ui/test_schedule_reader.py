"""A screen reader in a process of its own reads the schedule through AT-SPI.

Needs an X server without a screen, D-Bus, the accessibility bus and its Python bindings; on Debian
xvfb, dbus, at-spi2-core and python3-pyatspi.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

SYSTEM_PYTHON = "/usr/bin/python3"
BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
CLIENT = Path(__file__).with_name("reader_client.py")
TOP = Path(__file__).parents[2]


def missing() -> str:
    """Return what is not there, "" where all is."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI, which is of Linux"
    for program in ("Xvfb", "dbus-daemon"):
        if shutil.which(program) is None:
            return program
    if not any(Path(top, "at-spi-bus-launcher").exists() for top in ("/usr/libexec", "/usr/lib")):
        return "at-spi2-core"
    if not Path(SYSTEM_PYTHON).exists():
        return SYSTEM_PYTHON
    found = subprocess.run([SYSTEM_PYTHON, "-c", BINDINGS], capture_output=True, check=False)
    return "" if found.returncode == 0 else "python3-pyatspi"


@contextmanager
def running(*command: str, env: dict[str, str], **more: Any) -> Iterator[subprocess.Popen[str]]:
    """Run a program until the end of the block."""
    with subprocess.Popen(command, text=True, env=env, cwd=TOP, **more) as process:
        try:
            yield process
        finally:
            process.kill()


def line_of(stream: IO[str] | None) -> str:
    """Return the next line of a program's output."""
    assert stream is not None
    line = stream.readline()
    assert line, "it ended without a word"
    return line.strip()


class Reader:
    """The window and who reads it."""

    def __init__(self, window: subprocess.Popen[str], client: subprocess.Popen[str]) -> None:
        self._window, self._client = window, client

    def look(self) -> dict[str, Any]:
        """Return what is read now."""
        found: dict[str, Any] = json.loads(line_of(self._client.stdout))
        return found

    def do(self, command: str) -> dict[str, Any]:
        """Have the window do something, then look."""
        for process in (self._window, self._client):
            assert process.stdin is not None
            process.stdin.write(command + "\n")
            process.stdin.flush()
            if process is self._window:
                assert line_of(process.stdout) == command
        return self.look()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    what = missing()
    if what:
        pytest.skip(f"there is no {what}")
    env = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    env |= {"PYTHONPATH": str(TOP), "XDG_RUNTIME_DIR": str(tmp_path)}
    piped = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with ExitStack() as stack:
        screen = stack.enter_context(
            running("Xvfb", "-displayfd", "1", "-nolisten", "tcp", env=env, **quiet)
        )
        env["DISPLAY"] = f":{line_of(screen.stdout)}"
        bus = ("dbus-daemon", "--session", "--nofork", "--print-address")
        env["DBUS_SESSION_BUS_ADDRESS"] = line_of(
            stack.enter_context(running(*bus, env=env, **quiet)).stdout
        )
        env |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        app = (sys.executable, "-m", "tests.ui.reader_app")
        window = stack.enter_context(running(*app, env=env, **piped))
        assert line_of(window.stdout) == "ready"
        client = (SYSTEM_PYTHON, "-I", str(CLIENT), str(window.pid))
        system = {key: value for key, value in env.items() if key != "PYTHONPATH"}
        yield Reader(window, stack.enter_context(running(*client, env=system, **piped)))


def test_a_reader_hears_every_booking_and_the_cell(reader: Reader) -> None:
    first = reader.look()
    assert first["name"] == "Schedule of the day"
    mine = first["items"][1]
    assert mine["name"] == "Board room, 10:00–11:00, Weekly, Yours"
    assert mine["role"] == "list item"
    assert mine["rect"][2] > 50
    moved = reader.do("cursor 13 12")["items"]
    assert moved[0]["name"] == "Large room, 12:00–12:30, no booking"
    assert moved[0]["focused"]
    assert reader.do("cursor 11 10")["items"][1]["selected"]
    changed = reader.do("change")["items"]
    assert [item["name"] for item in changed[1:]] == [
        "Large room, 09:00–10:00, Busy, Another organisation",
        "Both rooms, 09:00–10:00, Busy, Another organisation",
    ]
    assert len(reader.do("unfold")["items"]) == len(changed)
