"""Colours, fonts and the few rules of style, light and dark.

Everything that is drawn takes its colours from here by name. Widgets of Qt's own get a palette and
a short style sheet that is made of the same names.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui import assets
from ui.i18n import language, languages

LIGHT: Final = {
    "window": "#f4f6f9",
    "surface": "#ffffff",
    "raised": "#ffffff",
    "line": "#e0e4eb",
    "grid": "#ebeef3",
    "border": "#808c9e",
    "hover": "#e9edf4",
    "text": "#1a2230",
    "muted": "#545f70",
    "accent": "#2257c9",
    "on_accent": "#ffffff",
    "accent_soft": "#e3ecfd",
    "focus": "#2f6bea",
    "free": "#ffffff",
    "closed": "#f0f2f6",
    "hatch": "#d3d9e3",
    "mine": "#dbe7fe",
    "mine_bar": "#2257c9",
    "busy": "#e8ebf1",
    "busy_bar": "#717c8e",
    "pending": "#eef3fe",
    "pending_bar": "#4c7adb",
    "lost": "#fdefcf",
    "lost_bar": "#a8680a",
    "refused": "#fce4e3",
    "refused_bar": "#c5373c",
    "now": "#d6333a",
    "danger": "#b3232f",
    "on_danger": "#ffffff",
    "warning": "#85560a",
    "ok": "#1b7045",
    "selection": "#cfdffc",
}
DARK: Final = {
    "window": "#14171c",
    "surface": "#1b1f26",
    "raised": "#242933",
    "line": "#2f3641",
    "grid": "#272d36",
    "border": "#77849a",
    "hover": "#262c36",
    "text": "#e8ebf1",
    "muted": "#a6b0bf",
    "accent": "#84abff",
    "on_accent": "#0c1a36",
    "accent_soft": "#213150",
    "focus": "#8fb3ff",
    "free": "#1b1f26",
    "closed": "#16191f",
    "hatch": "#363d49",
    "mine": "#233b67",
    "mine_bar": "#84abff",
    "busy": "#2c323c",
    "busy_bar": "#8f9aab",
    "pending": "#1f2b43",
    "pending_bar": "#7d9fe6",
    "lost": "#42330f",
    "lost_bar": "#e3a83a",
    "refused": "#4a2328",
    "refused_bar": "#ff8b8b",
    "now": "#ff6b6f",
    "danger": "#ff9a9c",
    "on_danger": "#3a080c",
    "warning": "#efba5d",
    "ok": "#70cd99",
    "selection": "#28406d",
}
TOKENS: Final = frozenset(LIGHT)
MODES: Final = ("system", "light", "dark")

UNIT: Final = 4
"""Pixels of the rhythm: margins and gaps are multiples of it."""
RADIUS: Final = 6
"""Pixels of the rounding of controls; cards have 8."""

# The same character is drawn differently in Hong Kong and in Shenzhen, so the order matters.
_CJK: Final = {
    "zh_hant": ("PingFang HK", "Microsoft JhengHei UI", "Noto Sans CJK HK", "Noto Sans HK"),
    "zh_hans": ("PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC"),
}
_CJK_ANY: Final = ("Source Han Sans", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei")
LEAST_POINTS: Final = 9.5

SCALES: Final = {"title": 1.5, "heading": 1.15, "body": 1.0, "small": 0.9}


class Theme(QObject):
    """The colours and fonts now.

    Attributes:
        changed: () colours or fonts are others.
        mode: "system", "light" or "dark".
        dark: whether dark colours are shown.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = "system"
        self.dark = False
        self._application: QApplication | None = None
        self._colours = {token: QColor(value) for token, value in LIGHT.items()}
        self._system = QFont()
        assets.set_inks(self.color)

    def apply(self, application: QApplication) -> None:
        """Dress an application, once; it stays dressed when the system or the language changes."""
        if self._application is not None:
            return
        self._application = application
        application.setStyle("Fusion")
        self._system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        languages.changed.connect(self._dress)
        self._follow()
        self._dress()

    def set_mode(self, mode: str) -> None:
        """Show "light" or "dark", or what the system shows; ValueError for anything else."""
        if mode not in MODES:
            raise ValueError(mode)
        self.mode = mode
        self._follow()

    def color(self, token: str) -> QColor:
        """Return a colour by its name; KeyError where there is none."""
        return QColor(self._colours[token])

    def scaled(self, pixels: int) -> int:
        """Return a length, given for usual letters, as it is for the letters that are shown."""
        factor = QApplication.font().pointSizeF() / LEAST_POINTS
        return round(pixels * max(1.0, factor))

    def font(self, role: str = "body", *, bold: bool = False) -> QFont:
        """Return the font of "title", "heading", "body" or "small" text."""
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * SCALES[role])
        if bold or role in ("title", "heading"):
            font.setWeight(QFont.Weight.Bold)
        return font

    def _follow(self, *_: object) -> None:
        dark = system_is_dark() if self.mode == "system" else self.mode == "dark"
        if dark == self.dark and QApplication.instance() is not None and self._dressed():
            return
        self.dark = dark
        self._colours = {token: QColor(value) for token, value in (DARK if dark else LIGHT).items()}
        self._dress()

    def _dressed(self) -> bool:
        window = QPalette.ColorRole.Window
        return QGuiApplication.palette().color(window) == self._colours["window"]

    def _dress(self, *_: object) -> None:
        if self._application is not None:
            self._application.setFont(_font(self._system, language()))
            QApplication.setPalette(palette(self._colours))
            for kind in _OUTLINED:
                QApplication.setPalette(outlined(self._colours), kind)
            sheet = style_sheet(self._colours)
            if sheet != self._application.styleSheet():  # to set it is dear, however little changed
                self._application.setStyleSheet(sheet)
        self.changed.emit()


