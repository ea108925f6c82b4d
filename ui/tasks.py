"""Work off the GUI thread: one plain thread at a time for each kind, answers on the GUI thread.

Widgets start work and never threads. What a thread returns is delivered by a queued signal; after
`stop` nothing is delivered any more.

What work and callbacks refer to may be widgets, and the last reference to a widget deletes it. So
the GUI thread keeps every job until it is delivered, and the thread knows it by its number alone.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal

log = logging.getLogger(__name__)

Work = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


@dataclass(slots=True, eq=False)
class _Job:
    work: Work
    done: Done | None
    failed: Failed | None
    result: Any = None
    error: Exception | None = None

    def run(self, name: str) -> None:
        try:
            self.result = self.work()
        except Exception as error:
            log.info("work on %s ended with an error", name, exc_info=True)
            # With its traceback it holds on to all that the work had in hand.
            self.error = error


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
        self._numbers = itertools.count()
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
        number = next(self._numbers)
        self._jobs[number] = _Job(work, done, failed)
        if len(self._jobs) == 1:
            self.busy.emit(True)
        self._queue.put(number)

    def idle(self) -> bool:
        """Whether nothing runs or waits, deliveries included."""
        return not self._jobs

    def stop(self, seconds: float = 5.0) -> bool:
        """Let go of what waits, end the thread; returns whether it has ended."""
        self._stopped.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(seconds)
        ended = self._thread is None or not self._thread.is_alive()
        if ended and self.thread() is QThread.currentThread():
            self._jobs.clear()
        return ended

    def _serve(self) -> None:
        while (number := self._queue.get()) is not None and not self._stopped.is_set():
            self._jobs[number].run(self._name)
            if not self._stopped.is_set():
                self._over.emit(number)

    def _deliver(self, number: int) -> None:
        if self._stopped.is_set():
            return
        job = self._jobs.pop(number)
        if not self._jobs:
            self.busy.emit(False)
        error, job.error = job.error, None
        if error is None:
            if job.done is not None:
                job.done(job.result)
        elif job.failed is not None:
            job.failed(error)
        else:
            self.failed.emit(error)
