"""`move`, `edit` and `cancel`."""

from __future__ import annotations

from uuid import UUID

from booking.bootstrap import Desktop
from booking.cli import times, typed
from booking.cli.desk import with_desktop
from booking.cli.outcome import Context, Outcome, Subparsers, add_command
from booking.cli.verdicts import add_online, fresh_advice, send
from booking.rules import codes
from booking.services.bookings import Change, Edit, Queued
from booking.services.refusal import refused

MOVE = """\
Move a booking to another time or place; with --to alone it gets longer or shorter.

With --from alone the length stays. ID is the booking's id, or its beginning or end (6 digits and
more), as `loop-booking list` shows it. Of a booking with several resources, --item says which.

examples:
  loop-booking move 3fa91c02 --from 2026-11-24T14:00+08:00
  loop-booking move 3fa91c02 --to 2026-11-24T12:00+08:00
  loop-booking move 3fa91c02 --resource JO-1F-MR02
"""
EDIT = """\
Change a booking's title, notes, number of people, or whether colleagues see its title.

example:
  loop-booking edit 3fa91c02 --title "Team meeting, part two" --people 8
"""
CANCEL = """\
Cancel a booking that has not begun.

example:
  loop-booking cancel 3fa91c02
"""
ID_HELP = "the booking's id, or the beginning or end of it"


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    move = add_command(commands, "move", with_desktop(_move), "move or resize a booking", MOVE)
    move.add_argument("id", metavar="ID", help=ID_HELP)
    move.add_argument("--resource", metavar="CODE", help="the new place")
    move.add_argument("--from", dest="start", metavar="ISO", help="the new start")
    move.add_argument("--to", dest="end", metavar="ISO", help="the new end")
    move.add_argument("--quantity", type=typed.count, metavar="N", help="units wanted")
    move.add_argument("--people", type=typed.count, metavar="N", help="how many come")
    move.add_argument("--item", metavar="ITEM", help="id of the item, where there are several")
    move.add_argument("--send-anyway", action="store_true", help="send it whatever the advice")
    add_online(move)
    edit = add_command(commands, "edit", with_desktop(_edit), "change a booking's text", EDIT)
    edit.add_argument("id", metavar="ID", help=ID_HELP)
    edit.add_argument("--title", help="what for (up to 200 characters)")
    edit.add_argument("--notes", help="anything else (up to 2000 characters)")
    edit.add_argument("--people", type=typed.count, metavar="N", help="how many come")
    privacy = edit.add_mutually_exclusive_group()
    privacy.add_argument("--private", action="store_true", default=None, help="hide the title")
    privacy.add_argument("--public", dest="private", action="store_false", help="show the title")
    edit.add_argument("--send-anyway", action="store_true", help="send it whatever the advice")
    add_online(edit)
    cancel = add_command(commands, "cancel", with_desktop(_cancel), "cancel a booking", CANCEL)
    cancel.add_argument("id", metavar="ID", help=ID_HELP)
    add_online(cancel)


def _move(context: Context, desktop: Desktop) -> Outcome:
    args = context.args
    wanted = Change(
        args.resource,
        times.parse(args.start, "from") if args.start else None,
        times.parse(args.end, "to") if args.end else None,
        args.quantity,
        args.people,
        item_id(args.item) if args.item else None,
    )

    def change() -> Queued:
        booking = desktop.listing.resolve(args.id)
        return desktop.bookings.change(booking, wanted, anyway=args.send_anyway)

    return send(context, desktop, fresh_advice(context, desktop, change))


def item_id(text: str) -> UUID:
    """Return the id of an item.

    Raises:
        RefusedError: it is none.
    """
    try:
        return UUID(text)
    except ValueError:
        raise refused(codes.BAD_REQUEST, field="item") from None


def _edit(context: Context, desktop: Desktop) -> Outcome:
    args = context.args
    wanted = Edit(args.title, args.notes, args.people, args.private)

    def edit() -> Queued:
        booking = desktop.listing.resolve(args.id)
        return desktop.bookings.edit(booking, wanted, anyway=args.send_anyway)

    return send(context, desktop, fresh_advice(context, desktop, edit))


def _cancel(context: Context, desktop: Desktop) -> Outcome:
    def cancel() -> Queued:
        return desktop.bookings.cancel(desktop.listing.resolve(context.args.id))

    return send(context, desktop, fresh_advice(context, desktop, cancel))
