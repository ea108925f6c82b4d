"""One's bookings in sections, as rows: what needs attention, waits, is to come by day, is past."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from booking.model import Booking, BookingState, Catalogue, Interval, Resource
from booking.services.views import Act, ActState, Projected, Standing
from ui import format as shown
from ui import words
from ui.i18n import pick
from ui.models.cards import Button, Card, Drawn, Heading, Row, Sign
from ui.models.han import fold

SHOW, CHANGE, CANCEL, MORE = "show", "change", "cancel", "more"
RESOLVE, DISMISS = "resolve", "dismiss"
"""Keys of a card's buttons."""
_LOST: Final = (Standing.REFUSED, Standing.EXPIRED, Standing.QUARANTINED)
_DOT: Final = " \N{MIDDLE DOT} "
_NOTES: Final = 80


class Section(StrEnum):
    """Where a booking stands in the list; in the order of the list."""

    ATTENTION = "attention"
    WAITING = "waiting"
    COMING = "coming"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking.

    Attributes:
        day: local date of its start.
        zone: IANA name, of its first resource's site.
        text: everything by which it is found, folded.
        now: it is going on.
    """

    projected: Projected
    section: Section
    day: date
    zone: str
    text: str
    now: bool = False

    @property
    def booking(self) -> Booking:
        """The booking as it will be."""
        return self.projected.booking

    @property
    def alive(self) -> bool:
        """Whether there is something that can be changed or cancelled."""
        gone = self.booking.state is BookingState.CANCELLED
        return not gone and self.section is not Section.PAST and not self.refused

    @property
    def refused(self) -> bool:
        """Whether the booking itself was refused, so that there is none."""
        return self.projected.standing in _LOST and self.projected.base is None

    @property
    def takes_back(self) -> Act | None:
        """The act that made it, as long as it was not sent."""
        first = next(iter(self.projected.waiting), None)
        if first is None or first.op != "book" or self.projected.base is not None:
            return None
        return first if first.state is ActState.QUEUED else None


def whole(booking: Booking) -> Interval | None:
    """Return from when to when a booking is, over all its items; None where it has none."""
    if not booking.items:
        return None
    starts = [item.during.start for item in booking.items]
    return Interval(min(starts), max(item.during.end for item in booking.items))


def resources_of(booking: Booking, catalogue: Catalogue) -> list[Resource]:
    """Return what is booked, as far as it is known, each once."""
    keys = dict.fromkeys(item.resource_id for item in booking.items)
    return [catalogue.resources[key] for key in keys if key in catalogue.resources]


def title_of(booking: Booking) -> str:
    """Return the title, or that it is private to a colleague."""
    private = QCoreApplication.translate("Bookings", "Private booking")
    return " ".join((booking.title or "").split()) or private


class Gatherer:
    """Sorts bookings into sections; keeps what it folded, so that it is quick the next time.

    Only one thread may use it.
    """

    def __init__(self) -> None:
        self._texts: dict[UUID, tuple[Booking, str]] = {}

    def entries(
        self, bookings: Iterable[Projected], catalogue: Catalogue, now: datetime
    ) -> list[Entry]:
        """Return entries in the order of the list."""
        found = [self._entry(one, catalogue, now) for one in bookings]
        order = list(Section)
        groups: list[list[Entry]] = [[one for one in found if one.section is s] for s in order]
        groups[-1].reverse()
        return [one for group in groups for one in group]

    def _entry(self, projected: Projected, catalogue: Catalogue, now: datetime) -> Entry:
        booking = projected.booking
        resources = resources_of(booking, catalogue)
        zone = catalogue.timezone(resources[0] if resources else None)
        during = whole(booking)
        start = now if during is None else during.start
        return Entry(
            projected,
            _section(projected, during, now),
            start.astimezone(ZoneInfo(zone)).date(),
            zone,
            self._text(booking, resources, catalogue),
            during is not None and during.start <= now < during.end,
        )

    def _text(self, booking: Booking, resources: Sequence[Resource], catalogue: Catalogue) -> str:
        known = self._texts.get(booking.id)
        if known is not None and known[0] == booking:
            return known[1]
        person = catalogue.people.get(booking.organiser_id)
        names = [text for one in resources for text in (one.code, *one.name.as_json().values())]
        parts = [booking.title or "", booking.notes or "", person.name if person else "", *names]
        text = fold(" ".join(parts))
        self._texts[booking.id] = (booking, text)
        return text


def _section(projected: Projected, during: Interval | None, now: datetime) -> Section:
    if projected.failed or projected.standing in _LOST:
        return Section.ATTENTION
    if projected.waiting:
        return Section.WAITING
    over = during is not None and during.end <= now
    return Section.PAST if over else Section.COMING


def filtered(entries: Iterable[Entry], text: str) -> list[Entry]:
    """Return what has every word of a text."""
    wanted = fold(text).split()
    return [one for one in entries if all(word in one.text for word in wanted)]


def rows(entries: Sequence[Entry], today: date) -> list[Row]:
    """Return what a list of cards shows, with headings between."""
    made: list[Row] = []
    last: object = None
    counts = {s: sum(one.section is s for one in entries) for s in Section}
    for one in entries:
        coming = one.section is Section.COMING
        group = ("day", one.day) if coming else one.section
        if group != last:
            value = (one.day, today) if coming else (one.section, counts[one.section])
            made.append(Row(group, value, heading=True))
            last = group
        made.append(Row(one.booking.id, one))
    return made


class Painter:
    """Draws the rows in the language shown."""

    def __init__(self, catalogue: Catalogue, me: int) -> None:
        self.catalogue = catalogue
        self._me = me

    def __call__(self, row: Row) -> Drawn:
        """Return the card or heading of a row."""
        if isinstance(row.value, Entry):
            return self._card(row.value)
        first, second = row.value
        if isinstance(first, Section):
            return _section_heading(first, second)
        near, long = shown.day_near(first, second), shown.day_long(first)
        if near == shown.day_short(first, second.year):
            return Heading(long)
        return Heading(near, long)

    def _card(self, one: Entry) -> Card:
        booking = one.booking
        return Card(
            title_of(booking),
            lead=self._lead(one),
            line=self.place(booking),
            signs=tuple(self._signs(booking)),
            note=self._note(one),
            badge=_badge(one),
            buttons=_buttons(one),
            offers=_offers(one),
            bar=self._bar(one),
            faded=one.section is Section.PAST or booking.state is BookingState.CANCELLED,
        )

    def _lead(self, one: Entry) -> tuple[str, str]:
        during = whole(one.booking)
        if during is None:
            return "", ""
        last = (during.end - timedelta(seconds=1)).astimezone(ZoneInfo(one.zone)).date()
        if last > one.day:
            until = f"{shown.EN_DASH} {shown.day_short(last)}"
            return shown.time(during.start, one.zone), until
        span = shown.span(during.start, during.end, one.zone)
        if one.section is Section.COMING:
            return span, shown.duration(during.minutes)
        return shown.day_short(one.day, datetime.now(UTC).year), span

    def place(self, booking: Booking) -> str:
        """Return where a booking is: "Meeting Room 101 · Level 1 · Joint Office"."""
        found = resources_of(booking, self.catalogue)
        if not found:
            return ""
        names = [self._named(booking, one) for one in found]
        site = self.catalogue.sites.get(found[0].site_id)
        floor = self.catalogue.floors.get(found[0].floor_id or 0)
        parts = [shown.items(names)]
        if len(found) == 1 and floor is not None:
            parts.append(pick(floor.name))
        if site is not None:
            parts.append(pick(site.name))
        return _DOT.join(part for part in parts if part)

    def _named(self, booking: Booking, resource: Resource) -> str:
        counts = [item.quantity for item in booking.items if item.resource_id == resource.id]
        name = pick(resource.name)
        if max(counts) < 2:
            return name
        text = QCoreApplication.translate("Bookings", "{name} ({units})")
        return text.format(name=name, units=words.units(resource, max(counts)))

    def _signs(self, booking: Booking) -> Iterable[Sign]:
        yield Sign("people", shown.people(booking.people))
        person = self.catalogue.people.get(booking.organiser_id)
        if booking.organiser_id != self._me and person is not None:
            yield Sign("person", person.name)
        if booking.private:
            yield Sign("lock", QCoreApplication.translate("Bookings", "Private"))
        notes = " ".join((booking.notes or "").split())
        if notes:
            yield Sign("list", notes[:_NOTES])

    def _note(self, one: Entry) -> Sign | None:
        failed = one.projected.failed
        if not failed:
            return None
        act = failed[-1]
        reasons = [words.problem(found, one.zone, self.catalogue) for found in act.problems]
        if one.refused:
            return Sign("warning", shown.sentences(reasons), "danger")
        text = QCoreApplication.translate("Bookings", "{what}: {reasons}")
        said = text.format(what=words.operation(act.op), reasons=shown.sentences(reasons))
        return Sign("warning", said, "danger")

    def _bar(self, one: Entry) -> str:
        standing = one.projected.standing
        if one.section is Section.ATTENTION:
            return "refused_bar"
        if standing is Standing.LIKELY_LOST:
            return "lost_bar"
        if one.section is Section.WAITING:
            return "pending_bar"
        mine = one.booking.organiser_id == self._me and one.section is Section.COMING
        return "mine_bar" if mine else "busy_bar"

    def as_text(self, one: Entry) -> str:
        """Return a booking as one line for the clipboard."""
        during = whole(one.booking)
        when = "" if during is None else shown.when(during.start, during.end, one.zone)
        parts = [title_of(one.booking), self.place(one.booking), when]
        return ", ".join(part for part in parts if part)


def _section_heading(section: Section, count: int) -> Heading:
    detail = shown.number(count)
    if section is Section.ATTENTION:
        text = QCoreApplication.translate("Bookings", "Needs attention")
        return Heading(text, detail, large=True, icon="conflict", tone="danger")
    if section is Section.WAITING:
        text = QCoreApplication.translate("Bookings", "Waiting for confirmation")
        return Heading(text, detail, large=True, icon="waiting", tone="pending_bar")
    text = QCoreApplication.translate("Bookings", "Past")
    return Heading(text, detail, large=True, icon="clock", tone="muted")


def _badge(one: Entry) -> Sign | None:
    if one.booking.state is BookingState.CANCELLED:
        pending = one.section is Section.WAITING
        text = QCoreApplication.translate("Bookings", "Being cancelled")
        if not pending:
            text = QCoreApplication.translate("Bookings", "Cancelled")
        return Sign("close", text, "pending" if pending else "busy")
    standing = one.projected.standing
    if standing is not Standing.CONFIRMED:
        icon, tone = _STANDING[standing]
        return Sign(icon, words.standing(standing), tone)
    if one.section is Section.ATTENTION:
        text = QCoreApplication.translate("Bookings", "Change refused")
        return Sign("warning", text, "refused")
    if one.now:
        return Sign("clock", QCoreApplication.translate("Bookings", "Now"), "mine")
    return None


_STANDING: Final = {
    Standing.PENDING: ("waiting", "pending"),
    Standing.LIKELY_LOST: ("warning", "lost"),
    Standing.REFUSED: ("conflict", "refused"),
    Standing.EXPIRED: ("clock", "refused"),
    Standing.QUARANTINED: ("warning", "refused"),
}


def _buttons(one: Entry) -> tuple[Button, ...]:
    show = QCoreApplication.translate("Bookings", "Show in schedule (Ctrl+Enter)")
    found = [Button(SHOW, "", "schedule", "hover", show)]
    if one.alive:
        change = QCoreApplication.translate("Bookings", "Change (F2)")
        cancel = QCoreApplication.translate("Bookings", "Cancel the booking (Delete)")
        found.append(Button(CHANGE, "", "edit", "hover", change))
        found.append(Button(CANCEL, "", "close", "hover", cancel))
    more = QCoreApplication.translate("Bookings", "More actions")
    found.append(Button(MORE, "", "more", "hover", more))
    return tuple(found)


def _offers(one: Entry) -> tuple[Button, ...]:
    if not one.projected.failed:
        return ()
    return (
        Button(RESOLVE, QCoreApplication.translate("Bookings", "See what to do"), "", "offer"),
        Button(DISMISS, QCoreApplication.translate("Bookings", "Dismiss")),
    )


def again(
    one: Entry, catalogue: Catalogue, now: datetime
) -> tuple[tuple[str, datetime, datetime], ...]:
    """Return the items of the same booking in a week that has not begun, at the same wall time."""
    during = whole(one.booking)
    if during is None:
        return ()
    there = ZoneInfo(one.zone)
    weeks = 1
    while _later(during.start, there, days=7 * weeks) <= now:
        weeks += 1
    return tuple(
        (
            catalogue.resources[item.resource_id].code,
            _later(item.during.start, there, days=7 * weeks),
            _later(item.during.end, there, days=7 * weeks),
        )
        for item in one.booking.items
        if item.resource_id in catalogue.resources
    )


def moved(one: Entry, *, days: int = 0, minutes: int = 0) -> datetime | None:
    """Return the start of a booking that is so much later; None where it has several items."""
    if len(one.booking.items) != 1:
        return None
    start = one.booking.items[0].during.start
    return _later(start, ZoneInfo(one.zone), days=days) + timedelta(minutes=minutes)


def _later(at: datetime, there: ZoneInfo, *, days: int) -> datetime:
    """Return the same wall time so many days on."""
    return (at.astimezone(there) + timedelta(days=days)).astimezone(UTC)
