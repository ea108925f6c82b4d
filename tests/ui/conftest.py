"""Windows over a real zone, and no test that leaves a thread, a timer or a warning behind."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from booking.bootstrap import Desktop, open_desktop
from booking.bootstrap.online import Keep, sign_in
from booking.clock import Clock
from booking.paths import Paths, paths
from booking.shared.accounts import Invitation
from resources import translations
from tests.zones import PASSWORD, Zone, own_logins

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.session import Session

DeskOf = Callable[..., Desktop]
SessionOf = Callable[..., Session]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs Qt, but for the preflight."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here and item.path.name != "test_preflight.py":
            item.add_marker("qt")


@pytest.fixture(scope="session", autouse=True)
def translations_are_built() -> None:
    """Make the compiled texts of the interface anew where their sources are newer."""
    translations.build(translations.stale())


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread running or an unparented timer ticking."""
    if "qt" not in request.keywords:
        yield
        return
    before = set(threading.enumerate())
    # As in the program (`ui.garbage`): no other thread may delete what a test left to be collected.
    gc.disable()
    yield
    gc.enable()
    left = [t for t in threading.enumerate() if t not in before and t.is_alive()]
    assert not left, f"threads are left: {[t.name for t in left]}"
    application = QApplication.instance()
    if application is not None:
        QApplication.sendPostedEvents()
        gc.collect()
        gc.freeze()  # what outlives a test stays; looking at it after every test takes long
        ticking = [
            timer
            for timer in application.findChildren(QTimer)
            if timer.isActive() and not isinstance(timer.parent(), QApplication)
        ]
        assert not ticking, f"timers are left: {[_chain(timer) for timer in ticking]}"


def _chain(thing: QObject | None) -> str:
    names = []
    while thing is not None:
        names.append(thing.objectName() or type(thing).__name__)
        thing = thing.parent()
    return " < ".join(names)


@pytest.fixture
def place(tmp_path: Path) -> Callable[[str], Paths]:
    """Return the places of a data directory by name."""
    return lambda name: paths(tmp_path / name)


def invitation(zone: Zone, person: str) -> Invitation:
    """Return what a sample person of the zone was invited with."""
    status = zone.server.status()
    assert status.socket_dir is not None
    login = zone.logins[person]
    return Invitation(str(status.socket_dir), str(status.port), zone.database, login, "Test zone")


@pytest.fixture
def crowd(zone: Zone) -> Zone:
    """A zone whose people have logins of their own, so that tests may run side by side."""
    own_logins(zone)
    return zone


@pytest.fixture
def desk_of(crowd: Zone, place: Callable[[str], Paths]) -> Iterator[DeskOf]:
    """Return the desk of a sample person, signed in and pulled; each `data` is another machine."""
    opened: list[Desktop] = []

    def make(person: str = "photon.one", data: str = "", *, clock: Clock | None = None) -> Desktop:
        where = place(data or person)
        sign_in(where, invitation(crowd, person), PASSWORD, Keep.NO)
        first = open_desktop(where)
        first.online().use_password(PASSWORD)
        outcome = first.online().sync(20)
        first.close()
        assert outcome.up_to_date, outcome
        desktop = open_desktop(where, clock=clock)
        opened.append(desktop)
        desktop.online().use_password(PASSWORD)
        return desktop

    yield make
    for desktop in opened:
        desktop.close()


@pytest.fixture
def session_of(desk_of: DeskOf, qapp: QApplication) -> Iterator[SessionOf]:
    """Return the running session of a sample person."""
    opened: list[Session] = []

    def make(
        person: str = "photon.one",
        data: str = "",
        *,
        syncing: bool = True,
        clock: Clock | None = None,
    ) -> Session:
        session = Session(desk_of(person, data, clock=clock))
        opened.append(session)
        if syncing:
            session.start()
        return session

    yield make
    for session in opened:
        assert session.close(20), "a thread of the session did not end"


@pytest.fixture
def session(session_of: SessionOf) -> Session:
    """The running session of a member of one tenant."""
    return session_of()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whatever Qt or platformdirs write out of the real home."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    assert os.environ.get("QT_QPA_PLATFORM", "") or os.environ.get("DISPLAY")


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    """Have no keyring that works, whatever this machine has; a test may set another."""
    before = keyring.get_keyring()
    nothing: Callable[[], KeyringBackend] = fail.Keyring
    keyring.set_keyring(nothing())
    yield
    keyring.set_keyring(before)


def settle(qtbot: QtBot, session: Session) -> None:
    """Wait until nothing that was started here still runs."""
    qtbot.waitUntil(session.idle, timeout=20_000)
