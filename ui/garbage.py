"""Python's cyclic garbage, gathered on the GUI thread alone.

Python looks for cycles on whichever thread happens to make an object, and a cycle may hold widgets:
a thread that speaks to the database would delete them under Qt's hands, and crash.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

LOOK_MS: Final = 1_000


class Garbage(QObject):
    """Looks for cycles as often as Python itself would, from the loop of the thread it is made on.

    What exists when it is made (modules, classes) is set aside, for it hardly ever becomes garbage.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        due = [
            n
            for n, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > limit > 0
        ]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """Leave the garbage to Python again."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
