"""What a round tells the window, so that it never shows what is old."""

from __future__ import annotations

from datetime import timedelta

from booking.errors import AuthError
from booking.events import CacheChanged
from booking.sync.outcome import Result
from tests.sync.conftest import MakeDesktop


def test_what_another_process_pulled_is_told_also_after_a_failure(make: MakeDesktop) -> None:
    first, second = make("shared"), make("shared")
    first.round()
    first.gateway.before["hello"] = [AuthError("wrong_password", "no")]
    assert first.round().result is Result.AUTH
    second.book(1, second.clock.now() + timedelta(days=1))
    second.round()
    first.events.clear()
    first.round()
    assert [event.cursor for event in first.told(CacheChanged)] == [second.cursor]
