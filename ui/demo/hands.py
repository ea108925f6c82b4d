"""Mouse and keyboard for a tour: events as a person causes them, and waiting for what follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from booking.errors import EnvironmentProblem

Key = Qt.Key
NONE: Final = Qt.KeyboardModifier.NoModifier
CTRL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
LEFT: Final = Qt.MouseButton.LeftButton
PATIENCE_MS: Final = 30_000
_LOOK_MS: Final = 20

T = TypeVar("T", bound=QWidget)


def until(true: Callable[[], object], sentence: str, ms: int = PATIENCE_MS) -> None:
    """Let Qt work until something is true.

    Args:
        true: is asked again and again.
        sentence: what is wrong where it does not become true.
        ms: so long.

    Raises:
        EnvironmentProblem: "demo_failed".
    """
    if true():
        return
    loop, late, look = QEventLoop(), QTimer(), QTimer()
    late.setSingleShot(True)
    late.timeout.connect(lambda: loop.exit(1))
    look.timeout.connect(lambda: loop.exit(0) if true() else None)
    late.start(ms)
    look.start(_LOOK_MS)
    failed = loop.exec() != 0
    look.stop()
    late.stop()
    must(not failed or bool(true()), sentence)


def must(condition: bool, sentence: str) -> None:
    """See that something is so.

    Raises:
        EnvironmentProblem: "demo_failed".
    """
    if not condition:
        raise EnvironmentProblem("demo_failed", sentence)


def settle() -> None:
    """Let everything that is due be done, layouts and what is to be deleted too."""
    for _ in range(3):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def come_to(window: QWidget) -> None:
    """Turn to a window: it is the active one from now on."""
    window.show()
    window.raise_()
    window.activateWindow()
    until(window.isActiveWindow, "A window does not come to the front.")


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click into the middle of a widget, or at a place of it."""
    QTest.mouseClick(widget, LEFT, NONE, widget.rect().center() if at is None else at)
    QApplication.processEvents()


def right(pixels: int) -> QPoint:
    """Return a way to the right."""
    return QPoint(pixels, 0)


def focus(widget: QWidget) -> None:
    """Put the keyboard somewhere.

    Raises:
        EnvironmentProblem: "demo_failed".
    """
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    until(widget.hasFocus, "A part of the window does not take the keyboard.")


def drag(widget: QWidget, start: QPoint, end: QPoint, steps: int = 8) -> None:
    """Press, move in steps, release."""
    QTest.mousePress(widget, LEFT, NONE, start)
    for step in range(1, steps + 1):
        way = (end - start) * (step / steps)
        QTest.mouseMove(widget, start + way)
        QApplication.processEvents()
    QTest.mouseRelease(widget, LEFT, NONE, end)
    QApplication.processEvents()


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key, wherever the keyboard is."""
    QTest.keyClick(_focus(), key, modifiers)
    QApplication.processEvents()


def write(text: str) -> None:
    """Type a text, wherever the keyboard is."""
    QTest.keyClicks(_focus(), text)
    QApplication.processEvents()


def fill(line: QLineEdit, text: str) -> None:
    """Click into a line, and type a text in place of the one that is there."""
    click(line)
    line.setFocus(Qt.FocusReason.MouseFocusReason)
    press(Key.Key_A, CTRL)
    write(text)


def type_over(line: QLineEdit, text: str) -> None:
    """Type a text in place of the one that is there, with the keyboard alone."""
    line.setFocus(Qt.FocusReason.TabFocusReason)
    line.selectAll()
    if text:
        QTest.keyClicks(line, text)
    else:
        QTest.keyClick(line, Key.Key_Delete)
    QApplication.processEvents()


def dialog(found: Callable[[], object], kind: type[T]) -> T:
    """Wait for a dialog of a kind to be open and in front; return it.

    Raises:
        EnvironmentProblem: "demo_failed".
    """
    until(lambda: isinstance(found(), kind), f"The {kind.__name__} does not come up.")
    opened = found()
    assert isinstance(opened, kind)
    until(opened.isActiveWindow, f"The {kind.__name__} does not take the keyboard.")
    return opened


def seen(kind: type[T]) -> T | None:
    """Return the visible window or dialog of a kind, None where there is none."""
    found = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind))
    return next((one for one in found if one.isVisible()), None)


def _focus() -> QWidget:
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    if focus is None:
        raise EnvironmentProblem("demo_failed", "The keyboard is nowhere.")
    return focus
