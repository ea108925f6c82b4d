"""What the server would say about items, said early, with offers. Advice: the server decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from booking.cache.act import Act, ActState, as_uuid
from booking.model import BookingItem, Catalogue, Interval, Problem, Resource
from booking.rules import codes
from booking.rules.availability import Occupied, OccupiedBy
from booking.rules.interval import iso, parse_instant
from booking.rules.offers import offers, reach
from booking.rules.policy import Old, Wish
from booking.rules.verdict import Judge
from booking.services import held
from booking.services.local import Local
from booking.services.refusal import ItemOffer, Refusal

# What an offer can answer: another time, another place. Nobody is offered a way around a right.
OFFERED: Final = frozenset(codes.ORDER[: codes.ORDER.index(codes.SLOT_TAKEN) + 1])

EDGE: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Case:
    """One item that is asked for.

    Attributes:
        resource: its code; it need not exist.
        old: the item as it stands, when it is changed.
    """

    resource: str
    during: Interval
    quantity: int = 1
    people: int = 1
    old: BookingItem | None = None


class Adviser:
    """Judges items by the cache, as of when it last heard from the server."""

    def __init__(self, local: Local) -> None:
        self._local = local

    def refusal(self, cases: Sequence[Case], more: Iterable[Problem] = ()) -> Refusal | None:
        """Return what speaks against a booking of these items, None if nothing does.

        Args:
            cases: its items; with several, each problem says which: `item`, counted from 0.
            more: further problems, listed behind.
        """
        judged = self.judge(dict(enumerate(cases)))
        problems: list[Problem] = []
        found: list[ItemOffer] = []
        for index, mine in judged.items():
            if mine:
                found += self.offers(index, cases[index])
            mark = {"item": index} if len(cases) > 1 else {}
            problems += [Problem(one.code, {**one.values, **mark}) for one in mine]
        problems += more
        if not problems:
            return None
        return Refusal(tuple(problems), tuple(found), self._local.as_of(), self.zone(cases))

    def judge(
        self, cases: Mapping[int, Case], without: Collection[BookingItem] = ()
    ) -> dict[int, tuple[Problem, ...]]:
        """Return what speaks against each item, where those before it are had as well.

        Args:
            cases: by place in the booking; those that are not well formed may be missing.
            without: items that are going to be given up before.
        """
        catalogue = self._local.catalogue()
        found: dict[int, tuple[Problem, ...]] = {}
        earlier: list[BookingItem] = []
        for index, case in sorted(cases.items()):
            found[index] = self._problems(catalogue, case, earlier, without)
            item = _item(catalogue, case)
            if item is not None:
                earlier.append(item)
        return found

    def offers(self, index: int, case: Case) -> list[ItemOffer]:
        """Return what could be had instead of one item; the dear part of advice."""
        return self._offers(self._local.catalogue(), index, case)

    def zone(self, cases: Iterable[Case]) -> str:
        """Return the time zone in which to speak about items: that of the first."""
        catalogue = self._local.catalogue()
        return next((_zone(catalogue, case.resource) for case in cases), "UTC")

    def explain(self, act: Act) -> Refusal:
        """Return why an act failed, with what the cache offers now.

        Args:
            act: refused, expired or set aside.
        """
        found: list[ItemOffer] = []
        catalogue = self._local.catalogue()
        cases = self._cases(act, catalogue)
        if any(problem.code in OFFERED for problem in act.problems):
            concerned = {problem.values.get("item", 0) for problem in act.problems}
            for index, case in enumerate(cases):
                if index in concerned:
                    found += self._offers(catalogue, index, case)
        zone = _zone(catalogue, cases[0].resource) if cases else "UTC"
        server = act.state is ActState.REFUSED
        return Refusal(act.problems, tuple(found), self._local.as_of(), zone, by_server=server)

    def _problems(
        self,
        catalogue: Catalogue,
        case: Case,
        earlier: Iterable[BookingItem],
        without: Collection[BookingItem],
    ) -> tuple[Problem, ...]:
        resource = catalogue.resource(case.resource)
        if resource is None:
            return (Problem(codes.NO_SUCH_RESOURCE),)
        leaves = [leaf.id for leaf in catalogue.leaves(resource)]
        occupied = self._local.held(case.during, leaves, case.old, without)
        for item in earlier:
            occupied = held.add(catalogue, occupied, item, self._local.now())
        wish = Wish(resource.id, case.during, case.quantity, case.people)
        return self._judge(catalogue, case, occupied).problems(wish)

    def _judge(self, catalogue: Catalogue, case: Case, occupied: OccupiedBy) -> Judge:
        offices = self._local.offices()
        now = self._local.now()
        return Judge(catalogue, now, occupied, offices=offices, old=_old(case), own=_own(case))

    def _offers(self, catalogue: Catalogue, index: int, case: Case) -> list[ItemOffer]:
        resource = catalogue.resource(case.resource)
        if resource is None:
            return []
        at = self._local.now()
        wish = Wish(resource.id, case.during, case.quantity, case.people)
        occupied = self._around(catalogue, resource, wish, case.old)
        offices = self._local.offices()
        old, own = _old(case), _own(case)
        found = offers(catalogue, wish, at, occupied, offices=offices, old=old, own=own)
        return [ItemOffer(index, offer, _zone(catalogue, offer.resource_code)) for offer in found]

    def _around(
        self, catalogue: Catalogue, resource: Resource, wish: Wish, old: BookingItem | None
    ) -> OccupiedBy:
        """Return what offers need to know: of other places only the wished time is looked at.

        Where there are several units, others may have to change theirs, so days around it count.
        """
        during, own = wish.during, {leaf.id for leaf in catalogue.leaves(resource)}
        like = {
            leaf.id: leaf.units
            for one in catalogue.resources.values()
            if one.kind == resource.kind
            for leaf in catalogue.leaves(one)
            if leaf.id not in own
        }
        alone = {key for key, units in like.items() if units == 1}
        wide = Interval(during.start - EDGE, during.end + EDGE)
        found: dict[int, Sequence[Occupied]] = {}
        for leaves, time in (
            (own, reach(catalogue, wish, self._local.now())),
            (alone, during),
            (like.keys() - alone, wide),
        ):
            held = self._local.held(time, leaves, old) if leaves else {}
            found.update((leaf, held[leaf]) for leaf in leaves if leaf in held)
        return found

    def _cases(self, act: Act, catalogue: Catalogue) -> list[Case]:
        """Return what an act asked for; nothing for acts that offers do not help."""
        if act.op == "book":
            people = int(act.args["people"])
            return [case for one in act.args["items"] if (case := _asked(one, people))]
        subject = as_uuid(act.subject)
        if act.op not in ("move", "resize", "item_add") or subject is None:
            return []
        projected = self._local.projected(subject)
        if act.op == "item_add":
            added = _asked(act.args, projected.booking.people if projected else 1)
            return [added] if added else []
        wanted = as_uuid(act.args.get("item"))
        items = projected.booking.items if projected else ()
        item = next((one for one in items if wanted in (None, one.id)), None)
        if projected is None or item is None:
            return []
        resource = catalogue.resources.get(item.resource_id)
        was = {
            "resource": resource.code if resource else "",
            "quantity": item.quantity,
            "from": iso(item.during.start),
            "to": iso(item.during.end),
        }
        people = int(act.args.get("people", projected.booking.people))
        case = _asked({**was, **act.args}, people)
        return [replace(case, old=item)] if case else []


def _asked(args: Mapping[str, Any], people: int) -> Case | None:
    start, end = parse_instant(str(args["from"])), parse_instant(str(args["to"]))
    if start is None or end is None:
        return None
    quantity = int(args.get("quantity", 1))
    return Case(str(args["resource"]), Interval(start, end), quantity, people)


def _zone(catalogue: Catalogue, code: str) -> str:
    return catalogue.timezone(catalogue.resource(code))


def _old(case: Case) -> Old | None:
    return None if case.old is None else Old(case.old.resource_id, case.old.during)


def _own(case: Case) -> tuple[bytes, ...]:
    return () if case.old is None else tuple(key.bytes for key in case.old.allocations)


def _item(catalogue: Catalogue, case: Case) -> BookingItem | None:
    resource = catalogue.resource(case.resource)
    if resource is None:
        return None
    return BookingItem(UUID(int=0), resource.id, case.during, case.quantity)
