"""`loop-booking database init`: found a zone, with its first office administrator."""

from __future__ import annotations

import argparse
import shlex
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from booking.calendars import CALENDARS
from booking.cli.office import (
    URL_HELP,
    InvitationFile,
    add_invitation_options,
    owner_access,
    public,
)
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.samples import load_inventory
from booking.shared.founding import FirstAdmin, Founded, NewSite, ZonePlan, found
from booking.shared.owner import OwnerAccess

DESCRIPTION = """\
Create the shared database: roles, schema, calendars of this year and the next, sites, and the first
office administrator with an invitation file and a password that is printed once. What is there
already stays, so init can be run again, for instance to add a site.

  loop-booking database init --zone "Our park" --site JO="Joint office" \\
      --admin "Sample Admin" --tenant-code HOST --tenant-name "Park operator"
"""


def add_init(commands: Subparsers) -> None:
    """Add `database init`."""
    parser = add_command(commands, "init", init, "create the shared database", DESCRIPTION)
    parser.add_argument("--url", help=URL_HELP)
    parser.add_argument("--zone", default="Loop Booking", help="name of the whole, as shown")
    parser.add_argument(
        "--site",
        action="append",
        default=[],
        type=_site,
        metavar="CODE=NAME",
        help="a site to begin with (may be repeated)",
    )
    parser.add_argument("--timezone", default="Asia/Shanghai", type=_zone, help="of these sites")
    parser.add_argument("--calendar", default="CN", choices=CALENDARS, help="holidays they keep")
    parser.add_argument(
        "--opens", type=date.fromisoformat, metavar="DATE", help="they open on (default: today)"
    )
    parser.add_argument("--sample", action="store_true", help="load the sample inventory")
    parser.add_argument("--admin", metavar="NAME", help="first office administrator")
    parser.add_argument("--email", default="", help="his work e-mail address")
    parser.add_argument("--tenant-code", default="HOST", help="his organisation's code")
    parser.add_argument("--tenant-name", help="his organisation's name (default: the zone's)")
    add_invitation_options(parser, required=False)


def init(context: Context) -> Outcome:
    """Found the zone; the first administrator's password is printed here and nowhere else."""
    args = context.args
    inventory = load_inventory()
    codes = tuple(code for code, _ in args.site)
    if args.sample:
        codes = codes or tuple(site.code for site in inventory.sites)
    if args.admin and not codes:
        message = ("--admin needs a --site to administer, or --sample.",)
        return Outcome(Exit.USAGE, message, {"code": "bad_request", "field": "site"})
    access = owner_access(context, start=True)
    plan = ZonePlan(args.zone, tuple(_new_site(args, *site) for site in args.site), args.sample)
    today = datetime.now(ZoneInfo(args.timezone)).date()
    context.output.progress("Creating the schema ...")
    if not args.admin:
        return _told(access, found(access, plan, inventory, today), None)
    file = InvitationFile(args.out or context.paths.data / "first-admin.invitation")
    try:
        first = FirstAdmin(
            args.admin, args.tenant_code, args.tenant_name or args.zone, codes, args.email
        )
        made = found(access, plan, inventory, today, first)
        file.write(public(access.invitation(made.login, made.facts.zone), args))
    except BaseException:
        file.drop()
        raise
    return _told(access, made, file.path)


def _told(access: OwnerAccess, made: Founded, invitation: Path | None) -> Outcome:
    facts = made.facts
    word = "is ready" if made.created else "was there already and is up to date"
    lines = [
        f"The zone {facts.zone!r} {word}: schema {facts.schema_version}"
        f" on PostgreSQL {facts.server}.",
        f"Address: {access.url('LOGIN')}",
    ]
    body: dict[str, Any] = {
        "created": made.created,
        "url": access.url("LOGIN"),
        "zone": {"name": facts.zone, "sample": facts.sample},
        "versions": {"server": facts.server, "schema": facts.schema_version},
        "counts": facts.counts,
    }
    if invitation is not None:
        lines += [
            f"First office administrator: {made.login}",
            f"Invitation: {invitation}",
            f"First password, shown this once: {made.password}",
            f"Next: loop-booking sign-in {shlex.quote(str(invitation))}",
        ]
        body |= {
            "login": made.login,
            "invitation": str(invitation),
            "first_password": made.password,
        }
    return Outcome(Exit.DONE, tuple(lines), body)


def _site(text: str) -> tuple[str, str]:
    code, equals, name = text.partition("=")
    if not (equals and code.strip() and name.strip()):
        raise argparse.ArgumentTypeError("wants CODE=NAME")
    return code.strip(), name.strip()


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise argparse.ArgumentTypeError(f"no time zone {text!r}") from None
    return text


def _new_site(args: argparse.Namespace, code: str, name: str) -> NewSite:
    return NewSite(code, name, args.timezone, args.calendar, args.opens)
