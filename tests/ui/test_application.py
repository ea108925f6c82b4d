"""The program as a whole, in process, over a real server: from nothing to a window and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from psycopg import sql
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from booking.bootstrap.online import Keep, sign_in
from booking.cache.folders import current
from booking.paths import Paths
from booking.services.bookings import ItemWish, NewBooking
from booking.shared.accounts import verifier
from tests.ui.conftest import invitation
from tests.zones import PASSWORD, Zone, at, open_day
from ui.application.program import Program
from ui.crash import Faults
from ui.dialogs.about import AboutDialog
from ui.dialogs.crash import CrashDialog
from ui.dialogs.password import PasswordDialog
from ui.dialogs.switch_person import LeaveDialog
from ui.i18n import set_language
from ui.preferences import Preferences
from ui.widgets.password_field import PasswordField

PERSON, OTHER = "photon.one", "biotech.one"
Start = Callable[..., Program]
T = TypeVar("T", bound=QWidget)


@pytest.fixture
def where(place: Callable[[str], Paths]) -> Paths:
    return place("data")


@pytest.fixture
def start(crowd: Zone, where: Paths, qapp: QApplication) -> Iterator[Start]:
    """Begin the program on the data directory, as `loop-booking-desktop` does."""
    begun: list[Program] = []

    def make(given: str = "") -> Program:
        faults = Faults()
        program = Program(where, Preferences(where.settings), faults)
        begun.append(program)
        program.begin(given)
        return program

    yield make
    for program in begun:
        assert program.end(), "a thread did not end"


@pytest.fixture
def entered(crowd: Zone, where: Paths) -> Paths:
    """Somebody has signed in, and nothing was fetched yet."""
    sign_in(where, invitation(crowd, PERSON), PASSWORD, Keep.FILE)
    return where


def see_desk(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)
    assert program.desk is not None
    qtbot.waitUntil(program.desk.window.isVisible, timeout=20_000)
    assert not program.start.isVisible()


def has_no_desk(program: Program) -> bool:
    return program.desk is None


def shown(widget: QWidget) -> str:
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    buttons = [one.text() for one in widget.findChildren(QAbstractButton) if one.isVisible()]
    return "\n".join(labels + buttons)


def press(button: QPushButton) -> None:
    QTest.keyClick(button, Qt.Key.Key_Space)


def dialog(kind: type[T], qtbot: QtBot) -> T:
    """Return the dialog of a kind that is open."""

    def found() -> list[T]:
        widgets = QApplication.topLevelWidgets()
        return [one for one in widgets if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=20_000)
    return found()[0]


def type_password(program: Program, password: str = PASSWORD) -> None:
    line = program.start.sign_in.password.line
    QTest.keyClicks(line, password)
    QTest.keyClick(line, Qt.Key.Key_Return)


def _said(field: PasswordField) -> bool:
    return field.said() != ""


def set_password(zone: Zone, login: str, password: str) -> None:
    owner = zone.owner()
    made = verifier(owner, login, password)
    owner.execute(
        sql.SQL("alter role {} password {}").format(sql.Identifier(login), sql.Literal(made))
    )
    end_sessions(zone, login)


def end_sessions(zone: Zone, login: str) -> None:
    query = "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s"
    zone.owner().execute(query, (login,))


@pytest.mark.parametrize("language", ["en", "zh_hant"])
def test_from_an_invitation_to_a_window_with_data(
    start: Start, crowd: Zone, where: Paths, qtbot: QtBot, language: str
) -> None:
    set_language(language)
    try:
        program = start(invitation(crowd, PERSON).as_link())
        qtbot.waitUntil(program.start.sign_in.card.isVisible, timeout=20_000)
        type_password(program)
        see_desk(program, qtbot)
        session = program.session
        assert session is not None
        assert session.finder.resources()
        qtbot.waitUntil(lambda: session.status.online is True, timeout=20_000)
        desk = program.desk
        assert desk is not None
        # This machine has no keyring, which is said once.
        qtbot.waitUntil(lambda: bool(shown(desk.window.messages)), timeout=5000)
    finally:
        set_language("en")


def test_a_desk_that_is_here_is_shown_without_a_question(
    start: Start, entered: Paths, qtbot: QtBot
) -> None:
    first = start()
    see_desk(first, qtbot)
    assert first.end()
    again = start()
    see_desk(again, qtbot)
    assert again.session is not None
    assert again.session.finder.resources()


def test_the_first_fetch_says_what_is_happening_and_how_far_it_is(
    start: Start, entered: Paths, qtbot: QtBot
) -> None:
    program = start()
    qtbot.waitUntil(program.start.isVisible, timeout=20_000)
    seen: list[str] = []

    def noted() -> bool:
        seen.append(shown(program.start))
        return program.desk is not None

    qtbot.waitUntil(noted, timeout=30_000)
    assert any("Fetching from Test zone" in text for text in seen), seen
    see_desk(program, qtbot)


def test_the_first_fetch_waits_for_a_server_that_is_away(
    start: Start, entered: Paths, crowd: Zone, qtbot: QtBot
) -> None:
    login = crowd.logins[PERSON]
    owner = crowd.owner()
    owner.execute(f'alter role "{login}" connection limit 0')
    program = start()
    qtbot.waitUntil(lambda: "does not answer" in shown(program.start), timeout=30_000)
    owner.execute(f'alter role "{login}" connection limit 40')
    assert program.session is not None
    program.session.progress.emit(12_000, 100_000)
    assert "12,000 of 100,000 rows" in shown(program.start)
    press(program.start.notice.buttons()[0])
    see_desk(program, qtbot)


def test_signing_out_says_what_stays_and_leaves_nothing_to_see(
    start: Start, entered: Paths, crowd: Zone, qtbot: QtBot
) -> None:
    program = start()
    see_desk(program, qtbot)
    session = program.session
    assert session is not None
    qtbot.waitUntil(lambda: session.status.online is True, timeout=20_000)
    # The server has no place for it any more, so what follows waits here.
    crowd.owner().execute(f'alter role "{crowd.logins[PERSON]}" connection limit 0')
    end_sessions(crowd, crowd.logins[PERSON])
    day = open_day()
    wish = NewBooking("Stays here", [ItemWish("JO-1F-MR01", at(day, 10), at(day, 11))], people=2)
    session.act(lambda: session.bookings.book(wish))
    qtbot.waitUntil(lambda: session.status.waiting == 1, timeout=20_000)
    assert program.desk is not None
    program.desk.window.actions_["sign_out"].trigger()
    leave = dialog(LeaveDialog, qtbot)
    assert "1 " in shown(leave)
    press(leave.cancel)
    qtbot.waitUntil(lambda: not leave.isVisible())
    program.desk.window.actions_["sign_out"].trigger()
    press(dialog(LeaveDialog, qtbot).leave)
    qtbot.waitUntil(program.start.sign_in.box.isVisible, timeout=30_000)
    assert has_no_desk(program)
    assert "signed out" in shown(program.start)
    assert "1 " in program.start.sign_in.note.text()
    assert current(entered) is None
    assert not list(entered.desks.glob("*/cache.db"))


def test_somebody_else_signs_in_and_nothing_of_the_first_is_left(
    start: Start, entered: Paths, crowd: Zone, qtbot: QtBot
) -> None:
    program = start()
    see_desk(program, qtbot)
    assert program.desk is not None
    program.desk.window.actions_["sign_out"].trigger()
    press(dialog(LeaveDialog, qtbot).other)
    qtbot.waitUntil(program.start.sign_in.box.isVisible, timeout=30_000)
    found = current(entered)
    assert found is not None
    assert found.login == crowd.logins[PERSON]
    program.start.sign_in.read(invitation(crowd, OTHER).as_text())
    qtbot.waitUntil(program.start.sign_in.card.isVisible, timeout=20_000)
    type_password(program)
    see_desk(program, qtbot)
    found = current(entered)
    assert found is not None
    assert found.login == crowd.logins[OTHER]
    assert len(list(entered.desks.glob("*/cache.db"))) == 1


def test_nobody_else_signs_in_and_the_first_goes_on(
    start: Start, entered: Paths, qtbot: QtBot
) -> None:
    program = start()
    see_desk(program, qtbot)
    program.switch_person()
    qtbot.waitUntil(program.start.sign_in.box.isVisible, timeout=30_000)
    press(program.start.sign_in._back)
    see_desk(program, qtbot)


def test_a_password_that_was_reset_is_asked_for_in_the_window(
    start: Start, entered: Paths, crowd: Zone, qtbot: QtBot
) -> None:
    program = start()
    see_desk(program, qtbot)
    session, desk = program.session, program.desk
    assert session is not None
    assert desk is not None
    qtbot.waitUntil(lambda: session.status.online is True, timeout=20_000)
    set_password(crowd, crowd.logins[PERSON], "a-new-password-1")
    session.sync_now()
    qtbot.waitUntil(desk.bar.isVisible, timeout=30_000)
    assert "does not take the password" in shown(desk.bar)
    QTest.keyClicks(desk.bar.password.line, "a-wrong-one")
    QTest.keyClick(desk.bar.password.line, Qt.Key.Key_Return)
    assert not desk.bar.isVisible()
    qtbot.waitUntil(desk.bar.isVisible, timeout=30_000)
    assert desk.bar.password.text() == "a-wrong-one"
    QTest.keyClicks(desk.bar.password.line, "a-new-password-1")
    QTest.keyClick(desk.bar.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.status.auth == "" and session.idle(), timeout=30_000)
    qtbot.waitUntil(lambda: desk.bar.password.text() == "", timeout=30_000)
    assert not desk.bar.isVisible()
    # It was kept in a file before, and is again.
    qtbot.waitUntil(lambda: "a-new-password-1" in entered.secrets.read_text("utf-8"))


@pytest.mark.parametrize("language", ["en", "zh_hans"])
def test_a_login_disabled_while_the_window_is_open_is_said_in_the_window(
    start: Start, entered: Paths, crowd: Zone, qtbot: QtBot, language: str
) -> None:
    program = start()
    see_desk(program, qtbot)
    session = program.session
    assert session is not None
    qtbot.waitUntil(lambda: session.status.online is True, timeout=20_000)
    login = crowd.logins[PERSON]
    crowd.owner().execute(f'alter role "{login}" nologin')
    end_sessions(crowd, login)
    set_language(language)
    try:
        session.sync_now()
        expected = {"en": "login is disabled", "zh_hans": "停用"}[language]
        qtbot.waitUntil(lambda: expected in shown(program.start), timeout=30_000)
        assert has_no_desk(program)
        crowd.owner().execute(f'alter role "{login}" login')
        press(program.start.notice.buttons()[1])
        see_desk(program, qtbot)
    finally:
        set_language("en")


def test_a_password_is_changed(start: Start, entered: Paths, crowd: Zone, qtbot: QtBot) -> None:
    program = start()
    see_desk(program, qtbot)
    assert program.desk is not None
    program.desk.window.actions_["password"].trigger()
    found = dialog(PasswordDialog, qtbot)
    for old, new, again, field, said in (
        ("", "another-one-1", "another-one-1", found.old, "enter your password"),
        (PASSWORD, "short", "short", found.new, "at least 8"),
        (PASSWORD, "another-one-1", "another-two-1", found.again, "not the same"),
        ("not-mine-1", "another-one-1", "another-one-1", found.old, "not your present"),
    ):
        for one, text in ((found.old, old), (found.new, new), (found.again, again)):
            one.clear()
            QTest.keyClicks(one.line, text)
        QTest.keyClick(found.again.line, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(_said, field), timeout=20_000)
        assert said in field.said()
    found.old.clear()
    QTest.keyClicks(found.old.line, PASSWORD)
    with qtbot.waitSignal(found.changed, timeout=20_000):
        QTest.keyClick(found.old.line, Qt.Key.Key_Return)
    assert "another-one-1" in entered.secrets.read_text("utf-8")
    session = program.session
    assert session is not None
    end_sessions(crowd, crowd.logins[PERSON])
    before = session.local.as_of()

    def heard() -> bool:
        """Ask again until the second is over: that is how exact it is."""
        session.sync_now()
        return session.local.as_of() != before

    qtbot.waitUntil(heard, timeout=30_000)
    assert session.status.auth == ""


def test_about_names_the_server_and_can_be_copied(
    start: Start, entered: Paths, qtbot: QtBot
) -> None:
    program = start()
    see_desk(program, qtbot)
    assert program.desk is not None
    program.desk.window.actions_["about"].trigger()
    about = dialog(AboutDialog, qtbot)
    qtbot.waitUntil(lambda: "PostgreSQL 18" in about.text(), timeout=20_000)
    press(about.copy)
    copied = QGuiApplication.clipboard().text()
    for part in ("Qt", "PySide6", "psycopg", "SQLite", "PostgreSQL 18"):
        assert part in copied, part
    assert "LGPL" in about.licences.toPlainText()
    assert "Apache" in about.licences.toPlainText()
    with qtbot.waitSignal(about.opened) as opened:
        press(about._folders["log"][1])
    assert opened.args == [str(entered.logs)]
    press(about.shut)


def test_a_fault_is_told_calmly_and_once(start: Start, entered: Paths, qtbot: QtBot) -> None:
    program = start()
    see_desk(program, qtbot)
    faults = program.faults
    for _ in range(3):
        faults.take(ValueError, ValueError("Secret title"), None)
    told = dialog(CrashDialog, qtbot)
    faults.take(KeyError, KeyError("Secret title"), None)
    qtbot.waitUntil(lambda: "KeyError" in told.report.toPlainText())
    assert told.report.toPlainText().count("ValueError") == 1
    assert "Secret" not in told.report.toPlainText()
    press(told.copy)
    assert QGuiApplication.clipboard().text() == told.report.toPlainText()
    press(told.go_on)
    qtbot.waitUntil(lambda: program._reports.dialog is None)
    faults.take(ValueError, ValueError("Secret title"), None)
    QApplication.processEvents()
    assert program._reports.dialog is None


def test_settings_that_are_damaged_are_replaced_and_said(
    start: Start, entered: Paths, qtbot: QtBot
) -> None:
    entered.settings.write_bytes(b"\xff{")
    program = start()
    see_desk(program, qtbot)
    desk = program.desk
    assert desk is not None
    qtbot.waitUntil(lambda: "settings" in shown(desk.window.messages), timeout=5000)
    desk.window.actions_["theme_dark"].trigger()
    assert program.end()
    assert Preferences(entered.settings).mode() == "dark"


def test_a_directory_that_cannot_be_written_is_said_in_the_window(
    start: Start, where: Paths, qtbot: QtBot
) -> None:
    where.data.parent.mkdir(parents=True, exist_ok=True)
    where.data.write_text("a file where a folder should be")
    program = start()
    qtbot.waitUntil(program.start.isVisible, timeout=20_000)
    qtbot.waitUntil(lambda: str(where.data) in shown(program.start), timeout=20_000)
    where.data.unlink()
    press(program.start.notice.buttons()[0])
    qtbot.waitUntil(program.start.sign_in.box.isVisible, timeout=20_000)


def test_a_damaged_desk_lets_one_sign_in_again(
    start: Start, entered: Paths, crowd: Zone, qtbot: QtBot
) -> None:
    entered.current.write_text("{", "utf-8")
    program = start()
    qtbot.waitUntil(lambda: "damaged" in shown(program.start), timeout=20_000)
    sign = [one for one in program.start.notice.buttons() if one.text() == "Sign in"]
    press(sign[0])
    program.start.sign_in.read(invitation(crowd, PERSON).as_text())
    qtbot.waitUntil(program.start.sign_in.card.isVisible, timeout=20_000)
    type_password(program)
    see_desk(program, qtbot)


def test_another_process_that_signs_out_is_noticed(
    start: Start, entered: Paths, crowd: Zone, qtbot: QtBot
) -> None:
    program = start()
    see_desk(program, qtbot)
    session = program.session
    assert session is not None
    qtbot.waitUntil(lambda: session.status.online is True, timeout=20_000)
    found = current(entered)
    assert found is not None
    (found.folder / "signed-out").touch()
    session.sync_now()
    qtbot.waitUntil(program.start.sign_in.box.isVisible, timeout=30_000)
    assert "Nobody is signed in" in program.start.sign_in.note.text()


def test_the_window_stands_where_it_stood(start: Start, entered: Paths, qtbot: QtBot) -> None:
    first = start()
    see_desk(first, qtbot)
    assert first.desk is not None
    first.desk.window.resize(800, 640)
    assert first.end()
    again = start()
    see_desk(again, qtbot)
    assert again.desk is not None
    assert (again.desk.window.width(), again.desk.window.height()) == (800, 640)


def test_a_session_of_the_system_that_ends_loses_nothing(
    start: Start, entered: Paths, qtbot: QtBot
) -> None:
    program = start()
    see_desk(program, qtbot)
    program.save()  # as Qt asks for before the system ends
    assert Preferences(entered.settings).values()["geometry"]


def test_a_second_start_brings_a_minimised_window_back(
    start: Start, entered: Paths, qtbot: QtBot
) -> None:
    program = start()
    see_desk(program, qtbot)
    assert program.desk is not None
    program.desk.window.showMinimized()
    program.raise_window()
    assert not program.desk.window.isMinimized()
    assert program.desk.window.isVisible()


def test_where_settings_cannot_be_written_the_window_goes_on(
    start: Start, entered: Paths, qtbot: QtBot, tmp_path: Path
) -> None:
    entered.settings.mkdir()
    program = start()
    see_desk(program, qtbot)
    desk = program.desk
    assert desk is not None
    program._preferences.problem = None
    desk.window.messages.clear()
    desk.window.actions_["theme_light"].trigger()
    qtbot.waitUntil(lambda: bool(shown(desk.window.messages)), timeout=20_000)
    entered.settings.rmdir()
