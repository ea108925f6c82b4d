"""The dialogs over the inventory: one at a time, each with what it is opened on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from booking.services.views import Act
from ui.dialogs.inventory_acts import InventoryActs
from ui.dialogs.multi_edit import MultiEdit
from ui.dialogs.resource_editor import Opened, ResourceEditor
from ui.dialogs.retire import RetireDialog
from ui.models.inventory_rows import Row
from ui.models.resources import ResourceModel
from ui.pages.office_data import AddressBook
from ui.widgets.inventory_lines import free_code


class InventoryDialogs(QObject):
    """Opens nothing while one is open or nothing was read.

    Args:
        acts: make what is saved.
        model: the resources.
        book: whom to write to.
        page: over which they stand.

    Attributes:
        closed: () the one that was open is gone.
        current: the one that is open, None while none is.
    """

    closed = Signal()

    def __init__(
        self, acts: InventoryActs, model: ResourceModel, book: AddressBook, page: QWidget
    ) -> None:
        super().__init__(page)
        self._session = acts.session
        self._acts = acts
        self._model = model
        self._book = book
        self._page = page
        self.current: QDialog | None = None

    def new(self, sites: Sequence[str], kind: str) -> None:
        """Open the editor on a new resource, at the first of `sites` (codes) that one keeps."""
        catalogue = self._model.catalogue
        me = None if catalogue is None else catalogue.me()
        if catalogue is None or me is None:
            return
        ours = [one for one in catalogue.sites.values() if me.administers(one.id)]
        ours.sort(key=lambda one: (one.code not in sites, one.sort, one.code))
        self.edit(Opened({"site": ours[0].code if ours else "", "kind": kind}))

    def edit_row(self, row: Row) -> None:
        """Open the editor on a resource."""
        self.edit(Opened(row.document, row.rev, row.document, row.ours))

    def duplicate(self, row: Row) -> None:
        """Open the editor on another one like it, with the next free code."""
        taken = {one.code for one in self._model.every()}
        code = free_code(row.code, lambda one: one in taken)
        state = "in_service" if row.retired else row.values["state"]
        self.edit(Opened({**row.document, "code": code, "state": state}))

    def edit(self, opened: Opened, act: Act | None = None) -> None:
        """Open the editor; once that is saved, the refusal of `act` is dismissed."""
        catalogue = self._model.catalogue
        if catalogue is None or self.current is not None:
            return
        editor = ResourceEditor(
            self._session, self._acts, catalogue, opened, self._page, self._book.contacts
        )
        if act is not None:
            editor.saved.connect(lambda _: self._acts.dismiss(act))
        self.open(editor)

    def several(self, rows: Sequence[Row]) -> None:
        """Change resources of one's own at once."""
        catalogue = self._model.catalogue
        if catalogue is None or not rows or not all(one.ours for one in rows):
            return
        self.open(
            MultiEdit(self._session, self._acts, catalogue, rows, self._page, self._book.contacts)
        )

    def retire(self, rows: Sequence[Row]) -> None:
        """Take resources of one's own out of use, after a question."""
        catalogue = self._model.catalogue
        if catalogue is None or not rows or not all(one.ours and not one.retired for one in rows):
            return
        self.open(
            RetireDialog(
                self._session, self._acts, catalogue, rows, self._page, self._book.contacts
            )
        )

    def open(self, dialog: QDialog) -> None:
        """Show a dialog."""
        if self.current is not None:
            return
        self.current = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.current = None
        self.closed.emit()
