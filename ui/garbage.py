"""Python's collector of reference cycles, run on the GUI thread alone.

By itself it runs on whichever thread happens to make an object, and deletes the widgets that it
finds there. Qt's objects may only be deleted on the thread where they live; anything else is a
crash, or a thread that never ends.
"""

from __future__ import annotations

import gc
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_MS: Final = 250
"""So often it is seen whether there is something to collect."""
WHOLE_S: Final = 20.0
"""At least so long passes between two collections of everything."""


class Collector(QObject):
    """Collects when Python would, but only between two events of the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Give it back."""
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Collect the oldest generation whose threshold is passed."""
        due = [have > most for have, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[2] and time.monotonic() - self._whole > WHOLE_S:
            gc.collect()
            self._whole = time.monotonic()
        elif due[1]:
            gc.collect(1)
        elif due[0]:
            gc.collect(0)
