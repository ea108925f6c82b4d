"""`outbox`."""

from __future__ import annotations

from booking.bootstrap import Desktop
from booking.cache.act import FAILED, Act
from booking.cli import forms, times, words
from booking.cli.desk import with_desktop
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.model import Catalogue

OUTBOX = """\
What you did and the shared database has not answered yet, and what it refused until you dismiss it.

  loop-booking outbox [list] [--all]   --all: also what is confirmed, withdrawn or dismissed
  loop-booking outbox dismiss ID       a refusal was seen; ID "all" takes every one
  loop-booking outbox withdraw ID      take back what was not sent yet
"""


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    parser = add_command(commands, "outbox", with_desktop(_outbox), "what waits", OUTBOX)
    parser.add_argument("verb", nargs="?", choices=["list", "dismiss", "withdraw"], default="list")
    parser.add_argument("id", nargs="?", metavar="ID", help="the act's id, or an end of it")
    parser.add_argument("--all", action="store_true", dest="everything", help="list all acts")


def _outbox(context: Context, desktop: Desktop) -> Outcome:
    args = context.args
    if args.verb == "list":
        return _list(desktop, everything=args.everything)
    if args.id is None:
        message = f"outbox {args.verb} needs an ID"
        return Outcome(Exit.USAGE, (message,), {"code": "usage", "message": message})
    return _dismiss(desktop, args.id) if args.verb == "dismiss" else _withdraw(desktop, args.id)


def _list(desktop: Desktop, *, everything: bool) -> Outcome:
    acts = desktop.acts.every() if everything else desktop.acts.open()
    catalogue = desktop.local.visible()
    lines = [_row(act, catalogue) for act in acts] or ["Nothing waits."]
    body = {"acts": [forms.act(act) for act in acts], "waiting": desktop.acts.waiting()}
    return Outcome(Exit.DONE, tuple(lines), body)


def _dismiss(desktop: Desktop, wanted: str) -> Outcome:
    if wanted == "all":
        acts = [act for act in desktop.acts.open() if act.state in FAILED]
    else:
        acts = [desktop.acts.resolve(wanted)]
    for act in acts:
        desktop.acts.dismiss(act)
    return _told("Dismissed", acts, "dismissed")


def _withdraw(desktop: Desktop, wanted: str) -> Outcome:
    taken = desktop.acts.withdraw(desktop.acts.resolve(wanted))
    return _told("Withdrawn", list(taken), "withdrawn")


def _told(done: str, acts: list[Act], field: str) -> Outcome:
    lines = [f"{done}: {words.doing(act)}." for act in acts] or ["There was nothing to dismiss."]
    return Outcome(Exit.DONE, tuple(lines), {field: [forms.act(act) for act in acts]})


def _row(act: Act, catalogue: Catalogue) -> str:
    made = times.instant(act.made_at, "UTC")
    text = f"{words.short(act.id)}  {made} UTC  "
    if act.state in FAILED:
        return text + words.failure(act, catalogue)
    return f"{text}{words.doing(act)}: {words.STATES[act.state]}"
