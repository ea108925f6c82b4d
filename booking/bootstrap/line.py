"""The line between one desk and the shared database: rounds, verdicts, questions."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from booking.bootstrap.reach import Keep, address_of, credentials, keep_password
from booking.cache.act import WAITING, Act
from booking.cache.engine import Desk
from booking.cache.folders import DeskFacts
from booking.clock import Clock
from booking.credentials import Kept
from booking.errors import AuthError, BookingError, BugError, Unavailable, UserError
from booking.events import EventBus
from booking.files import from_os
from booking.model import LEAST_LETTERS
from booking.paths import Paths
from booking.shared.accounts import Invitation, change_own_password
from booking.shared.connect import CONNECT_SECONDS, STATEMENT_SECONDS, Connection, connect
from booking.shared.doors import Gateway
from booking.shared.gateway import PgGateway
from booking.sync.backoff import Attention
from booking.sync.outcome import Options, Outcome, Result
from booking.sync.round import Syncer
from booking.sync.worker import Worker

PAUSE_SECONDS: Final = 0.25
PASSING: Final = frozenset({Result.BUSY, Result.ELSEWHERE, Result.AGAIN, Result.DONE})


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of waiting for a verdict.

    Attributes:
        act: with the verdict, or as it waits.
        problem: why it still waits; None where there is a verdict, or just no time left.
    """

    act: Act
    problem: BookingError | None = None


