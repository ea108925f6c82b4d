"""Starting Qt itself, and ending with an exit code. `ui.preflight` comes first."""

from __future__ import annotations

import contextlib
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from booking.log import log_file, logging_to
from booking.paths import paths
from ui.application.program import Program
from ui.assets import program_icon
from ui.crash import Faults, on_message
from ui.garbage import Collector
from ui.i18n import set_language
from ui.preferences import Preferences
from ui.preflight import EXIT_ENVIRONMENT
from ui.single import Claim, Single
from ui.theme import theme

EXIT_SIGNAL: Final = 128
"""A process that a signal ended returns this and the signal's number, as shells say it."""


def start_qt(arguments: Sequence[str]) -> QApplication:
    """Make the application object; where Qt cannot start, the process ends with exit code 3.

    Args:
        arguments: program name and arguments, of which Qt takes its own.
    """
    qInstallMessageHandler(on_message)
    application = QApplication(list(arguments))
    application.setApplicationName("loop-booking")
    application.setApplicationDisplayName("Loop Booking")
    application.setDesktopFileName("loop-booking")
    application.setWindowIcon(program_icon())
    Collector(application).begin()
    return application


class Signals(QObject):
    """Turns signals of the operating system into one of Qt's.

    Python runs its handlers only between two steps of its own, and Qt's loop is none; so the signal
    writes into a socket on which the loop waits.

    Attributes:
        came: (number)
    """

    came = Signal(int)

    def __init__(self, numbers: Sequence[int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = numbers
        self._read_end, self._write_end = socket.socketpair()
        for end in (self._read_end, self._write_end):
            end.setblocking(False)
        self._before = signal.set_wakeup_fd(self._write_end.fileno(), warn_on_full_buffer=False)
        self._handlers = {number: signal.signal(number, _nothing) for number in numbers}
        self._notifier = QSocketNotifier(self._read_end.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def close(self) -> None:
        """Have signals do what they did before."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        self._read_end.close()
        self._write_end.close()

    def _read(self) -> None:
        with contextlib.suppress(BlockingIOError):
            for number in self._read_end.recv(64):
                if number in self._numbers:
                    self.came.emit(number)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """The socket tells; Python's own end of the process is not wanted."""


@contextlib.contextmanager
def signals() -> Iterator[Signals]:
    """Catch what asks the program to end."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    caught = Signals([getattr(signal, name) for name in names if hasattr(signal, name)])
    try:
        yield caught
    finally:
        caught.close()


def run(data_dir: Path | None, language: str = "", invitation: str = "") -> int:
    """Show the window until somebody closes it.

    Args:
        data_dir: where the files are; None for the user's own place.
        language: of the interface in this run, "" for the one that was chosen.
        invitation: text, link or path of an invitation to begin with, "" for none.

    Returns:
        Exit code: 0 ended, or the window that is open already was raised; 3 that window does not
        answer; 128 and its number for a signal.
    """
    places = paths(data_dir)
    with logging_to(log_file(places)):
        qt = start_qt(sys.argv[:1])
        single = Single(places.data)
        claim = single.claim()
        if claim is Claim.SECOND:
            return 0
        if claim is Claim.SILENT:
            _say(f"Loop Booking is open on {places.data} already, and does not answer.")
            return EXIT_ENVIRONMENT
        preferences = Preferences(places.settings)
        theme().set_mode(preferences.mode())
        theme().apply(qt)
        set_language(language or preferences.language())
        faults = Faults()
        faults.install()
        program = Program(places, preferences, faults)
        single.raised.connect(program.raise_window)
        with signals() as caught:
            caught.came.connect(lambda number: qt.exit(EXIT_SIGNAL + number))
            qt.commitDataRequest.connect(program.save)
            program.begin(invitation)
            code = qt.exec()
            program.end()
        single.release()
        faults.uninstall()
    return code


def _say(sentence: str) -> None:
    if sys.stderr is not None:  # a GUI program on Windows has none
        sys.stderr.write(f"{sentence}\n")
