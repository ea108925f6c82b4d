"""`list` and `show`."""

from __future__ import annotations

from typing import Any

from booking.bootstrap import Desktop
from booking.cache.act import problems_of
from booking.cli import forms, times, words
from booking.cli.desk import with_desktop
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.cli.verdicts import add_online, prepare_password
from booking.rules.interval import from_epoch
from booking.services.refusal import Refusal, RefusedError

LIST = """\
List your bookings that are not over: confirmed ones, those that wait for confirmation, and refused
ones until you dismiss them (`loop-booking outbox dismiss ID`).

The first column is the end of the id; `move`, `edit`, `cancel` and `show` take it.
"""
SHOW = """\
Show one booking, and the acts on it that this desktop still knows.

--history asks the shared database what happened to it, and who did it.
"""


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    listed = add_command(commands, "list", with_desktop(_list), "your bookings", LIST)
    listed.add_argument(
        "--all", action="store_true", dest="everyone", help="all that you may see, also cancelled"
    )
    listed.add_argument("--past", action="store_true", help="also those that are over")
    show = add_command(commands, "show", with_desktop(_show), "one booking", SHOW)
    show.add_argument("id", metavar="ID", help="the booking's id, or the beginning or end of it")
    show.add_argument("--history", choices=["online"], help="ask the shared database for it")
    add_online(show, wait=False)


def _list(context: Context, desktop: Desktop) -> Outcome:
    args = context.args
    listed = desktop.listing.mine(everyone=args.everyone, past=args.past)
    catalogue = desktop.local.catalogue()
    lines = [line for one in listed.bookings for line in words.booking_lines(one, catalogue)]
    body = {
        "bookings": [forms.booking(one, catalogue) for one in listed.bookings],
        "as_of": times.stamp(listed.as_of),
    }
    end = f"({words.as_of(listed.as_of, catalogue)})"
    return Outcome(Exit.DONE, (*(lines or ["No bookings."]), end), body)


def _show(context: Context, desktop: Desktop) -> Outcome:
    shown = desktop.listing.show(desktop.listing.resolve(context.args.id))
    catalogue = desktop.local.catalogue()
    row = shown.projected.booking
    body: dict[str, Any] = {
        "booking": forms.booking(shown.projected, catalogue),
        "acts": [forms.act(one) for one in shown.acts],
        "as_of": times.stamp(shown.as_of),
    }
    lines = [f"id {row.id}", *words.booking_lines(shown.projected, catalogue)]
    lines.append(f"          {row.people} people{', private' if row.private else ''}")
    lines += [f"          {words.plain(line)}" for line in (row.notes or "").splitlines()]
    for act in shown.acts:
        at = times.instant(act.made_at, "UTC")
        lines.append(f"          {at} UTC  {words.doing(act)}: {words.STATES[act.state]}")
    if context.args.history:
        rows = _history(context, desktop, str(row.id))
        body["history"] = rows
        lines += [f"          {one['at']}  {one['op']} by {one['by'] or '-'}" for one in rows]
    return Outcome(Exit.DONE, (*lines, f"({words.as_of(shown.as_of, catalogue)})"), body)


def _history(context: Context, desktop: Desktop, booking: str) -> list[dict[str, Any]]:
    prepare_password(context, desktop)
    answer = desktop.online().ask("history", {"booking": booking})
    if not answer.get("ok"):
        raise RefusedError(Refusal(problems_of(answer), by_server=True))
    return [
        {"at": times.stamp(from_epoch(int(row["at"]))), "op": row["op"], "by": row["by"]}
        for row in answer["rows"]
    ]
