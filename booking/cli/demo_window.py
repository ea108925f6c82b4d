"""The demonstration's window, which is a process of its own: this side knows no Qt.

The other side is the module `ui.demo`, started by its name. It speaks in lines of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from booking.errors import EnvironmentProblem

MODULE: Final = "ui.demo"
CHECK_SECONDS: Final = 60.0
ENDED: Final = (129, 130, 143)
"""Exit codes of the window when somebody stopped it: 128 and SIGHUP, SIGINT, SIGTERM."""


@dataclass(frozen=True)
class Screen:
    """What can be shown on this machine.

    Attributes:
        window: a window can be opened.
        pictures: windows can be drawn into memory at least.
        problem: one sentence on what is missing, "" for nothing.
    """

    window: bool
    pictures: bool
    problem: str


def screen() -> Screen:
    """Find out what can be shown; whatever goes wrong with that means: nothing."""
    nothing = Screen(window=False, pictures=False, problem="The window is not installed here.")
    if getattr(sys, "frozen", False):
        return nothing
    try:
        asked = subprocess.run(
            _command("check"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            timeout=CHECK_SECONDS,
            check=False,
        )
        found = json.loads(asked.stdout)
        return Screen(bool(found["window"]), bool(found["pictures"]), str(found["problem"]))
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired):
        return nothing


def choose(data: Path) -> None:
    """Have a person choose whom to come in as, until all windows are closed.

    Raises:
        EnvironmentProblem: the window ended by a fault.
    """
    for _ in _lines("choose", "--data-dir", str(data)):
        pass


def tour(data: Path, pictures: Path, invitation: str, tell: Callable[..., None]) -> None:
    """Take the tour in windows that are drawn into memory.

    Args:
        data: the data directory that the demonstration's folder is in.
        pictures: where pictures are saved.
        invitation: a link for the picture of signing in.
        tell: told of every step: its code, its sentence, values.

    Raises:
        EnvironmentProblem: a step did not go as it must.
    """
    words = ("--data-dir", str(data), "--pictures", str(pictures), "--invitation", invitation)
    # Made here, so that it goes however the other side ends.
    with tempfile.TemporaryDirectory() as spare:
        for line in _lines("tour", *words, "--spare", spare):
            if "step" in line:
                values = {key: one for key, one in line.items() if key not in ("step", "text")}
                tell(str(line["step"]), str(line["text"]), values)


def _lines(*words: str) -> Iterator[Mapping[str, Any]]:
    """Yield what the other side says, until it ends well.

    Raises:
        EnvironmentProblem: it did not end well.
    """
    said: Mapping[str, Any] = {}
    with subprocess.Popen(
        _command(*words),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                said = _read(line)
                yield said
        except BaseException:
            process.terminate()
            raise
    if process.returncode in ENDED:
        raise KeyboardInterrupt
    if process.returncode != 0:
        message = str(said.get("message") or "The window of the demonstration ended by a fault.")
        raise EnvironmentProblem(str(said.get("code") or "demo_failed"), message)


def _read(line: str) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _command(*words: str) -> Sequence[str]:
    return [sys.executable, "-m", MODULE, *words]
