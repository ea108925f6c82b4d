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

from PySide6.QtWidgets import QWidget

from tests.ui.picture_checks import faults, see
from tests.ui.picture_stage import Plan, Stage
from tests.ui.picture_views import Views
from ui.application import start_qt
from ui.i18n import LANGUAGES, set_language
from ui.theme import theme

THEMES: Final = ("light", "dark")


def looks() -> Iterator[tuple[str, str]]:
    """Yield each language and theme while it is shown, the theme first that is there already."""
    # To switch the theme takes far longer than to switch the language.
    for mode in sorted(THEMES, key=lambda mode: mode != theme().mode):
        theme().set_mode(mode)
        for name in LANGUAGES:
            set_language(name)
            yield name, mode


class Run:
    """All views in all looks."""

    def __init__(self, views: Views, folder: Path | None) -> None:
        self.views = views
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
                for language, mode in looks():
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
    parser.add_argument("--save", type=Path)
    parser.add_argument("--only", action="append", default=[])
    given = parser.parse_args(arguments)
    width, height = (int(part) for part in given.size.split("x"))
    application = start_qt([sys.argv[0]])
    theme().set_mode(THEMES[0])
    theme().apply(application)
    plan = Plan.read(given.plan)
    stage = Stage(plan, (width, height))
    spare = given.plan.parent / f"{given.plan.stem}-spare"
    run = Run(Views(stage, spare), given.save)
    if given.save is not None:
        given.save.mkdir(parents=True, exist_ok=True)
    run.everything(set(given.only))
    ended = stage.close()
    told = {"taken": run.taken, "found": run.found, "ended": ended, "seconds": run.seconds}
    print(json.dumps(told, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
