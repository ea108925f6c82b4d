"""What people paste and type, and what happens around them: each ends in one sentence or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from booking.errors import EnvironmentProblem
from booking.services.bookings import ItemWish, NewBooking
from tests.ui.booking_desk import Place
from tests.ui.conftest import SessionOf, settle
from tests.ui.typing import click, press, type_over
from tests.zones import SHENZHEN, Zone, at, open_day
from ui import format as shown
from ui.dialogs import told
from ui.i18n import set_language
from ui.models.day import Mood
from ui.navigation import Day, Message, Navigator
from ui.pages.schedule import SchedulePage
from ui.session import Session
from ui.timeparse import Parsed, parse_date, parse_time
from ui.widgets.date_edit import DateEdit
from ui.widgets.schedule.texts import plain
from ui.widgets.time_edit import TimeEdit
from ui.widgets.title_edit import TitleEdit

ROOM, OTHER = "JO-1F-MR01", "JO-1F-MR02"
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
LONG = 20_000
BREAKS = "Design\r\nreview\t\x00of\u2028the\x85wing\x1b"


@pytest.fixture(autouse=True)
def english(qapp: object) -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def desk(session: Session, qtbot: QtBot) -> Iterator[Place]:
    place = Place(session, qtbot)
    yield place
    place.close()


def paste(line: QLineEdit, text: str) -> None:
    """Put a text in with the keys for that."""
    clipboard = QApplication.clipboard()
    clipboard.setText(text)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


# --- pasted into one line ------------------------------------------------------------------------


def test_breaks_and_control_characters_become_one_line(qtbot: QtBot) -> None:
    line = TitleEdit(200)
    qtbot.addWidget(line)
    seen: list[str] = []
    line.textEdited.connect(lambda: seen.append(line.text()))
    paste(line, BREAKS)
    assert line.text() == "Design review of the wing"
    assert seen == ["Design review of the wing"]
    line.setText("ab")
    line.setCursorPosition(1)
    QApplication.clipboard().setText("\n")
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (line.text(), line.cursorPosition()) == ("a b", 2)


@pytest.mark.parametrize("language", ["en", "zh_hant"])
def test_a_pasted_title_and_time_are_booked(desk: Place, language: str) -> None:
    set_language(language)
    popover = desk.quick(10, OTHER)
    paste(popover.title, BREAKS)
    paste(popover.when.begin, "２：３０ ｐｍ\r\n")
    paste(popover.when.end, "下午3點半\n")
    press(popover.title, Qt.Key.Key_Return)
    desk.until(lambda: desk.controller.popover is None)
    desk.quiet()
    (booking,) = desk.bookings()
    assert booking.title == "Design review of the wing"
    assert (booking.items[0].during.start, booking.items[0].during.end) == (
        desk.at(14, 30),
        desk.at(15, 30),
    )


def test_a_pasted_code_with_a_break_is_that_resource(desk: Place) -> None:
    editor = desk.write(ItemWish("", desk.at(10), desk.at(11)), title="x")
    paste(editor.rows[0].pick, f"{OTHER}\n")
    assert editor.rows[0].pick.value() == OTHER


# --- times as people write them ------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "14:30",
        "14.30",
        "1430",
        "2:30pm",
        "2.30pm",
        "2:30 p.m.",
        "下午2點半",
        "下午两点半",
        "下午２：３０",
        "１４：３０",
        "14時30分",
        "14点30分",
        "下晝兩點半",
        "\u200e14:30\u200f",
    ],
)
@pytest.mark.parametrize("language", ["en", "zh_hant", "zh_hans"])
def test_half_past_two_in_every_way(qtbot: QtBot, typed: str, language: str) -> None:
    set_language(language)
    edit = TimeEdit()
    qtbot.addWidget(edit)
    type_over(edit, typed)
    assert edit.value() == 14 * 60 + 30, edit.why()


@pytest.mark.parametrize(
    "typed", ["明天", "聽日", "tomorrow", "２４／１１", "11月24日", "十一月廿四"]
)
def test_tomorrow_in_every_way(qtbot: QtBot, typed: str) -> None:
    edit = DateEdit(date(2026, 11, 23))
    qtbot.addWidget(edit)
    type_over(edit, typed)
    assert edit.value() == date(2026, 11, 24), edit.why()


@pytest.mark.parametrize(
    "typed", ["\x00", "\u202e03:41", "٣:٣٠", "9" * 5000, "🕑", "-1:-1", "24:01"]
)
def test_what_is_no_time_gets_a_sentence_and_stays(qtbot: QtBot, typed: str) -> None:
    for found in (parse_time(typed), parse_date(typed, date(2026, 11, 23))):
        assert found is not None
    edit = TimeEdit()
    qtbot.addWidget(edit)
    paste(edit, typed)
    assert edit.value() is None or isinstance(parse_time(edit.text()), Parsed)
    if edit.text():
        assert edit.value() is not None or edit.why()


# --- titles that turn what stands around them ----------------------------------------------------


@pytest.mark.parametrize("title", ["\u2069\u202eevil", "\u202a\u2066\u2067x", "שלום\u202e 1"])
def test_a_title_never_turns_the_sentence_around_it(title: str) -> None:
    for said in (shown.isolated(title), told.short(title), plain(title)):
        assert said[0] == "\N{FIRST STRONG ISOLATE}"
        assert said[-1] == "\N{POP DIRECTIONAL ISOLATE}"
        inside = said[1:-1]
        assert not {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))} & {
            *inside
        }


@pytest.mark.parametrize("title", ["x" * 200, "😀" * 200, "\u2069\u202eשלום" * 20, "<b>&amp;</b>"])
def test_any_title_is_booked_changed_and_told_of_in_one_short_sentence(
    desk: Place, title: str
) -> None:
    booking = desk.book(title, 10)
    editor = desk.edit(booking)
    assert editor.sheet.title.text() == title
    said = len(desk.said)
    click(editor.sheet.cancel)
    desk.until(lambda: desk.titles() == [] and len(desk.said) > said)
    desk.quiet()
    assert len(desk.said) == said + 1
    assert len(desk.said[-1].text) < 260


# --- while somebody drags ------------------------------------------------------------------------


class Stage:
    """A schedule with a booking that is held by the mouse."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        self.session, self.qtbot = session, qtbot
        navigator = Navigator()
        self.page = SchedulePage(session, navigator)
        qtbot.addWidget(self.page)
        self.said: list[Message] = []
        navigator.say.connect(self.said.append)
        self.failed: list[Exception] = []
        session.failed.connect(self._fail)
        self.page.resize(1280, 760)
        self.day = open_day()
        navigator.day.emit(Day(self.day.astimezone(SHENZHEN).date()))
        with qtbot.waitExposed(self.page):
            self.page.show()
        wish = ItemWish(ROOM, at(self.day, 10), at(self.day, 11))
        session.act(lambda: session.bookings.book(NewBooking("Held", [wish])))
        self.until(lambda: self.moods(ROOM) == [(Mood.SURE, 10)])
        self.said.clear()

    def _fail(self, error: Exception) -> None:
        """While the copy is fetched anew there is none, which the window does not tell."""
        if getattr(error, "code", "") != "no_data":
            self.failed.append(error)

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=LONG)

    def point(self, code: str, hour: int, minute: int = 0) -> QPoint:
        resource = self.session.finder.catalogue().resource(code)
        assert resource is not None
        start = int(at(self.day, hour, minute).timestamp())
        return self.page.grid.rect_at(resource.id, start, start + 600).center()

    def moods(self, code: str) -> list[tuple[Mood, int]]:
        book = self.page.reader.book
        resource = self.session.finder.catalogue().resource(code)
        if book is None or resource is None:
            return []
        return [
            (chip.mood, datetime.fromtimestamp(chip.starts, UTC).astimezone(SHENZHEN).hour)
            for chip in book.chips(resource)
        ]

    def hold(self) -> None:
        """Press on the booking and move it half of the way."""
        view = self.page.grid.viewport()
        start, stop = self.point(ROOM, 10, 25), self.point(OTHER, 14, 25)
        QTest.mousePress(view, LEFT, NONE, start)
        for place in ((start + stop) / 2, stop):
            QTest.mouseMove(view, place)
        assert self.page.grid.gesture is not None

    def release(self) -> None:
        """Let it go where it is held."""
        QTest.mouseRelease(self.page.grid.viewport(), LEFT, NONE, self.point(OTHER, 14, 25))


