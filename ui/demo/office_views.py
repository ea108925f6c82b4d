"""An administrator's pages and the dialogs over them, as a person would see them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

from ui.demo import hands
from ui.demo.desks import WindowDesk
from ui.demo.hands import Key, until
from ui.demo.views import Ground, Way
from ui.dialogs.closure_editor import ClosureEditor
from ui.dialogs.multi_edit import MultiEdit
from ui.dialogs.resource_editor import ResourceEditor
from ui.dialogs.retire import RetireDialog
from ui.pages.closures import ClosuresPage
from ui.pages.inventory import InventoryPage


class OfficeViews:
    """Pages that only an office has.

    Attributes:
        office: the window.
    """

    def __init__(self, office: WindowDesk, ground: Ground) -> None:
        """Take the window of an administrator, who administers the site of the ground's rooms."""
        self.office = office
        self.ground = ground

    def ways(self) -> list[Way]:
        """Return the views in their order."""
        return [
            ("inventory", self._inventory),
            ("resource", self._resource),
            ("several", self._several),
            ("retire", self._retire),
            ("closures", self._closures),
            ("closure", self._closure),
        ]

    def _page(self) -> InventoryPage:
        page = self.office.page(InventoryPage)
        until(lambda: page.model.rowCount() > 0, "The inventory lists nothing.")
        return page

    @contextmanager
    def _inventory(self) -> Iterator[QWidget]:
        self._page()
        yield self.office.window

    def _choose(self, codes: tuple[str, ...]) -> InventoryPage:
        """Choose rows in the inventory."""
        page = self._page()
        hands.focus(page.table)
        page.table.clearSelection()
        for code in codes:
            place = page.model.find(code)
            assert place is not None, code
            page.table.selectRow(place)
        return page

    @contextmanager
    def _resource(self) -> Iterator[QWidget]:
        page = self._choose((self.ground.kept,))
        hands.press(Key.Key_Return)
        dialog = hands.dialog(lambda: page.dialog, ResourceEditor)
        yield dialog
        dialog.reject()
        until(lambda: page.dialog is None, "The room's form does not go.")

    @contextmanager
    def _several(self) -> Iterator[QWidget]:
        page = self._choose((self.ground.kept,))
        hands.press(Key.Key_Down, hands.SHIFT)
        hands.press(Key.Key_E, hands.CTRL)
        dialog = hands.dialog(lambda: page.dialog, MultiEdit)
        yield dialog
        dialog.reject()
        until(lambda: page.dialog is None, "The form for several does not go.")

    @contextmanager
    def _retire(self) -> Iterator[QWidget]:
        page = self._choose((self.ground.kept,))
        hands.press(Key.Key_Delete)
        dialog = hands.dialog(lambda: page.dialog, RetireDialog)
        yield dialog
        dialog.reject()
        until(lambda: page.dialog is None, "The question does not go.")

    @contextmanager
    def _closures(self) -> Iterator[QWidget]:
        page = self.office.page(ClosuresPage)
        until(lambda: page.model.rowCount() > 0, "No closure is listed.")
        page.table.selectRow(0)
        yield self.office.window

    @contextmanager
    def _closure(self) -> Iterator[QWidget]:
        page = self.office.page(ClosuresPage)
        hands.focus(page)
        hands.press(Key.Key_Insert)
        dialog = hands.dialog(lambda: page.dialog, ClosureEditor)
        day = f"{self.ground.day:%Y-%m-%d}"
        for line, text in (
            (dialog.resource, self.ground.kept),
            (dialog.when.day, day),
            (dialog.when.last, day),
            (dialog.when.begin, "09:00"),
            (dialog.when.end, "18:00"),
        ):
            hands.type_over(line, text)
        yield dialog
        hands.press(Key.Key_Escape)
        hands.click(dialog.question.yes)
        until(lambda: page.dialog is None, "The closure's form does not go.")