class Line:
    """One desk's line to the shared database. One thread at a time."""

    def __init__(
        self, desk: Desk, facts: DeskFacts, paths: Paths, clock: Clock, events: EventBus
    ) -> None:
        self._desk = desk
        self._facts = facts
        self._paths = paths
        self._clock = clock
        self._events = events
        self._password: str | None = None
        self._syncer: Syncer | None = None
        self._seconds = STATEMENT_SECONDS

    def use_password(self, password: str) -> None:
        """Connect with this password from now on; it is kept nowhere."""
        self._password = password

    def has_password(self) -> bool:
        """Whether connecting needs no question.

        Raises:
            EnvironmentProblem: the password file cannot be read.
        """
        return self._known_password() is not None

    def gateway(self) -> Gateway:
        """Return doors of one's own, to be closed by who asked.

        Their calls raise AuthError, Unavailable, EnvironmentProblem or BugError.
        """
        address = address_of(self._facts)
        seconds = self._seconds
        return PgGateway(
            lambda: connect(
                address,
                self._needed_password(),
                seconds=max(2, min(CONNECT_SECONDS, round(seconds))),
                limit=max(1.0, seconds),
            )
        )

    def round(self, turn_seconds: float = 0.0) -> Outcome:
        """Run one sync round; it never raises what an ordinary day brings.

        Args:
            turn_seconds: how long to wait while another process syncs this desk.
        """
        return self._syncing().round(turn_seconds)

    def sync(self, seconds: float) -> Outcome:
        """Run rounds until the cache is at the server's head, for about so many seconds at most."""
        until = self._clock.monotonic() + seconds
        self._limit(seconds)
        while True:
            outcome = self.round(max(0.0, until - self._clock.monotonic()))
            if outcome.up_to_date or outcome.result not in PASSING:
                return outcome
            if not self._pause(until, outcome):
                return outcome

    def settle(self, act: UUID, seconds: float) -> Settled:
        """Run rounds until the server has answered an act, for about so many seconds at most.

        Raises:
            EnvironmentProblem, Unavailable: the outbox cannot be read.
        """
        until = self._clock.monotonic() + seconds
        self._limit(seconds)
        problem: BookingError | None = None
        while seconds > 0:
            outcome = self.round(max(0.0, until - self._clock.monotonic()))
            problem = outcome.problem or _read_only(outcome)
            if self._act(act).state not in WAITING or outcome.result not in PASSING:
                break
            if not self._pause(until, outcome):
                break
        return Settled(self._act(act), problem)

    def ask(self, question: str, args: Mapping[str, Any]) -> Mapping[str, Any]:
        """Ask the server what a cache cannot answer.

        Raises:
            Unavailable, AuthError, EnvironmentProblem, BugError: as the gateway.
        """
        gateway = self.gateway()
        try:
            return gateway.ask(question, json.dumps(args))
        finally:
            gateway.close()

    def connection(self) -> Connection:
        """Return a connection of one's own for account work, to be closed by who asked.

        Raises:
            AuthError, Unavailable, EnvironmentProblem: as `booking.shared.connect.connect`.
        """
        return connect(address_of(self._facts), self._needed_password())

    def invitation(self) -> Invitation:
        """Return the invitation with which this person signed in.

        Raises:
            EnvironmentProblem: "damaged".
        """
        address = address_of(self._facts)
        try:
            ca = Path(address.ca).read_text(encoding="utf-8") if address.ca else ""
        except OSError as error:
            raise from_os(error, self._facts.folder) from error
        zone = str(self._facts.facts.get("zone", ""))
        return Invitation(address.host, address.port, address.database, address.login, zone, ca)

    def worker(self, attention: Attention = Attention.FOCUSED) -> Worker:
        """Return a thread that syncs from its `start` on; do not run rounds beside it."""
        return Worker(self._syncing(), self._events, clock=self._clock, attention=attention)

    def change_password(self, new: str, old: str | None = None) -> Kept | None:
        """Change one's own password; only a verifier travels. A worker may run beside it.

        Args:
            new: the new one.
            old: proves that it is oneself who asks; the one that is known here when None.

        Returns:
            Where the new one is kept, None: nowhere.

        Raises:
            UserError: "password_short".
            AuthError, Unavailable, EnvironmentProblem: as `connect`; "wrong_password" is about
                `old`.
        """
        if len(new) < LEAST_LETTERS:
            raise UserError("password_short", {"minimum": LEAST_LETTERS})
        proof = self._needed_password() if old is None else old
        connection = connect(address_of(self._facts), proof)
        try:
            change_own_password(connection, new)
        finally:
            connection.close()
        # Connections that are open stay so; the next one is made with the new password.
        self._password = new
        return keep_password(self._paths, self._facts, new)

    def remember(self) -> Kept | None:
        """Keep the password that is in use where this person had wanted it kept at sign-in.

        Raises:
            AuthError: "no_password".
            EnvironmentProblem: the file cannot be written.
        """
        return keep_password(self._paths, self._facts, self._needed_password())

    def server_version(self) -> str:
        """Return the version of PostgreSQL that the server runs, for example "18.1".

        Raises:
            AuthError, Unavailable, EnvironmentProblem: as `connect`.
        """
        connection = self.connection()
        try:
            number = connection.info.server_version
        finally:
            connection.close()
        return f"{number // 10000}.{number % 10000}"

    def close(self) -> None:
        """Close the connection."""
        self._drop()

    def _syncing(self) -> Syncer:
        if self._syncer is None:
            options = Options(login=self._facts.login)
            self._syncer = Syncer(
                self._desk, self.gateway(), self._events, clock=self._clock, options=options
            )
        return self._syncer

    def _limit(self, seconds: float) -> None:
        """Have connecting and each statement take no longer than that."""
        wanted = min(STATEMENT_SECONDS, seconds)
        if wanted != self._seconds:
            self._seconds = wanted
            self._drop()

    def _drop(self) -> None:
        if self._syncer is not None:
            self._syncer.gateway.close()
            self._syncer = None

    def _pause(self, until: float, outcome: Outcome) -> bool:
        """Wait a little before the next round; False if there is no time left for one."""
        left = until - self._clock.monotonic()
        if left <= 0:
            return False
        threading.Event().wait(min(left, max(PAUSE_SECONDS, outcome.delay)))
        return True

    def _act(self, act: UUID) -> Act:
        found = self._desk.outbox.get(act)
        if found is None:
            raise BugError(f"act {act} is not in the outbox")
        return found

    def _known_password(self) -> str | None:
        if self._password is None and self._facts.facts.get("keep") != Keep.NO:
            self._password = credentials(self._paths, self._facts).get(
                self._facts.server, self._facts.login
            )
        return self._password

    def _needed_password(self) -> str:
        found = self._known_password()
        if found is None:
            raise AuthError("no_password", "The password is not kept on this machine.")
        return found


def _read_only(outcome: Outcome) -> BookingError | None:
    if outcome.result is not Result.READ_ONLY:
        return None
    return Unavailable("The shared database takes no changes from this desktop now.")
