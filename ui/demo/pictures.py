"""Pictures of every page and dialog, in every language and both themes, into a folder."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

from booking.demo.stage import TIMEZONE
from booking.errors import EnvironmentProblem
from booking.files import from_os
from booking.model import Interval, ResourceKind
from booking.rules.interval import at_minute, local_date, zone
from booking.services.search import Search
from ui.demo.desks import WindowDesk
from ui.demo.views import Ground, Views, looks, picture

DAYS: Final = 30
HOURS: Final = range(9, 17)
PEOPLE: Final = 4


def ground_of(desk: WindowDesk, invitation: str) -> Ground:
    """Return a time at which some room is free and another is not, from tomorrow on.

    Raises:
        EnvironmentProblem: "demo_full".
    """
    where = zone(TIMEZONE)
    today = local_date(where, desk.session.local.now())
    for ahead in range(1, DAYS + 1):
        day = today + timedelta(days=ahead)
        for hour in HOURS:
            start = at_minute(where, day, hour * 60)
            during = Interval(start, start + timedelta(hours=1))
            wanted = Search(during.start, during.end, (), PEOPLE, kind=ResourceKind.ROOM)
            found = desk.session.finder.free(wanted, near=40).findings
            taken = [
                one.resource.code
                for one in found.near
                if [problem.code for problem in one.problems] == ["slot_taken"]
            ]
            if found.found and taken:
                return Ground(found.found[0].code, during, day, taken[0], invitation)
    raise EnvironmentProblem("demo_full", "No room is free in the next days.")


def save_all(views: Views, folder: Path) -> int:
    """Save every picture as NAME-LANGUAGE-THEME.png; returns how many.

    Raises:
        EnvironmentProblem: "read_only", "disk_full", "demo_failed".
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os(error, folder) from error
    count = 0
    for name, shown in views.each():
        for mode, language in looks():
            views.rest()
            path = folder / f"{name}-{language}-{mode}.png"
            if not picture(shown).save(str(path)):
                raise EnvironmentProblem("disk_error", f"The picture {path} cannot be written.")
            count += 1
    return count
