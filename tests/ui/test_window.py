"""The main window over a real desk: by keyboard, in words, and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QStatusTipEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from booking.errors import EnvironmentProblem
from booking.services.bookings import ItemWish, NewBooking
from booking.sync.backoff import Attention
from tests.ui.booking_desk import fetch_only
from tests.ui.conftest import SessionOf, settle
from tests.zones import Zone, at, open_day
from ui.actions import PAGES
from ui.i18n import set_language
from ui.navigation import Day, Draft, Message, Navigator
from ui.pages.base import Page
from ui.session import Session
from ui.theme import theme
from ui.window import MainWindow

ROOM = "JO-1F-MR01"


class Small(Page):
    """A page with one line, which notes what it is told."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__(session, navigator)
        self.refreshed = 0
        self.line = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.line)
        self.setFocusProxy(self.line)

    def title(self) -> str:
        return f"Page {self.name}"

    def refresh(self, resources: frozenset[int] | None) -> None:
        self.refreshed += 1

    def focus_search(self) -> None:
        self.line.setFocus()


def pages(session: Session, navigator: Navigator) -> list[Page]:
    """Return one small page of each name."""
    made: list[Page] = []
    for name in PAGES:
        office = name in ("inventory", "closures")
        kind: Any = type(name, (Small,), {"name": name, "icon_name": name, "for_office": office})
        made.append(kind(session, navigator))
    return made


class Desk:
    """A window, and everything it asked to remember."""

    def __init__(self, session: Session, remembered: dict[str, Any] | None = None) -> None:
        self.session = session
        self.navigator = Navigator()
        self.window = MainWindow(
            session, self.navigator, pages(session, self.navigator), remembered
        )
        self.kept: dict[str, Any] = {}
        self.window.remember.connect(self._keep)

    def _keep(self, key: str, value: object) -> None:
        self.kept[key] = value

    def open(self, qtbot: QtBot) -> None:
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow, timeout=5_000)

    def press(self, keys: str) -> None:
        """Press keys where the focus is, as "Ctrl+K"."""
        focus = QApplication.focusWidget() or self.window
        QTest.keySequence(focus, QKeySequence(keys))

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk_for(session_of: SessionOf, qapp: QApplication, qtbot: QtBot) -> Iterator[Any]:
    """Return a shown window of a sample person, light and English."""
    theme().apply(qapp)
    theme().set_mode("light")
    set_language("en")
    opened: list[Desk] = []

    def make(
        person: str = "photon.one",
        remembered: dict[str, Any] | None = None,
        *,
        syncing: bool = True,
    ) -> Desk:
        desk = Desk(session_of(person, syncing=syncing), remembered)
        opened.append(desk)
        desk.open(qtbot)
        return desk

    yield make
    for desk in opened:
        desk.close()
    theme().set_mode("light")
    set_language("en")


def menu_titles(window: MainWindow) -> set[str]:
    return {menu.title() for menu in window.menuBar().findChildren(QMenu) if menu.title()}


def wanted(title: str = "Weekly meeting", hour: int = 10) -> NewBooking:
    day = open_day()
    return NewBooking(title, [ItemWish(ROOM, at(day, hour), at(day, hour + 1))], people=2)


def test_keys_lead_to_the_pages(desk_for: Any) -> None:
    desk = desk_for("joint.admin")
    for number, name in enumerate(PAGES, 1):
        desk.press(f"Ctrl+{number}")
        assert desk.window.page_name() == name
        assert desk.window.windowTitle() == f"Page {name}"
        assert desk.window.rail.buttons[name].isChecked()
        assert desk.kept["page"] == name


def test_a_copy_that_is_fetched_anew_is_no_error_to_tell(desk_for: Any, qtbot: QtBot) -> None:
    desk = desk_for()
    said: list[Message] = []
    desk.navigator.say.connect(said.append)
    desk.session.failed.emit(EnvironmentProblem("no_data", "none yet"))
    assert said == []
    desk.session.failed.emit(EnvironmentProblem("disk_full", "no room"))
    assert [one.tone for one in said] == ["danger"]
    settle(qtbot, desk.session)


