"""The frozen parts around the rows, together: placed, and following what the rows show."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from ui.widgets.schedule import texts
from ui.widgets.schedule.look import Look
from ui.widgets.schedule.scene import Scene
from ui.widgets.schedule.strips import Corner, NameColumn, TimeHeader


class Frozen:
    """Names at the left, clock above, and the corner between them.

    Attributes:
        names, header, corner: the parts.
    """

    def __init__(self, parent: QWidget) -> None:
        self.names = NameColumn(parent)
        self.header = TimeHeader(parent)
        self.corner = Corner(parent)

    def show_scene(self, scene: Scene, rows: int) -> None:
        """Show another day, of so many resources."""
        for part in (self.header, self.names, self.corner):
            part.scene = scene
        sites = dict.fromkeys(group.site.id for group in scene.lines.groups)
        book = scene.book
        found = (
            note
            for site in sites
            for note in texts.notes(book.catalogue, book.catalogue.sites[site], book.day)
        )
        self.header.notes = tuple(dict.fromkeys(found))
        self.corner.text = texts.count(rows)

    def show_now(self, at: int, zone: str) -> None:
        """Show this moment (epoch seconds) on the clock."""
        self.header.now = at
        self.header.now_text = f"{datetime.fromtimestamp(at, ZoneInfo(zone)):%H:%M}"
        self.header.update()

    def margins(self, look: Look, width: int) -> tuple[int, int]:
        """Return the width of the names and the height of the clock, of so wide an area."""
        above = look.header + look.strip + (look.band if self.header.notes else 0)
        return min(look.names, max(120, width // 3)), above

    def arrange(self, view: QRect) -> None:
        """Stand around the rows' place."""
        self.corner.setGeometry(0, 0, view.left(), view.top())
        self.header.setGeometry(view.left(), 0, view.width(), view.top())
        self.names.setGeometry(0, view.top(), view.left(), view.height())

    def follow(self, offset: QPoint, scene: Scene | None) -> None:
        """Show the part that the rows show."""
        self.names.offset, self.header.offset = offset.y(), offset.x()
        group = 0
        top = None if scene is None else scene.lines.at(offset.y())
        if scene is not None and top is not None:
            line = scene.lines.lines[top]
            # While a group's own line is in sight it stands there twice otherwise.
            group = line.group - (1 if line.resource is None else 0)
        if group != self.corner.group:
            self.corner.group = self.header.group = group
            self.header.update()
        self.corner.update()

    def mark(self, line: int | None, rows: tuple[int, int]) -> None:
        """Mark the line that the keyboard is on; `rows` are top and height of what changes."""
        self.names.current = line
        self.names.update(0, rows[0] - 8, self.names.width(), rows[1] + 16)
