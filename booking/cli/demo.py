"""`loop-booking demo`: sample data on a server of its own; the window, or a tour."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import signal
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

from booking.cli import demo_window
from booking.cli.demo_window import Screen
from booking.cli.outcome import Context, Exit, Outcome, Output, Subparsers, add_command
from booking.cli.tour import Tour
from booking.demo.folder import DemoFolder
from booking.demo.stage import DESKS, OFFICE, ONE, TIMEZONE, TWO, Stage, set_up
from booking.errors import BookingError
from booking.shared.embedded import EmbeddedServer

DESCRIPTION = """\
Start a private database server below your data directory, load sample sites, rooms, tenants, people
and bookings, and open the window: you choose whether to come in as a tenant's member, as an
administrator of the office, or as both, side by side.

Without a display, or with --tour, you are shown around instead. Two desktops of two tenants: find a
room, book it, see it as Busy on the other desktop, have a clash refused with offers, book offline,
be confirmed on return; first by commands, then in real windows that are drawn into memory, led by
mouse and keyboard. Pictures of them are saved.

The data stays; the next demo goes on with it. All of it is invented.
"""


def register(commands: Subparsers) -> None:
    """Add `demo`."""
    parser = add_command(commands, "demo", demo, "try everything with sample data", DESCRIPTION)
    parser.add_argument("--reset", action="store_true", help="remove the demo's data, begin anew")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--tour", action="store_true", help="be shown around, also with a display")
    way.add_argument("--terminal", action="store_true", help="be shown around by commands alone")
    parser.add_argument(
        "--pictures",
        type=Path,
        metavar="DIR",
        help="where the tour saves pictures (default: pictures in the demo's folder)",
    )
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="data directory below which the demo has its folder",
    )


def demo(context: Context) -> Outcome:
    """Set up, open the window or take the tour, and tell how to go on."""
    output, args = context.output, context.args
    folder = DemoFolder(context.paths.data)
    output.say(f"Demonstration with sample data in {folder.path}")

    def waiting() -> None:
        output.say("Another demonstration is running there; waiting for it to end ...")

    teller = Teller(output)
    with folder.taken(waiting), _ended_in_order(folder):
        removed = _reset(folder, output) if args.reset else []
        stage = set_up(folder, output.progress)
        output.progress_done()
        _introduce(stage, output)
        screen = Screen(window=False, pictures=False, problem="")
        if not args.terminal:
            screen = demo_window.screen()
        to_tour = args.tour or args.terminal or args.as_json or args.pictures is not None
        if screen.window and not to_tour:
            _choose(stage, context)
        else:
            _tour_by_commands(stage, output, teller)
            if screen.pictures:
                pictures = (args.pictures or folder.path / "pictures").expanduser().absolute()
                _tour_by_windows(stage, context, pictures, teller)
            elif not args.terminal:
                output.say("")
                output.say(f"No pictures of the window could be drawn: {screen.problem}")
    body = {
        "folder": str(folder.path),
        "found": stage.found,
        "removed": removed,
        "bookings_added": stage.added,
        "counts": stage.facts.counts,
        "desktops": {name: str(folder.desk(name).data) for name in DESKS},
        "window": screen.problem if not screen.pictures else "",
        "steps": teller.steps,
    }
    how = _go_on(folder, teller.steps) if teller.steps else _once_more(folder)
    return Outcome(Exit.DONE, how, body)


@contextmanager
def _ended_in_order(folder: DemoFolder) -> Iterator[None]:
    """Leave no server behind where somebody stops the demonstration, or closes its terminal."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    # Whoever has one ignored (nohup) has meant it.
    here = [one for one in numbers if signal.getsignal(one) is signal.SIG_DFL]
    try:
        for number in here:
            signal.signal(number, stop)
        yield
    except KeyboardInterrupt:
        for number in (signal.SIGINT, *numbers):
            signal.signal(number, signal.SIG_IGN)
        with suppress(BookingError):
            folder.server.stop()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        raise
    finally:
        for number in here:
            signal.signal(number, signal.SIG_DFL)


class Teller:
    """Says every step, and keeps it.

    Attributes:
        steps: what was told, for JSON.
    """

    def __init__(self, output: Output) -> None:
        self._output = output
        self.steps: list[Mapping[str, Any]] = []

    def tell(self, code: str, lines: Sequence[str], values: Mapping[str, Any]) -> None:
        """Say one step."""
        self.steps.append({"step": code, "text": " ".join(lines), **values})
        self._output.progress_done()
        self._output.say("")
        self._output.say(f"{len(self.steps)}. {lines[0]}")
        for line in lines[1:]:
            self._output.say(f"   {line}")


def _tour_by_commands(stage: Stage, output: Output, teller: Teller) -> None:
    with (
        closing(stage.open(OFFICE)),
        closing(stage.open(ONE)) as one,
        closing(stage.open(TWO)) as two,
    ):
        names = [stage.names[DESKS[each]] for each in (ONE, TWO)]
        output.say(f"Desktop one: {names[0]}")
        output.say(f"Desktop two: {names[1]}")
        Tour(one, two, EmbeddedServer(stage.folder.paths.server), teller.tell).walk()


def _tour_by_windows(stage: Stage, context: Context, pictures: Path, teller: Teller) -> None:
    output = context.output
    output.say("")
    output.say("Now the same in windows that are drawn into memory, led by mouse and keyboard:")
    output.progress("Opening the windows ...")
    link = stage.access.invitation(stage.people[DESKS[ONE]].login, stage.facts.zone).as_link()

    def tell(code: str, text: str, values: Mapping[str, Any]) -> None:
        teller.tell(code, textwrap.wrap(text, 96), values)
        if code == "window_edit":
            output.progress("Drawing pictures ...")

    demo_window.tour(context.paths.data, pictures, link, tell)


def _choose(stage: Stage, context: Context) -> None:
    """Open the window on desktops where everybody is signed in already."""
    for name in DESKS:
        stage.open(name).close()
    output = context.output
    output.say("The window is open; choose there whom to come in as. To end: close all windows.")
    demo_window.choose(context.paths.data)
    output.progress("Stopping the database server ...")
    stage.folder.server.stop()
    output.progress_done()


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


def _command(data: Path, words: str) -> str:
    return f"  {_program()} --data-dir {shlex.quote(str(data))} {words}"


def _once_more(folder: DemoFolder) -> tuple[str, ...]:
    return (
        "All windows are closed and the server is stopped; the data stays for the next time.",
        "Once more from the beginning:",
        _command(folder.path.parent, "demo --reset"),
    )


def _go_on(folder: DemoFolder, steps: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    one, two, office = (folder.desk(name).data for name in (ONE, TWO, OFFICE))
    free = "free --from TIME --to TIME --people 4"
    seen = next((step for step in steps if step["step"] == "find"), None)
    if seen is not None:
        span = f"--from {_wall(seen['from'])} --to {_wall(seen['to'])}"
        free = f"free --site {seen['site']} {span} --people 4"
    return (
        "",
        "Go on by hand; the server keeps running:",
        _command(one, "list"),
        _command(two, free),
        _command(office, "people list"),
        _command(folder.path, "database status"),
        _command(folder.path, "database stop"),
        *_once_more(folder)[1:],
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
