"""What comes in the way: a card for each case, which stays until one decides, by one click."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from booking.cache.locks import locked
from booking.clock import SystemClock
from booking.model import Names
from booking.services.bookings import Change, Edit, ItemWish, NewBooking, Queued
from booking.services.views import ActState
from tests.ui.booking_desk import OTHER, ROOM, Place, fetch_only
from tests.ui.conftest import SessionOf
from tests.ui.recovery import Backup
from tests.ui.typing import click, press
from tests.zones import Zone
from ui.dialogs.conflict_card import ConflictCard
from ui.dialogs.conflict_cases import Kind, kind_of
from ui.dialogs.conflicts import ConflictsDialog
from ui.i18n import set_language


@pytest.fixture(autouse=True)
def english(qapp: object) -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


class Two:
    """One person at two machines: `late` does not hear of what happens until it is started."""

    def __init__(self, session_of: SessionOf, qtbot: QtBot) -> None:
        self.early = Place(session_of("photon.one", "early"), qtbot)
        self.session_of = session_of
        self.qtbot = qtbot
        self.late: Place | None = None

    def leave(self) -> Place:
        """Return the second machine as of now, without a connection."""
        self.early.quiet()
        session = self.session_of("photon.one", "late", syncing=False)
        self.late = Place(session, self.qtbot, online=False)
        return self.late

    def meet(self) -> ConflictsDialog:
        """Connect the second machine, wait for its verdicts, and show them."""
        late = self.late
        assert late is not None
        self.early.quiet()
        late.session.start()
        late.until(lambda: late.session.status.online is True)
        late.quiet()
        late.navigator.conflicts.emit()
        dialog = late.controller.conflicts
        assert dialog is not None
        late.until(lambda: bool(dialog.cards))
        return dialog

    def close(self) -> None:
        for place in (self.early, self.late):
            if place is not None:
                if place.session.status.online:
                    place.quiet()
                place.close()


@pytest.fixture
def two(session_of: SessionOf, qtbot: QtBot) -> Iterator[Two]:
    made = Two(session_of, qtbot)
    yield made
    made.close()


def offline_book(place: Place, title: str, hour: int, room: str = ROOM) -> UUID:
    made: list[tuple[Queued, ...]] = []
    wish = ItemWish(room, place.at(hour), place.at(hour + 1))
    place.controller.acts.book(NewBooking(title, [wish]), done=made.append)
    place.until(lambda: bool(made))
    projected = made[0][0].booking
    assert projected is not None
    return projected.booking.id


def showing(place: Place) -> ConflictsDialog | None:
    return place.controller.conflicts


def only(dialog: ConflictsDialog) -> ConflictCard:
    (card,) = dialog.cards.values()
    return card


def test_a_slot_that_was_taken_offers_others_and_one_click_books(two: Two) -> None:
    late = two.leave()
    offline_book(late, "Second", 10)
    two.early.book("First", 10)
    dialog = two.meet()
    card = only(dialog)
    assert card.heading.text() == "Somebody else has this time"
    assert "Second" in card.what.text()
    assert card.offers.labels()[0] == "Later: 11:00–12:00"
    click(card.offers.buttons()[0])
    late.until(lambda: not dialog.cards)
    late.quiet()
    assert sorted(map(str, late.titles())) == ["First", "Second"]
    late.until(lambda: late.last_said().endswith("Your booking is confirmed."))
    undo = next(one.undo for one in reversed(late.said) if one.undo is not None)
    assert undo is not None
    undo()
    late.until(lambda: late.titles() == ["First"])


def test_a_card_stays_until_it_is_dismissed(two: Two) -> None:
    late = two.leave()
    offline_book(late, "Second", 10)
    two.early.book("First", 10)
    dialog = two.meet()
    press(dialog, Qt.Key.Key_Escape)
    assert showing(late) is None
    late.navigator.conflicts.emit()
    again = showing(late)
    assert again is not None
    late.until(lambda: bool(again.cards))
    button = only(again).button("Dismiss")
    button.setFocus()
    press(button, Qt.Key.Key_Return)
    late.until(lambda: not again.cards)
    assert late.session.acts.failed() == ()


def test_moved_under_me_theirs_or_mine_on_top(two: Two) -> None:
    booking = two.early.book("Plan", 10)
    late = two.leave()
    late.controller.acts.edit(booking, Edit(title="My plan"))
    late.until(lambda: late.session.acts.waiting() == 1)
    two.early.controller.acts.change(booking, Change(start=two.early.at(14), end=two.early.at(15)))
    dialog = two.meet()
    card = only(dialog)
    assert card.heading.text() == "Somebody else changed this booking meanwhile"
    click(card.button("Put mine on top"))
    late.until(lambda: not dialog.cards)
    late.quiet()
    (after,) = late.bookings()
    assert after.title == "My plan"
    assert after.items[0].during.start == late.at(14)


def test_edited_under_me_and_theirs_is_kept(two: Two) -> None:
    booking = two.early.book("Plan", 10)
    late = two.leave()
    late.controller.acts.change(booking, Change(start=late.at(15), end=late.at(16)))
    late.until(lambda: late.session.acts.waiting() == 1)
    two.early.controller.acts.edit(booking, Edit(title="Their plan"))
    dialog = two.meet()
    click(only(dialog).button("Keep theirs"))
    late.until(lambda: not dialog.cards)
    late.quiet()
    (after,) = late.bookings()
    assert after.title == "Their plan"
    assert after.items[0].during.start == late.at(10)


def test_cancelled_under_me_can_be_booked_again_in_chinese(two: Two) -> None:
    booking = two.early.book("設計檢討", 10)
    late = two.leave()
    late.controller.acts.edit(booking, Edit(people=4))
    late.until(lambda: late.session.acts.waiting() == 1)
    two.early.controller.acts.cancel(booking)
    set_language("zh_hant")
    dialog = two.meet()
    card = only(dialog)
    assert not card.heading.text().isascii()
    assert card.offers.labels() == ()
    click(card.buttons[-1])
    late.until(lambda: not dialog.cards)
    late.quiet()
    (after,) = late.bookings()
    assert (after.title, after.people) == ("設計檢討", 4)


def test_a_closure_meanwhile_offers_another_room(
    two: Two, session_of: SessionOf, qtbot: QtBot
) -> None:
    late = two.leave()
    offline_book(late, "Closed on", 10)
    office = Place(session_of("joint.admin"), qtbot)
    reason = Names("Cleaning", "清潔", "清洁")
    inventory = office.session.inventory
    start, end = office.at(8), office.at(20)
    office.session.act(lambda: inventory.close("JO", ROOM, start, end, reason))
    office.until(lambda: len(office.session.inventory.closures()) > 0)
    office.quiet()
    dialog = two.meet()
    card = only(dialog)
    assert card.heading.text() == "Closed or out of service"
    assert card.problems.texts()[0].startswith("Closed: ")
    room = next(label for label in card.offers.labels() if "10:00–11:00" in label)
    click(card.offers.buttons()[card.offers.labels().index(room)])
    late.until(lambda: not dialog.cards)
    late.quiet()
    assert late.titles() == ["Closed on"]
    office.close()


def test_a_right_that_was_revoked_is_told_without_offers(two: Two, crowd: Zone) -> None:
    late = two.leave()
    offline_book(late, "Not mine any more", 10, OTHER)
    statement = "update app.resource set classes = '{}' where code = %s"
    crowd.owner().execute(statement, (OTHER,))
    dialog = two.meet()
    card = only(dialog)
    assert card.heading.text() == "This is not open to you any more"
    assert card.offers.labels() == ()
    assert card.buttons[0].text() == "Dismiss"


def test_what_waits_is_listed_and_a_lost_connection_is_no_refusal(
    session_of: SessionOf, qtbot: QtBot
) -> None:
    desk = Place(session_of(syncing=False), qtbot, online=False)
    offline_book(desk, "Waiting", 10)
    session = desk.session
    session.status = replace(session.status, online=False, reason="busy", waiting=1)
    desk.navigator.conflicts.emit()
    dialog = desk.controller.conflicts
    assert dialog is not None
    desk.until(lambda: len(dialog.waiting.notes()) == 1)
    assert "Waiting" in dialog.waiting.texts()[0]
    busy = dialog.states["busy"]
    assert busy.heading.text() == "The shared database is busy"
    assert busy.problems.texts() == [
        "Nothing is refused. What waits is sent as soon as it answers."
    ]
    click(busy.button("Dismiss"))
    assert not dialog.states
    (note,) = dialog.waiting.notes()
    assert note.remedy == "Take back"
    assert note.mend is not None
    note.mend()
    desk.until(lambda: session.acts.waiting() == 0 and not dialog.waiting.notes())
    desk.close()


@pytest.mark.parametrize(
    ("status", "name", "heading"),
    [
        ({"auth": "login_disabled"}, "auth", "Your login is not accepted"),
        (
            {"read_only": "client_too_old"},
            "read_only",
            "This version of the program is too old",
        ),
        ({"read_only": "server_behind"}, "read_only", "Nothing can be changed for now"),
    ],
)
def test_what_holds_everything_up_has_a_card(
    session_of: SessionOf, qtbot: QtBot, status: dict[str, str], name: str, heading: str
) -> None:
    desk = Place(session_of(syncing=False), qtbot, online=False)
    desk.session.status = replace(desk.session.status, **status)  # type: ignore[arg-type]
    desk.navigator.conflicts.emit()
    dialog = desk.controller.conflicts
    assert dialog is not None
    desk.until(lambda: name in dialog.states)
    assert dialog.states[name].heading.text() == heading
    assert dialog.states[name].problems.texts()[0]
    desk.close()


class Off(SystemClock):
    """A clock that somebody set wrongly."""

    def __init__(self) -> None:
        self.by = timedelta(hours=-1)

    def now(self) -> datetime:
        return super().now() + self.by


def test_a_clock_that_is_off_has_a_card_until_it_is_right(
    session_of: SessionOf, qtbot: QtBot
) -> None:
    clock = Off()
    desk = Place(session_of(clock=clock), qtbot)
    desk.until(lambda: desk.session.status.skew_s > 0)
    desk.navigator.conflicts.emit()
    dialog = desk.controller.conflicts
    assert dialog is not None
    desk.until(lambda: "skew" in dialog.states)
    card = dialog.states["skew"]
    assert card.heading.text() == "This machine's clock is off"
    assert "1 h slow" in card.problems.texts()[0]
    assert "The shared database's time counts." in card.problems.texts()[0]
    set_language("zh_hans")
    desk.until(lambda: dialog.states["skew"].heading.text() == "这台电脑的时钟不准")
    assert (
        "慢了 1 小时。以共享数据库的时间为准。请校正" in dialog.states["skew"].problems.texts()[0]
    )
    set_language("en")
    desk.until(lambda: dialog.states["skew"].heading.text() == "This machine's clock is off")
    clock.by = timedelta(0)
    button = dialog.states["skew"].button("Compare again")
    button.setFocus()
    press(button, Qt.Key.Key_Return)
    desk.until(lambda: desk.session.status.skew_s == 0 and not dialog.states)
    desk.quiet()
    desk.close()


def test_a_card_of_a_clock_is_dismissed_and_comes_back_with_another_time(
    session_of: SessionOf, qtbot: QtBot
) -> None:
    clock = Off()
    desk = Place(session_of(clock=clock), qtbot)
    desk.until(lambda: desk.session.status.skew_s > 0)
    desk.navigator.conflicts.emit()
    dialog = desk.controller.conflicts
    assert dialog is not None
    desk.until(lambda: "skew" in dialog.states)
    click(dialog.states["skew"].button("Dismiss"))
    assert not dialog.states
    clock.by = timedelta(0)
    desk.session.sync_now()
    desk.until(lambda: desk.session.status.skew_s == 0)
    clock.by = timedelta(hours=3)
    desk.session.sync_now()
    desk.until(lambda: "skew" in dialog.states)
    assert "3 h fast" in dialog.states["skew"].problems.texts()[0]
    desk.quiet()
    desk.close()


def test_what_a_recovery_lost_is_sent_again_and_said(
    session_of: SessionOf, qtbot: QtBot, crowd: Zone
) -> None:
    desk = Place(session_of("photon.one", "a"), qtbot)
    desk.book("Kept", 9)
    backup = Backup(crowd)
    desk.book("Lost one", 10)
    desk.book("Lost two", 12)
    said = len(desk.said)
    backup.restore()
    desk.session.sync_now()
    again = "2 changes were sent again, because a recovery of the shared database had lost them."
    desk.until(lambda: again in [one.text for one in desk.said[said:]])
    desk.quiet()
    desk.until(lambda: sorted(map(str, desk.titles())) == ["Kept", "Lost one", "Lost two"])
    assert next(one for one in desk.said[said:] if one.text == again).stays
    assert desk.session.acts.failed() == ()
    other = Place(session_of("photon.one", "b"), qtbot)
    other.until(lambda: sorted(map(str, other.titles())) == ["Kept", "Lost one", "Lost two"])
    for one in (desk, other):
        one.quiet()
        one.close()


def test_what_a_recovery_lost_and_somebody_took_has_a_card_with_offers(
    session_of: SessionOf, qtbot: QtBot, crowd: Zone, tmp_path: Path
) -> None:
    desk = Place(session_of("photon.one", "a"), qtbot)
    backup = Backup(crowd)
    desk.book("Lost", 10)
    key = desk.bookings()[0].id
    other = crowd.desk("biotech.one")
    (turn,) = tmp_path.rglob("sync.lock")
    # Somebody books there before this desk hears of it, which it might by itself at any time.
    with locked(turn, 20):
        backup.restore()
        assert other.book(ROOM, desk.at(10), desk.at(11))["ok"]
    desk.session.sync_now()
    desk.until(lambda: bool(desk.session.acts.failed()))
    desk.navigator.conflicts.emit()
    dialog = desk.controller.conflicts
    assert dialog is not None
    desk.until(lambda: bool(dialog.cards))
    card = only(dialog)
    assert card.heading.text() == "Lost in a recovery of the shared database"
    assert "Lost" in card.what.text()
    assert card.button("Try again") is not None
    # It stays, also over closing and opening again, until one decides.
    dialog.reject()
    desk.navigator.conflicts.emit()
    again = desk.controller.conflicts
    assert again is not None
    desk.until(lambda: bool(again.cards))
    click(only(again).offers.buttons()[0])
    desk.until(lambda: not again.cards)
    desk.until(lambda: desk.titles() == ["Lost"])
    desk.quiet()
    assert desk.bookings()[0].id != key
    assert desk.session.acts.failed() == ()
    desk.close()


def test_what_is_likely_lost_says_so_where_it_waits_and_is_taken_back(two: Two) -> None:
    late = two.leave()
    offline_book(late, "Second", 10)
    two.early.book("First", 10)
    fetch_only(late.session)
    late.navigator.conflicts.emit()
    dialog = late.controller.conflicts
    assert dialog is not None
    late.until(lambda: bool(dialog.waiting.notes()))
    (note,) = dialog.waiting.notes()
    assert (note.tone, note.remedy) == ("warning", "Take back")
    assert "Waiting, probably taken already" in note.text
    assert note.mend is not None
    note.mend()
    late.until(lambda: late.session.acts.waiting() == 0 and not dialog.waiting.notes())


def test_every_way_to_fail_has_its_kind(two: Two) -> None:
    late = two.leave()
    offline_book(late, "Any", 10)
    act = late.session.acts.every()[-1]

    def kind(code: str = "", state: ActState = ActState.REFUSED, *, lost: bool = False) -> Kind:
        answer = {"ok": False, "code": code, "problems": [{"code": code}]}
        return kind_of(replace(act, state=state, answer=answer, lost=lost))

    assert kind("slot_taken") is Kind.TAKEN
    assert kind("stale") is Kind.CHANGED
    assert kind("already_cancelled") is Kind.CANCELLED
    assert kind("out_of_service") is Kind.CLOSED
    assert kind("outside_hours") is Kind.RULES
    assert kind("too_long") is Kind.RULES
    assert kind("not_allowed") is Kind.REVOKED
    assert kind("client_too_old") is Kind.TOO_OLD
    assert kind("depends_on_refused") is Kind.EARLIER
    assert kind("too_late", ActState.EXPIRED) is Kind.TOO_LATE
    assert kind("bug", ActState.QUARANTINED) is Kind.FAULT
    assert kind("slot_taken", lost=True) is Kind.LOST
    assert kind("bad_request") is Kind.OTHER


def test_an_empty_list_says_what_will_stand_there(session_of: SessionOf, qtbot: QtBot) -> None:
    desk = Place(session_of(syncing=False), qtbot, online=False)
    desk.navigator.conflicts.emit()
    dialog = desk.controller.conflicts
    assert dialog is not None
    desk.until(desk.session.idle)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("Nothing was refused" in text for text in said)
    desk.close()