def test_the_badge_counts_what_was_refused_and_what_is_likely_lost(
    desk_for: Any, session_of: SessionOf, crowd: Zone, qtbot: QtBot
) -> None:
    desk = desk_for(syncing=False)
    badge = desk.window.rail.buttons["mine"]
    session = desk.session
    session.act(lambda: session.bookings.book(wanted()))
    qtbot.waitUntil(lambda: session.status.waiting == 1 and session.idle(), timeout=20_000)
    assert badge.count == 0
    assert crowd.desk("biotech.one").book(ROOM, at(open_day(), 10), at(open_day(), 11))["ok"]
    # Only what is new is fetched, so that what waits is not refused yet.
    fetch_only(session)
    session.changed.emit(frozenset())
    qtbot.waitUntil(lambda: badge.count == 1, timeout=20_000)
    assert "1 to look at" in badge.accessibleName()
    session.start()
    qtbot.waitUntil(lambda: session.status.waiting == 0, timeout=20_000)
    qtbot.waitUntil(lambda: badge.count == 1 and session.idle(), timeout=20_000)
    (failed,) = session.acts.failed()
    session.act(lambda: session.acts.dismiss(failed.act))
    qtbot.waitUntil(lambda: badge.count == 0, timeout=20_000)
    settle(qtbot, session)


def test_the_focus_goes_along_with_the_page(desk_for: Any) -> None:
    desk = desk_for()
    desk.press("Ctrl+2")
    first = desk.window.page().line
    first.setFocus()
    desk.press("Ctrl+3")
    assert desk.window.page().line.hasFocus()


