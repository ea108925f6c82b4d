"""Faults of the program: caught wherever they happen, written down, told once, without names.

What a person may send on holds no title and no name of a booking: texts of errors and whatever
stands in quotes are left out; the log file on this machine has them.
"""

from __future__ import annotations

import logging
import os
import platform
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from ui.preflight import EXIT_ENVIRONMENT

log = logging.getLogger(__name__)

LOGGED_EACH: Final = 5
"""So many times the same fault is written to the log; a painting that fails does so for ever."""
LAST_LINES: Final = 40
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
}
# Said by platforms that draw into memory, at every window; nobody can do anything about it.
_NOISE: Final = (
    "does not support propagateSizeHints",
    "does not support raise()",
    "does not support grabbing the keyboard",
)
# The text of these says what is wrong with the program or the machine, not what somebody typed.
_TELLING: Final = (AttributeError, ImportError, NameError, RecursionError, MemoryError)
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|‘[^’]*’|「[^」]*」|《[^》]*》")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_RECORD: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_FRAME: Final = re.compile(r'  File "|    |Traceback |During handling|The above exception')
_RAISED: Final = re.compile(r"[A-Za-z_][\w.]*(Error|Exception|Problem|Unavailable)(?=: |$)")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the program did not expect.

    Attributes:
        signature: tells the same fault when it comes again.
        text: where it happened and what kind it is, for a report.
    """

    signature: str
    text: str


class Faults(QObject):
    """Catches what nobody caught. Safe from any thread; `found` comes on this object's thread.

    Attributes:
        found: (Fault) for the first time in this run.
    """

    found = Signal(object)
    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._times: dict[str, int] = {}
        self._before: tuple[Callable[..., object], ...] | None = None
        self._caught.connect(self.found, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become whom Python and Qt tell."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        sys.unraisablehook = lambda args: self.take(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        qInstallMessageHandler(on_message)

    def uninstall(self) -> None:
        """Be told nothing more."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = None
            qInstallMessageHandler(None)

    def take(
        self,
        kind: type[BaseException],
        value: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Write a fault down, and tell it if it is a new one."""
        error = value if value is not None else kind()
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            return
        fault = fault_of(error, where)
        with self._lock:
            times = self._times.get(fault.signature, 0) + 1
            self._times[fault.signature] = times
        if times <= LOGGED_EACH:
            log.error("an unexpected fault", exc_info=(kind, error, where))
        if times == 1:
            self._caught.emit(fault)


def fault_of(error: BaseException, where: TracebackType | None) -> Fault:
    """Return a fault as a report tells it, those before it that led to it included."""
    told = traceback.TracebackException(type(error), error, where)
    lines: list[str] = []
    _tell(told, error, lines)
    frames = [(frame.filename, frame.lineno or 0) for frame in told.stack][-3:]
    return Fault(f"{type(error).__name__} {frames}", scrub_paths("\n".join(lines)))


def _tell(
    told: traceback.TracebackException, error: BaseException | None, lines: list[str]
) -> None:
    before = told.__cause__ or (None if told.__suppress_context__ else told.__context__)
    if before is not None and error is not None:
        _tell(before, error.__cause__ or error.__context__, lines)
        lines.append("which led to")
    lines += [line.rstrip("\n") for line in told.stack.format()]
    if error is not None:
        lines.append(kind_of(error))


def kind_of(error: BaseException) -> str:
    """Return an error's kind, its code if it has one, and its text where that cannot hold names."""
    name = type(error).__name__
    if isinstance(error, OSError):
        return f"{name}: {error.errno} {error.strerror or ''}".rstrip()
    code = getattr(error, "code", "")
    if isinstance(code, str) and re.fullmatch(r"[a-z_]+", code):
        return f"{name}: {code}"
    return f"{name}: {error}" if isinstance(error, _TELLING) else name


def scrub(line: str) -> str:
    """Return a line without what stands in quotes, and without what is not ASCII."""
    return _FOREIGN.sub("…", _QUOTED.sub("'…'", line))[:300]


def scrub_paths(text: str) -> str:
    """Return a text that does not name the account whose home directory it is."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text


def scrub_log(lines: Iterable[str]) -> list[str]:
    """Return a log's lines for a report: records scrubbed, of faults the places and kinds alone."""
    kept = []
    for line in lines:
        if _RECORD.match(line):
            kept.append(scrub(line))
        elif _FRAME.match(line):
            kept.append(line)
        elif raised := _RAISED.match(line):
            kept.append(raised.group())
    return [scrub_paths(line) for line in kept]


def last_lines(path: Path, count: int = LAST_LINES) -> list[str]:
    """Return the last lines of a log file; none where it cannot be read."""
    try:
        with path.open("rb") as stream:
            stream.seek(max(0, path.stat().st_size - 65_536))
            text = stream.read().decode("utf-8", "replace")
    except OSError:
        return []
    return text.splitlines()[-count:]


def report(fault: Fault, versions: Mapping[str, str], log_file: Path) -> str:
    """Return the text that a person may send on."""
    parts = [f"{name} {version}" for name, version in versions.items()]
    parts += [platform.platform(), "", fault.text]
    kept = scrub_log(last_lines(log_file))
    if kept:
        parts += ["", "Last lines of the log:", *kept]
    return "\n".join(parts)


def on_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Qt's message handler: into the log; a fatal one ends the process with one line, code 3.

    Qt would abort after it (exit 134 and a core dump).
    """
    if kind == QtMsgType.QtFatalMsg:
        line = text.strip().splitlines()[0] if text.strip() else "no reason given"
        log.critical("Qt: %s", line)
        if sys.stderr is not None:
            sys.stderr.write(f"Qt cannot start: {line}\n")
            sys.stderr.flush()
        os._exit(EXIT_ENVIRONMENT)
    noise = any(part in text for part in _NOISE)
    log.log(logging.DEBUG if noise else _LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
