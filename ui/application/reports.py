"""Faults of the program told to the person: one dialog at a time, each fault once."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.crash import Fault, Faults, report

if TYPE_CHECKING:
    from ui.dialogs.crash import CrashDialog


class Reports(QObject):
    """Opens the dialog.

    Attributes:
        quit: () somebody would rather end the program.
        dialog: the one that is open, or None.
    """

    quit = Signal()

    def __init__(self, faults: Faults, log_file: Path, window: Callable[[], QWidget]) -> None:
        super().__init__(faults)
        self._log_file = log_file
        self._window = window
        self.dialog: CrashDialog | None = None
        faults.found.connect(self.tell)

    def tell(self, fault: Fault) -> None:
        """Tell a fault, in the dialog that is open if one is."""
        if self.dialog is not None:
            self.dialog.add(fault.text)
            return
        versions = importlib.import_module("booking.versions").versions()
        text = report(fault, versions, self._log_file)
        dialog: CrashDialog = importlib.import_module("ui.dialogs.crash").CrashDialog(
            text, self._window()
        )
        dialog.quit.connect(self.quit)
        dialog.finished.connect(self._closed)
        dialog.open()
        self.dialog = dialog

    def _closed(self, _result: int) -> None:
        self.dialog = None
