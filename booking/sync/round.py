"""One round: hello, a full pull if the server says so, push, pull. Testable without a thread.

Everything that varies is handed in: the doors, the clock, the randomness. A round never raises what
an ordinary day brings; it says what came of it and publishes events.
"""

from __future__ import annotations

import logging
import random
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Final

from booking.cache import apply, folders, shadow, state
from booking.cache.engine import Desk
from booking.clock import Clock, SystemClock
from booking.errors import AuthError, BookingError, BugError, EnvironmentProblem, Unavailable
from booking.events import (
    AuthNeeded,
    CacheChanged,
    CacheRebuilt,
    EmptyingPull,
    EventBus,
    OutboxChanged,
    Trouble,
)
from booking.shared.doors import Gateway, Hello, Known
from booking.sync import lost, pull, push, sanity
from booking.sync.outcome import Options, Outcome, Result
from booking.sync.progress import Progress
from booking.sync.status import Status

log = logging.getLogger(__name__)

KEEP_DAYS: Final = 30
JITTER_SECONDS: Final = 3.0
HOUSEKEEPING_SECONDS: Final = 86_400


class Syncer:
    """Runs rounds for one folder, on one thread at a time."""

    def __init__(
        self,
        desk: Desk,
        gateway: Gateway,
        bus: EventBus,
        *,
        clock: Clock | None = None,
        source: random.Random | None = None,
        options: Options | None = None,
    ) -> None:
        self.desk = desk
        self.gateway = gateway
        self._bus = bus
        self._clock = clock or SystemClock()
        self._random = source or random.Random()
        self._options = options or Options()
        self._ahead = timedelta(0)
        self._status = Status(bus)
        self._told: int | None = None

    def round(self, turn_seconds: float = 0.0) -> Outcome:
        """Run one round.

        Args:
            turn_seconds: how long to wait while another process syncs this folder.
        """
        file = self.desk.cache.identity()
        try:
            outcome = self._guarded(turn_seconds)
        except BookingError as error:
            replaced = isinstance(error, BugError) and self.desk.cache.identity() != file
            outcome = Outcome(Result.AGAIN) if replaced else self._failed(error)
        if outcome.cursor is not None:
            self._told = outcome.cursor
        self._tell_notices()
        return outcome

    def behind(self) -> bool:
        """Whether a round has something to do; asks the server for no more than its head."""
        try:
            if self.desk.outbox.waiting() or self._cursor() is None:
                return True
            here = self._notice_others()
            return self.gateway.head() != here
        except BookingError:
            # The round finds out what it is and says so.
            self.gateway.close()
            return True

    def server_now(self) -> datetime:
        """Return what time it is on the server, as well as we know."""
        return self._clock.now() + self._ahead

    def _guarded(self, turn_seconds: float) -> Outcome:
        if not folders.signed_in(self.desk.folder):
            raise AuthError("not_signed_in", "Nobody is signed in here any more.")
        with ExitStack() as stack:
            try:
                stack.enter_context(self.desk.turn(turn_seconds))
            except Unavailable as error:
                return Outcome(Result.ELSEWHERE, self._notice_others(), problem=error)
            self._notice_others()
            return self._turn()

    def _turn(self) -> Outcome:
        """Hello, a full pull if it must be, push, pull."""
        known = pull.known(self.desk.cache)
        hello = self._hello(known)
        if self._rights_changed(hello):
            return Outcome(Result.AGAIN, None, self._random.uniform(0.0, JITTER_SECONDS))
        reason = pull.reset_reason(self.desk.cache, hello)
        if reason == "server_behind":
            self._status.say_read_only(reason)
            return Outcome(Result.READ_ONLY, self._cursor())
        if reason is not None and not self._pull_anew(hello, reason):
            return Outcome(Result.AGAIN, self._cursor(), self._random.uniform(1.0, 5.0))
        self._look_for_lost(known, hello)
        pushed = self._push(hello)
        if pushed.answered:
            line = hello.tl
            hello = self._hello(pull.known(self.desk.cache))
            if hello.reset is not None or hello.tl != line:
                return Outcome(Result.AGAIN, self._cursor())
        if not self._pull(hello):
            return Outcome(Result.AGAIN, self._cursor())
        self._housekeeping()
        if not self._compare():
            return Outcome(Result.AGAIN, hello.head, self._random.uniform(0.0, JITTER_SECONDS))
        if pushed.stopped is not None:
            raise pushed.stopped
        self._status.is_online()
        result = Result.READ_ONLY if self._status.read_only else Result.DONE
        return Outcome(result, hello.head)

    # --- the steps -----------------------------------------------------------------------------

    def _hello(self, known: Known) -> Hello:
        before = self._clock.now()
        hello = self.gateway.hello(known)
        after = self._clock.now()
        login = self._options.login
        if login is not None and hello.login != login:
            raise AuthError("unknown_person", f"The server knows this login as {hello.login}.")
        self._note_time(hello, before + (after - before) / 2)
        if self._options.protocol < hello.min_client:
            self._status.say_read_only("client_too_old", hello.min_client)
        elif hello.reset != "server_behind":
            self._status.say_read_only("")
        return hello

    def _note_time(self, hello: Hello, here: datetime) -> None:
        self._ahead = hello.server_now - here
        self._status.clock_is_off(self._ahead, hello.server_now)
        seconds = int(hello.server_now.timestamp())
        self.desk.cache.write(lambda c: state.put(c, "contact", seconds))

    def _rights_changed(self, hello: Hello) -> bool:
        """Wipe at once what this person may not see any more."""
        owner = self.desk.cache.read(state.owner)
        if owner is None or (owner.vis_gen, owner.login) == (hello.vis_gen, hello.login):
            return False
        self.desk.cache.write(shadow.wipe)
        self.desk.cache.checkpoint()
        self._bus.publish(CacheRebuilt("visibility"))
        self._bus.publish(CacheChanged(None))
        return True

    def _pull_anew(self, hello: Hello, reason: str) -> bool:
        """Pull everything into a shadow and put it in place; False if that has to be confirmed."""
        cache = self.desk.cache
        day = self.server_now() - timedelta(days=KEEP_DAYS)
        shape = state.Shape(self._options.sites, int(day.timestamp()) // 86_400 * 86_400)
        cache.write(lambda c: shadow.begin(c, hello.tl, hello.vis_gen, shape, reason))
        told = Progress(self._bus, self._clock)
        pull.everything(cache, self.gateway, hello, self._options.page, told)
        loss = cache.read(shadow.would_empty)
        if loss is not None and not cache.write(shadow.raise_alarm):
            self._bus.publish(EmptyingPull(loss.resources, loss.allocations))
            return False
        pull.swap(cache, hello)
        if reason != "first":
            self._bus.publish(CacheRebuilt(reason))
        self._bus.publish(CacheChanged(hello.head))
        return True

    def _look_for_lost(self, known: Known, hello: Hello) -> None:
        """Queue again what a recovery of the server lost, before what builds on it is sent.

        Every new timeline is looked at, and every full pull. The note that this is still to be done
        stays in the cache until it is done.
        """
        cache = self.desk.cache
        if known.tl not in ("", hello.tl):
            cache.write(lambda c: state.put(c, "recheck", 1))
        if not cache.read(lambda c: state.get(c, "recheck")):
            return
        gone = lost.missing(self.gateway, self.desk.outbox.confirmed())
        self.desk.outbox.requeue_lost(act.id for act in gone)
        cache.write(lambda c: state.put(c, "recheck", None))

    def _push(self, hello: Hello) -> push.Pushed:
        if self._status.read_only:
            return push.Pushed(0)
        pushed = push.push(self.desk.outbox, self.gateway, self._bus, self.server_now)
        if pushed.too_old:
            self._status.say_read_only("client_too_old", hello.min_client)
        if pushed.stopped is not None and pushed.stopped.reason != "busy":
            raise pushed.stopped
        return pushed

    def _pull(self, hello: Hello) -> bool:
        """Apply what changed; False if that would empty the cache, so all is pulled anew."""
        cache = self.desk.cache
        try:
            told = Progress(self._bus, self._clock)
            pulled = pull.changes(cache, self.gateway, hello, self._options.page, told)
        except pull.EmptiedError:
            cache.write(lambda c: state.put(c, "distrust", "emptied"))
            return False
        if pulled.changed:
            self._bus.publish(CacheChanged(hello.head, pulled.resources))
        return True

    def _housekeeping(self) -> None:
        """Once a day: forget what is long over."""
        if not self._due("kept_house"):
            return
        before = (int(self.server_now().timestamp()) // 86_400 - KEEP_DAYS) * 86_400
        if not self.desk.cache.check():
            return
        self.desk.cache.write(lambda c: apply.prune(c, before))
        self.desk.outbox.purge()
        self._note_done("kept_house")

    def _compare(self) -> bool:
        """Once a day: compare the cache with the server; False if all must be pulled anew.

        Where the server's head has moved since the pull, a later round compares.
        """
        cache = self.desk.cache
        if not self._due("compared"):
            return True
        try:
            found = sanity.compare(cache, self.gateway)
        except BugError:
            # It would be so each time, and no round would end well.
            self._note_done("compared")
            raise
        if found is sanity.Compared.MOVED:
            return True
        self._note_done("compared")
        if found is sanity.Compared.SAME:
            return True
        log.error("the cache differs from the server and is pulled anew")
        cache.write(lambda c: state.put(c, "distrust", "mismatch"))
        return False

    def _due(self, key: str) -> bool:
        """Whether something that is done once a day, by the server's clock, is to be done now."""
        done = self.desk.cache.read(lambda c: state.get(c, key)) or 0
        return int(self.server_now().timestamp()) - done >= HOUSEKEEPING_SECONDS

    def _note_done(self, key: str) -> None:
        now = int(self.server_now().timestamp())
        self.desk.cache.write(lambda c: state.put(c, key, now))

    # --- what is told --------------------------------------------------------------------------

    def _failed(self, error: BookingError) -> Outcome:
        self.gateway.close()
        if isinstance(error, Unavailable):
            self._status.offline(error)
            result = Result.BUSY if error.reason == "busy" else Result.OFFLINE
            return Outcome(result, self._cursor(), problem=error)
        if isinstance(error, AuthError):
            self._status.not_let_in()
            self._bus.publish(AuthNeeded(error.code, str(error)))
            if error.code == "login_disabled":
                self._wipe()
            return Outcome(Result.AUTH, problem=error)
        code = error.code if isinstance(error, EnvironmentProblem) else "bug"
        log.error("the round failed", exc_info=error)
        self._bus.publish(Trouble(code, str(error)))
        return Outcome(Result.TROUBLE, problem=error)

    def _wipe(self) -> None:
        """Forget what a disabled login may not keep; the outbox stays."""
        try:
            self.desk.cache.wipe()
        except BookingError as problem:
            log.exception("the cache of a disabled login could not be wiped")
            self._bus.publish(Trouble(getattr(problem, "code", "busy"), str(problem)))
        self._bus.publish(CacheChanged(None))

    def _tell_notices(self) -> None:
        """Publish what was found on opening the files, or since."""
        for notice in self.desk.take_notices():
            self._bus.publish(notice)

    def _notice_others(self) -> int | None:
        """Tell if another process moved the cache or the outbox; returns where the cache is."""
        if self.desk.outbox.changed_elsewhere():
            self._bus.publish(OutboxChanged())
        cursor = self._cursor()
        if self._told is not None and cursor != self._told:
            self._bus.publish(CacheChanged(cursor))
        self._told = cursor
        return cursor

    def _cursor(self) -> int | None:
        try:
            return self.desk.cache.read(state.cursor)
        except (EnvironmentProblem, Unavailable, BugError):
            return None