@pytest.fixture
def stage(session_of: SessionOf, qtbot: QtBot) -> Stage:
    return Stage(session_of("photon.one"), qtbot)


def test_the_server_is_lost_while_one_drags(stage: Stage, crowd: Zone) -> None:
    owner, login = crowd.owner(), crowd.logins["photon.one"]
    stage.hold()
    owner.execute(f'alter role "{login}" connection limit 0')
    owner.execute(
        "select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = %s", (login,)
    )
    stage.session.sync_now()
    stage.until(lambda: stage.session.status.online is False)
    stage.release()
    stage.until(lambda: stage.moods(OTHER) == [(Mood.PENDING, 14)])
    stage.until(lambda: len(stage.said) == 1)
    assert "Waiting for confirmation" in stage.said[0].text
    owner.execute(f'alter role "{login}" connection limit 40')
    stage.session.sync_now()
    stage.until(lambda: stage.moods(OTHER) == [(Mood.SURE, 14)])
    assert stage.failed == []
    settle(stage.qtbot, stage.session)


def test_the_disk_is_full_while_one_drags(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.hold()

    def full(*_: object, **__: object) -> None:
        raise EnvironmentProblem("disk_full", "no room")

    monkeypatch.setattr(stage.session.local.desk.outbox, "append", full)
    stage.release()
    stage.until(lambda: bool(stage.said))
    settle(stage.qtbot, stage.session)
    assert [one.text for one in stage.said] == ["The disk is full. Please make room and try again."]
    stage.until(lambda: not stage.page.grid.overlay.covered.isValid())
    assert stage.moods(ROOM) == [(Mood.SURE, 10)]
    assert stage.failed == []


def sees_no(session: Session, room: str) -> bool:
    """Whether a room is gone, though the rest is there."""
    catalogue = session.local.visible()
    return catalogue.me() is not None and catalogue.resource(room) is None


def test_the_room_is_taken_from_ones_sight_while_one_drags(stage: Stage, crowd: Zone) -> None:
    owner = crowd.owner()
    stage.hold()
    for room in (ROOM, OTHER):
        owner.execute(
            "update app.resource set classes = '{nobody}', chg = app.load_chg('test', '')"
            " where code = %s",
            (room,),
        )
    owner.execute("update app.person set vis_gen = vis_gen + 1, chg = app.load_chg('person', '')")
    stage.session.sync_now()
    stage.until(lambda: sees_no(stage.session, OTHER))
    QTest.mouseRelease(stage.page.grid.viewport(), LEFT, NONE, QPoint(600, 400))
    # What advice refuses may be asked once more when there is news, so it lies there until then.
    stage.until(lambda: not stage.page.grid.overlay.covered.isValid())
    stage.until(stage.session.idle)
    assert len(stage.said) <= 1
    assert stage.session.acts.waiting() == 0
    assert stage.failed == []
    settle(stage.qtbot, stage.session)


def test_the_login_is_disabled_while_one_drags(stage: Stage, crowd: Zone) -> None:
    owner, login = crowd.owner(), crowd.logins["photon.one"]
    stage.hold()
    owner.execute(f'alter role "{login}" nologin')
    owner.execute("update app.person set active = false where login = %s", (login,))
    owner.execute(
        "select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = %s", (login,)
    )
    stage.session.sync_now()
    stage.until(lambda: stage.session.status.auth != "")
    QTest.mouseRelease(stage.page.grid.viewport(), LEFT, NONE, QPoint(600, 400))
    stage.until(stage.session.idle)
    assert len(stage.said) <= 1
    assert stage.failed == []
    settle(stage.qtbot, stage.session)
