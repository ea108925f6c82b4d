"""What stands in the place of the inventory's table while no resource is to be seen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.models.resources import ResourceModel
from ui.widgets.office_table import Nothing


class InventoryNothing(Nothing):
    """Says why there is none."""

    def __init__(self, model: ResourceModel, parent: QWidget | None = None) -> None:
        super().__init__("inventory", parent)
        self._model = model

    def explain(self, broken: str) -> None:
        """Say it; `broken` is the sentence of a reading that failed, "" where none did."""
        if broken:
            self.say(self.tr("Nothing to show yet"), broken)
        elif self._model.catalogue is None:
            self.say("", self.tr("Reading the inventory…"))
        elif self._model.every():
            self.say(
                self.tr("Nothing fits"),
                self.tr("No resource passes these filters."),
                self.tr("Clear the filters"),
            )
        else:
            self.say(
                self.tr("No resources yet"),
                self.tr("Rooms, labs and equipment of your sites will stand here."),
                self.tr("Add the first one"),
            )
