"""What this machine's user has chosen: language, theme, where the window stood.

Nothing here matters so much that the program could not go on without it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QLocale

from booking.errors import EnvironmentProblem
from booking.files import read_json, write_json
from ui.i18n import LANGUAGES

MODES: Final = ("system", "light", "dark")
LONGEST: Final = 20_000
"""Characters of one value; whatever is longer was not written by this program."""


class Preferences:
    """Values by name. `put` is quick; `save` writes a file and may be called on any thread.

    Attributes:
        problem: why the file could not be read, None if it could.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._changed = False
        self._values: dict[str, Any] = {}
        self.problem: EnvironmentProblem | None = None
        try:
            found = read_json(path)
        except EnvironmentProblem as problem:
            self.problem = problem
            found = {}
        self._values = {key: value for key, value in found.items() if len(str(value)) <= LONGEST}

    def values(self) -> Mapping[str, Any]:
        """Return all values as they are now."""
        with self._lock:
            return dict(self._values)

    def put(self, name: str, value: object) -> None:
        """Change one value."""
        with self._lock:
            if self._values.get(name) != value:
                self._values[name] = value
                self._changed = True

    def save(self) -> None:
        """Write what changed.

        Raises:
            EnvironmentProblem: the file cannot be written, or the disk is full.
        """
        with self._lock:
            if not self._changed:
                return
            values, self._changed = dict(self._values), False
        write_json(self._path, values)

    def language(self) -> str:
        """Return the language that was chosen, else the nearest to the system's."""
        chosen = self._values.get("language")
        return str(chosen) if chosen in LANGUAGES else system_language(QLocale.system())

    def mode(self) -> str:
        """Return "system", "light" or "dark"."""
        chosen = self._values.get("theme")
        return str(chosen) if chosen in MODES else "system"


def system_language(system: QLocale) -> str:
    """Return the language of the interface that is nearest to the system's."""
    for tag in (*system.uiLanguages(), system.name()):
        found = QLocale(tag)
        if found.language() == QLocale.Language.Chinese:
            traditional = found.script() == QLocale.Script.TraditionalHanScript
            return "zh_hant" if traditional else "zh_hans"
        if found.language() == QLocale.Language.English:
            return "en"
    return "en"
