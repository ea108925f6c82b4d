"""What is wrong with a form that is being filled in: every field and every rule at once.

Nothing is queued and nothing raised for what is missing or wrong; the verbs of `Bookings` judge the
same again and refuse. Without offers this is quick enough for every keystroke.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeVar
from uuid import UUID

from booking.cache.picture import Projected
from booking.model import BookingItem, Interval, Problem
from booking.rules import codes
from booking.rules.interval import valid_instant, valid_interval
from booking.services import checks, owned
from booking.services.advice import Adviser, Case
from booking.services.local import Local
from booking.services.refusal import ItemOffer, RefusedError
from booking.services.wishes import Change, Edit, ItemWish, More, NewBooking

MISSING: Final = "missing"
TOO_LONG: Final = "too_long"
FORBIDDEN: Final = "forbidden"
OUT_OF_RANGE: Final = "out_of_range"
ORDER: Final = "order"
NOT_UNDERSTOOD: Final = "not_understood"

_RESOURCE: Final = (
    codes.NO_SUCH_RESOURCE,
    codes.NOT_BOOKABLE,
    codes.RETIRED,
    codes.OUT_OF_SERVICE,
    *codes.ORDER[
        codes.ORDER.index(codes.NEEDS_INDUCTION) : codes.ORDER.index(codes.NEEDS_PERMIT) + 1
    ],
)
_START: Final = (
    codes.NOT_OPEN_YET,
    codes.START_STEP,
    codes.IN_PAST,
    codes.SHORT_NOTICE,
    codes.BEYOND_HORIZON,
)
_END: Final = (codes.LENGTH_STEP, codes.TOO_SHORT, codes.TOO_LONG)
_PLACES: Final[Mapping[str, str]] = {
    **dict.fromkeys(_RESOURCE, ".resource"),
    **dict.fromkeys(_START, ".start"),
    **dict.fromkeys(_END, ".end"),
    codes.UNITS: ".quantity",
}

T = TypeVar("T")


class FieldProblem(NamedTuple):
    """Something that is wrong with a form.

    Attributes:
        field: "title", "people", "notes", "items" (there is none, or too many),
            "items[i].resource", ".start", ".end", ".quantity"; "items[i]" for what concerns its
            time as a whole (closed, outside hours, taken); "" for the booking as a whole.
        problem: code and values, as a refusal has them.
        reason: why the field is malformed: "missing", "too_long", "forbidden" (a character),
            "out_of_range", "order" (the end is not after the start), "not_understood"; "" where
            it is well formed and a rule speaks against it.
        most: the largest number or length that would do, for "too_long" and "out_of_range".
        item: place of the item that is concerned, None: the booking.
    """

    field: str
    problem: Problem
    reason: str = ""
    most: int | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What speaks against a form as it is filled in now.

    Attributes:
        problems: malformed fields in the order of a form, then rules by item.
        offers: what could be had instead, where that was asked for.
        as_of, zone: as in `Refusal`.
    """

    problems: tuple[FieldProblem, ...] = ()
    offers: tuple[ItemOffer, ...] = ()
    as_of: datetime | None = None
    zone: str = "UTC"

    @property
    def fine(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.problems

    @property
    def complete(self) -> bool:
        """Whether all fields are well formed, so that the server could be asked all the same."""
        return not any(one.reason or one.field == "" for one in self.problems)

    def of(self, field: str) -> tuple[FieldProblem, ...]:
        """Return the problems of a field and of those below it: "items[0]" has "items[0].start"."""
        return tuple(
            one for one in self.problems if one.field == field or one.field.startswith(field + ".")
        )


class Checker:
    """Checks forms by the cache. Raises only what reading the cache raises."""

    def __init__(self, local: Local, adviser: Adviser) -> None:
        self._local = local
        self._adviser = adviser

    def new(self, wanted: NewBooking, *, offers: bool = False) -> Checked:
        """Check a new booking; the items that are complete are judged already."""
        form = _Form()
        form.text("title", wanted.title)
        people = form.number("people", wanted.people, checks.PEOPLE) or 1
        form.notes(wanted.notes)
        count = len(wanted.items)
        if not 1 <= count <= checks.ITEMS:
            reason = TOO_LONG if count else MISSING
            form.add("items", codes.BAD_REQUEST, reason, checks.ITEMS)
        asked = {at: form.case(at, item, people) for at, item in enumerate(wanted.items)}
        cases = {at: case for at, case in asked.items() if case is not None}
        return self._checked(form, cases, offers=offers)

    def change(
        self,
        booking: UUID,
        wanted: Change,
        without: Collection[UUID] = (),
        *,
        offers: bool = False,
    ) -> Checked:
        """Check a change of one item's place and time; one of nothing is fine."""
        form = _Form()
        projected = form.take("", lambda: owned.own(self._local, booking))
        if projected is None:
            return self._checked(form, {}, offers=False)
        found = projected
        item = form.take("items", lambda: owned.the_item(found, wanted.item), NOT_UNDERSTOOD)
        if item is None or wanted == Change(item=wanted.item):
            return self._checked(form, {}, offers=False)
        people = projected.booking.people
        if wanted.people is not None:
            people = form.number("people", wanted.people, checks.PEOPLE) or people
        at = projected.booking.items.index(item)
        wish = self._wish(item, wanted)
        case = form.case(at, wish, people)
        if case is None:
            return self._checked(form, {}, offers=False)
        case = replace(case, old=item)
        if owned.started(self._local, case):
            form.add("", codes.ALREADY_STARTED)
            return self._checked(form, {}, offers=False)
        if wanted.people:
            form.rules("people", owned.crowded(self._local, projected, people, {item.id, *without}))
        gone = _those(projected, without)
        return self._checked(form, {at: case}, gone, offers=offers)

    def more(
        self,
        booking: UUID,
        wanted: More,
        without: Collection[UUID] = (),
        *,
        offers: bool = False,
    ) -> Checked:
        """Check items that are to be added; their places follow those of the booking."""
        form = _Form()
        projected = form.take("", lambda: owned.own(self._local, booking))
        if projected is None or not wanted.items:
            return self._checked(form, {}, offers=False)
        first = len(projected.booking.items)
        if first - len(without) + len(wanted.items) > checks.ITEMS:
            form.add("items", codes.BAD_REQUEST, TOO_LONG, checks.ITEMS)
        if owned.over(self._local, projected):
            form.add("", codes.ALREADY_STARTED)
        people = wanted.people or projected.booking.people
        asked = {at: form.case(at, one, people) for at, one in enumerate(wanted.items, first)}
        cases = {at: case for at, case in asked.items() if case is not None}
        return self._checked(form, cases, _those(projected, without), offers=offers)

    def edit(self, booking: UUID, wanted: Edit, without: Collection[UUID] = ()) -> Checked:
        """Check a change of a booking's text and people; one of nothing is fine."""
        form = _Form()
        projected = form.take("", lambda: owned.own(self._local, booking))
        if wanted.title is not None:
            form.text("title", wanted.title)
        if wanted.people is not None:
            people = form.number("people", wanted.people, checks.PEOPLE)
            if people and projected and people > projected.booking.people:
                form.rules("people", owned.crowded(self._local, projected, people, without))
        if wanted.notes is not None:
            form.notes(wanted.notes)
        return self._checked(form, {}, offers=False)

    def _wish(self, item: BookingItem, wanted: Change) -> ItemWish:
        here = self._local.catalogue().resources.get(item.resource_id)
        start = wanted.start or item.during.start
        end = wanted.end
        if end is None:
            # A start that is nothing is the only thing to tell then.
            told = valid_instant(checks.utc(start))
            end = start + (item.during.end - item.during.start) if told else item.during.end
        quantity = item.quantity if wanted.quantity is None else wanted.quantity
        code = wanted.resource if wanted.resource is not None else here.code if here else ""
        return ItemWish(code, start, end, quantity)

    def _checked(
        self,
        form: _Form,
        cases: Mapping[int, Case],
        without: Collection[BookingItem] = (),
        *,
        offers: bool,
    ) -> Checked:
        judged = self._adviser.judge(cases, without) if cases else {}
        found: list[ItemOffer] = []
        for at, problems in judged.items():
            form.rules(f"items[{at}]", problems, at)
            if offers and problems:
                found += self._adviser.offers(at, cases[at])
        zone = self._adviser.zone(cases.values())
        return Checked(tuple(form.found), tuple(found), self._local.as_of(), zone)


def _those(projected: Projected, items: Collection[UUID]) -> tuple[BookingItem, ...]:
    return tuple(one for one in projected.booking.items if one.id in items)


class _Form:
    """Gathers what is wrong, field by field."""

    def __init__(self) -> None:
        self.found: list[FieldProblem] = []

    def add(self, field: str, code: str, reason: str = "", most: int | None = None) -> None:
        values: dict[str, Any] = {"field": field} if reason else {}
        item = int(field[6 : field.index("]")]) if field.startswith("items[") else None
        self.found.append(FieldProblem(field, Problem(code, values), reason, most, item))

    def rules(self, field: str, problems: Iterable[Problem], item: int | None = None) -> None:
        for one in problems:
            place = "people" if one.code == codes.CAPACITY else field + _PLACES.get(one.code, "")
            self.found.append(FieldProblem(place, one, item=item))

    def take(self, field: str, work: Callable[[], T], reason: str = "") -> T | None:
        """Return what the work gives, None if it refuses; that is told."""
        try:
            return work()
        except RefusedError as error:
            self.found += [FieldProblem(field, one, reason) for one in error.refusal.problems]
            return None

    def text(self, field: str, value: object) -> None:
        try:
            checks.text(value, field, most=checks.TITLE)
        except RefusedError as error:
            typed = value if isinstance(value, str) else ""
            long = len(typed) > checks.TITLE
            reason = TOO_LONG if long else FORBIDDEN if typed.strip(" ") else MISSING
            self.add(field, error.code, reason, checks.TITLE if long else None)

    def notes(self, value: object) -> None:
        try:
            checks.notes(value)
        except RefusedError as error:
            long = isinstance(value, str) and len(value) > checks.NOTES
            reason = TOO_LONG if long else FORBIDDEN
            self.add("notes", error.code, reason, checks.NOTES if long else None)

    def number(self, field: str, value: object, most: int) -> int | None:
        try:
            return checks.whole(value, field, most=most)
        except RefusedError as error:
            missing = not isinstance(value, int)
            self.add(field, error.code, MISSING if missing else OUT_OF_RANGE, most)
            return None

    def case(self, at: int, wish: ItemWish, people: int) -> Case | None:
        """Return an item that can be judged, None if its place or time is not there."""
        field = f"items[{at}]"
        code = None
        try:
            code = checks.code(wish.resource, field + ".resource")
        except RefusedError as error:
            reason = NOT_UNDERSTOOD if wish.resource else MISSING
            self.add(field + ".resource", error.code, reason)
        during = self.time(field, wish.start, wish.end)
        quantity = self.number(field + ".quantity", wish.quantity, checks.QUANTITY) or 1
        return None if code is None or during is None else Case(code, during, quantity, people)

    def time(self, field: str, start: datetime | None, end: datetime | None) -> Interval | None:
        told = len(self.found)
        for name, instant in ((".start", start), (".end", end)):
            if instant is None:
                self.add(field + name, codes.BAD_TIME, MISSING)
            elif not valid_instant(checks.utc(instant)):
                exact = instant.tzinfo is not None and not instant.microsecond
                self.add(field + name, codes.BAD_TIME, OUT_OF_RANGE if exact else NOT_UNDERSTOOD)
        if start is None or end is None or len(self.found) > told:
            return None
        start, end = checks.utc(start), checks.utc(end)
        if valid_interval(start, end) is None:
            return Interval(start, end)
        self.add(field + ".end", codes.BAD_TIME, ORDER if end <= start else TOO_LONG)
        return None
