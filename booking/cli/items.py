"""`add` and `take-out`: what is in a booking."""

from __future__ import annotations

from uuid import UUID

from booking.bootstrap import Desktop
from booking.cli import times, typed
from booking.cli.changing import ID_HELP, item_id
from booking.cli.desk import with_desktop
from booking.cli.outcome import Context, Outcome, Subparsers, add_command
from booking.cli.verdicts import add_online, fresh_advice, send
from booking.rules import codes
from booking.services.bookings import ItemWish, Queued
from booking.services.refusal import refused

ADD = """\
Add a resource to a booking that stands.

Without --from or --to it begins or ends with the booking's first resource. It is judged as when it
is booked; the rest of the booking stays as it is, whatever comes of it.

examples:
  loop-booking add 3fa91c02 --resource JO-1F-MR02
  loop-booking add 3fa91c02 --resource EQ-JO-GPU1 --quantity 2 \\
      --from 2026-11-24T10:00+08:00 --to 2026-11-24T12:00+08:00
"""
TAKE_OUT = """\
Take a resource out of a booking of several. The last one is taken out by cancelling.

--item says which, where a resource is in the booking more than once.

example:
  loop-booking take-out 3fa91c02 --resource JO-1F-MR02
"""


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    add = add_command(commands, "add", with_desktop(_add), "add a resource to a booking", ADD)
    add.add_argument("id", metavar="ID", help=ID_HELP)
    add.add_argument("--resource", required=True, metavar="CODE", help="what to add")
    add.add_argument("--from", dest="start", metavar="ISO", help="start")
    add.add_argument("--to", dest="end", metavar="ISO", help="end")
    add.add_argument("--quantity", type=typed.count, default=1, metavar="N", help="units wanted")
    add.add_argument("--send-anyway", action="store_true", help="send it whatever the advice")
    add_online(add)
    text = "take a resource out of a booking"
    out = add_command(commands, "take-out", with_desktop(_take_out), text, TAKE_OUT)
    out.add_argument("id", metavar="ID", help=ID_HELP)
    which = out.add_mutually_exclusive_group(required=True)
    which.add_argument("--resource", metavar="CODE", help="what to take out")
    which.add_argument("--item", metavar="ITEM", help="id of the item")
    add_online(out)


def _add(context: Context, desktop: Desktop) -> Outcome:
    args = context.args
    start = times.parse(args.start, "from") if args.start else None
    end = times.parse(args.end, "to") if args.end else None

    def add() -> Queued:
        booking = desktop.listing.resolve(args.id)
        items = desktop.listing.show(booking).projected.booking.items
        if not items:
            raise refused(codes.NO_SUCH_BOOKING)
        during = items[0].during
        wanted = ItemWish(args.resource, start or during.start, end or during.end, args.quantity)
        return desktop.bookings.add(booking, wanted, anyway=args.send_anyway)

    return send(context, desktop, fresh_advice(context, desktop, add))


def _take_out(context: Context, desktop: Desktop) -> Outcome:
    args = context.args

    def take_out() -> Queued:
        booking = desktop.listing.resolve(args.id)
        item = item_id(args.item) if args.item else _item(desktop, booking, args.resource)
        return desktop.bookings.drop(booking, item)

    return send(context, desktop, fresh_advice(context, desktop, take_out))


def _item(desktop: Desktop, booking: UUID, code: str) -> UUID:
    """Return the one item of a booking that is of this resource."""
    shown = desktop.listing.show(booking)
    resource = desktop.local.catalogue().resource(code)
    items = shown.projected.booking.items
    found = [item.id for item in items if resource and item.resource_id == resource.id]
    if len(found) != 1:
        raise refused(codes.BAD_REQUEST, field="item")
    return found[0]
