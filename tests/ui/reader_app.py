"""A window with the schedule, for a screen reader in another process.

`python -m tests.ui.reader_app`; it ends when its standard input does.
"""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from tests.ui import days
from ui.models.rows import shown
from ui.widgets.schedule.cursor import Cursor
from ui.widgets.schedule.grid import ScheduleGrid


class _Lines(QObject):
    """Lines of the standard input, read on a thread."""

    came = Signal(str)


def main() -> None:
    """Show a day and follow commands: "cursor RESOURCE HOUR", "change", "unfold"."""
    application = QApplication(sys.argv)
    known = days.catalogue(40)
    book, facts = days.day_of(known)
    mine = days.booked(days.BOARD, (10, 11), "Weekly")
    book.put(days.picture(known, days.cells(mine, [days.BOARD]), [mine]))
    grid = ScheduleGrid()
    grid.setAccessibleName("Schedule of the day")
    grid.resize(1000, 500)
    grid.show_day(book, facts, shown(known), days.ZONE)
    grid.show()
    grid.show_opening()
    grid.activateWindow()
    grid.setFocus()
    lines = _Lines()

    def do(line: str) -> None:
        match line.split():
            case ["cursor", resource, hour]:
                start = days.seconds(int(hour))
                grid.set_cursor(Cursor(int(resource), 0, start, start + 1800))
            case ["change"]:
                rows = book.put(days.picture(known, [days.busy(days.LARGE, (9, 10))]))
                grid.rows_changed(rows)
            case ["unfold"]:
                grid.fold(days.LAB)
            case _:
                application.quit()
        sys.stdout.write(f"{line or 'end'}\n")
        sys.stdout.flush()

    lines.came.connect(do)

    def read() -> None:
        for line in sys.stdin:
            lines.came.emit(line.strip())
        lines.came.emit("")

    threading.Thread(target=read, daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    application.exec()


if __name__ == "__main__":
    main()
