"""Starting Qt itself. Importing this loads Qt, so `ui.preflight` comes first."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ui.preflight import EXIT_ENVIRONMENT


def end_plainly_on_fatal(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Qt message handler: a fatal message ends the process with its first line and exit code 3.

    Qt would abort after it (exit 134 and a core dump).
    """
    line = text.strip().splitlines()[0] if text.strip() else "no reason given"
    if kind == QtMsgType.QtFatalMsg:
        sys.stderr.write(f"Qt cannot start: {line}\n")
        sys.stderr.flush()
        os._exit(EXIT_ENVIRONMENT)
    sys.stderr.write(f"Qt: {line}\n")


def start_qt(arguments: Sequence[str]) -> QApplication:
    """Make the application object; where Qt cannot start, the process ends with exit code 3.

    Args:
        arguments: program name and arguments, of which Qt takes its own.
    """
    qInstallMessageHandler(end_plainly_on_fatal)
    application = QApplication(list(arguments))
    application.setApplicationName("loop-booking")
    application.setApplicationDisplayName("Loop Booking")
    return application
