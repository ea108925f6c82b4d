"""The command line's grammar: which command stands in which module, in groups that read well.

Only the module of the command that is asked for is imported, so that looking at one's bookings does
not load what speaks to a server.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

PROGRAM: Final = "loop-booking"


class UsageError(Exception):
    """The command line was not understood.

    Attributes:
        usage: how the command is written.
    """

    def __init__(self, message: str, usage: str) -> None:
        self.usage = usage
        super().__init__(message)


class Parser(argparse.ArgumentParser):
    """Raises instead of ending the process, and takes options only as they are documented."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(message, self.format_usage().strip())


class _Version(argparse.Action):
    """Prints the versions, looked up only when somebody asks."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Print and end."""
        found = importlib.import_module("booking.versions").versions()
        sys.stdout.write("".join(f"{name} {number}\n" for name, number in found.items()))
        parser.exit()


# Title of the group, its modules below booking.cli, and the commands with a line each.
GROUPS: Final[tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]] = (
    (
        "Who you are",
        (
            ("sign-in", "account", "sign in with an invitation"),
            ("sign-out", "account", "sign out; the local copy is wiped, the outbox stays"),
            ("whoami", "whoami", "who is signed in, with which roles"),
            ("password", "account", "change your password"),
        ),
    ),
    (
        "Look",
        (
            ("sites", "places", "the sites"),
            ("resources", "places", "rooms, labs and equipment"),
            ("free", "finding", "what is free at a time, best fit first"),
            ("list", "listing", "your bookings, waiting and refused ones too"),
            ("show", "listing", "one booking with all that happened to it"),
        ),
    ),
    (
        "Book",
        (
            ("book", "reserving", "book one resource or several"),
            ("move", "changing", "move a booking, or make it longer or shorter"),
            ("add", "items", "add a resource to a booking"),
            ("take-out", "items", "take a resource out of a booking"),
            ("edit", "changing", "change title, notes, people or privacy"),
            ("cancel", "changing", "cancel a booking"),
        ),
    ),
    (
        "Send and receive",
        (
            ("sync", "syncing", "send what waits and fetch what is new"),
            ("watch", "syncing", "stay connected and tell what happens"),
            ("outbox", "waiting", "what waits or was refused; dismiss, withdraw"),
        ),
    ),
    (
        "Keep the inventory",
        (
            ("resource", "inventory", "add, change or retire a resource"),
            ("close", "closing", "close a site or a resource for a time, or lift it"),
        ),
    ),
    (
        "Run a shared database",
        (
            ("database", "database", "start, stop, create and upgrade the database"),
            ("people", "people", "add and list people"),
            ("invite", "people", "write an invitation file"),
            ("demo", "demo", "try everything with sample data"),
        ),
    ),
    ("Help", (("help", "helping", "this text, or a command's own"),)),
)
MODULES: Final = {name: module for _, rows in GROUPS for name, module, _ in rows}


def overview() -> str:
    """Return all commands in their groups."""
    lines = []
    for title, rows in GROUPS:
        lines.append(f"{title}:")
        lines += [f"  {name:<12}{summary}" for name, _, summary in rows]
        lines.append("")
    lines += [
        "loop-booking COMMAND --help tells more about a command and gives examples.",
        "Exit codes: 0 done, 2 wrong usage, 3 the machine, the login or the connection,",
        "4 refused, 5 waiting in the outbox.",
    ]
    return "\n".join(lines)


def make_parser(wanted: Sequence[str]) -> Parser:
    """Return the parser that knows the commands of some modules."""
    parser = Parser(
        prog=PROGRAM,
        usage="loop-booking [--data-dir DIR] COMMAND ...",
        description="Book rooms, labs and equipment across several sites, also while offline.",
        epilog=overview(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help="where this program keeps its files (default: your own data directory)",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print versions and exit")
    commands: Any = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, help=argparse.SUPPRESS, prog=PROGRAM
    )
    for module in dict.fromkeys(wanted):
        importlib.import_module(f"booking.cli.{module}").register(commands)
    return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed command line.

    Raises:
        UsageError: it was not understood.
        SystemExit: help or the version was printed.
    """
    named = _command(arguments)
    if named is None or named in MODULES:
        wanted = [] if named is None else [MODULES[named]]
        return make_parser(wanted).parse_args(arguments)
    message = f"there is no command {named!r}; `loop-booking help` lists them"
    raise UsageError(message, "usage: loop-booking [--data-dir DIR] COMMAND ...")


def _command(arguments: Sequence[str]) -> str | None:
    """Return the first word that is neither an option nor the data directory."""
    rest = iter(arguments)
    for word in rest:
        if word == "--data-dir":
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return None
