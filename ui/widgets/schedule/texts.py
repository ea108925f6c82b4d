"""What the grid says: on chips, in tooltips and to screen readers."""

from __future__ import annotations

import html
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QCoreApplication

from booking.model import CalendarDay, Catalogue, DayKind, Resource, Site
from booking.rules.daily import notes_on
from ui import format as fmt
from ui import words
from ui.i18n import language, pick
from ui.models.day import Chip, Free, Mood, Owner
from ui.models.facts import Facts
from ui.models.rows import Group

_FEATURES: Final = 4


def plain(text: str) -> str:
    """Return a text of people's as one line that cannot turn the texts around it."""
    return fmt.isolated(text)


def instant(at: int) -> datetime:
    """Return epoch seconds as an instant."""
    return datetime.fromtimestamp(at, UTC)


def title(chip: Chip) -> str:
    """Return what stands first on a chip."""
    if chip.booking is None:
        return QCoreApplication.translate("schedule", "Busy")
    if not chip.title:
        return QCoreApplication.translate("schedule", "Private")
    return " ".join(chip.title.split())


def span(chip: Chip, zone: str) -> str:
    """Return a chip's time."""
    return _span(chip.starts, chip.ends, zone, language())


@lru_cache(maxsize=4096)
def _span(starts: int, ends: int, zone: str, _language: str) -> str:
    # On a day of a thousand resources most bookings share their times with others.
    return fmt.span(instant(starts), instant(ends), zone)


def detail(chip: Chip, zone: str) -> str:
    """Return the second line of a chip."""
    times = span(chip, zone)
    if not chip.who or chip.owner is Owner.MINE:
        return times
    return f"{times} · {plain(chip.who)}"


def mood(chip: Chip) -> str:
    """Return how sure a chip is in words, "" where there is nothing to say."""
    match chip.mood:
        case Mood.PENDING:
            return QCoreApplication.translate("schedule", "Waiting to be sent")
        case Mood.LOST:
            return QCoreApplication.translate("schedule", "Likely lost: somebody else was faster")
        case Mood.REFUSED:
            return QCoreApplication.translate("schedule", "Refused")
        case Mood.LEAVING:
            return QCoreApplication.translate("schedule", "Will be given up")
    if chip.problems:
        return QCoreApplication.translate("schedule", "A change to it was refused")
    return ""


def whose(chip: Chip) -> str:
    """Return whose a booking is."""
    match chip.owner:
        case Owner.MINE:
            return QCoreApplication.translate("schedule", "Yours")
        case Owner.COLLEAGUE:
            return plain(chip.who)
    return QCoreApplication.translate("schedule", "Another organisation")


def buffers(chip: Chip) -> str:
    """Return what is kept empty around a booking, "" for nothing."""
    if not chip.before and not chip.after:
        return ""
    text = QCoreApplication.translate("schedule", "Kept empty: {before} before, {after} after")
    return text.format(before=fmt.duration(chip.before), after=fmt.duration(chip.after))


def tooltip(chip: Chip, resource: Resource, booked: Resource | None, zone: str) -> str:
    """Return all there is to say about a chip, as rich text with nothing of people's in it raw."""
    lines = [span(chip, zone), name(resource), whose(chip), mood(chip), buffers(chip)]
    if chip.partial and booked is not None:
        lines.insert(2, part(chip, booked))
    if chip.quantity > 1:
        lines.insert(2, units(chip.quantity))
    lines += [words.problem(problem, zone) for problem in chip.problems]
    said = "<br>".join(html.escape(line) for line in lines if line)
    return f"<b>{html.escape(title(chip))}</b><br>{said}"


def part(chip: Chip, booked: Resource) -> str:
    """Return why a chip is on the row of another resource."""
    text = QCoreApplication.translate("schedule", "Booked as {room}")
    if chip.booking is None:
        text = QCoreApplication.translate("schedule", "Part taken: {room}")
    return text.format(room=pick(booked.name))


def units(count: int) -> str:
    """Return how many units something takes."""
    return QCoreApplication.translate("schedule", "%n unit(s)", "", count)


def spoken(chip: Chip, resource: Resource, zone: str) -> str:
    """Return what a screen reader says of a chip."""
    parts = [pick(resource.name), span(chip, zone), title(chip), whose(chip), mood(chip)]
    return fmt.items([part for part in parts if part])


def spoken_free(resource: Resource, start: int, end: int, zone: str) -> str:
    """Return what a screen reader says of a stretch without a booking."""
    text = QCoreApplication.translate("schedule", "{room}, {time}, no booking")
    times = fmt.span(instant(start), instant(end), zone)
    return text.format(room=pick(resource.name), time=times)


