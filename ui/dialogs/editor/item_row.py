"""One resource of a booking: what, how many units, when, and what speaks against it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from booking.model import Catalogue
from booking.services.bookings import Checked, ItemWish
from booking.services.refusal import ItemOffer
from ui import words
from ui.assets import icon
from ui.dialogs import field_notes as notes
from ui.i18n import Retranslated, pick
from ui.widgets.labels import ElidedLabel
from ui.widgets.offer_list import OfferList
from ui.widgets.people_edit import PeopleEdit
from ui.widgets.problem_list import ProblemList
from ui.widgets.resource_pick import ResourcePick, describe
from ui.widgets.when_edit import WhenEdit, frame_of


class ItemRow(Retranslated):
    """A card with the fields of one item.

    Attributes:
        changed: () somebody changed it.
        removed: (self) it is not wanted any more.
        item, began: id and start of the item in a booking that exists.
        pick, units, when, remove: the parts.
    """

    changed = Signal()
    removed = Signal(object)

    def __init__(
        self, catalogue: Catalogue, now: datetime, zone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.item: UUID | None = None
        self.began: datetime | None = None
        self._catalogue = catalogue
        self._now = now
        self._zone = zone
        self._offers: list[ItemOffer] = []
        self.card = QFrame(self)
        self.card.setProperty("card", True)
        self.pick = ResourcePick(catalogue, self.card)
        self.where = ElidedLabel(parent=self.card)
        self.where.setProperty("tone", "muted")
        self.units = PeopleEdit(self.card)
        self._units_label = QLabel(self.card)
        self._units_label.setBuddy(self.units.line)
        self.remove = QToolButton(self.card)
        self.remove.setIcon(icon("close"))
        self.remove.setIconSize(QSize(16, 16))
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        self.when = WhenEdit(frame_of(zone, now), self.card)
        self.pick_notes, self.when_notes, self.units_notes = (
            ProblemList(self.card) for _ in range(3)
        )
        self.offers = OfferList(self.card, columns=2)
        self.offers.taken.connect(self._take)
        self.pick.changed.connect(self._picked)
        self.units.changed.connect(self.changed)
        self.when.changed.connect(self.changed)
        self._lay_out()
        self.units.set_value(1)
        self._follow_resource()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.pick, 1)
        head.addWidget(self._units_label)
        head.addWidget(self.units)
        head.addWidget(self.remove)
        self.units.setFixedWidth(self.units.sizeHint().width())
        rows = QVBoxLayout(self.card)
        rows.setContentsMargins(12, 10, 10, 10)
        rows.setSpacing(6)
        rows.addLayout(head)
        below: list[QWidget] = [self.where, self.pick_notes, self.units_notes, self.when]
        below += [self.when_notes, self.offers]
        for widget in below:
            rows.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card)

    # --- what the editor calls -------------------------------------------------------------------

    def fill(self, wish: ItemWish, item: UUID | None = None) -> None:
        """Show an item; tells nobody."""
        self.item = item
        self.began = None if item is None else wish.start
        self.pick.set_value(wish.resource or None)
        self.units.set_value(wish.quantity)
        self._follow_resource()
        self.when.set_time(wish.start, wish.end)

    def begin_on(self, day: date) -> None:
        """Show a day without a time."""
        self.when.set_day(day)

    def wish(self) -> ItemWish:
        """Return the item as it is filled in."""
        quantity = self.units.value() if not self.units.isHidden() else 1
        code = self.pick.value() or ""
        return ItemWish(code, self.when.start(), self.when.until(), quantity or 0)

    def first_wrong(self) -> QWidget | None:
        """Return the first field that is not filled in rightly."""
        if self.pick.value() is None:
            return self.pick
        if not self.units.isHidden() and self.units.value() is None:
            return self.units.line
        empty = next((one for one in self.when.fields()[:-1] if one.value() is None), None)
        if empty is not None:
            return empty
        start, end = self.when.start(), self.when.until()
        return self.when.end if start is None or end is None or end <= start else None

    def show_checked(self, checked: Checked | None, at: int, *, quiet: bool) -> None:
        """Show what speaks against the item at a place of the booking."""
        field, catalogue = f"items[{at}]", self._catalogue
        self.pick_notes.show_notes(
            notes.typed_notes(self.pick, "resource", quiet=quiet)
            + notes.checked_notes(checked, [f"{field}.resource"], catalogue, typed=True)
        )
        units = self.units.line
        self.units_notes.show_notes(
            notes.typed_notes(units, "quantity", quiet=quiet)
            + notes.checked_notes(checked, [f"{field}.quantity"], catalogue, typed=True)
        )
        times = [f"{field}.start", f"{field}.end", field]
        self.when_notes.show_notes(
            self.when.notes(quiet=quiet)
            + notes.checked_notes(checked, times, catalogue, typed=True)
        )
        if checked is None:
            return
        mine = [one for one in checked.offers if one.item == at]
        against = any(not p.reason and p.item == at for p in checked.problems)
        if mine or not against:
            self._offers = mine
            resource = self.pick.resource()
            site = resource.site_id if resource else None
            self.offers.show_offers([words.offer(one, catalogue, site) for one in mine])

    def set_removable(self, *, removable: bool) -> None:
        """Show the button that takes the row away."""
        self.remove.setVisible(removable)

    def tab_order(self) -> list[QWidget]:
        """Return the fields in the order of the keyboard."""
        when = self.when
        times: list[QWidget] = [when.day, when.begin, when.end, when.last, when.length]
        return [self.pick, self.units.line, *times, self.remove]

    def retranslate(self) -> None:
        """Set every text anew."""
        self.pick.setPlaceholderText(self.tr("Room, lab or equipment: name or code"))
        self.pick.setAccessibleName(self.tr("What to book"))
        self.remove.setToolTip(self.tr("Remove from this booking"))
        self.remove.setAccessibleName(self.remove.toolTip())
        self._follow_resource()

    # --- inside ----------------------------------------------------------------------------------

    def _picked(self) -> None:
        self._follow_resource()
        self.changed.emit()

    def _follow_resource(self) -> None:
        """Take the grid of starts, the clocks and the units of what is chosen."""
        resource = self.pick.resource()
        several = resource is not None and resource.units > 1
        self.units.setVisible(several)
        self._units_label.setVisible(several)
        self.where.setVisible(resource is not None)
        if resource is None:
            return
        self.where.setText(describe(resource, self._catalogue))
        self._units_label.setText(pick(resource.unit_name) or self.tr("Units"))
        self.units.line.setAccessibleName(self._units_label.text())
        zone = self._catalogue.timezone(resource)
        policy = self._catalogue.policies.get(resource.policy_id)
        self.when.set_frame(frame_of(zone, self._now, policy))

    def _take(self, place: int) -> None:
        if place >= len(self._offers):
            return
        offer = self._offers[place].offer
        self.pick.set_value(offer.resource_code)
        self._follow_resource()
        self.when.set_time(offer.during.start, offer.during.end)
        self.changed.emit()
        self.when.begin.setFocus(Qt.FocusReason.OtherFocusReason)
