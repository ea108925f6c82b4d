"""What could be had instead, as short labels."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from booking.model import Catalogue
from booking.rules.offers import OfferKind
from booking.services.refusal import ItemOffer
from ui import format as shown
from ui.i18n import QT_TRANSLATE_NOOP, pick

LABELS: Final = {
    OfferKind.LATER: QT_TRANSLATE_NOOP("offer", "Later: {time}"),
    OfferKind.EARLIER: QT_TRANSLATE_NOOP("offer", "Earlier: {time}"),
    OfferKind.SHORTER: QT_TRANSLATE_NOOP("offer", "Shorter: {time}"),
    OfferKind.OTHER_RESOURCE: QT_TRANSLATE_NOOP("offer", "{resource}, {time}"),
    OfferKind.OTHER_DAY: QT_TRANSLATE_NOOP("offer", "Another day: {day}"),
}


def offer(found: ItemOffer, catalogue: Catalogue | None = None, site: int | None = None) -> str:
    """Return an offer as a label: "Later: 15:00–16:00", "Meeting Room 102, 14:00–15:00".

    Args:
        found: what is offered.
        catalogue: names resources and sites; without it codes are shown.
        site: id of the site that was wished for; another one is named.
    """
    offered, zone = found.offer, found.zone
    start, end = offered.during.start, offered.during.end
    text = QCoreApplication.translate("offer", LABELS[offered.kind])
    return text.format(
        time=shown.span(start, end, zone),
        day=shown.when(start, end, zone),
        resource=_place(offered.resource_code, catalogue, site),
    )


def _place(code: str, catalogue: Catalogue | None, site: int | None) -> str:
    resource = None if catalogue is None else catalogue.resource(code)
    if catalogue is None or resource is None:
        return code
    name, there = pick(resource.name), catalogue.sites.get(resource.site_id)
    if site is None or there is None or there.id == site:
        return name
    text = QCoreApplication.translate("offer", "{resource} at {site}")
    return text.format(resource=name, site=pick(there.name))
