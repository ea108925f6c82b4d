"""`sites` and `resources`."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from booking.bootstrap import Desktop
from booking.cli import forms, times, words
from booking.cli.desk import with_desktop
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.model import Catalogue, Resource, ResourceKind, ResourceState, Site

RESOURCES = """\
List rooms, labs and equipment; several options narrow the list down.

examples:
  loop-booking resources --site JO --kind room
  loop-booking resources --feature vc --feature wb
"""


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    add_command(commands, "sites", with_desktop(_sites), "the sites")
    parser = add_command(
        commands, "resources", with_desktop(_resources), "rooms, labs, equipment", RESOURCES
    )
    parser.add_argument("--site", metavar="CODE", help="only of this site")
    parser.add_argument("--kind", choices=[kind.value for kind in ResourceKind])
    parser.add_argument(
        "--feature", action="append", default=[], metavar="F", help="must have it; repeatable"
    )


def _sites(context: Context, desktop: Desktop) -> Outcome:
    del context
    catalogue = desktop.local.catalogue()
    found = desktop.finder.sites()
    as_of = desktop.local.as_of()
    now = desktop.local.now()
    lines = [
        f"{site.code:<6}{words.plain(site.name.best()):<42}{site.timezone:<16}{_opening(site, now)}"
        for site in found
    ]
    body = {"sites": [forms.site(site) for site in found], "as_of": times.stamp(as_of)}
    return Outcome(Exit.DONE, (*lines, f"({words.as_of(as_of, catalogue)})"), body)


def _opening(site: Site, now: datetime) -> str:
    if site.opens_on is None:
        return "opening date not known"
    today = now.astimezone(ZoneInfo(site.timezone)).date()
    return f"{'open since' if site.opens_on <= today else 'opens on'} {site.opens_on}"


def _resources(context: Context, desktop: Desktop) -> Outcome:
    args = context.args
    kind = ResourceKind(args.kind) if args.kind else None
    catalogue = desktop.local.catalogue()
    found = desktop.finder.resources(args.site, kind, frozenset(args.feature))
    as_of = desktop.local.as_of()
    lines = [row(one, catalogue) for one in found] or ["No resource is like that."]
    body = {
        "resources": [forms.resource(one, catalogue) for one in found],
        "as_of": times.stamp(as_of),
    }
    return Outcome(Exit.DONE, (*lines, f"({words.as_of(as_of, catalogue)})"), body)


def row(found: Resource, catalogue: Catalogue) -> str:
    """Return a resource as a line."""
    policy = catalogue.policies.get(found.policy_id)
    places = "" if found.capacity is None else f"{found.capacity} people"
    units = f", {found.units} units" if found.units > 1 else ""
    state = "" if found.state is ResourceState.IN_SERVICE else f"  [{found.state.value}]"
    name = words.plain(found.name.best())
    size = (places + units).removeprefix(", ")
    return (
        f"{found.code:<16}{name:<34} {size:<22}{policy.code if policy else '':<10}"
        f"{' '.join(found.features)}{state}"
    ).rstrip()
