"""Running commands of the program in this process, as a person would type them."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booking.cli import main


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def call(data: Path, *words: str) -> Said:
    """Run one command for people, in a data directory."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--data-dir", str(data), *words])
    return Said(code, out.getvalue(), err.getvalue())


def ask(data: Path, *words: str) -> dict[str, Any]:
    """Run one command with --json; returns the one object it printed, `exit` in it."""
    said = call(data, *words, "--json")
    found: dict[str, Any] = json.loads(said.out)
    assert found["exit"] == said.code
    return found


def done(data: Path, *words: str) -> dict[str, Any]:
    """Run one command with --json that must end with 0."""
    found = ask(data, *words)
    assert found["exit"] == 0, found
    return found
