"""The JSON forms of what commands print; documented in CODES.md, and stable."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from booking.cache.act import Act
from booking.cache.picture import Projected
from booking.cli.times import stamp
from booking.events import Event
from booking.model import BookingItem, Catalogue, Closure, Person, Problem, Resource, Site
from booking.services.inventory import document_of
from booking.services.refusal import ItemOffer, Refusal


def act(found: Act) -> dict[str, Any]:
    """An act of the outbox."""
    return {
        "id": str(found.id),
        "op": found.op,
        "subject": found.subject,
        "state": found.state.value,
        "code": found.code,
        "problems": [one.as_json() for one in found.problems],
        "made_at": stamp(found.made_at),
        "not_after": stamp(found.not_after),
        "settled_at": stamp(found.settled_at),
        "depends": str(found.depends) if found.depends else None,
        "tries": found.tries,
        "rev": found.rev,
        "dismissed": found.dismissed,
        "lost": found.lost,
    }


def booking(found: Projected, catalogue: Catalogue) -> dict[str, Any]:
    """A booking as it will be, with what waits on it and what failed."""
    row = found.booking
    organiser = catalogue.people.get(row.organiser_id)
    tenant = catalogue.tenants.get(row.tenant_id)
    return {
        "id": str(row.id),
        "title": row.title,
        "notes": row.notes,
        "people": row.people,
        "private": row.private,
        "state": row.state.value,
        "standing": found.standing.value,
        "rev": row.rev,
        "organiser": organiser.name if organiser else None,
        "tenant": tenant.code if tenant else None,
        "items": [item(one, catalogue) for one in row.items],
        "waiting": [act(one) for one in found.waiting],
        "failed": [act(one) for one in found.failed],
    }


def item(found: BookingItem, catalogue: Catalogue) -> dict[str, Any]:
    """One item of a booking."""
    resource = catalogue.resources.get(found.resource_id)
    site = catalogue.sites.get(resource.site_id) if resource else None
    return {
        "id": str(found.id),
        "resource": resource.code if resource else None,
        "site": site.code if site else None,
        "timezone": site.timezone if site else None,
        "from": stamp(found.during.start),
        "to": stamp(found.during.end),
        "quantity": found.quantity,
    }


def refusal(found: Refusal) -> dict[str, Any]:
    """Why something was refused: code, every problem, offers, as of when, and who said so."""
    return {
        "code": found.code,
        "problems": [one.as_json() for one in found.problems],
        "offers": [offer(one) for one in found.offers],
        "as_of": stamp(found.as_of),
        "by": "server" if found.by_server else "desktop",
    }


def offer(found: ItemOffer) -> dict[str, Any]:
    """Something that can be had instead."""
    return {
        "item": found.item,
        "kind": found.offer.kind.value,
        "resource": found.offer.resource_code,
        "from": stamp(found.offer.during.start),
        "to": stamp(found.offer.during.end),
    }


def site(found: Site) -> dict[str, Any]:
    """A site."""
    return {
        "code": found.code,
        "name": found.name.as_json(),
        "timezone": found.timezone,
        "calendar": found.calendar,
        "opens_on": found.opens_on.isoformat() if found.opens_on else None,
        "planned": found.planned,
        "address": found.address,
        "phone": found.phone,
    }


def resource(found: Resource, catalogue: Catalogue) -> dict[str, Any]:
    """A resource: the document that `resource put` takes, and its revision."""
    return document_of(catalogue, found) | {"rev": found.rev}


def closure(found: Closure, catalogue: Catalogue) -> dict[str, Any]:
    """A closure."""
    place = catalogue.sites.get(found.site_id)
    what = catalogue.resources.get(found.resource_id or 0)
    return {
        "id": str(found.id),
        "site": place.code if place else None,
        "resource": what.code if what else None,
        "from": stamp(found.during.start),
        "to": stamp(found.during.end),
        "reason": found.reason.as_json(),
        "rev": found.rev,
    }


def person(found: Person, catalogue: Catalogue) -> dict[str, Any]:
    """A person with roles."""
    tenant = catalogue.tenants.get(found.tenant_id)
    roles = []
    for grant in found.grants:
        place = catalogue.sites.get(grant.site_id or 0)
        what = catalogue.resources.get(grant.resource_id or 0)
        roles.append(
            {
                "role": grant.role.value,
                "site": place.code if place else None,
                "resource": what.code if what else None,
            }
        )
    return {"name": found.name, "tenant": tenant.code if tenant else None, "roles": roles}


def event(happened: Event) -> dict[str, Any]:
    """Something that happened while syncing: the name of the event and its values."""
    values = {one.name: _plain(getattr(happened, one.name)) for one in fields(happened)}
    return {"event": type(happened).__name__, **values}


def _plain(value: object) -> Any:
    match value:
        case datetime():
            return stamp(value)
        case date() | UUID() | Path():
            return str(value)
        case frozenset():
            return sorted(value)
        case tuple():
            return [_plain(one) for one in value]
        case Problem():
            return value.as_json()
    return value
