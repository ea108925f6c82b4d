"""A dialog in which nothing that was typed is lost without one question."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QWidget

from ui.dialogs.base import Dialog
from ui.widgets.inline_question import DiscardQuestion


class AskingDialog(Dialog):
    """Asks once, inside itself, before it closes over something that would be lost."""

    _question: DiscardQuestion | None = None

    def ask_with(self, question: DiscardQuestion, field: QWidget) -> None:
        """Ask by this; who keeps what was typed goes on in the field."""
        self._question = question
        question.discard.connect(self.end)
        question.keep.connect(field.setFocus)

    def touched(self) -> bool:
        """Whether something was changed that would be lost."""
        raise NotImplementedError

    def busy(self) -> bool:
        """Whether it cannot be closed just now."""
        raise NotImplementedError

    def end(self) -> None:
        """Go without asking."""
        raise NotImplementedError

    def leave(self) -> None:
        """Close, whatever there is."""
        QDialog.reject(self)

    def reject(self) -> None:
        """Qt's: Esc, and the button to close; with something typed, ask once first."""
        if self._may_go():
            self.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's: the window's own cross, as `reject`."""
        if self.isVisible() and not self._may_go():
            event.ignore()
            return
        super().closeEvent(event)

    def _may_go(self) -> bool:
        if self.busy():
            return False
        question = self._question
        if question is not None and question.isHidden() and self.touched():
            question.ask()
            return False
        return True
