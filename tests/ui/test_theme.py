"""Every pair of colours that people must tell apart has the contrast of WCAG 2.1 AA, twice."""

from __future__ import annotations

import gc
from collections import Counter

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui import theme as theming
from ui.assets import icon, icon_names, paint_icon
from ui.theme import DARK, LIGHT, TOKENS, Theme, theme

SHADES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
PAGES = ("window", "surface", "raised", "hover", "accent_soft", "selection")
CHIPS = ("mine", "busy", "pending", "lost", "refused")

SMALL_TEXT = [
    *(("text", ground) for ground in (*PAGES, *CHIPS, "free", "closed")),
    *(("muted", ground) for ground in (*PAGES, *CHIPS, "free", "closed")),
    *(
        (ink, ground)
        for ink in ("accent", "danger", "warning", "ok")
        for ground in ("window", "surface", "raised", "accent_soft", "hover")
    ),
    ("danger", "refused"),
    ("warning", "lost"),
    ("on_accent", "accent"),
    ("on_danger", "danger"),
]
SIGNS = [
    *((f"{chip}_bar", chip) for chip in CHIPS),
    *((f"{chip}_bar", "surface") for chip in CHIPS),
    *(("focus", ground) for ground in (*PAGES, "closed", "mine", "busy")),
    *(("border", ground) for ground in ("window", "surface", "raised")),
    *(("now", ground) for ground in ("free", "closed", "surface")),
]


def luminance(value: str) -> float:
    """Relative luminance by WCAG 2.1."""
    colour = QColor(value)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SHADES
def test_small_text_can_be_read(colours: dict[str, str]) -> None:
    weak = {
        pair: round(ratio, 2)
        for pair in SMALL_TEXT
        if (ratio := contrast(colours[pair[0]], colours[pair[1]])) < 4.5
    }
    assert not weak


@SHADES
def test_bars_outlines_and_focus_can_be_seen(colours: dict[str, str]) -> None:
    weak = {
        pair: round(ratio, 2)
        for pair in SIGNS
        if (ratio := contrast(colours[pair[0]], colours[pair[1]])) < 3
    }
    assert not weak


@SHADES
def test_every_token_has_a_colour_and_a_judgement_of_its_text(colours: dict[str, str]) -> None:
    assert set(colours) == TOKENS
    assert all(QColor(value).isValid() for value in colours.values())
    sheet = theming.style_sheet({token: QColor(value) for token, value in colours.items()})
    assert "@" not in sheet


@pytest.fixture
def dressed(qapp: QApplication) -> Theme:
    """The program's theme, light, on the application."""
    theme().apply(qapp)
    theme().set_mode("light")
    return theme()


def test_switching_tells_and_colours_follow(dressed: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dressed.changed):
        dressed.set_mode("dark")
    assert dressed.dark
    assert dressed.color("surface").name() == DARK["surface"]
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == DARK["window"]
    dressed.set_mode("light")
    assert dressed.color("surface").name() == LIGHT["surface"]


def test_the_system_is_followed_live_if_wanted(
    dressed: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = QApplication.styleHints()
    dressed.set_mode("system")
    monkeypatch.setattr(theming, "system_is_dark", lambda: True)
    with qtbot.waitSignal(dressed.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert dressed.color("surface").name() == DARK["surface"]
    monkeypatch.setattr(theming, "system_is_dark", lambda: False)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert dressed.color("surface").name() == LIGHT["surface"]
    dressed.set_mode("dark")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert dressed.color("surface").name() == DARK["surface"]


def test_an_unknown_mode_is_refused(dressed: Theme) -> None:
    with pytest.raises(ValueError, match="sepia"):
        dressed.set_mode("sepia")


def _ink(image: QImage) -> set[str]:
    """Return the colour of most pixels that are fully covered; edges may round by one."""
    found = Counter(
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    )
    return {name for name, _ in found.most_common(1)}


def test_all_icons_draw_in_the_colour_of_the_text_and_follow_the_theme(dressed: Theme) -> None:
    names = icon_names()
    assert len(names) >= 40
    icons = {name: icon(name) for name in names}
    for mode, colours in (("light", LIGHT), ("dark", DARK)):
        dressed.set_mode(mode)
        for name, made in icons.items():
            image = made.pixmap(QSize(24, 24), 2.0).toImage()
            assert image.size() == QSize(48, 48), name
            assert _ink(image) == {colours["text"]}, name


def test_an_icon_may_have_a_colour_of_its_own_and_pales_when_disabled(dressed: Theme) -> None:
    image = icon("warning", "warning").pixmap(QSize(24, 24), 2.0).toImage()
    assert _ink(image) == {LIGHT["warning"]}
    pale = icon("warning", "warning").pixmap(QSize(24, 24), 2.0, QIcon.Mode.Disabled).toImage()
    assert _ink(pale) == {LIGHT["border"]}


def test_an_icon_lives_on_in_its_widget(dressed: Theme, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.setIcon(icon("plus"))
    gc.collect()
    button.show()
    light = button.grab().toImage()
    dressed.set_mode("dark")
    assert button.grab().toImage() != light


def test_a_copy_that_qt_makes_of_an_icon_draws_too(dressed: Theme) -> None:
    first = icon("plus")
    image = first.pixmap(QSize(24, 24), 1.0).toImage()
    copy = QIcon(first)
    copy.setIsMask(True)  # Qt shares an icon until somebody changes one of the two
    del first
    gc.collect()
    assert copy.pixmap(QSize(24, 24), 1.0).toImage() == image


def test_icons_are_sharp_where_a_widget_paints_itself(dressed: Theme) -> None:
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(2)
    image.fill(0)
    painter = QPainter(image)
    paint_icon(painter, "plus", QImage(24, 24, QImage.Format.Format_ARGB32).rect(), QColor("red"))
    painter.end()
    assert _ink(image) == {"#ff0000"}


def test_there_is_no_icon_of_an_unknown_name(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("unicorn")
