"""The sample inventory as a catalogue without a database, for what is read out of lines."""

from __future__ import annotations

from booking.model import Catalogue, ResourceKind
from booking.samples import load_inventory
from tests.rules import worlds


def sample_catalogue() -> Catalogue:
    """Return the sample sites and resources under one harmless policy."""
    inventory = load_inventory()
    sites = [
        worlds.site(n, code=one.code, name=one.name, timezone=one.timezone, sort=one.sort)
        for n, one in enumerate(inventory.sites, 1)
    ]
    numbers = {site.code: site.id for site in sites}
    resources = [
        worlds.resource(
            n,
            code=one.code,
            name=one.name,
            site_id=numbers[one.site],
            floor_id=None,
            kind=ResourceKind(one.kind),
            capacity=one.capacity,
            features=tuple(one.features),
        )
        for n, one in enumerate(inventory.resources, 1)
    ]
    return worlds.catalogue(resources, sites=sites)
