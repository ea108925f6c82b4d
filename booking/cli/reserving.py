"""`book`."""

from __future__ import annotations

from booking.bootstrap import Desktop
from booking.cli import times, typed
from booking.cli.desk import with_desktop
from booking.cli.outcome import Context, Outcome, Subparsers, add_command
from booking.cli.verdicts import add_online, fresh_advice, send
from booking.rules import codes
from booking.services.bookings import ItemWish, NewBooking
from booking.services.refusal import refused

BOOK = """\
Book one resource, or several at once: all of them or none.

The rules are checked here first. If something speaks against it, you are told everything that does,
with offers, and nothing is sent; --send-anyway has the shared database decide instead. Without a
connection the booking waits in the outbox (exit 5) and is sent later.

Times have an offset or Z; they are never guessed.

examples:
  loop-booking book --resource JO-1F-MR01 --title "Team meeting" --people 6 \\
      --from 2026-11-24T10:00+08:00 --to 2026-11-24T11:00+08:00
  loop-booking book --resource JO-1F-MR01 --from ... --to ... --title "Visit" \\
      --and JO-1F-MR02,2026-11-24T10:00+08:00,2026-11-24T12:00+08:00
"""


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    book = add_command(commands, "book", with_desktop(_book), "book resources", BOOK)
    book.add_argument("--resource", required=True, metavar="CODE", help="what to book")
    book.add_argument("--from", dest="start", required=True, metavar="ISO", help="start")
    book.add_argument("--to", dest="end", required=True, metavar="ISO", help="end")
    book.add_argument("--title", required=True, help="what for (up to 200 characters)")
    book.add_argument("--people", type=typed.count, default=1, metavar="N", help="how many come")
    book.add_argument("--quantity", type=typed.count, default=1, metavar="N", help="units wanted")
    book.add_argument("--notes", default="", help="anything else (up to 2000 characters)")
    book.add_argument("--private", action="store_true", help="colleagues see it without a title")
    book.add_argument(
        "--and",
        dest="more",
        action="append",
        default=[],
        metavar="CODE,FROM,TO",
        help="a further resource in the same booking; may be repeated",
    )
    book.add_argument("--send-anyway", action="store_true", help="send it whatever the advice")
    add_online(book)


def _book(context: Context, desktop: Desktop) -> Outcome:
    args = context.args
    items = [_item(args.resource, args.start, args.end, args.quantity)]
    items += [_another(index, text) for index, text in enumerate(args.more, 1)]
    wanted = NewBooking(args.title, items, args.people, args.notes, args.private)
    queued = fresh_advice(
        context, desktop, lambda: desktop.bookings.book(wanted, anyway=args.send_anyway)
    )
    return send(context, desktop, queued)


def _item(code: str, start: str, end: str, quantity: int) -> ItemWish:
    return ItemWish(code, times.parse(start, "from"), times.parse(end, "to"), quantity)


def _another(index: int, text: str) -> ItemWish:
    parts = text.split(",")
    if len(parts) != 3:
        raise refused(codes.BAD_REQUEST, field=f"items[{index}]")
    start = times.parse(parts[1], f"items[{index}].from")
    return ItemWish(parts[0], start, times.parse(parts[2], f"items[{index}].to"))
