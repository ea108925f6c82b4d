"""Signing in on the page, against a real server: every way in, and failures beside their fields."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from booking.cache.folders import current
from booking.errors import AuthError, EnvironmentProblem, Unavailable
from booking.paths import Paths
from booking.shared.accounts import Invitation
from tests.ui.conftest import invitation
from tests.zones import PASSWORD, Zone
from ui.dialogs import entering
from ui.dialogs.sign_in import SignInPage
from ui.i18n import set_language

PERSON = "photon.one"


@pytest.fixture
def where(place: Callable[[str], Paths]) -> Paths:
    return place("data")


@pytest.fixture
def page(where: Paths, qtbot: QtBot) -> Iterator[SignInPage]:
    """The page as it is shown first."""
    page = SignInPage(where)
    qtbot.addWidget(page)
    page.resize(520, 640)
    page.begin()
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(page.idle, timeout=20_000)
    yield page
    assert page.stop(30)


@pytest.fixture
def file(crowd: Zone, tmp_path: Path) -> Path:
    """A person's invitation file."""
    path = tmp_path / "my 邀請.invitation"
    path.write_text(invitation(crowd, PERSON).as_text(), "utf-8")
    return path


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Have the interface speak another language."""
    set_language(language)
    try:
        yield
    finally:
        set_language("en")


def see_card(page: SignInPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.card.isVisible, timeout=20_000)
    assert page.window().focusWidget() is page.password.line


def shown(page: SignInPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def click(qtbot: QtBot, button: Any) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def enter(page: SignInPage, qtbot: QtBot, password: str = PASSWORD) -> None:
    page.password.line.selectAll()
    QTest.keyClicks(page.password.line, password)
    QTest.keyClick(page.password.line, Qt.Key.Key_Return)


def drop(page: SignInPage, data: QMimeData) -> None:
    middle = QPoint(60, 60)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(middle, copy, data, left, none)
    QApplication.sendEvent(page.box, over)
    assert over.isAccepted()
    QApplication.sendEvent(page.box, QDropEvent(QPointF(middle), copy, data, left, none))


def by_drop_of_the_file(page: SignInPage, qtbot: QtBot, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop(page, data)


def by_drop_of_its_text(page: SignInPage, qtbot: QtBot, file: Path) -> None:
    data = QMimeData()
    data.setText(file.read_text("utf-8"))
    drop(page, data)


def by_paste_button(page: SignInPage, qtbot: QtBot, file: Path) -> None:
    QGuiApplication.clipboard().setText(file.read_text("utf-8"))
    click(qtbot, page.box.paste)


def by_link_pasted_into_the_line(page: SignInPage, qtbot: QtBot, file: Path) -> None:
    link = Invitation.from_text(file.read_text("utf-8")).as_link()
    QGuiApplication.clipboard().setText(link)
    page.box.line.setFocus()
    QTest.keyClick(page.box.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def by_path_typed(page: SignInPage, qtbot: QtBot, file: Path) -> None:
    page.box.line.setFocus()
    page.box.line.insert(str(file))  # letters that no key of this keyboard types
    QTest.keyClick(page.box.line, Qt.Key.Key_Return)


def by_file_picker(page: SignInPage, qtbot: QtBot, file: Path) -> None:
    QTest.keyClick(page.box.choose, Qt.Key.Key_Space)
    dialog = page.box.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(file))
    QTest.keyClick(name, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    "way",
    [
        by_drop_of_the_file,
        by_drop_of_its_text,
        by_paste_button,
        by_link_pasted_into_the_line,
        by_path_typed,
        by_file_picker,
    ],
)
def test_every_way_to_give_an_invitation_shows_what_it_says(
    page: SignInPage, qtbot: QtBot, file: Path, crowd: Zone, way: Callable[..., None]
) -> None:
    way(page, qtbot, file)
    see_card(page, qtbot)
    text = shown(page)
    assert "Test zone" in text
    assert crowd.logins[PERSON] in text
    assert crowd.database in text
    assert current(page._paths) is None  # nothing was sent or written yet


def test_a_person_signs_in_by_keys_alone(
    page: SignInPage, qtbot: QtBot, file: Path, where: Paths, crowd: Zone
) -> None:
    by_path_typed(page, qtbot, file)
    see_card(page, qtbot)
    with qtbot.waitSignal(page.entered, timeout=20_000) as entered:
        enter(page, qtbot)
    assert entered.args[0].facts.login == crowd.logins[PERSON]
    found = current(where)
    assert found is not None
    assert found.login == crowd.logins[PERSON]
    assert page.password.text() == ""


def test_a_wrong_password_is_said_beside_the_field_and_stays_there(
    page: SignInPage, qtbot: QtBot, file: Path
) -> None:
    page.read(str(file))
    see_card(page, qtbot)
    enter(page, qtbot, "not-this-one")
    qtbot.waitUntil(lambda: page.password.said() != "", timeout=20_000)
    assert "password is wrong" in page.password.said()
    assert page.password.line.accessibleDescription() == page.password.said()
    assert page.password.text() == "not-this-one"
    assert page.password.line.hasFocus()
    with qtbot.waitSignal(page.entered, timeout=20_000):
        enter(page, qtbot)


def test_no_password_is_not_sent(page: SignInPage, qtbot: QtBot, file: Path) -> None:
    page.read(str(file))
    see_card(page, qtbot)
    click(qtbot, page.enter)
    assert page.password.said() == "Please enter your password."
    assert page.idle()


def test_a_disabled_login_is_said(
    page: SignInPage, qtbot: QtBot, file: Path, crowd: Zone, where: Paths
) -> None:
    login = crowd.logins[PERSON]
    crowd.owner().execute(f'alter role "{login}" nologin')
    page.read(str(file))
    see_card(page, qtbot)
    enter(page, qtbot)
    qtbot.waitUntil(page.server_problem.isVisible, timeout=20_000)
    assert "disabled" in page.server_problem.text()
    assert current(where) is None


Answer = Callable[[socket.socket], None]


@pytest.fixture
def stranger() -> Iterator[Callable[[Answer], tuple[str, int]]]:
    """Return the address of something that answers every caller in its own way."""
    with closing(socket.create_server(("127.0.0.2", 0))) as listener:
        answers: list[Answer] = []

        def serve() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = listener.accept()
                    with caller, suppress(OSError):
                        caller.recv(1024)
                        answers[0](caller)

        thread = threading.Thread(target=serve)

        def start(answer: Answer) -> tuple[str, int]:
            answers.append(answer)
            thread.start()
            host, port = listener.getsockname()
            return str(host), int(port)

        yield start
        listener.shutdown(socket.SHUT_RDWR)
    if thread.ident is not None:
        thread.join(20)


def without_tls(caller: socket.socket) -> None:
    caller.sendall(b"N")
    caller.recv(1024)


def in_another_language(caller: socket.socket) -> None:
    caller.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")
    caller.recv(1024)


def with_a_certificate_of_its_own(caller: socket.socket, folder: Path) -> None:
    caller.sendall(b"S")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    with context.wrap_socket(caller, server_side=True) as secured:
        secured.recv(1024)


def self_signed(folder: Path) -> Answer:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    make = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=db -keyout key.pem -out cert.pem"
    subprocess.run(make.split(), cwd=folder, check=True, capture_output=True)
    return partial(with_a_certificate_of_its_own, folder=folder)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [(without_tls, "encrypted"), (in_another_language, "no database"), (None, "right one")],
    ids=["no TLS", "not ours", "another certificate"],
)
def test_what_is_not_to_be_trusted_gets_no_password(
    page: SignInPage,
    qtbot: QtBot,
    stranger: Callable[[Answer], tuple[str, int]],
    answer: Answer | None,
    sentence: str,
    tmp_path: Path,
) -> None:
    host, port = stranger(answer or self_signed(tmp_path))
    page.read(Invitation(host, str(port), "loop", "lp_x", "Zone").as_text())
    see_card(page, qtbot)
    enter(page, qtbot)
    qtbot.waitUntil(page.server_problem.isVisible, timeout=30_000)
    assert sentence in page.server_problem.text()
    assert page.password.text() == PASSWORD


@pytest.mark.parametrize(
    ("host", "port", "sentence"),
    [
        ("no-such-server.invalid", "5432", "no server named no-such-server.invalid"),
        ("127.0.0.2", "1", "127.0.0.2 does not answer"),
        ("127.0.0.2", "70000", "not an address"),
        ("127.0.0.2", "many", "not an address"),
    ],
)
def test_a_server_that_is_not_there_is_said(
    page: SignInPage, qtbot: QtBot, host: str, port: str, sentence: str
) -> None:
    page.read(Invitation(host, port, "loop", "lp_x", "Zone").as_text())
    see_card(page, qtbot)
    enter(page, qtbot)
    qtbot.waitUntil(page.server_problem.isVisible, timeout=30_000)
    assert sentence in page.server_problem.text()


def test_a_long_connect_shows_progress_and_can_be_given_up(
    page: SignInPage, qtbot: QtBot, file: Path, where: Paths
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        page.read(Invitation("127.0.0.1", str(port), "loop", "lp_x", "Zone").as_text())
        see_card(page, qtbot)
        enter(page, qtbot)
        assert page.cancel.isVisible()
        assert not page.enter.isEnabled()
        QTest.keyClick(page.cancel, Qt.Key.Key_Space)
        assert not page.cancel.isVisible()
        assert page.enter.isEnabled()
        assert page.password.text() == PASSWORD
    page.read(str(file))
    qtbot.waitUntil(lambda: "Test zone" in shown(page), timeout=30_000)
    with qtbot.waitSignal(page.entered, timeout=20_000):
        enter(page, qtbot)
    found = current(where)
    assert found is not None
    assert found.login != "lp_x"


def test_a_sign_in_given_up_late_changes_nothing(
    page: SignInPage, qtbot: QtBot, file: Path, where: Paths
) -> None:
    page.read(str(file))
    see_card(page, qtbot)
    enter(page, qtbot)
    page.give_up()
    qtbot.waitUntil(page.idle, timeout=30_000)
    assert current(where) is None


@pytest.mark.parametrize(
    ("failure", "spot"),
    [
        (AuthError("wrong_password", "x"), "password"),
        (AuthError("unknown_person", "x"), "server"),
        (Unavailable("All places are taken.", reason="busy"), "server"),
        (EnvironmentProblem("server_too_old", "x"), "server"),
        (EnvironmentProblem("not_allowed", "x"), "server"),
        (EnvironmentProblem("untrusted", "x"), "server"),
        (EnvironmentProblem("disk_full", "x"), "machine"),
        (EnvironmentProblem("read_only", "x"), "machine"),
    ],
)
def test_each_failure_has_one_sentence_in_its_place(
    page: SignInPage,
    qtbot: QtBot,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception,
    spot: str,
) -> None:
    def fail(*_: object) -> None:
        raise failure

    def said() -> dict[str, str]:
        problems = (page.password.said(), page.server_problem.text(), page.machine_problem.text())
        return dict(zip(("password", "server", "machine"), problems, strict=True))

    monkeypatch.setattr(entering, "sign_in", fail)
    page.read(str(file))
    see_card(page, qtbot)
    enter(page, qtbot)
    qtbot.waitUntil(page.idle, timeout=20_000)
    english = said()
    assert [name for name, text in english.items() if text] == [spot]
    assert str(failure) not in english[spot]
    assert page.password.text() == PASSWORD
    with spoken("zh_hans"):
        qtbot.waitUntil(lambda: said()[spot] != english[spot])
        assert [name for name, text in said().items() if text] == [spot]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("https://example.org/mine.invitation", "Nothing is fetched from the web"),
        ("/no/such/file", "cannot be read"),
        ('{"format": "else"}', "not an invitation"),
        ("", "not an invitation"),
    ],
)
def test_what_is_no_invitation_is_said_beside_the_line(
    page: SignInPage, qtbot: QtBot, given: str, sentence: str
) -> None:
    page.box.line.setFocus()
    page.box.line.setText(given)
    QTest.keyClick(page.box.line, Qt.Key.Key_Return)
    qtbot.waitUntil(page.box.wrong.isVisible, timeout=20_000)
    assert sentence in page.box.wrong.text()
    assert page.box.line.text() == given


def test_a_huge_and_hostile_invitation_is_harmless(page: SignInPage, qtbot: QtBot) -> None:
    name = "<b>Zone</b> \u202e\N{GIRL} " + "x" * 50_000
    page.read(Invitation("h" * 5000, "5432", "d", "<img src=x>", name).as_text())
    see_card(page, qtbot)
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= 520)
    assert "<b>Zone</b>" in shown(page)


def test_letters_are_shown_and_hidden_and_caps_lock_is_noticed(
    page: SignInPage, qtbot: QtBot, file: Path
) -> None:
    page.read(str(file))
    see_card(page, qtbot)
    line = page.password.line
    QTest.keyClicks(line, "ab")
    assert line.displayText() != "ab"
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(line, Qt.Key.Key_P, keys)
    assert line.displayText() == "ab"
    QTest.keyClick(line, Qt.Key.Key_P, keys)
    assert line.displayText() != "ab"
    assert "Caps Lock" not in shown(page)
    QTest.keyClicks(line, "X")  # large without the shift key
    assert "Caps Lock" in shown(page)
    QTest.keyClicks(line, "x")
    assert "Caps Lock" not in shown(page)


def test_where_the_password_is_kept_is_said_before(
    page: SignInPage, qtbot: QtBot, file: Path, where: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.read(str(file))
    see_card(page, qtbot)
    page._know_keyring(False)
    assert "no keyring" in page.where.text()
    page._know_keyring(True)
    assert "not asked" in page.where.text()
    page.keep.setFocus()
    QTest.keyClick(page.keep, Qt.Key.Key_Down)
    assert "asked for it again" in page.where.text()
    QTest.keyClick(page.keep, Qt.Key.Key_Down)
    assert "your account" in page.where.text()
    assert not where.secrets.exists()
    with qtbot.waitSignal(page.entered, timeout=20_000) as entered:
        enter(page, qtbot)
    assert entered.args[0].kept == "file"
    assert where.secrets.stat().st_mode & 0o077 == 0


def test_the_page_speaks_chinese_at_once(page: SignInPage, qtbot: QtBot, file: Path) -> None:
    page.read(str(file))
    see_card(page, qtbot)

    def texts() -> set[str]:
        return {page.enter.text(), page.title.text(), page.where.text()}

    english = texts()
    for language in ("zh_hant", "zh_hans"):
        with spoken(language):
            qtbot.waitUntil(lambda: not english & texts())
    qtbot.waitUntil(lambda: texts() == english)


def test_another_invitation_may_be_given(page: SignInPage, qtbot: QtBot, file: Path) -> None:
    given = Invitation.from_text(file.read_text("utf-8"))
    page.read(replace(given, zone="First").as_text())
    see_card(page, qtbot)
    click(qtbot, page.card._another)
    assert page.box.isVisible()
    page.read(replace(given, zone="Second").as_text())
    see_card(page, qtbot)
    assert "Second" in shown(page)
