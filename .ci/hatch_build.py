"""Has wheels and editable installs carry the translations, which are built and not in git."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Translations(BuildHookInterface[Any]):
    """Makes the .qm files that are missing or older than their .ts files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatchling's, before it gathers the files."""
        del version, build_data
        sys.path.insert(0, self.root)
        try:
            translations = importlib.import_module("resources.translations")
        finally:
            sys.path.remove(self.root)
        translations.build(translations.stale())
