import os
from dataclasses import replace
import pytest
from PySide6.QtCore import QRect, QPoint, Qt
from PySide6.QtWidgets import QWidget, QApplication
from tests.ui.conftest import SessionOf, settle
from tests.zones import at, open_day
from ui.navigation import Navigator, Draft
from ui.session import Session
from ui.theme import theme
from ui.i18n import set_language
from ui.dialogs.booking_acts import BookingActs
from ui.dialogs.popover import QuickBooking
from ui.dialogs.editor import BookingEditor
from booking.services.bookings import NewBooking, ItemWish

SHOTS = "/tmp/h/shots"
ROOM = "JO-1F-MR01"

def shot(w, name):
    QApplication.processEvents()
    w.grab().save(f"{SHOTS}/bk_{name}.png")

@pytest.mark.parametrize("lang,mode", [("en","light"),("zh_hant","dark"),("zh_hans","light")])
def test_look(session: Session, qapp, qtbot, lang, mode):
    theme().apply(qapp)
    theme().set_mode(mode)
    set_language(lang)
    try:
        day = open_day()
        nav = Navigator()
        acts = BookingActs(session, nav)
        win = QWidget(); qtbot.addWidget(win)
        win.resize(1280, 800); win.show()
        qtbot.waitUntil(lambda: session.status.online is True, timeout=20000)
        with qtbot.waitSignal(session.verdict, timeout=20000):
            session.act(lambda: session.bookings.book(NewBooking("Mine", [ItemWish(ROOM, at(day,10), at(day,11))])))
        settle(qtbot, session)
        q = QuickBooking(session, acts, Draft(((ROOM, at(day,10), at(day,11)),)), win)
        q.begin(QRect(win.mapToGlobal(QPoint(300,300)), win.mapToGlobal(QPoint(360,340))))
        qtbot.keyClicks(q.title, "Design review")
        q.people.line.selectAll(); qtbot.keyClicks(q.people.line, "40")
        q.when.end.selectAll(); qtbot.keyClicks(q.when.end, "25:00")
        qtbot.waitUntil(lambda: q._live.settled())
        shot(win, f"pop1_{lang}")
        q.when.end.selectAll(); qtbot.keyClicks(q.when.end, "11")
        q.people.line.selectAll(); qtbot.keyClicks(q.people.line, "4")
        qtbot.waitUntil(lambda: q._live.settled(), timeout=8000)
        q.leave()
        shot(win, f"pop2_{lang}")
        q.end()
        e = BookingEditor(session, acts, win)
        e.begin_new(NewBooking("Kick-off with a rather long title " + "😀"*170, [ItemWish(ROOM, at(day,10), at(day,11)), ItemWish("SB1-3F-LAB01", at(day,22), at(day,23), 12), ItemWish("EQ-SB1-ULT1", None, None)], 7))
        e.open()
        qtbot.waitUntil(lambda: e._live.settled(), timeout=8000)
        e.submit()
        shot(e, f"edit1_{lang}")
        e.end()
    finally:
        theme().set_mode("light"); set_language("en")

from ui.dialogs.booking_controller import BookingController
from booking.services.bookings import Change, Edit

@pytest.mark.parametrize("lang,mode", [("en","light"),("zh_hant","dark")])
def test_look2(session_of: SessionOf, crowd, qapp, qtbot, lang, mode):
    theme().apply(qapp)
    theme().set_mode(mode)
    set_language(lang)
    session = session_of("photon.one"); other = session_of("photon.one", "second", syncing=False)
    try:
        day = open_day()
        nav = Navigator()
        said = []
        nav.say.connect(lambda m: said.append((m.tone, m.text)))
        win = QWidget(); qtbot.addWidget(win)
        win.resize(1280, 800); win.show()
        c = BookingController(session, nav, win)
        qtbot.waitUntil(lambda: session.status.online is True, timeout=20000)
        ids = []
        for t, h in (("Mine", 10), ("Planning 😀", 14), ("To cancel", 16)):
            done = []
            with qtbot.waitSignal(session.verdict, timeout=20000):
                c.acts.book(NewBooking(t, [ItemWish(ROOM, at(day,h), at(day,h+1))]), done=done.append)
            ids.append(done[0][0].booking.booking.id)
        settle(qtbot, session)
        # other desk, offline: works on stale data
        o = other.desktop.online(); o.sync(20)
        ob = other.bookings
        # first: changes here
        c.acts.change(ids[0], Change(start=at(day,11), end=at(day,12)))
        c.acts.edit(ids[1], Edit(title="Planning, theirs"))
        c.acts.cancel(ids[2])
        qtbot.waitUntil(lambda: session.status.waiting == 0 and session.idle(), timeout=20000)
        ob.edit(ids[0], Edit(title="Mine, edited", people=5))
        ob.change(ids[1], Change(start=at(day,17), end=at(day,18)))
        ob.edit(ids[2], Edit(people=3))
        ob.book(NewBooking("Taken", [ItemWish(ROOM, at(day,11), at(day,12))]))
        oc = BookingController(other, nav, win)
        o.sync(20)
        ob.book(NewBooking("Wait", [ItemWish(ROOM, at(day,9), at(day,10))]))
        oc.show_conflicts()
        d = oc.conflicts
        qtbot.waitUntil(lambda: len(d.cards) >= 4, timeout=8000)
        d.resize(640, 800)
        QApplication.processEvents()
        shot(d, f"conf_{lang}")
        print([ (x.heading.text(), x.problems.texts(), x.offers.labels()) for x in d.cards.values()])
        oc.show_details(ids[0])
        qtbot.waitUntil(lambda: oc.details._shown is not None, timeout=8000)
        shot(oc.details, f"det_{lang}")
        c.edit(ids[0])
        qtbot.waitUntil(lambda: c.editor is not None, timeout=8000)
        qtbot.waitUntil(lambda: c.editor._live.settled(), timeout=8000)
        shot(c.editor, f"edit2_{lang}")
        c.editor.rows[0].when.day.open_month()
        shot(c.editor.rows[0].when.day.month(), f"month_{lang}")
        c.editor.rows[0].when.day.month().close()
        c.close(); oc.close()
        print(said)
    finally:
        theme().set_mode("light"); set_language("en")
