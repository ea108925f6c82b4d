"""One signed-in person's desk, as widgets see it.

Reading the cache is quick and may be done on the GUI thread. What writes goes through `act`, what
asks the shared database through `ask`; both call back on the GUI thread. What happens behind the
screen comes in as signals, gathered so that a burst of changes is one repaint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from booking import events
from booking.errors import BookingError
from booking.sync.backoff import Attention
from ui.tasks import Failed, Tasks

if TYPE_CHECKING:
    # At run time they would load, before there is a window, what it does not need yet.
    from booking.bootstrap import Desktop
    from booking.bootstrap.line import Line
    from booking.services.acts import Acts
    from booking.services.bookings import Bookings
    from booking.services.inventory import Inventory
    from booking.services.listing import Listing
    from booking.services.search import Finder
    from booking.sync.worker import Worker

GATHER_MS: Final = 40
"""So long changes are gathered before they are told."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand, for the status line.

    Attributes:
        online: None before the first round.
        reason, message: why it is offline, as in `events.WentOffline`; "" while online.
        auth: code of `events.AuthNeeded` while the login is not accepted, else "".
        read_only: as in `events.ReadOnly`.
        trouble: (code, sentence) of the last `events.Trouble` that is not over, or None.
        skew_s: seconds that the server's clock is ahead, 0 where that is under two minutes.
        waiting: acts in the outbox that wait.
        as_of: when the cache last heard from the shared database, None: never.
    """

    online: bool | None = None
    reason: str = ""
    message: str = ""
    auth: str = ""
    read_only: str = ""
    trouble: tuple[str, str] | None = None
    skew_s: float = 0.0
    waiting: int = 0
    as_of: datetime | None = None


class Session(QObject):
    """Services, worker and status of one desk, until `close`.

    Attributes:
        changed: (frozenset of resource ids, or None for anything) the picture changed: cached
            data or the outbox.
        verdict: (events.ActEvent) an act was confirmed, refused, expired, set aside or lost.
        status_changed: (Status)
        happened: (events.Event) everything else, for the message bar.
        failed: (Exception) of work nobody waited for.
        progress: (rows so far, of how many: 0 where nobody knows) something is being fetched.
    """

    changed = Signal(object)
    verdict = Signal(object)
    status_changed = Signal(object)
    happened = Signal(object)
    failed = Signal(object)
    progress = Signal(int, int)
    _event = Signal(object)

    def __init__(self, desktop: Desktop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desktop = desktop
        self.local = desktop.local
        self.status = Status()
        self._worker: Worker | None = None
        self._attention = Attention.FOCUSED
        self._writes = Tasks("desk", self)
        self._questions = Tasks("questions", self)
        for tasks in (self._writes, self._questions):
            tasks.failed.connect(self.failed)
        self._touched: frozenset[int] | None = frozenset()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._tell)
        self._event.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._end = desktop.events.subscribe(self._event.emit)
        self._closed = False
        self._read_counts()

    # --- services, loaded when they are first asked for ------------------------------------------

    @property
    def bookings(self) -> Bookings:
        """Booking, moving, editing and cancelling."""
        return self.desktop.bookings

    @property
    def inventory(self) -> Inventory:
        """Resources and closures."""
        return self.desktop.inventory

    @property
    def finder(self) -> Finder:
        """What is free."""
        return self.desktop.finder

    @property
    def listing(self) -> Listing:
        """Bookings as lists."""
        return self.desktop.listing

    @property
    def acts(self) -> Acts:
        """What waits, and what was refused."""
        return self.desktop.acts

    # --- what widgets call -----------------------------------------------------------------------

    def start(self) -> None:
        """Start syncing; what speaks to the shared database is loaded on a thread."""
        for notice in self.desktop.take_notices():
            self._take(notice)
        self._questions.run(self._make_worker, self._start_worker)

    def act(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run something that writes the outbox (a verb of a service), then send it.

        Without `failed`, an error is told by the signal of that name.
        """

        def after(result: Any) -> None:
            self._mark(None)
            self.sync_now()
            if done is not None:
                done(result)

        self._writes.run(work, after, failed)

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Run something that only reads the cache but may take longer than a frame."""
        self._writes.run(work, done, failed)

    def ask(
        self,
        work: Callable[[Line], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Ask the shared database; `work` gets the line and must open doors of its own."""
        self._questions.run(lambda: work(self.desktop.online()), done, failed)

    def sync_now(self) -> None:
        """Have what waits sent and what is new fetched."""
        if self._worker is not None:
            self._worker.poke()

    def signed_in_again(self, password: str) -> None:
        """Go on after the login was not accepted."""
        self.desktop.online().use_password(password)
        self._status(auth="")
        if self._worker is not None:
            self._worker.resume()

    def set_attention(self, attention: Attention) -> None:
        """Say how closely somebody is watching."""
        self._attention = attention
        if self._worker is not None:
            self._worker.set_attention(attention)

    def idle(self) -> bool:
        """Whether no work runs or waits here (the worker aside)."""
        return self._writes.idle() and self._questions.idle()

    def close(self, seconds: float = 5.0) -> bool:
        """End all threads and close the files; returns whether all threads have ended."""
        self.quiet()
        return self.join(seconds)

    def quiet(self) -> None:
        """Deliver nothing any more; the first half of `close`, which waits for nothing."""
        self._closed = True
        self._end()
        self._gather.stop()

    def join(self, seconds: float = 5.0) -> bool:
        """End all threads and close the files, after `quiet`; it may be called again.

        Any thread may call it. What hangs in a call to the server ends with that call.
        """
        worker = self._worker
        ended = [tasks.stop(seconds) for tasks in (self._writes, self._questions)]
        if worker is not None:
            ended.append(worker.stop(seconds))
        if all(ended):
            self.desktop.close()
        return all(ended)

    # --- what comes back -------------------------------------------------------------------------

    def _make_worker(self) -> Worker:
        # Kept at once: if nobody is told any more, `close` still has it to end.
        self._worker = self.desktop.online().worker(self._attention)
        return self._worker

    def _start_worker(self, worker: Worker) -> None:
        worker.set_attention(self._attention)
        worker.start()

    def _take(self, event: events.Event) -> None:
        if self._closed:
            return
        if isinstance(event, events.CacheChanged):
            self._mark(event.resources)
            return
        if isinstance(event, events.OutboxChanged):
            self._mark(None)
            return
        if isinstance(event, events.PullProgress):
            self.progress.emit(event.rows, event.total or 0)
            return
        if isinstance(event, events.ActEvent):
            self._mark(None)
            self.verdict.emit(event)
        self._status(**_status_of(event))
        self.happened.emit(event)

    def _mark(self, resources: frozenset[int] | None) -> None:
        known = self._touched
        self._touched = None if known is None or resources is None else known | resources
        if not self._gather.isActive():
            self._gather.start()

    def _tell(self) -> None:
        touched, self._touched = self._touched, frozenset()
        self._read_counts()
        self.changed.emit(touched)

    def _read_counts(self) -> None:
        try:
            waiting, as_of = self.local.desk.outbox.waiting(), self.local.as_of()
        except BookingError as error:
            self.failed.emit(error)
            return
        self._status(waiting=waiting, as_of=as_of)

    def _status(self, **values: Any) -> None:
        status = replace(self.status, **values)
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)


def _status_of(event: events.Event) -> dict[str, Any]:
    """Return what an event says about how things stand."""
    match event:
        case events.WentOffline(reason=reason, message=message):
            return {"online": False, "reason": reason, "message": message}
        case events.CameOnline():
            return {"online": True, "reason": "", "message": "", "auth": "", "trouble": None}
        case events.AuthNeeded(code=code):
            return {"auth": code}
        case events.ReadOnly(reason=reason):
            return {"read_only": reason}
        case events.Trouble(code=code, message=message):
            return {"trouble": (code, message)}
        case events.ClockSkew(seconds=seconds):
            return {"skew_s": seconds}
    return {}
