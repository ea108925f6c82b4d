"""Takes and judges the pictures of one scale, in a process of its own.

How many pixels make a point, and a letter, is the process's from its start: see `SCALES` of the
test.
"""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

from tests.ui.picture_checks import faults, see
from tests.ui.picture_stage import Plan, Stage
from tests.ui.picture_views import Views
from ui import theme as theming
from ui.application import start_qt
from ui.i18n import LANGUAGES, set_language
from ui.theme import theme

THEMES: Final = ("light", "dark")


def looks(*, every: bool) -> Iterator[tuple[str, str]]:
    """Yield languages and themes while they are shown, the theme first that is there already.

    Args:
        every: each language in each theme, else each language and each theme once.
    """
    # To switch the theme takes far longer than to switch the language.
    first = theme().mode
    other = next(mode for mode in THEMES if mode != first)
    en, zh_hant, zh_hans = LANGUAGES
    shown = {first: (en, zh_hans), other: (zh_hant,)}
    for mode in (first, other):
        theme().set_mode(mode)
        for name in LANGUAGES if every else shown[mode]:
            set_language(name)
            yield name, mode


class Run:
    """All views in their looks."""

    def __init__(self, views: Views, folder: Path | None, *, every: bool) -> None:
        self.views = views
        self.every = every
        self.folder = folder
        self.found: dict[str, list[str]] = {}
        self.taken = 0
        self.seconds: dict[str, float] = {}

    def everything(self, only: set[str]) -> None:
        """Bring each view up once and switch language and theme while it is there."""
        for name, way in self.views.each():
            if only and name not in only:
                continue
            begun = time.monotonic()
            set_language(LANGUAGES[0])
            with way() as shown:
                self.views.stage.rest()
                for language, mode in looks(every=self.every):
                    self.views.stage.rest()
                    self._take(f"{name}-{language}-{mode}", shown)
            self.views.stage.rest()
            self.seconds[name] = round(time.monotonic() - begun, 2)

    def _take(self, name: str, shown: QWidget) -> None:
        seen = see(shown)
        self.taken += 1
        wrong = faults(seen)
        if wrong:
            self.found[name] = wrong
        if self.folder is not None:
            seen.image.save(str(self.folder / f"{name}.png"))


def main(arguments: list[str]) -> int:
    """Take pictures; print what is wrong with them as JSON."""
    parser = ArgumentParser()
    parser.add_argument("plan", type=Path)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--text", type=float, default=1.0, help="so many times as large")
    parser.add_argument("--some", action="store_true", help="three looks of the six")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--only", action="append", default=[])
    given = parser.parse_args(arguments)
    width, height = (int(part) for part in given.size.split("x"))
    application = start_qt([sys.argv[0]])
    theme().set_mode(THEMES[0])
    if given.text != 1:
        _enlarge(given.text)
    theme().apply(application)
    plan = Plan.read(given.plan)
    stage = Stage(plan, (width, height))
    spare = given.plan.parent / f"{given.plan.stem}-spare"
    run = Run(Views(stage, spare), given.save, every=not given.some)
    if given.save is not None:
        given.save.mkdir(parents=True, exist_ok=True)
    run.everything(set(given.only))
    ended = stage.close()
    told = {"taken": run.taken, "found": run.found, "ended": ended, "seconds": run.seconds}
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 0


def _enlarge(factor: float) -> None:
    """Be a system on which somebody has made all letters larger; what Qt draws into memory on has
    no such setting.
    """
    usual = QFontDatabase.systemFont

    class Larger(QFontDatabase):
        @staticmethod
        def systemFont(kind: QFontDatabase.SystemFont) -> QFont:
            font = usual(kind)
            font.setPointSizeF(max(font.pointSizeF(), theming.LEAST_POINTS) * factor)
            return font

    vars(theming)["QFontDatabase"] = Larger


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
