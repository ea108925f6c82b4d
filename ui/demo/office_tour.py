"""The office's part of the tour: a room is closed, one is edited, and all desktops see it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from booking.demo.stage import TIMEZONE
from booking.events import ActConfirmed
from booking.model import Interval, Resource, ResourceKind, ResourceState
from booking.rules.daily import closures_of
from booking.rules.interval import at_minute, local_date, zone
from ui.demo import hands
from ui.demo.desks import WindowDesk
from ui.demo.hands import CTRL, Key, must, until
from ui.demo.tour import Tell
from ui.dialogs.closure_editor import ClosureEditor
from ui.dialogs.resource_editor import ResourceEditor
from ui.i18n import pick
from ui.pages.closures import ClosuresPage
from ui.pages.inventory import InventoryPage

AHEAD: Final = 2
HOURS: Final = (19, 20)
"""In the evening, so that a closure is in nobody's way."""


class OfficeTour:
    """An administrator's window, and a tenant's that sees what becomes of it."""

    def __init__(self, office: WindowDesk, tenant: WindowDesk, tell: Tell) -> None:
        self.office = office
        self.tenant = tenant
        self._tell = tell
        self._closure: UUID | None = None

    def walk(self) -> None:
        """Close a room and edit it.

        Raises:
            EnvironmentProblem: "demo_failed".
        """
        room = self._room()
        self._close(room)
        self._edit(room)

    def _room(self) -> Resource:
        """Return a plain room of a site that the office keeps."""
        catalogue = self.office.session.finder.catalogue()
        me = catalogue.me()
        found = [
            one
            for one in sorted(catalogue.resources.values(), key=lambda one: one.code)
            if one.kind is ResourceKind.ROOM
            and one.state is ResourceState.IN_SERVICE
            and one.capacity
            if not one.parts and me is not None and me.administers(one.site_id)
        ]
        must(bool(found), "The office keeps no room.")
        return found[0]

    def _close(self, room: Resource) -> None:
        page = self.office.page(ClosuresPage)
        until(lambda: page.model.catalogue is not None, "The closures are not read.")
        hands.focus(page)
        hands.press(Key.Key_Insert)
        editor = hands.dialog(lambda: page.dialog, ClosureEditor)
        where = zone(TIMEZONE)
        day = local_date(where, self.office.session.local.now()) + timedelta(days=AHEAD)
        start, end = HOURS
        for line, text in (
            (editor.resource, room.code),
            (editor.when.day, f"{day:%Y-%m-%d}"),
            (editor.when.last, f"{day:%Y-%m-%d}"),
            (editor.when.begin, f"{start}:00"),
            (editor.when.end, f"{end}:00"),
        ):
            hands.type_over(line, text)
        hands.click(editor.usual[0])
        event = self.office.verdict(lambda: hands.press(Key.Key_S, CTRL))
        must(isinstance(event, ActConfirmed), "The closure was not confirmed.")
        until(lambda: page.dialog is None, "The closure's form does not go.")
        self._closure = UUID(event.subject)
        during = Interval(*(at_minute(where, day, hour * 60) for hour in HOURS))
        until(lambda: self._closed(room, during), "A tenant does not see the closure.")
        text = (
            f"An office administrator closes {room.code} {pick(room.name)} from {start}:00 to"
            f" {end}:00; the tenants' schedules show it."
        )
        self._tell("window_close", text, {"resource": room.code, "day": _day(day)})

    def _closed(self, room: Resource, during: Interval) -> bool:
        catalogue = self.tenant.session.finder.catalogue()
        return bool(closures_of(catalogue, catalogue.resources[room.id], during))

    def _edit(self, room: Resource) -> None:
        page = self.office.page(InventoryPage)
        hands.press(Key.Key_F, CTRL)
        hands.type_over(page.filters.text, room.code)
        until(lambda: page.model.rowCount() > 0, "The inventory does not list the room.")
        hands.focus(page.table)
        page.table.selectRow(0)
        hands.press(Key.Key_Return)
        editor = hands.dialog(lambda: page.dialog, ResourceEditor)
        seats = room.capacity or 0
        wanted = seats + 1 if seats % 2 == 0 else seats - 1
        hands.type_over(editor.form.capacity, str(wanted))
        event = self.office.verdict(lambda: hands.click(editor.save))
        must(isinstance(event, ActConfirmed), "The change was not confirmed.")
        until(lambda: page.dialog is None, "The room's form does not go.")

        def changed() -> bool:
            found = self.tenant.session.finder.catalogue().resource(room.code)
            return found is not None and found.capacity == wanted

        until(changed, "A tenant does not see the change.")
        hands.come_to(self.office.window)
        hands.type_over(page.filters.text, "")
        text = f"{room.code} now seats {wanted} instead of {seats}, on every desktop."
        self._tell("window_edit", text, {"resource": room.code, "capacity": wanted})

    def lift(self) -> None:
        """Lift the closure again, so that the next tour finds things as this one did."""
        page = self.office.page(ClosuresPage)
        closure = self._closure
        until(lambda: self._listed(page) is not None, "The closure is not listed.")
        row = self._listed(page)
        assert row is not None
        hands.focus(page.table)
        page.table.selectRow(row)
        event = self.office.verdict(lambda: hands.press(Key.Key_Delete))
        must(isinstance(event, ActConfirmed), "The closure was not lifted.")
        text = "The closure is lifted with Delete."
        self._tell("window_lift", text, {"closure": str(closure)})

    def _listed(self, page: ClosuresPage) -> int | None:
        rows = range(page.model.rowCount())
        found = ((place, page.model.row(place)) for place in rows)
        return next((at for at, row in found if row and row.id == self._closure), None)


def _day(day: date) -> str:
    return day.isoformat()
