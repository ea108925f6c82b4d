"""`resource put` and `resource retire`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from booking.bootstrap import Desktop
from booking.cli import times, typed
from booking.cli.desk import with_desktop
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.cli.verdicts import add_online, await_verdict, fresh_advice
from booking.errors import UserError
from booking.rules import codes
from booking.services.inventory import FIELDS, QueuedChange
from booking.services.refusal import refused

RESOURCE = """\
Add, change or retire a resource; for the administrators of its site.

  loop-booking resource put FILE.json     the document says all of it ("-": standard input);
                                          `loop-booking resources --json` prints such documents
  loop-booking resource put CODE --set KEY=VALUE ...
                                          change some fields; a value is JSON, or else a text;
                                          texts in three languages: name.en=..., name.zh_hans=...
  loop-booking resource retire CODE       take it out of use; bookings to come stay

examples:
  loop-booking resource put JO-1F-MR01 --set capacity=10 --set state=out_of_service
  loop-booking resource retire JO-1F-MR02
"""


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    parser = add_command(
        commands, "resource", with_desktop(_resource), "keep the inventory", RESOURCE
    )
    parser.add_argument("verb", choices=["put", "retire"])
    parser.add_argument("what", metavar="FILE|CODE", help="a JSON file, or a resource's code")
    parser.add_argument(
        "--set", action="append", dest="values", metavar="KEY=VALUE", help="a field to change"
    )
    add_online(parser)


def _resource(context: Context, desktop: Desktop) -> Outcome:
    args = context.args
    if args.verb == "retire":
        change = fresh_advice(context, desktop, lambda: desktop.inventory.retire(args.what))
    elif args.values:
        change = fresh_advice(context, desktop, lambda: _set(desktop, args.what, args.values))
    else:
        document = _document(args.what)
        change = fresh_advice(context, desktop, lambda: desktop.inventory.put(document))
    return send_change(context, desktop, change)


def send_change(context: Context, desktop: Desktop, change: QueuedChange) -> Outcome:
    """Send an act on the inventory and wait for its verdict as long as --wait says."""
    body = {"affected": change.affected, "as_of": times.stamp(change.as_of)}
    outcome = await_verdict(context, desktop, change.act, body)
    act = desktop.acts.get(change.act.id) or change.act
    affected = (act.answer or {}).get("affected", change.affected)
    body["affected"] = affected
    lines = list(outcome.lines)
    if affected and outcome.exit in (Exit.DONE, Exit.WAITING):
        noun = "booking is" if affected == 1 else "bookings are"
        lines.append(f"{affected} {noun} affected and stay as they are.")
    return Outcome(outcome.exit, tuple(lines), {**outcome.body, **body})


def _document(name: str) -> dict[str, Any]:
    try:
        found = json.loads(typed.read_text(Path(name)))
    except (ValueError, RecursionError) as error:
        raise UserError("bad_document", {"field": name}) from error
    if not isinstance(found, dict):
        raise UserError("bad_document", {"field": name})
    found.pop("rev", None)
    return found


def _set(desktop: Desktop, code: str, values: list[str]) -> QueuedChange:
    document = desktop.inventory.document(code)
    for text in values:
        key, equals, value = text.partition("=")
        field, dot, language = key.partition(".")
        if not equals or field not in FIELDS or field == "code":
            raise refused(codes.BAD_REQUEST, field=f"resource.{key}")
        if dot:
            document[field] = {**(document[field] or {}), language: value}
        else:
            document[field] = _value(value)
    return desktop.inventory.put(document)


def _value(text: str) -> Any:
    """Return what a text means: JSON where it is some, else itself."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
