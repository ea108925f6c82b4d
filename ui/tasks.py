"""Work off the GUI thread: one plain thread at a time for each kind, answers on the GUI thread.

Widgets start work and never threads. What a thread returns is delivered by a queued signal; after
`stop` nothing is delivered any more. Work and answers are kept on the GUI thread and a thread lets
go of them before it says that it has done: whoever drops the last reference to a widget deletes it,
and Qt's objects may only be deleted where they live.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

log = logging.getLogger(__name__)

Work = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


@dataclass(slots=True)
class _Job:
    """Work, whom it tells, and what came of it."""

    work: Work
    done: Done | None
    failed: Failed | None
    result: Any = None
    error: Exception | None = None

    def run(self, name: str) -> None:
        try:
            self.result = self.work()
        except Exception as caught:
            log.info("work on %s ended with an error", name, exc_info=True)
            self.error = caught


class Tasks(QObject):
    """Runs work in order on a thread of its own.

    Attributes:
        failed: (exception) of work whose caller gave nobody to tell.
        busy: (bool) whether anything runs or waits.
    """

    failed = Signal(object)
    busy = Signal(bool)
    _over = Signal(int)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._jobs: dict[int, _Job] = {}
        self._serial = 0
        self._stopped = threading.Event()
        self._name = name
        self._thread: threading.Thread | None = None
        self._over.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Work, done: Done | None = None, failed: Failed | None = None) -> None:
        """Run `work` after what was asked before; call `done` or `failed` on the GUI thread."""
        if self._stopped.is_set():
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
            self._thread.start()
        self._serial += 1
        self._jobs[self._serial] = _Job(work, done, failed)
        if len(self._jobs) == 1:
            self.busy.emit(True)
        self._queue.put(self._serial)

    def idle(self) -> bool:
        """Whether nothing runs or waits, deliveries included."""
        return not self._jobs

    def stop(self, seconds: float = 5.0) -> bool:
        """Let go of what waits, end the thread; returns whether it has ended."""
        self._stopped.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _serve(self) -> None:
        while (serial := self._queue.get()) is not None and not self._stopped.is_set():
            self._jobs[serial].run(self._name)
            if not self._stopped.is_set():
                self._over.emit(serial)

    def _deliver(self, serial: int) -> None:
        if self._stopped.is_set():
            return
        job = self._jobs.pop(serial)
        if not self._jobs:
            self.busy.emit(False)
        if job.error is None:
            if job.done is not None:
                job.done(job.result)
        elif job.failed is not None:
            job.failed(job.error)
        else:
            self.failed.emit(job.error)