def system_is_dark() -> bool:
    """Whether the system shows dark windows; False where Qt cannot know."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


@cache
def theme() -> Theme:
    """Return the one theme of the program."""
    return Theme()


def _font(system: QFont, language: str) -> QFont:
    font = QFont(system)
    script = _CJK.get(language, ())
    others = [family for key, names in _CJK.items() if key != language for family in names]
    families = [system.family(), *script, *others, *_CJK_ANY]
    font.setFamilies(list(dict.fromkeys(families)))
    font.setPointSizeF(max(system.pointSizeF(), LEAST_POINTS))
    return font


def palette(colours: dict[str, QColor]) -> QPalette:
    """Return Qt's palette of a theme's colours."""
    role = QPalette.ColorRole
    made = QPalette()
    for where, token in {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "window",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.PlaceholderText: "muted",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.Light: "raised",
        role.Midlight: "line",
        role.Mid: "border",
        role.Dark: "border",
        role.Shadow: "border",
        role.Highlight: "selection",
        role.HighlightedText: "text",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Accent: "accent",
    }.items():
        made.setColor(where, colours[token])
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, where, colours["border"])
    return made


# Fusion outlines these in a darker shade of the window's colour, which nobody sees on a dark one.
# (Qt's own types ask for bytes here, and the function for a str.)
_OUTLINED: Final[tuple[Any, ...]] = (
    "QCheckBox",
    "QRadioButton",
    "QComboBox",
    "QAbstractSpinBox",
    "QScrollBar",
)
_FUSION_DARKER: Final = 140


def outlined(colours: dict[str, QColor]) -> QPalette:
    """Return the palette of controls that Fusion outlines, so that the outline is "border"."""
    made = palette(colours)
    made.setColor(QPalette.ColorRole.Window, colours["border"].lighter(_FUSION_DARKER))
    return made


# Nothing here names a part of a combo box, a spin box or a scroll bar: Qt would stop drawing the
# rest of them. Widgets say what they are by the properties "kind", "tone" and "card".
_SHEET: Final = """
QToolTip { color: @text; background: @raised; border: 1px solid @line; padding: 4px 6px; }
QPushButton { color: @text; background: @surface; border: 1px solid @line; border-radius: 6px;
  padding: 5px 13px; min-height: 1.35em; }
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:checked { background: @accent_soft; }
QPushButton:focus { border: 2px solid @focus; padding: 4px 12px; }
QPushButton:disabled { color: @border; background: @window; }
QPushButton[kind="primary"] { color: @on_accent; background: @accent; border-color: @accent; }
QPushButton[kind="primary"]:focus { border-color: @text; }
QPushButton[kind="primary"]:disabled { color: @muted; background: @line; border-color: @line; }
QPushButton[kind="danger"] { color: @on_danger; background: @danger; border-color: @danger; }
QPushButton[kind="danger"]:focus { border-color: @text; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: @hover; }
QPushButton[kind="quiet"]:focus { border-color: @focus; }
QPushButton[kind="segment"] { border-radius: 0; border-right-width: 0; padding: 5px 12px; }
QPushButton[kind="segment"][place="first"] { border-top-left-radius: 6px;
  border-bottom-left-radius: 6px; }
