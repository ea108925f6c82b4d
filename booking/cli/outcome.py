"""What every sub-command gets and gives back: a context in, an outcome out; printing happens in one
place.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TextIO

from booking.events import Event
from booking.paths import Paths


class Exit(IntEnum):
    """Exit codes; stable."""

    DONE = 0
    USAGE = 2
    ENVIRONMENT = 3
    REFUSED = 4
    WAITING = 5


@dataclass(frozen=True)
class Outcome:
    """A command's end.

    Attributes:
        lines: plain text for people, printed unless --json.
        body: the JSON object printed with --json; `exit` is added to it.
        streamed: the command has printed its objects itself, one a line; none follows.
    """

    exit: Exit
    lines: tuple[str, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict)
    streamed: bool = False


@dataclass
class Output:
    """Where a command speaks while it works.

    With --json nothing but one object goes to standard output (a stream of them, one a line, from
    `watch`); progress goes to standard error, and only to a terminal.
    """

    as_json: bool = False
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)

    def say(self, line: str) -> None:
        """Print one line for people now; nothing with --json."""
        if not self.as_json:
            self.stdout.write(line + "\n")
            self.stdout.flush()

    def emit(self, body: Mapping[str, Any]) -> None:
        """Print one JSON object on a line of its own now; nothing without --json."""
        if self.as_json:
            self.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
            self.stdout.flush()

    def progress(self, text: str) -> None:
        """Tell a waiting person how far the work is."""
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{text}")
            self.stderr.flush()

    def progress_done(self) -> None:
        """Take the progress line away."""
        if self.stderr.isatty():
            self.stderr.write("\r\x1b[K")
            self.stderr.flush()

    def finish(self, outcome: Outcome) -> int:
        """Print the outcome and return its exit code."""
        self.progress_done()
        if self.as_json:
            self.stdout.write(
                json.dumps(
                    {"exit": int(outcome.exit), **outcome.body}, ensure_ascii=False, indent=1
                )
                + "\n"
            )
        else:
            stream = self.stdout if outcome.exit in (Exit.DONE, Exit.WAITING) else self.stderr
            for line in outcome.lines:
                stream.write(line + "\n")
        return int(outcome.exit)


@dataclass(frozen=True)
class Context:
    """What a command works with: its parsed arguments, the data directory, where to speak.

    Attributes:
        told: what happened meanwhile; what of it must be told is, however the command ends.
    """

    args: argparse.Namespace
    paths: Paths
    output: Output
    told: list[Event] = field(default_factory=list)


Run = Callable[[Context], Outcome]
Subparsers = Any
"""argparse's action object has no public type."""


def add_command(
    commands: Subparsers, name: str, run: Run, summary: str, description: str = ""
) -> argparse.ArgumentParser:
    """Add a sub-command; `summary` stands in the list, `description` on its own help page."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=summary,
        description=description or summary,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    parser.add_argument(
        "--json", action="store_true", dest="as_json", help="print one JSON object instead of text"
    )
    return parser
