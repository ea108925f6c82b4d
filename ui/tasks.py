"""Work off the GUI thread: one plain thread at a time for each kind, answers on the GUI thread.

Widgets start work and never threads. What a thread returns is delivered by a queued signal; after
`stop` nothing is delivered any more.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

log = logging.getLogger(__name__)

Work = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Tasks(QObject):
    """Runs work in order on a thread of its own.

    Attributes:
        failed: (exception) of work whose caller gave nobody to tell.
        busy: (bool) whether anything runs or waits.
    """

    failed = Signal(object)
    busy = Signal(bool)
    _over = Signal(object, object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[tuple[Work, Done | None, Failed | None] | None]
        self._queue = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._open = 0
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
        self._open += 1
        if self._open == 1:
            self.busy.emit(True)
        self._queue.put((work, done, failed))

    def idle(self) -> bool:
        """Whether nothing runs or waits, deliveries included."""
        return self._open == 0

    def stop(self, seconds: float = 5.0) -> bool:
        """Let go of what waits, end the thread; returns whether it has ended."""
        self._stopped.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _serve(self) -> None:
        while (job := self._queue.get()) is not None and not self._stopped.is_set():
            work, done, failed = job
            result: Any = None
            error: Exception | None = None
            try:
                result = work()
            except Exception as caught:
                log.info("work on %s ended with an error", self._name, exc_info=True)
                error = caught
            if not self._stopped.is_set():
                self._over.emit((done, failed), result, error)

    def _deliver(self, callbacks: Any, result: Any, error: Exception | None) -> None:
        if self._stopped.is_set():
            return
        done, failed = callbacks
        self._open -= 1
        if self._open == 0:
            self.busy.emit(False)
        if error is None:
            if done is not None:
                done(result)
        elif failed is not None:
            failed(error)
        else:
            self.failed.emit(error)