QPushButton[kind="segment"][place="last"] { border-right-width: 1px;
  border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[kind="segment"]:checked { color: @accent; background: @accent_soft;
  font-weight: 600; }
QPushButton[kind="segment"]:focus { border: 2px solid @focus; padding: 4px 11px; }
QPushButton[kind="search"] { color: @muted; border-color: @border; text-align: left;
  padding: 5px 10px; }
QPushButton[kind="status"] { border-color: transparent; background: transparent; padding: 1px 7px;
  min-height: 1.1em;
  border-radius: 4px; }
QPushButton[kind="status"]:hover { background: @hover; }
QPushButton[kind="status"]:focus { border: 2px solid @focus; padding: 0 6px; }
QPushButton[tone="danger"] { color: @danger; }
QPushButton[tone="warning"] { color: @warning; }
QToolButton[kind="outlined"] { background: @surface; border-color: @line;
  padding: 5px 22px 5px 8px; }
QToolButton[kind="outlined"]::menu-indicator { subcontrol-origin: padding;
  subcontrol-position: right center; right: 7px; }
QPushButton[kind="link"] { color: @accent; background: transparent; border-color: transparent; }
QPushButton[kind="link"]:hover { background: @accent_soft; }
QPushButton[kind="link"]:focus { border-color: @focus; }
QPushButton[kind="remedy"] { color: @accent; background: transparent; border-color: transparent;
  padding: 0 6px; min-height: 1em; border-radius: 4px; }
QPushButton[kind="remedy"]:hover { background: @accent_soft; }
QPushButton[kind="remedy"]:focus { border: 2px solid @focus; padding: 0 5px; }
QPushButton[kind="offer"] { color: @accent; text-align: left; padding: 4px 12px; }
QPushButton[kind="offer"]:hover { background: @accent_soft; }
QPushButton[kind="offer"]:focus { border: 2px solid @focus; padding: 3px 11px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 4px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @accent_soft; }
QToolButton:focus { border: 2px solid @focus; padding: 3px; }
QLineEdit, QPlainTextEdit, QTextEdit { background: @surface; border: 1px solid @border;
  border-radius: 6px; padding: 4px 8px; selection-background-color: @selection;
  selection-color: @text; }
QLineEdit { min-height: 1.35em; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @focus;
  padding: 3px 7px; }
QComboBox, QAbstractSpinBox { min-height: 1.9em; }
QLineEdit:disabled { color: @border; background: @window; }
QLineEdit[wrong="true"] { border-color: @danger; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QAbstractItemView QLineEdit { border: none;
  padding: 0; min-height: 0; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="danger"] { color: @danger; }
QLabel[tone="warning"] { color: @warning; }
QLabel[tone="ok"] { color: @ok; }
QFrame[card="true"] { background: @surface; border: 1px solid @line; border-radius: 8px; }
QAbstractItemView { background: @surface; border: 1px solid @line; border-radius: 8px;
  outline: none; alternate-background-color: @window; }
QAbstractItemView[plain="true"], QScrollArea[plain="true"], QWidget[plain="true"] { border: none;
  border-radius: 0; background: @raised; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { color: @muted; background: @surface; border: none;
  border-bottom: 1px solid @line; padding: 6px 4px; }
QMenu { background: @raised; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { color: @text; background: @accent_soft; }
QMenu::item:disabled { color: @border; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenuBar { background: @window; border: none; padding: 2px 8px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @hover; }
QGroupBox { border: none; font-weight: 600; margin-top: 22px; }
QGroupBox::title { subcontrol-origin: margin; left: 0; padding: 0 0 4px 0; }
"""


def style_sheet(colours: dict[str, QColor]) -> str:
    """Return the style sheet in a theme's colours."""
    sheet = _SHEET
    for token in sorted(colours, key=len, reverse=True):
        sheet = sheet.replace(f"@{token}", colours[token].name())
    return sheet
