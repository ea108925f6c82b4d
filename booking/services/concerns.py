"""What acts in the outbox are about, also those that no picture can show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from booking.cache.act import Act, as_uuid
from booking.cache.overlay import BOOKING_OPS
from booking.cache.picture import Projected
from booking.model import Catalogue, Names, Resource
from booking.services.closures import ClosureWish, closure_wish
from booking.services.drafts import draft_of
from booking.services.local import Local
from booking.services.wishes import Change, Edit, ItemWish, NewBooking


@dataclass(frozen=True, slots=True)
class Concern:
    """An act with what it is about.

    Attributes:
        act: itself.
        projected: the booking with everything that waits; None for acts on the inventory, and where
            this desktop does not know it.
        title: the booking's, as the act wants it; "" where there is none or it is not known.
        names: of the resource that is put or retired, or the reason of a closure; else None.
        resources: codes of the resources that the act names, or that its booking has.
        site: code of the site of an act on the inventory; "" where it is not known.
        start, end: the time that the act asks for, else its booking's or its closure's.
        drawn: whether pictures show it; where they do not, a list must.
    """

    act: Act
    projected: Projected | None = None
    title: str = ""
    names: Names | None = None
    resources: tuple[str, ...] = ()
    site: str = ""
    start: datetime | None = None
    end: datetime | None = None
    drawn: bool = False


def concerns(local: Local, acts: Iterable[Act]) -> tuple[Concern, ...]:
    """Return acts with what they are about, as far as that is known here."""
    catalogue = local.visible()
    known = {str(one.booking.id): one for one in local.changed()}
    return tuple(_concern(local, catalogue, known, act) for act in acts)


def _concern(
    local: Local, catalogue: Catalogue, known: Mapping[str, Projected], act: Act
) -> Concern:
    if act.op in BOOKING_OPS:
        return _booking(catalogue, act, known.get(act.subject))
    if act.op in ("closure_put", "closure_lift"):
        return _closure(local, catalogue, act)
    return _resource(catalogue, act)


def _booking(catalogue: Catalogue, act: Act, projected: Projected | None) -> Concern:
    draft = draft_of(act)
    items = projected.booking.items if projected else ()
    title = (projected.booking.title if projected else None) or ""
    places = [catalogue.resources.get(item.resource_id) for item in items]
    codes = tuple(dict.fromkeys(one.code for one in places if one))
    start = min((item.during.start for item in items), default=None)
    end = max((item.during.end for item in items), default=None)
    if isinstance(draft, NewBooking):
        title = draft.title
        codes = tuple(dict.fromkeys(item.resource for item in draft.items))
        start = min((item.start for item in draft.items if item.start), default=None)
        end = max((item.end for item in draft.items if item.end), default=None)
    elif isinstance(draft, Edit):
        title = draft.title or title
    elif isinstance(draft, ItemWish):
        codes, start, end = (draft.resource,), draft.start, draft.end
    elif act.op == "item_drop":
        base = projected.base if projected else None
        gone = [one for one in base.items if str(one.id) == act.args["item"]] if base else []
        there = [catalogue.resources.get(item.resource_id) for item in gone]
        codes = tuple(one.code for one in there if one)
        start = min((item.during.start for item in gone), default=None)
        end = max((item.during.end for item in gone), default=None)
    elif isinstance(draft, Change):
        moved = [one for one in items if draft.item in (None, one.id)]
        there = [catalogue.resources.get(item.resource_id) for item in moved]
        codes = (draft.resource,) if draft.resource else tuple(one.code for one in there if one)
        start = draft.start or min((item.during.start for item in moved), default=None)
        end = draft.end or max((item.during.end for item in moved), default=None)
    return Concern(act, projected, title, None, codes, "", start, end, projected is not None)


def _closure(local: Local, catalogue: Catalogue, act: Act) -> Concern:
    wish = draft_of(act)
    if not isinstance(wish, ClosureWish):
        wish = _lifted(local, catalogue, act)
    if wish is None:
        return Concern(act)
    codes = (wish.resource,) if wish.resource else ()
    start, end = wish.start, wish.end
    return Concern(act, None, "", wish.reason, codes, wish.site, start, end)


def _lifted(local: Local, catalogue: Catalogue, act: Act) -> ClosureWish | None:
    key = as_uuid(act.subject)
    known = None if key is None else catalogue.closures.get(key)
    if known is not None:
        return closure_wish(catalogue, known)
    same = (one for one in local.desk.outbox.acts() if one.subject == act.subject)
    drafts = (draft_of(one) for one in same)
    return next((one for one in drafts if isinstance(one, ClosureWish)), None)


def _resource(catalogue: Catalogue, act: Act) -> Concern:
    code = act.subject.removeprefix("resource:")
    known: Resource | None = catalogue.resource(code)
    site = catalogue.sites.get(known.site_id) if known else None
    names, where = known.name if known else None, site.code if site else ""
    document = draft_of(act)
    if isinstance(document, dict):
        names, where = Names.of(document.get("name")), str(document.get("site", where))
    return Concern(act, None, "", names, (code,), where)
