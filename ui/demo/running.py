"""The chooser and the tour, once Qt can be loaded. Importing this loads Qt."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from booking.demo.folder import DemoFolder
from booking.demo.stage import OFFICE, ONE, TWO
from booking.errors import EnvironmentProblem
from booking.log import log_file, logging_to
from ui.application import start_qt
from ui.application.starting import EXIT_SIGNAL, signals
from ui.crash import Fault, Faults
from ui.demo import hands
from ui.demo.chooser import Chooser
from ui.demo.desks import WindowDesk
from ui.demo.hands import must, until
from ui.demo.office_tour import OfficeTour
from ui.demo.office_views import OfficeViews
from ui.demo.pictures import ground_of, save_all
from ui.demo.tour import Tell, WindowTour
from ui.demo.views import THEMES, MemberViews
from ui.i18n import LANGUAGES, set_language
from ui.preferences import Preferences
from ui.theme import theme

END_MS: Final = 10_000
"""So long windows have to close when the chooser ends."""


def choose(data: Path) -> int:
    """Show the chooser until it and all windows that it opened are closed, or a signal comes.

    Returns:
        Exit code: 0, or 128 and the signal's number.
    """
    folder = DemoFolder(data)
    with logging_to(log_file(folder.paths)):
        qt = _start("system")
        set_language(Preferences(folder.paths.settings).language())
        qt.setQuitOnLastWindowClosed(False)
        chooser = Chooser(folder)
        chooser.over.connect(qt.quit)
        chooser.show()
        with signals() as caught:
            caught.came.connect(lambda number: qt.exit(EXIT_SIGNAL + number))
            code: int = qt.exec()
            chooser.end(END_MS)
    return code


def tour(data: Path, spare: Path, pictures: Path, invitation: str, tell: Tell) -> None:
    """Take the tour in windows that are drawn into memory, and save pictures.

    Args:
        data: the data directory that the demonstration's folder is in; it is set up and taken.
        spare: an empty folder for what need not be kept.
        pictures: folder for the pictures.
        invitation: a link for the picture of signing in.
        tell: told of every step.

    Raises:
        EnvironmentProblem: a step did not go as it must; "disk_full", "read_only".
    """
    folder = DemoFolder(data)
    with logging_to(log_file(folder.paths)):
        _start("light")
        set_language("en")
        faults, found = Faults(), list[Fault]()
        faults.found.connect(found.append)
        faults.install()
        desks: dict[str, WindowDesk] = {}
        try:
            for name in (ONE, TWO, OFFICE):
                desks[name] = WindowDesk(folder, name, spare / f"{name}.json")
            _walk(folder, desks, spare, pictures, invitation, tell)
        finally:
            ended = all([desk.close() for desk in desks.values()])
            faults.uninstall()
    if found:
        raise EnvironmentProblem("demo_failed", f"The program has a fault: {found[0].text}")
    if not ended:
        raise EnvironmentProblem("demo_failed", "A window did not end in time.")


def _walk(
    folder: DemoFolder,
    desks: dict[str, WindowDesk],
    spare: Path,
    pictures: Path,
    invitation: str,
    tell: Tell,
) -> None:
    one, two, office = (desks[name] for name in (ONE, TWO, OFFICE))
    WindowTour(one, two, folder, tell).walk()
    keeper = OfficeTour(office, one, tell)
    keeper.walk()
    # Every window that is open is dressed anew for each theme and language.
    must(desks.pop(TWO).close(), "A window did not end in time.")
    ground = ground_of(one, office, invitation)
    ways = [
        *MemberViews(one, ground, spare / "nobody").ways(),
        *OfficeViews(office, ground).ways(),
    ]

    def rest() -> None:
        until(lambda: one.session.idle() and office.session.idle(), "A view does not come to rest.")
        hands.settle()

    count = save_all(ways, rest, pictures)
    theme().set_mode(THEMES[0])
    set_language(LANGUAGES[0])
    text = f"{count} pictures of the window, in three languages, light and dark: {pictures}"
    tell("pictures", text, {"folder": str(pictures), "count": count})
    keeper.lift()


def _start(mode: str) -> QApplication:
    qt = start_qt(sys.argv[:1])
    theme().set_mode(mode)
    theme().apply(qt)
    return qt
