"""`loop-booking demo`: sample data on a server of its own, and a tour with two desktops."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from booking.cli.outcome import Context, Exit, Outcome, Output, Subparsers, add_command
from booking.cli.tour import Tour
from booking.demo.folder import DemoFolder
from booking.demo.stage import DESKS, OFFICE, ONE, TIMEZONE, TWO, Stage, set_up
from booking.shared.embedded import EmbeddedServer

DESCRIPTION = """\
Start a private database server below your data directory, load sample sites, rooms, tenants, people
and bookings, and take a tour with two desktops of two tenants: find a room, book it, see it as Busy
on the other desktop, have a clash refused with offers, book offline, be confirmed on return.

The data stays; the next demo goes on with it. All of it is invented.
"""


def register(commands: Subparsers) -> None:
    """Add `demo`."""
    parser = add_command(commands, "demo", demo, "try everything with sample data", DESCRIPTION)
    parser.add_argument("--reset", action="store_true", help="remove the demo's data, begin anew")
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="data directory below which the demo has its folder",
    )


def demo(context: Context) -> Outcome:
    """Set up, take the tour, and tell how to go on."""
    output = context.output
    folder = DemoFolder(context.paths.data)
    output.say(f"Demonstration with sample data in {folder.path}")

    def waiting() -> None:
        output.say("Another demonstration is running there; waiting for it to end ...")

    steps: list[Mapping[str, Any]] = []
    with folder.taken(waiting):
        removed = _reset(folder, output) if context.args.reset else []
        stage = set_up(folder, output.progress)
        output.progress_done()
        _introduce(stage, output)
        with (
            closing(stage.open(OFFICE)),
            closing(stage.open(ONE)) as one,
            closing(stage.open(TWO)) as two,
        ):
            names = [stage.names[DESKS[each]] for each in (ONE, TWO)]
            output.say(f"Desktop one: {names[0]}")
            output.say(f"Desktop two: {names[1]}")

            def tell(code: str, lines: Sequence[str], values: Mapping[str, Any]) -> None:
                steps.append({"step": code, "text": " ".join(lines), **values})
                output.progress_done()
                output.say("")
                output.say(f"{len(steps)}. {lines[0]}")
                for line in lines[1:]:
                    output.say(f"   {line}")

            Tour(one, two, EmbeddedServer(folder.paths.server), tell).walk()
    body = {
        "folder": str(folder.path),
        "found": stage.found,
        "removed": removed,
        "bookings_added": stage.added,
        "counts": stage.facts.counts,
        "desktops": {name: str(folder.desk(name).data) for name in DESKS},
        "steps": steps,
    }
    return Outcome(Exit.DONE, _go_on(folder, steps), body)


def _reset(folder: DemoFolder, output: Output) -> list[str]:
    contents = folder.contents()
    if contents:
        output.say(f"Removing what the last one left there: {', '.join(contents)}")
        folder.clear()
    return contents


def _introduce(stage: Stage, output: Output) -> None:
    counts = stage.facts.counts
    held = (
        f"{counts['site']} sites, {counts['resource']} rooms, labs and instruments,"
        f" {counts['tenant']} tenants, {counts['person']} people, {counts['booking']} bookings"
    )
    if stage.found:
        output.say(f"The data of last time is there: {held}.")
        if stage.added:
            output.say(f"Few bookings were still to come, so {stage.added} were added.")
    else:
        output.say(f"New: {held}, booked as those people just now.")
    output.say(f"Server: {stage.access.url('LOGIN')}")


def _go_on(folder: DemoFolder, steps: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    def command(data: Path, words: str) -> str:
        return f"  {_program()} --data-dir {shlex.quote(str(data))} {words}"

    one, two, office = (folder.desk(name).data for name in (ONE, TWO, OFFICE))
    seen = next(step for step in steps if step["step"] == "find")
    span = f"--from {_wall(seen['from'])} --to {_wall(seen['to'])}"
    return (
        "",
        "That was the tour. Go on by hand; the server keeps running:",
        command(one, "list"),
        command(two, f"free --site {seen['site']} {span} --people 4"),
        command(office, "people list"),
        command(folder.path, "database status"),
        command(folder.path, "database stop"),
        "Once more from the beginning:",
        command(folder.path.parent, "demo --reset"),
    )


def _wall(instant: str) -> str:
    """Return an instant as one types it at the sites, 2026-11-24T09:00+08:00."""
    at = datetime.fromisoformat(instant).astimezone(ZoneInfo(TIMEZONE))
    return at.isoformat(timespec="minutes")


def _program() -> str:
    """Return how this program is called by hand, from the current directory."""
    beside = Path(sys.executable).with_name("loop-booking")
    activated = sys.prefix in (sys.base_prefix, os.environ.get("VIRTUAL_ENV"))
    if activated and shutil.which("loop-booking"):
        return "loop-booking"
    if beside.exists() and beside.is_relative_to(Path.cwd()):
        return shlex.quote(str(beside.relative_to(Path.cwd())))
    if beside.exists():
        return shlex.quote(str(beside))
    return f"{shlex.quote(sys.executable)} -m booking.cli"
