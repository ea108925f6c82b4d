"""The thread that does all work on the shared database, for as long as the program runs.

With the window in use it listens for the server's bell: at once, and once more a quarter of a
second later, since the server rings at most every 200 ms. Otherwise it looks at the server's head
from time to time. Bells and looks are hints; every round finds out the truth by itself.
"""

from __future__ import annotations

import logging
import random
import threading
from typing import Final

from booking.clock import Clock, SystemClock
from booking.errors import BookingError
from booking.events import EventBus, Trouble
from booking.shared.doors import Bells
from booking.sync import backoff
from booking.sync.backoff import Attention
from booking.sync.outcome import Outcome, Result
from booking.sync.round import Syncer
from booking.sync.waker import Waker

log = logging.getLogger(__name__)

# A change of rights or of the oldest client that may write does not always move the head.
HELLO_SECONDS: Final = 300.0
# Where listening does not work, it is tried again so often.
LISTEN_SECONDS: Final = 600.0
FAILED: Final = frozenset({Result.OFFLINE, Result.BUSY, Result.TROUBLE})


class Worker:
    """Starts and ends the thread. Any thread may call, and only `stop` ever waits."""

    def __init__(
        self,
        syncer: Syncer,
        bus: EventBus,
        *,
        clock: Clock | None = None,
        source: random.Random | None = None,
        attention: Attention = Attention.FOCUSED,
    ) -> None:
        """Start nothing yet.

        Args:
            syncer: runs the rounds; the worker's thread alone uses it from `start` on.
            bus: is told if the thread fails on a bug.
            clock: where the time comes from.
            source: where the randomness comes from.
            attention: how closely somebody is watching.
        """
        self._syncer = syncer
        self._bus = bus
        self._clock = clock or SystemClock()
        self._random = source or random.Random()
        self._waker = Waker()
        self._stopping = threading.Event()
        self._signed_in = threading.Event()
        self._wanted = threading.Event()
        self._attention = attention
        self._bells: Bells | None = None
        self._no_bells_until = 0.0
        self._hello_at: float | None = None
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def poke(self) -> None:
        """Sync now: something was queued, the network is back, somebody asks."""
        self._wanted.set()
        self._waker.wake()

    def resume(self) -> None:
        """Try again after `AuthNeeded`: there is a new password."""
        self._signed_in.set()
        self.poke()

    def set_attention(self, attention: Attention) -> None:
        """Say how closely somebody is watching."""
        self._attention = attention
        self._waker.wake()

    def stop(self, seconds: float = 5.0) -> bool:
        """End the thread, waiting for at most `seconds`; returns whether it has ended.

        One that hangs in a call to the server dies with the process; the outbox does not mind.
        """
        self._stopping.set()
        self._waker.wake()
        if self._thread.ident is None:
            self._waker.close()
        else:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    # --- on the thread ---------------------------------------------------------------------------

    def _run(self) -> None:
        rung = False
        try:
            while not self._stopping.is_set():
                outcome = self._step(rung)
                self._listen(outcome)
                rung = self._pause(outcome, echo=rung)
        except Exception as error:
            log.exception("the sync thread ends")
            self._bus.publish(Trouble("bug", f"Synchronisation stopped: {error}"))
        finally:
            self._drop_bells()
            self._syncer.gateway.close()
            self._waker.close()

    def _step(self, rung: bool) -> Outcome:
        """Run a round if there is a reason to, else look at the head only."""
        now = self._clock.monotonic()
        wanted = self._wanted.is_set()
        self._wanted.clear()
        due = self._hello_at is None or now - self._hello_at > HELLO_SECONDS
        if not (rung or wanted or due or self._failures) and not self._syncer.behind():
            return Outcome(Result.DONE)
        self._signed_in.clear()
        outcome = self._syncer.round()
        self._failures = self._failures + 1 if outcome.result in FAILED else 0
        if outcome.result in (Result.DONE, Result.READ_ONLY):
            self._hello_at = now
        else:
            self._hello_at = None
        return outcome

    def _pause(self, outcome: Outcome, *, echo: bool) -> bool:
        """Wait for what comes next; returns whether it was a bell, or the second look after one."""
        if self._attention is Attention.HIDDEN:
            self._syncer.gateway.close()
        if outcome.result is Result.AUTH:
            return self._wait_for_sign_in()
        if echo and outcome.result is Result.DONE:
            # Deaf meanwhile: the look at its end sees all, and forged bells cost little.
            self._waker.wait(backoff.echo(self._random))
            return False
        _, ready = self._waker.wait(self._seconds(outcome), self._bells)
        return ready and self._rung()

    def _wait_for_sign_in(self) -> bool:
        self._drop_bells()
        while not self._stopping.is_set() and not self._signed_in.is_set():
            self._waker.wait(None)
        return False

    def _seconds(self, outcome: Outcome) -> float:
        if outcome.result is Result.AGAIN:
            return outcome.delay
        if outcome.result is Result.ELSEWHERE:
            return backoff.elsewhere(self._random)
        if outcome.result in FAILED:
            return backoff.after_failure(self._failures, self._random)
        return backoff.between_polls(self._attention, self._bells is not None, self._random)

    def _rung(self) -> bool:
        if self._bells is None:
            return False
        try:
            return self._bells.ring()
        except BookingError:
            log.info("listening ended", exc_info=True)
            self._drop_bells()
            return True

    def _listen(self, outcome: Outcome) -> None:
        """Listen while somebody is watching and the server answers."""
        wanted = self._attention is Attention.FOCUSED and outcome.result not in FAILED
        if not wanted or outcome.result is Result.AUTH:
            self._drop_bells()
            return
        now = self._clock.monotonic()
        if self._bells is not None or now < self._no_bells_until:
            return
        self._no_bells_until = now + LISTEN_SECONDS
        try:
            self._bells = self._syncer.gateway.listen()
        except BookingError:
            log.info("listening failed", exc_info=True)
            return
        # What changed before the first bell could ring is found by a look right now.
        if self._bells is not None:
            self._wanted.set()
            self._waker.wake()

    def _drop_bells(self) -> None:
        bells, self._bells = self._bells, None
        if bells is not None:
            self._no_bells_until = 0.0
            bells.close()
