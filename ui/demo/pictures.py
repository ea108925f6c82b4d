"""Pictures of every page and dialog, in every language and both themes, into a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from booking.demo.stage import TIMEZONE
from booking.errors import EnvironmentProblem
from booking.files import from_os
from booking.model import Interval, ResourceKind
from booking.rules.interval import at_minute, local_date, zone
from booking.services.search import Search
from ui.demo.desks import WindowDesk
from ui.demo.hands import must
from ui.demo.views import Ground, Way, looks, picture

DAYS: Final = 30
HOURS: Final = range(9, 17)
PEOPLE: Final = 4
QUALITY: Final = 60
"""Of PNG: as small as Qt's own choice, in half the time."""


def ground_of(member: WindowDesk, office: WindowDesk, invitation: str) -> Ground:
    """Return a time at which some room is free and another is not, from tomorrow on.

    The free room is one beside which much is booked.

    Raises:
        EnvironmentProblem: "demo_full".
    """
    where = zone(TIMEZONE)
    today = local_date(where, member.session.local.now())
    for ahead in range(1, DAYS + 1):
        day = today + timedelta(days=ahead)
        for hour in HOURS:
            start = at_minute(where, day, hour * 60)
            during = Interval(start, start + timedelta(hours=1))
            wanted = Search(during.start, during.end, (), PEOPLE, kind=ResourceKind.ROOM)
            found = member.session.finder.free(wanted, near=40).findings
            taken = [
                one.resource
                for one in found.near
                if [problem.code for problem in one.problems] == ["slot_taken"]
            ]
            if found.found and taken:
                floors = Counter(one.floor_id for one in taken)
                free = max(found.found, key=lambda one: floors[one.floor_id])
                kept = _kept(office, day)
                return Ground(free.code, during, day, taken[0].code, kept, invitation)
    raise EnvironmentProblem("demo_full", "No room is free in the next days.")


def _kept(office: WindowDesk, day: date) -> str:
    """Return the room of the office's sites that has most bookings on a day."""
    where = zone(TIMEZONE)
    start = at_minute(where, day, 0)
    picture = office.session.desktop.schedule.day(start, start + timedelta(days=1))
    booked = Counter(cell.resource_id for cell in picture.cells)
    catalogue = picture.catalogue
    me = catalogue.me()
    ours = [
        one
        for one in catalogue.resources.values()
        if one.kind is ResourceKind.ROOM and me is not None and me.administers(one.site_id)
    ]
    must(bool(ours), "The office keeps no room.")
    return max(ours, key=lambda one: (booked[one.id], one.code)).code


def save_all(ways: Sequence[Way], rest: Callable[[], None], folder: Path) -> int:
    """Save every picture as NAME-LANGUAGE-THEME.png; returns how many.

    Args:
        ways: what brings the views up, in their order.
        rest: waits until nothing is being read any more.
        folder: made where it is missing; pictures of last time are replaced.

    Raises:
        EnvironmentProblem: "read_only", "disk_full", "demo_failed".
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os(error, folder) from error
    count = 0
    for number, (name, way) in enumerate(ways):
        with way() as shown:
            for mode, language in looks(backwards=number % 2 == 1):
                rest()
                path = folder / f"{name}-{language}-{mode}.png"
                if not picture(shown).save(str(path), "PNG", QUALITY):
                    raise EnvironmentProblem("disk_error", f"The picture {path} cannot be written.")
                count += 1
    return count
