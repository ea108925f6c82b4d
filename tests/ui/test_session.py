"""The session: acts reach the server and come back as signals, and nothing outlives it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from booking import events
from booking.services.bookings import ItemWish, NewBooking
from booking.services.refusal import RefusedError
from tests.ui.conftest import SessionOf
from tests.zones import at, open_day
from ui.session import Session

ROOM = "JO-1F-MR01"


def wanted(hour: int = 10) -> NewBooking:
    day = open_day()
    return NewBooking("Seen by all", [ItemWish(ROOM, at(day, hour), at(day, hour + 1))], people=2)


def test_an_act_is_confirmed_and_the_picture_changes(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.verdict, timeout=20_000) as verdict:
        session.act(lambda: session.bookings.book(wanted()))
    assert isinstance(verdict.args[0], events.ActConfirmed)
    # The round that brings the verdict says at its end that it is online.
    qtbot.waitUntil(lambda: session.status.online is True, timeout=20_000)
    qtbot.waitUntil(lambda: session.status.waiting == 0, timeout=20_000)
    assert session.status.as_of is not None


def test_what_another_desk_does_arrives(session_of: SessionOf, qtbot: QtBot) -> None:
    one, other = session_of("photon.one"), session_of("biotech.one")
    qtbot.waitUntil(
        lambda: one.status.online is True and other.status.online is True, timeout=20_000
    )
    with qtbot.waitSignal(other.changed, timeout=20_000):
        one.act(lambda: one.bookings.book(wanted()))


def test_a_refusal_is_told_to_who_asked(session: Session, qtbot: QtBot) -> None:
    told: list[Exception] = []
    session.act(lambda: session.bookings.book(wanted(3)), failed=told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert isinstance(told[0], RefusedError)
    assert told[0].refusal.code == "outside_hours"


def test_an_error_that_nobody_asked_about_is_told_to_all(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.failed, timeout=20_000) as caught:
        session.act(lambda: 1 // 0)
    assert isinstance(caught.args[0], ZeroDivisionError)


def test_after_close_nothing_is_delivered(session_of: SessionOf, qtbot: QtBot) -> None:
    session = session_of()
    delivered: list[object] = []
    session.read(lambda: 1, delivered.append)
    assert session.close(20)
    qtbot.wait(50)
    assert delivered == []
