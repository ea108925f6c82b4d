"""What is told once when it begins and once when it ends, not in every round."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from booking.errors import Unavailable
from booking.events import CameOnline, ClockSkew, EventBus, ReadOnly, WentOffline

SKEW: Final = timedelta(minutes=2)


class Status:
    """How things stand between this desktop and the shared database.

    Attributes:
        online: whether the last round reached the server; None before the first.
        read_only: why nothing is sent ("client_too_old", "server_behind"), "" if things are.
    """

    def __init__(self, bus: EventBus) -> None:
        self.online: bool | None = None
        self.read_only = ""
        self._bus = bus
        self._skewed = timedelta(0)

    def offline(self, error: Unavailable) -> None:
        """Note that the server could not be reached, or was busy."""
        if self.online is not False:
            self._bus.publish(WentOffline(error.reason, str(error)))
        self.online = False

    def not_let_in(self) -> None:
        """Note that the login was not accepted, so that being let in again is told."""
        self.online = None

    def is_online(self) -> None:
        """Note that a round reached the server."""
        if self.online is not True:
            self._bus.publish(CameOnline())
        self.online = True

    def say_read_only(self, reason: str, minimum: int | None = None) -> None:
        """Note why nothing is sent, or with "" that things are sent again."""
        if reason != self.read_only:
            self._bus.publish(ReadOnly(reason, minimum))
        self.read_only = reason

    def clock_is_off(self, ahead: timedelta, server_now: datetime) -> None:
        """Note by how much the server's clock is ahead of ours.

        Over two minutes is told, and again once it is another time or right.
        """
        off = ahead if abs(ahead) > SKEW else timedelta(0)
        if off != self._skewed and (not off or abs(off - self._skewed) > SKEW):
            self._bus.publish(ClockSkew(off.total_seconds(), server_now))
            self._skewed = off
