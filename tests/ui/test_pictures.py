"""Pictures of every page and dialog, in three languages, light and dark: nothing is cut, no letter
is missing, nothing lies over anything else, and all can be told from its ground.

With LOOP_BOOKING_PICTURES set to a folder the pictures are kept there; LOOP_BOOKING_VIEWS names the
only views to take, with spaces between them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from booking.errors import Unavailable
from tests.ui.conftest import invitation
from tests.ui.kit import ROOT
from tests.ui.picture_checks import cut, faults, pale_signs, see
from tests.ui.picture_stage import fill, plan
from tests.zones import Zone
from ui import words
from ui.assets import icon
from ui.dialogs.crash import CrashDialog
from ui.dialogs.switch_person import LeaveDialog
from ui.i18n import set_language
from ui.navigation import Message
from ui.theme import theme
from ui.widgets.date_picker import DayBar
from ui.widgets.message_bar import MessageBar
from ui.widgets.offer_list import OfferList
from ui.widgets.search_line import FilterLine

KEEP: Final = "LOOP_BOOKING_PICTURES"
ONLY: Final = "LOOP_BOOKING_VIEWS"
_ONLY_PAGES: Final = tuple(
    part for name in ("schedule", "find", "mine", "inventory") for part in ("--only", name)
)
SCALES: Final[dict[str, tuple[dict[str, str], tuple[str, ...]]]] = {
    "100": ({}, ("--size", "1280x800")),
    # Two pixels to a point, and letters twice as large on top of it.
    "200": ({"QT_SCALE_FACTOR": "2"}, ("--size", "1280x800", "--text", "2", "--some")),
    "4k": ({}, ("--size", "3840x2160", "--some", *_ONLY_PAGES)),
}
"""By name, what a process has in its environment, and what it is asked for."""
TOO_LONG_S: Final = 300


def begin(scale: str, plan_of: Path, told: Path) -> subprocess.Popen[str]:
    """Have pictures taken of one scale; the verdict goes to a file."""
    environment, asked = SCALES[scale]
    keep, only = os.environ.get(KEEP), os.environ.get(ONLY, "").split()
    command = [sys.executable, "-m", "tests.ui.picture_run", str(plan_of), *asked]
    command += ["--save", str(Path(keep) / scale)] if keep else []
    for name in only:
        command += ["--only", name]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=told.open("w", encoding="utf-8"),
        text=True,
    )


def test_nothing_is_wrong_with_any_picture(crowd: Zone, tmp_path: Path) -> None:
    fill(crowd)
    runs = {}
    for scale in SCALES:
        (tmp_path / scale).mkdir()
        written = tmp_path / scale / "plan.json"
        plan(crowd, tmp_path / scale, invitation).write(written)
        runs[scale] = begin(scale, written, tmp_path / f"{scale}.json")
    codes = {scale: run.wait(TOO_LONG_S) for scale, run in runs.items()}
    assert set(codes.values()) == {0}, codes
    wrong = []
    for scale in SCALES:
        told: dict[str, Any] = json.loads((tmp_path / f"{scale}.json").read_text("utf-8"))
        assert told["taken"] >= 3
        assert told["ended"]
        every = ((name, one) for name, found in told["found"].items() for one in found)
        wrong += [f"{scale} {name}: {fault}" for name, fault in every]
    assert not wrong, "\n".join(wrong)


# --- each check can fail ---------------------------------------------------------------------


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The program's own look, in English, light."""
    font = qapp.font()
    theme().apply(qapp)
    theme().set_mode("light")
    set_language("en")
    yield qapp
    qapp.setFont(font)
    set_language("en")


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot) -> QWidget:
    """A window with a sound label and a sound button."""
    top = QWidget()
    qtbot.addWidget(top)
    rows = QVBoxLayout(top)
    rows.addWidget(QLabel("A label with room"))
    rows.addWidget(QPushButton("A button…"))
    top.resize(360, 240)
    top.show()
    return top


def wrong_with(window: QWidget, *parts: QWidget) -> list[str]:
    """Return what is found in a window once these are in it too."""
    rows = window.layout()
    assert rows is not None
    for part in parts:
        rows.addWidget(part)
    QApplication.processEvents()
    return faults(see(window))


class Painted(QWidget):
    """Paints a text by itself, into a box."""

    def __init__(self, text: str, box: QRect, ink: str = "#000000") -> None:
        super().__init__()
        self.setMinimumHeight(40)
        self._painted = text, box, ink

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        text, box, ink = self._painted
        with QPainter(self) as painter:
            painter.setPen(ink)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), text)


def narrow(width: int, height: int, label: QLabel) -> QLabel:
    label.setFixedSize(width, height)
    return label


def test_a_sound_window_passes(window: QWidget) -> None:
    assert wrong_with(window, Painted("Enough room", QRect(0, 0, 200, 30))) == []


def test_a_cut_label_is_found(window: QWidget) -> None:
    found = wrong_with(window, narrow(40, 20, QLabel("Far too long for forty pixels")))
    assert len(found) == 1
    assert found[0].startswith("cut right: QLabel")


def test_a_label_that_lacks_a_line_is_found(window: QWidget) -> None:
    label = narrow(80, 18, QLabel("Several words that take several lines of so narrow a label"))
    label.setWordWrap(True)
    assert any(one.startswith("cut at the foot") for one in wrong_with(window, label))


def test_a_cut_button_is_found(window: QWidget) -> None:
    button = QPushButton("Much longer than its place")
    button.setFixedWidth(60)
    assert any(one.startswith("cut left and right: QPush") for one in wrong_with(window, button))