# --- rows ----------------------------------------------------------------------------------------


def name(resource: Resource) -> str:
    """Return a resource's name and code."""
    return f"{pick(resource.name)} ({resource.code})"


def unit(resource: Resource, number: int) -> str:
    """Return the name of one unit: "Bench 3"."""
    text = QCoreApplication.translate("schedule", "{unit} {number}")
    kind = pick(resource.unit_name) or QCoreApplication.translate("schedule", "Unit")
    return text.format(unit=kind[:1].upper() + kind[1:], number=number)


def about(resource: Resource) -> str:
    """Return the second line of a row: code, how many people, features."""
    parts = [resource.code]
    if resource.capacity is not None:
        parts.append(fmt.people(resource.capacity))
    if resource.units > 1 and not resource.parts:
        parts.append(f"{resource.units} × {pick(resource.unit_name)}".rstrip(" ×"))
    parts += [words.feature(code) for code in resource.features[:_FEATURES]]
    return " · ".join(parts)


def row_tooltip(resource: Resource, parts: list[Resource]) -> str:
    """Return all there is to say about a row."""
    lines = [resource.code]
    if resource.capacity is not None:
        lines.append(fmt.people(resource.capacity))
    if parts:
        text = QCoreApplication.translate("schedule", "Made up of {rooms}")
        lines.append(text.format(rooms=fmt.items([pick(one.name) for one in parts])))
    if resource.features:
        lines.append(fmt.items([words.feature(code) for code in resource.features]))
    lines.append(pick(resource.description))
    said = "<br>".join(html.escape(line) for line in lines if line)
    return f"<b>{html.escape(pick(resource.name))}</b><br>{said}"


def group(one: Group) -> str:
    """Return the name of a group of rows."""
    if one.floor is None:
        return pick(one.site.name)
    return f"{pick(one.site.name)} · {pick(one.floor.name)}"


def floor(one: Group) -> str:
    """Return the name of a group's floor, of its site where it has none."""
    return pick(one.site.name if one.floor is None else one.floor.name)


def free(stretch: Free, units_: int) -> str:
    """Return how many units are free."""
    text = QCoreApplication.translate("schedule", "{free} of {units} free")
    return text.format(free=stretch.free, units=units_)


def state(facts: Facts) -> str:
    """Return why a row cannot be booked at all, "" where it can."""
    match facts.state:
        case "not_open_yet":
            return QCoreApplication.translate("schedule", "Not open yet")
        case "out_of_service":
            return QCoreApplication.translate("schedule", "Out of service")
        case "not_bookable":
            return QCoreApplication.translate("schedule", "Book the equipment in it")
    return ""


def closed(reason: str) -> str:
    """Return the text of a closure."""
    if not reason:
        return QCoreApplication.translate("schedule", "Closed")
    return QCoreApplication.translate("schedule", "Closed: {reason}").format(reason=reason)


def note(entry: CalendarDay, home: str) -> str:
    """Return what a calendar says of a day.

    Args:
        entry: of the calendar.
        home: the calendar whose holidays close the site.
    """
    said = pick(entry.name)
    if entry.kind is DayKind.HOLIDAY:
        text = QCoreApplication.translate("schedule", "Public holiday: {name}")
    elif entry.kind is DayKind.WORKDAY:
        text = QCoreApplication.translate("schedule", "Working day: {name}")
    elif entry.calendar.startswith("HK") and home != entry.calendar:
        text = QCoreApplication.translate("schedule", "Holiday in Hong Kong: {name}")
    else:
        text = "{name}"
    text = text.format(name=said)
    if entry.provisional:
        # Brackets are of the language, too.
        text = QCoreApplication.translate("schedule", "{note} (provisional)").format(note=text)
    return text


def count(rows: int) -> str:
    """Return how many rows there are."""
    return QCoreApplication.translate("schedule", "%n resource(s)", "", rows)


def gone() -> str:
    """Return why a booking that is held cannot be dropped: it is not there any more."""
    return QCoreApplication.translate("schedule", "This booking is not here any more")


def notes(catalogue: Catalogue, site: Site, day: date) -> tuple[tuple[str, bool], ...]:
    """Return what a site's calendars say of a date, and whether it is a holiday there."""
    return tuple(
        (note(entry, site.calendar), entry.kind is DayKind.HOLIDAY)
        for entry in notes_on(catalogue, site, day)
    )
