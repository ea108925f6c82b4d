"""`close`."""

from __future__ import annotations

from uuid import UUID

from booking.bootstrap import Desktop
from booking.cli import forms, times, words
from booking.cli.desk import with_desktop
from booking.cli.inventory import send_change
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.cli.verdicts import add_online, fresh_advice
from booking.model import Names
from booking.services.inventory import QueuedChange

CLOSE = """\
Close a site, or one resource of it, for a time; or lift a closure. For the site's administrators.
Bookings in that time stay as they are: you are told how many there are.

examples:
  loop-booking close --site JO --from 2026-12-24T12:00+08:00 --to 2026-12-25T00:00+08:00 \\
      --reason "Early closing"
  loop-booking close --site JO --resource JO-1F-MR01 --from ... --to ... --reason "New carpet"
  loop-booking close --lift 3fa91c02
  loop-booking close --list
"""


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    parser = add_command(commands, "close", with_desktop(_close), "close, or lift", CLOSE)
    parser.add_argument("--site", metavar="CODE", help="the site")
    parser.add_argument("--resource", metavar="CODE", help="only this resource of it")
    parser.add_argument("--from", dest="start", metavar="ISO", help="start")
    parser.add_argument("--to", dest="end", metavar="ISO", help="end")
    parser.add_argument("--reason", metavar="TEXT", help="shown to everybody (English)")
    parser.add_argument("--reason-zh-hans", default="", metavar="TEXT", help="the same, simplified")
    parser.add_argument("--reason-zh-hant", default="", metavar="TEXT", help="traditional")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--lift", metavar="ID", help="end this closure")
    instead.add_argument("--list", action="store_true", dest="listed", help="list the closures")
    add_online(parser)


def _close(context: Context, desktop: Desktop) -> Outcome:
    args = context.args
    if args.listed:
        return _list(desktop)
    if args.lift:
        change = fresh_advice(context, desktop, lambda: _lift(desktop, args.lift))
        return send_change(context, desktop, change)
    given = {"--site": args.site, "--from": args.start, "--to": args.end, "--reason": args.reason}
    missing = [name for name, value in given.items() if value is None]
    if missing:
        message = f"close also needs {', '.join(missing)}"
        return Outcome(Exit.USAGE, (message,), {"code": "usage", "message": message})
    start, end = times.parse(args.start, "from"), times.parse(args.end, "to")
    reason = Names(args.reason, args.reason_zh_hant, args.reason_zh_hans)
    change = fresh_advice(
        context,
        desktop,
        lambda: desktop.inventory.close(args.site, args.resource, start, end, reason),
    )
    return _named(send_change(context, desktop, change), change)


def _named(outcome: Outcome, change: QueuedChange) -> Outcome:
    if outcome.exit not in (Exit.DONE, Exit.WAITING):
        return outcome
    body = {**outcome.body, "closure": change.act.subject}
    line = f"Lift it with: loop-booking close --lift {words.short(change.act.subject)}"
    return Outcome(outcome.exit, (*outcome.lines, line), body)


def _lift(desktop: Desktop, fragment: str) -> QueuedChange:
    key: UUID = desktop.inventory.resolve(fragment)
    return desktop.inventory.lift(key)


def _list(desktop: Desktop) -> Outcome:
    catalogue = desktop.local.catalogue()
    found = desktop.inventory.closures()
    as_of = desktop.local.as_of()
    lines = []
    for closure in found:
        site = catalogue.sites.get(closure.site_id)
        what = catalogue.resources.get(closure.resource_id or 0)
        when = times.stretch(closure.during, site.timezone if site else "UTC")
        place = what.code if what else f"all of {site.code if site else '?'}"
        reason = words.plain(closure.reason.best())
        lines.append(f"{words.short(closure.id)}  {place:<18}{when}  {reason}")
    body = {
        "closures": [forms.closure(one, catalogue) for one in found],
        "as_of": times.stamp(as_of),
    }
    end = f"({words.as_of(as_of, catalogue)})"
    return Outcome(Exit.DONE, (*(lines or ["No closures."]), end), body)
