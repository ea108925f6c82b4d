"""What the pictures show: a zone with a full day, and four people's windows over it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from booking.bootstrap import open_desktop
from booking.bootstrap.online import Invitation, Keep, sign_in
from booking.model import Names
from booking.paths import paths
from booking.services.bookings import ItemWish, NewBooking
from tests.zones import PASSWORD, SHENZHEN, Zone, at, open_day
from ui.application.desk import DeskWindow
from ui.session import Session
from ui.tray import NoTray

WAIT_MS: Final = 30_000
ROOM: Final = "JO-1F-MR01"
TAKEN: Final = "JO-1F-MR02"
LAB: Final = "JO-3F-LAB01"
PEOPLE: Final = {
    "member": "photon.one",
    "away": "photon.one",
    "office": "joint.admin",
    "new": "robot.two",
}
"""Desks by name: `away` is the same person's second machine, which hears nothing."""
_DAY: Final = (
    ("photon.one", ROOM, 9, 10.5, "Weekly review with the optics supplier"),
    ("photon.one", ROOM, 13, 15, "Design review 設計檢討"),
    ("photon.admin", "JO-2F-MR04", 10, 12, "Budget"),
    ("photon.one", "JO-2F-MR05", 14, 16, "Interview: senior firmware engineer"),
    ("photon.one", LAB, 10, 12, "Model training"),
    ("biotech.one", TAKEN, 9, 11, "Sequencing plan"),
    ("biotech.one", TAKEN, 14, 15, "Cell culture handover"),
    ("robot.one", "JO-2F-MR03", 9.5, 12, "Quarterly planning"),
    ("robot.one", "JO-2F-PB01", 11, 11.5, "Call"),
    ("startup.one", "JO-2F-PB02", 10, 10.5, "Pitch rehearsal"),
    ("startup.one", LAB, 9, 12, "Data cleaning"),
    ("unilab.one", "JO-3F-TR01", 13, 17, "Training day"),
)
"""Who, where, from and to (hours of the day), title."""
_HOW_MANY: Final = {"JO-2F-PB01": 1, "JO-2F-PB02": 1, LAB: 1}
_WHY: Final = Names("Air conditioning", "空調維修保養", "空调维护保养")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a process that takes pictures has to know.

    Attributes:
        places: data directories by desk.
        logins: by desk.
        invitation: of somebody, to be read by the page of signing in.
        day: ISO date of the day that is full.
    """

    places: dict[str, str]
    invitation: str
    day: str

    def write(self, path: Path) -> None:
        """Write it for another process."""
        path.write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def read(cls, path: Path) -> Plan:
        """Return what was written."""
        return cls(**json.loads(path.read_text("utf-8")))


def hour(day: datetime, hours: float) -> datetime:
    """Return a time of a day, in hours after midnight."""
    return at(day, 0) + timedelta(hours=hours)


def fill(zone: Zone) -> None:
    """Have the sample people book a day; the lab and the booths are open to them all."""
    day = open_day()
    owner = zone.owner()
    owner.execute("update app.policy set inductions = '{}' where code = 'LAB-DRY'")
    owner.execute("update app.policy set horizon_days = 30 where code = 'BOOTH'")
    desks = {person: zone.desk(person) for person in dict.fromkeys(row[0] for row in _DAY)}
    for person, resource, start, end, title in _DAY:
        times = hour(day, start), hour(day, end)
        answer = desks[person].book(
            resource, *times, title=title, people=_HOW_MANY.get(resource, 4)
        )
        assert answer.get("ok"), (resource, start, answer)


def plan(zone: Zone, top: Path, invited: Callable[[Zone, str], Invitation]) -> Plan:
    """Sign everybody in, at machines of their own under a folder, and pull."""
    places = {}
    for name, person in PEOPLE.items():
        places[name] = str(top / name)
        where = paths(top / name)
        sign_in(where, invited(zone, person), PASSWORD, Keep.NO)
        desktop = open_desktop(where)
        try:
            desktop.online().use_password(PASSWORD)
            assert desktop.online().sync(20).up_to_date
        finally:
            desktop.close()
    day = open_day().astimezone(SHENZHEN).date()
    return Plan(places, invited(zone, "photon.admin").as_link(), day.isoformat())


class Stage:
    """The windows of a plan, in this process.

    Attributes:
        day: which is full; `noon` an instant of it.
    """

    def __init__(self, plan: Plan, size: tuple[int, int]) -> None:
        self.plan = plan
        self.day = date.fromisoformat(plan.day)
        self.noon = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=SHENZHEN)
        self._size = size
        self._open: dict[str, DeskWindow] = {}

    def desk(self, name: str) -> DeskWindow:
        """Return somebody's window, in front."""
        if name not in self._open:
            desktop = open_desktop(paths(Path(self.plan.places[name])))
            session = Session(desktop)
            if name == "away":
                self._queue(session)
            else:
                desktop.online().use_password(PASSWORD)
                session.start()
                self.until(lambda: session.status.online is True)
            if name == "office":
                self._close(session)
            self._open[name] = DeskWindow(session, {}, NoTray())
        desk = self._open[name]
        for other in self._open.values():
            if other is not desk:
                other.window.hide()
        desk.window.resize(*self._size)
        desk.window.show()
        desk.window.activateWindow()
        self.rest()
        return desk

    def at(self, hours: float) -> datetime:
        """Return a time of the day, in hours after midnight."""
        return hour(self.noon, hours)

    def until(self, true: Callable[[], Any]) -> None:
        """Let Qt work until something is true."""
        loop, late, look = QEventLoop(), QTimer(), QTimer()
        late.setSingleShot(True)
        late.timeout.connect(lambda: loop.exit(1))
        look.timeout.connect(lambda: loop.exit(0) if true() else None)
        if not true():
            late.start(WAIT_MS)
            look.start(5)
            assert loop.exec() == 0 or true(), "something does not come"

    def rest(self) -> None:
        """Let everything that is due be done."""
        self.until(lambda: all(desk.session.idle() for desk in self._open.values()))
        for _ in range(3):
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def close(self) -> bool:
        """Close all windows; returns whether all threads have ended."""
        for desk in self._open.values():
            desk.close()
        return all([desk.session.close(20) for desk in self._open.values()])

    def _queue(self, session: Session) -> None:
        """Have acts wait on a machine that hears nothing: good ones, and one that will fail."""
        if session.acts.waiting():
            return
        mine = session.listing.mine().bookings
        wanted = (
            (ROOM, 16, 17, "Stand-up", False),
            ("JO-2F-MR05", 9, 10, "Supplier call", False),
            (TAKEN, 14, 15, "Retrospective", True),
        )
        for resource, start, end, title, anyway in wanted:
            wish = ItemWish(resource, self.at(start), self.at(end))
            session.bookings.book(NewBooking(title, [wish], people=4), anyway=anyway)
        budget = next(one for one in mine if one.booking.title == "Model training")
        session.bookings.cancel(budget.booking.id)

    def _close(self, session: Session) -> None:
        """Close a room, on the first of the processes that come here."""
        if not session.inventory.closures():
            times = self.at(15), self.at(18)
            session.inventory.close("JO", "JO-3F-SH01", *times, _WHY)
            later = tuple(one + timedelta(days=2) for one in times)
            session.inventory.close("JO", ROOM, later[0], later[1], _WHY)
            session.sync_now()
            self.until(lambda: session.acts.waiting() == 0)