def test_what_a_widget_paints_itself_and_cuts_is_found(window: QWidget) -> None:
    found = wrong_with(window, Painted("Painted past its box", QRect(0, 0, 30, 30)))
    assert [one.split(":")[0] for one in found] == ["cut right"]


def test_a_shortened_text_needs_a_tip(window: QWidget) -> None:
    painted = Painted("Quarterly pla…", QRect(0, 0, 200, 30))
    assert "shortened without a tip" in " ".join(wrong_with(window, painted))
    painted.setToolTip("Something else")
    assert "shortened without a tip" in " ".join(faults(see(window)))
    painted.setToolTip("Quarterly planning")
    assert faults(see(window)) == []


def test_a_letter_that_no_font_has_is_found(window: QWidget) -> None:
    found = wrong_with(window, QLabel("會議室 \ue123"), Painted("\ue124", QRect(0, 0, 90, 30)))
    assert [one.split(":")[0] for one in found] == ["tofu", "tofu"], found
    assert "U+E123" in found[0]
    assert "U+E124" in found[1]


def test_grey_on_grey_is_found(window: QWidget) -> None:
    label = QLabel("Hardly to be seen")
    label.setStyleSheet("color: #999999; background: #bbbbbb")
    found = wrong_with(window, label, Painted("Nor this", QRect(0, 0, 200, 30), "#c0c4cc"))
    assert len(found) == 2
    assert all(one.startswith("contrast 1.") for one in found)


def test_a_pale_icon_is_found(window: QWidget) -> None:
    button = QPushButton()
    button.setIcon(icon("plus", "line"))
    assert "an icon of QPushButton" in " ".join(wrong_with(window, button))


def test_a_widget_over_another_and_one_outside_are_found(window: QWidget) -> None:
    over, outside = QLabel("Over the label"), QLabel("Outside")
    for one in (over, outside):
        one.setParent(window)
        one.resize(120, 20)
    over.setGeometry(window.findChildren(QLabel)[0].geometry())
    outside.move(window.width() - 30, window.height() - 20)
    over.show()
    outside.show()
    QApplication.processEvents()
    kinds = {one.split(":")[0] for one in faults(see(window))}
    assert {"overlap", "painted over one another", "leaves its parent", "cut right"} <= kinds


def test_a_picture_of_nothing_is_found(dressed: QApplication, qtbot: QtBot) -> None:
    empty = QWidget()
    qtbot.addWidget(empty)
    empty.resize(300, 200)
    empty.show()
    assert faults(see(empty)) == ["blank: 0 texts in 1 colours"]


# --- what was wrong once ---------------------------------------------------------------------


def test_the_date_is_whole_in_large_letters(dressed: QApplication, qtbot: QtBot) -> None:
    large = dressed.font()
    large.setPointSizeF(17)
    dressed.setFont(large)
    bar = DayBar()
    qtbot.addWidget(bar)
    bar.show_day(date(2026, 11, 25), date(2026, 11, 23))
    bar.resize(bar.minimumSizeHint())
    bar.show()
    qtbot.waitExposed(bar)
    assert list(cut(see(bar))) == []


def test_a_message_follows_the_language(dressed: QApplication, qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    top.resize(600, 200)
    bar = MessageBar(top)
    top.show()
    undone: list[bool] = []
    said = Message.of(lambda: words.error(Unavailable("Nobody answers.")), "done")
    bar.say(replace(said, undo=lambda: undone.append(True)))
    english = bar.current()
    set_language("zh_hant")
    QApplication.processEvents()
    chinese = bar.current()
    assert english is not None
    assert chinese is not None
    assert english.text != chinese.text == words.error(Unavailable("Nobody answers."))
    assert bar.findChildren(QLabel)[1].text() == chinese.text
    bar.undo()
    assert undone == [True]


def test_an_icon_in_a_dialog_follows_the_theme(dressed: QApplication, qtbot: QtBot) -> None:
    dialog = CrashDialog("Report")
    qtbot.addWidget(dialog)
    dialog.show()
    theme().set_mode("dark")
    try:
        assert list(pale_signs(see(dialog))) == []
    finally:
        theme().set_mode("light")


def test_the_cross_in_a_line_can_be_seen_in_the_dark(dressed: QApplication, qtbot: QtBot) -> None:
    line = FilterLine("search")
    qtbot.addWidget(line)
    line.setText("Room")
    line.show()
    theme().set_mode("dark")
    try:
        # The cross takes a moment to come.
        qtbot.waitUntil(lambda: len(see(line).signs) == 2 and not list(pale_signs(see(line))))
    finally:
        theme().set_mode("light")


def test_an_offer_that_comes_later_has_all_its_room(dressed: QApplication, qtbot: QtBot) -> None:
    offers = OfferList(columns=2)
    qtbot.addWidget(offers)
    offers.resize(700, 120)
    offers.show()
    offers.show_offers(["Later: 15:00–16:00", "Meeting Room 202, 14:00–15:00"])
    offers.show_offers(["Earlier: 13:00–14:00", "Meeting Room 203, 14:00–15:00"])
    qtbot.waitUntil(lambda: offers.buttons()[1].text() == "Meeting Room 203, 14:00–15:00")


def test_a_dialog_is_as_large_as_its_letters_need(dressed: QApplication, qtbot: QtBot) -> None:
    large = dressed.font()
    large.setPointSizeF(19)
    dressed.setFont(large)
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 800)
    dialog = LeaveDialog("Sample Member One", 2, over)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert faults(see(dialog)) == []
