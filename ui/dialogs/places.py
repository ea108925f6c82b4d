"""What the palette can call up: actions, resources, people and days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from booking.model import Catalogue, Person, Resource, ResourceState
from ui import format as shown
from ui import words
from ui.actions import Actions
from ui.i18n import pick
from ui.models.matching import Entry
from ui.navigation import Day, Navigator

ShowPerson = Callable[[str], None]
_KIND_ICONS = {"room": "room", "lab": "lab", "equipment": "equipment"}


def action_entries(actions: Actions) -> list[Entry]:
    """Return what can be done, as rows of the palette."""
    everything = actions.everything().items()
    return [_action(name, action) for name, action in everything if name != "palette"]


def _action(name: str, action: QAction) -> Entry:
    text = action.text().replace("&", "").rstrip("\N{HORIZONTAL ELLIPSIS}")
    return Entry(
        f"action:{name}",
        "action",
        text,
        (name.replace("_", " "), action.statusTip()),
        action.trigger,
        detail=action.statusTip(),
        icon=_picture(name),
        hint=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        usable=lambda: action.isVisible() and action.isEnabled(),
    )


def _picture(name: str) -> str:
    return {
        "new_booking": "plus",
        "sync_now": "sync",
        "password": "key",
        "sign_out": "sign-out",
        "quit": "close",
        "undo": "undo",
        "search_page": "filter",
        "compact_rail": "menu",
        "full_screen": "floor",
        "today": "today",
        "waiting": "waiting",
        "shortcuts": "keyboard",
        "about": "info",
        "theme_system": "theme",
        "theme_light": "sun",
        "theme_dark": "moon",
    }.get(name, "language" if name.startswith("language") else name)


def resource_entries(
    catalogue: Catalogue, navigator: Navigator, today: Callable[[str], date]
) -> list[Entry]:
    """Return the resources that are not retired; calling one up shows its day in the schedule.

    Args:
        today: returns the date in a time zone.
    """
    entries = []
    for resource in catalogue.resources.values():
        if resource.state is not ResourceState.RETIRED:
            entries.append(_resource(resource, catalogue, navigator, today))
    return entries


def _resource(
    resource: Resource,
    catalogue: Catalogue,
    navigator: Navigator,
    today: Callable[[str], date],
) -> Entry:
    site = catalogue.sites.get(resource.site_id)
    floor = catalogue.floors.get(resource.floor_id or 0)
    details = [words.kind(resource.kind)]
    if resource.capacity:
        details.append(shown.people(resource.capacity))
    details += [pick(place.name) for place in (floor, site) if place is not None]
    zone = catalogue.timezone(resource)

    def show() -> None:
        navigator.day.emit(Day(today(zone), resource.code))

    names = resource.name
    return Entry(
        f"resource:{resource.code}",
        "resource",
        pick(names) or resource.code,
        (names.en, names.zh_hant, names.zh_hans, resource.code),
        show,
        detail=" \N{MIDDLE DOT} ".join(details),
        icon=_KIND_ICONS[resource.kind],
        hint=resource.code,
    )


def person_entries(catalogue: Catalogue, show: ShowPerson) -> list[Entry]:
    """Return the people whose names this desk has; calling one up looks for what he booked."""
    return [_person(person, catalogue, show) for person in catalogue.people.values()]


def _person(person: Person, catalogue: Catalogue, show: ShowPerson) -> Entry:
    tenant = catalogue.tenants.get(person.tenant_id)
    return Entry(
        f"person:{person.id}",
        "person",
        person.name,
        (person.name,),
        lambda: show(person.name),
        detail=pick(tenant.name) if tenant is not None else "",
        icon="person",
    )


def day_entry(day: date, today: date, navigator: Navigator) -> Entry:
    """Return a row that shows a day in the schedule."""
    text = QCoreApplication.translate("Palette", "Schedule on {day}").format(
        day=shown.day_long(day)
    )
    near = shown.day_near(day, today)
    return Entry(
        f"day:{day.isoformat()}",
        "day",
        text,
        (),
        lambda: navigator.day.emit(Day(day)),
        detail=near if near not in text else "",
        icon="calendar",
    )
