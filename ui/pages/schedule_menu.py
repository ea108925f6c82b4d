"""What can be done with a booking on the schedule, as a menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.assets import icon
from ui.models.day import Chip, Mood
from ui.navigation import Navigator
from ui.pages.schedule_deeds import Deeds


def chip_menu(
    parent: QWidget, chip: Chip | None, navigator: Navigator, deeds: Deeds
) -> QMenu | None:
    """Return a menu that deletes itself when it closes; None where nothing can be done."""
    if chip is None or chip.booking is None:
        return None
    booking = chip.booking
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(picture: str, text: str) -> QAction:
        return menu.addAction(icon(picture), text)

    details = add("info", QCoreApplication.translate("schedule", "Details"))
    details.triggered.connect(lambda: navigator.booking.emit(booking))
    if chip.mood is not Mood.REFUSED:
        edit = add("edit", QCoreApplication.translate("schedule", "Edit…"))
        edit.triggered.connect(lambda: navigator.edit.emit(booking))
    if chip.problems:
        seen = add("done", QCoreApplication.translate("schedule", "I have seen the refusal"))
        seen.triggered.connect(lambda: deeds.dismiss(booking))
    if chip.mood is not Mood.REFUSED:
        menu.addSeparator()
        cancel = add("close", QCoreApplication.translate("schedule", "Cancel the booking"))
        cancel.triggered.connect(lambda: deeds.cancel(chip))
    return menu
