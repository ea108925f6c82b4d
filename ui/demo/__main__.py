"""What `loop-booking demo` starts as a process of its own: `python -m ui.demo check|choose|tour`.

It speaks in lines of JSON on the standard output: {"step", "text", ...} for each step of the tour,
and {"code", "message"} where something is wrong; then it ends with 3.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from booking.errors import BookingError, EnvironmentProblem
from ui.preflight import EXIT_ENVIRONMENT, preflight

MEMORY = "offscreen"


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the first word says.

    Returns:
        Exit code: 0, or 3 where the line of JSON before says why.
    """
    args = _parser().parse_args(argv)
    if args.act == "check":
        _emit(check(os.environ))
        return 0
    try:
        platform = preflight(os.environ) if args.act == "choose" else preflight(_memory())
        os.environ["QT_QPA_PLATFORM"] = platform or os.environ.get("QT_QPA_PLATFORM", "")
        # Only now: importing Qt fails where its libraries are missing.
        part = importlib.import_module("ui.demo.running")
        if args.act == "choose":
            code: int = part.choose(args.data_dir)
            return code
        # Whoever started this one ends it, and tidies up.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        part.tour(args.data_dir, args.spare, args.pictures, args.invitation, _step)
    except BookingError as problem:
        _emit({"code": getattr(problem, "code", "demo_failed"), "message": str(problem)})
        return EXIT_ENVIRONMENT
    return 0


def check(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return whether a window can be shown here, whether pictures can be drawn, and why not.

    A platform that draws into memory shows nothing, so it counts as no window.
    """
    problem = ""
    window = False
    try:
        window = preflight(environment) not in (MEMORY, "minimal")
    except EnvironmentProblem as found:
        problem = str(found)
    pictures = window
    if not window:
        try:
            preflight(_memory())
            pictures = True
        except EnvironmentProblem as found:
            problem = str(found)
    return {"window": window, "pictures": pictures, "problem": problem}


def _memory() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": MEMORY}


def _step(code: str, text: str, values: Mapping[str, Any]) -> None:
    _emit({"step": code, "text": text, **values})


def _emit(body: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(body) + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ui.demo", allow_abbrev=False)
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("check")
    for name in ("choose", "tour"):
        act = acts.add_parser(name)
        act.add_argument("--data-dir", type=Path, required=True)
        if name == "tour":
            act.add_argument("--pictures", type=Path, required=True)
            act.add_argument("--invitation", required=True)
            act.add_argument("--spare", type=Path, required=True)
    return parser


if __name__ == "__main__":
    sys.exit(main())
