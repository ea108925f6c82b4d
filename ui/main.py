"""The program `loop-booking-desktop`."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from booking.errors import EnvironmentProblem
from ui.preflight import EXIT_ENVIRONMENT, preflight

LANGUAGES = {"en": "en", "zh-hant": "zh_hant", "zh-hans": "zh_hans"}


def main(argv: Sequence[str] | None = None) -> int:
    """Check that Qt can start here, start it, and show the window until it is closed.

    Args:
        argv: the words after the program's name; those of the process when None.

    Returns:
        Exit code, as the command line's: 0, 2 for wrong usage, 3 with one sentence on the standard
        error stream, 128 and more after a signal.
    """
    try:
        args = _parser().parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    try:
        platform = preflight(os.environ)
    except EnvironmentProblem as problem:
        return _end(str(problem))
    if platform:
        os.environ.setdefault("QT_QPA_PLATFORM", platform)
    # Only now: importing Qt fails where its libraries are missing.
    application = importlib.import_module("ui.application")
    code: int = application.run(
        args.data_dir, LANGUAGES.get(args.language, ""), args.invitation or ""
    )
    return code


class _Version(argparse.Action):
    """Prints the version, looked up only when somebody asks."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Print and end."""
        found = importlib.import_module("booking.versions")
        number = found.of_package("loop-booking") or found.NOT_INSTALLED
        sys.stdout.write(f"loop-booking {number}\n")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="loop-booking-desktop",
        description="Book rooms, labs and equipment across several sites, also while offline.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help="where this program keeps its files (default: your own data directory)",
    )
    parser.add_argument(
        "--language", choices=tuple(LANGUAGES), help="of the window, in this run (default: chosen)"
    )
    parser.add_argument(
        "--version", action=_Version, nargs=0, help="show program's version number and exit"
    )
    parser.add_argument(
        "invitation", nargs="?", help="an invitation to sign in with: its file, or its link"
    )
    return parser


def _end(sentence: str) -> int:
    if sys.stderr is not None:  # a GUI program on Windows has none
        sys.stderr.write(f"{sentence}\n")
    return EXIT_ENVIRONMENT


if __name__ == "__main__":
    sys.exit(main())