def test_the_rail_is_walked_by_keys(desk_for: Any) -> None:
    desk = desk_for()
    rail = desk.window.rail.buttons
    rail["schedule"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(rail["schedule"], Qt.Key.Key_Down)
    assert desk.window.page_name() == "find"
    rail["mine"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(rail["mine"], Qt.Key.Key_Return)
    assert desk.window.page_name() == "mine"


def test_a_member_has_no_pages_of_the_office(desk_for: Any) -> None:
    desk = desk_for("photon.one", {"page": "inventory"})
    assert not desk.window.rail.buttons["inventory"].isVisible()
    desk.press("Ctrl+4")
    desk.navigator.page.emit("closures")
    assert desk.window.page_name() == "schedule"


def test_who_where_and_how_fresh(desk_for: Any, qtbot: QtBot) -> None:
    desk = desk_for()
    me = desk.session.finder.me()
    line = desk.window.status
    assert me.name in line._who.text()
    assert "Test zone" in line._where.text()
    qtbot.waitUntil(lambda: desk.session.status.online is True, timeout=20_000)
    assert line.faults() == []


def test_the_sites_are_chosen_for_all_pages_and_remembered(desk_for: Any, qtbot: QtBot) -> None:
    desk = desk_for()
    desk.window.top.sites.choose("SB")
    assert all(page.sites == ("SB",) for page in desk.window.pages.values())
    assert desk.kept["site"] == "SB"
    desk.window.top.sites.choose("")
    assert all(page.sites == () for page in desk.window.pages.values())
    assert desk.kept["site"] == ""


def test_it_comes_up_as_it_was_left(desk_for: Any) -> None:
    before = {"site": "JO", "page": "find", "rail": "compact", "recent": ["action:quit", 7]}
    desk = desk_for("photon.one", before)
    assert desk.window.page_name() == "find"
    assert desk.window.top.sites.current == ("JO",)
    assert desk.window.page().sites == ("JO",)
    assert desk.window.rail.compact
    assert desk.window.caller.palette.recent == ["action:quit"]


@pytest.mark.parametrize("nonsense", [{"site": 3, "page": [], "geometry": "%%%", "recent": "x"}])
def test_nonsense_that_was_remembered_is_passed_over(desk_for: Any, nonsense: Any) -> None:
    desk = desk_for("photon.one", nonsense)
    assert desk.window.page_name() == "schedule"
    assert desk.window.top.sites.current == ()


def test_ctrl_z_takes_back_what_a_message_tells_of(desk_for: Any) -> None:
    desk = desk_for()
    undone: list[int] = []
    assert not desk.window.actions_["undo"].isEnabled()
    desk.navigator.say.emit(Message("Booked", "done", undo=lambda: undone.append(1)))
    desk.press("Ctrl+Z")
    assert undone == [1]
    assert not desk.window.actions_["undo"].isEnabled()


def test_in_a_line_with_text_ctrl_z_is_the_lines(desk_for: Any) -> None:
    desk = desk_for()
    undone: list[int] = []
    line = desk.window.page().line
    line.setFocus()
    QTest.keyClicks(line, "abc")
    desk.navigator.say.emit(Message("Booked", "done", undo=lambda: undone.append(1)))
    desk.press("Ctrl+Z")
    assert line.text() == ""
    assert undone == []


def test_the_palette_goes_to_a_room_and_to_a_day(desk_for: Any) -> None:
    desk = desk_for()
    desk.press("Ctrl+3")
    days: list[Day] = []
    desk.navigator.day.connect(days.append)
    palette = desk.window.caller.palette
    desk.press("Ctrl+K")
    assert palette.isVisible()
    QTest.keyClicks(palette.line, ROOM.lower())
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert days[0].resource == ROOM
    assert desk.window.page_name() == "schedule"
    assert desk.kept["recent"] == [f"resource:{ROOM}"]
    desk.press("Ctrl+K")
    QTest.keyClicks(palette.line, "2026-12-03")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert days[1].day.isoformat() == "2026-12-03"
    assert days[1].resource == ""


def test_the_palette_does_actions(desk_for: Any) -> None:
    desk = desk_for()
    desk.press("Ctrl+K")
    palette = desk.window.caller.palette
    QTest.keyClicks(palette.line, "dark th")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert theme().dark
    assert desk.kept["theme"] == "dark"


def test_new_bookings_begin_with_an_empty_draft(desk_for: Any) -> None:
    desk = desk_for()
    drafts: list[Draft] = []
    desk.navigator.new.connect(drafts.append)
    desk.press("Ctrl+N")
    QTest.mouseClick(desk.window.top.new, Qt.MouseButton.LeftButton)
    assert drafts == [Draft(), Draft()]


def test_what_waits_is_listed_and_can_be_withdrawn(desk_for: Any, qtbot: QtBot) -> None:
    desk = desk_for("photon.one", syncing=False)
    session = desk.session
    session.act(lambda: session.bookings.book(wanted()))
    qtbot.waitUntil(lambda: session.status.waiting == 1, timeout=20_000)
    desk.press("Ctrl+J")
    panel = desk.window.standing.panel
    qtbot.waitUntil(lambda: len(panel.titles()) == 1, timeout=20_000)
    assert panel.titles() == ["Booking: Weekly meeting"]
    set_language("zh_hans")
    qtbot.waitUntil(lambda: panel.titles() == ["预订：Weekly meeting"], timeout=20_000)
    set_language("en")
    qtbot.waitUntil(lambda: panel.titles() == ["Booking: Weekly meeting"], timeout=20_000)
    button = panel.findChild(QPushButton)
    assert button is not None
    assert "Weekly meeting" in button.accessibleName()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.status.waiting == 0, timeout=20_000)
    qtbot.waitUntil(lambda: panel.titles() == [], timeout=20_000)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    settle(qtbot, session)


def test_a_refusal_is_told_once_and_counted(desk_for: Any, qtbot: QtBot) -> None:
    desk = desk_for()
    session, window = desk.session, desk.window
    qtbot.waitUntil(lambda: session.status.online is True, timeout=20_000)
    session.act(lambda: session.bookings.book(wanted("Too early", 3), anyway=True))
    qtbot.waitUntil(lambda: window.rail.buttons["mine"].count == 1, timeout=20_000)
    qtbot.waitUntil(lambda: window.messages.current() is not None, timeout=20_000)
    told = window.messages.current()
    assert told is not None
    assert told.tone == "warning"
    assert "Too early" in told.text
    assert "1" in window.rail.buttons["mine"].accessibleName()
    settle(qtbot, session)


def test_many_refusals_are_one_message(desk_for: Any, qtbot: QtBot) -> None:
    desk = desk_for("photon.one", syncing=False)
    session, window = desk.session, desk.window
    for number in range(5):
        session.act(
            lambda number=number: session.bookings.book(wanted(f"No {number}", 3), anyway=True)
        )
    qtbot.waitUntil(lambda: session.status.waiting == 5, timeout=20_000)
    session.start()
    qtbot.waitUntil(lambda: window.rail.buttons["mine"].count == 5, timeout=30_000)
    qtbot.waitUntil(lambda: window.messages.current() is not None, timeout=20_000)
    texts = []
    while (message := window.messages.current()) is not None:
        texts.append(message.text)
        window.messages.dismiss()
    assert len(texts) <= 2, texts
    settle(qtbot, session)


def test_a_fault_of_a_task_is_a_sentence(desk_for: Any, qtbot: QtBot) -> None:
    desk = desk_for()
    desk.session.act(lambda: 1 // 0)
    qtbot.waitUntil(lambda: desk.window.messages.current() is not None, timeout=20_000)
    message = desk.window.messages.current()
    assert message.tone == "danger"
    assert message.text
    settle(qtbot, desk.session)


@pytest.mark.parametrize("code", ["zh_hant", "zh_hans"])
def test_the_language_switches_everywhere_at_once(desk_for: Any, qtbot: QtBot, code: str) -> None:
    desk = desk_for()
    window = desk.window
    english = {
        name: action.text()
        for name, action in window.actions_.everything().items()
        if not name.startswith("language")
    }
    titles = menu_titles(window)
    window.actions_[f"language_{code}"].trigger()
    QApplication.processEvents()
    same = [name for name, text in english.items() if window.actions_[name].text() == text]
    assert same == []
    assert not menu_titles(window) & titles
    assert desk.kept["language"] == code
    assert window.rail.buttons["mine"].text() == window.actions_["mine"].text()


def test_every_action_has_a_name_and_a_tip_and_no_key_twice(desk_for: Any) -> None:
    desk = desk_for("joint.admin")
    keys: list[str] = []
    for name, action in desk.window.actions_.everything().items():
        assert action.text(), name
        assert action.statusTip() or name.startswith("language"), name
        keys += [key.toString() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    shown = [
        action
        for menu in desk.window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if not action.isSeparator() and action.menu() is None
    ]
    assert sorted(a.objectName() for a in shown) == sorted(desk.window.actions_.everything())


def test_the_window_says_how_closely_somebody_watches(
    desk_for: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_for()
    said: list[Attention] = []
    monkeypatch.setattr(desk.session, "set_attention", said.append)
    desk.window.hide()
    assert said == [Attention.HIDDEN]
    desk.window.show()
    assert said == [Attention.HIDDEN, Attention.FOCUSED]


def test_a_window_beside_the_one_in_use_is_watched_for_a_while(
    desk_for: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_for()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    said: list[Attention] = []
    monkeypatch.setattr(desk.session, "set_attention", said.append)
    beside = QWidget()
    qtbot.addWidget(beside)
    beside.show()
    beside.activateWindow()
    qtbot.waitUntil(desk.window.watch.linger.isActive)
    assert said == []
    desk.window.watch.linger.timeout.emit()
    assert said == [Attention.VISIBLE]
    desk.window.activateWindow()
    qtbot.waitUntil(lambda: said == [Attention.VISIBLE, Attention.FOCUSED])
    assert not desk.window.watch.linger.isActive()


def test_a_narrow_window_cuts_nothing_off(desk_for: Any, qtbot: QtBot) -> None:
    desk = desk_for("joint.admin")
    window = desk.window
    for width, compact in ((1000, True), (1280, False), (800, True)):
        window.resize(width, 600)
        QApplication.processEvents()
        assert window.rail.compact is compact
        window.grab()
        top = window.top
        assert top.new.geometry().right() <= top.width()
        assert top.heading.width() >= top.heading.minimumSizeHint().width()


def test_large_letters_are_not_cut_off(
    desk_for: Any, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = QFont(theme()._system)
    large.setPointSizeF(20)
    monkeypatch.setattr(theme(), "_system", large)
    theme()._dress()
    desk = desk_for("joint.admin")
    window = desk.window
    window.resize(1600, 900)
    QApplication.processEvents()
    for button in window.rail.buttons.values():
        text = QFontMetrics(theme().font("body", bold=True)).horizontalAdvance(button.text())
        assert button.width() >= text + 60
    assert window.status.height() >= QFontMetrics(theme().font()).height()
    assert window.top.search.width() >= window.top.search.sizeHint().width()
    monkeypatch.undo()
    theme()._dress()
    QApplication.processEvents()
    assert window.status.height() < 60


def test_the_tip_of_an_action_stands_in_the_status_line(desk_for: Any) -> None:
    desk = desk_for()
    who = desk.window.status._who
    QApplication.sendEvent(desk.window, QStatusTipEvent("What it does"))
    assert desk.window.status._tip.text() == "What it does"
    assert not who.isVisible()
    QApplication.sendEvent(desk.window, QStatusTipEvent(""))
    assert who.isVisible()


def test_the_keys_are_listed(desk_for: Any, qtbot: QtBot) -> None:
    desk = desk_for()
    desk.press("F1")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    table = dialog.findChild(QTableWidget)
    assert table is not None
    assert any(
        "Ctrl+K" in item.text()
        for row in range(table.rowCount())
        if (item := table.item(row, 1)) is not None
    )
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_the_page_in_front_shows_by_itself_is_not_told_besides(
    desk_for: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Small, "refusals", ("book",))
    desk = desk_for()
    session, window = desk.session, desk.window
    qtbot.waitUntil(lambda: session.status.online is True, timeout=20_000)
    with qtbot.waitSignal(session.verdict, timeout=20_000):
        session.act(lambda: session.bookings.book(wanted("Too early", 3), anyway=True))
    qtbot.waitUntil(lambda: window.rail.buttons["mine"].count == 1, timeout=20_000)
    gathering = window.teller.findChild(QTimer)
    assert gathering is not None
    assert not gathering.isActive()
    assert window.messages.current() is None
    settle(qtbot, session)
