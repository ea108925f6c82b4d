"""The program `loop-booking-desktop`."""

from __future__ import annotations

import importlib
import os
import sys

from booking.errors import EnvironmentProblem
from ui.preflight import EXIT_ENVIRONMENT, preflight


def main() -> int:
    """Check that Qt can start here, start it, and say that this release has no window yet.

    Returns:
        Exit code 3, with one sentence on the standard error stream.
    """
    try:
        platform = preflight(os.environ)
    except EnvironmentProblem as problem:
        return _end(str(problem))
    if platform:
        os.environ.setdefault("QT_QPA_PLATFORM", platform)
    # Only now: importing Qt fails where its libraries are missing.
    importlib.import_module("ui.application").start_qt(sys.argv)
    return _end(
        "Qt starts here, but this release has no window yet; use the command line: "
        "loop-booking --help"
    )


def _end(sentence: str) -> int:
    if sys.stderr is not None:  # a GUI program on Windows has none
        sys.stderr.write(f"{sentence}\n")
    return EXIT_ENVIRONMENT


if __name__ == "__main__":
    sys.exit(main())
