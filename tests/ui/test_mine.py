"""My bookings: sections, what can be done with each, by mouse and by keyboard, and live changes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from booking.services.bookings import Change, ItemWish, NewBooking
from booking.services.views import Standing
from tests.ui.conftest import SessionOf, settle
from tests.zones import SHENZHEN, at, open_day
from ui.i18n import set_language
from ui.models.bookings import CANCEL, CHANGE, DISMISS, MORE, RESOLVE, SHOW, Entry, Section
from ui.models.cards import CHUNK, Card, CardModel, Heading, Row
from ui.navigation import Day, Draft, Message, Navigator
from ui.pages.mine import MinePage
from ui.session import Session
from ui.theme import theme
from ui.widgets.cards import CardList

ROOM, OTHER = "JO-1F-MR01", "JO-1F-MR02"
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Asked:
    """What a page asked the window for."""

    drafts: list[Draft] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    edits: list[UUID] = field(default_factory=list)
    details: list[UUID] = field(default_factory=list)
    said: list[Message] = field(default_factory=list)
    conflicts: list[bool] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    theme().apply(qapp)
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def navigator(qapp: QApplication) -> Navigator:
    return Navigator()


@pytest.fixture
def asked(navigator: Navigator) -> Asked:
    asked = Asked()
    navigator.new.connect(asked.drafts.append)
    navigator.day.connect(asked.days.append)
    navigator.edit.connect(asked.edits.append)
    navigator.booking.connect(asked.details.append)
    navigator.say.connect(asked.said.append)
    navigator.page.connect(asked.pages.append)
    navigator.conflicts.connect(lambda: asked.conflicts.append(True))
    return asked


PageOf = Callable[[Session], MinePage]


@pytest.fixture
def page_of(qtbot: QtBot, navigator: Navigator) -> PageOf:
    def make(session: Session) -> MinePage:
        page = MinePage(session, navigator)
        qtbot.addWidget(page)
        page.resize(1080, 700)
        with qtbot.waitSignal(page.listed, timeout=20_000):
            page.show()
        return page

    return make


@pytest.fixture
def quiet(session_of: SessionOf) -> Session:
    """A session that does not sync, so that nothing moves by itself."""
    return session_of(syncing=False)


def wish(hour: int = 10, room: str = ROOM, title: str = "Design review") -> NewBooking:
    day = open_day()
    return NewBooking(title, [ItemWish(room, at(day, hour), at(day, hour + 1))], people=3)


def send(session: Session, *wishes: NewBooking, anyway: bool = False) -> list[UUID]:
    """Book and have it confirmed, or refused, before there is a page."""
    queued = [session.bookings.book(one, anyway=anyway) for one in wishes]
    assert session.desktop.online().sync(20).up_to_date
    return [UUID(one.act.subject) for one in queued]


def entries(page: MinePage) -> dict[UUID, Entry]:
    """Return what is listed, by booking."""
    return {row.value.booking.id: row.value for row in page.cards.rows() if not row.heading}


def card(page: MinePage, key: UUID) -> Card:
    found = page.cards.card(page.cards.find(key))
    assert isinstance(found, Card)
    return found


def headings(page: MinePage) -> list[str]:
    shown = (page.cards.card(page.cards.index(n)) for n in range(page.cards.rowCount()))
    return [one.text for one in shown if isinstance(one, Heading)]


def press(page: MinePage, key: UUID, button: str) -> None:
    page.list.choose(key)
    where = page.list.button_rect(key, button).center()
    assert not where.isNull()
    QTest.mouseClick(page.list.viewport(), LEFT, NONE, where)


def choose(page: MinePage, *keys: UUID) -> None:
    """Select cards with the mouse, as one does with Ctrl."""
    for place, key in enumerate(keys):
        where = page.list.box(page.cards.find(key)).topLeft() + QPoint(40, 14)
        QTest.mouseClick(page.list.viewport(), LEFT, CONTROL if place else NONE, where)


def refused(session: Session, crowd_session: Session) -> UUID:
    """Have a booking refused by the shared database, since another tenant was quicker."""
    crowd_session.bookings.book(wish())
    assert crowd_session.desktop.online().sync(20).up_to_date
    (found,) = send(session, wish(title="Too late"), anyway=True)
    return found


# --- what is shown -------------------------------------------------------------------------------


def test_bookings_stand_by_day_with_what_when_and_where(quiet: Session, page_of: PageOf) -> None:
    one, two = send(quiet, wish(10), wish(14, OTHER, "每週例會"))
    page = page_of(quiet)
    assert list(entries(page)) == [one, two]
    first = card(page, one)
    assert (first.title, first.lead) == ("Design review", ("10:00–11:00", "1 h"))
    assert "Meeting Room 101" in first.line
    assert "Joint Office" in first.line
    assert first.badge is None
    assert card(page, two).title == "每週例會"
    assert len(headings(page)) == 1


def test_what_waits_stands_apart_and_looks_different(quiet: Session, page_of: PageOf) -> None:
    quiet.bookings.book(wish())
    page = page_of(quiet)
    assert headings(page) == ["Waiting for confirmation"]
    (entry,) = entries(page).values()
    badge = card(page, entry.booking.id).badge
    assert entry.section is Section.WAITING
    assert badge is not None
    assert (badge.icon, badge.text) == ("waiting", "Waiting for confirmation")


def test_what_was_refused_comes_first_with_the_reason(
    session_of: SessionOf, page_of: PageOf, asked: Asked
) -> None:
    mine, other = session_of(syncing=False), session_of("biotech.one", syncing=False)
    key = refused(mine, other)
    page = page_of(mine)
    shown = card(page, key)
    assert headings(page)[0] == "Needs attention"
    assert shown.note is not None
    assert "Somebody else has this time" in shown.note.text
    assert shown.badge is not None
    assert shown.badge.text == "Refused"
    press(page, key, RESOLVE)
    assert asked.conflicts == [True]


@pytest.mark.parametrize("by_mouse", [True, False], ids=["mouse", "keyboard"])
def test_a_refusal_is_dismissed(
    qtbot: QtBot, session_of: SessionOf, page_of: PageOf, by_mouse: bool
) -> None:
    mine, other = session_of(syncing=False), session_of("biotech.one", syncing=False)
    key = refused(mine, other)
    page = page_of(mine)
    if by_mouse:
        press(page, key, DISMISS)
    else:
        page.list.setFocus()
        page.list.select_first()
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: key not in entries(page), timeout=20_000)
    settle(qtbot, mine)


def test_nothing_to_come_says_how_to_begin(quiet: Session, page_of: PageOf, asked: Asked) -> None:
    page = page_of(quiet)
    assert page._empty.told()[0] == "No bookings to come"
    QTest.mouseClick(page._empty.button, LEFT)
    assert asked.pages == ["find"]


def test_the_organisations_bookings_are_shown_with_their_person(
    qtbot: QtBot, session_of: SessionOf, page_of: PageOf
) -> None:
    colleague = session_of("photon.admin", syncing=False)
    (key,) = send(colleague, wish())
    mine = session_of("photon.one", syncing=False)
    assert mine.desktop.online().sync(20).up_to_date
    page = page_of(mine)
    assert key not in entries(page)
    with qtbot.waitSignal(page.listed, timeout=20_000):
        QTest.mouseClick(page.head.ours, LEFT)
    assert key in entries(page)
    name = colleague.local.me().name
    assert name in [sign.text for sign in card(page, key).signs]
    with qtbot.waitSignal(page.listed, timeout=20_000):
        page.look_for(name)
    assert list(entries(page)) == [key]


def test_a_filter_finds_titles_rooms_and_both_scripts(
    quiet: Session, page_of: PageOf, qtbot: QtBot
) -> None:
    one, two = send(quiet, wish(10), wish(14, OTHER, "機械人示範"))
    page = page_of(quiet)
    for text, found in (
        ("design", [one]),
        ("机器人", []),
        ("机械人", [two]),
        ("mr02", [two]),
        ("會議室", [one, two]),
        ("会议室", [one, two]),
        ("", [one, two]),
    ):
        page.head.filter.replace(str(text))
        assert list(entries(page)) == found
    page.head.filter.replace("nothing like it")
    assert page._empty.told()[0] == "No booking fits"
    QTest.keyClick(page.head.filter, Qt.Key.Key_Escape)
    assert list(entries(page)) == [one, two]
    settle(qtbot, quiet)


def test_sites_of_the_window_are_shown(quiet: Session, page_of: PageOf, qtbot: QtBot) -> None:
    send(quiet, wish())
    page = page_of(quiet)
    with qtbot.waitSignal(page.listed, timeout=20_000):
        page.set_sites(("SB",))
    assert not entries(page)
    with qtbot.waitSignal(page.listed, timeout=20_000):
        page.set_sites(("JO",))
    assert entries(page)


def test_languages_and_themes_change_while_it_is_shown(
    qtbot: QtBot, quiet: Session, page_of: PageOf
) -> None:
    (key,) = send(quiet, wish())
    page = page_of(quiet)
    set_language("zh_hant")
    qtbot.waitUntil(lambda: "101 會議室" in card(page, key).line)
    set_language("zh_hans")
    qtbot.waitUntil(lambda: "101 会议室" in card(page, key).line)
    theme().set_mode("dark")
    dark = page.grab().toImage()
    theme().set_mode("light")
    assert page.grab().toImage() != dark


# --- what is done --------------------------------------------------------------------------------


@pytest.mark.parametrize("by_mouse", [True, False], ids=["mouse", "keyboard"])
def test_a_booking_is_cancelled_and_brought_back(
    qtbot: QtBot, quiet: Session, page_of: PageOf, asked: Asked, by_mouse: bool
) -> None:
    (key,) = send(quiet, wish())
    page = page_of(quiet)
    if by_mouse:
        press(page, key, CANCEL)
    else:
        QTest.keyClick(page.head.filter, Qt.Key.Key_Down)
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(asked.said), timeout=20_000)
    settle(qtbot, quiet)
    assert asked.said[0].text == "“\u2068Design review\u2069” is being cancelled."
    shown = quiet.listing.show(key).projected
    assert shown.booking.state.value == "cancelled"
    qtbot.waitUntil(lambda: card(page, key).badge is not None, timeout=20_000)
    undo = asked.said[0].undo
    assert undo is not None
    undo()
    settle(qtbot, quiet)
    assert quiet.listing.show(key).projected.standing is Standing.CONFIRMED


@pytest.mark.parametrize("by_mouse", [True, False], ids=["mouse", "keyboard"])
def test_several_are_cancelled_with_one_message_and_one_way_back(
    qtbot: QtBot, quiet: Session, page_of: PageOf, asked: Asked, by_mouse: bool
) -> None:
    keys = send(quiet, wish(10), wish(14, OTHER, "Second"), wish(16, ROOM, "Third"))
    page = page_of(quiet)
    if by_mouse:
        choose(page, *keys[:2])
        assert page.head.cancel_all.isVisible()
        QTest.mouseClick(page.head.cancel_all, LEFT)
    else:
        page.list.setFocus()
        page.list.select_first()
        QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(asked.said), timeout=20_000)
    settle(qtbot, quiet)
    assert [message.text for message in asked.said] == ["2 bookings are being cancelled."]
    states = [quiet.listing.show(key).projected.booking.state.value for key in keys]
    assert states == ["cancelled", "cancelled", "confirmed"]
    undo = asked.said[0].undo
    assert undo is not None
    undo()
    settle(qtbot, quiet)
    states = [quiet.listing.show(key).projected.booking.state.value for key in keys]
    assert states == ["confirmed"] * 3


def test_what_was_not_sent_is_taken_back_and_asked_for_again(
    qtbot: QtBot, quiet: Session, page_of: PageOf, asked: Asked
) -> None:
    quiet.bookings.book(wish())
    page = page_of(quiet)
    page.list.setFocus()
    page.list.select_first()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not entries(page), timeout=20_000)
    assert "before" in asked.said[0].text
    undo = asked.said[0].undo
    assert undo is not None
    undo()
    qtbot.waitUntil(lambda: len(entries(page)) == 1, timeout=20_000)
    (entry,) = entries(page).values()
    assert entry.booking.title == "Design review"
    settle(qtbot, quiet)


@pytest.mark.parametrize("by_mouse", [True, False], ids=["mouse", "keyboard"])
def test_details_change_and_schedule(
    quiet: Session, page_of: PageOf, asked: Asked, by_mouse: bool
) -> None:
    (key,) = send(quiet, wish())
    page = page_of(quiet)
    page.list.setFocus()
    page.list.select_first()
    if by_mouse:
        where = page.list.box(page.cards.find(key)).topLeft() + QPoint(40, 14)
        QTest.mouseDClick(page.list.viewport(), LEFT, NONE, where)
        press(page, key, CHANGE)
        press(page, key, SHOW)
    else:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        QTest.keyClick(page.list, Qt.Key.Key_F2)
        QTest.keyClick(page.list, Qt.Key.Key_Return, CONTROL)
    assert asked.details == [key]
    assert asked.edits == [key]
    day = open_day()
    assert asked.days == [Day(day.astimezone(SHENZHEN).date(), ROOM, at(day, 10))]


def test_the_same_is_booked_again_a_week_later(
    quiet: Session, page_of: PageOf, asked: Asked
) -> None:
    send(quiet, wish())
    page = page_of(quiet)
    page.list.setFocus()
    page.list.select_first()
    QTest.keyClick(page.list, Qt.Key.Key_D, CONTROL)
    (draft,) = asked.drafts
    start = at(open_day(), 10) + timedelta(days=7)
    assert draft.items == ((ROOM, start, start + timedelta(hours=1)),)
    assert (draft.title, draft.people) == ("Design review", 3)


def test_bookings_are_copied_as_text(quiet: Session, page_of: PageOf, asked: Asked) -> None:
    send(quiet, wish(10), wish(14, OTHER, "Second"))
    page = page_of(quiet)
    page.list.setFocus()
    page.list.selectAll()
    QTest.keyClick(page.list, Qt.Key.Key_C, CONTROL)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Design review, Meeting Room 101")
    assert lines[0].endswith("10:00–11:00")
    assert asked.said[0].undo is None


@pytest.mark.parametrize("by_mouse", [True, False], ids=["mouse", "keyboard"])
def test_the_menu_moves_a_booking(
    qtbot: QtBot, quiet: Session, page_of: PageOf, asked: Asked, by_mouse: bool
) -> None:
    (key,) = send(quiet, wish())
    page = page_of(quiet)
    page.list.setFocus()
    page.list.select_first()
    if by_mouse:
        press(page, key, MORE)
    else:
        where = page.list.geometry().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, page.mapToGlobal(where))
        QApplication.sendEvent(page, event)
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    inside = next(a.menu() for a in menu.actions() if isinstance(a.menu(), QMenu))
    assert isinstance(inside, QMenu)
    later = next(action for action in inside.actions() if action.text() == "Half an hour later")
    later.trigger()
    menu.close()
    qtbot.waitUntil(lambda: bool(asked.said), timeout=20_000)
    settle(qtbot, quiet)
    booking = quiet.listing.show(key).projected.booking
    assert booking.items[0].during.start == at(open_day(), 10, 30)
    undo = asked.said[0].undo
    assert undo is not None
    undo()
    settle(qtbot, quiet)
    booking = quiet.listing.show(key).projected.booking
    assert booking.items[0].during.start == at(open_day(), 10)


def test_what_cannot_be_moved_says_why(
    qtbot: QtBot, quiet: Session, page_of: PageOf, asked: Asked
) -> None:
    (key, _) = send(quiet, wish(10), wish(11, ROOM, "After it"))
    page = page_of(quiet)
    page.list.choose(key)
    page.menu.actions["later"].trigger()
    qtbot.waitUntil(lambda: bool(asked.said), timeout=20_000)
    assert "Somebody else has this time" in asked.said[0].text
    settle(qtbot, quiet)


# --- live changes --------------------------------------------------------------------------------


def test_a_confirmation_moves_a_booking_and_keeps_it_selected(
    qtbot: QtBot, session: Session, page_of: PageOf
) -> None:
    page = page_of(session)
    with qtbot.waitSignal(session.verdict, timeout=20_000):
        session.act(lambda: session.bookings.book(wish()))
    qtbot.waitUntil(
        lambda: [one.section for one in entries(page).values()] == [Section.COMING],
        timeout=20_000,
    )
    settle(qtbot, session)


def test_live_changes_keep_what_is_selected_and_the_place(
    qtbot: QtBot, quiet: Session, page_of: PageOf
) -> None:
    days = [open_day(2 + n) for n in range(6)]
    wishes = [
        NewBooking(f"Number {n}", [ItemWish(ROOM, at(day, hour), at(day, hour + 1))], people=1)
        for n, (day, hour) in enumerate(
            (day, hour) for day in dict.fromkeys(at(d, 0) for d in days) for hour in range(10, 17)
        )
    ]
    keys = send(quiet, *wishes)
    page = page_of(quiet)
    page.resize(900, 420)
    page.list.choose(keys[-2])
    before = page.list.box(page.cards.find(keys[-2])).top()
    assert page.list.verticalScrollBar().value() > 0
    quiet.act(lambda: quiet.bookings.change(keys[0], Change(resource=OTHER)))
    qtbot.waitUntil(lambda: entries(page)[keys[0]].section is Section.WAITING, timeout=20_000)
    settle(qtbot, quiet)
    assert page.list.current_key() == keys[-2]
    assert page.list.selected_keys() == [keys[-2]]
    assert page.list.box(page.cards.find(keys[-2])).top() == before


# --- the list itself -----------------------------------------------------------------------------


def plain_rows(count: int, start: int = 0) -> list[Row]:
    return [Row(n, f"Row {n}") for n in range(start, start + count)]


def drawn(row: Row) -> Any:
    return Card(str(row.value))


def test_long_lists_are_given_out_in_chunks(qtbot: QtBot) -> None:
    calls: list[object] = []

    def draw(row: Row) -> Card:
        calls.append(row.key)
        return Card(str(row.value))

    model = CardModel(draw)
    view = CardList(model)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.show_rows(plain_rows(5000))
    view.grab()
    assert model.rowCount() == CHUNK
    assert len(set(calls)) <= CHUNK
    view.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == 2 * CHUNK)
    view.show_rows(plain_rows(5000, start=3))
    assert model.rowCount() == 2 * CHUNK
    assert model.row(model.index(0)) == Row(3, "Row 3")


@pytest.mark.parametrize("seed", range(40))
def test_any_change_of_rows_ends_in_the_new_rows(qtbot: QtBot, seed: int) -> None:
    source = random.Random(seed)
    model = CardModel(drawn)
    view = CardList(model)
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    for _ in range(6):
        keys = source.sample(range(30), source.randrange(0, 20))
        rows = [Row(key, f"{key} {source.randrange(2)}") for key in keys]
        selected = set(view.selected_keys())
        view.show_rows(rows)
        shown = [model.row(model.index(n)) for n in range(model.rowCount())]
        assert shown == rows
        titles = [model.card(model.index(n)) for n in range(model.rowCount())]
        assert titles == [Card(str(row.value)) for row in rows]
        assert selected & set(keys) <= set(view.selected_keys())
        if rows:
            view.choose(source.choice(keys))


def test_what_is_over_is_shown_when_asked_for(
    qtbot: QtBot, quiet: Session, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    (key,) = send(quiet, wish())
    page = page_of(quiet)
    later = at(open_day(), 23)
    monkeypatch.setattr(quiet.local, "now", lambda: later)
    with qtbot.waitSignal(page.listed, timeout=20_000):
        page.refresh(None)
    assert key not in entries(page)
    with qtbot.waitSignal(page.listed, timeout=20_000):
        QTest.mouseClick(page.head.past, LEFT)
    assert entries(page)[key].section is Section.PAST
    assert headings(page) == ["Past"]
    assert not entries(page)[key].alive
